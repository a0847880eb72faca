"""Any corrections, undone, redone, taken back, parsed again, imported anew: nothing is ever lost.

All undone, everything is where it was.
"""

import shutil
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from desktop import PARSER, structure
from desktop.actions import correcting, documents, history, reparsing, restructuring
from desktop.correcting import corrected
from desktop.corrections import Deed, Join, PutAside, Regrade, SetDatum, TakeIn
from desktop.errors import UserError
from desktop.model import HEADINGS, Doubt, Kind, Node, Outline
from desktop.text import SourceText
from tests.corrected import APART, SAME, WHO, CorrectedLibrary

NUMBER = st.integers(0, 999)
FEW = st.lists(NUMBER, min_size=1, max_size=3)
PARTS = st.sampled_from(["furniture", "back_matter", "contents", "front_matter"])
NEW = st.text("改写，。\n（）1.", max_size=5)
PARSERS: tuple[Callable[[list[Node]], list[Deed]], ...] = (
    lambda _: [],
    lambda every: [PutAside(every[4 % len(every)].id, "furniture")],
    lambda every: [Regrade(every[-1].id, Kind.MEASURE, "f")],
    lambda every: [Join(node.id, "") for node in every if node.kind is Kind.MEASURE][:1],
    lambda every: [Regrade(node.id, Kind.CHAPTER, "f") for node in every if node.label == "（一）"],
)
"""What other revisions of the parser make otherwise; nothing is lost by any of them."""


def numbered(outline: Outline) -> Outline:
    return correcting.with_ids(outline, [f"p{place}" for place, _ in enumerate(outline.walk())])


def parsing(way: int) -> Callable[[SourceText], Outline]:
    parse = structure.outline

    def otherwise(source: SourceText) -> Outline:
        found = numbered(parse(source))
        made = corrected(found, PARSERS[way](list(found.walk()))).outline
        return correcting.with_ids(made, [""] * sum(1 for _ in made.walk()))

    return otherwise


class Corrections(CorrectedLibrary, RuleBasedStateMachine):
    """What a person does to the library, and what comes over it."""

    @initialize(words=st.sampled_from([SAME, APART]))
    def begin(self, words: list[str]) -> None:
        self.fill(words)

    def teardown(self) -> None:
        if not hasattr(self, "store"):
            return
        if self.sound:
            self.all_the_way()
        self.store.close()
        shutil.rmtree(self.folder)

    def all_the_way(self) -> None:
        """Undo everything and do it again; each state is the one there was, so all holds in it."""
        while self.at:
            self.turned(history.undo, -1)
        self.check()
        while self.at < len(self.states) - 1:
            self.turned(history.redo, 1)
        self.check()

    def correct(self, *deeds: Deed | None) -> None:
        found = [deed for deed in deeds if deed]
        if found:
            self.did(
                lambda: correcting.correct(
                    self.store, author=WHO, document=self.document, deeds=found
                )
            )

    @rule(choice=NUMBER, start=NUMBER, size=st.integers(0, 9), new=NEW, what=st.integers(0, 3))
    def reword(self, choice: int, start: int, size: int, new: str, what: int) -> None:
        node = self.one(choice)
        words = ("text", "label", "units_text", "title")[what]
        if words in {"text", "title"}:
            words = "title" if node.kind in HEADINGS else "text"
        old = getattr(node, words)
        at = start % (len(old) + 1)
        self.correct(
            correcting.rewording(node, words=words, text=old[:at] + new + old[at + size :])
        )

    @rule(choices=FEW, kind=st.sampled_from(Kind))
    def regrade(self, choices: list[int], kind: Kind) -> None:
        nodes = {self.one(choice).id for choice in choices}
        outline = self.outline()
        self.correct(*(restructuring.graded(outline, node=node, kind=kind) for node in nodes))

    @rule(choice=NUMBER, other=NUMBER, before=NUMBER, top=st.booleans())
    def move(self, choice: int, other: int, before: int, *, top: bool) -> None:
        parent = "" if top else self.one(other).id
        node = self.one(choice).id
        self.correct(
            restructuring.moving(
                self.outline(), node=node, parent=parent, before=self.one(before).id
            )
        )

    @rule(choice=NUMBER, how=st.sampled_from("udrlj"))
    def shift(self, choice: int, how: str) -> None:
        node, outline = self.one(choice).id, self.outline()
        deeds = {
            "u": lambda: restructuring.shifted(outline, node=node, by=-1),
            "d": lambda: restructuring.shifted(outline, node=node, by=1),
            "r": lambda: restructuring.raised(outline, node=node),
            "l": lambda: restructuring.lowered(outline, node=node),
            "j": lambda: restructuring.joined(outline, node=node),
        }
        self.correct(deeds[how]())

    @rule(choice=NUMBER, at=NUMBER)
    def split(self, choice: int, at: int) -> None:
        node = self.one(choice)
        if node.text:
            self.correct(correcting.splitting(node, at=at % len(node.text)))

    @rule(choices=FEW, part=PARTS)
    def put_aside(self, choices: list[int], part: Any) -> None:
        self.correct(*(PutAside(node, part) for node in {self.one(each).id for each in choices}))

    @rule(choice=NUMBER)
    def take_in(self, choice: int) -> None:
        outline = self.outline()
        lines: list[tuple[Any, int | None, str]] = [
            (part, line.line, line.text)
            for part in ("front_matter", "contents", "furniture")
            for line in getattr(outline, part)
        ]
        lines += [("back_matter", None, text) for text in outline.back_matter]
        if lines:
            self.correct(TakeIn(*lines[choice % len(lines)], correcting.fresh_id()))

    @rule(datum=st.sampled_from(["issuer", "addressees", "notice_title"]), new=st.none() | NEW)
    def set_datum(self, datum: Any, new: str | None) -> None:
        self.correct(SetDatum(datum, new))

    @rule(day=st.none() | st.dates())
    def set_day(self, day: date | None) -> None:
        self.correct(SetDatum("issued_on", day.isoformat() if day else None))

    @rule(choices=FEW)
    def take_back(self, choices: list[int]) -> None:
        found = correcting.of_document(self.store, document=self.document)
        if found:
            chosen = {found[choice % len(found)].id for choice in choices}
            self.did(
                lambda: correcting.reset(
                    self.store, author=WHO, document=self.document, corrections=chosen
                )
            )

    @rule(how=st.sampled_from(["accepted", "dismissed", None]))
    def settle(self, how: str | None) -> None:
        doubt = Doubt("number", 1, "甲", "甲", "")
        self.did(
            lambda: correcting.settle(
                self.store, author=WHO, document=self.document, doubt=doubt, how=how
            )
        )

    @rule(choices=FEW)
    def hang_more(self, choices: list[int]) -> None:
        if self.nodes():
            self.did(lambda: self.hang(choices))

    @rule(way=st.integers(0, len(PARSERS) - 1), number=NUMBER)
    def parse_again(self, way: int, number: int) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("desktop.PARSER", f"{PARSER} {number}")
            patch.setattr(structure, "outline", parsing(way))
            self.did(self._parsed_again)

    def _parsed_again(self) -> None:
        before = self.state()
        try:
            reparsing.reparse(self.store, document=self.document)
        except UserError:
            assert self.state() == before

    @rule(choice=NUMBER, new=st.sampled_from(["", "啊", "另有一句新的话要说"]))
    def import_anew(self, choice: int, new: str) -> None:
        """A newer text comes; what was before it can still be undone, but not be compared with."""
        place = choice % len(self.words)
        self.words[place] = self.words[place][:6] + new + self.words[place][6 + len(new) :]
        if self.imported() != self.document:
            raise AssertionError("another document")
        self.imports = len(documents.versions(self.store, document=self.document)) - 1
        redo = history.can_redo(self.store) is not None
        self.states = [None] * (len(self.states) if redo else self.at + 1)
        self.states[self.at] = self.state()
        self.check()

    @rule()
    def undo(self) -> None:
        if self.at:
            self.turned(history.undo, -1)
            self.check()

    @rule()
    def redo(self) -> None:
        if self.at < len(self.states) - 1:
            self.turned(history.redo, 1)
            self.check()

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = self.open()
        assert self.state() == self.states[self.at]


FEW_STEPS = settings(
    max_examples=8,
    stateful_step_count=20,
    suppress_health_check=list(HealthCheck),
)
Corrections.TestCase.settings = FEW_STEPS


@pytest.mark.timeout(300)
class TestCorrections(Corrections.TestCase):
    """A few steps of each kind."""


@pytest.mark.soak
@pytest.mark.timeout(7200)
class TestManyCorrections(Corrections.TestCase):
    settings = settings(FEW_STEPS, max_examples=3000, database=None)
