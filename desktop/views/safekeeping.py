"""Backups from the menu: write one, put one in the library's place; and is the library sound?"""

from collections.abc import Callable, Mapping
from pathlib import Path

from desktop.actions import library, safety
from desktop.actions.safety import Backup
from desktop.errors import UserError
from desktop.paths import shown
from desktop.store import Store
from desktop.views.backup_dialogs import BackupFile, BackupsDialog, contents_text, moment_text
from desktop.views.dialogs import Confirm, Message
from desktop.views.frame import Frame
from desktop.views.part import Part


class Safekeeping(Part):
    """Makes, lists and restores backups and checks the library, always in a job."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._window, self._store, self._jobs = frame.window, frame.store, frame.jobs
        self._dialog: BackupsDialog | None = None

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what its commands do."""
        return {
            "backUp": self.back_up,
            "restoreLibrary": self.show_backups,
            "checkLibrary": self.check,
        }

    def back_up(self) -> None:
        """Ask for a file, and write the library into it."""
        target = BackupFile.ask_target(self._window)
        if target is None:
            return
        self.commitRequested.emit()
        self.said.emit("正在备份…")
        self._jobs.run(
            lambda store, _: safety.back_up(store, target=target),
            done=self._backed_up,
            failed=self._tell,
        )

    def check(self) -> None:
        """Look at the whole library, and say what is wrong with it."""
        self.said.emit("正在检查资料库…")
        self._jobs.run(lambda store, _: library.check(store), done=self._checked, failed=self._tell)

    # --- restoring -----------------------------------------------------------------

    def show_backups(self) -> None:
        """List the backups with what is in each; one can be put in the library's place."""
        if self._dialog is None:
            self._dialog = BackupsDialog(self._window)
            self._dialog.restoreRequested.connect(self._ask)
            self._dialog.fileRequested.connect(self._ask_file)
            self._dialog.undoRequested.connect(self._restore)
            self._dialog.finished.connect(self._put_away)
            self._dialog.open()
        self._list("")

    def _put_away(self) -> None:
        self._dialog = None

    def _list(self, told: str) -> None:
        path = self._store.path

        def listed(found: list[Backup]) -> None:
            if self._dialog is not None:
                self._dialog.show_backups(found, told=told)

        self._jobs.run(lambda *_: safety.listed(path), done=listed, failed=self._tell)

    def _ask_file(self) -> None:
        path = BackupFile.ask_source(self._dialog or self._window)
        if path is not None:
            self._confirm(path, f"文件“{shown(path)}”")

    def _ask(self, backup: Backup) -> None:
        self._confirm(backup.path, f" {moment_text(backup.made)} 的备份（{contents_text(backup)}）")

    def _confirm(self, path: Path, name: str) -> None:
        text = (
            f"要用{name}恢复资料库吗？\n"
            "现在的资料库会先存成一份备份，列在最上面，用它再恢复一次就能撤回。"
        )
        asking = self._dialog or self._window
        if Confirm.ask(asking, title="恢复资料库", text=text, button="恢复"):
            self._restore(path)

    def _restore(self, path: Path) -> None:
        self.commitRequested.emit()
        if self._dialog is not None:
            self._dialog.show_busy("正在恢复…")

        def work(store: Store, _job: object) -> Backup | None:
            return safety.restore(store, backup=path)

        self._jobs.run(work, done=self._restored, failed=self._not_restored)

    def _restored(self, kept: Backup | None) -> None:
        self.libraryReplaced.emit()
        told = "资料库已恢复。"
        if kept is not None:
            told += f"恢复前的资料库存为 {moment_text(kept.made)} 的备份。"
        self.said.emit(told)
        if self._dialog is not None:
            self._dialog.offer_undo(kept.path if kept else None)
        self._list(told)

    def _not_restored(self, error: UserError) -> None:
        self._tell(error)
        self._list("没有恢复，资料库没有变。")

    # --- inside --------------------------------------------------------------------

    def _backed_up(self, made: Backup) -> None:
        self.said.emit("备份完成。")
        Message.tell(self._window, f"已备份到“{shown(made.path)}”：{contents_text(made)}。")

    def _checked(self, faults: list[str]) -> None:
        self.said.emit("检查完成。")
        if faults:
            listed = "\n".join(faults[:10])
            Message.tell(
                self._window,
                f"资料库有 {len(faults)} 处问题：\n{listed}\n请用“恢复备份”里完好的一份恢复。",
            )
        else:
            Message.tell(self._window, "资料库完好：文件没有损坏，各项内容相互对得上。")

    def _tell(self, error: UserError) -> None:
        self.failed.emit(str(error))
