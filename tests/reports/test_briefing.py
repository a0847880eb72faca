"""What stands around a briefing: titles in even lines, a signature where the standard wants it."""

import pytest

from desktop.reports import briefing
from desktop.reports.briefing import Briefing
from desktop.reports.content import Draft, Paragraph
from desktop.reports.official import P


def ended(**parts: str) -> list[Paragraph]:
    draft = Draft()
    briefing.end(draft, Briefing(**parts))  # type: ignore[arg-type]
    return [each for each in draft.blocks if isinstance(each, Paragraph)]


@pytest.mark.parametrize(
    ("on", "digits", "chinese"),
    [
        ("2026-11-28", "2026年11月28日", "二〇二六年十一月二十八日"),
        ("2030-10-20", "2030年10月20日", "二〇三〇年十月二十日"),
        ("2026-01-05", "2026年1月5日", "二〇二六年一月五日"),
        ("年底", "年底", "年底"),
        ("", "", ""),
    ],
)
def test_a_day_in_digits_or_chinese(on: str, digits: str, chinese: str) -> None:
    assert briefing.day_in_words(on) == digits
    assert briefing.day_in_words(on, "chinese") == chinese


def test_a_day_shorter_than_the_unit_begins_two_characters_after_it() -> None:
    _, unit, day = ended(unit="省发展改革委政策研究室", on="2026-03-02")
    assert (unit.text, unit.right) == ("省发展改革委政策研究室", 2)
    begins = 2 + 11  # characters from the right at which the unit begins
    wide = 3 + 6 * 0.5  # 2026年3月2日
    assert day.right == begins - 2 - wide


def test_a_longer_day_stands_two_characters_from_the_right() -> None:
    _, unit, day = ended(unit="省厅", on="2026-03-02", numerals="chinese")
    assert day.right == 2
    assert unit.right + len(unit.text) == 2 + len(day.text) + 2


def test_what_is_not_given_is_left_out() -> None:
    assert ended() == []
    assert [each.text for each in ended(unit="省厅")] == ["", "省厅"]
    assert [each.text for each in ended(on="2026-03-02")] == ["", "2026年3月2日"]
    assert [each.text for each in ended(contact="（联系人：王明）")] == ["（联系人：王明）"]
    assert [each.text for each in ended(closing="一。\n\n 二。")] == ["一。", "二。"]


@pytest.mark.parametrize(("length", "free"), [(1, False), (19, False), (20, True), (23, True)])
def test_a_long_title_has_even_lines(length: int, free: bool) -> None:
    draft = Draft()
    briefing.title_line(draft, P.TITLE, "题" * length)
    (line,) = draft.blocks
    assert isinstance(line, Paragraph)
    assert line.left == line.right
    assert (line.left > 0) == free
    room = (28 * 16 - 2 * line.left * 16) / 22
    lines = -(-length // int(room))
    assert lines == (2 if free else 1)
    assert not free or int(room) * lines - length < lines  # the last line is hardly shorter
