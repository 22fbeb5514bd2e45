"""This file holds what a schedule is made from and what it says: plain immutable records."""

from typing import Final, Literal

from msgspec import Struct

from pmtui.model.entities.tasks import Constraint, LinkType

LagUnit = Literal["work", "elapsed", "percent"]
"""Working minutes, minutes of the clock, or hundredths of the predecessor's duration."""
ConstraintMissKind = Literal["ALAP", "SNET", "SNLT", "FNET", "FNLT", "MSO", "MFO", "deadline"]
"""What cannot be kept: a constraint or the deadline."""

ExternalRole = Literal["", "predecessor", "preceding summary", "successor"]
"""What a task of another plan is to this one; empty for a task of this plan."""

NO_TASK: Final = 0
"""Stands for no parent."""


class Effort(Struct, frozen=True, gc=False):
    """Work of one resource on a task, in minutes of its own calendar."""

    calendar: int
    minutes: int
    remaining: int
    """What of it is still to come."""


def regular_work(
    work: int, remaining: int | None, overtime: int | None, remaining_overtime: int | None
) -> tuple[int, int | None]:
    """Work within the usual hours in minutes, in all and still to come: what takes a task time.

    Where nobody says how much of the overtime is still to come, it is as much of it as of the work.
    """
    if not overtime:
        return work, remaining
    regular = max(work - overtime, 0)
    if remaining is None:
        return regular, None
    if remaining_overtime is None:
        remaining_overtime = round(overtime * remaining / work) if work else 0
    return regular, max(remaining - remaining_overtime, 0)


class ScheduleTask(Struct, frozen=True, gc=False, kw_only=True):
    """A task as the schedule sees it; moments are minutes since year 1 (`workcal.minutes_of`).

    A task that is another's parent is a summary: it takes its dates from those below it, and its
    links hold for all of them.
    """

    id: int
    parent: int = NO_TASK
    duration: int = 0
    """Minutes of work of the task's calendar, or of the clock when `elapsed`; 0 for a milestone."""
    elapsed: bool = False
    calendar: int = 0
    """Its own calendar; 0 for the plan's."""
    efforts: tuple[Effort, ...] = ()
    """Who works on it in hours that differ from the task's; they settle when it ends."""
    constraint: Constraint = ""
    constraint_date: int | None = None
    deadline: int | None = None
    actual_start: int | None = None
    actual_finish: int | None = None
    remaining: int | None = None
    """Duration still to come of a task in work; None for all of it.

    One that nobody noted a start of has begun where it was planned.
    """
    resume: int | None = None
    """When the work of an interrupted task goes on."""
    by_day: bool = False
    """Whether the start it is held to, or had, is a day without a time.

    A milestone then stands at the first hour of work of that day, not at the midnight before it,
    which is the end of another day.
    """
    delay: int = 0
    """Minutes of the clock that levelling adds before it."""
    manual: tuple[int | None, int | None] | None = None
    """Start and finish a person has set, which links do not move.

    An end nobody has set follows from the other one and the duration; a summary keeps both too.
    """
    spans: bool = False
    """Whether the duration of a manual task is the working time between its dates."""
    splits: tuple[tuple[int, int], ...] = ()
    """Its gaps in order: after how many minutes of its work each comes, and how long it is.

    Both count as the duration does; a gap at the end or beyond is none.
    """
    done: bool = False
    """Whether it is done though nobody noted when: then it stays where it was planned."""
    active: bool = True
    """An inactive task is dated by its links but moves nothing itself."""
    outside: ExternalRole = ""
    """Whether it stands for a task of another plan, under the same id in both.

    One that gives to this plan stands at `manual`, and how late it may be follows from its
    successors alone. One that takes from this plan bounds the late dates of its predecessor by how
    late it may be given to, once the plans are joined (`Schedule.join`). Neither counts for this
    plan's finish.
    """


class ScheduleLink(Struct, frozen=True, gc=False):
    """A dependency: the successor waits for the predecessor."""

    predecessor: int
    successor: int
    type: LinkType = "FS"
    lag: int = 0
    """Time between the two ends, negative for a lead; work time by the options."""
    lag_unit: LagUnit = "work"


class ScheduleOptions(Struct, frozen=True, gc=False, kw_only=True):
    """The rules of a plan."""

    start: int
    """When the plan starts."""
    calendar: int = 0
    """Its calendar; 0 for Monday to Friday, 8 to 17 o'clock."""
    honor_constraints: bool = True
    """Whether a date wins over the logic (MS Project), or the logic over the date (Primavera P6).

    With False, SNLT and FNLT do not hold a task back, and ALAP takes its free slack only.
    """
    clamp_to_start: bool = True
    """Whether nothing may start before the plan does. MS Project lets leads and early dates."""
    critical_slack: int = 0
    """A task with this much total slack or less is critical; working minutes."""
    multiple_critical_paths: bool = False
    """Whether each task without successors ends a path of its own, at its own early finish."""
    predecessor_lag: bool = False
    """Whether lag runs in the predecessor's calendar (P6), not in the successor's (MS Project)."""
    retained_logic: bool = True
    """Whether the rest of a task begun out of order waits for its predecessors."""
    milestones_keep_hours: bool = False
    """Whether a milestone on a date outside working hours moves to the next ones (P6).

    In MS Project it stands at its own minute.
    """
    status_date: int | None = None
    """Work still to come is not before it, but for what a person, MSO or MFO has set."""
    rest_from_status_date: bool = False
    """Whether what remains of begun work goes on at the status date though more of it was done
    than planned (P6), not where its work has got to (MS Project)."""
    resume_bounds_predecessors: bool = True
    """Whether a predecessor of begun work is late once that goes on (MS Project).

    With False (P6), once what remains of it would have to.
    """


class TaskDates(Struct, frozen=True, gc=False, kw_only=True):
    """What the schedule says of a task; slack in working minutes of the task's calendar."""

    id: int
    start: int
    finish: int
    early_start: int
    early_finish: int
    late_start: int
    late_finish: int
    total_slack: int
    free_slack: int
    critical: bool
    summary: bool = False


class ConstraintMiss(Struct, frozen=True, gc=False):
    """A date that the links, the calendar or progress do not let a task keep."""

    task: int
    kind: ConstraintMissKind
    minutes: int
    """By how much it is missed, in working minutes."""


class ScheduleError(ValueError):
    """Says why a plan cannot be scheduled."""


class LoopError(ScheduleError):
    """Says which tasks wait for each other in a circle."""

    def __init__(self, loop: tuple[int, ...]) -> None:
        way = " > ".join(str(task) for task in (*loop, *loop[:1]))
        super().__init__(f"tasks wait for each other in a circle: {way}")
        self.loop = loop
        """Ids of the tasks, each waiting for the one before it."""


def task_dates(
    task: int,
    dates: tuple[tuple[int, int], tuple[int, int], tuple[int, int]],
    slack: tuple[int, int],
    *,
    critical: bool,
    summary: bool = False,
) -> TaskDates:
    """What a schedule says of a task.

    Args:
        task: its id.
        dates: its starts and finishes as shown, early and late.
        slack: total and free.
        critical: whether it moves the end.
        summary: whether it takes its dates from those below it.
    """
    shown, early, late = dates
    return TaskDates(
        id=task,
        start=shown[0],
        finish=shown[1],
        early_start=early[0],
        early_finish=early[1],
        late_start=late[0],
        late_finish=late[1],
        total_slack=slack[0],
        free_slack=slack[1],
        critical=critical,
        summary=summary,
    )
