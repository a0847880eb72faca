"""PDFs whose objects hang together in ways that make no sense; each is written without a fault.

The language is that of ISO 32000-1, chapters 7 to 9.
"""

# ruff: noqa: E501 - what files hold is easier to read on one line

import random
import zlib
from dataclasses import dataclass
from typing import Any

from tests.fuzz.chance import several
from tests.readers.pdf_files import minimal

_NUMBERS = (
    0, -1, 1, 2, 90, 45, 1e-30, 1e9, -1e9, 1e38, 3.5e38, -3.5e38, 2**31, 2**32, 2**63, 10**40,
    0.0001, 1000, b"NaN", b"inf", b"1e400", b"--5", b"+", b"0x1F", b"null", b"true",
)  # fmt: skip
_OPERATORS = (
    b"q", b"Q", b"cm", b"BT", b"ET", b"Tf", b"Td", b"TD", b"Tm", b"T*", b"Tj", b"TJ", b"Tc", b"Tw",
    b"Tz", b"TL", b"Ts", b"Tr", b"re", b"m", b"l", b"c", b"S", b"f", b"W", b"n", b"w", b"d", b"Do",
    b"gs", b"BI", b"ID", b"EI", b"BDC", b"BMC", b"EMC", b"sh", b"cs", b"scn", b"'", b'"', b"BX",
)  # fmt: skip


@dataclass(frozen=True)
class Ref:
    """A reference to an object by its number, from 1."""

    number: int


@dataclass
class Stream:
    """An object with data; its length is written as it is, or as `head` says."""

    head: dict[str, Any]
    data: bytes
    packed: bool = False


def written(value: Any) -> bytes:
    """A value as a PDF writes it."""
    match value:
        case Ref(number):
            return b"%d 0 R" % number
        case dict():
            return b"<< %s >>" % b" ".join(
                b"/%s %s" % (key.encode(), written(each)) for key, each in value.items()
            )
        case list():
            return b"[ %s ]" % b" ".join(map(written, value))
        case Stream(head, data, packed):
            data = zlib.compress(data) if packed else data
            more = {"Filter": b"/FlateDecode"} if packed else {}
            told = written({"Length": len(data)} | more | head)
            return b"%s\nstream\n%s\nendstream" % (told, data)
        case bytes():
            return value
        case _:
            return str(value).encode()


def unicode_map(*ranges: bytes) -> Stream:
    """What characters the codes of a font mean (`ToUnicode`)."""
    return Stream(
        {}, b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> "
        b"endcodespacerange %d beginbfrange %s endbfrange endcmap end"
        % (len(ranges), b"\n".join(ranges)),
    )  # fmt: skip


def honest() -> list[Any]:
    """The objects of a file with something of all that is read of one."""
    words = b"BT /F 12 Tf 72 %d Td (Chapter %d, one two three four five six seven eight) Tj ET "
    lines = b"".join(words % (760 - 20 * n, n) for n in range(20))
    chinese = b"BT /G 16 Tf 1 0 0 1 72 300 Tm <4E004E8C4E094E944E034E5D> Tj ET /X Do /I Do"
    box = {"MediaBox": [0, 0, 595, 842], "Resources": Ref(7)}
    return [
        {"Type": b"/Catalog", "Pages": Ref(2), "Outlines": Ref(14), "Names": {"Dests": Ref(14)}},
        {"Type": b"/Pages", "Kids": [Ref(3), Ref(4)], "Count": 3, "Rotate": 0},
        {"Type": b"/Page", "Parent": Ref(2), "Contents": Ref(6), **box},
        {"Type": b"/Pages", "Parent": Ref(2), "Kids": [Ref(5), Ref(3)], "Count": 2},
        {"Type": b"/Page", "Parent": Ref(4), "Contents": [Ref(6), Ref(8)], "Annots": [Ref(13)], **box},
        Stream({}, lines, packed=True),
        {"Font": {"F": Ref(9), "G": Ref(10)}, "XObject": {"X": Ref(12), "I": Ref(15)}},
        Stream({}, b"72 400 300 0.5 re f 72 400 m 300 400 l S " + chinese),
        {"Type": b"/Font", "Subtype": b"/Type1", "BaseFont": b"/Helvetica"},
        {"Type": b"/Font", "Subtype": b"/Type0", "BaseFont": b"/SimSun", "Encoding": b"/Identity-H",
         "DescendantFonts": [Ref(11)], "ToUnicode": Ref(16)},
        {"Type": b"/Font", "Subtype": b"/CIDFontType2", "BaseFont": b"/SimSun", "DW": 1000,
         "W": [1, [500, 600], 20, 30, 400], "FontDescriptor": {"FontName": b"/SimSun", "Flags": 4},
         "CIDSystemInfo": {"Registry": b"(Adobe)", "Ordering": b"(GB1)", "Supplement": 2}},
        Stream({"Type": b"/XObject", "Subtype": b"/Form", "BBox": [0, 0, 500, 500],
                "Matrix": [1, 0, 0, 1, 0, 0], "Resources": Ref(7)},
               b"BT /F 10 Tf 72 100 Td (inside a form) Tj ET"),
        {"Type": b"/Annot", "Subtype": b"/Widget", "Rect": [1, 1, 99, 99], "AP": {"N": Ref(12)}},
        {"Type": b"/Outlines", "First": Ref(14), "Last": Ref(14), "Next": Ref(14), "Title": b"(a)"},
        Stream({"Type": b"/XObject", "Subtype": b"/Image", "Width": 2, "Height": 2,
                "ColorSpace": b"/DeviceGray", "BitsPerComponent": 8}, b"\0\1\2\3"),
        unicode_map(b"<0000> <ffff> <0000>"),
    ]  # fmt: skip


def _spots(value: Any) -> list[tuple[Any, Any]]:
    """All places of a value in which another can stand: the holder and the key there."""
    if isinstance(value, Stream):
        value = value.head
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    else:
        return []
    return [(value, key) for key, _ in inner] + [
        spot for _, each in inner for spot in _spots(each)
    ]  # fmt: skip


def _strange(objects: list[Any], chance: random.Random) -> Any:
    """A value that stands where another is meant."""
    kind = chance.randrange(9)
    if kind < 3:
        return Ref(chance.randrange(1, len(objects) + 3))
    if kind < 6:
        return chance.choice(_NUMBERS)
    if kind == 6:
        return [Ref(chance.randrange(1, len(objects) + 1))] * chance.choice((0, 1, 9, 3_000))
    if kind == 7:
        return [chance.choice(_NUMBERS) for _ in range(chance.choice((1, 4, 6)))]
    return chance.choice((b"/Page", b"/Font", b"(\xff\xfe\xd8\x00)", b"<", b"[" * 600, {}, b"/#00"))


def _content(chance: random.Random) -> bytes:
    """What a page draws, of any operators with any numbers."""
    steps = []
    for _ in range(chance.choice((20, 400, 5_000))):
        operator = chance.choice(_OPERATORS)
        numbers = [written(chance.choice(_NUMBERS)) for _ in range(chance.randrange(7))]
        if operator in (b"Tj", b"'", b"TJ"):
            numbers = [chance.choice((b"(one two)", b"<4E00D800DC00>", b"[(a) -9e9 (b) 1e30 (c)]"))]
        elif operator in (b"Tf", b"Do"):
            numbers = [chance.choice((b"/F", b"/G", b"/X", b"/I", b"/Z")), *numbers[:1]]
        steps.append(b" ".join([*numbers, operator]))
    return b"BT /F 12 Tf 72 700 Td (a b c) Tj ET\n" + b"\n".join(steps)


def _meanings(chance: random.Random) -> Stream:
    """A font whose codes mean halves of characters, controls, or very long words."""
    return unicode_map(
        *chance.sample(
            (
                b"<0000> <ffff> <d800>", b"<0000> <ffff> <fff0>", b"<4E00> <9FFF> <0000>",
                b"<4E00> <4E8C> [" + b"<0041>" * 900 + b"]", b"<ffff> <0000> <0041>",
                b"<4E00> <9FFF> <%s>" % (b"4E00" * 9_000), b"<4E00> <9FFF> <dbffdfff>", b"<> <> <>",
            ), 2,
        )
    )  # fmt: skip


def pdf(chance: random.Random) -> tuple[str, bytes]:
    """A PDF whose objects are changed in several places."""
    objects = honest()
    for _ in several(chance, 12):
        way = chance.randrange(10)
        if way < 6:
            spots = [spot for each in objects for spot in _spots(each)]
            holder, key = chance.choice(spots)
            holder[key] = _strange(objects, chance)
        elif way == 6:
            holder, key = chance.choice(list(_spots(chance.choice(objects))) or [([0], 0)])
            del holder[key]
        elif way == 7:
            objects[chance.choice((5, 7, 11))] = Stream(
                dict(objects[11].head) if isinstance(objects[11], Stream) else {}, _content(chance)
            )
        elif way == 8:
            objects[15] = _meanings(chance)
        else:
            one, other = chance.randrange(len(objects)), chance.randrange(len(objects))
            objects[one], objects[other] = objects[other], objects[one]
    return "甲.pdf", minimal(
        *map(written, objects), root=chance.choice((1, 1, 1, 1, 1, 1, 1, 2, 99))
    )
