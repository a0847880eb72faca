"""Where the words of one node are put right: laid over its text on the page."""

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.corrections import Words
from desktop.model import HEADINGS, Kind, Node
from desktop.views.offsets import to_units
from desktop.views.theme import GRID
from desktop.views.typography import Typography
from desktop.views.widgets import Label

UNITED = frozenset({Kind.MEASURE, Kind.ARTICLE, Kind.ITEM})
LABEL_EMS = 8
LEAST_LINES, LARGEST_SHARE = 2, 0.7  # of the text; of the page's height
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_RAW = {0x2029: "\n", 0x2028: "\n"}


class WordEditor(QFrame):
    """An editor for label, heading or text, and responsible units of a node.

    Signals:
        kept: (node id, the words that were changed by their name in `Words`); the editor is closed.
        left: it was closed without a change.
    """

    kept = Signal(str, dict)
    left = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("wordEditor")
        self._page = page
        self.label = _line("editorLabel", "序号")
        self.title = _line("editorTitle", "标题")
        self.text = QPlainTextEdit()
        self.text.setObjectName("editorText")
        self.text.setAccessibleName("文字")
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.units = _line("editorUnits", "（责任单位：…）")
        hint = Label("Ctrl+Enter 保留，Esc 放弃")
        hint.setObjectName("quiet")
        self.keep_button, self.leave_button = QPushButton("保留"), QPushButton("放弃")
        self.keep_button.setDefault(True)
        self.keep_button.clicked.connect(self.keep)
        self.leave_button.clicked.connect(self.leave)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.label)
        head.addWidget(self.title, 1)
        head.addStretch(0)
        foot.addWidget(hint, 1)
        foot.addWidget(self.leave_button)
        foot.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        column.addWidget(self.units)
        column.addLayout(foot)
        self._fields: dict[Words, QWidget] = {
            "label": self.label, "title": self.title, "text": self.text, "units_text": self.units
        }  # fmt: skip
        for widget in self._fields.values():
            widget.installEventFilter(self)
        self._node = ""
        self._before: dict[Words, str] = {}
        self.hide()

    @property
    def node(self) -> str:
        """The id of the node that is edited; "" while the editor is closed."""
        return self._node

    def open(
        self, node: Node, type_: Typography, area: QRect, start: int = 0, end: int = 0
    ) -> None:
        """Edit a node's words.

        Args:
            node: the node.
            start: the place in its text to begin at, in code points.
            end: up to where words are selected from there.
            type_: what the page is set in.
            area: where its text stands on the page, in pixels.
        """
        self._node = node.id
        heading = node.kind in HEADINGS
        self.label.setText(node.label)
        self.title.setText(node.title)
        self.text.setPlainText(node.text)
        self.units.setText(node.units_text)
        self.label.setVisible(node.kind is not Kind.LEAD and node.rows is None)
        self.title.setVisible(heading)
        self.text.setVisible(not heading)
        self.units.setVisible(node.kind in UNITED)
        self._before = {words: self._now(words) for words in self._fields}
        self.fit(type_, area)
        self.show()
        self.raise_()
        cursor = self.text.textCursor()
        cursor.setPosition(to_units(node.text, start))
        cursor.setPosition(to_units(node.text, end), QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        main = self.title if heading else self.text
        main.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self, type_: Typography, area: QRect) -> None:
        """Lie over the text, as high as it is, and where all can be seen.

        Args:
            type_: what the page is set in.
            area: where the text stands on the page, in pixels.
        """
        for widget, characters in (
            (self.label, type_.label), (self.title, type_.section), (self.text, type_.body),
            (self.units, type_.units),
        ):  # fmt: skip
            widget.setFont(characters.font())
        self.label.setFixedWidth(LABEL_EMS * type_.em)
        page = self._page.rect()
        left = max(0, type_.margin - 2 * GRID)
        width = page.width() - 2 * left
        # `isVisible` is false for the children of what is still hidden.
        rows = [field for field in self._fields.values() if field.isVisibleTo(self)]
        above = sum(field.sizeHint().height() + GRID for field in rows if field is not self.text)
        height = above + self.keep_button.sizeHint().height() + 3 * GRID
        if self.text in rows:
            line = QFontMetrics(self.text.font()).lineSpacing()
            height += max(area.height(), LEAST_LINES * line) + 3 * GRID
        height = min(height, round(page.height() * LARGEST_SHARE))
        top = max(0, min(area.top() - GRID, page.height() - height - GRID))
        self.setGeometry(left, top, width, height)

    def keep(self) -> None:
        """Close, and tell what was changed."""
        if not self._node:
            return
        node, changed = self._node, self.changed()
        self._close()
        if changed:
            self.kept.emit(node, changed)
        else:
            self.left.emit()

    def leave(self) -> None:
        """Close and forget what was changed."""
        if self._node:
            self._close()
            self.left.emit()

    def changed(self) -> Mapping[Words, str]:
        """Return the words that are not what they were, by their name."""
        now = {words: self._now(words) for words in self._fields}
        return {words: text for words, text in now.items() if text != self._before[words]}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep at Ctrl and Enter, leave at Escape, wherever one writes."""
        if event.type() == QEvent.Type.KeyPress:
            key = cast("QKeyEvent", event)
            control = key.modifiers() & Qt.KeyboardModifier.ControlModifier
            if key.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if key.key() in ENTER and (control or watched is not self.text):
                self.keep()
                return True
        return super().eventFilter(watched, event)

    def _close(self) -> None:
        self._node = ""
        self.hide()

    def _now(self, words: Words) -> str:
        field = self._fields[words]
        if isinstance(field, QPlainTextEdit):
            return field.document().toRawText().translate(_RAW)
        return cast("QLineEdit", field).text()


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(hint)
    line.setPlaceholderText(hint)
    return line
