"""What a returned report brings: looked through, chosen, taken in, and what came of it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHeaderView,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTreeView,
    QWidget,
)

from desktop.actions import returned
from desktop.actions.returned import Came, Incoming
from desktop.paths import shown
from desktop.views.dialogs import Dialog
from desktop.views.returned_model import CAME_ROLE, ReturnedModel, told
from desktop.views.theme import GRID
from desktop.views.widgets import Label

_WIDTHS = (14, 10, 26, 24)  # grid units of the columns but the last


class ReturnedDialog(Dialog):
    """Beside the window, which stays usable: a line for each comment, and the one chosen in full.

    Args:
        parent: the window.
        path: the file.
        dropped: whether it could be meant as a document, too.

    Signals:
        takeRequested: the keys of the comments to take in.
        importRequested: the file is to be imported as a document.
        undoRequested: what was taken in is to be undone.
        cameRequested: the `Came` to bring into view.
        closed: it was put away, also while the file was being read.
    """

    takeRequested = Signal(list)
    importRequested = Signal()
    undoRequested = Signal()
    cameRequested = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget, path: Path, *, dropped: bool) -> None:
        super().__init__(parent, name="returnedDialog", title="导入批注回稿", accept="导入")
        self._name = shown(path.name)
        self.heading = Label(f"正在读取“{self._name}”…")
        self.heading.setObjectName("returnedHeading")
        self.heading.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setObjectName("returnedProgress")
        self.bar.setTextVisible(False)
        self.model = ReturnedModel(self.palette(), self)
        self.list = _list(self.model)
        self.all = QCheckBox()
        self.all.setObjectName("returnedAll")
        self.detail = QPlainTextEdit()
        self.detail.setObjectName("returnedDetail")
        self.detail.setAccessibleName("批注全文")
        self.detail.setReadOnly(True)
        self.detail.setFixedHeight(14 * GRID)
        for widget in (self.heading, self.bar, self.list, self.all, self.detail, self.buttons):
            self.column.addWidget(widget)
        # The buttons of `Dialog`, the first of which takes in and the other puts away.
        self.go, self.away = sorted(self.buttons.findChildren(QPushButton), key=self._away)
        self.other = QPushButton("作为文件导入" if dropped else "撤销这次导入")
        self.other.setObjectName("returnedOther")
        self.buttons.addButton(self.other, QDialogButtonBox.ButtonRole.ActionRole)
        self.other.setAutoDefault(False)
        self.other.setVisible(dropped)
        self.away.setAutoDefault(False)
        self.go.setEnabled(False)
        self._taken = False
        self._show_rest(visible=False)
        self._wire()

    def _wire(self) -> None:
        self.buttons.accepted.disconnect()
        self.buttons.accepted.connect(self._take)
        self.other.clicked.connect(self._do_other)
        self.all.toggled.connect(self._hide_known)
        self.model.dataChanged.connect(self._count)
        self.list.selectionModel().currentChanged.connect(self._current)
        self.list.clicked.connect(self._current)

    # --- what it is told -------------------------------------------------------------

    def progress(self, done: int, total: int, what: str) -> None:
        """Show how many comments are placed."""
        self.heading.setText(f"“{self._name}”：{what} {done}/{total}")
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)

    def show_found(self, found: Incoming) -> None:
        """Let the comments be looked through and chosen."""
        fresh = len(found.came) - len(found.of("known"))
        told = (
            f"“{self._name}”：{returned.summary(found)}" if found.came else returned.summary(found)
        )
        more = "去掉勾选的不导入；导入作为一步，可以撤销。点一行，窗口转到它的位置。"
        self.heading.setText(f"{told}\n{more}" if fresh else told)
        self._show(found.came, choosing=True)
        self._count()
        self.go.setDefault(fresh > 0)

    def show_taken(self, result: Incoming) -> None:
        """Say what has become of them."""
        self._taken = True
        self.heading.setText(f"已导入。{returned.summary(result)}\n点一行，窗口转到那处批注。")
        self._show(result.came, choosing=False)
        self.go.setVisible(False)
        self.away.setText("关闭")
        self.away.setDefault(True)
        self.other.setText("撤销这次导入")
        self.other.setVisible(True)

    def show_undone(self) -> None:
        """Say that all is as it was."""
        self.heading.setText(f"已撤销：“{self._name}”中的批注没有留在库里。")
        self.other.setEnabled(False)
        self._show((), choosing=False)

    # --- inside -------------------------------------------------------------------------

    def _show(self, came: Sequence[Came], *, choosing: bool) -> None:
        self.bar.setVisible(False)
        self.model.show_came(came, choosing=choosing)
        self._show_rest(visible=bool(came))
        known = sum(each.outcome == "known" for each in came)
        self.all.setText(f"也列出已有的 {known} 条")
        self.all.setVisible(0 < known < len(came))
        self.all.setChecked(known == len(came))
        self._hide_known()
        self.detail.clear()

    def _show_rest(self, *, visible: bool) -> None:
        for widget in (self.list, self.detail):
            widget.setVisible(visible)
        self.all.setVisible(False)

    def _hide_known(self) -> None:
        for row in range(self.model.rowCount()):
            came = self.model.index(row, 0).data(CAME_ROLE)
            hidden = came.outcome == "known" and not self.all.isChecked()
            self.list.setRowHidden(row, QModelIndex(), hidden)

    def _count(self) -> None:
        count = len(self.model.chosen)
        self.go.setText(f"导入 {count} 条" if count else "导入")
        self.go.setEnabled(count > 0)

    def _current(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        came = index.data(CAME_ROLE)
        self.detail.setPlainText(told(came))
        if came.document:
            self.cameRequested.emit(came)

    def _take(self) -> None:
        self.go.setEnabled(False)
        self.other.setVisible(False)
        self.heading.setText("正在导入批注…")
        self.takeRequested.emit(self.model.chosen)

    def _do_other(self) -> None:
        if self._taken:
            self.undoRequested.emit()
        else:
            self.importRequested.emit()
            self.reject()

    def _away(self, button: QPushButton) -> bool:
        return self.buttons.buttonRole(button) == QDialogButtonBox.ButtonRole.RejectRole

    def done(self, result: int) -> None:
        """Say that it is put away."""
        super().done(result)
        self.closed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Be put away by the window's own button, too."""
        self.reject()
        event.accept()


def _list(model: ReturnedModel) -> QTreeView:
    found = QTreeView()
    found.setObjectName("returnedList")
    found.setAccessibleName("回稿中的批注")
    found.setModel(model)
    found.setRootIsDecorated(False)
    found.setUniformRowHeights(True)
    found.setAllColumnsShowFocus(True)
    found.setMinimumSize(112 * GRID, 36 * GRID)
    header = found.header()
    header.setSectionsMovable(False)
    header.setStretchLastSection(True)
    for column, width in enumerate(_WIDTHS):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(column, width * GRID)
    return found
