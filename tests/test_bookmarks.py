"""The names under which measures and comments stand in Word files."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.bookmarks import bookmark_of, comment_key, is_bookmark


@given(st.text(min_size=1, max_size=60))
def test_a_name_is_one_that_word_allows(node: str) -> None:
    name = bookmark_of(node)
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", name)
    assert is_bookmark(name)
    assert name == bookmark_of(node)


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_nodes_have_two_names(one: str, other: str) -> None:
    assert (bookmark_of(one) == bookmark_of(other)) == (one == other)


def test_a_librarys_own_id_can_be_read_in_the_name() -> None:
    assert bookmark_of("0123456789abcdef") == "ceyue_0123456789abcdef"


@pytest.mark.parametrize("name", ["_GoBack", "书签", "", "xceyue_1"])
def test_other_bookmarks_are_told_apart(name: str) -> None:
    assert not is_bookmark(name)


@given(st.uuids(), st.integers(0, 99))
def test_a_comments_key_is_what_word_allows(mark: object, stretch: int) -> None:
    key = comment_key(str(mark), stretch)
    assert 0 < key < 0x7FFFFFFF
    assert key == comment_key(str(mark), stretch)
    assert key != comment_key(str(mark), stretch + 1)
