"""Here a test begins with an empty library."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty library, open."""
    with Store.open(tmp_path / "empty.db") as opened:
        yield opened
