"""Files to lines: how long the readers take beside the libraries that they stand on.

    python -m benchmarks.readers

The peer of Word files is python-docx giving the text of every paragraph, that of saved pages
lxml.html parsing the page and giving all its text. Each file is measured in turns with its peer, so
that what else the machine does falls on both.
"""

from collections.abc import Callable
from html import escape
from io import BytesIO

import docx
from lxml import html

from benchmarks.figures import Figure, best, report
from benchmarks.outline import of_size
from desktop.readers import web, word
from desktop.readers.reading import straight_on

WITHIN = 2.0  # times the library's own time
SIZE = 1_000_000  # bytes of text
ROUNDS = 3


def word_file(text: str) -> bytes:
    """Return the text as a Word file, each line a paragraph."""
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def page(text: str) -> bytes:
    """Return the text as a page, each line a paragraph among the menus of a site."""
    menu = "<ul>" + '<li><a href="/">栏目</a></li>' * 50 + "</ul>"
    lines = "".join(f'<p style="text-indent:2em"><span>{escape(line)}</span></p>\n'
                    for line in text.split("\n") if line.strip())  # fmt: skip
    head = "<html><head><meta charset=utf-8></head>"
    return f"{head}<body>{menu}<div>{lines}</div>{menu}</body></html>".encode()


def by_docx(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)


def by_lxml(data: bytes) -> str:
    parser = html.HTMLParser(encoding="utf-8")
    return "".join(html.document_fromstring(data, parser=parser).itertext())


def in_turns(ours: Callable[[], object], peer: Callable[[], object]) -> tuple[float, float]:
    """Return the shortest times of both, in milliseconds, measured in turns."""
    pairs = [(best(ours), best(peer)) for _ in range(ROUNDS)]
    return 1000 * min(mine for mine, _ in pairs), 1000 * min(theirs for _, theirs in pairs)


def of_word(text: str) -> Figure:
    data = word_file(text)
    mine, theirs = in_turns(lambda: word.source("a.docx", data), lambda: by_docx(data))
    name, limit = "Word file of 1 MB of text to lines", f"≤ {WITHIN:g} × python-docx"
    return Figure(name, "ms", mine, theirs, "python-docx", limit, mine <= WITHIN * theirs)


def of_page(text: str) -> Figure:
    """The peer only parses, and leaves open what of the page is the document."""
    data = page(text)
    mine, theirs = in_turns(lambda: web.source("a.html", data, straight_on), lambda: by_lxml(data))
    return Figure("saved page of 1 MB of text to lines", "ms", mine, theirs, "lxml.html", "–", True)


def main() -> None:
    text = of_size(SIZE)
    report([of_word(text), of_page(text)])


if __name__ == "__main__":
    main()
