"""What the first frame of the window holds and its parts are made from."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.store import Store
from desktop.views.author import Author
from desktop.views.commands import Commands
from desktop.views.empty import EmptyState
from desktop.views.library_tasks import LibraryTasks
from desktop.views.navigation import Navigation
from desktop.views.outline import OutlinePanel
from desktop.views.reader import ReaderView
from desktop.views.reading import Reading
from desktop.views.theme import Appearance


@dataclass(frozen=True, slots=True)
class Frame:
    """What the window has before its parts, and what they are made from.

    Attributes:
        window: dialogs stand before it.
        store: the library, for this thread.
        jobs: for what takes longer than a moment.
        settings: what is remembered.
        author: who changes things.
        appearance: the theme.
        commands: the actions of the menus.
        outline, reader: the library tree and the page.
        reading: what is open.
        tasks: imports, and what else changes documents.
        empty: what stands in the centre while nothing is open.
        navigation: going about in what is open.
    """

    window: QWidget
    store: Store
    jobs: Jobs
    settings: Settings
    author: Author
    appearance: Appearance
    commands: Commands
    outline: OutlinePanel
    reader: ReaderView
    reading: Reading
    tasks: LibraryTasks
    empty: EmptyState
    navigation: Navigation
