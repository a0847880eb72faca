"""Where words stand on a page, whatever spaces and case lie between them, and how that is shown."""

import re
from collections.abc import Iterable, Iterator

from PySide6.QtGui import QColor

from desktop.views.overlay import Overlay, Span
from desktop.views.theme import Theme


def places_of(words: str, content: str) -> Iterator[tuple[int, int]]:
    """Yield start and end, in UTF-16 units, of every place where the words stand.

    Case does not count, and spaces in the content do not keep words from being found.
    """
    keys = [re.escape(char) for char in words if not char.isspace()]
    if not keys:
        return
    pattern = "[ \u3000\u00a0]*".join(keys)
    matches = re.finditer(pattern, content, re.IGNORECASE)
    yield from in_units((match.span() for match in matches), content)


def in_units(places: Iterable[tuple[int, int]], content: str) -> list[tuple[int, int]]:
    """Return stretches of a text, given in code points and in order, in UTF-16 units."""
    found: list[tuple[int, int]] = []
    done = units = 0
    for start, end in places:
        units += _units(content[done:start])
        width = _units(content[start:end])
        found.append((units, units + width))
        units, done = units + width, end
    return found


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class Hits(Overlay):
    """The places where the words of a search stand on a page, one of which is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._places: list[tuple[int, int]] = []
        self._shown = -1

    @property
    def count(self) -> int:
        """How many places there are."""
        return len(self._places)

    @property
    def number(self) -> int:
        """Which one is shown, from 1; 0 for none."""
        return self._shown + 1

    @property
    def position(self) -> int | None:
        """Where the one that is shown begins; None for none."""
        return self._places[self._shown][0] if self._places else None

    def find(self, words: str, content: str, *, top: int) -> None:
        """Look for words in a page's text; the first place from position `top` on is shown."""
        self.take(places_of(words, content), top=top)

    def take(self, places: Iterable[tuple[int, int]], *, top: int) -> None:
        """Have these places, in UTF-16 units; the first one from position `top` on is shown."""
        self._places = list(places)
        here = (i for i, (start, _) in enumerate(self._places) if start >= top)
        self._shown = next(here, 0) if self._places else -1

    def step(self, count: int) -> None:
        """Show the next place, or the one before; after the last comes the first."""
        if self._places:
            self._shown = (self._shown + count) % len(self._places)

    def forget(self) -> None:
        """Show nothing."""
        self._places, self._shown = [], -1
        self.set(())

    def colour(self, theme: Theme) -> None:
        """Give all places their ground, the one that is shown a stronger one."""
        found, now = QColor(theme.found), QColor(theme.found_now)
        self.set(
            Span(start, end, now if number == self._shown else found)
            for number, (start, end) in enumerate(self._places)
        )
