"""This file says when a flow of a case is forecast to fall that waits for a milestone."""

from datetime import MAXYEAR, MINYEAR, date
from typing import Final

from msgspec import structs

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.cases import MOST_PERIODS, BusinessCase, CashFlow
from pmtui.model.benefits.measure_dates import moved_by_months
from pmtui.model.benefits.periods import period_of

_MONTHS: Final = 12


def waits(figures: Figures, case: BusinessCase) -> bool:
    """Whether a flow of a draft waits for a milestone, so that its day follows from a plan."""
    rows = figures.workspace.rows_by(CashFlow, "case", case.id)
    return case.state == "draft" and any(flow.start_after for flow in rows)


def forecast_day(figures: Figures, case: BusinessCase, flow: CashFlow) -> date | None:
    """The day of a flow so many months after its milestone is planned to be reached.

    Of a draft alone: what was approved stays where it was. What comes before the case starts counts
    from its start. None where it waits for nothing, or its milestone or its case has no day.
    """
    if case.state != "draft" or not flow.start_after or case.start is None:
        return None
    milestone = figures.workspace.tasks.get(flow.start_after)
    reached = figures.finish_of(milestone).planned if milestone is not None else None
    if reached is None:
        return None
    year = reached.year + flow.months_after // _MONTHS
    if not MINYEAR <= year < MAXYEAR:
        return None
    return max(case.start, moved_by_months(reached, flow.months_after))


def forecast_period(figures: Figures, case: BusinessCase, flow: CashFlow) -> int:
    """The period of a flow, of one that waits for a milestone by the day it is forecast for."""
    day = forecast_day(figures, case, flow)
    if day is None:
        return period_of(case, flow)
    return min(MOST_PERIODS, period_of(case, structs.replace(flow, at=day)))
