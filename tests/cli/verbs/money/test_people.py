"""This file tests `people`: load as a table and as JSON, and teams, leave and requests typed."""

import pytest

from tests.cli.running import Shell


@pytest.fixture
def crew(empty: Shell) -> Shell:
    """A plan in which Ann has two tasks on one day."""
    empty.ok("add", "project", "Build")
    empty.ok("add", "person", "Ann role:Developer")
    for title in ("One", "Two"):
        empty.ok("add", "task", f"{title} est:1d start:2027-03-01 @Ann", "--into", "P-1")
    return empty


def test_each_period_has_capacity_demand_utilisation_and_what_is_over(crew: Shell) -> None:
    said = crew.json("people", "--from", "2027-03-01", "--to", "2027-03-07")
    assert said["periods"] == [{"from": "2027-03-01", "to": "2027-03-07"}]
    (row,) = said["rows"]
    (cell,) = row["periods"]
    assert (row["key"], cell["capacity"], cell["demand"]) == ("H-1", 40.0, 16.0)
    assert (cell["utilisation"], cell["over"]) == (40.0, 8.0)
    (over,) = cell["over_days"]
    assert over["day"] == "2027-03-01"
    assert over["tasks"] == [{"key": "T-1", "hours": 8.0}, {"key": "T-2", "hours": 8.0}]


def test_leave_lowers_what_can_be_worked_and_a_request_stands_beside(crew: Shell) -> None:
    crew.ok("add", "leave", "first:2027-03-02 last:2027-03-03 person:Ann")
    crew.ok(
        "add",
        "role_request",
        "Developer units:50 first:2027-03-01 last:2027-03-05",
        "--into",
        "P-1",
    )
    said = crew.json("people", "--by", "role", "--from", "2027-03-01", "--to", "2027-03-01")
    (row,) = said["rows"]
    (cell,) = row["periods"]
    assert (row["key"], row["requests"]) == (None, ["RQ-1"])
    assert (cell["capacity"], cell["requested"]) == (24.0, 20.0)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("add", "leave", "first:2027-03-02 last:2027-03-01 person:Ann"), "is before"),
        (("add", "leave", "first:2027-03-02 last:2027-03-03 person:Nobody"), "Nobody"),
        (("add", "role_request", "Tester state:confirmed", "--into", "P-1"), "somebody is"),
        (("add", "team_member", "team:TM-9 person:Ann"), "TM-9"),
        (("people", "--from", "2027-03-02", "--to", "2027-03-01"), "write the later day last"),
        (("people", "--from", "someday"), "--from someday"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    crew: Shell, typed: tuple[str, ...], says: str
) -> None:
    before = crew.json("people")["revision"]
    ran = crew(*typed)
    assert ran.code in {2, 4}
    assert says in ran.err
    assert len(ran.err.strip().splitlines()) <= 2
    assert crew.json("people")["revision"] == before


def test_leave_of_somebody_archived_is_refused(crew: Shell) -> None:
    crew.ok("add", "person", "Gone")
    crew.ok("archive", "H-2")
    ran = crew("add", "leave", "person:H-2 first:2027-03-02 last:2027-03-03")
    assert ran.code == 4
    assert "archived" in ran.err
