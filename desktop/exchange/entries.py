"""The entries of a package as values: every type is looked at before anything is believed."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from desktop.annotations import PRIORITIES, Progress, State
from desktop.exchange.atlas import Measure
from desktop.exchange.fields import (
    RefusedEntryError,
    count,
    day,
    identifier,
    listed,
    mapping,
    moment,
    name_of,
    required_day,
    text,
    texts,
)
from desktop.identity import number_key

URN = "urn:uuid:"
"""How the ids of annotations begin."""
LONGEST = 100_000
"""How many characters a quote may have."""
_ANNOTATION = frozenset(
    {"@context", "type", "id", "motivation", "creator", "created", "modified", "body", "target",
     "orphaned"}
)  # fmt: skip
_FOLLOW_UP = frozenset(
    {"id", "target", "state", "lead", "support", "due", "behind", "priority", "remark", "progress",
     "author", "created", "modified"}
)  # fmt: skip
_CREATOR = frozenset({"type", "name"})
_PROGRESS = frozenset({"id", "on", "by", "text"})


@dataclass(frozen=True, slots=True)
class Aim:
    """What a target says: in which document, which measure, and which words of it.

    Attributes:
        number: the document's number as numbers are compared, or "".
        sha256: of the document's file, or "".
        measure: what names the measure, or None.
        quote: the words, or None.
        prefix, suffix: what stands around them, or None.
        start, end: code points in the measure's text, or None.
    """

    number: str
    sha256: str
    measure: Measure | None = None
    quote: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    start: int | None = None
    end: int | None = None

    @property
    def is_text(self) -> bool:
        """Whether words are meant, not a whole measure or document."""
        return self.quote is not None or self.start is not None


@dataclass(frozen=True, slots=True)
class Annotation:
    """An entry of annotations.json.

    Attributes:
        id: a UUID in its usual spelling.
        author, created, modified, note: as in `Mark`.
        colour: what the colour means, or None.
        tags: paths as they are written.
        aims: what it is on; all in one document; several only for words.
        target: the target as it came.
        tagging: whether it only says that a measure or document carries tags.
        more: what this program does not know of it: `keys`, `creator`, `bodies`.
    """

    id: str
    author: str
    created: str
    modified: str
    note: str
    colour: str | None
    tags: tuple[str, ...]
    aims: tuple[Aim, ...]
    target: Any
    tagging: bool
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def urn(self) -> str:
        """The id as packages have it."""
        return URN + self.id

    @property
    def scope(self) -> Literal["text", "node", "document"]:
        """As in `Mark`."""
        if self.aims[0].is_text:
            return "text"
        return "node" if self.aims[0].measure else "document"


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of follow_ups.json; its fields are those of `FollowUp`.

    Attributes:
        aim, target: what it is about, and how that came.
        refused: why some of its notes cannot be taken over.
        more: what this program does not know of it: `keys`, and `progress` by the notes' ids.
    """

    id: str
    aim: Aim
    target: Any
    author: str
    created: str
    modified: str
    state: State
    lead: str
    support: tuple[str, ...]
    due: str | None
    behind: bool
    priority: str
    remark: str
    progress: tuple[Progress, ...]
    refused: tuple[str, ...]
    more: dict[str, Any] = field(default_factory=dict)


def annotation(value: Any) -> Annotation:
    """Return an entry of annotations.json.

    Raises:
        RefusedEntryError: it is none.
    """
    entry = mapping(value)
    by_purpose: dict[str, list[str]] = {"commenting": [], "classifying": [], "tagging": []}
    strange = []
    for body in listed(entry.get("body")):
        purpose = mapping(body).get("purpose")
        if isinstance(purpose, str) and purpose in by_purpose:
            by_purpose[purpose].append(text(body, "value"))
        else:
            strange.append(body)
    found = aims(entry.get("target"))
    note, colours = "\n".join(by_purpose["commenting"]), by_purpose["classifying"]
    whole = not found[0].is_text and not note and not colours and not strange
    created, modified = moment(entry, "created"), moment(entry, "modified")
    creator = mapping(entry.get("creator") or {})
    return Annotation(
        id=_uuid(entry),
        author=text(creator, "name"),
        created=created or modified,
        modified=modified or created,
        note=note,
        colour=colours[0] if colours else None,
        tags=tuple(dict.fromkeys(by_purpose["tagging"])),
        aims=found,
        target=entry.get("target"),
        tagging=whole and entry.get("motivation") == "tagging",
        more=_more(
            keys={key: each for key, each in entry.items() if key not in _ANNOTATION},
            creator={key: each for key, each in creator.items() if key not in _CREATOR},
            bodies=strange,
        ),
    )


def item(value: Any) -> Item:
    """Return an entry of follow_ups.json.

    Raises:
        RefusedEntryError: it is none.
    """
    entry = mapping(value)
    (aim, *others) = aims(entry.get("target"))
    if others or aim.is_text or aim.measure is None:
        raise RefusedEntryError("台账的 target 不是一条措施")
    state, priority = text(entry, "state") or State.WAITING.value, text(entry, "priority") or "中"
    if state not in set(State) or priority not in PRIORITIES:
        raise RefusedEntryError("state 或 priority 不认识")
    if not isinstance(entry.get("behind", False), bool):
        raise RefusedEntryError("behind 不是 true 或 false")
    notes, refused, extra = _notes(entry)
    created, modified = moment(entry, "created"), moment(entry, "modified")
    return Item(
        id=identifier(entry),
        aim=aim,
        target=entry.get("target"),
        author=text(entry, "author"),
        created=created or modified,
        modified=modified or created,
        state=State(state),
        lead=text(entry, "lead"),
        support=texts(entry, "support"),
        due=day(entry, "due"),
        behind=entry.get("behind", False),
        priority=priority,
        remark=text(entry, "remark"),
        progress=notes,
        refused=refused,
        more=_more(
            keys={key: each for key, each in entry.items() if key not in _FOLLOW_UP},
            progress=extra,
        ),
    )


def aims(target: Any) -> tuple[Aim, ...]:
    """Return what a target says, one for each piece.

    Raises:
        RefusedEntryError: it says nothing, or of several documents.
    """
    found = tuple(_aim(mapping(each)) for each in listed(target))
    if not found:
        raise RefusedEntryError("没有 target")
    if len({(aim.number, aim.sha256) for aim in found}) > 1:
        raise RefusedEntryError("target 在几份文件中")
    if len(found) > 1 and not all(aim.is_text for aim in found):
        raise RefusedEntryError("几个 target 不都是文字")
    return found


def _aim(target: Mapping[str, Any]) -> Aim:
    source = mapping(target.get("source"))
    number, sha256 = number_key(text(source, "doc_number")), text(source, "sha256").lower()
    if not number and not sha256:
        raise RefusedEntryError("source 没有说明是哪份文件")
    said: dict[str, Any] = {}
    for each in listed(target.get("selector")):
        selector = mapping(each)
        match selector.get("type"):
            case "TextQuoteSelector":
                said |= {
                    key: text(selector, key) for key in ("prefix", "suffix") if key in selector
                }
                said["quote"] = text(selector, "exact")
                if not 0 < len(said["quote"]) <= LONGEST:
                    raise RefusedEntryError("引文是空的，或太长")
            case "TextPositionSelector":
                said |= {"start": count(selector, "start"), "end": count(selector, "end")}
            case "MeasureSelector":
                said["measure"] = _measure(selector)
    return Aim(number, sha256, **said)


def _measure(selector: Mapping[str, Any]) -> Measure:
    path = texts(selector, "path")
    if not path:
        raise RefusedEntryError("MeasureSelector 没有 path")
    title = text(selector, "title") if selector.get("title") is not None else None
    told = selector.get("occurrence") is not None
    return Measure(path, title, count(selector, "occurrence") if told else None)


def _notes(
    entry: Mapping[str, Any],
) -> tuple[tuple[Progress, ...], tuple[str, ...], dict[str, Any]]:
    """Return the dated notes of an item, why others were refused, and unknown keys by id."""
    notes, refused, extra = [], [], {}
    for each in listed(entry.get("progress")):
        try:
            note = mapping(each)
            on = required_day(note, "on")
            made = Progress(identifier(note), on, text(note, "by"), text(note, "text"))
        except RefusedEntryError as error:
            refused.append(f"进展{name_of(each)}：{error}")
            continue
        notes.append(made)
        if keys := {key: value for key, value in note.items() if key not in _PROGRESS}:
            extra[made.id] = keys
    return tuple(notes), tuple(refused), extra


def _uuid(entry: Mapping[str, Any]) -> str:
    try:
        return str(uuid.UUID(text(entry, "id").removeprefix(URN)))
    except ValueError:
        raise RefusedEntryError("id 不是 urn:uuid") from None


def _more(**parts: Any) -> dict[str, Any]:
    return {name: part for name, part in parts.items() if part}
