"""Where a document's marks stand when corrections of it are taken back, whatever was done since."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.actions.carrying import cut, moved, places, texts_of
from desktop.annotations import Mark, Piece, text_hash
from desktop.corrections import Correction
from desktop.model import Outline
from desktop.store import Store
from desktop.tables.corrections import correction_of
from desktop.tables.journal import Change
from desktop.tables.marks import piece_of

if TYPE_CHECKING:
    from desktop.correcting import Spans
    from desktop.correcting.tracing import Doing

Pieces = tuple[Piece, ...]
Texts = Mapping[str, str]


class Tracer:
    """Tells where a document's marks stand when other corrections of its printed tree hold.

    Of those only that it was told to look up.
    """

    def __init__(
        self,
        store: Store,
        printed: Outline,
        was: Sequence[Correction],
        now: Sequence[Correction],
        *,
        document: str,
    ) -> None:
        self._store, self._printed, self._document = store, printed, document
        self._was, self._now = was, now
        self._steps: Mapping[str, Sequence[tuple[int, Sequence[Change]]]] = {}
        self._ways: dict[tuple[str, ...], list[Spans]] = {}
        self._known: dict[tuple[str, ...], tuple[list[Doing], dict[str, str]]] = {}

    def look_up(self, marks: Iterable[Mark]) -> None:
        """Have at hand how these marks came where they are."""
        ids = [mark.id for mark in marks]
        self._steps = self._store.history.of_marks(self._document, ids)

    def back(self, mark: Mark, texts: Texts) -> Pieces:
        """Return the pieces that a mark had where its nodes are again as they were then.

        The longest, for a mark may have lost words in between; none where they never were. Only
        what texts and corrections have moved is put back, nothing a person has.
        """
        return _standing([pieces for _, pieces in self._earlier(mark)], texts)

    def placed(self, mark: Mark, texts: Texts, *, stands: bool) -> Pieces:
        """Return the pieces of a mark on words: all that it has, and all that have come back.

        None where all of them went.

        Args:
            mark: the mark.
            texts: the texts of the document's nodes as they are now.
            stands: whether what the mark is on is still what it was.
        """
        along: Pieces = ()
        if stands:
            along = mark.pieces
        elif not mark.orphaned:
            along = self._along(mark.pieces, self._was, texts)
        earlier = self._earlier(mark)
        back = _standing([pieces for _, pieces in earlier], texts)
        found = _together(*((along, back) if stands else (back, along)), texts)
        if earlier and not _has(found, earlier[-1][1]):
            found = _together(found, self._again(earlier, texts), texts)
        return found

    def _along(self, pieces: Pieces, was: Sequence[Correction], texts: Texts) -> Pieces:
        """Return where the words of pieces stand now that stood there when `was` were done."""
        return cut(moved(places(pieces), self._way(was)), texts)

    def _way(self, was: Sequence[Correction]) -> list["Spans"]:
        """Return how words have moved since these corrections were done."""
        from desktop.correcting.tracing import way  # noqa: PLC0415 - rapidfuzz would slow the start

        key = _ids(was)
        if key not in self._ways:
            self._ways[key] = way(self._done(was)[0], self._done(self._now)[0])
        return self._ways[key]

    def _again(self, earlier: Iterable[tuple[int, Pieces]], texts: Texts) -> Pieces:
        """Return what a mark has where only the corrections there are now were ever done.

        None where it was made on a text that another parse or version has replaced.
        """
        for step, pieces in reversed(list(earlier)):
            was = self._before(step)
            _, then = self._done(was)
            if all(_stands(piece, then) for piece in pieces):
                return self._along(pieces, was, texts)
        return ()

    def _earlier(self, mark: Mark) -> list[tuple[int, Pieces]]:
        """Return the pieces that a mark had before texts and corrections moved it.

        The newest first, each with the step that moved them. Not those that it had before a person
        put it elsewhere.
        """
        found = []
        pieces = dict(enumerate(mark.pieces))
        for step, changes in self._steps.get(mark.id, ()):
            moves = [change for change in changes if change.table == "pieces"]
            if any(_is_a_persons(each, moved=bool(moves)) for each in changes):
                break
            for change in moves:
                place = int(change.key[1])
                if change.before:
                    pieces[place] = piece_of(change.before)
                else:
                    pieces.pop(place, None)
            if moves:
                found.append((step, tuple(pieces[place] for place in sorted(pieces))))
        return found

    def _before(self, step: int) -> list[Correction]:
        """Return the corrections that there were before a step."""
        found = {each.id: each for each in self._was}
        for entry, change in self._changes:
            if entry < step:
                break
            if change.before:
                found[str(change.key[0])] = correction_of(change.before)
            else:
                found.pop(str(change.key[0]), None)
        return sorted(found.values(), key=lambda each: (each.position, each.at, each.id))

    @cached_property
    def _changes(self) -> list[tuple[int, Change]]:
        """What every step did to the document's corrections, the newest first."""
        return self._store.history.of_corrections(self._document)

    def _done(self, corrections: Sequence[Correction]) -> tuple[list["Doing"], dict[str, str]]:
        """Return what corrections do to the printed tree, and the texts that come of it."""
        key = _ids(corrections)
        if key not in self._known:
            from desktop.correcting import corrected  # noqa: PLC0415 - see above

            result = corrected(self._printed, [each.deed for each in corrections])
            unfit = set(result.unfit)
            fit = [id_ for place, id_ in enumerate(key) if place not in unfit]
            done = list(zip(fit, result.spans, strict=True))
            self._known[key] = done, texts_of(result.outline)
        return self._known[key]


def _ids(corrections: Iterable[Correction]) -> tuple[str, ...]:
    return tuple(each.id for each in corrections)


def _standing(known: Sequence[Pieces], texts: Texts) -> Pieces:
    """Return the longest of the pieces that stand in these texts; of notes on nodes the earliest.

    Args:
        known: what a mark had, the newest first.
        texts: the texts of nodes.
    """
    standing = (own for own in known[::-1] if all(_stands(piece, texts) for piece in own))
    return max(standing, key=_size, default=())


def _size(pieces: Pieces) -> int:
    return sum(piece.end - piece.start for piece in pieces)


def _stands(piece: Piece, texts: Texts) -> bool:
    if not piece.quote:
        return piece.node in texts
    return text_hash(texts.get(piece.node, "")) == piece.text_hash


def _together(one: Pieces, other: Pieces, texts: Texts) -> Pieces:
    """Return all that either covers; one of them as it is where it covers the other as well."""
    for first, second in ((one, other), (other, one)):
        if all(any(_covers(each, piece) for each in first) for piece in second):
            return first
    return cut(places((*one, *other)), texts)


def _covers(one: Piece, other: Piece) -> bool:
    return one.node == other.node and one.start <= other.start and other.end <= one.end


def _has(found: Pieces, wanted: Pieces) -> bool:
    """Return whether some pieces have all characters that others had."""
    own, every = (Counter(c for piece in each for c in piece.quote) for each in (found, wanted))
    return every <= own


def _is_a_persons(change: Change, *, moved: bool) -> bool:
    """Return whether a change to a mark is that somebody made it, took it away or put it elsewhere.

    Only what a person does dates a mark anew.
    """
    if change.table != "marks":
        return False
    if not change.before or not change.after:
        return True
    return moved and change.before["modified"] != change.after["modified"]
