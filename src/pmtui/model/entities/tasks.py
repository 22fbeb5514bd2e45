"""This file defines the work of a project: tasks, board columns, checklists, links, assignments."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Final, Literal

from msgspec import Meta

from pmtui.model.entities.entity import (
    ESCALATION_FIELDS,
    RECURRING_FIELDS,
    CalendarId,
    ClockTime,
    ColumnId,
    CycleId,
    Entity,
    Escalatable,
    Gaps,
    Lag,
    Minutes,
    Money,
    Percent,
    PersonId,
    Prose,
    Rank,
    Recurring,
    RiskId,
    Tags,
    TaskId,
)
from pmtui.model.entities.table import ESCALATION_ANSWER, Copying, TableSpec

TaskKind = Literal["task", "milestone", "deliverable"]
ColumnRole = Literal["todo", "doing", "done"]
LinkType = Literal["FS", "SS", "FF", "SF"]
LagUnit = Literal["work", "elapsed", "percent"]
"""Working minutes, minutes of the clock, or hundredths of the predecessor's duration."""
LengthUnit = Literal["", "minutes", "hours", "days", "weeks", "months"]
"""What a length was given in; empty for days, then hours, then minutes, as they come."""
ContractState = Literal["", "requested", "agreed", "at_risk", "met", "broken"]
Constraint = Literal["", "ASAP", "ALAP", "SNET", "SNLT", "FNET", "FNLT", "MSO", "MFO"]
CONSTRAINT_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ASAP": "as soon as possible",
        "ALAP": "as late as possible",
        "SNET": "starts no earlier than",
        "SNLT": "starts no later than",
        "FNET": "finishes no earlier than",
        "FNLT": "finishes no later than",
        "MSO": "must start on",
        "MFO": "must finish on",
    }
)
"""What a constraint says, by its code; all but the first two end with the constraint's date."""
Accrual = Literal["", "start", "prorated", "end"]
"""At the start, evenly over the working time, or at the end."""
EarningMethod = Literal[
    "", "percent", "0/100", "50/50", "20/80", "milestones", "units", "loe", "apportioned"
]
"""By percent complete, at its ends, by weighted milestones or pieces, as time goes, or as another.

Source: UN/CEFACT EarnedValueCalculationMethod; loe is level of effort.
"""
TaskType = Literal["", "fixed_units", "fixed_duration", "fixed_work"]
"""Which of units, duration and work stands when another changes; empty for fixed units."""


class Task(Recurring, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A task, milestone or deliverable of a component; one with children is their summary.

    Its dates follow from its duration, links and constraint (`figures.planning`). A manually
    scheduled task keeps the dates typed for it; so does one whose start and finish are typed and
    whose duration is not, manual or not: it is planned by hand.
    """

    title: str
    kind: TaskKind = "task"
    parent: TaskId = 0
    column: ColumnId = 0
    cycle: CycleId = 0
    """The cycle of a board it is planned for; 0 for none."""
    board_rank: Rank = ""
    outline_rank: Rank = ""
    notes: Prose = ""
    priority: Literal[0, 1, 2, 3, 4] = 0
    """1 is the most urgent; 0 while nobody has said."""
    tags: Tags = ()
    owner: PersonId = 0
    due: date | None = None
    requested: date | None = None
    estimate: Minutes | None = None
    """Effort in working minutes."""
    remaining: Minutes | None = None
    """Effort still to come in working minutes."""
    percent: Percent = 0
    blocked: str = ""
    """Why it cannot go on; empty when nothing but its links holds it."""
    entered: date | None = None
    """When its card came into its column."""
    start: date | None = None
    finish: date | None = None
    """Planned start and finish, as typed."""
    actual_start: date | None = None
    actual_finish: date | None = None
    duration: Minutes | None = None
    """Working minutes from start to finish, or minutes of the clock when elapsed."""
    remaining_duration: Minutes | None = None
    """Duration still to come once it has started."""
    duration_in: LengthUnit = ""
    """The unit its duration is shown in, where it comes out whole."""
    elapsed: bool = False
    """Whether its duration counts nights and days off."""
    constraint: Constraint = ""
    constraint_date: date | None = None
    calendar: CalendarId = 0
    """The calendar it is done in; 0 for its component's."""
    ignores_resource_calendars: bool = False
    """Whether it keeps the hours of its own calendar whoever does it."""
    task_type: TaskType = ""
    manual: bool = False
    """Whether it is manually scheduled: links do not move the dates typed for it."""
    splits: Gaps = ()
    """Where its work pauses, in the time its duration counts."""
    active: bool = True
    """Whether it counts; an inactive one is dated by its links but moves nothing."""
    resume: date | None = None
    """When the work of an interrupted task goes on."""
    delay: Minutes = 0
    """Minutes of the clock that levelling puts before it."""
    start_time: ClockTime | None = None
    finish_time: ClockTime | None = None
    actual_start_time: ClockTime | None = None
    actual_finish_time: ClockTime | None = None
    constraint_time: ClockTime | None = None
    resume_time: ClockTime | None = None
    """Times of day of the dates above, where the day alone is not exact enough."""
    fixed_cost: Money | None = None
    """What it costs itself, beside those at work on it."""
    accrual: Accrual = ""
    """When its fixed cost accrues; empty for evenly over its time."""
    ev_method: EarningMethod = ""
    """How it earns its value; empty for by its percent complete."""
    units_total: Annotated[int, Meta(ge=0)] = 0
    """Pieces to be made, where it earns by units."""
    units_done: Annotated[int, Meta(ge=0)] = 0
    apportioned_to: TaskId = 0
    """The task in whose proportion it earns, where its effort is apportioned."""
    actual_cost: Money | None = None
    """What it has cost so far, as booked; follows from what is done where nobody has booked."""
    risk: RiskId = 0
    """The risk this task answers, where it is a response action."""
    code: str = ""
    """What another system calls it; imports match by it."""
    uid: int = 0
    """Its number in the plan it came from, kept for the way back; 0 for none."""
    outside_links: Tags = ()
    """Links to tasks of projects that were not here when it was imported; made when they come."""
    archived: bool = False


class Column(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A column of a component's board."""

    name: str
    role: ColumnRole = "todo"
    """What a card in it is: waiting, in work or done."""
    limit: int = 0
    """Most cards it should hold (WIP limit); 0 for none."""
    rank: Rank = ""


class Check(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One line of a task's checklist."""

    task: TaskId
    text: str
    done: bool = False
    weight: Annotated[int, Meta(ge=0)] = 1
    """How much of its task's value it earns, where the task earns by weighted milestones."""
    rank: Rank = ""


_STORED: Final = {"predecessor": "giver", "successor": "taker"}
"""Ends of a link as a store spells them, since builds of before do."""


class Link(Escalatable, frozen=True, gc=False, kw_only=True, omit_defaults=True, rename=_STORED):
    """A dependency between two tasks; across projects it is a contract and has a state."""

    predecessor: TaskId
    successor: TaskId
    type: LinkType = "FS"
    lag: Lag = 0
    lag_unit: LagUnit = "work"
    lag_in: LengthUnit = ""
    """The unit its lag is shown in, where it comes out whole."""
    needed_by: date | None = None
    promised: date | None = None
    state: ContractState = ""
    owner: PersonId = 0


class Assignment(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A person at work on a task."""

    task: TaskId
    person: PersonId
    units: int = 100
    """Share of the person's time in percent."""
    work: Minutes | None = None
    """Effort of this person on it in working minutes."""
    remaining_work: Minutes | None = None
    actual_work: Minutes | None = None
    overtime: Minutes | None = None
    """How much of the work is done beyond the usual hours, and so takes no time of the task."""
    remaining_overtime: Minutes | None = None
    """What of it is still to come."""
    cost: Money | None = None
    """What it costs in all, where that is not work times rate and a use."""
    is_contoured: bool = False
    """Whether the work is spread unevenly over the task."""


TASKS: Final = TableSpec(
    "tasks", Task, "T", "task", (("task", "T"), ("milestone", "M"), ("deliverable", "V")),
    needs_project=True, recurs=(("task", "TR"), ("milestone", "MR")),
    open_word="open task", due="due", takes_place=lambda task: task.kind == "milestone",
    start=lambda birth: {"entered": birth.today},
    started=("column", "entered", "percent"),
    ranks=(("board_rank", "column"), ("outline_rank", "component")),
    spans=(("actual_start", "actual_finish"),), counts_in="component",
    copying=Copying(
        fresh="column cycle entered percent remaining blocked requested code uid actual_start "
        "actual_finish actual_start_time actual_finish_time remaining_duration resume "
        "resume_time units_done actual_cost outside_links recurrence occurrence",
        ends="finish due", part="board",
    ),
    rare=frozenset(
        {
            "uid", "start_time", "finish_time", "actual_start_time", "actual_finish_time",
            "constraint_time", "resume_time", "resume", "delay", "elapsed", "duration_in",
            "task_type", "ignores_resource_calendars", "remaining_duration", "active", "calendar",
            "fixed_cost", "accrual", "actual_cost", "ev_method", "units_total", "units_done",
            "apportioned_to", "manual", "splits", "outside_links", "cycle",
        }
        | RECURRING_FIELDS
    ),
    columns=("key", "title", "component", "status", "owner", "priority", "due", "percent"),
    adding="anywhere",
    letters=(
        "p=priority d=due o=owner c=column=status t=tags e=estimate r=remaining %=percent "
        "b=blocked s=start f=finish u=duration x=constraint X=constraint_date k=kind P=parent "
        "y=cycle n=title N=notes"
    ),
)  # fmt: skip
COLUMNS: Final = TableSpec(
    "columns", Column, "", "column",
    is_removed=True, noun="board column",
    ranks=(("rank", "component"),),
    alike=("component", "name"),
    counts_in="component", copying=Copying(),
    concern_all=("role",),
    columns=("component", "name", "role", "limit"),
    adding="by_line",
    letters="n=name l=limit r=role",
)  # fmt: skip
CHECKS: Final = TableSpec(
    "checks", Check, "", "check",
    is_removed=True, noun="checklist line",
    ends=lambda check: bool(check.done),
    home="task", hangs_on=("task",),
    ranks=(("rank", "task"),), alike=("task", "text"),
    counts_in="task", copying=Copying(fresh="done", part="board"),
    adding="by_line",
    letters="n=text d=done",
)  # fmt: skip
LINKS: Final = TableSpec(
    "links", Link, "L", "link",
    is_removed=True,
    ended_states=frozenset({"met", "broken"}),
    open_word="live contract", due="needed_by",
    home="task", hangs_on=("predecessor", "successor"),
    alike=("predecessor", "successor"), counts_in="links",
    copying=Copying(fresh="promised", ends="needed_by", part="board"),
    approvals=(ESCALATION_ANSWER,),
    rare=ESCALATION_FIELDS | {"lag_in"},
    columns=("key", "predecessor", "successor", "type", "lag", "state"),
    letters="s=state p=promised n=needed_by o=owner l=lag",
)  # fmt: skip
ASSIGNMENTS: Final = TableSpec(
    "assignments", Assignment, "", "assignment",
    is_removed=True,
    open_word="assignment", home="task", hangs_on=("task",),
    alike=("task", "person"), counts_in="task",
    copying=Copying(fresh="remaining_work actual_work remaining_overtime", part="board"),
    rare=frozenset({"is_contoured", "overtime", "remaining_overtime"}),
    letters="u=units",
)  # fmt: skip
