"""A hostile or broken package is refused with a sentence, and nothing of it is believed."""

import json
import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.exchange import archive
from tests.exchange.made import package
from tests.timing import least

GOOD = b"[]"


def raw(path: Path, *names: str, data: bytes = GOOD) -> Path:
    """Write a zip with names as they are, also twice."""
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as file:
        warnings.simplefilter("ignore")  # zipfile warns of names that are there twice
        for name in names:
            file.writestr(zipfile.ZipInfo(name), data)
    return path


def refused(path: Path, words: str) -> None:
    before = path.read_bytes()
    with pytest.raises(UserError, match=words) as caught:
        archive.read(path)
    assert path.name in str(caught.value)
    assert "没有改动" in str(caught.value)
    assert path.read_bytes() == before


def test_lists_come_back_as_they_were_written(tmp_path: Path) -> None:
    files = {"annotations.json": [{"a": "甲𠮷\x00=1"}, 1, None], "别的.json": [[1.5]]}
    archive.write(tmp_path / "包.zip", files)
    assert archive.read(tmp_path / "包.zip") == files
    with zipfile.ZipFile(tmp_path / "包.zip") as file:
        assert "甲𠮷" in file.read("annotations.json").decode()


def test_missing_files_are_empty_and_others_are_left_out(tmp_path: Path) -> None:
    files = {"tags.json": [1], "read.me": b"\xff", "__MACOSX/tags.json": b"\xff", "文件夹/": b""}
    assert archive.read(package(tmp_path / "包.zip", files)) == {"tags.json": [1]}


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    files = {"tags.json": b"\xef\xbb\xbf[2]"}
    assert archive.read(package(tmp_path / "包.zip", files)) == {"tags.json": [2]}


@pytest.mark.parametrize(
    "name",
    [
        "../annotations.json",
        "/etc/passwd",
        "a/../../b.json",
        "C:\\a.json",
        "..\\a.json",
        "c:a.json",
    ],
)
def test_a_path_that_leads_outside_is_refused(tmp_path: Path, name: str) -> None:
    refused(raw(tmp_path / "包.zip", "annotations.json", name), "指向包外")
    assert {each.name for each in tmp_path.iterdir()} == {"包.zip"}


@pytest.mark.parametrize(
    "content",
    [
        b"{", b'{"a": 1}', b'"text"', b"\xff\xfe[]", b"[NaN]", b"[" * 100_000, b"", b"[1, 2",
        b"[" + b"9" * 5000 + b"]", b"null",
    ],
)  # fmt: skip
def test_what_is_no_json_list_is_refused(tmp_path: Path, content: bytes) -> None:
    refused(package(tmp_path / "包.zip", {"annotations.json": content}), "annotations.json")


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all" * 99, b"PK\3\4" + b"\0" * 99])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "包.zip"
    path.write_bytes(content)
    refused(path, "不是批注包")


def test_another_zip_is_no_package(tmp_path: Path) -> None:
    refused(package(tmp_path / "报告.docx", {"word/document.xml": b"<a/>"}), "不是批注包")


@pytest.mark.parametrize("place", [40, 200, 400])
def test_a_damaged_zip_is_refused(tmp_path: Path, place: int) -> None:
    whole = package(tmp_path / "包.zip", {"annotations.json": [str(n) for n in range(999)]})
    data = bytearray(whole.read_bytes())
    data[place : place + 30] = b"\xa5" * 30
    whole.write_bytes(data)
    refused(whole, "不是批注包|读不出来")


def test_a_package_with_a_password_is_refused(tmp_path: Path) -> None:
    path = package(tmp_path / "包.zip", {"annotations.json": GOOD})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.index(signature) + offset
        data[at : at + 2] = struct.pack("<H", 1)
    path.write_bytes(data)
    refused(path, "有密码")


def test_an_unusual_compression_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "包.zip", "w", zipfile.ZIP_LZMA) as file:
        file.writestr("annotations.json", GOOD)
    refused(tmp_path / "包.zip", "压缩方式")


def test_names_that_are_there_twice_are_refused(tmp_path: Path) -> None:
    refused(raw(tmp_path / "包.zip", "tags.json", "tags.json"), "重名")


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    refused(raw(tmp_path / "包.zip", *(f"{n}.json" for n in range(101))), "超过 100 个")


@pytest.mark.timed
def test_a_long_list_of_files_is_refused_unread(tmp_path: Path) -> None:
    names = [f"{n}{'x' * 200}.json" for n in range(3_000)]
    path = raw(tmp_path / "包.zip", *names)
    assert least(lambda: refused(path, "超过 100 个"), runs=3) < 0.1


def test_a_bomb_is_never_unpacked(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "包.zip", "w", zipfile.ZIP_DEFLATED) as file,
        file.open("annotations.json", "w", force_zip64=True) as bomb,
    ):
        for _ in range(300):
            bomb.write(b" " * 1_000_000)
    assert (tmp_path / "包.zip").stat().st_size < 1_000_000
    refused(tmp_path / "包.zip", "解压后超过 100 MB")


def test_files_that_are_too_big_together_are_refused(tmp_path: Path) -> None:
    blank = b"[" + b" " * 60_000_000 + b"]"
    refused(
        package(tmp_path / "包.zip", {"annotations.json": blank, "tags.json": blank}),
        "解压后超过",
    )


def test_a_size_that_lies_is_not_believed(tmp_path: Path) -> None:
    path = package(tmp_path / "包.zip", {"annotations.json": json.dumps(["甲"] * 9999).encode()})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\1\2") + 24
    data[at : at + 4] = struct.pack("<I", 10)
    path.write_bytes(data)
    refused(path, "不是批注包|读不出来")


def test_a_file_that_is_too_big_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "包.zip"
    with path.open("wb") as file:
        file.truncate(archive.PACKED + 1)
    with pytest.raises(UserError, match="超过 50 MB"):
        archive.read(path)


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    content = b"[" + b"1," * archive.ENTRIES + b"1]"
    refused(package(tmp_path / "包.zip", {"annotations.json": content}), "条目超过")


@pytest.mark.parametrize("name", ["没有.zip", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="打不开批注包") as caught:
        archive.read(tmp_path / name)
    assert str(tmp_path) in str(caught.value)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有写成"):
        archive.write(tmp_path / "没有" / "包.zip", {"tags.json": []})
