"""Every kind of report, saved again by LibreOffice, brings its comments back on their words."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest

from desktop.actions import documents, ledger, marks, returned, tags
from desktop.actions.reporting import making
from desktop.actions.reporting.requests import Briefing, Request, Selection
from desktop.annotations import Target
from desktop.bookmarks import bookmark_of
from desktop.model import Kind, Node
from desktop.store import Store
from tests.exchange.returned.sent import Sent, W, mark_of
from tests.office import Office

COMMENTS = 25
BRIEFING = Briefing(
    address="报送：省政府", opening="现报告如下。", unit="省发展改革委", on="2026-03-02"
)


def requests(first: str, second: str, tag: str) -> dict[str, Request]:
    """Reports of all kinds, by a name for each."""
    one = Selection(documents=(first,))
    return {
        "review": Request("review", one, details="comment"),
        "two": Request("review", Selection(documents=(first, second)), summary=False),
        "briefing": Request("review", one, briefing=BRIEFING, details="none"),
        "excerpt": Request("excerpt", Selection(tags=(tag,)), group="tag"),
        "beside": Request("excerpt", Selection(tags=(tag,)), group="unit", details="comment"),
        "comparison": Request("comparison", Selection(documents=(first, second))),
        "ledger": Request("ledger"),
        "clean": Request("review", one, clean=True),
        "clean excerpt": Request("excerpt", Selection(tags=(tag,)), clean=True),
    }


@dataclass
class Case:
    """A library, a report saved by Word and by LibreOffice, and where its comments belong."""

    library: Path
    files: tuple[Path, Path]
    wanted: dict[str, tuple[str, str]]  # by its words, a comment's node and quote


def squeezed(text: str) -> str:
    return "".join(text.split())


def worked_on(store: Store) -> tuple[str, str, str]:
    """Marks, tags and ledger items on two documents; return these, and the tag."""
    first, _, _, second, *_ = (each.id for each in documents.list_documents(store))
    for document in (first, second):
        outline = documents.load_outline(store, document=document)
        nodes = [node for node in outline.walk() if node.kind is Kind.MEASURE]
        for number, node in enumerate(nodes[:12]):
            marks.add(store, author="王明", pieces=[(node.id, 3, 12)], note=f"自己的{number}")
        targets = [Target("node", node.id) for node in nodes[::2]]
        tags.tag(store, author="王明", targets=targets, path="能源")
        ledger.start(store, author="王明", nodes=[node.id for node in nodes[:20]])
    return first, second, next(tag.id for tag in tags.tree(store) if tag.path == "能源")


def shown_nodes(store: Store, sent: Sent) -> list[Node]:
    """The nodes that a report shows, by their bookmarks."""
    names = {each.get(f"{W}name") for each in sent.body.iter(f"{W}bookmarkStart")}
    return [
        node
        for document in documents.list_documents(store)
        for node in documents.load_outline(store, document=document.id).walk()
        if node.text and bookmark_of(node.id) in names
    ]


def comment_on_bookmarked(store: Store, sent: Sent, chance: random.Random) -> dict:
    wanted, nodes = {}, shown_nodes(store, sent)
    for number in range(COMMENTS):
        node = chance.choice(nodes)
        chars = [each for each in sent.chars(node.id) if not each[0].isspace()]
        head, room = len(squeezed(node.label)), len(squeezed(node.title or node.text))
        start = head + chance.randrange(room)
        held = chars[start : min(head + room, start + chance.choice([1, 3, 9]))]
        said = f"上级第{number}条"
        sent.comment(held, said)
        wanted[said] = (node.id, "".join(char for char, _, _ in held))
    return wanted


def comment_on_lines(store: Store, sent: Sent, document: str, chance: random.Random) -> dict:
    whole = squeezed("".join(char for char, _, _ in sent.chars()))
    nodes = [
        node
        for node in documents.load_outline(store, document=document).walk()
        if node.kind is Kind.MEASURE
        and whole.count(squeezed(node.label + node.text.split("\n")[0])) == 1
    ]
    wanted = {}
    for number in range(COMMENTS):
        node = chance.choice(nodes)
        line = node.text.split("\n")[0]
        chars = [each for each in sent.words(line) if not each[0].isspace()]
        start = chance.randrange(len(chars))
        held = chars[start : start + chance.choice([1, 3, 9])]
        said = f"上级第{number}条"
        sent.comment(held, said)
        wanted[said] = (node.id, "".join(char for char, _, _ in held))
    return wanted


@pytest.fixture(scope="module")
def cases(
    seeded: Path, office: Office, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Case]:
    folder = tmp_path_factory.mktemp("kinds")
    library = Path(shutil.copy(seeded, folder / "library.db"))
    made = {}
    with Store.open(library) as store:
        first, second, tag = worked_on(store)
        for seed, (name, request) in enumerate(requests(first, second, tag).items()):
            chance = random.Random(seed)  # noqa: S311 - not for secrets
            path = folder / f"{name}.docx"
            making.write(store, request=request, target=path)
            sent = Sent(path)
            if request.clean:
                wanted = comment_on_lines(store, sent, first, chance)
            else:
                wanted = comment_on_bookmarked(store, sent, chance)
            sent.save(path)
            made[name] = (path, wanted)
    again = office.converted([path for path, _ in made.values()], folder / "again", to="docx")
    return {
        name: Case(library, (path, saved), wanted)
        for (name, (path, wanted)), saved in zip(made.items(), again, strict=True)
    }


@pytest.fixture(params=list(requests("", "", "")))
def case(request: pytest.FixtureRequest, cases: dict[str, Case]) -> Case:
    return cases[request.param]


@pytest.fixture
def store(case: Case, tmp_path: Path) -> Iterator[Store]:
    with Store.open(Path(shutil.copy(case.library, tmp_path / "copy.db"))) as opened:
        yield opened


@pytest.mark.parametrize("saved", [0, 1], ids=["word", "libreoffice"])
def test_each_comment_comes_back_on_its_words(case: Case, store: Store, saved: int) -> None:
    result = returned.take_file(store, author="王明", path=case.files[saved])
    assert {each.said for each in result.of("added")} == set(case.wanted)
    assert not result.of("updated")
    assert not result.of("unplaced")
    for came in result.of("added"):
        mark = mark_of(came)
        assert mark.scope == "text", came
        assert [(piece.node, squeezed(piece.quote)) for piece in mark.pieces] == [
            case.wanted[came.said]
        ]
    other = returned.take_file(store, author="王明", path=case.files[1 - saved])
    assert len(other.of("known")) == len(other.came)


def test_threads_and_settled_comments_as_libreoffice_keeps_them(
    office: Office, seeded: Path, tmp_path: Path
) -> None:
    """It writes neither; answers become notes on the same words, in their order."""
    with Store.open(Path(shutil.copy(seeded, tmp_path / "copy.db"))) as store:
        first = documents.list_documents(store)[0].id
        outline = documents.load_outline(store, document=first)
        node = next(node for node in outline.walk() if node.kind is Kind.MEASURE)
        own = marks.add(store, author="王明", pieces=[(node.id, 2, 9)], note="怎么办？")
        path = tmp_path / "sent.docx"
        making.write(store, request=Request("review", Selection(documents=(first,))), target=path)
        sent = Sent(path)
        asked = sent.own("怎么办？")
        words = sent.words(node.text[2:9], node.id)
        sent.comment(words, "照办", parent=asked.get(f"{W}id") or "")
        words = sent.words(node.text[2:9], node.id)
        sent.comment(words, "谢谢", author="王明", at="2026-03-05T09:40:00",
                     parent=asked.get(f"{W}id") or "")  # fmt: skip
        sent.settle(asked)
        (saved,) = office.converted([sent.save(path)], tmp_path / "again", to="docx")
        result = returned.take_file(store, author="王明", path=saved)
        assert [mark_of(each).pieces for each in result.of("added")] == [own.pieces] * 2
        notes = [each.note for each in marks.of_document(store, document=first)]
        assert [note for note in notes if note in {"照办", "谢谢"}] == ["照办", "谢谢"]
        again = returned.take_file(store, author="王明", path=path)
        assert {each.outcome for each in again.came} <= {"known", "updated"}


def test_comments_that_python_docx_adds(seeded: Path, tmp_path: Path) -> None:
    with Store.open(Path(shutil.copy(seeded, tmp_path / "copy.db"))) as store:
        first = documents.list_documents(store)[0].id
        outline = documents.load_outline(store, document=first)
        nodes = [node for node in outline.walk() if node.kind is Kind.MEASURE][:10]
        for node in nodes:
            marks.add(store, author="王明", pieces=[(node.id, 4, 11)], colour="key2")
        path = tmp_path / "sent.docx"
        making.write(store, request=Request("review", Selection(documents=(first,))), target=path)
        file = docx.Document(str(path))
        runs = [
            run
            for paragraph in file.paragraphs
            for run in paragraph.runs
            if run.style.name == "批注·疑问"
        ]
        for number, run in enumerate(runs):
            file.add_comment(run, text=f"第{number}条", author="李处")
        file.save(str(path))
        result = returned.take_file(store, author="王明", path=path)
        quotes = [
            (mark_of(each).pieces[0].node, mark_of(each).quote) for each in result.of("added")
        ]
        assert quotes == [(node.id, node.text[4:11]) for node in nodes]
