"""Whatever is done to a library, by whatever program, a search finds what is there then."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desktop.actions import documents, history, search
from desktop.model import Kind, Node, Outline
from desktop.store import Store
from tests.outlines import put
from tests.searched import holding, scanned

TEXTS = st.text(st.sampled_from("煤炭电力光伏a1𠮷（"), max_size=12)
OUTLINES = st.lists(
    st.builds(Node, st.just(Kind.MEASURE), title=TEXTS, text=TEXTS, units_text=TEXTS), max_size=4
).map(lambda nodes: Outline("x.txt", title="件", nodes=tuple(nodes)))
PHRASES = ("煤", "煤炭", "炭电", "煤炭电", "a1", "𠮷（", "光伏a1𠮷")
ANY = st.integers(0, 99)


class Library(RuleBasedStateMachine):
    """Two programs over one library; either writes, both search."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.stores = [Store.open(self.folder / "library.db") for _ in range(2)]
        self.count = 0

    def teardown(self) -> None:
        for store in getattr(self, "stores", ()):
            store.close()
        shutil.rmtree(self.folder)

    def one(self, place: int) -> list[str]:
        ids = [document.id for document in self.stores[0].documents.all()]
        return ids[place % len(ids) :][:1] if ids else []

    @rule(outline=OUTLINES, who=st.integers(0, 1))
    def add(self, outline: Outline, who: int) -> None:
        self.count += 1
        put(self.stores[who], outline, document=f"d{self.count}")

    @rule(place=ANY, who=st.integers(0, 1))
    def remove(self, place: int, who: int) -> None:
        if chosen := self.one(place):
            documents.remove(self.stores[who], documents=chosen)

    @rule(place=ANY)
    def purge(self, place: int) -> None:
        documents.purge(self.stores[0], documents=self.one(place))

    @rule(who=st.integers(0, 1))
    def undo(self, who: int) -> None:
        history.undo(self.stores[who])

    @rule(text=TEXTS, place=ANY)
    def rewrite(self, text: str, place: int) -> None:
        with self.stores[1].transaction():
            self.stores[1]._connection.execute(
                "UPDATE nodes SET text = ? WHERE rowid % 7 = ?", (text, place % 7)
            )

    @rule()
    def reopen(self) -> None:
        self.stores.pop().close()
        self.stores.append(Store.open(self.folder / "library.db"))

    @invariant()
    def the_same_is_found_as_by_a_scan(self) -> None:
        for store in getattr(self, "stores", ()):
            texts = scanned(store)
            for phrase in PHRASES:
                results = search.find(store, text=phrase, limit=1000)
                assert results.whole
                assert {hit.node for hit in results.hits} == holding(texts, phrase)
                assert results.total == len(results.hits)


Library.TestCase.settings = settings(
    max_examples=10,
    stateful_step_count=12,
    suppress_health_check=[HealthCheck.too_slow],
)
TestLibrary = Library.TestCase
