"""This file tests objectives, what serves them and indicators on the command line."""

import pytest

from tests.cli.running import Shell


@pytest.fixture
def acme(empty: Shell) -> Shell:
    """A portfolio with two objectives, and two projects of which one serves the first."""
    empty.ok("add", "portfolio", "Acme")
    empty.ok("add", "project", "Alpha", "--into", "PF-1")
    empty.ok("add", "project", "Beta", "--into", "PF-1")
    empty.ok("add", "objective", "Cheaper service", "--into", "PF-1")
    empty.ok("add", "objective", "Growth", "--into", "PF-1")
    empty.ok("add", "benefit", "Fewer calls baseline:260 target:120", "--into", "P-1")
    empty.ok("add", "contribution", "benefit:B-1 objective:J-1 share:60")
    return empty


def _one(calls: Shell, table: str, name: str) -> list[object]:
    return [row[name] for row in calls.json("list", table, "--columns", name)["rows"]]


def test_coverage_names_objectives_and_projects_without_each_other(acme: Shell) -> None:
    assert _one(acme, "objectives", "coverage") == [60, 0]
    orphans = acme.json("list", "objectives", "coverage:0", "--columns", "key")["rows"]
    assert orphans == [{"key": "J-2"}]
    idle = acme.json("list", "projects", "objectives_served:0", "--columns", "key")["rows"]
    assert idle == [{"key": "P-2"}]
    acme.ok("add", "contribution", "objective:J-2 share:30", "--into", "P-2")
    assert _one(acme, "objectives", "coverage") == [60, 30]
    (first, second) = acme.json("list", "contributions")["rows"]
    assert (first["component"], second["component"]) == ("P-1", "P-2")


def test_an_indicator_is_measured_and_rated_and_is_due_again(acme: Shell) -> None:
    line = (
        "Calls a week target:120 better:lower green_within:10 amber_within:40 objective:J-1"
        " frequency:month"
    )
    acme.ok("add", "kpi", line, "--into", "PF-1")
    assert _one(acme, "objectives", "rating") == [None, None]
    acme.ok("measure", "KP-1", "150 call centre report")
    assert _one(acme, "kpis", "rating") == ["A"]
    assert _one(acme, "objectives", "rating") == ["A", None]
    assert acme.json("list", "kpi_readings")["rows"][0]["source"] == "call centre report"
    assert _one(acme, "kpis", "next_measure") != [None]
    acme.ok("undo")
    assert _one(acme, "kpis", "rating") == [None]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("add", "contribution", "benefit:B-1"), "name two of output, capability, outcome"),
        (("add", "contribution", "benefit:B-1 objective:J-1 share:5"), "on the map already"),
        (("add", "contribution", "benefit:B-1 objective:J-2 share:120"), "share: 120 is not 0"),
        (("add", "kpi", "x amber_within:-4", "--into", "P-1"), "-4 is below nought"),
        (
            ("add", "kpi", "x green_within:5 amber_within:4", "--into", "P-1"),
            "amber within: 4 is less than the green band, 5",
        ),
        (("add", "kpi", "x target:many", "--into", "P-1"), "target: 'many' is not a number"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field_and_nothing_is_written(
    acme: Shell, words: tuple[str, ...], reason: str
) -> None:
    before = acme.json("benefits")["revision"]
    ran = acme(*words)
    assert ran.code == 2, ran
    assert reason in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert acme.json("benefits")["revision"] == before


def test_the_map_names_what_leads_where_and_what_leads_nowhere(acme: Shell) -> None:
    acme.ok("add", "deliverable", "Portal", "--into", "P-1")
    acme.ok("add", "outcome", "They help themselves", "--into", "P-1")
    acme.ok("add", "contribution", "output:V-1 outcome:OC-1")
    acme.ok("add", "contribution", "outcome:OC-1 benefit:B-1")
    document = acme.json("benefits", "--map")
    assert document["kind"] == "benefits_map"
    rows = {row["key"]: row for row in document["rows"]}
    assert rows["OC-1"] == {
        "key": "OC-1",
        "layer": "outcome",
        "title": "They help themselves",
        "comes_from": ["V-1"],
        "leads_to": ["B-1"],
        "lacks": [],
    }
    assert rows["P-2"]["lacks"] == ["serves no objective"]
    assert rows["J-2"]["lacks"] == ["nobody serves it"]
    lines = acme.ok("benefits", "P-1", "--map").splitlines()
    assert [line.split("\t")[0] for line in lines[1:]] == ["V-1", "OC-1", "B-1", "J-1"]


def test_an_empty_map_says_how_to_begin(empty: Shell) -> None:
    empty.ok("add", "project", "Alpha")
    assert "no map yet: a adds an outcome or a benefit" in empty("benefits", "--map").err
    assert empty.json("benefits", "--map")["rows"] == []


def test_the_map_and_what_is_due_are_not_asked_for_at_once(acme: Shell) -> None:
    ran = acme("benefits", "--map", "--due")
    assert ran.code == 2
    assert "--due" in ran.err


def test_the_line_from_a_task_to_the_objective_stands_in_the_details_of_each(acme: Shell) -> None:
    acme.ok("add", "deliverable", "Portal", "--into", "P-1")
    acme.ok("add", "outcome", "They help themselves", "--into", "P-1")
    acme.ok("add", "contribution", "output:V-1 outcome:OC-1")
    acme.ok("add", "contribution", "outcome:OC-1 benefit:B-1")
    acme.ok("add", "task", "Write texts", "--into", "P-1")
    assert "Leads to" not in acme.ok("show", "T-1")
    acme.ok("link", "V-1", "T-1")
    onward = "OC-1 > B-1 Fewer calls > J-1 Cheaper service"
    assert f"  V-1 Portal > {onward}" in acme.ok("show", "T-1")
    assert f"  V-1 Portal > {onward}" in acme.ok("show", "P-1")
    assert f"  {onward}" in acme.ok("show", "V-1")
    assert "  J-1 Cheaper service" in acme.ok("show", "B-1")
    assert "  V-1 Portal > OC-1\n" in acme.ok("show", "B-1")
    assert "  V-1 Portal > OC-1 > B-1 Fewer calls" in acme.ok("show", "J-1")


def test_what_is_due_has_kpis_beside_benefits(acme: Shell) -> None:
    line = "Calls a week target:120 better:lower amber_within:40 next_measure:2020-01-01"
    acme.ok("add", "kpi", line, "--into", "P-1")
    acme.ok("set", "B-1", "next_measure=2020-02-01")
    listed = [row.split("\t") for row in acme.ok("benefits", "--due").splitlines()[1:]]
    assert [row[:3] for row in listed] == [
        ["2020-01-01", "KP-1", "Calls a week"],
        ["2020-02-01", "B-1", "Fewer calls"],
    ]
    document = acme.json("benefits", "--due")
    assert [row["key"] for row in document["rows"]] == ["B-1"]
    assert [(row["key"], row["overdue"], row["rating"]) for row in document["kpis"]] == [
        ("KP-1", True, None)
    ]
    acme.ok("measure", "KP-1", "180")
    assert acme.ok("benefits", "--due").splitlines()[1].endswith("red")
    needs = [row["text"] for row in acme.json("attention")["rows"]]
    assert "KP-1 Calls a week is red: 60 from its target 120, no owner" in needs
    assert "kpis" not in acme.json("benefits")
