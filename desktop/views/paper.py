"""Pages of a report as they lie on the desk: laid out on A4, as wide as there is room."""

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop.views.theme import GRID, Fonts

# GB/T 9704-2012, 5.2 and 6.2: A4 and its margins, in mm: left 28, top 37, right 26, bottom 35.
_A4 = QSizeF(210, 297)
_MARGINS = QMarginsF(28, 37, 26, 35)
_SONG = ("方正小标宋简体", "仿宋_GB2312", "仿宋", "宋体")  # typefaces of the official format
_KAI, _HEI = ("楷体_GB2312", "楷体"), ("黑体",)
_WIDEST = 1.2  # times its printed size on a screen of 96 dots an inch
_MILLIMETRES = 25.4
_FOOT = QColor("#6b665c")
_PAPER, _INK = QColor("#ffffff"), QColor("#1a1a1a")


class Paper(QAbstractScrollArea):
    """A report's pages one under the other; drawn from rich text, or pictures of pages.

    Signals:
        pageChanged: (the number of the page at the top, how many there are).
    """

    pageChanged = Signal(int, int)

    def __init__(self, fonts: Fonts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for family, chain in (
            *((name, fonts.serif) for name in _SONG),
            *((name, fonts.kai) for name in _KAI),
            *((name, fonts.sans) for name in _HEI),
        ):
            QFont.insertSubstitutions(family, chain)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("reportPreview")
        self.setAccessibleName("预览")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._document = QTextDocument(self)
        self._pictures: tuple[QPixmap, ...] = ()
        self._size = _A4
        self._pages = 0
        self.verticalScrollBar().valueChanged.connect(self._tell)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._pages

    @property
    def text(self) -> str:
        """The words on the pages, where they are not pictures."""
        return self._document.toPlainText()

    def show_html(self, html: str, *, landscape: bool) -> None:
        """Show rich text, its sizes in points of the printed page."""
        self._pictures = ()
        self._size = _A4.transposed() if landscape else _A4
        document = QTextDocument(self)
        document.setDocumentMargin(0)
        document.documentLayout().setPaintDevice(self.viewport())
        area = QRectF(0, 0, self._size.width(), self._size.height()).marginsRemoved(_MARGINS)
        document.setPageSize(area.size() * self._dots())
        document.setHtml(html)
        self._document.deleteLater()
        self._document = document
        self._pages = document.pageCount() if html else 0
        self._fit()

    def show_pictures(self, pictures: tuple[QPixmap, ...]) -> None:
        """Show pages that were drawn elsewhere."""
        self._pictures = pictures
        if pictures:
            across = pictures[0].width() > pictures[0].height()
            self._size = _A4.transposed() if across else _A4
        self._pages = len(pictures)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages that are in sight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Window))
        for number in range(self._pages):
            sheet = self._sheet(number)
            if sheet.intersects(QRectF(event.rect())):
                painter.fillRect(sheet.translated(0, 2), QColor(0, 0, 0, 40))
                painter.fillRect(sheet, _PAPER)
                self._paint(painter, number, sheet)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the pages the new width."""
        super().resizeEvent(event)
        self._fit()

    def _paint(self, painter: QPainter, number: int, sheet: QRectF) -> None:
        if self._pictures:
            picture = self._pictures[number]
            painter.drawPixmap(sheet, picture, QRectF(picture.rect()))
            return
        painter.save()
        painter.setClipRect(sheet)
        painter.translate(sheet.topLeft())
        painter.scale(self._zoom(), self._zoom())
        dots, area = self._dots(), self._document.pageSize()
        left, top = _MARGINS.left() * dots, _MARGINS.top() * dots
        foot = QRectF(left, top + area.height(), area.width(), 15 * dots)
        painter.setPen(_FOOT)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, f"— {number + 1} —")
        painter.translate(left, top - number * area.height())
        shown = QRectF(0, number * area.height(), area.width(), area.height())
        painter.setClipRect(shown)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = shown
        context.palette.setColor(QPalette.ColorRole.Text, _INK)
        self._document.documentLayout().draw(painter, context)
        painter.restore()

    def _dots(self) -> float:
        """How many pixels a millimetre has at its printed size."""
        return self.viewport().logicalDpiX() / _MILLIMETRES

    def _zoom(self) -> float:
        room = self.viewport().width() - 4 * GRID
        return max(0.1, min(_WIDEST, room / (self._size.width() * self._dots())))

    def _sheet(self, number: int) -> QRectF:
        """Return where a page lies in the viewport."""
        size = self._size * (self._dots() * self._zoom())
        left = (self.viewport().width() - size.width()) / 2
        top = 2 * GRID + number * (size.height() + 2 * GRID) - self.verticalScrollBar().value()
        return QRectF(left, top, size.width(), size.height())

    def _fit(self) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        height = self._size.height() * self._dots() * self._zoom() + 2 * GRID
        bar.setRange(0, max(0, round(self._pages * height + 2 * GRID - self.viewport().height())))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(4 * GRID)
        bar.setValue(round(share * bar.maximum()))
        self._tell()
        self.viewport().update()

    def _tell(self) -> None:
        middle = self.viewport().height() / 2
        at = sum(self._sheet(number).top() < middle for number in range(self._pages))
        self.pageChanged.emit(max(1, at) if self._pages else 0, self._pages)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move the pages."""
        self.viewport().scroll(dx, dy)
