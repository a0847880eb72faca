"""The original beside the text: kept with its version, drawn page by page, places on it found."""

from pathlib import Path

import pytest

from desktop import paths
from desktop.actions import documents, originals
from desktop.errors import UserError
from desktop.store import Store
from tests import ofds
from tests.pdfs import Setting, typeset

PROSE = "认真落实各项要求，确保取得实效。" * 8
TEXT = ["  关于推动测试的若干措施", "一、总体要求", *(f"{n}.事项{n}。{PROSE}" for n in range(1, 9))]
SETTING = Setting(rows=12)

pytestmark = pytest.mark.usefixtures("qapp")


def imported(store: Store, file: Path) -> str:
    document = documents.import_file(store, path=file).document
    assert document is not None
    return document.id


def test_the_file_is_kept_byte_for_byte(store: Store, tmp_path: Path) -> None:
    file = typeset(tmp_path / "措施.pdf", TEXT, SETTING)
    document = imported(store, file)
    assert originals.kind(store, document=document) == "pdf"
    key = store.documents.key(document, 1)
    assert store.originals.get(key) == file.read_bytes()
    documents.purge(store, documents=[document])
    assert store.originals.kind(key) == ""
    with pytest.raises(KeyError):
        store.originals.get(key)


def test_a_page_is_drawn_as_wide_as_asked(store: Store, tmp_path: Path) -> None:
    document = imported(store, typeset(tmp_path / "措施.pdf", TEXT, SETTING))
    picture = originals.page_picture(store, document=document, page=2, width=400)
    assert (picture.width, picture.height) == pytest.approx((595, 842), abs=1)
    assert (picture.across, picture.down) == pytest.approx((400, 566), abs=1)
    assert len(picture.pixels) == 4 * picture.across * picture.down
    assert len(set(picture.pixels)) > 10


def test_a_page_of_an_ofd_is_told_in_texts(store: Store, tmp_path: Path) -> None:
    document = imported(store, ofds.typeset(tmp_path / "措施.ofd", TEXT, SETTING))
    picture = originals.page_picture(store, document=document, page=1, width=400)
    assert not picture.pixels
    assert picture.texts[0][0] == "关于推动测试的若干措施"


def test_where_a_measure_stands_that_goes_over_the_page(store: Store, tmp_path: Path) -> None:
    document = imported(store, typeset(tmp_path / "措施.pdf", TEXT, SETTING))
    source = documents.source_text(store, document=document)
    nodes = [node for node in documents.load_outline(store, document=document).walk() if node.text]
    found = [originals.spots(source, first=node.first_line, last=node.last_line) for node in nodes]
    assert any(len(spots) == 2 for spots in found)
    for spots in found:
        for spot in spots:
            assert all(0 < x0 < x1 < 595 and 0 < y0 < y1 < 842 for x0, y0, x1, y1 in spot.boxes)


def test_a_text_has_no_pages(store: Store) -> None:
    document = imported(store, paths.seeds()[0])
    assert originals.kind(store, document=document) == ""
    source = documents.source_text(store, document=document)
    assert originals.spots(source, first=1, last=20) == []
    with pytest.raises(UserError, match="没有保存原件"):
        originals.page_picture(store, document=document, page=1, width=300)


@pytest.mark.parametrize("name", ["措施.pdf", "措施.ofd"])
def test_a_page_that_is_not_there(name: str, store: Store, tmp_path: Path) -> None:
    make = typeset if name.endswith("pdf") else ofds.typeset
    document = imported(store, make(tmp_path / name, TEXT, SETTING))
    with pytest.raises(UserError, match="画不出原件的第 99 页：没有第 99 页"):
        originals.page_picture(store, document=document, page=99, width=300)


def test_drawing_stops_when_told(store: Store, tmp_path: Path) -> None:
    document = imported(store, typeset(tmp_path / "措施.pdf", TEXT, SETTING))
    with pytest.raises(UserError, match="已停止"):
        originals.page_picture(store, document=document, page=1, width=300, cancelled=lambda: True)


def test_an_older_version_keeps_its_own_original(store: Store, tmp_path: Path) -> None:
    head = ["  晋测发〔2099〕7号", *TEXT]
    document = imported(store, typeset(tmp_path / "一.pdf", head, SETTING))
    newer = ofds.typeset(tmp_path / "二.ofd", [*head, "9.新增事项。" + PROSE], SETTING)
    assert documents.import_file(store, path=newer).outcome == "version"
    assert originals.kind(store, document=document) == "ofd"
    assert originals.kind(store, document=document, version=1) == "pdf"
