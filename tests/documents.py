"""The labelled documents of the tests: where they lie and how they are read."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from desktop import readers
from desktop.model import Outline
from desktop.readers import apart, markup
from desktop.readers.reading import Step
from desktop.structure import outline
from desktop.text import SourceText

DATA = Path(__file__).parent / "data"
SEEDS = Path(__file__).parent.parent / "seeds"
CORPUS = DATA / "corpus"
PATTERNS = DATA / "patterns"


def seed_files() -> list[Path]:
    return sorted(SEEDS.glob("00*.txt"))


def corpus_files() -> list[Path]:
    """The real documents, with and without labels."""
    return sorted(path for path in CORPUS.iterdir() if _is_text(path))


def pattern_files() -> list[Path]:
    return sorted(path for path in PATTERNS.iterdir() if _is_text(path))


def gold_of(path: Path) -> dict[str, Any]:
    """The labels of a seed, corpus or pattern document."""
    places = (
        DATA / "gold" / f"{path.stem}.json",
        CORPUS / "gold" / f"{path.stem}_{path.suffix[1:]}.json",
        PATTERNS / f"{path.stem}.json",
    )
    found = next(place for place in places if place.exists())
    return json.loads(found.read_text(encoding="utf-8"))


def is_labelled(path: Path) -> bool:
    return (CORPUS / "gold" / f"{path.stem}_{path.suffix[1:]}.json").exists()


@cache
def read_here(path: Path) -> SourceText:
    """Read a file in this process: helpers, which are tested by themselves, are slow to start."""
    with patch.object(apart, "_run", _here):
        return readers.read(path)


def _here(task: apart._Task, data: bytes, _count: int, step: Step, _patience: float) -> Any:
    return task.done(data, apart.Share(0, 1), step, ())


@cache
def outline_of(path: Path) -> Outline:
    return outline(read_here(path))


def source_of(text: str, name: str = "text.txt") -> SourceText:
    """The source that a file with this text gives."""
    return SourceText(name, markup.strip(text.split("\n")))


def outline_of_text(text: str) -> Outline:
    return outline(source_of(text))


def _is_text(path: Path) -> bool:
    return path.suffix in {".txt", ".md"} and path.name != "README.md"
