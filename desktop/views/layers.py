"""What may be laid under and over the text of a page, beside its marks."""

from typing import Protocol

from PySide6.QtGui import QPainter

from desktop.views.overlay import Blocks


class Layer(Protocol):
    """One thing painted on a page; a reader has any number of them, the first lies lowest."""

    def clear(self) -> None:
        """Forget what was shown; another page comes."""

    def paint(self, painter: QPainter, blocks: Blocks, em: int) -> None:
        """Paint under the text; see `Overlay.paint`."""

    def paint_over(self, painter: QPainter, blocks: Blocks, em: int) -> None:
        """Paint what stands in front of the text or beside it."""

    def tip(self, position: int) -> str:
        """Return what to say when the mouse rests on a position, or ""."""
