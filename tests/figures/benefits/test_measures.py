"""This file tests how far a benefit has come, and how far it is ahead of its profile."""

from datetime import date
from decimal import Decimal

import pytest

from pmtui.figures.benefits.attainment import attainment, stored_number
from pmtui.figures.benefits.profile import measured
from pmtui.figures.business_case.flows import Answer
from tests.conftest import a_project, figures_of
from tests.figures.benefits.benefits import a_benefit, a_point, a_reading

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("baseline", "target", "value", "share"),
    [(260, 120, 190, "0.5"), (410, 900, 655, "0.5"), (260, 120, 260, "0"), (260, 120, 50, "1.5"),
     (260, 120, 330, "-0.5")],
)  # fmt: skip
def test_attainment_counts_in_both_directions(
    baseline: int, target: int, value: int, share: str
) -> None:
    answer = attainment(Decimal(baseline), Decimal(target), Answer(Decimal(value)))
    assert answer.value == Decimal(share)


def test_attainment_is_undefined_with_a_reason() -> None:
    value = Answer(Decimal(5))
    assert attainment(Decimal(5), Decimal(5), value).reason == "its target is its baseline"
    assert "is no number" in attainment(None, Decimal(5), value).reason
    nothing = measured(figures_of(a_project(), a_benefit()), a_benefit())
    assert nothing.attainment.reason == nothing.variance.reason == "nothing is measured yet"


def test_the_newest_reading_up_to_today_counts() -> None:
    readings = (
        a_reading("B-1", date(2026, 9, 1), "230"),
        a_reading("B-1", date(2026, 11, 1), "190"),
        a_reading("B-1", date(2026, 12, 1), "120"),
    )
    found = measured(figures_of(a_project(), a_benefit(), readings, today=TODAY), a_benefit())
    assert found.reading is not None
    assert found.reading.value == "190"
    assert found.attainment.value == Decimal("0.5")


@pytest.mark.parametrize(
    ("fields", "planned", "ahead"),
    [({}, "200", "10"), ({"baseline": "0", "target": "300"}, "200", "-10")],
)
def test_ahead_of_its_profile_is_positive_whichever_way_it_should_go(
    fields: dict[str, str], planned: str, ahead: str
) -> None:
    benefit = a_benefit(**fields)
    rows = (a_point("B-1", date(2026, 10, 1), planned), a_reading("B-1", TODAY, "190"))
    found = measured(
        figures_of(a_project(), benefit, rows[:1], rows[1:], today=date(2026, 10, 30)), benefit
    )
    assert found.variance.value is None
    later = measured(
        figures_of(a_project(), a_benefit(ends=date(2027, 1, 1), **fields), *rows, today=TODAY),
        a_benefit(ends=date(2027, 1, 1), **fields),
    )
    assert later.planned.value == Decimal(planned)
    assert later.variance.value == Decimal(ahead)


def test_words_of_an_older_store_are_no_number() -> None:
    assert stored_number("about 40") is None
    assert stored_number("NaN") is None
    assert stored_number("12.5") == Decimal("12.5")
