"""What a report is of: conditions that cut documents down, and the words that name them."""

from pathlib import Path

import pytest

from desktop.actions import ledger, marks, tags
from desktop.actions.reporting import making, references, templates
from desktop.actions.reporting.kinds import KINDS
from desktop.actions.reporting.requests import DETAILS, GROUPS, Request, Selection
from desktop.annotations import Both, Has, Not, State, Target
from desktop.cli import REPORTS
from desktop.errors import UserError
from desktop.paths import settings_file
from desktop.reports.briefing import Briefing
from desktop.reports.content import Report
from desktop.settings import BRIEFINGS, Settings
from desktop.store import Store
from tests.actions.made import fill


@pytest.fixture
def made(store: Store) -> Store:
    """Two documents with tags, a mark and ledger items."""
    fill(store)
    tags.tag(store, author="王明", targets=[Target("node", "a-1")], path="能源/煤炭")
    tags.tag(store, author="王明", targets=[Target("node", "a-0")], path="章")
    tags.tag(store, author="王明", targets=[Target("document", "b")], path="消费")
    mark = marks.add(store, author="王明", pieces=[("a-3", 0, 4)], note="好")
    tags.tag(store, author="王明", targets=[Target("mark", mark.id)], path="能源/风电")
    first, _ = ledger.start(store, author="王明", nodes=["a-2", "b-1"])
    ledger.update(store, author="王明", items=[first.id], state=State.DONE)
    return store


def tag(store: Store, path: str) -> str:
    return references.tag(store, path=path)


def measures(store: Store, kind: str = "excerpt", **selection: object) -> list[str]:
    """The measures that a report of these conditions has, by the first words."""
    report = made_of(store, kind, Selection(**selection))  # type: ignore[arg-type]
    starts = ("1.稳定", "2.保障", "3.发展", "1.发放", "2.支持")
    lines = [each.text for each in report.paragraphs()]
    return [start for start in starts if any(line.startswith(start) for line in lines)]


def made_of(store: Store, kind: str, selection: Selection) -> Report:
    report = making.compose(store, request=Request(kind, selection))
    assert report is not None
    return report


def test_by_tag_and_all_below_it_of_measures_marks_and_what_they_stand_in(made: Store) -> None:
    assert measures(made, tags=(tag(made, "能源"),)) == ["1.稳定", "3.发展"]
    assert measures(made, tags=(tag(made, "煤炭"),)) == ["1.稳定"]
    assert measures(made, tags=(tag(made, "章"),)) == ["1.稳定", "2.保障"]
    assert measures(made, tags=(tag(made, "消费"),)) == ["1.发放", "2.支持"]
    assert measures(made, tags=(tag(made, "消费"), tag(made, "煤炭"))) == [
        "1.稳定",
        "1.发放",
        "2.支持",
    ]


def test_by_saved_filter_also_one_that_denies(made: Store) -> None:
    both = Both((Has(tag(made, "能源")), Not(Has(tag(made, "风电")))))
    tags.save_filter(made, author="王明", name="煤", expression=both)
    expression = references.saved_filter(made, name="煤")
    assert measures(made, expression=expression) == ["1.稳定"]
    other = Not(Has(tag(made, "能源")))
    assert measures(made, expression=other, documents=("a",)) == ["2.保障"]
    assert measures(made, expression=Has(tag(made, "章"))) == ["1.稳定", "2.保障"]


def test_by_state_hand_and_chapter(made: Store) -> None:
    assert measures(made, states=(State.DONE,)) == ["2.保障"]
    assert measures(made, states=(State.DONE, State.WAITING)) == ["2.保障", "2.支持"]
    assert measures(made, nodes=("a-3", "b-0")) == ["3.发展", "1.发放"]
    assert measures(made, chapters=("a-0",)) == ["1.稳定", "2.保障"]
    assert measures(made, chapters=("a-0",), states=(State.DONE,)) == ["2.保障"]
    assert measures(made, documents=("b", "a")) == [
        "1.稳定",
        "2.保障",
        "3.发展",
        "1.发放",
        "2.支持",
    ]


def test_a_review_of_some_measures_has_their_headings(made: Store) -> None:
    report = made_of(made, "review", Selection(nodes=("a-2",)))
    lines = [each.text for each in report.paragraphs()]
    assert "一、煤炭" in lines
    assert "2.保障电煤。签订中长期合同。" in lines
    assert not [line for line in lines if line.startswith("1.稳定煤炭产能")]
    assert not report.comments


def test_the_ledger_is_cut_down_likewise(made: Store) -> None:
    assert measures(made, "ledger") == ["2.保障", "2.支持"]
    assert measures(made, "ledger", states=(State.WAITING,)) == ["2.支持"]
    assert measures(made, "ledger", documents=("a",)) == ["2.保障"]
    assert measures(made, "ledger", chapters=("a-0",)) == ["2.保障"]
    assert measures(made, "ledger", tags=(tag(made, "消费"),), states=(State.WAITING,)) == [
        "2.支持"
    ]
    with pytest.raises(UserError, match="没有符合条件"):
        measures(made, "ledger", nodes=("x",))


def test_a_library_of_one_document_needs_no_name(store: Store) -> None:
    fill(store)
    with pytest.raises(UserError, match="哪份文件"):
        making.compose(store, request=Request("review"))
    with pytest.raises(UserError, match="要摘编什么"):
        making.compose(store, request=Request("excerpt"))
    with store.step("移除", author=""):
        store.documents.change("b", removed=store.now())
    assert made_of(store, "review", Selection()).title == "《能源保供方案》审阅报告"


def test_chapters_are_named_by_label_or_title(made: Store) -> None:
    for reference in ("一、", "一", "煤炭", "一、煤炭", "一、 煤炭"):
        assert references.chapters(made, documents_=["a"], reference=reference) == ("a-0",)
    assert references.chapters(made, documents_=["a"], reference="3.") == ("a-3",)
    assert references.chapters(made, documents_=[], reference="1.") == ("a-1", "b-0")
    with pytest.raises(UserError, match="找不到章节“第九章”"):
        references.chapters(made, documents_=["a"], reference="第九章")
    with pytest.raises(UserError, match="对应多处"):
        references.chapters(made, documents_=["b"], reference="消费")


def test_tags_filters_and_states_are_named(made: Store) -> None:
    assert references.tag(made, path="能源/煤炭") == references.tag(made, path="煤炭")
    tags.create(made, author="王明", path="消费/煤炭")
    with pytest.raises(UserError, match="消费/煤炭、能源/煤炭"):
        references.tag(made, path="煤炭")
    with pytest.raises(UserError, match="没有标签“水”"):
        references.tag(made, path="水")
    with pytest.raises(UserError, match="没有名为“水”的筛选"):
        references.saved_filter(made, name="水")
    assert references.state(word="在办") is State.UNDER_WAY
    with pytest.raises(UserError, match="待办、在办"):
        references.state(word="完成")


def test_templates_of_briefings_are_kept_among_the_settings(home: Path) -> None:
    settings = Settings.load(settings_file())
    briefing = Briefing(address="报送：省政府", unit="省厅", numerals="chinese")
    templates.save(settings, name=" 月报 ", briefing=briefing)
    templates.save(settings, name="周报", briefing=Briefing())
    again = Settings.load(settings_file())
    assert templates.saved(again) == {"周报": Briefing(), "月报": briefing}
    templates.delete(again, name="周报")
    templates.delete(again, name="没有")
    assert list(templates.saved(Settings.load(settings_file()))) == ["月报"]
    with pytest.raises(UserError, match="不能为空"):
        templates.save(settings, name=" ", briefing=briefing)


def test_templates_that_were_spoilt_are_left_out(home: Path) -> None:
    settings = Settings.load(settings_file())
    settings.set(BRIEFINGS, {"甲": 3, "乙": {"unit": 3, "numerals": "roman", "other": "x"}})
    assert templates.saved(settings) == {"乙": Briefing()}


def test_every_kind_has_a_name_and_stands_on_the_command_line() -> None:
    assert {name for name, _ in REPORTS} == set(KINDS)
    assert all(kind.name and kind.about for kind in KINDS.values())
    assert all([*GROUPS.values(), *DETAILS.values()])


def test_pages_for_a_preview(made: Store, office: object) -> None:
    request = Request("ledger")
    (page,) = making.page_pictures(made, request=request, width=300)
    assert page.width == 300
    assert page.height == pytest.approx(300 * 210 / 297, abs=2)
    assert len(page.pixels) >= page.width * page.height * 4
    assert making.page_pictures(made, request=request, width=300, cancelled=lambda: True) == ()


def test_no_pages_without_an_office_program(
    made: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert making.page_pictures(made, request=Request("ledger"), width=300) == ()
