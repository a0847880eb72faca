"""Folders and archives are imported file by file, with one list of what became of each."""

import struct
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import pytest

from desktop.actions import batches, documents
from desktop.actions.documents import Imported
from desktop.store import Store
from tests.journeys import policy
from tests.readers.packed import packed
from tests.readers.word_files import as_word

TEXT = "云岭省关于测试的若干措施\n一、总则\n（一）加快建设。抓好落实。\n"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "library.db") as opened:
        yield opened


def told(results: Sequence[Imported], folder: Path) -> list[tuple[str, str]]:
    return [(each.path.relative_to(folder).as_posix(), each.outcome) for each in results]


def test_a_folder_is_imported_with_all_below_it(empty: Store, tmp_path: Path) -> None:
    folder = tmp_path / "文件"
    (folder / "二").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    own = policy(folder, 1).name
    (folder / "二" / "乙.docx").write_bytes(as_word(TEXT))
    (folder / "二" / "空.txt").touch()
    for name in ("~$乙.docx", ".甲.txt", "图.jpg", ".hidden/丙.txt", "二/压缩.zip"):
        (folder / name).write_bytes(b"x")
    steps: list[tuple[int, int, str]] = []
    results = documents.import_files(
        empty, paths=[folder], progress=lambda *step: steps.append(step)
    )
    assert sorted(told(results, folder)) == sorted(
        [(own, "new"), ("二/乙.docx", "new"), ("二/空.txt", "failed")]
    )
    assert (steps[0][:2], steps[-1]) == ((0, 3), (3, 3, ""))
    assert "文件/二/乙.docx" in {name for _, _, name in steps}


def test_an_archive_is_imported_with_those_in_it(empty: Store, tmp_path: Path) -> None:
    path = tmp_path / "一批.zip"
    deep = packed({"丁.txt": TEXT.encode()})
    inner = packed({"丙.txt": TEXT.encode(), "深.zip": deep, "夹\\戊.txt": TEXT.encode()})
    path.write_bytes(
        packed(
            {
                "夹/乙.docx": as_word(TEXT), "甲.txt": TEXT.replace("测试", "试验").encode(),
                "内.zip": inner, "空.txt": b"", "__MACOSX/甲.txt": b"x", "坏.docx": b"PK\3\4",
                "坏.zip": b"x", "空.zip": packed({}),
            }
        )
    )  # fmt: skip
    results = documents.import_files(empty, paths=[path])
    assert told(results, path) == [
        ("内.zip/丙.txt", "new"), ("内.zip/夹/戊.txt", "same"), ("内.zip/深.zip", "failed"),
        ("坏.docx", "failed"), ("坏.zip", "failed"), ("夹/乙.docx", "same"), ("甲.txt", "new"),
        ("空.txt", "failed"), ("空.zip", "failed"),
    ]  # fmt: skip
    messages = [each.message for each in results]
    assert "一批.zip/内.zip/深.zip”：压缩包套得太深" in messages[2]
    assert "一批.zip/坏.zip”：文件已损坏" in messages[4]
    assert "一批.zip/空.txt" in messages[7]
    assert "一批.zip/空.zip”里没有能读的文件" in messages[8]
    assert documents.import_files(empty, paths=[path])[0].outcome == "same"


def test_archives_in_an_archive_have_a_limit_together(
    empty: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "一批.zip"
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as inner:  # not packed, so that the outer one is smaller
        inner.writestr("丙.txt", TEXT * 500)
    path.write_bytes(packed({"1.zip": made.getvalue(), "2.zip": made.getvalue()}))
    monkeypatch.setattr("desktop.handing.LARGEST", len(made.getvalue()))
    (first, second) = documents.import_files(empty, paths=[path])
    assert first.outcome == "new"
    assert "压缩包里的压缩包共超过" in second.message


def test_names_in_an_archive_may_be_written_in_gbk(empty: Store, tmp_path: Path) -> None:
    name = "关于测试的通知.txt".encode("gbk")
    data = bytearray(packed({"x" * len(name): TEXT.encode()}))
    for signature, at in ((b"PK\3\4", 30), (b"PK\1\2", 46)):
        place = data.index(signature) + at
        data[place : place + len(name)] = name
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    (result,) = documents.import_files(empty, paths=[path])
    assert (result.outcome, result.path.name) == ("new", "关于测试的通知.txt")


FRAME = '<html><body><iframe src="./页_files/b.html"></iframe></body></html>'
PAGES = {
    "夹/页.html": FRAME.encode(),
    "夹/页_files/b.html": f"<meta charset=utf-8><p>{'<p>'.join(TEXT.split())}".encode(),
    "夹/页_files/ad.html": "<p>广告。</p>".encode(),
    "夹/孤_files/c.html": f"<meta charset=utf-8><p>{TEXT.replace('测试', '试验')}".encode(),
}


@pytest.mark.parametrize("packs", [True, False])
def test_frames_are_read_with_their_page_only(packs: bool, empty: Store, tmp_path: Path) -> None:
    path = tmp_path / "一批.zip"
    if packs:
        path.write_bytes(packed(PAGES))
    else:
        for name, data in PAGES.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(data)
    results = documents.import_files(empty, paths=[path])
    assert sorted(told(results, path)) == [("夹/孤_files/c.html", "new"), ("夹/页.html", "new")]
    page = next(each.document for each in results if each.path.name == "页.html")
    assert page is not None
    assert [line.text for line in documents.source_lines(empty, document=page.id)] == TEXT.split()


def test_an_archive_with_a_password_is_told(empty: Store, tmp_path: Path) -> None:
    data = bytearray(packed({"甲.txt": TEXT.encode()}))
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.index(signature) + offset
        data[at : at + 2] = struct.pack("<H", 0x801)
    path = tmp_path / "密.zip"
    path.write_bytes(data)
    (result,) = documents.import_files(empty, paths=[path])
    assert result.outcome == "failed"
    assert "“密.zip/甲.txt”：它有密码" in result.message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no zip", "已损坏"),
        (packed({"图.jpg": b"x"}), "没有能读的文件"),
        (packed({"../甲.txt": b"x"}), "指向包外"),
        (packed({f"{n}.txt": b"" for n in range(batches.MOST + 1)}), "超过 5000 个"),
        (packed({"甲.txt": b" " * 30_000_000}), "解压后超过"),
    ],
)
def test_a_bad_archive_is_told_and_stops_nothing(
    empty: Store, tmp_path: Path, data: bytes, words: str
) -> None:
    path = tmp_path / "坏.zip"
    path.write_bytes(data)
    results = documents.import_files(empty, paths=[path, policy(tmp_path, 1)])
    assert [each.outcome for each in results] == ["failed", "new"]
    assert words in results[0].message
    assert "坏.zip" in results[0].message
    assert {each.name for each in tmp_path.iterdir()} & {"甲.txt", "0.txt"} == set()


def test_a_folder_with_nothing_to_read_is_told(empty: Store, tmp_path: Path) -> None:
    folder = tmp_path / "空"
    folder.mkdir()
    (result,) = documents.import_files(empty, paths=[folder])
    assert "文件夹“空”里没有能读的文件" in result.message


def test_a_folder_that_leads_back_to_itself_ends(empty: Store, tmp_path: Path) -> None:
    folder = tmp_path / "环"
    folder.mkdir()
    policy(folder, 1)
    (folder / "内").symlink_to(folder, target_is_directory=True)
    assert [each.outcome for each in documents.import_files(empty, paths=[folder])] == ["new"]


def test_an_archive_that_is_too_large_is_not_read(
    empty: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.handing.LARGEST", 10)
    path = tmp_path / "大.zip"
    path.write_bytes(packed({"甲.txt": TEXT.encode()}))
    (result,) = documents.import_files(empty, paths=[path])
    assert "超过 200 MB" in result.message


def test_what_cannot_be_read_is_named_and_the_rest_is_imported(
    empty: Store, tmp_path: Path
) -> None:
    broken, long = tmp_path / "坏.zip", tmp_path / f"{'长' * 300}.txt"
    broken.symlink_to("/proc/self/mem")  # a file that can be opened and not read
    results = documents.import_files(empty, paths=[broken, long, policy(tmp_path, 1)])
    assert [each.outcome for each in results] == ["failed", "failed", "new"]
    assert results[0].message.startswith("读不了文件“坏.zip”")
    assert "名称太长" in results[1].message


def test_the_formats_name_archives_too() -> None:
    assert {".txt", ".docx", ".doc", ".html", ".zip"} <= set(documents.formats())
