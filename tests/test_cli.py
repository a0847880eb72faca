"""The command line as others call it: a process, its output and its exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop import __version__, cli, paths, readers, structure
from desktop.actions import documents
from desktop.model import Doubt, Kind, Node, Outline
from desktop.store import Store
from tests.called import Ran, Run, complaint, value
from tests.outlines import put

SEEDS = paths.seeds()
FIELDS = ["source", "title", "notice_title", "issuer", "doc_number", "issued_on", "addressees"]
PARTS = ["nodes", "front_matter", "back_matter", "contents", "furniture", "doubts"]
NODE = ["kind", "label", "ordinal", "title", "text", "units", "units_text", "rows", "lines"]


@pytest.fixture
def ascii_ceyue(tmp_path: Path) -> Run:
    """Run the program as a process in a locale that knows only ASCII."""
    environment = {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
        "CEYUE_HOME": str(tmp_path / "home"),
    }

    def run(*arguments: str | Path) -> Ran:
        command = [sys.executable, "-m", "desktop", *map(os.fsencode, arguments)]
        return subprocess.run(  # noqa: S603 - this interpreter
            command, cwd=paths.ROOT, env=environment, capture_output=True, check=False
        )

    return run


def test_outline_prints_the_contracts_json(ceyue: Run) -> None:
    ran = ceyue("outline", SEEDS[4], "--json")
    assert ran.returncode == 0
    printed = value(ran)
    assert list(printed) == FIELDS + PARTS
    assert printed["source"] == SEEDS[4].name
    outline = structure.outline(readers.read(SEEDS[4]))
    assert [printed[field] for field in FIELDS] == [getattr(outline, field) for field in FIELDS]

    def same(shown: list[dict[str, Any]], nodes: tuple[Node, ...]) -> None:
        for one, node in zip(shown, nodes, strict=True):
            assert list(one) == [*NODE, "children"]
            assert (one["kind"], one["label"], one["title"]) == (node.kind, node.label, node.title)
            assert (one["text"], one["ordinal"]) == (node.text, node.ordinal)
            assert one["lines"] == [node.first_line, node.last_line]
            assert (tuple(one["units"]), one["units_text"]) == (node.units, node.units_text)
            assert one["rows"] == (None if node.rows is None else [list(row) for row in node.rows])
            same(one["children"], node.children)

    same(printed["nodes"], outline.nodes)
    for part in ("front_matter", "contents", "furniture"):
        lines = [{"line": line.line, "text": line.text} for line in getattr(outline, part)]
        assert printed[part] == lines
    assert printed["back_matter"] == list(outline.back_matter)
    for shown, doubt in zip(printed["doubts"], outline.doubts, strict=True):
        assert list(shown) == ["kind", "line", "printed", "assumed", "message"]
        assert list(shown.values()) == [getattr(doubt, key) for key in shown]


def test_outline_touches_no_library(ceyue: Run, tmp_path: Path) -> None:
    assert ceyue("outline", SEEDS[0]).returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_import_list_and_show_tell_the_same(ceyue: Run, tmp_path: Path) -> None:
    library = tmp_path / "库.db"
    imported = value(ceyue("--library", library, "import", "--json", *SEEDS[:2]))
    assert [list(each) for each in imported] == [["path", "outcome", "document", "message"]] * 2
    assert [each["path"] for each in imported] == [str(seed) for seed in SEEDS[:2]]
    assert [each["outcome"] for each in imported] == ["new", "new"]

    listed = value(ceyue("list", "--json", "--library", library))
    keys = ["id", "title", "doc_number", "issuer", "issued_on", "measures", "marks"]
    assert [list(each) for each in listed] == [keys, keys]
    assert [each["id"] for each in listed] == [each["document"] for each in imported]
    assert [each["marks"] for each in listed] == [0, 0]

    for reference in (listed[0]["id"], listed[0]["doc_number"], listed[0]["title"]):
        shown = value(ceyue("show", reference, "--json", "--library", library))
        assert list(shown) == ["id", *FIELDS, *PARTS]
        assert shown["id"] == listed[0]["id"]

    outline = value(ceyue("outline", SEEDS[0], "--json"))
    ids = []

    def without_ids(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for node in nodes:
            assert list(node) == ["id", *NODE, "children"]
            ids.append(node.pop("id"))
            without_ids(node["children"])
        return nodes

    assert without_ids(shown["nodes"]) == outline["nodes"]
    assert all(ids)
    assert len(set(ids)) == len(ids)
    assert {key: shown[key] for key in FIELDS} == {key: outline[key] for key in FIELDS}

    again = value(ceyue("--library", library, "import", "--json", SEEDS[0]))
    assert (again[0]["outcome"], again[0]["document"]) == ("same", listed[0]["id"])


def test_import_shows_progress_and_goes_on_after_a_failure(ceyue: Run, tmp_path: Path) -> None:
    missing = tmp_path / "没有.txt"
    ran = ceyue("--library", tmp_path / "l.db", "import", missing, SEEDS[0])
    assert ran.returncode == 1
    said = ran.stderr.decode("utf-8").splitlines()
    assert said[:2] == ["[1/2] 没有.txt", f"[2/2] {SEEDS[0].name}"]
    assert said[2].startswith("找不到文件“没有.txt”")
    assert len(said) == 3
    assert "已导入《" in ran.stdout.decode("utf-8")
    ran = ceyue("--library", tmp_path / "l.db", "import", missing)
    assert len(ran.stderr.decode("utf-8").splitlines()) == 1

    ran = ceyue("--library", tmp_path / "l.db", "import", "--json", missing)
    assert ran.returncode == 1
    (result,) = value(ran)
    assert (result["outcome"], result["document"]) == ("failed", None)


def test_without_json_people_can_read_it(ceyue: Run, tmp_path: Path) -> None:
    library = tmp_path / "l.db"
    ceyue("--library", library, "import", *SEEDS)
    listed = ceyue("--library", library, "list").stdout.decode("utf-8").splitlines()
    assert len(listed) == 5
    with Store.open(library) as store:
        for line, document in zip(listed, documents.list_documents(store), strict=True):
            assert line == f"{document.id}  {document.doc_number}  {document.title}"
    tree = ceyue("--library", library, "show", "运政办发〔2023〕31号").stdout.decode("utf-8")
    outline = structure.outline(readers.read(SEEDS[3]))
    lines = tree.splitlines()
    assert lines[0] == (outline.title or outline.notice_title)
    chapter = next(node for node in outline.nodes if node.kind is Kind.CHAPTER)
    assert f"{chapter.label} {chapter.title}" in lines
    inner = chapter.children[0]
    assert any(line.startswith("  ") and inner.title in line for line in lines)


def test_leads_and_doubts_are_shown_to_people(ceyue: Run, tmp_path: Path) -> None:
    doubt = Doubt("label", 7, "1梄1", "11.", "编号印得不清，按 11. 处理。")
    with Store.open(tmp_path / "l.db") as store:
        put(store, Outline("甲.txt", nodes=(Node(Kind.LEAD, text="导" * 99),), doubts=(doubt,)))
    said = ceyue("--library", tmp_path / "l.db", "show", "d").stdout.decode("utf-8")
    assert said.splitlines() == ["导" * 30, "存疑 1 处：", "  第 7 行  编号印得不清，按 11. 处理。"]


def test_nothing_is_loaded_by_itself(ceyue: Run, tmp_path: Path) -> None:
    assert value(ceyue("list", "--json")) == []
    assert ceyue("list").stdout == b""
    assert (tmp_path / "home" / "library.db").exists()


READING = [
    ["list"],
    ["show", "x"],
    ["search", "煤炭"],
    ["compare", "a", "b"],
    ["check"],
    ["backup", "to.db"],
    ["backups"],
    ["ledger", "-o", "to.xlsx"],
    ["review", "export", "-o", "to.zip"],
    ["report", "review", "-o", "to.docx"],
    ["report", "comparison", "a", "b", "-o", "to.docx"],
]


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_reading_makes_no_library(ceyue: Run, tmp_path: Path, command: list[str]) -> None:
    named = [tmp_path / each if each.startswith("to.") else each for each in command]
    said = complaint(ceyue("--library", tmp_path / "打错了.db", *named))
    assert "没有资料库" in said
    assert "打错了.db" in said
    assert list(tmp_path.iterdir()) == []


def test_a_library_that_may_not_be_seen_is_not_said_to_be_missing(tmp_path: Path) -> None:
    assert paths.missing(tmp_path / "x")
    assert not paths.missing(Path(__file__) / "x")
    assert not paths.missing(tmp_path)
    assert not paths.missing(tmp_path / ("x" * 999))


def test_check_says_whether_the_library_is_sound(ceyue: Run, tmp_path: Path) -> None:
    library = tmp_path / "l.db"
    ceyue("--library", library, "import", SEEDS[0])
    ran = ceyue("--library", library, "check")
    assert (ran.returncode, ran.stdout.decode()) == (0, "资料库完好。\n")
    assert value(ceyue("--library", library, "check", "--json")) == []
    with Store.open(library) as store, store.transaction():
        store.documents._write("UPDATE versions SET measures = measures + 1")
    ran = ceyue("--library", library, "check", "--json")
    assert "1 处问题" in complaint(ran)
    assert str(library) in complaint(ran)
    assert ["节点数不符" in fault for fault in json.loads(ran.stdout)] == [True]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["outline", "没有.txt"], "找不到文件“没有.txt”"),
        (["outline", "pyproject.toml"], ".txt、.md"),
        (["outline", "desktop"], "是文件夹"),
        (["show", "没有这份"], "库中没有“没有这份”"),
        (["--library", "pyproject.toml/l.db", "list"], "打不开资料库"),
        (["--library", "pyproject.toml", "list"], "不是策阅的资料库"),
    ],
)
def test_what_the_world_did_wrong_is_one_line_and_status_1(
    ceyue: Run, arguments: list[str], sentence: str
) -> None:
    before = (paths.ROOT / "pyproject.toml").read_bytes()
    ran = ceyue(*arguments)
    assert sentence in complaint(ran)
    assert ran.stdout == b""
    assert (paths.ROOT / "pyproject.toml").read_bytes() == before


def test_a_name_with_a_line_break_still_makes_one_line(ceyue: Run) -> None:
    assert "甲 乙.txt" in complaint(ceyue("outline", "甲\n乙.txt"))


def test_the_locale_does_not_matter(ascii_ceyue: Run, tmp_path: Path) -> None:
    text = tmp_path / "通知.txt"
    text.write_bytes(SEEDS[0].read_bytes())
    library = tmp_path / "库.db"
    (result,) = value(ascii_ceyue("--library", library, "import", "--json", text))
    assert result["path"] == str(text)
    shown = value(ascii_ceyue("--library", library, "show", "山西省", "--json"))
    assert (shown["id"], shown["source"]) == (result["document"], "通知.txt")
    assert "山西省" in ascii_ceyue("--library", library, "list").stdout.decode("utf-8")
    assert "“没有这份”" in complaint(ascii_ceyue("--library", library, "show", "没有这份"))
    assert "“没有.txt”" in complaint(ascii_ceyue("outline", "没有.txt"))
    assert "通知.txt/库.db”" in complaint(ascii_ceyue("--library", text / "库.db", "list"))
    assert "命令写得不对" in ascii_ceyue("--命令").stderr.decode("utf-8")


def test_a_name_of_undecodable_bytes_is_valid_json(ascii_ceyue: Run, tmp_path: Path) -> None:
    path = Path(str(tmp_path / "\udcff.txt"))
    path.write_bytes(SEEDS[0].read_bytes())
    (result,) = value(ascii_ceyue("import", path, "--json"))
    assert result["path"] == str(path)
    assert result["outcome"] == "new"


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["nothing"], "COMMAND 不能是 'nothing'，可以是 'outline'"),
        (["import"], "缺少 FILE"),
        (["compare", "甲"], "缺少 B"),
        (["list", "x"], "不认识 x"),
        (["--unknown"], "不认识 --unknown"),
        (["--library"], "--library 后面缺少内容"),
        (["search", "煤", "--limit", "-1"], "--limit 不能是 '-1'"),
        (["list", "--json=x"], "--json 后面不能写 'x'"),
        (["report", "review", "--d", "x"], "--d 不够明确，可能是 --document, --details"),
        (["report"], "缺少 KIND"),
        (["report", "ledger", "-o", "x.docx", "--group", "x"], "--group 不能是 'x'，可以是 'tag'"),
    ],
)
def test_wrong_usage_is_status_2(ceyue: Run, arguments: list[str], fault: str) -> None:
    ran = ceyue(*arguments)
    assert ran.returncode == 2
    assert ran.stdout == b""
    said = ran.stderr.decode("utf-8")
    assert said.startswith(f"命令写得不对：{fault}")
    assert "用法：ceyue" in said
    assert said.count("\n") == 1


def test_help_and_version_are_status_0(ceyue: Run) -> None:
    assert ceyue("--version").stdout.decode().strip() == __version__
    for arguments in (["--help"], ["import", "--help"]):
        ran = ceyue(*arguments)
        assert ran.returncode == 0
        assert "用法：ceyue" in ran.stdout.decode("utf-8")


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    library = tmp_path / "l.db"
    with Store.open(library) as store:
        nodes = tuple(
            Node(Kind.MEASURE, f"{place}.", text="很长的正文" * 99) for place in range(999)
        )
        put(store, Outline("甲.txt", title="长文件", nodes=nodes))
    command = [
        sys.executable,
        "-m",
        "desktop",
        "--library",
        str(library),
        "show",
        "长文件",
        "--json",
    ]
    with subprocess.Popen(  # noqa: S603 - this interpreter
        command, cwd=paths.ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


COMMANDS = [
    ["outline", str(SEEDS[0])],
    ["import", str(SEEDS[0])],
    ["list"],
    ["check"],
    ["show", ""],
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_no_command_loads_qt(arguments: list[str], tmp_path: Path) -> None:
    script = (
        "import sys, runpy\n"
        "try: runpy.run_module('desktop', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "sys.exit(9 if loaded & {'PySide6', 'shiboken6', 'jieba'} else 0)\n"
    )
    command = [sys.executable, "-c", script, "--library", str(tmp_path / "l.db"), *arguments]
    ran = subprocess.run(  # noqa: S603 - this interpreter
        command, cwd=paths.ROOT, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()


@pytest.mark.parametrize("before", [True, False])
def test_the_library_may_stand_before_or_after_the_command(*, before: bool) -> None:
    named = ["--library", "甲.db"]
    invocation = cli.parse([*named, "list"] if before else ["list", *named])
    assert (invocation.command, invocation.library) == ("list", Path("甲.db"))


def test_without_a_command_the_window_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CEYUE_HOME", str(tmp_path))
    assert cli.parse([]).command is None
    assert cli.parse([]).library == tmp_path / "library.db"
    assert cli.parse(["--library", "甲.db"]).library == Path("甲.db")


def test_stopping_an_import_keeps_what_is_done(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = str(tmp_path / "l.db")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    assert cli.run(cli.parse(["--library", library, "import", str(SEEDS[0])])) == 0
    monkeypatch.setattr(structure, "outline", stop)
    assert cli.run(cli.parse(["--library", library, "import", str(SEEDS[1])])) == 130
    assert "已停止" in capsys.readouterr().err
    assert cli.run(cli.parse(["--library", library, "check"])) == 0
    assert cli.run(cli.parse(["--library", library, "list", "--json"])) == 0
    assert len(json.loads(capsys.readouterr().out.splitlines()[-1])) == 1
