"""A document with every kind of node, what people put right in it, and the reports of it."""

import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from desktop.actions import correcting, documents, ledger, marks, tags
from desktop.actions.reporting import making
from desktop.actions.reporting.requests import Request, Selection
from desktop.annotations import Target
from desktop.corrections import Deed, Join, Move, PutAside, Regrade, SetDatum, Split, TakeIn
from desktop.errors import UserError
from desktop.model import Kind, Line, Node, Outline
from desktop.reports.content import Report
from desktop.store import Store
from tests.outlines import put

WHO = ("张三", "李四", "王五")
OUTLINE = Outline(
    "方案.txt",
    title="某市关于稳增长的若干措施",
    doc_number="某政发〔2024〕1号",
    issuer="某市人民政府",
    issued_on="2024-03-01",
    addressees="各县（市、区）人民政府",
    nodes=(
        Node(Kind.LEAD, text="为稳定增长，制定以下措施。\n请认真抓好落实。", first_line=3),
        Node(
            Kind.CHAPTER,
            "一、",
            title="做强工业",
            first_line=5,
            children=(
                Node(
                    Kind.MEASURE,
                    "1.",
                    title="扩大产能。",
                    text="扩大产能。加快项目建设，推动企业技术改造，年内新增产能三千万吨。",
                    units=("市工信局", "市发改委"),
                    units_text="（责任单位：市工信局，市发改委）",
                    first_line=6,
                ),
                Node(
                    Kind.MEASURE,
                    "2.",
                    title="稳定价格。",
                    text="稳定价格。完善监测预警机制，保障重要原材料供应。\n建立周调度制度，及时会商解决问题。",
                    first_line=8,
                ),
                Node(
                    Kind.BOX,
                    "专栏1",
                    title="重点项目",
                    first_line=10,
                    children=(
                        Node(Kind.ITEM, "1.", title="甲项目。", text="甲项目。总投资十亿元。"),
                        Node(Kind.ITEM, "2.", title="乙项目。", text="乙项目。年内开工建设。"),
                    ),
                ),
            ),
        ),
        Node(
            Kind.CHAPTER,
            "二、",
            title="促进消费",
            first_line=14,
            children=(
                Node(
                    Kind.TABLE,
                    text="项目\t目标\t单位\n消费\t增长百分之五\t市商务局\n旅游\t三百万人次\t市文旅局",
                    rows=(
                        ("项目", "目标", "单位"),
                        ("消费", "增长百分之五", "市商务局"),
                        ("旅游", "三百万人次", "市文旅局"),
                    ),
                    first_line=15,
                ),
                Node(
                    Kind.SECTION,
                    "（一）",
                    title="热点消费",
                    first_line=19,
                    children=(
                        Node(
                            Kind.MEASURE,
                            "3.",
                            title="支持换新。",
                            text="支持换新。对购买节能家电给予补贴，扩大以旧换新范围。",
                            first_line=20,
                        ),
                    ),
                ),
            ),
        ),
        Node(Kind.LEAD, text="各地要抓好落实，重大情况及时报告。", first_line=22),
    ),
    back_matter=("抄送：市委各部门。", "某市人民政府办公室 2024年3月1日印发"),
    furniture=(Line(7, "—1—"), Line(21, "本页无正文内容，由办公室整理。")),
)
KINDS = (Kind.CHAPTER, Kind.SECTION, Kind.BOX, Kind.MEASURE, Kind.ITEM, Kind.LEAD, Kind.PART)
REVIEW = Request("review", Selection(documents=("a",)))
BARE = replace(REVIEW, summary=False, details="none")


def opened(policy: Path, path: Path) -> Store:
    """A library that is a copy of another one."""
    shutil.copy(policy, path)
    return Store.open(path)


def fill(store: Store) -> None:
    """Put the document into a library, and mark, tag and follow it up."""
    put(store, OUTLINE, document="a")
    for node in nodes(store).values():
        if node.id in {"a-0", "a-2", "a-3", "a-10", "a-11"}:
            pieces = [(node.id, 1, 6)]
            marks.add(store, author="赵六", pieces=pieces, note="核实", colour="key1")
    tags.tag(store, author="赵六", targets=[Target("node", "a-2")], path="工业")
    ledger.start(store, author="赵六", nodes=["a-2", "a-3"])


def nodes(store: Store) -> dict[str, Node]:
    """The document's nodes now, by id, in order."""
    return {node.id: node for node in documents.load_outline(store, document="a").walk()}


def written(store: Store, request: Request, file: Path, *, tracked: bool = False) -> Path:
    """A report as a Word file."""
    made = making.write(store, request=replace(request, tracked=tracked), target=file)
    assert made is not None
    return file


def do(store: Store, *deeds: Deed | None, author: str = WHO[0]) -> None:
    """Put something right."""
    found = [deed for deed in deeds if deed]
    correcting.correct(store, author=author, document="a", deeds=found)


def every_kind(store: Store) -> None:
    """Put right something of every kind, so that all of it fits."""
    measure, table = nodes(store)["a-2"], nodes(store)["a-8"]
    text = measure.text.replace("三千万", "3000 万")
    do(store, correcting.rewording(measure, words="text", text=text))
    do(store, correcting.rewording(measure, words="label", text="1、"), author=WHO[1])
    do(store, Split("a-2", 14, measure.text[5:14], measure.text[14:20], "f1"), author=WHO[2])
    cells = table.text.replace("百分之五", "5%") + "\n餐饮\t增长\t市商务局"
    do(store, correcting.rewording(table, words="text", text=cells))
    do(store, Move("a-3", "a-1", ""), author=WHO[1])
    do(store, Regrade("a-10", Kind.ARTICLE, "f2"), author=WHO[2])
    do(store, Regrade("a-11", Kind.CHAPTER, "f3"))
    do(store, Join("a-5", ""), author=WHO[1])
    do(store, TakeIn("furniture", 7, "—1—", "f4"), author=WHO[2])
    do(store, PutAside("a-0", "back_matter"))
    do(store, SetDatum("title", "某市关于稳增长促发展的若干措施"), author=WHO[1])
    do(store, SetDatum("doc_number", "某政发〔2024〕11号"), author=WHO[2])


def report() -> Report:
    """A review with a change of every kind; without marks, whose numbers are never the same."""
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "own.db") as store:
        put(store, OUTLINE, document="a")
        every_kind(store)
        found = making.compose(store, request=replace(REVIEW, tracked=True))
        assert found is not None
        return found


Step = tuple[str, int, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from("wwwlutrmmsjpidk"),
        st.integers(0, 30),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    min_size=1,
    max_size=7,
)


def deed_of(store: Store, step: Step, document: str = "a") -> Deed | None:
    what, one, other, more = step
    outline = documents.load_outline(store, document=document)
    every = list(outline.walk())
    node, second = every[one % len(every)], every[other % len(every)]
    if found := _rewording(node, what, other, more):
        return found
    lines = [*outline.furniture, *(Line(0, line) for line in outline.back_matter)]
    at = other % max(1, len(node.text))
    made: dict[str, Deed | None] = {
        "r": Regrade(node.id, KINDS[other % len(KINDS)], correcting.fresh_id()),
        "m": Move(node.id, second.id if more % 2 else "", ""),
        "s": correcting.splitting(node, at=at) if node.text else None,
        "j": Join(node.id, "\n" if other % 2 else ""),
        "p": PutAside(node.id, "back_matter" if other % 2 else "furniture"),
        "d": SetDatum("doc_number", f"某政发〔2024〕{other}号")
        if more % 2
        else SetDatum("title", f"某市关于稳增长的{other}条措施"),
        "k": SetDatum("issuer", None if more % 2 else "某市政府"),
    }
    if what == "i" and lines:
        line = lines[one % len(lines)]
        part = "furniture" if line.line else "back_matter"
        return TakeIn(part, line.line or None, line.text, correcting.fresh_id())
    return made.get(what)


def _rewording(node: Node, what: str, other: int, more: int) -> Deed | None:
    if what == "w" and (text := node.text or node.title):
        at = other % (len(text) + 1)
        new = text[:at] + ("", "改", "新的\n一段")[more % 3] + text[at + more % 4 :]
        return correcting.rewording(node, words="text" if node.text else "title", text=new)
    if what == "l":
        return correcting.rewording(node, words="label", text=("", "九、", "第七条")[more % 3])
    if what == "u" and node.text:
        return correcting.rewording(node, words="units_text", text="（责任单位：市能源局）")
    return None


def correct_any(store: Store, steps: list[Step], document: str = "a") -> int:
    """Do what fits of some steps, each by another person; return how many corrections there are."""
    for number, step in enumerate(steps):
        with suppress(UserError):
            if deed := deed_of(store, step, document):
                author = WHO[number % len(WHO)]
                correcting.correct(store, author=author, document=document, deeds=[deed])
    return len(correcting.of_document(store, document=document))
