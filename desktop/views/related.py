"""The panel 相关: measures of the library that are like the one being read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.actions.search import Related, Relations
from desktop.views.theme import GRID

_RELATED = Qt.ItemDataRole.UserRole + 1
_WORDS = 6  # shared words that are shown
NO_MEASURE = "读到一条措施时，这里列出库里与它最相近的措施。"
READING = "正在整理库里的词语，稍后列出相近的措施。"
NOTHING = "库里没有与这一条相近的措施。"


class RelatedPanel(QWidget):
    """The ten most alike, each with its document and the words shared.

    Signals:
        relatedRequested: the `Related` to read.
        seen: the panel has come to the front.
    """

    relatedRequested = Signal(object)
    seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("relatedPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = QLabel()
        self.heading.setObjectName("quiet")
        self.heading.setWordWrap(True)
        self.heading.setContentsMargins(2 * GRID, GRID, 2 * GRID, 0)
        self.list = QListWidget()
        self.list.setObjectName("relatedList")
        self.list.setAccessibleName("相关措施")
        self.list.setWordWrap(True)
        self.list.setSpacing(GRID // 2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        column.addStretch()
        self.list.itemActivated.connect(self._chosen)
        self.list.itemClicked.connect(self._chosen)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that no measure is being read."""
        self.list.clear()
        self.list.setVisible(False)
        self.heading.setText(NO_MEASURE)

    def show_relations(self, name: str, found: Relations) -> None:
        """List what is like the measure of that name."""
        self.list.clear()
        for each in found.measures:
            shared = "、".join(each.words[:_WORDS])
            item = QListWidgetItem(
                f"{each.label} {each.title}".strip()
                + f"\n《{each.document_title}》\n共有：{shared}"
            )
            item.setData(_RELATED, each)
            item.setToolTip(f"相近程度 {each.score:.0%}")
            self.list.addItem(item)
        self.list.setVisible(bool(found.measures))
        if found.measures:
            self.heading.setText(f"与“{name}”相近的措施")
        else:
            self.heading.setText(NOTHING if found.whole else READING)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that somebody looks."""
        super().showEvent(event)
        self.seen.emit()

    def _chosen(self, item: QListWidgetItem) -> None:
        related: Related = item.data(_RELATED)
        self.relatedRequested.emit(related)
