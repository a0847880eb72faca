"""Every comment stands at exactly the words of its mark: random marks over real documents."""

import random
import uuid
from pathlib import Path

import pytest

from desktop import paths
from desktop.actions import documents
from desktop.actions.reporting import making
from desktop.actions.reporting.requests import Request, Selection
from desktop.annotations import Mark, Piece
from desktop.bookmarks import comment_key
from desktop.model import Document, Kind, Node
from desktop.store import Store
from tests.reports import reading

MARKS = 500
AUTHORS = ("王明", "李红", "John Smith")
NOTES = ("请核对。", "第一行\n第二行", "😀𠮷表", "引号“—”")
MARKED = frozenset({Kind.MEASURE, Kind.ARTICLE, Kind.ITEM, Kind.LEAD, Kind.TABLE})


@pytest.fixture
def store(library: Path) -> Store:
    return Store.open(library)


def any_piece(chance: random.Random, node: Node) -> Piece:
    start = chance.randrange(len(node.text))
    length = chance.choice([1, 3, 12, 80, 400])
    return Piece.of(node.id, node.text, start, min(len(node.text), start + length))


def any_pieces(chance: random.Random, nodes: list[Node]) -> tuple[Piece, ...]:
    """Words of one node, or from within one to within a later one."""
    first = chance.randrange(len(nodes))
    if chance.random() < 0.85:
        return (any_piece(chance, nodes[first]),)
    covered = nodes[first : first + chance.randrange(2, 5)]
    start = chance.randrange(len(covered[0].text))
    stop = chance.randrange(1, len(covered[-1].text) + 1)
    found = []
    for node in covered:
        begin = start if node is covered[0] else 0
        end = stop if node is covered[-1] and len(covered) > 1 else len(node.text)
        if begin < end:
            found.append(Piece.of(node.id, node.text, begin, end))
    return tuple(found)


def put_marks(store: Store, document: Document, seed: int) -> list[Mark]:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    outline = documents.load_outline(store, document=document.id)
    nodes = [node for node in outline.walk() if node.text and node.kind in MARKED]
    marks = [
        Mark(
            str(uuid.UUID(int=chance.getrandbits(128))),
            document.id,
            chance.choice(AUTHORS),
            f"2026-03-{chance.randrange(1, 29):02}T01:00:00.000+00:00",
            "2026-03-02T01:00:00.000+00:00",
            colour=chance.choice(["", "key1", "key2", "key3", "key4", "key5"]),
            note=chance.choice(NOTES),
            pieces=any_pieces(chance, nodes),
        )
        for _ in range(MARKS)
    ]
    with store.step("批注", author="王明"):
        for mark in marks:
            store.marks.put(mark)
    return marks


def joined(texts: list[str]) -> str:
    """The words without what stands between paragraphs and cells."""
    return "".join(texts).replace("\t", "").replace("\n", "")


@pytest.mark.parametrize("seed", range(5), ids=lambda place: paths.seeds()[place].stem[:3])
def test_the_anchored_words_are_the_quote(store: Store, tmp_path: Path, seed: int) -> None:
    document = documents.list_documents(store)[seed]
    marks = put_marks(store, document, seed)
    target = tmp_path / "审阅.docx"
    request = Request("review", Selection(documents=(document.id,)))
    assert making.write(store, request=request, target=target)

    comments = {each.number: each for each in reading.comments(target)}
    keys = [
        element.get(f"{reading.W14}paraId")
        for comment in reading.part(target, "word/comments.xml")
        if (element := comment[-1]) is not None
    ]
    by_key = dict(zip(keys, comments.values(), strict=True))
    assert any(len(mark.pieces) > 1 for mark in marks)
    outline = documents.load_outline(store, document=document.id)
    tables = {node.id for node in outline.walk() if node.rows}
    for mark in marks:
        found = []
        while each := by_key.pop(f"{comment_key(mark.id, len(found)):08X}", None):
            found.append(each)
        if tables.isdisjoint(piece.node for piece in mark.pieces):
            assert "\n".join(each.anchored for each in found) == mark.quote
        else:
            assert joined([each.anchored for each in found]) == joined([mark.quote])
        assert {each.author for each in found} == {mark.author}
        assert [each.text for each in found].count(mark.note) == 1
    assert not by_key
    body = "".join(words for _, words in reading.lines(target))
    for node in outline.walk():
        for line in node.text.replace("\t", "\n").split("\n"):
            assert line in body
