"""One search: what holds, how good it is, and what is shown of it."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache

from desktop.findings import DocumentHits, Hit, Results
from desktop.searching import idsets, query, ranking, snippets
from desktop.searching.evaluation import Evaluation
from desktop.searching.query import Tree
from desktop.searching.terms import TITLE, searchable
from desktop.store import Store
from desktop.tables.search_feed import FoundNode, NotedMark, Text
from desktop.tables.search_sources import SearchSources, year_of

_NOTE = "note"
_NOTE_MERIT = 150.0  # after hits in headings, before those in texts


class Run:
    """A query over one state of the index, inside its `reading`."""

    def __init__(
        self, store: Store, tree: Tree, document: str | None, cancelled: Callable[[], bool]
    ) -> None:
        self._index, self._feed = store.index, store.search_feed
        self._tree = tree
        self._cancelled = cancelled
        texts = self._feed.texts()
        self._whole = not self._index.missing(texts)
        self._sources = SearchSources(self._index, self._feed, texts)
        self._evaluation = Evaluation(self._sources, self._sources.everything)
        self._texts = [
            text for text in self._sources.texts if document is None or text.document == document
        ]
        self._words = query.words(tree)
        self._phrases = query.phrases(tree)

    def results(self, text: str, limit: int) -> Results:
        """Return what the query finds; nothing, and not whole, where it was cancelled."""
        found, notes = self._found, list(self._notes())
        counts = self._counts(found, notes)
        hits = self._hits(found, notes, limit)
        if self._cancelled():
            return Results(text, whole=False)
        return Results(
            query=text,
            total=found.bit_count() + len(notes),
            hits=tuple(hits),
            documents=tuple(sorted(counts, key=lambda each: -each.count)),
            named=tuple(self._named(counts)),
            phrases=self._phrases,
            whole=self._whole,
        )

    def nodes(self) -> list[str]:
        """Return the ids of all nodes that are found or have a note that is, in document order."""
        places = [self._sources.place(id_) for id_ in idsets.members_of(self._found)]
        places += [(note.version or 0, note.position or 0) for note in self._notes() if note.node]
        order = {text.key: place for place, text in enumerate(self._texts)}
        ids = self._feed.ids(sorted(set(places)))
        chosen = sorted(ids, key=lambda place: (order[place[0]], place[1]))
        return [ids[place] for place in chosen]

    @cached_property
    def _found(self) -> int:
        among = self._sources.everything
        if len(self._texts) < len(self._sources.texts):
            among = 0
            for text in self._texts:
                among |= idsets.span(*self._index.ranges[text.key])
        return self._evaluation.nodes(self._tree, among)

    def _notes(self) -> Iterator[NotedMark]:
        here = {text.document for text in self._texts}
        for noted in self._feed.notes(query.needed(self._tree)):
            note = self._sources.note(noted) if noted.document in here else None
            if note and self._evaluation.note(self._tree, note):
                yield noted

    def _counts(self, found: int, notes: list[NotedMark]) -> list[DocumentHits]:
        """Return the documents with hits in the order of the library."""
        counted, slices = [], idsets.Slices(found)
        noted = Counter(note.document for note in notes)
        for text in self._texts:
            hits = slices.part(*self._index.ranges[text.key]).bit_count() + noted[text.document]
            if hits:
                counted.append(DocumentHits(text.document, text.title, text.doc_number, hits))
        return counted

    def _named(self, counts: list[DocumentHits]) -> Iterator[DocumentHits]:
        known = {each.document: each for each in counts}
        for text in self._texts if self._words else ():
            data = (text.heading, _folded(text.issuer or ""))
            if all(any(form in each for form in forms for each in data) for forms in self._words):
                none = DocumentHits(text.document, text.title, text.doc_number, 0)
                yield known.get(text.document, none)

    def _hits(self, found: int, notes: list[NotedMark], limit: int) -> list[Hit]:
        ranges = {text.key: self._index.ranges[text.key] for text in self._newest}
        tiers = ranking.tiers(
            self._words,
            found,
            titled=lambda phrase: self._index.perhaps(phrase, found, TITLE),
            phrased=lambda phrase: self._index.perhaps(phrase, found),
            whole=self._whole_words,
        )
        least = max(limit, ranking.CANDIDATES)
        chosen = ranking.candidates(tiers, list(ranges.values()), least=least)
        if self._cancelled():
            return []
        texts = self._index.texts(chosen)
        words = self._whole_words & found
        age = {key: place for place, key in enumerate(ranges)}
        ranked: list[tuple[float, int, int, NotedMark | None]] = [
            (
                -ranking.merit(self._words, *texts[id_], whole=bool(words >> id_ & 1)),
                age[self._sources.place(id_)[0]],
                id_,
                None,
            )
            for id_ in chosen
        ]
        ranked += [(-_NOTE_MERIT, 0, place, note) for place, note in enumerate(notes)]
        ranked.sort(key=lambda each: each[:3])
        return self._shown(ranked[:limit])

    @cached_property
    def _whole_words(self) -> int:
        """The set of the nodes that have all words as words; empty where these are not known."""
        found = -1 if self._words else 0
        for forms in self._words:
            found &= self._index.words.whole(forms[0])
        return found

    @cached_property
    def _newest(self) -> list[Text]:
        def age(text: Text) -> str:
            return text.issued_on or str(year_of(text) or "")

        return sorted(self._texts, key=age, reverse=True)

    def _shown(self, ranked: list[tuple[float, int, int, NotedMark | None]]) -> list[Hit]:
        places = [
            (note.version or 0, note.position or 0) if note else self._sources.place(id_)
            for _, _, id_, note in ranked
        ]
        rows = self._feed.found(places)
        by_key = {text.key: text for text in self._texts}
        by_document = {text.document: text for text in self._texts}
        hits = []
        for (_, _, _, note), place in zip(ranked, places, strict=True):
            if note:
                hits.append(self._note_hit(note, by_document[note.document], rows.get(place)))
            elif place in rows:  # else it has gone since
                hits.append(self._node_hit(by_key[place[0]], rows[place]))
        return hits

    def _node_hit(self, text: Text, node: FoundNode) -> Hit:
        shown, marked = snippets.snippet(node.text or node.title, self._phrases)
        return Hit(
            text.document,
            text.title,
            text.doc_number,
            node.id,
            node.kind,
            node.label,
            node.title,
            node.path,
            shown,
            marked,
        )

    def _note_hit(self, note: NotedMark, text: Text, node: FoundNode | None) -> Hit:
        shown, marked = snippets.snippet(note.note, self._phrases)
        return Hit(
            text.document,
            text.title,
            text.doc_number,
            note.node or "",
            _NOTE,
            node.label if node else "",
            node.title if node else "",
            node.path if node else (),
            shown,
            marked,
            note.mark,
        )


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    return searchable(text)
