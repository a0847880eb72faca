"""Documents: list them, find them, read them, put them into groups, archive and remove them."""

from collections.abc import Sequence
from contextlib import suppress

from desktop import identity
from desktop.actions.imports import Imported, import_file, import_files
from desktop.errors import UserError
from desktop.model import Document, Outline, Version
from desktop.store import Store
from desktop.text import SourceLine, normal

__all__ = [
    "Imported",
    "Version",
    "find_document",
    "groups",
    "import_file",
    "import_files",
    "list_documents",
    "load_outline",
    "remove",
    "set_archived",
    "set_group",
    "source_lines",
    "versions",
]


def list_documents(store: Store, *, archived: bool = False) -> list[Document]:
    """Return the documents, or those that were archived, in the order added."""
    return [document for document in store.documents.all() if document.archived == archived]


def find_document(store: Store, *, reference: str) -> Document:
    """Return the document meant by an id, a document number or a unique part of a title.

    Document numbers may be written with any brackets and spaces. Archived documents are found too.

    Raises:
        UserError: none or several fit.
    """
    with suppress(KeyError):
        return store.documents.get(reference)
    every = store.documents.all()
    key, part = identity.number_key(reference), normal(reference)
    for fits in (
        [one for one in every if key and identity.number_key(one.doc_number) == key],
        [one for one in every if normal(one.title) == part],
        [one for one in every if part and part in normal(one.title)],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            titles = "、".join(f"《{one.title}》（{one.id}）" for one in fits)
            raise UserError(f"“{reference}”对应多份文件：{titles}。请写出更多字或用编号。")
    raise UserError(f"库中没有“{reference}”。请用 list 列出的编号、文号，或标题中的一段文字。")


def load_outline(store: Store, *, document: str, version: int | None = None) -> Outline:
    """Return the document's outline as stored; nodes carry their ids. None is the current version.

    Raises:
        UserError: there is no such document or version.
    """
    return store.outlines.get(_version_key(store, document, version))


def source_lines(
    store: Store, *, document: str, version: int | None = None
) -> tuple[SourceLine, ...]:
    """Return the lines of the text that the document was parsed from. None is the current version.

    Raises:
        UserError: there is no such document or version.
    """
    return store.sources.get(_version_key(store, document, version)).lines


def versions(store: Store, *, document: str) -> list[Version]:
    """Return the document's versions, oldest first.

    Raises:
        UserError: there is no such document.
    """
    return store.documents.versions(_document(store, document).id)


def set_group(store: Store, *, documents: Sequence[str], group: str) -> None:
    """Put the documents into the group of that name; "" takes them out of theirs.

    Raises:
        UserError: the library cannot be written.
    """
    with store.transaction():
        store.documents.set_group(documents, group.strip())


def groups(store: Store) -> list[str]:
    """Return the names of the groups that have documents, in alphabetical order."""
    return store.documents.groups()


def set_archived(store: Store, *, documents: Sequence[str], archived: bool) -> None:
    """Put the documents away from the tree, or back.

    Raises:
        UserError: the library cannot be written.
    """
    with store.transaction():
        store.documents.set_archived(documents, archived=archived)


def remove(store: Store, *, documents: Sequence[str]) -> None:
    """Delete the documents with all their versions.

    Raises:
        UserError: the library cannot be written.
    """
    with store.transaction():
        store.documents.remove(documents)


def _document(store: Store, document: str) -> Document:
    try:
        return store.documents.get(document)
    except KeyError:
        raise UserError(
            f"库中没有编号为“{document}”的文件，它可能已被移除。请刷新后再试。"
        ) from None


def _version_key(store: Store, document: str, version: int | None) -> int:
    found = _document(store, document)
    try:
        return store.documents.key(document, found.version if version is None else version)
    except KeyError:
        raise UserError(f"《{found.title}》没有第 {version} 版。请重新选择版本。") from None
