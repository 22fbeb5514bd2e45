"""This file tests occurrences: computed until somebody writes to them, and named by their day."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from pmtui.model.changes.ops import apply, create
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import ActionItem
from pmtui.model.entities.tasks import Task
from pmtui.model.recurring.occurrence_ids import occurrence_id
from pmtui.model.recurring.occurrences import (
    coming,
    described,
    due_of,
    ended_before,
    left_out,
    missed,
    next_days,
    occurrence_named,
    occurrence_on,
    occurrence_with_id,
    occurrences,
    row_of,
)
from pmtui.model.rules.checks import check
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_component, a_project, a_workspace, id_of
from tests.model.recurring.made import a_recurrence

_CALL = a_recurrence()
_MONDAYS = [date(2026, 11, day) for day in (2, 9, 16, 23, 30)]


def _workspace(*rows: Entity) -> Workspace:
    return a_workspace(a_project(), *(rows or (_CALL,)))


def _made(workspace: Workspace, day: date, **fields: object) -> Workspace:
    occurrence = occurrence_on(workspace, _CALL, day)
    row = msgspec.structs.replace(row_of(occurrence), **fields)
    return apply(workspace, (create(occurrence.table, row),))


def test_an_occurrence_nobody_wrote_to_is_what_its_rule_says() -> None:
    occurrence = occurrence_on(_workspace(), _CALL, _MONDAYS[1])
    row = row_of(occurrence)
    assert (occurrence.table, occurrence.key, occurrence.row) == (
        "action_items",
        "XR-120261109",
        None,
    )
    assert isinstance(row, ActionItem)
    assert (row.title, row.due, row.recurrence) == ("Weekly call", _MONDAYS[1], _CALL.id)
    assert row.id == occurrence_id(_CALL.id, _MONDAYS[1])
    milestone = a_recurrence(kind="milestone")
    made = row_of(occurrence_on(_workspace(milestone), milestone, _MONDAYS[1]))
    assert isinstance(made, Task)
    assert (made.kind, made.key) == ("milestone", "MR-120261109")


def test_what_was_missed_is_what_lies_before_today_and_nobody_wrote_to() -> None:
    workspace = _workspace()
    assert list(missed(workspace, _CALL, TODAY)) == _MONDAYS[:3]
    assert list(coming(workspace, _CALL, TODAY, 2)) == _MONDAYS[3:]
    workspace = _made(workspace, _MONDAYS[1])
    assert list(missed(workspace, _CALL, TODAY)) == [_MONDAYS[0], _MONDAYS[2]]
    workspace = _made(workspace, TODAY, due=TODAY + timedelta(days=2))
    assert list(coming(workspace, _CALL, TODAY)) == [_MONDAYS[4]]
    moved = occurrence_on(workspace, _CALL, TODAY)
    assert due_of(moved) == TODAY + timedelta(days=2)


@pytest.mark.parametrize("change", [{"state": "paused"}, {"archived": True}])
def test_what_is_paused_or_archived_misses_nothing(change: dict[str, object]) -> None:
    paused = msgspec.structs.replace(_CALL, **change)
    assert missed(_workspace(paused), paused, TODAY) == ()


def test_a_day_that_is_skipped_is_no_occurrence() -> None:
    call = a_recurrence(skipped=("2026-11-09", "2026-11-10", "2026-11-23"))
    workspace = _workspace(call)
    assert list(missed(workspace, call, TODAY)) == [_MONDAYS[0], _MONDAYS[2]]
    assert list(next_days(call, TODAY, 2)) == [_MONDAYS[4], date(2026, 12, 7)]
    assert left_out(workspace, call) == (_MONDAYS[1], _MONDAYS[3])
    assert occurrence_named(workspace, "XR-120261109") is None


def test_a_key_and_an_id_name_an_occurrence_on_a_day_of_its_rule_alone() -> None:
    workspace = _workspace()
    named = occurrence_named(workspace, "xr-120261207")
    assert named is not None
    assert named.day == date(2026, 12, 7)
    assert occurrence_with_id(workspace, named.id) == named
    for key in (
        "XR-120261208",
        "TR-120261207",
        "XR-220261207",
        "XR-120261332",
        "XR-7",
        "RE-1",
        "?",
    ):
        assert occurrence_named(workspace, key) is None
    assert occurrence_with_id(workspace, named.id + 1) is None
    assert occurrence_with_id(workspace, 7) is None


def test_what_was_made_stays_an_occurrence_when_the_rule_changes() -> None:
    workspace = _made(_workspace(), _MONDAYS[1])
    daily = msgspec.structs.replace(_CALL, rule="FREQ=WEEKLY;BYDAY=TU")
    days = [one.day for one in occurrences(workspace, daily, _MONDAYS[0], _MONDAYS[2])]
    assert days == [date(2026, 11, 3), _MONDAYS[1], date(2026, 11, 10)]


def test_what_follows_another_recurrence_does_not_ask_again_for_what_was_made_of_it() -> None:
    following = a_recurrence("RE-2", starts=_MONDAYS[1], follows=_CALL.id)
    workspace = _made(_workspace(_CALL, following), _MONDAYS[1])
    assert list(missed(workspace, following, TODAY)) == [_MONDAYS[2]]
    around = a_recurrence("RE-1", follows=id_of("RE-2"))
    assert missed(_workspace(around, following), around, TODAY)


def test_a_rule_that_nobody_can_read_has_no_days() -> None:
    odd = a_recurrence(rule="FREQ=HOURLY")
    workspace = _workspace(odd)
    assert missed(workspace, odd, TODAY) == ()
    assert next_days(odd, TODAY, 3) == ()
    assert left_out(workspace, odd) == ()
    assert next_days(a_recurrence(starts=None), TODAY, 3) == ()


def test_a_rule_ends_the_day_before_another_takes_its_place() -> None:
    assert (
        ended_before(a_recurrence(rule="FREQ=DAILY;COUNT=90"), TODAY) == "FREQ=DAILY;UNTIL=20261122"
    )
    assert ended_before(_CALL, _MONDAYS[0]) == ""


def test_a_rule_is_described_with_what_it_has_missed() -> None:
    words, days = described(_CALL.rule, _MONDAYS[0], TODAY)
    assert words == "every Monday"
    wanted = "23 Nov, 30 Nov, 7 Dec, 14 Dec, 21 Dec, 28 Dec; 3 missed before today"
    assert days == wanted
    assert "missed" not in described(_CALL.rule, TODAY, TODAY)[1]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"rule": "FREQ=HOURLY"}, "RE-1: rule: FREQ=HOURLY recurs within a day"),
        ({"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "gives no day from 2026-11-02 on"),
        ({"rule": "FREQ=MONTHLY", "starts": date(2026, 12, 31)}, "can be meant in two ways"),
        ({"skipped": ("monday",)}, "skipped: 'monday' is no day"),
        ({"skipped": ("20261207",)}, "skipped: '20261207' is no day"),
        ({"kind": "task", "component": id_of("PF-1")}, "a task recurs in a project"),
        ({"kind": "milestone", "component": 0}, "a milestone recurs in a project"),
    ],
)
def test_a_recurrence_that_cannot_be_is_refused_in_one_line(
    fields: dict[str, Any], reason: str
) -> None:
    workspace = a_workspace(a_component("PF-1"), a_project(), a_recurrence(**fields))
    (problem,) = check(workspace, [("recurrences", _CALL.id)])
    assert reason in problem.text
    assert "\n" not in problem.text


def test_a_recurrence_of_the_whole_store_makes_action_items() -> None:
    assert check(_workspace(a_recurrence(component=0)), [("recurrences", _CALL.id)]) == ()
