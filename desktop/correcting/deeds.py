"""What each deed does to a tree, and where the words that it moves stand afterwards."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import takewhile

from desktop.correcting import words
from desktop.correcting.draft import TOP, Draft, UnfitError, rank
from desktop.corrections import (
    Deed,
    Join,
    Move,
    PutAside,
    Regrade,
    Reword,
    SetDatum,
    Span,
    Split,
    TakeIn,
    Words,
)  # fmt: skip
from desktop.model import HEADINGS, Kind, Line, Node
from desktop.structure import labels, units
from desktop.structure.nodes import with_title

Spans = dict[str, list[Span]]
"""For each node whose words have moved: what of them is left, and where, and what replaces others.

Words that the deed itself brought stand under `BROUGHT` and their number.
"""
BROUGHT = "+"
"""Begins the name of what is no node, but the words that a deed has brought into one."""


def done(draft: Draft, deed: Deed, rule: re.Pattern[str]) -> Spans:
    """Do a deed to a tree, with what ends topic sentences in it; return where words have gone.

    Raises:
        UnfitError: the tree does not have what the deed is done to; it is as it was.
    """
    match deed:
        case Reword():
            return _reworded(draft, deed, rule)
        case Regrade():
            return _regraded(draft, deed, rule)
        case Move():
            _moved(draft, deed)
        case Split():
            return _split(draft, deed, rule)
        case Join():
            return _joined(draft, deed, rule)
        case PutAside():
            return _put_aside(draft, deed)
        case TakeIn():
            _taken_in(draft, deed)
        case SetDatum():
            if deed.datum == "issued_on" and not _is_day(deed.value):
                raise UnfitError(deed.datum)
            draft.set_datum(deed.datum, deed.value)
    return {}


def _is_day(value: str | None) -> bool:
    """Return whether a datum is an ISO date, or none, as all who read it may rely on."""
    try:
        return value is None or date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


# --- words -----------------------------------------------------------------------


def _reworded(draft: Draft, deed: Reword, rule: re.Pattern[str]) -> Spans:
    node = draft.get(deed.node)
    if deed.words == ("text" if node.kind in HEADINGS else "title"):
        raise UnfitError(deed.node)  # a heading has no text, and a text's title is its own
    before: str = getattr(node, deed.words)
    changes = words.located(before, deed.patches)
    after = words.patched(before, changes)
    draft.put(with_title(_with_words(node, deed.words, after), rule))
    if deed.words != "text":
        return {}
    left = words.kept(node.id, before, changes)
    spans = {node.id: [*left, *words.replaced(node.id, changes)]}
    moved = 0
    for number, change in enumerate(changes):
        spans |= _brought(node.id, change.start + moved, len(change.new), number)
        moved += len(change.new) - len(change.old)
    return spans


def _brought(node: str, at: int, size: int, number: int = 0) -> Spans:
    """Return where words stand that a deed has brought."""
    name = f"{BROUGHT}{number}"
    return {name: [Span(name, 0, size, node, at)]} if size > 0 else {}


def _with_words(node: Node, what: Words, now: str) -> Node:
    """Return a node with other words, and with what follows from them."""
    if what == "label":
        found = labels.read(now)
        return replace(node, label=now, ordinal=found.ordinal if found else None)
    if what == "units_text":
        bracket = units.find(now)
        return replace(node, units_text=now, units=bracket.names if bracket else ())
    if what == "title":
        return replace(node, title=now)
    if node.rows is None:
        return replace(node, text=now, title=node.title if now else "")
    cells = tuple(tuple(row.split("\t")) for row in now.split("\n"))
    return replace(node, text=now, rows=cells)


def _split(draft: Draft, deed: Split, rule: re.Pattern[str]) -> Spans:
    node = draft.get(deed.node)
    if node.kind in HEADINGS or node.rows is not None:
        raise UnfitError(deed.node)
    at = words.place(node.text, deed.at, deed.prefix, "", deed.suffix)
    first, rest = node.text[:at].rstrip(), node.text[at:].lstrip()
    if not first or not rest:
        raise UnfitError(deed.node)
    draft.check_fresh(deed.fresh)
    gap = len(node.text) - len(rest)
    second = replace(node, id=deed.fresh, label="", ordinal=None, text=rest)
    shift = 0
    if node.kind is not Kind.LEAD:
        second = _labelled(second)
        shift = len(rest) - len(second.text)
    draft.put(with_title(replace(node, text=first, units=(), units_text=""), rule))
    draft.insert(with_title(second, rule), parent=draft.parent(node.id), after=node.id)
    _hang(draft, draft.below(node.id), deed.fresh)
    return {
        node.id: [
            Span(node.id, 0, len(first), node.id, 0),
            Span(node.id, gap + shift, len(node.text), deed.fresh, 0),
        ]
    }


def _joined(draft: Draft, deed: Join, rule: re.Pattern[str]) -> Spans:
    first, beside = draft.get(deed.node), draft.behind(deed.node)
    if not beside:
        raise UnfitError(deed.node)
    second = draft.nodes[beside[0]]
    if (first.kind in HEADINGS) != (second.kind in HEADINGS) or first.rows or second.rows:
        raise UnfitError(deed.node)
    if first.kind not in HEADINGS and draft.below(first.id):
        raise UnfitError(deed.node)
    deep = -1 if first.kind is second.kind else rank(first.kind)
    fitting = takewhile(lambda id_: rank(draft.nodes[id_].kind) > deep, draft.below(second.id))
    _hang(draft, list(fitting), first.id)
    draft.remove(second.id)
    if first.kind in HEADINGS:
        title = first.title + second.label + second.title
        joined = replace(first, title=title, last_line=max(first.last_line, second.last_line))
        draft.put(
            replace(
                joined,
                units=first.units + second.units,
                units_text=first.units_text + second.units_text,
            )
        )
        return {second.id: [Span(second.id, 0, 0, first.id, 0)]}  # it has no words, but an heir
    head = first.text + deed.glue + second.label
    merged = replace(
        first,
        text=head + second.text,
        units=first.units + second.units,
        units_text=first.units_text + second.units_text,
        last_line=max(first.last_line, second.last_line),
    )
    draft.put(with_title(merged, rule))
    return {
        first.id: [Span(first.id, 0, len(first.text), first.id, 0)],
        second.id: [Span(second.id, 0, len(second.text), first.id, len(head))],
        **_brought(first.id, len(first.text), len(head) - len(first.text)),
    }


# --- structure -------------------------------------------------------------------


def _moved(draft: Draft, deed: Move) -> None:
    node = draft.get(deed.node)
    above = deed.parent
    while above != TOP:
        if above == node.id or above not in draft.nodes:
            raise UnfitError(deed.node)
        above = draft.parent(above)
    stays = deed.parent == draft.parent(node.id)
    if not stays and deed.parent != TOP and rank(draft.nodes[deed.parent].kind) >= rank(node.kind):
        raise UnfitError(deed.node)  # what made them fit was taken back
    if deed.after and (deed.after == node.id or deed.after not in draft.below(deed.parent)):
        raise UnfitError(deed.node)
    draft.move(node.id, parent=deed.parent, after=deed.after or None)


def _put_aside(draft: Draft, deed: PutAside) -> Spans:
    node = draft.get(deed.node)
    body = node.title if node.kind in HEADINGS else node.text
    draft.remove(node.id)
    draft.set_aside(Line(node.first_line, node.label + body + node.units_text), deed.part)
    return {node.id: []}


def _taken_in(draft: Draft, deed: TakeIn) -> None:
    draft.check_fresh(deed.fresh)
    draft.fetch(deed.line, deed.text, deed.part)
    line = deed.line or 0
    node = Node(Kind.LEAD, text=deed.text, first_line=line, last_line=line, id=deed.fresh)
    earlier = [
        id_ for id_ in draft.walk() if deed.line is None or 0 < draft.nodes[id_].first_line <= line
    ]
    if not earlier:
        draft.insert(node, parent=TOP, after=None)
    elif draft.nodes[earlier[-1]].kind in HEADINGS:
        draft.insert(node, parent=earlier[-1], after=None)
    else:
        draft.insert(node, parent=draft.parent(earlier[-1]), after=earlier[-1])


def _regraded(draft: Draft, deed: Regrade, rule: re.Pattern[str]) -> Spans:
    node = draft.get(deed.node)
    if deed.kind is Kind.TABLE or deed.kind is node.kind:
        raise UnfitError(deed.node)
    draft.check_fresh(deed.fresh)
    spans: Spans = {}
    if deed.kind not in HEADINGS:
        spans = _leafed(draft, node, deed.kind, rule)
    elif node.kind not in HEADINGS:
        spans = _headed(draft, node, deed)
    else:
        draft.put(replace(node, kind=deed.kind))
    _settle(draft, node, deed.kind)
    return spans


def _headed(draft: Draft, node: Node, deed: Regrade) -> Spans:
    """Make a heading of a node's first paragraph; what is left becomes plain text below it."""
    first, _, rest = node.text.partition("\n")
    made = replace(node, kind=deed.kind, text=first, units=(), units_text="", rows=None)
    if not made.label:
        made = _labelled(made)
    draft.put(replace(made, title=made.text.strip(), text=""))
    if not rest and not node.units_text:
        return {node.id: []}
    left = replace(node, kind=Kind.LEAD, label="", ordinal=None, title="", text=rest, id=deed.fresh)
    if not rest:
        left = replace(left, text=node.units_text, units=(), units_text="")
    draft.insert(left, parent=node.id, after=None)
    at = len(first) + 1
    return {node.id: [Span(node.id, at, len(node.text), deed.fresh, 0)] if rest else []}


def _leafed(draft: Draft, node: Node, kind: Kind, rule: re.Pattern[str]) -> Spans:
    """Make text of a node: plain text with its label in it, anything else with the label apart."""
    before = node.title if node.kind in HEADINGS else node.text
    made = replace(node, kind=kind, text=before, title="", rows=None)
    if kind is Kind.LEAD:
        made = replace(made, text=node.label + before, label="", ordinal=None)
    elif not made.label:
        made = _labelled(made)
    draft.put(with_title(made, rule))
    if node.kind in HEADINGS:
        return {}
    moved = len(made.text) - len(before)
    cut = max(0, -moved)
    return {
        node.id: [Span(node.id, cut, len(before), node.id, max(0, moved))],
        **_brought(node.id, 0, moved),
    }


def _settle(draft: Draft, was: Node, kind: Kind) -> None:
    """Give a node that has become of another kind its place, and what is below it."""
    if rank(kind) > rank(was.kind):
        _lower(draft, was, rank(kind))
    else:
        _raise(draft, was.id, rank(kind))
        if kind in HEADINGS:
            _swallow(draft, was.id, rank(kind))
        else:
            _sink(draft, was.id)


def _lower(draft: Draft, was: Node, deep: int) -> None:
    """Let go what cannot stand below the node any more; put all under the heading before it."""
    children = draft.below(was.id)
    free = [place for place, id_ in enumerate(children) if rank(draft.nodes[id_].kind) <= deep]
    released = children[free[0] :] if free else []
    last = was.id
    for id_ in released:
        draft.move(id_, parent=draft.parent(was.id), after=last)
        last = id_
    if was.kind in HEADINGS:
        for id_ in (was.id, *released):
            _sink(draft, id_)


def _raise(draft: Draft, own: str, deep: int) -> None:
    """Take a node out of what it cannot stand below, and with it what follows it there."""
    while draft.rank_above(own) >= deep:
        above = draft.parent(own)
        _hang(draft, draft.behind(own), own)
        draft.move(own, parent=draft.parent(above), after=above)


def _swallow(draft: Draft, own: str, deep: int) -> None:
    """Take in what follows a heading, up to the next node that is not below it."""
    taken = []
    for id_ in draft.behind(own):
        if rank(draft.nodes[id_].kind) <= deep:
            break
        taken.append(id_)
    _hang(draft, taken, own)


def _sink(draft: Draft, id_: str) -> None:
    """Put a node under the heading before it, as deep as its kind lets it stand."""
    deep = rank(draft.nodes[id_].kind)
    while (above := draft.before(id_)) is not None:
        kind = draft.nodes[above].kind
        if kind not in HEADINGS or kind is Kind.BOX or rank(kind) >= deep:
            return
        last = draft.below(above)
        draft.move(id_, parent=above, after=last[-1] if last else None)


def _hang(draft: Draft, nodes: Iterable[str], parent: str) -> None:
    """Put nodes below another one, behind what is there."""
    for id_ in nodes:
        below = draft.below(parent)
        draft.move(id_, parent=parent, after=below[-1] if below else None)


def _labelled(node: Node) -> Node:
    """Return a node with the label that its text begins with apart from the text."""
    found = labels.read(node.text)
    if found is None or found.end >= len(node.text):
        return node
    return replace(node, label=found.printed, ordinal=found.ordinal, text=node.text[found.end :])
