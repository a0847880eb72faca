"""更正: words and structure put right from page and tree, shown on the page, taken back."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QMenu

from desktop.actions import corrected_places, correcting, documents, restructuring
from desktop.actions.tree import TreeRow
from desktop.annotations import Mark
from desktop.corrections import Deed, PutAside, SetDatum, TakeIn
from desktop.corrections import Part as Outside
from desktop.errors import UserError
from desktop.model import Kind, Outline
from desktop.views.changes import MOST_AT_ONCE, Changes
from desktop.views.correction_dialogs import DataDialog, OutsideDialog
from desktop.views.correction_target import CorrectionTarget
from desktop.views.corrections_shown import CorrectionsShown
from desktop.views.dialogs import Confirm
from desktop.views.frame import Frame
from desktop.views.menus.correcting import ASIDE, CORRECT, GRADES
from desktop.views.menus.entries import Command, Menu, plain
from desktop.views.page import Place
from desktop.views.part import Part
from desktop.views.theme import Theme
from desktop.views.word_editor import WordEditor

READ_ONLY = "资料库以只读方式打开，不能更正。"
OLD_VERSION = "这是旧版，不能更正。请先打开现行版。"
NO_TARGET = "请先转到要更正的一条。"
ELSEWHERE = "请先回到正文，再作更正。"
Make = Callable[[Outline, str], Deed | None]


class Correcting(Part):
    """Does what a user puts right, and shows it.

    Signals:
        edited: words were edited or left as they are, and the page has the keyboard again.
    """

    edited = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._frame, self._store = frame, frame.store
        self._reading, self._reader = frame.reading, frame.reader
        self._target = CorrectionTarget(frame.reader, frame.outline)
        self._shown = CorrectionsShown(frame)
        self._edited = ""  # the document that the editor is open for
        self.editor = WordEditor(frame.reader.viewport())
        self._changes = Changes(frame.store, frame.jobs, frame.author, self)
        self._changes.failed.connect(self.failed)
        self._shown.resetRequested.connect(self._reset)
        self._shown.nodeRequested.connect(self._show_node)
        self.editor.kept.connect(self._keep_words)
        self.editor.left.connect(self._left)
        frame.reader.editRequested.connect(self.edit_at)
        frame.reader.verticalScrollBar().valueChanged.connect(self._follow)
        frame.reader.laidOut.connect(self._fit_editor)
        frame.reading.documentChanged.connect(self._document_changed)
        frame.outline.moveRequested.connect(self._drop, Qt.ConnectionType.QueuedConnection)
        frame.outline.menuOffered.connect(self._offer)
        frame.reader.addAction(self._menu(CORRECT, QMenu("更正", frame.reader)).menuAction())
        self._narrow_keys()

    def _narrow_keys(self) -> None:
        """Let F2 mean words of page and tree only where one of them has the keyboard.

        The page has the command in its own menu already.
        """
        edit = self._frame.commands["editWords"]
        edit.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._frame.outline.addAction(edit)

    def _menu(self, menu: Menu, made: QMenu) -> QMenu:
        for entry in menu.entries:
            if entry is None:
                made.addSeparator()
            elif isinstance(entry, Command):
                made.addAction(self._frame.commands[entry.name])
            else:
                self._menu(entry, made.addMenu(entry.title))
        return made

    # --- what the window asks ----------------------------------------------------------

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what the commands of the menu 更正 do."""
        deeds: dict[str, Make] = {
            "moveUp": lambda outline, node: restructuring.shifted(outline, node=node, by=-1),
            "moveDown": lambda outline, node: restructuring.shifted(outline, node=node, by=1),
            "raiseLevel": lambda outline, node: restructuring.raised(outline, node=node),
            "lowerLevel": lambda outline, node: restructuring.lowered(outline, node=node),
            "joinNext": lambda outline, node: restructuring.joined(outline, node=node),
        }
        return {
            "editWords": self.edit,
            "splitHere": self.split,
            "takeIn": self.take_in_lines,
            "documentData": self.ask_data,
            "listCorrections": self._shown.tell,
            "resetNode": self.reset_node,
            "showCorrections": lambda: None,  # the page follows the command's own state
            **{name: partial(self._one, make) for name, make in deeds.items()},
            **{
                command.name: partial(self._each, _grading(Kind(command.name.split("-")[1])))
                for command in GRADES.entries
                if isinstance(command, Command)
            },
            **{
                command.name: partial(self._each, _putting(command.name.split("-")[1]))
                for command in ASIDE.entries
                if isinstance(command, Command)
            },
        }

    def reload(self) -> None:
        """Show the corrections there are now."""
        self._shown.refresh()

    def noticed(self, document: str) -> None:
        """Show the corrections of what is open anew."""
        if self._reading.document and document == self._reading.document.id:
            self.reload()

    def commit(self) -> None:
        """Keep the words that are being edited."""
        self.editor.keep()

    def finish(self) -> None:
        """Keep the words that are being edited; the window closes."""
        self.editor.keep()

    def restyle(self, theme: Theme) -> None:
        """Use the colours of another theme."""
        self._shown.restyle(theme)

    # --- words ----------------------------------------------------------------------------

    def edit(self) -> None:
        """Edit the words of what is meant, in place."""
        for node in self._meant()[:1]:
            self._open(node)

    def edit_at(self, position: int) -> None:
        """Edit the words at a position of the page, in place."""
        page = self._reader.page
        place = page.place_at(position) if page else None
        if place is not None and self._may_change():
            self._open(place.node.id)

    def edit_node(self, node: str, start: int = 0, end: int = 0) -> None:
        """Edit the words of a node, in place, those from `start` to `end` selected."""
        if self._may_change():
            self._open(node, start, end)

    def _open(self, node: str, start: int = 0, end: int = 0) -> None:
        page, document = self._reader.page, self._reading.document
        place = page.place(node) if page else None
        if place is None or document is None:
            self.said.emit(NO_TARGET)
            return
        self.editor.keep()
        first, last = self._reader.extent(place)
        if last < 0 or first > self._reader.viewport().height():
            self._reader.jump(place, flash=False)
        self._edited = document.id
        cursor = page.where(self._reader.textCursor().position()) if page and not end else None
        if cursor and cursor[0].id == node:
            start = end = cursor[1]
        self.editor.open(place.node, self._reader.typography, self._area(place), start, end)

    def _keep_words(self, node: str, changed: Mapping[str, str]) -> None:
        document, self._edited = self._edited, ""
        outline = documents.load_outline(self._store, document=document)
        found = restructuring.find(outline, node=node)
        made = (
            correcting.rewording(found, words=words, text=changed[words])
            for words in ("label", "title", "text", "units_text")
            if found and words in changed
        )
        self.correct(document, [deed for deed in made if deed])
        self._left()

    def _left(self) -> None:
        self._reader.setFocus()
        self.edited.emit()

    def split(self) -> None:
        """Part what is meant in two, at the cursor."""
        if not self._may_change():
            return
        position, page = self._target.take_position(), self._reader.page
        where = page.where(position) if page and position >= 0 else None
        document = self._reading.document
        if where is None or document is None:
            self.said.emit("请先在要拆开的地方点一下。")
            return
        node, at = where
        if not node.text[:at].strip() or not node.text[at:].strip() or node.rows:
            self.said.emit("这里不能拆分：光标前后都要有文字。")
            return
        self.correct(document.id, [correcting.splitting(node, at=at)])

    # --- structure ------------------------------------------------------------------------

    def _one(self, make: Make) -> None:
        """Do to the first of the nodes meant what `make` says."""
        nodes = self._meant()[:1]
        document = self._reading.document
        if nodes and document is not None:
            outline = documents.load_outline(self._store, document=document.id)
            if deed := make(outline, nodes[0]):
                self.correct(document.id, [deed])
            else:
                self.said.emit("这里不能这样移动或合并。")

    def _each(self, make: Make) -> None:
        """Do to each of the nodes meant what `make` says, as one step."""
        nodes, document = self._meant(), self._reading.document
        if nodes and document is not None:
            outline = documents.load_outline(self._store, document=document.id)
            deeds = [deed for node in nodes if (deed := make(outline, node))]
            self.correct(document.id, deeds)

    def _drop(self, document: str, node: str, parent: str, before: str) -> None:
        """Put a row where it was dropped."""
        if self._store.read_only:
            self.said.emit(READ_ONLY)
            return
        outline = documents.load_outline(self._store, document=document)
        deed = restructuring.moving(outline, node=node, parent=parent, before=before)
        if deed is not None:
            self.correct(document, [deed])
        else:
            self.said.emit("不能放在这里：上级应当高于它。")

    # --- the document -----------------------------------------------------------------------

    def ask_data(self) -> None:
        """Ask for the document's data as they should be."""
        document, outline = self._reading.document, self._outline()
        if document is None or outline is None or not self._may_change():
            return
        wanted = DataDialog.ask(self._frame.window, outline)
        self.correct(document.id, [SetDatum(datum, value) for datum, value in wanted.items()])

    def take_in_lines(self) -> None:
        """Ask which lines outside the tree are to come into it."""
        document, outline = self._reading.document, self._outline()
        if document is None or outline is None or not self._may_change():
            return
        chosen = OutsideDialog.ask(self._frame.window, outline)
        fresh = correcting.fresh_id
        self.correct(document.id, [TakeIn(*line, fresh()) for line in chosen])

    def reset_node(self) -> None:
        """Take back all corrections of what is meant."""
        nodes, document = self._meant(), self._reading.document
        if nodes and document is not None:
            ids = corrected_places.of_node(self._store, document=document.id, node=nodes[0])
            if ids:
                self._reset(ids)
            else:
                self.said.emit("这一条没有更正过。")

    def _reset(self, ids: Sequence[str]) -> None:
        document = self._reading.document
        if document is None or not ids or not self._may_change():
            return
        key, told = document.id, f"恢复 {len(ids)} 处"
        size = correcting.size_of_reset(self._store, document=key, corrections=ids)
        if size > MOST_AT_ONCE:
            self.said.emit(f"正在{told}……")
        reset = partial(correcting.reset, document=key, corrections=ids)
        self._changes.make(
            lambda store, author: reset(store, author=author),
            size=size,
            then=lambda lost: self._done(key, lost, f"已{told}"),
        )

    # --- the library ------------------------------------------------------------------------

    def correct(self, document: str, deeds: Sequence[Deed]) -> None:
        """Do deeds as one step; ask first where marks would lose their words."""
        if not deeds:
            return
        try:
            lost = correcting.losing(self._store, document=document, deeds=deeds)
        except UserError as error:
            self.failed.emit(str(error))
            return
        if lost and not self._confirmed(lost):
            return
        author = self._frame.author.name
        try:
            done = correcting.correct(self._store, author=author, document=document, deeds=deeds)
        except UserError as error:
            self.failed.emit(str(error))
        else:
            self._done(document, done.lost, done.label)

    def _confirmed(self, lost: Sequence[Mark]) -> bool:
        quoted = "、".join(f"“{mark.quote[:20]}”" for mark in lost[:5])
        more = f"等 {len(lost)} 处" if len(lost) > 5 else ""  # noqa: PLR2004 - named above
        text = (
            f"{quoted}{more}上有批注，更正后这些字就没有了。\n"
            "批注不会丢失，会列入“待重新定位”，也可以撤销。"
        )
        return Confirm.ask(self._frame.window, title="更正文字", text=text, button="仍要更正")

    def _done(self, document: str, lost: Sequence[Mark], told: str) -> None:
        """Show a document anew; say what was done, and how many marks have lost their words."""
        self.corrected.emit(document)
        waiting = f"{len(lost)} 处批注待重新定位。" if lost else ""
        self.said.emit(f"{told}，可以撤销（Ctrl+Z）。{waiting}")

    def _may_change(self) -> bool:
        if self._store.read_only:
            self.said.emit(READ_ONLY)
        elif self._reading.version is not None:
            self.said.emit(OLD_VERSION)
        elif not self._reader.isVisible():
            self.said.emit(ELSEWHERE)
        else:
            return True
        return False

    def _meant(self) -> list[str]:
        """Return the ids of the nodes to correct, or say why there are none."""
        if not self._may_change():
            return []
        nodes = self._target.nodes()
        if not nodes:
            self.said.emit(NO_TARGET)
        return nodes

    def _outline(self) -> Outline | None:
        page = self._reader.page
        return page.outline if page else None

    # --- what is shown ------------------------------------------------------------------------

    def _document_changed(self) -> None:
        if self._edited and (
            self._reading.document is None or self._reading.document.id != self._edited
        ):
            self.editor.keep()
        self._shown.refresh()

    def _follow(self) -> None:
        """Keep the editor over its text when the page is scrolled."""
        page = self._reader.page
        place = page.place(self.editor.node) if page and self.editor.node else None
        if place is not None:
            self.editor.move(self.editor.x(), self._reader.extent(place)[0])

    def _fit_editor(self) -> None:
        """Let the editor be as wide and high as its text is now."""
        page = self._reader.page
        place = page.place(self.editor.node) if page and self.editor.node else None
        if place is not None:
            self.editor.fit(self._reader.typography, self._area(place))

    def _area(self, place: Place) -> QRect:
        first, last = self._reader.extent(place)
        return QRect(0, first, self._reader.viewport().width(), last - first)

    def _show_node(self, node: str) -> None:
        if self._reading.document:
            self.nodeRequested.emit(self._reading.document.id, node)

    def _offer(self, menu: QMenu, row: TreeRow) -> None:
        """Put the commands for a node into the menu of its row."""
        document = self._reading.document
        if row.parent is None or document is None or row.document != document.id:
            return
        self._target.row = row
        own = self._menu(CORRECT, menu.addMenu(plain(CORRECT.title)))
        own.setObjectName("correctMenu")
        menu.destroyed.connect(self._forget_row)
        menu.addSeparator()

    def _forget_row(self) -> None:
        self._target.row = None


def _grading(kind: Kind) -> Make:
    return lambda outline, node: restructuring.graded(outline, node=node, kind=kind)


def _putting(part: str) -> Make:
    known: dict[str, Outside] = {
        "furniture": "furniture",
        "back_matter": "back_matter",
        "contents": "contents",
    }
    return lambda _outline, node: PutAside(node, known[part])
