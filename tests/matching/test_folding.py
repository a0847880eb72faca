"""The letters that count when texts are compared, each with its place."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.matching.folding import Folder

TEXTS = st.text(
    st.one_of(st.sampled_from("山西运城省市县12.5%ａＢ，、。；\n 𠮷😀\u0301“"), st.characters()),
    max_size=30,
)


def folded(text: str, *issuers: str) -> str:
    return Folder(issuers).fold(text).letters


@given(TEXTS)
def test_every_letter_has_its_place(text: str) -> None:
    found = Folder(["山西省人民政府", "运城市人民政府办公室"]).fold(text)
    assert len(found.letters) == len(found.starts) == len(found.ends)
    places = [place for pair in zip(found.starts, found.ends, strict=True) for place in pair]
    assert places == sorted(places)
    assert all(start < end for start, end in zip(found.starts, found.ends, strict=True))
    assert not places or places[-1] <= len(text)
    for spans in (found.clauses, found.sentences):
        covered = [at for start, end in spans for at in range(start, end)]
        assert covered == list(range(len(found.letters)))
    assert found.borders <= set(range(len(found.letters) + 1))
    assert len(found.grams(0, len(found.letters))) <= max(0, len(found.letters) - 1)


def test_signs_space_width_and_case_do_not_count() -> None:
    assert folded("推动 ５Ｇ（Wi-Fi）“应用”") == folded("推动5G，wi-fi应用")


def test_levels_and_the_issuers_places_read_alike() -> None:
    issuers = ("山西省人民政府办公厅", "运城市人民政府办公室")
    assert folded("我省、山西省统一", *issuers) == folded("我市、运城市统一", *issuers)
    assert folded("山西统一") != folded("运城统一")


def test_a_number_is_one_letter() -> None:
    folder = Folder([])
    one, other = folder.fold("达到5500万千瓦"), folder.fold("达到500万千瓦")
    assert len(one.letters) == len(other.letters) == 6
    assert one.letters != other.letters
    assert (one.starts[2], one.ends[2]) == (2, 6)
    assert one.characters(0, 6) == 9


def test_borders_part_runs_of_letters() -> None:
    found = Folder([]).fold("煤、电，气。油")
    assert found.grams(0, 4) == []
    assert found.clauses == ((0, 2), (2, 3), (3, 4))
    assert found.sentences == ((0, 3), (3, 4))
