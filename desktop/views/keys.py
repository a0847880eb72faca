"""The page by keyboard: scrolling, and selecting with Shift where no caret is seen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QScrollBar

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


def scrolled(bar: QScrollBar, event: QKeyEvent) -> bool:
    """Scroll as Home, End and Space ask; return False for other keys."""
    if event.key() == Qt.Key.Key_Home:
        bar.setValue(bar.minimum())
    elif event.key() == Qt.Key.Key_End:
        bar.setValue(bar.maximum())
    elif event.key() == Qt.Key.Key_Space:
        back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        action = bar.SliderAction
        bar.triggerAction(action.SliderPageStepSub if back else action.SliderPageStepAdd)
    else:
        return False
    return True
