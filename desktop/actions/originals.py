"""The original beside the text: pages of PDF and OFD, and where on them a node stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.actions import naming
from desktop.errors import UserError
from desktop.model import Box, Picture
from desktop.store import Store
from desktop.text import SourceText

_TELLING = 8  # characters that tell where a node starts or ends in a line


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


def spots(source: SourceText, *, first: int, last: int, words: Sequence[str] = ()) -> list[Spot]:
    """Return where the lines of a source from `first` to `last` stand, page by page.

    Page numbers and running heads among them are left out, for they are none of the node's text.
    Nothing where the source has no pages.

    Args:
        source: the lines.
        first: the number of the first line.
        last: that of the last line.
        words: a node's label, text and units as they are printed one after the other: what other
            nodes have of its first and last line is left out.
    """
    lines = [line for line in source.lines if first <= line.number <= last]
    text = [line for line in lines if line.number not in source.furniture] or lines
    found: dict[int, list[Box]] = {}
    for place, line in enumerate(text):
        if line.page is not None and line.box is not None:
            box = line.box
            if words and line.cells is None and place in (0, len(text) - 1):
                box = _own(line.text, box, words, starts=place == 0, ends=place == len(text) - 1)
            found.setdefault(line.page, []).append(box)
    return [Spot(page, tuple(boxes)) for page, boxes in found.items()]


def _own(text: str, box: Box, words: Sequence[str], *, starts: bool, ends: bool) -> Box:
    """Return how much of a line's box a node's words take up.

    Args:
        text: of the line.
        box: where it stands.
        words: of the node.
        starts: whether the node starts in the line.
        ends: whether it ends there.
    """
    from desktop.readers.pages.sheet import cells  # noqa: PLC0415 - the window starts without it

    left, top, right, bottom = box
    text = text.strip()
    if bottom - top > right - left or not text:  # it runs down the page
        return box
    solid = [place for place, char in enumerate(text) if not char.isspace()]
    plain, told = _plain(text), _plain("".join(words))
    begin = _found(plain, told[:_TELLING]) if starts else 0
    end = len(plain) - (_found(plain[::-1], told[::-1][:_TELLING]) if ends else 0)
    wide = (right - left) / cells(text)
    return (
        left + wide * cells(text[: solid[begin]]),
        top,
        right - wide * cells(text[solid[end - 1] + 1 :]),
        bottom,
    )


def _plain(text: str) -> str:
    return "".join(text.split())


def _found(line: str, start: str) -> int:
    """Return where in a line something starts, or goes on beyond its end; 0 where it does not."""
    if (place := line.find(start)) >= 0:
        return place
    ends = (size for size in range(len(start) - 1, 1, -1) if line.endswith(start[:size]))
    return len(line) - next(ends, len(line))


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
