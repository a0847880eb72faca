"""Files to `SourceText`, one module a format; `read` picks the module."""

from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePath

from desktop import handing
from desktop.errors import UserError
from desktop.paths import shown
from desktop.readers.reading import (
    BadFileError,
    LockedError,
    Reader,
    ScannedError,
    Step,
    straight_on,
)
from desktop.text import SourceText

_KINDS = {
    ".txt": "text", ".md": "text", ".markdown": "text", ".docx": "word", ".docm": "word",
    ".html": "html", ".htm": "html", ".mht": "mht", ".mhtml": "mht",
    ".pdf": "pdf", ".ofd": "ofd", ".doc": "office", ".wps": "office", ".rtf": "office",
    ".odt": "office",
}  # fmt: skip
PAGED = ("pdf", "ofd")
"""The kinds of files whose pages can be shown, and recognised where they are scans."""
_WHOLE = ("word", "html", "mht", "office")  # whose lines are whole paragraphs
_MOST_PARAGRAPHS = 100_000
_PACKED = ("word", "office")  # whose files are never plain characters, unless the ending lies
_OTHERS = {"zip": "压缩包", "picture": "图片"}


def _text() -> Reader:
    from desktop.readers import text  # noqa: PLC0415

    return lambda name, data, _step: text.source(name, data)


def _word() -> Reader:
    from desktop.readers import word  # noqa: PLC0415

    return word.source


def _web() -> Reader:
    from desktop.readers import web  # noqa: PLC0415

    return web.source


def _pdf() -> Reader:
    from desktop.readers import pdf  # noqa: PLC0415

    return pdf.read


def _ofd() -> Reader:
    from desktop.readers import ofd  # noqa: PLC0415

    return ofd.read


def _office() -> Reader:
    from desktop.readers import office  # noqa: PLC0415

    return office.source


# What reads a kind of files is imported with the first of them, for its libraries take their time.
_READERS: dict[str, Callable[[], Reader]] = {
    "text": _text,
    "word": _word,
    "html": _web,
    "mht": _web,
    "pdf": _pdf,
    "ofd": _ofd,
    "office": _office,
}


def known() -> tuple[str, ...]:
    """Return the endings of the files that can be read, each with its dot."""
    return tuple(_KINDS)


def read(path: Path, *, recognise: bool = False) -> SourceText:
    """Return the lines of the file at `path`; those of a scan only if they are to be recognised.

    Raises:
        UserError: the file is missing, unreadable, empty, too large (over 200 MB), damaged or of
            a format that is not known; the sentence names the file.
    """
    data = contents(path)
    try:
        return parsed(path, data)
    except ScannedError as scan:
        if not recognise or not scan.pictured:
            raise
        return recognised(path, data, scan.pages)


def contents(path: Path) -> bytes:
    """Return the bytes of the file at `path`, once its name and size show that it can be read.

    Raises:
        UserError: the file is missing, unreadable, empty, too large or of an unknown format.
    """

    def check() -> None:
        if path.suffix.lower() not in _KINDS:
            raise _unknown(shown(path.name))

    data = handing.contents(
        path, undone="没有导入", folder="请选择其中的文件。", large="请拆成几个文件再试。",
        check=check,
    )  # fmt: skip
    from desktop.readers import beside  # noqa: PLC0415 - as in `whole`

    return whole(path.name, data, partial(beside.below, path.parent))


def whole(name: str, data: bytes, get: Callable[[str], bytes | None]) -> bytes:
    """Return the bytes of a file with those that belong to it: the frames of a saved page.

    Args:
        name: of the file.
        data: its own bytes.
        get: gives the bytes of a file by its path from the folder of this one, or None.
    """
    if _KINDS.get(PurePath(name).suffix.lower()) != "html":
        return data
    from desktop.readers import beside  # noqa: PLC0415 - what it takes, no helper process needs

    return beside.whole(name, data, get)


def kind(path: Path, data: bytes) -> str:
    """Return as what a file with these bytes is read: `text`, `word`, `pdf` and so on."""
    from desktop.readers import sniff  # noqa: PLC0415 - what it takes, no helper process needs

    named = _KINDS[path.suffix.lower()]
    if named == "text":
        return named
    return sniff.kind(data) or ("text" if named in _PACKED and sniff.is_plain(data) else named)


def parsed(path: Path, data: bytes, step: Step = straight_on) -> SourceText:
    """Return the lines of a file whose bytes are `data`, read as what these say that they are.

    A file of plain text is one whatever it looks like; for others the ending of the name counts
    only where the bytes say nothing.

    Args:
        path: its name and ending.
        data: its bytes.
        step: told how far the reading is, where it takes long; may stop it by raising.

    Raises:
        UserError: the bytes are of no known format, damaged or locked, or hold no text or too much.
    """
    name, what = shown(path.name), kind(path, data)
    if what == "locked":
        raise _locked(name)
    if what not in _READERS:
        raise UserError(
            f"“{name}”的内容与后缀不符，实际是{_OTHERS[what]}，没有导入。请选择文件本身，或改正后缀。"
        )
    try:
        source = _READERS[what]()(name, data, step)
    except LockedError as fault:
        raise _locked(name) from fault
    except BadFileError as fault:
        raise UserError(
            f"没有导入“{name}”：{fault}。请检查文件是否完整，或用原来的程序另存后再试。"
        ) from fault
    except (MemoryError, RecursionError) as fault:
        raise UserError(
            f"没有导入“{name}”：内容过大，或嵌套得太深。请用原来的程序另存或拆开后再试。"
        ) from fault
    if what in _WHOLE and len(source.lines) > _MOST_PARAGRAPHS:
        raise UserError(
            f"没有导入“{name}”：它有 {len(source.lines)} 段，超过了 {_MOST_PARAGRAPHS} 段。"
            "请拆成几个文件再导入。"
        )
    return source


def can_recognise() -> bool:
    """Return whether this computer has a program that reads the text of scans."""
    from desktop.readers import scans  # noqa: PLC0415 - as for any reader

    return scans.program() is not None


def recognised(path: Path, data: bytes, pages: int, step: Step = straight_on) -> SourceText:
    """Return the lines of a scan of so many pages, read by the OCR program of this computer.

    Raises:
        ScannedError: it is of a kind without pages, or no text is found on them.
        UserError: there is no such program, or it takes too long.
    """
    from desktop.readers import scans  # noqa: PLC0415 - as for any reader

    name, what = shown(path.name), kind(path, data)
    if what not in PAGED:
        raise ScannedError(name, pages)
    try:
        return scans.read(what, name, data, pages, step)
    except BadFileError as fault:
        raise UserError(f"没有导入“{name}”：{fault}。请用别的文字识别程序转换后再导入。") from fault


def _locked(name: str) -> UserError:
    return UserError(f"“{name}”有密码，没有导入。请用原来的程序打开，去掉密码后另存，再导入。")


def _unknown(name: str) -> UserError:
    return UserError(f"不认识“{name}”的格式，没有导入。现在能读的格式：{'、'.join(_KINDS)}。")
