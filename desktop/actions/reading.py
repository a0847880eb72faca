"""Reading: tick measures as read (已阅), and ask what is left."""

from collections.abc import Sequence

from desktop.actions import naming
from desktop.annotations import Reviewed
from desktop.store import Store


def set_read(store: Store, *, author: str, nodes: Sequence[str], read: bool) -> None:
    """Tick the nodes, or take their ticks away; who ticked a node first stays.

    Raises:
        UserError: a node is gone, or the library cannot be written.
    """
    with store.step(author=author) as step:
        places = naming.places(store, nodes)
        label = naming.quoted(places[0].name) if len(places) == 1 else f" {len(places)} 条"
        step.label = ("标为已阅" if read else "标为未阅") + label
        ticked = store.ticks.among(nodes)
        for place in places:
            if not read:
                store.ticks.untick(place.node, place.document)
            elif place.node not in ticked:
                store.ticks.tick(Reviewed(place.node, place.document, store.now(), author))


def of_document(store: Store, *, document: str) -> list[Reviewed]:
    """Return the document's ticks, oldest first."""
    return store.ticks.of_document(document)


def share(store: Store, *, document: str) -> tuple[int, int]:
    """Return how many of the document's measures are ticked, and how many it has."""
    return store.ticks.share(document)


def unread(store: Store, *, document: str) -> list[str]:
    """Return the ids of the document's measures without a tick, in document order."""
    return store.ticks.unread(document)


def unannotated(store: Store, *, document: str) -> list[str]:
    """Return the ids of the document's measures without a mark, in document order."""
    return store.ticks.unannotated(document)
