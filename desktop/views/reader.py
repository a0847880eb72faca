"""The reader: one document as a page, with its place, marks, search hits, zoom and line numbers."""

from collections.abc import Iterable, Iterator
from math import ceil

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QPoint,
    QPointF,
    QRect,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from desktop.views.finding import places_of
from desktop.views.flash import Flash
from desktop.views.keys import extended, scrolled
from desktop.views.mark_layer import Drawn, MarkLayer
from desktop.views.overlay import Overlay, Span
from desktop.views.page import Page, Place
from desktop.views.sheet import paint_boxes, paint_edges, paint_line_numbers
from desktop.views.theme import GRID, tabular
from desktop.views.typography import MARGIN_PIXELS, Typography

READING_EDGE = GRID  # how far below the upper edge a jump puts its target
STEP_KEYS = {"j": 1, "k": -1}


class ReaderView(QTextEdit):
    """Shows a page; scrolling, jumps and searches tell where they are.

    Signals:
        placeChanged: the `Place` that the reader now stands at, None at the title.
        matchesChanged: which hit of the search is shown, from 1, 0 for none; and how many are.
        zoomRequested: +1 or -1 for a step, by Ctrl and the wheel.
        stepRequested: +1 or -1 for the next measure or the one before, by J and K.
        markPressed: the id of the mark that was clicked, "" for none.
        selectionSettled: a selection was made, with mouse or keyboard, or is gone again.
    """

    placeChanged = Signal(object)
    matchesChanged = Signal(int, int)
    zoomRequested = Signal(int)
    stepRequested = Signal(int)
    markPressed = Signal(str)
    selectionSettled = Signal()

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
        self._marks = MarkLayer()
        self._flash = Flash(self)
        self._flash.changed.connect(self.viewport().update)
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
        """Show a page from its top; marks, the search and its hits are forgotten."""
        self._page, self._type, self._here = page, type_, None
        self._hits, self._hit = [], -1
        self._overlay.set(())
        self._marks.set(())
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
            self._flash.start(place.start, place.end, QColor(self._type.theme.flash))

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
        self._hits = list(places_of(text, self.document().toPlainText()))
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

    # --- marks -------------------------------------------------------------------

    def show_marks(self, marks: Iterable[Drawn]) -> None:
        """Show these marks and no others."""
        self._marks.set(marks)
        self.viewport().update()

    def put_mark(self, mark: Drawn) -> None:
        """Show a mark, new or changed; only what it covers, or did, is painted again."""
        before = self._marks.get(mark.id)
        self._marks.put(mark)
        for each in filter(None, (before, mark)):
            self._repaint(each)

    def choose_mark(self, mark: str) -> None:
        """Let one mark stand out, "" for none; only it and the one before are painted again."""
        for each in self._marks.choose(mark):
            self._repaint(each)

    def marks_in_order(self) -> list[Drawn]:
        """Return the marks shown, in the order of their places."""
        return self._marks.in_order

    def mark_at(self, point: QPoint) -> str:
        """Return the mark whose words or sign stand at a point of the viewport, or ""."""
        cursor = self.cursorForPosition(point)
        if point.x() >= self._margin:
            line = cursor.block().layout().lineForTextPosition(cursor.positionInBlock())
            first = cursor.block().position() + line.textStart()
            beside = self._marks.between(first, first + max(1, line.textLength()))
            return beside[0].id if beside else ""
        before = point.x() < self.cursorRect(cursor).left()
        return self._marks.at(cursor.position() - int(before))

    @property
    def _margin(self) -> int:
        """Where the text's column ends and the right margin begins."""
        return self.viewport().width() - MARGIN_PIXELS

    def _repaint(self, mark: Drawn) -> None:
        for start, end in mark.spans or ((mark.anchor, mark.anchor),):
            top, bottom = self._height_of(start), self._height_of(end)
            area = self.viewport().rect()
            area.setTop(top + READING_EDGE - self.verticalScrollBar().value())
            area.setHeight(bottom - top + 2 * self._type.line_pixels)
            self.viewport().update(area)

    def selection_area(self) -> QRect:
        """Return where the end of the selection that moved last stands on the viewport."""
        return self.cursorRect(self.textCursor())

    def clear_selection(self) -> None:
        """Select nothing."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

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
        for layer in (self._flash, self._marks, self._overlay):
            layer.paint(painter, blocks, self._type.em)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(tabular(self._type.note_font))
        self._marks.paint_signs(painter, blocks, self._margin + GRID)
        if self._lines_shown and self._page is not None:
            painter.setPen(QColor(self._type.theme.quiet))
            paint_line_numbers(painter, blocks, self._page, right=5 * GRID)
        painter.end()

    def _visible_blocks(self, top: int, bottom: int) -> Iterator[tuple[QTextBlock, QPointF]]:
        layout = self.document().documentLayout()
        above = self.verticalScrollBar().value()
        block = self.document().findBlock(self._position_at(top))
        # A cell's neighbours come before it in the text and may reach lower on the page.
        table = QTextCursor(block).currentTable()
        if table is not None:
            block = self.document().findBlock(table.firstPosition())
        while block.isValid():
            origin = layout.blockBoundingRect(block).topLeft() - QPointF(0, above)
            if origin.y() > bottom and QTextCursor(block).currentTable() is None:
                return
            yield block, origin
            block = block.next()

    def _paint_ground(self, painter: QPainter) -> None:
        area, theme = self.viewport().rect(), self._type.theme
        if self.viewportMargins().left() > 0:
            paint_edges(painter, area, theme)
        if self._page is not None:
            paint_boxes(painter, area, self._page, theme, self.verticalScrollBar().value())

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

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell what was selected, or which mark was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            if not self.textCursor().hasSelection():
                self.markPressed.emit(self.mark_at(event.position().toPoint()))
            self.selectionSettled.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the note of the mark that the mouse rests on."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self._marks.get(self.mark_at(event.pos()))
            QToolTip.showText(event.globalPos(), mark.note if mark else "", self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K go by measures, Home and End to the ends, Shift selects; the rest scrolls."""
        cursor = extended(self.textCursor(), event, start=self._here.body if self._here else 0)
        if cursor is not None:
            self.setTextCursor(cursor)
            self.reveal(cursor.position())
            self.selectionSettled.emit()
        elif event.text() in STEP_KEYS:
            self.stepRequested.emit(STEP_KEYS[event.text()])
        elif not scrolled(self.verticalScrollBar(), event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the sheet when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
