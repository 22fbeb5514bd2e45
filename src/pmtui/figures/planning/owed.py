"""This file works out, for a thread of its own, the plans that take too long for the screen's."""

from typing import Protocol

from pmtui.figures.planning.plan import ProjectPlan
from pmtui.model.workspace import Workspace


class Maker(Protocol):
    """What makes plans when they are asked for."""

    def of(self, component: int) -> ProjectPlan | None:
        """The plan of a component's own tasks; None where it has none."""
        ...

    def foreign(self) -> dict[int, frozenset[int]]:
        """The links that come into each component from another one."""
        ...

    def tasks_of(self, component: int) -> int:
        """How many tasks a component has of its own."""
        ...


class Owed:
    """Plans that take long, to be worked out by a thread for which nobody waits.

    Args:
        plans: a copy of the plans, which that thread alone changes.
        components: whose plans are to be made.
        unfinished: plans of which only a part was asked for.
        origin: the workspace the plans are of, and the line of workspaces that carry them on.
    """

    def __init__(
        self,
        plans: Maker,
        components: tuple[int, ...],
        unfinished: tuple[ProjectPlan, ...],
        origin: tuple[Workspace, object],
    ) -> None:
        self._plans = plans
        self._components = components
        self._unfinished = unfinished
        self.origin = origin
        self.made: dict[int, ProjectPlan] = {}
        """The plans made, by component."""
        self.foreign: dict[int, frozenset[int]] = {}
        """The links that come into each component from another one."""

    @property
    def tasks(self) -> int:
        """How many tasks are to be planned."""
        return sum(map(self._plans.tasks_of, self._components))

    def work_out(self) -> None:
        """Make the plans, then the slack of them all."""
        self.foreign = self._plans.foreign()
        for one in self._components:
            plan = self._plans.of(one)
            if plan is not None:
                self.made[one] = plan
        for plan in (*self._unfinished, *self.made.values()):
            plan.work_out()
