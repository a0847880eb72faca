"""An outline's current text -> what may be wrong in it: a second look, beside the parser's doubts.

Nothing is decided here: each slip is a question to a person. Kinds: `brackets`, `sequence`,
`count`, `repeated`, `rare`, `lone_unit`, and those that can be put right by themselves:
`half_bracket`, `half_mark`, `and`.
"""

import re
from collections.abc import Callable, Iterator

from desktop.corrections import Slip, Words
from desktop.facts import brackets, odd_characters, unit_names
from desktop.facts.numbering import SHOWN, fault, way
from desktop.facts.odd_characters import HAN
from desktop.model import Doubt, Kind, Node, Outline
from desktop.text import chinese_number, normal

_MARK_AFTER = rf"(?<=[{HAN}”》）)％%])[ ]?[,;:?!](?=[ ]?[{HAN}“《（(0-9A-Za-z]|$)"
_MARK_BEFORE = rf"(?<=[0-9A-Za-z])[ ]?[,;:?!](?=[ ]?[{HAN}“《（])"
_STOP = rf"(?<=[{HAN}”》）])(?<![一二三四五六七八九十])\.(?=[{HAN}“《（]|$)"
_MARKS = re.compile("|".join((_MARK_AFTER, _MARK_BEFORE, _STOP)), re.MULTILINE)
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_AND = re.compile(rf"(?<=[{HAN}])\s?(?:and|AND)\s?(?=[{HAN}])")
_COUNT = re.compile(r"[（(]\s*(\d{1,3}|[一二三四五六七八九十百]+)\s*[条项]\s*[）)]\s*$")
_AROUND = 6
_SHORTEST_TOPIC = 6
_COUNTED = frozenset({Kind.MEASURE, Kind.ARTICLE})

_Fix = tuple[int, int, str]


def slips(outline: Outline) -> Iterator[Slip]:
    """Yield what may be wrong in an outline whose nodes have ids, one kind after the other.

    Slips that can be put right by themselves come together for each node and kind.
    """
    nodes = list(outline.walk())
    yield from _brackets(nodes)
    yield from _sequences(outline)
    for node in nodes:
        yield from _counts(node)
    yield from _repeated(nodes)
    yield from _rare(nodes)
    yield from _lone_units(nodes)
    for kind, told, look in (
        ("half_bracket", "中文里的半角括号 {} 处，应为全角“（）”。", brackets.half_width),
        ("half_mark", "中文里的半角标点 {} 处，应为全角。", _half_marks),
        ("and", "中文之间的“and” {} 处，应为“和”。", _ands),
    ):
        for node in nodes:
            yield from _fixable(node, kind, told, look)


def _slip(kind: str, node: Node, printed: str, message: str, span: tuple[int, int]) -> Slip:
    doubt = Doubt(kind, node.first_line, printed[:SHOWN], printed[:SHOWN], message)
    return Slip(doubt, node.id, *span)


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - _AROUND) : end + _AROUND].replace("\n", " ")


def _brackets(nodes: list[Node]) -> Iterator[Slip]:
    """Yield brackets and quotes without their other half.

    A bracket that closes in the next paragraph, where a line was not joined, has its other half.
    """
    alone = [
        (number, place)
        for number, node in enumerate(nodes)
        for place in brackets.lone(_words_of(node))
    ]

    def halves(one: tuple[int, int], other: tuple[int, int]) -> bool:
        first, second = (_words_of(nodes[number])[place] for number, place in (one, other))
        return other[0] == one[0] + 1 and brackets.belong(first, second)

    for before, (number, place), after in zip(
        [None, *alone], alone, [*alone[1:], None], strict=False
    ):
        here = number, place
        if (before and halves(before, here)) or (after and halves(here, after)):
            continue
        node, text = nodes[number], _words_of(nodes[number])
        char = text[place]
        half = "后半" if brackets.opens(char) else "另一半" if char == '"' else "前半"
        yield _slip(
            "brackets", node, _around(text, place, place + 1),
            f"“{char}”没有{half}，请对照原件。", (place, place + 1) if node.text else (0, 0),
        )  # fmt: skip


def _words_of(node: Node) -> str:
    return node.text or node.title


def _written(node: Node) -> Words:
    """Return which words of a node are looked through: its text, or what a heading is called."""
    return "text" if node.text else "title"


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
    """Yield measures whose first sentence another one has, too."""
    known: dict[str, Node] = {}
    for node in nodes:
        sentence = node.text.partition("。")[0]
        key = normal(sentence)
        if node.kind not in _COUNTED or len(key) < _SHORTEST_TOPIC:
            continue
        if (twice := _twice(node, (node.title, sentence))) is not None:
            yield twice
        first = known.setdefault(key, node)
        if first is not node and not sentence.endswith(("：", ":")):
            yield _slip(
                "repeated", node, node.label + node.title,
                f"与“{first.label or first.title[:8]}”的首句相同，请核对是否重复。",
                (0, len(sentence)),
            )  # fmt: skip


def _twice(node: Node, topics: tuple[str, ...]) -> Slip | None:
    """Return that a measure begins with its topic sentence twice, or None."""
    for topic in topics:
        again = node.text[: len(topic) + 1]
        if len(again) > _SHORTEST_TOPIC and node.text.startswith(again * 2):
            start, end = len(again), 2 * len(again)
            said = f"“{again[:SHOWN]}”连印了两遍，应为一遍。"
            doubt = Doubt("repeated", node.first_line, again * 2, again, said)
            return Slip(doubt, node.id, start, end, ((start, end, ""),))
    return None


def _rare(nodes: list[Node]) -> Iterator[Slip]:
    """Yield characters that are hardly meant; each once, with how often it occurs."""
    found: dict[str, list[tuple[Node, int, str]]] = {}
    for node in nodes:
        for place, why in odd_characters.odd(node.text):
            found.setdefault(node.text[place], []).append((node, place, why))
    for char, places in found.items():
        node, place, why = places[0]
        often = f"（全文 {len(places)} 处）" if len(places) > 1 else ""
        yield _slip(
            "rare", node, _around(node.text, place, place + 1),
            f"“{char}”{why}{often}，可能是文字识别的错误。", (place, place + 1),
        )  # fmt: skip


def _lone_units(nodes: list[Node]) -> Iterator[Slip]:
    """Yield responsible units that one measure names only.

    Those that look like another one are told each by itself; all others, mostly right, together.
    """
    plain: list[tuple[Node, str]] = []
    for each in unit_names.lone([node.units for node in nodes]):
        node = nodes[each.measure]
        if each.why:
            message = f"责任单位“{each.unit}”只有这一条提到，{each.why}，请核对。"
            yield _slip("lone_unit", node, each.unit, message, (0, 0))
        else:
            plain.append((node, each.unit))
    if plain:
        named = "、".join(f"{unit}（{node.label}）" if node.label else unit for node, unit in plain)
        yield _slip(
            "lone_unit", plain[0][0], "、".join(unit for _, unit in plain),
            f"只有一条提到的责任单位 {len(plain)} 个，请看名称有没有错：{named}。", (0, 0),
        )  # fmt: skip


def _half_marks(text: str) -> list[_Fix]:
    return [(each.start(), each.end(), _WIDE[each[0].strip()]) for each in _MARKS.finditer(text)]


def _ands(text: str) -> list[_Fix]:
    return [(*each.span(), "和") for each in _AND.finditer(text)]


def _fixable(node: Node, kind: str, told: str, look: Callable[[str], list[_Fix]]) -> Iterator[Slip]:
    written = _written(node)
    places: dict[Words, list[_Fix]] = {
        words: look(getattr(node, words)) for words in (written, "units_text")
    }
    words: Words = written if places[written] else "units_text"
    fixes = places[words]
    if not fixes:
        return
    units = () if words == "units_text" else tuple(places["units_text"])
    text: str = getattr(node, words)
    start, end, wide = fixes[0]
    printed = _around(text, start, end)
    fixed = text[max(0, start - _AROUND) : start] + wide + text[end : end + _AROUND]
    message = told.format(len(fixes) + len(units))
    shown = (start, end) if words == "text" else (0, 0)
    doubt = Doubt(kind, node.first_line, printed, fixed, message)
    yield Slip(doubt, node.id, *shown, tuple(fixes), words, units)
