"""This file declares the figures of a business case, from NPV to payback."""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from pmtui.figures.business_case.appraisal import (
    CONVENTION,
    READS,
    Appraisal,
    appraisal_of,
    percent_text,
)
from pmtui.figures.business_case.flows import Answer
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures, Getter
from pmtui.model.benefits.cases import CASES, BusinessCase

_Part = Callable[[Appraisal], Answer]
_BOOK: Final = "HM Treasury, The Green Book; WE-23, WE-24"


def _inputs(part: _Part) -> Callable[[Figures, int], Iterable[Input]]:
    """What went into a figure of a case, and why there is none."""

    def inputs(figures: Figures, case_id: int) -> Iterable[Input]:
        case = figures.workspace.rows_of(BusinessCase)[case_id]
        worked = appraisal_of(figures, case)
        yield Input("discount rate, % a year", case.discount_rate)
        yield Input("prices", case.price_base)
        yield Input("convention", CONVENTION)
        yield Input(f"periods ({case.period}s)", len(worked.net))
        yield Input("flows beyond the horizon", worked.left_out)
        yield Input("costs, not discounted", worked.money(Answer(Decimal(sum(worked.costs)))))
        yield Input("benefits, not discounted", worked.money(Answer(Decimal(sum(worked.benefits)))))
        for rate in worked.rates:
            yield Input("internal rate of return", percent_text(rate))
        answer = part(worked)
        if answer.value is None:
            yield Input("undefined because", answer.reason)

    return inputs


def _amount(name: str, title: str, formula: str, part: _Part) -> Figure:
    """A figure in money."""

    def read(figures: Figures) -> Getter:
        def value(case: BusinessCase) -> object:
            worked = appraisal_of(figures, case)
            return worked.money(part(worked))

        return value

    return Figure(
        id=name,
        table=CASES.name,
        title=title,
        help=f"its {title}",
        kind="money",
        unit="money of the case's currency, rounded half up",
        formula=formula,
        source=_BOOK,
        undefined="it has no flows, or a currency has no rate to the base currency",
        reads=READS,
        read=read,
        inputs=_inputs(part),
    )


def _number(
    name: str, title: str, formula: str, undefined: str, part: _Part, *, unit: str = "ratio"
) -> Figure:
    """A figure with three decimals; two where it is percent."""
    times = 100 if unit.startswith("percent") else 1
    places = Decimal("0.01") if times > 1 else Decimal("0.001")

    def read(figures: Figures) -> Getter:
        def value(case: BusinessCase) -> Decimal | None:
            answer = part(appraisal_of(figures, case)).value
            return None if answer is None else (answer * times).quantize(places, ROUND_HALF_UP)

        return value

    return Figure(
        id=name,
        table=CASES.name,
        title=title,
        short=name.replace("_", " ") if len(name) > 4 else name.upper(),
        help=f"its {title}",
        kind="number",
        unit=unit,
        formula=formula,
        source=_BOOK,
        undefined=undefined,
        reads=READS,
        read=read,
        inputs=_inputs(part),
    )


FIGURES: Final = (
    _amount(
        "npv",
        "net present value",
        "NPV = sum of CF_t / (1 + r)^t, t = 0 today",
        lambda worked: worked.npv,
    ),
    _amount(
        "pv_costs",
        "present value of costs",
        "sum of cost_t / (1 + r)^t",
        lambda worked: worked.worth(worked.costs),
    ),
    _amount(
        "pv_benefits",
        "present value of benefits",
        "sum of benefit_t / (1 + r)^t",
        lambda worked: worked.worth(worked.benefits),
    ),
    _number(
        "irr",
        "internal rate of return",
        "the r at which NPV = 0; every root is counted exactly (Descartes, by bisection)",
        "no rate does that, or several do: = names each",
        lambda worked: worked.irr,
        unit="percent a year",
    ),
    _number(
        "mirr",
        "modified internal rate of return",
        "(FV of inflows / PV of outflows)^(1/n) - 1, both at the discount rate",
        "nothing is paid out, or nothing comes in",
        lambda worked: worked.mirr,
        unit="percent a year",
    ),
    _number(
        "bcr",
        "benefit-cost ratio",
        "BCR = PV(benefits) / PV(costs)",
        "it costs nothing",
        lambda worked: worked.bcr,
    ),
    _number(
        "profitability_index",
        "profitability index",
        "PI = 1 + NPV / I0, I0 = paid out in period 0, net",
        "nothing is paid out in period 0",
        lambda worked: worked.profitability,
    ),
    _number(
        "roi",
        "return on investment",
        "ROI = (benefits - costs) / costs, not discounted",
        "it costs nothing",
        lambda worked: worked.roi,
        unit="percent",
    ),
    _number(
        "payback",
        "payback",
        "last period below nothing + |balance| / next inflow",
        "nothing is paid out, or it does not come back within the flows",
        lambda worked: worked.years_to_payback(discounted=False),
        unit="years",
    ),
    _number(
        "discounted_payback",
        "discounted payback",
        "the same of discounted flows",
        "nothing is paid out, or it does not come back within the flows",
        lambda worked: worked.years_to_payback(discounted=True),
        unit="years",
    ),
)
"""What a case comes to."""
