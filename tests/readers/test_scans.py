"""Scans: refused with what can be done, and read where a program for it is on the computer."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage

from desktop import readers
from desktop.actions import documents, originals
from desktop.errors import UserError
from desktop.model import Picture
from desktop.readers import scans
from desktop.readers.pages import package, source
from desktop.readers.pages.images import pixels, plain
from desktop.readers.reading import ScannedError, straight_on
from desktop.store import Store
from tests.called import Run
from tests.ofds import NS, composite, document, ofd, page, scanned_ofd
from tests.pdfs import A4, pdf, picture_of, scanned_page

DATA = Path(__file__).parent.parent / "data" / "pages"
BMP = b"BM" + bytes(16) + (9).to_bytes(4, "little") * 2
TEXT = ["一、总体要求", "坚持稳中求进工作总基调，认真落实各项政策措施。"]

pytestmark = pytest.mark.usefixtures("qapp")
with_program = pytest.mark.usefixtures("recogniser")


def saved(image: QImage, kind: str) -> bytes:
    """An image as a file."""
    made = QBuffer()
    image.save(made, kind)
    return bytes(made.data().data())


def placed(
    path: Path,
    *,
    rest: str = "",
    unit: str = "",
    inner: str = "",
    template: str = "",
    note: str = "",
) -> Path:
    """An OFD of one page with pictures on it, in units, in its template or in annotations."""
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{number}"><ofd:Content>{each}</ofd:Content>'
        "</ofd:CompositeGraphicUnit>"
        for number, each in ((8, inner), (9, unit))
    )
    common = '<ofd:DocumentRes>R.xml</ofd:DocumentRes><ofd:TemplatePage ID="7" BaseLoc="T.xml"/>'
    annotations = "<ofd:Annotations>Notes.xml</ofd:Annotations>"
    return ofd(
        path,
        [
            page([], rest=rest).replace(
                "<ofd:Content>", '<ofd:Template TemplateID="7"/><ofd:Content>'
            )
        ],
        {
            "Doc_0/Document.xml": document(
                '<ofd:Page ID="1" BaseLoc="Pages/Page_1/Content.xml"/>', common, annotations
            ),
            "Doc_0/R.xml": f'<ofd:Res {NS}><ofd:MultiMedia ID="1"><ofd:MediaFile>1.bmp'
            f"</ofd:MediaFile></ofd:MultiMedia>{units}</ofd:Res>",
            "Doc_0/1.bmp": BMP,
            "Doc_0/T.xml": page([], rest=template),
            "Doc_0/Notes.xml": f'<ofd:Annotations {NS}><ofd:Page PageID="1"><ofd:FileLoc>N.xml'
            "</ofd:FileLoc></ofd:Page></ofd:Annotations>",
            "Doc_0/N.xml": f"<ofd:PageAnnot {NS}>{note}</ofd:PageAnnot>",
        },
    )


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    return pdf(tmp_path / "扫描.pdf", [scanned_page(*TEXT)] * 2)


def test_words_of_a_line_are_as_high_as_the_line() -> None:
    printed = """
        5 1 1 1 1 1 100 40 60 20 96 一、
        5 1 1 1 1 2 170 30 90 40 91 总则
        4 1 1 1 1 0 100 30 160 40 -1
        5 1 1 1 2 1 100 90 60 20 95 正文
    """
    rows = [line.split() for line in printed.splitlines()]
    sheet = scans.sheet(Picture(600, 800, 1200, 1600), rows)
    assert [(word.text, word.top, word.bottom) for word in sheet.words] == [
        ("一、", 15, 35),
        ("总则", 15, 35),
        ("正文", 45, 55),
    ]
    found = source.source("甲.pdf", [sheet])
    assert [line.text for line in found.lines if line.text] == ["一、总则", "正文"]
    ((_, page, message),) = found.doubts
    assert page == "第 1 页"
    assert "对照原件" in message


def test_without_the_program_a_scan_is_a_scan(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not readers.can_recognise()
    with pytest.raises(ScannedError, match="共 2 页，没有文字层"):
        readers.read(scan, recognise=True)


def test_only_files_with_pages_are_recognised() -> None:
    with pytest.raises(ScannedError):
        readers.recognised(Path("图.docx"), b"PK\3\4", 3)


def test_how_large_a_picture_is_stands_in_its_head() -> None:
    image = QImage(300, 20, QImage.Format.Format_RGB32)
    image.fill(0)
    assert {kind: pixels(saved(image, kind)) for kind in ("PNG", "JPG", "BMP")} == {
        "PNG": 6000,
        "JPG": 6000,
        "BMP": 6000,
    }
    assert pixels(b"") == pixels(b"\xff\xd8\xff\xe0\0\0" * 9) == 0


@with_program
def test_a_scanned_ofd_is_read_and_doubted(tmp_path: Path, store: Store) -> None:
    scan = scanned_ofd(tmp_path / "扫描.ofd", [picture_of(*TEXT)] * 2)
    (refused,) = documents.import_files(store, paths=[scan])
    assert refused.recognisable
    (result,) = documents.import_files(store, paths=[scan], recognise=True)
    assert result.document is not None, result.message
    lines = [
        line
        for line in documents.source_lines(store, document=result.document.id)
        if "稳中求进" in line.text
    ]
    assert [line.page for line in lines] == [1, 2]
    left, top, right, bottom = lines[0].box or (0, 0, 0, 0)
    assert 70 < left < 80
    assert 400 < right < A4[0]
    assert 170 < top < 190 < bottom < 200
    doubts = documents.load_outline(store, document=result.document.id).doubts
    assert sum("对照原件" in doubt.message for doubt in doubts) == 2


@with_program
def test_an_ofd_without_pictures_of_text_stays_a_scan(tmp_path: Path) -> None:
    blank = QImage(80, 80, QImage.Format.Format_RGB32)
    blank.fill(0xFFFFFF)
    scan = scanned_ofd(tmp_path / "扫描.ofd", [saved(blank, "PNG")])
    with pytest.raises(ScannedError):
        readers.read(scan, recognise=True)


@with_program
@pytest.mark.parametrize(
    "picture",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0",
        b"nothing",
        (DATA / "text.jb2").read_bytes()[:60].replace(b"\0\x04\xd8", b"\xff\x04\xd8"),
        (DATA / "text.jb2").read_bytes()[:9],
        (DATA / "text.jp2").read_bytes()[:60],
        (DATA / "text.tif").read_bytes()[:60],
    ],
)
def test_what_would_be_refused_is_not_offered(picture: bytes, tmp_path: Path, store: Store) -> None:
    scan = scanned_ofd(tmp_path / "扫描.ofd", [picture])
    (refused,) = documents.import_files(store, paths=[scan])
    assert not refused.recognisable
    assert "共 1 页" in refused.message
    assert "打印成 PDF" in refused.message


def image(more: str = "") -> str:
    """A picture as large as a page."""
    return f'<ofd:ImageObject Boundary="0 0 210 297" ResourceID="1" {more}/>'


def noted(more: str = "") -> str:
    """An annotation that is such a picture."""
    shown = f'<ofd:Appearance Boundary="0 0 210 297">{image()}</ofd:Appearance>'
    return f"<ofd:Annot {more}>{shown}</ofd:Annot>"


PLACES = {
    "a block": {"rest": f"<ofd:PageBlock><ofd:PageBlock>{image()}</ofd:PageBlock></ofd:PageBlock>"},
    "a unit": {"rest": composite(9, 0, 0, 'CTM="0.5 0 0 0.5 0 0"'), "unit": image()},
    "a unit in a unit": {"rest": composite(9, 0, 0), "unit": composite(8, 0, 0), "inner": image()},
    "a template": {"template": image()},
    "an annotation": {"note": noted()},
}


@pytest.mark.parametrize("place", PLACES)
def test_pictures_are_found_wherever_they_stand(place: str, tmp_path: Path) -> None:
    file = package.Package(placed(tmp_path / "扫描.ofd", **PLACES[place]).read_bytes())
    ((data, box),) = file.pictured(0)
    wide = 0.5 * A4[0] if place == "a unit" else A4[0]
    assert data == BMP
    assert [round(side) for side in box] == [0, 0, round(wide), round(wide * 297 / 210)]


def test_hidden_pictures_are_none(tmp_path: Path) -> None:
    hidden = 'Visible="false"'
    file = placed(tmp_path / "扫描.ofd", rest=image(hidden), note=noted(hidden))
    assert package.Package(file.read_bytes()).pictured(0) == []


@with_program
def test_a_picture_of_a_rarer_kind_is_read(tmp_path: Path) -> None:
    scan = scanned_ofd(tmp_path / "扫描.ofd", [(DATA / "text.jb2").read_bytes()])
    lines = readers.read(scan, recognise=True).lines
    found = "".join(re.sub(r"\s", "", line.text) for line in lines)
    assert "总体要求" in found
    assert "求进工作总基调" in found


@pytest.mark.parametrize("name", ["text.jb2", "text.jp2", "text.tif"])
def test_pictures_become_such_as_any_program_reads(name: str) -> None:
    image = QImage.fromData(plain((DATA / name).read_bytes()) or b"")
    assert (image.width(), image.height()) == (1240, 500)
    row = [image.pixelColor(x, 120).lightness() for x in range(0, 1240, 5)]
    assert 0.5 * len(row) < sum(each > 200 for each in row) < len(row)


@with_program
def test_a_scan_is_read_and_doubted(scan: Path, store: Store) -> None:
    (refused,) = documents.import_files(store, paths=[scan])
    assert refused.outcome == "failed"
    assert refused.recognisable
    steps: list[str] = []
    (result,) = documents.import_files(
        store, paths=[scan], recognise=True, progress=lambda *step: steps.append(step[2])
    )
    assert result.document is not None, result.message
    lines = documents.source_lines(store, document=result.document.id)
    found = "".join(re.sub(r"\W", "", line.text) for line in lines)
    wanted = re.sub(r"\W", "", "".join(TEXT) * 2)
    assert sum(char in found for char in wanted) >= 0.9 * len(wanted)
    doubts = documents.load_outline(store, document=result.document.id).doubts
    assert sum("对照原件" in doubt.message for doubt in doubts) == 2
    assert any("第 2 / 2 页" in step for step in steps)
    assert originals.kind(store, document=result.document.id) == "pdf"


@with_program
def test_the_command_line_offers_and_does_it(tmp_path: Path, ceyue: Run) -> None:
    scan = pdf(tmp_path / "扫描.pdf", [scanned_page(*TEXT)])
    refused = ceyue("import", str(scan))
    assert refused.returncode == 1
    assert b"--ocr" in refused.stderr
    told = ceyue("outline", str(scan), "--ocr")
    assert told.returncode == 0
    assert "由扫描图片识别" in told.stdout.decode("utf-8")


@with_program
def test_recognising_stops_when_told_and_in_time(
    scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stop(Exception):  # noqa: N818 - nothing is wrong
        pass

    def step(done: int, _of: int) -> None:
        if done:
            raise Stop

    data = scan.read_bytes()
    with pytest.raises(Stop):
        scans.read("pdf", scan.name, data, 2, step)
    monkeypatch.setattr(scans, "PATIENCE", 0.0)
    with pytest.raises(UserError, match="已经停止，没有导入"):
        scans.read("pdf", scan.name, data, 2, straight_on)
