"""The reader: one document as a page, with its place, search hits, zoom and line numbers."""

import re
from collections.abc import Iterator
from math import ceil

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QPoint,
    QPointF,
    QRectF,
    QSizeF,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desktop.views.overlay import Overlay, Span
from desktop.views.page import Page, Place
from desktop.views.theme import GRID, tabular
from desktop.views.typography import MARGIN_PIXELS, Typography

READING_EDGE = GRID  # how far below the upper edge a jump puts its target
FLASH_MILLISECONDS = 900
STEP_KEYS = {"j": 1, "k": -1}


class ReaderView(QTextEdit):
    """Shows a page; scrolling, jumps and searches tell where they are.

    Signals:
        placeChanged: the `Place` that the reader now stands at, None at the title.
        matchesChanged: which hit of the search is shown, from 1, 0 for none; and how many are.
        zoomRequested: +1 or -1 for a step, by Ctrl and the wheel.
        stepRequested: +1 or -1 for the next measure or the one before, by J and K.
    """

    placeChanged = Signal(object)
    matchesChanged = Signal(int, int)
    zoomRequested = Signal(int)
    stepRequested = Signal(int)

    def __init__(self, type_: Typography, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readerView")
        self.setAccessibleName("正文")
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._type = type_
        self._page: Page | None = None
        self._here: Place | None = None
        self._jumping = False
        self._lines_shown = False
        self._hits: list[tuple[int, int]] = []
        self._hit = -1
        self._overlay = Overlay()
        self._flash = QVariantAnimation(self)
        self._flash.setDuration(FLASH_MILLISECONDS)
        self._flash.setStartValue(1.0)
        self._flash.setEndValue(0.0)
        self._flash.valueChanged.connect(self._paint_flash)
        self._flashed: tuple[int, int] = (0, 0)
        self._flash_overlay = Overlay()
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # --- what is shown ---------------------------------------------------------

    @property
    def page(self) -> Page | None:
        """The page shown, or None."""
        return self._page

    @property
    def place(self) -> Place | None:
        """Where the reader stands: the node jumped to, else the one at the upper edge."""
        return self._here

    def show_page(self, page: Page, type_: Typography) -> None:
        """Show a page from its top; the search and its hits are forgotten."""
        self._page, self._type, self._here = page, type_, None
        self._hits, self._hit = [], -1
        self._overlay.set(())
        self._set_document(page, top=0)
        self.matchesChanged.emit(0, 0)
        self.placeChanged.emit(None)

    def restyle(self, page: Page, type_: Typography) -> None:
        """Show the same text set anew, in another size or theme; place and hits stay."""
        top = self._position_at(READING_EDGE + 1)
        here = self._here
        self._page, self._type = page, type_
        self._here = page.place_at(here.start) if here else None
        self._set_document(page, top=top)
        self._colour_hits()

    def _set_document(self, page: Page, *, top: int) -> None:
        self._flash.stop()
        self._flash_overlay.set(())
        self._jumping = True
        self._fit()
        # Laid out as a whole before it is shown: until then Qt finds wrong places in it.
        page.document.setPageSize(QSizeF(self.viewport().width(), -1))
        page.document.size()
        self.setDocument(page.document)
        self._scroll_to(top)
        self._jumping = False

    def _scroll_to(self, position: int) -> None:
        """Put the line of a position at the reading edge, whatever Qt has laid out so far."""
        height = ceil(self.document().size().height())
        self.verticalScrollBar().setMaximum(max(0, height - self.viewport().height()))
        self.verticalScrollBar().setValue(self._height_of(position) if position else 0)

    def _height_of(self, position: int) -> int:
        """Return the scroll value that puts the line of a position at the reading edge."""
        block = self.document().findBlock(position)
        top = self.document().documentLayout().blockBoundingRect(block).top()
        line = block.layout().lineForTextPosition(position - block.position())
        return round(top + (line.y() if line.isValid() else 0.0)) - READING_EDGE

    def show_lines(self, shown: bool) -> None:
        """Show or hide the source's line numbers in the margin."""
        self._lines_shown = shown
        self.viewport().update()

    # --- places -------------------------------------------------------------------

    def jump(self, place: Place | None, *, flash: bool = True) -> None:
        """Bring a place to the upper edge and stand there; None is the title."""
        self._jumping = True
        self.verticalScrollBar().setValue(0 if place is None else self._height_of(place.start))
        self._jumping = False
        self._stand_at(place)
        if flash and place is not None:
            self._start_flash(place.start, place.end)

    def step(self, count: int) -> bool:
        """Jump `count` measures on (back when negative); return False where there is none."""
        target = self._page.step(self._here, count) if self._page else None
        if target is not None:
            self.jump(target)
        return target is not None

    def _scrolled(self) -> None:
        if not self._jumping and self._page is not None:
            self._stand_at(self._page.place_at(self._position_at(READING_EDGE + self._type.em)))

    def _position_at(self, y: int) -> int:
        """Return the position that stands `y` pixels below the viewport's upper edge."""
        if self.verticalScrollBar().value() + y <= MARGIN_PIXELS:
            return 0  # Qt takes a point in the page's upper margin for its end
        return self.cursorForPosition(QPoint(self.viewport().width() // 2, y)).position()

    def _stand_at(self, place: Place | None) -> None:
        if place is not self._here:
            self._here = place
            self.placeChanged.emit(place)

    # --- searching --------------------------------------------------------------

    def find_all(self, text: str) -> None:
        """Mark every place where `text` stands and show the first one from here on.

        Case does not count, and spaces in the page do not keep a word from being found.
        """
        keys = [re.escape(char) for char in text if not char.isspace()]
        content = self.document().toPlainText()
        pattern = "[ \u3000\u00a0]*".join(keys)
        found = re.finditer(pattern, content, re.IGNORECASE) if keys else iter(())
        self._hits = list(_unit_spans(content, found))
        top = self._position_at(0)
        self._hit = next((i for i, hit in enumerate(self._hits) if hit[0] >= top), 0)
        self._show_hit()

    def find_step(self, count: int) -> None:
        """Show the next hit, or the one before; after the last comes the first."""
        if self._hits:
            self._hit = (self._hit + count) % len(self._hits)
            self._show_hit()

    def _show_hit(self) -> None:
        self._colour_hits()
        if self._hits:
            self.reveal(self._hits[self._hit][0])
        self.matchesChanged.emit(self._hit + 1 if self._hits else 0, len(self._hits))

    def _colour_hits(self) -> None:
        theme = self._type.theme
        found, now = QColor(theme.found), QColor(theme.found_now)
        self._overlay.set(
            Span(start, end, now if number == self._hit else found)
            for number, (start, end) in enumerate(self._hits)
        )
        self.viewport().update()

    def reveal(self, position: int) -> None:
        """Scroll so that a position can be read, no more than needed."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        area = self.cursorRect(cursor)
        room = self.viewport().height()
        if area.top() < READING_EDGE or area.bottom() > room - READING_EDGE:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + area.top() - room // 3)

    # --- copying -----------------------------------------------------------------

    def selected_text(self) -> str:
        """Return the selected text, paragraphs on lines of their own; "" for no selection."""
        text = self.textCursor().selection().toPlainText()
        return text.strip("\n")

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selection as plain text, as it stands on the page."""
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    # --- painting ------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint spans and boxes, then the text, then line numbers."""
        painter = QPainter(self.viewport())
        self._paint_ground(painter)
        blocks = list(self._visible_blocks(event.rect().top(), event.rect().bottom()))
        for block, origin in blocks:
            self._flash_overlay.paint(painter, block, origin, self._type.em)
            self._overlay.paint(painter, block, origin, self._type.em)
        painter.end()
        super().paintEvent(event)
        if self._lines_shown and self._page is not None:
            painter = QPainter(self.viewport())
            self._paint_lines(painter, blocks, self._page)
            painter.end()

    def _visible_blocks(self, top: int, bottom: int) -> Iterator[tuple[QTextBlock, QPointF]]:
        layout = self.document().documentLayout()
        scrolled = self.verticalScrollBar().value()
        block = self.document().findBlock(self._position_at(top))
        # A cell's neighbours come before it in the text and may reach lower on the page.
        table = QTextCursor(block).currentTable()
        if table is not None:
            block = self.document().findBlock(table.firstPosition())
        while block.isValid():
            origin = layout.blockBoundingRect(block).topLeft() - QPointF(0, scrolled)
            if origin.y() > bottom and QTextCursor(block).currentTable() is None:
                return
            yield block, origin
            block = block.next()

    def _paint_ground(self, painter: QPainter) -> None:
        theme = self._type.theme
        area = self.viewport().rect()
        painter.setPen(QColor(theme.line))
        if self.viewportMargins().left() > 0:
            painter.drawLine(area.topLeft(), area.bottomLeft())
            painter.drawLine(area.topRight(), area.bottomRight())
        if self._page is None:
            return
        layout = self.document().documentLayout()
        scrolled = self.verticalScrollBar().value()
        for frame in self._page.boxes:
            box = layout.frameBoundingRect(frame).translated(0, -scrolled)
            if box.intersects(QRectF(area)):
                form = frame.frameFormat()
                inner = box.adjusted(0, form.topMargin(), 0, -form.bottomMargin())
                painter.fillRect(inner, QColor(theme.box))

    def _paint_lines(
        self, painter: QPainter, blocks: list[tuple[QTextBlock, QPointF]], page: Page
    ) -> None:
        painter.setFont(tabular(self._type.note_font))
        metrics = painter.fontMetrics()
        painter.setPen(QColor(self._type.theme.quiet))
        for block, origin in blocks:
            place = page.place_at(block.position())
            if place is None or place.node.first_line == 0:
                continue
            if self.document().findBlock(place.start) != block or block.layout().lineCount() == 0:
                continue
            line = block.layout().lineAt(0)
            number = str(place.node.first_line)
            x = 5 * GRID - metrics.horizontalAdvance(number)
            painter.drawText(QPointF(x, origin.y() + line.y() + line.ascent()), number)

    def _start_flash(self, start: int, end: int) -> None:
        self._flashed = (start, end)
        self._flash.stop()
        self._flash.start()

    def _paint_flash(self, strength: float) -> None:
        colour = QColor(self._type.theme.flash)
        colour.setAlphaF(min(1.0, strength * 1.6))
        start, end = self._flashed
        self._flash_overlay.set([Span(start, end, colour)] if strength > 0 else [])
        self.viewport().update()

    # --- events ----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sheet in the middle, at its own width where there is room; the place stays."""
        jumping, self._jumping = self._jumping, True
        width, top = self.document().textWidth(), self._position_at(READING_EDGE + 1)
        self._fit()
        super().resizeEvent(event)
        if self.document().textWidth() != width and not jumping:
            self._scroll_to(top)
        self._jumping = jumping

    def _fit(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - bar
        side = max(0, (room - self._type.sheet_width) // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, max(0, room - self._type.sheet_width - side), 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoomRequested.emit(1 if turned > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K go by measures, Home and End to the page's ends; the rest scrolls."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.text() in STEP_KEYS:
            self.stepRequested.emit(STEP_KEYS[event.text()])
        elif event.key() == Qt.Key.Key_Space:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            bar.triggerAction(
                bar.SliderAction.SliderPageStepSub if back else bar.SliderAction.SliderPageStepAdd
            )
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the sheet when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


def _unit_spans(content: str, found: Iterator[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Yield each match in UTF-16 units; code points and units differ beyond the basic plane."""
    done = units = 0
    for match in found:
        start, end = match.span()
        units += _units(content[done:start])
        width = _units(content[start:end])
        yield units, units + width
        units, done = units + width, end


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
