"""The fields of one ledger item, and its dated notes; both tell at once what is changed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.annotations import PRIORITIES, FollowUp, Progress, State
from desktop.views.fields import DayField, UnitField, units_of, units_text
from desktop.views.theme import GRID
from desktop.views.widgets import Label

TYPING_MILLISECONDS = 600


class ItemForm(QWidget):
    """State, units, deadline, priority, plan and remark of an item.

    Signals:
        changed: (name of a field, its new value).
    """

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: FollowUp | None = None
        self.state = _choice("followUpState", [str(state) for state in State])
        self.lead = UnitField(several=False)
        self.lead.setObjectName("followUpLead")
        self.support = UnitField(several=True)
        self.support.setObjectName("followUpSupport")
        self.due = DayField()
        self.due.line.setObjectName("followUpDue")
        self.priority = _choice("followUpPriority", PRIORITIES)
        self.behind = QCheckBox("进度滞后")
        self.behind.setObjectName("followUpBehind")
        self.behind.setToolTip("落后于计划：亮黄灯")
        self.remark = QPlainTextEdit()
        self.remark.setObjectName("followUpRemark")
        self.remark.setTabChangesFocus(True)
        self.remark.setFixedHeight(7 * GRID)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MILLISECONDS)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("状态", self.state),
            ("牵头", self.lead),
            ("配合", self.support),
            ("期限", self.due),
            ("优先级", self.priority),
            ("", self.behind),
            ("备注", self.remark),
        )
        for title, field in rows:
            form.addRow(title, field)
        self._wire()

    def show_item(self, item: FollowUp | None) -> None:
        """Show an item's fields; nothing is told."""
        self.commit()
        self._item = item
        if item is None:
            return
        self.state.setCurrentText(item.state)
        self.priority.setCurrentText(item.priority)
        self.behind.setChecked(item.behind)
        self.due.set_day(item.due or "")
        for line, text in ((self.lead, item.lead), (self.support, units_text(item.support))):
            if line.text() != text:
                line.setText(text)
            line.setToolTip(text)
            if not line.hasFocus():
                line.setCursorPosition(0)
        if self.remark.toPlainText() != item.remark:
            self.remark.blockSignals(True)
            self.remark.setPlainText(item.remark)
            self.remark.blockSignals(False)

    def set_units(self, units: Sequence[str]) -> None:
        """Complete units over these."""
        self.lead.set_known(units)
        self.support.set_known(units)

    def commit(self) -> None:
        """Tell a remark that is still being typed."""
        if self._typing.isActive():
            self._typing.stop()
            self._tell("remark", self.remark.toPlainText())

    def _wire(self) -> None:
        self.state.activated.connect(lambda: self._tell("state", State(self.state.currentText())))
        self.priority.activated.connect(lambda: self._tell("priority", self.priority.currentText()))
        self.behind.clicked.connect(lambda: self._tell("behind", self.behind.isChecked()))
        self.lead.editingFinished.connect(lambda: self._tell("lead", self.lead.text().strip()))
        self.support.editingFinished.connect(
            lambda: self._tell("support", units_of(self.support.text()))
        )
        self.due.dayChanged.connect(lambda day: self._tell("due", day or None))
        self.remark.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(lambda: self._tell("remark", self.remark.toPlainText()))

    def _tell(self, name: str, value: object) -> None:
        if self._item is not None and getattr(self._item, name) != value:
            self.changed.emit(name, value)


class ProgressNotes(QWidget):
    """The dated notes of an item, the newest first, and a line to add one or change one in.

    Signals:
        added: (day, words) of a new note.
        reworded: (id of a note, day, words) that it is to have.
        removed: the id of a note to delete.
    """

    added = Signal(str, str)
    reworded = Signal(str, str, str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setObjectName("progressList")
        self.list.setAccessibleName("进展")
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(9 * GRID)
        self.list.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.day = DayField()
        self.day.line.setObjectName("progressDay")
        self.text = QLineEdit()
        self.text.setObjectName("progressText")
        self._today = ""
        self._notes: dict[str, Progress] = {}
        self._changing = ""  # the id of the note whose words are in the line
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(Label("进展"))
        column.addWidget(self.text)
        column.addWidget(self.day)
        column.addWidget(self.list, 1)
        self.text.returnPressed.connect(self._keep)
        self.list.itemActivated.connect(self._change)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.text, self._give_up)
        self._escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._give_up()
        self.list.customContextMenuRequested.connect(
            lambda where: self._show_menu(self.list.itemAt(where))
        )

    def show_notes(self, notes: Sequence[Progress]) -> None:
        """List these notes; one that is being changed and is gone is so no longer."""
        self._notes = {note.id: note for note in notes}
        if self._changing and self._changing not in self._notes:
            self._give_up()
        self.list.clear()
        for note in reversed(notes):
            shown = QListWidgetItem(f"{note.on}　{note.by}\n{note.text}")
            shown.setData(Qt.ItemDataRole.UserRole, note.id)
            self.list.addItem(shown)

    def begin(self, today: str) -> None:
        """Start a new note with today's date."""
        self._today = today
        self._give_up()

    def menu_for(self, shown: QListWidgetItem) -> QMenu:
        """Return the menu of a note."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        note: str = shown.data(Qt.ItemDataRole.UserRole)
        menu.addAction("修改这条进展").triggered.connect(lambda: self._change(shown))
        menu.addAction("删除这条进展").triggered.connect(lambda: self.removed.emit(note))
        return menu

    def _keep(self) -> None:
        """Add what was written, or change the note that it was taken from."""
        text, note = self.text.text().strip(), self._changing
        if not text:
            return
        self.day.commit()
        day = self.day.day
        if note:
            self._give_up()
            self.reworded.emit(note, day, text)
        else:
            self.text.clear()
            self.added.emit(day, text)

    def _change(self, shown: QListWidgetItem) -> None:
        """Put the words and the day of a note into the line."""
        note = self._notes[shown.data(Qt.ItemDataRole.UserRole)]
        self._changing = note.id
        self._escape.setEnabled(True)
        self.text.setPlaceholderText("改好后回车保存，Esc 不改")
        self.text.setText(note.text)
        self.day.set_day(note.on)
        self.text.setFocus()

    def _give_up(self) -> None:
        self._changing = ""
        self._escape.setEnabled(False)
        self.text.setPlaceholderText("记一条进展，回车保存")
        self.text.clear()
        self.day.set_day(self._today)

    def _show_menu(self, shown: QListWidgetItem | None) -> None:
        if shown is not None and self.isEnabled():
            self.menu_for(shown).popup(self.cursor().pos())


def _choice(name: str, choices: Sequence[str]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.addItems(list(choices))
    return box
