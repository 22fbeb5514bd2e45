"""This file tests work that recurs by the command line: made, written to by its keys, shown."""

from datetime import date, timedelta

import pytest

from pmtui import clock
from tests.cli.running import Shell


@pytest.fixture
def shop(empty: Shell) -> Shell:
    """A project with a call on each day of the week that today is, since three weeks."""
    empty.ok("policy", "timezone=UTC")
    empty.ok("add", "project", "Shop")
    empty.ok("add", "person", "Ann")
    starts = _today() - timedelta(weeks=3)
    empty.ok("recur", "Call", "weekly", "--starts", f"{starts}", "--owner", "Ann", "--into", "P-1")
    return empty


def _today() -> date:
    return clock.today("UTC")


def _key(weeks: int) -> str:
    return f"XR-1{_today() + timedelta(weeks=weeks):%Y%m%d}"


def test_a_dry_run_shows_the_next_days_and_writes_nothing(shop: Shell) -> None:
    shown = shop("recur", "Audit", "monthly on the 31st, skipping", "--into", "P-1", "--dry-run")
    assert shown.code == 0
    assert shown.out.startswith("Audit, every month on the 31st, skipping months without one: ")
    assert "; skips " in shown.out
    assert "nothing was written" in shown.err
    assert [row["key"] for row in shop.json("list", "recurrences")["rows"]] == ["RE-1"]


@pytest.mark.parametrize(
    ("rule", "code", "reason"),
    [
        ("monthly on the 31st", 2, "can be meant in two ways"),
        ("FREQ=HOURLY", 2, "recurs within a day"),
        ("sometimes", 2, "is no day"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 2, "gives no day from"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_in_one_line_and_nothing_is_made(
    shop: Shell, rule: str, code: int, reason: str
) -> None:
    for more in ((), ("--dry-run",)):
        ended = shop("recur", "Audit", rule, "--into", "P-1", *more)
        assert ended.code in {code, 4}
        assert reason in ended.err.splitlines()[-1]
    assert len(shop.json("list", "recurrences")["rows"]) == 1


def test_an_occurrence_nobody_wrote_to_is_set_by_its_key(shop: Shell) -> None:
    assert shop("show", _key(1)).err.endswith(
        f"{_key(1)}: nobody has written to this occurrence of RE-1 Call: ask for it\n"
    )
    shop.ok("set", _key(1), "owner=", "state=done")
    (row,) = shop.json("list", "actions", "is:any")["rows"]
    assert (row["key"], row["state"]) == (_key(1), "done")
    shop.ok("undo")
    assert shop.json("list", "actions", "is:any")["rows"] == []
    assert shop("set", "XR-119991231", "state=done").code == 2


def test_what_was_missed_is_one_line_and_is_skipped_at_once(shop: Shell) -> None:
    last = _today() - timedelta(weeks=1)
    line = f"3 missed, the last on {last:%a} {last.day} {last:%b %Y}"
    assert shop.ok("attention", "P-1").count("missed") == 1
    assert f"RE-1 Call: {line}, owner Ann" in shop.ok("attention", "P-1")
    assert shop.ok("remind", "--for", "Ann").count(line) == 1
    shop.ok("skip", "RE-1", "--day", "missed")
    assert "missed" not in shop.ok("attention", "P-1")
    (row,) = shop.json("list", "recurrences", "--columns", "next_day,missed")["rows"]
    assert (row["next_day"], row["missed"]) == (f"{_today()}", 0)


def test_the_detail_of_a_recurrence_has_its_occurrences(shop: Shell) -> None:
    shop.ok("occurrence_done", "RE-1")
    shown = shop.ok("show", "RE-1")
    assert "Occurrences  (7)" in shown
    assert "3 missed, the last on" in shown
    assert f"{_key(0)}  done" in shown
    assert f"{_key(1)}  to come" in shown


def test_this_and_all_later_ones_get_another_rule(shop: Shell) -> None:
    shop.ok("recur_from", _key(1), "every 2 weeks")
    rows = shop.json("list", "recurrences", "--columns", "key,next_day")["rows"]
    assert [(row["key"], row["next_day"]) for row in rows] == [
        ("RE-1", f"{_today()}"),
        ("RE-2", f"{_today() + timedelta(weeks=1)}"),
    ]


def test_the_next_occurrences_of_a_scope_are_listed_day_by_day(shop: Shell) -> None:
    shop.ok("set", _key(1), f"due={_today() + timedelta(days=8)}")
    text = shop.ok("occurrences", "P-1", "--until", "+2w")
    assert [line.split("\t") for line in text.splitlines()] == [
        ["day", "key", "title", "owner", "component", "stands"],
        [f"{_today()}", _key(0), "Call", "Ann", "P-1", "to come"],
        [f"{_today() + timedelta(days=8)}", _key(1), "Call", "Ann", "P-1", "open"],
        [f"{_today() + timedelta(weeks=2)}", _key(2), "Call", "Ann", "P-1", "to come"],
    ]
    rows = shop.json("occurrences", "--until", "+2w")["rows"]
    assert [(row["key"], row["made"]) for row in rows] == [
        (_key(0), False), (_key(1), True), (_key(2), False),
    ]  # fmt: skip
    assert rows[1]["rule_day"] == f"{_today() + timedelta(weeks=1)}"
    assert len(shop.json("occurrences")["rows"]) == 5


@pytest.mark.parametrize("until", ["+2y", "2020-01-01", "sometimes"])
def test_occurrences_are_listed_for_a_year_at_the_most(shop: Shell, until: str) -> None:
    ended = shop("occurrences", "--until", until)
    assert (ended.code, ended.out) == (2, "")
    assert "--until" in ended.err


def test_a_day_has_every_occurrence_of_its_week(shop: Shell) -> None:
    shop.ok("recur", "Backup", "daily", "--owner", "Ann", "--into", "P-1")
    rows = shop.json("day", "--for", "Ann")["rows"]
    assert sum(row["title"] == "Backup" for row in rows) == 8
    reminded = shop.json("remind", "--for", "Ann", "--ahead", "7d")["rows"]
    assert sum(row["title"] == "Backup" for row in reminded) == 1


def test_what_no_task_is_made_of_is_named_by_its_key_where_a_task_is_asked_for(
    shop: Shell,
) -> None:
    ended = shop("done", _key(1))
    assert ended.code == 2
    assert f"{_key(1)} is no task; pmtui set {_key(1)} state=" in ended.err


def test_a_rule_says_as_many_missed_as_its_figure_does(shop: Shell) -> None:
    said = shop("recur", "Backup", "daily", "--starts", "1990-01-01", "--into", "P-1").err
    (missed,) = (
        row["missed"] for row in shop.json("list", "recurrences")["rows"] if row["key"] == "RE-2"
    )
    assert f"; {missed} missed before today" in said


def test_what_is_refused_before_it_has_a_key_is_named_by_its_title(shop: Shell) -> None:
    ended = shop("recur", "Books", "every monday", "--kind", "task")
    assert ended.err.startswith("pmtui: Books: a task recurs in a project")
