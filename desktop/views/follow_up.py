"""The panel 督办: the ledger item of the measure that one reads, each field changed in place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.annotations import FollowUp, Light
from desktop.views.item_form import ItemForm, ProgressNotes
from desktop.views.lights import MEANINGS, light_colour, light_text
from desktop.views.theme import GRID, Theme
from desktop.views.widgets import Label, tool

NOTHING = "这一条还没有列入台账。"
NO_MEASURE = "在正文或目录里选一条措施，就能在这里督办。"


class FollowUpPanel(QWidget):
    """The item of one measure with its warning light, or the offer to make it one.

    Signals:
        startRequested: put what is selected on the ledger.
        changeRequested: (ids of items, {name of a field: its new value}).
        progressRequested: (id of the item, day, words of a new note).
        progressChanged: (id of the item, id of a note, day and words that it is to have).
        progressRemoved: (id of the item, id of a note).
        removeRequested: the ids of the items to take off the ledger.
        ledgerRequested: show the whole ledger.
    """

    startRequested = Signal()
    changeRequested = Signal(list, object)  # a dict would lose the types of its values
    progressRequested = Signal(str, str, str)
    progressChanged = Signal(str, str, str, str)
    progressRemoved = Signal(str, str)
    removeRequested = Signal(list)
    ledgerRequested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("followUpPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._item: FollowUp | None = None
        self._light: Light = ""
        self._editable = True
        self.heading = Label()
        self.heading.setObjectName("followUpHeading")
        self.heading.setWordWrap(True)
        self.light = Label()
        self.light.setObjectName("followUpLight")
        self.light.setWordWrap(True)
        self.empty = Label(NO_MEASURE)
        self.empty.setObjectName("quiet")
        self.empty.setWordWrap(True)
        self.start = QPushButton("列入督办")
        self.start.setObjectName("followUpStart")
        self.start.setToolTip("把这一条列入台账，责任单位自动填好")
        self.form = ItemForm()
        self.notes = ProgressNotes()
        self.remove = tool("移出台账", "移出台账，可以撤销")
        self.all = tool("打开台账")
        self._build()
        self._wire()
        self.show_item("", None)

    def _build(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.all)
        foot.addStretch(1)
        foot.addWidget(self.remove)
        inside = QWidget()
        inside.setObjectName("followUpInside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        for widget in (self.heading, self.light, self.empty):
            column.addWidget(widget)
        column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.form)
        column.addWidget(self.notes, 1)
        column.addLayout(foot)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setObjectName("followUpScroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _wire(self) -> None:
        self.start.clicked.connect(self.startRequested)
        self.all.clicked.connect(self.ledgerRequested)
        self.remove.clicked.connect(lambda: self.removeRequested.emit(self._items()))
        self.form.changed.connect(
            lambda name, value: self.changeRequested.emit(self._items(), {name: value})
        )
        self.notes.added.connect(
            lambda day, text: self.progressRequested.emit(*self._items(), day, text)
        )
        self.notes.reworded.connect(lambda *note: self.progressChanged.emit(*self._items(), *note))
        self.notes.removed.connect(lambda note: self.progressRemoved.emit(*self._items(), note))

    def _items(self) -> list[str]:
        return [] if self._item is None else [self._item.id]

    # --- what the window asks ----------------------------------------------------

    def show_item(
        self, heading: str, item: FollowUp | None, *, light: Light = "", today: str = ""
    ) -> None:
        """Show a measure's item, or offer to make one.

        Args:
            heading: label and title of the measure; "" where there is none.
            item: its item, or None.
            light: the item's warning today.
            today: the day that new notes carry at first, an ISO date.
        """
        self.form.commit()
        other = item is None or self._item is None or item.id != self._item.id
        self._item, self._light = item, light
        self.heading.setText(heading)
        self.heading.setVisible(bool(heading))
        self.empty.setText(NOTHING if heading else NO_MEASURE)
        self.empty.setVisible(item is None)
        self.start.setVisible(bool(heading) and item is None and self._editable)
        self.form.setVisible(item is not None)
        self.notes.setVisible(item is not None)
        self.remove.setVisible(item is not None and self._editable)
        self._show_light()
        self.form.show_item(item)
        self.notes.show_notes(item.progress if item else ())
        if other:
            self.notes.begin(today)

    def set_units(self, units: Sequence[str]) -> None:
        """Complete units over these."""
        self.form.set_units(units)

    def set_editable(self, editable: bool) -> None:
        """Let items be changed, or only looked at."""
        self._editable = editable
        self.form.setEnabled(editable)
        self.notes.setEnabled(editable)
        self.start.setEnabled(editable)
        self.remove.setVisible(editable and self._item is not None)

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self._theme = theme
        self._show_light()

    def commit(self) -> None:
        """Have a remark kept that is still being typed."""
        self.form.commit()

    def _show_light(self) -> None:
        text, meaning = light_text(self._light), MEANINGS[self._light]
        self.light.setText(f"{text}　{meaning}" if text else "")
        self.light.setStyleSheet(f"color: {light_colour(self._light, self._theme)}")
        self.light.setVisible(bool(text))
