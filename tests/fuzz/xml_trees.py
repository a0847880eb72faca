"""Word and OFD files whose XML is well-formed and makes no sense: the tree is changed, not bytes."""

# ruff: noqa: E501 - what files hold is easier to read on one line

import copy
import random
import zipfile
from collections.abc import Callable
from io import BytesIO

from lxml import etree

from tests.documents import CORPUS
from tests.fuzz.chance import NUMBERS, PLACES, WORDS, several
from tests.ofds import composite, document, page, rectangle, resources, text_object
from tests.readers.packed import packed
from tests.readers.word_files import level, numbered, numbering, p, r, table, word_file

Change = Callable[[etree._Element, random.Random], None]
_LARGEST = 30_000  # elements, beyond which a tree is made no larger
_FRAME = (
    "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>"
)
_KINDS = [
    [level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>")],
    ['<w:numStyleLink w:val="L"/>'],
]


def everything() -> bytes:
    """A Word file with something of all that is read of one."""
    return word_file(
        numbered("总则", 1, 0), numbered("细则", 1, 1), numbered("别的", 2, 0),
        p("甲", properties='<w:pStyle w:val="A"/><w:outlineLvl w:val="0"/>'),
        table(["一", "二"], [table(["里"]), "四"]),
        p(r("甲"), f"<w:r>{_FRAME.format(p('框中'))}</w:r>"),
        p('<w:commentRangeStart w:id="1"/>', r("有批注", '<w:highlight w:val="red"/>'),
          '<w:commentRangeEnd w:id="1"/>', '<w:r><w:commentReference w:id="1"/></w:r>'),
        p(r("注"), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        p('<w:ins w:id="5"><w:r><w:t>加</w:t></w:r></w:ins>',
          '<w:del w:id="6"><w:r><w:delText>减</w:delText></w:r></w:del>'),
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "<w:r><w:instrText>PAGE</w:instrText></w:r>",
          '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', r("1"),
          '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        "<mc:AlternateContent><mc:Choice/><mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent>",
        '<w:altChunk r:id="rChunk1"/>',
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>1. 控件</w:t><w:br/></w:r></w:p></w:sdtContent></w:sdt>",
        others={"chunk.html": "<p>块中</p>".encode()},
        styles='<w:style w:type="paragraph" w:default="1" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="C"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="numbering" w:styleId="L">'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>',
        numbering=numbering(*_KINDS),
        footnotes=f'<w:footnote w:id="2">{p("脚注")}</w:footnote>',
        comments=f'<w:comment w:id="1" w:author="甲" w:date="2024-01-01T00:00:00Z">{p("批")}</w:comment>',
    )  # fmt: skip


def drawn() -> bytes:
    """An OFD with something of all that is read of one."""
    unit = text_object(50, 50, "单元") + rectangle(1, 1, 50, 50) + composite(1, 5, 5)
    first = page([(74, 105, "一、总则"), (74, 140, "1.第一条。")], rest=composite(1, 9, 9) + unit)
    common = '<ofd:PublicRes>Res.xml</ofd:PublicRes><ofd:TemplatePage ID="9" BaseLoc="T.xml"/>'
    listed = '<ofd:Page ID="1" BaseLoc="P1.xml"/><ofd:Page ID="2" BaseLoc="P2.xml"/>'
    return packed(
        {
            "OFD.xml": b"<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>",
            "D/Document.xml": document(listed, common).encode(),
            "D/Res.xml": resources(unit).encode(),
            "D/T.xml": page([(74, 800, "模板")]).encode(),
            "D/P1.xml": first.replace("<ofd:Content>", '<ofd:Template TemplateID="9"/><ofd:Content>').encode(),
            "D/P2.xml": page([(74, 105, "2.第二条。")]).encode(),
        }
    )  # fmt: skip


WORD_FILES: tuple[Callable[[], bytes], ...] = (
    everything, everything, everything,
    (CORPUS / "x05_naoji_autonum.docx").read_bytes,
    (CORPUS / "d01_sh_g60_highlight.docx").read_bytes,
)  # fmt: skip
OFDS: tuple[Callable[[], bytes], ...] = (
    drawn, drawn, (CORPUS / "o01_pifu_luqiao.ofd").read_bytes,
)  # fmt: skip


def _one(root: etree._Element, chance: random.Random) -> etree._Element:
    return chance.choice([each for each in root.iter() if isinstance(each.tag, str)])


def _drop(root: etree._Element, chance: random.Random) -> None:
    one = _one(root, chance)
    if (parent := one.getparent()) is not None:
        parent.remove(one)


def _double(root: etree._Element, chance: random.Random) -> None:
    one = _one(root, chance)
    size = sum(1 for _ in one.iter())
    if (parent := one.getparent()) is not None:
        at = parent.index(one)
        for _ in range(min(chance.choice((1, 3, 60, 5_000)), _LARGEST // size)):
            parent.insert(at, copy.deepcopy(one))


def _nest(root: etree._Element, chance: random.Random) -> None:
    """Put an element into copies of itself, or of another."""
    one, shell = _one(root, chance), _one(root, chance)
    parent = one.getparent()
    if parent is None:
        return
    at = parent.index(one)
    parent.remove(one)
    inner: etree._Element = one
    for _ in range(chance.choice((1, 5, 60, 200, 300))):
        outer = etree.Element(chance.choice((one, shell)).tag, dict(shell.attrib))
        outer.append(inner)
        inner = outer
    parent.insert(at, inner)


def _swap(root: etree._Element, chance: random.Random) -> None:
    one, other = _one(root, chance), _one(root, chance)
    one.tag, other.tag = other.tag, one.tag


def _move(root: etree._Element, chance: random.Random) -> None:
    one, other = _one(root, chance), _one(root, chance)
    if one is not root and one not in list(other.iterancestors()) and one is not other:
        other.insert(chance.randrange(len(other) + 1), one)


def _value(root: etree._Element, chance: random.Random) -> None:
    """Give an attribute an absurd value, or that of another element: so references go in circles."""
    with_values = [each for each in root.iter() if isinstance(each.tag, str) and each.attrib]
    if not with_values:
        return
    one, other = chance.choice(with_values), chance.choice(with_values)
    name = chance.choice(list(one.attrib))
    strange = chance.choice((NUMBERS, WORDS, PLACES, list(other.attrib.values())))
    one.set(name, _allowed(str(chance.choice(strange))))


def _unset(root: etree._Element, chance: random.Random) -> None:
    one = _one(root, chance)
    for name in list(one.attrib)[: chance.randrange(1, 4)]:
        del one.attrib[name]


def _text(root: etree._Element, chance: random.Random) -> None:
    one = _one(root, chance)
    strange = _allowed(str(chance.choice(chance.choice((NUMBERS, WORDS, PLACES)))))
    if chance.random() < 0.5:
        one.text = strange
    else:
        one.tail = strange


def _space(root: etree._Element, chance: random.Random) -> None:
    """Take elements out of the language of the file."""
    for one in chance.sample(list(root.iter()), min(20, sum(1 for _ in root.iter()))):
        if isinstance(one.tag, str):
            one.tag = chance.choice(("{}", "{urn:other}")) + etree.QName(one).localname
            one.tag = str(one.tag).removeprefix("{}")


def _allowed(text: str) -> str:
    return "".join(each for each in text if each >= " " or each in "\t\n")


CHANGES: tuple[Change, ...] = (
    _drop, _double, _nest, _swap, _move, _value, _value, _value, _unset, _text, _text, _space,
)  # fmt: skip


def changed(data: bytes, chance: random.Random) -> bytes:
    """XML that is changed in several places."""
    root = etree.fromstring(data)
    for _ in several(chance, 12):
        chance.choice(CHANGES)(root, chance)
    if chance.random() < 0.1:
        return etree.tostring(root, encoding=chance.choice(("utf-16", "gb18030", "ascii")))
    return etree.tostring(root)


def _repacked(files: dict[str, bytes], chance: random.Random) -> dict[str, bytes]:
    """Files with names changed, parts lost or standing for each other."""
    names = list(files)
    one, other = chance.choice(names), chance.choice(names)
    match chance.randrange(5):
        case 0:
            del files[one]
        case 1:
            files[one], files[other] = files[other], files[one]
        case 2:
            files[one] = chance.choice((b"", b"<a/>", b"\0" * 99, b"<?xml version='1.0'?>", b"<a>"))
        case 3:
            files[_allowed(chance.choice(PLACES))[:900] or "甲"] = files[one]
        case _:
            files[one.upper()] = files.pop(one)
    return files


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """A zip of XML with one or more of its parts changed, the zip whole."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        files = {name: package.read(name) for name in package.namelist() if name[-1:] != "/"}
    trees = [name for name in files if name.endswith((".xml", ".rels")) and files[name]]
    for name in {chance.choice(trees) for _ in several(chance, 4)}:
        files[name] = changed(files[name], chance)
    if chance.random() < 0.15:
        files = _repacked(files, chance)
    return packed(files)


def word(chance: random.Random) -> tuple[str, bytes]:
    """A spoilt Word file."""
    return "甲.docx", spoilt(chance.choice(WORD_FILES)(), chance)


def ofd(chance: random.Random) -> tuple[str, bytes]:
    """A spoilt OFD."""
    return "甲.ofd", spoilt(chance.choice(OFDS)(), chance)
