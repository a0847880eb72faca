"""The head of a document: covering notice, titles, document number, addressees, date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.structure.labels import Scheme, number
from desktop.structure.paragraphs import Paragraph

_NUMBER = re.compile(
    r"([一-鿿A-Za-z]{0,16}?)\s{0,4}[〔\[［（(【]\s*((?:19|20)\d\d)\s*[〕\]］）)】]\s*第?\s*(\d{1,5})\s*号"
)
_DATE = re.compile(
    r"[（(]?((?:19|20)\d\d|[一二][零〇○一二三四五六七八九]{3})年([\d一二三四五六七八九十]{1,3})月([\d一二三四五六七八九十]{1,3})日"
)
_MONTH = re.compile(r"[（(]?(?:19|20)\d\d年\d{1,2}月[）)]?")
_IMPRINT = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?:印发)?$")
_DELIVERED = re.compile(r"(?:——|--|—)\s*(?:19|20)\d\d\s*年.{2,40}(?:会议|大会|会)上$")
_MEETING = re.compile(
    r"[〔\[（(]?(?:19|20)\d\d[〕\]）)]?\s*第?\s*\d+\s*[次期号]|第\s*\d+\s*[次期号]"
)
_REMARK = re.compile(
    r"[（(](?:此件|本件|此文|有删减|略|公开|内部|征求意见|\S{0,6}(?:公开|删减|删节)).{0,12}[）)]"
)
_CHROME = re.compile(
    r"(?:类别|签发人|公开选项|发布(?:日期|机构|时间|单位)|成文日期|生成日期|索引号|主题分类|主题词|文档类型|文件编号|文件名称|"
    r"原文链接|检索时间|检索关键词|信息来源|来源|来  源|分类|字号|字体|浏览|打印|分享|有效性|"
    r"发文机关|发文字号|标题|作者|时间|日期|政策全文|正文|基本信息|公开方式|公开日期|发布时间|"
    r"文号|点击|阅读|责任编辑|更新时间)"
    r"\s*(?:[:：].*|次数.*)?$"
)
_CRUMBS = re.compile(
    r"您?(?:当前|所在|现在)的?(?:所在)?位置|首页|[|｜简繁]$|EN$|登录|无障碍|!\[|.{0,12}[>›»].{0,20}[>›»]"
)
_TITLE_END = re.compile(
    r"(?:通知|意见|决定|公告|通告|通报|批复|复函|函|办法|规定|方案|措施|规划|纲要|计划|条例|细则|规则|要点|命令|令|"
    r"指南|指引|标准|制度|规程|章程|报告|决议|纪要|法|预案|政策|清单|名单|名录|目录|行动|答复|公示|说明|解读|实录|倡议书|公开信|若干条|\d+条|[一二三四五六七八九十]+条)"
    r"(?:[（(][^（()）]{1,24}[）)])?$"
)
_ORGAN = re.compile(
    r"(?:政府|办公厅|办公室|委员会|党委|党组|常委会|大会|会议|局|厅|部|委|院|署|会|行|社|办|大学|学院|学校|中心|指挥部|领导小组|集团|公司|法院|检察院|海关)$"
)
_SUBTITLE = re.compile(r"[（(][^（()）]{1,30}[）)]$")
_PASSED = re.compile(r"(?:通过|公布|施行|修订|修正|批准|发布|印发)")
_ADDRESSEE = re.compile(
    "政府|单位|部门|机构|企业|公司|学校|高校|集团|中心|同志|代表|[委局厅办院会行区县市省处部]"
)
_IN_FORCE = re.compile("公布|发布|印发|施行|颁布")
_ANNOUNCES = re.compile("如下|以下|下列|要求|原则|包括")
_WIDE_GAP = re.compile(r"[\u3000 ]{2,}")
_ABOUT = re.compile(r"关于|印发|转发|发布《|公布")
_ANNOUNCED = re.compile(
    r"[（(]?(?:[一-鿿、\s]{2,60}(?:公告|通告)\s*)?(?:19|20)\d\d\s*年第\s*\d{1,4}\s*号[）)]?"
)
_SPACED = re.compile(r"\S(?:\s+\S)+")
_SEVERAL = re.compile(r"等\s*[\d一二三四五六七八九十]{0,3}\s*个?(?:部门|单位|部委)$")
_MORE = re.compile("[和及与暨]|以及")
_CONTACT = re.compile("[（(]?(?:联系人|联系电话|联系方式|咨询电话)[：:）)]")
_LONGEST_TITLE = 70
_TITLE_LINES = 6


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


def document_number(text: str) -> str | None:
    """Return the document number in `text` in its normal form 晋政办发〔2023〕56号, or None."""
    match = _NUMBER.search(text)
    return f"{match[1]}〔{match[2]}〕{int(match[3])}号" if match else None


def iso_date(text: str) -> str | None:
    """Return the date that `text` begins with (Chinese or Arabic numerals) as ISO, or None."""
    match = _DATE.match(re.sub(r"\s", "", text))
    if match is None:
        return None
    year, month, day = (number(part) for part in match.groups())
    if not year or not month or not day or month > 12 or day > 31:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def is_date(text: str) -> bool:
    """Return whether `text` is a date and hardly anything else."""
    plain = re.sub(r"\s", "", text)
    match = _DATE.match(plain)
    return match is not None and len(plain) - match.end() <= 3


def is_chrome(text: str) -> bool:
    """Return whether a line comes from a web page around the document (发布日期: …)."""
    plain = re.sub(r"\s", "", text).lstrip("【[")
    return len(text) <= 300 and bool(_CHROME.match(plain) or _CRUMBS.match(plain))


def is_organ(text: str) -> bool:
    """Return whether a short line names an authority."""
    return len(text) <= 40 and bool(_ORGAN.search(text)) and not re.search("[，。；：]", text)


def is_title_end(text: str) -> bool:
    """Return whether a line may be the end of a document's title."""
    return len(text) <= _LONGEST_TITLE and bool(_TITLE_END.search(_close(text)))


def _close(text: str) -> str:
    """Return a line without the blanks that set its letters apart: `通　　知` is 通知."""
    return re.sub(r"\s", "", text) if _SPACED.fullmatch(text) else text


def _ends_title(lines: Sequence[str]) -> bool:
    return len(lines) <= _LONGEST_TITLE and is_title_end("".join(lines))


def is_short(paragraph: Paragraph) -> bool:
    """Return whether a paragraph may be a line of a title, a signature or a letterhead."""
    text = paragraph.text
    if paragraph.cells is not None or len(text) > _LONGEST_TITLE:
        return False
    return text[-1] not in "。；！？，" and not text.endswith(("：", ":")) and "。" not in text


def read(paragraphs: Sequence[Paragraph], limit: int) -> Front:
    """Return the document's data from the paragraphs before `limit`, the first that is numbered."""
    front = Front()
    zone = paragraphs[:limit]
    _find_number(zone, front)
    addressee = _addressee(zone)
    opening = _opening(zone) if addressee is None else addressee + 1
    lines = _title_lines(zone[: opening if addressee is None else addressee])
    signature = _signature(zone, opening)
    body, title = _policy_title(zone, signature + 1) if signature is not None else (0, None)
    if addressee is None and (title is None or not lines or not _orders(zone[opening:signature])):
        _without_notice(zone, front)
        return front
    if addressee is not None:
        front.addressees = zone[addressee].text.rstrip("：: ")
    front.notice_title = _joined(lines)
    if signature is None:
        front.title, front.notice_title = front.notice_title, None
        front.body = opening
        _find_issuer(zone, lines, front)
        return front
    front.issued_on = iso_date(zone[signature].text)
    front.body, front.title = body, title or front.notice_title
    _find_issuer(zone, lines, front, _signed(zone, opening, signature))
    return front


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
    for paragraph in zone:
        if _ANNOUNCED.fullmatch(paragraph.text):
            front.doc_number = paragraph.text.strip("（()）")
            return
        for text in _WIDE_GAP.split(paragraph.text):
            match = _NUMBER.search(text)
            if match and len(text) <= 60 and len(match[0]) >= 0.5 * len(text.strip("（）() ")):
                front.doc_number = document_number(text)
                return


def _addressee(zone: Sequence[Paragraph]) -> int | None:
    """Return the index of the line before the first ：, where it names addressees."""
    for index, paragraph in enumerate(zone):
        text = paragraph.text
        if text.endswith(("：", ":")) and "。" not in text and paragraph.label is None:
            if is_chrome(text) or _is_field(text):
                continue
            if index and len(text) >= 3:
                return index if _is_addressee(text) else None
        elif "。" in text and len(text) > _LONGEST_TITLE:
            return None
    return None


def _is_field(text: str) -> bool:
    """Return whether a line is the name of a field of a web page's table: `成文日期：`."""
    return len(re.sub(r"\s", "", text)) <= 6


def _is_addressee(text: str) -> bool:
    return bool(_ADDRESSEE.search(text)) and not _ANNOUNCES.search(text)


def _title_lines(zone: Sequence[Paragraph]) -> list[str]:
    """Return the lines of the notice's title: back from the last line of it to its issuer."""
    lines = _below_letterhead(zone)
    while lines and not is_title_end(lines[-1]):
        lines.pop()
    start = len(lines) - 1
    while start > 0 and not _ABOUT.search("".join(lines[start:])):
        start -= 1
    if lines and not _ABOUT.search("".join(lines[start:])):
        return _last_title(lines)
    while start > 0 and _heads_title(lines[start - 1]):
        start -= 1
    return lines[start:] if lines else []


def _below_letterhead(zone: Sequence[Paragraph]) -> list[str]:
    """Return the short lines among which the title is: below `…文件` and the number, if any are."""
    lines: list[str] = []
    above: list[str] = []
    for paragraph in filter(is_short, zone):
        text = paragraph.text
        if not _is_apart(text):
            lines.append(text)
        elif text.endswith("文件") or document_number(text):
            above, lines = lines or above, []
    return lines if any(map(is_title_end, lines)) else above + lines


def _last_title(lines: Sequence[str]) -> list[str]:
    """Return the last title of some lines: its last line, and those above that do not end one."""
    start = len(lines) - 1
    while start > 0 and not is_organ(lines[start - 1]) and not is_title_end(lines[start - 1]):
        start -= 1
    return list(lines[start:])


def _heads_title(line: str) -> bool:
    """Return whether a line above 关于… belongs to the title: an authority, or 转发 and whose."""
    organ = is_organ(_close(line)) and not line.endswith("文件")
    return (
        organ
        or bool(_SEVERAL.search(line))
        or bool(re.search("(?:转发|批转).{2,20}(?:部门|单位)?$", line))
    )


def _is_apart(text: str) -> bool:
    """Return whether a short line of the head is no part of a title."""
    plain = text.strip("（）()[] ")
    return (
        is_chrome(text)
        or is_date(text)
        or bool(_REMARK.fullmatch(text))
        or (document_number(text) is not None and len(plain) < 40 and "关于" not in plain)
        or (text.endswith("文件") and "关于" not in text)
        or re.fullmatch(r"附\s*件.{0,6}", text) is not None
        or _MEETING.fullmatch(plain) is not None
        or _MONTH.fullmatch(re.sub(r"\s", "", text)) is not None
        or _is_imprint(text)
        or _DELIVERED.match(text) is not None
        or _CONTACT.match(text) is not None
        or _ANNOUNCED.fullmatch(text) is not None
    )


def _is_imprint(text: str) -> bool:
    """Return whether a line is an authority and a date: 济川市人民政府办公室　2023年9月6日."""
    plain = re.sub(r"\s", "", text)
    match = _IMPRINT.search(plain)
    return match is not None and is_organ(plain[: match.start()])


def _joined(lines: Sequence[str]) -> str | None:
    """Return lines of one title joined: nothing between Chinese characters."""
    return "".join(map(_close, lines)).strip() or None


def _signature(zone: Sequence[Paragraph], start: int) -> int | None:
    """Return the index of the date under the notice, or None where the notice is the policy."""
    for index in range(start, len(zone)):
        if is_date(zone[index].text) and zone[index].label is None:
            return index
    return None


def _signed(zone: Sequence[Paragraph], start: int, date: int) -> str | None:
    names = []
    for paragraph in reversed(zone[start:date]):
        if not is_organ(paragraph.text):
            break
        names.append(paragraph.text)
    return "、".join(reversed(names)) or None


def _find_issuer(
    zone: Sequence[Paragraph], lines: Sequence[str], front: Front, signed: str | None = None
) -> None:
    """Take the issuer from the signature, the title's first line, the letterhead or the title."""
    heads = [line for line in lines[:-1] if is_organ(line)]
    letterhead = [p.text[:-2].strip() for p in zone if p.text.endswith("文件") and is_short(p)]
    title = front.notice_title or front.title or ""
    about = re.match(r"(.{2,40}?)(?:关于|印发|转发|令$|公告$)", title)
    named = about[1] if about and is_organ(about[1]) else None
    front.issuer = signed or (heads[0] if heads else None) or named
    if front.issuer is None and letterhead and is_organ(letterhead[0]):
        front.issuer = letterhead[0]


def _policy_title(zone: Sequence[Paragraph], start: int) -> tuple[int, str | None]:
    """Return where the body begins behind the notice, and the title of the policy before it."""
    index = start
    lines: list[str] = []
    ends: list[int] = []
    while index < len(zone):
        paragraph = zone[index]
        text = paragraph.text
        cover = bool(lines) and is_title_end(lines[-1]) and is_organ(text)
        if lines and paragraph.label and paragraph.label.scheme is Scheme.ANNEX:
            break
        if cover or _REMARK.fullmatch(text) or _is_apart(text) or _is_note(text):
            index += 1
        elif _is_title_line(paragraph) and (lines or not _SUBTITLE.fullmatch(text)):
            lines.append(text)
            index += 1
            ends.append(index)
        else:
            break
    if len(lines) > _TITLE_LINES or not _TITLE_END.search("".join(lines)):
        lines = _first_title(lines)
        index = ends[len(lines) - 1] if lines else index
    return index, _joined(_once(lines))


def _first_title(lines: Sequence[str]) -> list[str]:
    """Return the lines up to the first that ends a title; below may stand a list of names."""
    counts = range(1, min(_TITLE_LINES, len(lines)) + 1)
    ended = (count for count in counts if is_title_end("".join(lines[:count])))
    return list(lines[: next(ended, 1 if len(lines) > _TITLE_LINES else len(lines))])


def _is_title_line(paragraph: Paragraph) -> bool:
    return is_short(paragraph) and paragraph.label is None


def _once(lines: list[str]) -> list[str]:
    """Return the lines of a title that is printed before and behind the table of contents once."""
    half = len(lines) // 2
    return lines[:half] if lines[:half] == lines[half:] else lines


def _is_note(text: str) -> bool:
    """Return whether a bracket under a title says when it was passed."""
    return bool(_SUBTITLE.fullmatch(text)) and bool(iso_date(text) or _PASSED.search(text))


def _without_notice(zone: Sequence[Paragraph], front: Front) -> None:
    """Read a head that is only a title, with or without chrome, a date and a number."""
    index = 0
    blocks: list[list[str]] = [[]]
    while index < len(zone):
        paragraph = zone[index]
        text = paragraph.text
        if is_date(text) or _is_note(text) or (_PASSED.search(text) and iso_date(text)):
            front.issued_on = front.issued_on or iso_date(text)
            blocks.append([])
        elif _is_apart(text) or _REMARK.fullmatch(text):
            blocks.append([])
        elif _is_title_line(paragraph):
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
    _take_title([block for block in blocks if block], front)


def _take_title(blocks: Sequence[list[str]], front: Front) -> None:
    """Take the title from the last block of lines that ends like one, else from the first."""
    ending = [block for block in blocks if _ends_title(block)]
    block = next(iter(ending[-1:] or blocks[:1]), [])
    front.title = _joined(block)
    organs = [line for line in block[:-1] if is_organ(line)]
    named = re.match(r"(.{2,40}?)关于", front.title or "")
    if organs:
        front.issuer = organs[0]
    elif named and is_organ(named[1]):
        front.issuer = named[1]
