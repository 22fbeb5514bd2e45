"""This file tests which way a score went."""

from decimal import Decimal

import pytest

from pmtui.figures.risk.score_trend import Trend, score_trend


@pytest.mark.parametrize(
    ("now", "before", "trend"),
    [
        (Decimal(20), Decimal(12), "up"),
        (Decimal(12), Decimal(12), "same"),
        (Decimal("12.0"), Decimal(12), "same"),
        (Decimal(4), Decimal(12), "down"),
        (None, Decimal(12), None),
        (Decimal(12), None, None),
    ],
)
def test_a_score_goes_up_or_down_or_neither(
    now: Decimal | None, before: Decimal | None, trend: Trend | None
) -> None:
    assert score_trend(now, before) == trend
