"""Targets and deadlines of texts: how many are found as people found them, and how fast.

    python -m benchmarks.targets

The lists are those of `tests/data/targets/`. The speed is that of all texts of the seeds, from the
stored text to what is kept.
"""

from datetime import date

from benchmarks.figures import Figure, best, report
from desktop import paths
from desktop.facts.targets.finding import find
from tests.documents import outline_of
from tests.labelled_targets import Score, measures_score, seed_score, seeds

FOUND, RIGHT, FAST = 0.9, 0.95, 500  # shares, kchar/s
SIGNED = date(2023, 1, 1)


def quality(name: str, score: Score) -> list[Figure]:
    right = min(score.share(what) for what in score.exact)
    wanted = score.hits + score.missed
    return [
        Figure(
            f"targets of {name}, {wanted} by hand: F1",
            "",
            score.f1,
            None,
            "",
            f"≥ {FOUND}",
            score.f1 >= FOUND,
        ),
        Figure(
            f"targets of {name}: worst of value, op, unit, deadline",
            "",
            right,
            None,
            "",
            f"≥ {RIGHT}",
            right >= RIGHT,
        ),
    ]


def speed() -> Figure:
    texts = [node.text for path in paths.seeds() for node in outline_of(path).walk()]
    size = sum(map(len, texts)) / 1000
    rate = size / best(lambda: [find(text, SIGNED) for text in texts], runs=5)
    name = "texts to targets, five seeds"
    return Figure(name, "kchar/s", rate, None, "", f"≥ {FAST} kchar/s", rate >= FAST)


def main() -> None:
    entries = seeds()
    report(
        [
            *quality("000", seed_score("000", entries)),
            *quality("002", seed_score("002", entries)),
            *quality("measures of other documents", measures_score()),
            speed(),
        ]
    )


if __name__ == "__main__":
    main()
