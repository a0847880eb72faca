"""Saved pages whose text a frame shows: read from the page's own folder, or from the same file."""

from base64 import b64encode
from pathlib import Path

import pytest

from desktop import readers
from desktop.readers import beside, web
from desktop.readers.reading import BadFileError, straight_on
from desktop.readers.web import mht
from tests.readers.web.test_web import MEASURES, around, paragraphs

INNER = f"<html><head><meta charset=gbk></head><body>{paragraphs(MEASURES)}</body></html>"
SHARE = "<html><body><a href=/x>分享</a>扫一扫在手机打开当前页</body></html>"


def texts(path: Path) -> list[str]:
    return [line.text.strip() for line in readers.read(path).lines if line.text.strip()]


def saved(folder: Path, source: str, name: str = "通知.html", ending: str = "_files") -> Path:
    """A page that shows a frame, with a folder beside it."""
    page = folder / name
    page.write_text(around(f'<iframe width=9 src="{source}"></iframe>'), "utf-8")
    own = folder / f"{page.stem}{ending}"
    own.mkdir()
    (own / "正文.html").write_bytes(INNER.encode("gbk"))
    (own / "inner.html").write_text('<iframe src="./正文.html">', "utf-8")
    return page


@pytest.mark.parametrize(
    ("source", "name", "ending"),
    [
        ("./通知_files/正文.html", "通知.html", "_files"),
        ("通知.files\\正文.html", "通知.htm", ".files"),
        ("%E9%80%9A%E7%9F%A5_files/%E6%AD%A3%E6%96%87.html#a", "通知.html", "_files"),
        ("通知_files/inner.html", "通知.html", "_files"),
    ],
)
def test_a_frame_in_the_folder_of_the_page_is_read(
    source: str, name: str, ending: str, tmp_path: Path
) -> None:
    assert texts(saved(tmp_path, source, name, ending)) == MEASURES


@pytest.mark.parametrize(
    "source",
    [
        "../通知_files/正文.html",
        "通知_files/../正文.html",
        "通知_files/二/正文.html",
        "正文.html",
        "其他_files/正文.html",
        "/通知_files/正文.html",
        "file:///通知_files/正文.html",
        "通知_files/链接.html",
        "通知_files/没有.html",
        "通知_files/图.html",
        "通知_files/大.html",
    ],
)
def test_no_other_file_is_touched(source: str, tmp_path: Path) -> None:
    page = saved(tmp_path, source)
    other = tmp_path / "其他_files"
    for folder in (tmp_path, other, tmp_path / "通知_files" / "二"):
        folder.mkdir(exist_ok=True)
        (folder / "正文.html").write_bytes(INNER.encode("gbk"))
    (tmp_path / "通知_files" / "链接.html").symlink_to(other / "正文.html")
    (tmp_path / "通知_files" / "图.html").write_bytes(b"\0" + INNER.encode("gbk"))
    (tmp_path / "通知_files" / "大.html").write_bytes(INNER.encode("gbk") + b" " * beside.LARGEST)
    assert readers.contents(page) == page.read_bytes()
    assert not set(texts(page)) & set(MEASURES[1:])


def test_a_page_without_frames_keeps_its_bytes(tmp_path: Path) -> None:
    page = tmp_path / "甲.html"
    page.write_text(around(paragraphs(MEASURES)), "utf-8")
    assert readers.contents(page) == page.read_bytes()


def test_frames_that_show_each_other_end_somewhere(tmp_path: Path) -> None:
    page = saved(tmp_path, "通知_files/正文.html")
    ring = INNER.replace(
        "</body>", '<iframe src="正文.html"></iframe><iframe src="二.html"></iframe>'
    )
    (tmp_path / "通知_files" / "正文.html").write_bytes(ring.encode("gbk"))
    (tmp_path / "通知_files" / "二.html").write_bytes(b'<iframe src="two.html"><p>2<iframe src=x>')
    assert texts(page)[: len(MEASURES)] == MEASURES


def mail(*parts: tuple[str, str]) -> bytes:
    """A file with pages, each with the lines that head it."""
    made = (
        f"--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n{head}\r\n\r\n"
        f"{b64encode(page.encode('gb18030')).decode()}\r\n"
        for head, page in parts
    )
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
    return f"{head}{''.join(made)}--x--".encode()


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("cid:a@b", "Content-ID: <a@b>"),
        ("two/b.html", "Content-Location: a/two/b.html"),
        ("/x.html", "Content-Location: /x.html"),
    ],
)
def test_frames_of_a_page_saved_as_one_file(source: str, head: str) -> None:
    outer = around(
        f'<iframe src="{source}"></iframe>'
        "<div>欢迎关注我们的活动，更多内容请见首页，谢谢您的支持。</div>"
    )
    outer = outer.replace("utf-8", "gbk")
    data = mail(("Content-Location: a/index.html", outer), ("", SHARE), (head, INNER))
    lines = web.source("甲.mht", data, straight_on).lines
    assert [line.text.strip() for line in lines if line.text.strip()] == MEASURES


def test_a_set_of_frames() -> None:
    outer = '<html><frameset><frame src="top.html"><frame src="b.html"></frameset></html>'
    data = mail(
        ("Content-Location: index.html", outer),
        ("Content-Location: top.html", SHARE),
        ("Content-Location: b.html", INNER),
    )
    lines = web.source("甲.mht", data, straight_on).lines
    assert [line.text.strip() for line in lines if line.text.strip()] == MEASURES


def test_frames_together_may_be_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_LARGEST", 20_000)
    page = "<p>" + "甲" * 6_000
    with pytest.raises(BadFileError, match="内容过多"):
        web.source("甲.mht", mail(("", page), ("", page)), straight_on)


def test_a_part_that_says_very_much_of_itself_is_refused_unread() -> None:
    head = b"MIME-Version: 1.0\nContent-Type: text/html%b\n\n<p>" + "正文。".encode()
    assert mht.parts(head % (b"; a=b" * 100))[0].data
    for more in (b"; a*0*=b" * 200_000, b"; a=b\n\t" * 200_000):
        with pytest.raises(BadFileError, match="说明部分过长"):
            mht.parts(head % more)


@pytest.mark.parametrize("sign", ["&#1;", "&#xb;", "\f", "&#xFFFF;", "\0", "\U0001f600"])
def test_a_frame_may_begin_with_a_sign_that_no_page_may_hold(sign: str) -> None:
    page = f"<meta charset=gbk><body>{sign}甲，乙。<p>丙，丁。"
    data = mail(
        ("", '<p>前，后。<iframe src="a.html"></iframe>'), ("Content-Location: a.html", page)
    )
    text = "".join(line.text for line in web.source("甲.mht", data, straight_on).lines)
    assert "甲，乙。" in text
    assert "丙，丁。" in text
