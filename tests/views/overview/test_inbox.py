"""This file tests what waits for a decision, with what waiting costs, and what was decided."""

from datetime import timedelta
from typing import Any

import pytest

from pmtui.model.entities.registers import Change
from pmtui.model.entities.tasks import Link
from pmtui.model.governance.gates import Gate
from pmtui.views.overview.inbox import BACK, inbox, inbox_entries, inbox_table
from pmtui.views.shapes.table import ViewRequest
from tests.conftest import TODAY, Parts, a_component, a_person, a_project, a_task, figures_of, id_of

ANN, BOB = id_of("H-1"), id_of("H-2")


def a_change(**fields: Any) -> Change:
    return Change(id=9, key="C-9", component=id_of("P-1"), title="More", **fields)


def shown(*rows: Any, today: Any = TODAY) -> list[list[str]]:
    people: Parts = (a_person("H-1", "Ann"), a_person("H-2", "Bob"))
    figures = figures_of(*people, a_project("P-1"), *rows, today=today)
    table = inbox_table(figures, inbox_entries(figures, 0))
    return [[cell.text for cell in table.row(at).cells] for at in range(table.count)]


def test_what_waits_says_from_whom_whom_it_waits_for_and_what_it_costs() -> None:
    ((kind, what, by, whom, due, since, cost),) = shown(
        a_change(raised_by=ANN, authority=BOB, due=TODAY + timedelta(days=2), impact_time="5d")
    )
    assert (kind, what, by, whom, cost) == ("change", "C-9 More", "Ann", "Bob", "5d")
    assert due
    assert since == "—"


def test_what_nobody_is_named_for_and_what_costs_nothing_known_has_a_dash() -> None:
    ((_, _, by, whom, _, _, cost),) = shown(a_change())
    assert (by, whom, cost) == ("—", "—", "—")


@pytest.mark.parametrize(
    ("days", "is_shown"), [(0, True), (BACK, True), (BACK + 1, False), (-1, False)]
)
def test_what_was_decided_stays_for_some_days(days: int, *, is_shown: bool) -> None:
    decided = a_change(decision="accept", authority=BOB, decided_at=TODAY - timedelta(days=days))
    rows = shown(decided)
    assert [row[3] for row in rows] == (["decided by Bob"] if is_shown else [])
    assert all(row[4] == "—" for row in rows)


@pytest.mark.parametrize(
    "fields",
    [
        {"decision": "accept", "decided_at": TODAY, "archived": True},
        {"decision": "accept"},
        {"decision": "reject", "decided_at": TODAY},
    ],
)
def test_what_was_put_away_undated_or_not_accepted_was_not_decided(fields: dict[str, Any]) -> None:
    assert shown(a_change(**fields)) == []


def test_what_waits_comes_first_then_what_was_decided_the_newest_first() -> None:
    def gate(number: int, **fields: Any) -> Gate:
        return Gate(id=number, key=f"G-{number}", component=id_of("P-1"), title="Go", **fields)

    rows = shown(
        gate(1, decision="go", decided_at=TODAY - timedelta(days=2)),
        gate(2, decision="go", decided_at=TODAY),
        gate(3, due=TODAY),
    )
    assert [row[1] for row in rows] == ["G-3 Go", "G-2 Go", "G-1 Go"]
    assert rows[1][3] == "decided by —"


def test_a_filter_keeps_what_is_asked_for_and_the_count_says_how_many_there_were() -> None:
    gate = Gate(id=5, key="G-5", component=id_of("P-1"), title="Go", due=TODAY)
    figures = figures_of(a_project("P-1"), a_change(), gate)
    request = ViewRequest(
        figures=figures, scope=0, tables=("changes", "gates"), ids=(5,), total=2, is_filtered=True
    )
    table = inbox(request)
    assert ([*table.ids], table.total) == ([5], 2)
    none = inbox_table(figures, [], total=2)
    assert none.empty.startswith("nothing matches")
    assert inbox_table(figures, []).empty.startswith("nothing waits")


@pytest.mark.parametrize(("promised", "cost"), [(3, "3 d late"), (0, "—"), (-1, "—")])
def test_a_delivery_that_was_handed_up_costs_the_days_it_is_promised_too_late(
    promised: int, cost: str
) -> None:
    link = Link(
        id=8, key="L-8", predecessor=id_of("T-1"), successor=id_of("T-2"), needed_by=TODAY,
        promised=TODAY + timedelta(days=promised), escalated_to=id_of("PG-1"),
    )  # fmt: skip
    rows = shown(
        a_component("PG-1"), a_task("T-1"), a_project("P-2"), a_task("T-2", project="P-2"), link
    )
    assert [row[-1] for row in rows] == [cost]
