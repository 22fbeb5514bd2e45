"""This file imports plans into workspaces and asks for their dates there."""

from pmtui.exchange.import_plan import ImportPlan
from pmtui.exchange.plan_import.import_planning import plan_import
from pmtui.exchange.plans.plan import Plan
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, settle_keys
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY
from tests.exchange.tables.made import empty, ids


def planned(
    plan: Plan, workspace: Workspace | None = None, *, into: int = 0, start: int = 0
) -> ImportPlan:
    """What importing a plan would do."""
    return plan_import(workspace or empty(), plan, ids(start), TODAY, into=into, name="plan")


def imported(
    plan: Plan, workspace: Workspace | None = None, *, into: int = 0, start: int = 0
) -> Workspace:
    """A workspace after importing a plan."""
    before = workspace or empty()
    found = planned(plan, before, into=into, start=start)
    assert not found.errors, found.errors
    return apply(before, settle_keys(before, found.ops))


def project_of(workspace: Workspace) -> int:
    """The id of the only project."""
    (found,) = (one.id for one in workspace.components.values() if one.kind == "project")
    return found


def dates_in(workspace: Workspace) -> ProjectPlan:
    """The schedule of the only project."""
    plan = plan_of(Figures(workspace, TODAY), project_of(workspace))
    assert plan is not None
    assert not plan.problem
    return plan
