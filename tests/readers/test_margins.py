"""Numbers of lines in the margin are no part of the lines; numbers of a table or a list are."""

import pytest

from desktop.readers.pages import source
from desktop.readers.pages.sheet import Sheet, Word

TEXTS = [
    "关于做好工作的通知",
    "一、提高认识",
    "各单位要高度重视。",
    "二、抓好落实",
    "要加强督查。",
] * 2


def sheet(numbers: dict[int, str], at: float = 40, size: float = 9, text_at: float = 90) -> Sheet:
    """A page of lines, some of which have a number to the left of them."""
    page = Sheet(595, 842)
    for row, text in enumerate(TEXTS):
        base = 120 + 29 * row
        page.words.append(Word(text, text_at, base - 14, text_at + 16 * len(text), base + 2))
        if row in numbers:
            right = at + size * len(numbers[row]) / 2
            page.words.append(Word(numbers[row], at, base - 0.88 * size, right, base + 0.12 * size))
    return page


def printed(page: Sheet) -> list[str]:
    found = source.source("甲.pdf", [page])
    return [
        line.text.strip()
        for line in found.lines
        if line.text.strip() and line.number not in found.furniture
    ]


@pytest.mark.parametrize(
    "numbers",
    [
        {row: str(row + 1) for row in range(10)},
        {row: str(row + 24) for row in range(1, 10, 4)},
        {row: str(row) for row in range(0, 10, 2)},
    ],
)
def test_numbers_that_count_lines_are_taken_out(numbers: dict[int, str]) -> None:
    assert printed(sheet(numbers)) == TEXTS


@pytest.mark.parametrize(
    ("numbers", "places"),
    [
        ({0: "1", 1: "2"}, {}),  # too few
        ({row: str(2 * row) for row in range(10)}, {}),  # they do not count the lines
        ({row: str(row) for row in range(10)}, {"size": 16.0}),  # as large as the text
        ({row: str(row) for row in range(10)}, {"at": 84.0}),  # as near as in a list
    ],
)
def test_other_numbers_stay(numbers: dict[int, str], places: dict[str, float]) -> None:
    text = "".join(printed(sheet(numbers, **places)))
    assert all(number in text for number in numbers.values())


def test_the_first_column_of_a_table_stays() -> None:
    page = sheet({row: str(row + 1) for row in range(10)})
    page.words += [
        Word("甲市", 400, 106 + 29 * row, 432, 122 + 29 * row) for row in range(len(TEXTS))
    ]
    assert printed(page)[3].split("\t")[0] == "4"


def downwards(text: str, left: float, pitch: float = 20.0) -> list[Word]:
    return [
        Word(char, left, 110 + pitch * place, left + 12, 122 + pitch * place)
        for place, char in enumerate(text)
    ]


@pytest.mark.parametrize("left", [30.0, 560.0])
def test_words_set_downwards_in_a_margin_are_taken_out(left: float) -> None:
    page = sheet({})
    page.words += downwards("装订线内不得书写", left)
    assert printed(page) == TEXTS
    assert page.sideways == ["装订线内不得书写"]


@pytest.mark.parametrize(
    "words",
    [
        downwards("一二", 30.0),  # too few
        downwards("一二三四", 200.0),  # within the text
        [*downwards("一二三", 30.0), *downwards("四", 30.0)],  # unevenly apart
    ],
)
def test_other_characters_stay(words: list[Word]) -> None:
    page = sheet({})
    page.words += words
    assert all(word.text in "".join(printed(page)) for word in words)
