"""This file counts a risk where it is answered for, and what has happened until it is over."""

from collections.abc import Iterator
from typing import Final

import msgspec

from pmtui.figures.risk.exposure import STEPS, Level, Scales
from pmtui.model.entities.registers import Issue
from pmtui.model.entities.risks import Risk
from pmtui.model.rules.life_cycles import ENDED_COMPONENT_STATES
from pmtui.model.rules.open_or_ended import has_ended
from pmtui.model.workspace.workspace import Workspace

_ORDER: Final[tuple[Level | None, ...]] = (None, "L", "M", "H")
_OF_PRIORITY: Final[dict[int, Level]] = {1: "H", 2: "M", 3: "L", 4: "L"}


class UnresolvedIssue(msgspec.Struct, frozen=True):
    """Something bad that has happened and is not dealt with yet: an issue, or a threat without."""

    table: str
    """`issues`, or `risks` for a threat that occurred and has no issue."""
    id: int
    level: Level | None
    """At least the level of the threat it was; None while nobody has rated it."""
    is_bare: bool
    """Whether it, or the threat it was, has no owner, or the threat had no response."""
    risk: int = 0
    """The threat it was; 0 where it was none."""


def answering_component(workspace: Workspace, risk: Risk) -> int:
    """The component in which a risk counts: its own, or while it is escalated the one above.

    Where that one is archived or has ended nobody there answers, so it counts in its own.
    """
    if risk.state != "escalated" or not risk.escalated_to:
        return risk.component
    above = workspace.components.get(risk.escalated_to)
    if above is None or above.archived or above.state in ENDED_COMPONENT_STATES:
        return risk.component
    return above.id


def risks_for(workspace: Workspace, component: int) -> Iterator[Risk]:
    """The risks that count in a component; each counts in one."""
    risks = workspace.risks
    for risk_id in workspace.ids_by("risks", "component", component):
        if answering_component(workspace, risks[risk_id]) == component:
            yield risks[risk_id]
    for risk_id in workspace.ids_by("risks", "escalated_to", component):
        risk = risks[risk_id]
        if risk.component != component and answering_component(workspace, risk) == component:
            yield risk


def occurred_threats_in(workspace: Workspace, component: int) -> Iterator[Risk]:
    """The threats of a component that have occurred and are not over.

    One is over when it is closed or archived, or when every issue it became is resolved.
    """
    for risk_id in workspace.ids_by("risks", "component", component):
        risk = workspace.risks[risk_id]
        if risk.kind == "threat" and risk.state == "occurred" and not risk.archived:
            issues = _issues_of(workspace, risk_id)
            if not issues or any(map(_is_unresolved, issues)):
                yield risk


def is_unrecorded(workspace: Workspace, risk: Risk) -> bool:
    """Whether a threat has occurred without an issue that stands for it."""
    occurred = risk.kind == "threat" and risk.state == "occurred" and not risk.archived
    return occurred and not workspace.ids_by("issues", "from_risk", risk.id)


def unresolved_issues_in(
    workspace: Workspace, component: int, scales: Scales
) -> Iterator[UnresolvedIssue]:
    """What has happened in a component and is not over; each counts once.

    An issue is rated as a risk of which both steps are its severity would be, or by its priority
    while it has none, and no lower than the threat it was. One that came from an opportunity is
    not bad news and is left out.
    """
    for issue in workspace.rows_by(Issue, "component", component):
        risk = workspace.risks.get(issue.from_risk)
        if issue.archived or not _is_unresolved(issue):
            continue
        if risk is None:
            yield UnresolvedIssue("issues", issue.id, _level(issue, scales), not issue.owner)
        elif risk.kind == "threat":
            level = max(_level(issue, scales), scales.level(scales.score(risk)), key=_ORDER.index)
            is_bare = not issue.owner or _is_bare(risk)
            yield UnresolvedIssue("issues", issue.id, level, is_bare, risk.id)
    for risk in occurred_threats_in(workspace, component):
        issues = _issues_of(workspace, risk.id)
        if not any(_is_unresolved(issue) and not issue.archived for issue in issues):
            level = scales.level(scales.score(risk))
            yield UnresolvedIssue("risks", risk.id, level, _is_bare(risk), risk.id)


def _is_bare(risk: Risk) -> bool:
    return not risk.owner or not risk.response


def _level(issue: Issue, scales: Scales) -> Level | None:
    if not 0 < issue.severity <= STEPS:
        return _OF_PRIORITY.get(issue.priority)
    return scales.level(scales.scores.get((issue.severity, issue.severity)))


def _issues_of(workspace: Workspace, risk: int) -> list[Issue]:
    return list(workspace.rows_by(Issue, "from_risk", risk))


def _is_unresolved(issue: Issue) -> bool:
    return not has_ended(issue)
