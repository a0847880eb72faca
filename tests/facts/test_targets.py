"""Targets, deadlines and ends of policies in texts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.facts.targets.finding import LONGEST, Found, find
from tests.labelled_targets import measures_score, seed_score, seeds, told
from tests.timing import growth

SIGNED = date(2023, 9, 15)
WORDS = [
    *"，。；：、年月日到至前底内个家万亿%和及的对按以上下（）《》“”\n ０１２三两十",
    "新增", "达到", "不低于", "年底前", "到2025年", "5", "12.5",
    "2022", "有效期", "自", "起", "百分之",
    "“十四五”末", "超过", "翻一番", "给予", "降至", "9999", "13月45日前", "😀", "\u3000",
]  # fmt: skip


def said(text: str) -> list[tuple[str, str, str, str]]:
    """Return op, value, unit and deadline of what is found."""
    return [(each.op, each.value, each.unit, each.deadline) for each in find(text, SIGNED)]


def test_the_seed_documents_are_found_as_people_found_them() -> None:
    for seed in ("000", "002"):
        score = seed_score(seed, seeds())
        assert score.f1 >= 0.95, (told(score), score.told)
        for what in ("value", "op", "unit", "deadline"):
            assert score.share(what) >= 0.95, (what, score.told)


def test_measures_of_other_documents_are_found_as_people_found_them() -> None:
    score = measures_score()
    assert score.hits + score.missed >= 60
    assert score.f1 >= 0.95, (told(score), score.told)
    assert min(score.share(what) for what in score.exact) >= 0.95, score.told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("力争新增规上工业企业１０００家以上。", (">=", "1000", "家", "")),
        ("到2025年，培育两个千亿级产业集群。", ("=", "两", "个", "2025-12-31")),
        ("年底前占比提高到三成。", ("=", "三", "成", "2023-12-31")),
        ("2024年底前，覆盖率达到百分之九十五。", ("=", "九十五", "%", "2024-12-31")),
        ("6月底前完成投资1.5万亿元。", ("=", "1.5", "万亿元", "2023-06-30")),
        ("能耗强度下降3-5个百分点。", ("range", "3-5", "个百分点", "")),
        ("到“十四五”末，技术合同成交额翻一番。", ("=", "一", "番", "2025-12-31")),
        ("用3年时间，建成30个示范县。", ("=", "30", "个", "2026-09-15")),
        ("将审批时限压缩至3个工作日内。", ("<=", "3", "个工作日", "")),
        ("今年上半年新建充电桩约500台。", ("~", "500", "台", "2023-06-30")),
        ("到2030年，死亡率降至3.0%、5.0%和6.0%以下。", ("<", "3.0/5.0/6.0", "%", "2030-12-31")),
        ("到2025年，城镇化率达到70%左右；", ("~", "70", "%", "2025-12-31")),
        ("设立总规模100亿元的产业基金。", ("=", "100", "亿元", "")),
        ("每年培训技能人才不少于 2 万人次。", (">=", "2", "万人次", "")),
        ("公共服务设施比例应不小于住宅建筑面积的11%。", (">=", "11", "%", "")),
        ("谋划储备总投资不少于3万亿元的重点项目。", (">=", "3", "万亿元", "")),
        ("打通省际断头路18条。", ("=", "18", "条", "")),
        ("农田灌溉水有效利用系数提高到0.6。", ("=", "0.6", "", "")),
    ],
)  # fmt: skip
def test_a_number_to_reach_is_found(text: str, wanted: tuple[str, str, str, str]) -> None:
    assert said(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "推进5A级景区建设，落实国道108线、G60和1+N政策。",
        "落实《2030年前碳达峰行动方案》和晋政发〔2023〕12号文件第3条。",
        "深入实施国企改革三年行动，开展百日攻坚行动。",
        "用好“金融16条”，办好第14届论坛，重温“十五条”。",
        "对新认定的企业给予50万元奖励，最高不超过100万元。",
        "年应纳税所得额不超过100万元的部分，减按12.5%征收。",
        "推动在建的10个高速公路项目建设，大力实施500千伏电网工程。",
        "升级改造1200立方米以下炼铁高炉。",
        "支持太原、大同、运城三个城市建设门户。",
        "最迟不超过4个小时上报，24小时监测。",
        "耗油率上升超过20%的，予以报废。",
        "总建筑面积11.6万平方米，总投资9.8亿元。",
        "到2020年，建成应急避难场所312处。",
        "对2000年以前建成的市场开展排查，5年内可不变更土地用途。",
        "检验证书有效期为2年。",
        "咬定全年增长目标不动摇。",
        "规模持续扩大，位居全国前列，成效显著，五年来全省地区生产总值超过2万亿元。",
    ],
)
def test_names_rules_and_descriptions_are_no_targets(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "deadline", "words"),
    [
        ("年底前完成总部一期项目建设。", "deadline", "2023-12-31", "年底前"),
        ("10月15日前报送方案。", "deadline", "2023-10-15", "10月15日前"),
        ("到2027年，基本形成产业体系。", "deadline", "2027-12-31", "到2027年"),
        ("到2027年，全面建成。", "deadline", "2027-12-31", "到2027年"),
        ("今明两年全面完成整治。", "deadline", "2024-12-31", "今明两年"),
        ("江北引水工程6月底前全线贯通。", "deadline", "2023-06-30", "6月底前"),
        ("完成时限：2023年10月底。", "deadline", "2023-10-31", "2023年10月底"),
        ("三季度末前出台细则。", "deadline", "2023-09-30", "三季度末前"),
        ("本办法自印发之日起施行，有效期5年。", "validity", "2028-09-14", "有效期5年"),
        ("自2023年10月1日起施行，有效期3年。", "validity", "2026-09-30", "有效期3年"),
        ("政策实施期限延长至2024年底。", "validity", "2024-12-31", "2024年底"),
        (
            "自2023年1月1日至2025年12月31日执行。",
            "validity",
            "2025-12-31",
            "自2023年1月1日至2025年12月31日",
        ),
        ("2024年2月底前完成。", "deadline", "2024-02-29", "2024年2月底前"),
    ],
)
def test_deadlines_and_ends_are_found(text: str, kind: str, deadline: str, words: str) -> None:
    (found,) = find(text, SIGNED)
    assert (found.kind, found.deadline, found.deadline_text) == (kind, deadline, words)
    assert found.value == found.op == found.unit == ""


def test_a_time_governs_what_follows_in_its_sentence() -> None:
    text = "到2025年，产值达到5亿元；企业达到20家。另建10座电站。年底前建成2座，改造3座；再建4座。"
    assert [each[3] for each in said(text)] == [
        "2025-12-31", "2025-12-31", "", "2023-12-31", "2023-12-31", "",
    ]  # fmt: skip


def test_without_a_date_only_what_is_printed_is_a_deadline() -> None:
    assert [each.deadline for each in find("年底前建成2座。2025年底前建成3座。")] == [
        "",
        "2025-12-31",
    ]


@given(st.lists(st.sampled_from(WORDS), max_size=60).map("".join), st.dates())
def test_quotes_are_exact_short_and_always_the_same(text: str, signed: date) -> None:
    found = find(text, signed)
    assert found == find(text, signed)
    for each in found:
        quote = text[each.start : each.end]
        assert quote
        assert quote == quote.strip()
        assert len("".join(quote.split())) <= LONGEST
        assert each.kind in {"target", "deadline", "validity"}
        assert bool(each.value) == (each.kind == "target") == bool(each.op)
        assert not each.deadline or date.fromisoformat(each.deadline)


@given(st.text(max_size=200))
def test_any_text_can_be_looked_through(text: str) -> None:
    assert all(isinstance(each, Found) for each in find(text, SIGNED))


@pytest.mark.timed
@pytest.mark.parametrize(
    "hostile",
    ["1", "1,", "“", "《", "2023年", "5个、", "新增5个和",
      "年底前，", "培育5亿元的", "1月1日至", "百分之", "对降5个"],
)  # fmt: skip
def test_hostile_texts_take_time_in_proportion_only(hostile: str) -> None:
    assert growth(lambda size: find(hostile * (size // len(hostile)), SIGNED), 5_000) < 8
