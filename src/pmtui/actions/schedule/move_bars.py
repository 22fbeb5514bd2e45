"""This file moves and stretches bars: constraints, durations and dates typed by hand."""

from datetime import date
from typing import Final, cast

from pmtui.actions.core.action import Action, Arg, Proposal, Refused, Situation, Values
from pmtui.actions.schedule.time_steps import HOURS, TimeStep, step_of, stepped, working_minutes
from pmtui.figures.planning.plans import plan_of, problem_text
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, moment_of
from pmtui.model.calendar.work_time import WorkTime
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.costing.ledger import COST_LINES, CostLine
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import as_number
from pmtui.model.entities.tasks import Link, Task
from pmtui.model.workspace.workspace import Workspace

_TASKS: Final = ("tasks",)
_BARS: Final = ("tasks", "components")
_BY: Final = Arg("by", "text", "by how much (+1d, -2w, 4h, 1mo)")


def plan_to_move(situation: Situation, task: Task) -> ProjectPlan:
    """The plan in which the bar of a task lies.

    Raises:
        Refused: there is none; says why.
    """
    plan = plan_of(situation.figures, task.component)
    if plan is None or task.id not in plan:
        why = "its project has no plan"
        if plan is not None and plan.problem:
            why = problem_text(situation.figures, plan)
        raise Refused(f"{task.key} has no bar to move: {why}")
    return plan


def refuse_fixed(situation: Situation, task: Task) -> None:
    """Refuse a task whose dates are not for moving.

    Raises:
        Refused: it is done, or takes its dates from others.
    """
    if situation.figures.is_done(task.id):
        raise Refused(f"{task.key} is done; its actual dates are set with s")
    if situation.figures.is_summary(task.id) and not task.manual:
        raise Refused(f"{task.key} takes its dates from what lies below it: move that")


def _shift(situation: Situation, values: Values) -> Proposal:
    step = step_of(str(values["by"]))
    ops: Ops = ()
    message = ""
    for row in situation.rows:
        if isinstance(row, Component):
            moved, words = _shifted_whole(situation, row, step)
            ops += moved
            message = f"{row.key} {row.name}: {words} moved by {values['by']}"
            continue
        task = cast("Task", row)
        refuse_fixed(situation, task)
        if task.actual_start is not None:
            raise Refused(f"{task.key} has begun: its actual start is set with s")
        plan = plan_to_move(situation, task)
        fields = _moved(plan, task, step)
        ops += edit("tasks", task, **fields)
        message = f"{task.key} {_told(fields)}"
    return Proposal(ops, message, _focus(situation))


def _shifted_whole(situation: Situation, top: Component, step: TimeStep) -> tuple[Ops, str]:
    """Move all of a component, and of those below it, that has not begun; promises stay.

    A task moves that nothing unfinished holds back, or that has a date of its own; the others
    follow their links. Cost lines to come move along.

    Raises:
        Refused: nothing of it is to come, or it has no plan.
    """
    workspace, figures = situation.workspace, situation.figures
    ops: Ops = ()
    tasks = lines = 0
    for component_id in figures.live_subtree(top.id):
        row, plan = workspace.components[component_id], plan_of(figures, component_id)
        if plan is not None and plan.problem:
            raise Refused(f"{row.key} {row.name}: {problem_text(figures, plan)}")
        own = [*workspace.rows_by(Task, "component", component_id)]
        begun = {task.id for task in own if task.actual_start is not None or task.percent}
        time = plan.times.of(row.calendar) if plan is not None else None
        if row.start is not None and not begun and time is not None:
            ops += edit("components", row, start=_stepped_day(time, row.start, step))
        for task in own:
            is_free = not figures.is_summary(task.id) and task.id not in begun
            if plan is None or task.id not in plan or not is_free or figures.is_done(task.id):
                continue
            dated = task.start or task.finish or task.constraint_date
            if dated or ((begun or row.start is None) and not _is_held(workspace, task)):
                ops += edit("tasks", task, **_moved(plan, task, step))
            tasks += 1
        for line in workspace.rows_by(CostLine, "component", component_id):
            if line.start is not None and line.start > situation.today and time is not None:
                days = {"start": line.start, "finish": line.finish}
                later = {name: _stepped_day(time, day, step) for name, day in days.items() if day}
                ops += edit(COST_LINES.name, line, **later)
                lines += 1
    if not ops:
        raise Refused(f"{top.key} {top.name}: nothing of it is to come, so nothing moves")
    more = f" and {lines} cost line{'s' * (lines != 1)}" if lines else ""
    return ops, f"{tasks} task{'s' * (tasks != 1)}{more} to come"


def _stepped_day(time: WorkTime, day: date, step: TimeStep) -> date:
    return _day(stepped(time, time.start_from(day.toordinal() * MINUTES_PER_DAY), step))


def _is_held(workspace: Workspace, task: Task) -> bool:
    """Whether a link makes a task wait for another of its project."""
    return any(
        (before := workspace.tasks.get(link.predecessor)) is not None
        and before.component == task.component
        for link in workspace.rows_by(Link, "successor", task.id)
    )


def _moved(plan: ProjectPlan, task: Task, step: TimeStep) -> dict[str, object]:
    """The fields of a task whose bar starts a step later or earlier.

    One that follows its links gets the constraint SNET, as in MS Project; a date that must be met
    moves with it. One that is dated by hand keeps its working time.
    """
    time = plan.times.of(task.calendar)
    start = plan.ends(task.id)[0]
    if plan.inputs.tasks[task.id].manual is not None:
        return _moved_by_hand(plan, task, step)
    to = time.start_from(stepped(time, start, step))
    if task.start is not None and not task.constraint:
        return _dated("start", "start_time", to, step)
    kind = "MSO" if task.constraint == "MSO" else "SNET"
    return {"constraint": kind, **_dated("constraint_date", "constraint_time", to, step)}


def _moved_by_hand(plan: ProjectPlan, task: Task, step: TimeStep) -> dict[str, object]:
    time = plan.times.of(task.calendar)
    start, finish = plan.ends(task.id)
    if task.kind == "milestone":
        name = "finish" if task.finish is not None else "start"
        at = start - 1 if name == "finish" and start % MINUTES_PER_DAY == 0 else start
        return _dated(name, f"{name}_time", stepped(time, at, step), step)
    to = time.start_from(stepped(time, start, step))
    if task.finish is None:
        return _dated("start", "start_time", to, step)
    last = time.after(to, time.between(start, finish))
    if task.start is None:
        return _finished(last, step)
    return _dated("start", "start_time", to, step) | _finished(last, step)


def _finished(last: int, step: TimeStep) -> dict[str, object]:
    ends = _dated("finish", "finish_time", last - 1, step)
    time = ends["finish_time"]
    return ends if time is None else {**ends, "finish_time": as_number(time) + 1}


def _dated(date_field: str, time_field: str, moment: int, step: TimeStep) -> dict[str, object]:
    """A moment as a stored date; its time of day only where bars are moved by hours."""
    exact = moment % MINUTES_PER_DAY if step.unit in HOURS else None
    return {date_field: _day(moment), time_field: exact}


def _stretch(situation: Situation, values: Values) -> Proposal:
    step = step_of(str(values["by"]))
    ops: Ops = ()
    message = ""
    for row in situation.rows:
        task = cast("Task", row)
        refuse_fixed(situation, task)
        if task.kind == "milestone":
            raise Refused(f"{task.key} is a milestone: it has no length")
        fields = _stretched(plan_to_move(situation, task), task, step)
        ops += edit("tasks", task, **fields)
        message = f"{task.key} {_told(fields)}"
    return Proposal(ops, message, _focus(situation))


def _stretched(plan: ProjectPlan, task: Task, step: TimeStep) -> dict[str, object]:
    planned = plan.inputs.tasks[task.id]
    more = working_minutes(step, MINUTES_PER_DAY if task.elapsed else plan.minutes_per_day)
    if planned.manual is not None and (planned.spans or task.finish is not None):
        time = plan.times.of(task.calendar)
        start, finish = plan.ends(task.id)
        length = time.between(start, finish) + more
        _check_length(task, length)
        fields: dict[str, object] = {}
        if not planned.spans:
            fields = {"duration": max(planned.duration + more, 0)}
        return {"finish": _day(time.after(start, length) - 1), "finish_time": None} | fields
    _check_length(task, planned.duration + more)
    fields = {"duration": planned.duration + more}
    if task.remaining_duration is not None:
        fields["remaining_duration"] = max(0, task.remaining_duration + more)
    return fields


def _check_length(task: Task, length: int) -> None:
    if length <= 0:
        raise Refused(f"{task.key} would have no length left; zoom in with + for smaller steps")


def _day(moment: int) -> date:
    return moment_of(moment).date()


def _told(fields: dict[str, object]) -> str:
    if "duration" in fields:
        return f"takes {as_number(fields['duration']) / 60:g} h of work"
    day = fields.get("constraint_date") or fields.get("start") or fields.get("finish")
    kind = fields.get("constraint")
    return f"starts on {day} or later" if kind == "SNET" else f"moved to {day}"


def _focus(situation: Situation) -> int:
    return situation.targets[0].id if len(situation.targets) == 1 else 0


def _needs_target(situation: Situation) -> str | None:
    return None if situation.rows else "no bar under the cursor: add a task with a"


ACTIONS: Final = (
    Action(
        id="task.shift",
        title="Move in time",
        help="Moves a bar by a span, so that a task starts no earlier; of a component all to come.",
        group="arrange",
        tables=_BARS,
        args=(_BY,),
        verb="shift",
        bulk=True,
        moves=True,
        refuse=_needs_target,
        propose=_shift,
    ),
    Action(
        id="task.stretch",
        title="Change length",
        help="Makes the task longer or shorter by a span of working time.",
        group="arrange",
        tables=_TASKS,
        args=(_BY,),
        verb="stretch",
        bulk=True,
        moves=True,
        refuse=_needs_target,
        propose=_stretch,
    ),
)
"""Edits of the schedule."""
