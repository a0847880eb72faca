"""The actions of the window, made from the tables of `menus`: in its menus and its tool bar."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar

from desktop.views.menus import MENUS, TOOL_BAR
from desktop.views.menus.entries import (
    COMPARING,
    DOCUMENT,
    WRITING,
    Command,
    Menu,
    every_command,
    shown,
)
from desktop.views.widgets import literal


class Commands(QObject):
    """The actions of one window, found by their names."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._there = {DOCUMENT, WRITING}
        self._instead: Mapping[str, Callable[[], object]] = {}
        self._every = every_command(MENUS)
        for command in self._every:
            self._actions[command.name] = self._made(command)
        self.set_comparing(False)

    def __getitem__(self, name: str) -> QAction:
        """Return the action of that name."""
        return self._actions[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of all."""
        return iter(self._actions)

    @property
    def instead(self) -> Mapping[str, Callable[[], object]]:
        """What commands do for now in place of their own, by their names."""
        return self._instead

    def stand_in(self, slots: Mapping[str, Callable[[], object]]) -> None:
        """Let commands of these names do this instead for now; {} lets all do their own again.

        So a page of the centre with readers of its own gets what is meant for the reader.
        """
        self._instead = slots

    def set_comparing(self, comparing: bool) -> None:
        """Switch on what needs two documents beside each other, or off."""
        self._have(COMPARING, comparing)

    def set_reading(self, reading: bool) -> None:
        """Switch on what needs an open document, or off."""
        self._have(DOCUMENT, reading)

    def set_writable(self, writable: bool) -> None:
        """Switch off what changes the library, or on."""
        self._have(WRITING, writable)

    def on_page(self) -> list[QAction]:
        """Return what the page's own menu has too, with a line between what is of two menus."""
        found: list[QAction] = []
        for menu in MENUS:
            here = [each for each in every_command([menu]) if each.on_page]
            if here and found:
                line = QAction(self)
                line.setSeparator(True)
                found.append(line)
            found += (self._actions[command.name] for command in here)
        return found

    def name_colours(self, names: Iterable[str]) -> None:
        """Let the commands that mark words say what the five colours mean."""
        for number, name in enumerate(names, 1):
            self._actions[f"mark{number}"].setText(f"标为“{literal(name)}”(&{number})")

    def fill(self, bar: QMenuBar) -> None:
        """Put all menus into the menu bar."""
        for menu in MENUS:
            self._fill(bar.addMenu(menu.title), menu)

    def tool_bar(self) -> QToolBar:
        """Return a tool bar with the commands that have a short text."""
        bar = QToolBar("工具栏")
        bar.setObjectName("toolBar")
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        for name in TOOL_BAR:
            if name is None:
                bar.addSeparator()
            else:
                bar.addAction(self._actions[name])
        return bar

    def _have(self, what: str, there: bool) -> None:
        """Switch on or off all that needs something and whatever else it needs."""
        self._there = self._there | {what} if there else self._there - {what}
        for command in self._every:
            if what in command.needs:
                self._actions[command.name].setEnabled(self._there.issuperset(command.needs))

    def _fill(self, made: QMenu, menu: Menu) -> None:
        for entry in menu.entries:
            if entry is None:
                made.addSeparator()
            elif isinstance(entry, Menu):
                self._fill(made.addMenu(entry.title), entry)
            else:
                made.addAction(self._actions[entry.name])

    def _made(self, command: Command) -> QAction:
        action = QAction(command.text, self)
        action.setObjectName(command.name)
        action.setCheckable(command.checkable)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setStatusTip(command.tip)
        keys = f"（{shown(command.keys[0])}）" if command.keys else ""
        if command.keys and shown(command.keys[0]) != command.keys[0]:
            # What stands behind a tab is shown in place of Qt's own name of the key, 上方向.
            action.setText(f"{command.text}\t{shown(command.keys[0])}")
        action.setToolTip(command.tip + keys)
        if command.short:
            action.setIconText(command.short)
        if command.group:
            group = self._groups.setdefault(command.group, QActionGroup(self))
            group.addAction(action)
        return action
