"""The window: builds the panels, wires their signals, remembers how it was left."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import (
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import settings as known
from desktop.actions import documents
from desktop.actions.documents import Imported
from desktop.errors import UserError
from desktop.jobs import Jobs
from desktop.model import Document, Doubt
from desktop.settings import Settings
from desktop.store import Store
from desktop.views.breadcrumb import Breadcrumb
from desktop.views.commands import Commands
from desktop.views.dialogs import ImportReport, Message, summary
from desktop.views.doubts import DoubtPanel
from desktop.views.empty import EmptyState
from desktop.views.find_bar import FindBar
from desktop.views.help import AboutDialog, ShortcutsDialog
from desktop.views.library_tasks import LibraryTasks
from desktop.views.memory import THEMES, WindowMemory
from desktop.views.notice import NoticeBar
from desktop.views.outline import OutlinePanel, path_to
from desktop.views.progress import ProgressStrip
from desktop.views.questions import LibraryQuestions
from desktop.views.reader import ReaderView
from desktop.views.reading import Reading
from desktop.views.theme import Appearance
from desktop.views.typography import Typography

FOLLOW_MILLISECONDS = 60
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
        self.empty = EmptyState(seeds=len(seeds))
        self.progress = ProgressStrip()
        self.reading = Reading(store, self.reader, fonts=appearance.fonts, theme=theme, zoom=zoom)
        self.tasks = LibraryTasks(jobs, settings, library=store.path, seeds=seeds, parent=self)
        self.questions = LibraryQuestions(self, store=store, settings=settings, tasks=self.tasks)
        self._follow_soon = QTimer(self)
        self._follow_soon.setSingleShot(True)
        self._follow_soon.setInterval(FOLLOW_MILLISECONDS)
        self._memory = WindowMemory(settings, library=store.path)
        self._build()
        self._wire()
        self._allow(seeds=bool(seeds))
        self._memory.restore(self, splitter=self.splitter, commands=self.commands)
        self._document_changed(None)

    # --- building ----------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle("策阅")
        self.commands.fill(self.menuBar())
        self.addToolBar(self.commands.tool_bar())
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        parts: tuple[QWidget, ...] = (
            self.version_notice,
            self.breadcrumb,
            self.reader,
            self.find_bar,
        )
        for part in parts:
            column.addWidget(part)
        self.centre = QStackedWidget()
        self.centre.setObjectName("centre")
        self.centre.addWidget(self.empty)
        self.centre.addWidget(page)
        self.side = QTabWidget()
        self.side.setObjectName("sidePanel")
        self.side.setDocumentMode(True)
        self.side.addTab(self.doubts, "校核")
        self.splitter = QSplitter()
        self.splitter.setObjectName("splitter")
        for number, widget in enumerate((self.outline, self.centre, self.side)):
            self.splitter.addWidget(widget)
            self.splitter.setCollapsible(number, False)
            self.splitter.setStretchFactor(number, int(number == 1))
        self.outline.setVisible(False)
        self.side.setVisible(False)
        self.outline.setMinimumWidth(200)
        self.centre.setMinimumWidth(420)
        self.side.setMinimumWidth(220)
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.notice)
        rows.addWidget(self.splitter, 1)
        self.setCentralWidget(body)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addPermanentWidget(self.progress)
        for name in ("copy", "copyCited", "selectAll"):
            self.reader.addAction(self.commands[name])

    def _wire(self) -> None:
        """Connect every signal of the panels: the one place where they meet."""
        self.outline.nodeRequested.connect(self._open)
        self.outline.groupRequested.connect(self.questions.ask_group)
        self.outline.archiveRequested.connect(self.tasks.set_archived)
        self.outline.removeRequested.connect(self.questions.ask_remove)
        self.outline.versionsRequested.connect(self.questions.ask_version)
        self.breadcrumb.nodeRequested.connect(self._go)
        self.reader.placeChanged.connect(self._follow_soon.start)
        self.reader.matchesChanged.connect(self.find_bar.show_count)
        self.reader.zoomRequested.connect(self.reading.zoom_by)
        self.reader.stepRequested.connect(self._step)
        self._follow_soon.timeout.connect(self._follow)
        self.find_bar.searchRequested.connect(self.reader.find_all)
        self.find_bar.stepRequested.connect(self.reader.find_step)
        self.find_bar.closed.connect(self.reader.setFocus)
        self.doubts.doubtRequested.connect(self._show_doubt)
        self.doubts.countChanged.connect(self._show_count)
        self.empty.seedsRequested.connect(self.tasks.load_seeds)
        self.empty.importRequested.connect(self.questions.ask_files)
        self.questions.versionRequested.connect(self._open_version)
        self.version_notice.pressed.connect(self._open_current)
        self.reading.documentChanged.connect(self._document_changed)
        self.reading.failed.connect(self._tell)
        self.reading.zoomChanged.connect(self._zoomed)
        self.tasks.libraryChanged.connect(self._library_changed)
        self.tasks.imported.connect(self._imported)
        self.tasks.seedsLoaded.connect(self._seeds_loaded)
        self.tasks.progressChanged.connect(self.progress.show_progress)
        self.tasks.failed.connect(self._tell)
        self.progress.cancelRequested.connect(self.tasks.cancel)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme_changed)
        for name, slot in {
            "importFiles": self.questions.ask_files,
            "importSeeds": self.tasks.load_seeds,
            "quit": self.close,
            "copy": self.reader.copy,
            "copyCited": self._copy_cited,
            "selectAll": self.reader.selectAll,
            "find": lambda: self.find_bar.ask(self.reader.selected_text().split("\n")[0]),
            "findNext": lambda: self._find_step(1),
            "findPrevious": lambda: self._find_step(-1),
            "showArchived": lambda: self.outline.show_archived(self._checked("showArchived")),
            "showOutline": lambda: self.outline.setVisible(self._checked("showOutline")),
            "showPanel": lambda: self.side.setVisible(self._checked("showPanel")),
            "showLines": lambda: self.reader.show_lines(self._checked("showLines")),
            "zoomIn": lambda: self.reading.zoom_by(1),
            "zoomOut": lambda: self.reading.zoom_by(-1),
            "zoomReset": lambda: self.reading.restyle(zoom=1.0),
            "nextMeasure": lambda: self._step(1),
            "previousMeasure": lambda: self._step(-1),
            "documentTop": lambda: self._go(""),
            "focusFilter": self._focus_filter,
            "focusOutline": self.outline.view.setFocus,
            "focusReader": self.reader.setFocus,
            "shortcuts": lambda: ShortcutsDialog.tell(self),
            "about": lambda: AboutDialog.tell(self, library=self._store.path),
        }.items():
            self.commands[name].triggered.connect(slot)
        for name, theme in THEMES.items():
            self.commands[name].triggered.connect(
                lambda _=False, theme=theme: self.use_theme(theme)
            )

    def _allow(self, *, seeds: bool) -> None:
        """Switch off what this library or this copy of the program cannot do."""
        writable = not self._store.read_only
        self.setAcceptDrops(writable)
        self.commands["importFiles"].setEnabled(writable)
        self.commands["importSeeds"].setEnabled(writable and seeds)
        self.outline.set_editable(writable)
        self.empty.button.setEnabled(writable)
        if not writable:
            self.notice.say(
                f"资料库“{self._store.path}”以只读方式打开：可以阅读和查找，"
                "不能导入、分组、存档或移除。"
            )

    def start(self) -> None:
        """Open what was read last; on a library's first start, load the examples."""
        kept = documents.list_documents(self._store)
        loading = not self._store.read_only and self.tasks.first_start(empty=not kept)
        if kept:
            document, node = self._memory.place
            there = document in {each.id for each in kept}
            self._open(document if there else kept[0].id, node if there else "")
        elif loading:
            self.empty.show_busy()
        self.reader.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop imports and remember size, panels and place."""
        self.tasks.cancel()
        self.outline.stop()
        self._follow_soon.stop()
        try:
            self._memory.save(
                self, splitter=self.splitter, commands=self.commands, reading=self.reading
            )
        except UserError as error:
            Message.tell(self, str(error))
        super().closeEvent(event)

    def use_theme(self, setting: str) -> None:
        """Show everything in the theme `light`, `dark` or `system`, and remember it."""
        self._settings.set(known.THEME, setting)
        theme = self._appearance.use(setting)
        self.reading.restyle(theme=theme)
        self.doubts.restyle(theme)

    # --- reading -----------------------------------------------------------------

    def _open(self, document: str, node: str) -> None:
        self.reading.open(document, node=node)

    def _go(self, node: str) -> None:
        page = self.reader.page
        self.reader.jump(page.place(node) if page and node else None)

    def _open_version(self, document: str, number: int) -> None:
        self.reading.open(document, version=number or None)

    def _open_current(self) -> None:
        if self.reading.document is not None:
            self.reading.open(self.reading.document.id)

    def _step(self, count: int) -> None:
        if not self.reader.step(count):
            self._say("已是最后一条。" if count > 0 else "已是第一条。")

    def _find_step(self, count: int) -> None:
        if self.find_bar.isVisible():
            self.reader.find_step(count)
        else:
            self.find_bar.ask("")

    def _follow(self) -> None:
        """Bring the bar above the page and the tree to where the reader stands."""
        document, place = self.reading.document, self.reading.place
        if document is None:
            return
        self.breadcrumb.show_path(self.reading.steps)
        if self.reading.version is None:
            row = place.row if place else None
            path = path_to(self._store, document=document.id, node=row.id if row else "")
            self.outline.follow(path)

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
        self._follow_soon.start()

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

    def _show_count(self, count: int) -> None:
        text = f"校核 {count}" if count else "校核"
        self.side.setTabText(self.side.indexOf(self.doubts), text)
        self.commands["showPanel"].setIconText(text)

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
        if self.reading.document is None:
            self._offer()

    def _imported(self, results: list[Imported], asked: int) -> None:
        self._say(summary(results, asked=asked))
        if len(results) != 1 or results[0].document is None:
            ImportReport.tell(self, results, asked=asked)
            return
        self._say(results[0].message)
        self.reading.open(results[0].document.id)

    def _seeds_loaded(self, results: list[Imported]) -> None:
        self._say(summary(results, asked=len(results)))
        first = next((each.document for each in results if each.document), None)
        if self.reading.document is None and first is not None:
            self.reading.open(first.id)
        if any(each.outcome == "failed" for each in results):
            ImportReport.tell(self, results, asked=len(results))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the files dropped."""
        event.acceptProposedAction()
        self.tasks.import_files(_files(event))

    # --- small things ----------------------------------------------------------------

    def _focus_filter(self) -> None:
        self.commands["showOutline"].setChecked(True)
        self.outline.setVisible(True)
        self.outline.filter_box.setFocus()
        self.outline.filter_box.selectAll()

    def _zoomed(self, zoom: float) -> None:
        self._say(f"正文大小 {zoom:.0%}")

    def _system_theme_changed(self) -> None:
        if self._settings.get(known.THEME) == "system":
            self.use_theme("system")

    def _checked(self, name: str) -> bool:
        return self.commands[name].isChecked()

    def _say(self, text: str) -> None:
        self.statusBar().showMessage(text, MESSAGE_MILLISECONDS)

    def _tell(self, text: str) -> None:
        Message.tell(self, text)


def _files(event: QDropEvent) -> list[Path]:
    """Return the files of a drag."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
