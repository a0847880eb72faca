"""Scanned PDFs and OFDs to `SourceText`, by an OCR program where one is installed.

It is tesseract with chi_sim. Pages of a PDF are drawn for it; of an OFD it gets the pictures.

Every page read so carries a doubt: such a program mistakes characters, and never says which.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.errors import UserError
from desktop.model import Picture
from desktop.readers import apart, pictures
from desktop.readers.pages import package, source
from desktop.readers.pages.images import Image
from desktop.readers.pages.sheet import Box, Sheet, Word
from desktop.readers.reading import ScannedError, Step
from desktop.text import SourceText

PATIENCE = 90.0
"""Seconds that one page may take."""
_LANGUAGE = "chi_sim"
_RESOLUTION = 300  # pixels an inch; characters of a document's body are then 60 high
_WIDTH = 2_480  # of A4 at that resolution
_GLANCE = 0.1  # seconds between two looks at the program
_SHEET, _WORD = "1", "5"  # the levels of a page and a word in tesseract's table
_COLUMNS = 12  # level, page, block, paragraph, line, word, left, top, width, height, conf, text
_DOUBT = "这一页的文字是由扫描图片识别的，可能有错字、漏字，请对照原件核对。"


def program() -> str | None:
    """Return where the OCR program is, if it knows Chinese; else None."""
    found = shutil.which("tesseract")
    if found is None:
        return None
    with suppress(OSError, subprocess.TimeoutExpired):
        told = subprocess.run(  # noqa: S603 - the program that was found
            [found, "--list-langs"], capture_output=True, check=False, timeout=10
        ).stdout
        if _LANGUAGE.encode() in told.split():
            return found
    return None


def read(kind: str, name: str, data: bytes, pages: int, step: Step) -> SourceText:
    """Return the lines that the OCR program finds on the pages of a PDF or OFD.

    Args:
        kind: `pdf` or `ofd`.
        name: the file's name, for messages and for the source.
        data: its bytes.
        pages: how many pages it has.
        step: told the count of pages done and of all; may stop the reading by raising.

    Raises:
        ScannedError: there is no such program, or it finds nothing.
        UserError: it takes too long.
        BadFileError: a page cannot be drawn.
    """
    found = program()
    if found is None:
        raise ScannedError(name, pages)
    sheets = []
    for number in range(pages):
        step(number, pages)
        look = partial(step, number, pages)
        recognise = partial(_recognised, found, name, look=look)
        if kind == "pdf":
            picture = pictures.draw("pdf", data, page=number + 1, width=_WIDTH, step=step)
            sheets.append(sheet(picture, recognise(_grey(picture))))
        else:
            sheets.append(_pictured(apart.run(_images, data, number, step=step), recognise))
    if not any(sheet.words for sheet in sheets):
        raise ScannedError(name, pages)
    return source.source(name, sheets)


def _grey(picture: Picture) -> bytes:
    """Return a picture as a file; its green is as good as its grey, and costs nothing to take."""
    return b"P5 %d %d 255\n" % (picture.across, picture.down) + picture.pixels[1::4]


def _images(data: bytes, number: int, _step: Step) -> tuple[float, float, list[Image]]:
    """Return the width and height of an OFD's page, and the pictures on it that may be text."""
    file = package.Package(data)
    page = file.sheet(number)
    return page.width, page.height, file.pictured(number)


def _pictured(
    page: tuple[float, float, list[Image]], recognise: Callable[[bytes], list[list[str]]]
) -> Sheet:
    """Return the page of an OFD with the words of its pictures."""
    width, height, images = page
    made = Sheet(width, height, pictures=True, doubt=_DOUBT)
    for image in images:
        table = recognise(image.data)
        sizes = ((int(row[8]), int(row[9])) for row in table if row[0] == _SHEET)
        across, _ = next(sizes, (1, 1))
        made.words += _words(table, (image.box[2] - image.box[0]) / max(across, 1), image.box)
    return made


def _recognised(
    found: str, name: str, picture: bytes, *, look: Callable[[], object]
) -> list[list[str]]:
    """Return the rows of the table that the OCR program makes of the file of a picture."""
    with TemporaryDirectory(prefix="ceyue-", ignore_cleanup_errors=True) as folder:
        page = Path(folder) / "page"
        page.write_bytes(picture)
        command = [found, str(page), "stdout", "-l", _LANGUAGE, "--dpi", str(_RESOLUTION), "tsv"]
        with subprocess.Popen(  # noqa: S603 - the program that was found, and our own file
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        ) as running:
            try:
                told = _waited(running, name, look)
            finally:
                running.kill()
    return [line.split("\t") for line in told.decode("utf-8", "replace").splitlines()[1:]]


def _waited(running: subprocess.Popen[bytes], name: str, look: Callable[[], object]) -> bytes:
    """Return what the program prints; `look` is called meanwhile and may raise."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(subprocess.TimeoutExpired):
            return running.communicate(timeout=_GLANCE)[0]
        look()
    raise UserError(
        f"识别“{name}”的一页用了 {PATIENCE:.0f} 秒还没有完，已经停止，没有导入。"
        "请用别的文字识别程序转换后再导入。"
    )


def sheet(picture: Picture, table: list[list[str]]) -> Sheet:
    """Return the page with the words of the table in points."""
    made = Sheet(picture.width, picture.height, pictures=True, doubt=_DOUBT)
    scale = picture.width / max(picture.across, 1)
    made.words += _words(table, scale)
    return made


def _words(
    table: list[list[str]], scale: float, place: Box = (0.0, 0.0, 0.0, 0.0)
) -> Iterator[Word]:
    """Yield the words; those of one line are as high as the line, for their boxes hug the ink.

    Args:
        table: of a picture.
        scale: points that one of its pixels has.
        place: where it is on the page.
    """
    x, y, *_ = place
    lines: dict[tuple[str, ...], list[tuple[str, int, int, int, int]]] = {}
    for row in table:
        if len(row) == _COLUMNS and row[0] == _WORD and row[-1].strip():
            left, top, width, height = map(int, row[6:10])
            word = (row[-1].strip(), left, top, left + width, top + height)
            lines.setdefault(tuple(row[1:5]), []).append(word)
    for words in lines.values():
        top, bottom = min(word[2] for word in words), max(word[4] for word in words)
        for text, left, _, right, _ in words:
            yield Word(
                text, x + left * scale, y + top * scale, x + right * scale, y + bottom * scale
            )
