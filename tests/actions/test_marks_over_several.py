"""A mark over several measures stays on the words it was put on, however these are moved about.

What comes to stand between them is never marked.
"""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from desktop.actions import correcting, documents, history, library, marks, restructuring
from desktop.annotations import Mark
from desktop.corrections import Deed, Join
from desktop.errors import UserError
from desktop.model import Kind, Node, Outline
from desktop.store import Store
from tests import quick
from tests.outlines import put

WHO = "张三"
PRINTED = ["".join(map(chr, range(at, at + 12))) for at in range(0x8700, 0x8700 + 12 * 9, 12)]
"""The words of the nodes; each character stands once, so that it is known wherever it goes."""
NUMBER = st.integers(0, 999)


def outline() -> Outline:
    """Plain text, and two chapters of measures."""
    measures = [
        Node(Kind.MEASURE, f"{place}.", title=words, text=words)
        for place, words in enumerate(PRINTED[1:-1], 1)
    ]
    return Outline(
        "文件.txt",
        title="关于测试的若干措施",
        nodes=(
            Node(Kind.LEAD, text=PRINTED[0]),
            Node(Kind.CHAPTER, "一、", title="甲", children=tuple(measures[:4])),
            Node(Kind.CHAPTER, "二、", title="乙", children=tuple(measures[4:])),
            Node(Kind.LEAD, text=PRINTED[-1]),
        ),
    )


def filled(store: Store) -> dict[str, str]:
    """Put the document into a library, marks over two and three nodes, and on each; their words."""
    put(store, outline(), document="a")
    nodes = [node for node in documents.load_outline(store, document="a").walk() if node.text]
    made: dict[str, str] = {}
    for first, second, third in zip(nodes, nodes[1:], nodes[2:], strict=False):
        for pieces in (
            [(first.id, 8, 12), (second.id, 0, 4)],
            [(first.id, 10, 12), (second.id, 0, 12), (third.id, 0, 2)],
            [(first.id, 3, 9)],
        ):
            mark = marks.add(store, author=WHO, pieces=pieces)
            made[mark.id] = "".join(piece.quote for piece in mark.pieces)
    return made


Marks = list[Mark]


class Moving(RuleBasedStateMachine):
    """Words are moved, joined, split, retyped, and all of that is taken back."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        path = self.folder / "library.db"
        library_file, self.words = quick.made_once(filled)
        path.write_bytes(library_file)
        self.store = quick.opened(path)
        self.printed = documents.load_outline(self.store, document="a")
        self.states = [self.marks()]
        self.at = 0

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)

    def nodes(self) -> list[Node]:
        return list(documents.load_outline(self.store, document="a").walk())

    def marks(self) -> Marks:
        return marks.of_document(self.store, document="a")

    def correct(self, *deeds: Deed | None) -> None:
        if found := [deed for deed in deeds if deed]:
            self.did(lambda: correcting.correct(self.store, author=WHO, document="a", deeds=found))

    def did(self, action: Callable[[], object]) -> None:
        try:
            action()
        except UserError:
            return
        now = self.marks()
        self.check(now)
        self.states[self.at + 1 :] = [now]
        self.at += 1

    def check(self, now: Marks) -> None:
        """A mark has all of its words that are there, and no other printed ones."""
        assert library.check(self.store) == []
        there = set("".join(node.text for node in self.nodes()))
        assert [mark.id for mark in now] == [mark.id for mark in self.states[0]]
        for mark in now:
            assert own(mark) == set(self.words[mark.id]) & there

    def turn(self, turn: Callable[[Store], str | None], by: int) -> None:
        assert turn(self.store)
        self.at += by
        assert self.marks() == self.states[self.at]

    @rule(choice=NUMBER, other=NUMBER)
    def move(self, choice: int, other: int) -> None:
        """Put a node in front of another one."""
        nodes = self.nodes()
        node, before = nodes[choice % len(nodes)], nodes[other % len(nodes)]
        found = next((n.id for n in nodes if before in n.children), "")
        tree = documents.load_outline(self.store, document="a")
        self.correct(restructuring.moving(tree, node=node.id, parent=found, before=before.id))

    @rule(choice=NUMBER, glue=st.sampled_from(["", "\n"]))
    def join(self, choice: int, glue: str) -> None:
        nodes = self.nodes()
        self.correct(Join(nodes[choice % len(nodes)].id, glue))

    @rule(choice=NUMBER, at=NUMBER)
    def split(self, choice: int, at: int) -> None:
        nodes = [node for node in self.nodes() if len(node.text) > 1]
        node = nodes[choice % len(nodes)]
        self.correct(correcting.splitting(node, at=1 + at % (len(node.text) - 1)))

    @rule(choice=NUMBER, at=NUMBER, size=st.integers(0, 3), new=st.sampled_from(["", "新", "改写"]))
    def retype(self, choice: int, at: int, size: int, new: str) -> None:
        nodes = [node for node in self.nodes() if node.text]
        node = nodes[choice % len(nodes)]
        at %= len(node.text)
        text = node.text[:at] + new + node.text[at + size :]
        self.correct(correcting.rewording(node, words="text", text=text))

    @rule()
    def undo(self) -> None:
        if self.at:
            self.turn(history.undo, -1)

    @rule()
    def redo(self) -> None:
        if self.at < len(self.states) - 1:
            self.turn(history.redo, 1)

    @rule(choices=st.lists(NUMBER, min_size=1, max_size=3))
    def take_back(self, choices: list[int]) -> None:
        if found := correcting.of_document(self.store, document="a"):
            chosen = {found[choice % len(found)].id for choice in choices}
            self.did(
                lambda: correcting.reset(self.store, author=WHO, document="a", corrections=chosen)
            )

    @rule()
    def take_all_back(self) -> None:
        """The text is as printed again, and every mark where it was put."""
        if found := correcting.of_document(self.store, document="a"):
            every = [each.id for each in found]
            self.did(
                lambda: correcting.reset(self.store, author=WHO, document="a", corrections=every)
            )
            assert documents.load_outline(self.store, document="a") == self.printed
            assert self.marks() == self.states[0]


def own(mark: Mark) -> set[str]:
    """The printed characters under a mark; none where it waits."""
    return set() if mark.orphaned else set(mark.quote) & set("".join(PRINTED))


FEW_STEPS = settings(
    max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
Moving.TestCase.settings = FEW_STEPS
TestMoving = pytest.mark.timeout(300)(Moving.TestCase)


@pytest.mark.soak
@pytest.mark.timeout(7200)
class TestMuchMoving(Moving.TestCase):
    settings = settings(FEW_STEPS, max_examples=3000, database=None)
