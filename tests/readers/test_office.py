"""Old Word, WPS, RTF and OpenDocument files, by way of LibreOffice."""

# ruff: noqa: E501 - what files hold is easier to read on one line

import subprocess
import threading
import time
from pathlib import Path

import pytest

from desktop import libreoffice, readers
from desktop.errors import UserError
from desktop.readers import office
from desktop.readers.reading import BadFileError, straight_on
from tests.readers.packed import packed
from tests.readers.word_files import as_word, p, word_file

RTF = rb"{\rtf1\ansi\ansicpg936\pard \'d2\'bb\'a1\'a2\'d7\'dc\'d4\'f2\par (a) b\par}"


def test_without_libreoffice_a_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(libreoffice, "_PLACES", ())
    with pytest.raises(UserError, match=r"“甲.doc”.*LibreOffice.*另存为 .docx"):
        readers.parsed(Path("甲.doc"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("甲.doc", as_word("一、总则")),
        ("甲.wps", as_word("一、总则")),
        ("甲.doc", "<html><body><p>一、总则</p></body></html>".encode("gbk")),
        ("甲.doc", "一、总则".encode("gb18030")),
        ("甲.docx", "<html><body><p>一、总则</p></body></html>".encode()),
        ("甲.html", as_word("一、总则")),
        ("甲.docx", b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>" + "一、总则".encode()),
    ],
)
def test_an_ending_that_lies_does_no_harm(name: str, data: bytes) -> None:
    assert [line.text for line in readers.parsed(Path(name), data).lines] == ["一、总则"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("甲.docx", packed({"甲.txt": b""}), "实际是压缩包"),
        ("甲.doc", b"\xff\xd8\xff\xe0", "实际是图片"),
        ("甲.docx", b"PK\3\4 and no more", "已损坏"),
        ("甲.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "有密码"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(name: str, data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words) as caught:
        readers.parsed(Path(name), data)
    assert name in str(caught.value)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of LibreOffice, whose lines the test writes."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder / "soffice"


def written(program: Path, lines: str) -> None:
    program.write_text(f"#!/bin/sh\n{lines}\n", "utf-8")
    program.chmod(0o755)


def test_what_the_conversion_makes_is_read(program: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(word_file(p("一、总则")))
    written(program, f'mkdir out; cp {made} out/in.docx; echo "$PWD $@ $HOME" > {tmp_path}/told')
    source = readers.parsed(Path("甲.rtf"), RTF)
    assert [line.text for line in source.lines] == ["一、总则"]
    assert source.name == "甲.rtf"
    told = (tmp_path / "told").read_text("utf-8")
    assert "--headless" in told
    assert "-env:UserInstallation=file://" in told
    assert not Path(told.split()[0]).exists()


def test_a_conversion_that_makes_nothing_is_told(program: Path) -> None:
    written(program, "exit 1")
    with pytest.raises(UserError, match="LibreOffice 打不开它"):
        readers.parsed(Path("甲.rtf"), RTF)


def test_a_conversion_that_takes_too_long_is_ended(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "PATIENCE", 0.3)
    written(program, f"sleep 60 & echo $! > {tmp_path}/child; wait")
    started = time.monotonic()
    with pytest.raises(UserError, match="还没有转换好"):
        readers.parsed(Path("甲.rtf"), RTF)
    assert time.monotonic() - started < 10
    child = (tmp_path / "child").read_text().strip()
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


class _StoppedError(Exception):
    pass


def test_a_conversion_can_be_stopped(program: Path) -> None:
    written(program, "sleep 60")
    stop = threading.Event()

    def step(_done: int, _of: int) -> None:
        if stop.is_set():
            raise _StoppedError
        stop.set()

    with pytest.raises(_StoppedError):
        readers.parsed(Path("甲.rtf"), RTF, step)


@pytest.mark.parametrize("data", [b"PK\3\4", packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""})])  # fmt: skip
def test_what_is_no_text_document_is_not_converted(program: Path, data: bytes) -> None:
    with pytest.raises(BadFileError, match="不是文字文档"):
        office.source("甲.odt", data, straight_on)
    assert not program.exists()


def converted(folder: Path, data: bytes, form: str) -> bytes:
    """What LibreOffice makes of a Word file."""
    (folder / "a.docx").write_bytes(data)
    subprocess.run(  # noqa: S603 - the program that the reader itself would run
        [
            libreoffice.found() or "", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--convert-to", form, "--outdir", str(folder), str(folder / "a.docx"),
        ],
        check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    return (folder / f"a.{form.split(':', maxsplit=1)[0]}").read_bytes()


@pytest.mark.soak
@pytest.mark.parametrize("form", ["doc", "rtf", "odt"])
def test_real_files_are_converted(form: str, tmp_path: Path) -> None:
    text = "关于印发方案的通知\n一、总则\n（一）加快建设。到2027年建成12个。"
    if libreoffice.found() is None:
        with pytest.raises(UserError, match="LibreOffice"):
            readers.parsed(Path("甲.rtf"), RTF)
        return
    data = converted(tmp_path, as_word(text), form)
    lines = readers.parsed(Path(f"甲.{form}"), data).lines
    assert "\n".join(line.text for line in lines if line.text.strip()) == text
