"""Which widget can carry the reader: 80,000 characters, 5,000 overlapping highlights.

Run `python -m benchmarks.reader_widgets`. Each candidate opens the longest seed in a process of
its own and reports the time to open it (document, highlights, first frame, last line reachable),
the median and worst frame while it scrolls from top to end, and the memory that opening added to
an empty window. The last line is one JSON object.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTextEdit

SEED = Path(__file__).resolve().parent.parent / "seeds" / "004_f61c2087ba53f0d6.txt"
SIZE, COLUMN, MARGIN, LINE = 17, 38, 48, 1.75
COLOURS = [QColor(c) for c in ("#f6e58d", "#badc58", "#7ed6df", "#ffbe76", "#e1b1ff")]
HIGHLIGHTS = 5_000
FRAMES = 300


@dataclass
class Highlight:
    start: int
    end: int
    colour: QColor


def paragraphs() -> list[str]:
    return [line for line in SEED.read_text("utf-8").split("\n") if line.strip()]


def highlights(length: int) -> list[Highlight]:
    random_ = random.Random(4)
    spans = []
    for number in range(HIGHLIGHTS):
        start = random_.randrange(length - 40)
        spans.append(Highlight(start, start + random_.randint(2, 40), COLOURS[number % 5]))
    return sorted(spans, key=lambda span: span.start)


def font() -> QFont:
    font = QFont(["Source Han Serif SC", "Noto Serif CJK SC", "SimSun"])
    font.setPixelSize(SIZE)
    return font


def document() -> QTextDocument:
    doc = QTextDocument()
    doc.setUndoRedoEnabled(False)
    doc.setDefaultFont(font())
    doc.setDocumentMargin(MARGIN)
    cursor = QTextCursor(doc)
    block = QTextBlockFormat()
    block.setLineHeight(LINE * 100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setAlignment(Qt.AlignmentFlag.AlignJustify)
    block.setTextIndent(2 * SIZE)
    cursor.beginEditBlock()
    for paragraph in paragraphs():
        cursor.insertBlock(block)
        cursor.insertText(paragraph)
    cursor.endEditBlock()
    return doc


class Edit(QTextEdit):
    """A plain read-only text edit without highlights: what the others add to."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)

    def open(self) -> None:
        self._document = document()
        self.setDocument(self._document)
        self.mark(highlights(self._document.characterCount()))

    def mark(self, spans: list[Highlight]) -> None: ...

    def reach_end(self) -> None:
        doc = self.document()
        doc.documentLayout().blockBoundingRect(doc.lastBlock())


class ExtraSelections(Edit):
    def mark(self, spans: list[Highlight]) -> None:
        selections = []
        for span in spans:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self._document)
            selection.cursor.setPosition(span.start)
            selection.cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
            selection.format.setBackground(span.colour)
            selections.append(selection)
        self.setExtraSelections(selections)


class Formats(Edit):
    def mark(self, spans: list[Highlight]) -> None:
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for span in spans:
            cursor.setPosition(span.start)
            cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
            style = QTextCharFormat()
            style.setBackground(span.colour)
            cursor.mergeCharFormat(style)
        cursor.endEditBlock()


def paint_spans(
    painter: QPainter, layout: QTextLayout, origin: QPointF, spans: list[Highlight], start: int
) -> None:
    for line_number in range(layout.lineCount()):
        line = layout.lineAt(line_number)
        first, last = line.textStart(), line.textStart() + line.textLength()
        for span in spans:
            left, right = max(span.start - start, first), min(span.end - start, last)
            if left < right:
                x0, x1 = line.cursorToX(left)[0], line.cursorToX(right)[0]
                top = origin.y() + line.y() + line.ascent() - SIZE
                area = QRectF(origin.x() + x0, top, x1 - x0, SIZE * 1.2)
                painter.fillRect(area, span.colour)


class Overlay(Edit):
    """Paints the highlights of the visible blocks under the text."""

    def mark(self, spans: list[Highlight]) -> None:
        self._spans: dict[int, list[Highlight]] = {}
        for span in spans:
            block = self._document.findBlock(span.start)
            while block.isValid() and block.position() < span.end:
                self._spans.setdefault(block.blockNumber(), []).append(span)
                block = block.next()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        top = self.verticalScrollBar().value()
        layout = self._document.documentLayout()
        block = self.cursorForPosition(event.rect().topLeft()).block()
        while block.isValid():
            area = layout.blockBoundingRect(block).translated(0, -top)
            if area.top() > event.rect().bottom():
                break
            spans = self._spans.get(block.blockNumber(), [])
            paint_spans(painter, block.layout(), area.topLeft(), spans, block.position())
            block = block.next()
        painter.end()
        super().paintEvent(event)


class Blocks(QAbstractScrollArea):
    """Lays out and paints only the blocks in view; the others have an estimated height."""

    def open(self) -> None:
        self._texts = paragraphs()
        self._layouts: dict[int, QTextLayout] = {}
        self._font = font()
        self._line = SIZE * LINE
        self._heights = [
            (len(text) // COLUMN + 1) * self._line + self._line / 2 for text in self._texts
        ]
        self._starts, position = [], 0
        for text in self._texts:
            self._starts.append(position)
            position += len(text) + 1
        self._spans: dict[int, list[Highlight]] = {}
        block = 0
        for span in highlights(position):
            while block + 1 < len(self._starts) and self._starts[block + 1] <= span.start:
                block += 1
            self._spans.setdefault(block, []).append(span)
        self.verticalScrollBar().setRange(0, int(sum(self._heights)) - self.viewport().height())
        self.verticalScrollBar().setPageStep(self.viewport().height())

    def _layout(self, block: int) -> QTextLayout:
        if block not in self._layouts:
            layout = QTextLayout(self._texts[block], self._font)
            layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignJustify))
            layout.setCacheEnabled(True)
            layout.beginLayout()
            y = 0.0
            while (line := layout.createLine()).isValid():
                line.setLineWidth(COLUMN * SIZE)
                line.setPosition(QPointF(0, y))
                y += self._line
            layout.endLayout()
            self._heights[block] = y + self._line / 2
            self._layouts[block] = layout
        return self._layouts[block]

    def reach_end(self) -> None:
        self._layout(len(self._texts) - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        y = -float(self.verticalScrollBar().value())
        for block, height in enumerate(self._heights):
            if y + height >= 0:
                layout = self._layout(block)
                origin = QPointF(MARGIN, y)
                spans = self._spans.get(block, [])
                paint_spans(painter, layout, origin, spans, self._starts[block])
                layout.draw(painter, origin)
            y += self._heights[block]
            if y > event.rect().bottom():
                break
        painter.end()


CANDIDATES = {
    "QTextEdit, no highlights": Edit,
    "QTextEdit, ExtraSelections": ExtraSelections,
    "QTextEdit, char formats": Formats,
    "QTextEdit, own overlay": Overlay,
    "QAbstractScrollArea, visible blocks": Blocks,
}


def resident_mb() -> float:
    """This process's own memory, in MB: pages it shares with nobody and its part of the rest."""
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def measure(name: str) -> dict[str, object]:
    app = QApplication([])
    warm = QTextEdit("预热")
    warm.setFont(font())
    warm.grab()
    view = CANDIDATES[name]()
    view.resize(COLUMN * SIZE + 2 * MARGIN + 24, 900)
    view.show()
    page = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    before = resident_mb()
    started = time.perf_counter()
    view.open()
    view.viewport().render(page)
    first = time.perf_counter() - started
    view.reach_end()
    opened = time.perf_counter() - started
    bar = view.verticalScrollBar()
    frames = []
    for frame in range(FRAMES + 1):
        begun = time.perf_counter()
        bar.setValue(bar.maximum() * frame // FRAMES)
        view.viewport().render(page)
        frames.append((time.perf_counter() - begun) * 1000)
    added = resident_mb() - before
    del app
    return {
        "widget": name,
        "first_frame_ms": round(first * 1000, 1),
        "open_ms": round(opened * 1000, 1),
        "frame_median_ms": round(statistics.median(frames), 2),
        "frame_worst_ms": round(max(frames), 2),
        "added_mb": round(added, 1),
    }


def main() -> None:
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1]), ensure_ascii=False))
        return
    figures = []
    for name in CANDIDATES:
        run = subprocess.run(
            [sys.executable, "-m", "benchmarks.reader_widgets", name],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        figures.append(json.loads(run.stdout.splitlines()[-1]))
        print(figures[-1])
    print(json.dumps({"reader_widgets": figures}, ensure_ascii=False))


if __name__ == "__main__":
    main()
