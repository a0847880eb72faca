"""A returned report -> what would come of each of its comments, and the marks that come of them."""

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from desktop.annotations import Mark
from desktop.bookmarks import UNNAMED
from desktop.errors import UserError
from desktop.exchange.returned.ground import Ground
from desktop.exchange.returned.knowing import RESOLVED, Known, bare, flat, trailer
from desktop.exchange.returned.placing import Place, Placing
from desktop.exchange.returned.reading import Returned
from desktop.exchange.returned.remarks import Remark, roots
from desktop.store import Store

Outcome = Literal["added", "updated", "known", "unplaced"]
Progress = Callable[[int, int], None]
_SPACE = uuid.UUID("9a7c3f52-51b5-4e0d-8d0c-2f2b4a0c7a11")  # of the ids of marks made of comments
_LONGEST = 200  # characters of words that a note quotes
_ASTRAY = "没有找到批注的位置，已列入待重新定位"


@dataclass(frozen=True, slots=True)
class Entry:
    """What comes of a comment.

    Attributes:
        key: names it among those of its file.
        outcome: new; changes a mark of the library; is there already; new, but without a place.
        mark: the mark as it is afterwards; None where there is no document to put it on.
        remark: the comment.
        quote: the words that it stands on in the file.
        message: what happened, a few Chinese words; "" where nothing needs saying.
    """

    key: str
    outcome: Outcome
    mark: Mark | None
    remark: Remark
    quote: str
    message: str = ""


def entries(
    store: Store, found: Returned, *, progress: Progress = lambda _done, _of: None
) -> list[Entry]:
    """Return what would come of each comment of a file; nothing is written.

    Args:
        store: the library.
        found: the file.
        progress: called with how many comments are done, and of how many; may raise to stop.

    Raises:
        UserError: the file is no report of ours, or what it was made of is not here.
    """
    ground = Ground(store, found.flow)
    if found.remarks and not ground.texts:
        raise _foreign(found)
    deciding = _Deciding(store, found, ground, progress)
    return [deciding.entry(remark) for remark in found.remarks]


def take(store: Store, found: Collection[Entry]) -> None:
    """Put the marks of some entries into the library, inside a step of the history."""
    for entry in found:
        if entry.mark is not None and entry.outcome != "known":
            store.marks.put(entry.mark)


def _foreign(found: Returned) -> UserError:
    if found.ours:
        return UserError(
            f"没有从“{found.name}”导入批注：它所依据的文件不在资料库里。"
            "请先导入这些文件（或打开导出这份报告的资料库），再导入批注。"
        )
    return UserError(
        f"没有从“{found.name}”导入批注：它不是策阅导出的报告，文字也不在库中的文件里。"
        "要把它作为政策文件加入资料库，请用“导入”。"
    )


class _Deciding:
    """Decides what comes of one comment after the other."""

    def __init__(self, store: Store, found: Returned, ground: Ground, progress: Progress) -> None:
        self._store, self._found = store, found
        self._known = Known(store, [text.document.id for text in ground.texts])
        self._placing = Placing(found.flow, ground)
        self._roots = roots(list(found.remarks))
        self._by_id = {remark.id: remark for remark in found.remarks}
        self._made: dict[str, Entry] = {}
        self._moments: dict[str, int] = {}
        self._places: dict[str, Place] = {}
        self._names: dict[str, str] = {}
        self._marks: dict[str, Mark | None] = {}
        counts: dict[str, int] = {}
        for number, remark in enumerate(found.remarks):
            progress(number, len(found.remarks))
            place = self._placing.place(found.flow.comments.get(remark.id))
            name = _name(remark, place, counts)
            self._places[remark.id], self._names[remark.id] = place, name
            self._marks[remark.id] = self._known.sure(remark, place, name)

    def entry(self, remark: Remark) -> Entry:
        """Return what comes of a comment; of one that answers another, after that."""
        if remark.id not in self._made:
            self._made[remark.id] = self._decided(remark)
        return self._made[remark.id]

    def _decided(self, remark: Remark) -> Entry:
        place, name = self._place(remark), self._names[remark.id]
        mark = self._marks[remark.id] or self._known.likely(remark, place)
        if mark is not None:
            return self._of_known(mark, remark, place, name)
        gone = name in self._known.deleted or self._known.was_deleted(remark)
        if gone or self._known.tells(remark):
            message = "已在本库删除，没有再加" if gone else "报告自带的说明"
            return Entry(name, "known", None, remark, place.quote, message)
        return self._fresh(remark, place, name)

    # --- places ------------------------------------------------------------------------

    def _place(self, remark: Remark) -> Place:
        """Return where a comment belongs: an answer where its thread does."""
        root = self._by_id[self._roots[remark.id]]
        if root is remark:
            return self._places[remark.id]
        above = self.entry(root)
        if above.mark is None:
            return self._places[root.id]
        mark = above.mark
        return Place(mark.document, mark.scope, mark.pieces, above.quote, mark.orphaned, exact=True)

    # --- new ones ------------------------------------------------------------------------

    def _fresh(self, remark: Remark, place: Place, name: str, message: str = "") -> Entry:
        if not place.document:
            return Entry(name, "unplaced", None, remark, place.quote, "没有找到批注的位置")
        at = self._moment(remark)
        answers = self._roots[remark.id] != remark.id
        note = remark.text.strip()
        if place.scope != "text" and place.quote and not answers:
            note += trailer(_shortened(place.quote))
        if remark.done and not answers:
            note = f"{note}\n{RESOLVED}"
        mark = Mark(
            name,
            place.document,
            remark.author or UNNAMED,
            at,
            at,
            note=note,
            scope=place.scope,
            pieces=place.pieces,
            orphaned=place.lost,
        )
        if place.lost:
            return Entry(name, "unplaced", mark, remark, place.quote, message or _ASTRAY)
        return Entry(name, "added", mark, remark, place.quote, message or _told(place))

    def _moment(self, remark: Remark) -> str:
        """Return when a comment was made; of several of one moment each a millisecond later."""
        at = remark.at or self._store.now()
        later = self._moments[at] = self._moments.get(at, -1) + 1
        moment = datetime.fromisoformat(at) + timedelta(milliseconds=later)
        return moment.isoformat(timespec="milliseconds")

    # --- those that are here ---------------------------------------------------------------

    def _of_known(self, mark: Mark, remark: Remark, place: Place, name: str) -> Entry:
        """Return what comes of a comment that is a mark: note, state or place may be others."""
        settled = remark.done and self._roots[remark.id] == remark.id
        note, messages = mark.note, []
        if not self._known.says(mark, remark.text) and not self._was(mark, remark):
            if self._changed_here(mark):
                here = Place(mark.document, mark.scope, mark.pieces, "", mark.orphaned, exact=True)
                message = "批注在本库后来改过；对方改过的另成一条"
                return self._once(self._fresh(remark, here, name, message))
            words = self._known.note_of(mark, remark.text)
            note = words + mark.note.removeprefix(bare(mark.note))
            messages.append("内容改为回稿中的")
        if settled and not note.rstrip().endswith(RESOLVED):
            note = f"{note}\n{RESOLVED}".strip()
            messages.append("标为已解决")
        pieces = mark.pieces
        if self._moved(mark, place):
            pieces = place.pieces
            messages.append("移到回稿中的位置")
        if not messages:
            return Entry(name, "known", mark, remark, place.quote)
        changed = replace(mark, note=note, pieces=pieces, modified=self._store.now())
        return Entry(name, "updated", changed, remark, place.quote, "，".join(messages))

    def _once(self, entry: Entry) -> Entry:
        """Return an entry for a new mark, as known where an earlier import has made it."""
        if self._store.marks.get([entry.key]):
            return replace(entry, outcome="known", message="")
        if entry.key in self._known.deleted:
            return replace(entry, outcome="known", mark=None, message="已在本库删除，没有再加")
        return entry

    def _was(self, mark: Mark, remark: Remark) -> bool:
        """Return whether a note of the mark was once what the comment says."""
        words = flat(self._known.note_of(mark, remark.text))
        older = self._store.history.values("marks", (mark.id,), "note")
        return any(flat(bare(str(note))) == words for note in older)

    def _changed_here(self, mark: Mark) -> bool:
        """Return whether a mark was changed in the library after the report had been made."""
        if mark.modified == mark.created:
            return False
        try:
            made = datetime.fromisoformat(self._found.made)
            return datetime.fromisoformat(mark.modified) > made + timedelta(seconds=1)
        except (ValueError, TypeError):
            return True

    def _moved(self, mark: Mark, place: Place) -> bool:
        """Return whether a comment was moved to other words in the file."""
        if not place.exact or mark.scope != "text" or place.scope != "text" or mark.orphaned:
            return False
        if len(mark.pieces) != 1 or place.document != mark.document or self._changed_here(mark):
            return False
        (one,) = mark.pieces
        return all(
            one.node != other.node or one.end <= other.start or other.end <= one.start
            for other in place.pieces
        )


def _name(remark: Remark, place: Place, counts: dict[str, int]) -> str:
    """Return the id of the mark of a comment, the same whenever the same comment comes.

    `counts` tells how many of the same author, moment and words there were before.
    """
    said = (remark.author, remark.at, flat(remark.text), "" if remark.at else place.quote)
    likeness = "\0".join(said)
    number = counts[likeness] = counts.get(likeness, -1) + 1
    return str(uuid.uuid5(_SPACE, f"{likeness}\0{number}"))


def _told(place: Place) -> str:
    if place.scope == "document":
        return "不在文件的文字上，放在整份文件上" if place.quote else "放在整份文件上"
    if place.scope == "node":
        return "放在整条上"
    return "" if place.exact else "文字有改动，放在对应的文字上"


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
