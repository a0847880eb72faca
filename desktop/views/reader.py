"""The reader: one document as a page, with its place, marks, search hits, zoom and line numbers."""

from collections.abc import Callable, Collection, Iterable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.views.finding import Hits, in_units
from desktop.views.keys import extended, scrolled
from desktop.views.mark_layer import Drawn, MarkLayer
from desktop.views.overlay import Blocks, Overlay
from desktop.views.page import Page
from desktop.views.page_view import READING_EDGE, PageView
from desktop.views.theme import GRID
from desktop.views.typography import Typography

STEP_KEYS = {"j": 1, "k": -1}
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ReaderView(PageView):
    """A page to work on: what is selected, marked, searched for and pressed.

    Signals:
        matchesChanged: which hit of the search is shown, from 1, 0 for none; and how many are.
        zoomRequested: +1 or -1 for a step, by Ctrl and the wheel.
        stepRequested: +1 or -1 for the next measure or the one before, by J and K.
        markPressed: the id of the mark that was clicked, "" for none.
        selectionSettled: a selection was made, with mouse or keyboard, or is gone again.
        followRequested: go where the words at a position lead, by Ctrl and a click; -1 by Enter.
        editRequested: the words at a position are to be edited, by Alt and a double click.
    """

    matchesChanged = Signal(int, int)
    zoomRequested = Signal(int)
    stepRequested = Signal(int)
    markPressed = Signal(str)
    selectionSettled = Signal()
    followRequested = Signal(int)
    editRequested = Signal(int)

    def __init__(self, type_: Typography, parent: QWidget | None = None) -> None:
        super().__init__(type_, parent)
        self.setObjectName("readerView")
        self.setAccessibleName("正文")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.pointed = -1  # the position that the page's own menu was opened at
        self._hits = Hits()
        self._marks = MarkLayer()

    # --- what is shown ---------------------------------------------------------

    def show_page(self, page: Page, type_: Typography) -> None:
        """Show a page from its top; marks, the search and its hits are forgotten."""
        self._forget()
        super().show_page(page, type_)
        self.matchesChanged.emit(0, 0)

    def change(self, make: Callable[[Page], Page]) -> None:
        """Let the page be changed in place; marks, the search and its hits are forgotten."""
        self._forget()
        super().change(make)
        self.matchesChanged.emit(0, 0)

    def _forget(self) -> None:
        self._hits.forget()
        self._marks.set(())

    def restyle(self, page: Page, type_: Typography) -> None:
        """Show the same text set anew, in another size or theme; place and hits stay."""
        super().restyle(page, type_)
        self._hits.colour(type_.theme)

    # --- searching --------------------------------------------------------------

    def find_all(self, text: str) -> None:
        """Mark every place where `text` stands and show the first one from here on.

        Case does not count, and spaces in the page do not keep a word from being found.
        """
        top = self._position_at(0)
        self._hits.find(text, self.document().toPlainText(), top=top)
        self._show_hit()

    def show_places(self, find: Callable[[str], Iterable[tuple[int, int]]]) -> None:
        """Mark the places that `find` gives for the page's text, in code points and in order."""
        content = self.document().toPlainText()
        self._hits.take(in_units(find(content), content), top=self._position_at(0))
        self._show_hit()

    @property
    def has_hits(self) -> bool:
        """Whether places of a search are marked."""
        return self._hits.count > 0

    def find_step(self, count: int) -> None:
        """Show the next hit, or the one before; after the last comes the first."""
        if self._hits.count:
            self._hits.step(count)
            self._show_hit()

    def _show_hit(self) -> None:
        self._hits.colour(self._type.theme)
        self.viewport().update()
        if self._hits.position is not None:
            self.reveal(self._hits.position)
        self.matchesChanged.emit(self._hits.number, self._hits.count)

    # --- marks -------------------------------------------------------------------

    def show_marks(self, marks: Iterable[Drawn]) -> None:
        """Show these marks and no others."""
        self._marks.set(marks)
        self.viewport().update()

    def change_marks(self, marks: Collection[str], drawn: Iterable[Drawn]) -> None:
        """Show some marks as they are drawn now, or no longer where they are not drawn.

        Only what they cover, or did, is painted again.
        """
        for each in self._marks.change(marks, drawn):
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

    def _grounds(self) -> Sequence[Overlay]:
        return self._marks.overlay, self._hits

    def _paint_margin(self, painter: QPainter, blocks: Blocks) -> None:
        self._marks.paint_signs(painter, blocks, self._margin + GRID)

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

    def _stand_at_cursor(self) -> None:
        """Stand at the node that was clicked, or at the first one with selected words."""
        if self._page is not None:
            cursor = self.textCursor()
            pieces = self._page.pieces(cursor.selectionStart(), cursor.selectionEnd())
            at = self._page.place_at(cursor.selectionStart())
            self._stand_at(self._page.place(pieces[0][0]) if pieces else at)

    # --- events ----------------------------------------------------------------------

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
            point = event.position().toPoint()
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.followRequested.emit(self.cursorForPosition(point).position())
            elif not self.textCursor().hasSelection():
                self.markPressed.emit(self.mark_at(point))
            self._stand_at_cursor()
            self.selectionSettled.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep where the page's own menu is opened, for the commands in it."""
        right = event.button() == Qt.MouseButton.RightButton
        point = event.position().toPoint()
        self.pointed = self.cursorForPosition(point).position() if right else -1
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask with Alt for the words to be edited; without it, select a word."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.editRequested.emit(self.cursorForPosition(event.position().toPoint()).position())
        else:
            super().mouseDoubleClickEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the note of the mark that the mouse rests on, and what the layers say of it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self._marks.get(self.mark_at(event.pos()))
            position = self.cursorForPosition(event.pos()).position()
            told = [mark.note if mark else "", *(layer.tip(position) for layer in self._layers)]
            QToolTip.showText(event.globalPos(), "\n".join(filter(None, told)), self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K go by measures, Home and End to the ends, Shift selects; the rest scrolls."""
        cursor = extended(self.textCursor(), event, start=self._here.body if self._here else 0)
        if cursor is not None:
            self.setTextCursor(cursor)
            self.reveal(cursor.position())
            self._stand_at_cursor()
            self.selectionSettled.emit()
        elif event.text() in STEP_KEYS:
            self.stepRequested.emit(STEP_KEYS[event.text()])
        elif event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.followRequested.emit(-1)
        elif not scrolled(self.verticalScrollBar(), event):
            super().keyPressEvent(event)
