"""Reports out of a library: made, looked at, written, stopped."""

import zipfile
from pathlib import Path

import docx
import pytest

from desktop.actions import marks
from desktop.actions.reporting import making
from desktop.actions.reporting.requests import Request, Selection
from desktop.errors import UnwritableError, UserError
from desktop.store import Store
from tests.actions.made import fill

REVIEW = Request("review", Selection(documents=("a",)), author="王明")


@pytest.fixture
def noted(store: Store) -> Store:
    """Two documents, with a note on words of the first."""
    fill(store)
    marks.add(store, author="王明", pieces=[("a-1", 0, 4)], colour="key2", note="谁牵头？")
    return store


def test_a_review_is_a_word_file_with_its_comments(noted: Store, tmp_path: Path) -> None:
    target = tmp_path / "审阅.docx"
    told: list[tuple[int, int, str]] = []
    written = making.write(
        noted, request=REVIEW, target=target, progress=lambda *each: told.append(each)
    )
    assert written is not None
    assert (written.path, written.comments) == (target, 1)
    assert "审阅报告" in written.message
    opened = docx.Document(str(target))
    (comment,) = opened.comments
    assert (comment.text, comment.author) == ("谁牵头？", "王明")
    assert "1.稳定煤炭产能。" in "\n".join(each.text for each in opened.paragraphs)
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[-1] == (100, 100, "")


def test_what_is_cancelled_leaves_nothing(noted: Store, tmp_path: Path) -> None:
    target = tmp_path / "审阅.docx"
    target.write_text("旧")
    for most in range(4):
        asked = iter([False] * most)
        written = making.write(
            noted, request=REVIEW, target=target, cancelled=lambda asked=asked: next(asked, True)
        )
        assert written is None
    assert target.read_text() == "旧"
    assert not list(tmp_path.glob(".ceyue-*"))
    assert making.compose(noted, request=REVIEW, cancelled=lambda: True) is None


def test_a_file_that_is_open_elsewhere_stays_and_another_name_is_offered(
    noted: Store, tmp_path: Path
) -> None:
    target = tmp_path / "审阅报告之一二三四.docx"
    target.write_text("旧")
    (tmp_path / "~$报告之一二三四.docx").touch()
    with pytest.raises(UnwritableError, match="请先关闭") as caught:
        making.write(noted, request=REVIEW, target=target)
    assert caught.value.alternative == tmp_path / "审阅报告之一二三四（2）.docx"
    assert target.read_text() == "旧"
    assert making.write(noted, request=REVIEW, target=caught.value.alternative)
    assert zipfile.is_zipfile(caught.value.alternative)


def test_the_preview_says_the_same(noted: Store) -> None:
    html = making.preview_pages(noted, request=REVIEW).html
    assert "谁牵头？" in html
    assert '<span style="background-color:#BFE0F6">稳定煤炭</span>' in html
    assert "预览到此为止" in making.preview_pages(noted, request=REVIEW, limit=3).html


def test_what_cannot_be_written_is_said(noted: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不是 Word 文件的名称"):
        making.write(noted, request=REVIEW, target=tmp_path / "a.doc")
    with pytest.raises(UserError, match="哪份文件"):
        making.compose(noted, request=Request("review"))
    with pytest.raises(UserError, match="不在库中"):
        making.compose(noted, request=Request("review", Selection(documents=("x",))))
    with pytest.raises(UserError, match="没有符合条件"):
        making.compose(noted, request=Request("review", Selection(nodes=("x",))))
