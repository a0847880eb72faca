"""What the search index goes by: a text's signature changes whenever its nodes do."""

import pytest

from desktop.model import Kind, Node, Outline
from desktop.store import Store
from tests.outlines import put

NODES = (Node(Kind.LEAD, text="一"), Node(Kind.LEAD, text="二"))
OUTLINE = Outline("x.txt", title="件", nodes=NODES)
ADDED = (
    "INSERT INTO nodes SELECT version, 9, parent, 'n', kind, label, ordinal, title, heading,"
    ' branches, first_line, last_line, units, units_text, "rows", text FROM nodes'
    " WHERE id = 'd-1'"
)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE nodes SET text = '三' WHERE id = 'd-1'",
        "DELETE FROM nodes WHERE id = 'd-1'",
        ADDED,
    ],
)
def test_any_change_of_nodes_changes_the_signature_of_their_text_only(
    store: Store, change: str
) -> None:
    put(store, OUTLINE)
    put(store, OUTLINE, document="e")
    before = {text.document: text.signature for text in store.search_feed.texts()}
    with store.transaction():
        store._connection.execute(change)
    after = {text.document: text.signature for text in store.search_feed.texts()}
    assert before["d"] != after["d"]
    assert before["e"] == after["e"]


def test_the_texts_are_read_anew_inside_a_transaction(store: Store) -> None:
    put(store, OUTLINE)
    (before,) = store.search_feed.texts()
    with store.transaction():
        store._connection.execute("UPDATE versions SET issuer = '甲'")
        assert store.search_feed.texts()[0].issuer == "甲"
    assert before.issuer is None
