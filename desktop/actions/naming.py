"""What the actions share: the names by which things are spoken of, and words made fit to keep."""

import re
from collections.abc import Sequence

from desktop.errors import UserError
from desktop.model import Document
from desktop.store import Store
from desktop.tables.places import Place

_SHOWN = 16  # characters of a name in a label
_SPACE = re.compile(r"\s+")
_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_HALF = re.compile("[\ud800-\udfff]")  # halves of a pair, which no file can hold


def clean(text: str) -> str:
    """Return a text as it can be kept: all of it, but for halves of surrogate pairs."""
    return _HALF.sub("\ufffd", text)


def line(text: str) -> str:
    """Return a text on one line, without white space at its ends; for names."""
    return _SPACE.sub(" ", clean(text)).strip()


def colour(value: str) -> str:
    """Return a colour as `#rrggbb` in small letters; "" stays.

    Raises:
        UserError: it is none.
    """
    if value and not _COLOUR.fullmatch(value):
        raise UserError(f"“{short(value)}”不是颜色，没有改动。请写成 #rrggbb 的样子。")
    return value.lower()


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
    return places(store, [node])[0]


def places(store: Store, nodes: Sequence[str]) -> list[Place]:
    """Return where nodes stand, each once.

    Raises:
        UserError: the current texts lack one of them.
    """
    found = store.places.current(nodes)
    if not found.keys() >= set(nodes):
        raise UserError("这条措施已不在文件现在的文本中，没有改动。请刷新后再试。")
    return [found[node] for node in dict.fromkeys(nodes)]


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


def version_key(store: Store, name: str, version: int | None) -> int:
    """Return the key of a version of the document of that id; None is the current one.

    Raises:
        UserError: there is no such document or version.
    """
    found = document(store, name)
    try:
        return store.documents.key(found.id, found.version if version is None else version)
    except KeyError:
        raise UserError(f"《{found.title}》没有第 {version} 版。请重新选择版本。") from None
