"""A comparison that the tests of reports look at: two small documents with all that can be."""

from dataclasses import replace

from desktop import matching
from desktop.comparison import Comparison, Difference, Pair, Relation, Side
from desktop.reports import comparison as comparisons
from desktop.reports.annotated import Choices
from desktop.reports.briefing import Briefing
from desktop.reports.content import Report
from tests.labelled_pairs import measure

_COAL = "夯实煤炭稳产保供基础。力争年底装机容量达到5500万千瓦，加快在建煤矿项目建设进度。"
_LEFT = (
    _COAL,
    "强化要素服务保障。建好用好公共服务平台。落实好各项税收减免政策，推动上市企业倍增。",
    "狠抓重点人群就业帮扶。全面落实岗位补贴等系列支持政策。",
    '=HYPERLINK("x")培育商贸企业😀。第二段\n\x01𠮷。',
)
_RIGHT = (
    _COAL.replace("5500万千瓦", "500 万千瓦").replace("加快在建", "全力推进在建"),
    "推动上市企业倍增。落实好各项税收减免政策，强化要素服务保障。建好用好公共服务平台。",
    _LEFT[2],
    "保障农产品有效供给。创建蔬菜标准园。",
)
_CHAPTERS = ("一、能源", "一、能源", "二、民生", "二、民生")
_PAIRS = (
    Pair("a0", "b0", Relation.ADAPTED, 0.8, origin="confirmed"),
    Pair("a0", "b1", Relation.RELATED, 0.2, terms=("煤矿项目", "装机容量")),
    Pair("a1", "b1", Relation.ADAPTED, 0.7),
    Pair("a2", "b2", Relation.SAME, 1.0),
    Pair("a2", "b0", Relation.RELATED, 0.1, origin="made"),
)


def comparison() -> Comparison:
    a, b = (
        Side(
            f"document {name}",
            1,
            title,
            number,
            tuple(
                replace(
                    measure(text, at), node=f"{name}{at}", label=f"{at + 1}.", chapter=_CHAPTERS[at]
                )
                for at, text in enumerate(texts)
            ),
        )
        for name, title, number, texts in (
            ("a", "全省若干措施", "晋政办发〔2023〕56号", _LEFT),
            ("b", "全市一揽子措施", "", _RIGHT),
        )
    )
    return Comparison(a, b, _PAIRS)


def told(found: Comparison) -> comparisons.Told:
    differ = matching.Differ([*_LEFT, *_RIGHT])

    def of(pair: Pair) -> tuple[tuple[Difference, ...], str]:
        pieces = differ.between(found.measure_a(pair.a).text, found.measure_b(pair.b).text)
        return pieces, matching.told(pieces)

    return of


def report(*, clean: bool = False) -> Report:
    found = comparison()
    choices = Choices(clean=clean, author="王明", made="2026-03-02T01:00:00.000+00:00")
    return comparisons.compose(found, told(found), choices, Briefing(unit="省发展改革委"))
