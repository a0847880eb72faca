"""Speed of the parser; loose here, for a busy machine, exact in benchmarks/."""

import pytest

from desktop import structure
from tests.documents import seed_files, source_of
from tests.shorthand import FILLER
from tests.timing import growth, least

pytestmark = pytest.mark.timed

KILO = 1000  # code points
SHAPES = {  # texts that make a parser look back or ahead: `i` counts their lines
    "the same label": lambda i: "1. 加强组织领导",
    "numbers that go on": lambda i: f"{i % 900 + 1}.夯实基础。{FILLER}",
    "lists that begin again": lambda i: f"{i % 3 + 1}. 任务{i}",
    "headings listed before": lambda i: f"{i % 900 + 1}. 任务{i % 9000}",
    "contents": lambda i: f"第{'一二三四五六七八九'[i % 9]}章 任务{i}……{i % 900}" if i else "目录",
    "names": lambda i: "张三",
    "a title below names": lambda i: "工作通知" if i % 50 == 9 else "张三",
    "titles": lambda i: "工作方案" if i % 3 else f"{i % 2 + 1}.加强领导",
    "annexes": lambda i: ("附件", "任务清单", FILLER)[i % 3],
    "one paragraph": lambda i: "加快推进产业转型升级加快推进产业转型升级加快推进产业转",
    "lines of one width": lambda i: f"{FILLER}（责任单位：市财政局）",
    "one list of addressees": lambda i: "成文日期：",
    "one box": lambda i: f"{i}.建设重点工程" if i else "专栏1 重点工程",
    "one box with a table": lambda i: "指标" if i > 1 else ("专栏1 指标", "|甲|乙|")[i],
    "one measure": lambda i: FILLER if i else "1.夯实基础",
    "repeated headings": lambda i: ("- 3 -", "第一章 总体要求", FILLER, FILLER)[i % 4],
}
LONG_LINES = (
    "　",
    "加 ",
    "/a",
    "<!--",
    "<td>",
    "（",
    "：“",
    "责任单位：",
    "_",
    "- ",
    "1.",
    "甲.pdf",
)


def repeated(size):
    """The seeds one behind the other, over and over, to `size` code points."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in seed_files())
    return (text * (size // len(text) + 1))[:size]


def parsed(text):
    return structure.outline(source_of(text))


def test_a_million_characters():
    source = source_of(repeated(1000 * KILO))
    assert least(lambda: structure.outline(source), runs=3) <= 4


def test_time_grows_with_the_length():
    assert growth(lambda size: parsed(repeated(size)), 500 * KILO, runs=2) <= 6


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_lines_whatever_they_are(shape):
    def read(count):
        parsed("\n".join(SHAPES[shape](i) for i in range(count)))

    assert growth(read, 2_000, runs=2) <= 8  # 16 looks back for each line


@pytest.mark.parametrize("piece", LONG_LINES)
def test_a_line_may_be_very_long(piece):
    def read(size):
        long = piece * (size // len(piece))
        parsed(f"一、总则\n加{long}快\n加{long}\n二、保障")

    assert growth(read, 15 * KILO, runs=2) <= 8


@pytest.mark.soak
@pytest.mark.timeout(300)
def test_ten_million_characters_take_no_more_than_twelve_times_one_million():
    assert growth(lambda size: parsed(repeated(size)), 1000 * KILO, times=10, runs=2) <= 12
