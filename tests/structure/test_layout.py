"""How a text was set: the width at which a page of few lines is broken."""

import pytest

from desktop.structure.layout import measure, rows
from tests.documents import source_of

WORDS = "各地区各部门要切实加强组织领导细化工作举措压实工作责任抓好落实"


@pytest.mark.parametrize(
    ("lines", "width"),
    [
        ((WORDS[:28], WORDS[:28], "完。"), 28),
        ((WORDS[:28], WORDS[:26], "完。"), 28),  # nearly as long as the longest
        ((WORDS[:28], WORDS[:25], "完。"), 0),  # one line says nothing
        ((WORDS[:28], f"{WORDS[:27]}。", "完。"), 0),  # a sentence that ends by chance
        ((WORDS[:12], WORDS[:12], "完。"), 12),
        ((WORDS[:11], WORDS[:11], "完。"), 0),  # too narrow for a page
        ((WORDS + WORDS[:14], WORDS + WORDS[:14], "完。"), 45),
        ((WORDS + WORDS[:15], WORDS + WORDS[:15], "完。"), 0),  # whole paragraphs
    ],
)
def test_the_width_of_a_few_lines(lines: tuple[str, ...], width: float) -> None:
    assert len(WORDS) == 31
    found = measure(rows(source_of("\n".join(lines))))
    assert (found.wrapped, found.width) == (width > 0, width)
