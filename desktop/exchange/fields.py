"""Fields of a package's entries: each is what it must be, or the entry is refused."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

SHOWN = 60
"""How many characters an id may have, and how many of one are shown."""
_HALF = re.compile("[\ud800-\udfff]")  # halves of a pair, which no file can hold


class RefusedEntryError(Exception):
    """An entry that cannot be taken over; the message says why, in Chinese."""


def name_of(value: Any) -> str:
    """Return an entry's id as it can be shown, or ""."""
    found = value.get("id") if isinstance(value, dict) else None
    return _HALF.sub("\ufffd", found)[:SHOWN] if isinstance(found, str) else ""


def mapping(value: Any) -> Mapping[str, Any]:
    """Return a value that must be an object.

    Raises:
        RefusedEntryError: it is none.
    """
    if not isinstance(value, dict):
        raise RefusedEntryError("不是对象")
    return value


def text(value: Mapping[str, Any], key: str) -> str:
    """Return a text of an object as it can be kept; "" where it is missing.

    Raises:
        RefusedEntryError: it is something else.
    """
    found = value.get(key)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise RefusedEntryError(f"{key} 不是文字")
    return _HALF.sub("\ufffd", found)


def texts(value: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Return a list of texts of an object; none where it is missing.

    Raises:
        RefusedEntryError: it is something else.
    """
    found = value.get(key)
    if found is None:
        return ()
    if not isinstance(found, list):
        raise RefusedEntryError(f"{key} 不是列表")
    if not all(isinstance(each, str) for each in found):
        raise RefusedEntryError(f"{key} 中有的不是文字")
    return tuple(_HALF.sub("\ufffd", each) for each in found)


def moment(value: Mapping[str, Any], key: str) -> str:
    """Return a moment of an object, UTC, ISO 8601; "" where it is missing.

    Raises:
        RefusedEntryError: it is none.
    """
    found = text(value, key)
    if not found:
        return ""
    try:
        at = datetime.fromisoformat(found)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise RefusedEntryError(f"{key} 不是时间") from None
    return at.isoformat(timespec="milliseconds")


def day(value: Mapping[str, Any], key: str) -> str | None:
    """Return a day of an object, or None where it is missing.

    Raises:
        RefusedEntryError: it is none.
    """
    found = text(value, key)
    try:
        return date.fromisoformat(found).isoformat() if found else None
    except ValueError:
        raise RefusedEntryError(f"{key} 不是日期") from None


def required_day(value: Mapping[str, Any], key: str) -> str:
    """Return a day of an object.

    Raises:
        RefusedEntryError: it is missing, or none.
    """
    found = day(value, key)
    if found is None:
        raise RefusedEntryError(f"{key} 没有日期")
    return found


def identifier(entry: Mapping[str, Any]) -> str:
    """Return the id of an entry.

    Raises:
        RefusedEntryError: it has none.
    """
    found = text(entry, "id")
    if not found or len(found) > SHOWN:
        raise RefusedEntryError("没有合用的 id")
    return found


def count(value: Mapping[str, Any], key: str) -> int:
    """Return a number of an object that counts something, or a place in a text.

    Raises:
        RefusedEntryError: it is none.
    """
    found = value.get(key)
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found < 2**53:
        raise RefusedEntryError(f"{key} 不是数")
    return found


def listed(value: Any) -> Sequence[Any]:
    """Return a list as it is, one thing as a list of one, nothing as an empty list."""
    if value is None:
        return ()
    return value if isinstance(value, list) else [value]
