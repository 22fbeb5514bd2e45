"""This file works in scenarios by the command line: beside the plan, and made the plan."""

from pathlib import Path

import pytest

from tests.cli.running import Shell


@pytest.fixture
def what_if(shell: Shell) -> Shell:
    """A program with a scenario in which its project has another budget."""
    shell.ok("add", "scenario", "Cut ten")
    shell.ok("set", "P-1", "budget=10800", "--scenario", "W-1")
    return shell


def budget(shell: Shell, *more: str) -> str:
    """The budget of the project."""
    (row,) = shell.json("list", "projects", "--columns", "key,budget", *more)["rows"]
    return str(row["budget"])


def title(shell: Shell) -> str:
    """The title of the first task."""
    rows = shell.json("list", "tasks", "--columns", "key,title")["rows"]
    return next(str(row["title"]) for row in rows if row["key"] == "T-1")


def test_an_edit_in_a_scenario_is_seen_there_alone(what_if: Shell) -> None:
    planned, otherwise = budget(what_if), budget(what_if, "--scenario", "W-1")
    assert ("12000" in planned, "10800" in otherwise) == (True, True)
    assert budget(what_if, "--scenario", "cut ten") == otherwise


def test_any_verb_reads_a_scenario(what_if: Shell) -> None:
    what_if.ok("add", "task", "Hire", "--into", "P-1", "--scenario", "W-1")
    assert "Hire" in what_if("list", "tasks", "--scenario", "W-1").out
    assert "Hire" in what_if("schedule", "P-1", "--scenario", "W-1", "--json").out
    assert "Hire" not in what_if("list", "tasks").out


def test_what_is_made_the_plan_is_one_commit_that_undo_takes_back(what_if: Shell) -> None:
    what_if.ok("add", "task", "Hire", "--into", "P-1", "--scenario", "W-1")
    before = what_if.json("log")["revision"]
    answer = what_if.json("apply_scenario", "W-1")
    assert answer["revision"] == before + 1
    assert "10800" in budget(what_if)
    assert what_if.json("list", "tasks", "Hire")["rows"][0]["key"] == "T-4"
    assert what_if.json("list", "scenarios")["rows"][0]["state"] == "committed"
    what_if.ok("undo")
    assert "12000" in budget(what_if)
    assert what_if.json("list", "scenarios")["rows"][0]["state"] == "draft"


def test_what_the_plan_has_changed_since_is_named_and_stays(what_if: Shell) -> None:
    what_if.ok("set", "T-1", "title=Shorter", "--scenario", "W-1")
    what_if.ok("set", "P-1", "budget=13000")
    refused = what_if("apply_scenario", "W-1")
    assert refused.code == 4
    assert "edit 1 no longer fits: budget of P-1 has changed in the plan since" in refused.err
    assert "--anyway" in refused.err
    assert "edit 1 no longer fits" in what_if("list", "tasks", "--scenario", "W-1").err
    what_if.ok("apply_scenario", "W-1", "--anyway")
    assert "13000" in budget(what_if)
    assert title(what_if) == "Shorter"


def test_undo_in_a_scenario_takes_back_its_last_edit(what_if: Shell) -> None:
    what_if.ok("set", "T-1", "title=Planned")
    what_if.ok("undo", "--scenario", "W-1")
    assert "12000" in budget(what_if, "--scenario", "W-1")
    assert title(what_if) == "Planned"


def test_a_scenario_given_up_takes_no_edit_and_is_not_made_the_plan(what_if: Shell) -> None:
    what_if.ok("discard_scenario", "W-1")
    assert what_if("set", "P-1", "budget=1", "--scenario", "W-1").code == 2
    assert what_if("apply_scenario", "W-1").code == 4
    assert "10800" in budget(what_if, "--scenario", "W-1")


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        (("list", "tasks", "--scenario", "W-9"), 2, "is no scenario"),
        (("list", "tasks", "--scenario", "Cut tne"), 2, "did you mean Cut ten?"),
        (("list", "tasks", "--scenario", "T-1"), 2, "is no scenario"),
        (("check", "--scenario", "W-1"), 2, "looks after the whole store"),
        (("apply_scenario", "W-1", "--scenario", "W-1"), 4, "comes back to the plan first"),
        (("apply_scenario", "T-1"), 2, "scenario"),
    ],
)
def test_what_is_no_scenario_is_refused(
    what_if: Shell, words: tuple[str, ...], code: int, reason: str
) -> None:
    answer = what_if(*words)
    assert answer.code == code
    assert reason in answer.err


def test_the_log_says_what_an_edit_of_a_scenario_would_do(what_if: Shell) -> None:
    text = what_if("log").out
    assert "W-1: P-1 budget: 12,000 EUR -> 10,800 EUR" in text


def test_an_export_of_a_scenario_is_of_the_plan_with_its_edits(
    what_if: Shell, tmp_path: Path
) -> None:
    what_if.ok("set", "T-1", "title=Shorter", "--scenario", "W-1")
    file = tmp_path / "plan.xml"
    what_if.ok("export", "P-1", str(file), "--scenario", "W-1")
    assert "Shorter" in file.read_text()
    what_if.ok("export", "P-1", str(tmp_path / "other.xml"))
    assert "Shorter" not in (tmp_path / "other.xml").read_text()


def test_scenarios_stand_side_by_side_with_the_plan(what_if: Shell) -> None:
    what_if.ok("add", "scenario", "As it is")
    what_if.ok("set", "T-2", "est=20d", "--scenario", "W-2")
    document = what_if.json("scenario", "W-1", "W-2")
    values = {
        measure["measure"]: {one["of"]: one["value"] for one in measure["values"]}
        for measure in document["measures"]
    }
    assert values["budget"] == {
        "plan": {"amount": "12000.00", "currency": "EUR"},
        "W-1": {"amount": "10800.00", "currency": "EUR"},
        "W-2": {"amount": "12000.00", "currency": "EUR"},
    }
    finish = values["expected_finish"]
    assert finish["plan"] == finish["W-1"] < finish["W-2"]
    assert values["npv"] == {"plan": None, "W-1": None, "W-2": None}
    lines = what_if("scenario", "W-1", "W-2").out.splitlines()
    assert lines[1].split() == ["measure", "plan", "W-1", "W-2"]
    assert len({len(line) for line in lines[1:9]}) == 1


def test_a_single_scenario_says_what_it_changes(what_if: Shell) -> None:
    what_if.ok("set", "T-2", "est=20d", "--scenario", "W-1")
    text = what_if("scenario", "W-1").out
    assert "12,000 EUR -> 10,800 EUR" in text
    assert {(row["key"], row["field"]) for row in what_if.json("scenario", "W-1")["changes"]} >= {
        ("P-1", "budget"),
        ("T-2", "estimate"),
    }


def test_at_most_four_stand_side_by_side(what_if: Shell) -> None:
    answer = what_if("scenario", "W-1", "W-1", "W-1", "W-1", "W-1")
    assert (answer.code, "at most 4" in answer.err) == (2, True)
    what_if.ok("discard_scenario", "W-1")
    assert what_if("scenario").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("add", "reading", "benefit:B-1 at:2026-11-20 value:3"),
        ("add", "time_entry", "task:T-1 person:H-1 minutes:2h"),
        ("add", "ledger_entry", "Rent amount:5 posted:2026-11-20", "--into", "P-1"),
        ("add", "status_point", "data_date:2026-11-20", "--into", "P-1"),
    ],
)
def test_what_has_happened_is_no_what_if(what_if: Shell, words: tuple[str, ...]) -> None:
    what_if.ok("add", "benefit", "Fewer calls", "--into", "P-1")
    before = what_if.json("log")["revision"]
    answer = what_if(*words, "--scenario", "W-1")
    assert answer.code in {2, 4}
    assert "says what has happened, which is no what-if" in answer.err
    assert what_if.json("log")["revision"] == before


def test_the_odds_of_plans_stand_side_by_side_where_there_are_estimates(what_if: Shell) -> None:
    assert "finish_p80" not in {
        measure["measure"] for measure in what_if.json("scenario", "W-1")["measures"]
    }
    what_if.ok("add", "estimate", "task:T-1 optimistic:2d likely:3d pessimistic:30d")
    what_if.ok("add", "scenario", "Sure")
    what_if.ok("remove", "ES-1", "--scenario", "W-2")
    values = {
        measure["measure"]: [one["value"] for one in measure["values"]]
        for measure in what_if.json("scenario", "W-1", "W-2")["measures"]
    }
    plan, otherwise, sure = values["finish_p80"]
    assert plan == otherwise > sure
    assert values["finish_p50"][0] < plan
