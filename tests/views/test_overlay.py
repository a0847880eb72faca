from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from desktop.views.overlay import Overlay, Span

_SPANS = st.lists(
    st.builds(
        lambda start, length, mark: Span(start, start + length, QColor(), None, mark),
        st.integers(0, 30), st.integers(0, 9), st.sampled_from("abc"),
    ),
    max_size=12,
)  # fmt: skip


@given(before=_SPANS, after=_SPANS, marks=st.sets(st.sampled_from("abc")))
def test_spans_put_in_place_of_others_are_as_all_set_anew(
    before: list[Span], after: list[Span], marks: set[str]
) -> None:
    changed, fresh = Overlay(), Overlay()
    changed.set(before)
    changed.replace(marks, after)
    kept = sorted(before, key=lambda span: (span.start, -span.end))
    fresh.set([*(span for span in kept if span.mark not in marks), *after])
    for start in range(-1, 45, 4):
        assert list(changed.within(start, start + 6)) == list(fresh.within(start, start + 6))
