"""The centre of the window: what is read, or another page in its place."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.views.part import Page


class Centre(QStackedWidget):
    """Pages, one seen at a time; one that was never shown has not been made.

    Args:
        empty: stands here while nothing is open.
        text: what is read.
    """

    def __init__(self, *, empty: QWidget, text: QWidget) -> None:
        super().__init__()
        self.setObjectName("centre")
        self._empty, self._text = empty, text
        self._pages: dict[str, Page] = {}
        self._made: dict[str, QWidget] = {}
        self.addWidget(empty)
        self.addWidget(text)

    def add(self, page: Page) -> None:
        """Offer a page."""
        self._pages[page.name] = page

    @property
    def shown(self) -> str:
        """The name of the page in front, "" for the text or nothing open."""
        front = self.currentWidget()
        return next((name for name, widget in self._made.items() if widget is front), "")

    @property
    def wide(self) -> bool:
        """Whether the page in front needs the room of the side panels."""
        return bool(self.shown) and self._pages[self.shown].wide

    @property
    def is_empty(self) -> bool:
        """Whether nothing open is what is seen."""
        return self.currentWidget() is self._empty

    def show_text(self, there: bool) -> None:
        """Show what is read; where nothing is there to read, what stands in its place."""
        self.setCurrentWidget(self._text if there else self._empty)

    def show_page(self, name: str) -> None:
        """Show a page that was offered."""
        page = self._pages[name]
        if name not in self._made:
            self._made[name] = page.make()
            self.addWidget(self._made[name])
        self.setCurrentWidget(self._made[name])
        page.shown()
