"""The short light on what a jump has reached."""

from PySide6.QtCore import QObject, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter

from desktop.views.overlay import Blocks, Overlay, Span

MILLISECONDS = 900
STRONGEST = 1.6  # the colour stays full for a while before it fades


class Flash(QObject):
    """Lights a stretch of the page up and lets it fade.

    Signals:
        changed: it must be painted again.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._overlay = Overlay()
        self._place = (0, 0)
        self._colour = QColor()
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(MILLISECONDS)
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        self._fade.valueChanged.connect(self._show)

    def start(self, start: int, end: int, colour: QColor) -> None:
        """Light up what stands between two positions."""
        self._place, self._colour = (start, end), QColor(colour)
        self._fade.stop()
        self._fade.start()

    def stop(self) -> None:
        """Put the light out at once."""
        self._fade.stop()
        self._overlay.set(())

    def paint(self, painter: QPainter, blocks: Blocks, em: int) -> None:
        """Paint the light; see `Overlay.paint`."""
        self._overlay.paint(painter, blocks, em)

    def _show(self, strength: float) -> None:
        self._colour.setAlphaF(min(1.0, strength * STRONGEST))
        colour = QColor(self._colour)
        self._overlay.set([Span(*self._place, colour)] if strength > 0 else [])
        self.changed.emit()
