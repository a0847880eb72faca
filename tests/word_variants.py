"""A document's lines as Word files that are made in different ways."""

# ruff: noqa: E501, S311 - parts of Word files stand on one line; chance is the same each time

import random
import re
from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO
from itertools import pairwise

import docx

from desktop.readers import numerals
from desktop.structure import labels
from desktop.structure.labels import Scheme
from tests.readers.word_files import level, numbered, numbering, p, r, table, word_file

_FORMS = {
    Scheme.CHINESE: (0, "chineseCountingThousand", "%1、"),
    Scheme.CHINESE_BRACKETED: (1, "chineseCounting", "（%2）"),
    Scheme.ARABIC: (2, "decimal", "%3."),
    Scheme.ARTICLE: (3, "chineseCountingThousand", "第%4条"),
    Scheme.CHAPTER: (4, "japaneseCounting", "第%5章"),
    Scheme.ARABIC_BRACKETED: (5, "decimal", "（%6）"),
    Scheme.CIRCLED: (6, "decimalEnclosedCircleChinese", "%7"),
    Scheme.SECTION: (7, "chineseCounting", "第%8节"),
}


def styled(lines: Sequence[str]) -> bytes:
    """Headings by style, topic sentences in bold."""
    document = docx.Document()
    for line in lines:
        label = labels.read(line)
        topic = re.match("(.{4,30}?。)(.+)", line)
        if label and label.scheme <= Scheme.CHINESE_BRACKETED and "。" not in line:
            document.add_heading(line, 1 if label.scheme <= Scheme.CHAPTER else 2)
        elif label and topic:
            paragraph = document.add_paragraph()
            paragraph.add_run(topic[1]).bold = True
            paragraph.add_run(topic[2])
        else:
            document.add_paragraph(line)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def numbered_by_word(lines: Sequence[str]) -> bytes:
    """No label in the text: levels of one list, begun anew by lists with starts of their own."""
    levels = [level(*form, '<w:lvlRestart w:val="0"/>') for form in sorted(_FORMS.values())]
    body: list[str] = []
    uses: list[str] = []
    last: dict[Scheme, tuple[int, int]] = {}  # the number reached, and the list
    for line in lines:
        label = labels.read(line)
        form = _FORMS.get(label.scheme) if label and len(label.numbers) == 1 else None
        if (
            not label
            or not form
            or "\t" in line
            or line[: label.end].strip() != _printed(form, label.numbers[0])
        ):
            body.append(p(r(escape(line))))
            continue
        number, (reached, use) = label.numbers[0], last.get(label.scheme, (-1, 0))
        if number != reached + 1:
            use = len(uses) + 2
            start = f'<w:lvlOverride w:ilvl="{form[0]}"><w:startOverride w:val="{number}"/></w:lvlOverride>'
            uses.append(f'<w:num w:numId="{use}"><w:abstractNumId w:val="1"/>{start}</w:num>')
        last[label.scheme] = number, use
        body.append(numbered(escape(line[label.end :]), use, form[0]))
    return word_file(*body, numbering=numbering(levels, uses=uses))


def _printed(form: tuple[int, str, str], number: int) -> str:
    return form[2].replace(f"%{form[0] + 1}", numerals.printed(number, form[1]))


def revised(lines: Sequence[str]) -> bytes:
    """Tracked changes, hidden words, footnotes, pages that Word laid out, blank paragraphs."""
    chance = random.Random(5)
    body: list[str] = []
    notes: list[str] = []
    for line in lines:
        text = escape(line)
        if len(line) > 40:
            place = chance.randrange(5, len(line) - 5)
            taken = "<w:del><w:r><w:delText>原有内容</w:delText></w:r></w:del>"
            put = f"<w:ins>{r(escape(line[place : place + 4]))}</w:ins>"
            refer = ""
            if chance.random() < 0.2:
                notes.append(
                    f'<w:footnote w:id="{len(notes) + 1}">{p("见附件说明。")}</w:footnote>'
                )
                refer = f'<w:r><w:footnoteReference w:id="{len(notes)}"/></w:r>'
            body.append(
                p(r(escape(line[:place])), taken, put, r(escape(line[place + 4 :])), refer or r(""))
            )
        elif chance.random() < 0.2:
            body.append(
                p(r(text), r("已隐藏", "<w:vanish/>"), "<w:r><w:lastRenderedPageBreak/></w:r>")
            )
        else:
            body.append(p(r(text)))
        if chance.random() < 0.05:
            body.append(
                "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>旧。</w:delText></w:r></w:del></w:p>"
            )
    return word_file(*body, footnotes="".join(notes))


def framed(lines: Sequence[str]) -> bytes:
    """All of it in the one cell of a table."""
    return word_file(table(("".join(p(r(escape(line))) for line in lines),)))


def shredded(lines: Sequence[str]) -> bytes:
    """Each paragraph in many runs, some in links, controls and fields."""
    chance = random.Random(6)
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    wrap = (
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        f"{field.format('begin')}<w:r><w:instrText>QUOTE</w:instrText></w:r>{field.format('separate')}{{}}{field.format('end')}",
        '<w:proofErr w:type="spellStart"/>{}',
    )
    body = []
    for line in lines:
        cuts = sorted(
            {0, len(line), *(chance.randrange(len(line) + 1) for _ in range(len(line) // 5))}
        )
        runs = (r(escape(line[a:b])) for a, b in pairwise(cuts))
        body.append(p(*(chance.choice(wrap).format(run) for run in runs)))
    return word_file(*body)


VARIANTS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "styled": styled,
    "numbered": numbered_by_word,
    "revised": revised,
    "framed": framed,
    "shredded": shredded,
}
