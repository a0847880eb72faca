"""The original beside the text: pages of PDF and OFD, and where on them a node stands."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.actions import naming
from desktop.errors import UserError
from desktop.model import Box, Picture
from desktop.store import Store
from desktop.text import SourceText


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands on a page.

    Attributes:
        page: its number, from 1.
        boxes: of its lines.
    """

    page: int
    boxes: tuple[Box, ...]


def kind(store: Store, *, document: str, version: int | None = None) -> str:
    """Return `pdf` or `ofd` where the original is kept, else "". None is the current version.

    Raises:
        UserError: there is no such document or version.
    """
    return store.originals.kind(naming.version_key(store, document, version))


def spots(source: SourceText, *, first: int, last: int) -> list[Spot]:
    """Return where the lines of a source from `first` to `last` stand, page by page.

    Page numbers and running heads among them are left out, for they are none of the node's text.
    Nothing where the source has no pages.
    """
    lines = [line for line in source.lines if first <= line.number <= last]
    text = [line for line in lines if line.number not in source.furniture]
    found: dict[int, list[Box]] = {}
    for line in text or lines:
        if line.page is not None and line.box is not None:
            found.setdefault(line.page, []).append(line.box)
    return [Spot(page, tuple(boxes)) for page, boxes in found.items()]


def page_picture(
    store: Store,
    *,
    document: str,
    version: int | None = None,
    page: int,
    width: int,
    cancelled: Callable[[], bool] | None = None,
) -> Picture:
    """Return a page of the original as it looks, `width` pixels wide, or as told for an OFD.

    Raises:
        UserError: there is no such document, version or page, or it cannot be drawn.
    """
    # PDFium is loaded with the first page that is shown.
    from desktop.readers import pictures  # noqa: PLC0415
    from desktop.readers.reading import BadFileError  # noqa: PLC0415

    def step(_done: int, _of: int) -> None:
        if cancelled is not None and cancelled():
            raise UserError("已停止。")

    key = naming.version_key(store, document, version)
    what = store.originals.kind(key)
    if not what:
        raise UserError("这份文件没有保存原件。重新导入 PDF 或 OFD 原件后，就能对照着看。")
    try:
        return pictures.draw(what, store.originals.get(key), page=page, width=width, step=step)
    except BadFileError as fault:
        raise UserError(f"画不出原件的第 {page} 页：{fault}。正文不受影响。") from fault
