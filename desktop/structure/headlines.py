"""What a line of a document's head is by itself: a date, a number, an authority, a title's end."""

import re

from desktop.structure.labels import number

_NUMBER = re.compile(
    r"([一-鿿A-Za-z]{0,16}?)\s{0,4}[〔\[［（(【﹝]\s*((?:19|20)\d\d)\s*[〕\]］）)】﹞]\s*第?\s*(\d{1,5})\s*号"
)
_HALF_BRACKETED = re.compile(
    r"([一-鿿]{2,16})\s*(?:[〔\[［（(﹝]\s*(?:19|20)\d\d|(?:19|20)\d\d\s*[〕\]］）)﹞])\s*第?\s*(\d{1,5})\s*号"
)
_DATE = re.compile(
    r"[（(]?((?:19|20)\d\d|[一二][零〇○一二三四五六七八九]{3})年([\d一二三四五六七八九十]{1,3})月([\d一二三四五六七八九十]{1,3})日"
)
_DOTTED = re.compile(r"(20\d\d)[.．/-](\d{1,2})[.．/-](\d{1,2})")
_MONTH = re.compile(
    r"[（(]?(?:(?:19|20)\d\d|[一二][零〇○一二三四五六七八九]{3})年[\d一二三四五六七八九十]{1,2}月[）)]?"
)
_IMPRINT = re.compile(
    r"(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?:印发)?|20\d\d[.．]\d{1,2}[.．]\d{1,2})$"
)
_DELIVERED = re.compile(r"(?:——|--|—)\s*(?:19|20)\d\d\s*年.{2,40}(?:会议|大会|会)上$")
_MEETING = re.compile(
    r"[〔\[（(]?(?:19|20)\d\d[〕\]）)]?\s*第?\s*\d+\s*[次期号]|第\s*\d+\s*[次期号]"
)
REMARK = re.compile(
    r"[（(](?:此件|本件|此文|有删减|略|公开|内部|征求意见|\S{0,6}(?:公开|删减|删节)).{0,12}[）)]"
)
_CHROME = re.compile(
    r"(?:类别|签发人|公开选项|发布(?:日期|机构|时间|单位)|成文日期|生成日期|索引号|主题分类|主题词|文档类型|文件编号|文件名称|"
    r"原文链接|检索时间|检索关键词|信息来源|来源|来  源|分类|字号|字体|浏览|打印|分享|有效性|"
    r"发文机关|发文字号|标题|作者|时间|日期|政策全文|正文|基本信息|公开方式|公开日期|发布时间|"
    r"文号|点击|阅读|责任编辑|更新时间|发文机构|发文日期|内容(?:概述|提要)|返回顶部|公开范围|(?:生效|废止)(?:日期|时间)|"
    r"时效性|关键词|全文|名称|公文(?:目录|生成日期)|文章来源|编辑|法宝引证码|信息分类|组配分类|归档时间|视力保护色|浏览量)"
    r"\s*(?:[:：].*|次数.*)?$"
)
_CRUMBS = re.compile(
    r"您?(?:的|当前|目前|所在|现在){1,3}(?:所在)?的?位置|首页|[|｜简繁]$|EN$|登录|无障碍|!\[|.{0,12}[>›»].{0,20}[>›»]"
)
TITLE_END = re.compile(
    r"(?<![^基根资样文版]本)(?:通知|意见|决定|公告|通告|通报|批复|复函|函|办法|规定|方案|措施|规划|纲要|计划|条例|细则|规则|要点|命令|令|公报|分工|举措|白皮书|(?:分解|分工|一览)表|"
    r"指南|指引|标准|制度|规程|章程|报告|决议|纪要|法|预案|政策|清单|名单|名录|目录|行动|答复|公示|说明|解读|实录|倡议书?|公开信|讲话|致辞|导则|基准|手册|守则|公约|请示|规范|若干条|\d+条|[一二三四五六七八九十]+条)"
    r"(?:[（(][^（()）]{1,24}[）)])?$"
)
_ORGAN = re.compile(
    r"(?:政府|办公厅|办公室|委员会|党委|党组|常委会|大会|会议|局|厅|部|委|院|署|会|行|社|办|大学|学院|学校|中心|指挥部|领导小组|集团|公司|法院|检察院|海关|办事处|管理处|军分区|妇联|工商联|[总支大]队|调查队)$"
)
_ANNOUNCED = re.compile(
    r"[（(]?(?:(?!关于)[一-鿿、\s]{2,40}(?:公告|通告)\s*)?(?:19|20)\d\d\s*年第\s*\d{1,4}\s*号[）)]?"
)
_AMENDED = re.compile(
    _DATE.pattern + r"(?:(?!\d{4}年\d{1,2}月).){0,200}?(?:修正|修订|修改)(?![〈《草])"
)
_DAY_FIELD = re.compile(
    r"(?:成文|发文|生成)\s*日\s*期\s*[:：】\]]?[\s|]*((?:19|20)\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2})"
)
_ISSUER_FIELD = re.compile(
    r"(?:(?:发文|制发|发布)\s*(?:机\s*[关构]|单\s*位))\s*[:：】\]]?[\s|]*([一-鿿、]{4,40})"
)
_FIELD = re.compile(r"(?:文\s{0,4}号|发文字号|文件编号)\s*[:：|】]\s*(\S.{4,40})")
_ISSUERS = re.compile(r"(?:[一-鿿]{4,24}[委局厅部院会办行署府][ \u3000]+){2,}")
_SPACED = re.compile(r"\S(?:\s+\S)+")
_CONTACT = re.compile("[（(]?(?:联系人|联系电话|联系方式|咨询电话)[：:）)]")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_ZEROS = re.compile(r"(?<![\d一-鿿])[（(]?[一二][0OoＯ一二三四五六七八九零〇○]{3}年")
_ZERO = str.maketrans("0OoＯ", "〇〇〇〇")
LONGEST = 70
_NUMBER_LINE = 60


def document_number(text: str) -> str | None:
    """Return the document number in `text` in its normal form 晋政办发〔2023〕56号, or None."""
    match = _NUMBER.search(text.translate(_WIDE_DIGITS))
    return f"{match[1]}〔{match[2]}〕{int(match[3])}号" if match else None


def number_alone(text: str) -> str | None:
    """Return the document number of a line that says little else, or None.

    One half of its bracket may be missing on a line of its own, as OCR leaves it.
    """
    plain = text.translate(_WIDE_DIGITS).strip("（）() ")
    match = _NUMBER.search(plain)
    if match and len(text) <= _NUMBER_LINE and 2 * len(match[0]) >= len(plain):
        return document_number(text)
    if half := _HALF_BRACKETED.fullmatch(plain):
        year = re.search(r"(?:19|20)\d\d", half[0])
        return f"{half[1]}〔{year[0]}〕{int(half[2])}号" if year else None
    return None


def number_announced(text: str) -> str | None:
    """Return the number of an announcement on a line by itself (公告2024年第12号), or None."""
    return text.strip("（()）") if _ANNOUNCED.fullmatch(text) else None


def number_field(text: str) -> str | None:
    """Return the document number in a field of a web page's table (文号：…), or None."""
    match = _FIELD.search(text)
    return document_number(match[1]) if match else None


def day_field(text: str) -> str | None:
    """Return the day in a field of a web page's table (发文日期：2024-03-05) as ISO, or None."""
    match = _DAY_FIELD.search(text)
    parts = re.split("[年月./-]", re.sub(r"\s", "", match[1])) if match else []
    return iso_date("{}年{}月{}日".format(*parts)) if parts else None


def issuer_field(text: str) -> str | None:
    """Return the authority in a field of a web page's table (发文机关：…), or None."""
    match = _ISSUER_FIELD.search(text)
    return match[1] if match else None


def iso_date(text: str) -> str | None:
    """Return the date that `text` begins with (Chinese or Arabic numerals) as ISO, or None."""
    match = _DATE.match(_plain_date(text))
    return _iso(match) if match else None


def dotted_date(text: str) -> str | None:
    """Return the date of a line that is nothing but 2024.3.5 or the like, as ISO, or None."""
    match = _DOTTED.fullmatch(_plain_date(text))
    return _iso(match) if match else None


def amended(text: str) -> str | None:
    """Return the day of the last change that the history of a law names, as ISO, or None.

    It stands in a bracket below the title: passed on one day, 根据… 修正 or 修订 on later ones. The
    day from which it is in force is none of these.
    """
    found = (_iso(match) for match in _AMENDED.finditer(_plain_date(text)))
    return max(filter(None, found), default=None)


def _iso(match: re.Match[str]) -> str | None:
    year, month, day = (number(part) for part in match.groups())
    if not year or not month or not day or month > 12 or day > 31:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _plain_date(text: str) -> str:
    """Return a date without blanks, in half-width digits; the zeros of 二0二四 are 〇."""
    plain = re.sub(r"\s", "", text).translate(_WIDE_DIGITS)
    return _ZEROS.sub(lambda year: year[0].translate(_ZERO), plain)


def is_date(text: str) -> bool:
    """Return whether `text` is a date and hardly anything else."""
    plain = _plain_date(text)
    match = _DATE.match(plain)
    return match is not None and len(plain) - match.end() <= 3


def is_chrome(text: str) -> bool:
    """Return whether a line comes from a web page around the document (发布日期: …)."""
    plain = re.sub(r"\s", "", text).lstrip("【[•·●∙（(")
    return len(text) <= 300 and bool(_CHROME.match(plain) or _CRUMBS.match(plain))


def is_organ(text: str) -> bool:
    """Return whether a short line names an authority."""
    return len(text) <= 40 and bool(_ORGAN.search(text)) and not re.search("[，。；：]", text)


def is_title_end(text: str) -> bool:
    """Return whether a line may be the end of a document's title."""
    return not is_long(text) and bool(TITLE_END.search(closed_up(text)))


def is_long(text: str) -> bool:
    """Return whether a line is too long for a title; several authorities in front do not count."""
    return len(text) > LONGEST and len(_ISSUERS.sub("", text)) > LONGEST


def closed_up(text: str) -> str:
    """Return a line without the blanks that set its letters apart: `通　　知` is 通知."""
    return re.sub(r"\s", "", text) if _SPACED.fullmatch(text) else text


def is_apart(text: str) -> bool:
    """Return whether a short line of the head is no part of a title."""
    plain = text.strip("（）()[] ")
    return (
        is_chrome(text)
        or is_date(text)
        or bool(REMARK.fullmatch(text))
        or (document_number(text) is not None and len(plain) < 40 and "关于" not in plain)
        or number_alone(text) is not None
        or (text.endswith("文件") and "关于" not in text)
        or re.fullmatch(r"附\s*件.{0,6}", text) is not None
        or _MEETING.fullmatch(plain) is not None
        or _MONTH.fullmatch(_plain_date(text)) is not None
        or imprint(text) is not None
        or _DELIVERED.match(text) is not None
        or _CONTACT.match(text) is not None
        or _ANNOUNCED.fullmatch(text) is not None
    )


def imprint(text: str) -> tuple[str, str] | None:
    """Return authority and ISO date of a line of both: 济川市人民政府办公室　2023年9月6日."""
    plain = re.sub(r"\s", "", text)
    match = _IMPRINT.search(plain)
    day = match and (iso_date(match[0]) or dotted_date(match[0]))
    if match is None or not day or not is_organ(plain[: match.start()]):
        return None
    return plain[: match.start()], day
