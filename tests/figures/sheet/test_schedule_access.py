"""This file tests how promised, planned and baseline finish of a task stand beside each other."""

from datetime import date, timedelta
from typing import Any

from pmtui.figures.sheet.schedule_access import TaskFinish
from pmtui.model.calendar.stored_calendars import WorkingCalendar
from pmtui.model.entities.entity import Entity
from tests.conftest import TODAY, Parts, a_project, a_task, figures_of, id_of
from tests.figures.lateness.baselined import a_baseline

DAY = 480


def on(day: int) -> date:
    return TODAY + timedelta(days=day)


def finish_of(*parts: Entity | Parts, project: Parts = (), **fields: Any) -> TaskFinish:
    figures = figures_of(project or a_project(start=TODAY), a_task("T-1", **fields), *parts)
    return figures.finish_of(figures.workspace.tasks[id_of("T-1")])


def test_a_task_is_planned_promised_and_agreed() -> None:
    finish = finish_of(a_baseline("T-1", on(1)), duration=3 * DAY, due=on(7))
    assert finish == TaskFinish(promised=on(7), planned=on(2), baseline=on(1))
    assert (finish.slip, finish.margin) == (1, 5)


def test_what_is_missing_leaves_slip_and_margin_undefined() -> None:
    bare = finish_of(duration=DAY)
    assert bare == TaskFinish(promised=None, planned=on(0), baseline=None)
    assert (bare.slip, bare.margin) == (None, None)


def test_a_task_that_cannot_be_planned_ends_as_it_happened_else_as_it_was_typed() -> None:
    never = WorkingCalendar(id=7, name="Never"), a_task("T-9", duration=DAY)
    project = a_project(start=TODAY, calendar=7)
    typed = finish_of(*never, project=project, finish=on(4), duration=DAY)
    assert typed.planned == on(4)
    done = finish_of(*never, project=project, finish=on(4), actual_finish=on(3), duration=DAY)
    assert done.planned == on(3)
    archived = finish_of(a_task("T-2"), archived=True, finish=on(5))
    assert archived.planned == on(5)
    assert finish_of(*never, project=project, duration=DAY).planned is None
