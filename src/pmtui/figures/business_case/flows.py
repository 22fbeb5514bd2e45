"""This file defines the flows of a business case by period, and what a figure of them answers."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

import msgspec

EXACT: Final = Context(prec=50)
"""Digits in which flows are discounted: far below a minor unit for any case."""


class Flow(msgspec.Struct, frozen=True):
    """What is paid and what is gained in one period, in minor units of one currency."""

    period: int
    """Periods from today; what happens at once is in period 0 and is not discounted."""
    cost: int = 0
    benefit: int = 0


class Answer(msgspec.Struct, frozen=True):
    """A number, or why there is none."""

    value: Decimal | None = None
    reason: str = ""
    """Why it is undefined; empty where it has a value."""


def undefined(reason: str) -> Answer:
    """No number, with the reason."""
    return Answer(None, reason)


def net_flows(flows: Iterable[Flow]) -> tuple[int, ...]:
    """Benefits less costs of each period from period 0 on, in minor units; none without flows."""
    return tuple(
        benefit - cost for cost, benefit in zip(*costs_and_benefits(tuple(flows)), strict=True)
    )


def costs_and_benefits(flows: Sequence[Flow]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Costs, and benefits, of each period from period 0 on, in minor units."""
    length = max((flow.period for flow in flows), default=-1) + 1
    costs, benefits = [0] * length, [0] * length
    for flow in flows:
        costs[flow.period] += flow.cost
        benefits[flow.period] += flow.benefit
    return tuple(costs), tuple(benefits)


def to_minor_units(amount: Decimal) -> int:
    """An amount rounded half up to whole minor units."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
