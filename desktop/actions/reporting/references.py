"""What a report is of, named in words as on the command line, as ids."""

from collections.abc import Iterable, Sequence

from desktop.actions import documents, tags
from desktop.actions.naming import short
from desktop.annotations import Expression, State
from desktop.errors import UserError
from desktop.model import Node
from desktop.store import Store
from desktop.text import normal


def chapters(store: Store, *, documents_: Sequence[str], reference: str) -> tuple[str, ...]:
    """Return the ids of the nodes meant by a label, a title, or both (`一、`, `第三章`).

    Args:
        store: the library.
        documents_: ids of the documents to look in; all where there are none.
        reference: the words; case, width and white space do not count.

    Raises:
        UserError: one of the documents has none or several such nodes, or none has any.
    """
    wanted = normal(reference)
    found: list[str] = []
    for document in documents_ or [each.id for each in documents.list_documents(store)]:
        every = list(documents.load_outline(store, document=document).walk())
        nodes = _meant(every, wanted)
        if len(nodes) > 1:
            names = "、".join(f"“{short(node.label + node.title)}”" for node in nodes[:5])
            raise UserError(
                f"“{short(reference)}”对应多处：{names}。没有生成报告，请写出序号和标题。"
            )
        found += [node.id for node in nodes]
    if not found:
        raise UserError(f"找不到章节“{short(reference)}”，没有生成报告。请写它的序号或标题。")
    return tuple(found)


def _meant(nodes: Iterable[Node], wanted: str) -> list[Node]:
    """Return the nodes of a name: with children before those without, exact before partial."""
    named = [(normal(node.label), normal(node.title), node) for node in nodes]
    for fits in (
        [node for label, title, node in named if wanted == label + title],
        [node for label, _, node in named if wanted in {label, label.rstrip("、.")}],
        [node for _, title, node in named if wanted == title],
        [node for label, title, node in named if wanted in label + title],
    ):
        above = [node for node in fits if node.children]
        if above or fits:
            return above or fits
    return []


def tag(store: Store, *, path: str) -> str:
    """Return the id of the tag of a path, or of the one tag of a name.

    Raises:
        UserError: there is none, or several have the name.
    """
    every = tags.tree(store)
    for fits in (
        [each for each in every if each.path == path],
        [each for each in every if each.name == path],
    ):
        if len(fits) == 1:
            return fits[0].id
        if fits:
            names = "、".join(each.path for each in fits)
            raise UserError(f"“{short(path)}”对应多个标签：{names}。没有生成报告，请写出各级名称。")
    raise UserError(f"没有标签“{short(path)}”，没有生成报告。请检查名称，分级用“/”。")


def saved_filter(store: Store, *, name: str) -> Expression:
    """Return the combination of tags that was saved under a name.

    Raises:
        UserError: there is none.
    """
    for saved in tags.filters(store):
        if saved.name == name:
            return saved.expression
    raise UserError(f"没有名为“{short(name)}”的筛选，没有生成报告。请检查名称。")


def state(*, word: str) -> State:
    """Return the state of that name.

    Raises:
        UserError: there is none.
    """
    try:
        return State(word)
    except ValueError:
        names = "、".join(each.value for each in State)
        raise UserError(f"没有“{short(word)}”这种状态，没有生成报告。请写 {names}。") from None
