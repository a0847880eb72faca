"""What the commands print as JSON: the shapes that other programs rely on.

Keys are only ever added; what a key means does not change.
"""

import os
from collections.abc import Sequence
from typing import Any

from desktop.actions.documents import Imported
from desktop.actions.exchange import Entry, Result
from desktop.actions.returned import OUTCOMES, Incoming
from desktop.actions.safety import Backup
from desktop.comparison import Comparison, Measure
from desktop.findings import Results
from desktop.model import Document, Line, Node, Outline, Target
from desktop.paths import shown


def imported_value(result: Imported) -> dict[str, Any]:
    """Return what became of a file as `import` prints it.

    A path's bytes that are not UTF-8 become lone surrogates, as in Python.
    """
    return {
        "path": os.fsencode(result.path).decode(errors="surrogateescape"),
        "outcome": result.outcome,
        "document": result.document.id if result.document else None,
        "message": result.message,
    }


def document_value(document: Document) -> dict[str, Any]:
    """Return a document as `list` prints it."""
    return {
        "id": document.id,
        "title": document.title,
        "doc_number": document.doc_number,
        "issuer": document.issuer,
        "issued_on": document.issued_on,
        "measures": document.measures,
        "marks": document.marks,
    }


def comparison_value(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as `compare` prints it: pairs in the order of a, the best first."""
    return {
        "a": comparison.a.document,
        "b": comparison.b.document,
        "pairs": [
            {
                "a": _measure_value(comparison.measure_a(pair.a)),
                "b": _measure_value(comparison.measure_b(pair.b)),
                "relation": pair.relation.value,
                "score": pair.score,
            }
            for pair in comparison.pairs
        ],
        "only_a": [_measure_value(measure) for measure in comparison.only_a],
        "only_b": [_measure_value(measure) for measure in comparison.only_b],
    }


def _measure_value(measure: Measure) -> dict[str, Any]:
    return {
        "node": measure.node,
        "label": measure.label,
        "ordinal": measure.ordinal,
        "title": measure.title,
    }


def backup_value(backup: Backup) -> dict[str, Any]:
    """Return a backup as `backup` and `backups` print it; `fault` is null where it is sound."""
    return {
        "path": shown(backup.path),
        "made": backup.made,
        "replaced": backup.replaced,
        "documents": backup.contents.documents,
        "marks": backup.contents.marks,
        "follow_ups": backup.contents.follow_ups,
        "fault": backup.fault or None,
    }


def review_value(result: Result) -> dict[str, Any]:
    """Return what became of a package as `review import` prints it; each entry is in one list."""
    return {
        "added": _entries_value(result.added),
        "skipped": _entries_value(result.skipped),
        "differing": _entries_value(result.differing),
        "refused": _entries_value(result.refused),
        "orphaned": _entries_value(result.orphaned),
        "waiting": _entries_value(result.waiting),
    }


def _entries_value(entries: Sequence[Entry]) -> list[dict[str, str]]:
    return [{"kind": each.kind, "id": each.id, "message": each.message} for each in entries]


def comments_value(incoming: Incoming) -> dict[str, Any]:
    """Return what became of a report's comments as `comments import` prints it.

    Each comment is in one list; `id` is null where the library has no mark of it, `document` and
    `node` where it is on none; `quote` is the words that the mark is on.
    """
    return {
        outcome: [
            {
                "id": f"urn:uuid:{each.mark.id}" if each.mark else None,
                "document": each.document or None,
                "node": each.node or None,
                "quote": each.quote,
                "note": each.mark.note if each.mark else each.said,
                "author": each.author,
                "created": (each.created or (each.mark.created if each.mark else "")) or None,
                "message": each.message,
            }
            for each in incoming.of(outcome)
        ]
        for outcome in OUTCOMES
    }


def results_value(results: Results) -> dict[str, Any]:
    """Return what a query has found as `search` prints it; `node` is null for a note on no node."""
    return {
        "query": results.query,
        "total": results.total,
        "hits": [
            {
                "document": hit.document,
                "doc_number": hit.doc_number,
                "node": hit.node or None,
                "kind": hit.kind,
                "label": hit.label,
                "title": hit.title,
                "path": list(hit.path),
                "snippet": hit.snippet,
            }
            for hit in results.hits
        ],
    }


def targets_value(targets: Sequence[Target]) -> list[dict[str, Any]]:
    """Return targets as `targets` prints them.

    Quotes are without white space, as printed lines break anywhere; what is not told is null.
    """
    return [
        {
            "document": each.document,
            "node": each.node,
            "label": each.label,
            "ordinal": each.ordinal,
            "quote": each.words,
            "value": each.value or None,
            "op": each.op or None,
            "unit": each.unit or None,
            "deadline": each.deadline or None,
            "deadline_text": each.deadline_text or None,
            "kind": each.kind,
        }
        for each in targets
    ]


def outline_value(outline: Outline) -> dict[str, Any]:
    """Return an outline as `outline` prints it; nodes have an `id` where they are stored."""
    return {
        "source": outline.source,
        "title": outline.title,
        "notice_title": outline.notice_title,
        "issuer": outline.issuer,
        "doc_number": outline.doc_number,
        "issued_on": outline.issued_on,
        "addressees": outline.addressees,
        "nodes": [_node_value(node) for node in outline.nodes],
        "front_matter": _lines_value(outline.front_matter),
        "back_matter": list(outline.back_matter),
        "contents": _lines_value(outline.contents),
        "furniture": _lines_value(outline.furniture),
        "doubts": [
            {
                "kind": doubt.kind,
                "line": doubt.line,
                "printed": doubt.printed,
                "assumed": doubt.assumed,
                "message": doubt.message,
            }
            for doubt in outline.doubts
        ],
    }


def _lines_value(lines: Sequence[Line]) -> list[dict[str, Any]]:
    return [{"line": line.line, "text": line.text} for line in lines]


def _node_value(node: Node) -> dict[str, Any]:
    value: dict[str, Any] = {"id": node.id} if node.id else {}
    return value | {
        "kind": node.kind.value,
        "label": node.label,
        "ordinal": node.ordinal,
        "title": node.title,
        "text": node.text,
        "units": list(node.units),
        "units_text": node.units_text,
        "rows": None if node.rows is None else [list(row) for row in node.rows],
        "lines": [node.first_line, node.last_line],
        "children": [_node_value(child) for child in node.children],
    }
