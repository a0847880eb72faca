"""Documents: list them, find them, read them, put them into groups, archive and remove them."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from desktop import identity
from desktop.actions import naming
from desktop.errors import UserError
from desktop.model import Document, Outline, Version
from desktop.store import Store
from desktop.text import SourceLine, SourceText, normal

if TYPE_CHECKING:
    from desktop.actions.imports import Imported, formats, import_file, import_files

__all__ = [
    "Imported",
    "Version",
    "find_document",
    "formats",
    "groups",
    "import_file",
    "import_files",
    "list_documents",
    "load_outline",
    "purge",
    "purge_removed",
    "remove",
    "set_archived",
    "set_group",
    "source_lines",
    "versions",
]

KEPT_DAYS = 90
"""How long a removed document can be brought back."""
_IMPORTING = frozenset({"Imported", "formats", "import_file", "import_files"})


def __getattr__(name: str) -> Any:
    """Return what importing is done with; a window opens before anything is imported."""
    if name not in _IMPORTING:
        raise AttributeError(name)
    from desktop.actions import imports  # noqa: PLC0415

    return getattr(imports, name)


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
    return store.outlines.get(naming.version_key(store, document, version))


def source_lines(
    store: Store, *, document: str, version: int | None = None
) -> tuple[SourceLine, ...]:
    """Return the lines of the text that the document was parsed from. None is the current version.

    Raises:
        UserError: there is no such document or version.
    """
    return source_text(store, document=document, version=version).lines


def source_text(store: Store, *, document: str, version: int | None = None) -> SourceText:
    """Return the text that the document was parsed from. None is the current version.

    Raises:
        UserError: there is no such document or version.
    """
    return store.sources.get(naming.version_key(store, document, version))


def versions(store: Store, *, document: str) -> list[Version]:
    """Return the document's versions, oldest first.

    Raises:
        UserError: there is no such document.
    """
    return store.documents.versions(naming.document(store, document).id)


def set_group(store: Store, *, documents: Sequence[str], group: str, author: str = "") -> None:
    """Put the documents into the group of that name; "" takes them out of theirs.

    Raises:
        UserError: the library cannot be written.
    """
    name = naming.line(group)
    label = f"归入“{naming.short(name)}”" if name else "移出分组"
    with store.step(f"把{_told(store, documents)}{label}", author=author):
        for document in documents:
            store.documents.change(document, group_name=name)


def groups(store: Store) -> list[str]:
    """Return the names of the groups that have documents, in alphabetical order."""
    return store.documents.groups()


def set_archived(
    store: Store, *, documents: Sequence[str], archived: bool, author: str = ""
) -> None:
    """Put the documents away from the tree, or back.

    Raises:
        UserError: the library cannot be written.
    """
    label = "归档" if archived else "取消归档"
    with store.step(f"{label}{_told(store, documents)}", author=author):
        for document in documents:
            store.documents.change(document, archived=int(archived))


def remove(store: Store, *, documents: Sequence[str], author: str = "") -> None:
    """Remove the documents with all that hangs on them, until this is undone or they are purged.

    Raises:
        UserError: the library cannot be written.
    """
    with store.step(f"移除{_told(store, documents)}", author=author):
        for document in documents:
            store.documents.change(document, removed=store.now())


def purge(store: Store, *, documents: Sequence[str]) -> None:
    """Delete the documents, removed or not, with all that hangs on them: this cannot be undone.

    Raises:
        UserError: the library cannot be written.
    """
    with store.transaction():
        store.documents.purge(documents)


def purge_removed(store: Store, *, days: int = KEPT_DAYS) -> int:
    """Purge what was removed more than `days` days ago; return how many documents that were.

    Purges nothing where the library is read-only.

    Raises:
        UserError: the library cannot be written.
    """
    if store.read_only:
        return 0
    before = store.clock() - timedelta(days=days)
    found = store.documents.removed(
        before=before.astimezone(UTC).isoformat(timespec="milliseconds")
    )
    if found:
        purge(store, documents=found)
    return len(found)


def _told(store: Store, documents: Sequence[str]) -> str:
    if len(documents) == 1:
        with suppress(KeyError):
            return f"《{naming.short(store.documents.get(documents[0]).title)}》"
    return f" {len(documents)} 份文件"
