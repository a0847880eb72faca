"""目标: what the documents of a library want reached."""

from pathlib import Path

from desktop import paths
from desktop.actions import correcting, documents, targets
from desktop.store import Store

PROVINCE = paths.seeds()[0]
TEXT = (
    "关于加快建设的通知\n\n晋政发〔2023〕9号\n\n一、任务\n\n1. 建设。年底前建成20座电站。\n\n"
    "2. 保障。加强组织领导。\n"
)


def imported(store: Store, path: Path) -> str:
    document = documents.import_file(store, path=path).document
    assert document
    return document.id


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_targets_stand_in_the_order_of_documents_and_texts(store: Store, tmp_path: Path) -> None:
    assert targets.listed(store) == []
    province = imported(store, PROVINCE)
    other = imported(store, written(tmp_path / "通知.txt", TEXT))
    told: list[tuple[int, int]] = []
    found = targets.listed(store, progress=lambda *done: told.append(done))
    assert told == [(0, 2), (1, 2)]
    assert [each.document for each in found] == sorted(
        (each.document for each in found), key=[province, other].index
    )
    (own,) = targets.listed(store, documents=[other])
    assert found[-1] == own
    assert (own.value, own.unit, own.kind, own.amount) == ("20", "座", "target", "20座")
    assert own.deadline == "2023-12-31"  # the year that its number names
    assert own.doc_number == "晋政发〔2023〕9号"
    texts = {node.id: node for node in documents.load_outline(store, document=province).walk()}
    for each in targets.listed(store, documents=[province]):
        node = texts[each.node]
        assert node.text[each.start : each.end] == each.quote
        assert (node.label, node.ordinal, node.title) == (each.label, each.ordinal, each.title)


def test_they_follow_corrections_newer_texts_and_removal(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    document = imported(store, written(path, TEXT))
    (found,) = targets.listed(store)
    outline = documents.load_outline(store, document=document)
    (node,) = [node for node in outline.walk() if node.id == found.node]
    deed = correcting.rewording(node, words="text", text=node.text.replace("20", "30"))
    assert deed
    correcting.correct(store, author="甲", document=document, deeds=[deed])
    (found,) = targets.listed(store)
    assert (found.value, found.quote) == ("30", "年底前建成30座电站")
    imported(store, written(path, TEXT.replace("加强组织领导", "全年培训500人")))
    assert [each.value for each in targets.listed(store)] == ["30", "500"]
    documents.remove(store, documents=[document])
    assert targets.listed(store) == []


def test_a_library_that_cannot_be_written_tells_them_too(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Store.open(path) as store:
        imported(store, written(tmp_path / "一.txt", TEXT))
        targets.look_through(store)
        imported(store, PROVINCE)
        document = store.documents.all()[0].id
    with Store.open(path, read_only=True) as store:
        found = targets.listed(store)
        assert len(found) > 30
        assert found[0].document == document
        assert len(targets.listed(store, documents=[document])) == 1
    with Store.open(path) as store:
        assert targets.listed(store) == found
