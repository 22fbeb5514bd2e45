"""This file tells, without a schedule, where tasks may be late that no stored date calls late."""

from collections.abc import Iterable
from datetime import date

from pmtui.figures.components.component_dates import baseline_in_force
from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.invalidation import invalidates_everything
from pmtui.model.entities.tasks import Link, Task
from pmtui.model.workspace.workspace import Workspace


class PossiblyLate:
    """Components in which something may be planned in the past, or held to a baseline.

    What starts today or later ends in the past only by a lead or by an SF link. Each answer is
    found when it is asked for, and carried on where an edit cannot have changed it.
    """

    def __init__(self, figures: StoredFigures) -> None:
        self._figures = figures
        self._known: dict[int, bool] = {}
        self._has_leads: bool | None = None

    def next(self, figures: StoredFigures, touched: frozenset[tuple[str, int]]) -> "PossiblyLate":
        """The same after an edit."""
        after = PossiblyLate(figures)
        before = self._figures.workspace
        if invalidates_everything(before, figures.workspace, touched):
            return after
        links = [row_id for table, row_id in touched if table == "links"]
        after._has_leads = self._leads_after(figures.workspace, links)
        tasks = [row_id for table, row_id in touched if table == "tasks"]
        lost = set(_rewritten(before, figures.workspace, touched))
        lost |= self._lost(before, tasks, was=True) | self._lost(
            figures.workspace, tasks, was=False
        )
        after._known = {
            row_id: known for row_id, known in self._known.items() if row_id not in lost
        }
        return after

    def may_be_late(self, component: int) -> bool:
        """Whether more of a component's tasks may be late than stored dates say."""
        if self._leads:
            return component in self._figures.workspace.components
        known = self._known.get(component)
        if known is None:
            known = self._known[component] = self._is_suspect(component)
        return known

    def _is_suspect(self, component: int) -> bool:
        workspace, today = self._figures.workspace, self._figures.today
        row = workspace.components.get(component)
        if row is None or baseline_in_force(workspace, component) is not None:
            return row is not None
        if row.start is not None and row.start < today:
            return True
        return any(_is_past(task, today) for task in self._figures.tasks_in(component))

    @property
    def _leads(self) -> bool:
        """Whether any link may put its successor before the day on which all begins."""
        if self._has_leads is None:
            self._has_leads = any(map(_leads, self._figures.workspace.links.values()))
        return self._has_leads

    def _leads_after(self, workspace: Workspace, links: Iterable[int]) -> bool | None:
        """Whether there are leads after an edit of some links; None where all must be seen."""
        if self._has_leads is None:
            return None
        was, are = self._figures.workspace.links, workspace.links
        if any(link_id in are and _leads(are[link_id]) for link_id in links):
            return True
        is_lost = self._has_leads and any(
            link_id in was and _leads(was[link_id]) for link_id in links
        )
        return None if is_lost else self._has_leads

    def _lost(self, workspace: Workspace, tasks: Iterable[int], *, was: bool) -> set[int]:
        """Components where an edited task has taken away, or brought, what made the answer so."""
        today = self._figures.today
        rows = (workspace.tasks[task_id] for task_id in tasks if task_id in workspace.tasks)
        return {
            row.component
            for row in rows
            if self._known.get(row.component) is was and _is_past(row, today)
        }


def possibly_late_of(figures: StoredFigures) -> PossiblyLate:
    """Where tasks of a sheet's workspace may be late by plan."""
    return figures.part("suspects", PossiblyLate)


def _rewritten(
    before: Workspace, after: Workspace, touched: Iterable[tuple[str, int]]
) -> Iterable[int]:
    """Components edited themselves, or whose baselines were."""
    for table, row_id in touched:
        if table == "components":
            yield row_id
        elif table == "baselines":
            rows = (workspace.get(table, row_id) for workspace in (before, after))
            yield from (row.component for row in rows if row is not None)


def _is_past(task: Task, today: date) -> bool:
    days = (task.start, task.finish, task.actual_start, task.constraint_date)
    return any(day is not None and day < today for day in days)


def _leads(link: Link) -> bool:
    return link.lag < 0 or link.type == "SF"
