"""This file holds what one component's schedule is made from, and what an edit changes of it."""

from collections.abc import Mapping

import msgspec

from pmtui.figures.components.project_start import FirstDay
from pmtui.figures.cpm.types import ScheduleLink, ScheduleOptions, ScheduleTask
from pmtui.figures.planning.plan_loops import NO_LOOPS, PlanLoops
from pmtui.model.calendar.work_calendar import Calendar
from pmtui.model.workspace.paged import copied


class PlanInputs(msgspec.Struct, frozen=True, kw_only=True):
    """What one component's schedule is made from.

    A task of another component that a link comes from stands in as a milestone at its date, one
    that a link goes to as what bounds its predecessor's late dates; both have the id of `stand_in`.
    """

    tasks: Mapping[int, ScheduleTask]
    links: Mapping[int, ScheduleLink]
    """By the id of the stored link."""
    stand_ins: frozenset[int]
    """Ids of the tasks that stand in for those of other components, on either side."""
    calendars: Mapping[int, Calendar]
    options: ScheduleOptions
    minutes_per_day: int
    problem: str = ""
    """Why nothing can be reckoned with, such as a calendar that cannot be."""
    first: FirstDay | None = None
    """Its first dated tasks; None where it says itself when it starts."""
    across: PlanLoops = NO_LOOPS
    """Loops over several components; its links from others that are part of one are left out."""


class PlanEdit(msgspec.Struct, frozen=True, kw_only=True):
    """What differs between the inputs of two plans of a component."""

    tasks: tuple[ScheduleTask, ...]
    gone: tuple[int, ...]
    added: tuple[ScheduleLink, ...]
    removed: tuple[ScheduleLink, ...]


class PlanParts:
    """Tasks and links of a plan in the making, and what differs from the one before it."""

    def __init__(self, before: PlanInputs | None) -> None:
        self.tasks = copied(before.tasks) if before is not None else {}
        self.links = copied(before.links) if before is not None else {}
        self.stand_ins = before.stand_ins if before is not None else frozenset[int]()
        self._tasks: list[ScheduleTask] = []
        self._gone: list[int] = []
        self._added: list[ScheduleLink] = []
        self._removed: list[ScheduleLink] = []

    @property
    def edit(self) -> PlanEdit:
        """What was put and taken out so far."""
        return PlanEdit(
            tasks=tuple(self._tasks),
            gone=tuple(self._gone),
            added=tuple(self._added),
            removed=tuple(self._removed),
        )

    def put_task(self, one: int, task: ScheduleTask | None) -> None:
        """Put a task in the place of what was there; None takes it out."""
        was = self.tasks.get(one)
        if was == task:
            return
        if task is None:
            del self.tasks[one]
            self._gone.append(one)
        else:
            self.tasks[one] = task
            self._tasks.append(task)

    def put_link(self, one: int, link: ScheduleLink | None) -> None:
        """Put a link in the place of what was there; None takes it out."""
        was = self.links.get(one)
        if was == link:
            return
        if was is not None:
            self._removed.append(was)
            del self.links[one]
        if link is not None:
            self.links[one] = link
            self._added.append(link)

    def put_stand_ins(self, used: Mapping[int, ScheduleTask]) -> None:
        """Put the tasks that stand in for others in the place of those before."""
        for row_id in self.stand_ins - used.keys():
            link = self.links.get(-row_id)
            if link is not None and row_id in {link.predecessor, link.successor}:
                self.put_link(-row_id, None)
            self.put_task(row_id, None)
        for row_id, task in used.items():
            self.put_task(row_id, task)
        self.stand_ins = frozenset(used)


def stand_in(link: int) -> int:
    """The id under which the far end of a link to or from another component stands in a plan.

    It is the same in both plans, in each for the task of the other.
    """
    return -link
