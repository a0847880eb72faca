"""The library tree of 100 and of 100,000 nodes: opening, filtering; a QTreeWidget beside it.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.tree

The tree as the window has it, painted; milliseconds, the best of five.
"""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication, QTreeWidget, QTreeWidgetItem

import desktop
from benchmarks.figures import Figure, best, report, seconds
from desktop.model import Kind, Node, Outline
from desktop.store import Store
from desktop.tables.documents import Arrival
from desktop.text import SourceLine, SourceText
from desktop.views.outline import OutlinePanel

FEW, MANY = 100, 100_000  # nodes
SIZE = (320, 800)  # pixels
NEAR, FILTER = 50, 100  # milliseconds
FILTERS = ("第7批第13项", "新能源", "任", "没有这些字")
BELOW = 49  # measures of a chapter
TOPICS = ("推进重大项目建设", "发展新能源汽车产业", "优化营商环境", "促进居民消费", "保障粮食安全")


def library(path: Path, nodes: int) -> Store:
    """Make a library of documents with 1,000 nodes at most each."""
    store = Store.open(path)
    fill(store, nodes)
    return store


def fill(store: Store, nodes: int) -> None:
    """Add documents with 1,000 nodes at most each, `d0`, `d1`…, their nodes `d0-0`, `d0-1`…"""
    for number in range(max(1, nodes // 1000)):
        chapters = tuple(chapter(number, place) for place in range(min(nodes, 1000) // (BELOW + 1)))
        outline = Outline(f"{number}.txt", title=f"第{number}号规划", nodes=chapters)
        arrival = Arrival(
            f"第{number}号规划", "0" * 64, "utf_8", desktop.PARSER, "2026-01-01T00:00:00+00:00"
        )
        ids = [f"d{number}-{place}" for place, _ in enumerate(outline.walk())]
        with store.transaction():
            key = store.documents.add(f"d{number}", arrival, outline)
            store.outlines.put(key, outline, ids)
            store.sources.put(key, SourceText(outline.source, (SourceLine(1, ""),)))


def chapter(number: int, place: int) -> Node:
    measures = tuple(
        Node(
            Kind.MEASURE, f"{n}.", n, title(number, place, n), title(number, place, n) + "。" * 200
        )
        for n in range(BELOW)
    )
    return Node(Kind.CHAPTER, f"第{place}章", place, TOPICS[place % 5], children=measures)


def title(number: int, place: int, measure: int) -> str:
    return f"{TOPICS[(place + measure) % 5]}第{number}批第{place * BELOW + measure}项任务"


def open_tree(store: Store) -> OutlinePanel:
    """Show the tree with one document opened down to its measures, and paint it."""
    panel = OutlinePanel(store)
    panel.resize(*SIZE)
    index = panel.model.index(panel.model.rowCount() // 2, 0)
    while index.isValid() and panel.model.hasChildren(index):
        panel.model.fetchMore(index)
        panel.view.expand(index)
        index = panel.model.index(0, 0, index)
    panel.grab()
    return panel


def filter_tree(panel: OutlinePanel, text: str) -> None:
    """Type into the filter box, press Enter, and paint what is left."""
    panel.filter_box.setText(text)
    panel.filter_box.returnPressed.emit()
    panel.grab()


def fill_widget(nodes: int) -> None:
    """Put all nodes into Qt's own tree, and paint it."""
    shown = QTreeWidget()
    shown.resize(*SIZE)
    for top in range(nodes // (BELOW + 1)):
        item = QTreeWidgetItem(shown, [f"第{top}章"])
        item.addChildren([QTreeWidgetItem([f"{n}. {title(0, top, n)}"]) for n in range(BELOW)])
    shown.expandItem(shown.topLevelItem(0))
    shown.grab()


def figures(folder: Path) -> list[Figure]:
    with library(folder / "few.db", FEW) as few, library(folder / "many.db", MANY) as many:
        small = best(partial(open_tree, few), runs=5) * 1000
        large = best(partial(open_tree, many), runs=5) * 1000
        peer = best(partial(fill_widget, MANY), runs=5) * 1000
        opening = Figure(
            "tree of 100,000 nodes, opening", "ms", large, peer, "QTreeWidget",
            f"{small:.2g} ms with {FEW} nodes ± {NEAR}", large <= small + NEAR,
        )  # fmt: skip
        panel = open_tree(many)
        filtering = [filtered(panel, text) for text in FILTERS]
        panel.deleteLater()
    return [opening, *filtering]


def filtered(panel: OutlinePanel, text: str) -> Figure:
    spent = []
    for _ in range(5):
        filter_tree(panel, "")
        spent.append(seconds(partial(filter_tree, panel, text)) * 1000)
    name = f"filter {text}, {panel.model.found} rows"
    return Figure(name, "ms", min(spent), None, "", f"≤ {FILTER} ms", min(spent) <= FILTER)


def main() -> None:
    app = QApplication([])
    with TemporaryDirectory() as folder:
        report(figures(Path(folder)))
    app.quit()


if __name__ == "__main__":
    main()
