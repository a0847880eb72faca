"""The head of a document: covering notice, titles, document number, addressees, date."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from desktop.structure import addressees, headlines, signing, titles
from desktop.structure.labels import Scheme
from desktop.structure.paragraphs import Paragraph

_SUBTITLE = re.compile(r"[（(][^（()）]{1,30}[）)]$")
_VERSION = re.compile(r"[（(][^（()）]{0,10}(?:稿|草案|试行|暂行|修订|修正)[）)]")
_PASSED = re.compile(r"(?:通过|公布|施行|修订|修正|批准|发布|印发)")
_IN_FORCE = re.compile("公布|发布|印发|施行|颁布")
_WIDE_GAP = re.compile(r"[\u3000 ]{2,}")
_ABOUT = re.compile(r"(?=关于|印发|转发|发布《|公布)")  # where one begins, also inside another
_HEADS = re.compile(
    r"等\s*[\d一二三四五六七八九十]{0,3}\s*个?(?:部门|单位|部委)?$|(?:转发|批转).{2,20}$|(?:关于|印发|转发)$"
)
_MORE = re.compile("[和及与暨]|以及")
_NUMBER_BEHIND = re.compile(r"[（(]?[一-鿿]{2,10}\s*[〔\[［（(﹝]\s*(?:19|20)\d\d.{1,8}号[）)]?$")
_GREETING = re.compile(r"各[^。：:]{3,120}[：:](?=[^。]+。)")
_SPEAKS = re.compile(r"(?:为|根据|按照|依据|经)[^，]{2,40}，")
_GIVES_TEXT = re.compile("(?:全文|详情|内容|原文)如下[:：。]?$")
_TITLE_LINES = 6
_HEAD = 40
_TITLE = 8  # characters of a title at least
_PLACE = 2  # characters of the name of a place


@dataclass(slots=True)
class Front:
    """What stands before the body, and where that begins (an index of paragraphs)."""

    body: int = 0
    title: str | None = None
    notice_title: str | None = None
    issuer: str | None = None
    doc_number: str | None = None
    issued_on: str | None = None
    addressees: str | None = None
    given_issuer: str | None = None
    given_day: str | None = None


def _ends_title(lines: Sequence[str]) -> bool:
    return len(lines) <= headlines.LONGEST and headlines.is_title_end(titles.joined(lines) or "")


def parted(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs with two of the head parted that the print ran into one line.

    A number behind the title begins one, and so does the text behind the addressees' ：.
    """
    done: list[Paragraph] = []
    for index, paragraph in enumerate(paragraphs):
        place = _seam(paragraph, done) if index < _HEAD else None
        if place is None:
            done.append(paragraph)
            continue
        behind = paragraph.end(paragraph.text[place:])
        done += (paragraph.begin(len(paragraph.text) - place), behind)
    return done


def _seam(paragraph: Paragraph, above: Sequence[Paragraph]) -> int | None:
    """Return where a paragraph of the head is to be parted, or None."""
    text = paragraph.text
    if paragraph.label or paragraph.cells:
        return None
    number = _NUMBER_BEHIND.search(text)
    if number and number[0][0] in "（(" and text[-1] in "）)" and _names(text[: number.start()]):
        return number.start()
    if number and _ABOUT.search(text[: number.start()]):
        ends = range(number.start(), number.end())
        return next((end for end in ends if headlines.is_title_end(text[:end].rstrip())), None)
    greeted = _GREETING.match(text)
    if (
        greeted
        and above
        and addressees.closes_head(above[-1].text)
        and addressees.names(greeted[0])
    ):
        return greeted.end()
    return None


def _names(text: str) -> bool:
    """Return whether a line in front of a number in brackets can be but the title with it."""
    return _TITLE <= len(text) <= headlines.LONGEST and not re.search("[《》，,。：:]", text)


def read(paragraphs: Sequence[Paragraph], limit: int) -> Front:
    """Return the document's data from the paragraphs before `limit`, the first that is numbered.

    What a report says before it gives the text is no part of the head.
    """
    start = _announced(paragraphs[:limit])
    front = _read(paragraphs[start:limit])
    front.body += start
    return front


def _announced(zone: Sequence[Paragraph]) -> int:
    """Return the index behind `全文如下：` above a title; 0 where no report introduces the text."""
    for index, (paragraph, below) in enumerate(pairwise(zone)):
        if _GIVES_TEXT.search(paragraph.text) and headlines.is_title_end(below.text):
            return index + 1
    return 0


def _read(zone: Sequence[Paragraph]) -> Front:
    front = Front()
    text = "\n".join(paragraph.text for paragraph in zone)
    front.given_day = headlines.day_field(text)
    front.given_issuer = signing.joined(signing.organs(headlines.issuer_field(text) or ""))
    _find_number(zone, front)
    addressee = addressees.find(zone)
    opening = _opening(zone) if addressee is None else addressee + 1
    above = zone[: opening if addressee is None else addressee]
    lines = _title_lines(above, addressed=addressee is not None)
    signature = _signature(zone, opening)
    body, title = _policy_title(zone, signature + 1) if signature is not None else (0, None)
    headed = bool(lines or signing.order([paragraph.text for paragraph in zone[:opening]]))
    if addressee is None and not (title and headed and _orders(zone[opening:signature])):
        _without_notice(zone, front)
        return front
    if addressee is not None:
        front.addressees = zone[addressee].text.rstrip(addressees.COLONS + addressees.FOR_COLONS)
    front.notice_title = titles.joined(lines)
    if signature is None:
        front.title, front.notice_title = front.notice_title, None
        front.body = opening
        front.issued_on = next(filter(None, map(_day, zone[:addressee])), None)
        front.issuer = _issuer(zone, lines)
        return front
    signed, front.issued_on = signing.signature(
        [paragraph.text for paragraph in zone[opening : signature + 1]]
    )
    front.body, front.title = body, title or front.notice_title
    if title and front.notice_title and signing.heads_order(front.notice_title):
        front.notice_title = None
    front.issuer = signed or _issuer(zone, lines)
    return front


def _day(paragraph: Paragraph) -> str | None:
    """Return the day that a line of the head names and little else, or None."""
    text = paragraph.text
    if headlines.is_date(text) or _is_note(text):
        return headlines.amended(text) or headlines.iso_date(text)
    return None


def _orders(opening: Sequence[Paragraph]) -> bool:
    """Return whether the text between title and signature puts another text in force."""
    return any(_IN_FORCE.search(paragraph.text) for paragraph in opening)


def _opening(zone: Sequence[Paragraph]) -> int:
    """Return the index of the first sentence, where an order or announcement begins to speak."""
    for index, paragraph in enumerate(zone):
        if "。" in paragraph.text:
            return index
    return len(zone)


def _find_number(zone: Sequence[Paragraph], front: Front) -> None:
    lines = [paragraph.text for paragraph in zone]
    cells = [cell for paragraph in zone for cell in paragraph.cells or ()]
    texts = [*(text for line in lines for text in _WIDE_GAP.split(line)), *cells]
    order, enacted = signing.order(lines), signing.enacted(lines)
    numbers = (
        order[1] if order else None,
        *map(headlines.number_alone, texts),
        *map(headlines.number_announced, lines),
        enacted[1] if enacted else None,
        *map(headlines.number_field, lines),
    )
    front.doc_number = next(filter(None, numbers), None)


def _title_lines(zone: Sequence[Paragraph], *, addressed: bool) -> list[str]:
    """Return the lines of the notice's title: back from the last line of it to its issuer.

    Right above addressees a line is one however it ends.
    """
    shown = _below_letterhead(zone)
    lines = list(shown)
    while lines and not headlines.is_title_end(lines[-1]):
        lines.pop()
    if addressed and not lines and _may_be_title(shown[-1:]):
        return shown[-1:]
    start = _last_about(lines)
    if start is None:
        return titles.untwinned(_last_title(lines), zone)
    while start > 0 and _heads_title(lines[start - 1]):
        start -= 1
    return titles.untwinned(lines[start:], zone)


def _may_be_title(lines: Sequence[str]) -> bool:
    return any(len(line) >= _TITLE and not headlines.is_organ(line) for line in lines)


def _last_about(lines: Sequence[str]) -> int | None:
    """Return the index of the last line in which a 关于… begins, or None where none does."""
    matches = list(_ABOUT.finditer("".join(lines)))
    if not matches:
        return None
    ends = list(accumulate(map(len, lines)))
    return bisect_right(ends, matches[-1].start())


def _below_letterhead(zone: Sequence[Paragraph]) -> list[str]:
    """Return the short lines among which the title is: below `…文件` and the number, if any are."""
    lines: list[str] = []
    above: list[str] = []
    for paragraph in (each for each in zone if each.is_short):
        text = paragraph.text
        if not headlines.is_apart(text):
            lines.append(text)
        elif text.endswith("文件") or headlines.document_number(text):
            above, lines = lines or above, []
    return lines if any(map(headlines.is_title_end, lines)) else above + lines


def _last_title(lines: Sequence[str]) -> list[str]:
    """Return the last title of some lines: its last line, and those above that do not end one."""
    start = len(lines) - 1
    while (
        start > 0
        and not headlines.is_organ(lines[start - 1])
        and not headlines.is_title_end(lines[start - 1])
    ):
        start -= 1
    return list(lines[start:])


def _heads_title(line: str) -> bool:
    """Return whether a line above 关于… is of the title: an authority, departments, 转发."""
    organ = headlines.is_organ(headlines.closed_up(line)) and not line.endswith("文件")
    return organ or bool(_HEADS.search(line))


def _signature(zone: Sequence[Paragraph], start: int) -> int | None:
    """Return the index of the date under the notice, or None where the notice is the policy."""
    for index in range(start, len(zone)):
        text = zone[index].text
        day = headlines.imprint(text) or signing.date(text, zone[index - 1].text)
        if zone[index].label is None and day:
            return index
    return None


def _issuer(zone: Sequence[Paragraph], lines: Sequence[str]) -> str | None:
    """Return the issuer that the title's `lines`, an order's head or the letterhead name."""
    texts = [paragraph.text for paragraph in zone if paragraph.is_short]
    above = [each for each, text in pairwise(texts) if lines and text == lines[0]][-1:]
    given = [paragraph.text for paragraph in zone]
    order = signing.order(given) or signing.enacted(given)
    heads = [name for line in lines[:-1] for name in signing.organs(line)]
    return (
        signing.named(lines)
        or (order[0] if order else signing.joined(heads))
        or signing.letterhead(texts)
        or signing.joined([name for text in above for name in _authorities(text)])
    )


def _authorities(text: str) -> tuple[str, ...]:
    return () if headlines.is_apart(text) else signing.organs(text)


def _policy_title(zone: Sequence[Paragraph], start: int) -> tuple[int, str | None]:
    """Return where the body begins behind the notice, and the title of the policy before it."""
    index = start
    lines: list[str] = []
    ends: list[int] = []
    while index < len(zone):
        paragraph = zone[index]
        text = paragraph.text
        cover = bool(lines) and headlines.is_title_end(lines[-1]) and headlines.is_organ(text)
        if lines and paragraph.label and paragraph.label.scheme is Scheme.ANNEX:
            break
        versioned = bool(lines) and _VERSION.fullmatch(text) is not None
        apart = cover or headlines.is_apart(text) or _is_note(text)
        if not versioned and (apart or headlines.REMARK.fullmatch(text)):
            index += 1
        elif _is_title_line(paragraph) and (lines or not _SUBTITLE.fullmatch(text)):
            lines.append(text)
            index += 1
            ends.append(index)
        else:
            break
    if len(lines) > _TITLE_LINES or not headlines.TITLE_END.search("".join(lines)):
        lines = _first_title(lines)
        index = ends[len(lines) - 1] if lines else index
    return index, titles.joined(_once(lines))


def _first_title(lines: Sequence[str]) -> list[str]:
    """Return the lines up to the first that ends a title; below may stand a list of names."""
    counts = range(1, min(_TITLE_LINES, len(lines)) + 1)
    ended = (count for count in counts if headlines.is_title_end("".join(lines[:count])))
    return list(lines[: next(ended, 1 if len(lines) > _TITLE_LINES else len(lines))])


def _is_title_line(paragraph: Paragraph) -> bool:
    return paragraph.is_short and paragraph.label is None


def _once(lines: list[str]) -> list[str]:
    """Return the lines of a title that is printed before and behind the table of contents once."""
    half = len(lines) // 2
    return lines[:half] if lines[:half] == lines[half:] else lines


def _is_note(text: str) -> bool:
    """Return whether a bracket under a title says when it was passed."""
    day, passed = headlines.iso_date(text), _PASSED.search(text)
    if _SUBTITLE.fullmatch(text):
        return bool(day or passed)
    return bool(day and passed) and text[0] in "（(" and text[-1] in "）)"


def _without_notice(zone: Sequence[Paragraph], front: Front) -> None:
    """Read a head that is only a title, with or without chrome, a date and a number."""
    index = 0
    blocks: list[list[str]] = [[]]
    while index < len(zone):
        paragraph = zone[index]
        text = paragraph.text
        if (
            headlines.is_date(text)
            or _is_note(text)
            or (_PASSED.search(text) and headlines.iso_date(text))
        ):
            amended = headlines.amended(text)
            front.issued_on = amended or front.issued_on or headlines.iso_date(text)
            blocks.append([])
        elif below := headlines.imprint(text):
            front.issuer = front.issuer or below[0]
            front.issued_on = front.issued_on or below[1]
            blocks.append([])
        elif (
            headlines.is_apart(text)
            or addressees.is_value(zone, index)
            or signing.is_person(text)
            or signing.order([text])
        ):
            blocks.append([])
        elif _is_title_line(paragraph) and not (any(blocks) and _SPEAKS.match(text)):
            goes_on = _SUBTITLE.fullmatch(text) or _MORE.match(text)
            if _ends_title(blocks[-1]) and not goes_on:
                blocks.append([])
            blocks[-1].append(text)
        elif paragraph.label is None or paragraph.label.scheme is not Scheme.ANNEX:
            break
        index += 1
    front.body = index
    if len(blocks[-1]) > _TITLE_LINES:
        titled = 0 if any(blocks[:-1]) else 1
        front.body -= len(blocks[-1]) - titled
        blocks[-1] = blocks[-1][:titled]
    lines = titles.untwinned(_take_title([block for block in blocks if block], front), zone)
    front.title = titles.joined(lines)
    covers = (signing.organs(" ".join(block)) for block in blocks[1:] if block is not lines)
    cover = next(filter(None, covers), ())
    front.issuer = front.issuer or _issuer(zone, lines) or signing.joined(cover)


def _stands_above(block: Sequence[str]) -> bool:
    """Return whether an authority above a title is no part of it: both begin with the place."""
    same = block[0][:_PLACE] == block[1][:_PLACE] and not _ABOUT.search(block[0] + block[1])
    return same and bool(signing.organs(block[0])) and _ends_title(block[1:])


def _take_title(blocks: Sequence[list[str]], front: Front) -> list[str]:
    """Take the title from the last block of lines that ends like one, else from the first."""
    ending = [block for block in blocks if _ends_title(block)]
    titles = [block for block in ending if not signing.order([*block, "第1号"])]
    block = next(iter(titles[-1:] or ending[-1:] or blocks[:1]), [])
    if block and headlines.closed_up(block[-1]).endswith("纪要") and signing.organs(block[0]):
        front.issuer = front.issuer or signing.joined(signing.organs(block[0]))
        block = block[1:] or block
    elif len(block) > 1 and _stands_above(block):
        front.issuer = front.issuer or signing.joined(signing.organs(block[0]))
        block = block[1:]
    return block
