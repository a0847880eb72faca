"""The lines of a source as they were printed, with those that are meant marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.text import SourceLine
from desktop.views.theme import GRID, Theme

LINES_AROUND = 10


class SourceLines(QTextEdit):
    """A few lines of a source under their numbers; nothing can be written."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("原文")
        self.setReadOnly(True)
        self.document().setDocumentMargin(GRID)
        self._theme = theme
        self._shown: tuple[Sequence[SourceLine], int, int] | None = None

    def empty(self) -> None:
        """Show nothing."""
        self.clear()
        self._shown = None

    def show_lines(self, lines: Sequence[SourceLine], first: int, last: int) -> None:
        """Show the source lines from `first` to `last`, marked, with their neighbours."""
        self._shown = (lines, first, last)
        begin = bisect_left(lines, first, key=lambda each: each.number)
        end = bisect_right(lines, last, key=lambda each: each.number)
        around = lines[max(0, begin - LINES_AROUND) : end + LINES_AROUND]
        width = len(str(around[-1].number)) if around else 1
        shape = QTextBlockFormat()
        hang = self.fontMetrics().horizontalAdvance("0" * width + "　")
        shape.setLeftMargin(hang)
        shape.setTextIndent(-hang)
        shape.setBottomMargin(GRID // 4)
        self.clear()
        cursor = self.textCursor()
        numbers, text = QTextCharFormat(), QTextCharFormat()
        numbers.setForeground(QColor(self._theme.quiet))
        text.setForeground(QColor(self._theme.text))
        marked: list[int] = []
        for index, each in enumerate(around):
            if index:
                cursor.insertBlock()
            cursor.setBlockFormat(shape)
            if first <= each.number <= last:
                marked.append(cursor.position())
            cursor.insertText(f"{each.number:\u2007>{width}}　", numbers)
            cursor.insertText(each.text, text)
        self._mark(marked or [0])

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self._theme = theme
        if self._shown is not None:
            self.show_lines(*self._shown)

    def _mark(self, positions: Sequence[int]) -> None:
        selections = []
        mark = QTextCharFormat()
        mark.setBackground(QColor(self._theme.found))
        for position in positions:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(position)
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            selection.cursor, selection.format = cursor, mark
            selections.append(selection)
        self.setExtraSelections(selections)
        cursor = QTextCursor(self.document())
        cursor.setPosition(positions[0])
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        middle = self.cursorRect().center().y() - self.viewport().height() // 2
        bar.setValue(bar.value() + middle)
