"""Chinese numerals, written as they are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.text import chinese_number, digits_in_chinese, in_chinese


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (100, "一百"),
     (105, "一百零五"), (110, "一百一十"), (1000, "一千"), (1005, "一千零五"), (1050, "一千零五十"),
     (2026, "二千零二十六"), (9999, "九千九百九十九")],
)  # fmt: skip
def test_a_number_in_words(number: int, words: str) -> None:
    assert in_chinese(number) == words


@given(st.integers(1, 9999))
def test_what_is_written_is_read(number: int) -> None:
    assert chinese_number(in_chinese(number)) == number


def test_the_digits_of_a_year() -> None:
    assert digits_in_chinese("2026") == "二〇二六"
    assert digits_in_chinese("1999") == "一九九九"
