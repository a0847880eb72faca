"""The foot of the dialog for reports: where to, how far it has come, and what has become of it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.views.dialogs import file_to_write
from desktop.views.theme import GRID
from desktop.views.widgets import Label, literal

_BAD = '\\/:*?"<>|\n\t'  # what names of files cannot have on some system


class ReportFoot(QWidget):
    """A line for the file, and below it a line on what goes on.

    Signals:
        writeRequested: the file (`Path`) to write.
        cancelRequested: stop writing.
        openRequested: open a file or folder (`Path`).
        closeRequested: put the dialog away.
    """

    writeRequested = Signal(object)
    cancelRequested = Signal()
    openRequested = Signal(object)
    closeRequested = Signal()

    def __init__(self, *, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._named = False
        self._written = folder
        self._other: Path | None = None
        self.target = QLineEdit()
        self.target.setObjectName("reportTarget")
        self.target.setAccessibleName("存到")
        self.target.setToolTip("报告存到哪个文件")
        self.browse = _button("reportBrowse", "浏览(&B)…")
        self.go = _button("reportGo", "导出(&E)")
        self.go.setDefault(True)
        self.stop = _button("reportStop", "取消导出")
        self.away = _button("reportClose", "关闭")
        self.message = Label()
        self.message.setObjectName("reportMessage")
        self.message.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(20 * GRID)
        self.other = _button("reportOther", "")
        self.open_file = _button("reportOpen", "打开文件")
        self.open_folder = _button("reportFolder", "打开所在文件夹")
        self._build()
        self._wire()
        self.rest("")

    def _build(self) -> None:
        label = Label("存到(&T)")
        label.setBuddy(self.target)
        where, told = QHBoxLayout(), QHBoxLayout()
        above: tuple[QWidget, ...] = (
            label, self.target, self.browse, self.go, self.stop, self.away,
        )  # fmt: skip
        below: tuple[QWidget, ...] = (
            self.message, self.bar, self.other, self.open_file, self.open_folder,
        )  # fmt: skip
        for row, widgets, wide in ((where, above, self.target), (told, below, self.message)):
            row.setSpacing(GRID)
            for widget in widgets:
                row.addWidget(widget, int(widget is wide))
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(where)
        column.addLayout(told)

    def _wire(self) -> None:
        self.browse.clicked.connect(self._browse)
        self.target.textEdited.connect(self._name_typed)
        self.go.clicked.connect(self._write)
        self.stop.clicked.connect(self.cancelRequested)
        self.away.clicked.connect(self.closeRequested)
        self.other.clicked.connect(self._write_other)
        self.open_file.clicked.connect(lambda: self.openRequested.emit(self._written))
        self.open_folder.clicked.connect(lambda: self.openRequested.emit(self._written.parent))

    def propose(self, title: str) -> None:
        """Name the file after the report, unless the user has named it."""
        if not self._named:
            name = "".join("_" if char in _BAD else char for char in title)
            self.target.setText(str(self._folder / f"{name}.docx"))

    def show_progress(self, done: int, total: int, what: str) -> None:
        """Show how far the writing has come."""
        self.go.setVisible(False)
        self.stop.setVisible(True)
        self.bar.setVisible(True)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if what:
            self.message.setText(f"{what}……")

    def show_written(self, path: Path, message: str) -> None:
        """Say what was written, and offer to open it."""
        self.rest(message)
        self._written = path
        self._folder = path.parent
        self.open_file.setVisible(True)
        self.open_folder.setVisible(True)
        self.open_file.setFocus()

    def show_unwritable(self, message: str, other: Path | None) -> None:
        """Say that the file cannot be written, and offer another name."""
        self.rest(message)
        self._other = other
        if other is not None:
            self.other.setText(f"存为“{literal(other.name)}”")
            self.other.setVisible(True)
            self.other.setFocus()

    def rest(self, message: str) -> None:
        """Say something while nothing goes on."""
        self.message.setText(message)
        self.go.setVisible(True)
        for widget in (self.stop, self.bar, self.other, self.open_file, self.open_folder):
            widget.setVisible(False)

    def _name_typed(self, text: str) -> None:
        self._named = bool(text.strip())

    def _browse(self) -> None:
        found = file_to_write(
            self, title="存到", proposed=self.target.text(), kinds="Word 文件 (*.docx)",
            name="reportFile", accept="选定",
        )  # fmt: skip
        if found is not None:
            self.target.setText(str(found))
            self._named = True

    def _write(self) -> None:
        text = self.target.text().strip()
        if not text:
            self.rest("还没有写存到哪个文件。请写文件名，或按“浏览”选择。")
            self.target.setFocus()
            return
        path = self._folder / text  # an absolute one stays as it is
        if path.suffix.lower() != ".docx":
            path = path.with_name(f"{path.name}.docx")
        self.target.setText(str(path))
        self.writeRequested.emit(path)

    def _write_other(self) -> None:
        if self._other is not None:
            self.target.setText(str(self._other))
            self._named = True
            self.writeRequested.emit(self._other)


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
