"""What is asked about tags in boxes of their own."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from desktop.annotations import Tag
from desktop.views.dialogs import Dialog
from desktop.views.theme import GRID
from desktop.views.widgets import Label


class TagText(Dialog):
    """What a tag is for."""

    def __init__(self, parent: QWidget, *, name: str, text: str) -> None:
        super().__init__(parent, name="tagText", title="标签说明", accept="保存")
        self.text = QPlainTextEdit(text)
        self.text.setMinimumSize(48 * GRID, 12 * GRID)
        self.column.addWidget(Label(f"“{name}”用来标什么："))
        self.column.addWidget(self.text)
        self.column.addWidget(self.buttons)

    @classmethod
    def ask(cls, parent: QWidget, *, name: str, text: str) -> str | None:
        """Return the description; None when it was put away."""
        dialog = cls(parent, name=name, text=text)
        return dialog.text.toPlainText() if dialog.exec() else None


class TagChoice(Dialog):
    """Into which other tag one is merged."""

    def __init__(self, parent: QWidget, *, tag: Tag, others: Sequence[Tag]) -> None:
        super().__init__(parent, name="tagChoice", title="合并标签", accept="合并")
        self.box = QComboBox()
        self.box.setObjectName("tagInto")
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setMinimumWidth(40 * GRID)
        for each in others:
            self.box.addItem(each.path, each.id)
        completer = self.box.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
        text = Label(f"用过“{tag.path}”的 {tag.uses} 处改用下面的标签，可以撤销：")
        text.setWordWrap(True)
        self.column.addWidget(text)
        self.column.addWidget(self.box)
        self.column.addWidget(self.buttons)

    @classmethod
    def ask(cls, parent: QWidget, *, tag: Tag, others: Sequence[Tag]) -> str | None:
        """Return the id of the other tag; None when it was put away or none was chosen."""
        dialog = cls(parent, tag=tag, others=others)
        if not dialog.exec():
            return None
        at = dialog.box.findText(dialog.box.currentText().strip())
        return None if at < 0 else str(dialog.box.itemData(at))
