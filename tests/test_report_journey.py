"""A user's way to a Word file: mark, note, choose, look, export, and what is in the file then."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.actions import correcting, documents, ledger, marks, tags
from desktop.actions.reporting import templates
from desktop.annotations import Target
from desktop.corrections import SetDatum
from desktop.settings import AUTHOR, REPORT_FOLDER
from desktop.store import Store
from desktop.views.check_list import CheckList
from desktop.views.dialogs import NameChoice
from desktop.views.paper import Paper
from desktop.views.report_dialog import ReportDialog
from tests.journeys import command, named
from tests.reports.accepting import changes
from tests.reports.reading import W


def measures(store: Store) -> tuple[str, list[str]]:
    first = documents.list_documents(store)[0].id
    outline = documents.load_outline(store, document=first)
    return first, [node.id for node in outline.walk() if node.kind == "measure"]


@pytest.fixture
def opened(library: Path, tmp_path: Path, open_window: Callable):
    with Store.open(library) as store:
        _, nodes = measures(store)
        marks.add(store, author="王明", pieces=[(nodes[0], 0, 8)], note="与省统计局核对。")
        marks.add(store, author="王明", pieces=[(nodes[1], 3, 12), (nodes[2], 0, 4)], colour="key2")
        tags.tag(store, author="王明", targets=[Target("node", nodes[3])], path="能源/煤层气")
        ledger.start(store, author="王明", nodes=[nodes[4]])
    made = open_window()
    made.settings.set(AUTHOR, "王明")
    made.settings.set(REPORT_FOLDER, str(tmp_path))
    return made


def dialog_of(opened, qtbot: QtBot, name: str = "exportReport") -> ReportDialog:
    command(opened.window, name)
    return named(opened.window, ReportDialog, "reportDialog")


def previewed(dialog: ReportDialog, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: words in dialog.findChild(Paper).text, timeout=20_000)


def message(dialog: ReportDialog) -> str:
    return named(dialog, QLabel, "reportMessage").text()


def export(dialog: ReportDialog, qtbot: QtBot, until: str) -> None:
    qtbot.mouseClick(named(dialog, QPushButton, "reportGo"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: until in message(dialog), timeout=20_000)


def test_a_review_of_what_is_open(opened, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = dialog_of(opened, qtbot)
    previewed(dialog, qtbot, "与省统计局核对。")
    assert dialog.paper.pages > 3
    target = named(dialog, QLineEdit, "reportTarget")
    title = opened.window.reading.document.title
    assert target.text() == str(tmp_path / f"{title}审阅报告.docx")
    export(dialog, qtbot, "已把审阅报告导出到")
    assert named(dialog, QPushButton, "reportOpen").isVisible()
    written = Document(str(tmp_path / f"{title}审阅报告.docx"))
    assert next(iter(written.comments)).text == "与省统计局核对。"
    assert {comment.author for comment in written.comments} == {"王明"}
    assert list(tmp_path.glob(".ceyue*")) == []


def test_a_clean_one_says_nothing_of_people(opened, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = dialog_of(opened, qtbot)
    dialog.form.clean.setChecked(True)
    target = named(dialog, QLineEdit, "reportTarget")
    target.clear()
    qtbot.keyClicks(target, "clean")
    export(dialog, qtbot, "已把审阅报告导出到")
    written = Document(str(tmp_path / "clean.docx"))
    assert list(written.comments) == []
    assert "王明" not in "".join(p.text for p in written.paragraphs)


def test_corrections_can_be_tracked_changes(opened, tmp_path: Path, qtbot: QtBot) -> None:
    document = opened.window.reading.document.id
    deed = SetDatum("doc_number", "晋政办发〔2023〕65号")
    correcting.correct(opened.store, author="李四", document=document, deeds=[deed])
    dialog = dialog_of(opened, qtbot)
    form = dialog.form
    form.choose("comparison")
    assert not form.tracked.isVisible()
    form.choose("review")
    form.tracked.setChecked(True)
    form.clean.setChecked(True)
    assert not form.tracked.isEnabled()
    assert not form.request(author="王明").tracked
    form.clean.setChecked(False)
    form.tracked.setChecked(True)
    target = named(dialog, QLineEdit, "reportTarget")
    target.clear()
    qtbot.keyClicks(target, "tracked")
    export(dialog, qtbot, "已把审阅报告导出到")
    found = changes(tmp_path / "tracked.docx")
    assert {"".join(each.itertext()) for each in found} == {"56", "65"}
    assert {each.get(f"{W}author") for each in found} == {"李四"}


def test_an_excerpt_of_a_tag_with_a_template(
    opened, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = dialog_of(opened, qtbot, "exportExcerpt")
    qtbot.waitUntil(lambda: "没有说明要摘编什么" in message(dialog), timeout=20_000)
    assert not named(dialog, QPushButton, "reportGo").isEnabled()
    tick(dialog.form.scopes["tags"], "煤层气")
    previewed(dialog, qtbot, "加快非常规天然气基地建设")
    form = dialog.form.briefing
    form.title.setText("能源工作摘编")
    form.unit.setText("省政府研究室")
    form.day.set_day("2026-03-02")
    form.numerals.setCurrentIndex(1)
    previewed(dialog, qtbot, "二〇二六年三月二日")
    monkeypatch.setattr(NameChoice, "ask", lambda *_, **__: "周报")
    form.save.click()
    assert form.templates.currentText() == "周报"
    export(dialog, qtbot, "已把专题摘编导出到")
    text = "\n".join(p.text for p in Document(str(tmp_path / "能源工作摘编.docx")).paragraphs)
    assert "省政府研究室" in text
    assert list(templates.saved(opened.settings)) == ["周报"]
    form.title.setText("别的")
    form.templates.setCurrentIndex(1)
    form.templates.activated.emit(1)
    assert form.title.text() == "能源工作摘编"


def tick(listed: CheckList, words: str) -> None:
    rows = [listed.list.item(row) for row in range(listed.list.count())]
    (row,) = [row for row in rows if words in row.text()]
    row.setCheckState(Qt.CheckState.Checked)


def test_the_ledger_lies_across(opened, qtbot: QtBot) -> None:
    dialog = dialog_of(opened, qtbot, "exportLedgerReport")
    previewed(dialog, qtbot, "待办")
    export(dialog, qtbot, "已把督办台账导出到")


def test_a_file_that_cannot_be_written_gets_another_name(
    opened, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = dialog_of(opened, qtbot)
    target = named(dialog, QLineEdit, "reportTarget")
    first = Path(target.text())
    first.write_bytes(b"mine")
    (first.parent / f".~lock.{first.name}#").touch()
    export(dialog, qtbot, "没有写成")
    assert first.read_bytes() == b"mine"
    other = named(dialog, QPushButton, "reportOther")
    assert other.isVisible()
    other.click()
    qtbot.waitUntil(lambda: "已把审阅报告导出到" in message(dialog), timeout=20_000)
    assert first.with_name(f"{first.stem}（2）.docx").exists()
    assert first.read_bytes() == b"mine"


def test_cancelled_nothing_is_left(opened, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = dialog_of(opened, qtbot)
    previewed(dialog, qtbot, "与省统计局核对。")
    hold, held = threading.Event(), threading.Event()

    def wait(*_: object) -> None:
        held.set()
        hold.wait(20)

    opened.jobs.run(wait, done=lambda _: None, failed=lambda _: None)
    assert held.wait(20)
    named(dialog, QPushButton, "reportGo").click()
    dialog.foot.cancelRequested.emit()
    hold.set()
    qtbot.waitUntil(lambda: "已取消" in message(dialog), timeout=20_000)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_chapters_of_the_document_that_is_chosen(opened, qtbot: QtBot) -> None:
    dialog = dialog_of(opened, qtbot)
    chapters = dialog.form.scopes["chapters"]
    assert chapters.list.count() == 7
    chapters.tick({chapters.list.item(0).data(Qt.ItemDataRole.UserRole)})
    previewed(dialog, qtbot, "推进抽水蓄能和新型储能规模化应用")
    qtbot.waitUntil(lambda: "培育壮大特色专业镇" not in dialog.paper.text, timeout=20_000)
    dialog.form.scopes["documents"].tick(())
    assert chapters.list.count() == 0


def test_real_pages_where_the_office_is_there(opened, office, qtbot: QtBot) -> None:
    dialog = dialog_of(opened, qtbot)
    previewed(dialog, qtbot, "与省统计局核对。")
    dialog.set_pages.click()
    qtbot.waitUntil(lambda: dialog.paper._pictures != (), timeout=60_000)
    assert dialog.paper.pages > 3


def test_the_menu_has_them(opened) -> None:
    for name in ("exportReport", "exportExcerpt", "exportLedgerReport"):
        assert opened.window.findChild(QAction, name).isEnabled()
