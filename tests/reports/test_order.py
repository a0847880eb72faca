"""The order of elements in every part: the sequences of the schema (ECMA-376-1, annex A), as data.

Word refuses a file whose elements stand in another order; other programs are not so strict. Only
what a report can hold is listed, so an element that is not listed fails too.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from desktop.reports import package
from desktop.reports.annotated import Choices
from desktop.reports.content import Report
from tests.reports import compared, corrected, made, reading

SEQUENCES = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap "
    "overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid "
    "spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
    "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "ins|del|moveFrom|moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike "
    "outline shadow emboss "
    "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs "
    "highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout "
    "specVanish oMath rPrChange",
    "sectPr": "headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection "
    "bidi rtlGutter docGrid printerSettings",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "tbl": "tblPr tblGrid tr",
    "tblGrid": "gridCol",
    "tr": "tblPrEx trPr tc",
    "trPr": "cantSplit|tblHeader ins del",
    "tc": "tcPr p|tbl",
    "pBdr": "top left bottom right between bar",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "p": "pPr r|ins|del|moveFrom|moveTo|hyperlink|"
    "bookmarkStart|bookmarkEnd|commentRangeStart|commentRangeEnd",
    "ins": "r",
    "del": "r",
    "moveFrom": "r",
    "moveTo": "r",
    "pPrChange": "pPr",
    "rPrChange": "rPr",
    "r": "rPr t|delText|tab|br|fldChar|instrText|commentReference|annotationRef",
    "hyperlink": "r",
    "body": "p|tbl|moveFromRangeStart|moveFromRangeEnd|moveToRangeStart|moveToRangeEnd sectPr",
    "document": "body",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "rPrDefault": "rPr",
    "pPrDefault": "pPr",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr "
    "tblPr trPr tcPr tblStylePr",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime "
    "mirrorMargins bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop "
    "evenAndOddHeaders drawingGridHorizontalSpacing drawingGridVerticalSpacing "
    "displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
    "characterSpacingControl footnotePr endnotePr compat docVars rsids themeFontLang",
    "compat": "spaceForUL balanceSingleByteDoubleByteWidth doNotLeaveBackslashAlone ulTrailSpace "
    "doNotExpandShiftReturn adjustLineHeightInTable useFELayout compatSetting",
    "fonts": "font",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "ftr": "p",
    "comments": "comment",
    "comment": "p",
}
"""By an element's name, its children in order; `a|b` stand in any order; all may be missing."""
ONCE = {"pPr", "rPr", "sectPr", "tblPr", "tcPr", "pBdr", "settings", "style", "font"}
ROOTS = {
    "commentsEx": "commentEx",
    "commentsIds": "commentId",
    "commentsExtensible": "commentExtensible",
    "people": "person",
    "person": "presenceInfo",
}
REPORTS = {
    "comparison": compared.report(),
    "review": made.review(),
    "comments": made.review(Choices(details="comment")),
    "clean": made.review(Choices(clean=True)),
    "excerpt": made.excerpt(),
    "ledger": made.ledger(),
    "tracked": corrected.report(),
}


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def faults(root: etree._Element) -> Iterator[str]:
    """What stands at a wrong place, for every element of a part."""
    sequences = SEQUENCES | ROOTS
    for element in root.iter():
        children = [local(child) for child in element]
        if not children:
            continue
        order = {
            name: place
            for place, names in enumerate(sequences[local(element)].split())
            for name in names.split("|")
        }
        places = [order[child] for child in children]
        if places != sorted(places):
            yield f"{local(element)}: {' '.join(children)}"
        repeats = len(children) != len(set(children))
        if local(element) in ONCE and repeats and "footerReference" not in children:
            yield f"{local(element)} has one twice: {' '.join(children)}"


@pytest.fixture(params=REPORTS, ids=str)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    target = tmp_path / "报告.docx"
    package.save(REPORTS[request.param], target)
    return target


def test_elements_stand_in_the_order_of_the_schema(file: Path) -> None:
    parts = [name for name in reading.names(file) if re.match(r"word/\w+\.xml", name)]
    assert len(parts) >= 6
    assert [fault for name in parts for fault in faults(reading.part(file, name))] == []


def test_every_style_is_there_and_every_cell_ends_in_a_paragraph(file: Path) -> None:
    styles = reading.part(file, "word/styles.xml")
    known = {each.get(f"{reading.W}styleId") for each in styles.iter(f"{reading.W}style")}
    for name in ("word/document.xml", "word/footer1.xml", "word/footer2.xml"):
        root = reading.part(file, name)
        used = [*root.iter(f"{reading.W}pStyle"), *root.iter(f"{reading.W}rStyle")]
        assert {reading.value(each) for each in used} <= known
        assert all(local(cell[-1]) == "p" for cell in root.iter(f"{reading.W}tc"))
        for row in root.iter(f"{reading.W}tr"):
            spans = [reading.value(each) for each in row.iter(f"{reading.W}gridSpan")]
            columns = len(row.findall(f"{reading.W}tc")) + sum(int(each or 1) - 1 for each in spans)
            assert columns == len(row.getparent().find(f"{reading.W}tblGrid"))


def test_every_part_is_declared_and_related(file: Path) -> None:
    parts = {f"/{name}" for name in reading.names(file) if not name.endswith(".rels")}
    types = reading.part(file, "[Content_Types].xml")
    declared = {each.get("PartName") for each in types if each.get("PartName")}
    assert declared == parts - {"/[Content_Types].xml"}
    related = {each.get("Target") for each in reading.part(file, "word/_rels/document.xml.rels")}
    assert related == {
        name.removeprefix("/word/") for name in declared if name.startswith("/word/")
    } - {"document.xml"}
    ids = [each.get("Id") for each in reading.part(file, "word/_rels/document.xml.rels")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("report", [made.review(), made.review(notes=made.NASTY)])
def test_the_parts_of_comments_agree(report: Report, tmp_path: Path) -> None:
    target = tmp_path / "审阅.docx"
    package.save(report, target)
    comments = reading.part(target, "word/comments.xml")
    numbers = [reading.value(each, "id") for each in comments]
    assert numbers == [str(place) for place in range(len(report.comments))]
    assert set(numbers) == set(reading.anchors(target))
    document = reading.part(target, "word/document.xml")
    references = [
        reading.value(each, "id") for each in document.iter(f"{reading.W}commentReference")
    ]
    assert sorted(references) == sorted(numbers)
    keys = [each[-1].get(f"{reading.W14}paraId") for each in comments]
    assert len(set(keys)) == len(keys)
    assert all(0 < int(key, 16) < 0x80000000 for key in keys)
    for name, attribute in (
        ("commentsExtended", "paraId"),
        ("commentsIds", "paraId"),
        ("commentsIds", "durableId"),
        ("commentsExtensible", "durableId"),
    ):
        root = reading.part(target, f"word/{name}.xml")
        assert [each.get(f"{{{etree.QName(each).namespace}}}{attribute}") for each in root] == keys
    authors = {reading.value(each, "author") for each in comments}
    people = reading.part(target, "word/people.xml")
    assert {each.get(f"{{{etree.QName(each).namespace}}}author") for each in people} == authors
    bookmarks = list(document.iter(f"{reading.W}bookmarkStart"))
    names = [reading.value(each, "name") or "" for each in bookmarks]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z]\w{,39}", name, re.ASCII) for name in names)
    links = {each.get(f"{reading.W}anchor") for each in document.iter(f"{reading.W}hyperlink")}
    assert links <= set(names)
    ends = [reading.value(each, "id") for each in document.iter(f"{reading.W}bookmarkEnd")]
    assert sorted(ends) == sorted(reading.value(each, "id") for each in bookmarks)
