"""This file tests the week of somebody, what lies ahead of them, and what is theirs."""

from datetime import timedelta
from typing import Any

import pytest

from pmtui.figures.people.own_work import decisions_of, minutes_ahead, own_rows, own_week
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.costing.time_entries import TimeEntry
from pmtui.model.entities.registers import Change
from pmtui.model.entities.tasks import Assignment
from pmtui.model.staffing.teams import RoleRequest
from tests.conftest import TODAY, a_person, a_project, a_task, figures_of, id_of

ANN, BOB = id_of("H-1"), id_of("H-2")


def a_store(*more: Any, away: int = 0) -> Figures:
    """Ann is on all of a task of three days from Monday on, Bob on half of it."""
    return figures_of(
        a_project(), a_person("H-1", "Ann"), a_person("H-2", "Bob"),
        a_task("T-1", start=TODAY, duration=3 * 480),
        Assignment(id=81, component=id_of("P-1"), task=id_of("T-1"), person=ANN),
        Assignment(id=82, component=id_of("P-1"), task=id_of("T-1"), person=BOB, units=50),
        *more, today=TODAY + timedelta(days=away),
    )  # fmt: skip


def booked(away: int, minutes: int) -> TimeEntry:
    return TimeEntry(
        id=500 + away, component=id_of("P-1"), task=id_of("T-1"), person=ANN,
        day=TODAY + timedelta(days=away), minutes=minutes,
    )  # fmt: skip


def test_a_week_is_that_of_today_from_monday_to_sunday() -> None:
    entries = [booked(-1, 1), booked(0, 10), booked(6, 100), booked(7, 1000)]
    week = own_week(a_store(*entries, away=2), ANN)
    assert (week.first, week.booked, week.available) == (TODAY, 110, 5 * 480)
    assert week.assigned == 3 * 480
    assert own_week(a_store(away=7), ANN).first == TODAY + timedelta(days=7)


@pytest.mark.parametrize(("away", "days"), [(0, 3), (2, 1), (3, 0)])
def test_what_lies_ahead_begins_today(away: int, days: int) -> None:
    # Nothing is said to be done, and the plan stands as it was laid.
    figures = Figures(a_store().workspace, TODAY + timedelta(days=away))
    task = id_of("T-1")
    assert minutes_ahead(figures, task, ANN) == days * 480
    assert minutes_ahead(figures, task, BOB) == days * 240
    assert minutes_ahead(figures, task, 0) == days * 720
    assert minutes_ahead(figures, task, id_of("P-1")) == 0
    assert minutes_ahead(figures, id_of("P-1"), ANN) == 0


@pytest.mark.parametrize(
    ("person", "state", "is_theirs"),
    [(ANN, "proposed", True), (ANN, "confirmed", False), (BOB, "proposed", False)],
)
def test_of_requests_those_are_theirs_for_which_they_are_proposed(
    person: int, state: Any, *, is_theirs: bool
) -> None:
    request = RoleRequest(
        id=91, key="RQ-1", component=id_of("P-1"), title="Help", role="x", state=state,
        person=person, owner=ANN,
    )  # fmt: skip
    assert (91 in own_rows(a_store(request), ANN)) is is_theirs
    assert id_of("T-1") in own_rows(a_store(request), ANN)


def test_decisions_are_those_of_whom_they_wait_for() -> None:
    change = Change(id=92, key="C-1", component=id_of("P-1"), title="More", authority=ANN)
    figures = a_store(change)
    assert decisions_of(figures, ANN) == {92}
    assert decisions_of(figures, BOB) == frozenset()
    assert 92 in own_rows(figures, ANN)
    assert 92 not in own_rows(figures, BOB)
