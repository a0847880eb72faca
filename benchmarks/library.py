"""Text to library: how fast, beside what the same text costs jieba alone and SQLite alone.

    python -m benchmarks.library

Prints thousands of characters a second; the limit is 200.
"""

import importlib
import importlib.util
import re
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop import paths, readers, structure
from desktop.actions import documents
from desktop.store import Store

COPIES = 10
NUMBER = re.compile(r"([〔\[]20\d\d[〕\]] ?)(?=\d+ ?号)")


def policies(folder: Path) -> list[Path]:
    """Write the seeds several times, each copy a document of its own."""
    files = []
    for copy in range(COPIES):
        for seed in paths.seeds():
            text = NUMBER.sub(rf"\g<1>9{copy}", seed.read_text(encoding="utf-8"), count=1)
            files.append(folder / f"{copy}_{seed.name}")
            files[-1].write_text(text, encoding="utf-8")
    return files


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def sqlite_alone(path: Path, texts: list[str]) -> None:
    """Store the lines as they are, in a transaction for each text."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE lines (text)")
    for text in texts:
        with connection:
            rows = ((line,) for line in text.splitlines())
            connection.executemany("INSERT INTO lines VALUES (?)", rows)
    connection.close()


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = policies(folder)
        texts = [file.read_text(encoding="utf-8") for file in files]
        characters = sum(map(len, texts)) / 1000

        def parse() -> None:
            for file in files:
                structure.outline(readers.read(file))

        with Store.open(folder / "library.db") as store:
            taken = {
                "text to outline": seconds(parse),
                "text to library": seconds(lambda: documents.import_files(store, paths=files)),
                "sqlite3 alone, lines": seconds(lambda: sqlite_alone(folder / "plain.db", texts)),
            }
            assert len(documents.list_documents(store)) == len(files)
        if importlib.util.find_spec("jieba"):
            jieba = importlib.import_module("jieba")
            jieba.setLogLevel("ERROR")
            jieba.initialize()
            some = texts[:5]
            spent = seconds(lambda: [list(jieba.cut(text)) for text in some])
            taken["jieba alone"] = spent * characters * 1000 / sum(map(len, some))
        for what, spent in taken.items():
            print(f"{what:24} {characters / spent:8.0f} kchar/s")


if __name__ == "__main__":
    main()
