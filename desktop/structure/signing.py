"""Who issues a document, under which number and when, as its head and its signature say it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from desktop.structure import headlines

_STAMP = re.compile(r"[（(](?:代|盖|印|公)?章?[）)]$")
_PARTY = re.compile(  # a Party committee in front of the government of the same place
    r"(中共([一-鿿]{1,8}?[省市县区州盟旗乡镇])委(?:员会)?(?:办公[厅室])?)(?=\2)"
)
_BETWEEN = re.compile(r"[\s、]+")
_PART_OF_ONE = frozenset(
    {"办公室", "办公厅", "委员会", "人民政府", "常委会", "常务委员会", "指挥部", "领导小组办公室"}
)
_NOBODY = re.compile("各|有关|相关|全[省市县区]|[你我本]")
_AND_OTHERS = re.compile(r"等\s*[\d一二三四五六七八九十]{0,3}\s*个?(?:部门|单位|部委)$")
_POST = (
    r"(?:书\s*记|[省市县区州盟旗镇乡部厅局处院行署校会]\s*长|主\s*任|主\s*席|总\s*理|专\s*员"
    r"|检\s*察\s*长|总\s*经\s*理)"
)
_PERSON = re.compile(
    rf"[一-鿿、]{{0,16}}?{_POST}(?:[\s]+|\s*[:：]\s*)[一-鿿·]{{1,4}}(?:\s[一-鿿]{{1,3}})?"
)
_SERIAL = (
    r"(?:(?:(?:19|20)\d\d年)?|[（(][^（()）]{2,6}届[）)])第[\d一二三四五六七八九十百零〇○]{1,6}号"
)
_ORDER = re.compile(rf"([一-鿿]{{3,40}})(令|公告)[（(]?({_SERIAL})?[）)]?")
_SERIAL_LINE = re.compile(rf"({_SERIAL})|[（(]({_SERIAL})[）)]")
_ENACTED = re.compile(rf"日([一-鿿]{{3,30}}令)({_SERIAL})(?:公布|发布)")
_ABOUT = re.compile(r"关于|印发|转发|批转|令$|公告$|通告$")
_SHORTEST, _LONGEST = 3, 50  # characters of an authority, with 等部门 behind it


def organs(text: str) -> tuple[str, ...]:
    """Return the authorities that a line names and nothing else, or ().

    They stand beside each other with blanks or 、 between them; the blanks inside a name that is
    set wide, and a seal's mark behind it, are left out.
    """
    apart = _PARTY.sub(r"\1 ", _STAMP.sub("", text.strip()))
    parts = [part for part in _BETWEEN.split(apart) if part]
    if not parts or _NOBODY.match(text):
        return ()
    if all(len(part) == 1 for part in parts):
        parts = ["".join(parts)]
    found: list[str] = []
    begun = ""
    for part in parts:
        if part in _PART_OF_ONE and found and not begun:
            found[-1] += part
            continue
        begun += part
        if len(begun) > _LONGEST:
            return ()
        if len(begun) >= _SHORTEST and headlines.is_organ(_AND_OTHERS.sub("", begun)):
            found.append(begun)
            begun = ""
    return () if begun else tuple(found)


def joined(names: Sequence[str]) -> str | None:
    """Return the names of authorities as one issuer, 、 between them; None for none."""
    return "、".join(dict.fromkeys(names)) or None


def named(lines: Sequence[str]) -> str | None:
    """Return the authorities that a title names before 关于, 印发 or 转发, or None."""
    title = " ".join(lines)
    about = _ABOUT.search(title)
    return joined(organs(title[: about.start()])) if about else None


def letterhead(lines: Sequence[str]) -> str | None:
    """Return the authorities above …文件, of lines that may stand on several, or None."""
    for index, text in enumerate(lines):
        if not headlines.closed_up(text).endswith("文件"):
            continue
        names = list(organs(text.rstrip()[:-1].rstrip()[:-1]))
        for above in reversed(lines[:index]):
            more = organs(above) if names else ()
            if not more:
                break
            names[:0] = more
        return joined(names)
    return None


def order(lines: Sequence[str]) -> tuple[str, str] | None:
    """Return who gave an order or announcement and its number, in its line or on the next.

    `某省人民政府令` above `第12号`; `某银行公告` above `〔2024〕第3号`.
    """
    plain = [re.sub(r"\s", "", text) for text in lines]
    for text, below in pairwise([*plain, ""]):
        match = _ORDER.fullmatch(text)
        if match is None or not organs(match[1]):
            continue
        serial = _SERIAL_LINE.fullmatch(below)
        printed = (serial[1] or serial[2]) if serial else headlines.number_alone(below)
        if match[3] is None and printed and printed[0] in "第2〔（(":
            return match[1], f"{match[1]}{match[2]}{printed}"
        if match[3] and (match[2] == "令" or match[1].endswith("常务委员会")):
            return match[1], f"{match[1]}{match[2]}{match[3]}"
    return None


def heads_order(text: str) -> bool:
    """Return whether a line is the head of an order, and so no title: `某省人民政府令`."""
    match = _ORDER.fullmatch(re.sub(r"\s", "", text))
    return match is not None and match[2] == "令" and bool(organs(match[1]))


def enacted(lines: Sequence[str]) -> tuple[str, str] | None:
    """Return issuer and number of the order that a note below a title names, or None."""
    plain = (re.sub(r"\s", "", text) for text in lines)
    found = next((found for text in plain if (found := _ENACTED.search(text))), None)
    return (found[1][:-1], found[1] + found[2]) if found else None


def is_person(text: str) -> bool:
    """Return whether a line names a post and who holds it: `市长　王某某`."""
    return _PERSON.fullmatch(text) is not None


def date(text: str, above: str) -> str | None:
    """Return the day of a line that dates a signature, as ISO, or None.

    2024.3.5 counts below the name of an authority only: elsewhere it is a web page's.
    """
    plain = _STAMP.sub("", text.strip())
    if headlines.is_date(plain):
        return headlines.iso_date(plain)
    return headlines.dotted_date(plain) if organs(above) else None


def signature(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """Return issuer and day of the first signature among lines of back matter; None for neither."""
    for index, text in enumerate(lines):
        below = headlines.imprint(text)
        if below and not text.endswith("发"):
            return below
        day = date(text, lines[index - 1] if index else "")
        if day is None:
            continue
        names: tuple[str, ...] = ()
        for above in reversed(lines[:index]):
            more = organs(above)
            if not more and not is_person(above):
                break
            names = (*more, *names)
        return joined(names), day
    return next((joined(names) for text in lines if (names := organs(text))), None), None
