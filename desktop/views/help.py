"""The help menu and its boxes: keys, and what the program is."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

import desktop
from desktop import paths
from desktop.errors import UserError
from desktop.views.commands import Commands
from desktop.views.frame import Frame
from desktop.views.menus import MENUS, OTHER_KEYS
from desktop.views.menus.entries import every_command, plain, shown
from desktop.views.part import Part
from desktop.views.theme import GRID
from desktop.views.widgets import Label


class Helping(Part):
    """Shows the boxes of the help menu."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._frame, self._window = frame, frame.window

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its commands do."""
        return {
            "manual": self.show_manual,
            "shortcuts": lambda: ShortcutsDialog.tell(self._window, self._frame.commands),
            "about": lambda: AboutDialog.tell(self._window, library=self._frame.store.path),
        }

    def show_manual(self) -> None:
        """Show the manual beside the window, or say that it is not there."""
        from desktop.views.manual import ManualWindow  # noqa: PLC0415 - the window opens without it

        try:
            ManualWindow.tell(self._window, paths.manual(), self._frame.appearance.theme)
        except UserError as error:
            self.failed.emit(str(error))


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
    """Every shortcut under the menu it is in, and the keys that panels and pages have, in columns.

    Args:
        parent: the window.
        commands: those of the window, for their texts as they are now.
    """

    def __init__(self, parent: QWidget, commands: Commands) -> None:
        super().__init__(parent, name="shortcutsDialog", title="快捷键")
        groups: list[tuple[str, Sequence[tuple[str, str]]]] = []
        for menu in MENUS:
            rows = [
                ("、".join(map(shown, each.keys)), plain(commands[each.name].text()))
                for each in every_command([menu])
                if each.keys
            ]
            if rows:
                groups.append((plain(menu.title), rows))
        groups += OTHER_KEYS
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(5 * GRID)
        for part in _halves(groups):
            columns.addLayout(_column(part))
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
    def tell(cls, parent: QWidget, commands: Commands) -> None:
        """Show the keys beside the window, which stays usable."""
        cls(parent, commands).show()


Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""Headings, each with its rows of keys and what they do."""


def _halves(groups: Groups) -> tuple[Groups, Groups]:
    """Return the groups in two columns about as high as each other, in order."""
    every, room = sum(len(rows) + 1 for _, rows in groups), 0
    for number, (_, rows) in enumerate(groups):
        room += len(rows) + 1
        if 2 * room >= every:
            return groups[: number + 1], groups[number + 1 :]
    return groups, ()


def _column(groups: Groups) -> QGridLayout:
    """Return headings and rows one under the other."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(GRID // 2)
    for heading, rows in groups:
        grid.addWidget(QLabel(f"<b>{heading}</b>"), grid.rowCount(), 0, 1, 2)
        for keys, text in rows:
            row = grid.rowCount()
            key, what = Label(keys), Label(text)
            key.setObjectName("quiet")
            grid.addWidget(key, row, 0)
            grid.addWidget(what, row, 1)
        grid.setRowMinimumHeight(grid.rowCount(), GRID)
    grid.setRowStretch(grid.rowCount(), 1)
    grid.setColumnStretch(1, 1)
    return grid


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
        where = Label(f"资料库：{library}")
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
