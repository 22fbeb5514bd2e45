"""This file tests what is known of a benefit: how far it is, and whether it is overdue."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

import pytest
from msgspec.structs import replace

from pmtui.figures.benefits.attainment import stored_number
from pmtui.figures.benefits.profile import Measured, latest_reading, measured
from pmtui.model.entities.entity import Entity
from tests.conftest import TODAY, a_project, figures_of, id_of
from tests.figures.benefits.benefits import a_benefit, a_point, a_reading

DAY: Final = timedelta(days=1)
MONTH: Final = date(2026, 11, 1)


def known(*rows: Entity, **fields: Any) -> Measured:
    benefit = a_benefit(**fields)
    return measured(figures_of(a_project(), benefit, *rows), benefit)


@pytest.mark.parametrize(
    ("baseline", "target", "share"),
    [("260", "120", "0.5"), ("100", "280", "0.5"), ("0", "190", "1"), ("0", "95", "2")],
)
def test_a_benefit_is_as_far_as_its_measure_has_come_whichever_way(
    baseline: str, target: str, share: str
) -> None:
    standing = known(a_reading("B-1", TODAY, "190"), baseline=baseline, target=target)
    assert standing.attainment.value == Decimal(share)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"baseline": ""}, "baseline or target is no number"),
        ({"target": "many"}, "baseline or target is no number"),
        ({"baseline": "120"}, "its target is its baseline"),
    ],
)
def test_what_has_no_way_to_come_is_not_attained(fields: dict[str, str], reason: str) -> None:
    standing = known(a_reading("B-1", TODAY, "190"), **fields)
    assert (standing.attainment.value, standing.attainment.reason) == (None, reason)
    assert known().attainment.reason == "nothing is measured yet"


@pytest.mark.parametrize(
    ("baseline", "target", "variance"),
    [("260", "120", 10), ("120", "260", -10), ("", "260", -10), ("260", "", -10), ("9", "9", -10)],
)
def test_ahead_is_less_where_less_is_better(baseline: str, target: str, variance: int) -> None:
    rows = a_point("B-1", MONTH, "200"), a_reading("B-1", TODAY, "190")
    assert known(*rows, baseline=baseline, target=target).variance.value == variance


def test_what_is_not_planned_or_not_measured_is_neither_ahead_nor_behind() -> None:
    point, reading = a_point("B-1", MONTH, "200"), a_reading("B-1", TODAY, "190")
    assert known(point).variance.reason == "nothing is measured yet"
    assert known(reading).variance.reason == "its profile has no value this month"
    assert known(reading).forecast.reason == "its forecast has no value this month"
    assert known(point).planned.value == known(point).forecast.value == 200


@pytest.mark.parametrize(
    ("away", "state", "is_overdue"),
    [
        (None, "planned", False), (-1, "planned", True), (0, "planned", False),
        (1, "planned", False), (-1, "sustained", False),
    ],
)  # fmt: skip
def test_a_benefit_is_overdue_the_day_after_it_was_to_be_measured(
    away: int | None,
    state: str,
    is_overdue: bool,  # noqa: FBT001
) -> None:
    day = None if away is None else TODAY + DAY * away
    assert known(next_measure=day, state=state).is_overdue is is_overdue


def test_the_newest_reading_is_of_today_at_the_latest_and_not_archived() -> None:
    old, now, to_come = (a_reading("B-1", TODAY + DAY * away, str(away)) for away in (-5, 0, 1))
    other = a_reading("B-2", TODAY, "7")
    figures = figures_of(a_project(), a_benefit(), old, now, to_come, other)
    assert latest_reading(figures, id_of("B-1"), TODAY) == now
    assert latest_reading(figures, id_of("B-1"), TODAY - DAY) == old
    assert latest_reading(figures, id_of("B-1"), TODAY - DAY * 6) is None
    put_away = figures_of(a_project(), a_benefit(), old, replace(now, archived=True))
    assert latest_reading(put_away, id_of("B-1"), TODAY) == old


def test_a_stored_number_is_finite() -> None:
    assert stored_number("1.5") == Decimal("1.5")
    for text in ("", "many", "NaN", "Infinity"):
        assert stored_number(text) is None
