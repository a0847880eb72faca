"""Corrections as tracked changes: accepted they give the corrected text, rejected the printed."""

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from desktop import readers
from desktop.actions import correcting, marks
from desktop.actions.reporting import making
from desktop.actions.reporting.requests import Request, Selection
from desktop.corrections import Deed, Join, Move, PutAside, Regrade, SetDatum, Split, TakeIn
from desktop.errors import UserError
from desktop.model import Kind
from desktop.reports import preview
from desktop.store import Store
from tests.documents import outline_of, seed_files
from tests.outlines import put
from tests.reports import corrected
from tests.reports.accepting import Block, accepted, changes, rejected
from tests.reports.corrected import BARE, REVIEW, STEPS, WHO, Step, do, nodes, opened, written
from tests.reports.reading import W, comments, part

EXCERPT = Request("excerpt", Selection(documents=("a",)))
REQUESTS = {
    "bare": replace(BARE, details="comment"),
    "review": REVIEW,
    "excerpt": EXCERPT,
    "units": replace(EXCERPT, group="unit"),
    "ledger": Request("ledger"),
}


@pytest.fixture(scope="session")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tracked") / "library.db"
    with Store.open(path) as store:
        corrected.fill(store)
    return path


@pytest.fixture
def own(policy: Path, tmp_path: Path) -> Iterator[Store]:
    with opened(policy, tmp_path / "own.db") as store:
        yield store


def reset(store: Store) -> None:
    every = [each.id for each in correcting.of_document(store, document="a")]
    correcting.reset(store, author="赵六", document="a", corrections=every)


def lost(store: Store) -> bool:
    return any(mark.orphaned for mark in marks.of_document(store, document="a"))


@pytest.mark.parametrize("name", REQUESTS)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_accepted_or_rejected_it_is_either_report(
    policy: Path, tmp_path_factory: pytest.TempPathFactory, name: str, steps: list[Step]
) -> None:
    home, request = tmp_path_factory.mktemp("any"), REQUESTS[name]
    with opened(policy, home / "own.db") as store:
        corrected.correct_any(store, steps)
        now = written(store, request, home / "now.docx")
        both = written(store, request, home / "both.docx", tracked=True)
        assert accepted(both) == accepted(now)
        assert commented(both) == commented(now)
        counted = not lost(store)  # marks without a place are told of in the summary
        with suppress(UserError):  # the ledger may have what was not printed
            reset(store)
            if counted and not lost(store):
                was = written(store, request, home / "was.docx")
                assert without_notes(rejected(both)) == without_notes(accepted(was))


def commented(file: Path) -> list[tuple[str, str, str]]:
    """Who says what of which words; ends of paragraphs may be there that were taken out."""
    return [(each.author, each.text, each.anchored.replace("\n", "")) for each in comments(file)]


def without_notes(found: list[Block]) -> list[Block]:
    """Blocks but those of marks, tags and items: with the printed text these go back to its nodes.

    A report tells where they are when it is made.
    """
    told = ("('NoteLine', (('', '批注【", "('DetailLine', ")
    return [block for block in found if not str(block).startswith(told)]


@pytest.mark.parametrize("file", seed_files(), ids=lambda file: file.name[:3])
def test_the_seeds_are_either_report_too(tmp_path: Path, file: Path) -> None:
    chance = random.Random(file.name)  # noqa: S311 - only has to be the same again
    ways = "wwwwwlusjrmpdi"
    steps = [(chance.choice(ways), *(chance.randrange(999) for _ in range(3))) for _ in range(40)]
    with Store.open(tmp_path / "own.db") as store:
        put(store, outline_of(file), document="a")
        was = written(store, REVIEW, tmp_path / "was.docx")
        assert corrected.correct_any(store, steps) > 20
        now = written(store, REVIEW, tmp_path / "now.docx")
        both = written(store, REVIEW, tmp_path / "both.docx", tracked=True)
    assert {each.get(f"{W}author") for each in changes(both)} == set(WHO)
    assert accepted(both) == accepted(now)
    assert rejected(both) == accepted(was)


def told(file: Path) -> list[tuple[str, str, str]]:
    """Each change: its kind, its author, its words; the end of a paragraph is ¶, a row is 行."""
    found = []
    for each in changes(file):
        above = each.getparent().tag.removeprefix(W)
        words = {"rPr": "¶", "trPr": "行"}.get(above, "".join(each.itertext()))
        style = each.find(f".//{W}pStyle")
        words = words if style is None else str(style.get(f"{W}val"))
        found.append((each.tag.removeprefix(W), str(each.get(f"{W}author")), words))
    return found


SENTENCE = "推动企业技术改造，年内新增产能三千万吨。"


@pytest.mark.parametrize(
    ("deed", "expected"),
    [
        (
            Split("a-2", 14, "加快项目建设，", SENTENCE[:8], "f1"),
            [("ins", "¶")],
        ),
        (Join("a-5", ""), [("del", "¶")]),
        (Regrade("a-9", Kind.CHAPTER, "f1"), [("pPrChange", "Heading2")]),
        (Regrade("a-1", Kind.LEAD, "f1"), [("pPrChange", "Heading1")]),
        (
            Move("a-3", "a-1", ""),
            [
                ("moveTo", "¶"),
                ("pPrChange", "Heading3"),
                ("moveTo", "2."),
                ("moveTo", "稳"),
            ],
        ),
        (
            Move("a-6", "", "a-11"),
            [("moveFrom", "¶"), ("moveFrom", "2."), ("moveFrom", "乙项目。年内开工建设。")],
        ),
        (
            PutAside("a-6", "furniture"),
            [("del", "¶"), ("del", "2."), ("del", "乙项目。年内开工建设。")],
        ),
        (TakeIn("furniture", 7, "—1—", "f1"), [("ins", "¶"), ("ins", "—1—")]),
        (SetDatum("title", "某市关于稳增长的措施"), [("del", "若干")]),
        (SetDatum("doc_number", None), []),
        (SetDatum("issued_on", "2024-03-02"), [("del", "1"), ("ins", "2")]),
    ],
)
def test_each_kind_of_correction_is_a_change(
    own: Store, tmp_path: Path, deed: Deed, expected: list[tuple[str, str]]
) -> None:
    do(own, deed, author="张三")
    found = told(written(own, BARE, tmp_path / "a.docx", tracked=True))
    assert {author for _, author, _ in found} == {"张三"}
    assert [(kind, words) for kind, _, words in found][: len(expected)] == expected


def test_words_in_cells_and_rows(own: Store, tmp_path: Path) -> None:
    table = nodes(own)["a-8"]
    text = table.text.replace("百分之五", "5%") + "\n餐饮\t增长\t市商务局"
    do(own, correcting.rewording(table, words="text", text=text))
    found = [
        (kind, words)
        for kind, _, words in told(written(own, BARE, tmp_path / "a.docx", tracked=True))
    ]
    assert found == [
        ("del", "百分之五"),
        ("ins", "5%"),
        ("ins", "行"),
        ("ins", "餐饮"),
        ("ins", "增长"),
        ("ins", "市商务局"),
    ]


def test_everybody_is_named_for_what_is_theirs(own: Store, tmp_path: Path) -> None:
    text = nodes(own)["a-2"].text
    changed = text.replace("三千万", "3000 万")
    do(own, correcting.rewording(nodes(own)["a-2"], words="text", text=changed), author="张三")
    changed = changed.replace("加快", "加紧")
    do(own, correcting.rewording(nodes(own)["a-2"], words="text", text=changed), author="李四")
    do(own, Regrade("a-2", Kind.LEAD, "f1"), author="王五")
    do(own, Split("a-2", 16, changed[6:14], changed[14:20], "f1"), author="赵六")
    do(own, SetDatum("doc_number", "某政发〔2024〕11号"), author="张三")
    do(own, SetDatum("issued_on", "2024-03-02"), author="李四")
    file = written(own, BARE, tmp_path / "a.docx", tracked=True)
    assert {each for each in told(file) if each[0] != "pPrChange"} == {
        ("del", "张三", "三千"),
        ("ins", "张三", "3000 "),
        ("del", "李四", "快"),
        ("ins", "李四", "紧"),
        ("ins", "赵六", "¶"),
        ("ins", "张三", "1"),
        ("del", "李四", "1"),
        ("ins", "李四", "2"),
    }
    moments = {each.get(f"{W}date") for each in changes(file)}
    assert all(moments)


def test_changes_have_numbers_of_their_own_and_moves_two_ends(own: Store, tmp_path: Path) -> None:
    corrected.every_kind(own)
    file = written(own, REVIEW, tmp_path / "a.docx", tracked=True)
    body = part(file, "word/document.xml")
    numbers = [each.get(f"{W}id") for each in changes(file)]
    ranges = {way: list(body.iter(f"{W}{way}RangeStart")) for way in ("moveFrom", "moveTo")}
    numbers += [each.get(f"{W}id") for found in ranges.values() for each in found]
    numbers += [each.get(f"{W}id") for each in body.iter(f"{W}commentRangeStart")]
    assert len(set(numbers)) == len(numbers)
    names = [sorted(str(each.get(f"{W}name")) for each in found) for found in ranges.values()]
    assert names[0] == names[1] != []
    for way, found in ranges.items():
        ends = [each.get(f"{W}id") for each in body.iter(f"{W}{way}RangeEnd")]
        assert ends == [each.get(f"{W}id") for each in found]
    assert not [each for each in body.iter(f"{W}del") for _ in each.iter(f"{W}t")]


def test_a_part_of_a_document_shows_what_was_printed_of_it(own: Store, tmp_path: Path) -> None:
    text = nodes(own)["a-2"].text
    do(own, Split("a-2", 14, text[5:14], text[14:20], "f1"))
    chosen = replace(BARE, selection=Selection(nodes=("f1",)))
    both = written(own, chosen, tmp_path / "a.docx", tracked=True)
    assert accepted(both) == accepted(written(own, chosen, tmp_path / "b.docx"))
    was = "".join(words for block in rejected(both) for _, words in block[1])
    assert f"1.{text}" in was


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (replace(REVIEW, clean=True), "清洁导出"),
        (Request("comparison", Selection(documents=("a", "a"))), "对照表"),
    ],
)
def test_what_cannot_be_is_refused(
    own: Store, tmp_path: Path, request_: Request, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        written(own, request_, tmp_path / "a.docx", tracked=True)
    assert not (tmp_path / "a.docx").exists()


def test_without_corrections_nothing_is_tracked(own: Store, tmp_path: Path) -> None:
    assert changes(written(own, REVIEW, tmp_path / "a.docx", tracked=True)) == []
    corrected.every_kind(own)
    assert changes(written(own, REVIEW, tmp_path / "b.docx")) == []


def test_the_preview_shows_it(own: Store) -> None:
    corrected.every_kind(own)
    report = making.compose(own, request=replace(REVIEW, tracked=True))
    assert report is not None
    shown = preview.html(report)
    assert "line-through" in shown
    assert "¶" in shown


def test_it_is_read_as_the_corrected_text(own: Store, tmp_path: Path) -> None:
    corrected.every_kind(own)
    both = readers.read(written(own, REVIEW, tmp_path / "both.docx", tracked=True))
    now = readers.read(written(own, REVIEW, tmp_path / "now.docx"))
    assert [line.text for line in both.lines] == [line.text for line in now.lines]
    assert len(both.marks) == len(now.marks) > 2


def test_another_head_of_a_table_is_its_head(own: Store, tmp_path: Path) -> None:
    table = nodes(own)["a-8"]
    text = table.text.replace("项目\t目标\t单位", "项目\t目标")
    do(own, correcting.rewording(table, words="text", text=text))
    body = part(written(own, BARE, tmp_path / "a.docx", tracked=True), "word/document.xml")
    rows = list(body.iter(f"{W}tr"))
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert heads == [True, True, False, False]


@pytest.mark.parametrize(
    ("deed", "kinds"),
    [
        (Regrade("a-8", Kind.LEAD, "f1"), {"del", "ins"}),  # a table becomes paragraphs
        (PutAside("a-8", "furniture"), {"del"}),
        (Move("a-8", "a-1", ""), {"del", "ins", "moveFrom", "moveTo"}),  # a line is below it
        (Move("a-5", "", "a-11"), {"moveFrom", "moveTo"}),
        (Move("a-11", "a-7", ""), {"del", "ins"}),  # to right before a table
    ],
)
def test_tables_and_what_stands_before_them(
    own: Store, tmp_path: Path, deed: Deed, kinds: set[str]
) -> None:
    request = replace(BARE, details="comment")
    was = accepted(written(own, request, tmp_path / "was.docx"))
    do(own, deed)
    both = written(own, request, tmp_path / "both.docx", tracked=True)
    assert accepted(both) == accepted(written(own, request, tmp_path / "now.docx"))
    assert rejected(both) == was
    assert {kind for kind, _, _ in told(both)} - {"pPrChange"} == kinds
