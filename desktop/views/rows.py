"""What lists and trees that paint their rows themselves have in common."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex
"""How Qt names a row to a model or delegate."""


class RowDelegate(QStyledItemDelegate):
    """Lets the style paint the ground of a row and nothing else."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave no text to the style, only the ground."""
        super().initStyleOption(option, index)
        option.text = ""
