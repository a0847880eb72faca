import pytest
from PySide6.QtGui import QTextFormat
from PySide6.QtWidgets import QApplication

from desktop.model import Kind, Line, Node, Outline
from desktop.views.compose import chinese_date, compose
from desktop.views.page import Page
from desktop.views.theme import LIGHT, Fonts
from desktop.views.typography import Typography

ROWS = (("序号", "指标"), ("一、经济", ""), ("1", "产值"))
OUTLINE = Outline(
    source="a.txt",
    title="若干措施",
    notice_title="关于印发若干措施的通知",
    issuer="山西省人民政府",
    doc_number="晋政发〔2023〕1号",
    issued_on="2023-09-05",
    addressees="各市",
    nodes=(
        Node(Kind.LEAD, text="为贯彻部署，制定本措施。", first_line=3, last_line=4, id="lead"),
        Node(
            Kind.CHAPTER,
            "一、",
            1,
            "总体要求",
            first_line=6,
            last_line=6,
            id="c1",
            children=(
                Node(
                    Kind.MEASURE, "1.", 1, "夯实基础", "夯实基础。𠮷地做好。\n第二段。",
                    ("省发改委",), "（责任单位：省发改委）", None, 8, 12, (), "m1",
                ),
                Node(
                    Kind.MEASURE, "2.", 2, "稳定价格", "稳定价格。完善体系。",
                    first_line=14, last_line=15, id="m2",
                ),
                Node(
                    Kind.BOX, "专栏 1", 1, "指标", first_line=17, last_line=17, id="b1",
                    children=(
                        Node(Kind.ITEM, title="煤炭", text="煤炭。续建。", first_line=18,
                             last_line=18, id="i1"),
                        Node(Kind.TABLE, text="", rows=ROWS, first_line=19, last_line=21, id="t1"),
                    ),
                ),
                Node(
                    Kind.ARTICLE, "第三条", 3, "各级应当负责", "各级应当负责。",
                    first_line=23, last_line=23, id="a1",
                ),
            ),
        ),
        Node(Kind.ANNEX, "附件1", 1, "名单", first_line=30, last_line=30, id="x1"),
    ),
    front_matter=(Line(1, "通知正文。"),),
    back_matter=("抄送：省委。",),
)  # fmt: skip


@pytest.fixture
def page(qapp: QApplication) -> Page:
    return compose(OUTLINE, name="库中名称", type_=Typography(theme=LIGHT, fonts=Fonts.found()))


def text_of(page: Page, node: str) -> str:
    place = page.place(node)
    assert place is not None
    cut = page.document.toPlainText().encode("utf-16-le")[2 * place.start : 2 * place.end]
    return cut.decode("utf-16-le")


def test_the_page_reads_as_printed(page: Page) -> None:
    lines = page.document.toPlainText().split("\n")
    assert "若干措施" in lines
    assert "晋政发〔2023〕1号 · 2023年9月5日" in lines
    assert "主送：各市" in lines
    assert "一、总体要求" in lines
    assert "1.夯实基础。𠮷地做好。" in lines
    assert "（责任单位：省发改委）" in lines
    assert "专栏 1指标" in lines
    assert "第三条各级应当负责。" in lines
    assert lines[-1] == "抄送：省委。"


def test_every_node_has_its_place_in_order(page: Page) -> None:
    assert [place.node.id for place in page.places] == [
        "lead", "c1", "m1", "m2", "b1", "i1", "t1", "a1", "x1",
    ]  # fmt: skip
    assert text_of(page, "m1") == "1.夯实基础。𠮷地做好。\n第二段。\n（责任单位：省发改委）"
    assert text_of(page, "c1") == "一、总体要求"
    starts = [place.start for place in page.places]
    assert starts == sorted(starts)
    assert page.place("nothing") is None


def test_offsets_are_code_points_of_the_nodes_text(page: Page) -> None:
    place = page.place("m1")
    assert place is not None
    offset = place.node.text.index("地做好")
    position = page.position(place, offset)
    assert page.document.characterAt(position) == "地"
    assert page.where(position) == (place.node, offset)
    second = place.node.text.index("第二段")
    assert page.document.characterAt(page.position(place, second)) == "第"
    assert page.where(place.start) == (place.node, 0)
    assert page.where(0) is None


def test_lines_of_the_source_lead_to_nodes(page: Page) -> None:
    found = {line: page.place_of_line(line) for line in (1, 9, 13, 20, 99)}
    ids = {line: place.node.id if place else None for line, place in found.items()}
    assert ids == {1: None, 9: "m1", 13: "m1", 20: "t1", 99: "x1"}


def test_steps_go_from_measure_to_measure(page: Page) -> None:
    def step(start: str, count: int) -> str | None:
        target = page.step(page.place(start) if start else None, count)
        return target.node.id if target else None

    assert step("", 1) == "m1"
    assert step("", -1) is None
    assert step("m1", 1) == "m2"
    assert step("m2", 1) == "a1"
    assert step("a1", 1) is None
    assert step("m2", -1) == "m1"
    assert step("m1", -1) is None
    assert step("b1", -1) == "m2"
    assert step("i1", 1) == "a1"
    assert step("lead", 1) == "m1"


def test_the_tree_row_of_a_lead_or_table_is_the_one_above(page: Page) -> None:
    lead, table = page.place("lead"), page.place("t1")
    assert lead is not None
    assert table is not None
    assert lead.row is None
    assert table.row is not None
    assert table.row.id == "b1"


def test_boxes_are_framed_and_tables_are_tables(page: Page) -> None:
    (box,) = page.boxes
    table_frame = box.childFrames()[0]
    place = page.place("t1")
    assert place is not None
    assert table_frame.firstPosition() == place.start
    position = page.document.toPlainText().index("产值") + 1
    cursor = box.firstCursorPosition()
    cursor.setPosition(position)
    table = cursor.currentTable()
    assert (table.rows(), table.columns()) == (3, 2)
    assert table.cellAt(1, 0).columnSpan() == 2


def test_hanging_labels_take_two_characters_and_articles_run_in(page: Page) -> None:
    type_ = Typography(theme=LIGHT, fonts=Fonts.found())

    def block_format(node: str) -> tuple[float, float]:
        place = page.place(node)
        assert place is not None
        form = page.document.findBlock(place.start).blockFormat()
        return form.leftMargin(), form.textIndent()

    assert block_format("m1") == (2 * type_.em, -2 * type_.em)
    assert block_format("a1") == (0, 2 * type_.em)
    assert block_format("lead") == (0, 2 * type_.em)


def test_only_a_topic_sentence_with_more_after_it_is_bold(page: Page) -> None:
    def bold_at(node: str) -> bool:
        place = page.place(node)
        assert place is not None
        block = page.document.findBlock(place.body)
        layouts = block.textFormats()
        at = place.body - block.position()
        (form,) = [f.format for f in layouts if f.start <= at < f.start + f.length]
        return form.fontWeight() > 500

    assert bold_at("m1")
    assert not bold_at("a1")


def test_a_nameless_outline_takes_the_librarys_name(qapp: QApplication) -> None:
    type_ = Typography(theme=LIGHT, fonts=Fonts.found())
    page = compose(Outline("a.txt"), name="库中名称", type_=type_)
    assert page.document.toPlainText().strip() == "库中名称"
    assert page.places == []
    assert page.place_at(3) is None


def test_odd_characters_do_not_shift_anything(qapp: QApplication) -> None:
    text = "甲\r\x0b\u2028\u2029\ufdd0\0\ufffc乙\n丙"
    outline = Outline("a.txt", nodes=(Node(Kind.MEASURE, "1.", 1, "甲", text, id="m"),))
    type_ = Typography(theme=LIGHT, fonts=Fonts.found())
    page = compose(outline, name="名", type_=type_)
    place = page.place("m")
    assert place is not None
    for char in "乙丙":
        position = page.position(place, text.index(char))
        assert page.document.characterAt(position) == char


def test_zoom_scales_the_type(qapp: QApplication) -> None:
    fonts = Fonts.found()
    plain, large = (Typography(theme=LIGHT, fonts=fonts, zoom=zoom) for zoom in (1.0, 2.0))
    assert (plain.em, large.em) == (17, 34)
    assert 34 <= (plain.sheet_width - 112) / plain.em <= 40
    assert plain.paragraph().lineHeight() == pytest.approx(1.75 * 17)
    assert large.title.font().pixelSize() == pytest.approx(2 * plain.title.font().pixelSize(), 0.05)


def test_headings_say_their_level(page: Page) -> None:
    place = page.place("c1")
    assert place is not None
    assert page.document.findBlock(place.start).blockFormat().headingLevel() == 2
    ruler = QTextFormat.Property.BlockTrailingHorizontalRulerWidth
    block = page.document.begin()
    rules = 0
    while block.isValid():
        rules += block.blockFormat().hasProperty(ruler)
        block = block.next()
    assert rules == 3


@pytest.mark.parametrize(
    ("iso", "shown"),
    [("2023-09-05", "2023年9月5日"), (None, ""), ("2023", "2023"), ("2023年9月", "2023年9月")],
)
def test_dates_are_written_in_chinese(iso: str | None, shown: str) -> None:
    assert chinese_date(iso) == shown
