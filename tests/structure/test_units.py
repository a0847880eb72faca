"""Brackets of responsible units: which they are, whom they name, what stands around them."""

import pytest

from desktop.structure import units
from tests.shorthand import parsed


def found(text):
    got = units.find(text)
    return got and (got.before, got.names, got.after)


@pytest.mark.parametrize(
    ("bracket", "names"),
    [
        ("（责任单位：市财政局、市科技局）", ("市财政局", "市科技局")),
        ("（责任部门：市财政局，市科技局）", ("市财政局", "市科技局")),
        ("(责任单位:市财政局,市科技局)", ("市财政局", "市科技局")),
        ("[责任单位：市财政局]", ("市财政局",)),
        ("【牵头部门：市财政局】", ("市财政局",)),
        ("（责任单位：市财政局。）", ("市财政局",)),
        ("（责任单位：市财政局）。", ("市财政局",)),
        ("（牵头单位：市财政局；配合单位：市科技局）", ("市财政局", "市科技局")),
        ("（责任单位：市财政局。配合单位：市科技局）", ("市财政局", "市科技局")),
        ("（责任单位：市科委（市知识产权局）、市财政局）", ("市科委（市知识产权局）", "市财政局")),
        ("（责任单位：市财政局、各县（市、区）人民政府）", ("市财政局", "各县（市、区）人民政府")),
        ("（责任单位：各市(州、盟)政府)", ("各市(州、盟)政府",)),
        ("（责任单位：市财政局、市科技局；完成时限：持续推进）", ("市财政局", "市科技局")),
        ("（完成时间：2024年底，长期坚持；牵头单位：市财政局）", ("市财政局",)),
        ("（责任单位：市财政局；时限要求：每季度、每年）", ("市财政局",)),
        ("（市科委、市财政局）", ("市科委", "市财政局")),
        ("（市科委牵头，市财政局配合）", ("市科委", "市财政局")),
        ("（市科委、市财政局等负责）", ("市科委", "市财政局")),
        ("（各县（市、区）人民政府）", ("各县（市、区）人民政府",)),
        ("【牵头单位：市财政局】【配合单位：市科技局】", ("市财政局", "市科技局")),
        ("（牵头单位：市财政局）（责任单位：市科技局）", ("市财政局", "市科技局")),
        ("（市科委牵头负责，市财政局等配合）", ("市科委", "市财政局")),
        ("　责任单位：市财政局、市科技局", ("市财政局", "市科技局")),
        ("责任单位：市财政局、市科技局", ("市财政局", "市科技局")),
        ("【责任单位】市财政局、市科技局", ("市财政局", "市科技局")),
    ],
)
def test_names(bracket, names):
    assert found(f"建设平台。{bracket}") == ("建设平台。", names, "")


@pytest.mark.parametrize(
    ("text", "before", "names", "after"),
    [
        ("责任单位：市财政局", "", ("市财政局",), ""),
        (
            "建设平台。（责任单位：市财政局）各地要落实。",
            "建设平台。",
            ("市财政局",),
            "各地要落实。",
        ),
        ("建设平台（责任单位：市财政局），抓好落实。", "建设平台，抓好落实。", ("市财政局",), ""),
        ("建设平台。（责任单位：市财政局、市科技局", "建设平台。", ("市财政局", "市科技局"), ""),
    ],
)
def test_what_stands_around(text, before, names, after):
    assert found(text) == (before, names, after)


@pytest.mark.parametrize(
    "text",
    [
        "建设平台。",
        "建设平台（含改造）。",
        "建设平台。（2025年底前）",
        "建设平台（以下简称市局）",
        "依据《关于科技创新的意见（试行）》",
        "建设平台。（责任单位：市财政局。要求抓好落实，定期报告进展情况。",
        "由市财政局负责）",
    ],
)
def test_what_is_no_bracket_of_units(text):
    assert units.find(text) is None


@pytest.mark.parametrize(
    ("bracket", "closed", "named"),
    [
        ("（责任单位：市财政局）", True, True),
        ("（责任单位：市财政局", False, True),
        ("（市财政局）", True, False),
    ],
)
def test_how_sure_it_is(bracket, closed, named):
    got = units.find(f"建设平台。{bracket}")
    assert (got.closed, got.named, got.printed) == (closed, named, bracket)


def test_text_behind_the_units_keeps_its_own_brackets():
    first, second = "（责任单位：市财政局）", "（责任单位：市科技局）"
    found = parsed(f"一、甲 / 1.摸底。~{first} / 推进建设。~{first}保障供应。~{second} / 2.整改。~")
    behind = found.nodes[0].children[1]
    assert (behind.units, behind.units_text) == (("市科技局",), second)
    assert behind.text.count(first) == 1


def test_remarks_behind_the_units_are_none():
    printed = "〔责任单位：市气象局、市水务局按职责分工负责。以下任务均涉及各县，不再列出。〕"
    found = units.find("加强值守。" + printed)
    assert found
    assert found.names == ("市气象局", "市水务局")
