"""This file holds what every valid business case keeps: rates, one approved version, periods."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, cast

from pmtui.model.benefits.cases import CASES, CASH_FLOWS, BusinessCase, CashFlow
from pmtui.model.benefits.discount_rates import RateError, rate_steps
from pmtui.model.entities.entity import Entity
from pmtui.model.workspace.workspace import Workspace


def _case(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    case = cast("BusinessCase", row)
    try:
        rate_steps(case.discount_rate)
    except RateError as error:
        yield f"{name}: {error}"
    if not case.component:
        yield f"{name}: a business case needs a component"
    if case.state == "approved":
        others = workspace.rows_by(BusinessCase, "component", case.component)
        twin = next((o for o in others if o.id != case.id and o.state == "approved"), None)
        if twin is not None:
            yield f"{name}: {twin.key or twin.title} is approved already: :approve supersedes it"
    for flow in workspace.rows_by(CashFlow, "case", case.id):
        yield from _before_start(case, flow)


def _cash_flow(workspace: Workspace, row: Entity, _name: str) -> Iterator[str]:
    flow = cast("CashFlow", row)
    case = workspace.rows_of(BusinessCase).get(flow.case)
    if case is not None:
        yield from _before_start(case, flow)


def _before_start(case: BusinessCase, flow: CashFlow) -> Iterator[str]:
    if flow.at is None:
        return
    if case.start is None:
        yield f"{flow.title}: it falls on {flow.at}, and {case.key or case.title} has no start"
    elif flow.at < case.start:
        yield f"{flow.title}: {flow.at} is before the case starts on {case.start}"


CASE_CHECKS: Final[Mapping[str, Callable[[Workspace, Entity, str], Iterator[str]]]] = (
    MappingProxyType({CASES.name: _case, CASH_FLOWS.name: _cash_flow})
)
"""What a row of a table keeps beside its references, in words where it does not."""
