"""A report's comments as the parts that Word keeps them in.

`comments.xml` has the words. `commentsExtended.xml`, `commentsIds.xml` and `commentsExtensible.xml`
([MS-DOCX] 2.5) know each comment by the id of its last paragraph and tell whether it is settled,
its lasting id and its moment in UTC; `people.xml` has the authors. A `w:date` is the writer's own
time and names no zone.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from lxml.etree import SubElement

from desktop.reports.characters import visible
from desktop.reports.content import Comment
from desktop.reports.official import C, P
from desktop.reports.xml import (
    SPACE,
    W14,
    W15,
    W16CEX,
    W16CID,
    Element,
    add,
    root,
    w,
)

UNNAMED = "未署名"
"""The author of comments that name none, for Word wants a name."""
_INITIALS = 4  # characters
_WIDE_SPACE = "\u2003"  # for tabs, which LibreOffice loses in comments


def comments(found: Sequence[Comment], zone: tzinfo | None = None) -> Element:
    """Return the part with the comments' words; each is numbered by its place.

    Args:
        found: the comments.
        zone: the time zone of their dates; None is the computer's.
    """
    part = root("comments")
    for number, comment in enumerate(found):
        element = add(part, "comment", id=number, author=_author(comment))
        if moment := _moment(comment.at):
            local = moment.astimezone(zone).replace(tzinfo=None)
            element.set(w("date"), local.isoformat(timespec="seconds"))
        element.set(w("initials"), initials(_author(comment)))
        for place, line in enumerate(visible(comment.text).split("\n")):
            _paragraph(element, line, first=place == 0)
        element[-1].set(f"{{{W14}}}paraId", _hex(comment.key))
        element[-1].set(f"{{{W14}}}textId", "77777777")
    return part


def _paragraph(parent: Element, line: str, *, first: bool) -> None:
    paragraph = add(parent, "p")
    add(add(paragraph, "pPr"), "pStyle", val=P.COMMENT)
    if first:
        mark = add(paragraph, "r")
        add(add(mark, "rPr"), "rStyle", val=C.COMMENT)
        add(mark, "annotationRef")
    run = add(paragraph, "r")
    add(add(run, "rPr"), "rFonts", hint="eastAsia")
    text = add(run, "t")
    text.text = line.replace("\t", _WIDE_SPACE)
    text.set(SPACE, "preserve")


def extended(found: Sequence[Comment]) -> Element:
    """Return the part that tells which comments are settled: none yet."""
    part = root("commentsEx", W15, "w15")
    for comment in found:
        element = SubElement(part, f"{{{W15}}}commentEx")
        element.set(f"{{{W15}}}paraId", _hex(comment.key))
        element.set(f"{{{W15}}}done", "0")
    return part


def ids(found: Sequence[Comment]) -> Element:
    """Return the part with the comments' lasting ids."""
    part = root("commentsIds", W16CID, "w16cid")
    for comment in found:
        element = SubElement(part, f"{{{W16CID}}}commentId")
        element.set(f"{{{W16CID}}}paraId", _hex(comment.key))
        element.set(f"{{{W16CID}}}durableId", _hex(comment.key))
    return part


def extensible(found: Sequence[Comment]) -> Element:
    """Return the part with the comments' moments in UTC."""
    part = root("commentsExtensible", W16CEX, "w16cex")
    for comment in found:
        element = SubElement(part, f"{{{W16CEX}}}commentExtensible")
        element.set(f"{{{W16CEX}}}durableId", _hex(comment.key))
        if moment := _moment(comment.at):
            element.set(f"{{{W16CEX}}}dateUtc", f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    return part


def people(found: Sequence[Comment]) -> Element:
    """Return the part with the comments' authors, each once."""
    part = root("people", W15, "w15")
    for author in dict.fromkeys(map(_author, found)):
        person = SubElement(part, f"{{{W15}}}person")
        person.set(f"{{{W15}}}author", author)
        presence = SubElement(person, f"{{{W15}}}presenceInfo")
        presence.set(f"{{{W15}}}providerId", "None")
        presence.set(f"{{{W15}}}userId", author)
    return part


def initials(author: str) -> str:
    """Return what stands for an author in the margin: a Chinese name whole, else first letters."""
    words = author.split()
    if author.isascii() and words:
        return "".join(word[0] for word in words)[:_INITIALS].upper()
    return author[:_INITIALS]


def _author(comment: Comment) -> str:
    return " ".join(visible(comment.author).split()) or UNNAMED


def _moment(at: str) -> datetime | None:
    """Return a moment, or None for what is none."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _hex(key: int) -> str:
    return f"{key:08X}"
