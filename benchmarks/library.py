"""Text to library: how fast files become documents, read, parsed, stored and found by search.

    python -m benchmarks.library

Beside it, over the same text in the same run: pypdfium2 reading it from a PDF and jieba cutting
it into words (the extra `bench` installs both), and sqlite3 storing its lines as they are.
"""

import os
import re
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import jieba
import pypdfium2
from PySide6.QtGui import QGuiApplication, QPdfWriter, QTextDocument

from benchmarks.figures import Figure, report, seconds
from desktop import paths
from desktop.actions import documents, search
from desktop.store import Store

FAST = 200  # kchar/s
COPIES = 10
NUMBER = re.compile(r"([〔\[]20\d\d[〕\]] ?)(?=\d+ ?号)")
NAME = "text to library and search index, fifty documents"


def policies(folder: Path) -> list[Path]:
    """Write the seeds several times, each copy a document with a number of its own."""
    files = []
    for copy in range(COPIES):
        for seed in paths.seeds():
            text = NUMBER.sub(rf"\g<1>9{copy}", seed.read_text("utf-8"), count=1)
            files.append(folder / f"{copy}_{seed.name}")
            files[-1].write_text(text, "utf-8")
    return files


def into_library(folder: Path, files: list[Path]) -> float:
    """Return the seconds that importing the files into a new library and indexing them takes."""
    with Store.open(folder / "library.db") as store:
        spent = seconds(lambda: documents.import_files(store, paths=files))
        spent += seconds(lambda: search.update(store))
        assert len(documents.list_documents(store)) == len(files)
    return spent


def with_sqlite(path: Path, texts: list[str]) -> None:
    """Store the lines as they are, in a transaction for each text."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE lines (text)")
    for text in texts:
        with connection:
            rows = ((line,) for line in text.splitlines())
            connection.executemany("INSERT INTO lines VALUES (?)", rows)
    connection.close()


def pdf(path: Path, text: str) -> Path:
    """Set the text as a PDF."""
    document = QTextDocument(text)
    document.print_(QPdfWriter(str(path)))
    return path


def with_pypdfium2(file: Path) -> None:
    """Read the text of every page."""
    document = pypdfium2.PdfDocument(file)
    for page in document:
        page.get_textpage().get_text_range()
    document.close()


def with_jieba(texts: list[str]) -> None:
    for text in texts:
        for _ in jieba.cut(text):
            pass


def figures(folder: Path) -> list[Figure]:
    files = policies(folder)
    texts = [file.read_text("utf-8") for file in files]
    seeds = texts[: len(paths.seeds())]
    printed = pdf(folder / "seeds.pdf", "\n".join(seeds))
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    peers = {
        "pypdfium2 alone": thousands(seeds) / seconds(lambda: with_pypdfium2(printed)),
        "jieba alone": thousands(seeds) / seconds(lambda: with_jieba(seeds)),
        "sqlite3 alone": thousands(texts) / seconds(lambda: with_sqlite(folder / "l.db", texts)),
    }
    ours = thousands(texts) / into_library(folder, files)
    limit = f"≥ {FAST} kchar/s"
    return [
        Figure(NAME, "kchar/s", ours, speed, peer, limit, ours >= FAST)
        for peer, speed in peers.items()
    ]


def thousands(texts: list[str]) -> float:
    """Return how many thousands of characters the texts have."""
    return sum(map(len, texts)) / 1000


def main() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QGuiApplication([])
    with TemporaryDirectory() as folder:
        report(figures(Path(folder)))
    app.quit()


if __name__ == "__main__":
    main()
