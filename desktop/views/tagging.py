"""Tags what is selected, arranges tags, and has the tree show a combination of them."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.actions import tags
from desktop.actions.history import Touched
from desktop.annotations import Expression, Tag, Target
from desktop.jobs import Jobs
from desktop.store import Store
from desktop.views.changes import Changes
from desktop.views.dialogs import Confirm, NameChoice
from desktop.views.tag_dialogs import TagChoice, TagText
from desktop.views.tags import TagPanel

_TABLES = frozenset({"tags", "tagged", "filters", "marks"})


class Tagging(QObject):
    """What stands between the panel of tags and the library.

    Args:
        window: dialogs stand before it.
        store: the library.
        panel: the panel.
        changes: makes the changes.
        jobs: looks for suggestions.
        cache: a folder for what that makes once and needs again.

    Signals:
        nodesRequested: the set of ids of nodes and documents that the tree is to show, None for
            all.
    """

    nodesRequested = Signal(object)

    def __init__(
        self,
        window: QWidget,
        *,
        store: Store,
        panel: TagPanel,
        changes: Changes,
        jobs: Jobs,
        cache: Path,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._store = store
        self._panel = panel
        self._changes = changes
        self._jobs = jobs
        self._cache = cache
        self._targets: tuple[Target, ...] = ()
        self._name = ""
        self._tags: dict[str, Tag] = {}
        panel.addRequested.connect(self.add)
        panel.tickRequested.connect(self._tick)
        panel.renameRequested.connect(self._rename)
        panel.moveRequested.connect(self._move)
        panel.recolourRequested.connect(self._recolour)
        panel.describeRequested.connect(self._describe)
        panel.mergeRequested.connect(self._merge)
        panel.deleteRequested.connect(self._delete)
        panel.suggestionsRequested.connect(self._suggest)
        panel.combination.filterRequested.connect(self._filter)
        panel.combination.saveRequested.connect(self._save)
        panel.combination.deleteRequested.connect(self._forget)

    # --- what the window asks ----------------------------------------------------

    def set_targets(self, targets: Sequence[Target], name: str) -> None:
        """Tag these things from now on.

        Args:
            targets: marks, nodes and documents.
            name: how the panel calls them.
        """
        if (tuple(targets), name) != (self._targets, self._name):
            self._targets, self._name = tuple(targets), name
            self._show_targets()

    def refresh(self) -> None:
        """Show the tags as they are now, and let the tree show what now fits."""
        found = tags.tree(self._store)
        self._tags = {tag.id: tag for tag in found}
        self._panel.show_tags(found, tags.filters(self._store))
        self._show_targets()
        if self._panel.combination.expression is not None:
            self._filter(self._panel.combination.expression)

    def take_in(self, touched: Touched) -> None:
        """Show the tags anew if they, or what carries them, were written."""
        if touched.tables & _TABLES:
            self.refresh()

    def add(self, path: str) -> None:
        """Let what is selected carry the tag of that path; it is made if there is none."""
        targets = self._targets
        if targets:
            self._changes.make(
                lambda store, author: tags.tag(store, author=author, targets=targets, path=path),
                size=len(targets),
            )

    # --- what the panel asks -----------------------------------------------------

    def _show_targets(self) -> None:
        carried = tags.of(self._store, targets=self._targets)
        counts = Counter(tag.id for each in carried.values() for tag in each)
        self._panel.show_targets(self._name, counts, among=len(self._targets))

    def _tick(self, tag: str, ticked: bool) -> None:
        if ticked:
            self.add(self._tags[tag].path)
            return
        targets = self._targets
        self._changes.make(
            lambda store, author: tags.untag(store, author=author, targets=targets, tag=tag),
            size=len(targets),
        )

    def _rename(self, tag: str, name: str) -> None:
        self._changes.make(
            lambda store, author: tags.rename(store, author=author, tag=tag, name=name)
        )

    def _move(self, tag: str, parent: str) -> None:
        self._changes.make(
            lambda store, author: tags.move(store, author=author, tag=tag, parent=parent or None)
        )

    def _recolour(self, tag: str, colour: str) -> None:
        self._changes.make(
            lambda store, author: tags.recolour(store, author=author, tag=tag, colour=colour)
        )

    def _describe(self, tag: str) -> None:
        found = self._tags[tag]
        text = TagText.ask(self._window, name=found.name, text=found.description)
        if text is not None:
            self._changes.make(
                lambda store, author: tags.describe(store, author=author, tag=tag, description=text)
            )

    def _merge(self, tag: str) -> None:
        found = self._tags[tag]
        others = [
            each for each in self._tags.values() if not f"{each.path}/".startswith(f"{found.path}/")
        ]
        into = TagChoice.ask(self._window, tag=found, others=others)
        if into is not None:
            self._changes.make(
                lambda store, author: tags.merge(store, author=author, tag=tag, into=into),
                size=found.uses,
            )

    def _delete(self, tag: str) -> None:
        found = self._tags[tag]
        below = sum(each.path.startswith(f"{found.path}/") for each in self._tags.values())
        also = f"连同下级 {below} 个标签，" if below else ""
        used = f"用在 {found.uses} 处，这些地方会去掉它" if found.uses else "还没有用过"
        text = f"要删除标签“{found.path}”吗？\n{also}{used}；批注和措施本身不受影响，可以撤销。"
        if Confirm.ask(self._window, title="删除标签", text=text, button="删除"):
            self._changes.make(
                lambda store, author: tags.delete(store, author=author, tag=tag), size=found.uses
            )

    def _filter(self, expression: Expression | None) -> None:
        if expression is None:
            self.nodesRequested.emit(None)
        else:
            self.nodesRequested.emit(tags.nodes_with(self._store, expression=expression))

    def _save(self, expression: Expression) -> None:
        name = NameChoice.ask(self._window, title="存为筛选")
        if name:
            self._changes.make(
                lambda store, author: tags.save_filter(
                    store, author=author, name=name, expression=expression
                )
            )

    def _forget(self, saved: str) -> None:
        self._changes.make(
            lambda store, author: tags.delete_filter(store, author=author, saved=saved)
        )

    def _suggest(self) -> None:
        """Look for words in a job; show them if the same things are still selected."""
        targets, cache = self._targets, self._cache
        node = next((target.id for target in targets if target.kind == "node"), None)
        if node is None:
            return

        def show(words: Sequence[str]) -> None:
            if targets == self._targets:
                self._panel.entry.show_suggestions(words)

        self._jobs.run(
            lambda store, _: tags.suggestions(store, node=node, cache=cache),
            done=show,
            failed=lambda error: self._changes.failed.emit(str(error)),
        )
