"""An outline's current text -> what may be wrong in it: a second look, beside the parser's doubts.

Nothing is decided here: each slip is a question to a person. Kinds: `brackets`, `sequence`,
`count`, `repeated`, `rare`, `lone_unit`, and those that can be put right by themselves:
`half_bracket`, `half_mark`, `and`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from desktop.corrections import Slip
from desktop.facts.numbering import SHOWN, fault, way
from desktop.model import Doubt, Kind, Node, Outline
from desktop.text import chinese_number, normal

_HAN = "㐀-鿿豈-﫿\U00020000-\U0003ffff"
_PAIRS = {"（": "）", "(": ")", "《": "》", "〈": "〉", "“": "”", "‘": "’", "【": "】", "〔": "〕",
          "「": "」", "『": "』", "[": "]"}  # fmt: skip
_QUOTES = frozenset("“‘「『")
_CLOSING = {end: start for start, end in _PAIRS.items()}
_WIDE = {"(": "（", ")": "）", ",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_BRACKETS = re.compile(rf"(?<=[{_HAN}，。；：、”》）])[()]|[()](?=[{_HAN}“《（])")
_MARKS = re.compile(rf"(?<=[{_HAN}”》）)])[ ]?[,;:?!](?=[ ]?[{_HAN}“《（(]|$)", re.MULTILINE)
_AND = re.compile(rf"(?<=[{_HAN}])\s?(?:and|AND)\s?(?=[{_HAN}])")
_WORD = re.compile(rf"[{_HAN}]")
_COUNT = re.compile(r"[（(]\s*(\d{1,3}|[一二三四五六七八九十百]+)\s*[条项]\s*[）)]\s*$")
_AROUND = 6
_SHORTEST_TOPIC = 6
_LISTED_ENTRIES = re.compile(r"(?:^|[\s：；。])(?:\d+|[a-zA-Z])\s*$")
_COUNTED = frozenset({Kind.MEASURE, Kind.ARTICLE})
_LEAST_NAMED, _LEAST_UNITS = 10, 20


def slips(outline: Outline) -> Iterator[Slip]:
    """Yield what may be wrong in an outline whose nodes have ids, one kind after the other.

    Slips that can be put right by themselves come together for each node and kind.
    """
    nodes = list(outline.walk())
    for node in nodes:
        yield from _brackets(node)
    yield from _sequences(outline)
    for node in nodes:
        yield from _counts(node)
    yield from _repeated(nodes)
    for node in nodes:
        yield from _rare(node)
    yield from _lone_units(nodes)
    for kind, pattern, told in (
        ("half_bracket", _BRACKETS, "中文里的半角括号 {} 处，应为全角“（）”。"),
        ("half_mark", _MARKS, "中文里的半角标点 {} 处，应为全角。"),
        ("and", _AND, "中文之间的“and” {} 处，应为“和”。"),
    ):
        for node in nodes:
            yield from _fixable(node, kind, pattern, told)


def _slip(kind: str, node: Node, printed: str, message: str, span: tuple[int, int]) -> Slip:
    doubt = Doubt(kind, node.first_line, printed[:SHOWN], printed[:SHOWN], message)
    return Slip(doubt, node.id, *span)


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - _AROUND) : end + _AROUND].replace("\n", " ")


def _brackets(node: Node) -> Iterator[Slip]:
    """Yield brackets and quotes without their other half.

    `1)` is a number, not a bracket; a quotation over several paragraphs opens anew in each.
    """
    opened: list[int] = []
    text = node.text
    lone: list[int] = []
    for place, char in enumerate(text):
        if char in _PAIRS:
            begins = text[:place].rpartition("\n")[2].strip() == ""
            if not (begins and char in _QUOTES and char in {text[each] for each in opened}):
                opened.append(place)
        elif char in _CLOSING and not _closes(text, opened, place):
            lone.append(place)
    for place in sorted((*opened, *lone)):
        if text[place] == ")" and _LISTED_ENTRIES.search(text[:place]):
            continue
        half = "后半" if text[place] in _PAIRS else "前半"
        yield _slip(
            "brackets", node, _around(text, place, place + 1),
            f"“{text[place]}”没有{half}，请对照原件。", (place, place + 1),
        )  # fmt: skip


def _closes(text: str, opened: list[int], place: int) -> bool:
    """Take what a closing bracket closes off the open ones; return whether there was any."""
    wanted = {_CLOSING[text[place]]} | ({"（", "("} if text[place] in "）)" else set())
    for number in range(len(opened) - 1, -1, -1):
        if text[opened[number]] in wanted:
            del opened[number]
            return True
    return False


def _sequences(outline: Outline) -> Iterator[Slip]:
    """Yield numbers that neither begin, nor go on in their branch or through the document."""
    through: dict[tuple[Kind, str], int] = {}
    levels: list[tuple[Iterator[Node], dict[str, int]]] = [(iter(outline.nodes), {})]
    while levels:
        nodes, here = levels[-1]
        node = next(nodes, None)
        if node is None:
            levels.pop()
            continue
        levels.append((iter(node.children), {}))
        if node.ordinal is None:
            continue
        key = way(node.label, node.ordinal)
        before = through.get((node.kind, key))
        found = fault(node.label, node.ordinal, here=here.get(key), through=before)
        if found:
            yield _slip("sequence", node, node.label + node.title, found.words, (0, 0))
        here[key] = through[node.kind, key] = node.ordinal


def _counts(node: Node) -> Iterator[Slip]:
    """Yield headings that declare how many measures they have, and have another number."""
    found = _COUNT.search(node.title)
    if not found or not node.children:
        return
    declared = int(found[1]) if found[1].isdigit() else chinese_number(found[1])
    there = sum(each.kind in _COUNTED for each in node.walk()) - (node.kind in _COUNTED)
    if declared and there and declared != there:
        yield _slip(
            "count", node, node.label + node.title,
            f"标题写明 {declared} 条，现在有 {there} 条。", (0, 0),
        )  # fmt: skip


def _repeated(nodes: list[Node]) -> Iterator[Slip]:
    """Yield measures whose topic sentence another one has, too."""
    known: dict[str, Node] = {}
    for node in nodes:
        key = normal(node.title)
        if node.kind not in _COUNTED or len(key) < _SHORTEST_TOPIC:
            continue
        if (twice := _twice(node)) is not None:
            yield twice
        first = known.setdefault(key, node)
        if first is not node:
            yield _slip(
                "repeated", node, node.label + node.title,
                f"与“{first.label or first.title[:8]}”的首句相同，请核对是否重复。",
                (0, len(node.title)),
            )  # fmt: skip


def _twice(node: Node) -> Slip | None:
    """Return that a measure begins with its topic sentence twice, or None."""
    again = node.title + node.text[len(node.title) : len(node.title) + 1]
    if not node.text.startswith(again * 2):
        return None
    start, end = len(again), 2 * len(again)
    doubt = Doubt(
        "repeated", node.first_line, again * 2, again, f"“{again[:SHOWN]}”连印了两遍，应为一遍。"
    )
    return Slip(doubt, node.id, start, end, ((start, end, ""),))


def _rare(node: Node) -> Iterator[Slip]:
    """Yield characters outside the common set (GB 2312) beside Chinese ones."""
    for match in _WORD.finditer(node.text):
        if not _common(match[0]):
            place = match.start()
            yield _slip(
                "rare", node, _around(node.text, place, place + 1),
                f"“{match[0]}”是生僻字，可能是文字识别的错误。", (place, place + 1),
            )  # fmt: skip


def _common(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _lone_units(nodes: list[Node]) -> Iterator[Slip]:
    """Yield responsible units that one measure names and that look like one that others name.

    In a short list a unit that occurs once says nothing, nor does one like no other.
    """
    uses = Counter(unit for node in nodes for unit in set(node.units))
    if sum(bool(node.units) for node in nodes) < _LEAST_NAMED or sum(uses.values()) < _LEAST_UNITS:
        return
    by_length: dict[int, list[str]] = defaultdict(list)
    for unit, count in uses.items():
        if count > 1:
            by_length[len(unit)].append(unit)
    for node in nodes:
        for unit in dict.fromkeys(node.units):
            if uses[unit] > 1:
                continue
            near = [
                other
                for length in (len(unit) - 1, len(unit), len(unit) + 1)
                for other in by_length[length]
                if _near(unit, other)
            ]
            like = f"，与“{near[0]}”只差一字" if near else ""
            yield _slip(
                "lone_unit", node, unit, f"责任单位“{unit}”只有这一条提到{like}，请核对。", (0, 0)
            )


def _near(one: str, other: str) -> bool:
    """Return whether one character put in, left out or replaced makes one of the other."""
    if len(one) > len(other):
        one, other = other, one
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    skip = int(len(one) == len(other))
    return len(other) - len(one) <= 1 and one[same + skip :] == other[same + 1 :]


def _fixable(node: Node, kind: str, pattern: re.Pattern[str], told: str) -> Iterator[Slip]:
    text = node.text
    fixes = []
    for match in pattern.finditer(text):
        wide = "和" if kind == "and" else _WIDE[match[0].strip()]
        fixes.append((match.start(), match.end(), wide))
    if not fixes:
        return
    start, end = fixes[0][0], fixes[0][1]
    printed = _around(text, start, end)
    fixed = text[max(0, start - _AROUND) : start] + fixes[0][2] + text[end : end + _AROUND]
    doubt = Doubt(kind, node.first_line, printed, fixed, told.format(len(fixes)))
    yield Slip(doubt, node.id, start, end, tuple(fixes))
