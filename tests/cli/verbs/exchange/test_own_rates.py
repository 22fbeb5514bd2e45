"""This file tests that what single people cost leaves a store only where somebody asks for it."""

import re
from pathlib import Path

import pytest

from tests.cli.running import Shell
from tests.cli.verbs.exchange.test_export import sent, texts

OWN = "--own-rates"


@pytest.fixture
def crew(empty: Shell) -> Shell:
    """A project with Ann, who has rates of her own, and a machine."""
    empty.ok("add", "project", "Yard")
    empty.ok("add", "person", "Ann rate:50 role:Developer")
    empty.ok("add", "person", "Crane kind:equipment rate:300")
    empty.ok("add", "task", "Lift", "--into", "P-1")
    empty.ok("add", "assignment", "task:T-1 work:8h person:Ann")
    empty.ok("add", "person_rate", "rate:60 person:Ann since:2020-01-01")
    empty.ok("add", "role_rate", "Developer rate:40 since:2020-01-01")
    return empty


def test_rates_are_added_listed_and_set_by_their_key(crew: Shell) -> None:
    (rate,) = crew.json("list", "role_rates")["rows"]
    assert (rate["key"], rate["role"]) == ("RR-1", "Developer")
    crew.ok("set", "RR-1", "rate=45")
    assert "45 EUR" in crew.ok("list", "role_rates")
    assert "T-1" in crew.ok("list", "tasks", "cost:480")


@pytest.mark.parametrize(
    ("kind", "line", "why"),
    [
        ("role_rate", "Developer rate:-1", "less than nothing"),
        ("role_rate", "rate:80", "needs a role"),
        ("role_rate", "Developer rate:much", "not an amount"),
        ("role_rate", "Developer rate:80 since:never", "since"),
        ("person_rate", "rate:80", "needs its person"),
        ("person_rate", "rate:80 person:Zoe", "Zoe"),
    ],
)
def test_a_rate_that_cannot_be_is_refused_and_nothing_is_written(
    crew: Shell, kind: str, line: str, why: str
) -> None:
    ran = crew("add", kind, line)
    assert ran.code == (4 if why == "Zoe" else 2)
    assert why in ran.err
    assert len(crew.json("list", f"{kind}s")["rows"]) == 1


def _says(text: str, amount: int) -> bool:
    """Whether a text has an amount; not in the letters and digits of a revision."""
    return re.search(rf"(?<!\w){amount}(?!\w)", text) is not None


def test_an_export_of_people_leaves_their_rates_out_and_says_so(
    crew: Shell, tmp_path: Path
) -> None:
    ran = crew("export", "people", str(tmp_path / "people.csv"))
    assert "left out: the rate of 1 person" in ran.err
    table = (tmp_path / "people.csv").read_text()
    assert _says(table, 300)
    assert not _says(table, 50)
    assert not _says(crew.ok("export", "people", "-", "--format", "json"), 50)
    assert _says(crew.ok("export", "people", "-", OWN), 50)


def test_rates_of_single_people_are_exported_only_where_they_are_asked_for(crew: Shell) -> None:
    ran = crew("export", "person_rates", "-")
    assert ran.code == 2
    assert OWN in ran.err
    assert _says(crew.ok("export", "person_rates", "-", OWN), 60)
    assert _says(crew.ok("export", "role_rates", "-"), 40)


def test_a_plan_has_no_rate_of_a_person_and_changes_none_when_it_comes_back(
    crew: Shell, tmp_path: Path
) -> None:
    rates = texts(sent(crew), "Resources/Resource/StandardRate")
    assert [rate for rate in rates if float(rate)] == ["300"]
    plan = str(tmp_path / "plan.xml")
    crew.ok("export", "P-1", plan)
    crew.ok("import", plan, "--into", "P-1")
    assert _says(crew.ok("export", "people", "-", OWN), 50)
