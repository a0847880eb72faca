"""The type of the page: every paragraph's and character's format at one zoom, in one theme."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from desktop.views.theme import GRID, Fonts, Theme, font

BODY_PIXELS = 17
LINE_HEIGHT = 1.75
COLUMN_CHARACTERS = 38
MARGIN_PIXELS = 7 * GRID
NARROW_MARGIN_PIXELS = 5 * GRID  # where two pages stand beside each other
HANGING_EMS = 2.0
CENTRE = Qt.AlignmentFlag.AlignHCenter
LEFT = Qt.AlignmentFlag.AlignLeft
JUSTIFY = Qt.AlignmentFlag.AlignJustify


class Typography:
    """The formats of one page.

    Attributes:
        em: the body size in pixels; all measures follow it.
        theme: whose colours are used.
        margin: of the page on every side, in pixels; it has room for signs.
    """

    def __init__(
        self, *, theme: Theme, fonts: Fonts, zoom: float = 1.0, margin: int = MARGIN_PIXELS
    ) -> None:
        self.theme = theme
        self.margin = margin
        self.em = round(BODY_PIXELS * zoom)
        self._fonts = fonts
        serif, sans, kai = fonts.serif, fonts.sans, fonts.kai
        em, text, quiet = self.em, theme.text, theme.quiet
        self.body = self._characters(serif, em, text)
        self.topic = self._characters(serif, em, text, bold=True)
        self.label = self._characters(sans, em * 0.94, theme.accent)
        self.lead = self._characters(kai, em, text)
        self.units = self._characters(sans, em * 0.8, quiet)
        self.title = self._characters(serif, em * 1.6, text, bold=True)
        self.meta = self._characters(sans, em * 0.82, quiet)
        self.part = self._characters(sans, em * 1.4, text, bold=True)
        self.chapter = self._characters(sans, em * 1.22, text, bold=True)
        self.section = self._characters(sans, em * 1.06, text, bold=True)
        self.box_title = self._characters(sans, em * 0.9, text, bold=True)
        self.box_label = self._characters(sans, em * 0.9, theme.accent, bold=True)
        self.small = self._characters(serif, em * 0.82, quiet)
        self.small_title = self._characters(sans, em * 0.82, quiet, bold=True)
        self.cell = self._characters(sans, em * 0.8, text)
        self.cell_head = self._characters(sans, em * 0.8, text, bold=True)
        self.gap = self._characters(serif, 1, quiet)

    @property
    def default_font(self) -> QFont:
        """The page's body font."""
        return font(self._fonts.serif, self.em)

    @property
    def note_font(self) -> QFont:
        """The font of what is written into the page's margin."""
        return font(self._fonts.sans, max(9, self.em * 0.62))

    @property
    def line_pixels(self) -> int:
        """The height of a line of the body, in pixels."""
        return round(self.em * LINE_HEIGHT)

    @property
    def sheet_width(self) -> int:
        """The width of the whole sheet with its margins, in pixels."""
        return COLUMN_CHARACTERS * self.em + 2 * self.margin

    def paragraph(
        self,
        *,
        pixels: float | None = None,
        align: Qt.AlignmentFlag = JUSTIFY,
        above: float = 0.0,
        below: float = 0.0,
        indent: float = 0.0,
        left: float = 0.0,
    ) -> QTextBlockFormat:
        """Return a paragraph format; all distances in ems of the body.

        Args:
            pixels: the type size that the line height follows; the body's where None.
            align: how lines fill the column.
            above: space before.
            below: space after.
            indent: of the first line, counted from `left`; negative hangs it out.
            left: of all lines.
        """
        made = QTextBlockFormat()
        height = (pixels or self.em) * (LINE_HEIGHT if align == JUSTIFY else 1.5)
        made.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        made.setAlignment(align)
        made.setTopMargin(above * self.em)
        made.setBottomMargin(below * self.em)
        made.setLeftMargin(left * self.em)
        made.setTextIndent(indent * self.em)
        return made

    def gap_paragraph(self, height: float) -> QTextBlockFormat:
        """Return the format of an empty paragraph `height` ems high, as frames leave them."""
        made = QTextBlockFormat()
        made.setLineHeight(
            max(1.0, height * self.em), QTextBlockFormat.LineHeightTypes.FixedHeight.value
        )
        return made

    def rule(self, block: QTextBlockFormat) -> QTextBlockFormat:
        """Return the paragraph format with a hairline below it."""
        block.setProperty(
            QTextFormat.Property.BlockTrailingHorizontalRulerWidth,
            QTextLength(QTextLength.Type.PercentageLength, 100),
        )
        block.setBackground(QBrush(QColor(self.theme.line)))
        return block

    def box(self) -> QTextFrameFormat:
        """Return the frame that a box (专栏) stands in."""
        made = QTextFrameFormat()
        made.setBorder(1)
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        made.setBorderBrush(QColor(self.theme.line))
        made.setPadding(self.em * 0.9)
        made.setTopMargin(self.em * 0.9)
        made.setBottomMargin(self.em * 0.9)
        return made

    def table(self, columns: Iterable[float]) -> QTextTableFormat:
        """Return the format of a table whose columns take these shares of the width, in percent."""
        made = QTextTableFormat()
        made.setBorderCollapse(True)
        made.setBorder(1)
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        made.setBorderBrush(QColor(self.theme.line))
        made.setCellPadding(self.em * 0.35)
        made.setCellSpacing(0)
        made.setTopMargin(self.em * 0.5)
        made.setBottomMargin(self.em * 0.5)
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        percent = QTextLength.Type.PercentageLength
        made.setColumnWidthConstraints([QTextLength(percent, share) for share in columns])
        return made

    @staticmethod
    def _characters(
        families: list[str], pixels: float, colour: str, *, bold: bool = False
    ) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(font(families, pixels, bold=bold))
        made.setForeground(QColor(colour))
        return made


def pixels_of(characters: QTextCharFormat) -> int:
    """Return the type size of a character format."""
    return characters.font().pixelSize()


def spaced(characters: QTextCharFormat, room: float) -> QTextCharFormat:
    """Return the format with `room` pixels after each character."""
    made = QTextCharFormat(characters)
    made.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    made.setFontLetterSpacing(room)
    return made
