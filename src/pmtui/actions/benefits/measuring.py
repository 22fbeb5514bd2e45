"""This file measures benefits and KPIs, and re-profiles a benefit by an accepted change."""

from typing import Final

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import (
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Values,
    WrongInputError,
)
from pmtui.figures.benefits.months import first_day, month_of, months_text
from pmtui.figures.benefits.profile import months_of_slip, points_of
from pmtui.model.benefits.measure_dates import moved_by_months, next_measure_after
from pmtui.model.benefits.profiles import (
    KPI_READINGS,
    KPIS,
    PROFILE_POINTS,
    READINGS,
    Kpi,
    KpiReading,
    Reading,
)
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.entities.registers import BENEFITS, Benefit, Change
from pmtui.query.error import QueryError
from pmtui.query.values.scalars import decimal_text


def _measure(situation: Situation, values: Values) -> Proposal:
    measure = _measured_row(situation)
    text, _, source = str(values.get("value") or "").strip().partition(" ")
    if not text:
        raise WrongInputError(f"value: say what was measured of {measure.key}, such as 120")
    try:
        value = decimal_text(text)
    except QueryError as error:
        raise Refused(f"value: {error}") from error
    is_kpi = isinstance(measure, Kpi)
    reading = {
        "kpi" if is_kpi else "benefit": measure.id,
        "component": measure.component,
        "value": value,
        "source": source.strip(),
    }
    ops = new_entity(situation, KPI_READINGS.name if is_kpi else READINGS.name, "", reading)
    message = f"{measure.key} measured: {value} {measure.unit}".rstrip()
    following = next_measure_after(measure.next_measure, measure.frequency, situation.today)
    if following is not None:
        ops += edit(KPIS.name if is_kpi else BENEFITS.name, measure, next_measure=following)
        message += f"; the next measure is due on {following}"
    return Proposal(ops, message, measure.id)


def _measured_row(situation: Situation) -> Benefit | Kpi:
    """The benefit or indicator under the cursor, or that of the reading there."""
    row = situation.rows[0]
    if isinstance(row, KpiReading):
        return situation.workspace.rows_of(Kpi)[row.kpi]
    return row if isinstance(row, Kpi) else _target(situation)


def _reprofile(situation: Situation, values: Values) -> Proposal:
    benefit, workspace = _target(situation), situation.workspace
    named = workspace.by_key(str(values["change"]).strip())
    change = named[1] if named is not None else None
    if not isinstance(change, Change):
        raise WrongInputError(f"{benefit.key}: name an accepted change request, such as C-3")
    if change.decision != "accept":
        raise Refused(f"{benefit.key}: {change.key} {change.title} is not accepted")
    figures = situation.figures
    points = points_of(figures, benefit)
    if not points:
        raise Refused(f"{benefit.key} has no profile: add profile points first")
    slip = months_of_slip(figures, benefit, points)
    if slip is None:
        raise Refused(f"{benefit.key}: the milestone it starts after has no day")
    end = month_of(benefit.ends) if benefit.ends is not None else None
    ops: Ops = ()
    for point in points:
        month = month_of(point.period) + slip
        is_cut = benefit.end != "moving" and end is not None and month > end
        ops += edit(
            PROFILE_POINTS.name,
            point,
            period=first_day(month) if slip else point.period,
            planned=point.forecast or point.planned,
            forecast="",
            archived=is_cut,
        )
    fields: dict[str, object] = {"profile_change": change.id}
    if slip and benefit.starts is not None:
        fields["starts"] = first_day(month_of(benefit.starts) + slip)
    if slip and benefit.ends is not None and benefit.end == "moving":
        fields["ends"] = moved_by_months(benefit.ends, slip)
    ops += edit(BENEFITS.name, benefit, **fields)
    begins = months_text(month_of(points[0].period) + slip)
    message = f"{benefit.key}: its forecast is its profile now, from {begins}, by {change.key}"
    return Proposal(ops, message, benefit.id)


def _target(situation: Situation) -> Benefit:
    row = situation.rows[0]
    if isinstance(row, Reading):
        row = situation.workspace.rows_of(Benefit)[row.benefit]
    if not isinstance(row, Benefit):
        raise Refused("stand on a benefit first")
    return row


def _no_benefit(situation: Situation) -> str | None:
    return None if situation.rows else "no benefit under the cursor"


_ARG_KIND: Final = "text"

ACTIONS: Final = (
    Action(
        id="benefit.measure",
        title="Measure",
        help="Notes a measured value of a benefit or KPI today, and when it is measured next.",
        group="set",
        tables=(BENEFITS.name, KPIS.name),
        args=(Arg("value", _ARG_KIND, "measured value, then its source", rest=True),),
        verb="measure",
        refuse=_no_benefit,
        propose=_measure,
    ),
    Action(
        id="benefit.reprofile",
        title="Re-profile",
        help="Takes the forecast of a benefit for its profile, by an accepted change request.",
        group="judge",
        tables=(BENEFITS.name,),
        args=(Arg("change", _ARG_KIND, "change request that allows it (C-n)"),),
        verb="reprofile",
        refuse=_no_benefit,
        propose=_reprofile,
    ),
)
"""What is done to benefits."""
