"""A page on the screen: shown from its top or at a place, scrolled, painted with its layers."""

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desktop.views.flash import Flash
from desktop.views.layers import Layer
from desktop.views.overlay import Blocks, Overlay
from desktop.views.page import Page, Place
from desktop.views.sheet import blocks_from, paint_boxes, paint_edges, paint_line_numbers
from desktop.views.theme import GRID, tabular
from desktop.views.typography import Typography

READING_EDGE = GRID  # how far below the upper edge a jump puts its target


class PageView(QTextEdit):
    """Shows a page; scrolling and jumps tell where they are.

    Signals:
        placeChanged: the `Place` that the reader now stands at, None at the title.
        jumped: a place was gone to, not scrolled to.
        laidOut: paragraphs may be of another size and stand elsewhere.
    """

    placeChanged = Signal(object)
    jumped = Signal()
    laidOut = Signal()

    def __init__(self, type_: Typography, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._type = type_
        self._page: Page | None = None
        self._blank = QTextDocument(self)
        self._here: Place | None = None
        self._jumping = False
        self._lines_shown = False
        self._layers: tuple[Layer, ...] = ()
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

    @property
    def typography(self) -> Typography:
        """What the page is set in."""
        return self._type

    def add_layer(self, layer: Layer) -> None:
        """Lay something under and over the text from now on, above the layers that are there."""
        self._layers += (layer,)

    def show_page(self, page: Page, type_: Typography) -> None:
        """Show a page from its top; what the layers showed is forgotten."""
        self._page, self._type, self._here = page, type_, None
        for layer in self._layers:
            layer.clear()
        self._set_document(page, top=0)
        self.placeChanged.emit(None)

    def show_nothing(self) -> None:
        """Show an empty page."""
        self._page, self._here = None, None
        for layer in self._layers:
            layer.clear()
        self._flash.stop()
        self.setDocument(self._blank)
        self.placeChanged.emit(None)

    def restyle(self, page: Page, type_: Typography) -> None:
        """Show the same text set anew, in another size or theme; the place stays."""
        top = self._position_at(READING_EDGE + 1)
        here = self._here
        self._page, self._type = page, type_
        self._here = page.place_at(here.start) if here else None
        self._set_document(page, top=top)

    def change(self, make: Callable[[Page], Page]) -> None:
        """Let the page be made into another, its document changed in place.

        What one reads stays where it is on the screen; what the layers showed is forgotten.

        Args:
            make: gets the page, returns the one to show.
        """
        if self._page is None:
            return
        before, top = self._here, 0
        if before is not None:
            top = self.extent(before)[0]
        self._flash.stop()
        self._jumping = True  # what Qt scrolls meanwhile leads nowhere
        self._page = page = make(self._page)
        self._jumping = False
        for layer in self._layers:
            layer.clear()
        now = None
        if before is not None:
            now = page.place(before.node.id) or page.place_of_line(before.node.first_line)
        if now is not None:
            self.jump_level(now, top)
        else:
            self._scrolled()
        self.viewport().update()
        self.laidOut.emit()

    def _set_document(self, page: Page, *, top: int) -> None:
        self._flash.stop()
        self._jumping = True
        self._fit()
        self.setDocument(page.document)
        self._scroll_to(top)
        self._jumping = False
        self.laidOut.emit()

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

    def extent(self, place: Place) -> tuple[int, int]:
        """Return from where to where a node's own text reaches on the viewport, in pixels."""
        block = self.document().findBlock(max(place.start, place.end - 1))
        area = self.document().documentLayout().blockBoundingRect(block)
        above = self.verticalScrollBar().value()
        top = self._height_of(place.start) + READING_EDGE
        return top - above, round(area.bottom()) - above

    def top_position(self) -> int:
        """Return the position of the first words in view."""
        return self._position_at(READING_EDGE)

    def light(self, start: int, end: int) -> None:
        """Light up what stands between two positions for a moment."""
        self._flash.start(start, end, QColor(self._type.theme.flash))

    def places_seen(self) -> list[Place]:
        """Return the nodes of which something can be seen, in document order."""
        if self._page is None:
            return []
        first, last = self._position_at(0), self._position_at(self.viewport().height())
        return self._page.between(first, last)

    def show_lines(self, shown: bool) -> None:
        """Show or hide the source's line numbers in the margin."""
        self._lines_shown = shown
        self.viewport().update()

    # --- places -------------------------------------------------------------------

    def jump(self, place: Place | None, *, flash: bool = True) -> None:
        """Bring a place to the upper edge and stand there; None is the title."""
        before, self._here = self._here, place  # whoever hears of the scrolling finds it so
        self._jumping = True
        self.verticalScrollBar().setValue(0 if place is None else self._height_of(place.start))
        self._jumping = False
        self.jumped.emit()
        if place is not before:
            self.placeChanged.emit(place)
        if flash and place is not None:
            self.light(place.start, place.end)

    def jump_level(self, place: Place, top: int) -> None:
        """Stand at a place with its first line `top` pixels below the viewport's upper edge."""
        self.jump(place, flash=False)
        self._jumping = True
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + READING_EDGE - top)
        self._jumping = False

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
        if self.verticalScrollBar().value() + y <= self._type.margin:
            return 0  # Qt takes a point in the page's upper margin for its end
        return self.cursorForPosition(QPoint(self.viewport().width() // 2, y)).position()

    def _stand_at(self, place: Place | None) -> None:
        if place is not self._here:
            self._here = place
            self.placeChanged.emit(place)

    def reveal(self, position: int) -> None:
        """Scroll so that a position can be read, no more than needed."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        area = self.cursorRect(cursor)
        room = self.viewport().height()
        if area.top() < READING_EDGE or area.bottom() > room - READING_EDGE:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + area.top() - room // 3)

    # --- painting ------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint spans and boxes, then the text, then line numbers."""
        painter = QPainter(self.viewport())
        self._paint_ground(painter)
        blocks = self._blocks(event.rect())
        under: Sequence[Layer | Flash | Overlay]
        under = (*self._layers, self._flash, *self._grounds())
        for ground in under:
            ground.paint(painter, blocks, self._type.em)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(tabular(self._type.note_font))
        self._paint_margin(painter, blocks)
        for layer in self._layers:
            layer.paint_over(painter, blocks, self._type.em)
        if self._lines_shown and self._page is not None:
            painter.setPen(QColor(self._type.theme.quiet))
            paint_line_numbers(painter, blocks, self._page, right=self._type.margin - 2 * GRID)
        painter.end()

    def _grounds(self) -> Sequence[Overlay]:
        """Return what lies above the layers, under the text."""
        return ()

    def _paint_margin(self, painter: QPainter, blocks: Blocks) -> None:
        """Write into the margin at the right."""

    @property
    def _margin(self) -> int:
        """Where the text's column ends and the right margin begins."""
        return self.viewport().width() - self._type.margin

    def _blocks(self, area: QRect) -> list[tuple[QTextBlock, QPointF]]:
        above = self.verticalScrollBar().value()
        start = self._position_at(area.top())
        return list(blocks_from(self.document(), start, above=above, bottom=area.bottom()))

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
        self.laidOut.emit()

    def _fit(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - bar
        side = max(0, (room - self._type.sheet_width) // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, max(0, room - self._type.sheet_width - side), 0)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the sheet when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
