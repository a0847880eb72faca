"""Marks: highlight words, write notes on them, on a measure or on a document, and list them."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import replace

from desktop.actions import naming
from desktop.annotations import Colour, Mark, MarkQuery, MarkRow, Piece, Target
from desktop.errors import UserError
from desktop.store import Store

Stretch = tuple[str, int, int]
"""A node's id, and from where to where in its text, in code points."""


def add(
    store: Store, *, author: str, pieces: Sequence[Stretch], colour: str = "key1", note: str = ""
) -> Mark:
    """Return a new mark on the stretches of one document, whatever their order.

    Args:
        store: the library.
        author: who makes it.
        pieces: what it covers.
        colour: the id of one of `colours`, or "".
        note: its note, or "".

    Raises:
        UserError: nothing is covered, the text has changed since, or the library cannot be written.
    """
    with store.step(author=author) as step:
        document, found = _pieces(store, pieces)
        mark = replace(_new(store, author, document, colour, note), pieces=found)
        step.label = f"添加批注{naming.quoted(mark.quote)}"
        store.marks.put(mark)
    return mark


def annotate_node(store: Store, *, author: str, node: str, note: str, colour: str = "") -> Mark:
    """Return a new note on a whole node.

    Raises:
        UserError: the current text has no such node, or the library cannot be written.
    """
    with store.step(author=author) as step:
        place = naming.place(store, node)
        mark = replace(
            _new(store, author, place.document, colour, note), scope="node", pieces=(Piece(node),)
        )
        step.label = f"批注{naming.quoted(place.name)}"
        store.marks.put(mark)
    return mark


def annotate_document(
    store: Store, *, author: str, document: str, note: str, colour: str = ""
) -> Mark:
    """Return a new note on a whole document.

    Raises:
        UserError: there is no such document, or the library cannot be written.
    """
    with store.step(author=author) as step:
        step.label = f"批注《{naming.short(naming.document(store, document).title)}》"
        mark = replace(_new(store, author, document, colour, note), scope="document")
        store.marks.put(mark)
    return mark


def set_note(store: Store, *, author: str, mark: str, note: str) -> Mark:
    """Return the mark with another note; rapid changes of one note are one step of the history.

    Raises:
        UserError: the mark is gone, or the library cannot be written.
    """
    note = naming.clean(note)
    with store.step(author=author, joins=f"note {mark}") as step:
        found = get(store, mark=mark)
        step.label = f"修改批注{naming.quoted(found.quote or note)}"
        if note == found.note:
            return found
        changed = replace(found, note=note, modified=store.now())
        store.marks.put(changed)
    return changed


def set_colour(store: Store, *, author: str, marks: Sequence[str], colour: str) -> None:
    """Give the marks another colour, the id of one of `colours` or "".

    Raises:
        UserError: there is no such colour, or the library cannot be written.
    """
    with store.step(author=author) as step:
        name = _colour(store, colour).name if colour else "无颜色"
        found = store.marks.get(marks)
        step.label = f"改为“{name}”：{_told(found)}"
        for mark in found:
            if mark.colour != colour:
                store.marks.put(replace(mark, colour=colour, modified=store.now()))


def set_pieces(store: Store, *, author: str, mark: str, pieces: Sequence[Stretch]) -> Mark:
    """Return the mark on other words of its document; one that had lost its place has one again.

    Raises:
        UserError: as `add`, or the words are in another document.
    """
    with store.step(author=author) as step:
        found = get(store, mark=mark)
        document, placed = _pieces(store, pieces)
        if document != found.document:
            raise UserError("批注只能移到同一份文件的文字上，没有改动。请在原来的文件中选择。")
        changed = replace(found, pieces=placed, scope="text", orphaned=False, modified=store.now())
        label = "重新定位批注" if found.orphaned else "移动批注"
        step.label = label + naming.quoted(changed.quote)
        store.marks.put(changed)
    return changed


def delete(store: Store, *, author: str, marks: Sequence[str]) -> int:
    """Delete the marks with their tags; return how many there were.

    Raises:
        UserError: the library cannot be written.
    """
    with store.step(author=author) as step:
        found = store.marks.get(marks)
        step.label = f"删除批注{_told(found)}"
        for tagged in store.tags.of([Target("mark", mark.id) for mark in found]):
            store.tags.untag(tagged)
        for mark in found:
            store.marks.remove(mark)
    return len(found)


def get(store: Store, *, mark: str) -> Mark:
    """Return a mark.

    Raises:
        UserError: it is gone.
    """
    found = store.marks.get([mark])
    if not found:
        raise UserError("这处批注已不在库中，可能已被删除。请刷新后再试。")
    return found[0]


def some(store: Store, *, marks: Collection[str]) -> list[Mark]:
    """Return the marks of these ids, oldest first; those that are gone are left out."""
    return store.marks.get(marks)


def of_document(store: Store, *, document: str) -> list[Mark]:
    """Return the document's marks, those that lost their place too, oldest first."""
    return store.marks.of_document(document)


def on_nodes(store: Store, *, nodes: Collection[str]) -> list[Mark]:
    """Return the marks that cover one of these nodes, or did before they lost their place."""
    return store.marks.on_nodes(nodes)


def count(store: Store, *, document: str) -> int:
    """Return how many marks the document has, those that lost their place too."""
    return store.marks.count(document)


def listed(store: Store, *, query: MarkQuery) -> list[MarkRow]:
    """Return the marks that are asked for, in that order; those of removed documents never."""
    return store.mark_list.rows(query)


def lost(store: Store) -> int:
    """Return how many marks have lost their place, in removed documents not counted."""
    return store.mark_list.lost()


def counts(store: Store, *, document: str) -> dict[str, int]:
    """Return how many marks each node has; notes on the document stand under its own id.

    Nodes without marks are left out, and so are marks that have lost their place.
    """
    return store.marks.counts(document)


def counts_below(store: Store, *, document: str) -> dict[str, int]:
    """Return how many marks each node has with all below it; the document all, under its own id.

    What has none is left out, and so are marks that have lost their place.
    """
    return store.marks.counts_below(document)


def authors(store: Store) -> list[str]:
    """Return the names of all who have made marks, in alphabetical order."""
    return store.marks.authors()


def colours(store: Store) -> list[Colour]:
    """Return the five colours in their order."""
    return store.marks.colours()


def set_colour_name(store: Store, *, author: str, colour: str, name: str) -> None:
    """Let a colour mean something else.

    Raises:
        UserError: the name is blank or another colour's, or the library cannot be written.
    """
    name = naming.line(name)
    if not name:
        raise UserError("颜色的名称不能为空，没有改动。请写上它的含义。")
    with store.step(author=author, joins=f"colour {colour}") as step:
        found = _colour(store, colour)
        if any(each.name == name for each in colours(store) if each.id != colour):
            raise UserError(f"已有名为“{naming.short(name)}”的颜色，没有改动。请换一个名称。")
        step.label = f"把颜色“{naming.short(found.name)}”改名为“{naming.short(name)}”"
        store.marks.set_colour(replace(found, name=name))


def set_colour_value(store: Store, *, author: str, colour: str, value: str) -> None:
    """Let a colour look different: `#rrggbb`, or "" for the theme's own.

    Raises:
        UserError: the value is no colour, or the library cannot be written.
    """
    value = naming.colour(value)
    with store.step(author=author, joins=f"shade {colour}") as step:
        found = _colour(store, colour)
        step.label = f"调整颜色“{naming.short(found.name)}”"
        store.marks.set_colour(replace(found, colour=value))


def _new(store: Store, author: str, document: str, colour: str, note: str) -> Mark:
    if colour:
        _colour(store, colour)
    now = store.now()
    return Mark(
        str(uuid.uuid4()), document, author, now, now, colour=colour, note=naming.clean(note)
    )


def _told(marks: Sequence[Mark]) -> str:
    if len(marks) == 1:
        return naming.quoted(marks[0].quote or marks[0].note)
    return f" {len(marks)} 处"


def _colour(store: Store, colour: str) -> Colour:
    for each in colours(store):
        if each.id == colour:
            return each
    raise UserError(f"没有编号为“{naming.short(colour)}”的颜色，没有改动。请重新选择颜色。")


def _pieces(store: Store, stretches: Sequence[Stretch]) -> tuple[str, tuple[Piece, ...]]:
    """Return the one document of the stretches, and them in order and apart.

    Raises:
        UserError: there are none, one is not there, or they are of several documents.
    """
    places = store.places.current(node for node, _, _ in stretches)
    if not stretches:
        raise UserError("没有选中文字，没有加上批注。请先选择一段文字。")
    if not all(
        node in places and 0 <= start < end <= len(places[node].text)
        for node, start, end in stretches
    ):
        raise UserError("选中的文字与库中的不符，没有加上批注。请刷新后重新选择。")
    document, *others = {place.document for place in places.values()}
    if others:
        raise UserError("一处批注只能在一份文件中，没有加上。请在一份文件中选择。")
    joined: list[Stretch] = []
    for node, start, end in sorted(stretches, key=lambda each: (places[each[0]].position, each)):
        if joined and joined[-1][0] == node and start <= joined[-1][2]:
            joined[-1] = (node, joined[-1][1], max(end, joined[-1][2]))
        else:
            joined.append((node, start, end))
    return document, tuple(
        Piece.of(node, places[node].text, start, end) for node, start, end in joined
    )
