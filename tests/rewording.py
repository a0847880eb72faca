"""A correction of a measure's words, as tests need one."""

from desktop.actions import correcting
from desktop.model import Node
from desktop.store import Store


def reword(
    store: Store, document: str, node: Node, text: str, *, author: str = "张三"
) -> correcting.Done:
    """Let a node have other words; what has come of it."""
    deed = correcting.rewording(node, words="text", text=text)
    assert deed is not None
    return correcting.correct(store, author=author, document=document, deeds=[deed])
