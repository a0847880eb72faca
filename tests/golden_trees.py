"""The outlines of the five seeds as short texts that a person can compare, kept in tests/golden/.

A change of the parser that changes one of them shows there as a difference. If it is meant,
`python -m tests.golden_trees` writes them anew; read the difference before committing it.

Beside them stands the parser's revision with a fingerprint of all that it makes of the labelled
documents. It is not renewed for another fingerprint under the same revision: libraries would keep
what the older parser made.
"""

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import desktop
from desktop.model import Line, Node, Outline
from tests.documents import corpus_files, outline_of, pattern_files, seed_files

GOLDEN = Path(__file__).parent / "golden"
REVISION = GOLDEN / "parser.txt"
RAISE = "the parser's output has changed: raise PARSER in desktop/__init__.py"
_DATA = ("title", "notice_title", "doc_number", "issuer", "issued_on", "addressees")
_INDENT = "  "


def golden_file(seed: Path) -> Path:
    """Return where a seed's outline is kept."""
    return GOLDEN / f"{seed.stem[:3]}.outline.txt"


def written(outline: Outline) -> str:
    """Return an outline as text: data, what stands around the tree, the tree, the doubts.

    A node is a line: kind, label and title, its source lines, the length of its text; its
    responsible units stand below.
    """
    lines = [f"{key}: {getattr(outline, key) or '-'}" for key in _DATA]
    lines.append(f"front matter: {_numbers(outline.front_matter)}")
    lines.append(f"contents: {_numbers(outline.contents)}")
    lines.append(f"furniture: {_numbers(outline.furniture)}")
    lines += ["", *_nodes(outline.nodes, ""), ""]
    lines += [f"back matter: {text}" for text in outline.back_matter]
    lines += [f"doubt: {doubt.kind} {doubt.line} {doubt.message}" for doubt in outline.doubts]
    return "\n".join(lines).rstrip() + "\n"


def _nodes(nodes: Sequence[Node], indent: str) -> Iterator[str]:
    for node in nodes:
        head = " ".join(filter(None, (node.kind, node.label, node.title)))
        rows = f" {len(node.rows)} rows" if node.rows is not None else ""
        yield f"{indent}{head} [{node.first_line}-{node.last_line}]{rows} {len(node.text)}"
        if node.units:
            yield f"{indent}{_INDENT}* {'、'.join(node.units)}"
        yield from _nodes(node.children, indent + _INDENT)


def fingerprint() -> str:
    """Return what is another as soon as the parser makes anything else of a labelled document."""
    found = hashlib.sha256()
    for path in (*seed_files(), *corpus_files(), *pattern_files()):
        made = dataclasses.asdict(outline_of(path))
        found.update(json.dumps(made, ensure_ascii=False, sort_keys=True).encode())
    return found.hexdigest()


def overtaken(revision: str, seen: str) -> str:
    """Return what is wrong with a revision of the parser that makes this fingerprint, or ""."""
    known, recorded = REVISION.read_text(encoding="utf-8").split()
    if seen == recorded:
        return "" if revision == known else "renew: python -m tests.golden_trees"
    return RAISE if revision == known else "meant? python -m tests.golden_trees"


def _numbers(lines: Sequence[Line]) -> str:
    """Return line numbers, runs of them as `3-7`."""
    runs: list[list[int]] = []
    for each in lines:
        if runs and each.line - runs[-1][-1] in (0, 1):
            runs[-1].append(each.line)
        else:
            runs.append([each.line])
    spans = (f"{run[0]}-{run[-1]}" if run[-1] > run[0] else f"{run[0]}" for run in runs)
    return " ".join(spans) or "-"


def main() -> None:
    """Write all of them anew."""
    GOLDEN.mkdir(exist_ok=True)
    for seed in seed_files():
        golden_file(seed).write_text(written(outline_of(seed)), encoding="utf-8")
    seen = fingerprint()
    if REVISION.exists() and overtaken(desktop.PARSER, seen) == RAISE:
        raise SystemExit(RAISE)
    REVISION.write_text(f"{desktop.PARSER} {seen}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
