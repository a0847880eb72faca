"""A Word file as a PDF, by LibreOffice where it is installed."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

import pypdfium2

from desktop.reports.content import Picture
from desktop.reports.official import FANG, FONTS, HEI, KAI, SONG, SONG_TITLE

_NAMES = ("soffice", "libreoffice")
_PLACES = (r"LibreOffice\program\soffice.exe",)  # below the folders of programs in Windows
_PROGRAMS = ("PROGRAMFILES", "PROGRAMFILES(X86)")
_PATIENCE = 120.0  # seconds
_LOOK = 0.1  # seconds between two looks whether it is done
_FILTER = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"false"}}'
_STAND_INS = {
    SONG_TITLE: ("Noto Serif CJK SC", "Source Han Serif SC"),
    FANG: ("Noto Serif CJK SC", "Source Han Serif SC"),
    SONG: ("Noto Serif CJK SC", "Source Han Serif SC"),
    KAI: ("LXGW WenKai", "Noto Serif CJK SC"),
    HEI: ("Noto Sans CJK SC", "Source Han Sans SC"),
}
"""Free typefaces for those of the official format, where these are not installed."""
_LATIN = ("Liberation Serif", "Tinos", "Noto Serif CJK SC")  # as wide as Times New Roman, or nearly


def office() -> Path | None:
    """Return LibreOffice's program, or None where it is not installed."""
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    for folder in filter(None, map(os.environ.get, _PROGRAMS)):
        for place in _PLACES:
            if (path := Path(folder, place)).is_file():
                return path
    return None


def pdf(file: Path, folder: Path, *, cancelled: Callable[[], bool] = lambda: False) -> Path | None:
    """Return the file as a PDF; None where LibreOffice is missing, fails or is stopped.

    Comments are left out.

    Args:
        file: the Word file.
        folder: where the PDF goes, under the file's name.
        cancelled: asked ten times a second.
    """
    program = office()
    if program is None:
        return None
    with TemporaryDirectory(prefix="ceyue-", ignore_cleanup_errors=True) as profile:
        command = [str(program), f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
                   "--convert-to", _FILTER, "--outdir", str(folder), str(file)]  # fmt: skip
        with subprocess.Popen(  # noqa: S603 - the user's own office program
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(Path(profile)),
        ) as process:
            _wait(process, cancelled)
    target = folder / f"{file.stem}.pdf"
    return target if process.returncode == 0 and target.is_file() else None


def pictures(
    file: Path, *, width: int, cancelled: Callable[[], bool] = lambda: False
) -> tuple[Picture, ...]:
    """Return the pages of a PDF as pictures `width` pixels wide; some, once it was cancelled."""
    found = []
    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            if cancelled():
                break
            drawn = page.render(
                scale=width / page.get_width(), rev_byteorder=True, prefer_bgrx=True
            )
            found.append(Picture(drawn.width, drawn.height, bytes(drawn.buffer)))
    return tuple(found)


def _wait(process: subprocess.Popen[bytes], cancelled: Callable[[], bool]) -> None:
    """Wait until the program ends; end it when it is cancelled or takes too long."""
    until = time.monotonic() + _PATIENCE
    while process.poll() is None:
        if cancelled() or time.monotonic() > until:
            process.kill()
        time.sleep(_LOOK)


def _environment(profile: Path) -> dict[str, str]:
    """Return the surroundings of the office program: with stand-ins for missing typefaces."""
    if not sys.platform.startswith("linux"):
        return dict(os.environ)
    settings = profile / "fonts.conf"
    settings.write_text(stand_ins(), "utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(settings)}


def stand_ins() -> str:
    """Return the settings by which fontconfig finds typefaces in place of missing ones."""
    wanted = {font.east: (*font.others, *_STAND_INS[font]) for font in FONTS}
    wanted[FANG.latin] = _LATIN
    aliases = []
    for name, others in wanted.items():
        families = "".join(f"<family>{escape(each)}</family>" for each in (name, *others))
        aliases.append(
            f'<alias binding="same"><family>{escape(name)}</family>'
            f"<prefer>{families}</prefer></alias>"
        )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"{''.join(aliases)}</fontconfig>"
    )
