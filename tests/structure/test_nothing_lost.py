"""Every character of a source stands in its outline exactly once, whatever the text.

Marks of Markdown and HTML are the reader's to take off, so the comparison starts from the lines
that it delivers.
"""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import readers
from desktop.model import Kind, Outline
from desktop.structure import outline
from desktop.text import SourceLine, SourceText
from tests.documents import corpus_files, pattern_files, seed_files, source_of
from tests.policy_texts import damaged_seeds, label_heaps, policies

HOLDERS = {
    Kind.PART: set(Kind) - {Kind.PART, Kind.ANNEX},
    Kind.CHAPTER: set(Kind) - {Kind.PART, Kind.CHAPTER, Kind.ANNEX},
    Kind.SECTION: set(Kind) - {Kind.PART, Kind.CHAPTER, Kind.ANNEX},
    Kind.MEASURE: {Kind.ITEM, Kind.TABLE, Kind.BOX, Kind.LEAD},
    Kind.ARTICLE: {Kind.ITEM, Kind.TABLE, Kind.BOX, Kind.LEAD},
    Kind.BOX: {Kind.ITEM, Kind.TABLE, Kind.LEAD},
    Kind.ITEM: {Kind.TABLE},
    Kind.TABLE: set(),
    Kind.LEAD: set(),
    Kind.ANNEX: set(Kind) - {Kind.ANNEX},
}
HEADINGS = {Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.BOX, Kind.ANNEX}

steady = settings(derandomize=True)
many = settings(max_examples=3000, database=None)


def ink(*texts: str) -> Counter[str]:
    """The characters that a person would see."""
    return Counter(
        char
        for text in texts
        for char in text
        if not char.isspace() and unicodedata.category(char) not in {"Cc", "Cf"}
    )


def source_ink(source: SourceText) -> Counter[str]:
    return ink(*(line.text for line in source.lines))


def outline_ink(found: Outline) -> Counter[str]:
    result = ink(*found.back_matter)
    for lines in (found.front_matter, found.contents, found.furniture):
        result += ink(*(line.text for line in lines))
    for node in found.walk():
        title = "" if node.text.startswith(node.title) else node.title
        body = [cell for row in node.rows for cell in row] if node.rows is not None else [node.text]
        result += ink(node.label, title, node.units_text, *body)
    return result


def unexplained(source: SourceText, found: Outline) -> tuple[Counter[str], Counter[str]]:
    """What is missing from the outline and what it has too much, corrections in doubts aside."""
    wanted, got = source_ink(source), outline_ink(found)
    for doubt in found.doubts:
        if doubt.kind == "contents":
            wanted.update(ink(doubt.assumed))
            wanted.subtract(ink(doubt.printed))
    return wanted - got, got - wanted


def check(source: SourceText) -> None:
    found = outline(source)
    assert unexplained(source, found) == (Counter(), Counter())
    check_shape(source, found)


def check_shape(source: SourceText, found: Outline) -> None:
    numbers = {line.number for line in source.lines}
    before = 0
    for node in found.walk():
        assert {child.kind for child in node.children} <= HOLDERS[node.kind]
        assert node.first_line in numbers
        assert node.last_line in numbers
        assert before <= node.first_line <= node.last_line
        before = node.first_line
        assert (node.kind is Kind.TABLE) == (node.rows is not None)
        assert not (node.kind in HEADINGS and node.text)
        assert not (node.units and not node.units_text)
        if node.kind in {Kind.MEASURE, Kind.ARTICLE, Kind.ITEM}:
            assert node.text.startswith(node.title)
    assert {line.line for line in (*found.contents, *found.furniture)} <= numbers
    assert {line.line for line in found.front_matter} <= numbers
    assert {doubt.line for doubt in found.doubts} <= numbers


@pytest.mark.parametrize(
    "path", [*seed_files(), *corpus_files(), *pattern_files()], ids=lambda path: path.stem
)
def test_real_and_written_documents(path):
    check(readers.read(path))


@settings(steady, max_examples=100)
@given(policies())
def test_generated_policies(text):
    check(source_of(text))


@settings(steady, max_examples=80)
@given(damaged_seeds())
def test_damaged_seeds(text):
    check(source_of(text))


@settings(steady, max_examples=200)
@given(label_heaps())
def test_heaps_of_labels(text):
    check(source_of(text))


@settings(steady, max_examples=200)
@given(st.text(max_size=400))
def test_any_text(text):
    check(source_of(text))


def hinted(lines: list[SourceLine], wrapped: bool | None) -> SourceText:
    numbered = tuple(
        SourceLine(number, line.text, line.page, line.heading, line.bold, line.bullet)
        for number, line in enumerate(lines, start=1)
    )
    return SourceText("hints.docx", numbered, wrapped=wrapped)


hints = st.builds(
    hinted,
    st.lists(
        st.builds(
            SourceLine,
            number=st.just(0),
            text=st.text("一、（）1.第条章节专栏附件目录责任单位：。， \u3000ab", max_size=40),
            page=st.sampled_from([None, 1, 2, 3]),
            heading=st.integers(0, 9),
            bold=st.integers(0, 40),
            bullet=st.booleans(),
        ),
        max_size=40,
    ),
    st.sampled_from([None, True, False]),
)


@settings(steady, max_examples=80)
@given(hints)
def test_any_hints_of_a_reader(source):
    check(source)


def test_empty_source():
    assert outline(SourceText("empty.txt", ())) == Outline(source="empty.txt")


@pytest.mark.soak
@pytest.mark.timeout(900)
@settings(many)
@given(st.one_of(policies(), damaged_seeds(), label_heaps()))
def test_many_texts(text):
    check(source_of(text))


@pytest.mark.soak
@pytest.mark.timeout(900)
@settings(many)
@given(st.one_of(hints, st.text(max_size=400).map(source_of)))
def test_many_hints_and_any_texts(source):
    check(source)
