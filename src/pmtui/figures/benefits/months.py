"""This file holds values by month: each holds from its month on until the next one."""

from datetime import date
from decimal import Decimal

import msgspec

Month = int
"""Months since year 0: year * 12 + month - 1."""


class Profile(msgspec.Struct, frozen=True):
    """Values of a benefit's measure, each from its month on until the next, and where they end."""

    points: tuple[tuple[Month, Decimal], ...] = ()
    """In order of the months."""
    last: Month | None = None
    """The last month it has a value in; None where it is not known."""

    def value_in(self, month: Month) -> Decimal | None:
        """The value that holds in a month; None before the first and after the last."""
        if self.last is not None and month > self.last:
            return None
        return next((value for start, value in reversed(self.points) if start <= month), None)

    @property
    def months(self) -> tuple[tuple[Month, Decimal], ...]:
        """Every month from the first point to the end, with its value.

        Without an end the last point counts for its own month.
        """
        if not self.points:
            return ()
        last = self.points[-1][0] if self.last is None else self.last
        every = range(self.points[0][0], last + 1)
        return tuple((month, self.value_in(month) or Decimal(0)) for month in every)

    def as_rows(self) -> list[dict[str, str]]:
        """Every month with its value, as plain data."""
        return [
            {"month": months_text(month), "value": f"{value:f}"} for month, value in self.months
        ]

    @property
    def total(self) -> Decimal:
        """The values of all months added up, as for a benefit of so much a month."""
        return sum((value for _, value in self.months), Decimal(0))


def month_of(day: date) -> Month:
    """The month a day lies in."""
    return day.year * 12 + day.month - 1


def first_day(month: Month) -> date:
    """The first day of a month."""
    return date(month // 12, month % 12 + 1, 1)


def months_text(month: Month) -> str:
    """A month as it is written: `2027-01`."""
    return f"{month // 12:04}-{month % 12 + 1:02}"


def shifted(profile: Profile, months: int, end: str) -> Profile:
    """A profile that comes so many months later, with a fixed end or one that moves along.

    Args:
        profile: as planned.
        months: how much later; negative for earlier.
        end: `moving` for an end that goes along, else it stays.
    """
    last = profile.last
    if last is not None and end == "moving":
        last += months
    moved = [(month + months, value) for month, value in profile.points]
    return Profile(
        tuple((month, value) for month, value in moved if last is None or month <= last), last
    )
