"""Word reports from the command line."""

from pathlib import Path

import pytest

from desktop import paths
from desktop.actions import correcting, documents, ledger, marks, tags
from desktop.annotations import Has, Target
from desktop.settings import AUTHOR, Settings
from desktop.store import Store
from tests.called import Run, complaint, value
from tests.reports import reading
from tests.reports.accepting import changes


@pytest.fixture
def worked_on(library: Path) -> Path:
    """The seeds with a mark, a tag, a filter and an item of the ledger in the first."""
    with Store.open(library) as store:
        first = documents.list_documents(store)[0]
        outline = documents.load_outline(store, document=first.id)
        measure = next(node for node in outline.walk() if node.label == "2.")
        marks.add(store, author="王明", pieces=[(measure.id, 0, 4)], note="谁来做？")
        made = tags.tag(store, author="王明", targets=[Target("node", measure.id)], path="能源")
        tags.save_filter(store, author="王明", name="能源的", expression=Has(made.id))
        ledger.start(store, author="王明", nodes=[measure.id])
    return library


NUMBER = "晋政办发〔2023〕56号"
START = "2.推动煤炭价格稳定在合理区间。"


def measures(file: Path) -> list[str]:
    return [
        text for style, text in reading.lines(file) if style == "BodyText" and text[0].isdigit()
    ]


def test_a_review_of_a_document(ceyue: Run, worked_on: Path, tmp_path: Path) -> None:
    settings = Settings.load(paths.settings_file())
    settings.set(AUTHOR, "赵六")
    settings.save()
    target = tmp_path / "审阅.docx"
    ran = ceyue("report", "review", "--document", NUMBER, "--title", "审阅情况", "-o", target)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert f"审阅报告导出到“{target}”，有 1 处批注" in ran.stdout.decode()
    (comment,) = reading.comments(target)
    assert (comment.text, comment.author, comment.anchored) == ("谁来做？", "王明", "推动煤炭")
    assert reading.lines(target)[0] == ("Title", "审阅情况")
    assert len(measures(target)) == 40
    assert "赵六" in reading.everything(target)
    assert value(ceyue("report", "review", "--document", NUMBER, "-o", target, "--json")) == {
        "path": str(target),
        "comments": 1,
    }


def test_a_chapter_and_two_documents(ceyue: Run, worked_on: Path, tmp_path: Path) -> None:
    target = tmp_path / "审阅.docx"
    ran = ceyue("report", "review", "--document", NUMBER, "--chapter", "二、", "-o", target)
    assert ran.returncode == 0
    texts = [text for _, text in reading.lines(target)]
    assert "二、加快产业转型升级，培育壮大发展新动能" in texts
    assert not [text for text in texts if text.startswith("一、纵深")]
    ran = ceyue("report", "review", "--document", NUMBER, "--document", "运政办发〔2023〕31号",
                "-o", target)  # fmt: skip
    titles = [text for style, text in reading.lines(target) if style == "PartTitle"]
    assert len(titles) == 2
    assert ceyue("report", "review", NUMBER, "运政办发〔2023〕31号", "-o", target).returncode == 0
    assert titles == [text for style, text in reading.lines(target) if style == "PartTitle"]


@pytest.mark.parametrize(
    "options", [["--tag", "能源"], ["--filter", "能源的"], ["--state", "待办", "--group", "unit"]]
)
def test_an_excerpt_by_condition(
    ceyue: Run, worked_on: Path, tmp_path: Path, options: list[str]
) -> None:
    target = tmp_path / "摘编.docx"
    assert ceyue("report", "excerpt", *options, "-o", target).returncode == 0
    (text,) = [text for _, text in reading.lines(target) if text.startswith("2.")]
    assert text.startswith(START)
    assert any("谁来做？" in text for _, text in reading.lines(target))
    assert ceyue("report", "excerpt", *options, "--clean", "-o", target).returncode == 0
    assert "谁来做？" not in reading.everything(target)
    assert "王明" not in reading.everything(target)


def test_the_ledger_in_word(ceyue: Run, worked_on: Path, tmp_path: Path) -> None:
    target = tmp_path / "台账.docx"
    assert ceyue("report", "ledger", "-o", target).returncode == 0
    assert any(text.startswith("合计 1 条：待办 1") for _, text in reading.lines(target))
    assert ceyue("report", "ledger", "--state", "办结", "-o", target).returncode == 0
    assert any(text.startswith("合计 0 条") for _, text in reading.lines(target))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["review"], "没有说明要哪份文件"),
        (["review", "--document", "没有这份"], "库中没有“没有这份”"),
        (["review", "--document", NUMBER, "--chapter", "第九章"], "找不到章节“第九章”"),
        (["excerpt"], "没有说明要摘编什么"),
        (["excerpt", "--tag", "没有"], "没有标签“没有”"),
        (["excerpt", "--filter", "没有"], "没有名为“没有”的筛选"),
        (["excerpt", "--state", "没有"], "没有“没有”这种状态"),
        (["excerpt", "--state", "办结"], "没有符合条件的内容"),
    ],
)
def test_what_is_not_there_is_named(
    ceyue: Run, worked_on: Path, tmp_path: Path, options: list[str], sentence: str
) -> None:
    target = tmp_path / "报告.docx"
    ran = ceyue("report", *options, "-o", target)
    assert sentence in complaint(ran)
    assert ran.stdout == b""
    assert not target.exists()


def test_what_cannot_be_written_is_named(ceyue: Run, worked_on: Path, tmp_path: Path) -> None:
    assert "报告.pdf" in complaint(ceyue("report", "ledger", "-o", tmp_path / "报告.pdf"))
    assert "没有写成" in complaint(ceyue("report", "ledger", "-o", tmp_path / "没有" / "a.docx"))
    (tmp_path / "报告.docx").write_text("旧")
    (tmp_path / ".~lock.报告.docx#").touch()
    said = complaint(ceyue("report", "ledger", "-o", tmp_path / "报告.docx"))
    assert "请先关闭，或存为“报告（2）.docx”" in said
    assert (tmp_path / "报告.docx").read_text() == "旧"


@pytest.mark.parametrize(
    "arguments",
    [[], ["review"], ["letter", "-o", "a.docx"], ["review", "-o", "a.docx", "--group", "x"]],
)
def test_wrong_usage_is_status_2(ceyue: Run, arguments: list[str]) -> None:
    assert ceyue("report", *arguments).returncode == 2


def test_corrections_as_tracked_changes(ceyue: Run, worked_on: Path, tmp_path: Path) -> None:
    with Store.open(worked_on) as store:
        first = documents.list_documents(store)[0]
        outline = documents.load_outline(store, document=first.id)
        measure = next(node for node in outline.walk() if node.label == "2.")
        deed = correcting.rewording(measure, words="label", text="22.")
        assert deed
        correcting.correct(store, author="李四", document=first.id, deeds=[deed])
    for kind in ("review", "excerpt", "ledger"):
        target = tmp_path / f"{kind}.docx"
        ran = ceyue("report", kind, NUMBER, "--tracked", "-o", target)
        assert (ran.returncode, ran.stderr) == (0, b"")
        assert {each.get(f"{reading.W}author") for each in changes(target)} == {"李四"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["review", NUMBER, "--clean"], "清洁导出不写署名和时间"),
        (["comparison", NUMBER, "运政办发〔2023〕31号"], "对照表比较的是更正后的现行文字"),
    ],
)
def test_where_they_cannot_be_it_says_so(
    ceyue: Run, library: Path, tmp_path: Path, options: list[str], words: str
) -> None:
    del library
    target = tmp_path / "a.docx"
    assert words in complaint(ceyue("report", *options, "--tracked", "-o", target))
    assert not target.exists()
