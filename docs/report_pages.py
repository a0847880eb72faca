"""Draws pages of the Word reports into docs/images/, as LibreOffice sets them.

Run `python docs/report_pages.py` from a checkout where LibreOffice is installed; the pictures are
the README's. The marks are those of screenshots.py.
"""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from PySide6.QtGui import QImage, QPainter  # noqa: E402
from screenshots import IMAGES, annotate  # noqa: E402 - beside this file

from desktop import paths  # noqa: E402
from desktop.actions import documents, ledger, tags  # noqa: E402
from desktop.actions.reporting import making  # noqa: E402
from desktop.actions.reporting.requests import Briefing, Request, Selection  # noqa: E402
from desktop.annotations import State, Target  # noqa: E402
from desktop.store import Store  # noqa: E402

WIDTH, GAP, GROUND = 700, 24, 0xFFD8D8D8
DAY = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
ITEMS = (  # the measure's number, units, state, deadline, behind, dated notes
    (0, ("省能源局", "省国资委", "省应急厅"), State.UNDER_WAY, "2026-12-31", False,
     (("2026-10-12", "已下达第四批产能核增批复，涉及 6座煤矿。"),
      ("2026-11-10", "前十个月产量 11.4亿吨，同比增长 5.2%。"))),
    (1, ("省发展改革委", "省能源局"), State.WAITING, "2026-11-20", False,
     (("2026-11-05", "监管细则正在征求意见。"),)),
    (2, ("省能源局", "省工信厅"), State.UNDER_WAY, "2026-11-30", False,
     (("2026-11-12", "建成 74座，在建 9座。"),)),
    (4, ("省电力公司", "省能源局"), State.DONE, "2026-10-31", False,
     (("2026-10-28", "工程全部投运。"),)),
    (5, ("省能源局", "省自然资源厅"), State.UNDER_WAY, None, False,
     (("2026-11-15", "两个基地已开工，一个待用地批复。"),)),
    (8, ("省工信厅", "省财政厅"), State.PAUSED, None, False, ()),
    (11, ("省工信厅", "省通信管理局"), State.UNDER_WAY, "2026-12-15", True,
     (("2026-11-18", "综合评价指标体系已印发。"),)),
)  # fmt: skip
BRIEFING = Briefing(
    address="报送：省政府办公厅",
    opening="按照工作安排，我们对文件逐条审阅，现将有关情况报告如下。",
    unit="省发展改革委",
    on="2026-11-28",
)


def follow_up(store: Store) -> None:
    """Put measures of the first document on the ledger, with tags on the first ones."""
    document = documents.list_documents(store)[0]
    outline = documents.load_outline(store, document=document.id)
    nodes = [node for node in outline.walk() if node.kind == "measure"]
    targets = [Target("node", node.id) for node in nodes[:3]]
    tags.tag(store, author="王明", targets=targets, path="能源/煤炭")
    for number, (lead, *support), state, due, behind, notes in ITEMS:
        (item,) = ledger.start(store, author="王明", nodes=[nodes[number].id])
        ledger.update(store, author="王明", items=[item.id], lead=lead, support=tuple(support),
                      state=state, due=due, behind=behind)  # fmt: skip
        for on, text in notes:
            ledger.add_progress(store, author="李红", item=item.id, on=on, text=text)


def pages(store: Store, request: Request, width: int) -> list[QImage]:
    """Return the pages of a report."""
    found = making.page_pictures(store, request=request, width=width)
    if not found:
        raise SystemExit("LibreOffice is not installed.")
    return [
        QImage(page.pixels, page.width, page.height, QImage.Format.Format_RGBX8888).copy()
        for page in found
    ]


def keep(name: str, shown: list[QImage]) -> None:
    """Put pages beside each other into a picture."""
    width = sum(page.width() + GAP for page in shown) + GAP
    picture = QImage(width, shown[0].height() + 2 * GAP, QImage.Format.Format_RGB32)
    picture.fill(GROUND)
    painter, place = QPainter(picture), GAP
    for page in shown:
        painter.drawImage(place, GAP, page)
        place += page.width() + GAP
    painter.end()
    picture.save(str(IMAGES / f"{name}.png"))


def main() -> None:
    """Draw a review's first page and a page of its text, and the ledger."""
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "library.db") as store:
        store.clock = lambda: DAY
        documents.import_files(store, paths=paths.seeds()[:1])
        annotate(store)
        follow_up(store)
        chosen = Selection(documents=(documents.list_documents(store)[0].id,))
        request = Request("review", chosen, BRIEFING, author="王明")
        front, _, text, *_ = pages(store, request, WIDTH)
        keep("report-review", [front, text])
        request = replace(request, kind="ledger", briefing=Briefing())
        keep("report-ledger", pages(store, request, 2 * WIDTH)[:1])


if __name__ == "__main__":
    main()
