"""This file tests pmtui.exchange.sample_store."""

from datetime import date, timedelta

import msgspec

from pmtui.exchange.sample_store import SAMPLE, at_today, last_edits, sample_today, shift_dates
from pmtui.model.changes.ops import Op, apply, edit, plain
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_project, a_rate, a_risk, a_task, a_workspace, id_of


def _sample() -> Workspace:
    workspace = a_workspace(
        a_project(finish=date(2027, 1, 6)),
        a_task("T-1", due=date(2026, 11, 20), start=date(2026, 2, 28), notes="due 2026-11-20"),
        a_task("T-2"),
        a_risk("R-1", 2, 3, next_review=date(2026, 12, 31)),
        a_rate("USD", "0.9"),
    )
    late = workspace.tasks[id_of("T-1")]
    ops = edit("tasks", late, due=date(2026, 11, 27), priority=1)
    fresh = Op("create", "tasks", 9, new=plain(Task(id=9, title="New", due=date(2026, 12, 1))))
    about = {
        "today": TODAY.isoformat(),
        "edits": [{"action": "entity.set", "ops": plain((*ops, fresh))}],
    }
    return apply(workspace, (Op("put", SAMPLE, 1, new=about),))


def test_every_date_moves_by_the_same_days_and_nothing_else_does() -> None:
    before = _sample()
    after = shift_dates(before, 70)
    task, risk = after.tasks[id_of("T-1")], after.risks[id_of("R-1")]
    assert (task.due, task.start) == (date(2027, 1, 29), date(2026, 5, 9))
    assert task.notes == "due 2026-11-20"
    assert risk.next_review == date(2027, 3, 11)
    assert after.components[id_of("P-1")].finish == date(2027, 3, 17)
    assert after.tasks[id_of("T-2")] is before.tasks[id_of("T-2")]
    assert (after.revision, after.counters) == (before.revision, before.counters)


def test_moving_there_and_back_is_as_if_nothing_had_been() -> None:
    before = _sample()
    back = shift_dates(shift_dates(before, 1234), -1234)
    assert back.tables == before.tables
    assert back.foreign == before.foreign
    assert shift_dates(before, 0) is before


def test_the_samples_day_becomes_today_and_a_store_that_is_none_stays() -> None:
    today = TODAY + timedelta(days=400)
    after = at_today(_sample(), today)
    assert sample_today(_sample()) == TODAY
    assert sample_today(after) == today
    due = after.tasks[id_of("T-1")].due
    assert due is not None
    assert (today - due).days == 3
    plain_store = a_workspace(a_project())
    assert sample_today(plain_store) is None
    assert at_today(plain_store, today) is plain_store
    assert last_edits(plain_store) == ()


def test_the_last_edits_move_as_well_and_apply() -> None:
    after = shift_dates(_sample(), 7)
    ((action, ops),) = last_edits(after)
    done = apply(after, ops)
    task = done.tasks[id_of("T-1")]
    assert action == "entity.set"
    assert (task.due, task.priority) == (date(2026, 12, 4), 1)
    assert [op.old for op in ops if op.field == "due"] == ["2026-11-27"]
    assert done.tasks[9].due == date(2026, 12, 8)
    assert msgspec.to_builtins(ops)[-1]["new"]["due"] == "2026-12-08"
