"""What people and files call things is shown as it is, whatever it looks like."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from desktop.actions.documents import Imported
from desktop.views.dialogs import Confirm, Message
from desktop.views.import_report import ImportReport

MARKUP = "<b>甲</b>&lt;乙"


def test_no_label_of_the_window_takes_words_for_markup(
    library: Path, open_window: Callable
) -> None:
    window = open_window(library).window
    result = Imported(Path(MARKUP), None, "failed", f"“{MARKUP}”是空的。")
    report = ImportReport(window)
    report.add([result], asked=1)
    # Qt makes the labels of a form's fields, whose words are the program's own.
    labels = [each for each in window.findChildren(QLabel) if each.buddy() is None]
    assert len(labels) > 20
    assert [each.text() for each in labels if each.textFormat() == Qt.TextFormat.AutoText] == []
    assert report.message.text() == result.message


@pytest.mark.parametrize(
    "ask",
    [
        lambda: Message.tell(None, MARKUP),
        lambda: Confirm.ask(None, title="移除", text=MARKUP, button="移除"),
    ],
)
def test_a_question_shows_words_as_they_are(qapp: QApplication, ask: Callable[[], object]) -> None:
    shown: list[Qt.TextFormat] = []

    def look() -> None:
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                shown.append(box.textFormat())
                box.reject()

    QTimer.singleShot(50, look)
    ask()
    assert shown == [Qt.TextFormat.PlainText]
