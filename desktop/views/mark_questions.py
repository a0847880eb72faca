"""Asks what marks need to know besides words: the user's name, and what the colours mean."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from desktop.actions import marks
from desktop.annotations import Colour
from desktop.errors import UserError
from desktop.store import Store
from desktop.views.author import Author
from desktop.views.mark_dialogs import AuthorDialog, ColoursDialog
from desktop.views.part import Part
from desktop.views.theme import Appearance


class MarkQuestions(Part):
    """The ways to change names and colours that begin with a question."""

    def __init__(
        self, window: QWidget, *, store: Store, author: Author, appearance: Appearance
    ) -> None:
        super().__init__(window)
        self._window, self._store = window, store
        self._author, self._appearance = author, appearance

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its commands do."""
        return {"markColours": self.ask_colours, "author": self.ask_author}

    def ask_author(self) -> None:
        """Ask for the user's name, and write under it from now on."""
        name = AuthorDialog.ask(self._window, self._author.name)
        if name:
            try:
                self._author.give(name)
                self.said.emit(f"今后署名“{self._author.name}”。")
            except UserError as error:
                self.failed.emit(str(error))

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
