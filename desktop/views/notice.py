"""A message across the top of the page that stays until it no longer holds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from desktop.views.theme import GRID
from desktop.views.widgets import Label


class NoticeBar(QWidget):
    """One sentence, and at most one button.

    Signals:
        pressed: the button was.
    """

    pressed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("class", "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.label = Label()
        self.label.setWordWrap(True)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = QToolButton()
        self.button.clicked.connect(self.pressed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.button)
        self.setVisible(False)

    def say(self, text: str, button: str = "") -> None:
        """Show the sentence, with a button if it has a text; "" hides the bar."""
        self.label.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setVisible(bool(text))
