"""Labels that print or OCR has damaged are told by their neighbours; what is no label is not."""

import pytest

from tests.shorthand import parsed, tree


@pytest.mark.parametrize(
    "damaged", ["（二", "（二〉", "（二】", "〈二〉", "（=）", "（工）", "（二、"]
)
def test_a_bracketed_numeral_between_its_neighbours(damaged):
    found = parsed(f"一、甲 / （一）摸底。~ / {damaged}整改。~ / （三）验收。~")
    assert tree(found) == f"一、chapter[（一）measure {damaged}measure （三）measure]"
    (doubt,) = found.doubts
    assert (doubt.kind, doubt.line, doubt.printed, doubt.assumed) == (
        "number",
        3,
        damaged,
        "（二）",
    )
    assert found.nodes[0].children[1].text.startswith("整改。")


@pytest.mark.parametrize("damaged", ["二 ", "二，", "二", "=、", "工、"])
def test_a_numeral_between_its_neighbours(damaged):
    found = parsed(f"一、摸底情况 / ~ / {damaged}整改任务 / ~ / 三、验收标准 / ~")
    assert [node.title for node in found.nodes] == ["摸底情况", "整改任务", "验收标准"]
    assert [node.ordinal for node in found.nodes] == [1, 2, 3]


@pytest.mark.parametrize("damaged", ["2 ", "2，", "2,", "2"])
def test_a_digit_between_its_neighbours(damaged):
    found = parsed(f"一、甲 / 1.摸底。~ / {damaged}整改。~ / 3.验收。~")
    assert [node.ordinal for node in found.nodes[0].children] == [1, 2, 3]


def test_the_last_of_a_run_needs_the_looks_of_a_label():
    found = parsed("一、甲 / （一）摸底。~ / （二整改。~ / 二、乙 / （一摸底。~ / （二）整改。~")
    assert [len(chapter.children) for chapter in found.nodes] == [2, 2]


@pytest.mark.parametrize(
    "line",
    [
        "（三年行动）计划落地。~",
        "二是加强领导。~",
        "二方面原因。~",
        "2个项目开工。~",
        "2024年完成。~",
        "（略）",
    ],
)
def test_what_is_no_label(line):
    found = parsed(f"一、甲 / （一）摸底。~ / （二）整改。~ / {line} / 二、乙 / ~")
    assert [node.ordinal for node in found.nodes] == [1, 2]
    assert [node.label for node in found.nodes[0].children if node.label][:2] == [
        "（一）",
        "（二）",
    ]
    assert len([node for node in found.nodes[0].children if node.kind == "measure"]) == 2
