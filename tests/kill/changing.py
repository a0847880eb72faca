"""A program that changes a library at random until it is killed, and prints each change.

`python -m tests.kill.changing LIBRARY SEED` prints a line of JSON after the call that made a change
has returned: the library's change counter, and the rows that are different now. Rows are known by
table and key; one that is gone is null.
"""

import json
import random
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from desktop.actions import history, ledger, marks, reading, tags
from desktop.annotations import Both, Has, LedgerQuery, MarkQuery, Not, State, Target
from desktop.errors import UserError
from desktop.store import Store
from desktop.tables.journal import TABLES
from tests.actions.made import DOCUMENTS, MEASURES

PATHS = ["能源", "能源/煤炭", "能源/风电", "煤炭", "民生/消费", "民生"]
WHO = "王五"


def rows(store: Store) -> dict[str, Any]:
    """All rows that people's work is in, by table and key."""
    found = {}
    for name, table in TABLES.items():
        columns = ", ".join(f'"{column}"' for column in table.columns)
        for row in store._connection.execute(f"SELECT {columns} FROM {name}"):  # noqa: S608 - names of the program
            told = dict(zip(table.columns, row, strict=True))
            found[f"{name} {json.dumps([told[part] for part in table.key])}"] = told
    return found


class Person:
    """Somebody who does all that can be done, in any order."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store = store
        self.chance = random.Random(seed)  # noqa: S311 - changes, no secrets

    def deeds(self) -> list[Callable[[], Any]]:
        """What can be done; what is there twice is done more often."""
        return [
            self.mark, self.mark, self.note, self.type_on, self.recolour, self.move, self.forget,
            self.tag, self.tag, self.untag, self.rename, self.merge, self.keep_filter,
            self.follow_up, self.update, self.update, self.progress, self.drop, self.read,
            self.undo, self.undo, self.redo,
        ]  # fmt: skip

    def act(self) -> None:
        """Do something; what cannot be done now changes nothing."""
        try:
            self.chance.choice(self.deeds())()
        except UserError:
            return

    def some(self, things: list[str]) -> list[str]:
        return self.chance.sample(things, min(len(things), self.chance.randint(1, 3)))

    def words(self) -> str:
        return "".join(self.chance.choices("核实口径😀𠮷\n=", k=self.chance.randint(1, 200)))

    def marks(self) -> list[str]:
        return [row.id for row in marks.listed(self.store, query=MarkQuery())]

    def tags(self) -> list[str]:
        return [each.id for each in tags.tree(self.store)]

    def items(self) -> list[str]:
        today = date(2026, 3, 2)
        return [row.id for row in ledger.listed(self.store, query=LedgerQuery(), today=today)]

    def targets(self) -> list[Target]:
        return [
            *(Target("mark", mark) for mark in self.some(self.marks())),
            *(Target("node", node) for node in self.some(MEASURES)),
            Target("document", self.chance.choice(DOCUMENTS)),
        ]

    def pieces(self) -> list[tuple[str, int, int]]:
        nodes = self.some([node for node in MEASURES if node.startswith("a")])
        return [(node, 0, self.chance.randint(1, 5)) for node in sorted(nodes)]

    def mark(self) -> None:
        colour = f"key{self.chance.randint(1, 5)}"
        marks.add(self.store, author=WHO, pieces=self.pieces(), colour=colour, note=self.words())

    def note(self) -> None:
        node = self.chance.choice(MEASURES)
        marks.annotate_node(self.store, author=WHO, node=node, note=self.words())

    def type_on(self) -> None:
        for mark in self.some(self.marks())[:1]:
            marks.set_note(self.store, author=WHO, mark=mark, note=self.words())

    def recolour(self) -> None:
        marks.set_colour(self.store, author=WHO, marks=self.some(self.marks()), colour="key2")

    def move(self) -> None:
        for mark in self.some(self.marks())[:1]:
            marks.set_pieces(self.store, author=WHO, mark=mark, pieces=self.pieces())

    def forget(self) -> None:
        marks.delete(self.store, author=WHO, marks=self.some(self.marks()))

    def tag(self) -> None:
        path = self.chance.choice(PATHS)
        tags.tag(self.store, author=WHO, targets=self.targets(), path=path)

    def untag(self) -> None:
        for tag in self.some(self.tags())[:1]:
            tags.untag(self.store, author=WHO, targets=self.targets(), tag=tag)

    def rename(self) -> None:
        for tag in self.some(self.tags())[:1]:
            tags.rename(self.store, author=WHO, tag=tag, name=f"名{self.chance.randint(1, 99)}")

    def merge(self) -> None:
        tag, into, *_ = [*self.some(self.tags()), "", ""]
        tags.merge(self.store, author=WHO, tag=tag, into=into)

    def keep_filter(self) -> None:
        tag, *_ = [*self.some(self.tags()), ""]
        wanted = Both((Has(tag), Not(Has("没有"))))
        tags.save_filter(self.store, author=WHO, name="常用", expression=wanted)

    def follow_up(self) -> None:
        ledger.start(self.store, author=WHO, nodes=self.some(MEASURES))

    def update(self) -> None:
        state = self.chance.choice(list(State))
        due = (date(2026, 1, 1) + timedelta(days=self.chance.randint(0, 400))).isoformat()
        items = self.some(self.items())
        ledger.update(self.store, author=WHO, items=items, state=state, due=due)

    def progress(self) -> None:
        for item in self.some(self.items())[:1]:
            words = self.words()
            ledger.add_progress(self.store, author=WHO, item=item, on="2026-05-01", text=words)

    def drop(self) -> None:
        ledger.remove(self.store, author=WHO, items=self.some(self.items())[:1])

    def read(self) -> None:
        read = self.chance.random() < 0.7
        reading.set_read(self.store, author=WHO, nodes=self.some(MEASURES), read=read)

    def undo(self) -> None:
        history.undo(self.store, author=WHO)

    def redo(self) -> None:
        history.redo(self.store, author=WHO)


def main(library: Path, seed: int) -> None:
    """Change the library for ever."""
    with Store.open(library) as store:
        person, before = Person(store, seed), rows(store)
        while True:
            person.act()
            changes, after = store.changes, rows(store)
            different = {
                key: after.get(key)
                for key in before.keys() | after.keys()
                if before.get(key) != after.get(key)
            }
            if different:
                sys.stdout.write(json.dumps({"changes": changes, "rows": different}) + "\n")
                sys.stdout.flush()
            before = after


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
