"""Marks in a changed text: how many are on their words again, and how long it takes.

    python -m benchmarks.anchoring

Over all seeds, 2,000 random marks (3 to 80 characters) each: the text comes back with 2 % of its
characters wrong, page numbers put in, a paragraph left out and two measures swapped, and goes
through the parser as a newer version does. A mark whose words are unchanged must be on exactly
them; none may be on other words. The peer of the speed is rapidfuzz looking for each quote in the
text of its own node alone.
"""

from collections import Counter

from rapidfuzz import fuzz

from benchmarks.figures import Figure, best, report
from desktop import paths
from desktop.anchoring import Finder
from tests.changed import Revision

MARKS = 2_000
KEPT = 0.98
MANY, FAST = 5_000, 2.0  # marks of one document, seconds


def placed(revisions: list[Revision]) -> Counter[tuple[bool, str]]:
    """Return how many marks, by whether their words are unchanged, were found where."""
    verdicts: Counter[tuple[bool, str]] = Counter()
    for revision in revisions:
        finder = Finder(revision.new)
        for mark in revision.marks(MARKS):
            found = finder.find_all(revision.pieces(mark))
            verdicts[revision.verdict(mark, found)] += 1
    return verdicts


def quality() -> list[Figure]:
    verdicts = placed([Revision(path, seed=1) for path in paths.seeds()])
    unchanged = sum(verdicts[True, where] for where in ("exactly", "nearly", "nowhere", "other"))
    changed = verdicts.total() - unchanged
    share = verdicts[True, "exactly"] / unchanged
    other = verdicts[True, "other"] + verdicts[False, "other"]
    lost = verdicts[False, "nowhere"] / changed
    name = f"{verdicts.total():,} marks in changed texts"
    kept = f"{name}: {unchanged:,} with unchanged words, on exactly these"
    gone = f"{name}: {changed:,} with changed words, left to a person"
    return [
        Figure(kept, "%", 100 * share, None, "", f"≥ {KEPT:.0%}", share >= KEPT),
        Figure(f"{name}: on other words", "marks", other, None, "", "0", other == 0),
        Figure(gone, "%", 100 * lost, None, "", "–", met=True),
    ]


def speed() -> Figure:
    revision = Revision(max(paths.seeds(), key=lambda path: path.stat().st_size), seed=1)
    marks = [revision.pieces(mark) for mark in revision.marks(MANY)]
    texts = dict(revision.new)

    def ours() -> None:
        finder = Finder(revision.new)
        for pieces in marks:
            finder.find_all(pieces)

    def peer() -> None:
        for pieces in marks:
            for piece in pieces:
                fuzz.partial_ratio_alignment(piece.quote, texts.get(piece.node, ""))

    spent = best(ours)
    name = f"{MANY:,} marks of one document placed again"
    return Figure(name, "s", spent, best(peer), "rapidfuzz alone", f"< {FAST:g} s", spent < FAST)


if __name__ == "__main__":
    report([*quality(), speed()])
