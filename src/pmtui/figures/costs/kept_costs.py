"""This file keeps what components cost by themselves, and carries it on task by task."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.invalidation import stale_components
from pmtui.figures.costs.own_costs import (
    READS,
    LineCosts,
    OwnCosts,
    line_costs,
    own_costs,
)
from pmtui.figures.costs.task_shares import Tally, counts, shares_of
from pmtui.model.workspace.workspace import Workspace

_FEW: Final = 50
"""Tasks touched by an edit up to which what they cost is taken out and counted anew."""
_Touched = frozenset[tuple[str, int]]


class KeptCosts:
    """What components cost by themselves, each added up when it is first asked for.

    Where an edit touches tasks alone, what these cost is taken out of the sums and counted anew, so
    that an edit of one task among many costs no more than that task.

    Args:
        figures: the sheet the costs are of.
    """

    def __init__(self, figures: StoredFigures) -> None:
        self._figures = figures
        self._known: dict[int, OwnCosts] = {}
        self._tallies: dict[int, Tally] = {}
        self._lines: dict[int, LineCosts] = {}
        self._owed: dict[int, Sequence[int]] = {}
        """Tasks that the tally of a component is still to count."""
        self._may_have_moved = False

    def next(self, figures: StoredFigures, touched: _Touched) -> "KeptCosts":
        """The same after an edit: what it cannot have changed is taken over."""
        self._drop_moved()
        for component in tuple(self._owed):
            self._tally(component)
        after = KeptCosts(figures)
        before, workspace = self._figures.workspace, figures.workspace
        dirty = stale_components(before, workspace, touched, READS)
        if dirty is None:
            return after
        after._known = {row: costs for row, costs in self._known.items() if row not in dirty}
        after._tallies = {row: tally for row, tally in self._tallies.items() if row not in dirty}
        after._lines = {row: costs for row, costs in self._lines.items() if row not in dirty}
        after._may_have_moved = True
        read = [(table, row_id) for table, row_id in touched if table in READS]
        is_few = len(read) <= _FEW and all(table == "tasks" for table, _ in read)
        if not is_few or figures.pay_rates.by_date:
            return after
        touched_tasks = [row_id for _, row_id in read]
        concerned = {
            *_with_those_above(before, touched_tasks),
            *_with_those_above(workspace, touched_tasks),
        }
        for component in dirty & self._tallies.keys():
            after._tallies[component] = self._less(
                component, _tasks_in(before, component, concerned)
            )
            after._owed[component] = _tasks_in(workspace, component, concerned)
            if component in self._lines and _count_alike(before, workspace, touched_tasks):
                after._lines[component] = self._lines[component]
        return after

    def of(self, component: int) -> OwnCosts:
        """What a component costs by itself; 0 for the whole store, which has nothing of its own."""
        self._drop_moved()
        if not component:
            return OwnCosts()
        if component not in self._known:
            lines = self._lines.get(component)
            if lines is None:
                lines = self._lines[component] = line_costs(self._figures, component)
            tally, rates = self._tally(component), self._figures.rates
            self._known[component] = own_costs(tally.total(rates), lines, rates)
        return self._known[component]

    def _less(self, component: int, task_ids: Sequence[int]) -> Tally:
        """What the tasks of a component cost but for some of them."""
        tally = self._tallies[component].copy()
        for share in shares_of(self._figures, task_ids):
            tally.add(share, -1)
        return tally

    def _tally(self, component: int) -> Tally:
        tally = self._tallies.get(component)
        if tally is None:
            tally = self._tallies[component] = Tally()
            self._owed[component] = self._figures.workspace.ids_by("tasks", "component", component)
        for share in shares_of(self._figures, self._owed.pop(component, ())):
            tally.add(share)
        return tally

    def _drop_moved(self) -> None:
        """Forget the costs of components whose work the last edit may have moved to other rates."""
        if self._may_have_moved:
            self._may_have_moved = False
            for component in self._figures.repriced():
                for known in (self._known, self._tallies, self._owed):
                    known.pop(component, None)


def kept_costs(figures: StoredFigures, component: int) -> OwnCosts:
    """What a component costs by itself, without those below it."""
    return figures.part("own costs", KeptCosts).of(component)


def _with_those_above(workspace: Workspace, task_ids: Iterable[int]) -> Iterator[int]:
    """Tasks and the summaries they lie in, which are done once all below them are."""
    for task_id in task_ids:
        task = workspace.tasks.get(task_id)
        while task is not None:
            yield task.id
            task = workspace.tasks.get(task.parent)


def _tasks_in(workspace: Workspace, component: int, task_ids: Iterable[int]) -> list[int]:
    tasks = workspace.tasks
    return [row for row in task_ids if row in tasks and tasks[row].component == component]


def _count_alike(before: Workspace, after: Workspace, task_ids: Iterable[int]) -> bool:
    """Whether the lines that hang on tasks count with these, or by themselves, as they did."""
    return all(
        counts(before.tasks.get(task_id)) == counts(after.tasks.get(task_id))
        for task_id in task_ids
    )
