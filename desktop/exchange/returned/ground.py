"""What the comments of a returned report can stand on: documents, and where the file shows them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from desktop.anchoring import Folded
from desktop.bookmarks import bookmark_of, is_bookmark
from desktop.exchange.returned.flow import Flow, Span
from desktop.exchange.returned.recognising import recognised
from desktop.exchange.returned.standing import Region, Text
from desktop.model import Kind, Node
from desktop.store import Store

_MOST = 50  # documents of one report
_SAMPLES, _SAMPLE = 10, 24  # pieces of text, of so many characters, by which documents are found
_DIGEST = "ceyuex_"


class Ground:
    """What a file's comments can stand on.

    Attributes:
        texts: the documents, in the order in which the file shows them.
        regions: where bookmarks or words tell that nodes stand, in order and apart.
        fold: how characters are compared.
    """

    def __init__(self, store: Store, flow: Flow) -> None:
        self._store, self._flow = store, flow
        self.fold = Folded()
        self._documents = {each.id: each for each in store.documents.all()}
        self._known: dict[str, Text] = {}
        marked = self._apart(self._regions())
        found = dict.fromkeys(region.text.document.id for region in marked)
        self.texts = [self._text(id_) for id_ in found or self._named()]
        told = recognised(flow, self.texts, marked) if self.texts else ()
        self.regions: list[Region] = sorted([*marked, *told], key=lambda region: region.span)
        self._begins = [region.span.start for region in self.regions]

    @property
    def titles(self) -> Mapping[str, Text]:
        """The documents by their titles, folded."""
        return {self.folded(text.document.title): text for text in self.texts}

    def folded(self, words: str) -> str:
        """Return words as they are compared."""
        return words.translate(self.fold)

    def at(self, span: Span) -> list[Region]:
        """Return the regions that a stretch has a part of, or a point lies in or at the edge of."""
        first = max(0, bisect_right(self._begins, span.start) - 1)
        found = []
        for region in self.regions[first:]:
            if region.span.start > span.end or (span and region.span.start == span.end):
                break
            inside = region.span.start <= span.start <= region.span.end
            if span.cut(region.span) or (not span and inside):
                found.append(region)
        return found

    def before(self, place: int) -> Region | None:
        """Return the last region that begins before a place of the file."""
        number = bisect_right(self._begins, place) - 1
        return self.regions[number] if number >= 0 else None

    # --- what bookmarks say ----------------------------------------------------------

    def _regions(self) -> Iterator[Region]:
        names = [(name, span) for name, span in self._flow.bookmarks if is_bookmark(name)]
        nodes = self._nodes({name for name, _ in names})
        ids = set(nodes.values())
        current, older = self._store.places.current(ids), self._store.places.known(ids)
        for name, span in names:
            place = current.get(nodes.get(name, "")) or older.get(nodes.get(name, ""))
            if place is None or place.document not in self._documents:
                continue
            text = self._text(place.document)
            node = text.nodes.get(place.node)
            gone = Node(Kind(place.kind), place.label, title=place.title, text=place.text,
                        id=place.node)  # fmt: skip
            shown = span or self._line(span.start)
            yield Region(self._flow, shown, (text, node or gone, node is not None))

    def _nodes(self, names: set[str]) -> dict[str, str]:
        """Return the ids of nodes by the names of their bookmarks.

        Where a program has put something behind a name, to tell two of them apart, that counts for
        nothing.
        """
        plain = {name: name.partition("_")[2] for name in names if not name.startswith(_DIGEST)}
        known = self._store.places.known(plain.values())
        found = {name: id_ for name, id_ in plain.items() if id_ in known}
        missing = names - found.keys()
        if missing:
            all_names = {bookmark_of(id_): id_ for id_ in self._store.places.every()}
            for name in missing:
                short = name
                while len(short) > len(_DIGEST) and short not in all_names:
                    short = short[:-1]
                if short in all_names:
                    found[name] = all_names[short]
        return found

    def _line(self, place: int) -> Span:
        """Return the paragraph that a bookmark without an end begins."""
        number = self._flow.line_at(place)
        end = self._flow.lines[number].span.end if number >= 0 else place
        return Span(place, max(place, end))

    def _apart(self, found: Iterable[Region]) -> list[Region]:
        """Return the regions that show their nodes, without those that others lie in."""
        kept: list[Region] = []
        for region in sorted(found, key=lambda each: (each.span.start, each.span.end)):
            if not region.span:
                continue
            if kept and kept[-1].span.cut(region.span):
                if len(range(*region.span)) >= len(range(*kept[-1].span)):
                    continue
                kept.pop()
            kept.append(region)
        return kept

    # --- what the file says ------------------------------------------------------------

    def _named(self) -> list[str]:
        """Return the documents whose titles or numbers, else whose words, stand in the file."""
        lines = {self.folded(self._flow.text[slice(*line.span)]) for line in self._flow.lines}
        whole = self.folded(self._flow.text)
        named, mentioned = [], []
        for document in self._documents.values():
            title = self.folded(document.title)
            if title and title in lines:
                named.append(document.id)
            elif title and f"《{title}》" in whole:
                mentioned.append(document.id)
        return (named or self._sampled() or mentioned)[:_MOST]

    def _sampled(self) -> list[str]:
        """Return the documents in which words of the file stand."""
        texts = sorted((self._flow.text[slice(*line.span)] for line in self._flow.lines), key=len)
        words = [text[len(text) // 2 :][:_SAMPLE] for text in texts[-_SAMPLES:]]
        return self._store.places.with_words([each for each in words if len(each) == _SAMPLE])

    def _text(self, document: str) -> Text:
        if document not in self._known:
            self._known[document] = Text(self._store, self._documents[document], self.fold)
        return self._known[document]
