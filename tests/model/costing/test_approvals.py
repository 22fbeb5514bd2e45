"""This file tests when changes of a budget, draws, weeks and cases count as approved."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.model.benefits.cases import CASES, BusinessCase
from pmtui.model.costing.ledger import BUDGET_CHANGES, BudgetChange, ReserveDraw
from pmtui.model.costing.periods import PERIODS
from pmtui.model.costing.time_entries import TIMESHEETS, Timesheet, hours_text, week_of
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.table import Birth
from pmtui.model.workspace.schema import TABLE_OF, TABLES
from tests.conftest import eur

MONDAY = date(2026, 11, 23)


def is_approved(row: Entity) -> bool:
    (approval,) = TABLES[TABLE_OF[type(row)]].approvals
    return bool(approval.stands(row))


@pytest.mark.parametrize(("state", "is_one"), [("approved", True), ("proposed", False)])
def test_a_budget_change_is_approved_by_its_state(state: str, *, is_one: bool) -> None:
    row = BudgetChange(id=1, title="More", amount=eur(1), at=MONDAY, state=state)
    assert is_approved(row) is is_one
    assert TABLE_OF[type(row)] == BUDGET_CHANGES.name


@pytest.mark.parametrize(("amount", "is_one"), [(1, True), (0, False), (-1, False)])
def test_money_is_drawn_from_a_reserve_and_what_is_given_back_needs_nobody(
    amount: int, *, is_one: bool
) -> None:
    draw = ReserveDraw(id=1, reserve=2, title="Rain", amount=eur(amount), at=MONDAY)
    assert is_approved(draw) is is_one


@pytest.mark.parametrize(("state", "is_one"), [("approved", True), ("submitted", False)])
def test_a_week_is_approved_by_its_state(state: Any, *, is_one: bool) -> None:
    assert is_approved(Timesheet(id=1, person=2, week=MONDAY, state=state)) is is_one
    assert TIMESHEETS.approvals[0].accepting == (("state", "approved"),)


@pytest.mark.parametrize(
    ("state", "is_one", "assures"),
    [("draft", False, False), ("approved", True, True), ("superseded", True, False)],
)
def test_a_case_was_approved_once_it_is_no_draft_and_assures_while_it_is_approved(
    state: str, *, is_one: bool, assures: bool
) -> None:
    case = BusinessCase(id=1, title="Case", state=state)
    assert is_approved(case) is is_one
    assert CASES.assures is not None
    assert bool(CASES.assures.holds(case)) is assures


@pytest.mark.parametrize("ahead", range(7))
def test_every_day_of_a_week_has_its_monday(ahead: int) -> None:
    assert week_of(MONDAY + timedelta(days=ahead)) == MONDAY


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "0m"), (45, "45m"), (60, "1h"), (210, "3h30"), (65, "1h05")]
)
def test_minutes_are_written_as_hours(minutes: int, text: str) -> None:
    assert hours_text(minutes) == text


@pytest.mark.parametrize(
    ("title", "days"),
    [
        ("2026-10", (date(2026, 10, 1), date(2026, 10, 31))),
        (" 2028-02 ", (date(2028, 2, 1), date(2028, 2, 29))),
        ("October", None),
        ("2026-13", None),
        ("0000-01", None),
    ],
)
def test_a_period_that_is_called_as_a_month_has_its_days(
    title: str, days: tuple[date, date] | None
) -> None:
    birth = Birth(today=MONDAY, actor=0, given={"title": title})
    started = PERIODS.start(birth) if PERIODS.start is not None else {}
    assert started == ({} if days is None else {"start": days[0], "finish": days[1]})
