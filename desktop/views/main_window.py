"""The window: builds the panels, wires their signals, remembers how it was left."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop import settings as known
from desktop.actions import documents
from desktop.errors import UserError
from desktop.jobs import Jobs
from desktop.model import Document, Doubt
from desktop.settings import Settings
from desktop.store import Store
from desktop.views.arrivals import Arrivals, dropped_files
from desktop.views.author import Author
from desktop.views.breadcrumb import Breadcrumb
from desktop.views.commands import MARKING, Commands
from desktop.views.dialogs import Message
from desktop.views.doubts import DoubtPanel
from desktop.views.empty import EmptyState
from desktop.views.find_bar import FindBar
from desktop.views.help import AboutDialog, ShortcutsDialog
from desktop.views.history import HistoryDialog
from desktop.views.layout import columns, stacked
from desktop.views.library_tasks import LibraryTasks
from desktop.views.mark_bar import MarkBar
from desktop.views.mark_questions import MarkQuestions
from desktop.views.marking import Marking
from desktop.views.marks import MarkPanel
from desktop.views.marks_shown import MarksShown
from desktop.views.memory import THEMES, WindowMemory
from desktop.views.navigation import Navigation
from desktop.views.notice import NoticeBar
from desktop.views.outline import OutlinePanel, path_to
from desktop.views.progress import ProgressStrip
from desktop.views.questions import LibraryQuestions
from desktop.views.reader import ReaderView
from desktop.views.reading import Reading
from desktop.views.side import SidePanel
from desktop.views.theme import Appearance
from desktop.views.typography import Typography
from desktop.views.undoing import Undoing
from desktop.views.work import Work

MESSAGE_MILLISECONDS = 8_000


class MainWindow(QMainWindow):
    """The one window of the program.

    Args:
        store: the library, for reading on this thread.
        jobs: the worker that changes the library.
        settings: what was remembered; saved when the window closes.
        appearance: gives the program its theme.
        seeds: the example documents; may be none.
    """

    def __init__(
        self,
        *,
        store: Store,
        jobs: Jobs,
        settings: Settings,
        appearance: Appearance,
        seeds: Sequence[Path],
    ) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self._store = store
        self._settings = settings
        self._appearance = appearance
        theme = appearance.use(settings.get(known.THEME))
        zoom = settings.get(known.ZOOM)
        self.commands = Commands(self)
        self.outline = OutlinePanel(store)
        self.reader = ReaderView(Typography(theme=theme, fonts=appearance.fonts, zoom=zoom))
        self.breadcrumb = Breadcrumb()
        self.find_bar = FindBar()
        self.notice = NoticeBar("readOnlyNotice")
        self.version_notice = NoticeBar("versionNotice")
        self.doubts = DoubtPanel(theme)
        self.marks = MarkPanel()
        self.mark_bar = MarkBar(self.reader.viewport())
        self.empty = EmptyState(seeds=len(seeds))
        self.progress = ProgressStrip()
        self.author = Author(settings, self)
        self.reading = Reading(store, self.reader, fonts=appearance.fonts, theme=theme, zoom=zoom)
        self.navigation = Navigation(
            store, reading=self.reading, reader=self.reader, outline=self.outline,
            breadcrumb=self.breadcrumb, find_bar=self.find_bar,
        )  # fmt: skip
        self.tasks = LibraryTasks(
            jobs, settings, author=self.author, library=store.path, seeds=seeds
        )
        self.questions = LibraryQuestions(self, store=store, settings=settings, tasks=self.tasks)
        self.arrivals = Arrivals(self, tasks=self.tasks, reading=self.reading)
        self.marks_shown = MarksShown(
            store, jobs, reading=self.reading, reader=self.reader, panel=self.marks, theme=theme
        )
        self.marking = Marking(
            store, jobs, settings, author=self.author, shown=self.marks_shown,
            widgets=(self.reading, self.reader, self.marks, self.mark_bar),
        )  # fmt: skip
        self.mark_questions = MarkQuestions(
            self, store=store, author=self.author, appearance=appearance
        )
        self.undoing = Undoing(
            store, author=self.author, undo=self.commands["undo"], redo=self.commands["redo"],
            parent=self,
        )  # fmt: skip
        self.work = Work(
            self, store=store, jobs=jobs, author=self.author, panels=(self.outline, self.marks),
            theme=theme,
        )  # fmt: skip
        self._parts = (
            self.marks_shown, self.marking, self.mark_questions, self.undoing, self.work,
        )  # fmt: skip
        self._memory = WindowMemory(settings, library=store.path)
        self._build()
        self._wire()
        self._allow(seeds=bool(seeds))
        self._memory.restore(self, splitter=self.splitter, side=self.side, commands=self.commands)
        self._document_changed(None)

    # --- building ----------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle("策阅")
        self.commands.fill(self.menuBar())
        self.addToolBar(self.commands.tool_bar())
        parts = (self.version_notice, self.breadcrumb, self.reader, self.find_bar)
        self.centre = QStackedWidget()
        self.centre.setObjectName("centre")
        self.centre.addWidget(self.empty)
        self.centre.addWidget(stacked(parts, grows=self.reader))
        self.centre.addWidget(self.work.ledger)
        self.side = SidePanel()
        self.side.add(self.marks, "批注")
        self.side.add(self.work.tags, "标签")
        self.side.add(self.work.follow_up, "督办")
        self.side.add(self.doubts, "校核")
        self.splitter = columns(self.outline, self.centre, self.side)
        self.setCentralWidget(stacked((self.notice, self.splitter), grows=self.splitter))
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.work.due)
        self.statusBar().addPermanentWidget(self.progress)
        for name in ("copy", "copyCited", "selectAll", *MARKING):
            self.reader.addAction(self.commands[name])

    def _wire(self) -> None:
        """Connect every signal of the panels: the one place where they meet."""
        self.outline.groupRequested.connect(self.questions.ask_group)
        self.outline.archiveRequested.connect(self.tasks.set_archived)
        self.outline.removeRequested.connect(self.questions.ask_remove)
        self.outline.versionsRequested.connect(self.questions.ask_version)
        self.reader.matchesChanged.connect(self.find_bar.show_count)
        self.reader.zoomRequested.connect(self.reading.zoom_by)
        self.find_bar.searchRequested.connect(self.reader.find_all)
        self.find_bar.stepRequested.connect(self.reader.find_step)
        self.find_bar.closed.connect(self.reader.setFocus)
        self.doubts.doubtRequested.connect(self._show_doubt)
        self.doubts.countChanged.connect(lambda count: self.side.show_count(self.doubts, count))
        self.empty.seedsRequested.connect(self.tasks.load_seeds)
        self.empty.importRequested.connect(self.questions.ask_files)
        self.questions.versionRequested.connect(self.navigation.open_version)
        self.version_notice.pressed.connect(self.navigation.open_current)
        self.reading.documentChanged.connect(self._document_changed)
        self.reading.zoomChanged.connect(lambda zoom: self._say(f"正文大小 {zoom:.0%}"))
        self.tasks.libraryChanged.connect(self._library_changed)
        self.tasks.progressChanged.connect(self.progress.show_progress)
        self.marking.changed.connect(self._marks_changed)
        self.marking.panelRequested.connect(lambda: self._show_side(self.marks))
        self.mark_questions.coloursChanged.connect(self._reload)
        self.undoing.turned.connect(self._reload)
        self.work.changed.connect(lambda: self._marks_changed(""))
        self.work.panelRequested.connect(self._show_side)
        self.work.ledgerRequested.connect(self._show_ledger)
        self.work.nodeRequested.connect(self._read)
        for part in (self.navigation, self.arrivals, *self._parts):
            part.said.connect(self._say)
        self.reading.failed.connect(self._tell)
        for failing in (self.tasks, *self._parts):
            failing.failed.connect(self._tell)
        self.progress.cancelRequested.connect(self.tasks.cancel)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme_changed)
        for name, slot in (self._slots() | self.marking.slots() | self.work.slots()).items():
            self.commands[name].triggered.connect(slot)
        for name, theme in THEMES.items():
            self.commands[name].triggered.connect(
                lambda _=False, theme=theme: self.use_theme(theme)
            )

    def _slots(self) -> dict[str, Callable[[], object]]:
        return {
            "importFiles": self.questions.ask_files,
            "importSeeds": self.tasks.load_seeds,
            "quit": self.close,
            "copy": self.reader.copy,
            "copyCited": self._copy_cited,
            "selectAll": self.reader.selectAll,
            "find": lambda: self.find_bar.ask(self.reader.selected_text().split("\n")[0]),
            "findNext": lambda: self.navigation.find_step(1),
            "findPrevious": lambda: self.navigation.find_step(-1),
            "showArchived": lambda: self.outline.show_archived(self._checked("showArchived")),
            "showOutline": lambda: self.outline.setVisible(self._checked("showOutline")),
            "showPanel": lambda: self.side.setVisible(self._checked("showPanel")),
            "showLines": lambda: self.reader.show_lines(self._checked("showLines")),
            "zoomIn": lambda: self.reading.zoom_by(1),
            "zoomOut": lambda: self.reading.zoom_by(-1),
            "zoomReset": lambda: self.reading.restyle(zoom=1.0),
            "nextMeasure": lambda: self.navigation.step(1),
            "previousMeasure": lambda: self.navigation.step(-1),
            "documentTop": lambda: self.navigation.go(""),
            "focusFilter": self._focus_filter,
            "focusOutline": self.outline.view.setFocus,
            "focusReader": self.reader.setFocus,
            "markColours": self.mark_questions.ask_colours,
            "author": self.mark_questions.ask_author,
            "history": self._show_history,
            "showMarks": lambda: self._show_side(self.marks),
            "showDoubts": lambda: self._show_side(self.doubts),
            "shortcuts": lambda: ShortcutsDialog.tell(self),
            "about": lambda: AboutDialog.tell(self, library=self._store.path),
        }

    def _allow(self, *, seeds: bool) -> None:
        """Switch off what this library or this copy of the program cannot do."""
        writable = not self._store.read_only
        self.setAcceptDrops(writable)
        self.commands.set_writable(writable)
        self.commands["importSeeds"].setEnabled(writable and seeds)
        self.outline.set_editable(writable)
        self.work.set_editable(writable)
        self.empty.button.setEnabled(writable)
        if not writable:
            self.notice.say(
                f"资料库“{self._store.path}”以只读方式打开：可以阅读和查找，"
                "不能导入、批注、分组、存档或移除。"
            )

    def start(self) -> None:
        """Open what was read last; on a library's first start, load the examples."""
        kept = documents.list_documents(self._store)
        loading = not self._store.read_only and self.tasks.first_start(empty=not kept)
        if kept:
            document, node = self._memory.place
            there = document in {each.id for each in kept}
            self.navigation.open(document if there else kept[0].id, node if there else "")
        elif loading:
            self.empty.show_busy()
        self.work.refresh()
        self.reader.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop imports and remember size, panels and place."""
        self.tasks.finish()
        self.marking.finish()
        self.work.finish()
        self.outline.stop()
        self.navigation.stop()
        try:
            self._memory.save(
                self, splitter=self.splitter, side=self.side, commands=self.commands,
                reading=self.reading,
            )  # fmt: skip
        except UserError as error:
            Message.tell(self, str(error))
        super().closeEvent(event)

    def use_theme(self, setting: str) -> None:
        """Show everything in the theme `light`, `dark` or `system`, and remember it."""
        self._settings.set(known.THEME, setting)
        theme = self._appearance.use(setting)
        self.reading.restyle(theme=theme)
        self.marks_shown.restyle(theme)
        self.doubts.restyle(theme)
        self.work.restyle(theme)

    # --- reading -----------------------------------------------------------------

    def _document_changed(self, document: Document | None) -> None:
        self.setWindowTitle(f"{document.title} — 策阅" if document else "策阅")
        if document is not None and self.centre.currentIndex() == 0:
            self.reader.setFocus()
        self.centre.setCurrentIndex(int(document is not None))
        self.commands.set_reading(document is not None)
        page = self.reader.page
        self.doubts.show_doubts(page.outline.doubts if page and document else ())
        if document is None:
            self._offer()
            return
        self.outline.open_document(path_to(self._store, document=document.id, node=""))
        old = self.reading.version
        self.version_notice.say(
            f"这是旧的第 {old} 版，现行为第 {document.version} 版。" if old else "", "打开现行版"
        )
        self.navigation.follow()

    def _offer(self) -> None:
        if self.tasks.importing:
            self.empty.show_busy()
        elif documents.list_documents(self._store):
            self.empty.show_choice()
        else:
            self.empty.show_offer()

    def _show_doubt(self, doubt: Doubt) -> None:
        self.reading.show_doubt(doubt)
        self.doubts.show_source(self.reading.source_lines(), doubt.line)

    def _show_side(self, panel: QWidget) -> None:
        self.commands["showPanel"].setChecked(True)
        self.side.setVisible(True)
        self.side.setCurrentWidget(panel)
        panel.setFocus()

    def _show_ledger(self, shown: bool) -> None:
        """Show the ledger, or the text again."""
        if shown:
            self.centre.setCurrentWidget(self.work.ledger)
            self.work.following.load()
            self.work.ledger.table.setFocus()
        else:
            self.centre.setCurrentIndex(int(self.reading.document is not None))
            self.reader.setFocus()

    def _read(self, document: str, node: str) -> None:
        self.navigation.open(document, node)
        self._show_ledger(False)

    def _copy_cited(self) -> None:
        text = self.reading.cited_text()
        if text:
            QGuiApplication.clipboard().setText(text)
            self._say("已复制，附有出处。")
        else:
            self._say("请先选中文字，或转到一条措施。")

    # --- the library ---------------------------------------------------------------

    def _library_changed(self) -> None:
        self.outline.refresh()
        self.reading.refresh()
        self.work.refresh()
        self.undoing.refresh()
        if self.reading.document is None:
            self._offer()

    def _marks_changed(self, document: str) -> None:
        self.outline.refresh_badges(document)
        self.undoing.refresh()

    def _reload(self) -> None:
        """Show what the library has now; something was undone, redone or renamed."""
        self.marks_shown.reload()
        self._library_changed()

    def _show_history(self) -> None:
        document = self.reading.document
        self.marks.flush()
        dialog = HistoryDialog.tell(
            self, store=self._store, document=document.id if document else ""
        )
        self.marking.changed.connect(dialog.refresh)
        self.undoing.turned.connect(dialog.refresh)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the files dropped."""
        event.acceptProposedAction()
        self.tasks.import_files(dropped_files(event))

    # --- small things ----------------------------------------------------------------

    def _focus_filter(self) -> None:
        self.commands["showOutline"].setChecked(True)
        self.outline.setVisible(True)
        self.outline.filter_box.setFocus()
        self.outline.filter_box.selectAll()

    def _system_theme_changed(self) -> None:
        if self._settings.get(known.THEME) == "system":
            self.use_theme("system")

    def _checked(self, name: str) -> bool:
        return self.commands[name].isChecked()

    def _say(self, text: str) -> None:
        self.statusBar().showMessage(text, MESSAGE_MILLISECONDS)

    def _tell(self, text: str) -> None:
        Message.tell(self, text)
