import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from desktop.views.offsets import to_code_points, to_units


@pytest.mark.parametrize(
    ("text", "code_points", "units"),
    [
        ("", 0, 0),
        ("政策", 1, 1),
        ("𠮷野家", 1, 2),
        ("𠮷野家", 3, 4),
        ("甲😀乙𠮷", 4, 6),
        ("e\u0301", 2, 2),
    ],
)
def test_known_places(text: str, code_points: int, units: int) -> None:
    assert to_units(text, code_points) == units
    assert to_code_points(text, units) == code_points


def test_inside_a_pair_counts_as_before_it() -> None:
    assert to_code_points("甲𠮷乙", 2) == 1


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.data())
def test_there_and_back_is_the_same_place(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert to_code_points(text, to_units(text, offset)) == offset


def test_qt_counts_as_we_say() -> None:
    text = "甲😀乙𠮷丙"
    document = QTextDocument(text)
    assert document.characterCount() - 1 == to_units(text, len(text))
