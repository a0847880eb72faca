"""引用关系: who names whom in a library."""

from pathlib import Path

from desktop import paths
from desktop.actions import citing, documents
from desktop.store import Store

PROVINCE, CITY = paths.seeds()[0], paths.seeds()[3]


def imported(store: Store, path: Path) -> str:
    document = documents.import_file(store, path=path).document
    assert document
    return document.id


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_city_cites_its_province(store: Store) -> None:
    city = imported(store, CITY)
    assert citing.cites(store, document=city) == []
    province = imported(store, PROVINCE)
    (found,) = citing.cites(store, document=city)
    assert (found.document, found.cited) == (city, province)
    assert found.words == (
        "《山西省人民政府办公厅关于印发山西省全力稳增长推动经济持续回升向好若干措施的通知》"
        "（晋政办发〔2023〕56 号）"
    )
    assert found.place.startswith("为深入贯彻落实")
    assert found.cited_title == "山西省全力稳增长推动经济持续回升向好的若干措施"
    outline = documents.load_outline(store, document=city)
    (node,) = [node for node in outline.walk() if node.id == found.node]
    assert node.text[found.start : found.end] == found.words
    assert citing.cited_by(store, document=province) == [found]
    assert citing.cites(store, document=province) == []
    assert citing.cited_by(store, document=city) == []


def test_a_number_alone_is_cited_without_the_words_before_it(store: Store, tmp_path: Path) -> None:
    province = imported(store, PROVINCE)
    text = (
        "关于开展督查的通知\n\n一、督查内容\n\n1. 重点督查。根据晋政办发〔2023〕56号，开展督查。\n"
    )
    (found,) = citing.cites(store, document=imported(store, written(tmp_path / "督查.txt", text)))
    assert (found.cited, found.words) == (province, "晋政办发〔2023〕56号")


def test_it_follows_the_newest_text(store: Store, tmp_path: Path) -> None:
    province = imported(store, PROVINCE)
    path = tmp_path / "city.txt"
    text = CITY.read_text(encoding="utf-8")
    city = imported(store, written(path, text))
    assert len(citing.cited_by(store, document=province)) == 1
    imported(store, written(path, text.replace("56 号", "66 号")))
    assert citing.cited_by(store, document=province) == []
    assert citing.cites(store, document=city) == []


def test_what_is_removed_neither_cites_nor_is_cited(store: Store) -> None:
    province, city = imported(store, PROVINCE), imported(store, CITY)
    documents.remove(store, documents=[city])
    assert citing.cited_by(store, document=province) == []
    assert citing.cites(store, document=city) == citing.cited_by(store, document=city) == []


def test_an_older_library_is_looked_through_when_it_is_asked(store: Store) -> None:
    province, city = imported(store, PROVINCE), imported(store, CITY)
    with store.transaction():
        store._connection.execute("DELETE FROM looked_through")
        store._connection.execute("DELETE FROM mentions")
    assert len(citing.cites(store, document=city)) == 1
    assert len(citing.cited_by(store, document=province)) == 1


def test_a_library_that_cannot_be_written_is_read(store: Store) -> None:
    imported(store, PROVINCE)
    city = imported(store, CITY)
    with Store.open(store.path, read_only=True) as reading:
        assert len(citing.cites(reading, document=city)) == 1
