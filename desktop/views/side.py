"""The side of the window: one panel under the other's tab, each with what it counts."""

from PySide6.QtWidgets import QTabWidget, QWidget


class SidePanel(QTabWidget):
    """Panels by tabs; a panel is known by itself or by its objectName."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setDocumentMode(True)
        self._titles: dict[QWidget, str] = {}
        self._wanted = ""

    def add(self, panel: QWidget, title: str) -> None:
        """Add a panel behind those that are there."""
        self._titles[panel] = title
        self.addTab(panel, title)
        if panel.objectName() == self._wanted:
            self.bring(self._wanted)

    def show_count(self, panel: QWidget, count: int) -> None:
        """Write a number beside a panel's title; none for 0."""
        title = self._titles[panel]
        self.setTabText(self.indexOf(panel), f"{title} {count}" if count else title)

    @property
    def shown(self) -> str:
        """The objectName of the panel in front, or of the one that is to be."""
        return self.currentWidget().objectName() if self.count() else self._wanted

    def bring(self, name: str) -> None:
        """Put the panel of that objectName in front, now or once it is added."""
        self._wanted = name
        for panel in self._titles:
            if panel.objectName() == name:
                self.setCurrentWidget(panel)
