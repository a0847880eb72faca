from desktop.model import Kind, Node, Outline
from desktop.views.citation import cited, own_text, where

CHAPTER = Node(Kind.CHAPTER, "一、", 1, "能源")
MEASURE = Node(
    Kind.MEASURE, "1.", 1, "夯实", "夯实。做好。", ("省发改委",), "（责任单位：省发改委）"
)
NAMELESS = Node(Kind.MEASURE, "", None, "保障供应", "保障供应。坚持。")
BULLET = Node(Kind.MEASURE, "——", None, "显著成效", "显著成效。")
LEAD = Node(Kind.LEAD, text="为贯彻。")
OUTLINE = Outline("a.txt", title="若干措施", doc_number="晋政发〔2023〕1号")


def test_a_citation_names_title_number_and_place() -> None:
    assert cited("做好", outline=OUTLINE, name="库名", path=(CHAPTER, MEASURE)) == (
        "做好\n——《若干措施》（晋政发〔2023〕1号）一、1."
    )


def test_what_is_not_known_is_left_out() -> None:
    assert cited("做好", outline=Outline("a.txt"), name="库名", path=()) == "做好\n——《库名》"


def test_a_place_without_a_label_goes_by_its_title() -> None:
    assert where((CHAPTER, NAMELESS)) == "一、“保障供应”"
    assert where((CHAPTER, BULLET)) == "一、“显著成效”"
    assert where((CHAPTER, LEAD)) == "一、"
    assert where((LEAD,)) == ""


def test_a_nodes_own_text_has_label_and_units() -> None:
    assert own_text(MEASURE) == "1.夯实。做好。\n（责任单位：省发改委）"
    assert own_text(CHAPTER) == "一、能源"
