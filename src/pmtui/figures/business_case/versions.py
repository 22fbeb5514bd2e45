"""This file sets the approved version of a case beside the forecast, and says if it still holds."""

from collections import defaultdict
from decimal import Decimal

import msgspec

from pmtui.figures.business_case.appraisal import (
    Appraisal,
    appraisal_of,
    flows_of,
    minor_units,
)
from pmtui.figures.business_case.flows import to_minor_units
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.cases import BusinessCase


class FlowChange(msgspec.Struct, frozen=True):
    """What one line of a case is worth today in both versions, in minor units."""

    title: str
    approved: int
    forecast: int
    breaks: bool = False
    """Whether it is among the lines that take the case below nothing, the worst first."""

    @property
    def change(self) -> int:
        """How much more it is worth in the forecast; negative for less."""
        return self.forecast - self.approved


class StillHolds(msgspec.Struct, frozen=True, kw_only=True):
    """An approved case beside today's forecast."""

    approved: BusinessCase | None = None
    forecast: BusinessCase | None = None
    holds: bool | None = None
    """Whether the forecast is worth more than nothing; None where that is not known."""
    reason: str = ""
    """Why it is not known; empty where it is."""
    currency: str = ""
    changes: tuple[FlowChange, ...] = ()
    """Every line that has changed, the one that takes away most first."""

    @property
    def broken_by(self) -> tuple[str, ...]:
        """The lines that took the case below nothing, the worst first."""
        return tuple(change.title for change in self.changes if change.breaks)


def still_holds(figures: Figures, component: int) -> StillHolds:
    """Whether the approved case of a component holds with the flows of its newest draft."""
    cases = [
        case
        for case in figures.workspace.rows_by(BusinessCase, "component", component)
        if not case.archived
    ]
    approved = _newest(cases, "approved")
    forecast = _newest(cases, "draft")
    if approved is None:
        reason = "no version is approved: :approve one" if cases else "there is no case"
        return StillHolds(forecast=forecast, reason=reason)
    if forecast is None:
        reason = "there is no forecast beside it: :revise makes one"
        return StillHolds(approved=approved, reason=reason)
    before, now = appraisal_of(figures, approved), appraisal_of(figures, forecast)
    reason = before.npv.reason or now.npv.reason
    if not reason and before.currency != now.currency:
        reason = f"one is in {before.currency}, the other in {now.currency}"
    if reason:
        return StillHolds(approved=approved, forecast=forecast, reason=reason)
    lines = _worth_by_title(figures, approved, before), _worth_by_title(figures, forecast, now)
    npv = before.npv.value or Decimal(0)
    worth = now.npv.value or Decimal(0)
    return StillHolds(
        approved=approved,
        forecast=forecast,
        holds=worth > 0,
        currency=now.currency,
        changes=_changes(*lines, to_minor_units(npv), is_broken=worth <= 0 < npv),
    )


def _newest(cases: list[BusinessCase], state: str) -> BusinessCase | None:
    own = [case for case in cases if case.state == state]
    return max(own, key=lambda case: (case.version, case.id), default=None)


def _worth_by_title(figures: Figures, case: BusinessCase, worked: Appraisal) -> dict[str, Decimal]:
    """What the lines of a case are worth today, in minor units, by what they are for."""
    worths: defaultdict[str, Decimal] = defaultdict(Decimal)
    for period, flow in flows_of(figures, case):
        if not case.horizon or period <= case.horizon:
            gain = minor_units(figures, flow.benefit, worked.currency)
            cost = minor_units(figures, flow.cost, worked.currency)
            worths[flow.title] += (gain - cost) * worked.factors[period]
    return worths


def _changes(
    approved: dict[str, Decimal], forecast: dict[str, Decimal], npv: int, *, is_broken: bool
) -> tuple[FlowChange, ...]:
    changes = [
        FlowChange(
            title,
            to_minor_units(approved.get(title, Decimal(0))),
            to_minor_units(forecast.get(title, Decimal(0))),
        )
        for title in dict.fromkeys((*approved, *forecast))
    ]
    changes = sorted(
        (change for change in changes if change.change), key=lambda change: change.change
    )
    left, text = npv, list[FlowChange]()
    for change in changes:
        breaks = is_broken and left > 0 and change.change < 0
        left += change.change if breaks else 0
        text.append(msgspec.structs.replace(change, breaks=breaks))
    return tuple(text)
