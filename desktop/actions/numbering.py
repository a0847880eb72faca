"""What is wrong with the numbers in the library tree, a level at a time."""

from desktop.facts.numbering import SHOWN, Fault, fault, way
from desktop.model import TreeRow
from desktop.store import Store


def misnumbered(store: Store, *, row: TreeRow) -> dict[str, Fault]:
    """Return what is wrong with the numbers of the nodes right below a row, by their ids.

    It is what `checking.findings` says of them, but for what people have settled; costs what is
    below the row.
    """
    found: dict[str, tuple[Fault, tuple[str, str]]] = {}
    here: dict[str, int] = {}
    for id_, kind, label, title, number, position, doubted in store.tree.numbers(row):
        key = way(label, number)
        last = here.get(key)
        if number != (last or 0) + 1:  # else nothing can be wrong, whatever stands before
            before = store.tree.numbered_before(row.document, kind, position)
            through = next((each for name, each in before if way(name, each) == key), None)
            if wrong := fault(label, number, here=last, through=through):
                told = ("number", label) if doubted else ("sequence", (label + title)[:SHOWN])
                found[id_] = wrong, told
        here[key] = number
    settled = store.corrections.settled(row.document) if found else {}
    return {id_: wrong for id_, (wrong, told) in found.items() if told not in settled}
