"""What the tests of marks, tags and ledger share: small documents, and all that people made."""

from datetime import UTC, datetime, timedelta
from typing import Any

from desktop.model import Kind, Node, Outline
from desktop.store import Store
from desktop.tables.journal import TABLES
from tests.outlines import put

ENERGY = Outline(
    "能源.txt",
    title="能源保供方案",
    doc_number="晋政发〔2024〕1号",
    nodes=(
        Node(
            Kind.CHAPTER,
            "一、",
            title="煤炭",
            children=(
                Node(
                    Kind.MEASURE,
                    "1.",
                    title="稳定煤炭产能。",
                    text="稳定煤炭产能。2025年底前新增产能3000万吨，𠮷日完工。",
                    units=("省能源局", "省发展改革委", "各市人民政府"),
                ),
                Node(Kind.MEASURE, "2.", title="保障电煤。", text="保障电煤。签订中长期合同。"),
            ),
        ),
        Node(Kind.MEASURE, "3.", title="发展风电。", text="发展风电。建设基地。\n并网消纳。"),
    ),
)
CONSUMPTION = Outline(
    "消费.txt",
    title="促进消费措施",
    nodes=(
        Node(Kind.MEASURE, "1.", title="发放消费券。", text="发放消费券。", units=("省商务厅",)),
        Node(Kind.MEASURE, "2.", title="支持汽车消费。", text="支持汽车消费。以旧换新。"),
    ),
)
MEASURES = ["a-1", "a-2", "a-3", "b-0", "b-1"]
DOCUMENTS = ["a", "b"]


class Clock:
    """A clock that goes on only when it is told to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def wait(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


def fill(store: Store) -> Store:
    """Put two small documents into an empty library."""
    put(store, ENERGY, document="a")
    put(store, CONSUMPTION, document="b")
    return store


def node(store: Store, id_: str) -> Node:
    """A node of the first of them, as it is now."""
    outline = store.outlines.get(store.documents.key("a", 1))
    return next(each for each in outline.walk() if each.id == id_)


def everything(store: Store) -> dict[str, list[Any]]:
    """All rows of all tables that people's work is in, and the trees that come of them."""
    rows = {"nodes": store._connection.execute("SELECT * FROM nodes ORDER BY 1, 2").fetchall()}
    for name, table in TABLES.items():
        columns = ", ".join(f'"{column}"' for column in table.columns)
        found = store._connection.execute(f"SELECT {columns} FROM {name}").fetchall()  # noqa: S608 - names of the program
        rows[name] = sorted(found, key=repr)
    return rows
