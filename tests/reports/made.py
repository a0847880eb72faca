"""Reports that the tests look at, made of plain data: two small documents with all that can be."""

import random
from collections.abc import Sequence
from datetime import date

from desktop.actions import ledger as ledger_actions
from desktop.annotations import Colour, FollowUp, LedgerRow, Mark, Piece, Progress, State, Target
from desktop.model import Document, Kind, Node, Outline
from desktop.reports import excerpt as excerpts
from desktop.reports import ledger as ledgers
from desktop.reports import review as reviews
from desktop.reports.annotated import Annotated, Choices
from desktop.reports.briefing import Briefing
from desktop.reports.content import Report

COLOURS = (
    Colour("key1", "重点"),
    Colour("key2", "疑问"),
    Colour("key3", "建议"),
    Colour("key4", "风险", "#aa3311"),
    Colour("key5", "数据"),
)
CHOICES = Choices(author="王明", made="2026-03-02T01:00:00.000+00:00")
BRIEFING = Briefing(
    address="报送：省政府办公厅",
    opening="现将审阅情况报告如下。",
    closing="以上意见，供参考。",
    unit="省发展改革委",
    on="2026-03-02",
    numerals="chinese",
    contact="联系人：王明",
)
NOTES = ("请核对。", "谁牵头？", "第一行\n第二行", "")
NASTY = (
    "表情😀👨‍👩‍👧和罕用字𠮷",
    "控制符\x00\x1b\x7f",
    "长" * 10_000,
    "制表\t符，回车\r\n换行",
    "  两边有空格  ",
    "<w:p>&amp;]]>",
    "\n\n空行\n",
)
AT = "2026-03-01T01:00:00.000+00:00"
_SENTENCE = "加快推进重点项目建设，完善“一本台账”管理——2025年底前完成投资3000万元。"
TABLE = (("指标", "2025年", "单位"), ("产量", "13.65", "亿吨"), ("一行", "两行", ""))


def node(kind: Kind, id_: str, label: str, title: str = "", **more: object) -> Node:
    return Node(kind, label, title=title, id=id_, **more)  # type: ignore[arg-type]


def measure(id_: str, number: int, title: str, *, units: bool = True, sentences: int = 4) -> Node:
    text = f"{title}。{_SENTENCE * sentences}"
    return node(
        Kind.MEASURE,
        id_,
        f"{number}.",
        title,
        text=text,
        units=("省能源局", "省财政厅") if units else (),
        units_text="（责任单位：省能源局、省财政厅）" if units else "",
    )


NODES = (
    node(Kind.LEAD, "a0", "", text="为深入贯彻落实，制定以下措施。\n第二段。"),
    node(
        Kind.CHAPTER,
        "a1",
        "一、",
        "煤炭",
        children=(
            measure("a2", 1, "稳定煤炭产能"),
            measure("a3", 2, "保障电煤", units=False, sentences=0),
            node(Kind.SECTION, "a4", "（一）", "清洁利用", children=(measure("a5", 3, "改造"),)),
        ),
    ),
    node(
        Kind.CHAPTER,
        "a6",
        "第二章",
        "风电",
        children=(
            node(
                Kind.BOX,
                "a7",
                "专栏1",
                "重大工程",
                children=(node(Kind.ITEM, "a8", "1．", "基地", text=f"基地。{_SENTENCE}"),),
            ),
            node(Kind.TABLE, "a9", "", rows=TABLE, text="\n".join("\t".join(row) for row in TABLE)),
            node(Kind.ARTICLE, "b1", "第七条", text="风电项目应当并网。"),
        ),
    ),
)


def document(id_: str, title: str, number: str | None) -> Document:
    return Document(
        id=id_,
        title=title,
        notice_title=None,
        doc_number=number,
        issuer="山西省人民政府",
        issued_on="2024-05-06",
        addressees="各市、县人民政府",
        source=f"{title}.txt",
        version=1,
        sha256="0" * 64,
        added=AT,
    )


def marks(notes: Sequence[str], nodes: Sequence[Node] = NODES) -> tuple[Mark, ...]:
    """Marks of all kinds: on words, over several measures, on a whole one, on the document."""
    chance = random.Random(7)  # noqa: S311 - not for secrets
    texts = [each for top in nodes for each in top.walk() if each.text]
    found = []
    for number in range(40):
        each = texts[number % len(texts)]
        start = chance.randrange(len(each.text))
        stop = min(len(each.text), start + chance.choice([1, 5, 40]))
        pieces = [Piece.of(each.id, each.text, start, stop)]
        found.append(mark(f"m{number}", pieces, f"key{number % 5 + 1}", notes[number % len(notes)]))
    first, second = texts[2], texts[3]
    both = [
        Piece.of(first.id, first.text, 3, len(first.text)),
        Piece.of(second.id, second.text, 0, 2),
    ]
    found.append(mark("both", both, "key2", notes[0]))
    found.append(mark("whole", [Piece(first.id)], "", notes[1 % len(notes)], scope="node"))
    found.append(mark("all", [], "key3", notes[0], scope="document"))
    gone = [Piece("gone", 0, 2, "旧文")]
    found.append(mark("lost", gone, "key2", "旧批注", orphaned=True))
    return tuple(found)


def mark(id_: str, pieces: Sequence[Piece], colour: str, note: str, **more: object) -> Mark:
    author = "王明" if len(id_) % 2 else "John Smith"
    return Mark(id_, "a", author, AT, AT, colour, note, pieces=tuple(pieces), **more)  # type: ignore[arg-type]


TAGS = {
    Target("node", "a2"): ("能源/煤炭", "资金"),
    Target("node", "a8"): ("能源/风电",),
    Target("mark", "m1"): ("口径",),
    Target("document", "a"): ("能源",),
}
ITEM = FollowUp(
    "f1",
    "a2",
    "a",
    "王明",
    AT,
    AT,
    state=State.UNDER_WAY,
    lead="省能源局",
    support=("省财政厅",),
    due="2026-03-01",
    remark="每月报送",
    progress=(
        Progress("p1", "2026-01-08", "李红", "已印发方案。"),
        Progress("p2", "2026-02-08", "李红", "完成三处。\n还差两处。"),
    ),
)


def annotated(notes: Sequence[str] = NOTES) -> Annotated:
    """A document with everything on it."""
    home = document("a", "山西省推动能源高质量发展若干措施", "晋政发〔2024〕1号")
    outline = Outline("a.txt", title=home.title, nodes=NODES, back_matter=("抄送：省委各部门。",))
    return Annotated(
        home,
        outline,
        NODES,
        marks=marks(notes),
        tags=TAGS,
        follow_ups={"a2": ITEM},
        lights={"a2": "red"},
        read=(1, 4),
    )


def other() -> Annotated:
    """Another document, one measure of which has the same words."""
    nodes = (
        measure("c1", 5, "稳定煤炭产能", units=False),
        measure("c2", 6, "促进消费", units=False),
    )
    home = document("c", "促进消费措施", None)
    return Annotated(
        home,
        Outline("c.txt", nodes=nodes),
        nodes,
        marks=(mark("n1", [Piece.of("c1", nodes[0].text, 0, 2)], "key1", "与省里的一致。"),),
        tags={Target("node", "c2"): ("消费",)},
    )


def review(
    choices: Choices = CHOICES, *, notes: Sequence[str] = NOTES, briefing: Briefing = BRIEFING
) -> Report:
    return reviews.compose([annotated(notes)], COLOURS, choices, briefing)


def excerpt(choices: Choices = CHOICES, grouping: excerpts.Grouping | None = None) -> Report:
    return excerpts.compose(
        [annotated(), other()],
        COLOURS,
        choices,
        Briefing(),
        grouping=grouping or excerpts.Grouping("tag"),
    )


def ledger_row(number: int, **more: object) -> LedgerRow:
    lights = ("", "blue", "yellow", "red")
    values = {
        "id": f"f{number}",
        "node": f"n{number}",
        "document": f"d{number // 20}",
        "document_title": f"第{number // 20}号措施",
        "doc_number": "晋政发〔2024〕1号" if number < 20 else "",
        "label": f"{number}.",
        "title": "稳定煤炭产能",
        "lost": number == 3,
        "state": list(State)[number % 5],
        "lead": "省能源局",
        "support": ("省财政厅", "省发展改革委"),
        "due": "2026-12-31" if number % 2 else None,
        "light": lights[number % 4],
        "behind": False,
        "priority": "高",
        "remark": "每月报送",
        "last_progress": None,
        "author": "王明",
        "created": AT,
        "modified": AT,
    }
    return LedgerRow(**values | more)  # type: ignore[arg-type]


def ledger(choices: Choices = CHOICES, *, rows: int = 5) -> Report:
    found = [ledger_row(number) for number in range(rows)]
    notes = {"f1": ITEM.progress}
    totals = ledger_actions.totals(found)
    return ledgers.compose(found, notes, totals, choices, Briefing(), day=date(2026, 3, 2))
