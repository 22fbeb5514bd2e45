"""This file says what work costs by the days it is planned on, and by the days it was done on."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from pmtui.figures.core.rounding import half_up
from pmtui.figures.core.work_periods import WorkPeriods
from pmtui.figures.labour.rates_by_date import HourlyRate, rate_on
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, moment
from pmtui.model.entities.entity import Money

_MINUTES_PER_HOUR: Final = 60


def planned_work(
    rates: Sequence[HourlyRate], periods: Callable[[], WorkPeriods], minutes: int
) -> tuple[Money, ...]:
    """What work costs, spread evenly over the working time it is planned in.

    Each share costs the rate of its day; nothing on days of which nobody says the rate.

    Args:
        rates: of the person, in order.
        periods: when it is worked on; asked where there are several rates.
        minutes: the work.

    Returns:
        An amount for each currency, rounded once.
    """
    if len(rates) == 1:
        return work_at(rates[0].rate, minutes)
    planned = periods()
    return _priced(rates, planned.shares(_begins(rates)), minutes, planned.start)


def done_work(
    known: Sequence[HourlyRate],
    periods: Callable[[], WorkPeriods],
    minutes: int,
    part: tuple[int, int],
    today: date,
) -> tuple[Money, ...] | None:
    """What of some work is done costs, by the days it was done on.

    It was done at the start of the working time. A rate that begins after today counts for nothing.

    Args:
        known: the rates of the person, in order.
        periods: when it is worked on; asked where there are several rates.
        minutes: the work that is done.
        part: how much of its time that took, and of how much.
        today: the day it is.

    Returns:
        An amount for each currency; None where one rate holds always, so that days do not matter.
    """
    if len(known) == 1:
        return None
    rates = [rate for rate in known if rate.since <= today]
    planned = periods()
    done = half_up(planned.minutes * min(part), part[1])
    return _priced(rates, planned.shares(_begins(rates), done), minutes, planned.start)


def work_at(rate: Money | None, minutes: int) -> tuple[Money, ...]:
    """What minutes of work cost at the rate of an hour; nothing where nobody says that."""
    if rate is None:
        return ()
    return (Money(half_up(rate.amount * minutes, _MINUTES_PER_HOUR), rate.currency),)


def _begins(rates: Sequence[HourlyRate]) -> list[int]:
    return [moment(rate.since, None) for rate in rates]


def _priced(
    rates: Sequence[HourlyRate], shares: Sequence[int], minutes: int, start: int
) -> tuple[Money, ...]:
    """Work by the share of each rate; by that of its first day where it takes no time."""
    whole = sum(shares)
    if not whole:
        day = date.fromordinal(max(start // MINUTES_PER_DAY, 1))
        return work_at(rate_on(rates, day), minutes)
    sums: dict[str, int] = {}
    for step, share in zip(rates, shares, strict=True):
        if step.rate is not None and share:
            currency = step.rate.currency
            sums[currency] = sums.get(currency, 0) + step.rate.amount * share
    below = whole * _MINUTES_PER_HOUR
    return tuple(
        Money(half_up(total * minutes, below), currency) for currency, total in sums.items()
    )
