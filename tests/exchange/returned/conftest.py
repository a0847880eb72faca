"""Here a test begins with a library of the seeds, and sends reports on them out and back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.actions import documents, returned
from desktop.actions.reporting import making
from desktop.actions.reporting.requests import Request, Selection
from desktop.model import Document, Kind, Node
from desktop.store import Store
from tests.exchange.returned.sent import Sent

Send = Callable[..., Sent]


@pytest.fixture
def document(store: Store) -> Document:
    return documents.list_documents(store)[0]


@pytest.fixture
def measures(store: Store, document: Document) -> list[Node]:
    outline = documents.load_outline(store, document=document.id)
    return [node for node in outline.walk() if node.kind is Kind.MEASURE]


@pytest.fixture
def send(store: Store, document: Document, tmp_path: Path) -> Send:
    """Writes a report, of the first document where nothing else is said, and opens it."""

    def written(kind: str = "review", *chosen: str, **more: object) -> Sent:
        selection = Selection(documents=chosen or (document.id,))
        request = Request(kind, selection, **more)  # type: ignore[arg-type]
        path = tmp_path / "sent.docx"
        assert making.write(store, request=request, target=path)
        return Sent(path)

    return written


@pytest.fixture
def back(store: Store, tmp_path: Path) -> Callable[[Sent], returned.Incoming]:
    """Saves a report and takes its comments in."""

    def taken(sent: Sent) -> returned.Incoming:
        return returned.take_file(store, author="王明", path=sent.save(tmp_path / "back.docx"))

    return taken
