"""How a row of the library tree is painted: grey tabular label, dark title, signs at the edge."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.views.badges import Badge
from desktop.views.outline_model import (
    BADGE_ROLE,
    DOCUMENT,
    GROUP,
    LABEL_ROLE,
    MARKS_ROLE,
    ROW_ROLE,
    TITLE_ROLE,
)
from desktop.views.rows import RowDelegate
from desktop.views.theme import GRID, label_grey, tabular

ROW_HEIGHT = 28
BOLD_KINDS = frozenset({DOCUMENT, "part", "annex"})
NARROWEST_LABEL = "00."
BADGE_PIXELS = 11


class _Faces:
    """What a row is written in; made once for many rows, for fonts take long to be found.

    Attributes:
        given: the font that the tree has.
        title, label, signs: what title, label and the signs at the edge are written in.
        title_metrics, label_metrics, signs_metrics: how wide that is.
        narrowest: the least width of a label, in pixels.
    """

    def __init__(self, given: QFont, *, bold: bool) -> None:
        self.given = QFont(given)
        self.title = QFont(given)
        self.title.setBold(bold)
        self.label = tabular(QFont(self.title))
        self.signs = tabular(QFont(given))
        self.signs.setPixelSize(BADGE_PIXELS)
        self.title_metrics = QFontMetrics(self.title)
        self.label_metrics = QFontMetrics(self.label)
        self.signs_metrics = QFontMetrics(self.signs)
        self.narrowest = self.label_metrics.horizontalAdvance(NARROWEST_LABEL)


class OutlineDelegate(RowDelegate):
    """Paints labels and titles in two tones."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faces: dict[bool, _Faces] = {}

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the same height for every row, so that a tree of any length opens at once."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the ground as the style does, then label and title."""
        row = index.data(ROW_ROLE)
        label, title = index.data(LABEL_ROLE), index.data(TITLE_ROLE)
        super().paint(painter, option, index)
        painter.save()
        area = option.rect.adjusted(GRID // 2, 0, -GRID, 0)
        faces = self._in(option.font, bold=row.kind in BOLD_KINDS)
        palette: QPalette = option.palette
        quiet = label_grey(palette)
        area.setRight(_paint_signs(painter, area, index.data(BADGE_ROLE), palette, faces))
        count = index.data(MARKS_ROLE)
        if count:
            area.setRight(_paint_badge(painter, area, str(count), palette, faces))
        if label:
            area.setLeft(_paint_label(painter, area, label, quiet, faces))
        painter.setFont(faces.title)
        dark = palette.color(QPalette.ColorRole.Text)
        painter.setPen(quiet if row.kind == GROUP or row.archived else dark)
        mode = Qt.TextElideMode.ElideRight
        text = faces.title_metrics.elidedText(title, mode, area.width())
        painter.drawText(area, _MIDDLE, text)
        painter.restore()

    def _in(self, font: QFont, *, bold: bool) -> _Faces:
        found = self._faces.get(bold)
        if found is None or found.given != font:
            found = self._faces[bold] = _Faces(font, bold=bold)
        return found


def _paint_signs(
    painter: QPainter, area: QRect, badge: Badge, palette: QPalette, faces: _Faces
) -> int:
    """Paint the signs at the right edge and return where the title ends."""
    signs = badge.signs
    if not signs:
        return area.right()
    overdue = badge.light == "red"
    painter.setFont(faces.signs)
    painter.setPen(palette.color(_SIGNAL) if overdue else label_grey(palette))
    painter.drawText(area, _EDGE, signs)
    return area.right() - faces.signs_metrics.horizontalAdvance(signs) - GRID


def _paint_badge(
    painter: QPainter, area: QRect, text: str, palette: QPalette, faces: _Faces
) -> int:
    """Paint a number in a rounded frame at the right edge, and return where it begins."""
    width = max(faces.signs_metrics.horizontalAdvance(text) + GRID, 2 * GRID)
    badge = QRectF(area.right() - width, area.center().y() - GRID + 0.5, width, 2 * GRID - 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(palette.color(QPalette.ColorRole.Mid))
    painter.setBrush(palette.color(QPalette.ColorRole.Base))
    painter.drawRoundedRect(badge, GRID, GRID)
    painter.setFont(faces.signs)
    painter.setPen(label_grey(palette))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
    return round(badge.left()) - GRID // 2


def _paint_label(painter: QPainter, area: QRect, label: str, colour: QColor, faces: _Faces) -> int:
    """Paint the label and return where the title begins."""
    painter.setFont(faces.label)
    painter.setPen(colour)
    painter.drawText(area, _MIDDLE, label)
    width = max(faces.label_metrics.horizontalAdvance(label), faces.narrowest)
    return area.left() + width + GRID // 2


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_EDGE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_SIGNAL = QPalette.ColorRole.BrightText
