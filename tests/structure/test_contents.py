"""Tables of contents: where one stands, and how it corrects the headings of the text."""

import pytest

from desktop.structure import contents
from tests.shorthand import joined, parsed, tree

BODY = "一、总体要求 / ~ / 二、重点任务 / （一）加强领导。~ / （二）加强保障。~ / 三、保障措施 / ~"
TREE = "一、chapter[lead] 二、chapter[（一）measure （二）measure] 三、chapter[lead]"


@pytest.mark.parametrize(
    "listed",
    [
        "目录 / 一、总体要求 / 二、重点任务 / 三、保障措施",
        "目　录 / 一、总体要求……1 / 二、重点任务……3 / 三、保障措施……15",
        "目 次 / 一、总体要求......1 / 二、重点任务 . . . . 3 / 三、保障措施 ·····（15）",
        "CONTENTS / 一、总体要求　　1 / 二、重点任务 3 / 三、保障措施15",
        "目录 / 一、总体要求\t1 / 二、重点任务\t3 / （一）加强领导\t3 / 三、保障措施\t5",
        "一、总体要求 / 二、重点任务 / 三、保障措施",
    ],
)
def test_a_table_of_contents_is_no_part_of_the_tree(listed):
    found = parsed(f"江泽省数据方案 / {listed} / {BODY}")
    assert [line.text for line in found.contents] == listed.split(" / ")
    assert tree(found) == TREE
    assert found.title == "江泽省数据方案"


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "一、总体要求 / 二、重点任务 / ~ / 三、保障措施 / ~",
        "1.摸底 / 2.整改 / 3.验收 / ~",
        "目录是行动的依据 / 一、总体要求 / 二、重点任务",
    ],
)
def test_headings_that_do_not_come_back_are_no_table_of_contents(text):
    assert contents.find(joined(text)) is None


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        ("第一章　总则……1", [("第一章", "总则")]),
        ("第一章 总则 第二章 附则", [("第一章", "总则"), ("第二章", "附则")]),
        ("一、到2025年的目标……12", [("一、", "到2025年的目标")]),
    ],
)
def test_entries(line, entries):
    found = contents.find(joined(f"目录 / {line} / ~"))
    assert [(entry.label.printed, entry.title) for entry in found.entries] == entries


@pytest.mark.parametrize(
    ("printed", "label", "title"),
    [
        ("第二章 重点任务与主要举措", "第二章", "重点任务与主要举措"),
        ("第二节 重点任务与主要举措", "第二章", "重点任务与主要举措"),
        ("与主要举措 第二章 重点任务", "第二章", "重点任务与主要举措"),
        ("重点任务与主要举措 第二章", "第二章", "重点任务与主要举措"),
        ("第二章 / 重点任务与主要举措", "第二章", "重点任务与主要举措"),
        ("第二章 重点任务 / 与主要举措", "第二章", "重点任务与主要举措"),
    ],
)
def test_headings_are_corrected_after_the_contents(printed, label, title):
    listed = "目录 / 第一章 总体要求 / 第二章 重点任务与主要举措 / 第三章 保障措施"
    found = parsed(f"{listed} / 第一章 总体要求 / ~ / {printed} / ~ / 第三章 保障措施 / ~")
    chapter = found.nodes[1]
    assert (chapter.label, chapter.title) == (label, title)
    same = printed.replace(" / ", "").replace(" ", "") == label + title
    assert [doubt.kind for doubt in found.doubts if doubt.line == 7] == ["contents"] * (not same)


def test_a_sentence_with_the_words_of_a_heading_is_none():
    found = parsed(f"目录 / 一、总体要求 / 二、重点任务 / {BODY} / 总体要求，任务重点。")
    assert tree(found).count("chapter") == 3
