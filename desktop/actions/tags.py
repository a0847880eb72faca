"""Tags: make them, put them on marks, measures and documents, arrange, merge and combine them."""

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.actions import naming
from desktop.annotations import Both, Either, Expression, Has, Not, SavedFilter, Tag, Target
from desktop.errors import UserError
from desktop.store import Store
from desktop.tables.tags import Tagged

LEVELS = 9
"""How deep tags can be nested."""


def tree(store: Store) -> list[Tag]:
    """Return every tag with its path and counts, sorted by path: those above come first.

    What removed documents carry does not count.
    """
    tags = store.tags.all()
    own: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for carried, kind, target in store.tags.carried():
        own[carried].add((kind, target))
    uses = {tag.id: set(own[tag.id]) for tag in tags}
    for tag in sorted(tags, key=lambda tag: tag.path.count("/"), reverse=True):
        if tag.parent is not None:
            uses[tag.parent] |= uses[tag.id]
    return [replace(tag, own=len(own[tag.id]), uses=len(uses[tag.id])) for tag in tags]


def create(store: Store, *, author: str, path: str, colour: str = "", description: str = "") -> Tag:
    """Return the tag of a path such as 能源/煤炭, made with those above it where it is missing.

    Raises:
        UserError: a name in the path is blank, the path is too deep, or the library cannot be
            written.
    """
    names, colour = _names(path), naming.colour(colour)
    with store.step(f"新建标签“{naming.short('/'.join(names))}”", author=author):
        made = _made(store, names)
        if colour or description:
            made = replace(made, colour=colour, description=naming.clean(description))
            store.tags.put(made)
    return made


def rename(store: Store, *, author: str, tag: str, name: str) -> None:
    """Give a tag another name.

    Raises:
        UserError: the name is blank, has a `/` or is a sibling's, the tag is gone, or the library
            cannot be written.
    """
    name = naming.line(name)
    if not name or "/" in name:
        raise UserError("标签的名称不能为空，也不能有“/”，没有改动。请换一个名称。")
    with store.step(author=author) as step:
        found = _tag(store, tag)
        _free(store, name, found.parent, found)
        step.label = f"把标签“{naming.short(found.name)}”改名为“{naming.short(name)}”"
        store.tags.put(replace(found, name=name))


def recolour(store: Store, *, author: str, tag: str, colour: str) -> None:
    """Give a tag a colour, `#rrggbb`, or "" for none.

    Raises:
        UserError: it is no colour, the tag is gone, or the library cannot be written.
    """
    colour = naming.colour(colour)
    with store.step(author=author, joins=f"tag colour {tag}") as step:
        found = _tag(store, tag)
        step.label = f"改标签“{naming.short(found.name)}”的颜色"
        store.tags.put(replace(found, colour=colour))


def describe(store: Store, *, author: str, tag: str, description: str) -> None:
    """Say what a tag is for.

    Raises:
        UserError: the tag is gone, or the library cannot be written.
    """
    with store.step(author=author, joins=f"tag description {tag}") as step:
        found = _tag(store, tag)
        step.label = f"改标签“{naming.short(found.name)}”的说明"
        store.tags.put(replace(found, description=naming.clean(description)))


def move(store: Store, *, author: str, tag: str, parent: str | None) -> None:
    """Put a tag with all below it under another, or to the top.

    Raises:
        UserError: it would come under itself, beside one of its name or too deep, a tag is gone,
            or the library cannot be written.
    """
    with store.step(author=author) as step:
        found = _tag(store, tag)
        if parent is not None:
            _outside(store, found, _tag(store, parent), levels=1)
        _free(store, found.name, parent, found)
        step.label = f"移动标签“{naming.short(found.name)}”"
        store.tags.put(replace(found, parent=parent))


def merge(store: Store, *, author: str, tag: str, into: str) -> None:
    """Let everything that carries a tag carry another one instead, and delete the first.

    Tags below the first come under the other; those of equal name are merged likewise. Saved
    filters ask for the other.

    Raises:
        UserError: the other is the tag itself or stands below it, tags would come too deep, one
            is gone, or the library cannot be written.
    """
    with store.step(author=author) as step:
        found, other = _tag(store, tag), _tag(store, into)
        _outside(store, found, other, levels=0)
        step.label = f"合并标签“{naming.short(found.name)}”"
        _merge(store, found, other)


def delete(store: Store, *, author: str, tag: str) -> int:
    """Delete a tag with all below it; return how many marks, nodes and documents carried them.

    Raises:
        UserError: the tag is gone, or the library cannot be written.
    """
    with store.step(author=author) as step:
        found = _tag(store, tag)
        step.label = f"删除标签“{naming.short(found.name)}”"
        below = _below(store.tags.all(), found)
        carried = store.tags.uses(each.id for each in below)
        for tagged in carried:
            store.tags.untag(tagged)
        for each in sorted(below, key=lambda each: each.path.count("/"), reverse=True):
            store.tags.remove(each.id)
    return len({tagged.target for tagged in carried})


def tag(store: Store, *, author: str, targets: Sequence[Target], path: str) -> Tag:
    """Let all targets carry the tag of that path, made where it is missing; return it.

    Raises:
        UserError: a name in the path is blank, a target is gone, or the library cannot be written.
    """
    names = _names(path)
    label = f"加标签“{naming.short('/'.join(names))}”"
    with store.step(label + _count(targets), author=author):
        documents = _documents(store, targets)
        made = _made(store, names)
        carried = {tagged.target for tagged in store.tags.of(targets) if tagged.tag == made.id}
        for target in dict.fromkeys(targets):
            if target not in carried:
                store.tags.tag(Tagged(made.id, target, documents[target], store.now(), author))
    return made


def untag(store: Store, *, author: str, targets: Sequence[Target], tag: str) -> None:
    """Let the targets no longer carry a tag.

    Raises:
        UserError: the tag is gone, or the library cannot be written.
    """
    with store.step(author=author) as step:
        found = _tag(store, tag)
        step.label = f"去掉标签“{naming.short(found.name)}”{_count(targets)}"
        for tagged in store.tags.of(targets):
            if tagged.tag == tag:
                store.tags.untag(tagged)


def of(store: Store, *, targets: Sequence[Target]) -> dict[Target, list[Tag]]:
    """Return the tags that each target carries itself, sorted by path; none is left out."""
    tags = {tag.id: tag for tag in store.tags.all()}
    carried: dict[Target, list[Tag]] = {target: [] for target in targets}
    for tagged in store.tags.of(targets):
        carried[tagged.target].append(tags[tagged.tag])
    for found in carried.values():
        found.sort(key=lambda tag: tag.path)
    return carried


def nodes_with(store: Store, *, expression: Expression) -> set[str]:
    """Return the ids of the nodes and documents for which an expression of tags is true.

    A node carries its own tags and those of the marks on it; a document its own. A tag counts for
    those above it too.
    """
    tags = store.tags.all()
    below = {tag.id: {each.id for each in _below(tags, tag)} for tag in tags}
    carriers = store.tags.carriers()

    def true_of(part: Expression) -> set[str]:
        match part:
            case Has(tag):
                return set().union(*(carriers.get(each, ()) for each in below.get(tag, ())))
            case Not(part):
                return everything() - true_of(part)
            case Both(parts):
                return set.intersection(*map(true_of, parts)) if parts else everything()
            case Either(parts):
                return set().union(*map(true_of, parts))

    def everything() -> set[str]:
        return store.tags.everything()

    return true_of(expression)


def suggestions(store: Store, *, node: str, cache: Path, limit: int = 6) -> list[str]:
    """Return paths of tags that would suit a node, the best first, but those it carries.

    Tags that there are come first where the text has their name; then words of the text itself.
    Takes seconds, so call it in a job.

    Args:
        store: the library.
        node: the node's id.
        cache: an existing folder that the dictionary is kept in between two starts.
        limit: the most to return.

    Raises:
        UserError: the node is gone.
    """
    text = naming.place(store, node).text
    from desktop import keywords  # noqa: PLC0415 - a window opens before anything is suggested

    words = keywords.candidates(text, cache=cache)
    found = keywords.telling(words, store.places.having(words), total=store.places.total())
    (carried,) = of(store, targets=[Target("node", node)]).values()
    names = {tag.name for tag in carried}
    known = [tag for tag in tree(store) if tag.name in text and tag.name not in names]
    known.sort(key=lambda tag: (-len(tag.name), -tag.uses, tag.path))
    taken = names | {tag.name for tag in known}
    return [*(tag.path for tag in known), *(word for word in found if word not in taken)][:limit]


def filters(store: Store) -> list[SavedFilter]:
    """Return the saved filters, sorted by name."""
    return store.tags.filters()


def save_filter(store: Store, *, author: str, name: str, expression: Expression) -> SavedFilter:
    """Return an expression saved under a name; one of that name is replaced.

    Raises:
        UserError: the name is blank, or the library cannot be written.
    """
    name = naming.line(name)
    if not name:
        raise UserError("筛选的名称不能为空，没有保存。请写一个名称。")
    with store.step(f"保存筛选“{naming.short(name)}”", author=author):
        known = {saved.name: saved.id for saved in filters(store)}
        saved = SavedFilter(known.get(name) or os.urandom(6).hex(), name, expression)
        store.tags.put_filter(saved)
    return saved


def delete_filter(store: Store, *, author: str, saved: str) -> None:
    """Delete a saved filter; nothing where it is gone.

    Raises:
        UserError: the library cannot be written.
    """
    with store.step(author=author) as step:
        for found in filters(store):
            if found.id == saved:
                step.label = f"删除筛选“{naming.short(found.name)}”"
                store.tags.remove_filter(saved)


def _tag(store: Store, tag: str) -> Tag:
    for found in store.tags.all():
        if found.id == tag:
            return found
    raise UserError("这个标签已不在库中，可能已被删除或合并。请刷新后再试。")


def _names(path: str) -> list[str]:
    names = [naming.line(name) for name in path.split("/")]
    if not all(names):
        raise UserError(
            f"“{naming.short(path)}”不能用作标签，没有改动。请写成“能源”或“能源/煤炭”的样子。"
        )
    if len(names) > LEVELS:
        raise UserError(f"标签最多 {LEVELS} 层，没有改动。请少分几层。")
    return names


def _made(store: Store, names: Sequence[str]) -> Tag:
    """Return the tag of that path, made where it is missing; inside a step."""
    path = "/".join(names)
    for known in store.tags.all():
        if known.path == path:
            return known
    parent = _made(store, names[:-1]).id if names[1:] else None
    made = Tag(os.urandom(6).hex(), names[-1], parent, path=path)
    store.tags.put(made)
    return made


def _free(store: Store, name: str, parent: str | None, besides: Tag) -> None:
    for tag in store.tags.all():
        if tag.name == name and tag.parent == parent and tag.id != besides.id:
            raise UserError(
                f"这里已有标签“{naming.short(name)}”，没有改动。请换一个名称，或把两个标签合并。"
            )


def _below(tags: Iterable[Tag], tag: Tag) -> list[Tag]:
    """Return the tag and all below it."""
    return [each for each in tags if f"{each.path}/".startswith(f"{tag.path}/")]


def _outside(store: Store, tag: Tag, other: Tag, *, levels: int) -> None:
    """Make sure that a tag and all below it can come `levels` below another one.

    Raises:
        UserError: the other one is among them, or they would come too deep.
    """
    below = _below(store.tags.all(), tag)
    if other in below:
        raise UserError(
            f"“{naming.short(other.path)}”就在标签“{naming.short(tag.name)}”之内，没有改动。"
            "请选择别的标签。"
        )
    height = max(each.path.count("/") for each in below) - tag.path.count("/")
    if other.path.count("/") + 1 + levels + height > LEVELS:
        raise UserError(f"标签最多 {LEVELS} 层，没有改动。请放到浅一些的标签下。")


def _merge(store: Store, tag: Tag, other: Tag) -> None:
    carried = {tagged.target for tagged in store.tags.uses([other.id])}
    for tagged in store.tags.uses([tag.id]):
        store.tags.untag(tagged)
        if tagged.target not in carried:
            store.tags.tag(replace(tagged, tag=other.id))
    tags = store.tags.all()
    names = {each.name: each for each in tags if each.parent == other.id}
    for child in tags:
        if child.parent == tag.id:
            if child.name in names:
                _merge(store, child, names[child.name])
            else:
                store.tags.put(replace(child, parent=other.id))
    for saved in filters(store):
        store.tags.put_filter(
            replace(saved, expression=_renamed(saved.expression, tag.id, other.id))
        )
    store.tags.remove(tag.id)


def _renamed(expression: Expression, tag: str, other: str) -> Expression:
    match expression:
        case Has(found):
            return Has(other if found == tag else found)
        case Not(part):
            return Not(_renamed(part, tag, other))
        case Both(parts):
            return Both(tuple(_renamed(part, tag, other) for part in parts))
        case Either(parts):
            return Either(tuple(_renamed(part, tag, other) for part in parts))


def _documents(store: Store, targets: Collection[Target]) -> dict[Target, str]:
    """Return the document that each target is in.

    Raises:
        UserError: one is gone.
    """
    nodes = store.places.current(target.id for target in targets if target.kind == "node")
    marks = store.marks.get(target.id for target in targets if target.kind == "mark")
    known = {Target("node", node): place.document for node, place in nodes.items()}
    known |= {Target("mark", mark.id): mark.document for mark in marks}
    known |= {
        target: naming.document(store, target.id).id
        for target in targets
        if target.kind == "document"
    }
    if not known.keys() >= set(targets):
        raise UserError("要加标签的内容有的已不在库中，没有改动。请刷新后再试。")
    return known


def _count(targets: Sequence[Target]) -> str:
    return f"（{len(targets)} 处）" if len(targets) > 1 else ""
