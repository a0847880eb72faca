"""What the window does to the library by itself."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop.actions import documents
from desktop.store import Store


def test_what_was_removed_long_ago_goes_for_good_after_the_start(
    library: Path, open_window: Callable, qtbot: QtBot
) -> None:
    with Store.open(library) as store:
        gone, fresh, *_ = documents.list_documents(store)
        documents.remove(store, documents=[gone.id, fresh.id])
        store._connection.execute(
            "UPDATE documents SET removed = '2020-01-01T00:00:00.000+00:00' WHERE id = ?",
            (gone.id,),
        )
        store._connection.commit()
    opened = open_window()

    def kept() -> list[str]:
        return [id_ for (id_,) in opened.store._connection.execute("SELECT id FROM documents")]

    timer = opened.window.findChild(QTimer, "purgeTimer")
    assert timer is not None
    assert timer.isActive()
    assert len(kept()) == 5
    timer.timeout.emit()
    qtbot.waitUntil(lambda: len(kept()) == 4)
    assert gone.id not in kept()
    assert fresh.id in kept()


def test_a_closed_window_begins_nothing_more(open_window: Callable) -> None:
    opened = open_window()
    timer = opened.window.findChild(QTimer, "purgeTimer")
    assert timer is not None
    opened.window.close()
    assert not timer.isActive()
