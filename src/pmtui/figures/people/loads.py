"""This file keeps how much work people have by day, a component at a time, and carries it on."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.invalidation import invalidated_components, invalidates_everything
from pmtui.figures.people.work_spread import DayWork, WorkSpread, total_by_day
from pmtui.figures.planning.pending_plans import TO_COME
from pmtui.figures.planning.plans import plans_of
from pmtui.figures.planning.project_plan import LONG, ProjectPlan
from pmtui.figures.planning.stale_parts import EVERY_PLAN
from pmtui.model.entities.tasks import Assignment, Task

_NOTHING: Final[Mapping[int, float]] = MappingProxyType({})
_PRICE: Final = 4
"""How much longer it takes to spread the work of a task than to plan it."""


class ComponentLoad(msgspec.Struct, frozen=True):
    """The work that people have in one component."""

    days: Mapping[int, Mapping[int, float]]
    """Minutes by person and by the day's ordinal."""


NO_LOAD: Final = ComponentLoad(MappingProxyType({}))


class Loads:
    """The work of each component by person and day; worked out when it is asked for, then kept.

    Where somebody waits at a screen, components of many tasks, and those whose plan is still to
    come, are left to a thread; what was known of them before stands until it has come.
    """

    def __init__(self, figures: StoredFigures) -> None:
        self._figures = figures
        self._known: dict[int, ComponentLoad] = {}
        self._before: dict[int, ComponentLoad] = {}
        self._may_have_moved = False
        self._spent = 0
        self._sums: dict[int, dict[int, float]] = {}
        self._where: dict[int, list[int]] | None = None
        self.waiting: set[int] = set()
        """Components that were left out because they take long."""

    def next(self, figures: StoredFigures, touched: frozenset[tuple[str, int]]) -> "Loads":
        """The same after an edit: what it cannot have changed is taken over."""
        self._drop_moved()
        after = Loads(figures)
        before = self._figures.workspace
        after._before = self._before | self._known
        is_every = any(table in EVERY_PLAN for table, _ in touched)
        if not is_every and not invalidates_everything(before, figures.workspace, touched):
            dirty = invalidated_components(before, figures.workspace, touched)
            after._known = {key: load for key, load in self._known.items() if key not in dirty}
            after._may_have_moved = True
        return after

    def of(self, component: int) -> ComponentLoad:
        """The work in a component; what was known before while it is worked out."""
        self._drop_moved()
        load = self._known.get(component)
        if load is not None:
            return load
        plans = plans_of(self._figures)
        plan = plans.at_hand(component)
        if plan is None:
            self._known[component] = NO_LOAD
            return NO_LOAD
        if plans.is_behind(component) or self._is_left(component):
            self.waiting.add(component)
            return self._before.get(component, NO_LOAD)
        load = self._known[component] = load_in(self._figures, component, plan)
        return load

    def places(self, person: int) -> Iterable[int]:
        """The live components in which somebody has work."""
        if self._where is None:
            where: dict[int, list[int]] = {}
            for component in self._figures.live_subtree(0):
                for worker in self.of(component).days:
                    where.setdefault(worker, []).append(component)
            self._where = where
        return self._where.get(person, ())

    def by_day(self, person: int) -> dict[int, float]:
        """The minutes of work that somebody has, by the ordinals of the days with any, in order."""
        if person not in self._sums:
            parts = [self.of(place).days.get(person, _NOTHING) for place in self.places(person)]
            total = parts[0] if len(parts) == 1 else _summed(parts)
            self._sums[person] = {day: total[day] for day in sorted(total) if total[day]}
        return self._sums[person]

    def people(self) -> Iterable[int]:
        """Everybody who has work anywhere."""
        self.places(0)
        return self._where or ()

    def take_over(self, loads: Mapping[int, ComponentLoad]) -> None:
        """Take what a thread has worked out of this workspace."""
        self._known |= loads
        self.waiting -= loads.keys()
        self._where = None
        self._sums.clear()

    def _is_left(self, component: int) -> bool:
        """Whether to look at a component's tasks takes longer than who asks can wait."""
        if not self._figures.in_turns:
            return False
        count = self._figures.workspace.index("tasks", "component").count(component)
        if self._spent + count > LONG // _PRICE:
            return True
        self._spent += count
        return False

    def _drop_moved(self) -> None:
        """Forget the work of components whose plans the last edit may have changed."""
        if self._may_have_moved:
            self._may_have_moved = False
            for component in plans_of(self._figures).lost:
                self._known.pop(component, None)


def load_in(figures: StoredFigures, component: int, plan: ProjectPlan) -> ComponentLoad:
    """The work in a component, looking at all its tasks; any thread may do it."""
    spread = WorkSpread(figures, plan)
    work = (piece for task in figures.tasks_in(component) for piece in spread.of(task))
    return ComponentLoad(MappingProxyType(total_by_day(work)))


def work_of(figures: StoredFigures, person: int, component: int) -> Iterable[tuple[int, DayWork]]:
    """What somebody does in a component: each task with its days."""
    plan = plans_of(figures).at_hand(component)
    if plan is None:
        return
    workspace, spread = figures.workspace, WorkSpread(figures, plan)
    named = workspace.rows_by(Assignment, "person", person)
    tasks = {row.task for row in named} | {*workspace.ids_by("tasks", "owner", person)}
    for task_id in sorted(tasks):
        task = workspace.tasks.get(task_id)
        if task is not None and task.component == component:
            yield from ((task_id, piece) for piece in spread.of(task) if piece.person == person)


def work_on(figures: StoredFigures, task: Task) -> Iterable[DayWork]:
    """What everybody does on a task, by person and day."""
    plan = plans_of(figures).at_hand(task.component)
    return WorkSpread(figures, plan).of(task) if plan is not None else ()


def loads_of(figures: StoredFigures) -> Loads:
    """The work of everybody in a sheet's workspace."""
    return figures.part("loads", Loads)


class PendingLoads:
    """The work of components that take long, for a thread to spread.

    Args:
        figures: whose it is; of them only what is stored is read by the thread.
    """

    def __init__(self, figures: StoredFigures) -> None:
        self._figures = figures
        self._components = tuple(loads_of(figures).waiting)
        plans = plans_of(figures)
        self._plans = {component: plans.at_hand(component) for component in self._components}
        self._found: dict[int, ComponentLoad] = {}

    def work_out(self, plans: Mapping[int, ProjectPlan]) -> None:
        """Spread the work over the days of plans, those that were just made first."""
        for component in self._components:
            plan = plans.get(component) or self._plans[component]
            if plan is not None and plan.problem != TO_COME:
                self._found[component] = load_in(self._figures, component, plan)

    def take_over(self, figures: StoredFigures) -> None:
        """Give a sheet what has been worked out, if it is of the same workspace."""
        if figures.workspace is self._figures.workspace:
            loads_of(figures).take_over(self._found)


def _summed(parts: Iterable[Mapping[int, float]]) -> Mapping[int, float]:
    total: dict[int, float] = {}
    for days in parts:
        for day, minutes in days.items():
            total[day] = total.get(day, 0.0) + minutes
    return total
