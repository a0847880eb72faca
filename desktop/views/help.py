"""The help menu and its boxes: keys, and what the program is."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

import desktop
from desktop.views.menus import MENUS, OTHER_KEYS
from desktop.views.menus.entries import every_command, plain
from desktop.views.part import Part
from desktop.views.theme import GRID


class Helping(Part):
    """Shows the boxes of the help menu."""

    def __init__(self, window: QWidget, *, library: Path) -> None:
        super().__init__(window)
        self._window, self._library = window, library

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its commands do."""
        return {
            "shortcuts": lambda: ShortcutsDialog.tell(self._window),
            "about": lambda: AboutDialog.tell(self._window, library=self._library),
        }


class _Help(QDialog):
    """A dialog to read and close."""

    def __init__(self, parent: QWidget, *, name: str, title: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        self.column.setSpacing(2 * GRID)

    def add_close(self) -> None:
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)


class ShortcutsDialog(_Help):
    """Every shortcut, from the table of commands, in two columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, name="shortcutsDialog", title="快捷键")
        rows = [
            ("、".join(command.keys), plain(command.text))
            for command in every_command(MENUS)
            if command.keys
        ]
        rows += OTHER_KEYS
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        half = (len(rows) + 1) // 2
        for number, (keys, text) in enumerate(rows):
            column = 3 * (number // half)
            key = QLabel(keys)
            key.setObjectName("quiet")
            grid.addWidget(key, number % half, column)
            grid.addWidget(QLabel(text), number % half, column + 1)
        grid.setColumnMinimumWidth(2, 3 * GRID)
        scroll = QScrollArea()
        scroll.setObjectName("shortcutsScroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        bar = scroll.verticalScrollBar().sizeHint().width()
        scroll.setMinimumWidth(inner.sizeHint().width() + bar + GRID)
        self.column.addWidget(scroll)
        self.add_close()
        whole = inner.sizeHint().height() + 12 * GRID
        self.resize(0, min(whole, self.screen().availableGeometry().height() * 4 // 5))

    @classmethod
    def tell(cls, parent: QWidget) -> None:
        """Show the keys beside the window, which stays usable."""
        cls(parent).show()


class AboutDialog(_Help):
    """Name, version, licence, and where the library lies."""

    def __init__(self, parent: QWidget, *, library: Path) -> None:
        super().__init__(parent, name="aboutDialog", title="关于策阅")
        text = QLabel(
            f"<h3>策阅 {desktop.__version__}</h3>"
            "<p>离线阅读政策文件。所有资料都只在这台电脑上。</p>"
            "<p>以 MIT 许可发布。界面使用 Qt（PySide6，LGPL）。</p>"
        )
        text.setWordWrap(True)
        where = QLabel(f"资料库：{library}")
        where.setObjectName("quiet")
        where.setWordWrap(True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        where.setMinimumWidth(48 * GRID)
        self.column.addWidget(text)
        self.column.addWidget(where)
        self.add_close()

    @classmethod
    def tell(cls, parent: QWidget, *, library: Path) -> None:
        """Show the box beside the window, which stays usable."""
        cls(parent, library=library).show()
