"""Files that are as large in one way as a reader lets in, and each a little beyond."""

# ruff: noqa: E501 - what files hold is easier to read on one line

import random
from collections.abc import Callable

from tests.fuzz import zips
from tests.fuzz.pdf_graphs import Ref, Stream, honest, written
from tests.ofds import NS, composite, document, page, resources, text_object
from tests.readers.hostile import HOSTILE
from tests.readers.packed import packed
from tests.readers.pdf_files import minimal
from tests.readers.word_files import level, numbered, numbering, p, r, table, word_file

_NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
_CHANCE = random.Random(2)  # noqa: S311 - only has to be the same again


def _prose(size: int) -> str:
    """Text that does not pack well, so that a zip of it is taken for no bomb."""
    return "".join(chr(0x4E00 + _CHANCE.randrange(20_000)) for _ in range(size))


def _chain(count: int) -> str:
    """Styles that stand on one another, the last on the first."""
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{n}"><w:basedOn w:val="{(n + 1) % count}"/></w:style>'
        for n in range(count)
    )  # fmt: skip


def _lists(count: int) -> str:
    levels = [level(place, "decimal", "%1.%2.%3") for place in range(9)]
    uses = [f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/></w:num>' for n in range(2, count)]
    return numbering(levels, uses=uses)


def _pdf(data: bytes, *more: bytes, **changes: object) -> bytes:
    """A PDF whose first page draws this; `more` are further objects, from number 17 on."""
    objects = honest()
    objects[5] = Stream({}, data, packed=True)
    for name, value in changes.items():
        objects[int(name[1:])] = value
    return minimal(*map(written, objects), *more)


def _glyphs(count: int, line: int) -> bytes:
    """So many letters in lines of so many, each line a little lower and back at the top again."""
    return b"".join(
        b"BT /F 6 Tf 1 0 0 1 30 %d Tm (%s) Tj ET " % (800 - row % 780, b"abcd efg " * (line // 9))
        for row in range(count // line)
    )


def _forms() -> bytes:
    """Forms that draw ten of the next, ten deep."""
    forms = [
        written(Stream({"Subtype": b"/Form", "BBox": [0, 0, 99, 99],
                        "Resources": {"XObject": {"X": Ref(18 + n)}, "Font": {"F": Ref(9)}}},
                       b"/X Do " * 10 + b"BT /F 9 Tf (deep) Tj ET"))
        for n in range(10)
    ]  # fmt: skip
    return _pdf(b"/X Do", *forms, o6={"XObject": {"X": Ref(17)}, "Font": {"F": Ref(9)}})


def _ofd(first: str, **more: str) -> bytes:
    common = '<ofd:PublicRes>Res.xml</ofd:PublicRes><ofd:TemplatePage ID="9" BaseLoc="T.xml"/>'
    files = {
        "OFD.xml": f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "D/Document.xml": document('<ofd:Page ID="1" BaseLoc="P.xml"/>', common),
        "D/P.xml": first,
    } | {f"D/{name}.xml": text for name, text in more.items()}
    return packed({name: text.encode() for name, text in files.items()})


HUGE: dict[str, Callable[[], bytes]] = {
    **HOSTILE,
    "measures.docx": lambda: word_file(*(p(f"{n}.{_prose(9)}。") for n in range(100_000))),
    "numbered.docx": lambda: word_file(
        *(numbered(_prose(5), 1 + n % 20_000, n % 9) for n in range(80_000)), numbering=_lists(20_000)
    ),
    "chain.docx": lambda: word_file(
        *(p(_prose(3), properties=f'<w:pStyle w:val="{n}"/>') for n in range(30_000)),
        styles=_chain(100_000),
    ),
    "chunks.docx": lambda: word_file(
        '<w:altChunk r:id="rChunk1"/>' * 50_000, others={"chunk.html": _prose(200_000).encode()}
    ),
    "relations.docx": lambda: word_file(
        *(f'<w:altChunk r:id="rChunk{n}"/>' for n in range(1, 3_000)),
        others={f"c{n}.html": b"<p>x" for n in range(3_000)},
    ),
    "attribute.docx": lambda: word_file(
        p("甲", properties=f'<w:pStyle w:val="{_prose(3_000_000)}"/>')
    ),
    "table.docx": lambda: word_file(table(*([_prose(2)] * 60 for _ in range(2_500)))),
    "notes.docx": lambda: word_file(
        *(p(r("甲"), f'<w:r><w:footnoteReference w:id="{n}"/></w:r>') for n in range(40_000)),
        footnotes="".join(f'<w:footnote w:id="{n}">{p(_prose(4))}</w:footnote>' for n in range(40_000)),
    ),
    "one_note.docx": lambda: word_file(
        p(*([_NOTE] * 200_000)),
        footnotes=f'<w:footnote w:id="1">{p("注", _NOTE)}</w:footnote>',
    ),
    "boxes.docx": lambda: word_file(
        p("<w:pict><w:txbxContent><w:p>" * 80 + r("x") + "</w:p></w:txbxContent></w:pict>" * 80)
    ),
    "comments_on_one.docx": lambda: word_file(
        p(*(f'<w:commentRangeStart w:id="{n}"/>' for n in range(20_000)), r(_prose(99))),
        *(p(_prose(9)) for _ in range(3_000)),
        comments="".join(f'<w:comment w:id="{n}">{p("注")}</w:comment>' for n in range(20_000)),
    ),
    "letters.docx": lambda: word_file(
        *(numbered("x", 1, 0) for _ in range(60_000)),
        numbering=numbering([level(0, "upperLetter", "%1%1%1%1")]),
    ),
    "pattern.docx": lambda: word_file(
        *(numbered("x", 1, 0) for _ in range(3_000)),
        numbering=numbering([level(0, "upperRoman", "%1" * 3_000, start=88_888)]),
    ),
    "breaks.docx": lambda: word_file(p(*(["<w:r><w:br/></w:r>", r(_prose(2))] * 120_000))),
    "open.txt": lambda: "（".encode() * 3_000_000,
    "line.txt": lambda: "一、总则（一）目标1.任务".encode() * 300_000,
    "labels.txt": lambda: "".join(f"{n}.\n" for n in range(300_000)).encode(),
    "deeper.txt": lambda: "".join(f"{'1.' * (n % 400 + 1)}文\n" for n in range(20_000)).encode(),
    "contents.txt": ("目录\n" + "第一章 总则……………1\n" * 100_000).encode,
    "titles.txt": ("关于《" * 200_000 + "》的通知" * 200_000).encode,
    "numbers.txt": ("到2025年增长5%以上，" * 200_000).encode,
    "brackets.txt": lambda: "（责任单位：".encode() * 200_000,
    "units.txt": ("1.任务。（责任单位：" + "市局、" * 400_000 + "）").encode,
    "cells.md": lambda: ("|甲" * 3_000 + "|\n").encode() * 200,
    "marks.md": lambda: b"*" * 2_000_000 + b"_a" * 500_000,
    "grid.html": ("<table>" + ("<tr>" + "<td>甲" * 300) * 900 + "</table>").encode,
    "select.html": lambda: b"<p>x<select>" + b"<option>y" * 300_000,
    "anchors.html": lambda: b"<a>" * 300_000 + "正文".encode(),
    "fonts.html": lambda: b"<p><font><b><i>x</p>" * 90_000,
    "punycode.html": lambda: b"<meta charset=punycode>" + b"a" * 2_000_000 + b"-" + b"zzz9" * 500_000,
    "utf7.html": lambda: b"<meta charset=utf-7><p>" + b"+2ADYAA-x" * 500_000,
    "idna.html": lambda: b"<meta charset=idna><p>" + b"xn--a." * 500_000,
    "one_line.html": ("<p>" + "一、" * 2_000_000).encode,
    "spaced.html": lambda: b"<p>" + b"a \n\t" * 2_000_000,
    "boundaries.mht": lambda: (
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 300_000
    ),
    "frames.mht": lambda: (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
        + b"".join(
            b"--b\nContent-Type: text/html\nContent-Location: %d.html\n\n" % n
            + b"".join(b"<p>x<iframe src=%d.html></iframe>" % m for m in range(n + 1, n + 30))
            for n in range(190)
        )
    ),
    "encoded.mht": lambda: (
        b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
        + b"=E4=B8=80=\n" * 900_000
    ),
    "parameters.mht": lambda: (
        b"MIME-Version: 1.0\nContent-Type: text/html" + b"; a*0*=b" * 200_000 + b"\n\n<p>x"
    ),
    "glyphs.pdf": lambda: _pdf(_glyphs(1_000_000, 90)),
    "glyphs_of_one_line.pdf": lambda: _pdf(_glyphs(300_000, 300_000)),
    "glyphs_on_one_spot.pdf": lambda: _pdf(b"BT /F 6 Tf 1 0 0 1 30 30 Tm (ab c) Tj ET " * 100_000),
    "far_words.pdf": lambda: _pdf(
        b"".join(b"BT /F 9 Tf 1 0 0 1 %d %d Tm (word apart) Tj ET " % (n * 9**9, n) for n in range(99))
    ),
    "paths.pdf": lambda: _pdf(b"1 1 5 0.1 re f 3 3 m 90 3 l S " * 200_000 + b"BT /F 9 Tf (x) Tj ET"),
    "raster.pdf": lambda: _pdf(
        b"".join(b"%d 0 m %d 800 l S 0 %d m 500 %d l S " % (n, n, n, n) for n in range(0, 500, 1))
        + _glyphs(20_000, 90)
    ),
    "forms.pdf": _forms,
    "kids.pdf": lambda: _pdf(
        b"BT /F 9 Tf (x) Tj ET", o1={"Type": b"/Pages", "Kids": [Ref(3)] * 19_000, "Count": 19_000}
    ),
    "tree.pdf": lambda: _pdf(
        b"BT /F 9 Tf (x) Tj ET",
        *(written({"Type": b"/Pages", "Kids": [Ref(18 + n)], "Count": 1}) for n in range(50_000)),
        o1={"Type": b"/Pages", "Kids": [Ref(17)], "Count": 1},
    ),
    "glyphs.ofd": lambda: _ofd(page([], rest="".join(
        text_object(30, n, _prose(80), 6) for n in range(12_000)
    ))),
    "objects.ofd": lambda: _ofd(page([], rest="".join(
        text_object(n % 500, n % 780, "字", 6) for n in range(100_000)
    ))),
    "units.ofd": lambda: _ofd(
        page([], rest=composite(1, 1, 1) * 3_000),
        Res=resources(composite(2, 1, 1) * 9, composite(3, 1, 1) * 9, text_object(9, 9, "字") * 900),
    ),
    "templates.ofd": lambda: _ofd(
        page([]).replace("<ofd:Content>", '<ofd:Template TemplateID="9"/>' * 5_000 + "<ofd:Content>"),
        T=page([(74, 800, "模板")] * 900),
    ),
    "far.ofd": lambda: _ofd(page([(n * 20_000.0, n * 20_000.0, "远处的字") for n in range(99)])),
    "numbers.html": lambda: b"<ol start=" + b"9" * 4_300 + b">" + b"<li>x" * 9_000,
    "letters.html": lambda: b"<ol type=a>" + b"<li>x" * 99_000,
    "crowded.zip": lambda: zips.crowded(_CHANCE)[1],
}  # fmt: skip
