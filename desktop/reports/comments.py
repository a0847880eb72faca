"""A report's comments as the parts that Word keeps them in.

`comments.xml` has the words. `commentsExtended.xml`, `commentsIds.xml` and `commentsExtensible.xml`
([MS-DOCX] 2.5) know each comment by the id of its last paragraph and tell whether it is settled,
its lasting id and its moment in UTC; `people.xml` has the authors. A `w:date` is the writer's own
time and names no zone.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from xml.sax.saxutils import quoteattr

from desktop.bookmarks import UNNAMED
from desktop.reports.characters import visible
from desktop.reports.content import Comment
from desktop.reports.official import C, P
from desktop.reports.xml import W15, W16CEX, W16CID, escaped, framed

_INITIALS = 4  # characters
_WIDE_SPACE = "\u2003"  # for tabs, which LibreOffice loses in comments
_STYLE = f'<w:pPr><w:pStyle w:val="{P.COMMENT}"/></w:pPr>'
_REFERENCE = f'<w:r><w:rPr><w:rStyle w:val="{C.COMMENT}"/></w:rPr><w:annotationRef/></w:r>'
_RUN = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">'


def comments(found: Sequence[Comment], zone: tzinfo | None = None) -> bytes:
    """Return the part with the comments' words; each is numbered by its place.

    Args:
        found: the comments.
        zone: the time zone of their dates; None is the computer's.
    """
    out = []
    names = {each.author: _names(each.author) for each in found}
    for number, comment in enumerate(found):
        date = local_date(comment.at, zone)
        out.append(f'<w:comment w:id="{number}" {date}{names[comment.author]}>')
        lines = visible(comment.text).replace("\t", _WIDE_SPACE).split("\n")
        for place, line in enumerate(lines, 1):
            known = f' w14:paraId="{comment.key:08X}" w14:textId="77777777"'
            out.append(
                f"<w:p{known if place == len(lines) else ''}>{_STYLE}"
                f"{_REFERENCE if place == 1 else ''}{_RUN}{escaped(line)}</w:t></w:r></w:p>"
            )
        out.append("</w:comment>")
    return framed("comments", "".join(out))


def extended(found: Sequence[Comment]) -> bytes:
    """Return the part that tells which comments are settled: none yet."""
    entries = [f'<w15:commentEx w15:paraId="{each.key:08X}" w15:done="0"/>' for each in found]
    return framed("commentsEx", "".join(entries), prefix="w15", namespace=W15)


def ids(found: Sequence[Comment]) -> bytes:
    """Return the part with the comments' lasting ids."""
    entries = [
        f'<w16cid:commentId w16cid:paraId="{each.key:08X}" w16cid:durableId="{each.key:08X}"/>'
        for each in found
    ]
    return framed("commentsIds", "".join(entries), prefix="w16cid", namespace=W16CID)


def extensible(found: Sequence[Comment]) -> bytes:
    """Return the part with the comments' moments in UTC."""
    out = []
    for each in found:
        moment = _moment(each.at)
        utc = moment.astimezone(UTC).replace(tzinfo=None) if moment else None
        date = f' w16cex:dateUtc="{utc.isoformat(timespec="seconds")}Z"' if utc else ""
        out.append(f'<w16cex:commentExtensible w16cex:durableId="{each.key:08X}"{date}/>')
    return framed("commentsExtensible", "".join(out), prefix="w16cex", namespace=W16CEX)


def people(found: Sequence[Comment]) -> bytes:
    """Return the part with the comments' authors, each once."""
    entries = [
        f"<w15:person w15:author={name}>"
        f'<w15:presenceInfo w15:providerId="None" w15:userId={name}/></w15:person>'
        for name in dict.fromkeys(quoteattr(_named(each.author)) for each in found)
    ]
    return framed("people", "".join(entries), prefix="w15", namespace=W15)


def _names(author: str) -> str:
    """Return the attributes that name an author."""
    name = _named(author)
    return f"w:author={quoteattr(name)} w:initials={quoteattr(initials(name))}"


def _named(author: str) -> str:
    return " ".join(visible(author).split()) or UNNAMED


def initials(author: str) -> str:
    """Return what stands for an author in the margin: a Chinese name whole, else first letters."""
    words = author.split()
    if author.isascii() and words:
        return "".join(word[0] for word in words)[:_INITIALS].upper()
    return author[:_INITIALS]


def local_date(at: str, zone: tzinfo | None = None) -> str:
    """Return the attribute that tells a moment in a time zone, with a blank behind it; or ""."""
    moment = _moment(at)
    if moment is None:
        return ""
    local = moment.astimezone(zone).replace(tzinfo=None)
    return f'w:date="{local.isoformat(timespec="seconds")}" '


def _moment(at: str) -> datetime | None:
    """Return a moment, or None for what is none."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
