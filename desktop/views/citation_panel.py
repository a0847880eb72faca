"""The panel 引用: which documents the one that is open names, and which name it, with places."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.model import Citation
from desktop.views.empty import Nothing
from desktop.views.theme import GRID

NOTHING = "本文没有提到库里的其他文件，也没有别的文件提到它。导入它引用的文件，这里就会列出来。"
NO_DOCUMENT = "打开一份文件，这里列出它引用了谁、谁引用了它。"
_DOCUMENT = Qt.ItemDataRole.UserRole
_CITATION = Qt.ItemDataRole.UserRole + 1
Other = Callable[[Citation], tuple[str, str]]


class CitationTree(QTreeWidget):
    """Documents with the places below them.

    Signals:
        opened: Enter was pressed.
    """

    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; the rest moves."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class CitationPanel(QWidget):
    """Who cites whom, in both directions.

    Signals:
        placeRequested: the `Citation` whose words to show, in whichever document they stand.
        documentRequested: the id of the document to open.
        importRequested: choose files to import.
    """

    placeRequested = Signal(object)
    documentRequested = Signal(str)
    importRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("citationPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tree = CitationTree()
        self.tree.setObjectName("citationList")
        self.tree.setAccessibleName("引用关系")
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(2 * GRID)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.setExpandsOnDoubleClick(False)
        self.empty = Nothing(button="导入文件…")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.tree)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.setFocusProxy(self.tree)
        self.empty.button.clicked.connect(self.importRequested)
        self.tree.itemClicked.connect(self._show)
        self.tree.itemDoubleClicked.connect(self._open)
        self.tree.opened.connect(lambda: self._open(self.tree.currentItem()))
        self.tree.customContextMenuRequested.connect(self._show_menu)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that no document is open."""
        self.tree.clear()
        self.empty.sentence.setText(NO_DOCUMENT)
        self.empty.button.setVisible(False)
        self._pages.setCurrentIndex(0)

    def show_citations(self, cites: Sequence[Citation], cited_by: Sequence[Citation]) -> None:
        """List what a document cites, and what cites it; the words in the order of their texts."""
        self.tree.clear()
        self._add("本文引用", cites, lambda each: (each.cited, each.cited_title))
        self._add("引用本文", cited_by, lambda each: (each.document, each.document_title))
        self.tree.expandAll()
        self.empty.sentence.setText(NOTHING)
        self.empty.button.setVisible(True)
        self._pages.setCurrentIndex(int(bool(cites or cited_by)))

    # --- inside ------------------------------------------------------------------

    def _add(self, heading: str, found: Sequence[Citation], other: Other) -> None:
        """Add a direction: its documents in order, each with the places below it."""
        if not found:
            return
        names = dict(map(other, found))
        top = QTreeWidgetItem(self.tree, [f"{heading}　{len(names)} 份文件"])
        top.setFlags(Qt.ItemFlag.ItemIsEnabled)
        for document, title in names.items():
            places = [each for each in found if other(each)[0] == document]
            row = QTreeWidgetItem(top, [f"《{title}》　{len(places)} 处"])
            row.setData(0, _DOCUMENT, document)
            row.setToolTip(0, f"《{title}》\n双击或按 Enter 打开")
            for each in places:
                below = QTreeWidgetItem(row, [each.place])
                below.setData(0, _DOCUMENT, document)
                below.setData(0, _CITATION, each)
                below.setToolTip(0, f"{each.place}\n“{each.words}”\n点一下到原处")

    def _show(self, item: QTreeWidgetItem) -> None:
        citation = item.data(0, _CITATION)
        if citation is not None:
            self.placeRequested.emit(citation)

    def _open(self, item: QTreeWidgetItem | None) -> None:
        """Open the other document; where it cites the one that is open, at the place."""
        if item is None or item.data(0, _DOCUMENT) is None:
            return
        document, citation = item.data(0, _DOCUMENT), item.data(0, _CITATION)
        if citation is not None and citation.document == document:
            self.placeRequested.emit(citation)
        else:
            self.documentRequested.emit(document)

    def _show_menu(self, where: QPoint) -> None:
        item = self.tree.itemAt(where)
        if item is None or item.data(0, _DOCUMENT) is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if item.data(0, _CITATION) is not None:
            menu.addAction("到原处").triggered.connect(lambda: self._show(item))
        document = item.data(0, _DOCUMENT)
        menu.addAction("打开文件").triggered.connect(lambda: self.documentRequested.emit(document))
        menu.popup(self.tree.viewport().mapToGlobal(where))
