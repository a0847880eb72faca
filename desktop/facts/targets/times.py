"""Words that say until when: 年底前, 6月底前, 到2027年, “十四五”末, 三年内, 有效期5年."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from desktop.text import chinese_number

_HAN = "[一二两三四五六七八九十]{1,3}"
_N = rf"(?:\d{{1,2}}|{_HAN})"
_TO = "(?:力争到|到|至|截至|截止到|截止至|截止|延长至|延续至|延至|不超过|不晚于|不迟于)"
_BY = "(?:之?前|以前)"
_STRETCH = (  # 2022年6月起至年底; 2023年1月1日至2025年12月31日
    r"(?P<toyearend>20\d\d年(?:\d{1,2}月)?起?至(?:当年)?年底)"
    r"|(?P<range>自?20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?起?(?:至|到|-|—){1,2}"
    r"(?P<until>(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|底)?)(?:年底|底)?(?:止|期间)?)"
)
_FULL = (  # 到2025年, 2025年底前, 2025年6月30日前
    rf"(?P<to>{_TO})?(?P<year>20\d\d)年"
    r"(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>\d{1,2})日|(?P<monthend>底|末))?"
    r"|(?P<yearend>年?底|末|年末)|(?P<half>上半年)|第?(?P<quarter>[一二三四1-4])季度末?)?"
    rf"(?P<before>{_BY}|止|起)?"
)
_MONTH = (  # 6月底前, 6月10日前
    rf"(?:{_TO})?(?:今年|本年|当年)?"
    r"(?<!\d)(?P<ownmonth>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月"
    rf"(?:(?P<ownday>\d{{1,2}})日{_BY}|(?:底|末){_BY}?|{_BY})"
)
_OWN = (  # of the document's year
    rf"(?P<ownhalf>(?<![根据照看年])(?:今年)?上半年(?:{_BY}|底)?(?!的|重点|工作|计划))"
    rf"|(?P<ownquarter>[一二三四]季度[末底]?{_BY}?)"
    rf"|(?P<next>今明两年|明年(?:年?底)?{_BY}?)"
    rf"|(?P<own>(?:到|至|截至)?(?:今年年底|今年底|年底|年末){_BY}?|(?<!周)(?<![半0-9])年内|全年(?!龄)"
    "|今年内?|本年度|年度(?=(?:目标|计划|建设)?任务|目标))"
)
_PLAN = '[“"]?(?P<plan>十[二三四五六七])五[”"]?(?:规划)?(?:末|期末|期间|时期)'
_WITHIN = (
    rf"(?:用|利用|通过|力争|未来|今后|争取)(?P<within>{_N})年(?:左右)?(?:的?时间|内|之内)?"
    rf"|(?<![校业后满\d上在起])(?P<inside>{_N})年(?:内|之内)"
)
_TIME = re.compile(
    f"{_STRETCH}|(?P<valid>有效期限?[为是]?(?P<years>{_N})年)|{_FULL}|{_MONTH}|{_OWN}|{_PLAN}|{_WITHIN}"
    "|(?P<every>每年度?)"
)
_LAST = date.max.year
_FIRST_PLAN = 1955  # its end, less the five years of 一五
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}


class Sort(Enum):
    """What a time is good for."""

    DEADLINE = "by then"
    YEAR = "a year and no more: 2025年"
    EVERY = "again and again"
    VALIDITY = "as long as a policy holds"
    START = "from then on"


@dataclass(frozen=True, slots=True)
class Time:
    """A time in a text.

    Attributes:
        start, end: places in the plain text.
        deadline: the last day, ISO 8601; "" where it is no day.
        sort: what it is good for.
    """

    start: int
    end: int
    deadline: str
    sort: Sort

    def moved(self, by: int) -> "Time":
        """Return it at a place further on."""
        return replace(self, start=self.start + by, end=self.end + by)


def times(text: str, issued: date | None) -> Iterator[Time]:
    """Yield the times of a plain text, in order; without `issued` none that hang on it."""
    for match in _TIME.finditer(text):
        sort = _sort(match)
        try:
            day = _day(match, text, issued)
        except (ValueError, OverflowError):
            continue  # 13月45日
        if day is None and sort is not Sort.EVERY:
            continue
        yield Time(*match.span(), day.isoformat() if day else "", sort)


def _sort(match: re.Match[str]) -> Sort:
    if match["every"]:
        return Sort.EVERY
    if match["toyearend"] or match["range"] or match["valid"] or match["before"] == "止":
        return Sort.VALIDITY
    if match["before"] == "起":
        return Sort.START
    if match["year"] and not (
        match["to"]
        or match["before"]
        or match["yearend"]
        or match["monthend"]
        or match["half"]
        or match["quarter"]
    ):
        return Sort.YEAR
    return Sort.DEADLINE


def _day(match: re.Match[str], text: str, issued: date | None) -> date | None:
    """Return the last day of what is meant; None where that cannot be said."""
    if match["toyearend"] or match["range"]:
        return _until(match)
    if match["year"]:
        return _full(match)
    if match["plan"]:
        return date(_FIRST_PLAN + 5 * _number(match["plan"]), 12, 31)
    if issued and match["valid"]:
        begun = _begun(text, match.start()) or issued
        return _after(begun, _number(match["years"])) - timedelta(1)
    return _own(match, issued) if issued else None


def _own(match: re.Match[str], issued: date) -> date | None:
    """Return the day of a time that hangs on when the document was issued."""
    year = issued.year
    if match["ownmonth"]:
        month = _number(match["ownmonth"])
        day = int(match["ownday"]) if match["ownday"] else monthrange(year, month)[1]
        return date(year, month, day)
    if match["ownhalf"]:
        return date(year, 6, 30)
    if match["ownquarter"]:
        return _month_end(year, _QUARTERS[match["ownquarter"][0]])
    if match["next"]:
        return date(year + 1, 12, 31)
    if span := match["within"] or match["inside"]:
        return _after(issued, _number(span))
    return date(year, 12, 31) if match["own"] else None


def _full(match: re.Match[str]) -> date:
    year = int(match["year"])
    if match["day"]:
        return date(year, int(match["month"]), int(match["day"]))
    if match["month"]:
        return _month_end(year, int(match["month"]))
    if match["half"]:
        return date(year, 6, 30)
    return _month_end(year, _QUARTERS.get(match["quarter"] or "", 12))


def _until(match: re.Match[str]) -> date:
    """Return the last day of a stretch of time."""
    if match["toyearend"]:
        return date(int(match["toyearend"][:4]), 12, 31)
    numbers = [int(number) for number in re.findall(r"\d+", match["until"])]
    first = int(re.findall(r"\d+", match["range"])[0])
    if "年" not in match["until"]:
        numbers.insert(0, first)
    year, month, day = (*numbers, 0, 0)[:3]
    return date(year, month, day) if day else _month_end(year, month or 12)


def _begun(text: str, before: int) -> date | None:
    """Return the day from which on a policy holds, where it is printed shortly before."""
    found = re.search(r"自(20\d\d)年(\d{1,2})月(\d{1,2})日起", text[max(0, before - 40) : before])
    return date(*map(int, found.groups())) if found else None


def _after(day: date, years: int) -> date:
    year = min(day.year + years, _LAST)
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _number(printed: str) -> int:
    return int(printed) if printed.isdigit() else chinese_number(printed) or 0
