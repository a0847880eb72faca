"""The right end of the status bar: how far an import has come, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from desktop.views.theme import GRID
from desktop.views.widgets import Label


class ProgressStrip(QWidget):
    """A text, a bar and a button; hidden while nothing goes on.

    Signals:
        cancelRequested: the button was pressed.
    """

    cancelRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progressStrip")
        self.label = Label()
        self.label.setObjectName("progressText")
        self.bar = QProgressBar()
        self.bar.setObjectName("progressBar")
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(20 * GRID)
        self.button = QPushButton("取消")
        self.button.setObjectName("cancelButton")
        self.button.setToolTip("停止导入，已导入的保留")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, GRID, 0)
        layout.setSpacing(GRID)
        for widget in (self.label, self.bar, self.button):
            layout.addWidget(widget)
        self.setVisible(False)
        self.button.clicked.connect(self._cancel)

    def show_progress(self, done: int, total: int, name: str) -> None:
        """Show that `done` of `total` files are in and `name` is next; a total of 0 hides all."""
        if total and not self.isVisible():
            self.button.setEnabled(True)
        self.setVisible(total > 0)
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        step = f"正在导入 {min(done + 1, total)}/{total}"
        self.label.setText(f"{step}　{name}" if name else step)

    def _cancel(self) -> None:
        self.button.setEnabled(False)
        self.label.setText("正在停止…")
        self.cancelRequested.emit()
