"""This file names periods in the few words that a column has room for."""

from collections.abc import Iterable

from pmtui.figures.core.periods import FinancialYear, Period, PeriodLength
from pmtui.query.dates.parsing import MONTHS


def period_names(
    periods: Iterable[Period], length: PeriodLength, year: FinancialYear
) -> tuple[str, ...]:
    """Periods as they stand above columns: `Nov 26`, `Q3 26/27`, `2026/27`, `P8 26/27`."""
    return tuple(_name(period, length, year) for period in periods)


def _name(period: Period, length: PeriodLength, year: FinancialYear) -> str:
    if length == "week":
        return f"{period.first.day} {MONTHS[period.first.month - 1]}"
    if length == "month" and not year.weeks:
        return f"{MONTHS[period.first.month - 1]} {period.first.year % 100:02}"
    if length == "year":
        return f"{period.year}" if year.is_calendar else f"{period.year}/{_next(period):02}"
    short = f"{period.year % 100:02}"
    years = short if year.is_calendar else f"{short}/{_next(period):02}"
    return f"{'Q' if length == 'quarter' else 'P'}{period.number} {years}"


def _next(period: Period) -> int:
    return (period.year + 1) % 100
