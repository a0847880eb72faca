"""A Word file as a PDF, by LibreOffice where it is installed."""

from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2

from desktop import libreoffice
from desktop.reports.content import Picture
from desktop.reports.official import FANG, FONTS, HEI, KAI, SONG, SONG_TITLE

_TO = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"false"}}'
_STAND_INS = {
    SONG_TITLE: ("Noto Serif CJK SC", "Source Han Serif SC"),
    FANG: ("Noto Serif CJK SC", "Source Han Serif SC"),
    SONG: ("Noto Serif CJK SC", "Source Han Serif SC"),
    KAI: ("LXGW WenKai", "Noto Serif CJK SC"),
    HEI: ("Noto Sans CJK SC", "Source Han Sans SC"),
}
"""Free typefaces for those of the official format, where these are not installed."""
_LATIN = ("Liberation Serif", "Tinos", "Noto Serif CJK SC")  # as wide as Times New Roman, or nearly


class _Stopped(Exception):  # noqa: N818 - nothing went wrong
    """The user asked to stop."""


def pdf(file: Path, folder: Path, *, cancelled: Callable[[], bool] = lambda: False) -> Path | None:
    """Return the file as a PDF; None where LibreOffice is missing, fails or is stopped.

    Comments are left out.

    Args:
        file: the Word file.
        folder: where the PDF goes, under the file's name.
        cancelled: asked ten times a second.
    """

    def look() -> None:
        if cancelled():
            raise _Stopped

    try:
        return libreoffice.convert(file, to=_TO, into=folder, look=look, fonts=stand_ins())
    except (_Stopped, TimeoutError):
        return None


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
