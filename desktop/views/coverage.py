"""How much of each chapter the other document carries out: bars with their values in words."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.comparison import Coverage, Relation
from desktop.views.compare_looks import Look
from desktop.views.compare_values import words_of
from desktop.views.theme import GRID, Theme

ROW = 5 * GRID
_BAR = GRID


class CoverageChart(QWidget):
    """A bar for the whole document and one for each chapter; a click chooses a chapter.

    Signals:
        chapterRequested: the heading of the chapter chosen, "" for the whole document.
    """

    chapterRequested = Signal(str)

    def __init__(
        self, looks: Mapping[str, Look], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("coverageChart")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._looks, self._theme = looks, theme
        self._shares: Sequence[Coverage] = ()
        self._chosen = 0

    @property
    def chapter(self) -> str:
        """The heading of the chapter chosen, "" for the whole document."""
        return self._shares[self._chosen].chapter if self._shares else ""

    def show_shares(self, shares: Sequence[Coverage]) -> None:
        """Show these shares; the chapter chosen stays so where it is still there."""
        chapter = self.chapter
        self._shares = shares
        chapters = [share.chapter for share in shares]
        self._chosen = chapters.index(chapter) if chapter in chapters else 0
        told = "；".join(f"{name_of(share)}：{words_of(share)}" for share in shares)
        self.setAccessibleName("落实情况")
        self.setAccessibleDescription(told)
        self.setFixedHeight(len(shares) * ROW + GRID)
        self.update()

    def restyle(self, looks: Mapping[str, Look], theme: Theme) -> None:
        """Use the colours of another theme."""
        self._looks, self._theme = looks, theme
        self.update()

    def choose(self, number: int) -> None:
        """Choose the bar of this number, from the top; the one that is chosen gives way to all."""
        if 0 <= number < len(self._shares):
            self._chosen = 0 if number == self._chosen else number
            self.update()
            self.chapterRequested.emit(self.chapter)

    def sizeHint(self) -> QSize:
        """Return the height of all bars."""
        return QSize(30 * GRID, len(self._shares) * ROW + GRID)

    # --- painting ------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each share: its name, its bar, its value in words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, share in enumerate(self._shares):
            area = QRect(0, number * ROW, self.width(), ROW)
            if area.intersects(event.rect()):
                self._paint_share(painter, area, share, chosen=number == self._chosen)

    def _paint_share(
        self, painter: QPainter, area: QRect, share: Coverage, *, chosen: bool
    ) -> None:
        theme, metrics = self._theme, painter.fontMetrics()
        if chosen:
            painter.fillRect(area, QColor(theme.pressed if self.hasFocus() else theme.hover))
        inner = area.adjusted(2 * GRID, GRID // 2, -2 * GRID, -GRID // 2)
        words = f"{share.measures - share.missing}/{share.measures}　{share.share:.0%}"
        room = inner.width() - metrics.horizontalAdvance(words) - GRID
        name = metrics.elidedText(name_of(share), Qt.TextElideMode.ElideRight, room)
        top = inner.adjusted(0, 0, 0, -_BAR - 4)
        painter.setPen(QColor(theme.text))
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.drawText(top, left | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QColor(theme.quiet))
        painter.drawText(top, right | Qt.AlignmentFlag.AlignVCenter, words)
        bar = QRectF(inner.left(), inner.bottom() - _BAR + 1, inner.width(), _BAR)
        painter.fillRect(bar, QColor(theme.line))
        x = bar.left()
        for relation in Relation:
            width = bar.width() * _count(share, relation) / max(1, share.measures)
            painter.fillRect(QRectF(x, bar.top(), width, _BAR), self._looks[relation].line)
            if width:  # a gap, so that neighbours are told apart without their colours
                painter.fillRect(QRectF(x + width - 1, bar.top(), 1, _BAR), QColor(theme.panel))
            x += width

    # --- events ----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the bar that was pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose(int(event.position().y()) // ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(self._chosen + step)

    def event(self, event: QEvent) -> bool:
        """Say what the bar under the mouse is made of."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = event.pos().y() // ROW
            share = self._shares[number] if number < len(self._shares) else None
            QToolTip.showText(event.globalPos(), self.told(share) if share else "", self)
            return True
        return super().event(event)

    def told(self, share: Coverage) -> str:
        """Return all of a share in words."""
        parts = "，".join(
            f"{self._looks[relation].word} {_count(share, relation)} 条" for relation in Relation
        )
        return f"{name_of(share)}\n{words_of(share)}\n{parts}，没有对应 {share.missing} 条"


def name_of(share: Coverage) -> str:
    """Return what a share is of: a chapter's heading, 全文 for the whole document."""
    return share.chapter or "全文"


def _count(share: Coverage, relation: Relation) -> int:
    counts = {
        Relation.SAME: share.same,
        Relation.ADAPTED: share.adapted,
        Relation.RELATED: share.related,
    }
    return counts[relation]
