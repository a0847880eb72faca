"""What a benchmark reports: our figure beside the peer's of the same run, and the limit."""

import json
import statistics
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One measured figure.

    Attributes:
        name: what was measured.
        unit: of ours and of the baseline, e.g. "kchar/s", "ms", "MB".
        ours: what the program reached.
        baseline: what the peer reached in the same run; None where there is no peer.
        baseline_name: what the peer is; "" where there is none.
        limit: the promise, in words; "–" where nothing was promised.
        met: whether it was kept.
    """

    name: str
    unit: str
    ours: float
    baseline: float | None
    baseline_name: str
    limit: str
    met: bool

    @property
    def ratio(self) -> float | None:
        return self.ours / self.baseline if self.baseline else None


def best(work: Callable[[], object], *, runs: int = 3) -> float:
    """Return the shortest time of a few runs, in seconds: what the work itself costs."""
    return min(seconds(work) for _ in range(runs))


def median(work: Callable[[], object], *, runs: int = 7) -> float:
    """Return the median time of some runs, in seconds: what a person will mostly wait."""
    return statistics.median(seconds(work) for _ in range(runs))


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def report(figures: Sequence[Figure]) -> None:
    """Print a table of the figures and, as the last line, the figures as JSON."""
    print(table(figures))
    print(json.dumps([asdict(figure) for figure in figures], ensure_ascii=False), flush=True)


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a Markdown table with aligned columns."""
    head = ("what", "ours", "baseline", "ratio", "limit", "")
    rows = [head, *(_cells(figure) for figure in figures)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(head))]
    lines = [f"| {' | '.join(map(_padded, row, widths))} |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def _cells(figure: Figure) -> tuple[str, ...]:
    baseline = "–"
    if figure.baseline is not None:
        baseline = f"{figure.baseline_name}: {_number(figure.baseline)} {figure.unit}"
    return (
        figure.name,
        f"{_number(figure.ours)} {figure.unit}",
        baseline,
        f"{figure.ratio:.2f}" if figure.ratio is not None else "–",
        figure.limit,
        "" if figure.limit == "–" else "met" if figure.met else "MISSED",
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
