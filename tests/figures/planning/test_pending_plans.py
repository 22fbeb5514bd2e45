"""This file tests plans that a thread works out: which are asked for, and which are handed on."""

from collections.abc import Mapping

from pmtui.figures.planning.cross_project import CrossProjectLinks
from pmtui.figures.planning.pending_plans import PendingPlans
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_project, a_task, a_workspace, id_of

FIRST, SECOND, EMPTY = (id_of(key) for key in ("P-1", "P-2", "P-3"))


class FakePlans:
    """Plans that are ready, and what is asked of them.

    Args:
        ready: what a component's plan is, once it is asked for.
        there: the plans that are there before anybody asks.
    """

    def __init__(
        self, ready: Mapping[int, ProjectPlan], there: Mapping[int, ProjectPlan] | None = None
    ) -> None:
        self._ready = ready
        self._there = dict(there or {})
        self.asked: list[int] = []
        self.joined: list[int] = []

    def of(self, component: int) -> ProjectPlan | None:
        """A plan, which is there from now on."""
        self.asked.append(component)
        if component in self._ready:
            self._there[component] = self._ready[component]
        return self._ready.get(component)

    def join(self, component: int) -> bool:
        """Keep whose slack is to follow."""
        self.joined.append(component)
        return True

    def crossings(self) -> CrossProjectLinks:
        """No links between components."""
        return CrossProjectLinks({}, {})

    def made(self) -> dict[int, ProjectPlan]:
        """The plans that are there."""
        return dict(self._there)

    def before(self) -> dict[int, ProjectPlan]:
        """No plans of earlier revisions."""
        return {}

    def tasks_of(self, component: int) -> int:
        """Two tasks in each component that has a plan."""
        return 2 if component in self._ready else 0


def two_projects() -> Workspace:
    """Two projects with two tasks each, and one without any."""
    return a_workspace(
        *(a_project(key, start=TODAY) for key in ("P-1", "P-2", "P-3")),
        a_task("T-1", duration=480),
        a_task("T-2", duration=960),
        a_task("T-3", project="P-2", duration=480),
        a_task("T-4", project="P-2", duration=960),
    )


def plans_in(workspace: Workspace) -> dict[int, ProjectPlan]:
    """The plans of the two projects that have tasks."""
    figures = Figures(workspace, TODAY)
    plans = {component: plan_of(figures, component) for component in (FIRST, SECOND)}
    return {component: plan for component, plan in plans.items() if plan is not None}


def test_each_plan_is_asked_for_once_and_joined_after_all_are_made() -> None:
    workspace = two_projects()
    plans = FakePlans(plans_in(workspace))
    pending = PendingPlans(plans, (SECOND, EMPTY, FIRST), {}, (workspace, object()))
    assert pending.tasks == 4
    assert not plans.asked
    pending.work_out()
    assert plans.asked == plans.joined == [SECOND, EMPTY, FIRST]
    assert pending.made.keys() == {FIRST, SECOND}


def test_a_plan_that_was_there_already_is_not_handed_on() -> None:
    workspace = two_projects()
    ready = plans_in(workspace)
    plans = FakePlans(ready, {FIRST: ready[FIRST]})
    pending = PendingPlans(plans, (SECOND,), {FIRST: ready[FIRST]}, (workspace, object()))
    pending.work_out()
    assert plans.asked == [SECOND]
    assert plans.joined == [FIRST, SECOND]
    assert pending.made.keys() == {SECOND}
