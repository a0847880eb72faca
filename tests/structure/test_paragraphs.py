"""Lines to paragraphs: what the width broke is joined, what was printed apart stays apart."""

import pytest

from desktop.structure import layout, paragraphs
from tests.documents import source_of
from tests.shorthand import FILLER

PAGE = FILLER * 12  # enough lines of one width to tell the width


def wrapped(texts, *, width=28, indent="", blank=False):
    """Paragraphs set in lines of that many Chinese characters, some prose in front."""
    lines = []
    for text in [PAGE, *texts]:
        rest = indent + text
        while rest:
            lines += [rest[:width], ""] if blank else [rest[:width]]
            rest = rest[width:]
    return lines


def read(lines):
    found = layout.rows(source_of("\n".join(lines)))
    return [p.text for p in paragraphs.join(found, layout.measure(found))]


HEADED = [
    "一、总体要求",
    f"（一）加强领导。{FILLER}{FILLER}",
    "二、重点任务",
    f"1.加强保障。{FILLER}",
    f"2.2025年继续加强保障。{FILLER}",
    f"——坚持创新。{FILLER}",
]


@pytest.mark.parametrize("width", [26, 28, 30, 33])
@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
@pytest.mark.parametrize("blank", [False, True])
def test_wrapped_lines_are_joined(width, indent, blank):
    assert read(wrapped(HEADED, width=width, indent=indent, blank=blank)) == [PAGE, *HEADED]


def test_lines_that_are_paragraphs_stay():
    lines = [
        f"{FILLER}{FILLER}",
        FILLER,
        "一、总体要求",
        f"1.{FILLER}",
        f"{FILLER}{FILLER}{FILLER}",
    ]
    assert read(lines) == lines


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("坚持目标导向，", "推动落实。", True),
        ("市财政局、", "市科技局负责。", True),
        (f"{FILLER}到2025年", "实现全面覆盖。", True),
        (FILLER, "推动落实。", False),
        ("总体要求", "推动落实。", False),
        ("坚持目标导向，", "1.推动落实。", False),
        ("坚持目标导向，", "|甲|乙|", False),
        ("# 总体要求，", "推动落实。", False),
        (f"{FILLER}（责任单位：市财政局", "市科技局）", True),
    ],
)
def test_a_page_break_in_a_sentence(before, after, joined):
    assert len(read([before, after])) == 1 + (not joined)


def test_a_cross_reference_at_a_line_start_is_no_article():
    text = f"第一条　{'甲' * 22}第四十二条第二项规定的，从其规定。"
    assert read(wrapped([text])) == [PAGE, text]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [("use", "of", "use of"), ("使用", "AI", "使用AI"), ("到2025", "年底", "到2025年底")],
)
def test_what_joins_two_lines(before, after, joined):
    room = 28 - len(before.encode("gb18030")) // 2
    text = f"{FILLER[:room]}{before}\n{after}{FILLER[-15:]}"
    assert joined in read([*wrapped([]), *text.split("\n")])[-1]


def test_paragraphs_that_begin_alike_stay_apart():
    full = (
        "坚持目标导向和问题导向相结合推动落地见效年度任务完成"[:25] + "。"
    )  # with 一是 a line of 28
    count = [
        "一是推动落地。",
        "二是完成任务。",
        f"三是{full}",
        "四是推动落地。",
        f"五是{full}",
        "六是完成。",
    ]
    assert read(wrapped(count))[1:] == count


@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_lists_of_who_was_there_stand_each_by_itself(indent):
    names = "、".join(f"王{digit}某" for digit in "一二三四五六七八九十")
    rolls = [f"出席：{names}", f"列席：市政府办公室{names}", "请假：李某", f"记录：{names[:20]}"]
    assert read(wrapped(rolls, indent=indent)) == [PAGE, *rolls]


def test_names_set_in_below_each_other_go_on_with_their_list():
    lines = [
        *wrapped(["会议强调抓好落实。"], indent="\u3000\u3000"),
        "　　出席：王某某　李某某　张某某",
        "　　　　　赵某某　孙某某",
        "　　列席：周某某　吴某某",
    ]
    assert read(lines)[2:] == [
        "出席：王某某　李某某　张某某赵某某　孙某某",
        "列席：周某某　吴某某",
    ]


@pytest.mark.parametrize("blank", [False, True])
def test_a_word_divided_by_a_soft_hyphen_is_joined(blank):
    text = f"一、支持{FILLER[:20]}inter\u00ad"
    lines = [*wrapped([], blank=blank), text, *([""] if blank else []), "national\u00ad"]
    assert read(lines)[-1] == f"一、支持{FILLER[:20]}international"
