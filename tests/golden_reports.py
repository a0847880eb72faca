"""The XML of small Word reports, kept in tests/golden/ without their dates.

A change that changes one of them shows there as a difference. If it is meant,
`python -m tests.golden_reports` writes them anew; read the difference before committing it.
"""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from desktop.reports import package
from desktop.reports.annotated import Choices
from desktop.reports.content import Report
from tests.golden_trees import GOLDEN
from tests.reports import compared, corrected, made, reading

REPORTS = {
    "review": made.review(),
    "review-clean": made.review(Choices(clean=True), briefing=made.Briefing()),
    "excerpt": made.excerpt(),
    "ledger": made.ledger(),
    "comparison": compared.report(),
    "tracked": corrected.report(),
}
_DATES = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z?")
_SAME = ("styles", "settings", "fontTable", "footer")  # kept once, with the review


def golden_file(name: str) -> Path:
    """Return where a report's XML is kept."""
    return GOLDEN / f"{name}.docx.xml"


def written(name: str, report: Report) -> str:
    """Return all parts of a report, indented, an element a line, with DATE for each moment."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "report.docx"
        package.save(report, file)
        parts = [
            f"<!-- {part} -->\n{_indented(reading.part(file, part))}"
            for part in reading.names(file)
            if name == "review" or not part.startswith(tuple(f"word/{each}" for each in _SAME))
        ]
    return _DATES.sub("DATE", "\n".join(parts))


def _indented(root: etree._Element) -> str:
    etree.indent(root)
    return etree.tostring(root, encoding="unicode") + "\n"


if __name__ == "__main__":
    for each, made_report in REPORTS.items():
        golden_file(each).write_text(written(each, made_report), encoding="utf-8")
