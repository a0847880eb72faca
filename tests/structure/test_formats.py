"""The same document gives the same tree, whatever format it came in."""

import json
from collections import Counter
from functools import cache
from html import escape
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from desktop import readers
from desktop.model import Kind
from desktop.structure import outline
from desktop.structure.layout import measure, rows
from tests.documents import CORPUS, gold_of, outline_of, read_here, seed_files
from tests.readers.word_files import as_word
from tests.scoring import DOCUMENT_FIELDS, HeadingScores, heading_scores, seed_scores
from tests.site_pages import FOREIGN, PAGES
from tests.structure.test_holdout import golds
from tests.word_variants import VARIANTS

GOLD = {  # the labels of each file
    "d01_sh_g60_highlight.docx": "p02_sh_g60_cuoshi_md",
    "x05_naoji_autonum.docx": "p07_sh_naoji_md",
    "g02_gz_gongzufang_banfa.html": "g02_gz_gongzufang_banfa_html",
    "v03_wufei_chengshi.html": "v03_wufei_chengshi_html",
    "v07_tuiguang_table.html": "v07_tuiguang_table_html",
    "v08_liangshi_yuan.html": "v08_liangshi_yuan_html",
    "v13_liangge_guiding.html": "v13_liangge_guiding_html",
}


def test_headings_of_word_files_and_saved_pages() -> None:
    scores: dict[str, HeadingScores] = {}
    for name, gold in GOLD.items():
        labels = json.loads((CORPUS / "gold" / f"{gold}.json").read_text("utf-8"))
        scores[name] = heading_scores(labels, outline_of(CORPUS / name))
    assert fmean(each.headings for each in scores.values()) >= 0.995, scores
    assert fmean(each.depth for each in scores.values()) >= 0.995, scores
    assert fmean(each.kind for each in scores.values()) >= 0.99, scores
    assert min(min(vars(each).values()) for each in scores.values()) >= 0.97, scores


def test_a_law_in_a_word_file_that_holds_a_page() -> None:
    kinds = Counter(node.kind for node in outline_of(CORPUS / "l03_guoqifa.docx").walk())
    assert kinds == {Kind.ARTICLE: 24}


def test_a_list_of_names_gets_no_measures() -> None:
    found = list(outline_of(CORPUS / "v17_dudu_cha_biaoyang.html").walk())
    assert {node.kind for node in found} == {Kind.LEAD}
    assert len(found) == 130


def test_nothing_of_the_site_is_in_the_tree() -> None:
    site = ("扫一扫", "打印", "浏览次数", "分享到", "无障碍", "网站标识码", "索引号")
    for name in GOLD:
        found = outline_of(CORPUS / name)
        text = "".join(node.title + node.text for node in found.walk())
        text += "".join(found.back_matter)
        assert [word for word in site if word in text] == []


def _page(text: str) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>\n" for line in text.split("\n"))
    return f"<html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()


def _broken(text: str) -> bytes:
    lines = [escape(line) for line in text.split("\n") if line.strip()]
    return "<meta charset=gb18030><div>{}</div>".format("<br>\n".join(lines)).encode("gb18030")


FORMATS = {"甲.docx": as_word, "甲.html": _page, "乙.htm": _broken}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("seed", seed_files(), ids=lambda path: path.name[:3])
def test_seeds_score_the_same_in_every_format(seed: Path, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FORMATS[name](seed.read_text("utf-8")))
    scores = seed_scores(gold_of(seed), outline_of(path))
    plain = seed_scores(gold_of(seed), outline_of(seed))
    assert {key: value for key, value in scores.items() if value < plain[key] - 0.001} == {}


@cache
def _whole_paragraphs() -> dict[Path, dict[str, Any]]:
    """The documents of the hold-outs whose lines are whole paragraphs."""
    return {
        path: gold
        for path, gold in golds("holdout", "holdout2").items()
        if gold["headings"] and not measure(rows(read_here(path))).wrapped
    }


def _made(path: Path, form: str) -> tuple[str, bytes]:
    lines = [line.strip() for line in path.read_text("utf-8").split("\n") if line.strip()]
    if form in VARIANTS:
        return "甲.docx", VARIANTS[form](lines)
    plain = outline_of(path)
    page = PAGES[form](plain.notice_title or plain.title or "", lines)
    return "甲.html", page.encode("gb18030" if "charset=gb" in page else "utf-8")


@pytest.mark.parametrize("form", [*PAGES, *VARIANTS])
def test_documents_are_the_same_around_other_sites_and_in_other_files(
    form: str, tmp_path: Path
) -> None:
    losses: dict[str, float] = {}
    leaks: list[tuple[str, str]] = []
    data: dict[str, float] = {}
    documents = _whole_paragraphs()
    for path, gold in documents.items():
        name, content = _made(path, form)
        source = readers.parsed(tmp_path / name, content)
        made, plain = outline(source), outline_of(path)
        scores, wanted = heading_scores(gold, made), heading_scores(gold, plain)
        inside = "".join(node.title + node.text for node in made.walk())
        leaks += [(path.stem, words) for words in FOREIGN if words in inside]
        losses[path.stem] = max(value - vars(scores)[key] for key, value in vars(wanted).items())
        data[path.stem] = fmean(
            getattr(made, key) == getattr(plain, key) for key in DOCUMENT_FIELDS
        )
    assert len(documents) >= 25
    assert leaks == []
    assert max(losses.values()) <= 0.01, losses
    assert fmean(data.values()) >= 0.97, {key: value for key, value in data.items() if value < 1}
