import sys

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from desktop.views.spare_memory import QUIET_MILLISECONDS, SpareMemory


def test_what_a_large_document_held_goes_back_a_moment_after_the_last_request(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gave: list[bool] = []
    give_back = SpareMemory.give_back
    monkeypatch.setattr(SpareMemory, "give_back", lambda self: gave.append(give_back(self)))
    spare = SpareMemory()
    held = [QTextDocument("能源" * 200_000) for _ in range(2)]
    del held[0]  # leaves a hole below the other
    spare.soon()
    spare.soon()
    assert gave == []
    qtbot.waitUntil(lambda: gave == [sys.platform == "linux"], timeout=QUIET_MILLISECONDS * 20)


def test_where_the_c_library_is_another_nothing_is_asked_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert not SpareMemory().give_back()
