"""Search: any word or phrase of the library, with no misses; the index; saved and recent queries.

The language of queries is told in `searching/query.py`. A search takes in small changes of the
library by itself; a missing or much changed index is built by `update`, in a job. All but the
saved queries lie in a file beside the library and can be built again at any time.
"""

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from desktop.actions import naming
from desktop.errors import UserError
from desktop.findings import DocumentHits, Hit, Related, Relations, Results, SavedSearch, Spans
from desktop.settings import RECENT_SEARCHES, Settings
from desktop.store import Store
from desktop.tables.search_index import CHUNK, Stopped

__all__ = ["DocumentHits", "Hit", "Related", "Relations", "Results", "SavedSearch"]

LIMIT = 50
RECENT = 20
"""How many queries are remembered."""
_AT_ONCE = 2_000  # nodes that a search takes in before it answers
_PATIENCE = 0.2  # seconds that a search waits for another program that is at work on the index
_WORDS_AT_ONCE = 1_000  # nodes that are cut into words before they are kept

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


def _never() -> bool:
    return False


def _silent(_done: int, _total: int, _what: str) -> None:
    return


def update(store: Store, *, progress: Progress = _silent, cancelled: Cancelled = _never) -> bool:
    """Bring the index up to date with the library, or build it; return whether it is whole.

    Call it in a job. Each call takes in one text at least, all of it; what was done before it is
    cancelled stays, and the next call goes on there. Two that run at the same time share the work.

    Args:
        store: the library.
        progress: gets (nodes done, nodes in all, what is done).
        cancelled: asked after each text whether to stop.

    Raises:
        UserError: the disk is full or out of reach.
    """

    def work() -> bool:
        total = store.index.missing(store.search_feed.texts())
        progress(0, total, "建立检索")
        while left := store.index.catch_up(store.search_feed, most=CHUNK, cancelled=cancelled):
            if cancelled():
                return False
            total = max(total, left)
            progress(total - left, total, "建立检索")
        return True

    return store.index.sound(work)


def is_whole(store: Store) -> bool:
    """Return whether the index has all that the library has; cheap enough for the UI thread."""
    return store.index.sound(lambda: not store.index.missing(store.search_feed.texts()))


def find(
    store: Store,
    *,
    text: str,
    limit: int = LIMIT,
    document: str | None = None,
    cancelled: Cancelled = _never,
) -> Results:
    """Return what a query finds, the best first; every text is a query, a blank one finds nothing.

    Call it in a job. Archived documents are searched too, removed ones are not.

    Args:
        store: the library.
        text: the query as it was typed.
        limit: the most hits to return; all of them are counted.
        document: look only through the document of that id.
        cancelled: asked now and then; a search that was cancelled gives an empty result that is
            not whole.

    Raises:
        UserError: the library or the disk is out of reach.
    """
    # The window opens long before anything is looked for.
    from desktop.actions.search_run import Run  # noqa: PLC0415
    from desktop.searching import query  # noqa: PLC0415

    tree = query.parse(text)
    if tree is None:
        return Results(text, whole=is_whole(store))

    def work() -> Results:
        feed = store.search_feed
        if store.index.missing(feed.texts()) <= _AT_ONCE:
            with suppress(sqlite3.OperationalError):  # then it is not whole, and says so
                store.index.catch_up(feed, most=_AT_ONCE, cancelled=cancelled, patience=_PATIENCE)
        with suppress(Stopped), store.index.reading(cancelled):
            return Run(store, tree, document, cancelled).results(text, limit)
        return Results(text, whole=False)

    return store.index.sound(work)


def nodes(store: Store, *, text: str, document: str | None = None) -> list[str]:
    """Return the ids of all nodes that a query finds, in the order of the library.

    For what is to be done with all hits together; a note stands for the node that it is on.

    Raises:
        UserError: the library or the disk is out of reach.
    """
    from desktop.actions.search_run import Run  # noqa: PLC0415 - see `find`
    from desktop.searching import query  # noqa: PLC0415

    tree = query.parse(text)
    if tree is None:
        return []

    def work() -> list[str]:
        with store.index.reading():
            return Run(store, tree, document, _never).nodes()

    return store.index.sound(work)


def places(text: str, *, phrases: Sequence[str]) -> Spans:
    """Return where the phrases that a search has found stand in a text, as `Results` gives them."""
    from desktop.searching import snippets  # noqa: PLC0415 - see `find`

    return snippets.spans(text, phrases)


def update_words(
    store: Store, *, cache: Path, progress: Progress = _silent, cancelled: Cancelled = _never
) -> bool:
    """Cut what is in the index into words, and return whether all is; in a job, after `update`.

    Words put hits in a better order and are what `related` goes by. The first call that finds
    something to do takes a second or more to load a dictionary; the one that leaves nothing to do
    lets go of it. Each call cuts one text at least; what was done before it is cancelled stays, and
    the next call goes on there.

    Args:
        store: the library.
        cache: an existing folder that the dictionary is kept in between two starts.
        progress: gets (nodes done, nodes in all, what is done).
        cancelled: asked after each text whether to stop.

    Raises:
        UserError: the disk is full or out of reach.
    """
    from desktop import keywords  # noqa: PLC0415 - see `find`

    def work() -> bool:
        load = partial(keywords.cutter, cache=cache)
        total = store.index.words.missing()
        progress(0, total, "整理词语")
        while left := store.index.words.catch_up(load, most=_WORDS_AT_ONCE, cancelled=cancelled):
            if cancelled():
                return False
            total = max(total, left)
            progress(total - left, total, "整理词语")
        return True

    return store.index.sound(work)


def related(store: Store, *, node: str, limit: int = 10) -> Relations:
    """Return the measures that are most like a node, with the words that they share.

    None before `update_words` has come to the node. Call it in a job.

    Raises:
        UserError: the library or the disk is out of reach.
    """
    from desktop.actions import search_related  # noqa: PLC0415 - see `find`

    def work() -> Relations:
        with store.index.reading():
            return search_related.related(store, node, limit)

    return store.index.sound(work)


def saved(store: Store) -> list[SavedSearch]:
    """Return the saved searches, sorted by name."""
    return store.searches.all()


def save(store: Store, *, author: str, name: str, text: str) -> SavedSearch:
    """Return a query saved under a name; one of that name is replaced.

    Raises:
        UserError: the name or the query is blank, or the library cannot be written.
    """
    name, text = naming.line(name), naming.line(text)
    if not name or not text:
        raise UserError("名称和要查找的内容都不能为空，没有保存。请把它们写上。")
    with store.step(f"保存查找“{naming.short(name)}”", author=author):
        known = {each.name: each.id for each in saved(store)}
        made = SavedSearch(known.get(name) or os.urandom(6).hex(), name, text)
        store.searches.put(made)
    return made


def delete(store: Store, *, author: str, search: str) -> None:
    """Delete the saved search of that id; nothing where it is gone.

    Raises:
        UserError: the library cannot be written.
    """
    with store.step(author=author) as step:
        for found in saved(store):
            if found.id == search:
                step.label = f"删除查找“{naming.short(found.name)}”"
                store.searches.remove(search)


def recent(settings: Settings) -> list[str]:
    """Return the queries that were remembered, the newest first."""
    return [text for text in settings.get(RECENT_SEARCHES) if isinstance(text, str)]


def remember(settings: Settings, *, text: str) -> None:
    """Put a query in front of the remembered ones; `Settings.save` keeps them."""
    text = naming.line(text)
    if text:
        others = [each for each in recent(settings) if each != text]
        settings.set(RECENT_SEARCHES, [text, *others][:RECENT])


def forget(settings: Settings) -> None:
    """Forget the remembered queries."""
    settings.set(RECENT_SEARCHES, [])
