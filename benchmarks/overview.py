"""概览 of 200 documents with 40,000 measures, 20,000 marks, 5,000 ledger items and 20,000 ticks.

    python -m benchmarks.overview

The action is what the reading worker does each time the page is shown or something has changed;
the model and its page are what the UI thread does with it. Each is the least of seven runs, for
other programs may be busy. In ten of the documents something was corrected: there the open doubts
are told from the text itself.
"""

import os
import random
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import crowd, policy_library
from benchmarks.figures import Figure, best, report
from desktop.actions import correcting, documents, overview
from desktop.annotations import Reviewed
from desktop.model import Doubt
from desktop.store import Store

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
DOCUMENTS, MEASURES, CORRECTED = 200, 40_000, 10
RUNS, LIMIT = 7, 50  # milliseconds
NAME = f"概览 of {DOCUMENTS} documents"
DOUBTS = [Doubt("number", 1, f"{number}.", f"{number}.", "编号") for number in range(20)]


def fill(store: Store) -> None:
    """Let somebody have worked on all documents."""
    chance = random.Random(3)
    ids = [each.id for each in documents.list_documents(store)]
    with store.step("批注很多", author=crowd.WHO):
        for document in ids:
            crowd.put_marks(store, chance, document, crowd.MARKS // DOCUMENTS)
        for document in ids:
            for node in crowd.nodes_of(store, document)[: MEASURES // DOCUMENTS // 2]:
                store.ticks.tick(Reviewed(node.id, document, store.now(), crowd.WHO))
    with store.step("列入台账", author=crowd.WHO):
        crowd.put_items(store, chance, ids)
    with store.transaction():
        for document in ids:
            add_doubts(store, document)


def add_doubts(store: Store, document: str) -> None:
    key = store.documents.key(document, 1)
    store.outlines._write_many(  # noqa: SLF001 - no action stores doubts without parsing
        "INSERT INTO doubts VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(key, place, one.kind, one.line, one.printed, one.assumed, one.message)
         for place, one in enumerate(DOUBTS)],
    )  # fmt: skip


def correct(store: Store) -> None:
    """Put something right in some documents."""
    for document in documents.list_documents(store)[:CORRECTED]:
        node = crowd.nodes_of(store, document.id)[0]
        deed = correcting.rewording(node, words="text", text=f"改过。{node.text}")
        if deed is not None:
            correcting.correct(store, author=crowd.WHO, document=document.id, deeds=[deed])


def looked(store: Store, name: str, limit: int | None) -> Figure:
    today = date.today()  # noqa: DTZ011 - the user's own day
    spent = 1000 * best(lambda: overview.look(store, today=today), runs=RUNS)
    promised = f"≤ {limit} ms" if limit else "–"
    return Figure(name, "ms", spent, None, "", promised, limit is None or spent <= limit)


def shown(store: Store) -> Figure:
    """Measure the page getting its figures and being painted."""
    from desktop.main import application  # noqa: PLC0415 - the action is measured without Qt
    from desktop.views.overview_page import OverviewPage  # noqa: PLC0415
    from desktop.views.theme import LIGHT  # noqa: PLC0415

    application()
    found = overview.look(store, today=date.today())  # noqa: DTZ011 - the user's own day
    page = OverviewPage(LIGHT)
    page.resize(1080, 660)
    page.show()

    def show() -> None:
        page.show_overview(found)
        page.grab()

    spent = 1000 * best(show, runs=RUNS)
    return Figure(f"{NAME}: shown and painted", "ms", spent, None, "", f"≤ {LIMIT} ms",
                  spent <= LIMIT)  # fmt: skip


def main() -> None:
    with (
        TemporaryDirectory() as folder,
        policy_library.build(Path(folder) / "library.db", MEASURES) as store,
    ):
        fill(store)
        figures = [looked(store, f"{NAME}: asked", LIMIT), shown(store)]
        correct(store)
        figures.append(looked(store, f"{NAME}, {CORRECTED} of them corrected: asked", None))
    report(figures)


if __name__ == "__main__":
    main()
