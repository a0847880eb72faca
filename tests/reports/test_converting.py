"""Word files as PDF: with LibreOffice, without it, and when somebody stops it."""

import sys
from pathlib import Path

import pypdfium2
import pytest

from desktop import libreoffice
from desktop.reports import converting, package
from desktop.reports.converting import pdf
from tests.office import Office
from tests.reports import made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    target = tmp_path / "台账.docx"
    package.save(made.ledger(), target)
    return target


def test_a_file_becomes_pages(office: Office, file: Path, tmp_path: Path) -> None:
    target = pdf(file, tmp_path)
    assert target == tmp_path / "台账.pdf"
    document = pypdfium2.PdfDocument(target)
    assert "督办台账" in document[0].get_textpage().get_text_range()
    document.close()


def test_without_the_program_there_are_none(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "_PLACES", ())
    assert pdf(file, tmp_path) is None


def test_it_is_found_where_its_installer_puts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    program = tmp_path / "soffice"
    monkeypatch.setattr(libreoffice, "_PLACES", ("none", str(program)))
    assert libreoffice.found() is None
    program.touch()
    assert libreoffice.found() == str(program)


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put another program in the place of the office program."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    code = tmp_path / "program.py"
    code.write_text(f"{script}\n", "utf-8")
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{code}" "$@"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))


def test_a_program_that_hangs_is_stopped(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "import time; time.sleep(50)")
    asked = iter([False, False])
    assert pdf(file, tmp_path, cancelled=lambda: next(asked, True)) is None


def test_a_program_that_takes_too_long_is_stopped(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "import time; time.sleep(50)")
    monkeypatch.setattr(libreoffice, "PATIENCE", 0.3)
    assert pdf(file, tmp_path) is None


def test_a_program_that_fails_gives_none(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "raise SystemExit(3)")
    assert pdf(file, tmp_path) is None


def test_every_typeface_has_a_stand_in() -> None:
    settings = converting.stand_ins()
    for name in ("仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体", "Times New Roman"):
        assert settings.count(f"<family>{name}</family><prefer>") == 1
