"""What the helper process does, done here: it gets bytes, tells how far it is, sends a result."""

import multiprocessing
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import UserError
from desktop.readers import apart, ofd, pdf, pictures
from desktop.readers.reading import BadFileError, ScannedError, Step, straight_on
from tests import ofds
from tests.documents import CORPUS
from tests.pdfs import lines, typeset
from tests.pdfs import pdf as drawn

PROSE = "认真落实各项要求，确保取得实效。" * 20


def helped(monkeypatch: pytest.MonkeyPatch, work: Any, data: bytes, *more: Any) -> list[Any]:
    """Everything that a helper sends."""
    monkeypatch.setattr(apart, "_limit", lambda _size: None)
    monkeypatch.setattr(apart, "_TICK", -1.0)
    ours, theirs = multiprocessing.Pipe()
    ours.send_bytes(data)
    apart._help(theirs, work, more)
    told = []
    while ours.poll():
        told.append(ours.recv())
    return told


def counting(data: bytes, word: str, step: Step) -> str:
    for done in range(3):
        step(done, 3)
    return word + data.decode()


def refusing(_data: bytes, step: Step) -> None:
    step(0, 1)
    raise ScannedError("甲.pdf", 4)


def test_a_helper_tells_and_sends_what_comes_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    told = helped(monkeypatch, counting, b"b", "a")
    assert told == [*(("step", (done, 3)) for done in range(3)), ("done", "ab")]


def test_a_helper_sends_what_is_wrong_with_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    (_, (what, fault)) = helped(monkeypatch, refusing, b"x")
    assert what == "failed"
    assert isinstance(fault, ScannedError)
    assert (fault.pages, str(fault)) == (4, str(ScannedError("甲.pdf", 4)))


def test_a_helper_whose_owner_has_gone_ends() -> None:
    ours, theirs = multiprocessing.Pipe()
    ours.send_bytes(b"x")
    ours.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "_limit", lambda _size: None)
        apart._help(theirs, counting, ("a",))


@pytest.mark.usefixtures("qapp")
def test_the_work_of_the_readers_themselves(tmp_path: Path) -> None:
    file = typeset(tmp_path / "甲.pdf", [PROSE])
    assert pdf._read(file.read_bytes(), "甲.pdf", straight_on).lines
    other = ofds.ofd(tmp_path / "甲.ofd", [ofds.page([(74, 120, "一、总体要求")])])
    assert ofd._read(other.read_bytes(), "甲.ofd", straight_on).lines
    seen = pictures._drawn(file.read_bytes(), 1, 300, straight_on)
    assert (seen.across, len(seen.pixels)) == (300, 4 * 300 * seen.down) or seen.across == 301
    told = pictures._told(other.read_bytes(), 1, 300, straight_on)
    assert told.texts[0][0] == "一、总体要求"
    for work, data in ((pictures._drawn, file), (pictures._told, other)):
        with pytest.raises(BadFileError, match="没有第 2 页"):
            work(data.read_bytes(), 2, 300, straight_on)


@pytest.mark.usefixtures("qapp")
def test_empty_pages_are_told(tmp_path: Path) -> None:
    empty = drawn(tmp_path / "空.pdf", [lines()])
    with pytest.raises(UserError, match="里没有文字"):
        pdf._read(empty.read_bytes(), "空.pdf", straight_on)


def test_a_file_with_a_password_is_locked() -> None:
    locked = (CORPUS.parent / "pages" / "locked.pdf").read_bytes()
    with pytest.raises(BadFileError, match="密码"):
        pdf._read(locked, "locked.pdf", straight_on)
    with pytest.raises(BadFileError, match="损坏"):
        pdf._read(b"%PDF-1.7", "x.pdf", straight_on)
