"""Targets that people found in texts, and how what the program finds scores against them."""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop.facts.targets.finding import Found, find
from desktop.model import Kind
from tests.documents import DATA, SEEDS, outline_of

TARGETS = DATA / "targets"
EXACT = ("value", "op", "unit", "deadline")


@dataclass
class Score:
    """How found targets compare with labelled ones.

    Attributes:
        hits, missed, wrong: how many were found, were not, and should not have been.
        exact: of the hits, how many have the right value, op, unit and deadline.
        told: a line for each miss, wrong find and inexact hit.
    """

    hits: int = 0
    missed: int = 0
    wrong: int = 0
    exact: dict[str, int] = field(default_factory=lambda: dict.fromkeys(EXACT, 0))
    told: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.hits / ((self.hits + self.wrong) or 1)

    @property
    def recall(self) -> float:
        return self.hits / ((self.hits + self.missed) or 1)

    @property
    def f1(self) -> float:
        return 2 * self.hits / ((2 * self.hits + self.missed + self.wrong) or 1)

    def share(self, what: str) -> float:
        return self.exact[what] / (self.hits or 1)

    def add(self, place: str, text: str, wanted: list[dict[str, Any]], found: list[Found]) -> None:
        """Count what was found in one text."""
        left = list(found)
        for gold in wanted:
            hit = max(left, key=lambda each: _likeness(gold, each, text), default=None)
            if hit is None or _likeness(gold, hit, text) <= 0:
                self.missed += 1
                self.told.append(f"- {place} {gold['kind']} {gold['quote']}")
                continue
            left.remove(hit)
            self.hits += 1
            for name in EXACT:
                right = (gold[name] or "") == getattr(hit, name)
                self.exact[name] += right
                if not right:
                    self.told.append(
                        f"~ {place} {name} {gold[name]} / {getattr(hit, name)} {gold['quote']}"
                    )
        self.wrong += len(left)
        self.told += [f"+ {place} {each.kind} {text[each.start : each.end]}" for each in left]


def _likeness(gold: dict[str, Any], found: Found, text: str) -> float:
    """Return how sure it is that both are the same: more than 0 where their words overlap."""
    wanted, words = _bare(gold["quote"]), _bare(text[found.start : found.end])
    if bool(gold["value"]) != bool(found.value) or (gold["kind"] != found.kind):
        return 0
    shared = next(
        (
            size
            for size in range(min(len(wanted), len(words)), 4, -1)
            if _share(wanted, words, size)
        ),
        0,
    )
    if not shared:
        return 0
    return shared / max(len(wanted), len(words)) + (gold["value"] == found.value)


def _share(one: str, other: str, size: int) -> bool:
    return any(one[at : at + size] in other for at in range(len(one) - size + 1))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def seed_score(seed: str, entries: list[dict[str, Any]]) -> Score:
    """Return the score on the measures of a seed document that are labelled."""
    outline = outline_of(next(SEEDS.glob(f"{seed}_*")))
    issued = date.fromisoformat(outline.issued_on) if outline.issued_on else None
    score = Score()
    for node in outline.walk():
        if node.kind is Kind.MEASURE:
            wanted = [
                each
                for each in entries
                if each["seed"] == seed and each["measure"] == node.ordinal and each["core"]
            ]
            score.add(f"{seed}/{node.ordinal}", node.text, wanted, find(node.text, issued))
    return score


def seeds() -> list[dict[str, Any]]:
    """The labelled targets of seed documents 000 and 002, complete."""
    data: dict[str, Any] = json.loads((TARGETS / "seeds.json").read_text(encoding="utf-8"))
    entries: list[dict[str, Any]] = data["targets"]
    return entries


def told(score: Score) -> str:
    exact = ", ".join(f"{name} {score.share(name):.2f}" for name in EXACT)
    return f"P {score.precision:.2f}, R {score.recall:.2f}, F1 {score.f1:.2f}; {exact}"


def measures_score() -> Score:
    """Return the score on the measures of other documents, labelled before they were tried."""
    entries: list[dict[str, Any]] = json.loads(
        (TARGETS / "measures.json").read_text(encoding="utf-8")
    )
    score = Score()
    for each in entries:
        issued = date.fromisoformat(each["issued"]) if each["issued"] else None
        score.add(each["file"][:12], each["text"], each["targets"], find(each["text"], issued))
    return score
