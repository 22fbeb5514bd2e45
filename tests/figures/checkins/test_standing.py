"""This file tests which check-ins came, came late or are missing, and how old asks are."""

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from pmtui.figures.checkins.standing import (
    age,
    days_late,
    last_due,
    period_to_check_in,
    recovery_wanted,
    standings,
)
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.policy import Policy
from pmtui.model.governance.checkins import Ask, CheckIn, Directive, Recovery
from tests.conftest import TODAY, a_project, figures_of, id_of

FRIDAY = date(2026, 11, 20)


def a_checkin(number: int = 1, project: str = "P-1", **fields: Any) -> CheckIn:
    return CheckIn(
        id=id_of(f"CI-{number}"),
        key=f"CI-{number}",
        component=id_of(project),
        text=f"word {number}",
        **fields,
    )


def figures(*rows: Any) -> Figures:
    """Two projects under way on a Monday, of which somebody has checked in before."""
    first = a_checkin(9, "P-2", period=date(2026, 11, 6), at=date(2026, 11, 6))
    return figures_of(
        a_project("P-1", state="executing"), a_project("P-2", state="executing"), first, *rows
    )


def comings(*rows: Any) -> list[tuple[str, int]]:
    return [(row.coming, row.days) for row in standings(figures(*rows), id_of("P-1"))]


def test_what_came_by_its_day_is_in_what_came_after_is_late_what_did_not_is_missing() -> None:
    assert date(2026, 11, 23) == TODAY
    rows = (
        a_checkin(1, period=date(2026, 11, 2), at=date(2026, 11, 6)),
        a_checkin(2, period=date(2026, 11, 13), at=date(2026, 11, 16)),
    )
    assert comings(*rows) == [("received", 0), ("late", 3), ("missing", 3), ("due", 0)]


def test_a_correction_does_not_make_a_check_in_late_and_the_last_word_holds() -> None:
    rows = (a_checkin(1, period=FRIDAY, at=FRIDAY), a_checkin(2, period=FRIDAY, at=TODAY))
    standing = standings(figures(*rows), id_of("P-1"))[2]
    assert (standing.coming, standing.days) == ("received", 0)
    assert standing.checkin is not None
    assert standing.checkin.key == "CI-2"


def test_what_names_no_period_is_about_the_one_in_which_it_came() -> None:
    assert comings(a_checkin(1, at=date(2026, 11, 18)))[2] == ("received", 0)


def test_an_archived_check_in_is_none() -> None:
    assert comings(a_checkin(1, at=FRIDAY, archived=True))[2] == ("missing", 3)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"state": "draft"}, "not under way"),
        ({"state": "executing", "archived": True}, "not under way"),
        ({"state": "executing", "start": date(2026, 12, 7)}, "had not started"),
    ],
)
def test_who_is_not_expected_has_a_dash_with_the_reason(
    fields: dict[str, Any], reason: str
) -> None:
    begun = a_checkin(9, "P-2", at=date(2026, 11, 6))
    sheet = figures_of(a_project("P-1", **fields), a_project("P-2", state="executing"), begun)
    known = standings(sheet, id_of("P-1"))
    assert {row.coming for row in known} == {""}
    assert reason in known[-1].reason
    assert last_due(sheet, id_of("P-1")) is None


def test_nothing_is_missing_before_anybody_has_checked_in_or_where_the_policy_asks_for_none() -> (
    None
):
    alone = figures_of(a_project("P-1", state="executing"))
    assert {row.reason for row in standings(alone, id_of("P-1"))} == {"nobody had checked in yet"}
    begun = a_checkin(9, "P-2", at=date(2026, 11, 6))
    rows = (a_project("P-1", state="executing"), a_project("P-2"), begun)
    off = figures_of(*rows, Policy(id=1, checkin_weeks=0))
    assert not any(row.coming for row in standings(off, id_of("P-1")))


def test_on_a_monday_the_missing_one_is_about_the_week_before_and_later_about_this_one() -> None:
    sheet = figures()
    assert period_to_check_in(sheet, id_of("P-1")) == FRIDAY
    assert period_to_check_in(sheet, id_of("P-9")) == date(2026, 11, 27)
    told = figures(a_checkin(1, at=FRIDAY))
    assert period_to_check_in(told, id_of("P-1")) == date(2026, 11, 27)
    thursday = Figures(sheet.workspace, date(2026, 11, 26))
    assert period_to_check_in(thursday, id_of("P-1")) == date(2026, 11, 27)


def test_days_late_are_counted_from_the_last_day_of_the_period() -> None:
    sheet = figures()
    assert days_late(sheet, a_checkin(1, period=FRIDAY, at=TODAY)) == 3
    assert days_late(sheet, a_checkin(1, period=TODAY, at=TODAY)) == 0
    assert days_late(sheet, a_checkin(1)) is None


def test_an_ask_ages_until_it_is_answered_and_a_directive_until_it_is_done() -> None:
    sheet, ask = figures(), Ask(id=1, title="Testers", asked_at=FRIDAY)
    assert age(sheet, ask) == 3
    assert age(sheet, Ask(id=1, title="T", asked_at=FRIDAY, answered_at=date(2026, 11, 21))) == 1
    assert age(sheet, Ask(id=1, title="T")) is None
    assert age(sheet, Directive(id=2, title="Freeze", issued_at=FRIDAY)) == 3
    assert age(sheet, Directive(id=2, title="F", issued_at=FRIDAY, done_at=FRIDAY)) == 0


def test_a_red_or_amber_component_that_checks_in_owes_a_recovery_plan() -> None:
    def owed(*rows: Any, rag: str = "", **given: Any) -> str:
        project = a_project("P-1", state="executing", reported_rag=rag)
        first = a_checkin(9, period=date(2026, 11, 6), at=date(2026, 11, 6))
        return recovery_wanted(figures_of(project, first, *rows), id_of("P-1"), **given)

    assert owed(rag="A") == "A"
    assert owed(rag="R") == "R"
    assert owed(rag="G") == ""
    assert owed(rag="G", reported="R") == "R"
    assert owed(rag="R", reported="G") == ""
    plan = Recovery(id=77, component=id_of("P-1"), title="Drop it")
    assert owed(plan, rag="R") == ""
    assert owed(structs.replace(plan, state="done"), rag="R") == "R"


def test_nobody_owes_a_recovery_plan_where_nobody_checks_in() -> None:
    sheet = figures_of(a_project("P-1", state="executing", reported_rag="R"))
    assert recovery_wanted(sheet, id_of("P-1")) == ""
    assert recovery_wanted(sheet, id_of("P-1"), checks_in=True) == "R"
