"""Search: how long the first fifty hits take, ranked and with snippets, and whether any is missed.

    python -m benchmarks.search [MEASURES…]

Over libraries made of the seeds' sentences (`policy_library`); beside ours, over the same texts in
the same run, the engines of `search_peers`. With numbers, only ours, in libraries of that size.
The queries: sixty everyday ones, sixty phrases of 1 to 20 characters drawn from the texts, and
three very common words; each is asked three times, by a program that has just opened its files, and
the shortest time counts.
"""

import math
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import jieba

from benchmarks.figures import Figure, report, seconds
from benchmarks.policy_library import SEED, build
from benchmarks.search_peers import FIRST, PEERS, Peer
from desktop import paths
from desktop.actions import search
from desktop.searching import query
from desktop.searching.terms import Parts
from desktop.store import Store

SIZES = (1_000, 20_000, 100_000)
COMMON = ("的", "发展", "山西")
EVERYDAY = paths.ROOT / "tests" / "data" / "search" / "everyday.txt"
DRAWN, LONGEST = 60, 20
ROUNDS = 3
MOSTLY, WORST, RELATED = 30, 100, 100  # milliseconds
RELATED_SIZE, RELATED_ASKED = 20_000, 40
_OPERATORS = set('-－|｜"“＂:：')


@dataclass(frozen=True)
class Times:
    """How long queries took, in milliseconds, the shortest first."""

    each: Sequence[float]

    @property
    def median(self) -> float:
        return statistics.median(self.each)

    @property
    def mostly(self) -> float:
        return self.each[math.ceil(0.95 * len(self.each)) - 1]

    @property
    def worst(self) -> float:
        return self.each[-1]

    def __str__(self) -> str:
        return f"{self.median:.1f}/{self.mostly:.1f}/{self.worst:.1f} ms"


def searched(store: Store) -> dict[str, str]:
    """Return by id what a node is searched in, all parts in one."""
    rows = store._connection.execute("SELECT id, title, text, units_text FROM nodes")  # noqa: SLF001 - measured from inside
    return {id_: Parts.of(*parts).printed()[0] for id_, *parts in rows}


def queries(texts: Sequence[str]) -> list[str]:
    source = random.Random(SEED)
    drawn: list[str] = []
    while len(drawn) < DRAWN:
        text = source.choice(texts)
        length = source.randint(1, LONGEST)
        start = source.randrange(max(1, len(text) - length + 1))
        phrase = text[start : start + length]
        if not _OPERATORS & set(phrase) and phrase.isprintable():
            drawn.append(phrase)
    asked = [*EVERYDAY.read_text("utf-8").splitlines(), *drawn, *COMMON]
    source.shuffle(asked)
    return asked


def phrase_of(text: str) -> str:
    """Return the one phrase that a query of these asks for."""
    ((form, *_),) = query.words(query.parse(text))
    return form


def timed(ask: Callable[[str], object], asked: Sequence[str], best: dict[str, float]) -> None:
    """Ask each query once and remember its shortest time."""
    for text in asked:
        best[text] = min(best.get(text, math.inf), seconds(partial(ask, text)) * 1000)


def ours(path: Path, asked: Sequence[str]) -> tuple[Times, Times]:
    """Return our times, of all queries and of the very common words."""
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        with Store.open(path) as store:
            assert search.find(store, text="开场").whole
            timed(lambda text: search.find(store, text=text, limit=FIRST), asked, best)
    return Times(sorted(best.values())), Times(sorted(best[text] for text in COMMON))


def quality(found: Callable[[str], set[str]], texts: dict[str, str], asked: Sequence[str]) -> str:
    """Return recall and precision against a plain scan, in words."""
    recall, precision = [], []
    for text in asked:
        phrase = phrase_of(text)
        wanted = {id_ for id_, each in texts.items() if phrase in each}
        got = found(text)
        if wanted:
            recall.append(len(got & wanted) / len(wanted))
        if got:
            precision.append(len(got & wanted) / len(got))
    return f"recall {statistics.mean(recall):.4f}, precision {statistics.mean(precision):.4f}"


def measure(folder: Path, measures: int, *, peers: bool) -> list[Figure]:
    path = folder / "library.db"
    build(path, measures).close()
    with Store.open(path) as store:
        texts = searched(store)
        size = sum(map(len, texts.values()))
        spent = seconds(lambda: search.update(store))
        asked = queries(list(texts.values()))
    every, common = ours(path, asked)
    with Store.open(path) as store:
        exact = quality(lambda text: set(search.nodes(store, text=text)), texts, asked)
    disk = (path.with_name(f"{path.name}.search").stat().st_size) / 1e6
    print(
        f"{measures:,} measures, {size / 1e6:.1f} million characters: ours {every}, {exact};"
        f" common words {common}; built with {size / spent / 1000:,.0f} kchar/s, {disk:.0f} MB"
    )
    named = f"search, {measures:,} measures"
    promised = measures <= max(SIZES)
    rows = [
        _figure(f"{named}: 95 %", every.mostly, MOSTLY, promised=promised),
        _figure(f"{named}: worst", every.worst, WORST, promised=promised),
        _figure(f"{named}: {'、'.join(COMMON)}, worst", common.worst, WORST, promised=promised),
    ]
    for make in PEERS if peers else ():
        times, name = peer_times(make, folder, texts, asked)
        rows.append(replace(rows[0], baseline=times.mostly, baseline_name=name))
    return rows[1:] if peers else rows


def _figure(name: str, value: float, most: float, *, promised: bool) -> Figure:
    limit = f"≤ {most} ms" if promised else "–"
    return Figure(name, "ms", value, None, "", limit, not promised or value <= most)


def peer_times(
    make: Callable[[Path, Sequence[str]], Peer],
    folder: Path,
    texts: dict[str, str],
    asked: Sequence[str],
) -> tuple[Times, str]:
    """Return a peer's times and its name, and print what it finds."""
    ids = list(texts)
    began = time.perf_counter()
    peer = make(folder, list(texts.values()))
    spent = time.perf_counter() - began
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        timed(lambda text: peer.first(phrase_of(text)), asked, best)
    times = Times(sorted(best.values()))
    exact = quality(lambda text: {ids[n] for n in peer.every(phrase_of(text))}, texts, asked)
    print(f"    {peer.name} {times}, {exact}; built in {spent:.0f} s")
    return times, peer.name


def related(folder: Path) -> list[Figure]:
    """Measure what is alike, with real words."""
    with closing(build(folder / "library.db", RELATED_SIZE)) as store:
        texts = searched(store)
        search.update(store)
        spent = seconds(lambda: search.update_words(store, cache=folder))
        speed = sum(map(len, texts.values())) / spent / 1000
        print(f"words of {RELATED_SIZE:,} measures: {speed:,.0f} kchar/s")
        measures = [id_ for id_, text in texts.items() if len(text) > LONGEST]
        asked = random.Random(SEED).sample(measures, RELATED_ASKED)
        times = Times(
            sorted(seconds(lambda id_=id_: search.related(store, node=id_)) * 1000 for id_ in asked)
        )
    name = f"ten most similar of {RELATED_SIZE:,} measures: worst of {RELATED_ASKED}"
    return [_figure(name, times.worst, RELATED, promised=True)]


def main() -> None:
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    only = [int(size) for size in sys.argv[1:]]
    figures: list[Figure] = []
    print("median/95 %/worst; recall and precision against a plain scan")
    for size in only or SIZES:
        with TemporaryDirectory() as folder:
            figures += measure(Path(folder), size, peers=not only)
    if not only:
        with TemporaryDirectory() as folder:
            figures += related(Path(folder))
    report(figures)


if __name__ == "__main__":
    main()
