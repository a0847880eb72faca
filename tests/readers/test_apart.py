"""What the helper process does, done here: it gets bytes, tells how far it is, sends a result."""

import multiprocessing
from multiprocessing.connection import Connection
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
from tests.readers.helped import (
    crashing_behind,
    failing_behind,
    joined,
    stuck_behind,
    told_of,
)

WHOLE = apart.Share(0, 1)
PROSE = "认真落实各项要求，确保取得实效。" * 20


def helped(monkeypatch: pytest.MonkeyPatch, work: Any, data: bytes, *more: Any) -> list[Any]:
    """Everything that a helper sends."""
    return sent(monkeypatch, apart._Task(work, more), data, WHOLE)


def sent(
    monkeypatch: pytest.MonkeyPatch,
    task: apart._Task,
    data: bytes,
    share: apart.Share,
    *ends: Connection,
) -> list[Any]:
    monkeypatch.setattr(apart, "_limit", lambda _size: None)
    monkeypatch.setattr(apart, "_TICK", -1.0)
    ours, theirs = multiprocessing.Pipe()
    ours.send_bytes(data)
    apart._help(theirs, ends, task, share)
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
        apart._help(theirs, (), apart._Task(counting, ("a",)), WHOLE)


def shared(data: bytes, share: apart.Share, step: Step) -> str:
    pages = share.range(5)
    step(len(pages), 5)
    return data.decode() * len(pages)


def test_shares_are_all_pages_once() -> None:
    for count in range(7):
        for of in (1, 2, 3):
            pages = [page for index in range(of) for page in apart.Share(index, of).range(count)]
            assert pages == list(range(count))


def test_the_first_helper_joins_what_the_others_read(monkeypatch: pytest.MonkeyPatch) -> None:
    end, link = multiprocessing.Pipe(duplex=False)
    task = apart._Task(shared, ("=",), joined)
    assert sent(monkeypatch, task, b"x", apart.Share(1, 2), link)[-1] == ("done", None)
    assert sent(monkeypatch, task, b"x", apart.Share(0, 2), end)[-1] == ("done", "=xx|xxx")
    assert sent(monkeypatch, task, b"x", WHOLE)[-1] == ("done", "=xxxxx")


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LARGE", 1)
    monkeypatch.setattr(apart, "_is_idle", lambda: True)


@pytest.mark.usefixtures("two")
def test_two_helpers_read_a_file_and_tell_of_it_together() -> None:
    told: list[tuple[int, int]] = []
    step = lambda *now: told.append(now)  # noqa: E731 - nothing but a list
    assert apart.share(told_of, joined, b"x", "=", step=step) == "=1/2|2/2"
    assert told == sorted(told)
    assert told[-1][1] == 8
    assert told[-1][0] > 4  # more than one of them has read


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("work", "said", "patience"),
    [
        (failing_behind, "后一半不行", 9.0),
        (crashing_behind, "异常退出", 9.0),
        (stuck_behind, "时间过长", 0.5),
    ],
)
def test_a_second_helper_may_fail_like_the_first(work: Any, said: str, patience: float) -> None:
    with pytest.raises(BadFileError, match=said):
        apart.share(work, joined, b"x", "", step=straight_on, patience=patience)


@pytest.mark.usefixtures("two")
def test_a_pdf_reads_the_same_in_two_parts() -> None:
    file = CORPUS / "k02_geshui_xinyong.pdf"
    whole = pdf._joined([pdf._read(file.read_bytes(), WHOLE, straight_on)], file.name)
    assert pdf.read(file.name, file.read_bytes(), straight_on) == whole


@pytest.mark.usefixtures("qapp")
def test_the_work_of_the_readers_themselves(tmp_path: Path) -> None:
    file = typeset(tmp_path / "甲.pdf", [PROSE])
    sheets = pdf._read(file.read_bytes(), WHOLE, straight_on)
    assert pdf._joined([sheets], "甲.pdf").lines
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
        pdf._joined([pdf._read(empty.read_bytes(), WHOLE, straight_on)], "空.pdf")


def test_a_file_with_a_password_is_locked() -> None:
    locked = (CORPUS.parent / "pages" / "locked.pdf").read_bytes()
    with pytest.raises(BadFileError, match="密码"):
        pdf._read(locked, WHOLE, straight_on)
    with pytest.raises(BadFileError, match="损坏"):
        pdf._read(b"%PDF-1.7", WHOLE, straight_on)
