"""The shelf of sums: what each document of the library has, counted for all at once."""

from desktop.annotations import State
from desktop.tables.shelf import Shelf

_READ = """
    SELECT d.id, count(*) FROM documents d
    CROSS JOIN versions v ON v.document = d.id AND v.number = d.version
    CROSS JOIN reviewed r ON r.document = d.id
    CROSS JOIN nodes n ON n.id = r.node AND n.version = v.key
    WHERE d.removed IS NULL AND n.kind IN ('measure', 'article') GROUP BY d.id
"""  # in this order, so that only nodes with a tick are looked at
_MARKS = """
    SELECT document, count(*) marks, count(*) FILTER (WHERE note <> '') notes, sum(orphaned) lost
    FROM marks GROUP BY document
"""
_DOUBTS = """
    SELECT d.id, count(*)
    FROM documents d JOIN versions v ON v.document = d.id AND v.number = d.version
    JOIN doubts b ON b.version = v.key
    WHERE d.removed IS NULL AND NOT EXISTS (
        SELECT 1 FROM settled s
        WHERE s.document = d.id AND s.kind = b.kind AND s.printed = b.printed)
    GROUP BY d.id
"""
_ITEMS = """
    SELECT document, count(*) FILTER (WHERE NOT done),
           count(*) FILTER (WHERE awake AND due < :today),
           count(*) FILTER (WHERE awake AND due BETWEEN :today AND :week),
           count(*) FILTER (WHERE awake AND due BETWEEN :today AND :month),
           count(*) FILTER (WHERE done)
    FROM (SELECT document, due, state IN (:done, :closed) done,
                 state IN (:waiting, :under_way) awake FROM follow_ups)
    GROUP BY document
"""
_COMING = """
    SELECT f.id FROM follow_ups f JOIN documents d ON d.id = f.document AND d.removed IS NULL
    WHERE f.due >= :today AND f.state IN (:waiting, :under_way)
    AND (:document IS NULL OR f.document = :document)
    ORDER BY f.due, f.created, f.id LIMIT :most
"""
_STATES = {"waiting": State.WAITING, "under_way": State.UNDER_WAY, "done": State.DONE,
           "closed": State.CLOSED}  # fmt: skip


class Sums(Shelf):
    """Sums by the ids of documents; a document that is not there has none."""

    def read(self) -> dict[str, int]:
        """Return how many measures of each document's current text are ticked."""
        return dict(self._rows(_READ))

    def marks(self) -> dict[str, list[int]]:
        """Return how many marks each has, how many with a note, how many without a place."""
        return {document: counts for document, *counts in self._rows(_MARKS)}

    def doubts(self) -> dict[str, int]:
        """Return how many of the parser's doubts nobody has settled; corrections do not count."""
        return dict(self._rows(_DOUBTS))

    def corrected(self) -> set[str]:
        """Return the documents in which something was put right."""
        return {document for (document,) in self._rows("SELECT DISTINCT document FROM corrections")}

    def items(self, *, today: str, week: str, month: str) -> dict[str, list[int]]:
        """Return how many ledger items each has: open, overdue, due in a week, a month, done.

        Args:
            today: the day it is, ISO 8601.
            week: the last day that is due in a week.
            month: the last day that is due in a month.
        """
        values = {**_STATES, "today": today, "week": week, "month": month}
        return {document: counts for document, *counts in self._rows(_ITEMS, values)}

    def coming(self, *, document: str | None, today: str, most: int) -> list[str]:
        """Return the ids of the open ledger items that are due next, the nearest first.

        Args:
            document: a document's id, or None for all.
            today: a day, ISO 8601; nothing before it counts.
            most: how many at most.
        """
        values = {**_STATES, "document": document, "today": today, "most": most}
        return [item for (item,) in self._rows(_COMING, values)]
