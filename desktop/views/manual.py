"""使用手册 in a window of its own: its chapters at the left, one of them to read at the right."""

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QImageReader,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import paths
from desktop.errors import UserError
from desktop.views.theme import GRID, Theme

CHAPTER, SECTION = "## ", "### "
_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|\*\*|`|\\(?=\|)")
_LINE_HEIGHT = 145  # percent
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_PLACE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the manual.

    Attributes:
        title: its heading.
        text: all of it, in Markdown, heading included.
        sections: the headings of its sections.
    """

    title: str
    text: str
    sections: tuple[str, ...]

    def has(self, words: str) -> bool:
        """Return whether words stand in it as it is read, without marks; in any case of letters."""
        return words.lower() in _MARKUP.sub("", self.text).lower()


def chapters(text: str) -> list[Chapter]:
    """Return the chapters of a manual in Markdown; what stands before the first is one, too."""
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.startswith(CHAPTER):
            found.append([])
        found[-1].append(line)
    return [
        Chapter(
            title=next((line.lstrip("# ") for line in lines if line.startswith("#")), ""),
            text="\n".join(lines),
            sections=tuple(line[len(SECTION) :] for line in lines if line.startswith(SECTION)),
        )
        for lines in found
        if "".join(lines).strip()
    ]


class ChapterView(QTextBrowser):
    """A chapter on a page; pictures are as wide as there is room, and read when they are seen."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.setObjectName("manualText")
        self.setOpenLinks(False)
        self._folder = folder
        self._made: QTextDocument | None = None  # the chapter shown; Qt deletes only its own

    def show_chapter(self, text: str) -> None:
        """Show a text in Markdown from its top."""
        made = QTextDocument(self)
        made.setDocumentMargin(3 * GRID)
        made.setDefaultFont(self.font())
        made.setMarkdown(text)
        # All this before it is laid out, so that no picture is read to learn its size.
        cursor = QTextCursor(made)
        cursor.select(QTextCursor.SelectionType.Document)
        form = QTextBlockFormat()
        form.setLineHeight(_LINE_HEIGHT, _PROPORTIONAL)
        form.setBottomMargin(GRID // 2)
        cursor.mergeBlockFormat(form)
        _fit(made, self._folder, self._room)
        self.setDocument(made)
        if self._made is not None:
            self._made.deleteLater()
        self._made = made

    def loadResource(self, type_: int, name: QUrl | str) -> object:
        """Return a picture of the manual, drawn in the size in which it is shown."""
        if type_ != QTextDocument.ResourceType.ImageResource.value:
            return None
        reader = QImageReader(str(self._folder / QUrl(name).toString()))
        size = _shown(reader.size(), self._room)
        reader.setScaledSize((size * self.devicePixelRatioF()).toSize())
        return reader.read()

    @property
    def _room(self) -> int:
        return max(1, self.viewport().width() - 8 * GRID)

    def go(self, heading: str) -> None:
        """Bring a heading to the upper edge."""
        block = self.document().begin()
        while block.isValid() and block.text() != heading:
            block = block.next()
        if block.isValid():
            area = self.document().documentLayout().blockBoundingRect(block)
            self.verticalScrollBar().setValue(round(area.top()) - GRID)

    def mark(self, words: str, colour: str) -> None:
        """Mark every place where the words stand, and bring the first of them into view."""
        found: list[QTextEdit.ExtraSelection] = []
        cursor = self.document().find(words) if words else QTextCursor()
        while not cursor.isNull():
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            selection.format.setBackground(QColor(colour))
            found.append(selection)
            cursor = self.document().find(words, cursor)
        self.setExtraSelections(found)
        if found:
            first = QTextCursor(found[0].cursor)
            first.clearSelection()
            self.setTextCursor(first)
            self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let pictures be as wide as there is room."""
        super().resizeEvent(event)
        _fit(self.document(), self._folder, self._room)


def _fit(document: QTextDocument, folder: Path, room: int) -> None:
    """Give every picture a size."""
    images: list[tuple[int, QTextImageFormat]] = []
    block = document.begin()
    while block.isValid():
        run = block.begin()
        while not run.atEnd():
            fragment = run.fragment()
            if fragment.charFormat().isImageFormat():
                images.append((fragment.position(), fragment.charFormat().toImageFormat()))
            run += 1
        block = block.next()
    cursor = QTextCursor(document)
    for position, image in images:
        size = _shown(QImageReader(str(folder / image.name())).size(), room)
        if not size.isEmpty() and image.width() != size.width():
            image.setWidth(size.width())
            image.setHeight(size.height())
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(image)


def _shown(natural: QSize, room: int) -> QSizeF:
    """Return how large a picture is shown: no wider than there is room."""
    size = QSizeF(natural)
    return size * min(1.0, room / size.width()) if size.width() > 0 else QSizeF()


class ManualWindow(QDialog):
    """The manual beside the window, which stays usable.

    Args:
        parent: the window.
        file: the manual, in Markdown; its pictures lie beside it.
        theme: for the words that are looked for.

    Raises:
        UserError: the manual cannot be read.
    """

    def __init__(self, parent: QWidget, file: Path, theme: Theme) -> None:
        super().__init__(parent)
        self.setObjectName("manualWindow")
        self.setWindowTitle("使用手册")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        try:
            self._chapters = chapters(file.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(
                f"读不出使用手册“{paths.shown(file)}”。程序可能没有装全，请重新安装。"
            ) from error
        self._theme = theme
        self._shown: Chapter | None = None
        self.search = QLineEdit()
        self.search.setObjectName("manualSearch")
        self.search.setPlaceholderText("在手册中查找（Ctrl+F）")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("manualList")
        self.list.setAccessibleName("手册目录")
        self.list.setSpacing(1)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view = ChapterView(file.parent)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self.search)
        left.addWidget(self.list)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID, GRID, GRID)
        row.setSpacing(GRID)
        row.addLayout(left, 2)
        row.addWidget(self.view, 7)
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self.list.setFocus)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)
        self.list.currentItemChanged.connect(self._show)
        room = self.screen().availableGeometry()
        self.resize(
            min(132 * GRID, room.width() * 9 // 10), min(96 * GRID, room.height() * 9 // 10)
        )
        self._fill()
        self.list.setFocus()

    @classmethod
    def tell(cls, parent: QWidget, file: Path, theme: Theme) -> None:
        """Show the manual, in the window in which it is shown already if there is one."""
        there = (each for each in parent.findChildren(cls) if each.isVisible())
        shown = next(there, None) or cls(parent, file, theme)
        shown.show()
        shown.activateWindow()

    def _fill(self) -> None:
        """List the chapters in which the words stand that are looked for, and show the first."""
        words = self.search.text().strip()
        self.list.blockSignals(True)
        self.list.clear()
        for number, chapter in enumerate(self._chapters):
            if chapter.has(words):
                self._add(chapter.title, number, "")
                for section in chapter.sections:
                    self._add(f"　　{section}", number, section)
        self.list.blockSignals(False)
        if self.list.count():
            self.list.setCurrentRow(0)
        else:
            self._shown = None
            self.view.setPlainText(f"手册里没有“{words}”。请换一个说法，或只写其中的一两个字。")

    def _add(self, text: str, chapter: int, section: str) -> None:
        item = QListWidgetItem(text)
        item.setData(_PLACE, (chapter, section))
        self.list.addItem(item)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        number, section = item.data(_PLACE)
        chapter = self._chapters[number]
        if chapter is not self._shown:
            self._shown = chapter
            self.view.show_chapter(chapter.text)
        self.view.mark(self.search.text().strip(), self._theme.found)
        if section:
            self.view.go(section)
