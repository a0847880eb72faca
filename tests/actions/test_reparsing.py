"""A newer parser parses stored texts again: what people made stays on its words, or is listed."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop import structure
from desktop.actions import correcting, documents, history, ledger, library, marks, reparsing
from desktop.corrections import Deed, Join, Move, PutAside, Regrade
from desktop.errors import UserError
from desktop.model import Kind, Node, Outline
from desktop.store import Store
from tests.journeys import policy

WHO = "张三"
Parser = Callable[[Callable[[Outline], Outline]], None]


@pytest.fixture
def own(home: Path) -> Store:
    with Store.open(home / "own.db") as opened:
        documents.import_file(opened, path=policy(home, 7))
        yield opened


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> Parser:
    """Lets an older program have parsed what there is, and a newer one parse otherwise."""
    parse = structure.outline

    def use(change: Callable[[Outline], Outline]) -> None:
        monkeypatch.setattr("desktop.PARSER", "test")
        monkeypatch.setattr(structure, "outline", lambda source: change(parse(source)))

    return use


def only(store: Store) -> str:
    (found,) = documents.list_documents(store)
    return found.id


def nodes(store: Store) -> list[Node]:
    return list(documents.load_outline(store, document=only(store)).walk())


def labelled(store: Store, label: str) -> Node:
    return next(node for node in nodes(store) if node.label == label)


def reworded(store: Store, label: str, old: str, new: str) -> None:
    node = labelled(store, label)
    deed = correcting.rewording(node, words="text", text=node.text.replace(old, new))
    assert deed is not None
    correcting.correct(store, author=WHO, document=only(store), deeds=[deed])


def without(label: str) -> Callable[[Outline], Outline]:
    def change(outline: Outline) -> Outline:
        (chapter,) = outline.nodes
        kept = tuple(each for each in chapter.children if each.label != label)
        return replace(outline, nodes=(replace(chapter, children=kept),))

    return change


def test_the_same_parser_has_nothing_to_do(own: Store) -> None:
    assert reparsing.outdated(own) == []
    assert reparsing.reparse_all(own) == []
    assert reparsing.told([]) == ""


def test_a_parser_that_sees_the_same_changes_nothing(own: Store, older: Parser) -> None:
    reworded(own, "1.", "认真测试", "认真地测试")
    before = nodes(own)
    older(lambda outline: outline)
    assert reparsing.outdated(own) == [only(own)]
    (result,) = reparsing.reparse_all(own)
    assert not result.changed
    assert nodes(own) == before
    assert reparsing.outdated(own) == []


def test_corrections_and_marks_come_along(own: Store, older: Parser) -> None:
    reworded(own, "1.", "认真测试", "认真地测试")
    node = labelled(own, "1.")
    start = node.text.index("认真地")
    mark = marks.add(own, author=WHO, pieces=[(node.id, start, start + 3)])
    older(without("2."))
    (result,) = reparsing.reparse_all(own)
    assert (result.changed, result.unfit, result.lost) == (True, (), 0)
    assert labelled(own, "1.").id == node.id
    assert "认真地测试" in labelled(own, "1.").text
    assert marks.get(own, mark=mark.id).quote == "认真地"
    assert "重新拆分 1 份文件。" in reparsing.told([result])
    assert library.check(own) == []


def test_what_no_longer_fits_is_kept_and_told(own: Store, older: Parser) -> None:
    reworded(own, "2.", "检查", "检验")
    node = labelled(own, "2.")
    mark = marks.add(own, author=WHO, pieces=[(node.id, 0, 3)])
    older(without("2."))
    (result,) = reparsing.reparse_all(own)
    assert len(result.unfit) == result.lost == 1
    assert "1 处更正不再适用" in reparsing.told([result])
    assert marks.get(own, mark=mark.id).orphaned
    (kept,) = correcting.of_document(own, document=only(own))
    assert not kept.fits


def test_a_read_only_library_stays(own: Store, older: Parser, home: Path) -> None:
    older(without("2."))
    with Store.open(home / "own.db", read_only=True) as store:
        assert reparsing.reparse_all(store) == []


def test_it_can_be_stopped_and_tells_its_progress(own: Store, older: Parser) -> None:
    older(without("2."))
    assert reparsing.reparse_all(own, cancelled=lambda: True) == []
    steps: list[tuple[int, int, str]] = []
    reparsing.reparse_all(own, progress=lambda *step: steps.append(step))
    assert [(done, total) for done, total, _ in steps] == [(0, 1)]


DEEDS = st.lists(
    st.tuples(st.sampled_from("rgjmaunis"), st.integers(0, 5), st.integers(0, 5)), max_size=8
)
KINDS = (Kind.CHAPTER, Kind.SECTION, Kind.MEASURE, Kind.ITEM, Kind.LEAD, Kind.ARTICLE)


def deed_of(every: list[Node], what: str, one: int, other: int) -> Deed | None:
    node, second = every[one % len(every)], every[other % len(every)]
    if what == "r" and node.text:
        at = other % len(node.text)
        text = node.text[:at] + "改" + node.text[at + 1 :]
        return correcting.rewording(node, words="text", text=text)
    made: dict[str, Deed] = {
        "g": Regrade(node.id, KINDS[other], correcting.fresh_id()),
        "j": Join(node.id, ""),
        "m": Move(node.id, second.id if other % 2 else "", ""),
        "a": PutAside(node.id, "furniture"),
    }
    return made.get(what)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=DEEDS)
def test_whatever_is_done_marks_keep_their_words_or_wait(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    """Corrections, undo, redo, a newer parser and a newer text, in any order."""
    home = tmp_path_factory.mktemp("any")
    parse, version = structure.outline, "desktop.PARSER"
    with Store.open(home / "own.db") as store, pytest.MonkeyPatch.context() as patch:
        documents.import_file(store, path=policy(home, 7))
        document = only(store)
        source = store.sources.get(store.documents.key(document, 1))
        quotes = {}
        for node in [each for each in nodes(store) if len(each.text) > 4]:
            made = marks.add(store, author=WHO, pieces=[(node.id, 1, 4)])
            quotes[made.id] = made.quote
        for number, (what, one, other) in enumerate(steps):
            if what == "u":
                history.undo(store)
            elif what == "n":
                patch.setattr(version, f"test {number}")
                reads = without("2.") if one % 2 else lambda outline: outline
                patch.setattr(structure, "outline", lambda text, reads=reads: reads(parse(text)))
                reparsing.reparse_all(store)
            elif what == "i":
                documents.import_file(store, path=policy(home, 7, f"不走过场{'啊' * one}。"))
            elif what == "s":
                history.redo(store)
            elif deed := deed_of(nodes(store) or [Node(Kind.LEAD)], what, one, other):
                with suppress(UserError):
                    correcting.correct(store, author=WHO, document=document, deeds=[deed])
            check(store, document, quotes)
        assert store.sources.get(store.documents.key(document, 1)) == source
        assert library.check(store) == []


def check(store: Store, document: str, quotes: dict[str, str]) -> None:
    """Every mark is on words that it was made on or are their correction, or waits."""
    texts = {node.id: node.text for node in nodes(store)}
    assert len(texts) == len(nodes(store))
    found = {mark.id: mark for mark in marks.of_document(store, document=document)}
    assert found.keys() <= quotes.keys()
    for mark in found.values():
        if not mark.orphaned:
            for piece in mark.pieces:
                assert texts[piece.node][piece.start : piece.end] == piece.quote != ""


def test_the_library_remembers_the_parser(own: Store, home: Path) -> None:
    with sqlite3.connect(home / "own.db") as connection:
        connection.execute("UPDATE versions SET parser = '0.0.0'")
    assert reparsing.outdated(own) == [only(own)]


def test_a_measure_that_something_hangs_on_is_not_lost(own: Store, older: Parser) -> None:
    node = labelled(own, "2.")
    ledger.start(own, author=WHO, nodes=[node.id])
    before = nodes(own)
    older(without("2."))
    assert reparsing.reparse_all(own) == []
    assert nodes(own) == before
    assert library.check(own) == []
    with pytest.raises(UserError, match="仍用原来的拆分"):
        reparsing.reparse(own, document=only(own))
