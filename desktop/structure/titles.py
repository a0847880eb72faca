"""The lines of a title, put together and without what a web page has set above them."""

import re
from collections.abc import Sequence

from desktop.structure import headlines, signing
from desktop.structure.paragraphs import Paragraph

_NOTE_MARK = re.compile(r"(?<=[一-鿿）)])[\[［]\d{1,2}[\]］]$")
_YEAR = re.compile(r"[（(](?:19|20)\d\d年?[）)]$")
_BEGUN = re.compile("关于|印发|转发|公布|发布《")


def untwinned(lines: list[str], zone: Sequence[Paragraph]) -> list[str]:
    """Return a title's lines without an authority that a web page has set above the whole title.

    Such a title names the authority itself, or stands above it once more.
    """
    above = {_YEAR.sub("", paragraph.text) for paragraph in zone[: len(zone) - len(lines)]}
    while len(lines) > 1 and signing.organs(lines[0]):
        named = signing.named(lines[1:])
        twice = named and (lines[0].endswith(named) or named.startswith(lines[0]))
        if not twice and (_BEGUN.match(lines[1]) or joined(lines[1:]) not in above):
            break
        lines = lines[1:]
    return lines


def joined(lines: Sequence[str]) -> str | None:
    """Return lines of one title joined: nothing between Chinese characters, no mark of a note."""
    return _NOTE_MARK.sub("", "".join(map(headlines.closed_up, lines)).strip()) or None
