"""Citations: which documents of the library a document names, and which name it (引用关系)."""

from collections.abc import Callable, Iterable
from types import ModuleType
from typing import TYPE_CHECKING

from desktop.identity import number_key
from desktop.model import Citation, Document
from desktop.store import Store
from desktop.tables.mentions import Named

if TYPE_CHECKING:
    from desktop.facts.citations import Mention

__all__ = ["Citation", "cited_by", "cites", "look_through", "note_waiting"]


def cites(store: Store, *, document: str) -> list[Citation]:
    """Return where the document names others of the library, in document order.

    None where it has been removed meanwhile: nobody reads it any more. These are the links of its
    text. A document does not cite itself. Under 50 ms in a library of 200 documents, but after an
    upgrade of the program, when all texts are looked through.

    Raises:
        UserError: the library cannot be read.
    """
    look_through(store)
    return _meant(store, store.mentions.of_document(document), lambda cited: cited != document)


def cited_by(store: Store, *, document: str) -> list[Citation]:
    """Return where other documents of the library name this one, in the order added.

    None where this one has been removed meanwhile. As fast as `cites`.

    Raises:
        UserError: the library cannot be read.
    """
    try:
        found = store.documents.get(document)
    except KeyError:
        return []
    look_through(store)
    likely = store.mentions.of_others(
        document,
        number=number_key(found.doc_number),
        cores=[_facts().Title.of(title).core for title in _titles(found)],
    )
    return _meant(store, likely, lambda cited: cited == document)


def look_through(store: Store) -> None:
    """Look for mentions in texts that have changed since; nothing where the library is read-only.

    Importing does so itself. 10,000 characters take a millisecond or two.

    Raises:
        UserError: the library cannot be written.
    """
    if not store.read_only and store.mentions.waiting():
        with store.transaction():
            note_waiting(store)


def note_waiting(store: Store) -> None:
    """Do what `look_through` does inside a transaction that is open already."""
    facts = _facts()
    for document, version in store.mentions.waiting():
        short: dict[str, Mention] = {}
        found = [
            _named(document, node, mention)
            for node, text in store.mentions.texts(version)
            for mention in facts.mentions(text, short)
        ]
        store.mentions.put(version, found)


def _facts() -> ModuleType:
    # The window starts without it: putting its patterns together takes a while.
    from desktop.facts import citations  # noqa: PLC0415

    return citations


def _named(document: str, node: str, mention: "Mention") -> Named:
    title = mention.title
    return Named(
        document,
        node,
        mention.start,
        mention.end,
        mention.number,
        title.place,
        title.core,
        title.years,
    )


def _meant(store: Store, named: Iterable[Named], wanted: Callable[[str], bool]) -> list[Citation]:
    """Return the mentions that mean a wanted document."""
    every = {document.id: document for document in store.documents.all()}
    facts = _facts()
    catalogue = facts.Catalogue(
        facts.Known(each.id, each.doc_number or "", _titles(each), each.issuer or "")
        for each in every.values()
    )
    hits = []
    for each in named:
        title = facts.Title(each.place, each.core, each.years)
        cited = catalogue.meant(facts.Mention(each.start, each.end, each.number, title))
        if cited is not None and wanted(cited):
            hits.append((each, every[cited]))
    places = store.places.current(each.node for each, _ in hits)
    return [
        _citation(each, cited, every[each.document], places[each.node].text, places[each.node].name)
        for each, cited in hits
        if each.node in places
    ]


def _titles(document: Document) -> tuple[str, ...]:
    return tuple(filter(None, (document.title, document.notice_title)))


def _citation(named: Named, cited: Document, citing: Document, text: str, place: str) -> Citation:
    start = named.start
    if named.number and not text.startswith("《", start):
        # Words may stand before a number that stands alone; they are no part of it.
        key = number_key(cited.doc_number)
        while number_key(text[start + 1 : named.end]).endswith(key):
            start += 1
    return Citation(
        citing.id,
        citing.title,
        named.node,
        place,
        start,
        named.end,
        text[start : named.end],
        cited.id,
        cited.title,
    )
