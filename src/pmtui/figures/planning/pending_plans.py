"""This file works out, for a thread of its own, the plans that take too long for the screen's."""

from collections.abc import Mapping
from typing import Final, Protocol

from pmtui.figures.cpm.types import ScheduleOptions
from pmtui.figures.planning.cross_project import CrossProjectLinks
from pmtui.figures.planning.plan_parts import PlanInputs
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.model.workspace.workspace import Workspace

TO_COME: Final = "its dates are being worked out"
"""The problem of a plan that is not there yet."""


class PlanSource(Protocol):
    """What makes plans when they are asked for."""

    def of(self, component: int) -> ProjectPlan | None:
        """The plan of a component's own tasks; None where it has none."""
        ...

    def join(self, component: int) -> bool:
        """Let a plan's slack follow from all that take from it."""
        ...

    def crossings(self) -> CrossProjectLinks:
        """The links between components."""
        ...

    def made(self) -> dict[int, ProjectPlan]:
        """The plans that are there, by component."""
        ...

    def before(self) -> dict[int, ProjectPlan]:
        """The plans of earlier revisions that may be carried on, by component."""
        ...

    def tasks_of(self, component: int) -> int:
        """How many tasks a component has of its own."""
        ...


class PendingPlans:
    """Plans that take long, to be worked out by a thread for which nobody waits.

    Args:
        plans: a copy of the plans, which that thread alone changes.
        components: whose plans are to be made.
        unfinished: plans of which only a part was asked for, by component.
        origin: the workspace the plans are of, and the line of workspaces that carry them on.
    """

    def __init__(
        self,
        plans: PlanSource,
        components: tuple[int, ...],
        unfinished: Mapping[int, ProjectPlan],
        origin: tuple[Workspace, object],
    ) -> None:
        self._plans = plans
        self._components = components
        self._unfinished = unfinished
        self.origin = origin
        self.made: dict[int, ProjectPlan] = {}
        """The plans made, by component."""
        self.before = plans.before()
        """The plans they were carried on from, by component."""
        self.crossings = CrossProjectLinks({}, {})
        """The links between components."""

    @property
    def tasks(self) -> int:
        """How many tasks are to be planned."""
        return sum(map(self._plans.tasks_of, self._components))

    def work_out(self) -> None:
        """Make the plans, then the slack of them all."""
        plans, there = self._plans, self._plans.made().keys()
        self.crossings = plans.crossings()
        for plan in self._unfinished.values():
            plan.follow()
        for component_id in self._components:
            plans.of(component_id)
        for row_id in (*self._unfinished, *self._components):
            plans.join(row_id)
        self.made = {row_id: plan for row_id, plan in plans.made().items() if row_id not in there}
        for plan in (*self._unfinished.values(), *self.made.values()):
            plan.work_out()


def pending_plan() -> ProjectPlan:
    """What stands for a plan that is still being worked out: it has no dates."""
    inputs = PlanInputs(
        tasks={},
        links={},
        stand_ins=frozenset(),
        calendars={},
        options=ScheduleOptions(start=0),
        minutes_per_day=480,
        problem=TO_COME,
    )
    return ProjectPlan(inputs)
