"""This file holds what every valid benefit keeps, and its map: dates, shares, numbers, ends."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, cast

from pmtui.model.benefits.benefit_map import (
    CONTRIBUTIONS,
    LAYER_TABLES,
    MAP_LAYERS,
    Contribution,
    MapNode,
    ends_of,
)
from pmtui.model.benefits.profiles import (
    ATTRIBUTIONS,
    KPI_READINGS,
    KPIS,
    PROFILE_POINTS,
    READINGS,
    Attribution,
    Kpi,
    KpiReading,
    ProfilePoint,
    Reading,
)
from pmtui.model.benefits.requirements import (
    ACCEPTANCES,
    REQUIREMENTS,
    Acceptance,
    Requirement,
)
from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.entities.registers import BENEFITS, Benefit
from pmtui.model.workspace.workspace import Workspace


def _benefit(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    benefit = cast("Benefit", row)
    if benefit.starts is not None and benefit.ends is not None and benefit.ends < benefit.starts:
        yield f"{name}: it ends on {benefit.ends}, before it starts on {benefit.starts}"
    for point in workspace.rows_by(ProfilePoint, "benefit", benefit.id):
        yield from _outside_profile(benefit, point)


def _profile_point(workspace: Workspace, row: Entity, _name: str) -> Iterator[str]:
    point = cast("ProfilePoint", row)
    benefit = workspace.rows_of(Benefit).get(point.benefit)
    if not point.planned:
        yield "planned: a profile point needs a number"
    if benefit is None or point.archived:
        return
    yield from _outside_profile(benefit, point)
    for other in workspace.rows_by(ProfilePoint, "benefit", point.benefit):
        if other.id != point.id and not other.archived and _month(other) == _month(point):
            yield f"{benefit.key or benefit.title} has a point for {_month(point)} already"


def _outside_profile(benefit: Benefit, point: ProfilePoint) -> Iterator[str]:
    name = benefit.key or benefit.title
    if point.archived:
        return
    if benefit.starts is not None and _month(point) < f"{benefit.starts:%Y-%m}":
        yield f"period: {_month(point)} is before {name} starts on {benefit.starts}"
    if benefit.ends is not None and _month(point) > f"{benefit.ends:%Y-%m}":
        yield f"period: {_month(point)} is after {name} ends on {benefit.ends}"


def _month(point: ProfilePoint) -> str:
    return f"{point.period:%Y-%m}"


def _reading(_workspace: Workspace, row: Entity, _name: str) -> Iterator[str]:
    if not cast("Reading", row).value:
        yield "value: a reading needs a number"


def _attribution(workspace: Workspace, row: Entity, _name: str) -> Iterator[str]:
    attribution = cast("Attribution", row)
    benefit = workspace.rows_of(Benefit).get(attribution.benefit)
    if benefit is None or attribution.archived:
        return
    name = benefit.key or benefit.title
    if not attribution.component:
        yield f"{name}: a share needs the component that brings it about"
        return
    rows = workspace.rows_by(Attribution, "benefit", attribution.benefit)
    shares = [other for other in rows if not other.archived]
    twins = [other for other in shares if other.component == attribution.component]
    if len(twins) > 1:
        yield f"{name}: {_component_name(workspace, attribution)} is counted twice"
    total = sum(other.share for other in shares)
    if total > _WHOLE:
        text = ", ".join(f"{_component_name(workspace, other)} {other.share} %" for other in shares)
        yield f"share: the shares of {name} add up to {total} %, more than all of it: {text}"


def _component_name(workspace: Workspace, attribution: Attribution) -> str:
    component = workspace.components.get(attribution.component)
    return component.key or component.name if component is not None else "nobody"


def _contribution(workspace: Workspace, row: Entity, _name: str) -> Iterator[str]:
    contribution = cast("Contribution", row)
    ends = ends_of(contribution)
    if ends is None:
        yield (
            "a contribution leads from one thing to another: name two of "
            f"{', '.join(MAP_LAYERS)}, or an objective and the component that serves it"
        )
        return
    if contribution.archived:
        return
    layer = next(layer for layer, table in LAYER_TABLES.items() if table == ends[1][0])
    for other in workspace.rows_by(Contribution, layer, ends[1][1]):
        if other.id != contribution.id and not other.archived and ends_of(other) == ends:
            names = " to ".join(_called(workspace, end) for end in ends)
            yield f"{names} is on the map already"


def _called(workspace: Workspace, node: MapNode) -> str:
    row = workspace.get(*node)
    return row.key or title_of(row) if row is not None else "nothing"


def _kpi(_workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    kpi = cast("Kpi", row)
    for label, band in (("green within", kpi.green_within), ("amber within", kpi.amber_within)):
        if band.startswith("-") and Decimal(band) < 0:
            yield f"{name}: {label}: {band} is below nought: a band is a distance from the target"
    green, amber = kpi.green_within, kpi.amber_within
    if green and amber and Decimal(amber) < Decimal(green):
        yield f"{name}: amber within: {amber} is less than the green band, {green}"


def _kpi_reading(_workspace: Workspace, row: Entity, _name: str) -> Iterator[str]:
    if not cast("KpiReading", row).value:
        yield "value: a reading needs a number"


def _acceptance(_workspace: Workspace, row: Entity, _name: str) -> Iterator[str]:
    acceptance = cast("Acceptance", row)
    if acceptance.verdict == "rejected" and not acceptance.reason.strip():
        yield 'reason: a rejection needs one, such as reason:"two pages are missing"'


def _requirement(_workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    requirement = cast("Requirement", row)
    if requirement.state == "rejected" and not requirement.reason.strip():
        yield f"{name}: reason: a rejection needs one: set it first, or in the same step"


_WHOLE: Final = 100
BENEFIT_CHECKS: Final[Mapping[str, Callable[[Workspace, Entity, str], Iterator[str]]]] = (
    MappingProxyType(
        {
            BENEFITS.name: _benefit,
            PROFILE_POINTS.name: _profile_point,
            READINGS.name: _reading,
            ATTRIBUTIONS.name: _attribution,
            CONTRIBUTIONS.name: _contribution,
            KPIS.name: _kpi,
            REQUIREMENTS.name: _requirement,
            ACCEPTANCES.name: _acceptance,
            KPI_READINGS.name: _kpi_reading,
        }
    )
)
"""What a row of a table keeps beside its references, in words where it does not."""
