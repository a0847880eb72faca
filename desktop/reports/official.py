"""The official format of GB/T 9704-2012 as Word styles: pages, type, page numbers; plain data.

A4; margins 37 mm top, 35 mm bottom, 28 mm left, 26 mm right; 22 lines of 28 characters. Lengths are
in twips (1/20 pt), as Word counts them; type sizes in points. The grid was measured in a word
processor: lines of exactly 28.95 pt, characters 0.25 pt closer, a grid of lines only (a grid of
characters too would set 14 to a line in LibreOffice).

A mark's colour is the ground of a character style (`w:shd`), not `w:highlight`: that knows sixteen
glaring colours, none near ours, cannot be part of a style, and would cover the ground.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from desktop.annotations import Colour, Light, State
from desktop.reports.content import MarkStyle

MILLIMETRE = 1440 / 25.4
CHARACTERS = 28  # in a line
PITCH = 579  # from line to line: 28.95 pt
CLOSER = -5  # between characters: −0.25 pt
BODY = 16.0  # 三号
TITLE = 22.0  # 二号
TABLE = 10.5  # 五号
_TITLE_LINE = 620  # 31 pt, off the grid, which would give a title two lines


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size and margins in twips; `footer` is from the page's lower edge."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    footer: int

    @property
    def inner(self) -> int:
        """The width between the margins."""
        return self.width - self.left - self.right


def _mm(millimetres: float) -> int:
    return round(millimetres * MILLIMETRE)


PORTRAIT = Page(11906, 16838, _mm(37), _mm(35), _mm(28), _mm(26), _mm(25))
LANDSCAPE = Page(16838, 11906, _mm(28), _mm(26), _mm(25), _mm(25), _mm(16))
"""A table across the page (A4), with the margins of the upright page turned."""


@dataclass(frozen=True, slots=True)
class Font:
    """A typeface: for Chinese, for Latin, and by what names others may find one like it."""

    east: str
    latin: str = "Times New Roman"
    others: tuple[str, ...] = ()
    panose: str = "02010609030101010101"


SONG_TITLE = Font(
    "方正小标宋简体", others=("方正小标宋_GBK", "宋体"), panose="03000509000000000000"
)
FANG = Font("仿宋_GB2312", others=("仿宋", "FangSong"))
HEI = Font("黑体", others=("SimHei",), panose="02010609060101010101")
KAI = Font("楷体_GB2312", others=("楷体", "KaiTi"))
SONG = Font("宋体", "宋体", others=("SimSun",), panose="02010600030101010101")
FONTS = (SONG_TITLE, FANG, HEI, KAI, SONG)


class P(StrEnum):
    """The paragraph styles, by their ids in the file."""

    NORMAL = "Normal"
    TITLE = "Title"
    HEADING_1 = "Heading1"
    HEADING_2 = "Heading2"
    HEADING_3 = "Heading3"
    HEADING_4 = "Heading4"
    BODY = "BodyText"
    ADDRESS = "Address"
    SIGNATURE = "Signature"
    PART_TITLE = "PartTitle"
    META = "Meta"
    SOURCE = "SourceLine"
    DETAIL = "DetailLine"
    NOTE = "NoteLine"
    BOX_TITLE = "BoxTitle"
    BOX = "BoxText"
    CELL = "TableText"
    CELL_CENTRE = "TableCentre"
    CELL_HEAD = "TableHead"
    FOOTER = "Footer"
    FOOTER_EVEN = "FooterEven"
    COMMENT = "CommentText"


class C(StrEnum):
    """The character styles, by their ids in the file; those of marks come with the report."""

    UNITS = "Units"
    LABEL = "DetailLabel"
    LINK = "Hyperlink"
    RED = "LightRed"
    YELLOW = "LightYellow"
    BLUE = "LightBlue"
    COMMENT = "CommentReference"
    REMOVED = "RemovedWords"
    ADDED = "AddedWords"
    OLD_NUMBER = "OldNumber"
    NEW_NUMBER = "NewNumber"
    MOVED = "MovedWords"


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """How paragraphs of a style look.

    Attributes:
        id, name: in the file; Word's own names where it has them.
        font, size, bold, colour: of the type; None, 0 and "" for what it is based on.
        align: "both", "center", "right" or "left".
        line: from line to line, twips; 0 for what the type needs.
        first, left, right: indents in characters of its size; `first` is of the first line.
        before, after: room above and below, twips.
        outline: its level for the navigation pane, from 0; None for none.
        keeps: whether it stays on the page of what follows.
        breaks: whether it begins a page.
        border: "box" or "left"; the boxes of paragraphs that follow join.
        base: the style it is based on.
        closer: whether its characters stand 0.25 pt closer, as the grid wants.
    """

    id: P
    name: str
    font: Font | None = None
    size: float = 0.0
    bold: bool = False
    colour: str = ""
    align: Literal["both", "center", "right", "left"] = "both"
    line: int = PITCH
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: int = 0
    after: int = 0
    outline: int | None = None
    keeps: bool = False
    breaks: bool = False
    border: Literal["", "box", "left"] = ""
    base: P | None = P.NORMAL
    closer: bool = True


_SMALL = 12.0  # 小四
_PAGE_NUMBER = 14.0  # 四号
_GREY = "595959"


def _small(id_: P, name: str, font: Font, size: float, **more: object) -> ParagraphStyle:
    """Return a style outside the grid of lines."""
    values = {"align": "left", "line": 0, "closer": False, **more}
    return ParagraphStyle(id_, name, font, size, **values)  # type: ignore[arg-type]


STYLES: tuple[ParagraphStyle, ...] = (
    ParagraphStyle(P.NORMAL, "Normal", FANG, BODY, base=None),
    ParagraphStyle(P.TITLE, "Title", SONG_TITLE, TITLE, align="center", line=_TITLE_LINE,
                   after=280, keeps=True),
    ParagraphStyle(P.HEADING_1, "heading 1", HEI, BODY, first=2, outline=0, keeps=True),
    ParagraphStyle(P.HEADING_2, "heading 2", KAI, BODY, first=2, outline=1, keeps=True),
    ParagraphStyle(P.HEADING_3, "heading 3", FANG, BODY, first=2, outline=2),
    ParagraphStyle(P.HEADING_4, "heading 4", FANG, BODY, first=2, outline=3),
    ParagraphStyle(P.BODY, "Body Text", FANG, BODY, first=2),
    ParagraphStyle(P.ADDRESS, "主送机关", FANG, BODY, keeps=True),
    ParagraphStyle(P.SIGNATURE, "Signature", FANG, BODY, align="right", keeps=True),
    ParagraphStyle(P.PART_TITLE, "文件标题", SONG_TITLE, TITLE, align="center", line=_TITLE_LINE,
                   after=200, outline=0, keeps=True, breaks=True),
    _small(P.META, "文件信息", KAI, 14.0, align="center", after=120),
    _small(P.SOURCE, "出处", KAI, _SMALL, left=2, colour=_GREY, before=40, after=40),
    _small(P.DETAIL, "督办标签行", KAI, _SMALL, left=2, before=40, after=80, border="left"),
    _small(P.NOTE, "批注行", FANG, _SMALL, left=2, before=20, after=20),
    ParagraphStyle(P.BOX_TITLE, "专栏标题", HEI, 14.0, align="center", border="box", keeps=True,
                   line=520),
    ParagraphStyle(P.BOX, "专栏正文", FANG, 14.0, first=2, border="box", line=520),
    _small(P.CELL, "表格文字", SONG, TABLE),
    _small(P.CELL_CENTRE, "表格文字居中", SONG, TABLE, align="center"),
    _small(P.CELL_HEAD, "表格标题", HEI, TABLE, align="center"),
    _small(P.FOOTER, "footer", SONG, _PAGE_NUMBER, align="right", right=1),
    _small(P.FOOTER_EVEN, "双页页码", SONG, _PAGE_NUMBER, left=1),
    _small(P.COMMENT, "annotation text", SONG, TABLE),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CharacterStyle:
    """How words of a style look; what is left out is the paragraph's."""

    id: str
    name: str
    font: Font | None = None
    size: float = 0.0
    bold: bool = False
    colour: str = ""
    fill: str = ""
    strike: bool = False
    underline: Literal["", "single", "double", "dotted"] = ""


LIGHT_STYLES: dict[Light, str] = {"": "", "blue": C.BLUE, "yellow": C.YELLOW, "red": C.RED}
LIGHT_WORDS: dict[Light, str] = {"": "", "blue": "◆ 临期", "yellow": "▲ 滞后", "red": "● 逾期"}
"""What the lights are called: never a colour alone."""
LIGHT_FILLS: dict[Light, str] = {"": "", "blue": "D6E4F5", "yellow": "FFF2C2", "red": "F8D3CF"}
STATE_FILLS: dict[State, str] = {
    State.WAITING: "",
    State.UNDER_WAY: "E3EEF9",
    State.DONE: "DDF1E4",
    State.PAUSED: "EEEEEE",
    State.CLOSED: "EEEEEE",
}
HEAD_FILL = "E7E6E0"

CHARACTER_STYLES: tuple[CharacterStyle, ...] = (
    CharacterStyle(C.UNITS, "责任单位", KAI),
    CharacterStyle(C.LABEL, "督办标签名", HEI),
    CharacterStyle(C.LINK, "Hyperlink", colour="1B4F8A"),
    CharacterStyle(C.RED, "逾期", bold=True, colour="A61C1C"),
    CharacterStyle(C.YELLOW, "滞后", bold=True, colour="8A5A00"),
    CharacterStyle(C.BLUE, "临期", bold=True, colour="1B4F8A"),
    CharacterStyle(C.COMMENT, "annotation reference", size=TABLE),
    CharacterStyle(C.REMOVED, "删去", colour="A61C1C", strike=True),
    CharacterStyle(C.ADDED, "增加", colour="1B4F8A", underline="single"),
    CharacterStyle(C.OLD_NUMBER, "原数字", bold=True, colour="A61C1C", strike=True),
    CharacterStyle(C.NEW_NUMBER, "新数字", bold=True, colour="1B4F8A", underline="double"),
    CharacterStyle(C.MOVED, "移动", colour="2F6B4F", underline="dotted"),
)

MARK_FILLS = {
    "key1": "F8E08A",
    "key2": "BFE0F6",
    "key3": "BFE6D3",
    "key4": "F9CDB4",
    "key5": "E6CBE4",
}
"""The grounds of the five colours, as in the window on white paper."""
_OWN_TINT = 0.38  # how much of a colour of the user's own goes into the paper


def mark_styles(colours: Iterable[Colour]) -> tuple[MarkStyle, ...]:
    """Return the character styles of the marks' colours; `mark_style` names them."""
    return tuple(
        MarkStyle(mark_style(each.id), f"批注·{each.name}", mark_fill(each)) for each in colours
    )


def mark_style(colour: str) -> str:
    """Return the id of the character style of a colour's id; "" for marks without one."""
    return f"Mark{colour.removeprefix('key')}" if colour else ""


def mark_fill(colour: Colour) -> str:
    """Return a colour's ground as `RRGGBB`: a user's own is thinned with white."""
    if not colour.colour:
        return MARK_FILLS.get(colour.id, "E8E8E8")
    parts = (int(colour.colour[place : place + 2], 16) for place in (1, 3, 5))
    return "".join(f"{round(255 - (255 - part) * _OWN_TINT):02X}" for part in parts)
