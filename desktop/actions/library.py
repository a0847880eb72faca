"""The library as a whole: is it sound?"""

from desktop.store import Store


def check(store: Store) -> list[str]:
    """Return what is wrong with the library, a Chinese sentence each; empty when it is sound."""
    return store.faults()
