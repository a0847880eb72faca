"""A file of the user's is the old one or the whole new one."""

import errno
import os
from pathlib import Path

import pytest

from desktop.errors import UnwritableError, UserError
from desktop.handing import alternative, aside


def test_the_new_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "台账.xlsx"
    for content in ("一", "二"):
        with aside(target) as path:
            path.write_text(content)
            assert path.parent == tmp_path
            assert not target.exists() or target.read_text() != content
        assert target.read_text() == content
    assert list(tmp_path.iterdir()) == [target]


def test_others_may_read_it_as_the_user_has_set(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        with aside(tmp_path / "台账.xlsx"):
            pass
    finally:
        os.umask(old)
    assert (tmp_path / "台账.xlsx").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (OSError(errno.ENOSPC, "full"), "磁盘已满"),
        (PermissionError(errno.EACCES, "open"), "请先关闭"),
    ],
)
def test_what_fails_on_the_way_leaves_the_old_file(
    tmp_path: Path, fault: OSError, words: str
) -> None:
    target = tmp_path / "台账.xlsx"
    target.write_text("旧")

    def write() -> None:
        with aside(target) as path:
            path.write_text("半")
            raise fault

    with pytest.raises(UserError, match=words) as caught:
        write()
    assert str(target) in str(caught.value)
    assert "没有变" in str(caught.value)
    assert target.read_text() == "旧"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_may_not_be_written_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "台账.xlsx"
    target.write_text("旧")
    # Root may write anything, so the system's answer is given here.
    monkeypatch.setattr(os, "access", lambda path, mode: (path, mode) != (target, os.W_OK))

    def write() -> None:
        with aside(target) as path:
            path.write_text("新")

    with pytest.raises(UserError, match="没有权限"):
        write()
    assert target.read_text() == "旧"


@pytest.mark.parametrize("target", ["没有/台账.xlsx", "文件夹"])
def test_a_place_that_is_none_is_named(tmp_path: Path, target: str) -> None:
    (tmp_path / "文件夹").mkdir()

    def write() -> None:
        with aside(tmp_path / target):
            pass

    with pytest.raises(UserError, match="没有写成") as caught:
        write()
    assert target in str(caught.value)


def test_a_mistake_of_the_program_is_not_shown_as_the_users(tmp_path: Path) -> None:
    def write() -> None:
        with aside(tmp_path / "台账.xlsx"):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("审阅.docx", "~$审阅.docx"),
        ("审阅报告之一二三.docx", "~$报告之一二三.docx"),
        ("report.xlsx", "~$report.xlsx"),
        ("审阅.docx", ".~lock.审阅.docx#"),
        ("审阅.docx", ".~审阅.docx"),
    ],
)
def test_a_file_open_in_an_office_program_stays_and_another_name_is_offered(
    tmp_path: Path, name: str, lock: str
) -> None:
    target = tmp_path / name
    target.write_text("旧")
    (tmp_path / lock).touch()
    taken = target.with_name(f"{target.stem}（2）{target.suffix}")
    taken.touch()

    def write(path: Path) -> None:
        with aside(path) as file:
            file.write_text("新")

    with pytest.raises(UnwritableError, match="请先关闭") as caught:
        write(target)
    assert target.read_text() == "旧"
    other = caught.value.alternative
    assert other == target.with_name(f"{target.stem}（3）{target.suffix}")
    assert other.name in str(caught.value)
    write(other)
    assert other.read_text() == "新"


def test_a_lock_without_its_file_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "~$新.docx").touch()
    with aside(tmp_path / "新.docx") as file:
        file.write_text("新")
    assert (tmp_path / "新.docx").read_text() == "新"


def test_no_name_is_offered_where_none_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "台账.docx"
    for number in range(2, 100):
        (tmp_path / f"台账（{number}）.docx").touch()
    assert alternative(target) is None
    monkeypatch.setattr(os, "access", lambda path, mode: (path, mode) != (tmp_path, os.W_OK))
    assert alternative(tmp_path / "别的.docx") is None
