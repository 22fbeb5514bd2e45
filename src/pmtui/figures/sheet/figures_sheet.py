"""This file gathers every figure of one workspace on one day and carries them on after an edit."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from msgspec import structs

from pmtui.figures.components.component_dates import NO_DATES, OwnDates
from pmtui.figures.components.health import Health, health_of
from pmtui.figures.components.rating_trend import TREND_FROM, last_rating
from pmtui.figures.components.rollup import NO_MONEY, ComponentMoney, Rollup, risk_count, rollup_of
from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.components.typed_dates import typed_dates
from pmtui.figures.core.invalidation import (
    invalidated_components,
    invalidated_tasks,
    invalidates_everything,
    stale_components,
    with_those_above,
)
from pmtui.figures.core.subtree_walk import below_first
from pmtui.figures.core.work_periods import WorkPeriods
from pmtui.figures.lateness.possibly_late import possibly_late_of
from pmtui.figures.lateness.stored_days import hangs_on_plan, is_late_as_stored
from pmtui.figures.sheet.cost_access import MONEY_FROM, component_money
from pmtui.figures.sheet.schedule_access import (
    PendingWork,
    TaskFinish,
    days_late,
    is_plan_behind,
    late_by_plan,
    lost_plans,
    own_dates,
    rest_of,
    task_finish,
    work_periods,
)
from pmtui.figures.tasks.percent_complete import summary_progress
from pmtui.figures.work.work_counts import NO_WORK, OwnWork, is_late, work_after
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace

_LONG_PARTS: Final = frozenset({"plans", "flow forecasts", "selections"})
"""Parts that may leave something for a thread."""
PLANNED_FROM: Final = frozenset(
    {
        "components", "tasks", "links", "assignments", "people", "columns", "calendars",
        "calendar_weeks", "calendar_exceptions", "policy",
    }
)  # fmt: skip
"""The tables from which a schedule is made."""
_READS: Final = frozenset(
    {
        "components", "tasks", "links", "risks", "issues", "benefits", "baselines", "baseline_rows",
    }
)  # fmt: skip
"""The tables of which a row changes what is rolled up, beside those that change everything."""
RATINGS_FROM: Final = PLANNED_FROM | MONEY_FROM | TREND_FROM | _READS | {"rates"}
"""The tables from which ratings and their trends are made."""
_FEW: Final = 50
"""Rows touched by an edit up to which its tasks are counted apart."""


Getter = Callable[[Any], Any]
"""A row's value; None where there is none."""


class Figures(StoredFigures):
    """Every figure of a workspace on a day; each is computed when first asked for, then kept.

    Args:
        workspace: the revision the figures are of.
        today: the day from which a date is past.
        in_turns: whether somebody waits at a screen, so that what takes long is done beside it.
    """

    def __init__(self, workspace: Workspace, today: date, *, in_turns: bool = False) -> None:
        super().__init__(workspace, today, in_turns=in_turns)
        self._rollups: dict[int, Rollup] = {}
        self._healths: dict[int, Health] = {}
        self._looked_at: set[int] = set()
        self._is_bare = False

    def next(
        self, workspace: Workspace, touched: frozenset[tuple[str, int]], today: date
    ) -> "Figures":
        """The figures after an edit: what it cannot have changed is taken over from these.

        Args:
            workspace: the workspace after.
            touched: (table, id) of everything that may differ from this workspace.
            today: the day; another one starts afresh.
        """
        fresh = Figures(workspace, today, in_turns=self.in_turns)
        if today != self.today or invalidates_everything(self.workspace, workspace, touched):
            return fresh
        fresh._parts = {name: part.next(fresh, touched) for name, part in self._parts.items()}
        read = [(table, row) for table, row in touched if table in _READS]
        dirty = invalidated_components(self.workspace, workspace, read)
        moved = fresh.moved()
        above = with_those_above(self.workspace, workspace, dirty | moved)
        above.update(row_id for row_id, rollup in self._rollups.items() if rollup.dates.is_waiting)
        fresh._works = {key: work for key, work in self._works.items() if key not in dirty}
        if len(touched) <= _FEW:
            concerned = invalidated_tasks(self.workspace, workspace, touched)
            for key in dirty & self._works.keys():
                parts = self._work_of(key, concerned), fresh._work_of(key, concerned)
                if ("components", key) not in touched:
                    fresh._works[key] = work_after(self._works[key], *parts)
        fresh._cards = {key: card for key, card in self._cards.items() if key not in dirty}
        fresh._rollups = {
            key: other_rollup for key, other_rollup in self._rollups.items() if key not in above
        }
        costly = stale_components(self.workspace, workspace, touched, RATINGS_FROM)
        if costly is not None:
            above |= with_those_above(self.workspace, workspace, costly)
            fresh._healths = {
                key: health for key, health in self._healths.items() if key not in above
            }
        for name in ("scales", "rates", "done_columns"):
            if name in self.__dict__:
                fresh.__dict__[name] = self.__dict__[name]
        return fresh

    def moved(self) -> frozenset[int]:
        """Components whose plans the edit that led here may have changed."""
        return lost_plans(self) if "plans" in self._parts else frozenset()

    def worked_on(self, task: Task) -> WorkPeriods | None:
        """When a task is worked on by its plan; None where that does not date it."""
        return work_periods(self, task) if self.has_plans else None

    def percent(self, task_id: int) -> int:
        """Percent complete of a task: 100 where it is done; a summary's is that of those below."""
        if self.is_summary(task_id):
            return summary_progress(self, task_id).percent or 0
        return 100 if self.is_done(task_id) else self.workspace.tasks[task_id].percent

    def finish_of(self, task: Task) -> TaskFinish:
        """The finish of a task as promised, planned and agreed."""
        return task_finish(self, task)

    def repriced(self) -> frozenset[int]:
        """Components whose work the edit that led here may have moved to days of other rates."""
        return self.moved() if self.pay_rates.by_date else frozenset()

    def waits_for_prices(self, component: int) -> bool:
        """Whether what the work of a component costs hangs on a plan that is still to come."""
        return self.pay_rates.by_date and is_plan_behind(self, component)

    def without_plans(self) -> "Figures":
        """The same figures without a schedule, for a first frame that is to come at once.

        What hangs on plans says of itself that it is still to come; no task is late by plan alone.
        """
        bare = Figures(self.workspace, self.today, in_turns=self.in_turns)
        bare._is_bare = True
        bare._works, bare._cards = self._works, self._cards
        return bare

    @property
    def has_plans(self) -> bool:
        """Whether a schedule is asked where dates hang on one; not for a first frame."""
        return not self._is_bare

    def rest(self) -> PendingWork | None:
        """What takes long and was left out, for a thread to work out; None where nothing was."""
        is_asked = self.in_turns and not self._parts.keys().isdisjoint(_LONG_PARTS)
        return rest_of(self) if is_asked else None

    def take_over(self, rest: PendingWork) -> None:
        """Take what a thread has worked out, of this sheet or of one before it."""
        rest.take_over(self)
        self.look_again()

    def look_again(self) -> None:
        """Forget what was left open while plans were worked out: they may be there now."""
        above = {row_id for row_id, rollup in self._rollups.items() if rollup.dates.is_waiting}
        for row_id in above:
            del self._rollups[row_id]
            self._healths.pop(row_id, None)

    def work(self, component_id: int) -> OwnWork:
        """The work of tasks directly in a component; what any date of it has past is overdue."""
        counted = self.stored_work(component_id)
        late = self._late(component_id).difference(counted.overdue)
        if not late:
            return counted
        overdue = tuple(sorted((*counted.overdue, *late)))
        work = structs.replace(counted.work, overdue=len(overdue))
        return structs.replace(counted, work=work, overdue=overdue)

    def is_overdue(self, task_id: int) -> bool:
        """Whether an open task should be done by now.

        By its due date, the finish typed or planned for it, the date it is held to, or its
        finish in the baseline in force.
        """
        task = self.workspace.tasks.get(task_id)
        if task is None or task.archived:
            return False
        if not is_late(task, self.today) and not self._is_late_elsewise(task):
            return False
        return not self.is_done(task_id) and not self.has_ended(task)

    def days_late(self, task_id: int) -> int:
        """Days since an open task should have been done; 0 where it is not overdue.

        They count from the date that makes it overdue; see `is_overdue`.
        """
        task = self.workspace.tasks.get(task_id)
        return days_late(self, task) if task is not None and self.is_overdue(task_id) else 0

    def _is_late_elsewise(self, task: Task) -> bool:
        """Whether a task that no due date or typed finish makes late is so by another date.

        The plan is asked last, and only where it can tell more than what is stored; once the
        tasks of a component have been looked at, they are not looked at singly.
        """
        component = task.component
        if self._is_bare or not possibly_late_of(self).may_be_late(component):
            return False
        if component in self._looked_at:
            return task.id in self._late(component)
        if self.has_parts(task):
            return False
        if is_late_as_stored(self.workspace, task, self.today):
            return True
        is_open = hangs_on_plan(task) and not self.is_done(task.id)
        return is_open and task.id in self._late(component)

    def _late(self, component_id: int) -> frozenset[int]:
        """The late tasks of a component, by whatever date."""
        if self._is_bare:
            return frozenset()
        self._looked_at.add(component_id)
        return late_by_plan(self, component_id)

    def _own_dates(self, component_id: int) -> OwnDates:
        if component_id not in self.workspace.components:
            return NO_DATES
        if self._is_bare:
            return typed_dates(self.workspace, component_id)
        return own_dates(self, component_id)

    def rollup(self, component_id: int = 0) -> Rollup:
        """A component's figures with everything below it; 0 is the whole store."""
        known = self._rollups
        if component_id not in known:
            components = self.workspace.components
            for row_id in below_first(component_id, self.live_children, known):
                known[row_id] = rollup_of(
                    components.get(row_id),
                    self.work(row_id).work if row_id else NO_WORK,
                    self._own_dates(row_id),
                    risk_count(self.risks_for(row_id), self.scales, self.troubles(row_id)),
                    below=[known[child] for child in self.live_children(row_id) if child in known],
                    rates=self.rates,
                )
        return known[component_id]

    def money(self, component_id: int = 0) -> ComponentMoney:
        """The money of a component with everything below it; 0 is the whole store.

        A first frame without plans has none yet.
        """
        return NO_MONEY if self._is_bare else component_money(self, component_id)

    def health(self, component_id: int = 0) -> Health:
        """A component's computed rating beside the reported one; 0 is the whole store."""
        known = self._healths
        if component_id not in known:
            self.rollup(component_id)
            for row_id in below_first(component_id, self.live_children, known):
                known[row_id] = health_of(
                    self.workspace.components.get(row_id),
                    self.rollup(row_id),
                    money=self.money(row_id),
                    risks=tuple(self.risks_for(row_id)),
                    troubles=self.troubles(row_id),
                    benefits=tuple(self.benefits_in(row_id)),
                    below=[
                        (known[child], self.money(child).budget)
                        for child in self.live_children(row_id)
                        if child in known
                    ],
                    scales=self.scales,
                    rates=self.rates,
                    today=self.today,
                    before=last_rating(self.workspace, row_id),
                )
        return known[component_id]
