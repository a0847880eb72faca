"""Asks what marks need to know besides words: the user's name, and what the colours mean."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from desktop.actions import history, marks
from desktop.actions.history import Touched
from desktop.annotations import Colour
from desktop.errors import UserError
from desktop.store import Store
from desktop.views.author import Author
from desktop.views.mark_dialogs import AuthorDialog, ColoursDialog
from desktop.views.part import Part
from desktop.views.theme import Appearance
from desktop.views.widgets import show_in_status, tool

UNNAMED_TIP = "批注、标签、台账和更正都写明是谁作的。已经写下的不变；以后在“批注 → 署名…”里改"
KEEP_TIP = "就用这个名字，不再问"


class MarkQuestions(Part):
    """The ways to change names and colours that begin with a question.

    As long as nobody has given a name, a line in the status bar offers to, from the first thing
    that was signed with the computer's name for the user.
    """

    def __init__(
        self, window: QWidget, *, store: Store, author: Author, appearance: Appearance
    ) -> None:
        super().__init__(window)
        self._window, self._store = window, store
        self._author, self._appearance = author, appearance
        self._since = history.newest(store)
        self.unnamed = tool("", UNNAMED_TIP, name="unnamedLine")
        self.keep = tool("×", KEEP_TIP, name="keepName")
        for button in self.status():
            button.hide()
        self.unnamed.clicked.connect(self.ask_author)
        self.keep.clicked.connect(lambda: self._give(author.name))
        author.changed.connect(self._remind)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its commands do."""
        return {"markColours": self.ask_colours, "author": self.ask_author}

    def status(self) -> Sequence[QWidget]:
        """Return the line that offers to give a name, and what puts it away for good."""
        return self.unnamed, self.keep

    def noticed(self, document: str) -> None:
        """Offer to give a name, where something was signed."""
        del document
        self._remind()

    def take_in(self, touched: Touched) -> None:
        """Offer to give a name, where something was signed."""
        del touched
        self._remind()

    def refresh(self) -> None:
        """Offer to give a name, where something was signed."""
        self._remind()

    def ask_author(self) -> None:
        """Ask for the user's name, and write under it from now on."""
        name = AuthorDialog.ask(self._window, self._author.name)
        if name:
            self._give(name)

    def _give(self, name: str) -> None:
        try:
            self._author.give(name)
            self.said.emit(f"今后署名“{self._author.name}”。")
        except UserError as error:
            self.failed.emit(str(error))

    def _remind(self) -> None:
        """Show the line as long as it is wanted."""
        name = self._author.name
        wanted = (
            not self._author.known
            and history.newest(self._store) != self._since
            and any(each.author == name for each in history.entries(self._store, limit=1))
        )
        self.unnamed.setText(f"署名是“{name}”，点这里写上您的名字")
        for widget in self.status():
            if wanted or self._author.known:  # once shown it stays until there is a name
                show_in_status(widget, wanted)

    def ask_colours(self) -> None:
        """Ask what the colours are to mean and look like, and keep it."""
        before = marks.colours(self._store)
        wanted = ColoursDialog.ask(self._window, before, self._appearance.theme)
        if wanted is None:
            return
        try:
            for old, new in zip(before, wanted, strict=True):
                self._change(old, new)
        except UserError as error:
            self.failed.emit(str(error))
        self.reloadRequested.emit()

    def _change(self, old: Colour, new: Colour) -> None:
        author = self._author.name
        if new.name != old.name:
            marks.set_colour_name(self._store, author=author, colour=old.id, name=new.name)
        if new.colour != old.colour:
            marks.set_colour_value(self._store, author=author, colour=old.id, value=new.colour)
