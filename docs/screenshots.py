"""Draws the window with the five examples into docs/images/, without a display.

Run `python docs/screenshots.py` from a checkout; the pictures are the README's and the manual's.
With words behind it, only the pictures whose names contain one of them.
"""

import os
import sys
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402 - the platform is chosen first
from PySide6.QtWidgets import QDialog  # noqa: E402

from desktop import paths  # noqa: E402
from desktop.actions import documents, ledger, marks, reading, safety, tags  # noqa: E402
from desktop.actions.reporting import making  # noqa: E402
from desktop.actions.reporting.requests import Request, Selection  # noqa: E402
from desktop.annotations import State, Target  # noqa: E402
from desktop.comparison import Edition  # noqa: E402
from desktop.jobs import Jobs  # noqa: E402
from desktop.main import application  # noqa: E402
from desktop.model import Outline  # noqa: E402
from desktop.settings import REPORT_FOLDER, Settings  # noqa: E402
from desktop.store import Store  # noqa: E402
from desktop.views.main_window import MainWindow  # noqa: E402
from desktop.views.returning import ReturnedFile  # noqa: E402
from desktop.views.ribbon import nodes_of  # noqa: E402
from desktop.views.theme import Appearance  # noqa: E402
from tests.pdfs import Setting, typeset  # noqa: E402

MARKS = (  # the measure's number in the document, the words, the colour, the note
    (0, "应核尽核", "key1", ""),
    (0, "加快具备条件的煤矿开工复工", "key3", "建议写明开工复工的时间和责任处室。"),
    (0, "力争全年煤炭产量增长不低于 5%，达到 13.65亿吨", "key5", "与省统计局核对口径。"),
    (1, "中长期合同履约双向监管机制", "key2", "监管机制由哪家牵头？"),
    (1, "煤炭调峰储备产能", "key4", "储备产能的资金没有落实。"),
    (2, "再建成 80座智能化矿井", "key5", ""),
)
SAID = (  # how a paragraph begins, which of its runs, what is said of it
    ("1.夯实", 1, "请写明时限，七月底前报方案。"),
    ("4.加快", 0, "同意。"),
    ("7.推进", 1, "由哪家牵头？请省能源局先提意见，必要时上会研究。"),
    ("《", 0, "请发各处室。"),
)
IMAGES = ROOT / "docs" / "images"
SETTLE_MILLISECONDS = 1300


TAGS = (  # the measure's number, the tag, its colour, what it means
    (0, "能源/煤炭", "#2f6f9f", "煤炭稳产、保供、长协"),
    (1, "能源/煤炭", "#2f6f9f", ""),
    (2, "能源/煤炭/智能化", "#5b8c5a", ""),
    (3, "能源/电力", "#b07d2b", "电源、电网、外送"),
    (4, "能源/电力", "#b07d2b", ""),
    (5, "能源/天然气", "#7a5ea8", ""),
    (0, "重点督办", "#a5302a", "每月上会"),
    (3, "重点督办", "#a5302a", ""),
    (8, "财政/奖补", "#3f8a8a", ""),
    (9, "财政/奖补", "#3f8a8a", ""),
    (11, "项目", "", "按季度调度"),
    (12, "项目", "", ""),
)
LEDGER = (  # a measure's number, state, days left, priority, whether behind, remark, progress, unit
    (0, State.UNDER_WAY, 2, "高", False, "每月五日前报产量。", "已核定 12 座。", "省能源局"),
    (1, State.UNDER_WAY, -9, "高", False, "", "合同签订率 86%。", "省能源局"),
    (2, State.WAITING, 120, "中", False, "", "", "省能源局"),
    (3, State.UNDER_WAY, 45, "中", True, "等国家批复。", "可研已报。", "省自然资源厅"),
    (4, State.DONE, -30, "中", False, "", "机组已并网。", "省能源局"),
    (5, State.WAITING, None, "低", False, "", "", "省能源局"),
    (8, State.UNDER_WAY, 1, "高", False, "", "资金已下达。", "省工信厅"),
    (11, State.PAUSED, 60, "低", False, "项目调整。", "", "省数据局"),
    (12, State.UNDER_WAY, 200, "中", False, "", "", "省发展改革委"),
    (15, State.CLOSED, -60, "中", False, "", "已销号。", "省交通厅"),
)  # fmt: skip
SMALL, LARGE = (1366, 768), (1920, 1080)
COAL = "夯实煤炭稳产保供基础"
COMPARED = "改造提升传统优势产业"


@dataclass(frozen=True)
class Picture:
    """One picture.

    Attributes:
        name: its file.
        size, theme: of the window.
        document: the document's number in the library.
        node: words of the title of the node to read.
        find: what is searched for in the document.
        lines: whether source lines are numbered.
        show: the command that brings the panel, page or dialog.
        search: what is searched for in the library.
        dialog: the objectName of the dialog that the picture is of.
    """

    name: str
    size: tuple[int, int]
    theme: str
    document: int = 0
    node: str = COAL
    find: str = ""
    lines: bool = False
    show: str = ""
    dialog: str = ""
    search: str = ""


PICTURES = (
    Picture("light-1366x768", SMALL, "light"),
    Picture("dark-1366x768", SMALL, "dark", 3, "加快", find="项目"),
    Picture("correcting-light-1366x768", SMALL, "light", show="editWords"),
    Picture("light-1920x1080", LARGE, "light", 4, "能源生产供应重大项目", lines=True,
            show="showDoubts"),
    Picture("dark-1920x1080", LARGE, "dark", 4, "主要指标", show="showDoubts"),
    *(
        Picture(f"{name}-{theme}-{size[0]}x{size[1]}", size, theme, show=command)
        for name, command in (
            ("marks", "showMarks"), ("tags", "showTags"), ("follow-up", "showFollowUp"),
            ("ledger", "showLedger"), ("compare", "showCompare"),
            ("overview", "showOverview"), ("targets", "showTargets"),
        )
        for theme, size in (("light", SMALL), ("dark", LARGE))
    ),
    Picture("search-light-1366x768", SMALL, "light", search="煤炭"),
    Picture("search-dark-1920x1080", LARGE, "dark", search="光伏 或 风电"),
    Picture("related-light-1366x768", SMALL, "light", show="showRelated"),
    Picture("checking-light-1366x768", SMALL, "light", 1, "", show="showDoubts"),
    Picture("citations-light-1366x768", SMALL, "light", 3, "", show="showCitations"),
    Picture("report-light-1366x768", SMALL, "light", show="exportReport", dialog="reportDialog"),
    Picture("report-dark-1920x1080", LARGE, "dark", show="exportReport", dialog="reportDialog"),
    Picture("returned-light", SMALL, "light", show="importComments", dialog="returnedDialog"),
    Picture("returned-dark", SMALL, "dark", show="importComments", dialog="returnedDialog"),
    Picture("backups-light", SMALL, "light", show="restoreLibrary", dialog="backupsDialog"),
)  # fmt: skip
ORIGINAL = Picture("original-light-1366x768", SMALL, "light", node="电力", show="showOriginal")


def settle() -> None:
    """Let timers, jobs and the flash of a jump come to an end."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MILLISECONDS, loop.quit)
    loop.exec()


def annotate(store: Store) -> None:
    """Work on the first document, as an official might: marks, tags, ledger, ticks."""
    author = "王明"
    document = documents.list_documents(store)[0]
    outline = documents.load_outline(store, document=document.id)
    measures = [node for node in outline.walk() if node.kind == "measure"]
    for number, words, colour, note in MARKS:
        node = measures[number]
        start = node.text.index(words)
        pieces = [(node.id, start, start + len(words))]
        marks.add(store, author=author, pieces=pieces, colour=colour, note=note)
    for number, path, colour, meaning in TAGS:
        target = Target("node", measures[number].id)
        made = tags.tag(store, author=author, targets=[target], path=path)
        tags.recolour(store, author=author, tag=made.id, colour=colour)
        if meaning:
            tags.describe(store, author=author, tag=made.id, description=meaning)
    today = store.clock().astimezone().date()
    for number, state, days, priority, behind, remark, progress, unit in LEDGER:
        (item,) = ledger.start(store, author=author, nodes=[measures[number].id])
        due = None if days is None else (today + timedelta(days)).isoformat()
        ledger.update(
            store, author=author, items=[item.id], state=state, due=due, priority=priority,
            behind=behind, remark=remark, lead=unit,
        )  # fmt: skip
        if progress:
            on = (today - timedelta(6)).isoformat()
            ledger.add_progress(store, author=author, item=item.id, on=on, text=progress)
    read = [node.id for node in measures[:4]]
    reading.set_read(store, author=author, nodes=read, read=True)


def commented(store: Store, folder: Path) -> Path:
    """Return a report on the first document with comments that a superior wrote into it."""
    from docx import Document as WordFile  # noqa: PLC0415 - for this picture only

    path = folder / "审阅报告（已批）.docx"
    document = documents.list_documents(store)[0].id
    making.write(store, request=Request("review", Selection(documents=(document,))), target=path)
    file = WordFile(str(path))
    for start, number, note in SAID:
        paragraph = next(each for each in file.paragraphs if each.text.startswith(start))
        run = paragraph.runs[number]
        file.add_comment(run, text=note, author="李副厅长", initials="李")
    file.save(str(path))
    return path


def draw(window: MainWindow, store: Store, picture: Picture) -> None:
    """Bring the window into the state of a picture and keep it."""
    window.resize(*picture.size)
    window.use_theme(picture.theme)
    for name, wanted in (("showPanel", False), ("showLines", picture.lines)):
        if window.commands[name].isChecked() != wanted:
            window.commands[name].trigger()
    window.reading.open(documents.list_documents(store)[picture.document].id)
    go(window, picture)
    if picture.find:
        window.find_bar.ask(picture.find)
    else:
        window.find_bar.put_away()
    settle()
    if picture.show:
        window.commands[picture.show].trigger()
        settle()
    if picture.search:
        window.parts.searching.box.ask(picture.search)
        settle()
    bring_out(window, picture)
    settle()
    IMAGES.mkdir(parents=True, exist_ok=True)
    shown = opened_dialog(window, picture) if picture.dialog else window
    shown.grab().save(str(IMAGES / f"{picture.name}.png"))
    if picture.search:
        window.parts.searching.box.line.clear()
        window.parts.searching.pageRequested.emit("")
    if picture.show in {
        "showLedger",
        "showCompare",
        "showOverview",
        "showTargets",
    }:  # back to the text
        window.commands[picture.show].trigger()


def go(window: MainWindow, picture: Picture) -> None:
    """Go to the node of a picture in the document that is open."""
    page = window.reader.page
    node = next((p.node.id for p in page.places if picture.node in p.node.title), "")
    window.reading.open(window.reading.document.id, node=node)


def bring_out(window: MainWindow, picture: Picture) -> None:
    """Choose what a panel or page is to show."""
    if picture.show == "showMarks":
        window.parts.marks_shown.step(1)
        go(window, picture)
    elif picture.show == "showDoubts":
        settle()  # the second look
        window.parts.checking.panel.list.setCurrentRow(2)
    elif picture.show == "showCompare":
        desk = window.parts.comparing.desk
        named = (pair for pair in desk.comparison.pairs
                 if desk.comparison.measure_a(pair.a).title == COMPARED)  # fmt: skip
        desk.show_pair(nodes_of(next(named)))


def opened_dialog(window: MainWindow, picture: Picture) -> QDialog:
    """Return the dialog of a picture, ready to be drawn and put away."""
    dialog = window.findChild(QDialog, picture.dialog)
    if picture.dialog == "reportDialog":  # as large as the screen lets it be
        dialog.resize(picture.size[0] - 160, picture.size[1] - 80)
        settle()
        settle()
        bar = dialog.paper.verticalScrollBar()
        bar.setValue(bar.maximum() // 3)
    if picture.dialog == "returnedDialog":
        dialog.list.setCurrentIndex(dialog.model.index(dialog.model.rowCount() - 1, 0))
        settle()
    dialog.close()
    return dialog


def draw_original(appearance: Appearance, outline: Outline, folder: Path) -> None:
    """Keep a picture of a PDF's page beside its text, in a library of its own."""
    library, file = folder / "original.db", folder / "晋政办发〔2023〕56号.pdf"
    body = (f"{node.label}{node.text or node.title}" for node in outline.walk())
    typeset(file, [f"  {outline.title}", *body], Setting())
    with Store.open(library) as store:
        documents.import_files(store, paths=[file])
        jobs = Jobs(lambda: Store.open(library))
        settings = Settings(folder / "original.json")
        window = MainWindow(
            store=store, jobs=jobs, settings=settings, appearance=appearance, seeds=[]
        )
        window.show()
        window.start()
        window.complete()
        draw(window, store, ORIGINAL)
        window.close()
        jobs.close()


def main(wanted: list[str]) -> None:
    """Draw the pictures whose names contain one of the words, all where there are none."""
    app = application()
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library.db"
        with Store.open(library) as store:
            documents.import_files(store, paths=paths.seeds())
            safety.make(store)
            annotate(store)
            safety.make(store)
            jobs = Jobs(lambda: Store.open(library))
            settings = Settings(Path(folder) / "settings.json")
            settings.set(REPORT_FOLDER, "文档")  # the pictures tell of no machine
            appearance = Appearance(app, sheet=paths.resources() / "ceyue.qss")
            window = MainWindow(
                store=store,
                jobs=jobs,
                settings=settings,
                appearance=appearance,
                seeds=paths.seeds(),
            )
            returned = commented(store, Path(folder))
            ReturnedFile.ask = classmethod(lambda *_: returned)  # type: ignore[method-assign]
            window.show()
            window.start()
            window.complete()
            province, _, _, city, _ = documents.list_documents(store)
            window.parts.comparing.offer.remember(Edition(province.id), Edition(city.id))
            for picture in PICTURES:
                if not wanted or any(word in picture.name for word in wanted):
                    draw(window, store, picture)
            window.close()
            jobs.close()
            first = documents.list_documents(store)[0].id
            outline = documents.load_outline(store, document=first)
        if not wanted or any(word in ORIGINAL.name for word in wanted):
            draw_original(appearance, outline, Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
