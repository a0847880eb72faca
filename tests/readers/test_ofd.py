"""OFD files: what their pages show comes out as lines, and what is hostile is refused."""

import random
from pathlib import Path

import pytest

from desktop import readers
from desktop.errors import UserError
from desktop.readers.pages import package, source
from desktop.text import SourceText
from tests.documents import CORPUS
from tests.ofds import (
    NS,
    composite,
    document,
    ofd,
    page,
    rectangle,
    resources,
    scanned_ofd,
    text_object,
)

BODY = page([(74, 120, "一、总体要求"), (74, 150, "坚持稳中求进。")])
ENTITIES = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def read(file: Path) -> SourceText:
    """Read in this process, as the helper process does."""
    return source.printed(file.name, package.sheets(file.read_bytes()))


def texts(found: SourceText) -> list[str]:
    return [
        line.text.strip() for line in found.lines
        if line.text.strip() and line.number not in found.furniture
    ]  # fmt: skip


def test_soft_hyphens_within_a_line_are_no_text(tmp_path: Path) -> None:
    body = page([(74, 120, "一、co\u00adop的山\u00ad西inter\u00ad"), (74, 150, "national")])
    assert texts(read(ofd(tmp_path / "甲.ofd", [body]))) == [
        "一、coop的山西inter\u00ad",
        "national",
    ]


def test_a_published_file() -> None:
    found = readers.read(CORPUS / "o01_pifu_luqiao.ofd")
    assert found.wrapped
    assert "关于同意张阿三同志辞职的批复" in texts(found)
    assert "加工作，本科学历，主治医师，系区中医院职工。" in texts(found)
    away = [line.text.strip() for line in found.lines if line.number in found.furniture]
    assert away == ["— 1 —", "— 2 —"]
    assert {line.page for line in found.lines} == {1, 2}


def test_places_are_points_from_the_upper_left_corner(tmp_path: Path) -> None:
    line = read(ofd(tmp_path / "甲.ofd", [BODY])).lines[0]
    left, top, right, bottom = line.box or (0, 0, 0, 0)
    assert (left, right) == pytest.approx((74, 74 + 6 * 16), abs=0.2)
    assert top < 120 < bottom
    assert bottom - top == pytest.approx(16, abs=0.2)


def test_a_matrix_scales_what_an_object_says(tmp_path: Path) -> None:
    scaled = page([], rest='<ofd:TextObject Boundary="10 10 90 9" CTM="0.5 0 0 0.5 0 0" Size="10">'
                           '<ofd:TextCode X="0" Y="8" DeltaX="g 3 10">一、总则</ofd:TextCode>'
                           "</ofd:TextObject>")  # fmt: skip
    line = read(ofd(tmp_path / "甲.ofd", [scaled])).lines[0]
    assert line.text == "一、总则"
    assert line.box is not None
    assert line.box[2] - line.box[0] == pytest.approx(20 * 72 / 25.4, abs=0.2)


def test_characters_without_distances_stand_side_by_side(tmp_path: Path) -> None:
    made = page([], rest='<ofd:TextObject Boundary="20 30 90 9" Size="5"><ofd:TextCode X="0" Y="4">'
                         "一、ab总则</ofd:TextCode></ofd:TextObject>")  # fmt: skip
    line = read(ofd(tmp_path / "甲.ofd", [made])).lines[0]
    assert line.text == "一、ab总则"
    assert line.box is not None
    assert line.box[2] - line.box[0] == pytest.approx(25 * 72 / 25.4, abs=0.2)


def test_columns_of_a_ruled_table(tmp_path: Path) -> None:
    rows = [("指标", "2025年"), ("就业", "5%")]
    frames = "".join(rectangle(80 + 150 * x, 100 + 30 * y, 150, 30) for y in (0, 1) for x in (0, 1))
    cells = [(85 + 150 * x, 122 + 30 * y, rows[y][x]) for y in (0, 1) for x in (0, 1)]
    found = read(ofd(tmp_path / "甲.ofd", [page(cells, 12, frames)]))
    assert [line.cells for line in found.lines] == rows


def test_a_template_is_part_of_the_pages_that_name_it(tmp_path: Path) -> None:
    pages = [
        page([(74, 300 + number, f"第{name}页的正文。")]).replace(
            "<ofd:Content>", '<ofd:Template TemplateID="9"/><ofd:Content>', 1
        )
        for number, name in enumerate("甲乙")
    ]
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in (1, 2))
    common = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    extra = {
        "Doc_0/Document.xml": document(listed, common),
        "Doc_0/Tpls/Tpl_0/Content.xml": page([(240, 60, "红头文件")]),
    }
    found = read(ofd(tmp_path / "甲.ofd", pages, extra))
    assert texts(found) == ["第甲页的正文。", "第乙页的正文。"]
    assert len(found.furniture) == 2


def composed(file: Path, drawn: str, *units: str) -> Path:
    """A file of one page that draws `drawn` with units of what the document lists."""
    listed = '<ofd:Page ID="1" BaseLoc="Pages/Page_1/Content.xml"/>'
    common = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
    extra = {
        "Doc_0/Document.xml": document(listed, common),
        "Doc_0/DocumentRes.xml": resources(*units),
    }
    return ofd(file, [page([(74, 120, "一、总体要求")], rest=drawn)], extra)


def test_what_an_object_is_composed_of_stands_on_the_page(tmp_path: Path) -> None:
    """Moved by its boundary, scaled by its matrix, and as deep as units draw units."""
    inner = text_object(0, 16, "坚持稳中求进。")
    outer = composite(1, 20, 10) + text_object(0, 60, "提质增效。", 32, 'Visible="true"')
    drawn = composite(2, 74, 150, 'CTM="0.5 0 0 0.5 0 0"')
    file = composed(tmp_path / "甲.ofd", drawn, inner, outer)
    assert texts(read(file)) == ["一、总体要求", "坚持稳中求进。", "提质增效。"]
    (sheet,) = package.sheets(file.read_bytes())
    assert not sheet.pictures
    _, deep, shallow = sheet.words
    assert (deep.left, deep.right - deep.left) == pytest.approx((84, 7 * 8), abs=0.2)
    assert (deep.bottom - deep.top, deep.top < 150 + 13 < deep.bottom) == (
        pytest.approx(8, abs=0.2),
        True,
    )
    assert (shallow.left, shallow.bottom - shallow.top) == pytest.approx((74, 16), abs=0.2)


def test_a_table_may_be_composed(tmp_path: Path) -> None:
    rows = [("指标", "2025年"), ("就业", "5%")]
    unit = "".join(
        rectangle(150 * x, 30 * y, 150, 30) + text_object(5 + 150 * x, 22 + 30 * y, rows[y][x], 12)
        for y in (0, 1)
        for x in (0, 1)
    )
    found = read(composed(tmp_path / "甲.ofd", composite(1, 80, 200), unit))
    assert [line.cells for line in found.lines if line.cells] == rows


def test_units_that_draw_themselves_end_somewhere(tmp_path: Path) -> None:
    loop = text_object(0, 16, "又。") + composite(1, 10, 30) * 10
    found = read(composed(tmp_path / "甲.ofd", composite(1, 74, 150) + composite(7, 0, 0), loop))
    assert "一、总体要求" in found.lines[0].text
    assert len(found.lines) < 5_000


def test_a_page_has_a_list_of_its_own(tmp_path: Path) -> None:
    drawn = page([], rest=composite(1, 74, 150)).replace(
        "<ofd:Content>", "<ofd:PageRes>Pages/Page_1/PageRes.xml</ofd:PageRes><ofd:Content>", 1
    )
    extra = {"Doc_0/Pages/Page_1/PageRes.xml": resources(text_object(0, 16, "坚持稳中求进。"))}
    assert texts(read(ofd(tmp_path / "甲.ofd", [drawn], extra))) == ["坚持稳中求进。"]


def test_stamps_are_kept_aside(tmp_path: Path) -> None:
    listed = '<ofd:Page ID="1" BaseLoc="Pages/Page_1/Content.xml"/>'
    rest = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
    extra = {
        "Doc_0/Document.xml": document(listed, rest=rest),
        "Doc_0/Annots/Annotations.xml": f'<ofd:Annotations {NS}><ofd:Page PageID="1"><ofd:FileLoc>'
        "Page_1/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>",
        "Doc_0/Annots/Page_1/Annotation.xml": f"<ofd:PageAnnot {NS}><ofd:Annot Type='Stamp'>"
        f"<ofd:Appearance>{text_object(10, 10, '内部资料')}</ofd:Appearance></ofd:Annot>"
        "</ofd:PageAnnot>",
    }
    found = read(ofd(tmp_path / "甲.ofd", [BODY], extra))
    assert texts(found) == ["一、总体要求", "坚持稳中求进。"]
    assert [line.text for line in found.lines if line.number in found.furniture] == ["内部资料"]


def test_pictures_of_a_page_are_those_that_can_be_shown(tmp_path: Path) -> None:
    picture = b"BM" + bytes(16) + (4).to_bytes(4, "little") + (3).to_bytes(4, "little")
    bomb = b"BM" + bytes(16) + b"\xff\xff\0\0" * 2
    file = scanned_ofd(tmp_path / "甲.ofd", [picture, bomb, b"text"])
    opened = package.Package(file.read_bytes())
    ((data, box),) = opened.images(0)
    assert data == picture
    assert box == pytest.approx((0, 0, 595, 842), abs=1)
    assert opened.images(1) == opened.images(2) == []
    side = page([], rest='<ofd:TextObject Boundary="9 9 9 9" CTM="0 -1 1 0 0 0" Size="5">'
                '<ofd:TextCode X="0" Y="0">一、总则</ofd:TextCode></ofd:TextObject>'
                '<ofd:ImageObject Boundary="0 0 9 9" ResourceID="1"/>')  # fmt: skip
    files = {"Doc_0/Pages/Page_1/Content.xml": side, "Doc_0/Pages/Page_2/Content.xml": "<broken"}
    turned = package.Package(scanned_ofd(file, [picture] * 2, files).read_bytes())
    assert turned.images(0) == turned.images(1) == []


TURNS = {1: "0 -1 1 0", 2: "-1 0 0 -1", 3: "0 1 -1 0"}


@pytest.mark.parametrize(("quarters", "matrix"), TURNS.items())
def test_a_page_on_its_side_is_turned(quarters: int, matrix: str, tmp_path: Path) -> None:
    places = {1: ((30, 200), (40, 200)), 2: ((190, 40), (190, 30)), 3: ((180, 20), (170, 20))}
    rest = "".join(
        f'<ofd:TextObject Boundary="{x} {y} 9 9" CTM="{matrix} 0 0" Size="5">'
        f'<ofd:TextCode X="0" Y="0" DeltaX="g 9 5">{text}</ofd:TextCode></ofd:TextObject>'
        for (x, y), text in zip(places[quarters], ("一、总体要求", "坚持稳中求进。"), strict=True)
    )
    found = read(ofd(tmp_path / "甲.ofd", [page([], rest=rest)]))
    assert texts(found) == ["一、总体要求", "坚持稳中求进。"]
    wide = 210 if quarters == 2 else 297
    for line in found.lines:
        assert line.box is not None
        assert 0 < line.box[0] < line.box[2] < wide * 72 / 25.4


def test_documents_in_one_file_follow_each_other(tmp_path: Path) -> None:
    listed = '<ofd:Page ID="1" BaseLoc="Page.xml"/>'
    extra = {
        "OFD.xml": f"<ofd:OFD {NS}>" + "".join(
            f"<ofd:DocBody><ofd:DocRoot>Doc_{number}/Document.xml</ofd:DocRoot></ofd:DocBody>"
            for number in (0, 1, 2)
        ) + "</ofd:OFD>",
        "Doc_1/Document.xml": document(listed),
        "Doc_1/Page.xml": page([(74, 120, "二、保障措施")]),
    }  # fmt: skip
    found = read(ofd(tmp_path / "甲.ofd", [BODY], extra))
    assert texts(found) == ["一、总体要求", "坚持稳中求进。", "二、保障措施"]
    assert [line.page for line in found.lines if line.text] == [1, 1, 2]


def test_text_on_its_side_is_kept_aside(tmp_path: Path) -> None:
    side = text_object(10, 400, "密封线", more='CTM="0 1 -1 0 0 0"')
    down = text_object(10, 500, "装订线", more='ReadDirection="90"')
    hidden = text_object(74, 600, "看不见的字", more='Visible="false"')
    found = read(ofd(tmp_path / "甲.ofd", [page([(74, 120, "正文。")], rest=side + down + hidden)]))
    assert texts(found) == ["正文。"]
    away = [line.text for line in found.lines if line.number in found.furniture]
    assert away == ["密封线", "装订线"]


def test_bold_is_a_hint_of_weight_or_font(tmp_path: Path) -> None:
    made = page([], rest=text_object(74, 120, "加粗的字", more='Weight="700"'))
    (sheet,) = package.sheets(ofd(tmp_path / "甲.ofd", [made]).read_bytes())
    assert [word.bold for word in sheet.words] == [4]


def test_pages_without_text_are_a_scan(tmp_path: Path) -> None:
    drawn = page([], rest='<ofd:ImageObject ResourceID="3" Boundary="0 0 210 297"/>')
    with pytest.raises(UserError, match="是扫描件，共 2 页，没有文字层，没有导入"):
        readers.read(ofd(tmp_path / "扫描.ofd", [drawn, drawn]))


def test_a_page_that_cannot_be_read_is_doubted(tmp_path: Path) -> None:
    found = read(ofd(tmp_path / "甲.ofd", [BODY, "<broken"]))
    assert texts(found) == ["一、总体要求", "坚持稳中求进。"]
    assert [message for _, _, message in found.doubts] == [
        "这一页已损坏，读不出来，请对照原件核对。"
    ]


@pytest.mark.parametrize(
    "extra",
    [
        {"OFD.xml": "<a/>"},
        {"OFD.xml": ENTITIES + "<a>&a;</a>"},
        {"OFD.xml": f"<ofd:OFD {NS}><ofd:DocRoot>../../etc/passwd</ofd:DocRoot></ofd:OFD>"},
        {"Doc_0/Document.xml": ENTITIES + document("")},
        {"Doc_0/Document.xml": document("")},
        {"Doc_0/Document.xml": "<a>" * 100_000},
    ],
)
def test_what_makes_no_sense_is_refused(extra: dict[str, str], tmp_path: Path) -> None:
    file = ofd(tmp_path / "坏.ofd", [BODY], extra)
    with pytest.raises(UserError, match=r"没有导入“坏\.ofd”"):
        readers.read(file)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    file = ofd(tmp_path / "弹.ofd", [f"<a>{' ' * 60_000_000}</a>"])
    assert file.stat().st_size < 1_000_000
    with pytest.raises(UserError, match=r"没有导入“弹\.ofd”"):
        readers.read(file)


@pytest.mark.parametrize(
    "wrong",
    [
        'DeltaX="g 999999999 1"', 'DeltaX="g 3 nan"', 'X="1e300" DeltaX="1e999 1e999"',
        'DeltaX="一 二"', 'Y="inf"',
    ],
)  # fmt: skip
def test_numbers_of_no_sense_do_no_harm(wrong: str, tmp_path: Path) -> None:
    made = page([(74, 200, "下一行文字。")],
                rest=f'<ofd:TextObject Boundary="9 9 9 9" Size="5"><ofd:TextCode {wrong}>'
                     "一、总则</ofd:TextCode></ofd:TextObject>")  # fmt: skip
    found = texts(read(ofd(tmp_path / "甲.ofd", [made])))
    assert sorted("".join(found).replace("\u3000", "")) == sorted("一、总则下一行文字。")


@pytest.mark.parametrize("seed", range(10))
def test_a_file_cut_short_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    data = (CORPUS / "o01_pifu_luqiao.ofd").read_bytes()
    file = tmp_path / "断.ofd"
    file.write_bytes(data[: random.Random(seed).randrange(1, len(data))])  # noqa: S311 - no secret
    with pytest.raises(UserError, match=r"断\.ofd"):
        readers.read(file)
