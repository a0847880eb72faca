"""What a menu is made of."""

from collections.abc import Iterable
from dataclasses import dataclass

DOCUMENT, WRITING, COMPARING = "document", "writing", "comparing"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to choose in a menu.

    Attributes:
        name: the action's objectName.
        text: as the menu shows it, with its `&` key.
        tip: a sentence for the status bar.
        keys: shortcuts, the first one shown.
        short: its text in the tool bar, "" when it is not there.
        group: commands of one group exclude each other; "" for none.
        checkable: whether it is switched on and off.
        needs: without which it is switched off: an open `DOCUMENT`, a library open for `WRITING`,
            two documents beside each other for `COMPARING`.
        on_page: whether the page's own menu has it too.
    """

    name: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    short: str = ""
    group: str = ""
    checkable: bool = False
    needs: tuple[str, ...] = ()
    on_page: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu: its title and its commands, None for a line between them, a Menu for a submenu."""

    title: str
    entries: "tuple[Command | Menu | None, ...]"


def every_command(menus: Iterable[Menu]) -> list[Command]:
    """Return the commands of all menus and their submenus, in order."""
    found: list[Command] = []
    for menu in menus:
        for entry in menu.entries:
            if isinstance(entry, Menu):
                found += every_command([entry])
            elif entry is not None:
                found.append(entry)
    return found


_DRAWN = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Return": "回车", "Del": "Delete"}


def shown(keys: str) -> str:
    """Return a shortcut as users read it: `Alt+Shift+Up` is Alt+Shift+↑."""
    *held, key = keys.split("+") if not keys.endswith("+") else (keys,)
    return "+".join((*held, _DRAWN.get(key, key)))


def plain(text: str) -> str:
    """Return a menu's text without its key and dots: `导入(&I)…` is 导入."""
    return text.split("(&", maxsplit=1)[0].rstrip("…").replace("&&", "&")
