"""Corrections as tracked changes in reports of documents of every format a file can come in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desktop.actions import correcting, documents, marks
from desktop.actions.reporting.requests import Request, Selection
from desktop.corrections import DEEDS, Deed, Join, Move, PutAside, Regrade, SetDatum, TakeIn
from desktop.model import Kind, Node, Outline
from desktop.store import Store
from tests.documents import CORPUS
from tests.reports.accepting import accepted, changes, rejected
from tests.reports.corrected import WHO, written
from tests.reports.reading import W, comments

FILES = (
    "d01_sh_g60_highlight.docx",
    "x05_naoji_autonum.docx",
    "k02_geshui_xinyong.pdf",
    "l06_zhongcaifa.pdf",
    "../holdout4/25_ofd_measures_table.ofd",
    "../holdout9/16_ofd_two_documents.ofd",
    "g02_gz_gongzufang_banfa.html",
    "v08_liangshi_yuan.html",
)


@dataclass
class Imported:
    """A document in a library of its own, with a note on some of its nodes."""

    store: Store
    document: str

    def outline(self) -> Outline:
        return documents.load_outline(self.store, document=self.document)

    def texts(self) -> list[Node]:
        """The nodes with a text of their own that is long enough to be cut."""
        return [
            node
            for node in self.outline().walk()
            if node.kind is not Kind.TABLE and not node.children and len(node.text) > 20
        ]

    def do(self, author: str, *deeds: Deed) -> None:
        correcting.correct(self.store, author=author, document=self.document, deeds=deeds)

    def reword(self, author: str, node: Node) -> None:
        text = f"{node.text[:5]}改{node.text[7:]}"
        deed = correcting.rewording(node, words="text", text=text)
        assert deed is not None
        self.do(author, deed)

    def move(self, author: str, node: Node, *, before: Node) -> None:
        """Put a node right before one that may be far away."""
        below = {"": self.outline().nodes}
        below |= {each.id: each.children for each in self.outline().walk()}
        rows = {parent: [each.id for each in nodes] for parent, nodes in below.items()}
        parent = next(parent for parent, row in rows.items() if before.id in row)
        row = [each for each in rows[parent] if each != node.id]
        place = row.index(before.id)
        self.do(author, Move(node.id, parent, row[place - 1] if place else ""))

    def request(self, kind: str = "review") -> Request:
        return Request(kind, Selection(documents=(self.document,)))


@pytest.fixture(params=FILES, ids=lambda name: Path(name).name)
def imported(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Imported]:
    with Store.open(tmp_path / "own.db") as store:
        found = documents.import_file(store, path=CORPUS / request.param).document
        assert found is not None
        yield Imported(store, found.id)


@pytest.fixture
def noted(imported: Imported) -> Imported:
    """With a note on each of its texts."""
    for node in imported.texts():
        pieces = [(node.id, 8, 14)]
        marks.add(imported.store, author="赵六", pieces=pieces, note="核实", colour="key1")
    return imported


def every_kind(own: Imported) -> None:
    """Put right something of each kind, by three people in turn, and check that it all fits."""
    texts = own.texts()
    first, second, third, fourth, fifth, sixth = (texts[n * len(texts) // 6] for n in range(6))
    own.reword(WHO[0], first)
    split = correcting.splitting(second, at=6)
    own.do(WHO[1], split)
    rest = next(node for node in own.outline().walk() if node.id == split.fresh)
    own.do(WHO[1], correcting.splitting(rest, at=6))
    own.do(WHO[1], Join(second.id, ""))
    own.move(WHO[2], third, before=first)
    own.do(WHO[0], Regrade(fourth.id, _other_kind(fourth), "f2"))
    own.do(WHO[1], PutAside(fifth.id, "furniture"))
    put = f"{fifth.label}{fifth.text}{fifth.units_text}"
    own.do(WHO[2], PutAside(sixth.id, "furniture"))
    line = next(each for each in own.outline().furniture if each.text == put)
    own.do(WHO[0], TakeIn("furniture", line.line, line.text, "f3"))
    own.do(WHO[2], SetDatum("title", "关于更正的若干措施"), SetDatum("doc_number", "某〔2024〕1号"))
    kept = correcting.of_document(own.store, document=own.document)
    assert all(each.fits for each in kept)
    assert {type(each.deed) for each in kept} == set(DEEDS.values())


def _other_kind(node: Node) -> Kind:
    return Kind.MEASURE if node.kind is Kind.LEAD else Kind.LEAD


def commented(file: Path) -> list[tuple[str, str, str]]:
    return [(each.author, each.text, each.anchored.replace("\n", "")) for each in comments(file)]


@pytest.mark.parametrize("kind", ["review", "excerpt"])
def test_every_kind_of_correction_is_accepted_or_rejected(
    imported: Imported, kind: str, tmp_path: Path
) -> None:
    request = imported.request(kind)
    was = written(imported.store, request, tmp_path / "was.docx")
    every_kind(imported)
    now = written(imported.store, request, tmp_path / "now.docx")
    both = written(imported.store, request, tmp_path / "both.docx", tracked=True)
    assert accepted(both) == accepted(now)
    assert rejected(both) == accepted(was)
    authors = {each.get(f"{W}author") for each in changes(both)}
    assert authors == set(WHO) if kind == "review" else authors <= set(WHO)


@pytest.mark.parametrize("kind", ["review", "excerpt"])
def test_comments_are_on_the_corrected_words(noted: Imported, kind: str, tmp_path: Path) -> None:
    request = replace(noted.request(kind), details="comment")
    every_kind(noted)
    now = written(noted.store, request, tmp_path / "now.docx")
    both = written(noted.store, request, tmp_path / "both.docx", tracked=True)
    assert accepted(both) == accepted(now)
    assert commented(both) == commented(now) != []


def test_what_is_moved_and_reworded_at_once_keeps_who_when_and_the_comments(
    noted: Imported, tmp_path: Path
) -> None:
    texts = noted.texts()
    node, before = texts[-1], texts[0]
    was = written(noted.store, replace(noted.request(), details="none"), tmp_path / "w.docx")
    noted.move(WHO[0], node, before=before)
    noted.reword(WHO[1], node)
    both = written(noted.store, noted.request(), tmp_path / "both.docx", tracked=True)
    now = written(noted.store, noted.request(), tmp_path / "now.docx")
    assert accepted(both) == accepted(now)
    assert commented(both) == commented(now)
    assert commented(both).count(("赵六", "核实", node.text[8:14])) >= 1
    told = [
        (each.tag.removeprefix(W), each.get(f"{W}author"), "".join(each.itertext()))
        for each in changes(both)
    ]
    new = f"{node.text[:5]}改{node.text[7:]}"
    put_in = "".join(words for way, _, words in told if way == "ins")
    assert new.partition("\n")[0] in put_in
    assert ("ins", WHO[1]) in {(way, who) for way, who, words in told if "改" in words}
    assert ("del", WHO[0]) in {(way, who) for way, who, words in told if words}
    assert all(each.get(f"{W}date") for each in changes(both))
    bare = replace(noted.request(), details="none")
    file = written(noted.store, bare, tmp_path / "bare.docx", tracked=True)
    assert rejected(file) == accepted(was)
