"""This file splits tasks: a gap after some of the work, longer, shorter or closed again."""

from typing import Final, cast

from pmtui.actions.core.action import Action, Arg, Proposal, Refused, Situation, Values
from pmtui.actions.schedule.move_bars import plan_to_move, refuse_fixed
from pmtui.figures.cpm.node import gaps_within
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.entities.tasks import Task
from pmtui.query.error import QueryError
from pmtui.query.values.durations import duration_text, gaps_text, parse_duration

_AFTER: Final = Arg("after", "text", "after how much of its work (2d)")
_GAP: Final = Arg("gap", "text", "for how long nobody works on it (1w; 0 joins the parts)")


def _split(situation: Situation, values: Values) -> Proposal:
    ops: Ops = ()
    message = ""
    for row in situation.rows:
        task = cast("Task", row)
        refuse_fixed(situation, task)
        if task.kind == "milestone":
            raise Refused(f"{task.key} is a milestone: it has no work to split")
        if situation.figures.is_summary(task.id):
            raise Refused(f"{task.key} is a summary: split what lies below it")
        plan = plan_to_move(situation, task)
        day = MINUTES_PER_DAY if task.elapsed else plan.minutes_per_day
        after = _minutes("after", str(values["after"]), day)
        gap = _minutes("gap", str(values["gap"]), day)
        ops += edit("tasks", task, **_fields(plan, task, after, gap))
        work, pause = duration_text(after, day), duration_text(gap, day)
        message = f"{task.key} pauses for {pause} after {work}" if gap else f"{task.key} joined"
    if len(situation.rows) > 1:
        message = f"{len(situation.rows)} tasks {'split' if gap else 'joined'}"
    focus = situation.targets[0].id if len(situation.targets) == 1 else 0
    return Proposal(ops, message, focus)


def _minutes(name: str, text: str, day: int) -> int:
    """A span as typed: `2d`, also `after:2d`; 0 for none."""
    typed = text.strip().casefold().removeprefix(f"{name}:").strip()
    if typed == "0":
        return 0
    try:
        minutes = parse_duration(typed, day)
    except QueryError as error:
        raise Refused(f"{name}: {error}") from error
    if minutes < 0:
        raise Refused(f"{name}: {typed} is negative; write 2d, 4h or 1w")
    return minutes


def _fields(plan: ProjectPlan, task: Task, after: int, gap: int) -> dict[str, object]:
    """What gives a task a gap of a length after some of its work; of none, what joins the parts."""
    day = MINUTES_PER_DAY if task.elapsed else plan.minutes_per_day
    length = plan.duration(task.id)
    gaps = dict(gaps_within(task.splits, length))
    work = duration_text(after, day)
    if not 0 < after < length:
        long = duration_text(length, day)
        raise Refused(
            f"{task.key} takes {long}: a gap comes after less than that, not after {work}"
        )
    planned = plan.inputs.tasks[task.id]
    if planned.actual_start is not None and planned.remaining is not None:
        done = max(length - planned.remaining, 0)
        if after < done:
            ready = duration_text(done, day)
            raise Refused(
                f"{ready} of {task.key} are done: a gap comes after that, not after {work}"
            )
    if not gap and after not in gaps:
        there = gaps_text(tuple(gaps.items()), day)
        more = f"it has {there}" if there else "it is not split"
        raise Refused(f"{task.key} has no gap after {work}: {more}")
    gaps[after] = gap
    fields: dict[str, object] = {"splits": tuple(sorted(pair for pair in gaps.items() if pair[1]))}
    if planned.manual is not None and task.start is not None and task.finish is not None:
        # As in MS Project its finish follows: the parts that come later move.
        fields |= {"manual": True, "duration": length, "finish": None, "finish_time": None}
    return fields


def _needs_target(situation: Situation) -> str | None:
    return None if situation.rows else "no bar under the cursor: add a task with a"


ACTIONS: Final = (
    Action(
        id="task.split",
        title="Split",
        help="Pauses the work of a task: after 2d a gap of 1w; a gap of 0 joins the parts again.",
        group="arrange",
        keys=("X",),
        contexts=("roadmap",),
        tables=("tasks",),
        args=(_AFTER, _GAP),
        verb="split",
        bulk=True,
        moves=True,
        refuse=_needs_target,
        propose=_split,
    ),
)
"""Gaps in the work of tasks."""
