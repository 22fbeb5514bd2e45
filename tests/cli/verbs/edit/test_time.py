"""This file tests time sheets at the command line: booked, set, undone, approved, closed."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Shell


@pytest.fixture
def crew(empty: Shell) -> Shell:
    """A project with two tasks, and Ann and Bob, who cost 60 and 40 an hour."""
    empty.ok("add", "project", "Yard")
    empty.ok("add", "person", "Ann rate:60")
    empty.ok("add", "person", "Bob rate:40")
    empty.ok("add", "task", "Dig", "--into", "P-1")
    empty.ok("add", "task", "Pour", "--into", "P-1")
    return empty


def entries(shell: Shell) -> list[tuple[object, ...]]:
    rows = shell.json("list", "time_entries", "sort:key")["rows"]
    names = ("key", "task", "person", "day", "minutes", "note")
    return [tuple(row[name] for name in names) for row in rows]


def test_time_is_booked_by_a_line_with_its_day_and_a_note(crew: Shell) -> None:
    ran = crew("time", "T-1", "3h30", "2026-11-17", "@Ann", "edge", "of", "the", "pit")
    assert ran.code == 0, ran.err
    assert "3h30 on T-1 by Ann on Tue 2026-11-17" in ran.err + ran.out
    assert entries(crew) == [("TE-1", "T-1", "Ann", "2026-11-17", 210, "edge of the pit")]
    crew.ok("time", "T-2", "1h30", "yesterday", "@Bob")
    assert [row[4] for row in entries(crew)] == [210, 90]


def test_what_was_booked_is_what_a_task_has_cost_and_only_once(crew: Shell) -> None:
    crew.ok("set", "T-1", "actual_cost=999")
    crew.ok("time", "T-1", "2h", "2026-11-17", "@Ann")
    crew.ok("add", "ledger_entry", "Digger amount:100 posted:2026-11-17 task:T-1", "--into", "P-1")
    assert "T-1" in crew.ok("list", "tasks", "cost_so_far:220")
    crew.ok("set", "P-1", "spent=7")
    assert "P-1" in crew.ok("list", "projects", "total_spent:220")


def test_an_entry_is_set_and_taken_back(crew: Shell) -> None:
    crew.ok("time", "T-1", "2h", "2026-11-17", "@Ann")
    crew.ok("set", "TE-1", "minutes=45m", "note=short")
    assert entries(crew)[0][4:] == (45, "short")
    crew.ok("undo")
    assert entries(crew)[0][4:] == (120, "")
    crew.ok("undo")
    assert not entries(crew)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("soon", "@Ann"), "time:"),
        (("-2h", "@Ann"), "time"),
        (("25h", "2026-11-17", "@Ann"), "a day has 24 hours"),
        (("2h", "@Zoe"), "Zoe"),
        (("2h", "@Ann", "@Bob"), "name one person"),
        (("2h", "2099-01-01", "@Ann"), "still to come"),
        (("2h", "2026-13-01", "@Ann"), "no day '2026-13-01'"),
        (("2h", "31.11.2026", "@Ann", "late", "shift"), "no day '31.11.2026'"),
        ((), "long"),
    ],
)
def test_time_that_cannot_be_is_refused_and_nothing_is_written(
    crew: Shell, words: tuple[str, ...], why: str
) -> None:
    ran = crew("time", "T-1", *words)
    assert ran.code == 2, ran.err
    assert why in ran.err
    assert not entries(crew)


def test_nothing_is_booked_into_an_approved_week_by_any_door(crew: Shell, tmp_path: Path) -> None:
    crew.ok("time", "T-1", "2h", "2026-11-17", "@Ann")
    crew.ok("submit_week", "2026-11-19", "@Ann")
    crew.ok("approve_week", "2026-11-16", "@Ann")
    before = entries(crew)
    document = tmp_path / "time.json"
    row = {"task": "T-1", "person": "Ann", "day": "2026-11-20", "minutes": 60}
    document.write_text(json.dumps({"time_entries": [row]}))
    table = tmp_path / "time.csv"
    table.write_text("task,person,day,minutes\nT-1,Ann,2026-11-20,1h\n")
    for words in (
        ("time", "T-1", "1h", "2026-11-20", "@Ann"),
        ("set", "TE-1", "minutes=1h"),
        ("set", "TE-1", "day=2026-11-02"),
        ("apply", str(document)),
        ("import", str(table)),
    ):
        ran = crew(*words)
        assert ran.code == 2, (words, ran)
        assert "the week of 2026-11-16 of Ann is approved: reopen it first" in ran.err, (words, ran)
        assert entries(crew) == before, words
    crew.ok("time", "T-1", "1h", "2026-11-20", "@Bob")
    crew.ok("time", "T-1", "1h", "2026-11-23", "@Ann")


def test_nothing_is_booked_on_a_day_of_a_closed_period_by_any_door(
    crew: Shell, tmp_path: Path
) -> None:
    crew.ok("time", "T-1", "2h", "2026-10-30", "@Ann")
    crew.ok("time", "T-1", "3h", "2026-11-17", "@Ann")
    crew.ok("add", "accounting_period", "2026-10")
    crew.ok("close", "AP-1", "month end")
    before = entries(crew)
    document = tmp_path / "time.json"
    row = {"task": "T-1", "person": "Ann", "day": "2026-10-20", "minutes": 60}
    document.write_text(json.dumps({"time_entries": [row]}))
    table = tmp_path / "time.csv"
    table.write_text("task,person,day,minutes\nT-1,Ann,2026-10-20,1h\n")
    for words in (
        ("time", "T-1", "1h", "2026-10-20", "@Bob"),
        ("add", "time_entry", "task:T-1 person:Ann day:2026-10-20 minutes:1h"),
        ("set", "TE-1", "minutes=1h"),
        ("set", "TE-2", "day=2026-10-02"),
        ("apply", str(document)),
        ("import", str(table)),
    ):
        ran = crew(*words)
        assert ran.code == 2, (words, ran)
        assert "lies in AP-1 2026-10, which is closed" in ran.err, (words, ran)
        assert entries(crew) == before, words
    crew.ok("set", "TE-1", "note=digging")
    crew.ok("reopen", "AP-1", "an hour was forgotten")
    crew.ok("time", "T-1", "1h", "2026-10-20", "@Bob")


def test_approving_is_not_undone_in_silence_and_the_same_reason_does_not_do_twice(
    crew: Shell,
) -> None:
    crew.ok("time", "T-1", "2h", "2026-11-17", "@Ann")
    crew.ok("approve_week", "2026-11-16", "@Ann")
    ran = crew("undo")
    assert (ran.code, "is approved" in ran.err) == (2, True)
    crew.ok("reopen_week", "2026-11-16", "@Ann", "wrong", "task")
    crew.ok("approve_week", "2026-11-16", "@Ann")
    ran = crew("reopen_week", "2026-11-16", "@Ann", "wrong", "task")
    assert (ran.code, "say why now" in ran.err) == (2, True)
    ran = crew("reopen_week", "2026-11-16", "@Ann", "wrong", "day")
    assert ran.code == 0


def test_a_week_is_reopened_with_a_reason_and_the_reason_is_kept(crew: Shell) -> None:
    crew.ok("approve_week", "2026-11-16", "@Ann")
    for words in (("reopen_week", "2026-11-16", "@Ann"), ("set", "TS-1", "state=open")):
        ran = crew(*words)
        assert ran.code == 2
        assert "reason" in ran.err or "why" in ran.err
    crew.ok("reopen_week", "2026-11-16", "@Ann", "wrong", "project")
    (sheet,) = crew.json("list", "timesheets")["rows"]
    assert (sheet["state"], sheet["reason"], sheet["week"]) == (
        "open", "wrong project", "2026-11-16",
    )  # fmt: skip
    crew.ok("time", "T-1", "1h", "2026-11-20", "@Ann")


def test_time_sheets_go_out_as_csv_and_come_back_the_same(crew: Shell, tmp_path: Path) -> None:
    crew.ok("time", "T-1", "2h", "2026-11-17", "@Ann", "digging")
    crew.ok("time", "T-2", "45m", "2026-11-18", "@Bob")
    table = tmp_path / "time.csv"
    crew.ok("export", "time_entries", str(table))
    before = entries(crew)
    crew.ok("import", str(table))
    assert entries(crew) == before


def test_no_door_books_time_that_nobody_has_worked_yet(crew: Shell, tmp_path: Path) -> None:
    crew.ok("time", "T-1", "2h", "2026-11-17", "@Ann")
    table = tmp_path / "time.csv"
    table.write_text("Person,Task,Date,Hours\nAnn,T-2,2099-01-01,2\n", encoding="utf-8")
    rows = '[{"task": "T-1", "person": "Ann", "day": "2099-01-01", "minutes": 60}]'
    before = entries(crew)
    for ran in (
        crew("set", "TE-1", "day=2099-01-01"),
        crew("add", "time_entry", "task:T-1 person:Ann day:2099-01-01 minutes:1h", "--into", "P-1"),
        crew("apply", "-", stdin=f'{{"time_entries": {rows}}}'),
        crew("import", str(table)),
    ):
        assert (ran.code, "still to come" in ran.err) == (2, True), ran.err
    assert entries(crew) == before


def test_booked_time_is_removed_unless_its_week_is_approved(crew: Shell) -> None:
    crew.ok("time", "T-1", "2h", "2026-11-17", "@Ann")
    assert "a time entry is not archived: pmtui remove TE-1" in crew("archive", "TE-1").err
    crew.ok("remove", "TE-1")
    assert not entries(crew)
    crew.ok("undo")
    crew.ok("approve_week", "2026-11-16", "@Ann")
    ran = crew("remove", "TE-1")
    assert (ran.code, "is approved" in ran.err) == (2, True)
    assert len(entries(crew)) == 1
