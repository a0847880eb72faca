"""Finding, reading, grouping, archiving and removing documents."""

from pathlib import Path

import pytest

from desktop import paths
from desktop.actions import documents, library, tree
from desktop.errors import UserError
from desktop.model import Document, Kind, Node, Outline
from desktop.store import Store
from tests.outlines import put


@pytest.fixture
def three(store: Store) -> list[Document]:
    """Three documents without any text."""
    put(
        store,
        Outline("a.txt", title="稳住经济若干措施", doc_number="晋政办发〔2023〕56号"),
        document="a1",
    )
    put(
        store,
        Outline("b.txt", title="稳住经济若干措施实施细则", doc_number="晋政发〔2022〕14号"),
        document="b2",
    )
    put(store, Outline("c.txt", title="食品安全 专项整治方案"), document="c3")
    return documents.list_documents(store)


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("a1", "a1"),
        ("晋政办发〔2023〕56号", "a1"),
        ("晋政办发(2023) 56 号", "a1"),
        ("晋政发[2022]14号", "b2"),
        ("稳住经济若干措施", "a1"),  # the whole title goes before a part of another
        ("实施细则", "b2"),
        ("食品安全专项", "c3"),
        (" 专项整治 ", "c3"),
    ],
)
def test_a_document_is_found(
    store: Store, three: list[Document], reference: str, found: str
) -> None:
    assert documents.find_document(store, reference=reference).id == found
    documents.set_archived(store, documents=[found], archived=True)
    assert documents.find_document(store, reference=reference).id == found


@pytest.mark.parametrize("reference", ["没有这份", "晋政发〔2022〕15号", "", "  "])
def test_a_document_that_is_not_there_is_named(
    store: Store, three: list[Document], reference: str
) -> None:
    with pytest.raises(UserError, match="库中没有") as caught:
        documents.find_document(store, reference=reference)
    assert f"“{reference}”" in str(caught.value)


def test_a_part_of_two_titles_lists_both(store: Store, three: list[Document]) -> None:
    with pytest.raises(UserError, match="多份文件") as caught:
        documents.find_document(store, reference="稳住经济")
    for name in ("a1", "b2", "稳住经济若干措施实施细则"):
        assert name in str(caught.value)
    assert "c3" not in str(caught.value)


def test_a_number_of_two_documents_lists_both(store: Store, three: list[Document]) -> None:
    put(store, Outline("d.txt", title="另一份", doc_number="晋政发(2022)14号"), document="d4")
    with pytest.raises(UserError, match=r"b2.*d4"):
        documents.find_document(store, reference="晋政发〔2022〕14号")


def test_documents_come_in_the_order_added(store: Store, three: list[Document]) -> None:
    assert [document.id for document in three] == ["a1", "b2", "c3"]
    assert [document.archived for document in three] == [False] * 3


def test_groups_are_the_names_in_use(store: Store, three: list[Document]) -> None:
    assert documents.groups(store) == []
    documents.set_group(store, documents=["a1", "b2"], group=" 经济 ")
    documents.set_group(store, documents=["c3"], group="食品")
    assert documents.groups(store) == ["经济", "食品"]
    assert [row.group for row in tree.roots(store)] == ["经济", "经济", "食品"]
    documents.set_group(store, documents=["c3"], group="")
    assert documents.groups(store) == ["经济"]
    assert [each.group for each in documents.list_documents(store)] == ["经济", "经济", ""]


def test_archived_documents_leave_list_tree_and_filter(store: Store, three: list[Document]) -> None:
    documents.set_archived(store, documents=["a1", "c3"], archived=True)
    assert [each.id for each in documents.list_documents(store)] == ["b2"]
    assert [each.id for each in documents.list_documents(store, archived=True)] == ["a1", "c3"]
    assert [row.id for row in tree.roots(store)] == ["b2"]
    archived = tree.roots(store, archived=True)
    assert [(row.id, row.archived) for row in archived] == [("a1", True), ("c3", True)]
    assert tree.find(store, text="食品") == []
    documents.set_archived(store, documents=["c3"], archived=False)
    assert [each.id for each in documents.list_documents(store)] == ["b2", "c3"]


def test_a_purged_document_is_gone_with_all_its_versions(store: Store) -> None:
    first = documents.import_file(store, path=paths.seeds()[0]).document
    second = documents.import_file(store, path=paths.seeds()[1]).document
    assert first is not None
    assert second is not None
    documents.remove(store, documents=[first.id])
    assert documents.list_documents(store) == [second]
    documents.purge(store, documents=[first.id])
    assert documents.list_documents(store) == [second]
    assert library.check(store) == []
    counts = store._connection.execute(
        "SELECT count(DISTINCT version) FROM nodes UNION ALL SELECT count(*) FROM versions"
        " UNION ALL SELECT count(*) FROM sources"
    ).fetchall()
    assert counts == [(1,), (1,), (1,)]
    again = documents.import_file(store, path=paths.seeds()[0])
    assert again.outcome == "new"


def test_each_action_is_one_transaction(store: Store, three: list[Document]) -> None:
    before = store.changes
    everything = [document.id for document in three]
    documents.set_group(store, documents=everything, group="甲")
    documents.set_archived(store, documents=everything, archived=True)
    documents.remove(store, documents=everything)
    assert store.changes == before + 3


def test_a_document_or_version_that_is_gone_is_named(store: Store, three: list[Document]) -> None:
    for ask in (documents.load_outline, documents.source_lines, documents.versions):
        with pytest.raises(UserError, match=r"“zz”.*已被移除"):
            ask(store, document="zz")
    for ask in (documents.load_outline, documents.source_lines):
        for version in (0, 2, -1):
            with pytest.raises(UserError, match=f"没有第 {version} 版"):
                ask(store, document="a1", version=version)


def test_versions_tell_where_they_came_from(store: Store, tmp_path: Path) -> None:
    seed = paths.seeds()[3]
    document = documents.import_file(store, path=seed).document
    assert document is not None
    (version,) = documents.versions(store, document=document.id)
    assert (version.number, version.source) == (1, seed.name)
    assert version.sha256 == document.sha256
    assert version.imported == document.added
    assert version.measures == document.measures


def test_an_outline_without_data_can_be_loaded(store: Store) -> None:
    put(store, Outline("空.txt", nodes=(Node(Kind.LEAD),)), document="e")
    assert documents.load_outline(store, document="e").title is None
