"""The small sheet that explains how to write what is looked for; its examples can be tried."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from desktop.views.theme import GRID
from desktop.views.widgets import Label

EXAMPLES = (
    ("稳增长", "这三个字连在一起的地方"),
    ("煤炭 保供", "两个词都有，不论先后"),
    ("“先立后改”", "引号里的原话，空格也算"),
    ("光伏 或 风电", "有其中一个就行"),
    ("消费 -文旅", "有“消费”，没有“文旅”"),
    ("500千伏", "数字中间的空格、全角半角都不计较"),
    ("标题:专业镇", "只看标题"),
    ("单位:省能源局", "责任单位里有"),
    ("标签:能源", "带这个标签"),
    ("批注:口径", "批注里写过"),
    ("文号:〔2023〕56号", "文号；括号怎么写都行"),
    ("年份:2022..2024", "这几年的文件"),
    ("状态:在办", "台账里是这个状态"),
)


class SearchHelp(QFrame):
    """A popup of examples.

    Signals:
        exampleChosen: the example to try.
    """

    exampleChosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("searchSheet")
        grid = QGridLayout(self)
        grid.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(2)
        heading = Label("词之间空一格，表示都要有。点一个例子试试：")
        heading.setObjectName("quiet")
        grid.addWidget(heading, 0, 0, 1, 2)
        for row, (example, meaning) in enumerate(EXAMPLES, 1):
            button = QPushButton(example)
            button.setProperty("class", "example")
            button.clicked.connect(lambda _=False, text=example: self._choose(text))
            grid.addWidget(button, row, 0)
            grid.addWidget(Label(meaning), row, 1)

    def show_at(self, place: QPoint) -> None:
        """Show the sheet below a place, within the screen."""
        self.show()  # first, for its buttons grow when they are
        room = self.screen().availableGeometry()
        left = min(place.x(), room.x() + room.width() - self.width())
        self.move(max(room.left(), left), place.y())

    def _choose(self, text: str) -> None:
        self.hide()
        self.exampleChosen.emit(text)
