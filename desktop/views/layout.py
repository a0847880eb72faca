"""How the parts of the window stand beside and under each other."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

NARROWEST = (200, 420, 250)  # of tree, page and side panels, in pixels


def stacked(parts: Sequence[QWidget], *, grows: QWidget | None = None) -> QWidget:
    """Return a widget with the parts under each other; `grows` takes the room that is left."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, int(part is grows))
    return made


def columns(outline: QWidget, centre: QWidget, side: QWidget) -> QSplitter:
    """Return tree, page and side panels beside each other; tree and panels are hidden at first."""
    splitter = QSplitter()
    splitter.setObjectName("splitter")
    for number, widget in enumerate((outline, centre, side)):
        splitter.addWidget(widget)
        splitter.setCollapsible(number, False)
        splitter.setStretchFactor(number, int(widget is centre))
        widget.setMinimumWidth(NARROWEST[number])
    outline.setVisible(False)
    side.setVisible(False)
    return splitter
