"""Comments that come back in a Word report: look at them, then take them into the library."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from desktop.actions import naming
from desktop.annotations import Mark
from desktop.errors import UserError
from desktop.store import Store

if TYPE_CHECKING:
    from desktop.exchange.returned.reading import Returned
    from desktop.exchange.returned.taking import Entry

# What reads and places (lxml, rapidfuzz) is loaded with the first file, not when the window opens.

Outcome = Literal["added", "updated", "known", "unplaced"]
Progress = Callable[[int, int, str], None]
OUTCOMES: Mapping[Outcome, str] = {
    "added": "新增", "updated": "更新", "known": "已有", "unplaced": "待重新定位",
}  # fmt: skip
"""What can come of a comment, in words."""


class _Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The user asked to stop."""


@dataclass(frozen=True, slots=True)
class Came:
    """A comment of a returned report, and what comes of it.

    Attributes:
        key: names it among those of its file.
        outcome: new; changes a mark that is here; is here already; new, but without a place.
        author, created, said: of the comment: its author, its moment (UTC, ISO 8601, or ""), its
            words.
        mark: as it is afterwards; None where there is none.
        quote: the words that it is on.
        title, place: the document's title, and the node's label and title; or "".
        message: what is to be said of it, a few Chinese words; or "".
    """

    key: str
    outcome: Outcome
    author: str
    created: str
    said: str
    mark: Mark | None
    quote: str
    title: str = ""
    place: str = ""
    message: str = ""

    @property
    def document(self) -> str:
        """The document's id, or ""."""
        return self.mark.document if self.mark else ""

    @property
    def node(self) -> str:
        """The id of the first node that it is on, or ""."""
        return self.mark.pieces[0].node if self.mark and self.mark.pieces else ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a returned report brings, in the order of its comments.

    Attributes:
        path: the file.
        file: what it says.
        came: its comments.
    """

    path: Path
    file: "Returned"
    came: tuple[Came, ...]

    def of(self, outcome: Outcome) -> list[Came]:
        """Return those comments of which that comes."""
        return [each for each in self.came if each.outcome == outcome]


def is_returned(path: Path) -> bool:
    """Return whether a file is a report of this program with comments; False for one in doubt."""
    from desktop.exchange.returned import reading  # noqa: PLC0415 - see above

    if path.suffix.lower() != ".docx":
        return False
    try:
        found = reading.read(path)
    except UserError:
        return False
    return found.ours and bool(found.remarks)


def look(
    store: Store,
    *,
    path: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Incoming | None:
    """Return what would come of a file's comments, nothing written; None once it was cancelled.

    Args:
        store: the library.
        path: a Word report that was sent out and came back.
        progress: called with how many comments are placed, of how many, and what is being done.
        cancelled: asked now and then.

    Raises:
        UserError: the file is missing, hostile, no report of ours, or of documents not here.
    """
    from desktop.exchange.returned import reading  # noqa: PLC0415 - see above

    found = reading.read(path)
    try:
        return _incoming(store, path, found, _ticking(progress, cancelled))
    except _Cancelled:
        return None


def take_file(store: Store, *, author: str, path: Path) -> Incoming:
    """Take all comments of a file in, as `look` and `take` do.

    Raises:
        UserError: as `take`.
    """
    from desktop.exchange.returned import reading  # noqa: PLC0415 - see above

    return take(store, author=author, incoming=Incoming(path, reading.read(path), ()))


def take(
    store: Store, *, author: str, incoming: Incoming, chosen: Collection[str] | None = None
) -> Incoming:
    """Take a file's comments in, as one step of the history; return what became of each.

    Decided anew, for the library may have changed since `look`.

    Args:
        store: the library.
        author: who takes them in.
        incoming: what `look` gave.
        chosen: the keys of the comments wanted; None for all.

    Raises:
        UserError: as `look`, or the library cannot be written; nothing has been taken in.
    """
    from desktop.exchange.returned import taking  # noqa: PLC0415 - see above

    label = f"导入批注回稿{naming.quoted(incoming.path.name)}"
    with store.step(label, author=author):
        entries = [
            entry
            for entry in taking.entries(store, incoming.file)
            if chosen is None or entry.key in chosen
        ]
        taking.take(store, entries)
        return replace(incoming, came=_told(store, entries))


def summary(incoming: Incoming) -> str:
    """Return in one sentence how many comments met which end."""
    if not incoming.came:
        return f"“{incoming.file.name}”里没有批注，没有导入什么。"
    counts = ((word, len(incoming.of(outcome))) for outcome, word in OUTCOMES.items())
    told = "，".join(f"{word} {count} 条" for word, count in counts if count)
    return f"批注 {len(incoming.came)} 条：{told}。"


def described(came: Came) -> str:
    """Return in one line who says what of which words."""
    where = " ".join(filter(None, (came.place or came.title, naming.quoted(came.quote))))
    told = f"（{came.message}）" if came.message else ""
    return f"{came.author}  {where}：{naming.line(came.said)}{told}"


def _incoming(
    store: Store, path: Path, found: "Returned", tick: Callable[[int, int], None]
) -> Incoming:
    from desktop.exchange.returned import taking  # noqa: PLC0415 - see above

    entries = taking.entries(store, found, progress=tick)
    return Incoming(path, found, _told(store, entries))


def _ticking(
    progress: Progress | None, cancelled: Callable[[], bool] | None
) -> Callable[[int, int], None]:
    def tick(done: int, total: int) -> None:
        if cancelled and cancelled():
            raise _Cancelled
        if progress:
            progress(done, total, "正在找批注的位置")

    return tick


def _told(store: Store, entries: Collection["Entry"]) -> tuple[Came, ...]:
    titles = {each.id: each.title for each in store.documents.all()}
    nodes = {piece.node for each in entries if each.mark for piece in each.mark.pieces}
    places = store.places.known(nodes)
    came = []
    for entry in entries:
        mark, remark = entry.mark, entry.remark
        first = mark.pieces[0].node if mark and mark.pieces else ""
        came.append(
            Came(
                entry.key,
                entry.outcome,
                remark.author or (mark.author if mark else ""),
                remark.at,
                remark.text.strip(),
                mark,
                (mark.quote if mark and mark.scope == "text" else "") or entry.quote,
                titles.get(mark.document, "") if mark else "",
                places[first].name if first in places else "",
                entry.message,
            )
        )
    return tuple(came)
