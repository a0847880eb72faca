"""The library tree of 100 and of 100,000 nodes: opening, filtering; a QTreeWidget beside it.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.tree

Prints milliseconds, the best of five; limits: opening within 50 ms of the small tree's, filter 100.
"""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication, QTreeWidget, QTreeWidgetItem

from desktop.actions import tree
from desktop.model import Kind, Node, Outline
from desktop.store import Store
from desktop.tables.documents import Arrival
from desktop.text import SourceLine, SourceText

BELOW = 49  # measures of a chapter
TOPICS = ("推进重大项目建设", "发展新能源汽车产业", "优化营商环境", "促进居民消费", "保障粮食安全")


def library(path: Path, nodes: int) -> Store:
    """Make a library of documents with 1,000 nodes at most each."""
    store = Store.open(path)
    for number in range(max(1, nodes // 1000)):
        chapters = tuple(chapter(number, place) for place in range(min(nodes, 1000) // (BELOW + 1)))
        outline = Outline(f"{number}.txt", title=f"第{number}号规划", nodes=chapters)
        arrival = Arrival(
            f"第{number}号规划", "", "0" * 64, "utf_8", "0", "2026-01-01T00:00:00+00:00"
        )
        ids = [f"{number}-{place}" for place, _ in enumerate(outline.walk())]
        with store.transaction():
            key = store.documents.add(f"d{number}", arrival, outline)
            store.outlines.put(key, outline, ids)
            store.sources.put(key, SourceText(outline.source, (SourceLine(1, ""),)))
    return store


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


def best(work: Callable[[], object]) -> float:
    """Return the least milliseconds of five runs."""
    taken = []
    for _ in range(5):
        started = time.perf_counter()
        work()
        taken.append((time.perf_counter() - started) * 1000)
    return min(taken)


def open_tree(store: Store) -> None:
    """Ask for what a window shows first: the documents, and one opened to its measures."""
    rows = tree.roots(store)
    chapters = tree.children(store, parent=rows[len(rows) // 2])
    tree.children(store, parent=chapters[0])


def widget(nodes: int) -> None:
    shown = QTreeWidget()
    for top in range(nodes // (BELOW + 1)):
        item = QTreeWidgetItem(shown, [f"第{top}章"])
        item.addChildren([QTreeWidgetItem([f"{n}. {title(0, top, n)}"]) for n in range(BELOW)])


def main() -> None:
    app = QApplication([])
    with TemporaryDirectory() as folder:
        for nodes in (100, 100_000):
            with library(Path(folder) / f"{nodes}.db", nodes) as store:
                print(f"{nodes:7} nodes  open {best(partial(open_tree, store)):8.2f} ms")
                for text in ("第7批第13项", "新能源", "任", "没有这些字"):
                    found = len(tree.find(store, text=text))
                    spent = best(partial(tree.find, store, text=text))
                    print(f"{nodes:7} nodes  filter {text}: {found} rows {spent:8.2f} ms")
            print(f"{nodes:7} nodes  QTreeWidget {best(partial(widget, nodes)):8.2f} ms")
    app.quit()


if __name__ == "__main__":
    main()
