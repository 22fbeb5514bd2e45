"""This file tests benefits on the command line: figures, bad input, out and in again."""

from pathlib import Path

import pytest

from tests.cli.running import Shell


@pytest.fixture
def calls(empty: Shell) -> Shell:
    """Two projects, and a benefit of the first with a profile from 2027 on."""
    empty.ok("add", "project", "Alpha")
    empty.ok("add", "project", "Beta")
    line = "Fewer calls baseline:260 target:120 starts:2027-01-01 ends:2028-12-31"
    empty.ok("add", "benefit", line, "--into", "P-1")
    empty.ok("add", "profile_point", "benefit:B-1 period:2027-01-01 planned:240")
    empty.ok("add", "attribution", "benefit:B-1 share:60", "--into", "P-1")
    empty.ok("measure", "B-1", "190 survey of may")
    return empty


def test_the_json_of_a_benefit_has_how_far_it_has_come_and_its_months(calls: Shell) -> None:
    document = calls.json("benefits")
    (benefit,) = document["rows"]
    assert (document["kind"], benefit["attainment"], benefit["measured"]) == (
        "benefits", "0.5", "190",
    )  # fmt: skip
    assert benefit["planned_to_date"] is None
    assert benefit["undefined"]["planned_to_date"] == "its profile has no value this month"
    assert len(benefit["planned"]) == 24
    assert benefit["planned"][0] == {"month": "2027-01", "value": "240"}
    assert benefit["attribution"] == [{"component": "P-1", "share": 60}]
    (reading,) = calls.json("list", "readings")["rows"]
    assert (reading["value"], reading["source"]) == ("190", "survey of may")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "attribution", "benefit:B-1 share:120", "--into", "P-2"), "share: 120 is not 0"),
        (("add", "attribution", "benefit:B-1 share:50", "--into", "P-2"), "add up to 110 %"),
        (("add", "attribution", "benefit:B-1 share:5", "--into", "P-1"), "P-1 is counted twice"),
        (
            ("add", "profile_point", "benefit:B-1 period:2026-12-01 planned:1"),
            "period: 2026-12 is before B-1 starts",
        ),
        (
            ("add", "profile_point", "benefit:B-1 period:2029-01-01 planned:1"),
            "period: 2029-01 is after B-1 ends",
        ),
        (
            ("add", "profile_point", "benefit:B-1 period:2027-01-31 planned:1"),
            "has a point for 2027-01 already",
        ),
        (("add", "profile_point", "benefit:B-1 period:2027-02-01 planned:x"), "planned:"),
        (("set", "B-1", "ends=2026-01-01"), "before it starts"),
        (("set", "B-1", "baseline=abc"), "baseline: 'abc' is not a number"),
        (("add", "benefit", "Odd value:5XYZ", "--into", "P-1"), "is not an amount"),
    ],
)
def test_bad_input_is_refused_by_2_and_writes_nothing(
    calls: Shell, words: tuple[str, ...], said: str
) -> None:
    before = calls.json("benefits")["revision"]
    ran = calls(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert calls.json("benefits")["revision"] == before


def test_benefits_and_what_hangs_on_them_go_out_and_in_again_as_csv(
    calls: Shell, tmp_path: Path
) -> None:
    other = Shell(tmp_path / "other.json")
    other.ok("init", str(other.store), "--from", "empty")
    for table in ("components", "benefits", "profile_points", "readings", "attributions"):
        path = tmp_path / f"{table}.csv"
        calls.ok("export", table, "--format", "csv", str(path))
        other.ok("import", str(path))
    (mine,), (theirs,) = (shell.json("benefits")["rows"] for shell in (calls, other))
    assert mine == theirs


def test_benefits_are_found_by_their_figures(calls: Shell) -> None:
    assert calls.json("list", "benefits", "attainment>=50 baseline>200")["rows"]
    assert not calls.json("list", "benefits", "attainment>50")["rows"]
    assert "50 %" in calls.ok("benefits", "P-1")
    assert "no benefit" in calls("benefits", "P-2").err


def test_what_is_due_stands_by_day_and_owner_without_what_is_over(calls: Shell) -> None:
    calls.ok("add", "person", "Cho Li")
    calls.ok("add", "person", "Ann Roe")
    calls.ok("set", "B-1", "next_measure=2027-03-31", "owner=Cho")
    calls.ok("add", "benefit", "Sales", "--into", "P-2")
    calls.ok("set", "B-2", "next_measure=2027-03-31", "owner=Ann")
    calls.ok("add", "benefit", "Old", "--into", "P-2")
    calls.ok("set", "B-3", "state=retired", "next_measure=2027-01-01")
    calls.ok("add", "benefit", "New", "--into", "P-2")
    calls.ok("set", "B-4", "next_measure=2027-02-01")
    rows = calls.json("benefits", "--due")["rows"]
    assert [row["key"] for row in rows] == ["B-4", "B-2", "B-1"]
    lines = calls.ok("benefits", "--due").splitlines()
    assert [line.split("\t")[1] for line in lines[1:]] == ["B-4", "B-2", "B-1"]


def _ready_to_close(calls: Shell) -> None:
    for state in ("initiating", "planning", "executing", "closing"):
        calls.ok("set", "P-1", f"state={state}")


def test_by_every_door_a_project_closes_only_once_its_benefits_are_watched(
    calls: Shell, tmp_path: Path
) -> None:
    _ready_to_close(calls)
    applied = tmp_path / "closed.json"
    applied.write_text('{"components": [{"key": "P-1", "state": "closed"}]}', encoding="utf-8")
    doors = (
        ("set", "P-1", "state=closed"),
        ("set", "P-1", "phase=closed"),
        ("set", "P-1", "state=closed", "--anyway"),
        ("apply", str(applied)),
    )
    for door in doors:
        ran = calls(*door)
        assert ran.code == 2, door
        assert "P-1 Alpha cannot close: B-1 Fewer calls has no business owner" in ran.err
        assert "set B-1 owner=NAME next_measure=DATE" in ran.err
    calls.ok("add", "person", "Ann Roe")
    calls.ok("set", "B-1", "owner=Ann", "next_measure=2027-03-31")
    ran = calls("apply", str(applied))
    assert ran.code == 0, ran.err
    assert calls.json("list", "components", "key:P-1", "--columns", "portfolio_status")["rows"] == [
        {"portfolio_status": "realising"}
    ]
    assert "B-1 Fewer calls is not sustained yet" in calls.ok("attention")
    assert "realising" in calls.ok("tree")
    calls.ok("set", "B-1", "state=retired")
    calls.ok("set", "P-1", "portfolio_status=closed")
    assert "B-1" not in calls.ok("attention")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("add", "reading", "value:3"), "a new reading needs its benefit: write benefit:"),
        (("add", "attribution", "share:3"), "a new attribution needs its benefit"),
        (("add", "profile_point", "planned:3"), "a new profile point needs its benefit"),
        (("add", "kpi_reading", "value:3"), "a new kpi reading needs its kpi"),
        (("add", "cash_flow", "Licences"), "a new cash flow needs its case"),
        (("add", "criterion", "Read"), "a new criterion needs its task"),
        (("measure", "B-1"), "value: say what was measured of B-1"),
        (("measure", "B-1", "many"), "value: 'many' is not a number"),
        (("reprofile", "B-1", "C-9"), "B-1: name an accepted change request"),
        (("close", "AP-1"), "reason: say why AP-1"),
        (("set", "P-1", "state=closed"), "B-1 Fewer calls has no business owner"),
    ],
)
def test_what_is_typed_wrong_ends_with_2_and_one_line_and_writes_nothing(
    empty: Shell, words: tuple[str, ...], reason: str
) -> None:
    empty.ok("add", "project", "Alpha")
    for state in ("initiating", "planning", "executing", "closing"):
        empty.ok("set", "P-1", f"state={state}", "--anyway")
    empty.ok("add", "benefit", "Fewer calls baseline:260 target:120", "--into", "P-1")
    empty.ok("add", "accounting_period", "2026-10")
    before = empty.json("benefits")["revision"]
    ran = empty(*words)
    assert ran.code == 2, ran
    assert reason in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert empty.json("benefits")["revision"] == before


def test_a_period_is_not_reopened_without_a_reason(empty: Shell) -> None:
    empty.ok("add", "accounting_period", "2026-10")
    empty.ok("close", "AP-1", "month end")
    ran = empty("reopen", "AP-1")
    assert (ran.code, "reason: say why" in ran.err) == (2, True)
