"""Review packages: hand on what was made in this library, and take in what was made in another."""

from pathlib import Path

from desktop.actions import correcting, naming, tags
from desktop.exchange import packages
from desktop.exchange.packages import Entry, Result
from desktop.store import Store

__all__ = ["Entry", "Result", "attach_waiting", "export_review", "import_review"]


def export_review(store: Store, *, target: Path) -> int:
    """Write everything that people made into a package; return how many entries it has.

    Counted are marks, tags on measures and documents, and ledger items. What was at `target` is
    replaced.

    Raises:
        UserError: the file cannot be written; what was there has not changed.
    """
    return packages.write(store, target)


def import_review(store: Store, *, author: str, path: Path) -> Result:
    """Take a package in, as one step of the history; return what became of each of its entries.

    What is new is added, what is here already is skipped, and what differs stays as it is here.
    What is about a document that is not here waits for it.

    Args:
        store: the library.
        author: who takes it in; what does not say who made it is theirs.
        path: the package.

    Raises:
        UserError: the file is missing, no package, or hostile, or the library cannot be written;
            nothing has been taken in.
    """
    files = packages.read(path)
    with store.step(f"导入批注包{naming.quoted(path.name)}", author=author):
        result = packages.take(
            store, files, author=author, levels=tags.LEVELS, adopt=correcting.adopt
        )
        packages.attach(
            store, levels=tags.LEVELS, adopt=correcting.adopt
        )  # a document that was removed may be back
    return result


def attach_waiting(store: Store) -> int:
    """Attach what packages brought for documents that have come since, as one step of the history.

    Return how many entries wait no longer.

    Raises:
        UserError: the library cannot be written; all of it waits on.
    """
    waiting = store.waiting.all()
    if not waiting:
        return 0
    with store.step(author=waiting[0].author) as step:
        count = packages.attach(store, levels=tags.LEVELS, adopt=correcting.adopt)
        step.label = f"附上等候的批注 {count} 条"
    return count
