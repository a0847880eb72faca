from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.annotations import Both, Either, Has, Not, SavedFilter, Tag
from desktop.views.dialogs import NameChoice
from desktop.views.tag_dialogs import TagChoice, TagText
from desktop.views.tag_filter_bar import UNSAVED
from desktop.views.tag_model import MIME, TagModel
from desktop.views.tag_words import GONE, joined, told
from desktop.views.tags import TagPanel

TAGS = (
    Tag("e", "能源", None, "#b5483f", "能源一类", path="能源", own=1, uses=12),
    Tag("c", "煤炭", "e", path="能源/煤炭", own=3, uses=3),
    Tag("f", "财政", path="财政"),
)
NAMES = {tag.id: tag.path for tag in TAGS}


@pytest.fixture
def panel(qtbot: QtBot) -> TagPanel:
    made = TagPanel()
    qtbot.addWidget(made)
    made.resize(300, 600)
    made.show()
    made.show_tags(TAGS, [SavedFilter("s", "能源不含财政", Both((Has("e"), Not(Has("f")))))])
    return made


def index(panel: TagPanel, tag: str) -> QModelIndex:
    return panel.proxy.mapFromSource(panel.model.index_of(tag))


def entries(menu: QMenu) -> dict[str, QMenu]:
    return {action.text(): action for action in menu.actions()}


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = TagModel()
    model.show_tags(TAGS)
    qtmodeltester.check(model)


def test_tags_stand_below_each_other_with_counts_and_tips(panel: TagPanel) -> None:
    assert panel.view.objectName() == "tagList"
    assert index(panel, "c").parent() == index(panel, "e")
    assert panel.view.isExpanded(index(panel, "e"))
    assert index(panel, "e").data(Qt.ItemDataRole.ToolTipRole) == "能源\n能源一类\n用在 12 处"
    assert not panel.grab().isNull()
    panel.view.collapse(index(panel, "e"))
    panel.show_tags(TAGS)
    assert not panel.view.isExpanded(index(panel, "e"))
    panel.show_tags(())
    assert panel.empty.isVisible()


def test_the_filter_keeps_what_stands_above_a_hit(panel: TagPanel) -> None:
    panel.filter_box.setText("煤")
    assert panel.proxy.rowCount() == 1
    assert panel.view.isExpanded(index(panel, "e"))
    panel.filter_box.clear()
    assert panel.proxy.rowCount() == 2


def test_what_is_selected_is_tagged_by_typing_and_by_ticks(panel: TagPanel, qtbot: QtBot) -> None:
    assert not panel.entry.line.isEnabled()
    panel.show_targets("选中的 3 条", {"e": 1, "c": 3}, among=3)
    assert panel.entry.target.text() == "给选中的 3 条加标签"
    state = Qt.ItemDataRole.CheckStateRole
    assert Qt.CheckState(index(panel, "e").data(state)) == Qt.CheckState.PartiallyChecked
    assert Qt.CheckState(index(panel, "c").data(state)) == Qt.CheckState.Checked
    assert Qt.CheckState(index(panel, "f").data(state)) == Qt.CheckState.Unchecked
    with qtbot.waitSignal(panel.tickRequested) as asked:
        panel.proxy.setData(index(panel, "f"), Qt.CheckState.Checked, state)
    assert asked.args == ["f", True]
    with qtbot.waitSignal(panel.addRequested) as asked:
        panel.entry.line.setText(" 能源/电力 ")
        qtbot.keyClick(panel.entry.line, Qt.Key.Key_Return)
    assert asked.args == ["能源/电力"]
    qtbot.waitUntil(lambda: panel.entry.line.text() == "")
    panel.entry.show_suggestions(["煤价", "长协"])
    with qtbot.waitSignal(panel.addRequested) as asked:
        panel.entry.suggested[1].click()
    assert asked.args == ["长协"]
    panel.entry.show_suggestions(())
    with qtbot.waitSignal(panel.suggestionsRequested):
        panel.entry.suggest.click()
    panel.set_editable(False)
    panel.show_targets("选中的 3 条", {}, among=3)
    assert index(panel, "e").data(state) is None
    assert not panel.entry.line.isEnabled()


def test_a_tag_is_renamed_in_place_and_moved_by_drag(panel: TagPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.renameRequested) as asked:
        panel.proxy.setData(index(panel, "f"), " 财税 ")
    assert asked.args == ["f", "财税"]
    assert not panel.proxy.setData(index(panel, "f"), "财政")
    move = Qt.DropAction.MoveAction
    data = panel.proxy.mimeData([index(panel, "f")])
    assert data.data(MIME).data() == b"f"
    with qtbot.waitSignal(panel.moveRequested) as asked:
        panel.proxy.dropMimeData(data, move, -1, -1, index(panel, "e"))
    assert asked.args == ["f", "e"]
    with qtbot.waitSignal(panel.moveRequested) as asked:
        panel.proxy.dropMimeData(data, move, 0, 0, QModelIndex())
    assert asked.args == ["f", ""]
    inside = panel.proxy.mimeData([index(panel, "e")])
    assert not panel.model.canDropMimeData(inside, move, -1, -1, panel.model.index_of("c"))
    panel.set_editable(False)
    assert not panel.model.flags(panel.model.index_of("e")) & Qt.ItemFlag.ItemIsEditable


def test_the_menu_of_a_tag(panel: TagPanel, qtbot: QtBot) -> None:
    menu = entries(panel.menu_for(TAGS[1]))
    for text, signal in (
        ("说明…", panel.describeRequested),
        ("合并到…", panel.mergeRequested),
        ("删除…", panel.deleteRequested),
    ):
        with qtbot.waitSignal(signal) as asked:
            menu[text].trigger()
        assert asked.args == ["c"]
    with qtbot.waitSignal(panel.moveRequested) as asked:
        menu["移到最上层"].trigger()
    assert asked.args == ["c", ""]
    colours = entries(menu["颜色"].menu())
    with qtbot.waitSignal(panel.recolourRequested) as asked:
        colours["蓝"].trigger()
    assert asked.args[0] == "c"
    with qtbot.waitSignal(panel.recolourRequested) as asked:
        colours["无"].trigger()
    assert asked.args == ["c", ""]
    menu["重命名"].trigger()
    assert panel.view.state() == QAbstractItemView.State.EditingState
    panel.set_editable(False)
    assert list(entries(panel.menu_for(TAGS[1]))) == ["目录只看"]


def test_a_name_stands_in_the_menu_as_it_is(panel: TagPanel) -> None:
    only = entries(panel.menu_for(replace(TAGS[0], name="R&D")))["目录只看"].menu()
    assert "带“R&&D”的" in entries(only)


def test_tags_are_combined_told_in_words_and_saved(panel: TagPanel, qtbot: QtBot) -> None:
    bar = panel.combination
    only = entries(entries(panel.menu_for(TAGS[0]))["目录只看"].menu())
    assert list(only) == ["带“能源”的", "不带它的"]
    with qtbot.waitSignal(bar.filterRequested) as asked:
        only["带“能源”的"].trigger()
    assert asked.args == [Has("e")]
    assert bar.box.currentText() == UNSAVED
    with qtbot.waitSignal(bar.saveRequested) as asked:
        bar.save.click()
    only = entries(entries(panel.menu_for(TAGS[2]))["目录只看"].menu())
    only["不带它的"].trigger()
    assert bar.words.text() == "能源 且 非 财政"
    assert bar.box.currentText() == "能源不含财政"
    with qtbot.waitSignal(bar.deleteRequested) as asked:
        bar.forget.click()
    assert asked.args == ["s"]
    with qtbot.waitSignal(bar.filterRequested) as asked:
        bar.clear.click()
    assert asked.args == [None]
    bar.box.setCurrentText("能源不含财政")
    with qtbot.waitSignal(bar.filterRequested) as asked:
        bar.box.activated.emit(bar.box.currentIndex())
    assert isinstance(asked.args[0], Both)


def test_combinations_in_words() -> None:
    both = joined(joined(Has("e"), "c", "and"), "f", "not")
    assert told(both, NAMES) == "能源 且 能源/煤炭 且 非 财政"
    either = joined(joined(both, "f", "or"), "c", "or")
    assert isinstance(either, Either)
    assert told(either, NAMES) == "（能源 且 能源/煤炭 且 非 财政） 或 财政 或 能源/煤炭"
    assert joined(either, "e", "only") == Has("e")
    assert joined(None, "e", "not") == Not(Has("e"))
    assert told(Has("?"), NAMES) == GONE


def test_dialogs_return_what_was_entered(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = TagPanel()
    qtbot.addWidget(parent)
    for kind, name in ((TagText, "exec"), (TagChoice, "exec")):
        monkeypatch.setattr(kind, name, lambda _: 1)
    assert TagText.ask(parent, name="能源", text="旧") == "旧"
    assert TagChoice.ask(parent, tag=TAGS[1], others=[TAGS[0], TAGS[2]]) == "e"
    monkeypatch.setattr(TagText, "exec", lambda _: 0)
    monkeypatch.setattr(TagChoice, "exec", lambda _: 0)
    assert TagText.ask(parent, name="能源", text="旧") is None
    assert TagChoice.ask(parent, tag=TAGS[1], others=[TAGS[0]]) is None
    monkeypatch.setattr("desktop.views.dialogs.QInputDialog.exec", lambda _: 0)
    assert NameChoice.ask(parent, title="存为筛选") == ""
