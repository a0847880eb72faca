"""Here a test has two libraries that read the same documents each for itself."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import paths
from desktop.actions import documents
from desktop.store import Store


@pytest.fixture(scope="session")
def seeded_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another library with the five seeds: other ids. To be copied and never written."""
    path = tmp_path_factory.mktemp("elsewhere") / "library.db"
    with Store.open(path) as store:
        documents.import_files(store, paths=list(reversed(paths.seeds())))
    return path


@pytest.fixture
def here(store: Store) -> Store:
    """A library with the five seeds."""
    return store


@pytest.fixture
def there(seeded_elsewhere: Path, tmp_path: Path) -> Iterator[Store]:
    """Another library with the five seeds."""
    with Store.open(Path(shutil.copy(seeded_elsewhere, tmp_path / "there.db"))) as opened:
        yield opened
