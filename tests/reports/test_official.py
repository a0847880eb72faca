"""The styles in the file are those of the standard: typefaces, sizes, levels, page numbers."""

from pathlib import Path

import pytest
from lxml import etree

from desktop.annotations import Colour
from desktop.reports import official, package
from desktop.reports.official import P
from tests.reports import made, reading
from tests.reports.reading import W, value


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("official") / "报告.docx"
    package.save(made.review(), target)
    return target


@pytest.fixture(scope="module")
def styles(file: Path) -> dict[str, etree._Element]:
    root = reading.part(file, "word/styles.xml")
    return {each.get(f"{W}styleId") or "": each for each in root.iter(f"{W}style")}


def of(element: etree._Element, path: str, name: str = "val") -> str | None:
    return value(element.find("/".join(W + each for each in path.split("/"))), name)


@pytest.mark.parametrize(
    ("style", "chinese", "half_points"),
    [
        ("Normal", "仿宋_GB2312", "32"),
        ("BodyText", "仿宋_GB2312", "32"),
        ("Title", "方正小标宋简体", "44"),
        ("PartTitle", "方正小标宋简体", "44"),
        ("Heading1", "黑体", "32"),
        ("Heading2", "楷体_GB2312", "32"),
        ("Heading3", "仿宋_GB2312", "32"),
        ("Heading4", "仿宋_GB2312", "32"),
        ("Footer", "宋体", "28"),
        ("FooterEven", "宋体", "28"),
    ],
)
def test_typefaces_and_sizes(
    styles: dict[str, etree._Element], style: str, chinese: str, half_points: str
) -> None:
    found = styles[style]
    assert of(found, "rPr/rFonts", "eastAsia") == chinese
    assert of(found, "rPr/rFonts", "ascii")
    assert of(found, "rPr/rFonts", "hAnsi") == of(found, "rPr/rFonts", "ascii")
    assert of(found, "rPr/sz") == half_points


def test_the_grid_of_lines_and_characters(file: Path, styles: dict[str, etree._Element]) -> None:
    normal = styles["Normal"]
    assert of(normal, "rPr/spacing") == "-5"
    assert (of(normal, "pPr/spacing", "line"), of(normal, "pPr/spacing", "lineRule")) == (
        "579",
        "exact",
    )
    section = reading.part(file, "word/document.xml").find(f"{W}body/{W}sectPr")
    assert section is not None
    assert (of(section, "docGrid", "type"), of(section, "docGrid", "linePitch")) == ("lines", "579")
    assert (of(section, "pgSz", "w"), of(section, "pgSz", "h")) == ("11906", "16838")
    margins = [of(section, "pgMar", side) for side in ("top", "bottom", "left", "right", "footer")]
    assert margins == ["2098", "1984", "1587", "1474", "1417"]


def test_headings_have_their_levels_for_the_navigation_pane(
    styles: dict[str, etree._Element],
) -> None:
    levels = [of(styles[f"Heading{number}"], "pPr/outlineLvl") for number in (1, 2, 3, 4)]
    assert levels == ["0", "1", "2", "3"]
    names = [of(styles[f"Heading{number}"], "name") for number in (1, 2, 3, 4)]
    assert names == ["heading 1", "heading 2", "heading 3", "heading 4"]  # Word's own
    assert of(styles["BodyText"], "pPr/ind", "firstLineChars") == "200"


def test_nothing_is_formatted_but_by_styles(file: Path) -> None:
    document = reading.part(file, "word/document.xml")
    allowed = {"rStyle", "rFonts"}
    for properties in document.iter(f"{W}rPr"):
        assert {etree.QName(each).localname for each in properties} <= allowed
    for fonts in document.iter(f"{W}rFonts"):
        assert dict(fonts.attrib) == {f"{W}hint": "eastAsia"}
    for properties in document.iter(f"{W}pPr"):
        assert {etree.QName(each).localname for each in properties} <= {"pStyle", "ind"}


def test_odd_and_even_pages_have_their_numbers(
    file: Path, styles: dict[str, etree._Element]
) -> None:
    settings = reading.part(file, "word/settings.xml")
    assert settings.find(f"{W}evenAndOddHeaders") is not None
    section = reading.part(file, "word/document.xml").find(f"{W}body/{W}sectPr")
    assert section is not None
    kinds = [value(each, "type") for each in section.iter(f"{W}footerReference")]
    assert kinds == ["default", "even"]
    for number, style, side in ((1, "Footer", "right"), (2, "FooterEven", "left")):
        foot = reading.part(file, f"word/footer{number}.xml")
        assert value(foot.find(f"{W}p/{W}pPr/{W}pStyle")) == style
        assert "".join(each.text or "" for each in foot.iter(f"{W}t")) == "— 1 —"
        assert [each.text for each in foot.iter(f"{W}instrText")] == ["PAGE"]
        assert of(styles[style], "pPr/jc") == side
        assert of(styles[style], "pPr/ind", f"{side}Chars") == "100"


def test_marks_have_the_ground_of_their_colour(styles: dict[str, etree._Element]) -> None:
    fills = [of(styles[f"Mark{number}"], "rPr/shd", "fill") for number in (1, 2, 3, 4, 5)]
    assert len(set(fills)) == 5
    assert fills[0] == "F8E08A"
    assert fills[3] == "DFB1A5"  # the user's own #aa3311, thinned
    assert of(styles["Mark2"], "name") == "批注·疑问"


def test_typefaces_that_are_missing_can_be_found_by_other_names(file: Path) -> None:
    fonts = reading.part(file, "word/fontTable.xml")
    others = {each.get(f"{W}name"): value(each.find(f"{W}altName")) for each in fonts}
    assert others["仿宋_GB2312"] == "仿宋"
    assert others["楷体_GB2312"] == "楷体"


def test_every_paragraph_style_is_described() -> None:
    assert {style.id for style in official.STYLES} == set(P)
    assert official.mark_style("") == ""
    assert official.mark_fill(Colour("key9", "别的")) == "E8E8E8"
