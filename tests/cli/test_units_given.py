"""This file tests that lags and durations keep the unit they were given, through every verb."""

from typing import Any

import pytest

from tests.cli.running import Shell

_YARD = (
    "ID,Task,Duration,Predecessors\n"
    "1,Pour,1 day,\n"
    "2,Cure,3 ed,1\n"
    "3,Strip,1 day,2\n"
    "4,Survey,1 day,1FS-2 days\n"
    "5,Inspect,1 day,1FS+3 edays\n"
    "6,Half,4 days,3SS+50%\n"
    '7,Back,1 day,"6FF-1d;5"\n'
)
_WORDS = (
    "Task,Duration,Work\n"
    "A,5 days?,8 hrs\nB,3 ed,1.5 days\nC,2 wks,2w 3d\n"
    'D,1 mon,"1,5 days"\nE,PT16H0M0S,0.5\nF,1d 4h,90 mins\nG,0 days,0\n'
    "H,-2 days,abc\nI,10,1:30\nJ,5d?,40h\n"
)


@pytest.fixture
def yard(empty: Shell) -> Shell:
    """A project that starts on a Friday, with what a table says of it."""
    empty.ok("add", "project", "Yard")
    empty.ok("set", "P-1", "start=2027-03-05")
    _take_in(empty, _YARD)
    return empty


def _take_in(shell: Shell, text: str) -> str:
    path = shell.store.with_name("units.csv")
    path.write_text(text, "utf-8")
    ran = shell("import", str(path), "--into", "P-1")
    assert ran.code == 0, ran.err
    return ran.err


def _listed(shell: Shell, table: str, columns: str) -> list[list[str]]:
    lines = shell.ok("list", table, "--columns", columns).splitlines()[1:]
    return [line.split() for line in lines if line.strip()]


def _row(shell: Shell, table: str, key: str) -> dict[str, Any]:
    rows = shell.json("list", table)["rows"]
    return next(row for row in rows if row["key"] == key)


def _lags(shell: Shell) -> list[str]:
    return [lag for _, lag in _listed(shell, "links", "key,lag")]


def test_lags_of_a_table_are_listed_in_the_unit_they_were_given(yard: Shell) -> None:
    assert _lags(yard) == ["0d", "0d", "-2d", "3ed", "50%", "-1d", "0d"]


def test_an_elapsed_duration_runs_around_the_clock(yard: Shell) -> None:
    assert ["T-2", "3ed", "yes"] in _listed(yard, "tasks", "key,duration,elapsed")
    cure = next(line for line in yard.ok("schedule", "P-1").splitlines() if "Cure" in line)
    assert "2027-03-05\t2027-03-08" in cure


@pytest.mark.parametrize("lag", ["3ed", "8eh", "50%", "-25%", "-1d", "2d", "1ed 4eh", "-1eh"])
def test_a_lag_is_shown_as_it_is_set(yard: Shell, lag: str) -> None:
    yard.ok("set", "L-1", f"lag={lag}")
    assert yard.ok("list", "links", "--columns", "key,lag").splitlines()[1].split(None, 1)[1] == lag


def test_a_duration_is_set_with_its_unit_and_back(yard: Shell) -> None:
    yard.ok("set", "T-1", "duration=2ed")
    assert ["T-1", "2ed", "yes"] in _listed(yard, "tasks", "key,duration,elapsed")
    yard.ok("set", "T-1", "duration=2d")
    assert ["T-1", "2d", "no"] in _listed(yard, "tasks", "key,duration,elapsed")
    yard.ok("undo")
    assert ["T-1", "2ed", "yes"] in _listed(yard, "tasks", "key,duration,elapsed")


def test_a_task_is_added_with_an_elapsed_duration(yard: Shell) -> None:
    yard.ok("add", "task", "Dry duration:3ed", "--into", "P-1")
    assert ["T-8", "3ed", "yes"] in _listed(yard, "tasks", "key,duration,elapsed")


@pytest.mark.parametrize("text", ["3ed", "50%"])
def test_effort_around_the_clock_or_as_a_share_is_refused(yard: Shell, text: str) -> None:
    for words in (("add", "task", f"X est:{text}", "--into", "P-1"), ("set", "T-1", f"est={text}")):
        ran = yard(*words)
        assert (ran.code, "Traceback" in ran.err) == (2, False)
        assert text in ran.err


def test_a_table_reads_the_words_other_tools_write(empty: Shell) -> None:
    empty.ok("add", "project", "Yard")
    told = _take_in(empty, _WORDS)
    durations = [row[1] for row in _listed(empty, "tasks", "title,duration")]
    assert durations == ["5d", "3ed", "2w", "1mo", "2d", "1d", "0d", "—", "10d", "5d"]
    assert "mon" not in told
    assert "PT16H" not in told
    assert "'-2 days' is less than nothing" in told
    assert ["T-9", "1h", "30m"] in _listed(empty, "tasks", "key,estimate")


@pytest.mark.parametrize(
    "text",
    ["1,5d", "2w3d", "1.5d", "90m", "1d4h", "PT16H", "PT16H0M0S", "P1W", "2mo", "1mon"],
)
def test_every_door_gives_the_same_value_for_the_same_text(empty: Shell, text: str) -> None:
    empty.ok("add", "project", "Yard")
    empty.ok("add", "task", f"A est:{text} duration:{text}", "--into", "P-1")
    empty.ok("add", "task", "B", "--into", "P-1")
    empty.ok("set", "T-2", f"est={text}", f"duration={text}")
    _take_in(empty, f'Task,Duration,Work\nC,"{text}","{text}"\n')
    shown = {tuple(row[1:]) for row in _listed(empty, "tasks", "key,estimate,duration")}
    assert len(shown) == 1
    assert all("—" not in row for row in shown)


def test_a_number_without_a_unit_is_refused_with_its_readings(empty: Shell) -> None:
    empty.ok("add", "project", "Yard")
    ran = empty("add", "task", "X est:3", "--into", "P-1")
    assert (ran.code, "it can be 3d or 3h" in ran.err) == (2, True)


def test_the_log_says_a_lag_before_and_after_in_the_unit_of_its_time(yard: Shell) -> None:
    yard.ok("set", "L-1", "lag=2d")
    yard.ok("set", "L-1", "lag=50%")
    assert "L-1 lag: 2d -> 50%" in yard.ok("log", "L-1")
