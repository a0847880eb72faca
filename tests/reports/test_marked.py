"""A text cut at the borders of its marks: nothing lost, nothing twice, every mark at its words."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.reports import marked
from desktop.reports.content import CommentEnd, CommentStart, Inline, Span
from desktop.reports.marked import Cover

TEXTS = st.text("一二三\n\t。", min_size=1, max_size=30)


@st.composite
def covered(draw: st.DrawFn) -> tuple[str, list[Cover]]:
    text = draw(TEXTS)
    covers = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        covers.append(Cover(start, end, draw(st.sampled_from(["", "Mark1", "Mark2"])), number))
    return text, covers


def words(inlines: list[Inline]) -> str:
    return "".join(each.text for each in inlines if isinstance(each, Span))


@given(covered())
def test_each_comment_is_around_its_words(case: tuple[str, list[Cover]]) -> None:
    text, covers = case
    lines = marked.divided(text, marked.lines(text), covers)
    assert "\n".join(map(words, lines)) == text
    flat: list[Inline] = []
    for line in lines:
        flat += [*line, Span("\n")]
    for cover in covers:
        begin = flat.index(CommentStart(cover.comment or 0))
        end = flat.index(CommentEnd(cover.comment or 0))
        assert words(flat[begin:end]) == text[cover.start : cover.end]
    assert len(flat) == len([each for each in flat if isinstance(each, Span)]) + 2 * len(covers)


@given(covered())
def test_words_have_the_colour_of_the_shortest_mark(case: tuple[str, list[Cover]]) -> None:
    text, covers = case
    (line,) = marked.divided(text, [(0, len(text))], covers)
    place = 0
    for span in line:
        if isinstance(span, Span):
            for at in range(place, place + len(span.text)):
                over = [each for each in covers if each.start <= at < each.end and each.style]
                shortest = min((each.end - each.start for each in over), default=0)
                styles = {each.style for each in over if each.end - each.start == shortest}
                assert span.style in (styles or {""})
            place += len(span.text)
    assert place == len(text)


def test_cells_are_one_character_apart() -> None:
    assert marked.cells(["指标", "", "亿吨"]) == [(0, 2), (3, 3), (4, 6)]
