"""Whether paragraphs are whole, or were pasted line by line from a page."""

from collections import Counter
from collections.abc import Sequence

from desktop.text import SourceLine

_NARROWEST = 12.0  # cells of one Chinese character; shorter lines tell nothing
_FEWEST = 6
_NEAR = 3.0
_ENDED = frozenset("。！？!?；;：:…”’）)》")


def told(lines: Sequence[SourceLine]) -> bool | None:
    """Return False where each line is a whole paragraph, None where only the text can tell.

    For formats that have paragraphs. Lines were pasted where many of them have about one width
    and stop in the middle of a sentence there.
    """
    prose = [line.text.strip() for line in lines if line.cells is None]
    widths = [(len(text.encode("gb18030", "replace")) / 2, text) for text in prose]
    wide = [(width, text) for width, text in widths if width >= _NARROWEST]
    if len(wide) < _FEWEST:
        return False
    counts = Counter(round(width) for width, _ in wide)
    top = max(counts, key=lambda width: (counts[width] + counts.get(width - 1, 0), width))
    near = [text for width, text in wide if abs(width - top) <= _NEAR]
    stopped = sum(text[-1] not in _ENDED for text in near)
    return None if stopped >= len(wide) / 4 else False
