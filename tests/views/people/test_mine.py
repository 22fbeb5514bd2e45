"""This file tests what is somebody's in all projects, and their hours this week."""

from datetime import date
from typing import Any

import msgspec

from pmtui.figures.people.own_work import own_rows, own_week
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.costing.time_entries import TimeEntry
from pmtui.model.entities.registers import ActionItem, Change
from pmtui.model.entities.tasks import Assignment
from pmtui.model.governance.checkins import Ask
from pmtui.model.staffing.teams import RoleRequest
from pmtui.views.people.mine import mine
from pmtui.views.people.view import OWN_TABLES
from pmtui.views.shapes.table import Table, request_of_scope
from tests.conftest import TODAY, a_person, a_project, a_risk, a_task, figures_of, id_of

ANN = id_of("H-1")


def a_store(*more: Any) -> Figures:
    """Ann owns one card and works on another, in two projects; Bob has the rest."""
    return figures_of(
        a_project("P-1", owner=ANN),
        a_project("P-2"),
        a_person("H-1", "Ann"),
        a_person("H-2", "Bob"),
        a_task("T-1", column="Doing", owner=ANN, due=date(2026, 11, 20), days=1, start=TODAY),
        a_task("T-2", project="P-2", owner=id_of("H-2")),
        a_task("T-3", column="Done", percent=100, owner=ANN),
        a_task("T-4", owner=id_of("H-2")),
        Assignment(id=71, component=id_of("P-2"), task=id_of("T-2"), person=ANN),
        ActionItem(id=72, key="X-1", component=id_of("P-2"), title="Call", owner=ANN),
        ActionItem(id=73, key="X-2", component=id_of("P-2"), title="Done", owner=ANN, state="done"),
        Ask(id=74, key="AK-1", component=id_of("P-2"), title="Testers", owner=ANN),
        Change(id=75, key="C-1", component=id_of("P-1"), title="More scope"),
        Change(id=76, key="C-2", component=id_of("P-2"), title="Not hers"),
        RoleRequest(
            id=77, key="RQ-1", component=id_of("P-2"), title="Help", role="x", state="proposed",
            person=ANN,
        ),
        RoleRequest(
            id=78, key="RQ-2", component=id_of("P-2"), title="Had", role="x", state="confirmed",
            person=ANN,
        ),
        TimeEntry(
            id=79, component=id_of("P-1"), task=id_of("T-1"), person=ANN, day=TODAY, minutes=90
        ),
        *more,
    )  # fmt: skip


def shown(figures: Figures, me: int = ANN, **fields: Any) -> Table:
    request = request_of_scope(figures, 0, OWN_TABLES)
    return mine(msgspec.structs.replace(request, me=me, sort="due", **fields))


def keys(table: Table) -> set[str]:
    return {table.row(at).cells[1].text for at in range(table.count)}


def test_what_somebody_answers_for_works_on_or_decides_is_theirs_wherever_it_is() -> None:
    wanted = {"T-1", "T-2", "X-1", "AK-1", "C-1", "RQ-1"}
    assert keys(shown(a_store())) == wanted
    assert own_rows(a_store(), id_of("H-2")) >= {id_of("T-2"), id_of("T-4")}


def test_a_risk_of_theirs_and_what_waits_for_their_decision_say_so() -> None:
    table = shown(a_store(a_risk("R-1", owner=ANN), a_risk("R-2", owner=id_of("H-2"))))
    what = {table.row(at).cells[1].text: table.row(at).cells[0].text for at in range(table.count)}
    assert (what["R-1"], what["C-1"], what["T-1"]) == ("risk", "decide", "card")
    assert "R-2" not in what


def test_what_is_late_comes_first_and_says_what_it_is_and_where() -> None:
    table = shown(a_store())
    first = dict(
        zip([one.key for one in table.columns], (c.text for c in table.row(0).cells), strict=True)
    )
    assert (first["what"], first["key"], first["state"], first["due"]) == (
        "card", "T-1", "Doing", "late 3 d",
    )  # fmt: skip


def test_the_hours_of_the_week_are_assigned_available_and_booked() -> None:
    week = own_week(a_store(), ANN)
    assert (week.first, week.available, week.booked) == (TODAY, 5 * 480, 90)
    assert week.assigned > 0
    words = " ".join(cell.text for cell in shown(a_store()).foot[0])
    assert words.startswith("Ann, this week:")
    assert "assigned of 40h" in words


def test_a_filter_shows_what_passes_it_whoever_it_is_of() -> None:
    bobs = (id_of("T-2"), id_of("T-4"), id_of("T-3"))
    table = shown(a_store(), is_filtered=True, ids=bobs)
    assert keys(table) == {"T-2", "T-4"}
    assert table.foot == ()


def test_whom_nobody_knows_is_told_how_to_say_who_they_are() -> None:
    table = shown(a_store(), me=0)
    assert table.count == 0
    assert ":claim" in table.empty
