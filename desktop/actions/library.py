"""The library as a whole: is it sound?"""

from desktop.store import Store


def check(store: Store) -> list[str]:
    """Return what is wrong with the library, a Chinese sentence each; empty when it is sound.

    Looks at the whole file: a second or so for every 50,000 nodes.

    Raises:
        UserError: the file is so damaged that it cannot be read.
    """
    return store.rules.broken()
