"""The foot of the panel 批注: the mark that is chosen, its note to write on, what to do with it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.annotations import MarkRow
from desktop.views.mark_bar import colour_button
from desktop.views.mark_colours import Looks
from desktop.views.mark_list import local_moment, place_name
from desktop.views.theme import GRID
from desktop.views.widgets import Label

TYPING_MILLISECONDS = 300


class NoteEdit(QPlainTextEdit):
    """Where a note is written.

    Signals:
        left: the keyboard went elsewhere.
        finished: Escape was pressed.
    """

    left = Signal()
    finished = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that writing has ended."""
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends; the rest writes."""
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class MarkDetail(QWidget):
    """One mark, several, or a note about to be written; what is typed is kept by itself.

    Signals:
        noteChanged: (the mark's id, "" for a note about to be written; the note).
        colourRequested: the id of the colour that those chosen are to have.
        endsRequested: the mark is to cover what is selected on the page.
        deleteRequested: those chosen are to be deleted.
        finished: Escape was pressed in the note.
    """

    noteChanged = Signal(str, str)
    colourRequested = Signal(str)
    endsRequested = Signal()
    deleteRequested = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("markDetail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._mark: str | None = None
        self._written = False  # whether something was typed and not handed on yet
        self._editable = True
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MILLISECONDS)
        self.place = Label()
        self.place.setObjectName("quiet")
        self.place.setWordWrap(True)
        self.note = NoteEdit()
        self.note.setObjectName("noteEdit")
        self.note.setAccessibleName("批注文字")
        self.note.setPlaceholderText("写批注，写下的随时保存")
        self.note.setTabChangesFocus(True)
        self.colours: dict[str, QToolButton] = {}
        self._row = QHBoxLayout()
        self._row.setSpacing(2)
        self.ends = _button("设为选区", "让这处批注改为正文里选中的字")
        self.delete = _button("删除", "删除选中的批注，可以撤销（Delete）")
        self._row.addStretch(1)
        self._row.addWidget(self.ends)
        self._row.addWidget(self.delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID // 2)
        column.addWidget(self.place)
        column.addWidget(self.note, 1)
        column.addLayout(self._row)
        self.note.textChanged.connect(self._typed)
        self._typing.timeout.connect(self.flush)
        self.note.left.connect(self.flush)
        self.note.finished.connect(self.flush)
        self.note.finished.connect(self.finished)
        self.ends.clicked.connect(self.endsRequested)
        self.delete.clicked.connect(self.deleteRequested)
        self.show_nothing()

    # --- what is shown -----------------------------------------------------------

    def show_nothing(self) -> None:
        """Show that no mark is chosen."""
        self._show(None, "", note="", single=False, some=False)

    def show_mark(self, row: MarkRow) -> None:
        """Show a mark; a note that is being written on it stays as it is."""
        told = f"{place_name(row)}\n{row.author}　{local_moment(row.created)}"
        writing = row.id == self._mark and self._written
        note = self.note.toPlainText() if writing else row.note
        self._show(row.id, told, note=note, single=True, some=True)
        self.ends.setEnabled(self._editable and row.scope != "document")

    def show_several(self, count: int) -> None:
        """Show that several marks are chosen."""
        self._show(None, f"选中 {count} 处批注", note="", single=False, some=True)

    def show_draft(self, what: str) -> None:
        """Offer to write a note on something, in words; it is made with its first letters."""
        self._show("", what, note="", single=True, some=False)
        self.ends.setEnabled(False)
        self.note.setFocus()

    @property
    def drafting(self) -> bool:
        """Whether a note is about to be written."""
        return self._mark == ""

    def end_draft(self) -> None:
        """Hand on the note that was about to be written, if any, and offer it no more."""
        self.flush()
        if self.drafting:
            self._mark = None

    def take(self, mark: str) -> None:
        """Go on writing on the mark that a note about to be written has become."""
        self._mark = mark

    def _show(self, mark: str | None, what: str, *, note: str, single: bool, some: bool) -> None:
        if mark != self._mark:
            self.flush()
        self._mark = mark
        self.place.setText(what)
        if self.note.toPlainText() != note:
            self.note.blockSignals(True)
            self.note.setPlainText(note)
            self.note.blockSignals(False)
        self.note.setEnabled(single)
        self.note.setReadOnly(not self._editable)
        self.ends.setEnabled(self._editable and single)
        for button in (*self.colours.values(), self.delete):
            button.setEnabled(self._editable and some)

    def show_colours(self, looks: Looks) -> None:
        """Offer these colours."""
        for button in self.colours.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self.colours = {}
        for number, (colour, look) in enumerate(looks.items()):
            button = colour_button(look, f"改为“{look.name}”")
            button.setEnabled(self.delete.isEnabled())
            button.clicked.connect(lambda _=False, colour=colour: self.colourRequested.emit(colour))
            self._row.insertWidget(number, button)
            self.colours[colour] = button

    def set_editable(self, editable: bool) -> None:
        """Let marks be changed, or only read."""
        self._editable = editable
        self.note.setReadOnly(not editable)

    # --- what is written ---------------------------------------------------------

    def _typed(self) -> None:
        self._written = True
        self._typing.start()

    def flush(self) -> None:
        """Hand on what was typed and not handed on yet."""
        self._typing.stop()
        if self._written:
            self._written = False
            if self._mark is not None:
                self.noteChanged.emit(self._mark, self.note.toPlainText())


def _button(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("class", "tight")
    button.setText(text)
    button.setToolTip(tip)
    return button
