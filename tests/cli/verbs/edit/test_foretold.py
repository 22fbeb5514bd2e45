"""This file tests `set --dry-run`: what an edit would change, and that nothing is written."""

import pytest

from tests.cli.running import Shell


@pytest.fixture
def launch(empty: Shell) -> Shell:
    """A launch after a task of two days, with a benefit that starts after it."""
    empty.ok("add", "project", "Alpha start:2027-01-04")
    empty.ok("add", "task", "Build duration:2d fixed_cost:500")
    empty.ok("add", "milestone", "Launch after:T-1")
    line = "Fewer calls unit:calls starts:2027-01-01 ends:2027-06-30 end:fixed component:P-1"
    empty.ok("add", "benefit", line)
    empty.ok("set", "B-1", "start_after=M-1")
    empty.ok("add", "profile_point", "benefit:B-1 period:2027-01-01 planned:10")
    empty.ok("add", "risk", "Late p:4 i:4 money:1000")
    return empty


def test_what_a_slip_would_change_is_printed_and_nothing_is_written(launch: Shell) -> None:
    before = launch.store.read_bytes(), launch.ok("log")
    ran = launch("set", "T-1", "duration=42d", "fixed_cost=700", "--dry-run")
    assert ran.code == 0
    assert "forecast +200 EUR" in ran.out
    assert "project finish +" in ran.out
    assert "B-1 2 months later (-20 calls over 2 months)" in ran.out
    assert "B-1 2027-01: 10 becomes \u2014" in ran.out
    assert "nothing was written, leave out --dry-run to do it" in ran.err
    assert (launch.store.read_bytes(), launch.ok("log")) == before


def test_the_json_has_money_benefits_by_month_and_null_for_nothing(launch: Shell) -> None:
    document = launch.json("set", "T-1", "duration=42d", "fixed_cost=700", "--dry-run")
    assert (document["kind"], document["dry_run"], document["changed"]) == ("set", True, ["T-1"])
    effect = document["effect"]
    (money,) = effect["money"]
    assert (money["figure"], money["key"]) == ("cost_forecast", "P-1")
    assert money["change"] == {"amount": "200.00", "currency": "EUR"}
    (benefit,) = effect["benefits_moved"]
    assert (benefit["key"], benefit["months"], benefit["total"]) == ("B-1", 2, "-20")
    assert benefit["by_month"][0] == {"month": "2027-01", "before": "10", "after": None}
    assert effect["finish_days"] > 50


def test_what_cannot_be_is_refused_as_it_would_be(launch: Shell) -> None:
    assert launch("set", "P-1", "state=closed", "--dry-run").code == 4
    assert launch("set", "P-1", "budget=-5", "--dry-run").code == 2


def test_a_risk_is_said_with_its_exposure(launch: Shell) -> None:
    assert launch.ok("set", "R-1", "p=1", "--dry-run") == "exposure +600 EUR\n"
