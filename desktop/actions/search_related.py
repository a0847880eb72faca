"""The measures of the library that are most like one."""

from desktop.findings import Related, Relations
from desktop.model import Kind
from desktop.searching import likeness
from desktop.store import Store
from desktop.tables.search_sources import SearchSources

_LOOKED_AT = 200  # of those that share most
_SHOWN = 8  # shared words
_LEAST = 0.05  # of the whole weight; less is chance
_MEASURES = {Kind.MEASURE, Kind.ARTICLE}


def related(store: Store, node: str, limit: int) -> Relations:
    """Return what is most like a node; inside the index's `reading`."""
    index, feed = store.index, store.search_feed
    texts = feed.texts()
    sources = SearchSources(index, feed, texts)
    whole = not index.missing(texts) and not index.words.missing()
    place = feed.at(node)
    if place is None or place[0] not in index.ranges:
        return Relations((), whole)
    id_ = sources.number(place)
    own = index.words.of([id_]).get(id_, [])
    here = sources.everything
    having = {word: index.words.having(word) & here for word in own}
    counts = {word: numbers.bit_count() for word, numbers in having.items()}
    text, title = index.texts([id_])[id_]
    weights = likeness.telling(counts, text[:title], total=here.bit_count())
    chosen = [each for each in likeness.alike(weights, having, most=_LOOKED_AT + 1) if each != id_]
    scored = [
        (*likeness.score(weights, len(own), words), number)
        for number, words in index.words.of(chosen).items()
    ]
    scored.sort(key=lambda each: (-each[0], each[2]))
    places = [sources.place(number) for *_, number in scored]
    nodes, by_key = feed.found(places), {text.key: text for text in sources.texts}
    found: list[Related] = []
    for (score, shared, _), at in zip(scored, places, strict=True):
        if len(found) == limit or score < _LEAST:
            break
        if at in nodes and nodes[at].kind in _MEASURES:
            document, other = by_key[at[0]], nodes[at]
            found.append(
                Related(
                    document.document,
                    document.title,
                    document.doc_number,
                    other.id,
                    other.kind,
                    other.label,
                    other.title,
                    score,
                    tuple(shared[:_SHOWN]),
                )
            )
    return Relations(tuple(found), whole)
