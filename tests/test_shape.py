"""The shape that the project promises: small modules, nothing left undone, no traces of a place."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from desktop import paths

LONGEST_MODULE = 400  # lines
CODE = sorted(
    path
    for room in ("desktop", "tests", "benchmarks", "tools", "docs")
    for path in (paths.ROOT / room).rglob("*.py")
)
PROGRAM = [path for path in CODE if path.is_relative_to(paths.ROOT / "desktop")]

UNDONE = re.compile(  # a letter in brackets, so that this line is not its own finding
    r"\bTOD[O]\b|\bFIXM[E]\b|\bXX[X]\b|raise NotImplemente[d]|except Exceptio[n]|processEvent[s]\("
    r"|noq[a]$|type: ignor[e]$|pytest\.(?:mark\.)?(?:ski[p]|xfai[l])"
)
LEFT_OUT = {
    "tests/office.py",
    "tests/recognising.py",
}  # what needs a program of the system's may be left out there, and why
MACHINE = re.compile(r"(?<![\w.}~])/(?:home|Users|root|work|opt|mnt)/\w")
REGISTRY = re.compile(
    r"https?://[a-z0-9.-]+/(?:simple|pypi|npm)|(?:pypi|npmjs)\.org", re.IGNORECASE
)
SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\b(?:ghp|gho|pypi)[_-][A-Za-z0-9]{20,}", re.IGNORECASE
)
TEXT = {".py", ".md", ".toml", ".txt", ".qss", ".json", ".svg", ""}
GIVEN = ("seeds/", "tests/data/")  # documents of others, kept as they are


def named(path: Path) -> str:
    return path.relative_to(paths.ROOT).as_posix()


def own_files() -> list[Path]:
    """What is kept in the project and written for it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=paths.ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        names = listed.stdout.decode().split("\0")
    else:  # an unpacked archive: no repository to ask
        names = [
            named(path)
            for room in ("desktop", "tests", "benchmarks", "tools", "docs", "resources")
            for path in (paths.ROOT / room).rglob("*")
        ] + ["Makefile", "README.md", "CHANGELOG.md", "pyproject.toml", ".ci/run"]
    files = [paths.ROOT / name for name in names if name and not name.startswith(GIVEN)]
    return [path for path in files if path.suffix in TEXT and path.is_file()]


@pytest.mark.parametrize("path", CODE, ids=named)
def test_a_module_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    is_test = path.is_relative_to(paths.ROOT / "tests")  # a test's name says what it is
    assert is_test or ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", PROGRAM, ids=named)
def test_no_module_keeps_state(path: Path) -> None:
    assert not [
        node
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Global)
    ]


def test_nothing_is_left_undone() -> None:
    found = [
        f"{named(path)}:{number}: {line.strip()}"
        for path in CODE
        if named(path) not in LEFT_OUT
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if UNDONE.search(line)
    ]
    assert not found


def test_no_file_tells_of_a_machine_a_registry_or_a_secret() -> None:
    files = own_files()
    assert len(files) > len(CODE)
    found = [
        f"{named(path)}:{number}: {line.strip()[:120]}"
        for path in files
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if MACHINE.search(line) or REGISTRY.search(line) or SECRET.search(line)
    ]
    assert not found


def test_rooms_are_described() -> None:
    """A newcomer finds every room of the program in docs/architecture.md."""
    told = (paths.ROOT / "docs" / "architecture.md").read_text("utf-8")
    rooms = {
        path.name + ("/" if path.is_dir() else "")
        for path in (paths.ROOT / "desktop").iterdir()
        if path.suffix == ".py" or (path.is_dir() and list(path.glob("*.py")))
    } - {"__init__.py"}
    assert not {room for room in rooms if room not in told}


def test_seeds_are_described_and_unchanged_by_git() -> None:
    told = (paths.ROOT / "seeds" / "README.md").read_text("utf-8")
    assert len(paths.seeds()) == 5
    assert all(path.name in told for path in paths.seeds())
