from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPaintEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.annotations import Colour, MarkRow
from desktop.model import Kind, Node, Outline
from desktop.views.compose import compose
from desktop.views.mark_colours import NOTE_SIGN, SIGNS, Looks
from desktop.views.mark_layer import Drawn, MarkLayer
from desktop.views.mark_list import MARK_ROLE, place_name, short_day, tip, wrapped
from desktop.views.marks import NO_LOST, NO_MARKS, NONE_FOUND, MarkPanel
from desktop.views.page import Page
from desktop.views.reader import ReaderView
from desktop.views.theme import DARK, LIGHT, Appearance, Fonts
from desktop.views.typography import Typography

COLOURS = [Colour(f"key{n}", name) for n, name in enumerate("点疑建险数", 1)]
ROWS = (("能源", "", ""), ("煤炭", "1", "𠮷吨"), ("电力", "22", "千瓦"))
TABLE = "\n".join("\t".join(row) for row in ROWS)
TEXT = "夯实基础。在确保安全的前提下，持续推进𠮷产能核增。\n第二段文字。"
NODES = (
    Node(Kind.CHAPTER, "一、", 1, "能源革命", id="c", children=(
        Node(Kind.MEASURE, "1.", 1, "夯实基础", TEXT, units_text="（省能源局）", id="m"),
        Node(Kind.TABLE, text=TABLE, rows=ROWS, id="t"),
        Node(Kind.MEASURE, "2.", 2, "稳定价格", "稳定价格。发挥作用。", id="n"),
    )),
)  # fmt: skip


@pytest.fixture
def type_(qapp: QApplication) -> Typography:
    Appearance(qapp, sheet=paths.resources() / "ceyue.qss").use("light")
    return Typography(theme=LIGHT, fonts=Fonts.found())


@pytest.fixture
def page(type_: Typography) -> Page:
    return compose(Outline("a.txt", title="文件", nodes=NODES), name="名", type_=type_)


@pytest.fixture
def reader(qtbot: QtBot, page: Page, type_: Typography) -> ReaderView:
    view = ReaderView(type_)
    qtbot.addWidget(view)
    view.resize(1000, 800)
    view.show()
    view.show_page(page, type_)
    return view


def drawn(
    page: Page, name: str, start: int, end: int, colour: str = "key1", note: str = ""
) -> Drawn:
    place = page.place("m")
    assert place is not None
    span = (page.position(place, start), page.position(place, end))
    return Drawn(name, span[0], (span,), Looks(COLOURS, LIGHT)[colour], note)


def text_of(page: Page, start: int, end: int) -> str:
    return page.document.toRawText().encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


# --- from the page into the text and back --------------------------------------------


@pytest.mark.parametrize("node", ["m", "t", "n"])
def test_every_place_of_a_text_comes_back_from_the_page(page: Page, node: str) -> None:
    place = page.place(node)
    assert place is not None
    for offset, char in enumerate(place.node.text):
        at = page.position(place, offset)
        if char not in "\t\n":
            assert text_of(page, at, at + len(char.encode("utf-16-le")) // 2) == char
            assert page.where(at) == (place.node, offset)


def test_a_selection_over_all_covers_every_text_and_nothing_else(page: Page) -> None:
    pieces = page.pieces(0, page.document.characterCount())
    assert pieces == [
        ("m", 0, len(TEXT)),
        ("t", 0, len(TABLE)),
        ("n", 0, len("稳定价格。发挥作用。")),
    ]


def test_white_space_labels_and_units_are_left_out(page: Page) -> None:
    place = page.place("m")
    assert place is not None
    first = page.position(place, 5)
    assert page.pieces(place.start, first) == [("m", 0, 5)]
    paragraph = TEXT.index("\n")
    start, end = page.position(place, paragraph), page.position(place, paragraph + 3)
    assert page.pieces(start, end) == [("m", paragraph + 1, paragraph + 3)]
    assert page.pieces(start, start + 1) == []
    assert page.pieces(place.end - 3, place.end) == []
    assert page.pieces(0, 3) == []


# --- the page ---------------------------------------------------------------------------


def coloured(image: QImage, colour: QColor) -> int:
    wanted = colour.rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_a_mark_has_its_ground_its_line_and_its_sign(reader: ReaderView, page: Page) -> None:
    look = Looks(COLOURS, LIGHT)["key2"]
    reader.show_marks([drawn(page, "a", 2, 12, "key2")])
    image = reader.viewport().grab().toImage()
    assert coloured(image, look.tint) > 200
    assert coloured(image, look.line) > 100
    edge = image.copy(image.width() - 50, 0, 50, image.height())
    assert any(
        edge.pixelColor(x, y) != QColor(LIGHT.paper)
        for x in range(44)
        for y in range(edge.height())
    )
    reader.choose_mark("a")
    assert coloured(reader.viewport().grab().toImage(), look.chosen) > 200


def test_adding_a_mark_paints_only_its_stretch(qtbot: QtBot, page: Page, type_: Typography) -> None:
    areas: list[int] = []

    def paint(self: ReaderView, event: QPaintEvent) -> None:
        areas.append(event.rect().height())
        ReaderView.paintEvent(self, event)

    view = type("Watched", (ReaderView,), {"paintEvent": paint})(type_)
    qtbot.addWidget(view)
    view.resize(1000, 800)
    view.show()
    view.show_page(page, type_)
    qtbot.waitExposed(view)
    qtbot.wait(50)
    areas.clear()
    view.change_marks({"a"}, [drawn(page, "a", 2, 9)])
    view.choose_mark("a")
    qtbot.waitUntil(lambda: bool(areas))
    assert max(areas) < 4 * type_.line_pixels


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_click_finds_the_shortest_mark_and_the_margin_the_first(
    reader: ReaderView, page: Page, qtbot: QtBot
) -> None:
    reader.show_marks([drawn(page, "long", 0, 20), drawn(page, "short", 4, 8, note="看这里")])
    place = page.place("m")
    assert place is not None
    pressed: list[str] = []
    reader.markPressed.connect(pressed.append)
    points = []
    for offset in (6, 15, 22):
        cursor = reader.textCursor()
        cursor.setPosition(page.position(place, offset))
        points.append(reader.cursorRect(cursor).center() + QPoint(3, 0))
    points.append(QPoint(reader.viewport().width() - 30, points[0].y()))
    for point in points:
        qtbot.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert pressed == ["short", "long", "", "long"]
    help_ = QHelpEvent(QEvent.Type.ToolTip, points[0], reader.viewport().mapToGlobal(points[0]))
    QApplication.sendEvent(reader.viewport(), help_)
    assert QToolTip.text() == "看这里"


def test_signs_are_written_once_a_line_and_not_too_many(page: Page, reader: ReaderView) -> None:
    layer = MarkLayer()
    layer.set(drawn(page, f"a{n}", n, n + 3, f"key{n % 5 + 1}", "注" * n) for n in range(9))
    assert [mark.id for mark in layer.in_order] == [f"a{n}" for n in range(9)]
    reader.show_marks(layer.in_order)
    assert not reader.viewport().grab().isNull()
    assert layer.at(0) == ""
    assert layer.choose("none") == []


def test_shift_selects_and_scrolls_with_it(reader: ReaderView, qtbot: QtBot) -> None:
    reader.jump(reader.page.place("m"))
    shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(reader, key, shift)
    assert reader.selected_text() == TEXT[:2]
    qtbot.keyClick(reader, Qt.Key.Key_Left, shift)
    assert reader.selected_text() == TEXT[:1]
    with qtbot.waitSignal(reader.selectionSettled):
        qtbot.keyClick(reader, Qt.Key.Key_Down, shift | ctrl)
    assert reader.selected_text() == TEXT.split("\n", maxsplit=1)[0]
    reader.clear_selection()
    assert reader.selected_text() == ""


# --- colours ------------------------------------------------------------------------------


def test_five_colours_tell_apart_by_sign_and_tint_in_both_themes() -> None:
    assert len(set(SIGNS.values()) | {NOTE_SIGN}) == 6
    for theme in (LIGHT, DARK):
        looks = [look for _, look in Looks(COLOURS, theme).items()]
        assert len({look.tint.name() for look in looks}) == 5
        for look in looks:
            text, tint = QColor(theme.text), look.tint
            assert abs(text.lightness() - tint.lightness()) > 100


def test_a_colour_of_ones_own_and_none_at_all() -> None:
    looks = Looks([replace(COLOURS[0], colour="#ff0000")], LIGHT)
    assert looks["key1"].tint.red() > looks["key1"].tint.blue()
    assert looks[""].sign == NOTE_SIGN
    assert looks["unknown"].name == ""


# --- the panel ------------------------------------------------------------------------------


def row(number: int, **told: object) -> MarkRow:
    made = MarkRow(
        id=f"mark{number}", document="d", author="王", created="2026-03-01T08:00:00.000+00:00",
        modified="2026-03-01T08:00:00.000+00:00", colour=f"key{number % 5 + 1}", note="",
        scope="text", orphaned=False, title="文件", node="m", start=0, quote=f"第{number}处文字",
        place="1. 夯实基础", tags=(),
    )  # fmt: skip
    return made._replace(**told)


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> MarkPanel:
    Appearance(qapp, sheet=paths.resources() / "ceyue.qss").use("light")
    made = MarkPanel()
    made.restyle(Looks(COLOURS, LIGHT))
    qtbot.addWidget(made)
    made.resize(300, 700)
    made.show()
    return made


def test_the_empty_panel_says_what_to_do(panel: MarkPanel) -> None:
    assert panel.empty.sentence.text() == NO_MARKS
    panel.filters.text.setText("词")
    panel.show_rows(())
    assert panel.empty.sentence.text() == NONE_FOUND
    assert panel.empty.button.isVisible()
    panel.empty.button.click()
    panel.filters.scope.setCurrentIndex(2)
    panel.show_rows(())
    assert panel.empty.sentence.text() == NO_LOST
    panel.filters.show_lost(3)
    assert panel.filters.scope.itemText(2) == "待重新定位 3"


def test_rows_are_painted_and_told_in_words(panel: MarkPanel) -> None:
    rows = [
        row(1, note="看", tags=("能源/煤炭",)), row(2, orphaned=True), row(3, scope="document"),
        row(4, quote="很长的文字" * 80, note="很长的批注" * 200),
    ]  # fmt: skip
    panel.filters.scope.setCurrentIndex(1)
    panel.show_rows(rows)
    assert not panel.grab().isNull()
    index = panel.model.index(0, 0)
    assert index.data() == "第1处文字"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "1. 夯实基础，第1处文字，看"
    assert "#能源/煤炭" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert [place_name(each) for each in rows[1:3]] == ["待重新定位", "全文"]
    assert "改于" in tip(row(1, modified="2026-03-02T08:00:00.000+00:00"))
    assert short_day("2024-03-01T08:00:00+00:00", this_year=2026).startswith("2024年")
    lines = wrapped("字" * 100, panel.fontMetrics(), 200, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_twenty_thousand_rows_are_listed_and_scrolled_at_once(panel: MarkPanel) -> None:
    panel.show_rows([row(number) for number in range(20_000)])
    view = panel.list
    assert view.model().rowCount() == 20_000
    assert panel.choose("mark19999")
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    assert view.indexAt(QPoint(10, view.viewport().height() - 5)).row() == 19_999
    assert not panel.choose("gone")


def test_what_is_asked_for(panel: MarkPanel) -> None:
    filters = panel.filters
    filters.show_choices(["王", "李"], [("t1", "能源")])
    filters.colours["key2"].click()
    for box, value in ((filters.author, "李"), (filters.tag, "t1"), (filters.noted, True)):
        box.setCurrentIndex(box.findData(value))
    filters.days.setCurrentIndex(2)
    filters.sort.setCurrentIndex(1)
    filters.more.click()
    query = panel.query("d")
    assert (query.document, query.colours, query.tags) == ("d", ("key2",), ("t1",))
    assert (query.author, query.noted) == ("李", True)
    assert query.since == (date.today() - timedelta(6)).isoformat()  # noqa: DTZ011 - the user's day
    assert (query.sort, query.descending) == ("created", True)
    filters.show_choices(["王", "李", "赵"], [("t1", "能源")])
    panel.restyle(Looks(COLOURS, DARK))
    assert panel.query("d") == query
    filters.clear()
    assert not filters.narrowing
    filters.scope.setCurrentIndex(2)
    assert panel.query("d").orphaned is True
    assert panel.query("d").document is None


def test_several_rows_are_changed_together(panel: MarkPanel, qtbot: QtBot) -> None:
    panel.show_rows([row(number) for number in range(4)])
    panel.list.setCurrentIndex(panel.model.index(0, 0))
    qtbot.keyClick(panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert panel.chosen == ["mark0", "mark1"]
    assert "2 处" in panel.detail.place.text()
    with qtbot.waitSignal(panel.colourRequested) as asked:
        panel.detail.colours["key4"].click()
    assert asked.args == [["mark0", "mark1"], "key4"]
    with qtbot.waitSignal(panel.deleteRequested) as asked:
        qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert asked.args == [["mark0", "mark1"]]
    panel.set_editable(False)
    with qtbot.assertNotEmitted(panel.deleteRequested):
        qtbot.keyClick(panel.list, Qt.Key.Key_Delete)


def test_keys_go_from_mark_to_mark_and_into_the_note(panel: MarkPanel, qtbot: QtBot) -> None:
    panel.show_rows([row(number, note=f"批注{number}") for number in range(4)])
    panel.choose("mark0")
    with qtbot.waitSignal(panel.markRequested) as asked:
        qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert asked.args[0].id == "mark1"
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert panel.detail.note.toPlainText() == "批注1"
    qtbot.waitUntil(panel.detail.note.hasFocus)
    qtbot.keyClicks(panel.detail.note, "!")
    with qtbot.waitSignal(panel.noteChanged) as written:
        panel.choose("mark2")
    assert written.args == ["mark1", "批注1!"]
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel.detail.note, Qt.Key.Key_Escape)


def test_a_list_made_anew_keeps_what_is_chosen_and_being_written(
    panel: MarkPanel, qtbot: QtBot
) -> None:
    panel.show_rows([row(number) for number in range(4)])
    panel.choose("mark2")
    panel.write()
    panel.detail.note.setPlainText("正在写")
    panel.show_rows([row(number) for number in range(1, 5)])
    assert panel.chosen == ["mark2"]
    assert panel.detail.note.toPlainText() == "正在写"
    with qtbot.waitSignal(panel.noteChanged) as written:
        pass
    assert written.args == ["mark2", "正在写"]
    assert panel.model.index_of("mark2").data(MARK_ROLE).id == "mark2"


def test_marks_are_asked_for_from_one_day_to_another(panel: MarkPanel, qtbot: QtBot) -> None:
    filters = panel.filters
    filters.more.click()
    assert not filters.first.isVisible()
    filters.days.setCurrentText("自选日期")
    assert filters.first.isVisible()
    assert not filters.narrowing
    for field, typed in ((filters.first, "2025年3月31日"), (filters.last, "2025-3-1")):
        field.line.setFocus()
        field.line.setText(typed)
        with qtbot.waitSignal(panel.queryChanged):
            qtbot.keyClick(field.line, Qt.Key.Key_Return)
    query = panel.query("d")
    assert (query.since, query.until) == ("2025-03-01", "2025-03-31")
    assert filters.narrowing
    filters.first.line.clear()
    filters.first.commit()
    assert (panel.query("d").since, panel.query("d").until) == (None, "2025-03-01")
    filters.clear()
    assert not filters.narrowing
    assert not filters.first.isVisible()
    assert (filters.first.day, filters.last.line.text()) == ("", "")
