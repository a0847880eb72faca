"""The bar above the page that shows where one is: document › chapter › section › measure."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from desktop.views.theme import GRID
from desktop.views.widgets import Label, literal

HEIGHT = 4 * GRID
SEPARATOR = "›"
ROOM_AROUND = 12  # pixels that a button adds to its text
NARROWEST = 48


class Breadcrumb(QWidget):
    """A row of steps, each a button that leads there.

    Signals:
        nodeRequested: the node id of the step pressed; "" for the document.
    """

    nodeRequested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("breadcrumbBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("当前位置")
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._steps: list[tuple[str, str]] = []
        self._buttons: list[QToolButton] = []
        self._separators: list[QLabel] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(GRID, 0, GRID, 0)
        self._layout.setSpacing(0)
        self._layout.addStretch(1)

    @property
    def text(self) -> str:
        """The whole path in words, nothing left out."""
        return f" {SEPARATOR} ".join(text for text, _ in self._steps)

    def show_path(self, steps: Sequence[tuple[str, str]]) -> None:
        """Show these steps, each a text and a node id; the last is where one is."""
        if list(steps) == self._steps:
            return
        self._steps = list(steps)
        for widget in (*self._buttons, *self._separators):
            self._layout.removeWidget(widget)
            widget.deleteLater()
        self._buttons, self._separators = [], []
        for number, (text, node) in enumerate(self._steps):
            if number:
                self._separators.append(Label(SEPARATOR))
                self._layout.insertWidget(self._layout.count() - 1, self._separators[-1])
            button = QToolButton()
            button.setToolTip(text)
            button.setProperty("last", number == len(self._steps) - 1)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, node=node: self.nodeRequested.emit(node))
            self._layout.insertWidget(self._layout.count() - 1, button)
            self._buttons.append(button)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the texts as room demands."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        """Give short texts all they need and share the rest among the long ones."""
        metrics = self.fontMetrics()
        needs = [metrics.horizontalAdvance(text) + ROOM_AROUND for text, _ in self._steps]
        room = self.width() - 2 * GRID - len(needs) * metrics.horizontalAdvance(SEPARATOR)
        limit = fair_share(needs, room)
        for button, (text, _), need in zip(self._buttons, self._steps, needs, strict=True):
            width = max(NARROWEST, limit) - ROOM_AROUND
            mode = Qt.TextElideMode.ElideRight
            shown = text if need <= limit else metrics.elidedText(text, mode, width)
            button.setText(literal(shown))


def fair_share(needs: Sequence[int], room: int) -> int:
    """Return the most that one of several may take so that all together fit into `room`.

    Those that need less than an even part leave what they spare to the others.
    """
    left = room
    for taken, need in enumerate(sorted(needs)):
        even = left // (len(needs) - taken)
        if need > even:
            return even
        left -= need
    return max(needs, default=room)
