"""Responsible units: the bracket at the end of a measure that says who must do it."""

import re
from dataclasses import dataclass

_ROLE = r"(?:责任|牵头|配合|负责|实施|主管|承办|落实|完成|参加|参与|支持|协办|主办|分管|组织)"
_NAMED = re.compile(rf"[（(\[［【〔]\s*{_ROLE}[^：:（(）)。]{{0,8}}[：:]")
_WHO = rf"{_ROLE}(?:单位|部门|领导|处室|科室|人)(?:及[^：:]{{1,6}})?"
_OPEN_LINE = re.compile(rf"{_WHO}\s*[：:]|[【\[［（(]{_WHO}[】\]］）)]\s*[：:]?")
_TAIL = re.compile(
    rf"(?<=[。；;.])\s*(?:{_WHO}\s*[：:]|[【\[［]{_WHO}[】\]］]\s*[：:]?)[^。]{{2,200}}。?$"
)
_DOES = re.compile(
    r"(?:负责|牵头|配合|指导|参与|协同|协助|分工负责|按职责分工负责|按职责负责|落实|实施)+(?:等)?$"
)
_NAME = re.compile(
    r"(?:委|局|厅|部|办|院|会|行|署|府|社|团|队|处|科|所|站|室|校|园|市|县|区|省|州|盟|旗"
    r"|单位|部门|中心|政府|公司|集团|机构|银行|企业|管委会|街道|乡镇|海关|各地|学校|联社|总社)(?:等)?$"
)
_PART = re.compile(r"(?:[（(\[][^（）()\[\]]*[）)\]]|[^、，,；;。])+")
_WHEN = re.compile(
    r"(?:^|(?<=[；;。，,、\s]))[^：:；;，,、（(]{0,4}(?:时限|期限|时间|进度|周期)[^：:；;，,、]{0,2}[：:][^；;。]*"
)
_REMARKS = re.compile(rf"(?:按(?:照)?(?:各自)?职责分工负责)?。(?!\s*{_ROLE})[^。]*")
_ET_CETERA = re.compile("(?<=.)等$")
_GOES_ON = frozenset("，,、")
_DATE = re.compile(r"20\d\d年")
_CLOSE = {"〔": "〕", "（": "）", "(": ")", "[": "]", "［": "］", "【": "】"}
_CLOSERS = frozenset("）)]］】〕")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Units:
    """What a paragraph says of responsible units.

    Attributes:
        before: the paragraph without the bracket and what is behind it; with what is behind it
            where the sentence goes on there.
        printed: the bracket as printed.
        after: what stands behind the bracket.
        names: the units, in the order printed.
        closed: whether the bracket has its closing half.
        named: whether it says 责任单位 or the like, and does not just list names.
    """

    before: str
    printed: str
    after: str
    names: tuple[str, ...]
    closed: bool
    named: bool


def find(text: str) -> Units | None:
    """Return the bracket of responsible units in a paragraph, or None.

    It is a bracket that begins with 责任单位 or the like, anywhere; a bracket at the end whose
    words end in 负责 or 牵头 or are all names of units; or a paragraph `责任单位：…` without one.
    """
    if _OPEN_LINE.match(text) and len(text) <= _LONGEST:
        return Units("", text, "", _names(text), closed=True, named=True)
    if named := list(_NAMED.finditer(text)):
        return _named(text, [match.start() for match in named])
    if tail := _TAIL.search(text):
        printed = tail[0].strip()
        return Units(text[: tail.start()], printed, "", _names(printed), closed=True, named=True)
    return _listed(text)


def _named(text: str, starts: list[int]) -> Units | None:
    """Return the last of the brackets at `starts`, with those that stand right before it."""
    end = _closing(text, starts[-1])
    closed = end is not None
    if end is None:
        if len(text) - starts[-1] > _LONGEST or "。" in text[starts[-1] : -1]:
            return None
        end = len(text)
    brackets = [text[starts[-1] : end]]
    start = starts[-1]
    for earlier in reversed(starts[:-1]):
        close = _closing(text, earlier)
        if close is None or text[close:start].strip():
            break
        brackets.insert(0, text[earlier:start])
        start = earlier
    before, after = text[:start].rstrip(), text[end:].strip()
    if after in {"。", ".", "；", ";"}:
        end, after = len(text), ""
    if after[:1] in _GOES_ON:
        before, after = before + after, ""
    names = tuple(name for bracket in brackets for name in _names(bracket))
    return Units(before, text[start:end].strip(), after, names, closed=closed, named=True)


def _listed(text: str) -> Units | None:
    bare = text.rstrip("。；; ")
    if not bare or bare[-1] not in _CLOSERS:
        return None
    start = _opening(bare)
    if start is None or len(bare) - start > _LONGEST:
        return None
    inside = bare[start + 1 : -1].strip()
    names = tuple(plain for name in _names(bare[start:]) if (plain := _plain(name)))
    if not names or len(inside) < 2 or "。" in inside or "：" in inside:
        return None
    unit_names = all(_NAME.search(name) and 2 <= len(name) <= 24 for name in names)
    if not (unit_names or (_DOES.search(inside) and any(_NAME.search(name) for name in names))):
        return None
    if start and text[start - 1] not in "。；;！”）)":
        return None
    return Units(text[:start].rstrip(), text[start:], "", names, closed=True, named=False)


def _closing(text: str, start: int) -> int | None:
    """Return the place behind the bracket that closes the one at `start`, or None."""
    depth = 0
    for index in range(start, len(text)):
        if text[index] in _CLOSE:
            depth += 1
        elif text[index] in _CLOSERS:
            depth -= 1
            if depth == 0:
                return index + 1
    return None


def _opening(text: str) -> int | None:
    """Return the place of the bracket that the last character of `text` closes, or None."""
    depth = 0
    for index in range(len(text) - 1, max(-1, len(text) - _LONGEST - 2), -1):
        if text[index] in _CLOSERS:
            depth += 1
        elif text[index] in _CLOSE:
            depth -= 1
            if depth == 0:
                return index
    return None


def _plain(name: str) -> str:
    return _ET_CETERA.sub("", _DOES.sub("", name))


def _names(printed: str) -> tuple[str, ...]:
    """Return the names in a bracket, split at 、 and ，; roles in front of a colon are left out.

    What stands in a bracket of its own is not split: 各县（市、区）人民政府 is one name.
    """
    inside = printed.strip().rstrip("。；;").strip()
    if inside[:1] in _CLOSE:
        inside = inside[1:]
        if inside[-1:] in _CLOSERS and inside.count(inside[-1]) > sum(
            inside.count(opening) for opening, closing in _CLOSE.items() if closing == inside[-1]
        ):
            inside = inside[:-1]
    inside = _WHEN.sub("", _REMARKS.sub("", inside))
    inside = re.sub(rf"^{_WHO}[】\]］）)]\s*[：:]?", "", inside)
    inside = re.sub(rf"(?:^|(?<=[；;。，,\s])){_ROLE}[^：:、，,；;]{{0,10}}[：:]", "、", inside)
    found = (part.strip() for part in _PART.findall(inside))
    return tuple(name for name in found if name and not _DATE.match(name))
