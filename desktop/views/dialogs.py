"""What the window asks and tells in boxes of their own. Each has one `ask` or `tell`."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from desktop.actions import documents
from desktop.actions.documents import Version
from desktop.views.theme import GRID
from desktop.views.widgets import Label


class ImportChoice:
    """Which files to import, or which folder."""

    @classmethod
    def ask(cls, parent: QWidget, folder: str) -> list[Path]:
        """Return the files chosen; none when it was put away."""
        known = " ".join(f"*{ending}" for ending in documents.formats())
        dialog = QFileDialog(parent, "导入文件", folder, f"政策文件 ({known});;所有文件 (*)")
        dialog.setOption(QFileDialog.Option.HideNameFilterDetails)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        return _chosen(dialog, "importChoice", "导入")

    @classmethod
    def ask_folder(cls, parent: QWidget, folder: str) -> list[Path]:
        """Return the folder whose files are to be imported; none when it was put away."""
        dialog = QFileDialog(parent, "导入文件夹", folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return _chosen(dialog, "importChoice", "导入")


def file_to_write(
    parent: QWidget, *, title: str, proposed: str, kinds: str, name: str, accept: str
) -> Path | None:
    """Ask for a file to write, and return it; None when the dialog was put away.

    Args:
        parent: the dialog stands before it.
        title: the dialog's.
        proposed: a name or path to begin with; its ending is added where none is typed.
        kinds: which files are shown, in Qt's form.
        name: the dialog's objectName.
        accept: what the button says.
    """
    dialog = QFileDialog(parent, title, proposed, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(proposed).suffix.removeprefix("."))
    return next(iter(_chosen(dialog, name, accept)), None)


def file_to_read(parent: QWidget, *, title: str, kinds: str, name: str, accept: str) -> Path | None:
    """Ask for a file that is there, as `file_to_write` does for one to write."""
    dialog = QFileDialog(parent, title, "", kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return next(iter(_chosen(dialog, name, accept)), None)


def _chosen(dialog: QFileDialog, name: str, accept: str) -> list[Path]:
    """Ask for files under labels that Qt's own Chinese texts leave out in part."""
    dialog.setObjectName(name)
    label = QFileDialog.DialogLabel
    for part, text in (
        (label.LookIn, "位置："),
        (label.FileName, "文件名："),
        (label.FileType, "类型："),
        (label.Accept, accept),
        (label.Reject, "取消"),
    ):
        dialog.setLabelText(part, text)
    return [Path(file) for file in dialog.selectedFiles()] if dialog.exec() else []


def _box(parent: QWidget | None, title: str, text: str) -> QMessageBox:
    """Return a box with a text as it is, whatever looks like markup in it."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


class Confirm:
    """Whether something that cannot be undone is really meant."""

    @classmethod
    def ask(cls, parent: QWidget | None, *, title: str, text: str, button: str) -> bool:
        """Return whether the button was pressed, and not 取消."""
        box = _box(parent, title, text)
        box.setObjectName("confirm")
        go = box.addButton(button, QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is go


class RecogniseChoice:
    """Whether scans are to be read by the OCR program of this computer."""

    @classmethod
    def ask(cls, parent: QWidget, scans: Sequence[Path]) -> bool:
        """Return whether they are."""
        named = f"“{scans[0].name}”" if len(scans) == 1 else f"{len(scans)} 份文件"
        text = (
            f"{named}是扫描件，没有文字层。这台电脑装有文字识别程序，可以识别后导入：一页要几秒到"
            "几十秒，在后台进行，可以取消。识别难免有错，每一页都会列进校核，请对照原件核对。"
        )
        box = _box(parent, "识别扫描件", text)
        box.setObjectName("recogniseChoice")
        go = box.addButton("识别并导入", QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton("不导入", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(go)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is go


class Message:
    """What is to be read before one goes on: what went wrong, or what came of something long."""

    @classmethod
    def tell(cls, parent: QWidget | None, text: str) -> None:
        """Show the sentence until it is put away."""
        box = _box(parent, "策阅", text)
        box.setObjectName("message")
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.exec()


class NameChoice:
    """Under what name something is saved."""

    @classmethod
    def ask(cls, parent: QWidget, *, title: str, known: str = "") -> str:
        """Return the name, "" when it was put away; `known` stands there at first."""
        dialog = QInputDialog(parent)
        dialog.setObjectName("nameChoice")
        dialog.setWindowTitle(title)
        dialog.setLabelText("名称（已有的会被替换）：")
        dialog.setTextValue(known)
        dialog.setOkButtonText("保存")
        dialog.setCancelButtonText("取消")
        return dialog.textValue().strip() if dialog.exec() else ""


class Dialog(QDialog):
    """A dialog with its widgets one under the other and buttons below."""

    def __init__(self, parent: QWidget, *, name: str, title: str, accept: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.column.setSpacing(GRID)
        self.buttons = QDialogButtonBox()
        self.buttons.setObjectName("dialogButtons")
        if accept:
            go = self.buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
            go.setDefault(True)
            self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        else:
            self.buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)


class GroupDialog(Dialog):
    """Into which group documents go: one there is, or a new name."""

    def __init__(self, parent: QWidget, groups: Sequence[str]) -> None:
        super().__init__(parent, name="groupDialog", title="归入分组", accept="归入")
        self.box = QComboBox()
        self.box.setObjectName("groupName")
        self.box.setEditable(True)
        self.box.addItems(list(groups))
        self.box.setCurrentText("")
        self.box.setMinimumWidth(40 * GRID)
        self.column.addWidget(Label("分组名称（留空则移出分组）："))
        self.column.addWidget(self.box)
        self.column.addWidget(self.buttons)

    @classmethod
    def ask(cls, parent: QWidget, groups: Sequence[str]) -> str | None:
        """Return the group's name, "" for no group; None when it was put away."""
        dialog = cls(parent, groups)
        return dialog.box.currentText().strip() if dialog.exec() else None


class VersionsDialog(Dialog):
    """Which of a document's versions to read."""

    def __init__(self, parent: QWidget, title: str, versions: Sequence[Version]) -> None:
        super().__init__(parent, name="versionsDialog", title="查看版本", accept="打开")
        heading = Label(f"《{title}》")
        heading.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("versionList")
        self.list.setMinimumSize(56 * GRID, 20 * GRID)
        for version in reversed(versions):
            day = version.imported[:10]
            text = f"第 {version.number} 版　{day} 导入　{version.measures} 条　{version.source}"
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, version.number)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self.accept)
        for widget in (heading, self.list, self.buttons):
            self.column.addWidget(widget)

    @classmethod
    def ask(cls, parent: QWidget, title: str, versions: Sequence[Version]) -> int | None:
        """Return the number of the version chosen; None when it was put away."""
        dialog = cls(parent, title, versions)
        chosen = dialog.list.currentItem() if dialog.exec() else None
        return None if chosen is None else int(chosen.data(Qt.ItemDataRole.UserRole))
