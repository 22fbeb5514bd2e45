"""This file compares plans that differ: what each comes to in dates, money, benefits and links."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.figures.business_case.appraisal import appraisal_of, minor_units
from pmtui.figures.catalogue import figure
from pmtui.figures.components.component_dates import last_day
from pmtui.figures.costs.by_period import by_period
from pmtui.figures.odds.raw_bits import MissingNumpyError
from pmtui.figures.schedule_analysis.contracts import contracts
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.simulated.basis import SimulationRefusedError
from pmtui.figures.simulated.scope_answer import ScopeAnswer
from pmtui.figures.simulated.simulated_scope import simulated_scope
from pmtui.model.benefits.cases import BusinessCase
from pmtui.model.calendar.work_calendar import CalendarError
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Money
from pmtui.model.odds.estimates import Estimate

Value = date | int | Decimal | Money | str | None
"""What a measure comes to in one plan; None where it is undefined."""
RUNS: Final = 2_000
"""Runs by which the odds of plans are compared."""
_SEED: Final = 1
_SHARES: Final = (50, 80)
_EVERYTHING: Final = Component(id=0, kind="portfolio", name="")
"""What figures take for the whole store."""

_FIGURES: Final = (
    "expected_finish", "slip", "budget", "cost_forecast", "unallocated", "funding_gap", "exposure",
    "exceptions", "objectives_served",
)  # fmt: skip


class ComparedMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """One thing by which plans are compared, with its value in each of them."""

    id: str
    title: str
    values: tuple[Value, ...]
    """In the order of the plans."""

    @property
    def differs(self) -> bool:
        """Whether it is not the same in all of them."""
        return any(value != self.values[0] for value in self.values[1:])


def side_by_side(sheets: tuple[Figures, ...], scope: int = 0) -> tuple[ComparedMeasure, ...]:
    """What plans come to: the first is the one that the others are compared with.

    Args:
        sheets: the figures of each plan, on one day.
        scope: the component, with everything below it; 0 for the whole store.
    """
    measures: list[ComparedMeasure] = []
    for name in _FIGURES:
        declared = figure(name)
        if declared is not None:
            values = tuple(_of(declared.read(sheet), sheet, scope) for sheet in sheets)
            measures.append(ComparedMeasure(id=name, title=declared.title, values=values))
    for name, (title, worked_out) in _OWN.items():
        values = tuple(worked_out(sheet, scope) for sheet in sheets)
        measures.append(ComparedMeasure(id=name, title=title, values=values))
    return (*measures, *_odds(sheets, scope), *_quarters(sheets, scope))


def _of(read: Callable[[Component], Value], sheet: Figures, scope: int) -> Value:
    row = sheet.workspace.components.get(scope)
    return read(row if row is not None else _EVERYTHING)


def _npv(sheet: Figures, scope: int) -> Value:
    """The net present values of the business cases in force, or of their drafts, added up."""
    workspace, currency = sheet.workspace, sheet.workspace.policy.base_currency
    newest: dict[int, BusinessCase] = {}
    for component in sheet.live_subtree(scope):
        place = workspace.components.get(component)
        if place is not None and place.is_given_up:
            continue
        for case in workspace.rows_by(BusinessCase, "component", component):
            if not case.archived and case.state != "superseded":
                before = newest.get(component)
                if before is None or (case.version, case.id) > (before.version, before.id):
                    newest[component] = case
    appraisals = [appraisal_of(sheet, case) for case in newest.values()]
    amounts = [appraisal.money(appraisal.npv) for appraisal in appraisals]
    if not amounts or any(amount is None for amount in amounts):
        return None
    return Money(sum(minor_units(sheet, amount, currency) for amount in amounts), currency)


def _late_contracts(sheet: Figures, scope: int) -> Value:
    """Links across projects that deliver after the day they are needed by, or were promised."""
    late = (max(row.late or 0, row.broken_promise or 0) for row in contracts(sheet, scope))
    return sum(days > 0 for days in late)


_OWN: Final[Mapping[str, tuple[str, Callable[[Figures, int], Value]]]] = MappingProxyType(
    {
        "npv": ("net present value of its business cases", _npv),
        "late_contracts": ("links across projects delivered too late", _late_contracts),
    }
)


def _odds(sheets: tuple[Figures, ...], scope: int) -> Iterator[ComparedMeasure]:
    """The finish that half of all runs keep, and four in five, on the same draws for each plan.

    None where no plan has an estimate of three points; a dash where it cannot be simulated.
    """
    if not any(sheet.workspace.rows_of(Estimate) for sheet in sheets):
        return
    answers = [_simulated(sheet, scope) for sheet in sheets]
    for share in _SHARES:
        yield ComparedMeasure(
            id=f"finish_p{share}",
            title=f"finish kept in {share} % of {RUNS:,} runs",
            values=tuple(
                _planned(sheet, scope)
                if answer is None
                else last_day(answer.whole.finish.at(share))
                for sheet, answer in zip(sheets, answers, strict=True)
            ),
        )


def _planned(sheet: Figures, scope: int) -> Value:
    """The planned finish, where nobody has estimated anything; else undefined."""
    is_sure = not sheet.workspace.rows_of(Estimate)
    return sheet.rollup(scope).dates.planned if is_sure else None


def _simulated(sheet: Figures, scope: int) -> ScopeAnswer | None:
    try:
        return simulated_scope(sheet, scope, runs=RUNS, seed=_SEED)
    except (SimulationRefusedError, MissingNumpyError, CalendarError):
        return None


def _quarters(sheets: tuple[Figures, ...], scope: int) -> Iterator[ComparedMeasure]:
    """The cost of each quarter as it is forecast, where all plans have it in one currency."""
    costs = [by_period(sheet, scope, "quarter") for sheet in sheets]
    rows = [periods.rows[scope]["forecast"] for periods in costs]
    every = sorted(
        {period for periods in costs for period in periods.periods}, key=lambda period: period.first
    )
    for period in every:
        values: list[Value] = []
        for sheet, periods, row in zip(sheets, costs, rows, strict=True):
            currency = sheet.workspace.policy.base_currency
            at = periods.periods.index(period) if period in periods.periods else -1
            if row.total.value is None:
                values.append(None)
            else:
                values.append(row.money(row.amounts[at] if at >= 0 else 0, currency))
        name = f"{period.first:%Y-%m}"
        yield ComparedMeasure(
            id=f"cost_{name}", title=f"cost of the quarter from {name}", values=tuple(values)
        )
