"""Word reports: how long they take and what they need, beside three other ways to the same file.

    python -m benchmarks.reports [ours|lxml|python-docx|pandoc MEASURES]

200 measures with 500 comments, and 2,000 with 5,000, each in a process of its own: from plain data
to the file on disk, the best of some runs; memory is what the process grows by at its highest. The
peers write the same words and comments and nothing else: no summary, styles, bookmarks or ids.
python-docx's own comment API grows with the square, so that the large report is extrapolated from
two smaller ones. pandoc is left out where it is not installed.
"""

import json
import random
import resource
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import docx

from benchmarks.figures import Figure, best, report
from desktop import paths
from desktop.annotations import Colour, Mark, Piece
from desktop.model import Document, Kind, Node, Outline
from desktop.reports import package, review
from desktop.reports.annotated import Annotated, Choices
from desktop.reports.briefing import Briefing
from desktop.reports.xml import SPACE, add, root, serialised

SMALL, LARGE = 200, 2_000
COMMENTS = 5 / 2  # of a measure
STEP = 4  # times as much for the second measurement of what is extrapolated
ROUNDS = 3
WITHIN, LINEAR = 2.0, 1.2
AT = "2026-03-01T01:00:00+00:00"
SENTENCE = "加快推进符合条件的重点项目建设，完善“一本台账”管理，力争年底前完成投资3000万元。"
NOTE = "请牵头单位说明时间安排和资金来源，并与统计口径核对。"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def texts(measures: int) -> list[str]:
    return [f"第{number}项措施。{SENTENCE * 4}" for number in range(measures)]


def places(measures: int) -> list[tuple[int, int, int]]:
    """Measure, start and end of each comment, none over another: some peers know no overlaps."""
    chance = random.Random(1)
    found = []
    for number in range(int(measures * COMMENTS)):
        start = (number // measures) * 50 + chance.randrange(10)
        found.append((number % measures, start, start + chance.randrange(3, 30)))
    return sorted(found)


# --- the four ways ------------------------------------------------------------


def ours(measures: int, target: Path) -> Callable[[], object]:
    nodes = tuple(
        Node(Kind.MEASURE, f"{number + 1}.", text=text, id=f"n{number}")
        for number, text in enumerate(texts(measures))
    )
    marks = tuple(
        Mark(
            f"m{number}",
            "d",
            "王明",
            AT,
            AT,
            f"key{number % 5 + 1}",
            NOTE,
            pieces=(Piece(nodes[measure].id, start, end),),
        )
        for number, (measure, start, end) in enumerate(places(measures))
    )
    document = Document("d", "措施", None, None, None, None, None, "", 1, "", AT)
    annotated = Annotated(document, Outline("", nodes=nodes), nodes, marks=marks)
    colours = [Colour(f"key{number}", f"颜色{number}") for number in range(1, 6)]

    def write() -> None:
        package.save(review.compose([annotated], colours, Choices(), Briefing()), target)

    return write


def pieces(measures: int) -> list[list[tuple[str, int | None]]]:
    """The runs of each paragraph: words, and the number of their comment."""
    found: list[list[tuple[str, int | None]]] = []
    numbered = list(enumerate(places(measures)))
    for measure, text in enumerate(texts(measures)):
        runs, at = [], 0
        while numbered and numbered[0][1][0] == measure:
            number, (_, start, end) = numbered.pop(0)
            runs += [(text[at:start], None), (text[start:end], number)]
            at = end
        found.append([*runs, (text[at:], None)])
    return found


def with_lxml(measures: int, target: Path) -> Callable[[], object]:
    found = pieces(measures)

    def write() -> None:
        document, comments = root("document"), root("comments")
        body = add(document, "body")
        for runs in found:
            paragraph = add(body, "p")
            for words, number in runs:
                if number is not None:
                    add(paragraph, "commentRangeStart", id=number)
                text = add(add(paragraph, "r"), "t")
                text.text = words
                text.set(SPACE, "preserve")
                if number is not None:
                    add(paragraph, "commentRangeEnd", id=number)
                    add(add(paragraph, "r"), "commentReference", id=number)
                    comment = add(comments, "comment", id=number, author="王明", date=AT)
                    add(add(add(comment, "p"), "r"), "t").text = NOTE
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", types())
            archive.writestr("_rels/.rels", related("officeDocument", "word/document.xml"))
            archive.writestr("word/_rels/document.xml.rels", related("comments", "comments.xml"))
            archive.writestr("word/document.xml", serialised(document))
            archive.writestr("word/comments.xml", serialised(comments))

    return write


def types() -> str:
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
        f'"/word/document.xml" ContentType="{MAIN}.document.main+xml"/><Override PartName='
        f'"/word/comments.xml" ContentType="{MAIN}.comments+xml"/></Types>'
    )


def related(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def with_python_docx(measures: int, target: Path) -> Callable[[], object]:
    found = pieces(measures)

    def write() -> None:
        document = docx.Document()
        for runs in found:
            paragraph = document.add_paragraph()
            for words, number in runs:
                run = paragraph.add_run(words)
                if number is not None:
                    document.add_comment(run, NOTE, author="王明", initials="王")
        document.save(str(target))

    return write


def with_pandoc(measures: int, target: Path) -> Callable[[], object]:
    lines = []
    for runs in pieces(measures):
        line = ""
        for words, number in runs:
            if number is None:
                line += words
            else:
                opening = f'[{NOTE}]{{.comment-start id="{number}" author="王明" date="{AT}"}}'
                line += f'{opening}{words}[]{{.comment-end id="{number}"}}'
        lines.append(line)
    source = "\n\n".join(lines)

    def write() -> None:
        command = ["pandoc", "-f", "markdown", "-t", "docx", "-o", str(target)]
        subprocess.run(command, input=source, encoding="utf-8", check=True)

    return write


WAYS = {"ours": ours, "lxml": with_lxml, "python-docx": with_python_docx, "pandoc": with_pandoc}


# --- measuring ----------------------------------------------------------------


def measure(way: str, measures: int) -> tuple[float, float]:
    """Seconds and megabytes of one way, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.reports", way, str(measures)]
    ran = subprocess.run(command, cwd=paths.ROOT, capture_output=True, check=True)
    seconds, megabytes = json.loads(ran.stdout)
    return seconds, megabytes


def measured_here(way: str, measures: int) -> tuple[float, float]:
    whose = resource.RUSAGE_CHILDREN if way == "pandoc" else resource.RUSAGE_SELF
    with TemporaryDirectory() as folder:
        target = Path(folder) / "report.docx"
        write = WAYS[way](measures, target)
        before = resource.getrusage(whose).ru_maxrss
        first = best(write, runs=1)
        grown = (resource.getrusage(whose).ru_maxrss - before) / 1024
        check(target, measures)
        again = best(write, runs=9 if first < 1 else 1)
    return min(first, again), grown


def check(target: Path, measures: int) -> None:
    """Make sure that the file has all comments."""
    with zipfile.ZipFile(BytesIO(target.read_bytes())) as archive:
        said = archive.read("word/comments.xml").decode()
    assert said.count("</w:comment>") == int(measures * COMMENTS)


def extrapolated(small: float, more: float, times: float) -> float:
    """Seconds of `times` as much, where time grows as a·n + b·n²: from those of 1 and of STEP."""
    square = max(0.0, (more - STEP * small) / (STEP**2 - STEP))
    return (small - square) * times + square * times**2


def figures() -> list[Figure]:
    found = []
    spent: dict[tuple[str, int], tuple[float, float]] = {}
    for _ in range(ROUNDS):  # in turns, so that what else runs on the machine slows all alike
        for each in product(("ours", "lxml"), (SMALL, LARGE)):
            spent[each] = min(measure(*each), spent.get(each, (1e9, 1e9)))
    slow, more = (measure("python-docx", size)[0] for size in (SMALL, STEP * SMALL))
    large = extrapolated(slow, more, LARGE / SMALL)
    peers = {"python-docx API": {SMALL: slow}, "python-docx API, extrapolated": {LARGE: large}}
    if shutil.which("pandoc"):
        peers["pandoc"] = {size: measure("pandoc", size)[0] for size in (SMALL, LARGE)}
    for size in (SMALL, LARGE):
        name = f"Word report, {size:,} measures and {int(size * COMMENTS):,} comments"
        own, peer = spent["ours", size], spent["lxml", size]
        met = own[0] <= WITHIN * peer[0]
        found.append(Figure(name, "s", own[0], peer[0], "lxml trees", f"≤ {WITHIN:g} ×", met))
        found += [
            Figure(name, "s", own[0], times[size], peer_name, "–", met=True)
            for peer_name, times in peers.items()
            if size in times
        ]
        found.append(Figure(f"{name}: memory", "MB", own[1], peer[1], "lxml trees", "–", met=True))
    growth = spent["ours", LARGE][0] / spent["ours", SMALL][0]
    peer_growth = spent["lxml", LARGE][0] / spent["lxml", SMALL][0]
    name, limit = "Word report of 2,000 measures against 200", f"≤ {LINEAR:g} × its peer's"
    met = growth <= LINEAR * peer_growth
    found.append(Figure(name, "×", growth, peer_growth, "lxml trees", limit, met))
    return found


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measured_here(sys.argv[1], int(sys.argv[2]))))
    else:
        report(figures())
