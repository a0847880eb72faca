"""Panels that make room for a page of the centre and come back after it."""

from PySide6.QtGui import QAction


class Fold:
    """Puts panels away while their room is needed, and brings back only what it put away.

    Args:
        command: shows the panels where it is checked, and hides them where it is not.
    """

    def __init__(self, command: QAction) -> None:
        self._command = command
        self._away = False
        command.toggled.connect(self._toggled)

    def make_room(self, wanted: bool) -> None:
        """Put the panels away where their room is wanted, else bring them back."""
        if wanted == self._command.isChecked() and (wanted or self._away):
            self._command.trigger()
            self._away = wanted

    def _toggled(self, shown: bool) -> None:
        if shown:
            self._away = False  # brought back by hand; from now on they are where one puts them
