"""The line that tags are typed into, with what is selected above it and suggestions below."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.views.theme import GRID
from desktop.views.widgets import Label, literal, tool

MOST_SUGGESTED = 4
NO_TARGET = "先在目录或正文里选中要加标签的条目。"


class TagEntry(QWidget):
    """Types tags, completed over those there are; new ones are made on the fly.

    Signals:
        addRequested: the path of the tag that what is selected is to carry.
        suggestionsRequested: look for tags in the words of what is selected.
    """

    addRequested = Signal(str)
    suggestionsRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editable, self._targets = True, 0
        self.target = Label(NO_TARGET)
        self.target.setObjectName("tagTarget")
        self.target.setWordWrap(True)
        self.line = QLineEdit()
        self.line.setObjectName("tagEntry")
        self.line.setPlaceholderText("输入标签，回车加上")
        self.line.setToolTip("没有的标签会新建；用“能源/煤炭”分级")
        self._paths = QStringListModel(self)
        completer = QCompleter(self._paths, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)
        self.suggest = tool("建议标签", "从这一条自己的用词里找出可作标签的词", name="tagSuggest")
        self.suggested: list[QToolButton] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self.suggest)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.target)
        column.addWidget(self.line)
        column.addLayout(self._row)
        self.line.returnPressed.connect(self._add)
        self.suggest.clicked.connect(self.suggestionsRequested)

    def set_known(self, paths: Sequence[str]) -> None:
        """Complete over these."""
        self._paths.setStringList(list(paths))

    def set_editable(self, editable: bool) -> None:
        """Let tags be typed, or not."""
        self._editable = editable
        self._allow()

    def show_targets(self, name: str, *, among: int) -> None:
        """Say what is tagged: its name, and how many things it is."""
        self._targets = among
        self.target.setText(f"给{name}加标签" if among else NO_TARGET)
        self._allow()
        self.show_suggestions(())

    def show_suggestions(self, words: Sequence[str]) -> None:
        """Offer words as tags."""
        for button in self.suggested:
            self._row.removeWidget(button)
            button.deleteLater()
        self.suggested = []
        for word in words[:MOST_SUGGESTED]:
            button = tool(f"＋{literal(word)}", f"加标签“{word}”")
            button.clicked.connect(lambda _=False, word=word: self.addRequested.emit(word))
            self._row.insertWidget(self._row.count() - 1, button)
            self.suggested.append(button)
        self.suggest.setVisible(not self.suggested)

    def _allow(self) -> None:
        for widget in (self.line, self.suggest):
            widget.setEnabled(self._targets > 0 and self._editable)

    def _add(self) -> None:
        path = self.line.text().strip()
        if path:
            # Later, for the completer puts what was chosen into the line once more.
            QTimer.singleShot(0, self.line, self.line.clear)
            self.addRequested.emit(path)
