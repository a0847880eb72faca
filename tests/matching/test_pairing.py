"""Which measures belong together, and what shows it."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop import matching
from desktop.comparison import Relation
from tests.documents import outline_of, seed_files
from tests.labelled_pairs import Labelled, matched, measures_of

COAL = "夯实煤炭稳产保供基础。持续推进符合条件的生产煤矿产能核增，加快在建煤矿项目建设进度。"
TOURISM = "积极提升文旅消费热度。鼓励开发夜游消费打卡地，推进高等级景区提质升级。"
GRAIN = "抓好粮食生产。严格落实耕地保护和粮食安全党政同责，建设高标准农田28万亩。"
LABOUR = "狠抓重点人群就业帮扶。紧抓高校毕业生离校窗口期，全面落实岗位补贴等系列支持政策。"
OTHERS = [
    "优化市场准入激活民间投资。持续巩固向民间资本推介项目长效机制。",
    "大力推动会展业提质升级。高水平推进五大中心运营管理。",
    "强化要素服务保障。加快项目用地审批手续办理，实施差别化环保管控政策。",
    "推动数字经济快速发展。持续强化算力基础设施建设，培育数字化赋能领军企业。",
]


def relation(one: str, other: str, *issuers: str) -> Relation | None:
    """What two measures are among others."""
    pairs = matched([one, *OTHERS], [other, TOURISM, LABOUR], issuers=issuers).pairs()
    return next((pair.relation for pair in pairs if (pair.a, pair.b) == ("0", "0")), None)


def test_a_text_that_is_the_same() -> None:
    assert relation(COAL, COAL) is Relation.SAME


def test_a_few_characters_do_not_matter() -> None:
    assert relation(COAL, COAL.replace("，", ", ").replace("进度", "进程")) is Relation.SAME


def test_a_number_matters() -> None:
    assert relation(GRAIN, GRAIN.replace("28", "29")) is Relation.ADAPTED


def test_a_clause_that_is_taken_over() -> None:
    other = "稳定能源供应。抓好电力保供，加快在建煤矿项目建设进度，扩大天然气生产。"
    assert relation(COAL, other) is Relation.ADAPTED


def test_the_names_of_the_issuers_places_count_as_alike() -> None:
    one = "全面优化营商环境。打造山西省统一的涉企政策综合服务平台。"
    other = "提升服务水平。打造运城市统一的涉企政策综合服务平台。"
    pairs = matched(
        [one, *OTHERS], [other, COAL], issuers=("山西省人民政府办公厅", "运城市人民政府办公室")
    ).pairs()
    (stretch,) = pairs[0].stretches
    assert one[stretch.start_a : stretch.end_a] == "打造山西省统一的涉企政策综合服务平台"
    assert other[stretch.start_b : stretch.end_b] == "打造运城市统一的涉企政策综合服务平台"


def test_a_phrase_of_the_office_makes_no_pair() -> None:
    phrase = "按照国家和省有关规定认真组织实施，切实加强组织领导。"
    a = [text + phrase for text in (COAL, GRAIN, *OTHERS)]
    b = [
        text + phrase for text in (TOURISM, LABOUR, "稳定对外贸易规模。支持企业投保出口信用保险。")
    ]
    assert matched(a, b).pairs() == []


def test_one_measure_may_have_several() -> None:
    b = [COAL.partition("，")[0] + "。", "抓紧推进。" + COAL.partition("，")[2], TOURISM]
    pairs = matched([COAL, *OTHERS], b).pairs()
    assert {(pair.a, pair.b) for pair in pairs} == {("0", "0"), ("0", "1")}


def test_measures_about_nothing_in_common_are_alone() -> None:
    assert matched([COAL, GRAIN], [TOURISM, LABOUR]).pairs() == []
    assert matched([], [COAL]).pairs() == []
    assert matched(["", "。，"], ["", "12"]).pairs() == []


def test_texts_that_tell_little_can_be_the_same() -> None:
    pairs = matched([COAL, "略。", "发放消费券。"], ["发放消费券。", "略。", TOURISM]).pairs()
    assert [(pair.a, pair.b, pair.relation) for pair in pairs] == [
        ("1", "1", Relation.SAME),
        ("2", "0", Relation.SAME),
    ]
    assert matched(["略。"] * 9, ["略。"] * 9).pairs() == []


@pytest.mark.parametrize("path", seed_files(), ids=lambda path: path.stem[:3])
def test_a_document_is_the_same_as_itself(path: Path) -> None:
    measures = [replace(each, node=str(each.position)) for each in measures_of(outline_of(path))]
    pairs = matching.match(measures, measures).pairs()
    same = {(pair.a, pair.b) for pair in pairs if pair.relation is Relation.SAME}
    assert same == {(each.node, each.node) for each in measures}
    assert all(pair.score >= 0.9 for pair in pairs if pair.relation is Relation.SAME)


def test_the_other_way_round_finds_the_same() -> None:
    labelled = Labelled.load("000_003")
    one, other = (measures_of(outline_of(path)) for path in (labelled.a, labelled.b))
    there = {(p.a, p.b): p.relation for p in matching.match(one, other).pairs()}
    back = {(p.b, p.a): p.relation for p in matching.match(other, one).pairs()}
    assert there == back


def test_what_is_shared_stands_in_both_texts() -> None:
    labelled = Labelled.load("000_003")
    one, other = (measures_of(outline_of(path)) for path in (labelled.a, labelled.b))
    texts_a, texts_b = ({each.node: each.text for each in side} for side in (one, other))
    for pair in labelled.found().values():
        for stretch in pair.stretches:
            words = texts_a[pair.a][stretch.start_a : stretch.end_a]
            assert len(words) >= 10
            assert words[0] == texts_b[pair.b][stretch.start_b] or words.startswith(("山西", "省"))
        assert all(term in texts_a[pair.a] for term in pair.terms)
        assert len(pair.terms) <= 8
        assert 0 <= pair.score <= 1
