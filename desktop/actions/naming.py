"""What the actions share: the names by which things are spoken of, and words made fit to keep."""

import re

from desktop.errors import UserError
from desktop.model import Document
from desktop.store import Store
from desktop.tables.places import Place

_SHOWN = 16  # characters of a name in a label
_SPACE = re.compile(r"\s+")
_HALF = re.compile("[\ud800-\udfff]")  # halves of a pair, which no file can hold


def clean(text: str) -> str:
    """Return a text as it can be kept: all of it, but for halves of surrogate pairs."""
    return _HALF.sub("\ufffd", text)


def line(text: str) -> str:
    """Return a text on one line, without white space at its ends; for names."""
    return _SPACE.sub(" ", clean(text)).strip()


def short(text: str) -> str:
    """Return the beginning of a text on one line, for a label or sentence."""
    text = line(text)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def quoted(text: str) -> str:
    """Return the beginning of a text in quotation marks; "" for a blank one."""
    return f"“{short(text)}”" if text.strip() else ""


def place(store: Store, node: str) -> Place:
    """Return where a node stands.

    Raises:
        UserError: the current text has no such node.
    """
    try:
        return store.places.current([node])[node]
    except KeyError:
        raise UserError("这条措施已不在文件现在的文本中，没有改动。请刷新后再试。") from None


def document(store: Store, document: str) -> Document:
    """Return a document.

    Raises:
        UserError: there is none of that id.
    """
    try:
        return store.documents.get(document)
    except KeyError:
        raise UserError(
            f"库中没有编号为“{short(document)}”的文件，它可能已被移除。请刷新后再试。"
        ) from None
