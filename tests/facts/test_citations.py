"""Which documents a text names, and which ones of the library these are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.facts.citations import Catalogue, Known, Mention, Title, mentions
from tests.timing import growth

LIBRARY = [
    Known(
        "growth",
        "晋政办发〔2023〕56号",
        (
            "山西省全力稳增长推动经济持续回升向好的若干措施",
            "山西省人民政府办公厅关于印发山西省全力稳增长推动经济持续回升向好若干措施的通知",
        ),
        "山西省人民政府办公厅",
    ),
    Known(
        "city",
        "运政办发〔2023〕31号",
        ("运城市推动经济持续回升向好一揽子措施",),
        "运城市人民政府办公室",
    ),
    Known(
        "plan",
        "晋政发〔2026〕4号",
        ("山西省国民经济和社会发展第十五个五年规划纲要",),
        "山西省人民政府",
    ),
    Known("bj", "", ("北京市数字经济促进条例",), ""),
    Known("tj", "", ("天津市数字经济促进条例",), ""),
    Known("old", "", ("河谷市政府购买服务指导性目录（2020年版）",), "河谷市财政局"),
    Known("new", "", ("河谷市政府购买服务指导性目录（2024年版）",), "河谷市财政局"),
    Known("opinion", "国发〔2024〕3号", ("国务院关于加强监管防范风险的若干意见",), "国务院"),
]
CATALOGUE = Catalogue(LIBRARY)


def meant(text: str) -> list[str | None]:
    return [CATALOGUE.meant(mention) for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("按照《山西省全力稳增长推动经济持续回升向好的若干措施》要求", "growth"),
        ("《全力稳增长推动经济持续回升向好若干措施》", "growth"),
        (
            "《山西省人民政府办公厅关于印发山西省全力稳增长推动经济持续回升向好若干措施的通知》",
            "growth",
        ),
        ("《关于印发〈山西省全力稳增长推动经济持续回升向好的若干措施〉的通知》", "growth"),
        ("《推动经济持续回升向好若干措施》", "growth"),
        ("根据晋政办发〔2023〕56号文件", "growth"),
        ("（晋政办发[2023] 56 号）", "growth"),
        ("《随便什么》（晋政办发〔2023〕56 号）", "growth"),
        ("《山西省“十五五”国民经济和社会发展规划纲要》", None),
        ("《国民经济和社会发展第十五个五年规划纲要》", "plan"),
        ("《中华人民共和国国民经济和社会发展第十五个五年规划纲要》", None),
        ("《北京市数字经济促进条例》", "bj"),
        ("《数字经济促进条例》", None),
        ("《上海市数字经济促进条例》", None),
        ("《河谷市政府购买服务指导性目录（2024年版）》", "new"),
        ("《河谷市政府购买服务指导性目录（2022年版）》", None),
        ("《河谷市政府购买服务指导性目录》", None),
        ("《关于加强监管防范风险的若干意见》", "opinion"),
        ("《国务院关于加强监管防范风险的若干意见》", "opinion"),
        ("《若干措施》", None),
        ("《全力稳增长推动经济持续回升向好的实施方案》", None),
        ("《运城市全力稳增长推动经济持续回升向好若干措施》", None),
        ("太晋政办发〔2023〕56号", None),
        ("晋政办发〔2023〕5号、晋政办发〔2023〕156号", None),
    ],
)
def test_titles_and_numbers(text: str, document: str | None) -> None:
    assert set(meant(text)) <= {document}
    assert document is None or meant(text) == [document]


def test_where_it_stands() -> None:
    text = "为落实《山西省全力稳增长推动经济持续回升向好的若干措施》（晋政办发〔2023〕56 号）精神，"
    (found,) = mentions(text)
    assert text[found.start : found.end] == text[3:-3]
    assert found.number == "晋政办发[2023]56号"
    assert found.title == Title("山西", "全力稳增长推动经济持续回升向好若干措施", "")


def test_a_short_title_stands_for_the_long_one() -> None:
    text = (
        "《河谷市政府购买服务指导性目录（2024年版）》（以下简称《目录》）已公布。"
        "《目录》有效期三年。"
    )
    assert meant(text) == ["new", "new", "new"]
    short: dict[str, Mention] = {}
    mentions(text, short)
    (later,) = mentions("修订《目录》。", short)
    assert CATALOGUE.meant(later) == "new"
    assert meant("修订《目录》。") == [None]


@given(
    st.text(
        st.sampled_from("《》〈〉（）〔〕2023号晋政发关于印发的通知以下简称“”一\n "), max_size=60
    )
)
def test_any_text(text: str) -> None:
    for found in mentions(text):
        assert 0 <= found.start < found.end <= len(text)
        CATALOGUE.meant(found)


@pytest.mark.timed
@pytest.mark.parametrize("piece", ["一", "《", "《一", "一（2023）"])
def test_long_texts_take_linear_time(piece: str) -> None:
    def looked_through(size: int) -> None:
        mentions(piece * (size // len(piece)) + "》")

    assert growth(looked_through, 40_000) < 8
