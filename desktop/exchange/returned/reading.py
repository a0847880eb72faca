"""A returned file's bytes -> its text and comments, as plain data."""

from dataclasses import dataclass
from pathlib import Path

from desktop import handing
from desktop.bookmarks import is_bookmark
from desktop.errors import UserError
from desktop.exchange.returned.flow import Flow, flow
from desktop.exchange.returned.remarks import Remark, remarks
from desktop.paths import shown
from desktop.readers import sniff
from desktop.readers.reading import BadFileError
from desktop.readers.word.names import value, w
from desktop.readers.word.package import Package

OUR_STYLE = "督办标签行"
"""A paragraph style that our reports have, and nobody else's files."""
_CREATED = "{http://purl.org/dc/terms/}created"


@dataclass(frozen=True, slots=True)
class Returned:
    """A Word file that came back.

    Attributes:
        name: of the file.
        flow: its body.
        remarks: its comments.
        made: when the report was made, UTC, ISO 8601; "" where it does not say.
        ours: whether bookmarks or styles show that the program wrote it.
    """

    name: str
    flow: Flow
    remarks: tuple[Remark, ...]
    made: str
    ours: bool


def read(path: Path) -> Returned:
    """Return what a file says.

    Raises:
        UserError: it is missing, unreadable, no Word file, damaged or hostile.
    """
    name = shown(path.name)
    try:
        package = Package(_bytes(path, name))
        root = package.root(package.document)
        styles = _styles(package)
        found = flow(root, styles) if root is not None else Flow()
        ours = OUR_STYLE in styles.values() or any(is_bookmark(each) for each, _ in found.bookmarks)
        return Returned(name, found, tuple(remarks(package)), _made(package), ours)
    except BadFileError as fault:
        raise UserError(
            f"没有从“{name}”导入批注：{fault}。请在 Word 或 WPS 中打开它，另存为 .docx 后再试。"
        ) from fault
    except (MemoryError, RecursionError) as fault:
        raise UserError(
            f"没有从“{name}”导入批注：内容过大，或嵌套得太深。请用原来的程序另存后再试。"
        ) from fault


def _bytes(path: Path, name: str) -> bytes:
    data = handing.contents(
        path, undone="没有导入批注", folder="请选择批过的 Word 文件（.docx）。",
        large="请确认选对了文件。",
    )  # fmt: skip
    kind = sniff.kind(data)
    if kind == "locked":
        raise UserError(
            f"“{name}”有密码，没有导入批注。请用 Word 或 WPS 打开，去掉密码后另存，再导入。"
        )
    if kind not in ("word", "", "zip"):
        raise UserError(
            f"“{name}”不是 .docx 文件，没有导入批注。请用 Word 或 WPS 打开它，另存为 .docx 后再试。"
        )
    return data


def _styles(package: Package) -> dict[str, str]:
    """Return the names of styles by their ids."""
    root = package.root(package.related("styles"))
    return {
        each.get(w("styleId"), ""): value(each, "name") or ""
        for each in (() if root is None else root.iter(w("style")))
    }


def _made(package: Package) -> str:
    root = package.root("docProps/core.xml")
    return "" if root is None else (root.findtext(_CREATED) or "").strip()
