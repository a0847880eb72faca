from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.actions import documents, ledger, reading, tags, tree
from desktop.annotations import Target
from desktop.store import Store
from desktop.views.badges import Badges
from desktop.views.outline import OutlinePanel, path_to
from desktop.views.outline_delegate import ROW_HEIGHT
from desktop.views.outline_model import BADGE_ROLE, LABEL_ROLE, ROW_ROLE, TITLE_ROLE, OutlineModel


@pytest.fixture
def panel(qtbot: QtBot, store: Store) -> OutlinePanel:
    made = OutlinePanel(store)
    qtbot.addWidget(made)
    made.resize(320, 700)
    made.show()
    return made


def badges(store: Store) -> Badges:
    return Badges(store, today=lambda: date(2025, 6, 1))


def texts(model: OutlineModel, parent: QModelIndex) -> list[str]:
    return [model.index(row, 0, parent).data() for row in range(model.rowCount(parent))]


def find(panel: OutlinePanel, text: str, qtbot: QtBot) -> None:
    panel.filter_box.setText(text)
    qtbot.waitUntil(lambda: panel.model.filter == text.strip())


def test_the_model_keeps_qts_rules(store: Store, qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    ids = [each.id for each in documents.list_documents(store)]
    documents.set_group(store, documents=ids[:2], group="省级")
    model = OutlineModel(store, badges(store))
    for number in range(model.rowCount()):
        index = model.index(number, 0)
        model.fetchMore(index)
        model.fetchMore(model.index(0, 0, index))
    qtmodeltester.check(model)
    model.set_filter("能源")
    qtmodeltester.check(model)
    assert model.parent() is None


def test_rows_are_asked_for_only_when_opened(store: Store) -> None:
    model = OutlineModel(store, badges(store))
    first = model.index(0, 0)
    assert model.hasChildren(first)
    assert model.rowCount(first) == 0
    assert model.canFetchMore(first)
    model.fetchMore(first)
    assert model.rowCount(first) == 7
    assert not model.canFetchMore(first)
    model.fetchMore(first)
    assert model.rowCount(first) == 7
    assert model.index(0, 0, first).data() == "一、 纵深推进能源革命，促进能源产业平稳运行"
    assert not model.index(99, 0, first).isValid()
    assert not model.index(0, 1).isValid()


def test_a_row_has_label_title_tip_and_itself(store: Store) -> None:
    model = OutlineModel(store, badges(store))
    document = model.index(0, 0)
    assert document.data(LABEL_ROLE) == ""
    number, title, source = document.data(Qt.ItemDataRole.ToolTipRole).split("\n")[:3]
    assert (number, source) == ("晋政办发〔2023〕56号", f"来自 {paths.seeds()[0].name}")
    assert title == document.data(TITLE_ROLE)
    model.fetchMore(document)
    chapter = model.index(0, 0, document)
    assert (chapter.data(LABEL_ROLE), chapter.data(TITLE_ROLE)[:4]) == ("一、", "纵深推进")
    assert chapter.data(ROW_ROLE).kind == "chapter"
    assert chapter.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None


def test_the_filter_finds_by_label_and_title_and_keeps_what_stands_above(
    panel: OutlinePanel, qtbot: QtBot
) -> None:
    find(panel, "煤炭价格", qtbot)
    model = panel.model
    (top,) = [model.index(row, 0) for row in range(model.rowCount())]
    assert top.data().startswith("山西省全力稳增长")
    (chapter,) = [model.index(row, 0, top) for row in range(model.rowCount(top))]
    assert texts(model, chapter) == ["2. 推动煤炭价格稳定在合理区间"]
    assert panel.view.isExpanded(top)
    assert panel.view.isExpanded(chapter)
    find(panel, "第十二节", qtbot)
    assert model.rowCount() == 1
    assert model.found == 1


def test_the_filter_says_when_nothing_fits_and_goes_away(panel: OutlinePanel, qtbot: QtBot) -> None:
    find(panel, "没有这样的标题", qtbot)
    assert panel.model.rowCount() == 0
    assert panel._hint.isVisible()
    assert panel._hint.text() == "没有符合的条目。"
    qtbot.keyClick(panel.filter_box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: panel.model.filter == "")
    assert panel.model.rowCount() == 5
    assert not panel._hint.isVisible()


def test_enter_goes_to_the_first_hit_and_down_into_the_tree(
    panel: OutlinePanel, qtbot: QtBot
) -> None:
    panel.filter_box.setText("煤炭价格")
    with qtbot.waitSignal(panel.nodeRequested) as asked:
        qtbot.keyClick(panel.filter_box, Qt.Key.Key_Return)
    assert tree.path_of(panel._store, node=asked.args[1])[-1].label == "2."
    panel.view.setCurrentIndex(QModelIndex())
    panel.activateWindow()
    qtbot.keyClick(panel.filter_box, Qt.Key.Key_Down)
    assert panel.view.currentIndex().isValid()
    qtbot.keyClicks(panel.filter_box, "x")
    assert panel.filter_box.text().endswith("x")


def measure_path(store: Store, label: str) -> tuple[tree.TreeRow, ...]:
    return next(p for p in tree.find(store, text=label) if p[-1].label == label)


def test_following_selects_and_opens_without_asking(
    panel: OutlinePanel, store: Store, qtbot: QtBot
) -> None:
    asked: list[tuple[str, str]] = []
    panel.nodeRequested.connect(lambda *args: asked.append(args))
    path = measure_path(store, "12.")
    panel.follow(path)
    assert panel.view.currentIndex().data(ROW_ROLE).id == path[-1].id
    assert panel.view.visualRect(panel.view.currentIndex()).isValid()
    panel.follow(())
    panel.follow((path[0], path[-1]))
    assert asked == []
    assert panel.view.currentIndex().data(ROW_ROLE).id == path[-1].id


def test_a_click_asks_for_the_place(panel: OutlinePanel, store: Store, qtbot: QtBot) -> None:
    path = measure_path(store, "12.")
    panel.open_document(path)
    index = panel.model.index_of(path)
    panel.view.expand(index.parent())
    panel.view.scrollTo(index)
    area = panel.view.visualRect(index)
    assert area.height() == ROW_HEIGHT
    with qtbot.waitSignal(panel.nodeRequested) as asked:
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert asked.args == [path[0].id, path[-1].id]
    with qtbot.waitSignal(panel.nodeRequested) as asked:
        panel.view.setCurrentIndex(panel.model.index(1, 0))
    assert asked.args[1] == ""


def test_refreshing_keeps_what_is_open_and_chosen(panel: OutlinePanel, store: Store) -> None:
    path = measure_path(store, "12.")
    panel.follow(path)
    gone = documents.list_documents(store)[1]
    documents.remove(store, documents=[gone.id])
    panel.refresh()
    assert panel.model.rowCount() == 4
    index = panel.model.index_of(path)
    assert panel.view.isExpanded(index.parent())
    assert panel.view.currentIndex() == index
    panel.model.set_filter("煤炭")
    panel.refresh()
    assert panel.view.isExpanded(panel.model.index(0, 0))


def test_groups_are_rows_of_their_own_and_cannot_be_read(panel: OutlinePanel, store: Store) -> None:
    ids = [each.id for each in documents.list_documents(store)]
    documents.set_group(store, documents=[ids[4], ids[2]], group="规划")
    panel.refresh()
    assert texts(panel.model, QModelIndex())[0] == "规划"
    group = panel.model.index(0, 0)
    assert panel.model.rowCount(group) == 2
    asked: list[object] = []
    panel.nodeRequested.connect(lambda *args: asked.append(args))
    panel.view.setCurrentIndex(group)
    assert asked == []
    path = path_to(store, document=ids[4], node="")
    panel.follow(path)
    assert panel.view.currentIndex().parent() == group
    panel.model.set_filter("第十二节")
    assert texts(panel.model, QModelIndex()) == ["规划"]


def test_archived_documents_are_shown_on_demand(panel: OutlinePanel, store: Store) -> None:
    ids = [each.id for each in documents.list_documents(store)]
    documents.set_archived(store, documents=[ids[0]], archived=True)
    panel.refresh()
    assert panel.model.rowCount() == 4
    panel.show_archived(True)
    assert panel.model.rowCount() == 5
    row = panel.model.index(4, 0)
    assert row.data(ROW_ROLE).archived
    assert "已存档" in row.data(Qt.ItemDataRole.ToolTipRole)
    assert path_to(store, document=ids[0], node="")[0].archived
    panel.grab()


def actions(panel: OutlinePanel, index: QModelIndex) -> dict[str, Callable[[], None]]:
    menu = panel.menu_for(index.data(ROW_ROLE))
    return {action.text(): action.trigger for action in menu.actions() if action.text()}


def test_the_menu_of_documents_asks_for_what_it_says(panel: OutlinePanel, qtbot: QtBot) -> None:
    view, first, second = panel.view, panel.model.index(0, 0), panel.model.index(1, 0)
    flags = view.selectionModel().SelectionFlag
    view.selectionModel().select(first, flags.ClearAndSelect)
    view.selectionModel().select(second, flags.Select)
    ids = [first.data(ROW_ROLE).id, second.data(ROW_ROLE).id]
    menu = actions(panel, first)
    assert list(menu)[4:] == ["查看版本…", "归入分组…", "存档", "移除…", "全部收起"]
    for text, signal, expected in (
        ("归入分组…", panel.groupRequested, [ids]),
        ("存档", panel.archiveRequested, [ids, True]),
        ("移除…", panel.removeRequested, [ids]),
        ("查看版本…", panel.versionsRequested, [ids[0]]),
    ):
        with qtbot.waitSignal(signal) as asked:
            menu[text]()
        assert asked.args == expected
    third = panel.model.index(2, 0)
    with qtbot.waitSignal(panel.removeRequested) as asked:
        actions(panel, third)["移除…"]()
    assert asked.args == [[third.data(ROW_ROLE).id]]
    panel.set_editable(False)
    assert list(actions(panel, first)) == ["查看版本…", "全部收起"]
    panel.model.fetchMore(first)
    assert list(actions(panel, panel.model.index(0, 0, first))) == ["全部收起"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_pops_up_on_rows_only(panel: OutlinePanel, qtbot: QtBot) -> None:
    area = panel.view.visualRect(panel.model.index(0, 0))
    panel.view.customContextMenuRequested.emit(area.center())
    popup = panel.findChild(type(panel.menu_for(panel.model.index(0, 0).data(ROW_ROLE))))
    assert popup is not None
    popup.close()
    panel.view.customContextMenuRequested.emit(QPoint(10, 690))


def test_an_empty_library_has_an_empty_tree(tmp_path: Path, qtbot: QtBot) -> None:
    with Store.open(tmp_path / "empty.db") as store:
        panel = OutlinePanel(store)
        qtbot.addWidget(panel)
        assert panel.model.rowCount() == 0
        panel.follow(())
        panel.filter_box.setText("甲")
        qtbot.keyClick(panel.filter_box, Qt.Key.Key_Return)
        assert not panel.view.currentIndex().isValid()


def test_the_edge_of_a_row_tells_what_was_added_to_it(panel: OutlinePanel, store: Store) -> None:
    document = documents.list_documents(store)[0].id
    (path,) = tree.find(store, text="煤炭价格")
    node = path[-1].id
    tags.tag(store, author="李四", targets=[Target("node", node)], path="能源/煤炭")
    (item,) = ledger.start(store, author="李四", nodes=[node])
    ledger.update(store, author="李四", items=[item.id], due="2001-01-01")
    reading.set_read(store, author="李四", nodes=[node], read=True)
    panel.refresh_badges(document)
    index = panel.model.index_of(path)
    assert index.data(BADGE_ROLE).signs == "# ● ✓"
    assert index.data(Qt.ItemDataRole.ToolTipRole).endswith("有标签；督办：待办，逾期；已阅")
    every = documents.list_documents(store)[0].measures
    assert panel.model.index_of(path[:1]).data(BADGE_ROLE).signs == f"1/{every}"
    panel.refresh_badges("")
    panel.follow(path)
    assert not panel.grab().isNull()


def test_only_some_rows_are_shown_until_all_are_asked_for(
    panel: OutlinePanel, store: Store, qtbot: QtBot
) -> None:
    paths = [tree.find(store, text=text)[0] for text in ("煤炭价格", "智能化改造")]
    panel.show_only(None)
    panel.show_only([path[-1].id for path in paths], "标签")
    assert panel.only.label.text() == "标签：2 条"
    shown = panel.model.index(0, 0)
    assert (panel.model.rowCount(), panel.model.rowCount(shown)) == (1, 1)
    find(panel, "煤炭", qtbot)
    assert panel.model.found == 1
    panel.filter_box.clear()
    qtbot.waitUntil(lambda: not panel.model.filter)
    panel.refresh()
    assert panel.model.found == 2
    with qtbot.waitSignal(panel.allRequested):
        panel.only.button.click()
    panel.show_only(None)
    assert panel.model.rowCount() == 5
    assert panel.only.isHidden()


def test_several_rows_stay_selected_while_the_reader_follows(
    panel: OutlinePanel, store: Store
) -> None:
    (path,) = tree.find(store, text="煤炭价格")
    panel.follow(path)
    assert panel.chosen() == [path[-1]]
    index = panel.model.index_of(path)
    other = index.siblingAtRow(index.row() + 1)
    flag = QItemSelectionModel.SelectionFlag
    panel.view.selectionModel().setCurrentIndex(other, flag.Select | flag.Rows)
    panel.follow((*path[:-1], other.data(ROW_ROLE)))
    assert panel.chosen() == [path[-1], other.data(ROW_ROLE)]
    panel.follow(path[:1])
    assert panel.chosen() == [path[0]]


def test_the_menu_of_a_row_offers_what_can_be_done_with_it(
    panel: OutlinePanel, store: Store, qtbot: QtBot
) -> None:
    (path,) = tree.find(store, text="煤炭价格")
    menu = panel.menu_for(path[-1])
    actions = {action.text(): action for action in menu.actions()}
    for text, signal in (
        ("加标签…", panel.tagRequested),
        ("列入督办", panel.followUpRequested),
        ("标为已阅", panel.readRequested),
        ("标为未阅", panel.readRequested),
    ):
        with qtbot.waitSignal(signal):
            actions[text].trigger()
