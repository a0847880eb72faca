"""The only place that knows where resources, seeds and the user's folders are."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def resources() -> Path:
    """Return the folder of icons, style sheets and other files that ship with the program."""
    return ROOT / "resources"


def seeds() -> list[Path]:
    """Return the seed documents, ordered by file name; empty where they were removed."""
    return sorted((ROOT / "seeds").glob("*.txt"))


def manual() -> Path:
    """Return the user's manual; its pictures lie beside it."""
    return ROOT / "docs" / "使用手册.md"


def user_folder() -> Path:
    """Return the user's own folder for the library and settings; not created here.

    `CEYUE_HOME` overrides it, for a library on a memory stick and for tests.
    """
    if override := os.environ.get("CEYUE_HOME"):
        return Path(override)
    import platformdirs  # noqa: PLC0415 - no helper of a reader needs it, and each would load it

    return Path(platformdirs.user_data_dir("ceyue", appauthor=False))


def default_library() -> Path:
    """Return the library file that is opened when none is named."""
    return user_folder() / "library.db"


def settings_file() -> Path:
    """Return the file that keeps the user's settings."""
    return user_folder() / "settings.json"


def log_file() -> Path:
    """Return the program's log file."""
    return user_folder() / "ceyue.log"


def shown(path: str | Path) -> str:
    """Return a path or file name as it can be shown and stored, whatever bytes it is made of.

    Names are taken for UTF-8 whatever the locale; bytes that are not become `�`.
    """
    return os.fsencode(path).decode(errors="replace")


def missing(path: Path) -> bool:
    """Return whether there is nothing at a path; False where nobody may look."""
    try:
        path.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False
