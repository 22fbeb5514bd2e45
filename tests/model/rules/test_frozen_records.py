"""This file tests what of reports, meetings and periods stays once they were sent, held, closed."""

from datetime import date
from typing import Any, Final

import pytest

from pmtui.model.changes.ops import Op, create, delete, edit
from pmtui.model.costing.periods import AccountingPeriod
from pmtui.model.entities.remarks import Report
from pmtui.model.meetings.meetings import AgendaItem, Attendance, Meeting
from pmtui.model.rules.frozen_rows import check_frozen, check_posted
from pmtui.model.rules.life_cycles import value_read
from tests.conftest import a_component, a_person, a_project, a_task, a_workspace, id_of

DAY: Final = date(2026, 11, 23)
ANN: Final = id_of("H-1")


def a_report(**fields: Any) -> Report:
    return Report(id=5, key="S-5", component=id_of("P-1"), title="Status", **fields)


def frozen(ops: tuple[Op, ...], *rows: Any) -> list[str]:
    return [problem.text for problem in check_frozen(ops, a_workspace(a_project(), *rows))]


def test_a_report_that_was_sent_stays_but_may_be_put_away() -> None:
    sent = a_report(sent_at=DAY)
    said = ["S-5 was sent on 2026-11-23 and stays as it is: write a new one"]
    assert frozen(edit("reports", sent, title="Other"), sent) == said
    assert frozen((Op("put", "reports", 5, new={}),), sent) == said
    assert frozen(edit("reports", sent, archived=True), sent) == []
    assert frozen((delete("reports", sent),), sent) == []
    assert frozen((create("reports", sent),)) == []


def test_the_numbers_of_a_report_stay_before_it_is_sent() -> None:
    kept = a_report(numbers="{}", at=DAY)
    assert frozen(edit("reports", kept, numbers="{1}"), kept)
    assert frozen((Op("put", "reports", 5, new={}),), kept)
    assert frozen(edit("reports", kept, title="Other"), kept) == []
    bare = a_report()
    assert frozen(edit("reports", bare, numbers="{}"), bare) == []


def a_meeting(state: Any = "held") -> Meeting:
    return Meeting(id=60, key="MT-1", title="Board", day=DAY, state=state)


ITEM: Final = AgendaItem(id=61, meeting=60, title="More", about=60, about_table="meetings")
SEAT: Final = Attendance(id=62, meeting=60, person=ANN)


@pytest.mark.parametrize(
    ("ops", "is_kept"),
    [
        (edit("meetings", a_meeting(), day=None), False),
        (edit("meetings", a_meeting(), chair=ANN), False),
        (edit("meetings", a_meeting(), notes="short"), True),
        ((Op("put", "meetings", 60, new={}),), False),
        (edit("agenda_items", ITEM, outcome="yes"), False),
        (edit("attendances", SEAT, present=True), False),
        ((delete("attendances", SEAT),), False),
        ((create("attendances", Attendance(id=63, meeting=60, person=ANN)),), False),
        ((create("attendances", Attendance(id=63, meeting=99, person=ANN)),), True),
        ((Op("set", "attendances", 99, "present", None, True),), True),
    ],
)
def test_who_was_in_a_meeting_that_was_held_and_what_was_on_it_stays(
    ops: tuple[Op, ...], *, is_kept: bool
) -> None:
    there = a_person("H-1", "Ann"), ITEM, SEAT
    assert (not frozen(ops, *there, a_meeting())) is is_kept
    assert frozen(ops, *there, a_meeting("planned")) == []


def test_what_was_on_a_meeting_comes_in_after_it() -> None:
    assert frozen((create("agenda_items", ITEM),), a_meeting()) == []
    assert frozen((create("agenda_items", ITEM),), a_meeting(), SEAT) == []
    other = AgendaItem(id=64, meeting=60, title="Less", about=60, about_table="meetings")
    assert frozen((create("agenda_items", other),), a_meeting(), ITEM)


def a_period(state: str = "closed") -> AccountingPeriod:
    first, last = date(2026, 10, 1), date(2026, 10, 31)
    return AccountingPeriod(
        id=7, key="AP-1", title="October", start=first, finish=last, state=state
    )


def posted(ops: tuple[Op, ...], period: AccountingPeriod) -> list[str]:
    return [problem.text for problem in check_posted(ops, a_workspace(period))]


@pytest.mark.parametrize(
    ("ops", "is_kept"),
    [
        (edit("accounting_periods", a_period(), finish=DAY), False),
        (edit("accounting_periods", a_period(), start=DAY), False),
        (edit("accounting_periods", a_period(), title="Oct"), True),
        ((Op("put", "accounting_periods", 7, new={}),), False),
        ((delete("accounting_periods", a_period()),), False),
        (edit("accounting_periods", a_period(), state="open"), False),
        (edit("accounting_periods", a_period(), state="open", reason="late bill"), True),
        (edit("accounting_periods", a_period(), state="open", reason=" "), False),
        ((Op("set", "accounting_periods", 99, "start", None, "2026-01-01"),), True),
    ],
)
def test_a_closed_period_keeps_its_days_and_reopens_for_a_reason(
    ops: tuple[Op, ...], *, is_kept: bool
) -> None:
    assert (not posted(ops, a_period())) is is_kept


def test_an_open_period_is_changed_freely_and_closed_for_a_reason() -> None:
    period = a_period("open")
    assert posted(edit("accounting_periods", period, finish=DAY), period) == []
    assert posted((delete("accounting_periods", period),), period) == []
    (said,) = posted(edit("accounting_periods", period, state="closed"), period)
    assert "reason: say why: pmtui" in said
    assert posted(edit("accounting_periods", period, state="closed", reason="done"), period) == []


def test_a_component_is_read_with_the_two_states_that_its_word_stands_for() -> None:
    project = a_component("P-1", state="executing", name="Site")
    assert value_read(project, "phase") == "executing"
    assert value_read(project, "portfolio_status") == "active"
    assert value_read(project, "name") == "Site"
    (task,) = a_task("T-1", "Dig")
    assert value_read(task, "title") == "Dig"
