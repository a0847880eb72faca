"""Where a library's backups lie, what they are called, and which of them are kept.

They lie in a folder beside the library, named by the moment they were made. Kept are the ten
newest, the newest of each of the seven latest days and of each of the twelve latest months that
have any, and the three newest of those that were made because a restored backup took the library's
place. Days and months are the user's, not Greenwich's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

RECENT, DAILY, MONTHLY, REPLACED = 10, 7, 12, 3
_MOMENT = "%Y%m%dT%H%M%S.%fZ"
_SUFFIXES = {False: ".db", True: ".replaced.db"}


@dataclass(frozen=True, slots=True)
class Slot:
    """One backup's place.

    Attributes:
        path: the file.
        made: when, with its time zone.
        replaced: whether it was made because a restored backup took the library's place.
    """

    path: Path
    made: datetime
    replaced: bool


def folder(library: Path) -> Path:
    """Return the folder of a library's backups; not created here."""
    return library.with_name(f"{library.name}.backups")


def slot(library: Path, *, made: datetime, replaced: bool) -> Slot:
    """Return the place for a backup made at that moment."""
    name = made.astimezone(UTC).strftime(_MOMENT) + _SUFFIXES[replaced]
    return Slot(folder(library) / name, made, replaced)


def found(library: Path) -> list[Slot]:
    """Return the library's backups, the newest first; other files in the folder are left out.

    Backups from the future, made while the clock was wrong, come last.
    """
    now = datetime.now(UTC)
    slots = [slot for path in folder(library).glob("*.db") if (slot := _slot(path))]
    return sorted(slots, key=lambda slot: (slot.made <= now, slot.made), reverse=True)


def superfluous(slots: Sequence[Slot]) -> list[Slot]:
    """Return those of a library's backups, newest first, that need not be kept."""
    regular = [slot for slot in slots if not slot.replaced]
    kept = {
        *regular[:RECENT],
        *_newest_of_each(regular, lambda slot: f"{slot.made.astimezone():%Y-%m-%d}")[:DAILY],
        *_newest_of_each(regular, lambda slot: f"{slot.made.astimezone():%Y-%m}")[:MONTHLY],
        *[slot for slot in slots if slot.replaced][:REPLACED],
    }
    return [slot for slot in slots if slot not in kept]


def _newest_of_each(slots: Sequence[Slot], period: Callable[[Slot], str]) -> list[Slot]:
    newest: dict[str, Slot] = {}
    for slot in slots:
        newest.setdefault(period(slot), slot)
    return list(newest.values())


def _slot(path: Path) -> Slot | None:
    """Return the backup that a file's name tells of, or None."""
    replaced = path.name.endswith(_SUFFIXES[True])
    moment = path.name.removesuffix(_SUFFIXES[replaced])
    try:
        return Slot(path, datetime.strptime(moment, "%Y%m%dT%H%M%S.%f%z"), replaced)
    except ValueError:
        return None
