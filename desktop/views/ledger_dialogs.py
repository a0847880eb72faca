"""What is asked when many items of the ledger are changed at once, or written into a file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QRadioButton, QWidget

from desktop.views.dialogs import Dialog, file_to_write
from desktop.views.fields import DayField, UnitField
from desktop.views.theme import GRID
from desktop.views.widgets import Label


class UnitChoice(Dialog):
    """Which unit leads."""

    def __init__(self, parent: QWidget, units: Sequence[str], *, count: int) -> None:
        super().__init__(parent, name="unitChoice", title="牵头单位", accept="修改")
        self.field = UnitField(several=False)
        self.field.set_known(units)
        self.field.setMinimumWidth(40 * GRID)
        self.column.addWidget(Label(f"选中的 {count} 条由谁牵头（留空则清除）："))
        self.column.addWidget(self.field)
        self.column.addWidget(self.buttons)

    @classmethod
    def ask(cls, parent: QWidget, units: Sequence[str], *, count: int) -> str | None:
        """Return the unit, "" for none; None when it was put away."""
        dialog = cls(parent, units, count=count)
        return dialog.field.text().strip() if dialog.exec() else None


class DayChoice(Dialog):
    """By which day."""

    def __init__(self, parent: QWidget, *, count: int) -> None:
        super().__init__(parent, name="dayChoice", title="期限", accept="修改")
        self.field = DayField()
        self.field.setMinimumWidth(40 * GRID)
        self.column.addWidget(Label(f"选中的 {count} 条到哪天（留空则不设期限）："))
        self.column.addWidget(self.field)
        self.column.addWidget(self.buttons)

    @classmethod
    def ask(cls, parent: QWidget, *, count: int) -> str | None:
        """Return the day as an ISO date, "" for none; None when it was put away."""
        dialog = cls(parent, count=count)
        if not dialog.exec():
            return None
        dialog.field.commit()
        return dialog.field.day


class LedgerExtent(Dialog):
    """Whether the whole ledger is written, or what its page shows."""

    def __init__(self, parent: QWidget, *, shown: int, every: int) -> None:
        super().__init__(parent, name="ledgerExtent", title="导出台账", accept="继续…")
        self.shown = QRadioButton(f"列出的 {shown} 条，按现在的次序")
        self.shown.setObjectName("ledgerShown")
        self.every = QRadioButton(f"整个台账 {every} 条，按文件里的次序")
        self.every.setObjectName("ledgerEvery")
        self.shown.setChecked(True)
        self.shown.setFocus()
        for widget in (self.shown, self.every, self.buttons):
            self.column.addWidget(widget)
        self.setMinimumWidth(44 * GRID)

    @classmethod
    def ask(cls, parent: QWidget, *, shown: int, every: int) -> bool | None:
        """Return whether only what is shown is wanted; None when it was put away."""
        dialog = cls(parent, shown=shown, every=every)
        return dialog.shown.isChecked() if dialog.exec() else None


class LedgerFile:
    """Into which workbook the ledger is written."""

    @classmethod
    def ask(cls, parent: QWidget, *, count: int) -> Path | None:
        """Return the file for so many items; None when it was put away."""
        return file_to_write(
            parent, title=f"导出台账：{count} 条", proposed="督办台账.xlsx",
            kinds="工作簿 (*.xlsx)", name="ledgerFile", accept="导出",
        )  # fmt: skip
