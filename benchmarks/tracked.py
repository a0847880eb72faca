"""Word reports with corrections as tracked changes, beside the same reports without them.

    python -m benchmarks.tracked

The longest seed in a library, with 50 corrections and with 500 of all kinds, and the whole work
each time: reading the library, doing the deeds one after the other to know who did what, making the
report twice, putting both together, writing the file. Best of some runs.
"""

import random
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, best, report
from desktop import paths
from desktop.actions import correcting, documents, restructuring
from desktop.actions.reporting import making
from desktop.actions.reporting.requests import Request, Selection
from desktop.corrections import Deed, Move, Regrade
from desktop.errors import UserError
from desktop.model import Kind, Node, Outline
from desktop.store import Store

COUNTS = (50, 500)
SECONDS = 2.0  # of waiting for a file


def figures() -> list[Figure]:
    found = []
    with TemporaryDirectory() as folder:
        home = Path(folder)
        with Store.open(home / "library.db") as store:
            documents.import_file(
                store, path=max(paths.seeds(), key=lambda each: each.stat().st_size)
            )
            chance = random.Random(1)
            done = 0
            for count in COUNTS:
                while done < count:
                    done += correct(store, chance, min(50, count - done))
                found.append(figure(store, home, count))
    return found


def figure(store: Store, home: Path, count: int) -> Figure:
    plain = Request("review", Selection(documents=(documents.list_documents(store)[0].id,)))

    def written(request: Request) -> None:
        making.write(store, request=request, target=home / "report.docx")

    own = best(lambda: written(replace(plain, tracked=True)))
    peer = best(lambda: written(plain))
    name = f"Word report of the longest seed, {count} corrections as tracked changes"
    return Figure(name, "s", own, peer, "without them", f"≤ {SECONDS:g} s", own <= SECONDS)


def correct(store: Store, chance: random.Random, count: int) -> int:
    """Put so much right in one step; return how much it was."""
    document = documents.list_documents(store)[0].id
    outline = documents.load_outline(store, document=document)
    nodes = list(outline.walk())
    deeds = [deed_of(outline, node, chance) for node in chance.sample(nodes, count)]
    made = 0
    for deed in filter(None, deeds):
        with suppress(UserError):
            correcting.correct(store, author="王明", document=document, deeds=[deed])
            made += 1
    return made


def deed_of(outline: Outline, node: Node, chance: random.Random) -> Deed | None:
    way = chance.random()
    if way < 0.1:
        return Regrade(node.id, chance.choice((Kind.SECTION, Kind.LEAD)), correcting.fresh_id())
    if way < 0.2:
        return Move(node.id, "", "")
    if way < 0.3:
        return restructuring.joined(outline, node=node.id)
    if not node.text:
        return correcting.rewording(node, words="title", text=f"{node.title}改")
    at = chance.randrange(len(node.text))
    if way < 0.5:
        return correcting.splitting(node, at=at)
    text = f"{node.text[:at]}改{node.text[at + 1 :]}"
    return correcting.rewording(node, words="text", text=text)


if __name__ == "__main__":
    report(figures())
