"""The documents that a returned report was made of, and where the report shows their nodes."""

from functools import cached_property

from desktop.anchoring import Finder, Folded
from desktop.annotations import Piece
from desktop.exchange.returned.aligning import Alignment
from desktop.exchange.returned.flow import Flow, Span
from desktop.model import Document, Node
from desktop.store import Store


class Text:
    """A document with its current text.

    Attributes:
        document: the document.
        nodes: by id, in order.
        fold: how characters are compared.
    """

    def __init__(self, store: Store, document: Document, fold: Folded) -> None:
        self.document, self.fold = document, fold
        outline = store.outlines.get(store.documents.key(document.id, document.version))
        self.nodes = {node.id: node for node in outline.walk()}

    @cached_property
    def finder(self) -> Finder:
        """What finds words in it."""
        return Finder((node.id, node.text) for node in self.nodes.values())

    def folded(self, words: str) -> str:
        """Return words as they are compared."""
        return words.translate(self.fold)

    def find(self, piece: Piece) -> Piece | None:
        """Return where words are in this text, or None."""
        return self.finder.find(piece)


class Region:
    """Where the file shows a node.

    Attributes:
        span: the place in the file.
        text: the document.
        node: the node, as the current text has it or, where that has none such, an older one.
        current: whether the current text has it.
    """

    def __init__(self, flow: Flow, span: Span, place: tuple[Text, Node, bool]) -> None:
        self.span = span
        self.text, self.node, self.current = place
        self._flow = flow

    @cached_property
    def alignment(self) -> Alignment:
        """The file's words beside the node's."""
        return Alignment(self._flow, self.span, self.node, self.text.fold)
