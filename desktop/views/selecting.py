"""Selecting on a page with the keyboard, without a caret: Shift and the keys that move."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

_MOVE = QTextCursor.MoveOperation
_BY_CHARACTER = {
    Qt.Key.Key_Left: _MOVE.Left,
    Qt.Key.Key_Right: _MOVE.Right,
    Qt.Key.Key_Up: _MOVE.Up,
    Qt.Key.Key_Down: _MOVE.Down,
    Qt.Key.Key_Home: _MOVE.StartOfLine,
    Qt.Key.Key_End: _MOVE.EndOfLine,
}
_BY_WORD = {
    Qt.Key.Key_Left: _MOVE.PreviousWord,
    Qt.Key.Key_Right: _MOVE.NextWord,
    Qt.Key.Key_Up: _MOVE.StartOfBlock,
    Qt.Key.Key_Down: _MOVE.EndOfBlock,
    Qt.Key.Key_Home: _MOVE.Start,
    Qt.Key.Key_End: _MOVE.End,
}


def extended(cursor: QTextCursor, event: QKeyEvent, *, start: int) -> QTextCursor | None:
    """Return the cursor with its selection extended as a key asks; None for other keys.

    Args:
        cursor: as it is.
        event: the key, which counts with Shift only; with Ctrl too it goes by words.
        start: where a new selection begins.
    """
    modifiers = event.modifiers()
    by_word = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    operation = (_BY_WORD if by_word else _BY_CHARACTER).get(Qt.Key(event.key()))
    if operation is None or not modifiers & Qt.KeyboardModifier.ShiftModifier:
        return None
    if not cursor.hasSelection():
        cursor.setPosition(start)
    cursor.movePosition(operation, QTextCursor.MoveMode.KeepAnchor)
    return cursor
