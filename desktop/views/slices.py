"""Work of the UI thread in slices, so that keys and the mouse are heard between them."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer


class Slices(QObject):
    """Runs one iterator at a time to its end, a step for each turn of the event loop."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] | None = None
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._step)

    @property
    def busy(self) -> bool:
        """Whether there is something left to do."""
        return self._steps is not None

    def run(self, steps: Iterator[None]) -> None:
        """Run these steps; what ran before is given up."""
        self._steps = steps
        self._next.start()

    def stop(self) -> None:
        """Do nothing more."""
        self._steps = None
        self._next.stop()

    def _step(self) -> None:
        if self._steps is not None and next(self._steps, self) is self:
            self.stop()
