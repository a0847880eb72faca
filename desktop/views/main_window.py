"""The window: builds its frame, joins its parts to it, remembers how it was left."""

from collections.abc import Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop import settings as known
from desktop.actions import documents
from desktop.errors import UserError
from desktop.jobs import Jobs
from desktop.model import Document
from desktop.settings import Settings
from desktop.store import Store
from desktop.views.arrivals import Arrivals, dropped_files
from desktop.views.author import Author
from desktop.views.breadcrumb import Breadcrumb
from desktop.views.centre import Centre
from desktop.views.commands import Commands
from desktop.views.dialogs import Message
from desktop.views.empty import EmptyState
from desktop.views.find_bar import FindBar
from desktop.views.fold import Fold
from desktop.views.frame import Frame
from desktop.views.joined import Joined
from desktop.views.layout import columns, stacked
from desktop.views.library_tasks import LibraryTasks
from desktop.views.memory import THEMES, WindowMemory
from desktop.views.navigation import Navigation
from desktop.views.notice import NoticeBar
from desktop.views.outline import OutlinePanel
from desktop.views.part import Part
from desktop.views.progress import ProgressStrip
from desktop.views.reader import ReaderView
from desktop.views.reading import Reading
from desktop.views.side import SidePanel
from desktop.views.theme import Appearance
from desktop.views.typography import Typography

if TYPE_CHECKING:
    from desktop.views.parts import Parts

MESSAGE_MILLISECONDS = 8_000
# Modules of parts that take longest to import; each gets a turn of the event loop of its own.
HEAVY = (
    "checking", "citing", "comparing", "correcting", "originals", "overviewing", "relating",
    "returning", "safekeeping", "searching", "targeting",
)  # fmt: skip
ROOMY = 1600  # pixels of a window in which a wide page and the side panels stand together


class MainWindow(QMainWindow):
    """The one window of the program.

    Args:
        store: the library, for reading on this thread.
        jobs: the worker that changes the library.
        settings: what was remembered; saved when the window closes.
        appearance: gives the program its theme.
        seeds: the example documents; may be none.

    Signals:
        completed: every part has been joined.
    """

    completed = Signal()

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
        self._jobs = jobs
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
        self.empty = EmptyState(seeds=len(seeds))
        self.progress = ProgressStrip()
        self.author = Author(settings, self)
        self.reading = Reading(store, self.reader, fonts=appearance.fonts, theme=theme, zoom=zoom)
        self.navigation = Navigation(
            store, reading=self.reading, reader=self.reader, outline=self.outline,
            bars=(self.breadcrumb, self.find_bar, self.version_notice),
        )  # fmt: skip
        self.tasks = LibraryTasks(
            jobs, settings, author=self.author, library=store.path, seeds=seeds
        )
        self.arrivals = Arrivals(
            self, store=store, tasks=self.tasks, reading=self.reading, empty=self.empty
        )
        self._frame = Frame(
            self, store, jobs, settings, self.author, appearance, self.commands, self.outline,
            self.reader, self.reading, self.tasks, self.empty, self.navigation,
        )  # fmt: skip
        self.parts: Parts
        self._fold = Fold(self.commands["showPanel"])
        self._memory = WindowMemory(settings, library=store.path)
        self._build()
        self._joined = Joined(
            self, widgets=(self.commands, self.tools, self.side, self.centre),
            editable=not store.read_only, later=self._later,
        )  # fmt: skip
        self._wire()
        self._joined.join(self.navigation, self.reading, self.tasks, self.arrivals)
        self._allow(seeds=bool(seeds))
        self._memory.restore(self, splitter=self.splitter, side=self.side, commands=self.commands)
        self._document_changed(None)
        self.arrivals.refresh()

    # --- building ----------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle("策阅")
        self.commands.fill(self.menuBar())
        self.tools = self.commands.tool_bar()
        self.addToolBar(self.tools)
        read = (self.version_notice, self.breadcrumb, self.reader, self.find_bar)
        self.centre = Centre(empty=self.empty, text=stacked(read, grows=self.reader))
        self.side = SidePanel()
        self.splitter = columns(self.outline, self.centre, self.side)
        self.setCentralWidget(stacked((self.notice, self.splitter), grows=self.splitter))
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addPermanentWidget(self.progress)
        self.reader.addActions(self.commands.on_page())

    def _wire(self) -> None:
        """Connect what the frame has; its parts are joined one by one."""
        self.reading.documentChanged.connect(self._document_changed)
        self.tasks.libraryChanged.connect(self._joined.refresh)
        self.tasks.progressChanged.connect(self.progress.show_progress)
        self.progress.cancelRequested.connect(self.tasks.cancel)
        self._joined.said.connect(self._say)
        self._joined.failed.connect(self._tell)
        self._joined.panelRequested.connect(self._show_panel)
        self._joined.pageRequested.connect(self._show_page)
        self._joined.nodeRequested.connect(self._read)
        self._joined.completed.connect(self.completed)
        self.centre.currentChanged.connect(self._make_room)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme_changed)
        self._joined.can({
            "quit": self.close,
            "focusFilter": self._focus_filter,
            "showArchived": lambda: self.outline.show_archived(self._checked("showArchived")),
            "showOutline": lambda: self.outline.setVisible(self._checked("showOutline")),
            "showPanel": lambda: self.side.setVisible(self._checked("showPanel")),
            "showLines": lambda: self.reader.show_lines(self._checked("showLines")),
            **{name: partial(self.use_theme, theme) for name, theme in THEMES.items()},
        })  # fmt: skip

    def _later(self) -> Iterator[Part | None]:
        # The first frame shows none of these parts, and does not wait for them. They are imported
        # on this thread, a few at a turn: PySide makes the classes of Qt when they are first named,
        # and crashes when a second thread does so at the same moment.
        for name in HEAVY:
            import_module(f"desktop.views.{name}")
            yield None
        from desktop.views.parts import Parts  # noqa: PLC0415

        self.parts = Parts(self._frame)
        yield from self.parts.each()

    def _allow(self, *, seeds: bool) -> None:
        """Switch off what this library or this copy of the program cannot do."""
        writable = not self._store.read_only
        self.setAcceptDrops(writable)
        self.commands.set_writable(writable)
        self.commands["importSeeds"].setEnabled(writable and seeds)
        if not writable:
            self.notice.say(
                f"资料库“{self._store.path}”以只读方式打开：可以阅读和查找，"
                "不能导入、批注、分组、存档或移除。"
            )

    def start(self) -> None:
        """Open what was read last, or load the examples at first; then join the other parts."""
        self._joined.join_rest()
        kept = documents.list_documents(self._store)
        if not self._store.read_only:
            self.tasks.first_start(empty=not kept)
        if kept:
            document, node = self._memory.place
            there = document in {each.id for each in kept}
            self.navigation.open(document if there else kept[0].id, node if there else "")
        self.reader.setFocus()

    def complete(self) -> None:
        """Join at once the parts that are not there yet."""
        self._joined.complete()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop imports and remember size, panels and place."""
        self._joined.finish()
        self._fold.make_room(False)
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
        self._joined.restyle(self._appearance.use(setting))

    # --- reading -----------------------------------------------------------------

    def _document_changed(self, document: Document | None) -> None:
        self.setWindowTitle(f"{document.title} — 策阅" if document else "策阅")
        if document is not None and self.centre.is_empty:
            self.reader.setFocus()
        self.centre.show_text(document is not None)
        self.commands.set_reading(document is not None)

    def _show_panel(self, panel: QWidget) -> None:
        self.commands["showPanel"].setChecked(True)
        self.side.setVisible(True)
        self.side.setCurrentWidget(panel)
        panel.setFocus()

    def _show_page(self, name: str) -> None:
        """Show a page of the centre, or the text again."""
        if name:
            self.centre.show_page(name)
        else:
            self.centre.show_text(self.reading.document is not None)
            self.reader.setFocus()

    def _make_room(self) -> None:
        self._fold.make_room(self.centre.wide and self.width() < ROOMY)

    def _read(self, document: str, node: str) -> None:
        self.navigation.open(document, node)
        self._show_page("")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the files dropped, or the comments of those that are returned reports."""
        event.acceptProposedAction()
        self.complete()  # what offers these comments may be still to come
        self.tasks.take_dropped(dropped_files(event))

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
