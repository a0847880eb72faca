"""A report as HTML that Qt's rich text understands: the same words, styles, colours and comments.

Sizes are in points of the printed page. Comments stand as numbers at their words and as a list at
the end; boxes and repeated heads are left to Word.
"""

from html import escape

from desktop.reports.characters import visible
from desktop.reports.content import CommentEnd, Paragraph, Report, Span, Table
from desktop.reports.official import (
    BODY,
    CHARACTER_STYLES,
    HEAD_FILL,
    STYLES,
    CharacterStyle,
    ParagraphStyle,
)

_ALL = 100  # percent


def html(report: Report, *, limit: int | None = None) -> str:
    """Return a report as HTML.

    Args:
        report: the report.
        limit: the most blocks to show; None for all. What is left out is told at the end.
    """
    shown = report.blocks[:limit]
    view = _View(report)
    parts = [view.block(block) for block in shown]
    if len(shown) < len(report.blocks):
        parts.append("<p>……（预览到此为止，文件中是全部内容）</p>")
    parts += view.comments()
    return "".join(parts)


_PUT = "color:#a5302a;text-decoration:underline"
_OUT = "color:#a5302a;text-decoration:line-through"
_CHANGED = {"ins": _PUT, "moveTo": _PUT, "del": _OUT, "moveFrom": _OUT, "style": "color:#a5302a"}


class _View:
    """Turns blocks into HTML; it remembers the comments on the way."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._paragraphs = {style.id.value: style for style in STYLES}
        ours = [CharacterStyle(mark.id, mark.name, fill=mark.fill) for mark in report.marks]
        self._spans = {style.id: _span_css(style) for style in (*CHARACTER_STYLES, *ours)}
        self._shown: list[int] = []

    def block(self, block: Paragraph | Table) -> str:
        return self._paragraph(block) if isinstance(block, Paragraph) else self._table(block)

    def comments(self) -> list[str]:
        if not self._shown:
            return []
        found = [self._report.comments[number] for number in self._shown]
        return [
            "<hr>",
            *(
                f"<p><b>[批{number}] {_text(each.author)}：</b>{_text(each.text)}</p>"
                for number, each in enumerate(found, 1)
            ),
        ]

    def _paragraph(self, paragraph: Paragraph) -> str:
        parts = []
        for inline in paragraph.inlines:
            if isinstance(inline, Span):
                css = self._spans.get(inline.style, "")
                if inline.change is not None:
                    css = f"{css};{_CHANGED[inline.change.kind]}"
                text = _text(inline.text)
                parts.append(f'<span style="{css}">{text}</span>' if css else text)
            elif isinstance(inline, CommentEnd):
                self._shown.append(inline.comment)
                parts.append(f"<sup>[批{len(self._shown)}]</sup>")
        if paragraph.mark is not None:
            parts.append(f'<span style="{_CHANGED[paragraph.mark.kind]}">¶</span>')
        css = _paragraph_css(self._paragraphs[paragraph.style], paragraph)
        return f'<p style="{css}">{"".join(parts) or "&nbsp;"}</p>'

    def _table(self, table: Table) -> str:
        total = sum(table.widths)
        rows = []
        for number, cells in enumerate(table.rows):
            place, made = 0, []
            for cell in cells:
                share = sum(table.widths[place : place + cell.columns])
                place += cell.columns
                fill = cell.fill or (HEAD_FILL if number < table.heads else "")
                colour = f' bgcolor="#{fill}"' if fill else ""
                inner = "".join(map(self._paragraph, cell.paragraphs))
                made.append(
                    f'<td width="{share / total * _ALL:.0f}%" colspan="{cell.columns}"'
                    f"{colour}>{inner}</td>"
                )
            rows.append(f"<tr>{''.join(made)}</tr>")
        return (
            '<table width="100%" border="1" cellspacing="0" cellpadding="3" '
            f'style="border-collapse:collapse">{"".join(rows)}</table>'
        )


def _text(text: str) -> str:
    return escape(visible(text)).replace("\n", "<br>").replace("\t", "&emsp;")


def _paragraph_css(style: ParagraphStyle, paragraph: Paragraph) -> str:
    size = style.size or BODY
    line = f"{style.line / 20:.2f}pt" if style.line else "130%"
    font = style.font
    values = {
        "font-family": f"'{font.east}','{font.others[0]}'" if font else "",
        "font-size": f"{size:g}pt",
        "color": f"#{style.colour}" if style.colour else "",
        "text-align": {"both": "justify"}.get(style.align, style.align),
        "text-indent": f"{style.first * size:g}pt" if style.first else "",
        "line-height": line,
        "margin": f"{style.before / 20:g}pt {(paragraph.right or style.right) * size:g}pt "
        f"{style.after / 20:g}pt {(paragraph.left or style.left) * size:g}pt",
    }
    return ";".join(f"{name}:{value}" for name, value in values.items() if value)


def _span_css(style: CharacterStyle) -> str:
    values = {
        "background-color": f"#{style.fill}" if style.fill else "",
        "color": f"#{style.colour}" if style.colour else "",
        "font-family": f"'{style.font.east}','{style.font.others[0]}'" if style.font else "",
        "font-weight": "bold" if style.bold else "",
        "text-decoration": "line-through" if style.strike else "underline" * bool(style.underline),
    }
    return ";".join(f"{name}:{value}" for name, value in values.items() if value)
