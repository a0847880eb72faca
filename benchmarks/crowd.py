"""A library as full as one gets: the five seeds, 20,000 marks, a ledger of 5,000 items."""

import random
from datetime import date, timedelta

from benchmarks import tree
from desktop import paths
from desktop.actions import documents
from desktop.annotations import FollowUp, Mark, Piece, Progress, State
from desktop.model import Node
from desktop.store import Store

MARKED, MARKS, ITEMS = 5_000, 20_000, 5_000  # marks of the longest seed, of the library; items
LONGEST = 4
WHO = "张三"


def fill(store: Store) -> str:
    """Put documents, marks and items into an empty library; return the longest document's id."""
    documents.import_files(store, paths=paths.seeds())
    tree.fill(store, ITEMS + 1000)
    every = documents.list_documents(store)
    longest = every[LONGEST].id
    chance = random.Random(3)
    with store.step("批注很多", author=WHO):
        put_marks(store, chance, longest, MARKED)
        others = every[LONGEST + 1 :]
        for document in others:
            put_marks(store, chance, document.id, (MARKS - MARKED) // len(others))
    with store.step("列入台账", author=WHO):
        put_items(store, chance, [document.id for document in others])
    return longest


def nodes_of(store: Store, document: str) -> list[Node]:
    outline = documents.load_outline(store, document=document)
    return [node for node in outline.walk() if len(node.text) > 30]


def put_marks(store: Store, chance: random.Random, document: str, count: int) -> None:
    nodes = nodes_of(store, document)
    for number in range(count):
        node = chance.choice(nodes)
        start = chance.randrange(len(node.text) - 10)
        piece = Piece.of(node.id, node.text, start, start + chance.randint(3, 30))
        note = f"核实第{number}处的数字，与上年口径是否一致" if number % 3 == 0 else ""
        store.marks.put(
            Mark(
                f"{document}-{number}", document, WHO, store.now(), store.now(),
                f"key{number % 5 + 1}", note, pieces=(piece,),
            )
        )  # fmt: skip


def put_items(store: Store, chance: random.Random, others: list[str]) -> None:
    nodes = [(node.id, each) for each in others for node in nodes_of(store, each)]
    today = date.today()  # noqa: DTZ011 - the user's own day
    for number, (node, document) in enumerate(nodes[:ITEMS]):
        item = FollowUp(
            f"i{number}", node, document, WHO, store.now(), store.now(),
            state=list(State)[number % 5], lead=f"第{number % 40}局", support=("财政局", "统计局"),
            due=(today + timedelta(days=chance.randint(-200, 400))).isoformat(),
        )  # fmt: skip
        store.follow_ups.put(item)
        note = Progress(f"p{number}", today.isoformat(), WHO, "已经开会部署，正在起草方案")
        store.follow_ups.put_progress(item, note, added=store.now())
