"""A library with a document full of what people add, which is corrected; and what must hold of it.

After every step each mark stands on words of its own or waits in 待重新定位, none is gone, the tree
is one, what hangs on nodes hangs on nodes that are there, and each character of the source is in
one place of the tree or outside it, or in the correction that has taken it away.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

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
from desktop.annotations import Target
from desktop.comparison import Edition
from desktop.correcting.draft import rank
from desktop.corrections import Reword
from desktop.errors import UserError
from desktop.model import HEADINGS, Kind, Node, Outline
from desktop.store import Store
from tests import quick
from tests.actions.made import Clock, everything
from tests.journeys import policy
from tests.structure.test_nothing_lost import HOLDERS, ink, outline_ink, source_ink

WHO = "张三"
BODY = """某市人民政府文件

某政发〔2099〕{number}号

各县人民政府：

现将若干措施印发给你们。

某市人民政府

2099年1月2日

关于测试更正的若干措施

一、总体要求

{0}。{1}。

1.{2}。{3}（责任单位：市甲局、市乙委）

2.{4}。{5}，{6}。

- 1 -

二、重点任务

（一）{7}

3.{8}。{9}。

4.{10}。{11}。（责任单位：市乙委）

（二）{12}

5.{13}。{14}。

专栏1 {15}

1.{16}。

2.{17}。

三、保障措施

6.{18}。{19}。

{20}。

抄送：市委各部门。
"""
SAME = [f"{word}煤炭增产保供工作" for word in "做抓推" * 7]
"""Words that stand everywhere, so that a place is told by what stands around it alone."""
APART = ["".join(map(chr, range(at, at + 12))) for at in range(0x8700, 0x8700 + 12 * 21, 12)]
"""Words of which each character stands once, so that it is known wherever it goes."""


class CorrectedLibrary:
    """A library that is corrected, and what it was after each step; None where that is unknown."""

    def fill(self, words: list[str]) -> None:
        """Make it, its document full of these words."""
        self.folder = Path(tempfile.mkdtemp())
        self.clock, self.words, self.imports = Clock(), list(words), 0
        file, self.document, self.quotes = annotated(tuple(words))
        (self.folder / "library.db").write_bytes(file)
        self.store = self.open()
        self.states: list[Any] = [self.state()]
        self.at = 0
        self.check()

    def state(self) -> dict[str, list[Any]]:
        """All that people made, and the trees that are current now."""
        found = everything(self.store)
        old = {self.store.documents.key(self.document, n + 1) for n in range(self.imports)}
        return found | {"nodes": [row for row in found["nodes"] if row[0] not in old]}

    def open(self) -> Store:
        store = quick.opened(self.folder / "library.db")
        store.clock = self.clock
        return store

    def imported(self) -> str:
        path = self.folder / "文件.txt"
        path.write_text(BODY.format(*self.words, number=7), "utf-8")
        found = documents.import_file(self.store, path=path).document
        assert found is not None
        return found.id

    def annotate(self) -> None:
        """Put marks on all that has words, and something of everything else on nodes."""
        every = self.nodes()
        ends = [(1, 4), (0, 9), (6, 12)]
        for node in every:
            for start, end in ends if len(node.text) > 12 else ():
                self.marked(marks.add, pieces=[(node.id, start, end)])
            self.marked(marks.annotate_node, node=node.id)
        texts = [node for node in every if len(node.text) > 12]
        for one, other in pairwise(texts):
            pieces = [(one.id, len(one.text) - 4, len(one.text)), (other.id, 0, 3)]
            self.marked(marks.add, pieces=pieces)
        self.marked(marks.annotate_document, document=self.document)
        self.hang(range(0, len(every), 2))

    def marked(self, make: Callable[..., Any], **where: Any) -> None:
        made = make(self.store, author=WHO, note="记", **where)
        self.quotes[made.id] = "".join(piece.quote for piece in made.pieces)

    def hang(self, choices: Sequence[int]) -> None:
        """Tag, follow up, tick and pair nodes."""
        every = self.nodes()
        chosen = [every[choice % len(every)].id for choice in choices]
        targets = [Target("node", node) for node in chosen]
        tags.tag(self.store, author=WHO, targets=targets, path="能源/煤炭")
        measures = {node.id for node in every if node.kind is Kind.MEASURE}
        followed = [node for node in chosen[1::3] if node in measures]
        if followed:
            ledger.start(self.store, author=WHO, nodes=followed)
        reading.set_read(self.store, author=WHO, nodes=chosen[::2], read=True)
        others = [each.id for each in documents.list_documents(self.store)]
        found = comparing.compare(self.store, a=Edition(others[0]), b=Edition(others[1]))
        pairs = [
            (one.node, found.b.measures[0].node)
            for one in found.a.measures[:: 1 + choices[0] % 2]
            if found.b.measures
        ]
        if pairs:
            comparing.accept(self.store, author=WHO, comparison=found, pairs=pairs)

    def did(self, action: Callable[[], Any]) -> None:
        """Do something in any number of steps; what is refused changes nothing."""
        self.clock.wait(10)
        before, newest = self.state(), len(history.entries(self.store, limit=9999))
        try:
            action()
        except UserError:
            assert self.state() == before
            return
        steps = len(history.entries(self.store, limit=9999)) - newest
        if steps:
            self.states[self.at + 1 :] = [None] * (steps - 1) + [self.state()]
            self.at += steps
        self.check()

    def outline(self) -> Outline:
        return documents.load_outline(self.store, document=self.document)

    def nodes(self) -> list[Node]:
        return list(self.outline().walk())

    def one(self, choice: int) -> Node:
        every = self.nodes() or [Node(Kind.LEAD, id="gone")]
        return every[choice % len(every)]

    def turned(self, turn: Callable[[Store], str | None], by: int) -> None:
        self.sound = False
        assert turn(self.store) is not None
        self.at += by
        now = self.state()
        if self.states[self.at] is None:
            self.states[self.at] = now
            self.check()
        assert not (found := differing(now, self.states[self.at])), found[:4]
        self.sound = True

    def check(self) -> None:
        self.sound = False  # once something is wrong, there is nothing to be learnt from going on
        outline = self.outline()
        assert not library.check(self.store), library.check(self.store)
        check_tree(outline)
        self.check_marks(outline)
        self.check_ink(outline)
        if not self.imports:
            self.check_hanging({node.id for node in outline.walk()})
        self.sound = True

    def check_marks(self, outline: Outline) -> None:
        texts = {node.id: node.text for node in outline.walk()}
        found = {mark.id: mark for mark in marks.of_document(self.store, document=self.document)}
        assert found.keys() == self.quotes.keys()
        for mark in found.values():
            if mark.orphaned or mark.scope == "document":
                continue
            for piece in mark.pieces:
                assert piece.node in texts
                if mark.scope == "text":
                    assert texts[piece.node][piece.start : piece.end] == piece.quote != ""
            if mark.scope == "text":
                self.check_words(mark.id, "".join(piece.quote for piece in mark.pieces))

    def check_words(self, mark: str, now: str) -> None:
        """Where each character stands once, a mark has some of its own."""
        own = set(self.quotes[mark]) & set("".join(APART))
        assert not own or own & set(now)

    def check_ink(self, outline: Outline) -> None:
        key = self.store.documents.key(self.document, 1 + self.imports)
        wanted = Counter(source_ink(self.store.sources.get(key)))
        for doubt in outline.doubts:
            if doubt.kind == "contents":
                wanted.update(ink(doubt.assumed))
                wanted.subtract(ink(doubt.printed))
        for each in correcting.of_document(self.store, document=self.document):
            if each.fits and isinstance(each.deed, Reword):
                for patch in each.deed.patches:
                    wanted.update(ink(patch.new))
                    wanted.subtract(ink(patch.old))
        assert +wanted == outline_ink(outline)

    def check_hanging(self, there: set[str]) -> None:
        for node in self.hanging():
            assert node in there

    def hanging(self) -> Iterator[str]:
        rows = self.state()
        for table, column in (("follow_ups", 1), ("reviewed", 0), ("tagged", 2), ("pairs", None)):
            for row in rows[table]:
                if table == "pairs":
                    first = row[2] == self.document
                    yield row[0] if first else row[1]
                elif table != "tagged" or row[1] == "node":
                    yield row[column or 0]


@cache
def annotated(words: tuple[str, ...]) -> tuple[bytes, str, dict[str, str]]:
    """The file of a library that is full of what people add, its document, and the marks' words."""
    made = CorrectedLibrary()
    with tempfile.TemporaryDirectory() as folder:
        made.folder = Path(folder)
        made.clock, made.words, made.quotes = Clock(), list(words), {}
        with made.open() as made.store:
            made.document = made.imported()
            documents.import_file(made.store, path=policy(made.folder, 8))
            made.annotate()
        return (made.folder / "library.db").read_bytes(), made.document, made.quotes


def differing(one: dict[str, list[Any]], other: dict[str, list[Any]]) -> list[Any]:
    """Return the rows that stand in one state of a library only, and in which."""
    return [
        (name, side, row)
        for name in one
        for side, rows in (("now", one[name]), ("before", other[name]))
        for row in rows
        if row not in (other if side == "now" else one)[name]
    ]


def check_tree(outline: Outline) -> None:
    """Every id once, every level below a higher one, headings without text, topics in front."""
    every = list(outline.walk())
    assert len({node.id for node in every} - {""}) == len(every)
    for node in every:
        for child in node.children:
            assert rank(node.kind) < rank(child.kind) or child.kind in HOLDERS[node.kind]
        assert not (node.kind in HEADINGS and node.text)
        assert node.kind in HEADINGS or node.text.startswith(node.title)
