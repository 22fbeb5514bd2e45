"""This file defines the policy of a store: scales, thresholds and rules that are data."""

from datetime import date
from typing import Annotated, Final, Literal

from msgspec import Meta

from pmtui.model.entities.entity import Entity, MonthOfYear, Percent
from pmtui.model.entities.table import TableSpec

POLICY_ID: Final = 1
"""The id of the one row of rules that a store has."""
RatingRule = Literal["share", "worst"]
YearPattern = Literal["months", "4-4-5", "4-5-4", "5-4-4"]
"""Months of the calendar, or the weeks of the three months of each quarter."""

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Weeks = Annotated[int, Meta(ge=0, le=52)]
FlowWeeks = Annotated[int, Meta(ge=1, le=260)]


class Policy(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One row of rules for the whole store; every number here can be changed by its people."""

    timezone: str = "UTC"
    """IANA zone that says what day it is."""
    base_currency: str = "EUR"
    minutes_per_day: int = 480
    probability_scale: tuple[str, ...] = ("1", "2", "3", "4", "5")
    """Decimal value of each probability step, lowest first."""
    impact_scale: tuple[str, ...] = ("1", "2", "3", "4", "5")
    """Decimal value of each impact step, lowest first."""
    probability_percent: tuple[int, ...] = (10, 30, 50, 70, 90)
    """Chance in percent that each step stands for in EMV."""
    score_places: int = 0
    """Decimal places a score is rounded to, half up."""
    high_score: str = "15"
    """Scores from here on are high."""
    moderate_score: str = "6"
    """Scores from here on are moderate."""
    major_score: str = "12"
    """Scores from here on are major: the program manager's lens shows them."""
    late_amber_days: int = 1
    """Days past baseline from which a finish is amber."""
    late_red_days: int = 10
    """Days past baseline from which a finish is red."""
    cost_amber_percent: int = 5
    """Forecast over budget, in percent, from which cost is amber."""
    cost_red_percent: int = 15
    overdue_amber_percent: int = 5
    """Share of open tasks overdue, in percent, from which work is amber."""
    overdue_red_percent: int = 20
    rating_rule: RatingRule = "share"
    """What the ratings below a component come to: by the share that is green, or the worst."""
    rating_share_from: Annotated[int, Meta(ge=1)] = 5
    """Rated components from which their share counts; of fewer, the worst does."""
    rating_green_percent: Percent = 90
    """Share of green components above which what lies above them is green."""
    rating_amber_percent: Percent = 80
    """Share of green components from which it is amber; below, red."""
    small_budget_percent: Percent = 10
    """Share of the budget below which red components make what lies above them amber at most."""
    card_age_days: int = 5
    """Days in a working column after which a card is old."""
    flow_weeks: FlowWeeks = 12
    """Weeks up to today over which the flow of boards is measured."""
    trend_days: int = 30
    """Days back to the score that the trend of a risk compares with."""
    year_start: MonthOfYear = 1
    """The month with which the financial year begins, 1 to 12."""
    year_pattern: YearPattern = "months"
    """How the months of the financial year are cut."""
    report_days: int = 35
    """Days after which the last report of a component under way is late: a month and some grace."""
    checkin_weeks: Weeks = 1
    """Weeks of a period that each project under way checks in about; 0 asks for no check-ins."""
    checkin_day: Weekday = "friday"
    """The day on which such a period ends, and its check-in is due."""


def has_known_zone(policy: Policy) -> bool:
    """Whether the timezone of a policy is one that this machine knows."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(policy.timezone)
    except (KeyError, ValueError, OSError):
        return False
    return True


class Rate(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What one unit of a currency is worth in the base currency from a date on."""

    currency: str
    rate: str
    """Decimal: base units for one unit."""
    at: date


POLICY: Final = TableSpec(
    "policy", Policy, "", "policy",
    home="store",
    alike=(),
    rare=frozenset({"minutes_per_day", "year_start", "year_pattern"}),
    counts_in="everything",
)  # fmt: skip
RATES: Final = TableSpec(
    "rates", Rate, "", "rate",
    home="store",
    alike=("currency", "at"),
    counts_in="everything",
    columns=("currency", "rate", "at"),
)  # fmt: skip
