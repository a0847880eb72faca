"""The tables that searching needs: when a text was last touched, and the saved searches."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0009_searches(db: "Database") -> None:
    """Note when the nodes of a version were last written, whoever writes them; make saved searches.

    A version's `touched` is the library's change counter at that moment; the search index tells by
    it what it has to read again.
    """
    db.executescript(
        "ALTER TABLE versions ADD COLUMN touched INTEGER NOT NULL DEFAULT 0;"
        + "".join(_TOUCH.format(event=event, row=row) for event, row in _EVENTS)
        + """
        CREATE TABLE searches (
            id TEXT PRIMARY KEY CHECK (id <> ''),
            name TEXT NOT NULL UNIQUE CHECK (name <> ''),
            query TEXT NOT NULL CHECK (query <> '')
        ) STRICT;
        """
    )


_EVENTS = (("INSERT", "new"), ("DELETE", "old"), ("UPDATE", "new"))
_TOUCH = """
    CREATE TRIGGER nodes_touched_by_{event} AFTER {event} ON nodes BEGIN
        UPDATE versions SET touched = (SELECT changes FROM library)
        WHERE key = {row}.version AND touched <> (SELECT changes FROM library);
    END;
"""
