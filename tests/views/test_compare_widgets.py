from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolButton, QToolTip
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.actions import comparing, documents
from desktop.comparison import Comparison, Coverage, Edition, Pair
from desktop.store import Store
from desktop.views.change_layer import ChangeLayer, Drawn
from desktop.views.compare_list import PairPanel
from desktop.views.compare_looks import looks
from desktop.views.compare_model import PairModel
from desktop.views.compare_values import items
from desktop.views.compose import compose
from desktop.views.coverage import ROW, CoverageChart, words_of
from desktop.views.page import Place
from desktop.views.reader import ReaderView
from desktop.views.ribbon import Band, Ribbon, nodes_of
from desktop.views.scroll_lock import ScrollLock
from desktop.views.slices import Slices
from desktop.views.theme import DARK, LIGHT, Appearance, Fonts
from desktop.views.typography import NARROW_MARGIN_PIXELS, Typography

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
LOOKS = looks(LIGHT)


@pytest.fixture
def comparison(store: Store, qapp: QApplication) -> Comparison:
    Appearance(qapp, sheet=paths.resources() / "ceyue.qss").use("light")
    a, _, _, b, _ = documents.list_documents(store)
    return comparing.compare(store, a=Edition(a.id), b=Edition(b.id))


@pytest.fixture
def panel(comparison: Comparison, qtbot: QtBot) -> PairPanel:
    made = PairPanel(LOOKS, LIGHT)
    qtbot.addWidget(made)
    made.resize(320, 900)
    made.show()
    made.show_comparison(comparison)
    return made


def two_readers(store: Store, qtbot: QtBot) -> list[ReaderView]:
    type_ = Typography(theme=LIGHT, fonts=Fonts.found(), margin=NARROW_MARGIN_PIXELS)
    found = documents.list_documents(store)
    made = []
    for number in (0, 3):
        reader = ReaderView(type_)
        qtbot.addWidget(reader)
        reader.resize(500, 700)
        reader.show()
        outline = documents.load_outline(store, document=found[number].id)
        reader.show_page(compose(outline, name=found[number].title, type_=type_), type_)
        made.append(reader)
    return made


# --- the list ------------------------------------------------------------------------


def test_the_model_keeps_qts_rules(comparison: Comparison, qtmodeltester: ModelTester) -> None:
    model = PairModel(LOOKS)
    model.show_items(items(comparison))
    qtmodeltester.check(model)


def test_the_list_is_narrowed_by_kind_text_and_chapter(panel: PairPanel, qtbot: QtBot) -> None:
    every = panel.model.rowCount()
    assert panel.count.text() == f"{every} 条"
    panel.kind.setCurrentIndex(panel.kind.findData("alone_left"))
    panel.kind.activated.emit(panel.kind.currentIndex())
    alone = panel.model.rowCount()
    assert panel.count.text() == f"{alone}/{every} 条"
    assert "（没有对应）" in panel.model.index(0, 0).data()
    assert "左侧独有" in panel.kind.currentText()
    panel.filter.setText("没有这样的标题")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    assert panel.empty.button.isVisible()
    panel.empty.button.click()
    assert panel.model.rowCount() == every
    panel.chart.choose(1)
    chapter = panel.chart.chapter
    shown = [panel.model.index(row, 0).data(257) for row in range(panel.model.rowCount())]
    assert {item.left.chapter for item in shown} == {chapter}
    panel.chart.choose(1)
    assert panel.model.rowCount() == every


def test_a_line_is_asked_for_by_mouse_and_keyboard(panel: PairPanel, qtbot: QtBot) -> None:
    area = panel.list.visualRect(panel.model.index(1, 0))
    with qtbot.waitSignal(panel.itemRequested) as asked:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    chosen = asked.args[0]
    assert panel.chosen() == chosen
    with qtbot.waitSignal(panel.itemRequested) as asked:
        qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert asked.args[0] != chosen
    with qtbot.waitSignal(panel.opened):
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    panel.choose(chosen.nodes)
    with qtbot.waitSignal(panel.itemRequested):
        panel.step(1)
    panel.choose(("", "nothing"))
    assert panel.chosen() is None


def test_the_surest_pairs_come_first_and_filters_are_remembered(panel: PairPanel) -> None:
    panel.restore({"kind": "adapted", "by_score": True})
    panel.kind.activated.emit(panel.kind.currentIndex())
    scores = [panel.model.index(row, 0).data(257).score for row in range(panel.model.rowCount())]
    assert scores == sorted(scores, reverse=True)
    assert panel.remembered() == {"kind": "adapted", "by_score": True}
    panel.restore({"kind": 7, "by_score": "x"})
    assert panel.remembered() == {"kind": "", "by_score": False}
    panel.restyle(looks(DARK), DARK)
    assert not panel.grab().isNull()


def test_a_line_has_a_menu(panel: PairPanel, qtbot: QtBot) -> None:
    action = QAction("确认", panel)
    panel.set_actions({"✓ 确认": action})
    button = next(each for each in panel.findChildren(QToolButton) if each.text() == "✓ 确认")
    with qtbot.waitSignal(action.triggered):
        button.click()
    action.setEnabled(False)
    assert not button.isEnabled()
    spot = panel.list.visualRect(panel.model.index(0, 0)).center()
    panel.list.customContextMenuRequested.emit(spot)
    menu = next(each for each in panel.children() if each.metaObject().className() == "QMenu")
    assert menu.actions() == [action]
    menu.close()


# --- the chart -----------------------------------------------------------------------


def test_shares_are_said_in_words(qtbot: QtBot) -> None:
    chart = CoverageChart(LOOKS, LIGHT)
    qtbot.addWidget(chart)
    chart.resize(300, 200)
    shares = [Coverage("", 12, 3, 4, 2), Coverage("一、总体", 4, 0, 0, 0), Coverage("", 0, 0, 0, 0)]
    chart.show_shares(shares)
    chart.show()
    assert words_of(shares[0]) == "12 条中 9 条有对应（75%）"
    assert "相同 3 条，改写 4 条，相关 2 条，没有对应 3 条" in chart.told(shares[0])
    assert "一、总体：4 条中 0 条有对应（0%）" in chart.accessibleDescription()
    with qtbot.waitSignal(chart.chapterRequested) as asked:
        spot = QPoint(20, ROW + ROW // 2)
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == ["一、总体"]
    with qtbot.waitSignal(chart.chapterRequested) as asked:
        qtbot.keyClick(chart, Qt.Key.Key_Up)
    assert asked.args == [""]
    help_at = QHelpEvent(QEvent.Type.ToolTip, QPoint(9, 9), chart.mapToGlobal(QPoint(9, 9)))
    QApplication.sendEvent(chart, help_at)
    assert QToolTip.text() == chart.told(shares[0])


# --- the ribbon ----------------------------------------------------------------------


@pytest.fixture
def ribbon(comparison: Comparison, qtbot: QtBot) -> tuple[Ribbon, Pair, Pair]:
    first, second = comparison.pairs[:2]
    bands = [Band(first, (10, 100), (40, 150)), Band(second, (120, 200), (900, 990))]
    made = Ribbon(lambda: bands, lambda pair: f"因为{pair.a}", LOOKS, LIGHT)
    qtbot.addWidget(made)
    made.resize(made.width(), 300)
    made.show()
    return made, first, second


def test_bands_are_found_under_the_mouse(ribbon: tuple[Ribbon, Pair, Pair], qtbot: QtBot) -> None:
    made, first, second = ribbon
    assert made.pair_at(QPointF(2, 50)) is first
    assert made.pair_at(QPointF(2, 150)) is second
    assert made.pair_at(QPointF(2, 110)) is None
    with qtbot.waitSignal(made.pairRequested) as asked:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(3, 60))
    assert asked.args == [nodes_of(first)]
    qtbot.mouseMove(made, QPoint(3, 60))
    assert made.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QApplication.sendEvent(made, QEvent(QEvent.Type.Leave))


def test_a_band_has_a_sign_and_says_what_it_is(ribbon: tuple[Ribbon, Pair, Pair]) -> None:
    made, first, _ = ribbon
    plain = made.grab().toImage()
    made.choose(nodes_of(first))
    assert made.grab().toImage() != plain
    help_at = QHelpEvent(QEvent.Type.ToolTip, QPoint(3, 60), made.mapToGlobal(QPoint(3, 60)))
    QApplication.sendEvent(made, help_at)
    assert f"因为{first.a}" in QToolTip.text()
    assert LOOKS[first.relation].word in QToolTip.text()
    made.restyle(looks(DARK), DARK)
    assert made.grab().toImage() != plain


# --- the pages -----------------------------------------------------------------------


def pixels(image: QImage, colour: str) -> int:
    return sum(
        image.pixelColor(x, y).name() == colour
        for x in range(image.width())
        for y in range(image.height())
    )


def test_differences_are_painted_with_ground_sign_and_frame(store: Store, qtbot: QtBot) -> None:
    reader, _ = two_readers(store, qtbot)
    layer = ChangeLayer(LOOKS)
    reader.add_layer(layer)
    place = next(each for each in reader.page.places if each.node.label == "1.")
    reader.jump(place, flash=False)
    before = reader.grab().toImage()
    start = place.body
    layer.put(
        place.node.id,
        [
            Drawn("changed", start, start + 4, "别的话"),
            Drawn("number", start + 30, start + 40, "500"),
            Drawn("removed", start + 60, start + 70, ""),
            Drawn("added", start + 80, start + 80, "多出的话"),
        ],
    )
    layer.show_frame((place.start, place.end), "adapted")
    reader.viewport().update()
    after = reader.grab().toImage()
    for kind in ("changed", "number", "removed"):
        assert pixels(after, LOOKS[kind].tint.name()) > 50
        assert pixels(before, LOOKS[kind].tint.name()) == 0
    assert pixels(after, LOOKS["added"].line.name()) > 10
    assert layer.tip(start + 1) == "改动：对方为“别的话”"
    assert layer.tip(start + 65) == "删去"
    assert layer.tip(start + 20) == ""
    assert layer.next(start, 1).kind == "number"
    assert layer.next(start + 80, -1).kind == "removed"
    assert layer.next(start + 80, 1) is None
    layer.put(place.node.id, [])
    assert layer.drawn == []
    layer.clear()
    assert layer.frame is None


def test_locked_pages_keep_pairs_level(store: Store, qtbot: QtBot) -> None:
    left, right = two_readers(store, qtbot)
    place = next(each for each in left.page.places if each.node.label == "10.")
    other = next(each for each in right.page.places if each.node.label == "5.")
    pairs = {place.node.id: other.node.id}

    def counterpart(leader: int, at: Place) -> tuple[Place, str] | None:
        node = pairs.get(at.node.id) if leader == 0 else None
        return (at, node) if node else None

    lock = ScrollLock((left, right), counterpart, parent=left)
    led: list[int] = []
    lock.led.connect(led.append)
    left.jump(place)
    assert set(led) == {0}
    assert abs(left.extent(place)[0] - right.extent(other)[0]) <= 1
    bar, rest = left.verticalScrollBar(), right.verticalScrollBar()
    top, bottom = left.extent(place)
    bar.setValue(bar.value() + (bottom - top) // 2)  # half of it has passed the edge
    low, high = right.extent(other)
    assert low < 0 < high
    stood = rest.value()
    left.jump(next(each for each in left.page.places if each.node.label == "14."))
    assert rest.value() == stood  # it has no counterpart
    lock.set_locked(False)
    left.jump(place)
    assert rest.value() == stood
    lock.set_locked(True, leader=0)
    assert abs(left.extent(place)[0] - right.extent(other)[0]) <= 1


def test_slices_run_one_step_a_turn(qtbot: QtBot, qapp: QApplication) -> None:
    done: list[int] = []

    def steps(name: int) -> Iterator[None]:
        for number in range(3):
            done.append(name + number)
            yield

    slices = Slices(qapp)
    slices.run(steps(0))
    assert done == []
    slices.run(steps(10))
    qtbot.waitUntil(lambda: not slices.busy)
    assert done == [10, 11, 12]
    slices.run(steps(20))
    slices.stop()
    assert not slices.busy
