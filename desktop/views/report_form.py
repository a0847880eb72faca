"""The form that says which report of what: kind, measures, options, and what stands around them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.actions.reporting.kinds import KINDS
from desktop.actions.reporting.requests import DETAILS, GROUPS, Request, Selection
from desktop.annotations import Expression, SavedFilter, State, Tag
from desktop.model import Document, Node
from desktop.views.briefing_form import BriefingForm
from desktop.views.check_list import CheckList
from desktop.views.theme import GRID
from desktop.views.widgets import Label

_SCOPES = ("documents", "chapters", "tags", "states", "nodes")
_TITLES = {
    "documents": "文件",
    "chapters": "章节",
    "tags": "标签",
    "states": "督办状态",
    "nodes": "选中的条目",
}
_NOTHING = {
    "documents": "资料库里还没有文件。请先导入。",
    "chapters": "勾选一份文件后，这里列出它的章节。",
    "tags": "还没有标签。在“标签”栏给措施加上标签后，这里可以按标签选。",
    "states": "",
    "nodes": "在目录中选中若干措施后再打开，这里就列出它们。",
}
_INDENT = "　"


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen from.

    Attributes:
        documents: all of the library.
        tags: all tags, in order.
        filters: the saved combinations of tags.
        nodes: (id, name) of what is selected in the tree.
    """

    documents: Sequence[Document]
    tags: Sequence[Tag]
    filters: Sequence[SavedFilter]
    nodes: Sequence[tuple[str, str]]


class ReportForm(QWidget):
    """Everything that a `Request` is made of.

    Signals:
        changed: something else is wanted.
        outlineRequested: the id of the document whose chapters to offer; "" for none.
    """

    changed = Signal()
    outlineRequested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters: Mapping[str, Expression] = {}
        self._offered = ""
        self.kind = QComboBox()
        self.kind.setObjectName("reportKind")
        self.kind.setAccessibleName("报告种类")
        for name, kind in KINDS.items():
            self.kind.addItem(kind.name, name)
        self.about = Label()
        self.about.setObjectName("quiet")
        self.about.setWordWrap(True)
        self.scopes = {
            name: CheckList(
                f"report{name.capitalize()}", title=_TITLES[name], nothing=_NOTHING[name]
            )
            for name in _SCOPES
        }
        self.saved = QComboBox()
        self.saved.setObjectName("reportFilter")
        self.saved.setToolTip("只取符合这个筛选的措施")
        self.group = QComboBox()
        self.group.setObjectName("reportGroup")
        for group, text in GROUPS.items():
            self.group.addItem(text, group)
        self.details = QComboBox()
        self.details.setObjectName("reportDetails")
        for detail, text in DETAILS.items():
            self.details.addItem(text, detail)
        self.summary = _box("reportSummary", "前面加汇总", "数据、颜色和标签的计数、待解决的疑问")
        self.highlights = _box("reportHighlights", "标出颜色", "批注过的字用它的颜色作底")
        self.clean = _box("reportClean", "清洁导出", "不写批注文字、署名和时间，可以外发")
        self.tracked = _box("reportTracked", "更正作修订", "写原来印的，每处更正可接受或拒绝")
        self.summary.setChecked(True)
        self.highlights.setChecked(True)
        self.briefing = BriefingForm()
        self._build()
        self._wire()
        self._kind_changed()

    def _build(self) -> None:
        self.lists = QTabWidget()
        self.lists.setObjectName("reportScopes")
        self.lists.setDocumentMode(True)
        for name, each in self.scopes.items():
            self.lists.addTab(each, _TITLES[name])
        self.options = QFormLayout()
        self.options.setSpacing(GRID)
        for text, field in (
            ("筛选(&F)", self.saved),
            ("排列(&G)", self.group),
            ("标签和督办(&D)", self.details),
        ):
            self.options.addRow(text, field)
        what = QWidget()
        column = QVBoxLayout(what)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.kind)
        column.addWidget(self.about)
        column.addWidget(self.lists, 1)
        column.addLayout(self.options)
        for box in (self.summary, self.highlights, self.tracked, self.clean):
            column.addWidget(box)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("reportTabs")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(what, "内容")
        self.tabs.addTab(self.briefing, "标题与署名")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.tabs)

    def _wire(self) -> None:
        self.kind.currentIndexChanged.connect(self._kind_changed)
        for name, each in self.scopes.items():
            each.changed.connect(lambda name=name: self._ticked(name))
        for combo in (self.saved, self.group, self.details):
            combo.currentIndexChanged.connect(self.changed)
        for box in (self.summary, self.highlights, self.tracked):
            box.toggled.connect(self.changed)
        self.clean.toggled.connect(self._settle_tracked)
        self.briefing.changed.connect(self.changed)

    # --- what the dialog asks ----------------------------------------------------

    def show_choices(self, choices: Choices) -> None:
        """Offer what the library has."""
        self._filters = {each.id: each.expression for each in choices.filters}
        self.scopes["documents"].show_rows((each.id, each.title) for each in choices.documents)
        self.scopes["tags"].show_rows(
            (tag.id, f"{_INDENT * tag.path.count('/')}{tag.name}　{tag.uses}")
            for tag in choices.tags
        )
        self.scopes["states"].show_rows((state.value, state.value) for state in State)
        self.scopes["nodes"].show_rows(choices.nodes)
        self.saved.clear()
        self.saved.addItem("不限", "")
        for each in choices.filters:
            self.saved.addItem(each.name, each.id)

    def show_outline(self, document: str, nodes: Sequence[Node]) -> None:
        """Offer the chapters and sections of the one document that is chosen."""
        if document == self._offered:
            self.scopes["chapters"].show_rows(_headings(nodes, 0))

    def choose(self, kind: str, **ticked: Collection[str]) -> None:
        """Choose a kind, and tick these in the lists of those names."""
        self.kind.setCurrentIndex(self.kind.findData(kind))
        for name, ids in ticked.items():
            self.scopes[name].tick(ids)
            if ids:
                self.lists.setCurrentWidget(self.scopes[name])

    def request(self, *, author: str) -> Request:
        """Return what is wanted."""
        expression = self._filters.get(self.saved.currentData() or "")
        return Request(
            kind=self.kind.currentData(),
            selection=Selection(
                documents=self.scopes["documents"].ticked(),
                chapters=self.scopes["chapters"].ticked(),
                tags=self.scopes["tags"].ticked(),
                expression=expression,
                states=tuple(map(State, self.scopes["states"].ticked())),
                nodes=self.scopes["nodes"].ticked(),
            ),
            briefing=self.briefing.briefing(),
            group=self.group.currentData(),
            details=self.details.currentData(),
            summary=self.summary.isChecked(),
            highlights=self.highlights.isChecked(),
            clean=self.clean.isChecked(),
            tracked=self.tracked.isChecked(),
            author=author,
        )

    @property
    def title(self) -> str:
        """What the report is called, for the name of its file."""
        own = self.briefing.title.text().strip()
        kind = self.kind.currentText()
        named = self.scopes["documents"].ticked_texts()
        return own or (f"{named[0]}{kind}" if len(named) == 1 else kind)

    # --- inside ------------------------------------------------------------------

    def _kind_changed(self) -> None:
        kind = self.kind.currentData()
        self.about.setText(KINDS[kind].about + "。")
        self.options.setRowVisible(self.group, kind == "excerpt")
        self.options.setRowVisible(self.details, kind in {"review", "excerpt"})
        self.summary.setVisible(kind == "review")
        self.highlights.setVisible(kind in {"review", "excerpt"})
        self.tracked.setVisible(kind != "comparison")
        self._settle_tracked()

    def _settle_tracked(self) -> None:
        """Let corrections be tracked where they can be: a clean report names nobody."""
        clean = self.clean.isChecked()
        able = not clean and self.kind.currentData() != "comparison"
        self.tracked.setEnabled(able)
        self.tracked.setChecked(able and self.tracked.isChecked())
        self.tracked.setToolTip("清洁导出不写署名和时间，只有更正后的文字" if clean else "")
        self.changed.emit()

    def _ticked(self, name: str) -> None:
        count = len(self.scopes[name].ticked())
        place = self.lists.indexOf(self.scopes[name])
        self.lists.setTabText(place, f"{_TITLES[name]} {count}" if count else _TITLES[name])
        if name == "documents":
            documents = self.scopes[name].ticked()
            wanted = documents[0] if len(documents) == 1 else ""
            if wanted != self._offered:
                self._offered = wanted
                self.scopes["chapters"].show_rows(())
                self.outlineRequested.emit(wanted)
        self.changed.emit()


def _box(name: str, text: str, tip: str) -> QCheckBox:
    box = QCheckBox(f"{text}：{tip}")
    box.setObjectName(name)
    return box


def _headings(nodes: Sequence[Node], depth: int) -> list[tuple[str, str]]:
    """Return (id, name) of the nodes that have others below, indented."""
    found: list[tuple[str, str]] = []
    for node in nodes:
        if node.children:
            found.append((node.id, f"{_INDENT * depth}{node.label} {node.title}".rstrip()))
            found += _headings(node.children, depth + 1)
    return found
