"""The tree between paragraphs and nodes: labelled paragraphs with what stands below them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.structure.labels import Label, Scheme
from desktop.structure.paragraphs import Paragraph


@dataclass(slots=True)
class Entry:
    """A labelled paragraph (or the document itself) with what stands below it, in order.

    `rank` says how deep its scheme stands in this document; smaller is further out.
    """

    paragraph: Paragraph | None
    label: Label | None
    rank: int
    content: list["Entry | Paragraph"] = field(default_factory=list)

    @property
    def children(self) -> list["Entry"]:
        """The entries right below, boxes included."""
        return [item for item in self.content if isinstance(item, Entry)]

    @property
    def scheme(self) -> Scheme | None:
        """The label's scheme; None for the document itself."""
        return self.label.scheme if self.label else None

    @property
    def text(self) -> str:
        """The text of its own paragraph, label included; empty for the document itself."""
        return self.paragraph.text if self.paragraph else ""

    @property
    def body(self) -> str:
        """The text of its own paragraph behind the label."""
        return self.paragraph.body if self.paragraph else ""

    def walk(self) -> Iterator["Entry"]:
        """Yield this entry and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield its paragraph and all below it, in order."""
        if self.paragraph:
            yield self.paragraph
        for item in self.content:
            if isinstance(item, Entry):
                yield from item.paragraphs()
            else:
                yield item
