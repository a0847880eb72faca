"""The tables of comparing: what people said of pairs of measures."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0011_pairs(db: "Database") -> None:
    """Make the pairs of measures that a person accepted or rejected.

    Each stands once: `a` in the document whose id comes first, or in the older version where both
    are of one document.
    """
    db.executescript(
        """
        CREATE TABLE pairs (
            a TEXT NOT NULL,
            b TEXT NOT NULL,
            document_a TEXT NOT NULL REFERENCES documents (id),
            document_b TEXT NOT NULL REFERENCES documents (id) CHECK (document_b >= document_a),
            accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
            relation TEXT NOT NULL CHECK (relation IN ('same', 'adapted', 'related')),
            author TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (a, b)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX pairs_by_documents ON pairs (document_a, document_b);
        CREATE INDEX pairs_by_document_b ON pairs (document_b);
        """
    )
