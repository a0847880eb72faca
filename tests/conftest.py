"""What tests of every room share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty library in a file of its own."""
    with Store.open(tmp_path / "library.db") as opened:
        yield opened
