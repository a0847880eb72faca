"""A text -> the documents that it names, by 《title》 or by number, and which ones these are.

A title is compared by its core: without issuer, place, 关于印发…的通知, brackets, quotation marks
and 的. 山西省 may be missing and the beginning may be left out, but a core that is merely like
another is another document's.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.identity import number_key
from desktop.text import normal

_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南"
    "|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_HAN = r"[\u4e00-\u9fff]"
_PLACE = re.compile(
    rf"中华人民共和国|(?:{_PROVINCES})(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)?"
    rf"|{_HAN}{{2}}省(?![级内际])|{_HAN}{{2,4}}?(?:市(?![场民域政容])|县(?![域级城])|自治[州县旗])"
    "|省(?![级内际])"
)
_BODY = (
    "(?:人民政府(?:办公厅|办公室)?|人民代表大会(?:常务委员会)?|委员会(?:办公厅|办公室)?"
    rf"|国务院(?:办公厅)?|{_HAN}{{1,8}}[厅局部委院办])"
)
_ABOUT = re.compile(f"^(?:{_BODY}等?(?:部门)?)*关于")
_ISSUING = "(?:印发|转发|批转|公布|发布|下达)"
_NOTICE = re.compile(f"^{_ISSUING}(.+?)的?(?:通知|公告|决定)$")
_QUOTING = re.compile(f".*{_ISSUING}[《〈](.+)[》〉]的?(?:通知|公告|决定)")
_KIND = re.compile("的?(?:通知|公告)$")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[〈〉《》“”‘’\"'「」\-—–·,，、。:：的]")
_YEARS = re.compile(r"\(((?:19|20)\d\d[^()]*)\)")
_PLAN = re.compile("第(十[一二三四五六七八九]?|二十[一二三四五]?)个五年")

_NUMBER = (
    rf"(?:{_HAN}\s?){{1,14}}[〔\[(（【［〖]\s*(?:19|20)\d\d\s*[〕\])）】］〗]"
    r"\s*(?:第\s*)?\d{1,4}\s*号"
)
_TITLE = "《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》"
_MENTION = re.compile(
    rf"{_TITLE}(?:\s*[（(](?P<behind>\s*{_NUMBER}\s*)[）)])?|(?P<alone>{_NUMBER})"
)
_ALIAS = re.compile('[^《》。；]{0,16}?简称(?:为)?[“"《〈]+([^》〉”"]{2,20})')
_LEAD = re.compile(
    "(?:据|照|按|依|以|为|和|与|及|或|由|将|对|在|从|见|如|即|原"
    "|印发|转发|批转|废止|修订|执行|落实|文件|通知)$"
)
_LONGEST = 120  # characters of a title
_SHORTENED = 8  # characters of a core of which the beginning was left out
_MOST = 0.5  # of the whole core that must be left then


@dataclass(frozen=True, slots=True)
class Title:
    """A title as titles are compared.

    Attributes:
        place: the smallest place at its beginning, or "".
        core: what it is about, without all that may be written or left out.
        years: the years in brackets that tell it from others of its name, or "".
    """

    place: str
    core: str
    years: str

    @classmethod
    def of(cls, printed: str) -> "Title":
        """Return a printed title, with or without 《》, as titles are compared."""
        left = normal(printed)
        found = _YEARS.search(left)
        years = re.sub(r"\D+", "-", found[1]).strip("-") if found else ""
        if quoting := _QUOTING.fullmatch(left):
            place, left = _placed(left)[0], _ABOUT.sub("", quoting[1])
        else:
            place, left = _placed(left)
            left = _ABOUT.sub("", left)
            notice = _NOTICE.match(left)
            left = notice[1] if notice else _KIND.sub("", left)
        own, left = _placed(left)
        return cls(own or place, _PLAN.sub(r"\1五", _ASIDE.sub("", left)), years)


NOTHING = Title("", "", "")


@dataclass(frozen=True, slots=True)
class Mention:
    """A document that a text names.

    Attributes:
        start, end: code points, with the brackets of title and number.
        number: its number as numbers are compared, with whatever words stand before it, or "".
        title: its title, or `NOTHING`.
    """

    start: int
    end: int
    number: str
    title: Title


def mentions(text: str, short: dict[str, Mention] | None = None) -> list[Mention]:
    """Return the documents that a text names by title or number, in order.

    Args:
        text: any text.
        short: the short titles (以下简称《规划》) by their cores, of the texts before this one in
            the same document; those of this text are added.
    """
    found = []
    short = {} if short is None else short
    for match in _MENTION.finditer(text):
        if len(match["title"] or "") > _LONGEST:
            continue
        title = Title.of(match["title"]) if match["title"] else NOTHING
        number = number_key(match["behind"] or match["alone"])
        if not number and (known := short.get(title.core)):
            number, title = known.number, known.title
        mention = Mention(*match.span(), number, title)
        if number or title.core:
            found.append(mention)
        if alias := _ALIAS.match(text, match.end()):
            short[Title.of(alias[1]).core] = mention
    return found


def _placed(title: str) -> tuple[str, str]:
    """Return the place at the beginning of a title, the smallest one named, and what follows."""
    place, at = "", 0
    while found := _PLACE.match(title, at):
        place, at = found[0], found.end()
    return re.sub("[省市]$", "", place), title[at:]


@dataclass(frozen=True, slots=True)
class Known:
    """A document of the library: its id, number, titles and issuer; "" for what it has not."""

    id: str
    number: str
    titles: tuple[str, ...]
    issuer: str


class Catalogue:
    """The documents that mentions can mean."""

    def __init__(self, documents: Iterable[Known]) -> None:
        """Take the documents."""
        self._numbers: dict[str, list[str]] = defaultdict(list)
        self._titles: dict[str, set[tuple[Title, str]]] = defaultdict(set)  # by core; with the id
        for document in documents:
            if key := number_key(document.number):
                self._numbers[key].append(document.id)
            issued = _placed(normal(document.issuer))[0]
            for printed in document.titles:
                title = Title.of(printed)
                if title.core:
                    placed = replace(title, place=title.place or issued)
                    self._titles[title.core].add((placed, document.id))

    def meant(self, mention: Mention) -> str | None:
        """Return the id of the document that is meant, or None where there is none or it is unsure.

        A number settles it; a title that fits several documents means none of them.
        """
        if mention.number:
            return self._numbered(mention.number)
        core = mention.title.core
        found = self._titles.get(core)
        if found is None and len(core) >= _SHORTENED:
            found = {
                held
                for known, all_ in self._titles.items()
                if known.endswith(core) and len(core) >= _MOST * len(known)
                for held in all_
            }
        fits = {id_ for title, id_ in found or () if _agree(mention.title, title)}
        return fits.pop() if len(fits) == 1 else None

    def _numbered(self, number: str) -> str | None:
        fits = [
            ids
            for known, ids in self._numbers.items()
            if number.endswith(known) and _is_lead(number[: -len(known)])
        ]
        return fits[0][0] if len(fits) == 1 and len(fits[0]) == 1 else None


def _is_lead(before: str) -> bool:
    """Return whether a number can begin after these words."""
    return not before or bool(_LEAD.search(before))


def _agree(one: Title, other: Title) -> bool:
    """Return whether neither place nor years speak against it; what is not told speaks not."""
    return (not (one.place and other.place) or one.place == other.place) and (
        not (one.years and other.years) or one.years == other.years
    )
