"""What corrections are called in menus, in the history and in lists."""

from collections.abc import Sequence

from desktop.actions import naming
from desktop.corrections import (
    Datum,
    Deed,
    Join,
    Move,
    Part,
    Patch,
    PutAside,
    Regrade,
    Reword,
    SetDatum,
    Split,
    TakeIn,
    Words,
)  # fmt: skip
from desktop.model import Kind, Node, Outline

KIND_NAMES = {
    Kind.PART: "编",
    Kind.ANNEX: "附件",
    Kind.CHAPTER: "章",
    Kind.SECTION: "节",
    Kind.BOX: "专栏",
    Kind.MEASURE: "措施",
    Kind.ARTICLE: "条",
    Kind.ITEM: "项目",
    Kind.TABLE: "表格",
    Kind.LEAD: "正文",
}
"""What users call the kinds of nodes."""

DATUM_NAMES: dict[Datum, str] = {
    "title": "标题",
    "notice_title": "通知标题",
    "issuer": "发文机关",
    "doc_number": "文号",
    "issued_on": "成文日期",
    "addressees": "主送机关",
}
"""What users call the data of a document."""

WORDS_NAMES: dict[Words, str] = {
    "label": "序号",
    "title": "标题",
    "text": "文字",
    "units_text": "责任单位",
}
"""What users call the words of a node."""

PART_NAMES: dict[Part, str] = {
    "front_matter": "文首",
    "contents": "原有目录",
    "furniture": "页眉页码",
    "back_matter": "文尾",
}
"""What users call the places outside the tree."""

_PARAGRAPH = "\n"  # ends a paragraph in the text of a node


def named(outline: Outline, deed: Deed) -> str:
    """Return what a deed to a tree is called, e.g. 改为章：“二、促进消费”."""
    name = ""
    match deed:
        case Reword():
            where = _place(outline, deed.node)
            name = f"更正{WORDS_NAMES[deed.words]}{_patches(deed.patches)}{where}"
        case SetDatum():
            name = f"更正{DATUM_NAMES[deed.datum]}"
        case TakeIn():
            name = f"列入正文{naming.quoted(deed.text)}"
        case Regrade():
            name = f"改为{KIND_NAMES[deed.kind]}：{_node(outline, deed.node)}"
        case Move():
            name = f"移动{_node(outline, deed.node)}"
        case Split():
            name = f"拆分{_node(outline, deed.node)}"
        case Join():
            name = f"合并{_node(outline, deed.node)}与下一条"
        case PutAside():
            name = f"列为{PART_NAMES[deed.part]}：{_node(outline, deed.node)}"
    return name


def step(outline: Outline, deeds: Sequence[Deed]) -> str:
    """Return what deeds that are done together are called: as the first, with how many they are."""
    more = f"等 {len(deeds)} 处" if len(deeds) > 1 else ""
    return f"{named(outline, deeds[0])}{more}"


def _node(outline: Outline, wanted: str) -> str:
    found = [node for node in outline.walk() if node.id == wanted] or [Node(Kind.LEAD)]
    return naming.quoted(f"{found[0].label}{found[0].title or found[0].text}")


def _place(outline: Outline, wanted: str) -> str:
    """Return in brackets how a node is found again: its label, else how it begins; or ""."""
    node = next((node for node in outline.walk() if node.id == wanted), None)
    told = (node.label or naming.short(node.title or node.text)) if node else ""
    return f"（{told}）" if told else ""


def _patches(patches: Sequence[Patch]) -> str:
    first = patches[0]
    more = f"等 {len(patches)} 处" if len(patches) > 1 else ""
    old, new = _piece(first.old), _piece(first.new)
    if not first.old:
        return f"：加上{new}{more}"
    return f"{old}→{new}{more}" if first.new else f"：删去{old}{more}"


def visible(text: str) -> str:
    """Return a text in quotation marks with its ends of paragraphs as ¶; blank ones are named."""
    if text and not text.strip():
        return "段落标记“¶”" if _PARAGRAPH in text else "空格"
    return f"“{text.replace(_PARAGRAPH, '¶')}”"


def _piece(text: str) -> str:
    return visible(naming.short(text.replace(_PARAGRAPH, "¶"))) if text.strip() else visible(text)
