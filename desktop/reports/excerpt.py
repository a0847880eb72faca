"""专题摘编: measures of several documents put together by subject, each with source and notes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from desktop.annotations import Colour, Target
from desktop.bookmarks import bookmark_of
from desktop.model import Kind, Node
from desktop.reports.annotated import Annotated, Choices, colour_names, finished
from desktop.reports.briefing import Briefing, begin, day_in_words, end
from desktop.reports.content import Draft, Report, Span
from desktop.reports.measures import Measures, heading
from desktop.reports.official import C, P, mark_styles
from desktop.text import in_chinese, normal

TITLE = "政策措施专题摘编"
_MEASURES = frozenset({Kind.MEASURE, Kind.ARTICLE, Kind.ITEM})
_INNER = frozenset({Kind.LEAD, Kind.TABLE})
_UNTAGGED, _WITHOUT_UNIT = "未加标签", "未写明责任单位"


@dataclass(frozen=True, slots=True)
class Grouping:
    """How measures stand together.

    Attributes:
        by: tags, documents or responsible units.
        tags: paths of tags; only they and those below them make groups. Empty, all do.
    """

    by: Literal["tag", "document", "unit"] = "document"
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a measure stands: its document, the node, and what it stands in, from the top."""

    home: Annotated
    node: Node
    path: tuple[Node, ...]

    @property
    def words(self) -> str:
        """Document number, title, chapter and label in words."""
        document = self.home.document
        number = f"（{document.doc_number}）" if document.doc_number else ""
        places = [heading(each) for each in self.path]
        if self.node.label:
            places.append(self.node.label)
        return f"《{document.title}》{number}\u3000{' › '.join(places)}".rstrip()


@dataclass(slots=True)
class Extract:
    """A measure with every place where it stands in the same words."""

    sources: list[Source]
    groups: list[str] = field(default_factory=list)

    @property
    def node(self) -> Node:
        """The measure, as the first source has it."""
        return self.sources[0].node


def compose(
    found: Sequence[Annotated],
    colours: Sequence[Colour],
    choices: Choices,
    briefing: Briefing,
    *,
    grouping: Grouping,
    tick: Callable[[int, int], None] = lambda _done, _all: None,
) -> Report:
    """Return an excerpt of the measures that the documents show.

    A measure stands in full in the first of its groups, and is named in the others. The same words
    in several documents stand once, with all their sources.

    Args:
        found: the documents, cut down to what was chosen.
        colours: what the colours of marks mean.
        choices: how it looks.
        briefing: what stands around it.
        grouping: how measures stand together.
        tick: called with how many measures are done and how many there are; may raise to stop.
    """
    draft = Draft()
    title = briefing.title or TITLE
    begin(draft, briefing, title)
    extracts = _merged(found)
    for extract in extracts:
        extract.groups = _groups(extract, grouping)
    names = _names(extracts, grouping, found)
    documents = {id(source.home) for extract in extracts for source in extract.sources}
    draft.line(P.META, f"共 {len(extracts)} 条，选自 {len(documents)} 份文件")
    writer = _Writer(draft, colours, choices)
    done = 0
    for number, name in enumerate(names, 1):
        inside = [extract for extract in extracts if name in extract.groups]
        draft.line(P.HEADING_1, f"{in_chinese(number)}、{name}（{len(inside)} 条）")
        for extract in inside:
            if extract.groups[0] == name:
                tick(done, len(extracts))
                writer.write(extract)
                done += 1
            else:
                writer.refer(extract)
    end(draft, briefing)
    return finished(draft, title, choices, marks=mark_styles(colours))


def _merged(found: Iterable[Annotated]) -> list[Extract]:
    extracts: dict[str, Extract] = {}
    for home in found:
        for node, path in _measures(home, home.nodes, ()):
            source = Source(home, node, path)
            key = normal(node.text or node.title)
            if key in extracts:
                extracts[key].sources.append(source)
            else:
                extracts[key] = Extract([source])
    return list(extracts.values())


def _measures(
    home: Annotated, nodes: Sequence[Node], path: tuple[Node, ...]
) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Yield measures and what stands above each; other text only where people worked on it."""
    for node in nodes:
        worked_on = node.kind in _INNER and _worked_on(home, node)
        if node.id and (node.kind in _MEASURES or worked_on):
            yield node, path
        if node.kind in _MEASURES:
            inner = [child for child in node.children if child.kind not in _INNER]
            yield from _measures(home, inner, path)
        else:
            yield from _measures(home, node.children, (*path, node))


def _worked_on(home: Annotated, node: Node) -> bool:
    return (
        Target("node", node.id) in home.tags
        or node.id in home.follow_ups
        or any(piece.node == node.id for mark in home.marks for piece in mark.pieces)
    )


def _groups(extract: Extract, grouping: Grouping) -> list[str]:
    """Return the names of the groups that a measure belongs to, at least one."""
    if grouping.by == "document":
        return [_document_name(extract.sources[0].home)]
    if grouping.by == "unit":
        units = [unit for source in extract.sources for unit in _units(source)]
        return list(dict.fromkeys(units)) or [_WITHOUT_UNIT]
    tags = {tag for source in extract.sources for tag in _tags(source)}
    if grouping.tags:
        above = tuple(f"{each}/" for each in grouping.tags)
        tags = {tag for tag in tags if f"{tag}/".startswith(above)}
    return sorted(tags) or [_UNTAGGED]


def _document_name(home: Annotated) -> str:
    number = f"（{home.document.doc_number}）" if home.document.doc_number else ""
    return f"《{home.document.title}》{number}"


def _units(source: Source) -> list[str]:
    """Return the units of a measure: those of its ledger item, else those that it names."""
    item = source.home.follow_ups.get(source.node.id)
    followed = [item.lead, *item.support] if item else []
    return [unit for unit in followed if unit] or list(source.node.units)


def _tags(source: Source) -> list[str]:
    """Return the tags of a measure, of its marks, and of all that it stands in."""
    targets = [Target("document", source.home.document.id)]
    targets += [Target("node", node.id) for node in (*source.path, source.node)]
    targets += [
        Target("mark", mark.id)
        for mark in source.home.marks
        if not mark.orphaned and any(piece.node == source.node.id for piece in mark.pieces)
    ]
    return [tag for target in targets for tag in source.home.tags.get(target, ())]


def _names(
    extracts: Sequence[Extract], grouping: Grouping, found: Sequence[Annotated]
) -> list[str]:
    """Return the groups in order: documents as given, units as they come, tags by path."""
    names = dict.fromkeys(name for extract in extracts for name in extract.groups)
    if grouping.by == "document":
        return [name for home in found if (name := _document_name(home)) in names]
    last = {_UNTAGGED, _WITHOUT_UNIT}
    ordered = sorted(names) if grouping.by == "tag" else list(names)
    return sorted(dict.fromkeys(ordered), key=lambda name: name in last)


class _Writer:
    """Writes extracts: words, sources, notes."""

    def __init__(self, draft: Draft, colours: Sequence[Colour], choices: Choices) -> None:
        self._draft = draft
        self._choices = choices
        self._names = colour_names(tuple(colours))
        self._measures: dict[str, Measures] = {}

    def write(self, extract: Extract) -> None:
        first, node = extract.sources[0], extract.node
        beside = self._choices.details == "comment"
        measures = self._of(first.home)
        measures.write(node, P.BODY)
        for child in node.children:
            if child.kind in _INNER:
                measures.write(child)
        for source in extract.sources:
            about = f"{source.node.id}#source"
            self._draft.line(P.SOURCE, f"——{source.words}", about=about)
            if not self._choices.clean and not (beside and source is first):
                self._notes(source)
        self._draft.line(P.NOTE, about=f"{node.id}#end")

    def refer(self, extract: Extract) -> None:
        """Name a measure that stands in full in another group."""
        link = "" if self._choices.clean else bookmark_of(extract.node.id)
        words = Span(heading(extract.node), C.LINK if link else "", link)
        self._draft.line(P.BODY, words, f"（见“{extract.groups[0]}”）")

    def _of(self, home: Annotated) -> Measures:
        if home.document.id not in self._measures:
            beside = self._choices.details == "comment"
            made = Measures(self._draft, home, self._choices, comments=beside)
            self._measures[home.document.id] = made
        return self._measures[home.document.id]

    def _notes(self, source: Source) -> None:
        for mark in source.home.marks:
            on = [piece for piece in mark.pieces if piece.node == source.node.id]
            if not on or mark.orphaned or not mark.note:
                continue
            colour = f"【{self._names[mark.colour]}】" if mark.colour in self._names else ""
            quote = f"“{on[0].quote}”：" if on[0].quote else ""
            by = "，".join(filter(None, (mark.author, day_in_words(mark.created[:10]))))
            words = f"批注{colour}{quote}{mark.note}（{by}）"
            self._draft.line(P.NOTE, words, about=f"{source.node.id}#note")
