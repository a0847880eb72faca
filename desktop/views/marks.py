"""The panel 批注: the marks of the document or the library, and the one that is chosen."""

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.annotations import Mark, MarkQuery, MarkRow
from desktop.views.empty import Nothing
from desktop.views.mark_colours import Looks
from desktop.views.mark_detail import MarkDetail
from desktop.views.mark_filters import MarkFilters
from desktop.views.mark_list import MARK_ROLE, MarkDelegate, MarkListModel
from desktop.views.selecting import rows_selected, selected_rows

NO_MARKS = "还没有批注。在正文里选中文字，按 Alt+1 到 Alt+5，或点出现的颜色。"
NO_LOST = "没有待重新定位的批注：文件换了新版以后，找不到原处的批注会列在这里。"
NONE_FOUND = "没有符合筛选的批注。"


class MarkView(QListView):
    """The list itself.

    Signals:
        deletePressed: the key Delete.
        editPressed: Enter or F2.
        moved: the keyboard went to another row.
    """

    deletePressed = Signal()
    editPressed = Signal()
    moved = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete deletes, Enter and F2 write on; the rest moves."""
        if event.key() == Qt.Key.Key_Delete:
            self.deletePressed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.editPressed.emit()
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            if self.currentIndex() != before:
                self.moved.emit()


class MarkPanel(QWidget):
    """Filters over a list over the mark that is chosen.

    Signals:
        queryChanged: other marks are wanted.
        markRequested: the `MarkRow` whose place to show.
        noteChanged: (the mark's id, "" for a note about to be written; the note).
        colourRequested: (ids of marks, the id of the colour they are to have).
        deleteRequested: the ids of the marks to delete.
        endsRequested: the id of the mark that is to cover what is selected on the page.
        left: back to the page.
    """

    queryChanged = Signal()
    markRequested = Signal(object)
    noteChanged = Signal(str, str)
    colourRequested = Signal(list, str)
    deleteRequested = Signal(list)
    endsRequested = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("markPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._editable = True
        self.filters = MarkFilters()
        self.model = MarkListModel(self)
        self.list = _list_view(self.model)
        self._delegate = MarkDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.detail = MarkDetail()
        self.empty = Nothing(button="清除筛选")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.list)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self._pages)
        splitter.addWidget(self.detail)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(splitter, 1)
        self._wire()
        self.setFocusProxy(self.list)
        self.show_rows(())

    def _wire(self) -> None:
        self.filters.changed.connect(self.queryChanged)
        self.empty.button.clicked.connect(self.filters.clear)
        self.list.selectionModel().selectionChanged.connect(self._selected)
        self.list.clicked.connect(self._show)
        self.list.moved.connect(self._show)
        self.list.deletePressed.connect(self._delete)
        self.list.editPressed.connect(self.write)
        self.list.doubleClicked.connect(self.write)
        self.detail.noteChanged.connect(self.noteChanged)
        self.detail.colourRequested.connect(
            lambda colour: self.colourRequested.emit(self.chosen, colour)
        )
        self.detail.deleteRequested.connect(self._delete)
        self.detail.endsRequested.connect(lambda: self.endsRequested.emit(self.chosen[0]))
        self.detail.finished.connect(self.left)

    # --- what the window asks ----------------------------------------------------

    @property
    def chosen(self) -> list[str]:
        """The ids of the marks selected in the list, from the top down."""
        rows = selected_rows(self.list.selectionModel().selection())
        return [self.model.rows[row].id for row in rows]

    def query(self, document: str) -> MarkQuery:
        """Return which marks are wanted while this document is open."""
        return self.filters.query(document)

    def show_rows(self, rows: Sequence[MarkRow]) -> None:
        """List these marks; what was chosen stays so where it is still there."""
        chosen, top = self.chosen, self.list.verticalScrollBar().value()
        self._delegate.library = self.filters.chosen_scope != "document"
        self.model.show_rows(rows)
        self._pages.setCurrentIndex(int(bool(rows)))
        narrowing = self.filters.narrowing
        lost = self.filters.chosen_scope == "lost"
        self.empty.sentence.setText(NONE_FOUND if narrowing else NO_LOST if lost else NO_MARKS)
        self.empty.button.setVisible(narrowing)
        self._select(chosen)
        self.list.verticalScrollBar().setValue(top)

    def change_rows(self, marks: Collection[str], rows: Iterable[MarkRow]) -> None:
        """Show marks as they are now, new ones at the end; those without a row are gone.

        The right order is left to `show_rows`.
        """
        fresh = {row.id: row for row in rows}
        for mark in marks:
            if mark not in fresh:
                self.model.remove(mark)
        self.model.replace(fresh.values())
        for mark, row in fresh.items():
            if not self.model.index_of(mark).isValid():
                self.model.append(row)
        self._pages.setCurrentIndex(int(bool(self.model.rows)))
        self._selected()

    def show_choices(self, authors: Iterable[str], tags: Iterable[tuple[str, str]]) -> None:
        """Offer these authors and tags (id, path) to filter by."""
        self.filters.show_choices(authors, tags)

    def choose(self, mark: str) -> bool:
        """Select a mark and bring it into view; return False where it is not listed.

        A note that was about to be written is, if it has words; else it is given up.
        """
        self.detail.end_draft()
        self._select([mark])
        index = self.model.index_of(mark)
        if index.isValid():
            self.list.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        return index.isValid()

    def update_mark(self, mark: Mark) -> None:
        """Show what has become of a mark's note without listing anew."""
        index = self.model.index_of(mark.id)
        if index.isValid():
            row: MarkRow = index.data(MARK_ROLE)
            self.model.replace([row._replace(note=mark.note, modified=mark.modified)])

    def write(self) -> None:
        """Put the keyboard into the note of the mark that is chosen."""
        if self.detail.note.isEnabled():
            self.detail.note.setFocus()
            cursor = self.detail.note.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self.detail.note.setTextCursor(cursor)

    def draft(self, what: str) -> None:
        """Offer to write a note on something, in words."""
        self.list.clearSelection()
        self.detail.show_draft(what)

    def restyle(self, looks: Looks) -> None:
        """Use these names and colours."""
        self._delegate.looks = looks
        self.filters.show_colours(looks)
        self.detail.show_colours(looks)
        self.list.viewport().update()

    def set_editable(self, editable: bool) -> None:
        """Let marks be changed, or only read."""
        self._editable = editable
        self.detail.set_editable(editable)

    def flush(self) -> None:
        """Hand on what was typed and not handed on yet."""
        self.filters.stop()
        self.detail.flush()

    # --- what the user does ------------------------------------------------------

    def _select(self, marks: Sequence[str]) -> None:
        indexes = [index for index in map(self.model.index_of, marks) if index.isValid()]
        flag = QItemSelectionModel.SelectionFlag
        selection = self.list.selectionModel()
        rows = rows_selected(self.model, sorted(index.row() for index in indexes))
        selection.select(rows, flag.ClearAndSelect)
        if indexes:
            selection.setCurrentIndex(indexes[0], flag.NoUpdate)
        self._selected()

    def _selected(self) -> None:
        rows = selected_rows(self.list.selectionModel().selection())
        if len(rows) == 1:
            self.detail.show_mark(self.model.rows[rows[0]])
        elif rows:
            self.detail.show_several(len(rows))
        elif not self.detail.drafting:
            self.detail.show_nothing()

    def _show(self) -> None:
        """Ask for the place of the mark that is chosen; of several chosen, for none."""
        chosen = self.list.selectionModel().selectedIndexes()
        if len(chosen) == 1:
            self.markRequested.emit(chosen[0].data(MARK_ROLE))

    def _delete(self) -> None:
        if self._editable and self.chosen:
            self.deleteRequested.emit(self.chosen)


def _list_view(model: MarkListModel) -> MarkView:
    view = MarkView()
    view.setObjectName("annotationList")
    view.setAccessibleName("批注")
    view.setModel(model)
    view.setUniformItemSizes(True)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    return view
