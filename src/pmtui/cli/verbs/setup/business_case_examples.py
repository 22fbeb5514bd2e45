"""This file holds the published worked examples of business cases."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from pmtui.figures.business_case.flows import Flow, costs_and_benefits, net_flows
from pmtui.figures.business_case.modified_return import modified_rate
from pmtui.figures.business_case.payback import payback
from pmtui.figures.business_case.present_value import (
    benefit_cost_ratio,
    net_present_value,
    present_value,
    return_on_investment,
)
from pmtui.figures.business_case.rates_of_return import internal_rates
from pmtui.model.benefits.discount_rates import GREEN_BOOK, discount_factors, rate_steps

_EXCEL: Final = (-10000, 3000, 4200, 6800)
_IRR_FLOWS: Final = (
    (-250000, 100000, 150000, 200000, 250000, 300000),
    (-150000, 15000, 25000, 35000, 45000, 60000),
    (-100, 0, 0, 74),
    (-100, 39, 59, 55, 20),
    (-100, 100, 0, 7),
    (100, 200),
)
_EVERY_METRIC: Final = (
    "NPV 39.197, PV of benefits 139.197, BCR 1.392, IRR 0.2809, payback 2.036,"
    " discounted 2.382, ROI 0.73"
)


def _npv(rate: str, *net: int) -> Decimal:
    factors = discount_factors(rate_steps(rate), 1, len(net))
    return net_present_value(net, factors).value or Decimal(0)


def _mirr(finance: str, reinvested: str, *net: int) -> str:
    paid, grown = (
        discount_factors(rate_steps(rate), 1, len(net)) for rate in (finance, reinvested)
    )
    return f"{modified_rate(net, paid, grown).value:.6f}"


def _irr(*net: int) -> str:
    return ", ".join(f"{rate:.4f}" for rate in internal_rates(net)) or "none"


def _one_flow() -> str:
    """Every metric of a flow of 100 out, then 39, 59, 55 and 20 in, at 10 %."""
    flows = (Flow(0, cost=100), *(Flow(at, benefit=b) for at, b in enumerate((39, 59, 55, 20), 1)))
    (costs, benefits), net = costs_and_benefits(flows), net_flows(flows)
    factors = discount_factors(rate_steps("10"), 1, len(net))
    return (
        f"NPV {_npv('10', *net):.3f}, PV of benefits {present_value(benefits, factors):.3f},"
        f" BCR {benefit_cost_ratio(costs, benefits, factors).value:.3f}, IRR {_irr(*net)},"
        f" payback {payback(net).value:.3f}, discounted {payback(net, factors).value:.3f},"
        f" ROI {return_on_investment(costs, benefits).value:.2f}"
    )


def _green_book() -> str:
    factors = discount_factors(rate_steps(GREEN_BOOK), 1, 30)
    return " ".join(f"{factors[year]:.4f}" for year in (0, 1, 2, 3, 4, 5, 10, 20, 30))


CASE_EXAMPLES: Final[tuple[tuple[str, str, str, Callable[[], str]], ...]] = (
    (
        "WE-23",
        "NPV with today's flow first, numpy-financial",
        "122.89",
        lambda: f"{_npv('5', -15000, 1500, 2500, 3500, 4500, 6000):.2f}",
    ),
    (
        "WE-23",
        "NPV of a spreadsheet's help: first value after a period, and today",
        "1188.44, 1307.29",
        lambda: f"{_npv('10', 0, *_EXCEL):.2f}, {_npv('10', *_EXCEL):.2f}",
    ),
    (
        "WE-23",
        "IRR, numpy-financial",
        "0.5672 | 0.0524 | -0.0955 | 0.2809 | 0.0621 | none",
        lambda: " | ".join(_irr(*net) for net in _IRR_FLOWS),
    ),
    (
        "WE-23",
        "IRR of flows that change their sign more than once, every one",
        "-0.6789, -0.0833 | -0.8702, 0.0886, 0.7096",
        lambda: f"{_irr(-100, 100, 0, -7)} | {_irr(-50, 105, 10, -80, 10)}",
    ),
    (
        "WE-23",
        "MIRR, numpy-financial",
        "0.066597 | 0.126094",
        lambda: (
            f"{_mirr('8', '5.5', -4500, -800, 800, 800, 600, 600, 800, 800, 700, 3000)} | "
            f"{_mirr('10', '12', -120000, 39000, 30000, 21000, 37000, 46000)}"
        ),
    ),
    (
        "WE-24",
        "one flow at 10 %, every metric",
        _EVERY_METRIC,
        _one_flow,
    ),
    (
        "WE-24",
        "discount factors of the Green Book, years 0 to 5, 10, 20 and 30",
        "1.0000 0.9662 0.9335 0.9019 0.8714 0.8420 0.7089 0.5026 0.3563",
        _green_book,
    ),
)
"""Number, title, what was published and what computes it."""
