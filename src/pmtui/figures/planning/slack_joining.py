"""This file joins the plans of components, so that slack follows from those that take from them."""

from collections.abc import Callable, Iterator

from pmtui.figures.planning.cross_project import CrossProjectLinks
from pmtui.figures.planning.cycles import dependency_groups
from pmtui.figures.planning.plan_parts import stand_in
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.model.workspace.workspace import Workspace


def join_plans(
    component: int,
    workspace: Workspace,
    crossings: CrossProjectLinks,
    plan_of: Callable[[int], ProjectPlan | None],
) -> bool:
    """Join the plan of a component to all that take from it, directly or through others.

    Successors are joined before their predecessors: then the late dates of each are carried on
    after an edit from what is known of the next. Those that give to each other are worked out node
    by node.

    Args:
        component: the predecessor.
        workspace: where the plans are of.
        crossings: the links between components.
        plan_of: the plan of a component; None while it takes too long to make.

    Returns:
        Whether all of them are there; otherwise nothing is joined.
    """
    is_missing = False

    def unjoined(predecessor: int) -> Iterator[int]:
        nonlocal is_missing
        for successor in set(crossings.successors_of(workspace, predecessor)):
            plan = plan_of(successor)
            is_missing |= plan is None
            if plan is not None and plan.gives:
                yield successor

    groups = list(dependency_groups(component, unjoined))
    if is_missing:
        return False
    for group in groups:
        for predecessor in group:
            _join(predecessor, workspace, crossings, plan_of, carries=len(group) == 1)
    return True


def _join(
    predecessor: int,
    workspace: Workspace,
    crossings: CrossProjectLinks,
    plan_of: Callable[[int], ProjectPlan | None],
    *,
    carries: bool,
) -> None:
    plan = plan_of(predecessor)
    if plan is None:
        return
    others: dict[int, ProjectPlan] = {}
    for link in crossings.out_of.get(predecessor, ()):
        other = plan_of(workspace.tasks[workspace.links[link].successor].component)
        if other is not None:
            others[stand_in(link)] = other
    plan.join_to(others, carries=carries)
    if carries:
        plan.carry_late()
