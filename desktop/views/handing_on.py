"""Review packages from the menu: what was made here for others, and what others made."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget, QWidget

from desktop.errors import UserError
from desktop.paths import shown
from desktop.store import Store
from desktop.views.dialogs import Dialog, file_to_read, file_to_write
from desktop.views.frame import Frame
from desktop.views.part import Part
from desktop.views.theme import GRID
from desktop.views.widgets import Label

if TYPE_CHECKING:
    from desktop.actions.exchange import Entry, Result

FILTER = "批注包 (*.zip);;所有文件 (*)"
KINDS = {
    "mark": "批注", "tagged": "标签", "follow_up": "督办", "progress": "进展", "tag": "标签说明",
    "reviewed": "已阅", "pair": "对应关系", "filter": "筛选",
}  # fmt: skip


class PackageFile:
    """Into which file a package is written, or from which one is read."""

    @classmethod
    def ask_target(cls, parent: QWidget) -> Path | None:
        """Return the file to write; None when it was put away."""
        return file_to_write(
            parent, title="导出批注包", proposed="批注包.zip", kinds=FILTER, name="packageTarget",
            accept="导出",
        )  # fmt: skip

    @classmethod
    def ask_source(cls, parent: QWidget) -> Path | None:
        """Return the file to read; None when it was put away."""
        return file_to_read(
            parent, title="导入批注包", kinds=FILTER, name="packageSource", accept="导入"
        )


class PackageReport(Dialog):
    """What became of a package's entries; those that somebody should look at are listed."""

    def __init__(self, parent: QWidget, result: "Result") -> None:
        super().__init__(parent, name="packageReport", title="导入结果", accept="")
        self.list = QListWidget()
        self.list.setObjectName("packageResults")
        self.list.setAccessibleName("导入结果")
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setMinimumSize(64 * GRID, 30 * GRID)
        self.list.addItems(lines(result))
        self.list.setVisible(bool(self.list.count()))
        heading = Label(summary(result))
        heading.setObjectName("packageSummary")
        heading.setWordWrap(True)
        heading.setMinimumWidth(56 * GRID)
        for widget in (heading, self.list, self.buttons):
            self.column.addWidget(widget)

    @classmethod
    def tell(cls, parent: QWidget, result: "Result") -> None:
        """Show the result until it is put away."""
        cls(parent, result).exec()


class HandingOn(Part):
    """Writes packages and takes them in, in jobs."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._window, self._jobs, self._author = frame.window, frame.jobs, frame.author

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its commands do."""
        return {"exportReview": self.write, "importReview": self.take}

    def write(self) -> None:
        """Ask for a file, and write what people made in the library into it."""
        target = PackageFile.ask_target(self._window)
        if target is None:
            return
        self.commitRequested.emit()
        self.said.emit("正在导出批注包…")
        self._jobs.run(
            lambda store, _: exported(store, target),
            done=lambda count: self.said.emit(
                f"已把 {count} 条批注和台账导出到“{shown(target)}”。"
            ),
            failed=self._tell,
        )

    def take(self) -> None:
        """Ask for a package, and take it in; then show what became of its entries."""
        path = PackageFile.ask_source(self._window)
        if path is None:
            return
        self.commitRequested.emit()
        self.said.emit("正在导入批注包…")
        author = self._author.name
        self._jobs.run(
            lambda store, _: imported(store, path, author=author),
            done=self._taken,
            failed=self._tell,
        )

    def _taken(self, result: "Result") -> None:
        self.reloadRequested.emit()
        self.said.emit(f"已导入批注包：新增 {len(result.added) + len(result.orphaned)} 条。")
        PackageReport.tell(self._window, result)

    def _tell(self, error: UserError) -> None:
        self.failed.emit(str(error))


def exported(store: Store, target: Path) -> int:
    """Write a package; return how many entries it has."""
    from desktop.actions import exchange  # noqa: PLC0415 - costly: anchoring, and seldom needed

    return exchange.export_review(store, target=target)


def imported(store: Store, path: Path, *, author: str) -> "Result":
    """Take a package in; return what became of its entries."""
    from desktop.actions import exchange  # noqa: PLC0415 - see `exported`

    return exchange.import_review(store, author=author, path=path)


def summary(result: "Result") -> str:
    """Return in a few sentences how many entries met which end."""
    told = f"新增 {len(result.added)} 条，已有 {len(result.skipped)} 条。"
    for entries, words in (
        (result.differing, "与库中不同，保留库中的，没有改"),
        (result.orphaned, "找不到原处，内容都在，列在批注栏的“待重新定位”里"),
        (result.refused, "不能导入"),
    ):
        if entries:
            told += f"\n{len(entries)} 条{words}。"
    return f"{told}\n整个导入是一步，可以撤销。" if result.added or result.orphaned else told


def lines(result: "Result") -> list[str]:
    """Return a line for each entry that somebody should look at."""
    groups: Sequence[tuple[str, list[Entry]]] = (
        ("未改", result.differing),
        ("待重新定位", result.orphaned),
        ("不能导入", result.refused),
    )
    return [
        f"{word}　{KINDS.get(entry.kind, entry.kind)}　{entry.message or entry.id}"
        for word, entries in groups
        for entry in entries
    ]
