"""What each entry of the numbering is: chapter, section, measure, article, box; entries to nodes.

Decided from the whole document: whether 一、 entries carry text of their own, whether （一） stands
on lines of its own, whether the measures are numbered at all.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from desktop.model import Doubt, Kind, Node
from desktop.structure import tables, topics, units
from desktop.structure.labels import Scheme
from desktop.structure.numbering import Entry
from desktop.structure.paragraphs import Paragraph

_HEADINGS = {
    Scheme.PART: Kind.PART,
    Scheme.DIVISION: Kind.CHAPTER,
    Scheme.CHAPTER: Kind.CHAPTER,
    Scheme.CAPTION: Kind.CHAPTER,
    Scheme.ROMAN: Kind.CHAPTER,
    Scheme.SECTION: Kind.SECTION,
    Scheme.SUBCAPTION: Kind.SECTION,
}
_CLOSED = (Scheme.CHINESE_BRACKETED, Scheme.ARABIC, Scheme.WORD, Scheme.CHINESE, Scheme.DECIMAL)
_LEAVES = (Kind.MEASURE, Kind.ARTICLE, Kind.ITEM)
_HEADING_LENGTH = 45
_LIST = 8
_NAME = 50
_SENTENCE = re.compile("[。\n]")
_CLAUSE = re.compile("[，,。；;\n]")
_NO_TOPIC = re.compile("[，,；;：:]")
_CLOSING = re.compile(
    r"各(?:地|级|市|县|区|有关|部门|单位|省|镇|乡)|本(?:措施|办法|意见|方案|行动|政策|规定|通知|计划|细则|条例|规划|若干)"
    r"|以上|上述|此前|实现|自.{2,20}(?:施行|实施|执行)|由.{2,24}负责解释|有效期|特此"
)
_RALLY = re.compile("全省上下|全市上下|全县上下|全区上下|更加紧密地团结|各级各部门要|各地区各部门要|各地、各部门要")


class Builder:
    """Turns the entries of one document or annex into nodes."""

    def __init__(self, root: Entry) -> None:
        self._root = root
        _take_closing_out(root)
        schemes = [entry.scheme for entry in root.walk() if entry.label]
        self._heavy = any(scheme in _HEADINGS for scheme in schemes)
        self._flat = self._is_flat(Scheme.CHINESE)
        self._numbered = self._has_numbered(root)
        self._lists = {scheme for scheme in (Scheme.ARABIC, Scheme.CHINESE) if self._is_list(scheme)}
        self.doubts: list[Doubt] = []

    def nodes(self) -> tuple[Node, ...]:
        """Return the document's nodes in order."""
        return titled(self._content(self._root, None))

    # The whole document

    def _is_flat(self, scheme: Scheme) -> bool:
        """Return whether the entries of `scheme` are the measures: own text, nothing below."""
        entries = [entry for entry in self._root.walk() if entry.scheme is scheme]
        if not entries:
            return False
        if any(self._structural_children(entry) for entry in entries):
            return False
        own = sum(_runs_in(entry) for entry in entries)
        return own > 0.5 * len(entries)

    def _structural_children(self, entry: Entry) -> list[Entry]:
        """Return the entries below that are headings or measures, not mere points or dashes."""
        if _introduces_points(entry):
            return []
        deeper = (Scheme.DASH, Scheme.BOX, Scheme.CIRCLED)
        return [
            child
            for child in entry.children
            if child.scheme not in deeper
            and not (child.scheme is Scheme.ARABIC_BRACKETED and _runs_in(entry))
        ]

    def _is_list(self, scheme: Scheme) -> bool:
        """Return whether the entries of `scheme` are a list of names and no measures."""
        entries = [entry for entry in self._root.walk() if entry.scheme is scheme]
        texts = [entry.paragraph.body for entry in entries if entry.paragraph]
        return (
            len(entries) >= _LIST
            and not any(entry.content for entry in entries)
            and all(len(text) <= _NAME and "。" not in text for text in texts)
        )

    def _has_numbered(self, root: Entry) -> bool:
        measures = (Scheme.ARABIC, Scheme.CHINESE_BRACKETED, Scheme.ARTICLE, Scheme.WORD)
        found = any(
            entry.scheme in measures or (entry.scheme is Scheme.DECIMAL) for entry in root.walk()
        )
        return found or self._flat or (self._heavy and self._has(Scheme.CHINESE))

    def _has(self, scheme: Scheme) -> bool:
        return any(entry.scheme is scheme for entry in self._root.walk())

    # One entry

    def _kind(self, entry: Entry, parent: Kind | None) -> Kind | None:
        """Return what an entry is below `parent`; None for a point that stays in the text."""
        scheme = entry.scheme
        if scheme is Scheme.BOX:
            return Kind.BOX
        if parent in _LEAVES:
            return None
        if scheme in _HEADINGS:
            return _HEADINGS[scheme]
        if scheme is Scheme.ARTICLE:
            return Kind.ARTICLE
        if scheme is Scheme.DASH:
            return Kind.ITEM if self._numbered else Kind.MEASURE
        if scheme is Scheme.DECIMAL:
            return (Kind.CHAPTER, Kind.SECTION, Kind.MEASURE)[min(len(_numbers(entry)), 3) - 1]
        return self._kind_by_text(entry, parent)

    def _kind_by_text(self, entry: Entry, parent: Kind | None) -> Kind | None:
        children = self._structural_children(entry)
        heading = bool(children) or (not _runs_in(entry) and _has_own_text(entry))
        if entry.scheme is Scheme.CHINESE and self._flat:
            return Kind.MEASURE
        if entry.scheme is Scheme.CHINESE and parent not in (Kind.CHAPTER, Kind.SECTION):
            return Kind.CHAPTER
        if entry.scheme in (Scheme.CHINESE, Scheme.CHINESE_BRACKETED):
            return Kind.SECTION if heading else Kind.MEASURE
        if entry.scheme is Scheme.WORD:
            return Kind.SECTION if children else Kind.MEASURE
        if entry.scheme is Scheme.ARABIC and parent is not Kind.SECTION:
            numbered = [child for child in children if child.scheme is Scheme.ARABIC_BRACKETED]
            worded = sum("。" in (child.paragraph.text if child.paragraph else "") for child in numbered)
            return Kind.SECTION if worded > 1 and not _runs_in(entry) else Kind.MEASURE
        return Kind.MEASURE

    def _convert(self, entry: Entry, parent: Kind | None) -> list[Node]:
        """Return the nodes of an entry: itself, and what comes out of it again behind it."""
        kind = self._kind(entry, parent)
        if kind is Kind.BOX:
            return [self._box(entry)]
        if kind in _LEAVES and kind is not None:
            if entry.scheme in self._lists and entry.paragraph:
                return [_lead(paragraph) for paragraph in entry.paragraphs()]
            return self._leaf(entry, kind)
        paragraph = entry.paragraph
        if kind is None or paragraph is None:
            return []
        heading, run_in = _split_heading(paragraph)
        node = _node(kind, entry, title=heading)
        first = [run_in] if run_in else []
        return [replace(node, children=self._content(entry, kind, first))]

    def _content(
        self, entry: Entry, kind: Kind | None, first: Sequence[Paragraph] = ()
    ) -> tuple[Node, ...]:
        """Return the nodes of what stands below a heading: text, tables, entries."""
        result: list[Node] = []
        items: list[Entry | Paragraph] = [*first, *entry.content]
        headed = [item for item in items if isinstance(item, Paragraph) and topics.topic(item.text)]
        measures = len(headed) > 1 and kind is not None
        for text, item in _runs(items):
            if item is None:
                result.extend(self._text(text, measures=measures, last=text[-1] is items[-1]))
            else:
                result.extend(self._convert(item, kind))
        return tuple(result)

    # Text below a heading

    def _text(self, paragraphs: Sequence[Paragraph], *, measures: bool, last: bool) -> list[Node]:
        """Return leads, tables and unnumbered measures for a run of unlabelled paragraphs."""
        result: list[Node] = []
        for run in _tables(paragraphs):
            if isinstance(run, Node):
                result.append(run)
                continue
            if measures and topics.topic(run.text) and not (last and run is paragraphs[-1] and _closes(run)):
                result.append(_unnumbered(run))
            elif result and _goes_on(result[-1], run, final=last and run is paragraphs[-1]):
                result[-1] = _extended(result[-1], run)
            else:
                result.append(_lead(run))
        return result

    # Measures, articles, items

    def _leaf(self, entry: Entry, kind: Kind) -> list[Node]:
        """Return a measure with all its paragraphs, and the nodes that stand behind its text."""
        if entry.paragraph is None:
            return []
        texts = [replace(entry.paragraph, text=entry.paragraph.body, label=None)]
        rows: list[Paragraph] = []
        behind: list[Node] = []
        for item in entry.content:
            if isinstance(item, Entry) and item.scheme is Scheme.BOX:
                behind.append(self._box(item))
            elif behind and isinstance(item, Paragraph) and item.cells is None:
                behind.append(_unnumbered(item) if topics.topic(item.text) else _lead(item))
            else:
                found = [item] if isinstance(item, Paragraph) else list(item.paragraphs())
                texts.extend(p for p in found if p.cells is None)
                rows.extend(found)
        return [*self._measure(entry, kind, texts, tuple(_tables_only(rows))), *behind]

    def _measure(
        self, entry: Entry, kind: Kind, texts: list[Paragraph], children: tuple[Node, ...]
    ) -> list[Node]:
        body: list[str] = []
        printed: list[str] = []
        names: list[str] = []
        last = texts[0].last
        rest: list[Node] = []
        for index, paragraph in enumerate(texts):
            found = units.find(paragraph.text) if paragraph.text else None
            if index and printed and not (found and not found.before) and paragraph.label is None:
                rest = self._after_units(texts[index:])
                break
            last = paragraph.last
            if found is None:
                body.append(paragraph.text)
                continue
            body.extend([found.before] if found.before else [])
            printed.append(found.printed)
            names.extend(found.names)
            self._check_units(paragraph, found)
            if found.after and not _only_points(texts[index + 1 :]):
                tail = replace(paragraph, text=found.after, first=paragraph.last)
                rest = self._after_units([tail, *texts[index + 1 :]])
                break
            body.extend([found.after] if found.after else [])
        node = _node(kind, entry, children=children)
        text = "\n".join(part for part in body if part)
        return [
            replace(
                node, text=text, units=tuple(names), units_text="\n".join(printed), last_line=last
            ),
            *rest,
        ]

    def _after_units(self, paragraphs: Sequence[Paragraph]) -> list[Node]:
        """Return what stands behind a measure's units: measures with units of their own, leads."""
        result = []
        for paragraph in paragraphs:
            found = units.find(paragraph.text)
            if found and found.before:
                node = _unnumbered(replace(paragraph, text=found.before))
                result.append(replace(node, units=found.names, units_text=found.printed))
                if found.after:
                    result.append(_lead(replace(paragraph, text=found.after)))
            else:
                result.append(_lead(paragraph))
        return result

    def _check_units(self, paragraph: Paragraph, found: units.Units) -> None:
        if not found.closed:
            self.doubts.append(
                Doubt(
                    "units", paragraph.last, found.printed[-20:], found.printed[-20:] + "）",
                    "责任单位的括号没有收尾，已到段末为止。",
                )
            )  # fmt: skip
        elif found.after and found.named:
            self.doubts.append(
                Doubt(
                    "units", paragraph.last, found.after[:30], "",
                    "责任单位之后还有文字，已作为单独一段，请核对。",
                )
            )  # fmt: skip

    # Boxes

    def _box(self, entry: Entry) -> Node:
        """Return a box with its items, leads and tables."""
        paragraph = entry.paragraph
        title = paragraph.body if paragraph else ""
        children: list[Node] = []
        items = [item for item in entry.content if isinstance(item, Paragraph)]
        for run in _tables(items):
            children.append(run if isinstance(run, Node) else _item(run, children))
        self.doubts.extend(_table_doubts(children))
        return replace(_node(Kind.BOX, entry, title=title.strip()), children=tuple(children))


def _take_closing_out(root: Entry) -> None:
    """Move the closing paragraphs of a document from its last measure to the heading above it."""
    above, last = root, root
    while last.children:
        above, last = last, last.children[-1]
    if last.scheme not in _CLOSED:
        return
    closing: list[Entry | Paragraph] = []
    while last.content and isinstance(last.content[-1], Paragraph) and _closes(last.content[-1]):
        closing.insert(0, last.content.pop())
    above.content.extend(closing)


def titled(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Return the nodes with the topic sentences of measures, articles and items as titles.

    A topic sentence goes up to the first 。; where most numbered measures have a comma before it,
    up to the first of ，,。；; instead.
    """
    found = [node for top in nodes for node in top.walk()]
    numbered = [n.text for n in found if n.kind in (Kind.MEASURE, Kind.ARTICLE) and n.label]
    commas = sum(bool(_NO_TOPIC.search(_SENTENCE.split(text, 1)[0])) for text in numbered)
    pattern = _CLAUSE if numbered and commas > 0.5 * len(numbered) else _SENTENCE
    return tuple(_with_titles(node, pattern) for node in nodes)


def _with_titles(node: Node, pattern: re.Pattern[str]) -> Node:
    children = tuple(_with_titles(child, pattern) for child in node.children)
    if node.kind not in _LEAVES or not node.text:
        return replace(node, children=children) if children != node.children else node
    rule = _SENTENCE if node.kind is Kind.ITEM or not node.label.strip("—-―") else pattern
    title = rule.split(node.text, 1)[0].strip()
    return replace(node, title=title, children=children)


def _numbers(entry: Entry) -> tuple[int, ...]:
    return entry.label.numbers if entry.label else ()


def _runs_in(entry: Entry) -> bool:
    """Return whether an entry's own line goes on as text behind its heading."""
    text = entry.paragraph.body if entry.paragraph else ""
    inner = text[:-1]
    return len(text) > _HEADING_LENGTH or any(mark in inner for mark in "。；：:;") or text.endswith(("；", ";"))


def _has_own_text(entry: Entry) -> bool:
    """Return whether something stands below a heading that does not just announce it."""
    text = entry.paragraph.text if entry.paragraph else ""
    return bool(entry.content) and not text.endswith(("：", ":"))


def _introduces_points(entry: Entry) -> bool:
    """Return whether an entry ends with a colon and what is below are mere conditions."""
    text = entry.paragraph.text if entry.paragraph else ""
    if not text.endswith(("：", ":")):
        return False
    points = [child.paragraph.text for child in entry.children if child.paragraph]
    return bool(points) and sum(_is_point(point) for point in points) >= 0.5 * len(points)


def _is_point(text: str) -> bool:
    return text[-1] in "；;" or ("。" not in text[:-1] and len(text) < 80)  # noqa: PLR2004


def _only_points(paragraphs: Sequence[Paragraph]) -> bool:
    return any(p.label is not None for p in paragraphs)


def _split_heading(paragraph: Paragraph) -> tuple[str, Paragraph | None]:
    """Return a heading and, where text runs on behind its first 。, that text as a paragraph."""
    text = paragraph.body
    stop = text.find("。")
    if stop < 0 or stop == len(text) - 1:
        return text.strip(), None
    rest = replace(paragraph, text=text[stop + 1 :].strip(), label=None)
    return text[: stop + 1].strip(), rest


def _runs(
    items: Iterable[Entry | Paragraph],
) -> Iterator[tuple[list[Paragraph], Entry | None]]:
    """Yield runs of paragraphs and single entries, in order."""
    run: list[Paragraph] = []
    for item in items:
        if isinstance(item, Paragraph):
            run.append(item)
            continue
        if run:
            yield run, None
            run = []
        yield [], item
    if run:
        yield run, None


def _tables(
    paragraphs: Sequence[Paragraph], *, flat: bool = True
) -> Iterator[Node | Paragraph]:
    """Yield the paragraphs, with runs of rows (if `flat` also of cells one a line) made tables."""
    index = 0
    while index < len(paragraphs):
        end = index
        while end < len(paragraphs) and paragraphs[end].cells is not None:
            end += 1
        if end > index:
            yield tables.node(paragraphs[index:end])
        elif flat and (count := tables.flattened(paragraphs[index:])):
            end = index + count
            yield tables.regrouped(paragraphs[index:end])
        else:
            end = index + 1
            yield paragraphs[index]
        index = end


def _tables_only(paragraphs: Sequence[Paragraph]) -> list[Node]:
    """Return the tables that runs of rows make, in order."""
    return [run for run in _tables(paragraphs, flat=False) if isinstance(run, Node)]


def _table_doubts(nodes: Sequence[Node]) -> Iterator[Doubt]:
    for node in nodes:
        if node.kind is Kind.TABLE:
            first = " ".join(node.rows[0]) if node.rows else ""
            yield Doubt(
                "table", node.first_line, first[:30], first[:30],
                "表格由文字识别得来，行列和数字请对照原件核对。",
            )  # fmt: skip


def _closes(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if paragraph.label or paragraph.cells:
        return False
    return bool(_CLOSING.match(text) or _RALLY.search(text))


def _goes_on(node: Node, paragraph: Paragraph, *, final: bool) -> bool:
    """Return whether a paragraph without a topic belongs to the unnumbered measure before it."""
    return node.kind is Kind.MEASURE and not (final and _closes(paragraph))


def _extended(node: Node, paragraph: Paragraph) -> Node:
    return replace(node, text=f"{node.text}\n{paragraph.text}", last_line=paragraph.last)


def _node(
    kind: Kind, entry: Entry, *, title: str = "", children: tuple[Node, ...] = ()
) -> Node:
    paragraph, label = entry.paragraph, entry.label
    return Node(
        kind,
        label=label.printed if label else "",
        ordinal=label.ordinal if label else None,
        title=title,
        first_line=paragraph.first if paragraph else 0,
        last_line=paragraph.last if paragraph else 0,
        children=children,
    )


def _lead(paragraph: Paragraph) -> Node:
    return Node(
        Kind.LEAD, text=paragraph.text, first_line=paragraph.first, last_line=paragraph.last
    )


def _unnumbered(paragraph: Paragraph) -> Node:
    found = units.find(paragraph.text)
    node = replace(_lead(paragraph), kind=Kind.MEASURE)
    if found and found.before and not found.after:
        node = replace(node, text=found.before, units=found.names, units_text=found.printed)
    return node


def _item(paragraph: Paragraph, before: Sequence[Node]) -> Node:
    """Return an entry of a box; a paragraph in front of the first entry is a lead."""
    label = paragraph.label
    node = replace(_lead(paragraph), kind=Kind.ITEM)
    if label is not None:
        return replace(node, text=paragraph.body, label=label.printed, ordinal=label.ordinal)
    if not before and not topics.topic(paragraph.text) and len(paragraph.text) > 2 * topics.LONGEST:
        return replace(node, kind=Kind.LEAD)
    return node
