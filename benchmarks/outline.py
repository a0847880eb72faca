"""Text to outline: how fast the parser is, and whether its time grows with the text alone.

    python -m benchmarks.outline

The peer is one regular expression over the same text that finds what may be a label: the least
that any parser of this kind must do.
"""

import re

from benchmarks.figures import Figure, best, report
from desktop import paths, structure
from desktop.readers import markup
from desktop.text import SourceText

FAST = 500  # kchar/s
LINEAR = 12  # times as long for ten times the text
MEGABYTE = 1_000_000
LABEL = re.compile(
    r"^[ \t\u3000#*]*(?:第[一二三四五六七八九十百零]+[编章节条]|[一二三四五六七八九十百]+、"
    r"|[（(][一二三四五六七八九十百]+[）)]|\d{1,3}[.．、]|专栏\s*[\d一二三四五六七八九十]+)",
    re.MULTILINE,
)


def seeds() -> list[str]:
    return [path.read_text("utf-8") for path in paths.seeds()]


def of_size(size: int) -> str:
    """Return the seeds one behind the other, over and over, in `size` bytes of UTF-8."""
    text = "\n".join(seeds())
    data = text.encode()
    return (data * (size // len(data) + 1))[:size].decode(errors="ignore")


def parse(text: str) -> None:
    structure.outline(SourceText("seed.txt", markup.strip(text.split("\n"))))


def labels(text: str) -> None:
    for _ in LABEL.finditer(text):
        pass


def speed() -> Figure:
    texts = seeds()
    thousands = sum(map(len, texts)) / 1000
    ours = thousands / best(lambda: [parse(text) for text in texts], runs=7)
    peer = thousands / best(lambda: [labels(text) for text in texts], runs=7)
    name = "text to outline, five seeds"
    limit = f"≥ {FAST} kchar/s"
    return Figure(name, "kchar/s", ours, peer, "one regex pass", limit, ours >= FAST)


def growth() -> Figure:
    short, long = of_size(MEGABYTE), of_size(10 * MEGABYTE)
    ours = best(lambda: parse(long), runs=2) / best(lambda: parse(short))
    peer = best(lambda: labels(long)) / best(lambda: labels(short))
    name = "outline of 10 MB against 1 MB"
    return Figure(name, "×", ours, peer, "one regex pass", f"≤ {LINEAR} ×", ours <= LINEAR)


if __name__ == "__main__":
    report([speed(), growth()])
