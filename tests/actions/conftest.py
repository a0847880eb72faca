"""Here a test begins with an empty library."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import paths
from desktop.actions import documents
from desktop.comparison import Edition
from desktop.store import Store
from tests.actions.made import Clock, fill


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty library, open."""
    with Store.open(tmp_path / "empty.db") as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def filled(store: Store, clock: Clock) -> Store:
    """A library with two small documents, whose clock goes on only when it is told to."""
    store.clock = clock
    return fill(store)


@pytest.fixture
def two(store: Store) -> tuple[Edition, Edition]:
    """A provincial document and the city's that carries it out."""
    province, city = (
        documents.import_file(store, path=paths.seeds()[number]).document for number in (0, 3)
    )
    assert province
    assert city
    return Edition(province.id), Edition(city.id)
