"""Which node a correction is meant for: what was pointed at, clicked, or is stood at."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.views.outline import OutlinePanel
from desktop.views.page import Place
from desktop.views.reader import ReaderView

if TYPE_CHECKING:
    from desktop.model import TreeRow


class CorrectionTarget(QObject):
    """Remembers where the user has put the cursor on the page.

    A click counts until the reader goes elsewhere; a row whose menu is open goes before all.
    """

    def __init__(self, reader: ReaderView, outline: OutlinePanel) -> None:
        super().__init__(reader)
        self._reader, self._outline = reader, outline
        self._clicked = -1
        self.row: TreeRow | None = None
        reader.selectionSettled.connect(self._settle)
        reader.jumped.connect(self._forget)

    def take_position(self) -> int:
        """Return the position meant on the page, -1 where none was pressed."""
        position, self._reader.pointed = self._reader.pointed, -1
        if position < 0:
            position = self._clicked
        return position if self._in_view(position) else -1

    def place(self, position: int) -> Place | None:
        """Return the place of a position, else where the reader stands."""
        page = self._reader.page
        if page is None:
            return None
        return page.place_at(position) if position >= 0 else self._reader.place

    def nodes(self) -> list[str]:
        """Return the ids of the nodes meant: several rows of the tree, or one place."""
        rows = self._outline.chosen()
        if self.row is not None or self._outline.view.hasFocus():
            inside = [row.id for row in rows if row.parent is not None]
            if self.row is not None and self.row.id not in inside:
                return [self.row.id]
            if inside:
                return inside
        place = self.place(self.take_position())
        return [place.node.id] if place else []

    def _in_view(self, position: int) -> bool:
        if position < 0:
            return False
        cursor = self._reader.textCursor()
        if position >= self._reader.document().characterCount():
            return False
        cursor.setPosition(position)
        return self._reader.viewport().rect().intersects(self._reader.cursorRect(cursor))

    def _settle(self) -> None:
        self._clicked = self._reader.textCursor().position()

    def _forget(self) -> None:
        self._clicked = -1
