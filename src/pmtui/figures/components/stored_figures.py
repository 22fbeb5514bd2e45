"""This file gathers the figures of one workspace on one day that need no schedule."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol, Self, TypeVar, cast

from pmtui.figures.core.amounts import Rates, rates_at
from pmtui.figures.core.work_periods import WorkPeriods
from pmtui.figures.labour.rates_by_date import PayRates
from pmtui.figures.risk.exposure import (
    Scales,
    UnresolvedIssue,
    occurred_threats_in,
    risks_for,
    unresolved_issues_in,
)
from pmtui.figures.work.board_flow import cards_by_column
from pmtui.figures.work.task_states import TaskStates
from pmtui.figures.work.work_counts import OwnWork, own_work
from pmtui.model.entities.registers import Benefit
from pmtui.model.entities.risks import Level, Risk
from pmtui.model.entities.tasks import Task
from pmtui.model.rules.life_cycles import ENDED_COMPONENT_STATES
from pmtui.model.workspace.workspace import Workspace


class SheetPart(Protocol):
    """Figures beside those of a sheet, which go with it from edit to edit."""

    def next(self, figures: Any, touched: frozenset[tuple[str, int]]) -> "SheetPart":
        """The same figures of the sheet after an edit; it asks that sheet for nothing yet."""
        ...


_P = TypeVar("_P", bound=SheetPart)


class StoredFigures(TaskStates):
    """What is counted from stored rows alone, without a schedule; computed when first asked for.

    Args:
        workspace: the revision the figures are of.
        today: the day from which a date is past.
        in_turns: whether somebody waits at a screen, so that what takes long is done beside it.
    """

    def __init__(self, workspace: Workspace, today: date, *, in_turns: bool = False) -> None:
        super().__init__(workspace)
        self.today = today
        self.in_turns = in_turns
        self._works: dict[int, OwnWork] = {}
        self._cards: dict[int, Mapping[int, tuple[int, ...]]] = {}
        self._parts: dict[str, SheetPart] = {}

    @cached_property
    def scales(self) -> Scales:
        """The policy's risk scales."""
        return Scales(self.workspace.policy)

    @cached_property
    def rates(self) -> Rates:
        """The rates between currencies that hold today."""
        return rates_at(self.workspace, self.today)

    @cached_property
    def pay_rates(self) -> PayRates:
        """What an hour of each person costs by the day."""
        return PayRates(self.workspace)

    def score(self, risk_id: int) -> Decimal | None:
        """A risk's score; None while unrated."""
        risk = self.workspace.risks.get(risk_id)
        return self.scales.score(risk) if risk is not None else None

    def level(self, risk_id: int) -> Level | None:
        """A risk's level: high, moderate or low; None while unrated."""
        return self.scales.level(self.score(risk_id))

    def stored_work(self, component_id: int) -> OwnWork:
        """The work of tasks directly in a component; overdue is what stored dates say."""
        found = self._works.get(component_id)
        if found is None:
            found = self._works[component_id] = self._own_work(component_id)
        return found

    def cards(self, component_id: int) -> Mapping[int, tuple[int, ...]]:
        """The cards of a component's board by column, top first; 0 for those in none."""
        found = self._cards.get(component_id)
        if found is None:
            found = self._cards[component_id] = cards_by_column(self.tasks_in(component_id))
        return found

    def part(self, name: str, make: Callable[[Self], _P]) -> _P:
        """Figures that only some views need, made when first asked for and carried on from then.

        So a sheet need not load what nobody looks at.
        """
        if name not in self._parts:
            self._parts[name] = make(self)
        return cast("_P", self._parts[name])

    def worked_on(self, _task: Task) -> WorkPeriods | None:
        """When a task is worked on by a plan; stored rows alone have none."""
        return None

    def repriced(self) -> frozenset[int]:
        """Components whose work the edit that led here may have moved to other rates; here none."""
        return frozenset()

    def waits_for_prices(self, _component: int) -> bool:
        """Whether what the work of a component costs hangs on a plan that is still to come."""
        return False

    def live_children(self, component_id: int) -> Iterator[int]:
        """Components directly below one that have not been put away, in their order."""
        children = self.workspace.children(component_id)
        if not children:
            return iter(())
        components = self.workspace.components
        return (child_id for child_id in children if not components[child_id].archived)

    def live_subtree(self, component_id: int) -> Iterator[int]:
        """A component and all below it but what has been put away; 0 gives every component."""
        components = self.workspace.components
        below = self.workspace.subtree(component_id, archived=False)
        return (row_id for row_id in below if row_id in components)

    def risks_in(self, component_id: int) -> Iterable[Risk]:
        """The risks directly in a component."""
        risks = self.workspace.risks
        return (
            risks[risk_id] for risk_id in self.workspace.ids_by("risks", "component", component_id)
        )

    def risks_for(self, component_id: int) -> Iterable[Risk]:
        """The risks that count in a component: it answers for them."""
        return risks_for(self.workspace, component_id)

    def happened_in(self, component_id: int) -> Iterable[Risk]:
        """The threats of a component that have occurred and are not over."""
        return occurred_threats_in(self.workspace, component_id)

    def troubles(self, component_id: int) -> tuple[UnresolvedIssue, ...]:
        """What has happened in a component and is not dealt with yet."""
        return tuple(unresolved_issues_in(self.workspace, component_id, self.scales))

    def benefits_in(self, component_id: int) -> Iterable[Benefit]:
        """The benefits directly in a component."""
        return self.workspace.rows_by(Benefit, "component", component_id)

    def _own_work(self, component_id: int) -> OwnWork:
        successors, is_waiting = self.successors, self._is_waiting
        return self._counted(
            component_id,
            self.tasks_in(component_id),
            lambda row_id: row_id in successors and is_waiting(row_id),
        )

    def _counted(
        self,
        component_id: int,
        tasks: Iterable[Task],
        is_waiting: Callable[[int], bool],
        *,
        summaries: int = 0,
    ) -> OwnWork:
        component = self.workspace.components.get(component_id)
        return own_work(
            tasks,
            self.today,
            self.done_columns,
            is_waiting,
            day=self.workspace.day_minutes(component),
            ended=component is not None and component.state in ENDED_COMPONENT_STATES,
            summaries=summaries,
        )

    def _work_of(self, component_id: int, task_ids: Iterable[int]) -> OwnWork:
        """What some tasks add to the work of their component."""
        tasks = self.workspace.tasks
        here = [tasks[task_id] for task_id in task_ids if task_id in tasks]
        live = [task for task in here if task.component == component_id and not task.archived]
        leaves = [task for task in live if not self.has_parts(task)]
        summaries = len(live) - len(leaves)
        return self._counted(component_id, leaves, self._is_waiting, summaries=summaries)

    def tasks_in(self, component_id: int) -> list[Task]:
        """The tasks directly in a component, archived ones and summaries too."""
        ids = self.workspace.ids_by("tasks", "component", component_id)
        return [*map(self._tasks.__getitem__, ids)]
