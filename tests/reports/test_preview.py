"""The preview says what the file says."""

import re
from html import unescape

import pytest

from desktop.reports import preview
from desktop.reports.content import Report
from tests.reports import made


def words(html: str) -> str:
    plain = re.sub(r"<br>", "\n", re.sub(r"<sup>.*?</sup>", "", html))
    return unescape(re.sub(r"<[^>]+>", "", plain)).replace("\xa0", "")


@pytest.mark.parametrize("report", [made.review(), made.excerpt(), made.ledger()])
def test_it_has_all_words_in_order(report: Report) -> None:
    html = preview.html(report)
    said = "".join(each.text.replace("\t", "\u2003") for each in report.paragraphs())
    body = html.partition("<hr>")[0]
    assert words(body) == said
    assert body.count("[批") == len(report.comments)


def test_comments_are_listed_by_number() -> None:
    report = made.review()
    listed = preview.html(report).partition("<hr>")[2]
    assert re.findall(r"\[批(\d+)\]", listed) == [str(n + 1) for n in range(len(report.comments))]
    assert "请核对。" in listed


def test_nothing_in_it_is_taken_for_markup() -> None:
    report = made.review(notes=made.NASTY)
    html = preview.html(report)
    assert "&lt;w:p&gt;&amp;amp;]]&gt;" in html
    assert "\x00" not in html


def test_a_limit_is_told() -> None:
    html = preview.html(made.review(), limit=2)
    assert "预览到此为止" in html
    assert "稳定煤炭产能。" not in html
