"""This file keeps dates and duration of a manually scheduled task in step when one is set."""

from pmtui.actions.core.action import Situation
from pmtui.figures.planning.plans import plan_of
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, moment_of
from pmtui.model.entities.tasks import Task


def manual_date_fields(
    situation: Situation, task: Task, field: str, value: object
) -> dict[str, object]:
    """The fields that go with one a person sets on a task, as in MS Project.

    A task that becomes manual stays where it is planned; one that no longer is follows its links
    with the length it had. Its start and duration move the finish, its finish the duration.
    """
    if field == "manual" and value != task.manual:
        return _kept(situation, task) if value else _freed(situation, task)
    if not task.manual or value is None:
        return {}
    if field == "finish":
        return {"duration": None} if task.start is not None else {}
    follows = task.duration is not None if field == "start" else field == "duration"
    if follows and (task.start is not None or field == "start") and task.finish is not None:
        return {"finish": None, "finish_time": None}
    return {}


def _kept(situation: Situation, task: Task) -> dict[str, object]:
    """Dates and duration of a task as it is planned, where nobody has typed any."""
    plan = plan_of(situation.figures, task.component)
    if plan is None or task.id not in plan or (task.start is not None and task.finish is not None):
        return {}
    start, finish = plan.ends(task.id)
    last = max(finish - 1, start)
    is_summary = situation.figures.is_summary(task.id)
    return {
        "start": moment_of(start).date(),
        "start_time": start % MINUTES_PER_DAY,
        "finish": moment_of(last).date(),
        "finish_time": finish - last // MINUTES_PER_DAY * MINUTES_PER_DAY,
        "duration": None if is_summary else plan.duration(task.id),
    }


def _freed(situation: Situation, task: Task) -> dict[str, object]:
    """The length a task had, without the dates that held it."""
    plan = plan_of(situation.figures, task.component)
    fields: dict[str, object] = dict.fromkeys(("start", "start_time", "finish", "finish_time"))
    if situation.figures.is_summary(task.id) or plan is None or task.id not in plan:
        return fields
    return fields | {"duration": plan.duration(task.id)}
