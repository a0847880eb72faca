"""The shelf of the ledger's lines: each item with the measure it is about."""

import json
from collections.abc import Callable, Collection

from desktop.annotations import LedgerRow, Light, Progress, State
from desktop.tables.shelf import Shelf

_LINE = """
    SELECT f.id, f.node, f.document, v.title, ifnull(v.doc_number, ''), n.label, n.title,
           f.state, f.lead, f.support, f.due, f.behind, f.priority, f.remark,
           f.author, f.created, f.modified
    FROM follow_ups f
    JOIN documents d ON d.id = f.document AND d.removed IS NULL
    JOIN versions v ON v.document = d.id AND v.number = d.version
    LEFT JOIN nodes n ON n.id = f.node AND n.version = v.key
"""
_LAST = """
    SELECT p.follow_up, p.id, p."on", p."by", p.text
    FROM progress p {} ORDER BY p."on", p.added, p.id
"""
_LOST = """
    SELECT n.id, n.label, n.title
    FROM json_each(?) wanted JOIN nodes n ON n.id = wanted.value
    JOIN versions v ON v.key = n.version ORDER BY v.number
"""


class Ledger(Shelf):
    """Lines of the ledger; those of removed documents are left out."""

    def rows(
        self,
        light: Callable[[State, str | None, bool], Light],
        *,
        document: str | None = None,
        items: Collection[str] | None = None,
    ) -> list[LedgerRow]:
        """Return the lines in the order of the library.

        Args:
            light: gives the warning for a state, a deadline and whether it is behind plan.
            document: a document's id, or None for all.
            items: the ids of the items wanted, or None for all.
        """
        condition, named = "", ""
        values: tuple[str, ...] = ()
        if items is not None:
            named = " IN (SELECT value FROM json_each(?))"
            condition, values = f"WHERE f.id{named}", (json.dumps(list(items)),)
        elif document is not None:
            condition, values = "WHERE f.document = ?", (document,)
        found = self._rows(
            f"{_LINE} {condition} ORDER BY d.key, ifnull(n.position, 1e9), f.created, f.id",
            values,
        )
        notes = _LAST.format(f"WHERE p.follow_up{named}" if named else "")
        last = {item: Progress(*note) for item, *note in self._rows(notes, values if named else ())}
        old = self._last_known([row[1] for row in found if row[5] is None])
        rows = []
        for id_, node, own, title, number, label, name, state, lead, support, due, *rest in found:
            behind, priority, remark, author, created, modified = rest
            known, lost = State(state), label is None
            if lost:
                label, name = old.get(node, ("", ""))  # noqa: PLW2901 - what was known last
            rows.append(
                LedgerRow(
                    id=id_,
                    node=node,
                    document=own,
                    document_title=title,
                    doc_number=number,
                    label=label,
                    title=name,
                    lost=lost,
                    state=known,
                    lead=lead,
                    support=tuple(json.loads(support)),
                    due=due,
                    light=light(known, due, bool(behind)),
                    behind=bool(behind),
                    priority=priority,
                    remark=remark,
                    last_progress=last.get(id_),
                    author=author,
                    created=created,
                    modified=modified,
                )
            )
        return rows

    def count(self) -> int:
        """Return how many items there are, those of removed documents too."""
        return int(self._rows("SELECT count(*) FROM follow_ups")[0][0])

    def warned(self) -> list[tuple[State, str | None, bool]]:
        """Return state, deadline and whether it is behind plan, of every item."""
        rows = self._rows(
            "SELECT f.state, f.due, f.behind FROM follow_ups f"
            " JOIN documents d ON d.id = f.document AND d.removed IS NULL"
        )
        return [(State(state), due, bool(behind)) for state, due, behind in rows]

    def _last_known(self, nodes: list[str]) -> dict[str, tuple[str, str]]:
        """Return label and title of nodes that the current texts have lost."""
        rows = self._rows(_LOST, (json.dumps(nodes),)) if nodes else []
        return {node: (label, title) for node, label, title in rows}
