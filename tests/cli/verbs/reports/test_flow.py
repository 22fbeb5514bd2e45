"""This file tests `flow`: figures and forecasts of boards, the same lots again, wrong numbers."""

from pathlib import Path

import pytest

from tests.cli.running import Shell


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The sample portfolio."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    shell = Shell(tmp_path / "plan.json")
    shell.ok("init", str(shell.store), "--from", "sample")
    return shell


def test_flow_says_what_went_through_and_when_the_rest_is_done(sample: Shell) -> None:
    said = sample.ok("flow", "P-1")
    assert "cards started and" in said
    assert "Little's law does not hold" in said
    assert "85 % sure by" in said
    assert "in progress: 4" in said


def test_flow_as_json_has_the_same_and_the_seed(sample: Shell) -> None:
    document = sample.json("flow", "P-1", "--items", "10")
    assert document["kind"] == "flow"
    assert document["left"] == 10
    assert document["stable"] is False
    assert document["cycle_by_law"] is None
    days = [line["days"] for line in document["forecast"]]
    assert days == sorted(days)
    assert document == sample.json("flow", "P-1", "--items", "10", "--seed", str(document["seed"]))
    other = sample.json("flow", "P-1", "--items", "10", "--seed", "7")
    assert other["forecast"] != document["forecast"]


def test_a_board_on_which_nothing_was_finished_has_no_forecast(empty: Shell) -> None:
    empty.ok("add", "project", "Site")
    empty.ok("add", "task", "Logo", "--into", "P-1")
    assert "1 left: no forecast, as no card was finished" in empty.ok("flow", "P-1")
    assert empty.json("flow", "P-1")["throughput"] is None


def test_fewer_than_no_cards_are_refused(sample: Shell) -> None:
    refused = sample("flow", "--items", "-3")
    assert (refused.code, refused.out) == (2, "")
    assert "--items -3: a number of cards is 0 or more" in refused.err


def test_flow_says_how_cycles_stand_and_gives_their_days_and_those_of_the_board(
    sample: Shell,
) -> None:
    said = sample.ok("flow", "P-1")
    assert "CY-3" in said
    assert "velocity of the last 2 cycles" in said
    document = sample.json("flow", "P-1")
    cycles = {cycle["key"]: cycle for cycle in document["cycles"]}
    assert {cycle["state"] for cycle in cycles.values()} == {"ended", "running"}
    for cycle in cycles.values():
        assert cycle["burn_down"][-1]["left"] == cycle["unfinished"]
        assert cycle["carried"] <= cycle["removed"]
    last = document["cumulative"][-1]
    assert last["day"] == document["to"]
    assert last["started"] - last["finished"] == len(document["in_progress"])
    assert float(document["velocity"]) > 0


def test_a_board_without_cycles_has_none_and_no_velocity(empty: Shell) -> None:
    empty.ok("add", "project", "Site")
    document = empty.json("flow", "P-1")
    assert (document["cycles"], document["velocity"]) == ([], None)
    assert "velocity" not in empty.ok("flow", "P-1")


@pytest.mark.parametrize("day", ["yesterday", "today", "+20y"])
def test_only_a_day_to_come_is_forecast(sample: Shell, day: str) -> None:
    refused = sample("flow", "P-1", "--by", day)
    assert (refused.code, refused.out) == (2, "")
    assert "--by" in refused.err


def test_cards_done_by_a_day_are_fewer_the_surer_one_is_and_more_by_a_later_day(
    sample: Shell,
) -> None:
    def cards(by: str) -> list[int]:
        return [line["cards"] for line in sample.json("flow", "P-1", "--by", by)["done_by"]]

    near, far = cards("+30d"), cards("+90d")
    assert near == sorted(near, reverse=True)
    assert all(few <= many for few, many in zip(near, far, strict=True))
    assert sum(far) > sum(near)
    assert "cards done by" in sample.ok("flow", "P-1", "--by", "+30d")
