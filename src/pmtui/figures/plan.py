"""This file is the schedule of one component's tasks: their dates, slack and conflicts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pmtui.figures.schedule import Schedule, schedule
from pmtui.figures.schedule_types import (
    Conflict,
    LoopError,
    ScheduleError,
    ScheduleLink,
    ScheduleOptions,
    ScheduleTask,
    TaskDates,
)
from pmtui.model.workcal import Calendar, CalendarError


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """What one component's schedule is made from.

    A task of another component that a link comes from stands in as a milestone at its date, under
    the negative id of `stand_in`.
    """

    tasks: Mapping[int, ScheduleTask]
    links: Mapping[int, ScheduleLink]
    """By the id of the stored link."""
    calendars: Mapping[int, Calendar]
    options: ScheduleOptions
    minutes_per_day: int
    problem: str = ""
    """Why nothing can be reckoned with, such as a calendar that cannot be."""


def stand_in(task: int, *, ends: bool) -> int:
    """The id under which a task of another component stands in a plan, by its start or finish."""
    return -2 * task - ends


class ProjectPlan:
    """The dates of a component's tasks; where it cannot be scheduled, the reason."""

    def __init__(self, inputs: PlanInputs, before: "ProjectPlan | None" = None) -> None:
        self.inputs = inputs
        """What it was made from."""
        self.problem = inputs.problem
        """Why there are no dates; empty where there are."""
        self.loop: tuple[int, ...] = ()
        """The tasks that wait for each other in a circle, where that is the problem."""
        self._schedule: Schedule | None = None
        if self.problem:
            return
        try:
            self._schedule = _carried(inputs, before) if before is not None else _fresh(inputs)
        except LoopError as error:
            self.loop = error.loop
            self.problem = str(error)
        except (ScheduleError, CalendarError) as error:
            self.problem = str(error)

    @property
    def minutes_per_day(self) -> int:
        """Working minutes that a day of slack stands for."""
        return self.inputs.minutes_per_day

    @property
    def start(self) -> int | None:
        """When its first task starts; None without tasks."""
        return min((self.ends(one)[0] for one in self._top()), default=None)

    @property
    def finish(self) -> int | None:
        """When its last task finishes; None without tasks."""
        return max((self.ends(one)[1] for one in self._top()), default=None)

    @property
    def earliest(self) -> int:
        """When it starts by its own word, tasks or not."""
        return self.inputs.options.start

    def __contains__(self, task: int) -> bool:
        return self._schedule is not None and task in self.inputs.tasks

    def dates(self, task: int) -> TaskDates | None:
        """Everything the schedule says of a task; None where it says nothing.

        Moments are minutes since year 1, slack working minutes of the task's calendar.
        """
        return self._schedule[task] if self._schedule is not None and task in self else None

    def ends(self, task: int) -> tuple[int, int]:
        """Start and finish of a task that is in the plan, without waiting for its slack."""
        if self._schedule is None:
            raise KeyError(task)
        return self._schedule.ends(task)

    def conflicts(self) -> tuple[Conflict, ...]:
        """The constraints and deadlines that cannot be kept."""
        if self._schedule is None:
            return ()
        return tuple(one for one in self._schedule.conflicts() if one.task > 0)

    def slack_days(self, minutes: int) -> float:
        """Slack in working days."""
        return minutes / self.minutes_per_day

    def _top(self) -> Collection[int]:
        if self._schedule is None:
            return ()
        tasks = self.inputs.tasks
        return [one.id for one in tasks.values() if one.id > 0 and one.parent not in tasks]


def _fresh(inputs: PlanInputs) -> Schedule:
    return schedule(
        list(inputs.tasks.values()), inputs.links.values(), inputs.calendars, inputs.options
    )


def _carried(inputs: PlanInputs, before: ProjectPlan) -> Schedule:
    """The schedule after an edit: what it does not touch is taken over."""
    old = before.inputs
    kept = before._schedule  # noqa: SLF001  (the same class, one edit earlier)
    if kept is None or old.calendars != inputs.calendars or old.options != inputs.options:
        return _fresh(inputs)
    tasks = [task for one, task in inputs.tasks.items() if _differs(old.tasks.get(one), task)]
    gone = [one for one in old.tasks if one not in inputs.tasks]
    added = [link for one, link in inputs.links.items() if _differs(old.links.get(one), link)]
    removed = [link for one, link in old.links.items() if _differs(inputs.links.get(one), link)]
    if not (tasks or gone or added or removed):
        return kept
    return kept.next(tasks, added, removed, gone)


def _differs(was: object, now: object) -> bool:
    return was is not now and was != now
