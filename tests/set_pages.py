"""Two pages compared in all that can be known of them: words, formats, frames, lines, places."""

from PySide6.QtGui import QTextCursor, QTextDocument, QTextFormat, QTextFrame, QTextTable

from desktop.views.page import Page


def _own(form: QTextFormat) -> QTextFormat:
    """Return a format without the number that its table or frame has in its document."""
    made = type(form)(form)
    made.setObjectIndex(-1)
    return made


def _blocks(document: QTextDocument) -> list[object]:
    """Return all that is known of each paragraph: words, formats, frames around it, place."""
    layout, found, block = document.documentLayout(), [], document.begin()
    while block.isValid():
        pieces = []
        step = block.begin()
        while not step.atEnd():
            piece = step.fragment()
            pieces.append((piece.text(), _own(piece.charFormat())))
            step += 1
        cursor = QTextCursor(block)
        table = cursor.currentTable()
        area = layout.blockBoundingRect(block)
        found.append((
            block.position(), block.text(), _own(block.blockFormat()),
            _own(block.charFormat()), _joined(pieces), _around(cursor.currentFrame()),
            table and (table.cellAt(cursor).row(), table.cellAt(cursor).column()),
            [round(number, 3) for number in area.getRect()],
            block.layout().lineCount(),
        ))  # fmt: skip
        block = block.next()
    return found


def _joined(pieces: list[tuple[str, QTextFormat]]) -> list[tuple[str, QTextFormat]]:
    """Return runs of characters with neighbours of one format as one."""
    found: list[tuple[str, QTextFormat]] = []
    for text, form in pieces:
        if found and found[-1][1] == form:
            found[-1] = (found[-1][0] + text, form)
        else:
            found.append((text, form))
    return found


def _around(frame: QTextFrame | None) -> list[object]:
    found = []
    while frame is not None:
        size = (frame.rows(), frame.columns()) if isinstance(frame, QTextTable) else None
        reach = (frame.firstPosition(), frame.lastPosition())
        found.append((reach, size, _own(frame.frameFormat())))
        frame = frame.parentFrame()
    return found


def assert_alike(page: Page, fresh: Page) -> None:
    """Compare a page that is laid out with one just set."""
    fresh.document.setTextWidth(page.document.textWidth())
    assert page.outline == fresh.outline
    assert page.places == fresh.places
    assert page.document.toPlainText() == fresh.document.toPlainText()
    for one, other in zip(_blocks(page.document), _blocks(fresh.document), strict=True):
        assert one == other
    assert page.document.size() == fresh.document.size()
    boxes = [[each.firstPosition() for each in which.boxes] for which in (page, fresh)]
    assert boxes[0] == boxes[1]
    end = page.document.characterCount()
    assert sum(each.length for each in page.strips) == end - 1
    for position in range(0, end, 7):
        assert page.where(position) == fresh.where(position)
    assert page.pieces(0, end) == fresh.pieces(0, end)
