"""This file tests profiles by month, and what a slip costs with a fixed and with a moving end.

The numbers of the slip are those of docs/benefits.md, worked out there by hand.
"""

from datetime import date
from decimal import Decimal

import pytest

from pmtui.figures.benefits.months import Profile, first_day, month_of, months_text, shifted
from pmtui.figures.benefits.profile import profiles_of
from pmtui.figures.business_case.present_value import present_value
from pmtui.model.benefits.discount_rates import discount_factors, rate_steps
from pmtui.model.entities.registers import Benefit
from pmtui.model.entities.tasks import Task
from tests.conftest import Parts, a_project, figures_of, id_of
from tests.figures.benefits.benefits import a_benefit, a_point

GO_LIVE = date(2026, 12, 15)
START = date(2027, 1, 1)
END = date(2028, 12, 31)


def _milestone(day: date) -> Parts:
    """A milestone that is planned to be reached on a day."""
    milestone = Task(
        id=id_of("M-1"), key="M-1", component=id_of("P-1"), title="Go live", kind="milestone",
        start=day, finish=day, manual=True,
    )  # fmt: skip
    return (milestone,)


def _cloud(end: str) -> Benefit:
    """10,000 EUR a month for two years, from the month after go-live."""
    return a_benefit(
        unit="EUR a month", baseline="0", target="10000", start_after=id_of("M-1"),
        months_after=1, starts=START, ends=END, end=end,
    )  # fmt: skip


def _worth(profile: Profile) -> str:
    """What a profile of euros a month is worth in January 2027, at 3.5 % a year."""
    begin = month_of(START)
    length = 1 + max(month for month, _ in profile.months) - begin
    amounts = [0] * length
    for month, value in profile.months:
        amounts[month - begin] = int(value)
    factors = discount_factors(rate_steps("3.5"), 12, length)
    return f"{present_value(amounts, factors):.0f}"


@pytest.mark.parametrize(
    ("end", "slip", "total", "last", "worth"),
    [
        ("fixed", 0, 240_000, "2028-12", "232262"),
        ("moving", 0, 240_000, "2028-12", "232262"),
        ("fixed", 3, 210_000, "2028-12", "202348"),
        ("moving", 3, 240_000, "2029-03", "230273"),
        ("", 3, 210_000, "2028-12", "202348"),
    ],
)
def test_a_slip_of_three_months_costs_what_was_worked_out_by_hand(
    end: str, slip: int, total: int, last: str, worth: str
) -> None:
    benefit = _cloud(end)
    reached = first_day(month_of(GO_LIVE) + slip).replace(day=15)
    figures = figures_of(a_project(), _milestone(reached), benefit, a_point("B-1", START, "10000"))
    profiles = profiles_of(figures, benefit)
    assert profiles.shift == slip
    assert profiles.planned.total == 240_000
    forecast = profiles.forecast
    assert forecast.total == total
    assert len(forecast.months) == total // 10_000
    assert months_text(forecast.months[-1][0]) == last
    assert _worth(forecast) == worth


def test_a_dated_profile_does_not_move_with_any_milestone() -> None:
    benefit = a_benefit(starts=START, ends=END)
    figures = figures_of(
        a_project(), _milestone(date(2030, 1, 1)), benefit, a_point("B-1", START, "5")
    )
    profiles = profiles_of(figures, benefit)
    assert profiles.shift == 0
    assert profiles.planned == profiles.forecast


def test_a_milestone_without_a_day_leaves_the_shift_unknown() -> None:
    benefit = _cloud("fixed")
    figures = figures_of(a_project(), benefit, a_point("B-1", START, "5"))
    assert profiles_of(figures, benefit).shift is None


def test_a_point_holds_until_the_next_and_the_last_until_the_end() -> None:
    january = month_of(START)
    profile = Profile(((january, Decimal(1)), (january + 2, Decimal(5))), january + 3)
    values = [profile.value_in(month) for month in range(january - 1, january + 5)]
    assert values == [None, 1, 1, 5, 5, None]
    assert profile.total == 12
    assert Profile(profile.points).total == 7


def test_an_expected_value_takes_the_place_of_the_planned_one_in_the_forecast_alone() -> None:
    benefit = a_benefit()
    figures = figures_of(a_project(), benefit, a_point("B-1", START, "10", "8"))
    profiles = profiles_of(figures, benefit)
    assert profiles.planned.total == 10
    assert profiles.forecast.total == 8


def test_an_earlier_milestone_brings_it_earlier() -> None:
    profile = Profile(((month_of(START), Decimal(2)),), month_of(END))
    assert shifted(profile, -2, "fixed").total == 2 * 26
    assert shifted(profile, -2, "moving").total == 2 * 24
