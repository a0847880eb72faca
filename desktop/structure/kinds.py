"""What each entry of the numbering is: chapter, section, measure, article, box; entries to nodes.

Decided from the whole document: whether 一、 entries carry text of their own, whether （一） stands
on lines of its own, whether the measures are numbered at all.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from desktop.model import Doubt, Kind, Node
from desktop.structure import boxes, measures, nodes, tables, topics
from desktop.structure.entries import Entry
from desktop.structure.labels import Scheme
from desktop.structure.paragraphs import Paragraph

_HEADINGS = {
    Scheme.PART: Kind.PART,
    Scheme.CHAPTER: Kind.CHAPTER,
    Scheme.CAPTION: Kind.CHAPTER,
    Scheme.ROMAN: Kind.CHAPTER,
    Scheme.SECTION: Kind.SECTION,
    Scheme.SUBCAPTION: Kind.SECTION,
}
_DECIMAL = (Kind.CHAPTER, Kind.SECTION, Kind.MEASURE)
_NUMBERED = (
    Scheme.ARABIC, Scheme.CHINESE_BRACKETED, Scheme.ARTICLE, Scheme.WORD, Scheme.DECIMAL,
)  # fmt: skip
_CLOSED = (Scheme.CHINESE_BRACKETED, Scheme.ARABIC, Scheme.WORD, Scheme.CHINESE, Scheme.DECIMAL)
_POINTS = (Scheme.DASH, Scheme.BOX, Scheme.CIRCLED)
_HEADING_LENGTH = 45
_SENTENCE_LENGTH = 30
_POINT_LENGTH = 80
_LIST = 8
_LIST_OF_SENTENCES = 30
_NAME_LENGTH = 60
_DOCUMENT = re.compile(
    r"[^。；]{4,120}[（(][^（()）]{0,30}[〔\[]\d{4}[〕\]]\s*第?\d+号\s*[）)]|《[^《》]{4,80}》"
)
_CLOSING = re.compile(
    r"各(?:地|级|市|县|区|有关|部门|单位|省|镇|乡)"
    r"|本(?:措施|办法|意见|方案|行动|政策|规定|通知|计划|细则|条例|规划|决定|若干|公告|通告|命令|指引)"
    r"|以上|上述|此前|此复|此函|专此|[妥当]否|盼复|请.{2,20}为[盼荷感]|实现|自.{2,20}(?:施行|实施|执行)|由.{2,24}负责解释|有效期|特此"
)
_BLANK = re.compile(r"[^，。；：\s]{2,20}[\u3000\s]+(?=[^，。]{2,60}[，。].*。)")
_RALLY = re.compile(
    "重新公布|同时废止|全[省市县区镇乡旗州盟](?:上下|各级|广大)|^(?:衷心|再次)?感谢|更加紧密地团结|各级各部门要|各地区各部门要|各地、各部门要"
)


def build(root: Entry) -> tuple[tuple[Node, ...], list[Doubt]]:
    """Return the nodes of a document (or annex) from its entries, and the doubts on the way."""
    builder = _Builder(root)
    return nodes.titled(builder.content(root, None)), builder.doubts


class _Builder:
    def __init__(self, root: Entry) -> None:
        _take_closing_out(root)
        entries = list(root.walk())
        schemes = {entry.scheme for entry in entries}
        self.doubts: list[Doubt] = []
        self._flat = _is_flat([entry for entry in entries if entry.scheme is Scheme.CHINESE])
        self._lists = {
            scheme
            for scheme in (Scheme.ARABIC, Scheme.CHINESE)
            if _is_list([entry for entry in entries if entry.scheme is scheme])
        }
        self._points = {id(child) for entry in entries for child in _points_below(entry)}
        heavy = any(scheme in _HEADINGS for scheme in schemes)
        leaves = self._flat or (heavy and Scheme.CHINESE in schemes)
        self._decimal = Scheme.DECIMAL in schemes
        labels = [entry.label for entry in entries if entry.label]
        self._topped = any(  # 1 heads 1.1, and depth alone tells what each is
            label.scheme is Scheme.DECIMAL and len(label.numbers) == 1 for label in labels
        )
        self._numbered = leaves or any(scheme in schemes for scheme in _NUMBERED)

    def content(
        self, entry: Entry, kind: Kind | None, first: Sequence[Paragraph] = ()
    ) -> tuple[Node, ...]:
        """Return the nodes of what stands below a heading: text, tables, entries."""
        items: list[Entry | Paragraph] = [*first, *entry.content]
        headed = [item for item in items if isinstance(item, Paragraph) and topics.topic(item.text)]
        topical = len(headed) > 1 and kind is not None
        result: list[Node] = []
        for run, child in _runs(items):
            if child is None:
                result.extend(_text(run, topical=topical, last=run[-1] is items[-1]))
            else:
                result.extend(self._convert(child, kind))
        return tuple(result)

    def _convert(self, entry: Entry, parent: Kind | None) -> list[Node]:
        """Return the nodes of an entry: itself, and what comes out of it again behind it."""
        if entry.scheme is Scheme.BOX:
            box, found = boxes.build(entry)
            self.doubts.extend(found)
            return [box]
        if entry.scheme in self._lists:
            return [nodes.lead(paragraph) for paragraph in entry.paragraphs()]
        kind = self._kind(entry, parent)
        if kind in nodes.LEAVES:
            built, found = measures.build(entry, kind)
            self.doubts.extend(found)
            return built
        title, run_in = _split_heading(entry.paragraph) if entry.paragraph else ("", [])
        node = nodes.heading(kind, entry, title)
        return [replace(node, children=self.content(entry, kind, run_in))]

    def _kind(self, entry: Entry, parent: Kind | None) -> Kind:
        scheme = entry.scheme
        if scheme is Scheme.DIVISION:
            parted = any(child.scheme is Scheme.CHAPTER for child in entry.children)
            return Kind.PART if parted and parent is None else Kind.CHAPTER
        if scheme is Scheme.CHAPTER and parent is Kind.CHAPTER:
            return Kind.SECTION
        if scheme in _HEADINGS:
            return _HEADINGS[scheme]
        if scheme is Scheme.ARTICLE:
            return Kind.ARTICLE
        if scheme is Scheme.DASH:
            return Kind.ITEM if self._numbered else Kind.MEASURE
        if scheme is Scheme.DECIMAL and entry.label:
            leaf = parent is Kind.SECTION or _runs_in(entry)
            if not self._topped and leaf and not _structural(entry):
                return Kind.MEASURE
            return _DECIMAL[min(len(entry.label.numbers), 3) - 1]
        return self._kind_by_text(entry, parent)

    def _kind_by_text(self, entry: Entry, parent: Kind | None) -> Kind:
        """Return what 一、, （一）, 1. and 措施一 are: told by what stands in and below them."""
        scheme = entry.scheme
        if id(entry) in self._points:
            return Kind.ITEM
        below = _structural(entry)
        heads = bool(below) or (not _runs_in(entry) and _has_own_text(entry))
        if scheme is Scheme.CHINESE and not self._flat and parent not in (
            Kind.CHAPTER, Kind.SECTION,
        ):  # fmt: skip
            return Kind.CHAPTER
        if scheme is Scheme.CHINESE_BRACKETED or (scheme is Scheme.CHINESE and not self._flat):
            return Kind.SECTION if heads else Kind.MEASURE
        if scheme is Scheme.WORD:
            return Kind.SECTION if below else Kind.MEASURE
        if scheme is Scheme.ARABIC and parent is not Kind.SECTION and not _runs_in(entry):
            if any(child.scheme is Scheme.DECIMAL for child in below):
                return Kind.SECTION if parent else Kind.CHAPTER
            bracketed = [c for c in below if c.scheme is Scheme.ARABIC_BRACKETED and "。" in c.text]
            return Kind.SECTION if len(bracketed) > 1 else Kind.MEASURE
        if scheme is Scheme.CIRCLED:
            return Kind.ITEM
        if scheme is Scheme.ARABIC_BRACKETED and (self._decimal or _is_point(entry.text)):
            return Kind.ITEM
        return Kind.MEASURE


def _take_closing_out(root: Entry) -> None:
    """Move the closing paragraphs of a document from its last measure to the heading above it."""
    above, last = root, root
    while last.children:
        above, last = last, last.children[-1]
    if last.scheme not in _CLOSED:
        return
    closing: list[Entry | Paragraph] = []
    heads = not _runs_in(last) and not last.body.endswith("。")
    own = 1 if heads else 0  # a heading keeps the text it is a heading of
    while (
        len(last.content) > own
        and isinstance(last.content[-1], Paragraph)
        and _closes(last.content[-1])
    ):
        closing.insert(0, last.content.pop())
    above.content.extend(closing)


def _is_flat(entries: Sequence[Entry]) -> bool:
    """Return whether 一、 entries are the measures: text of their own, nothing numbered below."""
    if not entries or any(_structural(entry) for entry in entries):
        return False
    bare = len(entries) > 1 and not any(entry.content for entry in entries[:-1])
    alone = entries if not entries[-1].content or bare else entries[:-1]
    sentences = {id(e) for e in alone if e.body.endswith("。") and (bare or not e.content)}
    texts = sum(_runs_in(entry) or id(entry) in sentences for entry in entries)
    return texts > 0.5 * len(entries)


def _is_list(entries: Sequence[Entry]) -> bool:
    """Return whether entries are a list of names and no measures.

    They are many, short, one sentence at most, and nothing stands between them.
    """
    if _asks(entries):
        return True
    if any(entry.content for entry in entries[:-1]):
        return False
    if len(entries) > 1 and all(_DOCUMENT.fullmatch(entry.body) for entry in entries):
        return True
    if any(len(entry.body) > _NAME_LENGTH or "。" in entry.body[:-1] for entry in entries):
        return False
    sentences = any(entry.body.endswith("。") for entry in entries)
    return len(entries) >= (_LIST_OF_SENTENCES if sentences else _LIST)


def _asks(entries: Sequence[Entry]) -> bool:
    """Return whether entries are the questions of a list of questions and answers."""
    asked = [entry.body.endswith(("？", "?")) and not entry.children for entry in entries]
    return len(asked) > 1 and all(asked)


def _points_below(entry: Entry) -> list[Entry]:
    """Return the 1. or （一） right below a heading that are conditions, ended with ；."""
    schemes = (Scheme.ARABIC, Scheme.CHINESE_BRACKETED)
    found = [child for child in entry.children if child.scheme in schemes]
    listed = sum(child.text.endswith(("；", ";")) for child in found)
    return found if len(found) > 1 and listed >= 0.6 * (len(found) - 1) else []


def _structural(entry: Entry) -> list[Entry]:
    """Return the entries below that are headings or measures, not mere points or dashes."""
    if _introduces_points(entry):
        return []
    runs_in = _runs_in(entry)
    return [
        child
        for child in entry.children
        if child.scheme not in _POINTS and not (runs_in and child.scheme is Scheme.ARABIC_BRACKETED)
    ]


def _runs_in(entry: Entry) -> bool:
    """Return whether an entry's own line goes on as text behind its heading."""
    text = entry.body
    if len(text) > _HEADING_LENGTH or text.endswith(("；", ";")):
        return True
    if text.endswith("。") and (len(text) > _SENTENCE_LENGTH or "，" in text):
        return True
    return any(mark in text[:-1] for mark in "。；：:;")


def _has_own_text(entry: Entry) -> bool:
    """Return whether something stands below a heading that does not just announce it."""
    return bool(entry.content) and not entry.text.endswith(("：", ":"))


def _introduces_points(entry: Entry) -> bool:
    """Return whether the text above its entries ends with a colon, and they are mere conditions."""
    first = next((place for place, c in enumerate(entry.content) if isinstance(c, Entry)), 0)
    above = [item.text for item in entry.content[:first] if isinstance(item, Paragraph)][-1:]
    if not any(text.endswith(("：", ":")) for text in (entry.text, *above)):
        return False
    points = [child.text for child in entry.children]
    return bool(points) and sum(map(_is_point, points)) >= 0.5 * len(points)


def _is_point(text: str) -> bool:
    """Return whether an entry is a mere condition: it ends with ； or is one short sentence."""
    return text[-1] in "；;" or ("。" not in text[:-1] and len(text) < _POINT_LENGTH)


def _split_heading(paragraph: Paragraph) -> tuple[str, list[Paragraph]]:
    """Return a heading and, where text runs on behind its first 。, that text as a paragraph."""
    text = paragraph.body
    stop = text.find("。")
    if blank := _BLANK.match(text):
        stop = blank.end() - 1
    if stop < 0 or stop == len(text) - 1:
        return text.strip(), []
    return text[: stop + 1].strip(), [paragraph.end(text[stop + 1 :].strip())]


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


def _text(paragraphs: Sequence[Paragraph], *, topical: bool, last: bool) -> list[Node]:
    """Return leads, tables and unnumbered measures for a run of unlabelled paragraphs.

    `topical` says that measures are told by their topic sentence here; a paragraph without one
    then goes on with the measure before it. `last` says that nothing stands behind the run.
    """
    result: list[Node] = []
    for run in tables.runs(paragraphs):
        if isinstance(run, Node):
            result.append(run)
            continue
        closing = last and run is paragraphs[-1] and _closes(run)
        if topical and topics.topic(run.text) and not closing:
            result.append(nodes.unnumbered(run))
        elif result and result[-1].kind is Kind.MEASURE and not closing:
            result[-1] = nodes.extended(result[-1], run)
        else:
            result.append(nodes.lead(run))
    return result


def _closes(paragraph: Paragraph) -> bool:
    """Return whether a paragraph speaks of the whole document, as the last one does."""
    if paragraph.label or paragraph.cells:
        return False
    return bool(_CLOSING.match(paragraph.text) or _RALLY.search(paragraph.text))
