"""Automatic numbering: what label Word prints in front of a paragraph.

numbering.xml has the definitions (`w:abstractNum`, nine levels each) and the lists that use them
(`w:num`, with their own starts); ECMA-376 part 1, 17.9.
"""

import re
from dataclasses import dataclass, replace

from lxml import etree

from desktop.readers import numerals
from desktop.readers.word.names import VAL, switch, value, w, whole

_LONGEST = 255  # characters of a label's pattern, and of a label
_PLACE = re.compile("%([1-9])")
_DASHES = re.compile(r"[—–―─-]+$")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level counts.

    Attributes:
        start: its first number.
        form: the number format.
        pattern: the label, with %1 to %9 for the numbers of the levels.
        restart: the level (from 1) behind which it begins anew; 0 for never, None for every one
            above.
        digits: whether all numbers of its label are printed in digits.
    """

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    digits: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """What stands in front of a paragraph: a printed label, or the sign of a plain list."""

    printed: str
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    """A list: the key under which it counts on, its levels, and the levels it starts anew."""

    counts: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a document, and how far each has come."""

    def __init__(self, root: etree._Element | None, style_lists: dict[str, str]) -> None:
        """Take the root of numbering.xml, and which list each numbering style names."""
        self._lists: dict[str, _List] = {}
        self._levels_of_styles: dict[tuple[str, str], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is not None:
            self._load(root, style_lists)

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """Return the level that a list gives to paragraphs of a style, or None."""
        return self._levels_of_styles.get((list_id, style))

    def next(self, list_id: str, level: int) -> Label | None:
        """Count on, and return what the next paragraph of a list gets; None if it gets nothing."""
        found = self._lists.get(list_id)
        if found is None or level not in found.levels:
            return None
        counts = self._counts.setdefault(found.counts, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for place, start in found.starts.items():
                counts[place] = start - 1
        own = found.levels[level]
        counts[level] = counts.get(level, own.start - 1) + 1
        for above in range(level):
            if above in found.levels:
                counts.setdefault(above, found.levels[above].start)
        for below in [place for place in counts if place > level]:
            if _begins_anew(found.levels.get(below, Level()), level):
                del counts[below]
        return _label(found.levels, level, counts)

    def _load(self, root: etree._Element, style_lists: dict[str, str]) -> None:
        kinds = {each.get(w("abstractNumId"), ""): each for each in root.iter(w("abstractNum"))}
        uses = {each.get(w("numId"), ""): each for each in root.iter(w("num"))}
        for list_id, use in uses.items():
            kind_id = self._kind(value(use, "abstractNumId") or "", kinds, uses, style_lists)
            if kind_id not in kinds:
                continue
            levels: dict[int, Level] = {}
            for element in kinds[kind_id].iter(w("lvl")):
                place = whole(element.get(w("ilvl")))
                levels[place] = _level(element)
                if style := value(element, "pStyle"):
                    self._levels_of_styles[list_id, style] = place
            self._lists[list_id] = _List(kind_id, *_overridden(use, levels))

    def _kind(
        self,
        kind_id: str,
        kinds: dict[str, etree._Element],
        uses: dict[str, etree._Element],
        style_lists: dict[str, str],
    ) -> str:
        """Return the definition itself, where `kind_id` only names a style that has it."""
        link = value(kinds.get(kind_id), "numStyleLink")
        use = uses.get(style_lists.get(link or "", ""))
        return kind_id if use is None else value(use, "abstractNumId") or ""


def _level(element: etree._Element) -> Level:
    form = element.find(w("numFmt"))
    restart = value(element, "lvlRestart")
    return Level(
        start=whole(value(element, "start"), 0),
        form="decimal" if form is None else form.get(VAL, "decimal"),
        pattern=(value(element, "lvlText") or "")[:_LONGEST],
        restart=None if restart is None else whole(restart),
        digits=bool(switch(element, "isLgl")),
    )


def _overridden(
    use: etree._Element, levels: dict[int, Level]
) -> tuple[dict[int, Level], dict[int, int]]:
    """Return the levels as a list has them, and the numbers with which it starts anew."""
    levels, starts = dict(levels), {}
    for element in use.iter(w("lvlOverride")):
        place = whole(element.get(w("ilvl")))
        own = element.find(w("lvl"))
        if own is not None:
            levels[place] = _level(own)
            starts[place] = levels[place].start
        start = value(element, "startOverride")
        if start is not None:
            starts[place] = whole(start, 1)
            levels[place] = replace(levels.get(place, Level()), start=starts[place])
    return levels, starts


def _begins_anew(below: Level, level: int) -> bool:
    """Return whether a level begins anew once the level `level` above it has counted."""
    return below.restart is None or level < below.restart


def _label(levels: dict[int, Level], level: int, counts: dict[int, int]) -> Label:
    own = levels[level]
    if own.form == "bullet":
        dashes = _DASHES.match(own.pattern)
        return Label(own.pattern, bullet=False) if dashes else Label("", bullet=True)

    def number(place: "re.Match[str]") -> str:
        other = int(place[1]) - 1
        above = levels.get(other)
        if above is None or other > level:
            return ""
        form = "decimal" if own.digits and above.form != "none" else above.form
        return numerals.printed(counts.get(other, above.start), form)

    return Label(_PRIVATE.sub("", _PLACE.sub(number, own.pattern)).strip()[:_LONGEST])
