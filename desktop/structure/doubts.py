"""The doubts a parse can leave: one function a kind, with the sentence a person reads.

Kinds: `contents`, `number`, `glued`, `units`, `table`, `encoding`, `character`.
"""

import re
from collections.abc import Iterator, Sequence

from desktop.model import Doubt, Node
from desktop.structure.labels import Label
from desktop.structure.layout import Row
from desktop.structure.paragraphs import Paragraph
from desktop.structure.units import Units
from desktop.text import normal

_SHOWN = 30
_ODD = re.compile(
    r"(?P<lost>�+)"
    r"|(?P<latin>(?<=[一-鿿])\s?(?:and|or|the|of)\s?(?=[一-鿿]))"
    r"|(?P<ratio>(?<=\d)[^\W\d_a-zA-Z年月日时分秒届次至到和或比之的第号点元个万亿千百十倍米克吨类级轮批](?=\d))"
    r"|(?P<private>[\ue000-\uf8ff]+)"
)
_WORDS = ("and", "or", "the", "of")
_BETWEEN_DIGITS = re.compile(r"\d[^\W\d_a-zA-Z]\d")
_ODD_SAYS = {
    "lost": "此处有无法识别的字符，请对照原件补上。",
    "latin": "中文之间夹有英文单词“{}”，可能是文字识别的错误。",
    "ratio": "两个数字之间的“{}”可能是文字识别的错误（如“∶”“：”）。",
    "private": "此处的字符“{}”属于造字区，别的电脑上可能显示不出来。",
}


def contents(printed: Sequence[Paragraph], corrected: Paragraph) -> Doubt | None:
    """Return the doubt that a heading was corrected after the table of contents, or None."""
    text = "".join(paragraph.text for paragraph in printed)
    if normal(text) == normal(corrected.text):
        return None
    return Doubt(
        "contents", corrected.first, text, corrected.text,
        f"标题与目录不一致：原文为“{text}”，已按目录改为“{corrected.text}”。",
    )  # fmt: skip


def number(paragraph: Paragraph, before: int | None) -> Doubt:
    """Return the doubt that a label does not go on with the numbering (`before` it, if any)."""
    label = paragraph.label
    printed = label.printed if label else paragraph.text[:10]
    value = label.numbers[0] if label and label.numbers else 0
    if before is None:
        message = f"“{printed}”之前没有第{value - 1}项，请核对编号。"
    elif before == value:
        message = f"编号重复：“{printed}”与前一项相同。"
    else:
        message = f"编号不连续：前一项为{before}，此处为“{printed}”。"
    return Doubt("number", paragraph.first, printed, printed, message)


def misread(paragraph: Paragraph, label: Label) -> Doubt:
    """Return the doubt that a label's numeral was misread, and is taken for another one."""
    message = f"编号“{label.printed}”像是文字识别的错误，已按“{label.meant}”编排，请对照原件。"
    return Doubt("number", paragraph.first, label.printed, label.meant, message)


def glued(label: Label, line: int, text: str) -> Doubt:
    """Return the doubt that a label stood inside a paragraph, of which `text` is parted with it."""
    message = f"“{label.printed}”没有另起一行，已按前后编号另作一段。"
    return Doubt("glued", line, text[:_SHOWN], label.printed, message)


def units(paragraph: Paragraph, found: Units) -> Iterator[Doubt]:
    """Yield the doubts about a bracket of responsible units: not closed, or text behind it."""
    if not found.closed:
        end = found.printed[-_SHOWN:]
        yield Doubt(
            "units", paragraph.last, end, end + "）", "责任单位的括号没有收尾，已认作到段末为止。"
        )
    if found.after and found.named:
        after = found.after[:_SHOWN]
        line = paragraph.line_before_end(len(found.after))
        yield Doubt("units", line, after, after, "责任单位之后还有文字，已另作一段，请核对。")


def table(node: Node) -> Doubt:
    """Return the doubt that every table read from text carries."""
    first = " ".join(node.rows[0])[:_SHOWN] if node.rows else ""
    return Doubt(
        "table", node.first_line, first, first, "表格由文字还原，行、列和数字请对照原件核对。"
    )


def encoding(line: int, printed: str, message: str) -> Doubt:
    """Return a doubt of the reader's."""
    return Doubt("encoding", line, printed, printed, message)


def _may_be_odd(text: str) -> bool:
    """Return whether a text can hold what `_ODD` looks for; told in a quarter of its time."""
    return (
        "\ufffd" in text
        or not text.isprintable()  # as all private characters are not
        or any(word in text for word in _WORDS)
        or _BETWEEN_DIGITS.search(text) is not None
    )


def characters(rows: Sequence[Row]) -> Iterator[Doubt]:
    """Yield the doubts about characters that OCR gets wrong."""
    for row in rows:
        for match in _ODD.finditer(row.text) if _may_be_odd(row.text) else ():
            around = row.text[max(0, match.start() - 6) : match.end() + 6]
            message = _ODD_SAYS[match.lastgroup or "lost"].format(match[0].strip())
            yield Doubt("character", row.number, around, around, message)
