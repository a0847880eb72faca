import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.comparison import Edition
from desktop.views.compare_choice import Choice, CompareChoice

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
A, OLD, B = Edition("a"), Edition("a", 1), Edition("b")
CHOICES = [
    Choice(A, "《甲》　晋政发〔2022〕1号"),
    Choice(OLD, "第 1 版《甲》"),
    Choice(B, "《乙》"),
]


def test_two_texts_are_chosen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = CompareChoice(window, CHOICES, [])
    assert dialog.recent.isHidden()
    go = dialog.buttons.buttons()[0]
    assert not go.isEnabled()
    left, right = dialog.lists
    left.choose(A)
    assert dialog.chosen is None
    right.choose(B)
    assert dialog.chosen == (A, B)
    assert go.isEnabled()
    right.filter.setText("〔2022〕1 号")
    hidden = [right.list.item(row).isHidden() for row in range(3)]
    assert hidden == [False, True, True]


def test_what_was_compared_before_is_offered(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    gone = (A, Edition("gone"))
    dialog = CompareChoice(window, CHOICES, [gone, (OLD, A)])
    assert dialog.recent.count() == 2
    dialog.recent.activated.emit(1)
    assert dialog.chosen == (OLD, A)
    dialog.recent.activated.emit(0)
    assert dialog.chosen == (OLD, A)


def press(accepted: bool) -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CompareChoice)
    if accepted:
        dialog.lists[0].list.itemActivated.emit(dialog.lists[0].list.currentItem())
    else:
        dialog.reject()


@pytest.mark.parametrize(("accepted", "wanted"), [(True, (A, B)), (False, None)])
def test_the_dialog_is_accepted_or_put_away(
    qtbot: QtBot, accepted: bool, wanted: tuple[Edition, Edition] | None
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QTimer.singleShot(50, lambda: press(accepted))
    assert CompareChoice.ask(window, CHOICES, recent=[], first=(A, B)) == wanted
