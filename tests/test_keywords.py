"""Words that would make good tags."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from desktop import keywords, paths

TEXT = (
    "保障国家煤炭供应安全。坚持煤矿智能化改造和绿色开采，推动省发展改革委等部门加快建设新型储能基地，"
    "2025年底前新增煤炭产能3000万吨，煤炭储备能力达到600万吨。"
)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("words")


def test_names_of_things_are_found_and_counted(cache: Path) -> None:
    found = keywords.candidates(TEXT, cache=cache)
    assert found["煤炭"] == 3
    assert {"煤矿", "储能", "储能基地", "煤炭储备"} <= found.keys()
    assert not {"2025", "保障", "和", "推动", "能力", "部门"} & found.keys()


@pytest.mark.parametrize("text", ["", "\0\n", "😀𠮷", "3000 km²", "的" * 10_000])
def test_any_text_has_few_words(cache: Path, text: str) -> None:
    assert len(keywords.candidates(text, cache=cache)) <= 1


def test_a_long_text_gives_a_bounded_number(cache: Path) -> None:
    text = "".join(path.read_text("utf-8") for path in paths.seeds()[:2])
    assert len(keywords.candidates(text, cache=cache)) == 60


def test_rare_words_tell_more_than_common_ones() -> None:
    words = Counter({"煤炭": 2, "项目库": 2, "储能": 1, "煤炭产能": 1, "生僻": 5})
    texts = {"煤炭": 10, "项目库": 90, "储能": 3, "煤炭产能": 2, "生僻": 1}
    assert keywords.telling(words, texts, total=100) == ["煤炭产能", "储能", "项目库"]
    assert keywords.telling(words, texts | {"煤炭产能": 1}, total=100) == [
        "煤炭",
        "储能",
        "项目库",
    ]


def test_a_library_of_one_text_is_enough() -> None:
    assert keywords.telling({"煤炭": 2, "风电": 1}, {"煤炭": 1, "风电": 1}, total=1)


def test_the_dictionary_is_kept_in_the_folder_that_was_given_and_nothing_is_said(
    tmp_path: Path,
) -> None:
    script = (
        "import sys; from pathlib import Path; from desktop import keywords\n"
        "keywords.candidates('煤炭', cache=Path(sys.argv[1]))\n"
    )
    done = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-W", "ignore", "-c", script, str(tmp_path)],
        cwd=paths.ROOT,
        capture_output=True,
        check=True,
    )
    assert [path.suffix for path in tmp_path.iterdir()] == [".cache"]
    assert (done.stdout, done.stderr) == (b"", b"")


def test_the_dictionary_is_not_loaded_with_the_program() -> None:
    script = "import sys; import desktop.actions.tags; sys.exit('jieba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=paths.ROOT, check=False)  # noqa: S603 - this interpreter
    assert done.returncode == 0
