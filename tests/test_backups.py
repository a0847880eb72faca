"""Which backups are kept, and what they are called."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop import backups
from desktop.backups import Slot

LIBRARY = Path("资料 库.db")
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def slots(ages: list[timedelta], *, replaced: bool = False) -> list[Slot]:
    """Backups of these ages, the newest first."""
    return [backups.slot(LIBRARY, made=NOW - age, replaced=replaced) for age in sorted(ages)]


def kept(given_slots: list[Slot]) -> list[Slot]:
    too_many = set(backups.superfluous(given_slots))
    return [slot for slot in given_slots if slot not in too_many]


def test_a_name_tells_when_and_why(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    backups.folder(library).mkdir()
    made = [backups.slot(library, made=NOW, replaced=False)]
    made += [backups.slot(library, made=NOW - timedelta(microseconds=1), replaced=True)]
    for slot in made:
        slot.path.touch()
    for other in (".making-1", "我的.db", "20261121.db", "20261121T000000.000000Z.db-wal"):
        (backups.folder(library) / other).touch()
    assert backups.found(library) == made
    assert [slot.path.name for slot in made] == [
        "20261121T120000.000000Z.db",
        "20261121T115959.999999Z.replaced.db",
    ]


def test_a_library_without_backups_has_none(tmp_path: Path) -> None:
    assert backups.found(tmp_path / "library.db") == []


def test_backups_of_the_future_come_last(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    backups.folder(library).mkdir()
    wrong = datetime.now(UTC) + timedelta(days=9000)
    moments = [datetime.now(UTC), NOW - timedelta(days=900), wrong]
    made = [backups.slot(library, made=moment, replaced=False) for moment in moments]
    for slot in made:
        slot.path.touch()
    assert backups.found(library) == made


def test_a_day_of_work_leaves_the_ten_newest() -> None:
    day = slots([timedelta(minutes=5 * n) for n in range(60)])
    assert kept(day) == day[:10]


def test_years_of_work_leave_ten_seven_days_and_twelve_months() -> None:
    years = slots([timedelta(hours=6 * n) for n in range(4 * 800)])
    left = kept(years)
    days = {slot.made.astimezone().date() for slot in left}
    months = {(day.year, day.month) for day in days}
    assert left[:10] == years[:10]
    assert len(months) == 12
    newest = max(days)
    assert {newest - timedelta(days=n) for n in range(7)} <= days
    assert len(left) <= 29
    for slot in left[10:]:  # each is the newest of its day
        assert slot.made.astimezone().hour >= 18


def test_what_was_replaced_is_kept_beside_the_others() -> None:
    ages = [timedelta(minutes=5 * n) for n in range(40)]
    replaced = slots([timedelta(hours=30 + n) for n in range(5)], replaced=True)
    regular = slots(ages)
    assert kept([*regular, *replaced]) == [*regular[:10], *replaced[:3]]


@given(st.lists(st.timedeltas(timedelta(0), timedelta(days=4000)), max_size=60))
def test_removing_again_removes_nothing_and_the_newest_stays(ages: list[timedelta]) -> None:
    left = kept(slots(ages))
    assert kept(left) == left
    assert left[:10] == slots(ages)[:10]
    assert len(left) <= backups.RECENT + backups.DAILY + backups.MONTHLY
