import json
import math
import stat
from pathlib import Path

import pytest

from desktop import settings as known
from desktop.errors import UserError
from desktop.settings import Settings


def test_defaults_hold_where_there_is_no_file(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path / "settings.json")
    assert {each.name: settings.get(each) for each in known.TABLE} == {
        each.name: each.default for each in known.TABLE
    }
    assert settings.set_aside is None


def test_names_are_unique_and_each_has_a_meaning() -> None:
    assert len({each.name for each in known.TABLE}) == len(known.TABLE)
    assert all(each.meaning and type(each.default) is each.type for each in known.TABLE)


def test_what_is_set_comes_back_and_is_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    settings = Settings.load(path)
    settings.set(known.THEME, "dark")
    settings.set(known.PLACES, {"库": ["甲", "乙"]})
    settings.save()
    again = Settings.load(path)
    assert (again.get(known.THEME), again.get(known.PLACES)) == ("dark", {"库": ["甲", "乙"]})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def test_unknown_names_survive(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"from_the_future": [1, 2], "theme": "dark"}', "utf-8")
    settings = Settings.load(path)
    settings.set(known.THEME, "light")
    settings.save()
    assert json.loads(path.read_text("utf-8")) == {"from_the_future": [1, 2], "theme": "light"}


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff\xfe\x00", b"[" * 100_000])
def test_a_broken_file_is_set_aside_and_defaults_hold(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    settings = Settings.load(path)
    assert settings.get(known.THEME) == "system"
    assert settings.set_aside is not None
    assert settings.set_aside.read_bytes() == content
    settings.save()
    assert settings.set_aside.read_bytes() == content


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2, 2.0),
        (1.5, 1.5),
        ("1.5", 1.0),
        (True, 1.0),
        (None, 1.0),
        (math.nan, 1.0),
        (math.inf, 1.0),
    ],
)
def test_a_value_that_cannot_be_counts_as_not_set(
    tmp_path: Path, value: object, expected: float
) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"zoom": value}), "utf-8")
    assert Settings.load(path).get(known.ZOOM) == expected


def test_a_folder_in_the_files_place_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.mkdir()
    (path / "inside").write_text("kept")
    settings = Settings.load(path)
    settings.set(known.THEME, "dark")
    assert settings.set_aside is not None
    assert (settings.set_aside / "inside").read_text() == "kept"


def test_saving_where_nothing_can_be_written_says_so_and_keeps_the_file(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("not a folder")
    settings = Settings(blocker / "settings.json")
    with pytest.raises(UserError, match="设置未能保存到"):
        settings.save()
    assert blocker.read_text() == "not a folder"


def test_a_target_that_cannot_be_replaced_leaves_no_rubbish(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.mkdir()
    (path / "inside").write_text("kept")
    with pytest.raises(UserError):
        Settings(path).save()
    assert [each.name for each in tmp_path.iterdir()] == ["settings.json"]
