"""What an office program makes of the reports: the grid of the page, and nothing lost."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pypdfium2
import pytest

from desktop.reports import package
from desktop.reports.content import Draft, Report
from desktop.reports.official import P
from desktop.store import Store
from tests.office import Office
from tests.outlines import put
from tests.reports import corrected, made, reading
from tests.reports.accepting import changes

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
SAME = 5  # points by which typefaces differ within a line
CHAR = 15.75  # points from character to character


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module")
def written(folder: Path) -> dict[str, Path]:
    """Reports of all kinds as Word files."""
    grid = Draft()
    for _ in range(3):
        grid.line(P.NORMAL, "国" * 28 * 20)
    grid.line(P.BODY, "国" * 28 * 2)
    reports = {
        "grid": Report("版心", tuple(grid.blocks)),
        "review": made.review(),
        "nasty": made.review(notes=made.NASTY),
        "excerpt": made.excerpt(),
        "ledger": made.ledger(rows=60),
    }
    files = {name: folder / f"{name}.docx" for name in reports}
    for name, report in reports.items():
        package.save(report, files[name])
    return files


@pytest.fixture(scope="module")
def pages(
    office: Office, written: dict[str, Path], folder: Path
) -> Iterator[dict[str, pypdfium2.PdfDocument]]:
    """The reports' pages."""
    made_pdfs = office.converted(list(written.values()), folder, to="pdf")
    opened = {path.stem: pypdfium2.PdfDocument(path) for path in made_pdfs}
    yield opened
    for document in opened.values():
        document.close()


@pytest.fixture(scope="module")
def saved_again(office: Office, written: dict[str, Path], folder: Path) -> dict[str, Path]:
    """The reports as the office program writes them after reading them."""
    again = folder / "again"
    made_files = office.converted(list(written.values()), again, to="docx")
    return {path.stem: path for path in made_files}


Line = list[tuple[float, float, str]]


def lines_of(page: pypdfium2.PdfPage) -> dict[float, Line]:
    """The characters of each line from left to right, by the line's place from the page's top."""
    text = page.get_textpage()
    found: defaultdict[float, Line] = defaultdict(list)
    for number in range(text.count_chars()):
        char = text.get_text_range(number, 1)
        if char.strip():
            left, bottom, right, top = text.get_charbox(number, loose=True)
            middle = page.get_height() - (top + bottom) / 2
            place = next((each for each in found if abs(each - middle) < SAME), middle)
            found[place].append((left, right, char))
    return {place: sorted(found[place]) for place in sorted(found)}


def body_of(page: pypdfium2.PdfPage) -> dict[float, Line]:
    """The lines within the margins."""
    lowest = page.get_height() - 35 * MM
    return {place: line for place, line in lines_of(page).items() if place < lowest}


def test_a_page_has_22_lines_of_28_characters(pages: dict[str, pypdfium2.PdfDocument]) -> None:
    grid = pages["grid"]
    assert grid[0].get_size() == pytest.approx(A4, abs=0.5)
    for page in (grid[0], grid[1]):
        found = body_of(page)
        assert len(found) == 22
        assert {len(line) for line in found.values()} == {28}
        steps = [later - earlier for earlier, later in pairwise(found)]
        assert sum(steps) / len(steps) == pytest.approx(28.95, abs=0.05)


def test_the_margins_are_those_of_the_standard(pages: dict[str, pypdfium2.PdfDocument]) -> None:
    page = pages["grid"][0]
    found = body_of(page)
    first, last = min(found), max(found)
    assert first - 28.95 / 2 == pytest.approx(37 * MM, abs=4)
    assert page.get_height() - last - 28.95 / 2 == pytest.approx(35 * MM, abs=6)
    for line in found.values():
        assert line[0][0] == pytest.approx(28 * MM, abs=1)
        assert line[-1][0] + CHAR <= 184 * MM + 1
        steps = [later[0] - earlier[0] for earlier, later in pairwise(line)]
        assert sum(steps) / len(steps) == pytest.approx(CHAR, abs=0.1)


def test_a_paragraph_begins_two_characters_in(pages: dict[str, pypdfium2.PdfDocument]) -> None:
    grid = pages["grid"]
    last = [line for page in grid for line in body_of(page).values()][-3:]
    assert [len(line) for line in last] == [26, 28, 2]
    assert last[0][0][0] == pytest.approx(28 * MM + 2 * CHAR, abs=1)


@pytest.mark.parametrize("name", ["grid", "review", "excerpt"])
def test_page_numbers_stand_outside(pages: dict[str, pypdfium2.PdfDocument], name: str) -> None:
    for number, page in enumerate(pages[name], 1):
        foot = {place: line for place, line in lines_of(page).items() if place > 265 * MM}
        (line,) = foot.values()
        assert "".join(char for _, _, char in line) == f"—{number}—"
        if number % 2:
            assert line[-1][1] == pytest.approx(184 * MM - 14, abs=3)
        else:
            assert line[0][0] == pytest.approx(28 * MM + 14, abs=3)


def test_the_ledger_lies_across_and_repeats_its_head(
    pages: dict[str, pypdfium2.PdfDocument],
) -> None:
    ledger = pages["ledger"]
    assert len(ledger) > 1
    for page in ledger:
        assert page.get_size() == pytest.approx(A4[::-1], abs=0.5)
        words = "".join(char for line in lines_of(page).values() for _, _, char in line)
        assert words.count("牵头单位") == 1
        assert all(
            left > 25 * MM - 2 and right < 272 * MM + 2
            for line in lines_of(page).values()
            for left, right, _ in line
        )


@pytest.mark.parametrize("name", ["review", "nasty"])
def test_an_office_program_keeps_all_comments_at_their_words(
    written: dict[str, Path], saved_again: dict[str, Path], name: str
) -> None:
    def told(file: Path) -> list[reading.ReadComment]:
        comments = reading.comments(file)
        found = [replace(each, number="", date=each.date.rstrip("Z")) for each in comments]
        return sorted(found, key=lambda each: (each.anchored, each.text, each.author))

    before, after = told(written[name]), told(saved_again[name])
    assert len(before) > 20
    assert after == before


@pytest.mark.parametrize("name", ["review", "nasty", "excerpt", "ledger"])
def test_an_office_program_keeps_all_words(
    written: dict[str, Path], saved_again: dict[str, Path], name: str
) -> None:
    before = [words for _, words in reading.lines(written[name])]
    after = [words for _, words in reading.lines(saved_again[name])]
    assert after == before


def test_bookmarks_come_back(written: dict[str, Path], saved_again: dict[str, Path]) -> None:
    def bookmarks(file: Path) -> set[str]:
        root = reading.part(file, "word/document.xml")
        return {each.get(f"{reading.W}name") for each in root.iter(f"{reading.W}bookmarkStart")}

    before = {name for name in bookmarks(written["review"]) if name.startswith("ceyue")}
    assert before
    assert bookmarks(saved_again["review"]) >= before


@pytest.mark.parametrize("name", ["review", "nasty", "excerpt", "ledger", "grid"])
def test_python_docx_opens_it(written: dict[str, Path], name: str) -> None:
    opened = docx.Document(str(written[name]))
    read = reading.comments(written[name])
    assert [each.text for each in opened.comments] == [each.text for each in read]
    assert [each.author for each in opened.comments] == [each.author for each in read]
    assert opened.core_properties.title


def test_an_office_program_accepts_and_rejects_all_changes(office: Office, tmp_path: Path) -> None:
    with Store.open(tmp_path / "own.db") as store:
        put(store, corrected.OUTLINE, document="a")
        was = corrected.written(store, corrected.REVIEW, tmp_path / "was.docx")
        corrected.every_kind(store)
        now = corrected.written(store, corrected.REVIEW, tmp_path / "now.docx")
        both = corrected.written(store, corrected.REVIEW, tmp_path / "both.docx", tracked=True)
    yes, no = office.settled(both, tmp_path)
    assert changes(yes) == changes(no) == []
    assert _named(yes) == _named(now)
    assert _named(no) == _named(was)
    (again,) = office.converted([both], tmp_path / "again", to="docx")
    authors = {each.get(f"{reading.W}author") for each in changes(both)}
    assert {each.get(f"{reading.W}author") for each in changes(again)} == authors


def _named(file: Path) -> list[tuple[str, str]]:
    """Every paragraph, with its style's name in small letters, for the ids are made anew."""
    styles = reading.part(file, "word/styles.xml")
    names = {
        reading.value(each, "styleId"): str(reading.value(each.find(f"{reading.W}name"))).lower()
        for each in styles.iter(f"{reading.W}style")
    }
    return [(names[style], words) for style, words in reading.lines(file)]
