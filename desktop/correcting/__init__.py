"""A tree as it was printed, and what people put right in it -> the tree as they want it.

`corrected` does deeds one after the other; one whose node or words are not there is left out and
named. The source and the parser's tree never change.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.correcting.deeds import Spans, done
from desktop.correcting.draft import Draft, UnfitError
from desktop.corrections import Deed
from desktop.model import Outline
from desktop.structure.nodes import title_rule

__all__ = ["Corrected", "Spans", "corrected"]


@dataclass(frozen=True, slots=True)
class Corrected:
    """What became of a tree.

    Attributes:
        outline: the tree with all deeds that fit done to it.
        unfit: the places, in the list of deeds, of those that do not fit.
        spans: for each deed that was done, in order, where the words that it moved stand now.
    """

    outline: Outline
    unfit: tuple[int, ...]
    spans: tuple[Spans, ...]


def corrected(outline: Outline, deeds: Iterable[Deed]) -> Corrected:
    """Do the deeds to an outline whose nodes have ids."""
    rule = title_rule(outline.walk())
    draft = Draft(outline)
    unfit, spans = [], []
    for number, deed in enumerate(deeds):
        try:
            spans.append(done(draft, deed, rule))
        except UnfitError:
            unfit.append(number)
    return Corrected(draft.whole(), tuple(unfit), tuple(spans))
