"""This file says when something is measured next, by how often it is measured."""

from datetime import date
from typing import Final

MONTHS_BETWEEN: Final = {"": 0, "month": 1, "quarter": 3, "half_year": 6, "year": 12}
"""Months from one measure of a benefit to the next, by its frequency."""


def next_measure_after(due: date | None, frequency: str, day: date) -> date | None:
    """The first day after a day on which it is measured; None where that is due later anyway.

    Measures stay on the day of the month they are planned for.

    Args:
        due: when it was to be measured; None for today.
        frequency: `month`, `quarter`, `half_year` or `year`; empty for once.
        day: today.
    """
    months, start = MONTHS_BETWEEN[frequency], due or day
    if not months or start > day:
        return None
    step = months
    while moved_by_months(start, step) <= day:
        step += months
    return moved_by_months(start, step)


def moved_by_months(day: date, months: int) -> date:
    """The same day of a later month, the last one where that month is too short."""
    at = day.year * 12 + day.month - 1 + months
    first = date(at // 12, at % 12 + 1, 1)
    following = date((at + 1) // 12, (at + 1) % 12 + 1, 1)
    return min(
        date.fromordinal(first.toordinal() + day.day - 1),
        date.fromordinal(following.toordinal() - 1),
    )
