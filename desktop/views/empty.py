"""What stands in the place of what there is not: of a text, of the rows of a list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.views.theme import GRID
from desktop.views.widgets import Label


class Nothing(QWidget):
    """A quiet sentence on why a list is empty, and a button below it that leads on.

    Args:
        sentence, button: what they say at first.
        name: the objectName of the button.
        middle: whether they stand in the middle, as on a page, or at the top, as in a panel.
    """

    def __init__(
        self, sentence: str = "", button: str = "", *, name: str = "", middle: bool = False
    ) -> None:
        super().__init__()
        self.sentence = Label(sentence)
        self.sentence.setObjectName("quiet")
        self.sentence.setWordWrap(True)
        self.button = QPushButton(button)
        self.button.setObjectName(name)
        across = Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
        column = QVBoxLayout(self)
        if middle:
            self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addStretch(1)
        else:
            column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
            column.setSpacing(GRID)
        column.addWidget(self.sentence)
        column.addWidget(self.button, 0, across)
        column.addStretch(1)


class EmptyState(QWidget):
    """One sentence and one button in the middle of the window while nothing is open.

    Signals:
        seedsRequested: load the example documents.
        importRequested: choose files, where there are no examples.
    """

    seedsRequested = Signal()
    importRequested = Signal()

    def __init__(self, *, seeds: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyState")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._seeds = seeds
        self.sentence = Label()
        self.sentence.setObjectName("emptySentence")
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setWordWrap(True)
        self.button = QPushButton()
        self.button.setObjectName("emptyButton")
        self.button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8 * GRID, 8 * GRID, 8 * GRID, 8 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addStretch(2)
        layout.addWidget(self.sentence)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.button.clicked.connect(self.seedsRequested if seeds else self.importRequested)
        self.show_offer()

    def show_offer(self) -> None:
        """Say that the library is empty and offer what to do."""
        offer = f"或先载入 {self._seeds} 份示例文件。" if self._seeds else "或从文件夹里选取。"
        self.sentence.setText(f"资料库还没有文件：把政策文件拖到这里，{offer}")
        self.button.setText("载入示例文件" if self._seeds else "导入文件…")
        self.button.setVisible(True)

    def show_choice(self) -> None:
        """Say that a document is to be chosen in the tree."""
        self.sentence.setText("在左侧目录中选一份文件开始阅读。")
        self.button.setVisible(False)

    def show_busy(self) -> None:
        """Say that documents are on their way."""
        self.sentence.setText("正在载入文件，完成一份就能阅读一份。")
        self.button.setVisible(False)
