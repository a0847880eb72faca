"""Zips of others: what is in them is told, what could do harm is refused."""

import zipfile
from io import BytesIO

import pytest

from desktop.readers.archive import Archive, BadArchiveError, BrokenArchiveError, Limits
from tests.readers.packed import packed

LIMITS = Limits(files=10, unpacked=50_000_000)


def opened(data: bytes) -> Archive:
    return Archive(BytesIO(data), LIMITS)


def test_files_are_read_by_their_names_and_folders_left_out() -> None:
    package = opened(packed({"甲/乙.txt": b"1", "甲/": b"", "丙": b"2"}))
    assert package.names == ("甲/乙.txt", "丙")
    assert package.read("甲/乙.txt") == b"1"
    assert "丙" in package
    assert "丁" not in package
    with pytest.raises(KeyError):
        package.read("丁")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_written_without_saying_in_what_are_understood(encoding: str) -> None:
    name = "关于印发方案的通知.txt"
    written = name.encode(encoding).decode("cp437")
    data = packed({written: b"1"})
    # `zipfile` says that such a name is UTF-8; the programs that write GBK say nothing.
    raw = data.replace(written.encode(), name.encode(encoding).ljust(len(written.encode())))
    raw = bytearray(raw)
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = raw.index(signature) + flags
        raw[at : at + 2] = b"\0\0"
    package = opened(bytes(raw))
    assert [each.rstrip() for each in package.names] == [name]


def test_folders_of_other_systems_are_no_way_out() -> None:
    assert opened(packed({"甲\\乙.txt": b"1"})).names == ("甲/乙.txt",)
    with pytest.raises(BadArchiveError, match="指向包外"):
        opened(packed({"甲\\..\\..\\乙.txt": b"1"}))


def test_a_bomb_is_given_up_before_it_fills_the_memory() -> None:
    package = opened(packed({"甲": b"\0" * 40_000_000}))
    with pytest.raises(BadArchiveError, match="解压后超过"):
        package.read("甲")


def test_all_that_is_read_counts_together() -> None:
    package = opened(packed({"甲": b"\0" * 9_000_000, "乙": b"1"}))
    for _ in range(5):
        package.read("甲")
    with pytest.raises(BadArchiveError, match="超过 50 MB"):
        package.read("甲")


@pytest.mark.parametrize("place", range(0, 120, 7))
def test_a_zip_cut_off_is_broken(place: int) -> None:
    whole = packed({"甲": b"1234567890" * 9, "乙": b"2"})
    with pytest.raises(BrokenArchiveError):
        opened(whole[:place]).read("甲")


def test_a_crowd_is_refused() -> None:
    with pytest.raises(BadArchiveError, match="超过 10 个"):
        opened(packed({str(number): b"" for number in range(11)}))


def test_what_is_packed_unusually_is_refused() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("甲", b"1")
    with pytest.raises(BadArchiveError, match="压缩方式"):
        opened(made.getvalue()).read("甲")
