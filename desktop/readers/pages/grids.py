"""Tables that are ruled: where one is on a page, and the cells of its rows."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from desktop.readers.pages import lines
from desktop.readers.pages.sheet import Box, Rule, Word

_NEAR = 3.0  # points within which rules meet
_SMALLEST = 6.0  # points of a row's height or a column's width
_MOST = 3_000  # rules on a page; a drawing has more


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its edges, and where its columns and rows are divided.

    One that is cut off at the right edge of its page has no end there.
    """

    box: Box
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    rules: tuple[Rule, ...]

    def holds(self, word: Word) -> bool:
        """Return whether the middle of a word is inside."""
        across = (word.left + word.right) / 2
        return self.box[0] < across < self.box[2] and self.box[1] < word.middle < self.box[3]


def grids(rules: Sequence[Rule], width: float = math.inf) -> list[Grid]:
    """Return the tables among the rules of a page, from top to bottom.

    A frame around text is none: a table has two columns at least, and three cells.

    Args:
        rules: of the page.
        width: of the page, in points.
    """
    if len(rules) > _MOST:
        return []
    found = [_grid(group) for group in _groups(_merged(rules))]
    whole = (_open(grid) if grid.box[2] > width - _NEAR else grid for grid in found if grid)
    return sorted(whole, key=lambda grid: grid.box[1])


def _open(grid: Grid) -> Grid:
    left, top, _, bottom = grid.box
    return replace(grid, box=(left, top, math.inf, bottom))


def read(grid: Grid, words: Sequence[Word]) -> list[lines.PrintedLine]:
    """Return the rows of a table, given the words in it.

    A title above the rows becomes lines of text, and so does the text of a frame that is divided
    in a few places only.
    """
    across, down = len(grid.columns) - 1, len(grid.rows) - 1
    owner = _owners(grid)
    inside: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        row = _place(grid.rows, word.middle)
        column = _place(grid.columns, (word.left + word.right) / 2)
        inside.setdefault(owner[row, column], []).append(word)
    full = [len({owner[row, column] for column in range(across)}) == 1 for row in range(down)]
    framed = sum(full) > 0.5 * down
    found: list[lines.PrintedLine] = []
    for row in range(down):
        owners = [owner[row, column] for column in range(across)]
        held = [word for key in dict.fromkeys(owners) for word in inside.get(key, ())]
        own = [key for key in dict.fromkeys(owners) if key[0] == row]
        if not own or not held:
            continue
        if len(set(owners)) == 1 and (framed or not found):
            found += lines.lines(held)
            continue
        texts = [
            lines.lines(inside.get((row, column), ()))
            if owner[row, column] == (row, column)
            else []
            for column in range(across)
        ]
        cells = tuple(_together(text) for text in texts)
        if any(cells):
            found.append(_row(cells, grid, row, lines.cell_of(held)))
    return found


def _row(cells: tuple[str, ...], grid: Grid, row: int, cell: float) -> lines.PrintedLine:
    box = (grid.box[0], grid.rows[row], grid.columns[-1], grid.rows[row + 1])
    return lines.PrintedLine("\t".join(cells), box, cell, row=cells)


def _together(found: Sequence[lines.PrintedLine]) -> str:
    """Return the text of a cell's lines."""
    text = ""
    for line in found:
        text += (lines.between(text[-1], line.text[0]) if text else "") + line.text
    return text


def _place(edges: Sequence[float], at: float) -> int:
    """Return between which two edges a place is, the first or last where it is outside."""
    for index, edge in enumerate(edges[1:-1]):
        if at < edge:
            return index
    return len(edges) - 2


def _owners(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each place the upper left place of the cell that it belongs to.

    Places belong together where no rule stands between them.
    """
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row, (top, bottom) in enumerate(pairwise(grid.rows)):
        for column, (left, right) in enumerate(pairwise(grid.columns)):
            place = (row, column)
            beside, above = owner.get((row, column - 1)), owner.get((row - 1, column))
            if beside and not _divided(grid, left, (top + bottom) / 2, across=False):
                place = beside
            elif above and not _divided(grid, top, (left + right) / 2, across=True):
                place = above
            owner[row, column] = place
    return owner


def _divided(grid: Grid, edge: float, at: float, *, across: bool) -> bool:
    """Return whether a rule along `edge` passes `at`."""
    for rule in grid.rules:
        if rule.across is not across:
            continue
        if across:
            hit = abs(rule.top - edge) <= _NEAR and rule.left - _NEAR <= at <= rule.right + _NEAR
        else:
            hit = abs(rule.left - edge) <= _NEAR and rule.top - _NEAR <= at <= rule.bottom + _NEAR
        if hit:
            return True
    return False


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules with pieces of one line made one."""
    found: list[Rule] = []
    for across in (True, False):
        place, start, end = (1, 0, 2) if across else (0, 1, 3)
        chosen = [rule for rule in rules if rule.across is across]
        levels: list[list[Rule]] = []
        for rule in sorted(chosen, key=lambda rule: rule[place]):
            if levels and rule[place] - levels[-1][-1][place] <= _NEAR / 2:
                levels[-1].append(rule)
            else:
                levels.append([rule])
        for level in levels:
            level.sort(key=lambda rule: rule[start])
            open_ = level[0]
            for rule in level[1:]:
                if rule[start] <= open_[end] + _NEAR:
                    if rule[end] > open_[end]:
                        open_ = (
                            open_._replace(right=rule.right)
                            if across
                            else open_._replace(bottom=rule.bottom)
                        )
                else:
                    found.append(open_)
                    open_ = rule
            found.append(open_)
    return [rule for rule in found if max(rule[2] - rule[0], rule[3] - rule[1]) > _SMALLEST]


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return the rules in groups that hang together."""
    left, groups = list(rules), []
    while left:
        group = [left.pop()]
        for rule in group:
            near = [other for other in left if _meet(rule, other)]
            group += near
            left = [other for other in left if other not in near]
        groups.append(group)
    return groups


def _meet(one: Rule, other: Rule) -> bool:
    return (
        one.left - _NEAR <= other.right
        and other.left - _NEAR <= one.right
        and one.top - _NEAR <= other.bottom
        and other.top - _NEAR <= one.bottom
    )


def _grid(rules: Sequence[Rule]) -> Grid | None:
    box = (
        min(rule.left for rule in rules),
        min(rule.top for rule in rules),
        max(rule.right for rule in rules),
        max(rule.bottom for rule in rules),
    )
    columns = _edges([box[0], box[2], *(rule.left for rule in rules if not rule.across)])
    rows = _edges([box[1], box[3], *(rule.top for rule in rules if rule.across)])
    if len(columns) < 3 or (len(columns) - 1) * (len(rows) - 1) < 3:
        return None
    return Grid(box, columns, rows, tuple(rules))


def _edges(places: Sequence[float]) -> tuple[float, ...]:
    """Return places in order, those close to each other once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SMALLEST:
            found.append(place)
    return tuple(found)
