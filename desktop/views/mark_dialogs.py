"""What is asked about marks in boxes of their own: the names of colours, and the user's name."""

from collections.abc import Sequence

from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.annotations import Colour
from desktop.views.mark_bar import swatch, swatch_size
from desktop.views.mark_colours import Looks
from desktop.views.theme import GRID, Theme
from desktop.views.widgets import Label, tool


class AuthorDialog(QDialog):
    """The name to write under."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setObjectName("authorDialog")
        self.setWindowTitle("署名")
        self.name = QLineEdit(name)
        self.name.setObjectName("authorName")
        self.name.setMinimumWidth(40 * GRID)
        self.name.selectAll()
        label = Label("批注、标签、台账和更正都用这个名字。已经写下的不变。")
        _fill(self, [label, self.name], "确定")

    @classmethod
    def ask(cls, parent: QWidget, name: str) -> str:
        """Return the name given; "" when it was put away."""
        dialog = cls(parent, name)
        return dialog.name.text().strip() if dialog.exec() else ""


class ColoursDialog(QDialog):
    """Names and colours of the five highlights."""

    def __init__(self, parent: QWidget, colours: Sequence[Colour], theme: Theme) -> None:
        super().__init__(parent)
        self.setObjectName("coloursDialog")
        self.setWindowTitle("颜色的名称")
        self._theme = theme
        self._colours = list(colours)
        self._values = [colour.colour for colour in colours]
        self.names: list[QLineEdit] = []
        self.buttons: list[QToolButton] = []
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        for number, colour in enumerate(colours):
            button = QToolButton()
            button.setToolTip("另选颜色")
            button.setIconSize(swatch_size())
            button.clicked.connect(lambda _=False, number=number: self._choose(number))
            name = QLineEdit(colour.name)
            name.setObjectName(f"colourName-{colour.id}")
            own = tool("原来的颜色", "改回程序自带的颜色")
            own.clicked.connect(lambda _=False, number=number: self.set_value(number, ""))
            for column, widget in enumerate((button, name, own)):
                grid.addWidget(widget, number, column)
            self.buttons.append(button)
            self.names.append(name)
            self.set_value(number, colour.colour)
        _fill(self, [rows], "确定")

    @property
    def chosen(self) -> list[Colour]:
        """The colours as they stand in the box."""
        texts = [name.text().strip() for name in self.names]
        return [
            Colour(colour.id, text, value)
            for colour, text, value in zip(self._colours, texts, self._values, strict=True)
        ]

    def set_value(self, number: int, value: str) -> None:
        """Give a colour a value, `#rrggbb`, or "" for the theme's own."""
        self._values[number] = value
        changed = Colour(self._colours[number].id, "", value)
        self.buttons[number].setIcon(swatch(Looks([changed], self._theme)[changed.id]))

    def _choose(self, number: int) -> None:
        value = QColorDialog.getColor(QColor(self._values[number] or "#ffffff"), self, "另选颜色")
        if value.isValid():
            self.set_value(number, value.name())

    @classmethod
    def ask(cls, parent: QWidget, colours: Sequence[Colour], theme: Theme) -> list[Colour] | None:
        """Return the colours as they are to be; None when it was put away."""
        dialog = cls(parent, colours, theme)
        return dialog.chosen if dialog.exec() else None


def _fill(dialog: QDialog, widgets: Sequence[QWidget], accept: str) -> None:
    buttons = QDialogButtonBox()
    buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
    buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
    column.setSpacing(GRID)
    for widget in (*widgets, buttons):
        column.addWidget(widget)
