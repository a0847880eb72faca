"""Source texts come out as their readers delivered them."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.actions import documents
from desktop.model import Outline
from desktop.store import Store
from desktop.text import SourceLine, SourceText
from tests.outlines import TEXTS, put

POINTS = st.floats(0, 2_000)
LINES = st.lists(
    st.builds(
        SourceLine,
        number=st.integers(1, 99),
        text=TEXTS,
        page=st.none() | st.integers(1, 9),
        heading=st.integers(0, 9),
        bold=st.integers(0, 9),
        bullet=st.booleans(),
        cells=st.none() | st.lists(TEXTS, max_size=3).map(tuple),
        box=st.none() | st.tuples(*[POINTS] * 4),
        width=POINTS,
    )
    | st.tuples(st.integers(1, 99), TEXTS).map(lambda plain: SourceLine(*plain)),
    max_size=9,
).map(tuple)
SOURCES = st.builds(
    SourceText,
    name=TEXTS,
    lines=LINES,
    wrapped=st.none() | st.booleans(),
    doubts=st.lists(st.tuples(st.integers(1, 99), TEXTS, TEXTS), max_size=3).map(tuple),
    furniture=st.frozensets(st.integers(1, 99)),
    encoding=st.sampled_from(["", "utf_8", "gb18030"]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=SOURCES)
def test_any_source_is_read_as_it_was_stored(store: Store, source: SourceText) -> None:
    key = put(store, Outline(source.name), source=source)
    assert store.sources.get(key) == source
    assert documents.source_lines(store, document="d") == source.lines
    documents.purge(store, documents=["d"])
