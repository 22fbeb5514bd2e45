"""This file says more of the row under the cursor of a roadmap: what holds it, what it holds."""

from collections.abc import Iterator, Sequence

from pmtui.figures.cpm.types import ConstraintMiss
from pmtui.figures.planning.plans import loop_text, plan_of, problem_text
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.schedule_analysis.driving_links import (
    drives,
    link_slack,
    links_into,
    links_out_of,
    start_reason,
)
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.entities.tasks import CONSTRAINT_WORDS, Link, Task
from pmtui.query.dates.parsing import date_text
from pmtui.query.values.durations import counting_unit, duration_text, gaps_text
from pmtui.query.values.lengths import Length, length_text
from pmtui.views.roadmap.row_bars import delivered_at, task_bar
from pmtui.views.roadmap.row_cells import slip_days
from pmtui.views.shapes.gantt_chart import DependencyLine
from pmtui.views.shapes.table import Cell, Line
from pmtui.views.wording.formatting import choice_label, display_title, person_name, slip_text

_MOST_NAMED = 4
"""Links named before the rest is only counted."""


def task_strip(
    figures: Figures, task_id: int, conflicts: Sequence[ConstraintMiss]
) -> tuple[Line, ...]:
    """Up to three lines about a task.

    Args:
        figures: of the workspace the task is in.
        task_id: the task.
        conflicts: what its plan cannot keep.
    """
    task = figures.workspace.tasks[task_id]
    plan = plan_of(figures, task.component)
    if plan is None or task_id not in plan:
        why = problem_text(figures, plan) if plan is not None and plan.problem else "not planned"
        return ((Cell(f"{task.key} {task.title}", "head"),), (Cell(why, "bad"),))
    lines = (
        tuple(_when(figures, task, plan)),
        tuple(_held(figures, task, plan)),
        tuple(_missed(figures, task, plan, conflicts)),
    )
    return tuple(line for line in lines if line)


def contract_strip(figures: Figures, link: Link) -> tuple[Line, ...]:
    """Lines about a contract between two projects."""
    today = figures.today
    given = delivered_at(figures, link)
    head = Cell(display_title(figures.workspace, "links", link), "head")
    comes = "no date" if given is None else _day(figures, given, ends=True)
    dated = [Cell(f"comes {comes}")]
    if link.needed_by is not None:
        dated.append(Cell(f"needed {date_text(link.needed_by, today)}"))
    if link.promised is not None:
        dated.append(Cell(f"promised {date_text(link.promised, today)}"))
    owner = person_name(figures.workspace, link.owner) if link.owner else "nobody's"
    return ((head,), (*dated, Cell(choice_label(link.state) or "not agreed"), Cell(owner, "dim")))


def dependency_lines(figures: Figures, task_id: int) -> tuple[DependencyLine, ...]:
    """What ties a task to others, predecessors first."""
    day = figures.workspace.policy.minutes_per_day
    links = (*links_into(figures, task_id), *links_out_of(figures, task_id))
    return tuple(
        DependencyLine(
            predecessor=link.predecessor,
            successor=link.successor,
            type=link.type,
            lag=lag_text(link, day),
            drives=drives(figures, link),
        )
        for link in links
    )


def lag_text(link: Link, minutes_per_day: int) -> str:
    """A lag or lead as it is typed: `+2d`, `-1d`, `+3ed` by the clock, `+50%`; empty for none."""
    if not link.lag:
        return ""
    sign = "+" if link.lag > 0 else ""
    return sign + length_text(Length(link.lag, link.lag_unit), minutes_per_day, link.lag_in)


def _day(figures: Figures, moment: int, *, ends: bool = False) -> str:
    return date_text(moment_of(moment - ends).date(), figures.today)


def _when(figures: Figures, task: Task, plan: ProjectPlan) -> Iterator[Cell]:
    yield Cell(f"{task.key} {task.title}", "head")
    bar = task_bar(figures, task.id)
    start, finish = plan.ends(task.id)
    if task.kind == "milestone":
        yield Cell(_day(figures, finish, ends=True))
    else:
        yield Cell(f"{_day(figures, start)} - {_day(figures, finish, ends=True)}")
    if bar is not None and bar.shape == "task":
        length = Length(plan.duration(task.id), counting_unit("duration", task))
        yield Cell(length_text(length, plan.minutes_per_day, task.duration_in))
        if bar.parts and task.splits:
            yield Cell(f"gaps {gaps_text(task.splits, plan.minutes_per_day)}", "dim")
        yield Cell(f"{bar.percent} %", "dim")
    yield Cell(person_name(figures.workspace, task.owner) if task.owner else "nobody's", "dim")
    slip = slip_days(figures, task.id)
    if slip:
        yield Cell(f"{slip_text(slip)} against the baseline", "bad" if slip > 0 else "good")


def _held(figures: Figures, task: Task, plan: ProjectPlan) -> Iterator[Cell]:
    dates = plan.dates(task.id)
    if dates is not None and not figures.is_done(task.id):
        total = duration_text(dates.total_slack, plan.minutes_per_day)
        free = duration_text(dates.free_slack, plan.minutes_per_day)
        if dates.critical:
            yield Cell(f"critical, slack {total}", "bad")
        else:
            yield Cell(f"slack {total}, free slack {free}")
    into, out = tuple(links_into(figures, task.id)), tuple(links_out_of(figures, task.id))
    driving = [link for link in into if drives(figures, link)]
    if driving:
        yield Cell(f"driven by {_named(figures, driving, successor=False)}")
    elif not figures.is_summary(task.id):
        yield Cell(_cause(start_reason(plan, task.id)), "dim")
    driven = [link for link in out if drives(figures, link)]
    if driven:
        yield Cell(f"drives {_named(figures, driven, successor=True)}")
    easy = [link for link in out if link not in driven and link_slack(figures, link) is not None]
    if easy:
        yield Cell(f"before {_named(figures, easy, successor=True)}", "dim")


def _cause(cause: str) -> str:
    """What settles a start that no predecessor drives."""
    limit = CONSTRAINT_WORDS.get(cause)
    return (
        f"{limit} its constraint date ({cause})"
        if limit
        else _WORDS.get(cause, f"driven by {cause}")
    )


_WORDS = {
    "plan": "starts with the plan",
    "begun": "has begun",
    "by hand": "dated by hand",
    "done": "done",
    "status date": "not before the status date",
}


def _named(figures: Figures, links: Sequence[Link], *, successor: bool) -> str:
    tasks, day = figures.workspace.tasks, figures.workspace.policy.minutes_per_day
    words = []
    for other_link in links[:_MOST_NAMED]:
        key = tasks[other_link.successor if successor else other_link.predecessor].key
        kind = other_link.type if other_link.type != "FS" or other_link.lag else ""
        words.append(f"{key} {kind}{lag_text(other_link, day)}".strip())
    more = len(links) - _MOST_NAMED
    return ", ".join(words) + (f" and {more} more" if more > 0 else "")


def _missed(
    figures: Figures, task: Task, plan: ProjectPlan, conflicts: Sequence[ConstraintMiss]
) -> Iterator[Cell]:
    for conflict in conflicts:
        if conflict.task == task.id:
            late = duration_text(conflict.minutes, plan.minutes_per_day)
            day = task.due if conflict.kind == "deadline" else task.constraint_date
            when = f" {date_text(day, figures.today)}" if day is not None else ""
            what = (
                "due"
                if conflict.kind == "deadline"
                else CONSTRAINT_WORDS.get(conflict.kind, conflict.kind)
            )
            yield Cell(f"{what}{when} is missed by {late}", "bad")
    if task.id in plan.loops.tasks:
        yield Cell(loop_text(figures, plan), "bad")
    elif task.id in plan.behind_loops:
        yield Cell("waits for tasks that wait for each other", "warn")
    if task.blocked:
        yield Cell(f"blocked: {task.blocked}", "warn")
