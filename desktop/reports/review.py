"""审阅报告: documents with every mark at its words, and a summary in front."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from desktop.annotations import Colour, Mark, Target
from desktop.bookmarks import bookmark_of, comment_key
from desktop.model import Kind, Node
from desktop.reports.annotated import Annotated, Choices, colour_names, finished
from desktop.reports.briefing import Briefing, begin, day_in_words, end, title_line
from desktop.reports.content import (
    Comment,
    CommentEnd,
    CommentStart,
    Draft,
    Inline,
    Origin,
    Report,
    Span,
    Table,
    cell,
    row,
)
from desktop.reports.measures import Measures, heading
from desktop.reports.official import C, P, mark_fill, mark_styles
from desktop.text import in_chinese

_MEASURES = frozenset({Kind.MEASURE, Kind.ARTICLE})
_QUOTED = 40  # characters of a quote in the list of questions
_DATA = (3.0, 14.0)  # shares of the columns


def title_of(found: Sequence[Annotated]) -> str:
    """Return what a review of these documents is called."""
    return f"《{found[0].document.title}》审阅报告" if len(found) == 1 else "政策文件审阅报告"


def compose(
    found: Sequence[Annotated],
    colours: Sequence[Colour],
    choices: Choices,
    briefing: Briefing,
    *,
    tick: Callable[[int, int], None] = lambda _done, _all: None,
) -> Report:
    """Return the report on some documents.

    Args:
        found: the documents, in order.
        colours: what the colours of marks mean.
        choices: how it looks.
        briefing: what stands around it.
        tick: called with how many documents are done and how many there are; may raise to stop.
    """
    draft = Draft()
    title = briefing.title or title_of(found)
    begin(draft, briefing, title)
    if choices.summary:
        _Summary(draft, found, colours, choices).write()
    for done, annotated in enumerate(found):
        tick(done, len(found))
        _document(draft, annotated, choices)
    end(draft, briefing)
    return finished(draft, title, choices, marks=mark_styles(colours))


def _document(draft: Draft, annotated: Annotated, choices: Choices) -> None:
    document = annotated.document
    own = document.id
    inlines: list[Inline] = [Span(document.title, origin=Origin(f"{own}#title"))]
    measures = Measures(draft, annotated, choices)
    for mark in _on_document(annotated.marks):
        text = measures.words(mark)
        if not choices.clean and text:
            key = comment_key(mark.id, 0)
            number = draft.comment(Comment(key, mark.author, mark.created, text))
            inlines = [CommentStart(number), *inlines, CommentEnd(number)]
    title_line(draft, P.PART_TITLE, document.title, *inlines, about=f"{own}#title")
    told, on = document.doc_number or "", day_in_words(document.issued_on or "")
    if told or on:
        facts = (
            Span(told, origin=Origin(f"{own}#doc_number")),
            Span("\u3000" if told and on else ""),
            Span(on, origin=Origin(f"{own}#issued_on")),
        )
        draft.line(P.META, *(each for each in facts if each.text), about=f"{own}#meta")
    if document.addressees:
        draft.line(P.ADDRESS, f"{document.addressees}：", about=f"{own}#addressees")
    for node in annotated.nodes:
        measures.write_tree(node)
    if annotated.whole:
        for line in annotated.outline.back_matter:
            draft.line(P.SOURCE, line, about=f"{own}#back_matter#{line}")


def _on_document(marks: Sequence[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.scope == "document" and not mark.orphaned]


class _Summary:
    """Writes what stands in front: data, counts, open questions, marks without a place."""

    def __init__(
        self,
        draft: Draft,
        found: Sequence[Annotated],
        colours: Sequence[Colour],
        choices: Choices,
    ) -> None:
        self._draft = draft
        self._found = found
        self._colours = tuple(colours)
        self._choices = choices
        self._parts = 0
        self._marks = [list(_in_order(annotated)) for annotated in found]

    def write(self) -> None:
        self._heading("文件概况")
        for annotated, marks in zip(self._found, self._marks, strict=True):
            self._data(annotated, [mark for mark, _ in marks])
        self._heading("批注统计")
        self._counts()
        if not self._choices.clean:
            self._questions()
            self._lost()

    def _heading(self, words: str) -> None:
        self._parts += 1
        self._draft.line(P.HEADING_1, f"{in_chinese(self._parts)}、{words}")

    def _data(self, annotated: Annotated, marks: Sequence[Mark]) -> None:
        document = annotated.document
        measures = sum(node.kind in _MEASURES for node in annotated.shown())
        facts = [
            ("文件", f"《{document.title}》", "title"),
            ("文号", document.doc_number or "", "doc_number"),
            ("发文机关", document.issuer or "", "issuer"),
            ("成文日期", day_in_words(document.issued_on or ""), "issued_on"),
            ("主送机关", document.addressees or "", "addressees"),
            ("本报告内容", "全文" if annotated.whole else _part(annotated.nodes), ""),
            ("措施", f"{measures} 条", ""),
            ("列入督办", f"{_followed(annotated)} 条", ""),
        ]
        if not self._choices.clean:
            authors = dict.fromkeys(mark.author for mark in marks if mark.author)
            facts += [
                ("已阅", f"{annotated.read[0]} 条，共 {annotated.read[1]} 条", ""),
                ("批注", f"{len(marks)} 处", ""),
                ("批注人", "、".join(authors), ""),
            ]
        rows = [
            (
                cell(P.CELL_HEAD, name, about=f"{document.id}#{datum}"),
                cell(P.CELL, value, about=f"{document.id}#{datum}"),
            )
            for name, value, datum in facts
            if value
        ]
        origin = Origin(f"{document.id}#data")
        self._draft.blocks.append(Table(_DATA, tuple(rows), heads=0, origin=origin))
        self._draft.line(P.NOTE)

    def _counts(self) -> None:
        marks = [mark for found in self._marks for mark, _ in found]
        if not marks:
            self._draft.line(P.BODY, "没有批注。")
            return
        every, noted = (
            Counter(mark.colour for mark in marks),
            Counter(mark.colour for mark in marks if mark.note),
        )
        rows = [row(P.CELL_HEAD, ("颜色", "批注", "其中写有文字"))]
        for colour in self._colours:
            if every[colour.id]:
                counts = row(P.CELL_CENTRE, (str(every[colour.id]), str(noted[colour.id])))
                fill = mark_fill(colour) if self._choices.highlights else ""
                rows.append((cell(P.CELL_CENTRE, colour.name, fill=fill), *counts))
        if every[""]:
            rows.append(row(P.CELL_CENTRE, ("无颜色", str(every[""]), str(noted[""]))))
        total = (str(len(marks)), str(sum(noted.values())))
        rows.append((cell(P.CELL_HEAD, "合计"), *row(P.CELL_CENTRE, total)))
        self._draft.blocks.append(Table((1, 1, 1), tuple(rows), origin=Origin("#marks")))
        self._draft.line(P.NOTE)
        self._tags()

    def _tags(self) -> None:
        nodes: Counter[str] = Counter()
        marks: Counter[str] = Counter()
        for annotated, found in zip(self._found, self._marks, strict=True):
            shown = {Target("node", node.id) for node in annotated.shown()}
            shown |= {Target("mark", mark.id) for mark, _ in found}
            for target in shown & annotated.tags.keys():
                counter = marks if target.kind == "mark" else nodes
                counter.update(annotated.tags[target])
        if not nodes and not marks:
            return
        rows = [row(P.CELL_HEAD, ("标签", "措施", "批注"))]
        for tag in sorted({*nodes, *marks}):
            counts = row(P.CELL_CENTRE, (str(nodes[tag]), str(marks[tag])))
            rows.append((cell(P.CELL, tag), *counts))
        self._draft.blocks.append(Table((1, 1, 1), tuple(rows), origin=Origin("#tags")))
        self._draft.line(P.NOTE)

    def _questions(self) -> None:
        questions = [
            (mark, node)
            for found in self._marks
            for mark, node in found
            if mark.colour == self._choices.questions
        ]
        name = colour_names(self._colours).get(self._choices.questions)
        if not questions or name is None:
            return
        self._heading(f"{name}清单")
        for number, (mark, node) in enumerate(questions, 1):
            words = mark.note or f"“{_shortened(mark.quote)}”"
            link: tuple[Span, ...] = ()
            if node:
                shown = _shortened(heading(node))
                link = (Span("（"), Span(shown, C.LINK, bookmark_of(node.id)), Span("）"))
            self._draft.line(P.BODY, f"{number}．{' '.join(words.split())}", *link)

    def _lost(self) -> None:
        lost = [mark for each in self._found for mark in each.marks if mark.orphaned]
        if not lost:
            return
        self._heading("待重新定位的批注")
        self._draft.line(P.BODY, "以下批注在文件现在的文本中找不到原来的文字。")
        for mark in lost:
            said = f"：{mark.note}" if mark.note else ""
            self._draft.line(P.NOTE, f"“{_shortened(mark.quote)}”{said}（{mark.author}）")


def _part(nodes: Sequence[Node]) -> str:
    return "；".join(heading(node) for node in nodes)


def _followed(annotated: Annotated) -> int:
    return sum(node.id in annotated.follow_ups for node in annotated.shown())


def _in_order(annotated: Annotated) -> Iterator[tuple[Mark, Node | None]]:
    """Yield the marks that the report shows, each once, with the first node that it is on."""
    for mark in _on_document(annotated.marks):
        yield mark, None
    places = {node.id: (place, node) for place, node in enumerate(annotated.shown())}
    found = []
    for mark in annotated.marks:
        on = [piece for piece in mark.pieces if piece.node in places]
        if on and not mark.orphaned:
            place, node = places[on[0].node]
            found.append(((place, on[0].start), mark, node))
    for _, mark, node in sorted(found, key=lambda each: each[0]):
        yield mark, node


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"
