"""This file levels a scope: dates at which nobody is needed more than there is of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from pmtui.figures.levelling.genetic_search import FoundSchedule, Limit, shortest_found
from pmtui.figures.levelling.lower_bounds import lower_bound
from pmtui.figures.levelling.placing import Placed, Placing
from pmtui.figures.levelling.plan_networks import Activity, PlanNetworks
from pmtui.figures.levelling.resource_problem import ResourceProblem
from pmtui.figures.levelling.shared_people import (
    Booking,
    Overload,
    bookings_of,
    capacity_of,
    open_tasks_of,
    overloads,
)
from pmtui.figures.levelling.solver import Solved
from pmtui.figures.levelling.step_problem import StepProblem
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Ops, apply, edit, touched

_WORK: Final = 1_000_000
"""Activities that are placed in all before the search ends by itself, three times each."""
_FEWEST: Final = 60
_MOST: Final = 8_000
_REPAIRS: Final = 200
"""Tasks that are put off one by one where the plan differs from what was placed."""
_URGENT: Final = (1.0, 0.5, 0.2)
"""How far before the rest the most urgent work is tried, as a part of the whole."""
_LEAST_URGENT: Final = 5


Shorten = Callable[[ResourceProblem, FoundSchedule, int], Solved]
"""Finds a shorter schedule than one that is known, with a bound that is known."""


class LevelledTask(Struct, frozen=True):
    """Where a task stood and where it stands; moments are minutes since year 1."""

    task: int
    before: tuple[int, int]
    after: tuple[int, int]
    person: int = 0
    """Who is not free before; 0 where nobody holds it back."""
    waits_for: int = 0
    """The task that needs them until then."""

    @property
    def is_moved(self) -> bool:
        """Whether it stands elsewhere now."""
        return self.before != self.after


class Levelling(Struct, frozen=True):
    """What levelling a scope comes to."""

    ops: Ops
    """The delays, as edits of the tasks."""
    tasks: tuple[LevelledTask, ...]
    """Every task of the scope that its plan dates, summaries apart."""
    before: int
    """When the last task ended, and when it ends now."""
    after: int
    makespan_days: float
    """Working days from the first start to the last finish."""
    bound_days: float
    """What no schedule of these tasks can be below; 0 where none is known."""
    overloads: tuple[Overload, ...]
    """What is left: of what must not move, and of tasks that need too much by themselves."""


def levelled(
    figures: Figures,
    scope: int,
    seed: int = 1,
    *,
    limit: Limit | None = None,
    is_over: Callable[[], bool] = lambda: False,
    shorten: Shorten | None = None,
) -> Levelling:
    """Level the tasks of a scope that are not begun and not held, by delays before them.

    Nobody's work outside the scope moves; it keeps the people it needs. Where nobody is needed
    too much nothing moves.

    Args:
        figures: the figures of the workspace.
        scope: the component; 0 for all.
        seed: of the search.
        limit: when it ends; by itself where left out.
        is_over: then asked before each schedule whether it ends before.
        shorten: what may shorten the schedule found.
    """
    return _Leveller(figures, scope).run(seed, limit, is_over, shorten)


def without_delays(figures: Figures, scope: int) -> Ops:
    """The edits that take the delays of levelling from the tasks of a scope."""
    workspace = figures.workspace
    return tuple(
        op
        for component in figures.live_subtree(scope)
        for task_id in sorted(workspace.ids_by("tasks", "component", component))
        if workspace.tasks[task_id].delay
        for op in edit("tasks", workspace.tasks[task_id], delay=0)
    )


class _Leveller:
    """One scope being levelled."""

    def __init__(self, figures: Figures, scope: int) -> None:
        self._figures = figures
        self._inside = tuple(figures.live_subtree(scope))
        self._outside = tuple(row for row in figures.live_subtree(0) if row not in self._inside)
        self._networks = PlanNetworks(figures, self._inside)
        self._free = {
            activity.node.task: activity
            for activity in self._networks.activities
            if activity.is_free
        }
        people = {person for activity in self._free.values() for person in activity.needs}
        self._capacities = {person: capacity_of(figures, person) for person in sorted(people)}
        self._booked = tuple(self._bookings(people))

    def _bookings(self, people: Iterable[int]) -> Iterable[tuple[int, Booking]]:
        """What is taken by what does not move: begun and held tasks here, all tasks elsewhere."""
        wanted = set(people)
        for task in open_tasks_of(self._figures, (*self._inside, *self._outside)):
            if task.id in self._free:
                continue
            for person, booking in bookings_of(self._figures, task):
                if person in wanted:
                    yield person, booking

    def run(
        self,
        seed: int,
        limit: Limit | None,
        is_over: Callable[[], bool],
        shorten: Shorten | None,
    ) -> Levelling:
        """Search, place, and check what the plan makes of it."""
        if not any(self._concerned(self._figures)):
            return self._answer((), {}, None)
        nobody = Placing(self._networks, {}, ())
        nobody.run(self._networks.order)
        steps = StepProblem(self._networks, nobody.placed, self._capacities, self._booked)
        problem = steps.problem
        bound = lower_bound(problem)
        schedules = min(max(_WORK // problem.size, _FEWEST), _MOST)
        vain = max(schedules // 2, _FEWEST)
        limit = limit or Limit(schedules, in_vain=vain, is_over=is_over)
        best = shortest_found(problem, bound=bound, seed=seed, limit=limit)
        if shorten is not None:
            solved = shorten(problem, best, bound)
            best, bound = solved.schedule, solved.bound
        placed = self._placed(problem, best.starts)
        bound_minutes = bound * steps.step if steps.is_exact else 0
        last = max(row.finish for row in nobody.placed.values())
        bound_days = steps.days(max(bound_minutes, steps.between(last)))
        return self._answer(self._repaired(self._ops(placed)), placed, bound_days)

    def _placed(self, problem: ResourceProblem, starts: Sequence[int]) -> Mapping[int, Placed]:
        """The activities in the order found; urgent ones before others where it costs no time."""
        source = problem.size - 1
        length = problem.makespan(starts)
        orders = [problem.by_start(starts)]
        for weight in _URGENT:
            keys = [
                start + weight * length * self._rank_of(number) / _LEAST_URGENT
                for number, start in enumerate(starts)
            ]
            if len({*map(self._rank_of, range(source))}) > 1:
                orders.insert(len(orders) - 1, problem.in_order(keys))
        best: tuple[int, Mapping[int, Placed]] | None = None
        for order in reversed(orders):
            placing = Placing(self._networks, self._capacities, self._booked)
            last = placing.run([number for number in order if number != source])
            if best is None or last <= best[0]:
                best = last, placing.placed
        return best[1] if best is not None else {}

    def _rank_of(self, number: int) -> int:
        """How urgent an activity is, from 1; one that nobody has ranked stands with the last."""
        activities = self._networks.activities
        if number >= len(activities):
            return 0
        task = self._figures.workspace.tasks.get(activities[number].node.task)
        return (task.priority if task is not None else 0) or _LEAST_URGENT

    def _ops(self, placed: Mapping[int, Placed]) -> Ops:
        rows = self._figures.workspace.tasks
        return tuple(
            op
            for task, activity in self._free.items()
            if activity.number in placed
            for op in edit("tasks", rows[task], delay=placed[activity.number].delay)
        )

    def _repaired(self, ops: Ops) -> Ops:
        """The edits, with tasks put off by one by one while the plan still needs somebody twice."""
        workspace = self._figures.workspace
        for _ in range(_REPAIRS):
            after = _after(self._figures, ops)
            last = self._latest_of(after, next(self._concerned(after), None))
            if last is None:
                return ops
            task, until = last
            start = _ends(after, task)[0]
            delay = after.workspace.tasks[task].delay + max(until - start, 1)
            delays = {
                row.id: row.delay for row in after.workspace.tasks.values() if row.id in self._free
            }
            delays[task] = delay
            ops = tuple(
                op
                for row_id, minutes in delays.items()
                for op in edit("tasks", workspace.tasks[row_id], delay=minutes)
            )
        return ops

    def _latest_of(self, after: Figures, overload: Overload | None) -> tuple[int, int] | None:
        """The task of an overload that is to be put off, and until when."""
        if overload is None:
            return None
        free = [task for task in overload.tasks if task in self._free]
        last = max(free, key=lambda task: _ends(after, task))
        others = [_ends(after, task)[1] for task in overload.tasks if task != last]
        return last, min(others)

    def _concerned(self, figures: Figures) -> Iterator[Overload]:
        """The overloads that putting off tasks of the scope can end."""
        for overload in overloads(figures, (*self._inside, *self._outside)):
            if len(overload.tasks) > 1 and any(task in self._free for task in overload.tasks):
                yield overload

    def _answer(self, ops: Ops, placed: Mapping[int, Placed], bound: float | None) -> Levelling:
        after = _after(self._figures, ops)
        tasks = tuple(
            self._task(after, activity, placed)
            for activity in self._networks.activities
            if activity.node.kind == "task" and activity.node.active
        )
        inside = {row.task for row in tasks}
        left = tuple(
            o for o in overloads(after, (*self._inside, *self._outside)) if inside & {*o.tasks}
        )
        starts = [row.after[0] for row in tasks]
        first, last = min(starts, default=0), max((row.after[1] for row in tasks), default=0)
        plan = next(iter(self._networks.plans.values()), None)
        days = plan.slack_days(plan.times.of(0).between(first, last)) if plan is not None else 0.0
        return Levelling(
            ops=ops,
            tasks=tasks,
            before=max((row.before[1] for row in tasks), default=0),
            after=last,
            makespan_days=days,
            bound_days=days if bound is None else min(bound, days),
            overloads=left,
        )

    def _task(
        self, after: Figures, activity: Activity, placed: Mapping[int, Placed]
    ) -> LevelledTask:
        task = activity.node.task
        where = placed.get(activity.number)
        ends = _ends(self._figures, task), _ends(after, task)
        if where is None or not where.delay:
            return LevelledTask(task, *ends)
        return LevelledTask(task, *ends, where.person, where.waits_for)


def _after(figures: Figures, ops: Ops) -> Figures:
    """The figures after some edits."""
    if not ops:
        return figures
    return figures.next(apply(figures.workspace, ops), touched(ops), figures.today)


def _ends(figures: Figures, task: int) -> tuple[int, int]:
    """Start and finish of a task that its plan dates."""
    plan = plan_of(figures, figures.workspace.tasks[task].component)
    return plan.ends(task) if plan is not None else (0, 0)
