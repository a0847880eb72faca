"""Hypothesis strategies for texts of policies: whole ones, damaged ones, and heaps of labels."""

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.documents import SEEDS
from tests.printed import STYLES, printed

_DIGITS = "一二三四五六七八九十"
_CHINESE = [
    *_DIGITS,
    *(f"十{digit}" for digit in _DIGITS[:-1]),
    *(f"二十{digit}" for digit in _DIGITS[:-1]),
]
_TOPICS = (
    "夯实产业基础",
    "深化放管服改革",
    "推动5G和工业互联网融合应用",
    "加快补齐民生短板，提升服务质量",
    "完善要素保障",
    "实施“揭榜挂帅”",
    "优化营商环境",
    "保障措施",
    "总体要求",
    "加强组织领导",
)
_SENTENCES = (
    "到2025年，全市研发经费投入强度达到2.8%以上，高新技术企业突破1200家。",
    "支持企业建设省级以上创新平台，对新认定的给予不超过200万元奖励。",
    "按照《省人民政府关于支持开发区建设的若干意见》（泽政发〔2021〕9号）第十二条第二项执行。",
    "一是建立台账；二是明确时限；三是销号管理。",
    "重点做好以下工作：（1）摸清底数；（2）分类施策；（3）动态调整。",
    "13.2022年以来的结转资金由市财政局统筹，3.5亿元用于补短板。",
    "深入实施①链长制、②链主制，推动产业链上下游协同。",
    "各县（市、区）要结合实际细化措施，确保取得实效",
    "use of AI+制造 and IPv6技术，年产能达到12.5GWh。",
    "具备条件的乡镇𠮷林试点先行。",
)
_UNITS = (
    "",
    "",
    "（责任单位：市财政局、市科技局）",
    "（市发展改革委牵头，市财政局配合）",
    "[责任单位：市商务局]",
    "（责任部门：市教育局，各县（市、区）人民政府",
    "责任单位：市公安局",
    "（各区人民政府负责）",
)
_NOISE = (
    "",
    "- 3 -",
    "—12—",
    "7",
    "第 3 页 共 10 页",
    "江泽省人民政府公报　2024年第3期",
    "****",
    "---",
    "# ",
    "**",
    "（此件公开发布）",
    "（联系人：王某某，电话：0999-5550100）",
    "上一篇：关于做好防汛工作的通知",
    "目录",
    "附件",
    "附件1",
    "附件：1.任务清单",
    "2.责任清单",
    "专栏3　重点工程",
    "抄送：市委办公室。",
    "市人民政府办公室2024年1月3日印发",
    "　　",
    "。",
    "）",
    "（",
    "一、",
    "1.",
    "第一条",
    "——",
    "　　——坚持创新。",
    "打印　关闭",
    "序号\t事项\t单位",
    "1\t一、事项\t（一）单位",
    "| 一、 | （一） | 1. |",
    "|---|---|",
    "<b>注</b>：1.口径不同。",
)
_NOTICE = (
    "江泽省人民政府办公厅文件",
    "泽政办发〔2024〕8 号",
    "江泽省人民政府办公厅关于印发江泽省产业发展若干措施的通知",
    "各市、县人民政府，省政府各部门：",
    "现将《江泽省产业发展若干措施》印发给你们，请认真贯彻执行。",
    "江泽省人民政府办公厅",
    "2024年3月5日",
)


_WHOLE = 1000  # lines; of the longest seed only stretches are taken


@dataclass(frozen=True)
class Scheme:
    """How a text labels its levels; `{}` takes the number."""

    chapter: str
    section: str
    leaf: str
    arabic: bool = True  # what the leaf counts in
    restarts: bool = False


SCHEMES = (
    Scheme("{}、", "（{}）", "{}."),
    Scheme("{}、", "（{}）", "{}．", restarts=True),
    Scheme("{}、", "", "（{}）", arabic=False),
    Scheme("第{}章　", "第{}节 ", "第{}条　", arabic=False),
    Scheme("第{}章 ", "", "{}、", arabic=False, restarts=True),
    Scheme("## 第{}章 ", "### 第{}节 ", "**{}.", restarts=True),
    Scheme("{} 、", "( {} )", "（{}）", restarts=True),
    Scheme("", "", "{}、", arabic=False),
    Scheme("", "{}. ", "（{}）"),
    Scheme("行动{}：", "", "任务{}："),
)


@st.composite
def policies(draw):
    """A whole policy: notice, contents, chapters, sections, measures, boxes, tables, annex, noise;
    as clean text or set on pages."""
    scheme = draw(st.sampled_from(SCHEMES))
    body = _Body(draw, scheme)
    for _ in range(draw(st.integers(1, 3))):
        body.chapter()
    head = list(_NOTICE) if draw(st.booleans()) else []
    head.append("江泽省产业发展若干措施")
    if draw(st.booleans()):
        head += ["目　录", *_contents(draw, body.headings)]
    tail = draw(
        st.sampled_from(
            [
                [],
                ["附件", "任务分工表", "序号\t任务\t单位", "一、\t摸底\t市局"],
                ["抄送：省委办公厅。"],
            ]
        )
    )
    lines = [*head, *body.lines, *tail]
    for _ in range(draw(st.integers(0, 4))):
        lines.insert(draw(st.integers(0, len(lines))), draw(st.sampled_from(_NOISE)))
    text = "\n".join(lines)
    style = draw(st.integers(-1, len(STYLES) - 1))
    return text if style < 0 else printed(text, style, draw(st.integers(0, 4)))


@st.composite
def damaged_seeds(draw):
    """A seed, or a stretch of one, with lines lost, doubled, swapped, cut, and strange signs."""
    path = draw(st.sampled_from(sorted(SEEDS.glob("00*.txt"))))
    lines = path.read_text(encoding="utf-8").split("\n")
    if len(lines) > _WHOLE or draw(st.integers(0, 9)):
        size = draw(st.integers(1, min(400, len(lines))))
        start = draw(st.integers(0, len(lines) - size))
        lines = lines[start : start + size]
    for _ in range(draw(st.integers(0, 12))):
        place = draw(st.integers(0, len(lines) - 1))
        _DAMAGES[draw(st.integers(0, len(_DAMAGES) - 1))](draw, lines, place)
    return "\n".join(lines)


def label_heaps():
    """Lines that are labels, nearly labels, noise and single words, in any order."""
    number = st.one_of(
        st.sampled_from(_CHINESE),
        st.integers(0, 10**6).map(str),
        st.sampled_from("①⑳Ⅳ１零〇百千十两"),
    )
    form = st.sampled_from(
        [
            "{}、",
            "（{}）",
            "({})",
            "{}.",
            "{}．",
            "第{}条",
            "第{}条之一",
            "第{}章",
            "第{}节",
            "第{}编",
            "{}.1.2",
            "专栏{}",
            "附件{}",
            "措施{}：",
            "（{}",
            "{}）",
            "……{}",
            "目录{}",
            "第{}部分",
            "|{}|",
            "\t{}\t",
        ]
    )
    word = st.sampled_from(["", " ", *_TOPICS, *_SENTENCES, *_UNITS])
    label = st.builds(lambda pattern, n, rest: pattern.format(n) + rest, form, number, word)
    return st.lists(
        st.one_of(label, st.sampled_from(_NOISE), st.text(max_size=30)), max_size=60
    ).map("\n".join)


class _Body:
    """The lines of a text under way and the numbers it has reached."""

    def __init__(self, draw, scheme):
        self._draw, self._scheme = draw, scheme
        self._chapters = self._sections = self._leaves = 0
        self.lines: list[str] = []
        self.headings: list[str] = []

    def chapter(self):
        self._chapters += 1
        self._sections = 0
        if self._scheme.chapter:
            self._heading(self._scheme.chapter, _CHINESE[self._chapters - 1])
            if self._scheme.restarts:
                self._leaves = 0
        if self._draw(st.booleans()):
            self.lines.append(self._text())
        for _ in range(self._draw(st.integers(0, 3))):
            if self._scheme.section and self._draw(st.booleans()):
                self._section()
            self._leaf()

    def _section(self):
        self._sections += 1
        self._heading(self._scheme.section, _CHINESE[self._sections - 1])
        if self._scheme.restarts:
            self._leaves = 0
        if not self._draw(st.integers(0, 3)):
            self._box()

    def _leaf(self):
        self._leaves += 1
        number = str(self._leaves) if self._scheme.arabic else _CHINESE[self._leaves - 1]
        topic = self._draw(st.sampled_from(_TOPICS))
        close = "**" if self._scheme.leaf.startswith("**") else ""
        label = self._scheme.leaf.format(number)
        first = f"{label}{topic}。{close}{self._text()}{self._draw(st.sampled_from(_UNITS))}"
        self.lines.append(first)
        if not self._draw(st.integers(0, 3)):
            self.lines.append(self._text())

    def _box(self):
        self.lines.append(f"专栏{self._draw(st.integers(1, 9))}　重点工程")
        self.lines += self._draw(
            st.sampled_from(
                [
                    ["1.园区工程。建设园区3个。", "2.平台工程。建设平台5个。"],
                    ["序号\t指标\t目标", "1\t1.增速\t6%", "2\t（一）占比\t30%"],
                    ["| 指标 | 目标 |", "| --- | --- |", "| 一、增速 | 6% |"],
                    ["——人才工程。引进人才。", "- 数字工程"],
                ]
            )
        )

    def _heading(self, form, number):
        line = form.format(number) + self._draw(st.sampled_from(_TOPICS))
        self.lines.append(line)
        self.headings.append(line.lstrip("# "))

    def _text(self):
        return "".join(self._draw(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=4)))


def _contents(draw, headings):
    leader = draw(st.sampled_from(["", "……………{}", "......{}", "\t{}", " {}"]))
    return [heading + leader.format(page) for page, heading in enumerate(headings, start=1)]


def _drop(draw, lines, place):
    if len(lines) > 1:
        del lines[place]


def _double(draw, lines, place):
    lines.insert(place, lines[place])


def _swap(draw, lines, place):
    other = draw(st.integers(0, len(lines) - 1))
    lines[place], lines[other] = lines[other], lines[place]


def _halve(draw, lines, place):
    cut = draw(st.integers(0, len(lines[place])))
    lines[place : place + 1] = [lines[place][:cut], lines[place][cut:]]


def _join(draw, lines, place):
    lines[place : place + 2] = ["".join(lines[place : place + 2])]


def _insert(draw, lines, place):
    cut = draw(st.integers(0, len(lines[place])))
    lines[place] = lines[place][:cut] + draw(st.text(max_size=5)) + lines[place][cut:]


def _disturb(draw, lines, place):
    lines.insert(place, draw(st.sampled_from(_NOISE)))


def _cut_off(draw, lines, place):
    del lines[max(1, place + len(lines) // 2) :]


_DAMAGES = (_drop, _double, _swap, _halve, _join, _insert, _disturb, _cut_off)
