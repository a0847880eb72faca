"""The parts that comments are kept in: names, moments, and words whatever they are."""

from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from desktop.reports import comments
from desktop.reports.characters import visible
from desktop.reports.content import Comment
from tests.reports.made import AT
from tests.reports.reading import W, value

BEIJING = timezone(timedelta(hours=8))


def parsed(comment: Comment) -> etree._Element:
    (found,) = etree.fromstring(comments.comments([comment], BEIJING))
    return found


def words(element: etree._Element) -> list[str]:
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in element.iter(f"{W}p")]


@pytest.mark.parametrize(
    ("author", "short"),
    [("王明", "王明"), ("欧阳明日", "欧阳明日"), ("省发展改革委", "省发展改"), ("John Smith", "JS"),
     ("anna maria von der Heide", "AMVD"), ("李John", "李Joh")],
)  # fmt: skip
def test_initials(author: str, short: str) -> None:
    assert comments.initials(author) == short


def test_a_date_is_the_writers_own_time_and_the_other_part_has_utc() -> None:
    comment = Comment(7, "王明", AT, "好")
    assert value(parsed(comment), "date") == "2026-03-01T09:00:00"
    (utc,) = etree.fromstring(comments.extensible([comment]))
    assert "2026-03-01T01:00:00Z" in utc.attrib.values()


def test_a_moment_without_a_zone_is_utc_and_none_is_left_out() -> None:
    assert value(parsed(Comment(7, "王明", "2026-03-01T01:00:00", "")), "date") == (
        "2026-03-01T09:00:00"
    )
    assert value(parsed(Comment(7, "王明", "", "")), "date") is None


@pytest.mark.parametrize("author", ['"<王&明>"', "王\n明", "王\x00明", "", "  "])
def test_an_author_of_any_characters(author: str) -> None:
    comment = Comment(7, author, AT, "好")
    name = " ".join(visible(author).split()) or "未署名"
    assert value(parsed(comment), "author") == name
    (person,) = etree.fromstring(comments.people([comment, comment]))
    assert name in person.attrib.values()


@given(st.text())
def test_any_words_are_whole_or_visibly_replaced(text: str) -> None:
    shown = visible(text).replace("\t", "\u2003").split("\n")
    assert words(parsed(Comment(7, "王明", AT, text))) == shown
