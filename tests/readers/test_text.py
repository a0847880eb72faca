"""What a text file's bytes say: characters, lines, pages, and what is no text at all."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import handing, paths, readers
from desktop.errors import UserError
from desktop.readers import text

PIECES = [
    "一、总体要求",
    "第一条",
    "1. 中",
    "关于印发通知",
    "abc def 中文",
    "（一）加快5G基站建设。到2025年，建成3000座。",
    "山西省人民政府办公厅关于印发山西省推动经济回升向好的通知\n一、总体要求\n坚持稳中求进",
]
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16"]


def test_soft_hyphens_stay_at_the_end_of_lines_only() -> None:
    data = "一、co\u00adop\u00ad\r\n\u00ad山\u00ad西\u00ad \r\n&shy;完".encode()
    assert printed(data) == "一、coop\u00ad\n山西\u00ad \n完"


def printed(data: bytes) -> str:
    return "\n".join(line.text for line in text.source("甲.txt", data).lines)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("piece", PIECES)
def test_short_texts_are_read_in_every_encoding(piece: str, encoding: str) -> None:
    assert printed(piece.encode(encoding)) == piece


@pytest.mark.parametrize("encoding", [*ENCODINGS, "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("seed", paths.seeds(), ids=lambda seed: seed.name[:3])
def test_the_seeds_are_read_the_same_in_every_encoding(seed: Path, encoding: str) -> None:
    printed_text = seed.read_text(encoding="utf-8")
    source = text.source(seed.name, printed_text.encode(encoding))
    assert source.lines == text.source(seed.name, seed.read_bytes()).lines
    assert source.doubts == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("piece", [PIECES[0], PIECES[5], PIECES[6]])
def test_utf_16_is_recognised_without_a_byte_order_mark(piece: str, encoding: str) -> None:
    assert printed(piece.encode(encoding)) == piece


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("总体要求".encode(), "utf_8"),
        ("\ufeff总体要求".encode(), "utf_8"),
        ("总体要求，坚持稳中求进".encode("gb18030"), "gb18030"),
        ("总体要求".encode("utf-16"), "utf_16"),
    ],
)
def test_the_encoding_is_kept_with_the_source(data: bytes, encoding: str) -> None:
    assert text.source("甲.txt", data).encoding == encoding


def test_characters_beyond_the_basic_plane_survive() -> None:
    rare = "𠮷野家的𝕏与😀"
    for encoding in ENCODINGS:
        assert printed(f"一、{rare}加快建设".encode(encoding)) == f"一、{rare}加快建设"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("seed", paths.seeds(), ids=lambda seed: seed.name[:3])
def test_bytes_that_cannot_be_read_are_replaced_and_doubted(seed: Path, encoding: str) -> None:
    clean = seed.read_text(encoding="utf-8") + "完"
    data = clean.encode(encoding)[:-1]  # the last character is cut in half
    source = text.source(seed.name, data)
    assert len(source.doubts) == 1
    number, line, message = source.doubts[0]
    assert "�" in line
    assert "�" in source.lines[-1].text
    assert number == source.lines[-1].number
    assert message.endswith("。")
    whole = text.source(seed.name, clean.encode())
    assert source.lines[:-1] == whole.lines[: len(source.lines) - 1]


def test_each_damaged_line_becomes_one_doubt() -> None:
    lines = [f"第{number}行，加快推进各项重点工作任务。".encode() for number in range(60)]
    for number in (3, 17, 41):
        lines[number] = lines[number][:10] + b"\xff\xfe" + lines[number][10:]
    source = text.source("甲.txt", b"\n".join(lines))
    assert [number for number, _, _ in source.doubts] == [4, 18, 42]


def test_a_replacement_character_of_the_file_itself_is_doubted_too() -> None:
    source = text.source("甲.txt", "一、总体�求\n二、保障措施".encode())
    assert [(number, line) for number, line, _ in source.doubts] == [(1, "一、总体�求")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_only_where_editors_end_them(end: str) -> None:
    data = end.join(["一、甲", "", "乙\u2028丙\x85丁\x0b戊\x1c己", "庚"]).encode()
    source = text.source("甲.txt", data)
    assert [line.number for line in source.lines] == [1, 2, 3, 4]
    assert source.lines[2].text == "乙\u2028丙 丁 戊 己"
    assert source.lines[3].text == "庚"


def test_a_form_feed_begins_a_page_but_no_line() -> None:
    source = text.source("甲.txt", "第一页\n\f第二页\n还是\f第三页\n".encode())
    assert [(line.number, line.page) for line in source.lines][:3] == [(1, 1), (2, 2), (3, 3)]
    assert len(source.lines) == 4


def test_control_characters_are_spaces() -> None:
    source = text.source("甲.txt", "一、总\0体要\x01求，加快推进\x7f各项工作".encode())
    assert source.lines[0].text == "一、总 体要 求，加快推进 各项工作"
    assert source.doubts == ()


@pytest.mark.parametrize("blank", ["", "\ufeff", "\n\n \t\r\n", "\u3000\u3000\n", "\f\n"])
def test_a_file_of_blanks_holds_no_text(blank: str) -> None:
    with pytest.raises(UserError, match=r"“甲\.txt”里没有文字.*。$"):
        text.source("甲.txt", blank.encode())


@pytest.mark.parametrize(
    ("magic", "what"),
    [
        (b"PK\x03\x04", "压缩包、Word"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Word"),
        (b"{\\rtf1", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (b"SQLite format 3\0", "数据库"),
        (b"\x1f\x8b\x08", "压缩包"),
    ],
)
def test_a_renamed_file_of_another_kind_is_named(magic: bytes, what: str) -> None:
    with pytest.raises(UserError) as caught:
        text.source("通知.txt", magic + b"body" * 100)
    assert "“通知.txt”" in str(caught.value)
    assert what in str(caught.value)


@pytest.mark.parametrize("size", [300, 5_000, 100_000])
def test_bytes_that_are_no_text_are_refused(size: int) -> None:
    data = random.Random(size).randbytes(size)  # noqa: S311 - only has to be noise
    with pytest.raises(UserError, match=r"“甲\.txt”不是文字文件"):
        text.source("甲.txt", data)
    with pytest.raises(UserError, match=r"“甲\.txt”不是文字文件"):
        text.source("甲.txt", bytes(size))


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        source = text.source("甲.txt", data)
    except UserError:
        return
    numbers = [line.number for line in source.lines]
    assert numbers == sorted(numbers)
    "".join(line.text for line in source.lines).encode()  # no lone surrogates


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="�")))
def test_any_printable_text_is_read_as_utf_8(piece: str) -> None:
    source = text.source("甲.txt", ("一、总体要求" + piece).encode())
    assert source.encoding == "utf_8"
    assert source.doubts == ()


def test_the_dispatcher_reads_both_endings_in_any_case(tmp_path: Path) -> None:
    for name in ("甲.txt", "乙.md", "丙.TXT", "丁.Md"):
        path = tmp_path / name
        path.write_bytes("一、总体要求".encode())
        source = readers.read(path)
        assert source.name == name
        assert source.lines[0].text == "一、总体要求"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"找不到文件“没有\.txt”"):
        readers.read(tmp_path / "没有.txt")


def test_a_folder_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "文件夹.txt"
    folder.mkdir()
    with pytest.raises(UserError, match=r"“文件夹\.txt”是文件夹"):
        readers.read(folder)


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    loop = tmp_path / "环.txt"
    loop.symlink_to(loop)
    with pytest.raises(UserError, match=r"读不了文件“环\.txt”"):
        readers.read(loop)


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "空.txt"
    path.touch()
    with pytest.raises(UserError, match=r"“空\.txt”是空文件"):
        readers.read(path)


@pytest.mark.parametrize("name", ["甲.xyz", "没有后缀", "甲.exe"])
def test_an_unknown_format_lists_the_known_ones(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    with pytest.raises(UserError, match=r"\.txt、\.md") as caught:
        readers.read(path)
    assert name in str(caught.value)


def test_a_file_over_200_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(handing.LARGEST + 1)  # takes no room on the disk
    with pytest.raises(UserError, match=r"“大\.txt”超过 200 MB"):
        readers.read(path)


def test_a_name_of_undecodable_bytes_can_be_shown_and_stored(tmp_path: Path) -> None:
    path = Path(str(tmp_path / "\udcff通知.txt"))
    path.write_bytes("一、总体要求".encode())
    assert readers.read(path).name == "\ufffd通知.txt"


@pytest.mark.parametrize("name", ["没有", "没有.xyz", "没有.txt"])
def test_a_missing_file_is_missing_whatever_its_ending(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match=f"找不到文件“{name}”"):
        readers.read(tmp_path / name)
