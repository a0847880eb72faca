"""Documents: import them, find them, read them, put them into groups, archive and remove them."""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import desktop
from desktop import identity, readers, structure
from desktop.errors import UserError
from desktop.model import Document, Outline, Version
from desktop.store import Store
from desktop.tables.documents import Arrival
from desktop.text import SourceLine, SourceText, normal

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


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file.

    Attributes:
        path: the file.
        document: the document it is now, or was already; None when it failed.
        outcome: "new", "same" (the library had this text), "version" (a newer text of a document
            that the library had) or "failed".
        message: one Chinese sentence saying so.
    """

    path: Path
    document: Document | None
    outcome: Literal["new", "same", "version", "failed"]
    message: str


class _Cancelled(Exception):  # noqa: N818 - it is no error
    """The user asked to stop; nothing of the file at hand is kept."""


def import_file(store: Store, *, path: Path) -> Imported:
    """Add the file's text to the library, as a new document or as a new version of one.

    Raises:
        UserError: the file cannot be read, or the library cannot be written; nothing has changed.
    """
    return _import(store, path, lambda: False)


def import_files(
    store: Store,
    *,
    paths: Sequence[Path],
    progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Imported]:
    """Add files one by one, each in a transaction of its own, and return what became of each.

    A file that cannot be imported has the outcome "failed" and does not stop the others.

    Args:
        store: the library.
        paths: the files, in the order wanted.
        progress: called with the count of files done, the count of all, and the name of the next
            file, or "" after the last.
        cancelled: asked between files and between the steps of each; once it returns True, the
            result holds the files finished so far.
    """
    results: list[Imported] = []
    for done, path in enumerate(paths):
        if progress:
            progress(done, len(paths), readers.shown(path))
        try:
            results.append(_import(store, path, cancelled or (lambda: False)))
        except UserError as error:
            results.append(Imported(path, None, "failed", str(error)))
        except _Cancelled:
            return results
    if progress:
        progress(len(paths), len(paths), "")
    return results


def _import(store: Store, path: Path, cancelled: Callable[[], bool]) -> Imported:
    _go_on(cancelled)
    data = readers.contents(path)
    sha256 = hashlib.sha256(data).hexdigest()
    if known := store.documents.with_bytes(sha256):
        return _same(store, path, known[0])
    source = readers.parsed(path, data)
    _go_on(cancelled)
    outline = structure.outline(source)
    _go_on(cancelled)
    with store.transaction():
        result = _stored(store, path, source, outline, sha256)
        _go_on(cancelled)
    return result


def _go_on(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise _Cancelled


def _same(store: Store, path: Path, document: str) -> Imported:
    found = _document(store, document)
    return Imported(path, found, "same", f"《{found.title}》已在库中，内容相同，没有重复导入。")


def _stored(
    store: Store, path: Path, source: SourceText, outline: Outline, sha256: str
) -> Imported:
    key = identity.number_key(outline.doc_number)
    arrival = Arrival(
        title=outline.title or outline.notice_title or path.stem,
        number_key=key,
        sha256=sha256,
        encoding=source.encoding,
        parser=desktop.__version__,
        imported=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    earlier = store.documents.numbered(key)[:1] if key else []
    if earlier:
        document, number = earlier[0].id, earlier[0].version + 1
        old = load_outline(store, document=document).nodes
        version = store.documents.renew(document, number, arrival, outline)
    else:
        document, number, old = secrets.token_hex(6), 1, ()
        version = store.documents.add(document, arrival, outline)
    ids = identity.carried_ids(old, outline.nodes, fresh=lambda: secrets.token_hex(8))
    store.outlines.put(version, outline, ids)
    store.sources.put(version, source)
    found = _document(store, document)
    if earlier:
        return Imported(path, found, "version", f"《{found.title}》已更新为第 {number} 版。")
    return Imported(path, found, "new", f"已导入《{found.title}》。")


def list_documents(store: Store, *, archived: bool = False) -> list[Document]:
    """Return the documents, or those that were archived, in the order added."""
    return store.documents.all(archived=archived)


def find_document(store: Store, *, reference: str) -> Document:
    """Return the document meant by an id, a document number or a unique part of a title.

    Document numbers may be written with any brackets and spaces. Archived documents are found too.

    Raises:
        UserError: none or several fit.
    """
    if found := store.documents.get(reference):
        return found
    every = store.documents.all(archived=False) + store.documents.all(archived=True)
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
    found = store.documents.get(document)
    if found is None:
        raise UserError(f"库中没有编号为“{document}”的文件，它可能已被移除。请刷新后再试。")
    return found


def _version_key(store: Store, document: str, version: int | None) -> int:
    found = _document(store, document)
    key = store.documents.version_key(document, version or found.version)
    if key is None:
        raise UserError(f"《{found.title}》没有第 {version} 版。请重新选择版本。")
    return key
