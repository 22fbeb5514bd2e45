"""This file tests what moved the forecast on the command line: words, JSON, and bad input."""

import pytest

from tests.cli.running import Shell


@pytest.fixture
def reported(empty: Shell) -> Shell:
    """A project that was reported last month, and whose forecast was changed since then."""
    empty.ok("add", "project", "Build")
    empty.ok("set", "P-1", "forecast=100k")
    empty.ok("add", "task", "Dig", "--into", "P-1")
    empty.ok("add", "status_point", "data_date:2026-10-31 eac:97k", "--into", "P-1")
    empty.ok("set", "P-1", "forecast=120k")
    empty.ok("set", "T-1", "title=Dig deep")
    return empty


def test_the_causes_are_named_with_their_amounts(reported: Shell) -> None:
    lines = reported.ok("causes", "P-1").splitlines()
    assert lines[0] == "forecast 97,000 EUR -> 120,000 EUR (+23,000 EUR)"
    assert "+20,000 EUR  r5 " in lines[2]
    assert lines[2].endswith(": P-1 Build")
    assert lines[3].strip() == "+3,000 EUR  P-1 Build: reported otherwise than the store said then"
    assert len(lines) == 4


def test_the_json_adds_up(reported: Shell) -> None:
    found = reported.json("causes", "P-1")
    assert found["change"] == {"value": "23000.00", "currency": "EUR"}
    assert [cause["amount"]["value"] for cause in found["causes"]] == ["20000.00", "3000.00"]
    assert found["causes"][0]["rows"] == [
        {"table": "components", "key": "P-1", "name": "P-1 Build"}
    ]
    assert (found["since"], found["whole"], found["reason"]) == ("2026-10-31", True, None)


def test_without_a_status_the_reason_stands_there(empty: Shell) -> None:
    empty.ok("add", "project", "Build")
    assert "no status point was taken" in empty.ok("causes", "P-1")
    assert empty.json("causes", "P-1")["change"] is None


def test_a_scope_that_is_not_there_is_refused(empty: Shell) -> None:
    assert empty("causes", "P-9").code == 2
