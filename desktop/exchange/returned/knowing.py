"""Which comments of a returned report are marks of the library, and which only tell what is there.

A comment is known by its number where the program that saved the file kept it (Word does). Else by
author and moment, for no two comments of a person have the same; where several have, their words
and places decide.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from desktop.annotations import Mark, Target
from desktop.bookmarks import UNNAMED, comment_key
from desktop.exchange.returned.placing import Place
from desktop.exchange.returned.remarks import Remark
from desktop.store import Store

RESOLVED = "（已解决）"
"""The last line of a note whose thread was settled in Word."""
_STRETCHES = 4  # of a mark that is gone, which are known by their numbers
_FURTHER = re.compile(r"（同一处批注的第 \d+ 段，内容见第 1 段。）")
_DETAIL = re.compile("(?:(?:标签|督办|牵头|配合|时限)：[^\u3000\n]+\u3000)+\\S{0,12}")
_QUOTED = re.compile(r"\n（批注处：“[^\n]*”）$")
_TAGS = re.compile(r"(?:^|\n)标签：[^\n]*$")
_ZONE, _ZONES = timedelta(minutes=15), timedelta(hours=26)  # by which clocks of the world differ


def trailer(quote: str) -> str:
    """Return the line of a note that tells on which words it was, where these are no place."""
    return f"\n（批注处：“{quote}”）"


class Known:
    """The marks of a report's documents, as its comments may name them."""

    def __init__(self, store: Store, documents: Iterable[str]) -> None:
        """Read the marks of these documents."""
        self._marks = {mark.id: mark for id_ in documents for mark in store.marks.of_document(id_)}
        targets = [Target("mark", each) for each in self._marks]
        self._tagged = {tagged.target.id for tagged in store.tags.of(targets)}
        self.deleted = {id_ for _, id_, _ in store.packages.deleted()}
        self._keys = {
            comment_key(id_, stretch): (mark, stretch)
            for id_, mark in self._marks.items()
            for stretch in range(max(1, len(mark.pieces)))
        }
        self._deleted_keys = {
            comment_key(id_, stretch) for id_ in self.deleted for stretch in range(_STRETCHES)
        }
        # Looked up, for a report can have thousands of comments of one author.
        self._by_words: defaultdict[tuple[str, str], list[Mark]] = defaultdict(list)
        self._by_moment: defaultdict[tuple[str, str], list[Mark]] = defaultdict(list)
        for mark in self._marks.values():
            author = " ".join(mark.author.split()) or UNNAMED
            self._by_words[author, flat(bare(mark.note))].append(mark)
            self._by_moment[author, _second(mark.created)].append(mark)
        self._taken: set[str] = set()

    def tells(self, remark: Remark) -> bool:
        """Return whether a comment only tells what the program wrote beside the text."""
        return bool(_FURTHER.fullmatch(remark.text) or _DETAIL.fullmatch(remark.text))

    def was_deleted(self, remark: Remark) -> bool:
        """Return whether a comment was a mark that somebody has deleted here since."""
        return not remark.keys.isdisjoint(self._deleted_keys)

    def sure(self, remark: Remark, place: Place, name: str) -> Mark | None:
        """Return the mark that a comment is of beyond doubt, each mark once.

        Args:
            remark: the comment.
            place: where it stands.
            name: the id that a mark made of it has.
        """
        if mark := self._marks.get(name):
            self._taken.add(name)
            return mark
        for key in remark.keys:
            mark, stretch = self._keys.get(key, (None, 0))
            if mark is not None and not stretch:
                self._taken.add(mark.id)
                return mark
        return self._best(remark, place, self._of_moment(remark), said=True) or self._best(
            remark, place, self._of_words(remark), said=True
        )

    def likely(self, remark: Remark, place: Place) -> Mark | None:
        """Return the mark that a comment is of though it says something else now, each once."""
        return self._best(remark, place, self._of_moment(remark), said=False)

    def _best(
        self, remark: Remark, place: Place, among: Iterable[Mark], *, said: bool
    ) -> Mark | None:
        found = [
            (score, mark)
            for mark in among
            if mark.id not in self._taken
            and self.says(mark, remark.text) == said
            and (score := self._score(mark, remark, place, said=said))
        ]
        _, best = max(found, key=lambda each: each[0], default=(0, None))
        if best is not None:
            self._taken.add(best.id)
        return best

    def _of_moment(self, remark: Remark) -> list[Mark]:
        """Return the marks of a comment's author and moment."""
        return self._by_moment.get((remark.author or UNNAMED, _second(remark.at)), [])

    def _of_words(self, remark: Remark) -> list[Mark]:
        """Return the marks of a comment's author that say what it says."""
        author, words = remark.author or UNNAMED, bare(remark.text.strip())
        both = dict.fromkeys((flat(words), flat(_TAGS.sub("", words))))
        return [mark for each in both for mark in self._by_words.get((author, each), ())]

    def _score(self, mark: Mark, remark: Remark, place: Place, *, said: bool) -> int:
        """Return how surely a comment is a mark's, 0 for not at all."""
        there = mark.document == place.document and _meet(mark, place)
        when = _apart(mark.created, remark.at)
        if when == timedelta():
            return 3 if there else 2 * said
        zones = when is None or (when <= _ZONES and not when % _ZONE)
        return int(said and there and zones)

    def says(self, mark: Mark, text: str) -> bool:
        """Return whether words are what a comment of the mark says, white space left aside."""
        return flat(self.note_of(mark, text)) == flat(bare(mark.note))

    def note_of(self, mark: Mark, text: str) -> str:
        """Return what of a comment's words is a mark's note: not its tags, nor its last lines."""
        kept = bare(text.strip())
        if mark.id in self._tagged and not _TAGS.search(mark.note):
            kept = _TAGS.sub("", kept)
        return kept


def bare(note: str) -> str:
    """Return a note without the lines that tell that it is settled and on which words it was."""
    return _QUOTED.sub("", note.removesuffix(RESOLVED).rstrip())


def flat(text: str) -> str:
    """Return a text as notes and comments are compared: without white space."""
    return "".join(text.split())


def _meet(mark: Mark, place: Place) -> bool:
    """Return whether a mark covers something of a place."""
    if mark.scope == "document" or place.scope == "document":
        return mark.scope == place.scope
    return any(
        one.node == other.node
        and (
            "node" in (mark.scope, place.scope) or (one.start < other.end and other.start < one.end)
        )
        for one in mark.pieces
        for other in place.pieces
    )


def _second(at: str) -> str:
    """Return a moment to the second, as moments are looked up."""
    try:
        return datetime.fromisoformat(at).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return at


def _apart(one: str, other: str) -> timedelta | None:
    """Return how far apart two moments are, to the second; None where one is none."""
    try:
        first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
        return abs(first.replace(microsecond=0) - second.replace(microsecond=0))
    except (ValueError, TypeError):
        return None
