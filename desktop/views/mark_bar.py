"""The small bar that appears at a selection: five colours, a note, and once the user's name."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.views.mark_colours import Look, Looks
from desktop.views.theme import GRID
from desktop.views.widgets import Label, tool

SWATCH = 22


class MarkBar(QFrame):
    """Lies over the page beside the selection, never takes the keyboard by itself.

    Signals:
        colourRequested: the id of the colour chosen.
        noteRequested: the selection is to be marked and a note to be written.
    """

    colourRequested = Signal(str)
    noteRequested = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.setObjectName("markBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName("批注")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.buttons: dict[str, QToolButton] = {}
        self._row = QHBoxLayout()
        self._row.setSpacing(2)
        self.note = tool("批注…", "标出并写批注（Ctrl+M）", name="markNote")
        self.note.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.note.clicked.connect(self.noteRequested)
        self._row.addWidget(self.note)
        self.name = QLineEdit()
        self.name.setObjectName("markAuthor")
        self.name.setMaximumWidth(20 * GRID)
        self._asked = QWidget()
        ask = QHBoxLayout(self._asked)
        ask.setContentsMargins(GRID // 2, 0, GRID // 2, 0)
        label = Label("您的署名")
        label.setObjectName("quiet")
        ask.addWidget(label)
        ask.addWidget(self.name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        column.setSpacing(2)
        column.addLayout(self._row)
        column.addWidget(self._asked)
        self._asked.setVisible(False)
        self.setVisible(False)

    @property
    def asks_name(self) -> bool:
        """Whether the user's name is asked for."""
        return not self._asked.isHidden()

    def ask_name(self, name: str) -> None:
        """Ask for the user's name, with a guess to begin with; "" asks no more."""
        self.name.setText(name)
        self._asked.setVisible(bool(name))
        self.adjustSize()

    def show_colours(self, looks: Looks) -> None:
        """Offer these colours."""
        for button in self.buttons.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = {}
        for number, (colour, look) in enumerate(looks.items()):
            button = colour_button(look, f"{look.name}（Alt+{number + 1}）")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, colour=colour: self.colourRequested.emit(colour))
            self._row.insertWidget(number, button)
            self.buttons[colour] = button
        self.adjustSize()

    def show_at(self, area: QRect) -> None:
        """Appear above a place of the parent, or below it where there is no room."""
        self.adjustSize()
        room = self._page.rect()
        top = area.top() - self.height() - GRID // 2
        if top < 0:
            top = min(area.bottom() + GRID // 2, room.height() - self.height())
        left = min(max(0, area.left()), max(0, room.width() - self.width()))
        self.move(QPoint(left, top))
        self.setVisible(True)
        self.raise_()


def swatch(look: Look) -> QIcon:
    """Return a square in a colour's tint with its sign."""
    size = swatch_size()
    drawn = QPixmap(size)
    drawn.fill(look.tint)
    painter = QPainter(drawn)
    painter.setPen(look.line)
    painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
    painter.drawText(drawn.rect(), Qt.AlignmentFlag.AlignCenter, look.sign)
    painter.end()
    return QIcon(drawn)


def swatch_size() -> QSize:
    """Return how large a colour is shown."""
    return QSize(SWATCH, SWATCH)


def colour_button(look: Look, tip: str) -> QToolButton:
    """Return a button that shows a colour with its sign."""
    button = QToolButton()
    button.setProperty("class", "swatch")
    button.setAccessibleName(look.name)
    button.setIcon(swatch(look))
    button.setIconSize(swatch_size())
    button.setToolTip(tip)
    return button
