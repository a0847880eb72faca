"""What the program remembers between two starts: one table of settings, kept as JSON."""

import json
import math
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from desktop.errors import UserError

T = TypeVar("T", str, int, float, bool, dict[str, Any], list[Any])


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting: its name in the file, its type, what holds when it is not set, its meaning."""

    name: str
    type: type[T]
    default: T
    meaning: str


THEME = Setting("theme", str, "system", "`light`, `dark`, or `system` to follow the desktop")
ZOOM = Setting("zoom", float, 1.0, "size of the reader's type, 1.0 = 17 pixels")
GEOMETRY = Setting("geometry", str, "", "place and size of the window, Qt's own form in Base64")
SPLITTER = Setting("splitter", str, "", "widths of tree, reader and side panels, likewise")
OUTLINE_SHOWN = Setting("outline_shown", bool, True, "whether the tree of documents is shown")
PANEL_SHOWN = Setting("panel_shown", bool, False, "whether the side panels are shown")
LINES_SHOWN = Setting("lines_shown", bool, False, "whether source line numbers stand in the margin")
ARCHIVED_SHOWN = Setting("archived_shown", bool, False, "whether the tree shows archived documents")
PLACES = Setting(
    "places", dict, {}, "library file -> the last document read there and the node it stood at"
)
SEEDS = Setting(
    "seeds", dict, {}, "library file -> `begun` or `done`: the seeds are loaded into it only once"
)
FOLDER = Setting("folder", str, "", "the folder that files were last imported from")
AUTHOR = Setting("author", str, "", "the name under which the user annotates")
SIDE_PANEL = Setting("side_panel", str, "", "the objectName of the side panel shown last")
MARK_COLOUR = Setting("mark_colour", str, "key1", "the colour that was marked with last")
COMPARE = Setting(
    "compare", dict, {}, "`layout`: how the page 对照 was left; library file -> what was compared"
)
CHECKING = Setting(
    "checking", dict, {}, "how the list of 校核 was left: `kind`, `weight`, `sort`, `settled`"
)
BRIEFINGS = Setting("briefings", dict, {}, "name -> the parts of a briefing saved under it")
REPORT_FOLDER = Setting("report_folder", str, "", "the folder that a report was last written to")
REPORT_SIZE = Setting("report_size", list, [], "width and height of the dialog for reports, pixels")
RECENT_SEARCHES = Setting("recent_searches", list, [], "what was looked for, the newest first")

TABLE: tuple[Setting[Any], ...] = (
    THEME,
    ZOOM,
    GEOMETRY,
    SPLITTER,
    OUTLINE_SHOWN,
    PANEL_SHOWN,
    LINES_SHOWN,
    ARCHIVED_SHOWN,
    PLACES,
    SEEDS,
    FOLDER,
    AUTHOR,
    SIDE_PANEL,
    MARK_COLOUR,
    COMPARE,
    CHECKING,
    BRIEFINGS,
    REPORT_FOLDER,
    REPORT_SIZE,
    RECENT_SEARCHES,
)


@dataclass
class Settings:
    """The settings of one user.

    Attributes:
        path: the file they are kept in.
        values: what that file held, unknown names included, so that a newer program's settings
            survive an older one.
        set_aside: where a file that could not be read was moved to, or None.
    """

    path: Path
    values: dict[str, Any] = field(default_factory=dict)
    set_aside: Path | None = None

    @classmethod
    def load(cls, path: Path) -> "Settings":
        """Return the settings kept in `path`; all defaults where it is missing or broken.

        A broken file is moved to the same name with `.broken` and never overwritten by `save`.
        """
        try:
            values = json.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            return cls(path)
        except (OSError, ValueError, RecursionError):
            return cls(path, set_aside=_set_aside(path))
        if not isinstance(values, dict):
            return cls(path, set_aside=_set_aside(path))
        return cls(path, values)

    def get(self, setting: Setting[T]) -> T:
        """Return the setting's value, or its default where none or one that cannot be is kept."""
        value = self.values.get(setting.name, setting.default)
        if setting.type is float and type(value) is int:
            value = float(value)
        if type(value) is not setting.type or not _is_finite(value):
            return setting.default
        return value

    def set(self, setting: Setting[T], value: T) -> None:
        """Remember a value; `save` writes it."""
        self.values[setting.name] = value

    def save(self) -> None:
        """Write all settings in one step, readable by their owner only.

        Raises:
            UserError: the folder cannot be written; the file keeps what it held.
        """
        text = json.dumps(self.values, ensure_ascii=False, indent=2)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _replace(self.path, text)
        except OSError as error:
            raise UserError(
                f"设置未能保存到“{self.path}”（{error.strerror}）。原有设置和资料库均未改动，"
                "请检查磁盘空间和文件夹权限。"
            ) from error


def _is_finite(value: Any) -> bool:
    """Return whether a value is no number, or one that can be reckoned with."""
    return not isinstance(value, float) or math.isfinite(value)


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _set_aside(path: Path) -> Path | None:
    aside = path.with_name(path.name + ".broken")
    try:
        path.replace(aside)
    except OSError:
        return None
    return aside
