"""Import files: each becomes a new document, a newer version of one, or is there already."""

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import desktop
from desktop import identity
from desktop.actions import correcting, foreign, naming, placing
from desktop.errors import UserError
from desktop.model import Document, Outline
from desktop.store import Store
from desktop.tables.documents import Arrival
from desktop.tables.history import Step
from desktop.text import SourceText, normal

_MOST_NODES = 150_000  # twice as many as ten megabytes of measures have
_REVISED = 0.5  # likeness of two texts above which one is taken for a newer version of the other


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file.

    Attributes:
        path: the file.
        document: the document it is now, or was already; None when it failed.
        outcome: "new", "same" (the library had this text), "version" (a newer text of a document
            that the library had) or "failed".
        message: one Chinese sentence saying so.
        recognisable: whether it failed as a scan, and this computer has a program to read it.
        doubts: of how many places in what came the parser was unsure.
    """

    path: Path
    document: Document | None
    outcome: Literal["new", "same", "version", "failed"]
    message: str
    recognisable: bool = False
    doubts: int = 0


class _Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The user asked to stop; nothing of the file at hand is kept."""


@dataclass(frozen=True, slots=True)
class _Arrived:
    """A file that was read and parsed, ready for the library."""

    path: Path
    sha256: str
    source: SourceText
    outline: Outline
    original: tuple[str, bytes] | None = None  # what it is and its bytes, if its pages can be shown

    @property
    def title(self) -> str:
        return self.outline.title or self.outline.notice_title or Path(self.source.name).stem

    @property
    def number_key(self) -> str:
        return identity.number_key(self.outline.doc_number)

    @property
    def text(self) -> str:
        return _text(self.source)


def import_file(store: Store, *, path: Path) -> Imported:
    """Add the file's text to the library, as a new document or as a newer version of one.

    A text is a newer version where the document number is the same and title or text are alike;
    where one of the two has no number, title and issuer must be the same and the texts alike.

    Raises:
        UserError: the file cannot be read or is too long, or the library cannot be written;
            nothing has changed.
    """
    from desktop import readers  # noqa: PLC0415 - as in `import_files`

    return _import(store, path, lambda: readers.contents(path), lambda _done, _of: None)


def formats() -> tuple[str, ...]:
    """Return the endings of the files that can be imported, archives too, each with its dot."""
    from desktop.actions import batches  # noqa: PLC0415 - as in `import_files`

    return batches.endings()


def import_files(
    store: Store,
    *,
    paths: Sequence[Path],
    progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    recognise: bool = False,
) -> list[Imported]:
    """Add files one by one, each in a transaction of its own, and return what became of each.

    Of folders and archives (.zip) all files of a known format are added. A file that cannot be
    imported has the outcome "failed" and does not stop the others.

    Args:
        store: the library.
        paths: the files, folders and archives, in the order wanted.
        progress: called with the count of files done, the count of all, and the name of the file
            at hand, with the page that is read of a long one; the name is "" after the last.
        cancelled: asked between files, between the steps of each and between pages; once it
            returns True, the result holds the files finished so far.
        recognise: whether scans are read by the OCR program of this computer.
    """
    # The window opens before anything is imported; the parser would make up half of its start.
    from desktop.actions import batches  # noqa: PLC0415

    results: list[Imported] = []
    found = list(batches.files(paths))
    for done, file in enumerate(found):

        def step(page: int, pages: int, done: int = done, name: str = file.name) -> None:
            if cancelled and cancelled():
                raise _Cancelled
            if progress and pages:
                progress(done, len(found), f"{name}（第 {page + 1} / {pages} 页）")

        if progress:
            progress(done, len(found), file.name)
        try:
            results.append(_import(store, file.path, file.read, step, recognise=recognise))
        except UserError as error:
            helped = not recognise and _helped(file.path, error)
            results.append(Imported(file.path, None, "failed", str(error), helped))
        except _Cancelled:
            return results
    if progress:
        progress(len(found), len(found), "")
    return results


def _import(
    store: Store,
    path: Path,
    read: Callable[[], bytes],
    step: Callable[[int, int], None],
    *,
    recognise: bool = False,
) -> Imported:
    """Import a file; `step` is told how many pages of it are read of how many, 0 of 0 between."""
    step(0, 0)
    from desktop import readers, structure  # noqa: PLC0415 - as in `import_files`
    from desktop.actions import citing  # noqa: PLC0415
    from desktop.readers.reading import ScannedError  # noqa: PLC0415

    data = read()
    sha256 = hashlib.sha256(data).hexdigest()
    if known := _known_bytes(store, path, sha256):
        return known
    try:
        source = readers.parsed(path, data, step)
    except ScannedError as scan:
        if not recognise or not scan.pictured:
            raise
        source = readers.recognised(path, data, scan.pages, step)
    step(0, 0)
    kind = readers.kind(path, data)
    original = (kind, data) if kind in readers.PAGED else None
    arrived = _Arrived(path, sha256, source, structure.outline(source), original)
    step(0, 0)
    if (count := sum(1 for _ in arrived.outline.walk())) > _MOST_NODES:
        raise UserError(
            f"没有导入“{source.name}”：它有 {count} 条，超过了 {_MOST_NODES} 条。"
            "请拆成几个文件再导入。"
        )
    with store.transaction():
        # Asked again, for another program may have stored it while this one was reading.
        result = _known_bytes(store, path, sha256) or _stored(store, arrived)
        citing.note_waiting(store)
        step(0, 0)
    return _with_waiting(store, result)


def _helped(path: Path, error: UserError) -> bool:
    """Return whether a file is a scan that can be read by a program of this computer."""
    from desktop import readers  # noqa: PLC0415 - as in `import_files`
    from desktop.readers.reading import ScannedError  # noqa: PLC0415

    if not isinstance(error, ScannedError) or not error.pictured:
        return False
    paged = path.suffix.lower().removeprefix(".") in readers.PAGED
    return paged and path.is_file() and readers.can_recognise()


def _with_waiting(store: Store, result: Imported) -> Imported:
    """Attach what packages brought for the document before it came, and say so."""
    if not store.waiting.all():
        return result
    # What reads packages is not loaded where none has left anything.
    from desktop.actions import exchange  # noqa: PLC0415

    count = exchange.attach_waiting(store)
    told = f"先前收到、等候文件的 {count} 条已附上。" if count else ""
    return replace(result, message=result.message + told)


def _known_bytes(store: Store, path: Path, sha256: str) -> Imported | None:
    known = store.documents.with_bytes(sha256)
    if known is None:
        return None
    document = store.documents.get(known[0])
    if known[1] < document.version:
        where = f"是《{document.title}》的第 {known[1]} 版，库中已有更新的第 {document.version} 版"
    else:
        where = f"《{document.title}》{_away(document)}已在库中"
    return Imported(path, document, "same", f"{where}，没有重复导入。")


def _stored(store: Store, arrived: _Arrived) -> Imported:
    """Store what arrived as what it is, and count what is to be checked in it."""
    result = _store(store, arrived)
    fresh = result.outcome != "same"
    return replace(result, doubts=len(arrived.outline.doubts)) if fresh else result


def _store(store: Store, arrived: _Arrived) -> Imported:
    numbered = store.documents.numbered(arrived.number_key) if arrived.number_key else []
    earlier = _earlier(store, arrived, numbered)
    if earlier is None:
        document = _add(store, arrived)
        message = f"已导入《{document.title}》。{_marked(store, document, arrived)}"
        if numbered:
            message = (
                f"已导入《{document.title}》。它的文号与《{numbered[0].title}》相同，"
                "但标题和内容都不同，所以作为另一份文件；请核对文号。"
            )
        return Imported(arrived.path, document, "new", message)
    if _text(_source(store, earlier)) == arrived.text:
        message = f"《{earlier.title}》{_away(earlier)}已在库中，文字相同，没有重复导入。"
        return Imported(arrived.path, earlier, "same", message)
    document, kept = _renew(store, earlier, arrived)
    message = (
        f"《{document.title}》{_away(document)}已更新为第 {document.version} 版，"
        f"{kept} 处内容与旧版对应；{_carried(store, document)}旧版仍可查看。"
        f"{_marked(store, document, arrived)}"
    )
    return Imported(arrived.path, document, "version", message)


def _away(document: Document) -> str:
    return "（已归档）" if document.archived else ""


def _earlier(store: Store, arrived: _Arrived, numbered: list[Document]) -> Document | None:
    """Return the document whose newer text has arrived, or None."""
    title = normal(arrived.title)
    for document in numbered:
        other = normal(document.title)
        if title in other or other in title or _alike(store, document, arrived):
            return document
    issuer = normal(arrived.outline.issuer or "")
    for document in store.documents.all():
        if (
            not (document.doc_number and arrived.number_key)
            and normal(document.title) == title
            and normal(document.issuer or "") == issuer
            and _alike(store, document, arrived)
        ):
            return document
    return None


def _alike(store: Store, document: Document, arrived: _Arrived) -> bool:
    return identity.likeness(_text(_source(store, document)), arrived.text) >= _REVISED


def _add(store: Store, arrived: _Arrived) -> Document:
    document = os.urandom(6).hex()
    key = store.documents.add(document, _arrival(arrived), arrived.outline)
    store.outlines.put(key, arrived.outline, [_new_id() for _ in arrived.outline.walk()])
    _put_source(store, key, arrived)
    return store.documents.get(document)


def _renew(store: Store, earlier: Document, arrived: _Arrived) -> tuple[Document, int]:
    """Return the document with its new version, and how many nodes have kept their ids."""
    old = correcting.printed(store, document=earlier.id)
    ids = _carried_ids(store, earlier, old, arrived.outline)
    number = store.documents.versions(earlier.id)[-1].number + 1
    key = store.documents.renew(earlier.id, number, _arrival(arrived), arrived.outline)
    store.outlines.put(key, arrived.outline, ids)
    _put_source(store, key, arrived)
    correcting.rebuild(store, document=earlier.id)
    kept = {node.id for node in old.walk()} & set(ids)
    return store.documents.get(earlier.id), len(kept)


def _carried_ids(store: Store, earlier: Document, old: Outline, new: Outline) -> list[str]:
    """Return the ids of the nodes of a document's newer text, in document order.

    What is not in its last text may have been in one before: it comes back with all that hung on
    it.
    """
    ids = identity.carried_ids(old.nodes, new.nodes, fresh=str)  # "" where there was none
    for version in reversed(store.documents.versions(earlier.id)[:-1]):
        if all(ids):
            break
        key = store.documents.key(earlier.id, version.number)
        older = store.corrections.printed(key) or store.outlines.get(key)
        known = set(ids)
        again = identity.carried_ids(older.nodes, new.nodes, fresh=str)
        ids = [
            own or ("" if other in known else other) for own, other in zip(ids, again, strict=True)
        ]
    return [own or _new_id() for own in ids]


def _put_source(store: Store, key: int, arrived: _Arrived) -> None:
    store.sources.put(key, arrived.source)
    if arrived.original is not None:
        store.originals.put(key, *arrived.original)


def _carried(store: Store, document: Document) -> str:
    """Let the document's marks follow their words; return a clause that says what became of them.

    Tags, ledger items and ticks follow their nodes by themselves.
    """
    label = f"《{naming.short(document.title)}》更新为第 {document.version} 版"
    with store.history.step(Step(label, "", store.now(), permanent=True)):
        marks = placing.follow(store, marks=store.marks.of_document(document.id))
    lost = sum(mark.orphaned for mark in marks)
    if not marks or not lost:
        return f"{len(marks)} 处批注都已随文保留；" if marks else ""
    return (
        f"{len(marks)} 处批注中有 {lost} 处在新版中找不到原来的文字，"
        "已列入“待重新定位”，内容没有丢失；"
    )


def _marked(store: Store, document: Document, arrived: _Arrived) -> str:
    """Keep the marks that the file carries; return a sentence that says how many, or ""."""
    if not arrived.source.marks:
        return ""
    outline = store.outlines.get(store.documents.key(document.id, document.version))
    count = foreign.take(store, document=document, source=arrived.source, outline=outline)
    return f"文件自带的 {count} 处批注已一并导入，可以撤销。" if count else ""


def _arrival(arrived: _Arrived) -> Arrival:
    return Arrival(
        title=arrived.title,
        sha256=arrived.sha256,
        encoding=arrived.source.encoding,
        parser=desktop.PARSER,
        imported=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _new_id() -> str:
    return os.urandom(8).hex()


def _text(source: SourceText) -> str:
    return "\n".join(line.text for line in source.lines)


def _source(store: Store, document: Document) -> SourceText:
    return store.sources.get(store.documents.key(document.id, document.version))
