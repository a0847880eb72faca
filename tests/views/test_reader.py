import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.actions import documents
from desktop.model import Kind, Node, Outline
from desktop.store import Store
from desktop.views.compose import compose
from desktop.views.overlay import Overlay, Span
from desktop.views.page import Page
from desktop.views.reader import ReaderView
from desktop.views.theme import DARK, LIGHT, Appearance, Fonts, Theme
from desktop.views.typography import Typography


def type_of(theme: Theme = LIGHT, zoom: float = 1.0) -> Typography:
    return Typography(theme=theme, fonts=Fonts.found(), zoom=zoom)


def page_of(store: Store, number: int, type_: Typography) -> Page:
    document = documents.list_documents(store)[number]
    outline = documents.load_outline(store, document=document.id)
    return compose(outline, name=document.title, type_=type_)


@pytest.fixture
def reader(qtbot: QtBot, qapp: QApplication, store: Store) -> ReaderView:
    Appearance(qapp, sheet=paths.resources() / "ceyue.qss").use("light")
    type_ = type_of()
    view = ReaderView(type_)
    qtbot.addWidget(view)
    view.resize(1000, 800)
    view.show()
    view.show_page(page_of(store, 0, type_), type_)
    return view


def measure(reader: ReaderView, label: str) -> str:
    assert reader.page is not None
    return next(p.node.id for p in reader.page.places if p.node.label == label)


def jump(reader: ReaderView, label: str) -> None:
    assert reader.page is not None
    reader.jump(reader.page.place(measure(reader, label)))


def test_a_jump_puts_the_place_at_the_upper_edge(reader: ReaderView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reader.placeChanged) as told:
        jump(reader, "5.")
    assert told.args[0].node.label == "5."
    top = reader.cursorForPosition(QPoint(reader.viewport().width() // 2, 25)).block().text()
    assert top.startswith("5.")


def test_scrolling_tells_where_one_is(reader: ReaderView) -> None:
    seen = []
    reader.placeChanged.connect(seen.append)
    bar = reader.verticalScrollBar()
    for value in range(0, bar.maximum(), 100):
        bar.setValue(value)
    labels = [place.node.label for place in seen if place and place.node.kind == "measure"]
    assert labels[:3] == ["1.", "2.", "3."]
    assert len(labels) == len(set(labels)) > 35
    bar.setValue(0)
    assert reader.place is None


def test_the_last_measure_stays_chosen_though_the_page_cannot_scroll_so_far(
    reader: ReaderView,
) -> None:
    jump(reader, "40.")
    assert reader.place is not None
    assert reader.place.node.label == "40."
    assert reader.step(-1)
    assert reader.place.node.label == "39."
    assert reader.step(1)
    assert not reader.step(1)
    assert reader.place.node.label == "40."


def test_find_counts_wraps_and_goes_on_from_here(reader: ReaderView, qtbot: QtBot) -> None:
    counts: list[tuple[int, int]] = []
    reader.matchesChanged.connect(lambda *count: counts.append(count))
    reader.find_all("煤炭")
    total = counts[-1][1]
    assert total == reader.toPlainText().count("煤炭")
    assert counts[-1] == (1, total)
    reader.find_step(-1)
    assert counts[-1] == (total, total)
    reader.find_step(1)
    assert counts[-1] == (1, total)
    jump(reader, "30.")
    reader.find_all("项目")
    assert counts[-1][0] > 1
    reader.find_all("没有这个词")
    assert counts[-1] == (0, 0)
    reader.find_step(1)
    reader.find_all("  ")
    assert counts[-1] == (0, 0)


def test_find_overlooks_case_and_spaces_in_the_page(qtbot: QtBot) -> None:
    text = "𠮷𠮷 2023 年引进 LPR 改革。"
    outline = Outline("a.txt", nodes=(Node(Kind.MEASURE, "1.", 1, text, text, id="m"),))
    type_ = type_of()
    view = ReaderView(type_)
    qtbot.addWidget(view)
    view.show_page(compose(outline, name="名", type_=type_), type_)
    counts: list[tuple[int, int]] = []
    view.matchesChanged.connect(lambda *count: counts.append(count))
    for words in ("2023年", "lpr改革", "引 进", "."):
        view.find_all(words)
        assert counts[-1] == (1, 1), words


def test_hits_beyond_the_basic_plane_are_marked_where_they_stand(
    reader: ReaderView, qtbot: QtBot
) -> None:
    text = "😀甲😀乙"
    outline = Outline("a.txt", nodes=(Node(Kind.MEASURE, "1.", 1, text, text, id="m"),))
    type_ = type_of()
    page = compose(outline, name="名", type_=type_)
    reader.show_page(page, type_)
    reader.find_all("乙")
    (span,) = reader._hits.within(0, 1000)
    assert page.document.characterAt(span.start) == "乙"
    assert span.end - span.start == 1


def coloured(image: QImage, colour: QColor) -> int:
    wanted = colour.rgb()
    return sum(
        image.pixel(x, y) == wanted
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )


def test_hits_and_boxes_are_painted(reader: ReaderView, store: Store) -> None:
    before = coloured(reader.grab().toImage(), QColor(LIGHT.found_now))
    reader.find_all("能源")
    image = reader.grab().toImage()
    assert before == 0
    assert coloured(image, QColor(LIGHT.found_now)) > 20
    assert coloured(image, QColor(LIGHT.found)) > 20
    type_ = type_of()
    page = page_of(store, 4, type_)
    reader.show_page(page, type_)
    box = next(place for place in page.places if place.node.kind == "box")
    reader.jump(box, flash=False)
    assert coloured(reader.grab().toImage(), QColor(LIGHT.box)) > 1000


def test_a_jump_flashes_once(reader: ReaderView, qtbot: QtBot) -> None:
    def lit() -> bool:
        return not reader._flash._overlay.empty

    jump(reader, "3.")
    qtbot.waitUntil(lit)
    qtbot.waitUntil(lambda: not lit(), timeout=3000)


def test_line_numbers_stand_in_the_margin_on_demand(reader: ReaderView) -> None:
    jump(reader, "2.")

    def margin() -> int:
        strip = reader.viewport().grab().toImage().copy(2, 0, 44, reader.viewport().height())
        paper = QColor(LIGHT.paper).rgb()
        return sum(
            strip.pixel(x, y) != paper
            for x in range(strip.width())
            for y in range(0, strip.height(), 2)
        )

    bare = margin()
    reader.show_lines(True)
    assert margin() > bare + 20
    reader.show_lines(False)
    assert margin() == bare


def test_the_selection_copies_as_plain_text(reader: ReaderView, qapp: QApplication) -> None:
    jump(reader, "1.")
    cursor = reader.textCursor()
    assert reader.place is not None
    cursor.setPosition(reader.place.start)
    cursor.setPosition(reader.place.start + 12, cursor.MoveMode.KeepAnchor)
    reader.setTextCursor(cursor)
    reader.copy()
    clipboard = qapp.clipboard()
    assert clipboard.text() == "1.夯实煤炭稳产保供基础"
    assert not clipboard.mimeData().hasHtml()


def test_restyling_keeps_place_text_and_hits(reader: ReaderView, store: Store) -> None:
    jump(reader, "20.")
    reader.find_all("企业")
    before = reader.place
    top = reader.cursorForPosition(QPoint(400, 30)).block().text()
    counts: list[tuple[int, int]] = []
    reader.matchesChanged.connect(lambda *count: counts.append(count))
    type_ = type_of(DARK, 1.4)
    reader.restyle(page_of(store, 0, type_), type_)
    assert reader.place is not None
    assert before is not None
    assert reader.place.node.id == before.node.id
    assert reader.cursorForPosition(QPoint(400, 30)).block().text() == top
    reader.find_step(1)
    assert counts[-1][1] == reader.toPlainText().count("企业")


def test_the_sheet_keeps_its_width_and_the_middle(reader: ReaderView) -> None:
    sheet = type_of().sheet_width
    reader.resize(1400, 800)
    assert reader.viewport().width() == sheet
    assert abs(reader.viewport().geometry().center().x() - 1400 // 2) < 16
    reader.resize(500, 800)
    assert reader.viewport().width() <= 500
    assert reader.document().textWidth() <= 500


def test_another_width_keeps_the_place(reader: ReaderView) -> None:
    jump(reader, "25.")
    for width in (520, 460, 1000):
        reader.resize(width, 800)
        top = reader.cursorForPosition(QPoint(reader.viewport().width() // 2, 25)).block()
        assert top.text().startswith("25."), width
        height = reader.document().size().height()
        assert abs(reader.verticalScrollBar().maximum() - (height - 800)) < 2
    assert reader.place is not None
    assert reader.place.node.label == "25."


def test_keys_and_wheel(reader: ReaderView, qtbot: QtBot) -> None:
    bar = reader.verticalScrollBar()
    qtbot.keyClick(reader, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(reader, Qt.Key.Key_Home)
    assert bar.value() == 0
    qtbot.keyClick(reader, Qt.Key.Key_Space)
    paged = bar.value()
    assert paged > 300
    qtbot.keyClick(reader, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == 0
    steps: list[int] = []
    reader.stepRequested.connect(steps.append)
    qtbot.keyClick(reader, Qt.Key.Key_J)
    qtbot.keyClick(reader, Qt.Key.Key_K)
    assert steps == [1, -1]
    qtbot.keyClick(reader, Qt.Key.Key_Down)
    zooms: list[int] = []
    reader.zoomRequested.connect(zooms.append)
    for turned in (120, -120, 0):
        turn(reader, turned, Qt.KeyboardModifier.ControlModifier)
    assert zooms == [1, -1]
    before = bar.value()
    turn(reader, -120, Qt.KeyboardModifier.NoModifier)
    assert bar.value() > before


def turn(reader: ReaderView, by: int, modifiers: Qt.KeyboardModifier) -> None:
    where = QPointF(100, 100)
    event = QWheelEvent(
        where, where, QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    reader.wheelEvent(event)


def test_overlapping_spans_are_found_by_place() -> None:
    overlay = Overlay()
    red, blue = QColor("red"), QColor("blue")
    overlay.set([Span(50, 60, blue), Span(0, 100, red), Span(55, 58, red)])
    assert [span.start for span in overlay.within(56, 57)] == [0, 50, 55]
    assert [span.start for span in overlay.within(80, 90)] == [0]
    assert list(overlay.within(100, 120)) == []


class Painted:
    """A layer that notes what is asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def clear(self) -> None:
        self.asked.append("clear")

    def paint(self, *_: object) -> None:
        self.asked.append("paint")

    def paint_over(self, *_: object) -> None:
        self.asked.append("over")

    def tip(self, position: int) -> str:
        return f"{position}"


def test_layers_lie_under_and_over_the_text_of_one_page(reader: ReaderView, store: Store) -> None:
    layer = Painted()
    reader.add_layer(layer)
    reader.grab()
    assert layer.asked == ["paint", "over"]
    type_ = type_of()
    reader.show_page(page_of(store, 1, type_), type_)
    assert "clear" in layer.asked


def test_ctrl_with_a_click_or_enter_asks_to_follow_the_words(
    reader: ReaderView, qtbot: QtBot
) -> None:
    spot = QPoint(reader.viewport().width() // 2, 200)
    control, left = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
    with qtbot.waitSignal(reader.followRequested) as asked:
        qtbot.mouseClick(reader.viewport(), left, control, spot)
    assert asked.args == [reader.cursorForPosition(spot).position()]
    with qtbot.waitSignal(reader.followRequested) as asked:
        qtbot.keyClick(reader, Qt.Key.Key_Return)
    assert asked.args == [-1]


def test_what_is_seen_and_where_it_stands(reader: ReaderView) -> None:
    jump(reader, "5.")
    seen = reader.places_seen()
    assert seen[0].node.label in {"4.", "5."}
    assert reader.place in seen
    top, bottom = reader.extent(seen[seen.index(reader.place)])
    assert top == 8
    assert bottom > top + 20
