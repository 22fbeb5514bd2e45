"""This file tests the rules of a store: what a new one starts with, and how they are changed."""

import time
from pathlib import Path

import pytest

from tests.cli.running import Shell, run


def _at(zone: str, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("TZ", zone)
    time.tzset()


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch) -> object:
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_new_store_takes_the_zone_of_the_machine_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pmtui.cli.verbs.setup.init.machine_zone", lambda: "America/Los_Angeles")
    ran = run("init", str(tmp_path / "plan.json"))
    assert "dates follow America/Los_Angeles, money is counted in EUR" in ran.err
    rules = Shell(tmp_path / "plan.json").json("policy")["rules"]
    assert rules["timezone"] == "America/Los_Angeles"


def test_a_new_store_takes_the_zone_and_currency_asked_for(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "plan.json")
    asked = ("--timezone", "Asia/Tokyo", "--currency", "jpy")
    document = run("init", str(shell.store), *asked, "--json").document
    assert (document["timezone"], document["base_currency"]) == ("Asia/Tokyo", "JPY")
    wrong = run("init", str(tmp_path / "other.json"), "--timezone", "Asia/Nowhere")
    assert (wrong.code, "there is no timezone 'Asia/Nowhere'" in wrong.err) == (2, True)
    assert not (tmp_path / "other.json").exists()


def test_today_is_the_day_of_the_store_and_where_it_is_another_one_here_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Twenty-five hours apart: it is never the same day in both.
    _at("Pacific/Kiritimati", monkeypatch)
    shell = Shell(tmp_path / "plan.json")
    run("init", str(shell.store), "--timezone", "Pacific/Pago_Pago")
    shell.ok("add", "project", "Yard")
    ran = shell("add", "task", "Dig due:today")
    assert "in this store (Pacific/Pago_Pago)" in ran.err
    there = shell.json("list", "tasks", "--columns", "due")["rows"][0]["due"]
    shell.ok("policy", "timezone=Pacific/Kiritimati")
    shell.ok("add", "task", "Fill due:today")
    here = shell.json("list", "tasks", "--columns", "due")["rows"][1]["due"]
    assert there < here
    assert "in this store" not in shell("list", "tasks").err


def test_the_rules_are_changed_together_or_not_at_all(empty: Shell) -> None:
    assert empty("policy", "timezone=Europe/Zurich", "base_currency=swiss").code == 2
    assert empty.json("policy")["rules"]["timezone"] != "Europe/Zurich"
    empty.ok("policy", "timezone=Europe/Zurich", "base_currency=chf", "report_days=14")
    rules = empty.json("policy")["rules"]
    assert (rules["timezone"], rules["base_currency"]) == ("Europe/Zurich", "CHF")
    assert rules["report_days"] == 14
    empty.ok("undo")
    assert empty.json("policy")["rules"]["timezone"] != "Europe/Zurich"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("timezone", "is no RULE=VALUE"),
        ("weather=fine", "there is no rule 'weather': there is timezone, base_currency"),
        ("timezone=Mars/Olympus", "there is no timezone 'Mars/Olympus'"),
        ("minutes_per_day=0", "a day cannot have 0 working minutes"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_the_reason(
    empty: Shell, words: str, reason: str
) -> None:
    ran = empty("policy", words)
    assert ran.code in {2, 4}
    assert reason in ran.err


def test_the_base_currency_stays_while_rates_count_in_it(empty: Shell) -> None:
    rate = '{"rates": [{"currency": "USD", "rate": "0.9", "at": "2026-01-01"}]}'
    empty.ok("apply", "-", stdin=rate)
    ran = empty("policy", "base_currency=CHF")
    assert "1 rates are given in EUR" in ran.err or "1 rate is given in EUR" in ran.err
    assert empty("policy", "base_currency=EUR").code == 0
