"""The order in which a page is read: above, left column, right column, below."""

from collections.abc import Iterable, Sequence

from desktop.readers.pages.sheet import Word

_LEAST = 6  # lines of each column
_NARROWEST = 8.0  # cells
_FULL, _ENDED = 0.5, 0.3  # of a column's lines, and of one that ends early, with a signature
_LEVEL = 3.0  # cells, by which the first lines of two columns may differ
_CENTRED = 3.5  # cells on each side of a line that is centred
_DEEPEST = 4
_BROAD = 0.6  # of a page's width; of its lines
_SAME_LINE = 3.0  # points
_APART = 2.2  # heights of a line from a running head to the text
_FIRST_PLACE, _LAST_PLACE = 0.25, 0.75  # of a page's width, between columns
_FEWEST_PAGES = 2  # that have two columns, for others to have them there
_NEAR = 1.5  # cells by which pages may be parted at different places
_STEP = 6.0  # points between places that are tried


def blocks(
    words: Sequence[Word], cell: float, usual: float | None = None, depth: int = 0
) -> list[list[Word]]:
    """Return the words of a page in blocks, in the order in which they are read.

    Two columns are found where a strip down the page stays empty beside enough full lines, or where
    other pages have theirs.

    Args:
        words: of one page, in any order.
        cell: the width of a Chinese character, in points.
        usual: where columns of other pages are parted, if they are.
        depth: how often the page was divided already.
    """
    if len(words) < 2 * _LEAST or depth >= _DEEPEST:
        return [list(words)] if words else []
    found = _gutter(_strips(words, cell), cell, usual) if _may_have_columns(words) else None
    if found is None:
        return [list(words)]
    place, top, bottom = found
    top = _below_head(words, place, top)
    inside = [word for word in words if top <= word.middle <= bottom]
    above = [word for word in words if word.middle < top]
    below = [word for word in words if word.middle > bottom]
    return [
        *blocks(above, cell, usual, depth + 1),
        [word for word in inside if word.left < place],
        [word for word in inside if word.left >= place],
        *blocks(below, cell, usual, depth + 1),
    ]


def usual(pages: Iterable[Sequence[Word]], cell: float) -> float | None:
    """Return where most of these pages have two columns parted, or None.

    Args:
        pages: the words of each.
        cell: the width of a Chinese character, in points.
    """
    strips = [_strips(words, cell) for words in pages if _may_have_columns(words)]
    places = sorted(found[0] for page in strips if (found := _gutter(page, cell)) is not None)
    if len(places) < _FEWEST_PAGES:
        return None
    middle = places[len(places) // 2]
    near = sum(abs(place - middle) <= _NEAR * cell for place in places)
    return middle if 2 * near > len(places) else None


def _may_have_columns(words: Sequence[Word]) -> bool:
    """Return whether enough words begin where a second column could."""
    left, right = min(word.left for word in words), max(word.right for word in words)
    second = left + _FIRST_PLACE * (right - left)
    return sum(word.left >= second for word in words) >= _LEAST


def _below_head(words: Sequence[Word], place: float, top: float) -> float:
    """Return `top` moved below a running head that stands apart over both columns."""
    starts = []
    for column in (
        [word for word in words if word.left < place and word.middle >= top],
        [word for word in words if word.left >= place and word.middle >= top],
    ):
        first = min(column, key=lambda word: word.middle)
        under = [word.middle for word in column if word.middle > first.bottom]
        if abs(first.middle - top) > _SAME_LINE or not under:
            return top
        if min(under) - first.middle < _APART * (first.bottom - first.top):
            return top
        starts.append(min(under))
    return min(starts)


def _strips(words: Sequence[Word], cell: float) -> list[Word]:
    """Return words with those close behind them on the same line as one."""
    found: list[Word] = []
    for word in sorted(words, key=lambda word: (round((word.top + word.bottom) / cell), word.left)):
        if found:
            last = found[-1]
            level = abs(last.middle - word.middle) < 0.4 * (last.bottom - last.top)
            if level and -cell < word.left - last.right < 1.2 * cell:
                found[-1] = last._replace(right=max(last.right, word.right))
                continue
        found.append(word)
    return sorted(found, key=lambda word: word.middle)


def _gutter(
    strips: Sequence[Word], cell: float, usual: float | None = None
) -> tuple[float, float, float] | None:
    """Return the best place of an empty strip, and the heights where it begins and ends.

    Beside a usual place the lines need not be full.
    """
    left, right = min(word.left for word in strips), max(word.right for word in strips)
    broad = sum(strip.right - strip.left > _BROAD * (right - left) for strip in strips)
    if broad > _BROAD * len(strips):
        return None
    known = None if usual is None else _beside(strips, usual, cell)
    best: Sequence[Word] = known or ()
    least, begins, ends = max(len(best), 2 * _LEAST - 1), usual or left, usual or left
    place = left + _FIRST_PLACE * (right - left)
    while place < left + _LAST_PLACE * (right - left):
        run = _longest_run(strips, place, cell)
        if len(run) > least and _are_columns(run, place, cell):
            best, least, begins, ends = run, len(run), place, place
        elif best and best is not known and len(run) == least and place - ends <= _STEP:
            ends = place
        place += _STEP
    return ((begins + ends) / 2, best[0].middle, best[-1].middle) if best else None


def _beside(strips: Sequence[Word], usual: float, cell: float) -> Sequence[Word] | None:
    """Return the strips on both sides of the place where other pages are parted, if enough are."""
    run = _longest_run(strips, usual, cell)
    right = sum(strip.left > usual for strip in run)
    return run if min(right, len(run) - right) >= _LEAST else None


def _longest_run(strips: Sequence[Word], place: float, cell: float) -> Sequence[Word]:
    """Return the longest run of strips, from top to bottom, of which none crosses `place`."""
    low, high = place - 0.2 * cell, place + 0.2 * cell
    crossing = [i for i, strip in enumerate(strips) if strip.left < high and strip.right > low]
    start, best = 0, range(0)
    for end in (*crossing, len(strips)):
        if end - start > len(best):
            best = range(start, end)
        start = end + 1
    return strips[best.start : best.stop]


def _are_columns(run: Sequence[Word], place: float, cell: float) -> bool:
    left = [strip for strip in run if strip.right <= place]
    right = [strip for strip in run if strip.left >= place]
    if min(len(left), len(right)) < _LEAST:
        return False
    shared = min(left[-1].middle, right[-1].middle) - max(left[0].middle, right[0].middle)
    level = abs(left[0].middle - right[0].middle) < _LEVEL * cell
    ended = level and len(right) < len(left)  # on a last page the second is shorter
    extent = right[-1].middle - right[0].middle if ended else run[-1].middle - run[0].middle
    if shared < 0.6 * extent:
        return False
    return _fullness(left, cell) >= _FULL and _fullness(right, cell) >= (_ENDED if ended else _FULL)


def _fullness(column: Sequence[Word], cell: float) -> float:
    """Return the share of a column's lines that reach its right edge from its left.

    Titles and page numbers in the middle of it do not count.
    """
    left, right = min(strip.left for strip in column), max(strip.right for strip in column)
    if right - left < _NARROWEST * cell:
        return 0.0
    text = [
        strip
        for strip in column
        if strip.left - left < _CENTRED * cell
        or abs((strip.left - left) - (right - strip.right)) > cell
    ]
    if len(text) < _LEAST:
        text = list(column)
    full = sum(strip.right > right - 2 * cell and strip.left < left + 3 * cell for strip in text)
    return full / len(text)
