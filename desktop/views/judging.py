"""What a user says of pairs: confirmed, rejected, made by hand, or left to the program."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.actions import comparing
from desktop.comparison import Comparison
from desktop.store import Store
from desktop.views.changes import Changes
from desktop.views.compare_desk import CompareDesk
from desktop.views.compare_values import rejected_of

WORDS = {
    "confirmPair": "✓ 确认",
    "rejectPair": "✗ 排除",
    "makePair": "✎ 配对",
    "withdrawPair": "撤回",
}
"""The commands of this part, and the words of their buttons beside the list."""

CHOOSE = "请先在左右两边各点选一条。"
Pairs = list[tuple[str, str]]


class Judging(QObject):
    """Takes what is said of the current pair into the library.

    Args:
        desk: knows which pair that is.
        changes: makes the changes.

    Signals:
        judged: the library has another opinion of a pair than before.
        said: a short sentence for the status bar.
    """

    judged = Signal()
    said = Signal(str)

    def __init__(self, desk: CompareDesk, changes: Changes) -> None:
        super().__init__(desk)
        self._desk, self._changes = desk, changes

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do, by their names."""
        return {
            "confirmPair": self.confirm,
            "rejectPair": self.reject,
            "makePair": self.make,
            "withdrawPair": self.withdraw,
        }

    def confirm(self) -> None:
        """Agree with the program on the current pair."""
        pair = self._desk.pair
        if pair is None:
            self.said.emit("这两条没有配对；要配为一对，按 Ctrl+J。" if self._both else CHOOSE)
        elif pair.origin != "machine":
            self.said.emit("这一对已经由人工判定过。")
        else:
            self._accept("已确认这一对。")

    def reject(self) -> None:
        """Say that the current pair does not belong together."""
        if self._desk.pair is None:
            self.said.emit("这两条没有配对，不用排除。" if self._both else CHOOSE)
            return
        self._say(
            lambda store, author, comparison, pairs: comparing.reject(
                store, author=author, comparison=comparison, pairs=pairs
            ),
            "已排除这一对，可以撤销。",
        )

    def make(self) -> None:
        """Pair the two current measures, whatever the program thinks."""
        if not self._both:
            self.said.emit(CHOOSE)
        elif self._desk.pair is not None:
            self.said.emit("这两条已经是一对。")
        else:
            self._accept("已配为一对。")

    def withdraw(self) -> None:
        """Let the program decide again on the two current measures."""
        if not self._judged:
            self.said.emit("对这两条没有作过判断。")
            return
        self._say(
            lambda store, author, comparison, pairs: comparing.withdraw(
                store, author=author, comparison=comparison, pairs=pairs
            ),
            "已撤回判断。",
        )

    @property
    def _both(self) -> bool:
        return all(self._desk.nodes)

    @property
    def _judged(self) -> bool:
        comparison, pair = self._desk.comparison, self._desk.pair
        if comparison is None:
            return False
        if pair is not None:
            return pair.origin != "machine"
        return rejected_of(comparison, self._desk.nodes) is not None

    def _accept(self, told: str) -> None:
        self._say(
            lambda store, author, comparison, pairs: comparing.accept(
                store, author=author, comparison=comparison, pairs=pairs
            ),
            told,
        )

    def _say(self, change: Callable[[Store, str, Comparison, Pairs], None], told: str) -> None:
        comparison, pairs = self._desk.comparison, [self._desk.nodes]
        if comparison is None:
            return

        def tell(_: None) -> None:
            self.said.emit(told)
            self.judged.emit()

        self._changes.make(
            lambda store, author: change(store, author, comparison, pairs), then=tell
        )
