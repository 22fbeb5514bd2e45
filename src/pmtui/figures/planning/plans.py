"""This file keeps the schedules of a workspace's projects and carries them on after an edit."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from msgspec import structs

from pmtui.figures.cpm.types import ScheduleTask
from pmtui.figures.planning.changes import EVERY_PLAN, Stale, stale_parts
from pmtui.figures.planning.inputs import (
    TaskReader,
    day_minutes,
    options_of,
    read_link,
    start_of,
    stored_calendars,
)
from pmtui.figures.planning.plan import PlanInputs, PlanParts, ProjectPlan, stand_in
from pmtui.figures.sheet import Figures
from pmtui.model.tasks import Link
from pmtui.model.workcal import Calendar, CalendarError
from pmtui.model.workspace import Workspace


class Plans:
    """Every project's plan; each is made when it is first asked for, then kept.

    A link from another project holds its taker back as a milestone does that stands where the
    giver's plan puts it: so each project keeps a critical path and slack of its own.

    Args:
        workspace: the revision the plans are of.
        today: where undated work starts.
        is_done: whether a task is done, by its id.
    """

    def __init__(self, workspace: Workspace, today: date, is_done: Callable[[int], bool]) -> None:
        self._workspace = workspace
        self._today = today
        self._is_done = is_done
        self._made: dict[int, ProjectPlan] = {}
        self._before: dict[int, ProjectPlan] = {}
        self._stale: Stale = {}
        self._deliveries: Mapping[int, int] = {}

    def next(self, figures: Figures, touched: frozenset[tuple[str, int]]) -> "Plans":
        """The plans after an edit: what it cannot have changed is taken over."""
        workspace = figures.workspace
        after = Plans(workspace, figures.today, figures.is_done)
        if any(table in EVERY_PLAN for table, _ in touched):
            return after
        after._before = self._before | self._made
        for table, one in touched:
            if table == "components":
                after._before.pop(one, None)
        fresh = stale_parts(self._workspace, workspace, touched)
        after._stale = {
            one: self._stale.get(one, set()) | fresh.get(one, set())
            for one in self._stale.keys() | fresh.keys()
        }
        if "_calendars" in self.__dict__:
            after.__dict__["_calendars"] = self._calendars
        if "_foreign" in self.__dict__:
            after.__dict__["_foreign"] = _carried_foreign(self._foreign, workspace, fresh)
        return after

    def of(self, component: int) -> ProjectPlan | None:
        """The plan of a component's own tasks; None where it has none or is not there."""
        found = self._made.get(component)
        if found is None and self._has_tasks(component):
            for group in _groups(component, self._givers_of):
                self._make([one for one in group if one not in self._made])
            found = self._made[component]
        return found

    def if_delivered(self, deliveries: Mapping[int, int]) -> "Plans":
        """The plans as they would be if links from other projects delivered at other moments.

        Args:
            deliveries: by the link's id, when its giver would be there, in minutes since year 1.
        """
        after = Plans(self._workspace, self._today, self._is_done)
        after._before = self._before | self._made
        after._stale = {one: parts.copy() for one, parts in self._stale.items()}
        after._deliveries = deliveries
        for name in ("_calendars", "_foreign"):
            if name in self.__dict__:
                after.__dict__[name] = self.__dict__[name]
        return after

    def contracts(self, component: int) -> frozenset[int]:
        """The links by which tasks of a component wait for those of another one."""
        return self._foreign.get(component, frozenset())

    @cached_property
    def _calendars(self) -> Mapping[int, Calendar]:
        return stored_calendars(self._workspace)

    @cached_property
    def _foreign(self) -> dict[int, frozenset[int]]:
        """The links that come into each component from another one."""
        return _foreign_links(self._workspace, self._workspace.links)

    def _has_tasks(self, component: int) -> bool:
        workspace = self._workspace
        return component in workspace.components and bool(
            workspace.ids_by("tasks", "component", component)
        )

    def _givers_of(self, component: int) -> Iterator[int]:
        """The components that give this one a date."""
        tasks, links = self._workspace.tasks, self._workspace.links
        return (tasks[links[one].giver].component for one in self._foreign.get(component, ()))

    def _make(self, group: list[int]) -> None:
        """Makes plans; those that wait for each other are gone over until none moves another."""
        made: dict[int, ProjectPlan] = {}
        rounds = 1 + sum(len(self._foreign.get(one, ())) for one in group)
        for _ in range(rounds if len(group) > 1 else 1):
            moved = False
            for one in group:
                was = made.get(one)
                made[one] = self._plan(one, was, made)
                moved |= was is None or was.inputs.tasks != made[one].inputs.tasks
            if not moved:
                break
        self._made |= made
        for one in group:
            self._stale.pop(one, None)
            self._before.pop(one, None)

    def _plan(
        self, component: int, draft: ProjectPlan | None, drafts: Mapping[int, ProjectPlan]
    ) -> ProjectPlan:
        before = draft or self._before.get(component)
        parts = PlanParts(before.inputs if before is not None else None)
        stale: Iterable[tuple[str, int]] = self._everything(component)
        if before is not None:
            stale = () if draft is not None else self._stale.get(component, ())
        reader = TaskReader(self._workspace, self._workspace.components[component], self._is_done)
        for table, one in stale:
            if table == "tasks":
                row = self._workspace.tasks.get(one)
                is_here = row is not None and row.component == component and not row.archived
                parts.put_task(one, reader.read(row) if row is not None and is_here else None)
            else:
                link = self._workspace.links.get(one)
                is_own = link is not None and self._lies_in(component, link)
                parts.put_link(one, read_link(link) if link is not None and is_own else None)
        self._stand_in_for_others(component, parts, drafts)
        return ProjectPlan(self._inputs(component, parts), before, parts.edit)

    def _everything(self, component: int) -> Iterator[tuple[str, int]]:
        workspace = self._workspace
        for one in workspace.ids_by("tasks", "component", component):
            yield "tasks", one
            for link in workspace.ids_by("links", "taker", one):
                yield "links", link

    def _stand_in_for_others(
        self, component: int, parts: PlanParts, drafts: Mapping[int, ProjectPlan]
    ) -> None:
        used: dict[int, ScheduleTask] = {}
        links = self._workspace.links
        for one in self._foreign.get(component, ()):
            link = links[one]
            ghost = self._stand_in(link, drafts)
            if ghost is None or link.taker not in parts.tasks:
                parts.put_link(one, None)
                continue
            used[ghost.id] = ghost
            read = read_link(link)
            parts.put_link(one, structs.replace(read, giver=ghost.id))
        parts.put_stand_ins(used)

    def _inputs(self, component: int, parts: PlanParts) -> PlanInputs:
        workspace = self._workspace
        row = workspace.components[component]
        dated = (workspace.tasks[one] for one in parts.tasks if one > 0)
        try:
            calendars, problem = self._calendars, ""
        except CalendarError as error:
            calendars, problem = {}, str(error)
        return PlanInputs(
            tasks=parts.tasks,
            links=parts.links,
            stand_ins=parts.stand_ins,
            calendars=calendars,
            options=options_of(workspace, row, start_of(row, dated, self._today)),
            minutes_per_day=day_minutes(workspace, row),
            problem=problem,
        )

    def _lies_in(self, component: int, link: Link) -> bool:
        ends = (self._workspace.tasks.get(one) for one in (link.giver, link.taker))
        return all(
            row is not None and row.component == component and not row.archived for row in ends
        )

    def _stand_in(self, link: Link, drafts: Mapping[int, ProjectPlan]) -> ScheduleTask | None:
        """The milestone that a giver of another plan is here; None while it has no date."""
        giver = self._workspace.tasks[link.giver]
        plan = self._made.get(giver.component) or drafts.get(giver.component)
        if plan is None or giver.id not in plan:
            return None
        at = self._deliveries.get(link.id, plan.ends(giver.id)[link.type in {"FS", "FF"}])
        return ScheduleTask(id=stand_in(link.id), manual=(at, at))


def plan_of(figures: Figures, component: int) -> ProjectPlan | None:
    """The schedule of a component's own tasks; None where it has none."""
    return plans_of(figures).of(component)


def plans_of(figures: Figures) -> Plans:
    """The schedules of a sheet's workspace."""
    return figures.part("plans", _plans)


def _plans(figures: Figures) -> Plans:
    return Plans(figures.workspace, figures.today, figures.is_done)


def _foreign_links(workspace: Workspace, links: Iterable[int]) -> dict[int, frozenset[int]]:
    """The links whose ends lie in two components, by the taker's."""
    found: dict[int, set[int]] = {}
    tasks = workspace.tasks
    for one in links:
        link = workspace.links[one]
        giver, taker = tasks.get(link.giver), tasks.get(link.taker)
        if giver is not None and taker is not None and giver.component != taker.component:
            found.setdefault(taker.component, set()).add(one)
    return {component: frozenset(ids) for component, ids in found.items()}


def _carried_foreign(
    foreign: Mapping[int, frozenset[int]], workspace: Workspace, stale: Stale
) -> dict[int, frozenset[int]]:
    looked_at = {one for parts in stale.values() for table, one in parts if table == "links"}
    if not looked_at:
        return dict(foreign)
    kept = {component: ids - looked_at for component, ids in foreign.items()}
    there = (one for one in looked_at if one in workspace.links)
    for component, ids in _foreign_links(workspace, there).items():
        kept[component] = kept.get(component, frozenset()) | ids
    return kept


def _groups(start: int, givers_of: Callable[[int], Iterable[int]]) -> Iterator[list[int]]:
    """A component and all that it waits for, givers first; those in a circle in one group.

    Tarjan's strongly connected components, without recursion.
    """
    number: dict[int, int] = {}
    lowest: dict[int, int] = {}
    open_: list[int] = []
    is_open: set[int] = set()
    todo: list[tuple[int, Iterator[int]]] = []

    def enter(one: int) -> None:
        number[one] = lowest[one] = len(number)
        open_.append(one)
        is_open.add(one)
        todo.append((one, iter(set(givers_of(one)))))

    enter(start)
    while todo:
        one, givers = todo[-1]
        for giver in givers:
            if giver not in number:
                enter(giver)
                break
            if giver in is_open:
                lowest[one] = min(lowest[one], number[giver])
        else:
            todo.pop()
            if todo:
                above = todo[-1][0]
                lowest[above] = min(lowest[above], lowest[one])
            if lowest[one] == number[one]:
                at = open_.index(one)
                group, open_[at:] = open_[at:], []
                is_open.difference_update(group)
                yield group
