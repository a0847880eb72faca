"""Comments on random words of real documents come back on exactly these words."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop import paths
from desktop.actions import documents, marks, returned
from desktop.actions.reporting import making
from desktop.actions.reporting.requests import Request, Selection
from desktop.annotations import Mark
from desktop.model import Kind, Node
from desktop.store import Store
from tests.exchange.returned.sent import Sent
from tests.office import Office

COMMENTS = 60  # of somebody else in each report
OWN = 30
WORDED = frozenset({Kind.MEASURE, Kind.ARTICLE, Kind.ITEM, Kind.LEAD, Kind.TABLE})


@dataclass
class Written:
    """A comment of the test: what it says, and the words that it was put on."""

    note: str
    node: str
    start: int
    end: int
    quote: str


def any_words(chance: random.Random, nodes: list[Node]) -> tuple[Node, int, int]:
    """Words of a node that neither begin nor end with white space, of one cell or paragraph."""
    while True:
        node = chance.choice(nodes)
        start = chance.randrange(len(node.text))
        end = min(len(node.text), start + chance.choice([1, 2, 4, 12, 60]))
        words = node.text[start:end]
        if words == words.strip() and not set(words) & {"\n", "\t"}:
            return node, start, end


def worded(store: Store, document: str) -> list[Node]:
    outline = documents.load_outline(store, document=document)
    return [node for node in outline.walk() if node.text and node.kind in WORDED]


def squeezed(text: str) -> str:
    return "".join(text.split())


def at_words(sent: Sent, node: Node, start: int, end: int) -> list:
    """The characters of the file that show some words of a node."""
    chars = [each for each in sent.chars(node.id) if not each[0].isspace()]
    head = len(squeezed(node.label)) + len(squeezed(node.text[:start]))
    found = chars[head : head + len(squeezed(node.text[start:end]))]
    assert "".join(char for char, _, _ in found) == squeezed(node.text[start:end])
    return found


def commented(store: Store, document: str, path: Path, seed: int) -> list[Written]:
    """A review of a document, with comments of somebody else on random words."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    nodes = worded(store, document)
    for number in range(OWN):
        node, start, end = any_words(chance, nodes)
        marks.add(store, author="王明", pieces=[(node.id, start, end)], note=f"自己的{number}")
    assert making.write(
        store, request=Request("review", Selection(documents=(document,))), target=path
    )
    sent, made = Sent(path), []
    for number in range(COMMENTS):
        node, start, end = any_words(chance, nodes)
        note = f"上级第{number}条"
        sent.comment(at_words(sent, node, start, end), note)
        made.append(Written(note, node.id, start, end, node.text[start:end]))
    sent.save(path)
    return made


@pytest.fixture(scope="module")
def sent_back(
    seeded: Path, office: Office, tmp_path_factory: pytest.TempPathFactory
) -> dict[int, tuple[Path, Path, Path, list[Written]]]:
    """For each seed: a library, the commented file as saved by Word and by LibreOffice."""
    folder = tmp_path_factory.mktemp("returned")
    made = {}
    for seed in range(5):
        library = Path(shutil.copy(seeded, folder / f"{seed}.db"))
        with Store.open(library) as store:
            document = documents.list_documents(store)[seed].id
            path = folder / f"{seed}.docx"
            made[seed] = (library, path, commented(store, document, path, seed))
    again = office.converted([path for _, path, _ in made.values()], folder / "again", to="docx")
    return {
        seed: (library, path, saved, written)
        for (seed, (library, path, written)), saved in zip(made.items(), again, strict=True)
    }


@pytest.fixture(params=range(5), ids=lambda place: paths.seeds()[place].stem[:3])
def case(request: pytest.FixtureRequest, sent_back: dict, tmp_path: Path) -> Iterator:
    library, path, saved, written = sent_back[request.param]
    with Store.open(Path(shutil.copy(library, tmp_path / "library.db"))) as store:
        yield store, path, saved, written


def exactly(store: Store, result: returned.Incoming, written: list[Written]) -> None:
    """Every comment is a mark on exactly its words, and all own ones are known."""
    assert len(result.of("added")) == len(written)
    assert len(result.of("known")) == OWN
    by_note = {each.said: each.mark for each in result.of("added")}
    for each in written:
        mark = by_note[each.note]
        assert mark is not None
        (piece,) = mark.pieces
        assert (piece.node, piece.start, piece.end, piece.quote) == (
            each.node,
            each.start,
            each.end,
            each.quote,
        )
        assert stored(store, mark).note == each.note
        assert mark.author == "李处"


def stored(store: Store, mark: Mark) -> Mark:
    return marks.get(store, mark=mark.id)


def test_comments_come_back_on_their_words(case: tuple) -> None:
    store, path, _, written = case
    exactly(store, returned.take_file(store, author="王明", path=path), written)


def test_comments_come_back_from_libreoffice_and_once_only(case: tuple) -> None:
    store, path, saved, written = case
    exactly(store, returned.take_file(store, author="王明", path=saved), written)
    for again in (saved, path):
        result = returned.take_file(store, author="王明", path=again)
        assert len(result.of("known")) == len(result.came) == len(written) + OWN


def test_comments_come_back_where_no_bookmark_is_left(case: tuple, tmp_path: Path) -> None:
    """Words that stand once with what is around them are found; none is put on other words."""
    store, path, _, written = case
    sent = Sent(path)
    sent.drop_bookmarks()
    result = returned.take_file(store, author="王明", path=sent.save(tmp_path / "lost.docx"))
    by_note = {each.said: each for each in result.came}
    right = lost = 0
    for each in written:
        came = by_note[each.note]
        assert came.mark is not None
        if came.outcome == "unplaced" or came.mark.scope != "text":
            lost += 1
            assert each.quote in came.quote
            continue
        (piece,) = came.mark.pieces
        assert squeezed(piece.quote) == squeezed(each.quote)
        right += (piece.node, piece.start, piece.end) == (each.node, each.start, each.end)
    assert right >= 0.9 * len(written), (right, lost)
    assert right + lost >= 0.98 * len(written), (right, lost)


def test_edited_text_leads_to_no_wrong_words(case: tuple, tmp_path: Path) -> None:
    """A third of the measures get other words, tracked or not; comments stay on their own."""
    store, path, _, written = case
    chance = random.Random(7)  # noqa: S311 - not for secrets
    sent = Sent(path)
    nodes = list(dict.fromkeys(each.node for each in written))
    document = store.places.current(nodes)
    for number, node in enumerate(nodes):
        text = document[node].text
        plain = [each for each in text.replace("\t", "\n").split("\n") if len(each) > 30]
        if number % 3 or not plain:
            continue
        words = plain[0][-9:-4]
        if sent_text(sent, node).count(words) == 1:
            if chance.random() < 0.5:
                sent.replace(words, "改成了别的说法", node)
            else:
                sent.track(words, "改成了别的说法", node)
    result = returned.take_file(store, author="王明", path=sent.save(tmp_path / "edited.docx"))
    by_note = {each.said: each for each in result.came}
    exact = 0
    for each in written:
        came = by_note[each.note]
        assert came.mark is not None
        if came.mark.scope == "text" and not came.mark.orphaned:
            (piece,) = came.mark.pieces
            assert piece.node == each.node
            assert piece.start < each.end
            assert each.start < piece.end
            exact += (piece.start, piece.end) == (each.start, each.end)
        else:
            assert came.mark.pieces[0].node == each.node
    assert exact >= 0.9 * len(written), exact


def sent_text(sent: Sent, node: str) -> str:
    return "".join(char for char, _, _ in sent.chars(node))
