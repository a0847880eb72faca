"""Any sequence of changes is undone and redone step by step, exactly, also by another program."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from desktop.actions import (
    comparing,
    correcting,
    documents,
    history,
    ledger,
    library,
    marks,
    reading,
    tags,
)
from desktop.annotations import (
    PRIORITIES,
    Both,
    Either,
    Has,
    LedgerQuery,
    MarkQuery,
    Not,
    State,
    Target,
)
from desktop.comparison import Edition
from desktop.corrections import Join, Move, PutAside, Regrade
from desktop.errors import UserError
from desktop.model import Kind, Node
from desktop.store import Store
from tests import quick
from tests.actions.made import DOCUMENTS, MEASURES, Clock, everything, fill

WHO = st.sampled_from(["张三", "李四"])
WORDS = st.text(st.sampled_from("核实口径😀𠮷\n\0=<重点"), max_size=6)
NODES = st.lists(st.sampled_from(MEASURES), min_size=1, max_size=3)
PATHS = st.sampled_from(["能源", "能源/煤炭", "能源/风电", "煤炭", "民生/消费", "民生"])
ANY = st.integers(0, 99)


class Changes(RuleBasedStateMachine):
    """A library, and what all that people made was after each step."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.clock = Clock()
        (self.folder / "library.db").write_bytes(quick.made_once(fill)[0])
        self.store = self.open()
        self.states = [everything(self.store)]
        self.at = 0

    def open(self) -> Store:
        store = quick.opened(self.folder / "library.db")
        store.clock = self.clock
        return store

    def teardown(self) -> None:
        if not hasattr(self, "store"):
            return
        self.all_the_way()
        assert library.check(self.store) == []
        self.store.close()
        shutil.rmtree(self.folder)

    def did(self, action: Callable[..., Any], **arguments: Any) -> None:
        """Do something; what the user's world forbids changes nothing."""
        self.clock.wait(10)
        before = len(history.entries(self.store, limit=999))
        try:
            action(self.store, **arguments)
        except UserError:
            assert everything(self.store) == self.states[self.at]
            return
        after = everything(self.store)
        added = len(history.entries(self.store, limit=999)) - before
        assert added == (after != self.states[self.at])
        if added:
            self.states[self.at + 1 :] = [after]
            self.at += 1
            assert history.can_redo(self.store) is None

    def all_the_way(self) -> None:
        while self.at:
            self.undo()
        assert history.can_undo(self.store) is None
        assert history.undo(self.store) is None
        while self.at < len(self.states) - 1:
            self.redo()
        assert history.can_redo(self.store) is None
        assert history.redo(self.store) is None

    @rule()
    def undo(self) -> None:
        label = history.can_undo(self.store)
        assert (label is None) == (self.at == 0)
        assert history.undo(self.store, author="张三") == label
        self.at = max(0, self.at - 1)
        assert everything(self.store) == self.states[self.at]

    @rule()
    def redo(self) -> None:
        label = history.can_redo(self.store)
        assert (label is None) == (self.at == len(self.states) - 1)
        assert history.redo(self.store) == label
        self.at = min(len(self.states) - 1, self.at + 1)
        assert everything(self.store) == self.states[self.at]

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = self.open()
        assert everything(self.store) == self.states[self.at]

    def mark(self, choice: int) -> str:
        found = [row.id for row in marks.listed(self.store, query=MarkQuery())]
        return found[choice % len(found)] if found else ""

    def tag(self, choice: int) -> str:
        found = tags.tree(self.store)
        return found[choice % len(found)].id if found else ""

    def item(self, choice: int) -> str:
        found = ledger.listed(self.store, query=LedgerQuery(), today=date(2026, 3, 2))
        return found[choice % len(found)].id if found else ""

    @rule(who=WHO, nodes=NODES, ends=st.tuples(ANY, ANY), note=WORDS)
    def add_mark(self, who: str, nodes: list[str], ends: tuple[int, int], note: str) -> None:
        pieces = [(node, min(ends) % 4, max(ends) % 4 + 1) for node in nodes]
        colour = f"key{ends[0] % 5 + 1}"
        self.did(marks.add, author=who, pieces=pieces, colour=colour, note=note)

    @rule(who=WHO, node=st.sampled_from(MEASURES), note=WORDS)
    def note_on_a_node(self, who: str, node: str, note: str) -> None:
        self.did(marks.annotate_node, author=who, node=node, note=note)

    @rule(who=WHO, document=st.sampled_from(DOCUMENTS), note=WORDS)
    def note_on_a_document(self, who: str, document: str, note: str) -> None:
        self.did(marks.annotate_document, author=who, document=document, note=note)

    @rule(who=WHO, choice=ANY, words=st.lists(WORDS, min_size=1, max_size=4))
    def type_a_note(self, who: str, choice: int, words: list[str]) -> None:
        def type_on(store: Store) -> None:
            for each in words:
                self.clock.wait(1)
                marks.set_note(store, author=who, mark=mark, note=each)

        mark = self.mark(choice)
        self.did(type_on)

    @rule(who=WHO, choices=st.lists(ANY, max_size=3), colour=st.integers(0, 6))
    def recolour(self, who: str, choices: list[int], colour: int) -> None:
        chosen = [self.mark(choice) for choice in choices]
        self.did(
            marks.set_colour, author=who, marks=chosen, colour=f"key{colour}" if colour else ""
        )

    @rule(who=WHO, choice=ANY, nodes=NODES, end=st.integers(1, 6))
    def move_ends(self, who: str, choice: int, nodes: list[str], end: int) -> None:
        self.did(
            marks.set_pieces,
            author=who,
            mark=self.mark(choice),
            pieces=[(node, 0, end) for node in nodes],
        )

    @rule(who=WHO, choices=st.lists(ANY, max_size=3))
    def delete_marks(self, who: str, choices: list[int]) -> None:
        chosen = [self.mark(choice) for choice in choices]
        self.did(marks.delete, author=who, marks=chosen)

    @rule(who=WHO, colour=st.integers(1, 5), name=WORDS)
    def rename_a_colour(self, who: str, colour: int, name: str) -> None:
        self.did(marks.set_colour_name, author=who, colour=f"key{colour}", name=name)
        self.did(marks.set_colour_value, author=who, colour=f"key{colour}", value="#aA0000")

    @rule(who=WHO, path=PATHS, description=WORDS)
    def create_a_tag(self, who: str, path: str, description: str) -> None:
        self.did(tags.create, author=who, path=path, description=description)

    @rule(who=WHO, path=PATHS, nodes=NODES, choice=ANY, document=st.sampled_from(DOCUMENTS))
    def tag_things(self, who: str, path: str, nodes: list[str], choice: int, document: str) -> None:
        targets = [Target("node", node) for node in nodes] + [Target("document", document)]
        if mark := self.mark(choice):
            targets.append(Target("mark", mark))
        self.did(tags.tag, author=who, targets=targets, path=path)

    @rule(who=WHO, choice=ANY, nodes=NODES)
    def untag(self, who: str, choice: int, nodes: list[str]) -> None:
        targets = [Target("node", node) for node in nodes]
        self.did(tags.untag, author=who, targets=targets, tag=self.tag(choice))

    @rule(who=WHO, choice=ANY, name=WORDS | st.sampled_from(["煤炭", "能源"]))
    def change_a_tag(self, who: str, choice: int, name: str) -> None:
        tag = self.tag(choice)
        self.did(tags.rename, author=who, tag=tag, name=name)
        self.did(tags.recolour, author=who, tag=tag, colour="#112233")
        self.did(tags.describe, author=who, tag=tag, description=name)

    @rule(who=WHO, choice=ANY, other=st.none() | ANY)
    def move_a_tag(self, who: str, choice: int, other: int | None) -> None:
        parent = None if other is None else self.tag(other)
        self.did(tags.move, author=who, tag=self.tag(choice), parent=parent)

    @rule(who=WHO, choice=ANY, other=ANY)
    def merge_tags(self, who: str, choice: int, other: int) -> None:
        self.did(tags.merge, author=who, tag=self.tag(choice), into=self.tag(other))

    @rule(who=WHO, choice=ANY)
    def delete_a_tag(self, who: str, choice: int) -> None:
        self.did(tags.delete, author=who, tag=self.tag(choice))

    @rule(who=WHO, choice=ANY, name=st.sampled_from(["未落实", "重点煤炭", " "]))
    def save_a_filter(self, who: str, choice: int, name: str) -> None:
        part = Has(self.tag(choice))
        expression = Both((part, Either((Not(Has(self.tag(choice + 1))), part))))
        self.did(tags.save_filter, author=who, name=name, expression=expression)

    @rule(who=WHO)
    def delete_filters(self, who: str) -> None:
        for saved in tags.filters(self.store):
            self.did(tags.delete_filter, author=who, saved=saved.id)

    @rule(who=WHO, nodes=NODES)
    def follow_up(self, who: str, nodes: list[str]) -> None:
        self.did(ledger.start, author=who, nodes=nodes)

    @rule(
        who=WHO,
        choices=st.lists(ANY, min_size=1, max_size=3),
        state=st.sampled_from(State),
        due=st.none() | st.sampled_from(["2026-03-01", "2026-06-30", "明天"]),
        priority=st.sampled_from([*PRIORITIES, "最高"]),
        words=WORDS,
    )
    def change_items(
        self, who: str, choices: list[int], state: State, due: str | None, priority: str, words: str
    ) -> None:
        items = [self.item(choice) for choice in choices]
        self.did(
            ledger.update,
            author=who,
            items=items,
            state=state,
            due=due,
            priority=priority,
            remark=words,
            support=(words, "省能源局"),
        )

    @rule(who=WHO, choice=ANY, text=WORDS)
    def note_progress(self, who: str, choice: int, text: str) -> None:
        item = self.item(choice)
        self.did(ledger.add_progress, author=who, item=item, on="2026-03-01", text=text)

    @rule(who=WHO, choice=ANY, text=WORDS)
    def change_progress(self, who: str, choice: int, text: str) -> None:
        for item in ledger.of_document(self.store, document="a"):
            for note in item.progress[:1]:
                self.did(
                    ledger.set_progress,
                    author=who,
                    item=item.id,
                    progress=note.id,
                    on="2026-03-02",
                    text=text,
                )
            for note in item.progress[1:]:
                self.did(ledger.remove_progress, author=who, item=item.id, progress=note.id)

    @rule(who=WHO, choices=st.lists(ANY, max_size=2))
    def remove_items(self, who: str, choices: list[int]) -> None:
        items = [self.item(choice) for choice in choices]
        self.did(ledger.remove, author=who, items=items)

    @rule(who=WHO, nodes=NODES, read=st.booleans())
    def tick(self, who: str, nodes: list[str], read: bool) -> None:
        self.did(reading.set_read, author=who, nodes=nodes, read=read)

    @rule(who=WHO, a=st.integers(0, 2), b=st.integers(0, 1), said=st.sampled_from("yn-"))
    def judge_a_pair(self, who: str, a: int, b: int, said: str) -> None:
        try:
            sides = [Edition(document) for document in DOCUMENTS]
            found = comparing.compare(self.store, a=sides[0], b=sides[1])
        except UserError:  # one of them was removed
            return
        pairs = [
            (one.node, other.node)
            for one in found.a.measures[a : a + 1]  # corrections may have left fewer
            for other in found.b.measures[b : b + 1]
        ]
        say = {"y": comparing.accept, "n": comparing.reject, "-": comparing.withdraw}[said]
        self.did(say, author=who, comparison=found, pairs=pairs)

    @rule(
        chosen=st.lists(st.sampled_from(DOCUMENTS), min_size=1, max_size=2),
        archived=st.booleans(),
        group=WORDS,
    )
    def arrange_documents(self, chosen: list[str], archived: bool, group: str) -> None:
        self.did(documents.set_archived, documents=chosen, archived=archived)
        self.did(documents.set_group, documents=chosen, group=group)

    def node(self, document: str, choice: int) -> Node:
        key = self.store.documents.key(document, 1)
        found = list(self.store.outlines.get(key).walk())
        return found[choice % len(found)]

    @rule(who=WHO, document=st.sampled_from(DOCUMENTS), choice=ANY, words=WORDS, ends=ANY)
    def correct_words(self, who: str, document: str, choice: int, words: str, ends: int) -> None:
        node = self.node(document, choice)
        start, end = sorted((ends % 7, ends // 7))
        text = node.text[:start] + words + node.text[end:]
        if node.text and (deed := correcting.rewording(node, words="text", text=text)):
            self.did(correcting.correct, author=who, document=document, deeds=[deed])

    @rule(
        who=WHO,
        document=st.sampled_from(DOCUMENTS),
        choice=ANY,
        other=ANY,
        what=st.sampled_from(["grade", "move", "split", "join", "aside"]),
    )
    def correct_structure(
        self, who: str, document: str, choice: int, other: int, what: str
    ) -> None:
        node = self.node(document, choice)
        deed = {
            "grade": Regrade(node.id, list(Kind)[other % len(Kind)], correcting.fresh_id()),
            "move": Move(node.id, self.node(document, other).id, ""),
            "split": correcting.splitting(node, at=other % (len(node.text) + 1)),
            "join": Join(node.id, ""),
            "aside": PutAside(node.id, "furniture"),
        }[what]
        self.did(correcting.correct, author=who, document=document, deeds=[deed])

    @rule(who=WHO, document=st.sampled_from(DOCUMENTS), choice=ANY)
    def take_a_correction_back(self, who: str, document: str, choice: int) -> None:
        found = [each.id for each in correcting.of_document(self.store, document=document)]
        if found:
            one = found[choice % len(found)]
            self.did(correcting.reset, author=who, document=document, corrections=[one])

    @precondition(lambda self: len(documents.list_documents(self.store)) > 0)
    @rule(document=st.sampled_from(DOCUMENTS))
    def remove_a_document(self, document: str) -> None:
        self.did(documents.remove, documents=[document])


FEW_STEPS = settings(
    max_examples=15,
    stateful_step_count=30,
    suppress_health_check=list(HealthCheck),
)
Changes.TestCase.settings = FEW_STEPS
TestChanges = pytest.mark.timeout(240)(Changes.TestCase)


@pytest.mark.soak
@pytest.mark.timeout(7200)
class TestManyChanges(Changes.TestCase):
    settings = settings(FEW_STEPS, max_examples=3000, database=None)
