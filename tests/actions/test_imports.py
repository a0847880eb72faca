"""Importing: new documents, the same again, newer texts, failures and second thoughts."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop import paths, structure
from desktop.actions import documents, imports, library
from desktop.errors import UserError
from desktop.model import Node, Outline
from desktop.store import Store
from tests.outlines import without_ids

SEEDS = paths.seeds()
SEED = SEEDS[0]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a text file."""

    def writer(name: str, text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "texts" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return path

    return writer


Write = Callable[..., Path]


def policy(*, number: str, title: str, measures: list[str], issuer: str = "汾河市人民政府") -> str:
    numbered = f"{number}\n\n" if number else ""
    body = "\n\n".join(f"{place}.{text}" for place, text in enumerate(measures, start=1))
    notice = f"{issuer}\n\n关于印发{title}的通知\n\n{numbered}各县（市、区）人民政府：\n\n"
    return f"{notice}{title}\n\n{body}\n"


MEASURES = [
    "加快重大项目建设。建立重点项目台账，全年完成固定资产投资五千亿元，逐月调度。",
    "支持民间投资。对符合条件的民间投资项目给予贷款贴息，单户最高不超过二百万元。",
    "促进汽车消费。鼓励各县（市、区）发放购车补贴，开展新能源汽车下乡活动。",
    "稳定外贸订单。组织企业参加境外展会，对展位费给予全额补助，扩大信保覆盖面。",
    "强化要素保障。优先保障重大项目用地、用能、用水指标，推行拿地即开工。",
]
OTHERS = [
    "开展校园食品安全检查。对中小学食堂每学期至少检查两次，问题限期整改到位。",
    "规范冷链食品追溯。进口冷链食品须凭报关单、检疫证明入库，做到批批可查。",
    "加强农贸市场快检。每个市场每天抽检不少于二十批次，结果当日公示。",
]
TITLE = "汾河市稳住经济若干措施"
NUMBER = "汾政发〔2024〕3号"


def nodes(outline: Outline) -> dict[str, Node]:
    return {node.title: node for node in outline.walk()}


def test_a_new_document_is_imported(store: Store) -> None:
    result = documents.import_file(store, path=SEED)
    assert result.outcome == "new"
    assert result.path == SEED
    assert result.document is not None
    assert result.document.source == SEED.name
    assert result.document.version == 1
    assert result.document.marks == 0
    assert f"《{result.document.title}》" in result.message
    assert documents.list_documents(store) == [result.document]
    assert library.check(store) == []


def test_the_same_bytes_are_named_and_not_imported_again(store: Store, tmp_path: Path) -> None:
    first = documents.import_file(store, path=SEED).document
    assert first is not None
    changes = store.changes
    copy = tmp_path / "副本.txt"
    copy.write_bytes(SEED.read_bytes())
    again = documents.import_file(store, path=copy)
    assert (again.outcome, again.document) == ("same", first)
    assert f"《{first.title}》已在库中" in again.message
    assert store.changes == changes


def test_the_same_bytes_of_an_archived_document_say_so(store: Store) -> None:
    first = documents.import_file(store, path=SEED).document
    assert first is not None
    documents.set_archived(store, documents=[first.id], archived=True)
    assert f"《{first.title}》（已归档）已在库中" in documents.import_file(store, path=SEED).message


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_the_same_text_in_other_bytes_is_the_same(
    store: Store, write: Write, encoding: str
) -> None:
    first = documents.import_file(store, path=SEED).document
    other = write("另存.txt", SEED.read_text(encoding="utf-8"), encoding)
    result = documents.import_file(store, path=other)
    assert (result.outcome, result.document) == ("same", first)
    assert "文字相同" in result.message


def test_a_newer_text_becomes_a_version_and_ids_are_carried_over(
    store: Store, write: Write
) -> None:
    first = write("初稿.txt", policy(number=NUMBER, title=TITLE, measures=MEASURES))
    revised = [MEASURES[0].replace("五千亿元", "六千亿元"), *OTHERS[:1], *MEASURES[2:]]
    second = write("定稿.txt", policy(number="汾政发(2024) 3 号", title=TITLE, measures=revised))
    before = documents.import_file(store, path=first).document
    assert before is not None
    old = documents.load_outline(store, document=before.id)
    result = documents.import_file(store, path=second)
    assert result.outcome == "version"
    assert "第 2 版" in result.message
    after = result.document
    assert after is not None
    assert (after.id, after.version, after.source) == (before.id, 2, "定稿.txt")
    assert documents.list_documents(store) == [after]

    new = documents.load_outline(store, document=after.id)
    for title in ("加快重大项目建设", "促进汽车消费", "稳定外贸订单", "强化要素保障"):
        assert nodes(new)[title].id == nodes(old)[title].id
    assert "六千亿元" in nodes(new)["加快重大项目建设"].text
    known = {node.id for node in old.walk()}
    assert nodes(new)["开展校园食品安全检查"].id not in known

    assert documents.load_outline(store, document=after.id, version=1) == old
    assert documents.load_outline(store, document=after.id, version=2) == new
    printed = documents.source_lines(store, document=after.id, version=1)
    assert "\n".join(line.text for line in printed) == first.read_text(encoding="utf-8")
    assert [
        (each.number, each.source) for each in documents.versions(store, document=after.id)
    ] == [
        (1, "初稿.txt"),
        (2, "定稿.txt"),
    ]
    assert library.check(store) == []


def test_an_older_version_again_is_named_as_such(store: Store, write: Write) -> None:
    first = write("一.txt", policy(number=NUMBER, title=TITLE, measures=MEASURES))
    second = write("二.txt", policy(number=NUMBER, title=TITLE, measures=MEASURES[:4]))
    documents.import_file(store, path=first)
    documents.import_file(store, path=second)
    result = documents.import_file(store, path=first)
    assert result.outcome == "same"
    assert "第 1 版" in result.message
    assert "第 2 版" in result.message


def test_the_same_number_on_another_document_makes_another_and_says_so(
    store: Store, write: Write
) -> None:
    one = write("一.txt", policy(number=NUMBER, title=TITLE, measures=MEASURES))
    other = write("二.txt", policy(number=NUMBER, title="食品安全专项整治方案", measures=OTHERS))
    documents.import_file(store, path=one)
    result = documents.import_file(store, path=other)
    assert result.outcome == "new"
    assert "文号" in result.message
    assert TITLE in result.message
    assert len(documents.list_documents(store)) == 2


def test_the_same_number_with_a_new_title_over_the_same_text_is_a_version(
    store: Store, write: Write
) -> None:
    one = write("一.txt", policy(number=NUMBER, title=TITLE, measures=MEASURES))
    other = write("二.txt", policy(number=NUMBER, title="关于加力增效的意见", measures=MEASURES))
    documents.import_file(store, path=one)
    result = documents.import_file(store, path=other)
    assert result.outcome == "version"


def test_without_a_number_title_issuer_and_text_decide(store: Store, write: Write) -> None:
    def arrives(name: str, *measures: str, number: str = "", issuer: str = "汾河市人民政府") -> str:
        text = policy(number=number, title=TITLE, measures=list(measures), issuer=issuer)
        return documents.import_file(store, path=write(name, text)).outcome

    assert arrives("一.txt", *MEASURES) == "new"
    assert arrives("二.txt", *MEASURES[:4]) == "version"
    assert arrives("三.txt", *OTHERS) == "new"
    assert arrives("四.txt", *MEASURES[:3], issuer="潇河市人民政府") == "new"
    assert arrives("五.txt", *MEASURES, number=NUMBER) == "version"
    assert arrives("六.txt", *MEASURES, number="汾政发〔2025〕9号") == "new"


def test_a_text_without_any_title_goes_by_the_files_name(store: Store, write: Write) -> None:
    note = "今天讨论了三件事，都还没有结论，下周接着讨论，请各科室先把数据核对清楚。\n"
    first = documents.import_file(store, path=write("会议记录.txt", note)).document
    assert first is not None
    assert first.title == "会议记录"
    second = documents.import_file(store, path=write("会议记录.txt", note + "散会。\n"))
    assert second.outcome == "version"
    assert second.document is not None
    assert second.document.id == first.id


def test_many_files_report_progress_and_go_on_after_failures(store: Store, tmp_path: Path) -> None:
    missing = tmp_path / "没有.txt"
    calls: list[tuple[int, int, str]] = []
    results = documents.import_files(
        store,
        paths=[SEEDS[0], missing, SEEDS[1], SEEDS[0]],
        progress=lambda *call: calls.append(call),
    )
    assert [result.outcome for result in results] == ["new", "failed", "new", "same"]
    assert [result.path for result in results] == [SEEDS[0], missing, SEEDS[1], SEEDS[0]]
    assert results[1].document is None
    assert "没有.txt" in results[1].message
    assert calls == [
        (0, 4, SEEDS[0].name),
        (1, 4, "没有.txt"),
        (2, 4, SEEDS[1].name),
        (3, 4, SEEDS[0].name),
        (4, 4, ""),
    ]
    assert len(documents.list_documents(store)) == 2


def test_no_files_are_no_work(store: Store) -> None:
    assert documents.import_files(store, paths=[]) == []
    assert store.changes == 0


def test_cancelling_at_any_moment_keeps_the_finished_ones_whole(store: Store) -> None:
    asked_in_full = 0

    def never() -> bool:
        nonlocal asked_in_full
        asked_in_full += 1
        return False

    documents.import_files(store, paths=SEEDS[:2], cancelled=never)
    documents.remove(store, documents=[each.id for each in documents.list_documents(store)])
    finished = []
    for moment in range(asked_in_full):
        answers = iter([False] * moment + [True])
        results = documents.import_files(store, paths=SEEDS[:2], cancelled=lambda: next(answers))  # noqa: B023
        listed = documents.list_documents(store)
        assert [result.document for result in results] == listed
        assert library.check(store) == []
        finished.append(len(listed))
        documents.remove(store, documents=[each.id for each in listed])
    assert finished == sorted(finished)
    assert set(finished) == {0, 1}


def test_a_failure_inside_the_transaction_leaves_nothing(store: Store) -> None:
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(UserError, match="磁盘已满"):
        documents.import_file(store, path=SEED)
    assert documents.list_documents(store) == []
    assert store.changes == 0
    assert library.check(store) == []


def test_two_programs_importing_the_same_files_store_each_once(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    outcomes: list[str] = []
    start = threading.Barrier(3)

    def work() -> None:
        with Store.open(path, patience=30) as store:
            start.wait()
            results = documents.import_files(store, paths=SEEDS[:3])
            outcomes.extend(result.outcome for result in results)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["new"] * 3 + ["same"] * 6
    with Store.open(path) as store:
        assert len(documents.list_documents(store)) == 3
        assert library.check(store) == []


def test_a_name_of_undecodable_bytes_is_stored_as_it_can_be_shown(
    store: Store, tmp_path: Path
) -> None:
    path = Path(str(tmp_path / "\udcff通知.txt"))
    path.write_bytes(SEED.read_bytes())
    document = documents.import_file(store, path=path).document
    assert document is not None
    assert document.source == "\ufffd通知.txt"


def test_what_is_stored_is_what_the_parser_makes_of_the_stored_source(store: Store) -> None:
    """A later parser can start from the library, without the file."""
    document = documents.import_file(store, path=SEEDS[2]).document
    assert document is not None
    source = store.sources.get(store.documents.key(document.id, 1))
    stored = documents.load_outline(store, document=document.id)
    assert structure.outline(source) == without_ids(stored)


def test_more_than_any_document_has_is_refused(
    store: Store, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "_MOST_NODES", 3)
    with pytest.raises(UserError, match=r"“甲.txt”：它有 4 条，超过了 3 条。请拆成几个文件"):
        documents.import_file(store, path=write("甲.txt", "1.甲。\n2.乙。\n3.丙。\n4.丁。"))
    assert documents.list_documents(store) == []
    documents.import_file(store, path=write("乙.txt", "1.甲。\n2.乙。\n3.丙。"))
