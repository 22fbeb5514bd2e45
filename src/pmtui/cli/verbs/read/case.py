"""This file is `case`: the business cases of a scope, what they come to, and whether they hold."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from pmtui.cli.console.view_text import draw_section, draw_table
from pmtui.cli.core.entity_names import scope_argument, scope_key, scoped_figures
from pmtui.cli.core.verb import DONE, Call, ReadVerb
from pmtui.figures.business_case.appraisal import CONVENTION, appraisal_of
from pmtui.figures.business_case.versions import still_holds
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.cases import CASES, BusinessCase
from pmtui.model.entities.entity import Money
from pmtui.views.benefits.case_table import component_ids, holds_section
from pmtui.views.benefits.part_tables import cases, plain_table

_PLACES: Final = Decimal("0.000001")
"""Digits of a ratio, of a share or of years in the JSON."""


def _case(call: Call) -> int:
    figures, scope, _ = scoped_figures(call)
    components = [*component_ids(figures, scope)]
    if call.out.as_json:
        call.out.document(
            "case",
            scope=scope_key(figures, scope),
            revision=figures.workspace.revision,
            convention=CONVENTION,
            rows=[_row(figures, case) for case in _cases(figures, components)],
            still_holds=[_holds(figures, component) for component in components],
        )
        return DONE
    ids = [case.id for case in _cases(figures, components)]
    table = plain_table(cases, figures, (CASES.name,), ids)
    draw_table(call.out, table)
    if table.count:
        call.out.say(CONVENTION)
    for component in components:
        call.out.line()
        draw_section(call.out, holds_section(figures, component))
    return DONE


def _cases(figures: Figures, components: list[int]) -> list[BusinessCase]:
    """The cases of components by version, the newest first."""
    unsorted = (
        case
        for component in components
        for case in figures.workspace.rows_by(BusinessCase, "component", component)
        if not case.archived
    )
    place = {component: at for at, component in enumerate(components)}
    return sorted(unsorted, key=lambda case: (place[case.component], -case.version, case.id))


def _row(figures: Figures, case: BusinessCase) -> dict[str, object]:
    worked = appraisal_of(figures, case)
    amounts = {
        "npv": worked.npv,
        "pv_costs": worked.worth(worked.costs),
        "pv_benefits": worked.worth(worked.benefits),
    }
    ratios = {
        "irr": worked.irr,
        "mirr": worked.mirr,
        "bcr": worked.bcr,
        "profitability_index": worked.profitability,
        "roi": worked.roi,
        "payback": worked.years_to_payback(discounted=False),
        "discounted_payback": worked.years_to_payback(discounted=True),
    }
    return {
        "key": case.key,
        "title": case.title,
        "component": scope_key(figures, case.component),
        "version": case.version,
        "state": case.state,
        "start": case.start.isoformat() if case.start is not None else None,
        "period": case.period,
        "horizon": case.horizon or None,
        "price_base": case.price_base,
        "discount_rate": case.discount_rate,
        "currency": worked.currency or None,
        **{name: _decimal(worked.money(answer)) for name, answer in amounts.items()},
        **{name: _rounded(answer.value) for name, answer in ratios.items()},
        "irr_all": [_rounded(rate) for rate in worked.rates],
        "net": [_decimal(Money(amount, worked.currency)) for amount in worked.net],
        "left_out": worked.left_out,
        "undefined": {
            name: answer.reason
            for name, answer in (amounts | ratios).items()
            if answer.value is None
        },
        "review_date": case.review_date.isoformat() if case.review_date is not None else None,
    }


def _holds(figures: Figures, component: int) -> dict[str, object]:
    verdict = still_holds(figures, component)
    return {
        "component": scope_key(figures, component),
        "approved": verdict.approved.key if verdict.approved is not None else None,
        "forecast": verdict.forecast.key if verdict.forecast is not None else None,
        "holds": verdict.holds,
        "reason": verdict.reason or None,
        "broken_by": list(verdict.broken_by),
        "currency": verdict.currency or None,
        "differences": [
            {
                "title": change.title,
                "approved": _decimal(Money(change.approved, verdict.currency)),
                "forecast": _decimal(Money(change.forecast, verdict.currency)),
                "change": _decimal(Money(change.change, verdict.currency)),
                "breaks": change.breaks,
            }
            for change in verdict.changes
        ],
    }


def _rounded(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.quantize(_PLACES, ROUND_HALF_UP):f}"


def _decimal(money: Money | None) -> str | None:
    return None if money is None else str(money.decimal)


VERB: Final = ReadVerb(
    name="case",
    help="Shows the business cases of a scope: NPV, IRR, payback, and whether each still holds.",
    arguments=scope_argument,
    run=_case,
)
