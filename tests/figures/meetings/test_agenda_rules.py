"""This file tests from and until when things are on an agenda, in what order, and why."""

from datetime import date, timedelta
from typing import Any, Final

import pytest

from pmtui.figures.meetings.agenda import AgendaEntry, agenda
from pmtui.figures.meetings.answers import DECIDED_TABLES, VERDICTS, answers_to, verdicts_of
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import ActionItem, Change, Issue
from pmtui.model.entities.remarks import Report
from pmtui.model.governance.bodies import Body, Tolerance
from pmtui.model.governance.gates import Gate, GateCondition
from pmtui.model.meetings.meetings import AgendaItem, Meeting
from tests.conftest import (
    TODAY,
    a_component,
    a_person,
    a_project,
    a_workspace,
    figures_of,
    id_of,
)

PROJECT, PROGRAM = id_of("P-1"), id_of("PG-1")
DAY: Final = TODAY + timedelta(days=3)
NEXT: Final = Meeting(id=52, key="MT-2", title="Next", component=PROGRAM, day=DAY)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def listed(*rows: Entity, meeting: Meeting = NEXT, **more: Any) -> list[AgendaEntry]:
    figures = figures_of(
        (a_person("H-1", "Ann"), a_person("H-2", "Bob")),
        a_component("PG-1", owner=id_of("H-2")),
        a_project("P-1", "PG-1", board=False, owner=id_of("H-1")),
        a_project("P-2", "P-1", board=False),
        meeting,
        *rows,
    )
    return [*agenda(figures, meeting, **more)]


def an_action(number: int = 1, **fields: Any) -> ActionItem:
    return ActionItem(id=number, key=f"X-{number}", component=PROJECT, title="Call", **fields)


def a_meeting(number: int, day: date | None, **fields: Any) -> Meeting:
    given = {"component": PROGRAM, "state": "held", **fields}
    return Meeting(id=number, key=f"MT-{number}", title="Before", day=day, **given)


@pytest.mark.parametrize(
    ("due", "why"),
    [
        (days(-2), "2 d late"),
        (days(-1), "1 d late"),
        (TODAY, "due 23 Nov 2026"),
        (DAY, "due 26 Nov 2026"),
        (days(4), ""),
        (None, ""),
    ],
)
@pytest.mark.parametrize("kind", ["action", "condition"])
def test_what_is_due_by_its_day_is_on_it_late_from_the_day_after(
    kind: str, due: date | None, why: str
) -> None:
    condition = GateCondition(id=1, key="GC-1", component=PROJECT, title="Test", gate=9, due=due)
    entries = listed(an_action(due=due) if kind == "action" else condition)
    assert [(entry.part, entry.why) for entry in entries] == ([(kind, why)] if why else [])


def test_what_is_due_first_comes_first_and_of_one_day_what_was_written_first() -> None:
    rows = an_action(3, due=TODAY), an_action(1, due=DAY), an_action(2, due=TODAY)
    assert [entry.id for entry in listed(*rows)] == [2, 3, 1]


def a_report(came: date | None, of: str = "P-1", **fields: Any) -> Report:
    return Report(id=7, key="S-7", component=id_of(of), title="Status", at=came, **fields)


@pytest.mark.parametrize(
    ("came", "is_on"),
    [(days(-9), False), (days(-8), True), (DAY, True), (days(4), False), (None, False)],
)
def test_a_report_is_received_that_came_after_the_last_meeting_up_to_this_day(
    came: date | None, *, is_on: bool
) -> None:
    assert bool(listed(a_report(came), a_meeting(51, days(-9)))) is is_on


@pytest.mark.parametrize(("came", "is_on"), [(days(3 - 31), False), (days(3 - 30), True)])
def test_the_first_meeting_receives_the_reports_of_a_month(came: date, *, is_on: bool) -> None:
    assert bool(listed(a_report(came))) is is_on


@pytest.mark.parametrize(
    "former",
    [
        a_meeting(51, days(-1), state="planned"),
        a_meeting(51, days(-1), state="cancelled"),
        a_meeting(51, None),
        a_meeting(51, days(-1), component=PROJECT),
        a_meeting(51, days(-1), body=80),
        a_meeting(51, days(4)),
    ],
)
def test_only_a_meeting_of_the_same_people_that_was_held_before_receives_reports(
    former: Meeting,
) -> None:
    body = Body(id=80, key="BD-1", name="Board", component=PROGRAM)
    assert listed(a_report(days(-5)), body, former)


def test_of_two_meetings_of_a_day_the_one_with_the_lower_number_came_before() -> None:
    before, after = a_meeting(51, DAY), a_meeting(53, DAY)
    assert not listed(a_report(days(-5)), before)
    assert listed(a_report(days(-5)), after)


def test_an_undated_meeting_comes_after_all_that_have_a_day() -> None:
    undated = Meeting(id=1, key="MT-1", title="Some day", component=PROGRAM)
    held = a_meeting(51, days(-3))
    assert not listed(a_report(days(-3)), held, meeting=undated)
    assert listed(a_report(days(-2)), held, meeting=undated)


def test_a_report_from_two_levels_below_is_received_right_below() -> None:
    assert listed(a_report(TODAY, "PG-1"))
    assert listed(a_report(TODAY, "P-1"))
    assert not listed(a_report(TODAY, "P-2"))


def test_a_report_came_when_it_was_sent() -> None:
    written = a_report(days(-20), sent_at=days(-1))
    assert [entry.since for entry in listed(written, a_meeting(51, days(-9)))] == [days(-1)]


def test_what_is_open_from_former_meetings_comes_first_the_oldest_meeting_first() -> None:
    rows = (
        a_meeting(51, days(-3)), a_meeting(50, None), a_meeting(49, days(-9)),
        an_action(1, meeting=51), an_action(2, meeting=49), an_action(3, meeting=50),
        an_action(4, meeting=49, state="done"), an_action(5, meeting=49, archived=True),
    )  # fmt: skip
    told = [(entry.id, entry.part, entry.why, entry.since) for entry in listed(*rows)]
    assert told == [
        (3, "last time", "open since MT-50", None),
        (2, "last time", "open since MT-49", days(-9)),
        (1, "last time", "open since MT-51", days(-3)),
    ]


def test_what_waits_for_two_reasons_of_two_kinds_stands_once_for_the_first() -> None:
    rows = a_meeting(51, days(-3)), an_action(1, meeting=51, due=days(-1))
    (entry,) = listed(*rows)
    assert (entry.part, entry.why) == ("last time", "open since MT-51")


def test_what_exceeds_two_tolerances_says_both() -> None:
    limits = [
        Tolerance(id=1, key="TL-1", title="Late", kind="time", days=1),
        Tolerance(id=2, key="TL-2", title="Later", kind="time", days=2),
    ]
    figures = figures_of(a_component("PG-1", finish=days(-12)), NEXT, *limits)
    (entry,) = agenda(figures, NEXT)
    assert entry.part == "exception"
    assert entry.why == (
        "exceeds its time tolerance: 12 d of at most 1 d; "
        "exceeds its time tolerance: 12 d of at most 2 d"
    )


@pytest.mark.parametrize(
    ("reason", "why"), [("too dear", "escalated: too dear"), ("", "escalated")]
)
def test_what_was_handed_up_says_why_and_who_asks(reason: str, why: str) -> None:
    issue = Issue(
        id=5, key="I-5", component=PROJECT, title="Late", escalated_to=PROGRAM,
        escalated_from=PROJECT, escalated_at=days(-4), escalation_reason=reason,
    )  # fmt: skip
    (entry,) = listed(issue)
    assert (entry.part, entry.why, entry.since) == ("decision", why, days(-4))
    assert entry.asked_by == id_of("H-1")


def test_other_decisions_say_what_is_wanted_and_their_owner_where_nobody_asks() -> None:
    gate = Gate(id=6, key="G-6", component=PROJECT, title="Go", due=DAY, owner=id_of("H-2"))
    change = Change(id=7, key="C-7", component=PROJECT, title="More", raised_by=id_of("H-1"))
    told = {entry.id: (entry.why, entry.asked_by, entry.due) for entry in listed(gate, change)}
    assert told == {
        6: ("gate to be decided", id_of("H-2"), DAY),
        7: ("change to be accepted or sent back", id_of("H-1"), None),
    }


def an_item(number: int, about: int, table: str, **fields: Any) -> AgendaItem:
    return AgendaItem(
        id=number, meeting=52, title=f"Item {number}", about=about, about_table=table, **fields
    )


def test_what_was_set_down_about_what_waits_stands_with_it_and_not_again() -> None:
    rows = an_action(1, due=TODAY), an_item(9, 1, "action_items", notes="soon")
    ((id_, kept),) = [(entry.id, entry.kept) for entry in listed(*rows)]
    assert id_ == 1
    assert kept is not None
    assert kept.notes == "soon"


@pytest.mark.parametrize(
    ("fields", "stays"), [({}, False), ({"notes": "spoke"}, True), ({"outcome": "done"}, True)]
)
def test_what_waits_no_more_stays_with_what_was_said_or_decided(
    fields: dict[str, Any], *, stays: bool
) -> None:
    rows = an_action(1, due=TODAY, state="done"), an_item(9, 1, "action_items", **fields)
    assert bool(listed(*rows)) is stays


@pytest.mark.parametrize(("first", "second"), [(True, False), (False, True), (True, True)])
def test_what_one_of_two_has_dropped_is_off(*, first: bool, second: bool) -> None:
    rows = (
        an_action(1, due=TODAY),
        an_item(8, 1, "action_items", dropped=first),
        an_item(9, 1, "action_items", dropped=second),
    )
    assert not listed(*rows)
    assert len(listed(*rows, dropped=True)) == 1


def test_the_chair_puts_things_where_they_are_to_stand() -> None:
    rows = an_action(1, due=days(-2)), an_action(2, due=days(-1)), an_action(3, due=TODAY)
    places = an_item(8, 3, "action_items", position=1), an_item(9, 1, "action_items", position=3)
    assert [entry.id for entry in listed(*rows, *places)] == [3, 2, 1]


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_nothing_waits_for_a_meeting_that_is_over(state: Any) -> None:
    over = Meeting(id=52, key="MT-2", title="Over", component=PROGRAM, day=DAY, state=state)
    assert not listed(an_action(1, due=TODAY), meeting=over)


def test_a_gate_is_given_its_verdicts_and_other_things_are_accepted_or_sent_back() -> None:
    gate, action = Gate(id=6, component=PROJECT, title="Go"), an_action(1)
    change = Change(id=7, component=PROJECT, title="More")
    handed = Issue(id=8, component=PROJECT, title="Late", escalated_to=PROGRAM)
    workspace = a_workspace(a_component("PG-1"), a_component("P-1"), gate, action, change, handed)
    assert answers_to(workspace, "gates", 6) == verdicts_of("gates")
    assert "go" in verdicts_of("gates")
    assert "" not in verdicts_of("gates")
    assert answers_to(workspace, "changes", 7) == verdicts_of("changes")
    assert answers_to(workspace, "issues", 8) == ("accept", "return", "decide")
    assert answers_to(workspace, "action_items", 1) == ()
    assert answers_to(workspace, "gates", 99) == ()


def test_what_has_no_verdicts_of_its_own_is_accepted_or_returned() -> None:
    assert "timesheets" in DECIDED_TABLES
    assert verdicts_of("timesheets") == ()
    assert set(VERDICTS) == {*verdicts_of("gates"), *verdicts_of("changes")}
