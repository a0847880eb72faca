"""What 全部更正 would change, to be looked through before it is done."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QDialogButtonBox, QListWidget, QListWidgetItem, QWidget

from desktop.actions.checking import Finding
from desktop.model import Node
from desktop.views.dialogs import Dialog
from desktop.views.theme import GRID
from desktop.views.widgets import Label

_AROUND = 8
_MOST = 6  # changes of one measure that are written out


class PreviewDialog(Dialog):
    """A row for each measure with its changes; rows can be unticked."""

    def __init__(
        self, parent: QWidget, findings: Sequence[Finding], nodes: Mapping[str, Node]
    ) -> None:
        super().__init__(parent, name="previewDialog", title="全部更正", accept="更正")
        self.heading = Label()
        self._findings = findings
        self.list = QListWidget()
        self.list.setObjectName("previewList")
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setMinimumSize(88 * GRID, 56 * GRID)
        for each in findings:
            item = QListWidgetItem(f"{each.place}　{_shown(each, nodes[each.slip.node])}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        for widget in (self.heading, self.list, self.buttons):
            self.column.addWidget(widget)
        role = QDialogButtonBox.ButtonRole.ActionRole
        for name, state in (("全选", Qt.CheckState.Checked), ("全不选", Qt.CheckState.Unchecked)):
            button = self.buttons.addButton(name, role)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, state=state: self._tick_all(state))
        self.list.itemChanged.connect(self._count)
        self._count()

    def _tick_all(self, state: Qt.CheckState) -> None:
        with QSignalBlocker(self.list):
            for row in range(self.list.count()):
                self.list.item(row).setCheckState(state)
        self._count()

    def _count(self) -> None:
        """Say how much is going to be changed."""
        every, chosen = (
            sum(len(each.slip.fixes) + len(each.slip.units) for each in found)
            for found in (self._findings, self.chosen)
        )
        self.heading.setText(
            f"要改 {chosen} 处，共 {every} 处。去掉勾选的（空格键）不改；更正作为一步，可以撤销。"
        )
        for button in self.buttons.buttons():
            if self.buttons.buttonRole(button) is QDialogButtonBox.ButtonRole.AcceptRole:
                button.setEnabled(chosen > 0)

    @property
    def chosen(self) -> list[Finding]:
        """The findings that are ticked."""
        return [
            each
            for row, each in enumerate(self._findings)
            if self.list.item(row).checkState() == Qt.CheckState.Checked
        ]

    @classmethod
    def ask(
        cls, parent: QWidget, findings: Sequence[Finding], nodes: Mapping[str, Node]
    ) -> list[Finding]:
        """Return the findings to put right; none when it was put away.

        Args:
            parent: the window.
            findings: what could be put right.
            nodes: as they are now, by id.
        """
        dialog = cls(parent, [each for each in findings if each.slip.node in nodes], nodes)
        return dialog.chosen if dialog.exec() else []


def _shown(finding: Finding, node: Node) -> str:
    slip, units = finding.slip, node.units_text
    fixes = [(getattr(node, slip.words), fix) for fix in slip.fixes]
    fixes += [(units, fix) for fix in slip.units]
    told = []
    for text, (start, end, words) in fixes[:_MOST]:
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        told.append(f"{before}〔{text[start:end]} → {words}〕{after}".replace("\n", " "))
    more = len(fixes) - _MOST
    return "；".join(told) + (f"；另 {more} 处" if more > 0 else "")
