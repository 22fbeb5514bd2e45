"""This file makes the plan of one component from what is stored, or carries one on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

import msgspec
from msgspec import structs

from pmtui.figures.components.project_start import FirstDay, first_day, has_start, start_of
from pmtui.figures.cpm.types import ScheduleLink, ScheduleTask
from pmtui.figures.planning.cross_project import CrossProjectLinks
from pmtui.figures.planning.plan_loops import NO_LOOPS, PlanLoops
from pmtui.figures.planning.plan_parts import PlanInputs, PlanParts, stand_in
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.planning.schedule_inputs import TaskReader, options_of, read_link
from pmtui.model.calendar.work_calendar import Calendar, CalendarError
from pmtui.model.entities.tasks import Link, Task
from pmtui.model.rules.dependency_loops import Loop
from pmtui.model.workspace.workspace import Workspace

NOTHING_LOOPED: Final[Mapping[int, Loop]] = MappingProxyType({})
"""Where no link between components is part of a loop."""
STANDARD: Final = -1
"""The usual week among a plan's calendars, for tasks of plans that have no calendar."""


class PlanMaker(msgspec.Struct, frozen=True, kw_only=True):
    """Makes plans of one workspace.

    A link from another component holds its successor back as a milestone does that stands where the
    predecessor's plan puts it. A link into another component leads to a stand-in, which bounds the
    late dates of its predecessor once the plans are joined.
    """

    workspace: Workspace
    today: date
    """Where undated work starts."""
    is_done: Callable[[int], bool]
    """Whether a task is done, by its id."""
    calendars: Callable[[], Mapping[int, Calendar]]
    crossings: CrossProjectLinks
    """The links between components."""
    predecessor_plan: Callable[[int], ProjectPlan | None]
    """The plan of a component that gives dates to others, so far."""
    deliveries: Mapping[int, int]
    """When a predecessor is taken to deliver instead, by the link's id."""
    looped: Mapping[int, Loop]
    """Links between components that are part of a loop over them, with it: they are left out."""
    in_turns: bool = False
    """Whether a long plan works out what an edit moves only as far as it is asked."""

    def fresh(self, component: int) -> ProjectPlan:
        """The plan of a component made from all that it has."""
        parts, reader = PlanParts(None), self._reader(component)
        links, taken = self.workspace.links, self.workspace.index("links", "successor")
        for row in self._tasks_of(component):
            if not row.archived:
                parts.tasks[row.id] = reader.read(row)
            for link_id in taken.ids(row.id):
                if self._lies_in(component, links[link_id]):
                    parts.links[link_id] = read_link(links[link_id])
        return self._made(component, None, parts, ())

    def carried(
        self, component: int, before: ProjectPlan, stale: Iterable[tuple[str, int]]
    ) -> ProjectPlan:
        """A plan after an edit.

        Args:
            component: whose plan it is.
            before: the plan of an earlier workspace.
            stale: tables and ids of all that may have changed since.
        """
        parts, reader = PlanParts(before.inputs), self._reader(component)
        edited: list[int] = []
        for table, task_id in stale:
            if table == "tasks":
                row = self.workspace.tasks.get(task_id)
                is_here = row is not None and row.component == component and not row.archived
                parts.put_task(task_id, reader.read(row) if row is not None and is_here else None)
                edited.append(task_id)
            else:
                link = self.workspace.links.get(task_id)
                is_own = link is not None and self._lies_in(component, link)
                parts.put_link(task_id, read_link(link) if link is not None and is_own else None)
        return self._made(component, before, parts, edited)

    def _made(
        self, component: int, before: ProjectPlan | None, parts: PlanParts, edited: Sequence[int]
    ) -> ProjectPlan:
        self._stand_in_for_others(component, parts)
        first = self._first(component, before.inputs.first if before is not None else None, edited)
        inputs = self._inputs(component, parts, first)
        return ProjectPlan(inputs, before, parts.edit, in_turns=self.in_turns)

    def _reader(self, component: int) -> TaskReader:
        return TaskReader(self.workspace, self.workspace.components[component], self.is_done)

    def _tasks_of(self, component: int) -> Iterable[Task]:
        ids = self.workspace.ids_by("tasks", "component", component)
        return map(self.workspace.tasks.__getitem__, ids)

    def _first(
        self, component: int, before: FirstDay | None, edited: Sequence[int]
    ) -> FirstDay | None:
        """The first dated tasks of a component; None where it says itself when it starts."""
        if has_start(self.workspace.components[component]):
            return None
        tasks = self.workspace.tasks
        here = (tasks[task_id] for task_id in edited if task_id in tasks)
        there = [task for task in here if task.component == component and not task.archived]
        known = before.after(edited, there) if before is not None else None
        if known is not None:
            return known
        return first_day(task for task in self._tasks_of(component) if not task.archived)

    def _stand_in_for_others(self, component: int, parts: PlanParts) -> None:
        used: dict[int, ScheduleTask] = {}
        links = self.workspace.links
        for link_id in self.crossings.into.get(component, ()):
            link = links[link_id]
            ghost = None if link_id in self.looped else self._predecessor(link)
            if ghost is None or link.successor not in parts.tasks:
                parts.put_link(link_id, None)
                continue
            used[ghost.id] = ghost
            parts.put_link(link_id, structs.replace(read_link(link), predecessor=ghost.id))
        for link_id in self.crossings.out_of.get(component, ()):
            link = links[link_id]
            if link.predecessor not in parts.tasks or self.workspace.tasks[link.successor].archived:
                parts.put_link(link_id, None)
                continue
            ghost_id = stand_in(link_id)
            used[ghost_id] = ScheduleTask(id=ghost_id, outside="successor")
            # The lag is part of what the successor's plan says of it.
            parts.put_link(link_id, ScheduleLink(link.predecessor, ghost_id, link.type))
        parts.put_stand_ins(used)

    def _predecessor(self, link: Link) -> ScheduleTask | None:
        """The milestone that a predecessor of another plan is here; None while it has no date.

        One that is inactive there moves nothing here.
        """
        predecessor = self.workspace.tasks[link.predecessor]
        plan = self.predecessor_plan(predecessor.component)
        if plan is None or predecessor.id not in plan or not plan.is_active(predecessor.id):
            return None
        at = self.deliveries.get(link.id, plan.ends(predecessor.id)[link.type in {"FS", "FF"}])
        task, is_summary = plan.inputs.tasks[predecessor.id], plan.is_summary(predecessor.id)
        return ScheduleTask(
            id=stand_in(link.id),
            # What a lag in percent is a part of.
            duration=0 if is_summary else task.duration,
            elapsed=task.elapsed,
            manual=(at, at),
            calendar=self._calendar(predecessor),
            outside="preceding summary" if is_summary else "predecessor",
        )

    def _calendar(self, task: Task) -> int:
        """The calendar of a task, by its id in any plan."""
        return task.calendar or self.workspace.components[task.component].calendar or STANDARD

    def _inputs(self, component: int, parts: PlanParts, first: FirstDay | None) -> PlanInputs:
        workspace = self.workspace
        row = workspace.components[component]
        start = start_of(row, first.day if first is not None else None, self.today)
        try:
            calendars, problem = self.calendars(), ""
        except CalendarError as error:
            calendars, problem = {}, str(error)
        return PlanInputs(
            tasks=parts.tasks,
            links=parts.links,
            stand_ins=parts.stand_ins,
            calendars=calendars,
            options=options_of(workspace, row, start, self.today),
            minutes_per_day=workspace.day_minutes(row),
            problem=problem,
            first=first,
            across=self._across(component),
        )

    def _across(self, component: int) -> PlanLoops:
        """The loops over several components that tasks of one are part of."""
        loops = [
            loop
            for row_id, loop in sorted(self.looped.items())
            if row_id in self.crossings.into.get(component, ())
        ]
        if not loops:
            return NO_LOOPS
        tasks = self.workspace.tasks
        ends = {end for loop in loops for link in loop for end in link}
        here = (
            task_id
            for task_id in ends
            if task_id in tasks and tasks[task_id].component == component
        )
        return PlanLoops(loops[0], frozenset(here))

    def _lies_in(self, component: int, link: Link) -> bool:
        tasks = self.workspace.tasks
        for task_id in (link.predecessor, link.successor):
            row = tasks.get(task_id)
            if row is None or row.component != component or row.archived:
                return False
        return True
