"""The parts of a briefing, saved under names for the next one; they lie among the settings."""

from dataclasses import asdict, fields
from typing import Any

from desktop.actions import naming
from desktop.errors import UserError
from desktop.reports.briefing import Briefing
from desktop.settings import BRIEFINGS, Settings

_WORDS = {field.name for field in fields(Briefing)} - {"numerals"}


def saved(settings: Settings) -> dict[str, Briefing]:
    """Return the saved templates by name, sorted; what cannot be read is left out."""
    kept = settings.get(BRIEFINGS)
    return {name: _briefing(kept[name]) for name in sorted(kept) if isinstance(kept[name], dict)}


def save(settings: Settings, *, name: str, briefing: Briefing) -> None:
    """Save the parts of a briefing under a name; those of the same name are replaced.

    Raises:
        UserError: the name is blank, or the settings cannot be written.
    """
    name = naming.line(name)
    if not name:
        raise UserError("模板的名称不能为空，没有保存。请写一个名称。")
    settings.set(BRIEFINGS, settings.get(BRIEFINGS) | {name: asdict(briefing)})
    settings.save()


def delete(settings: Settings, *, name: str) -> None:
    """Delete the template of that name; nothing where there is none.

    Raises:
        UserError: the settings cannot be written.
    """
    kept = settings.get(BRIEFINGS)
    settings.set(BRIEFINGS, {each: kept[each] for each in kept if each != name})
    settings.save()


def _briefing(kept: dict[str, Any]) -> Briefing:
    words = {name: kept[name] for name in _WORDS if type(kept.get(name)) is str}
    return Briefing(**words, numerals="chinese" if kept.get("numerals") == "chinese" else "digits")
