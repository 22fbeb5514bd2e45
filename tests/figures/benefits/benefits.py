"""This file builds benefits with profiles and readings for tests."""

from datetime import date
from typing import Any

from pmtui.model.benefits.profiles import ProfilePoint, Reading
from pmtui.model.entities.registers import Benefit
from tests.conftest import id_of


def a_benefit(key: str = "B-1", component: str = "P-1", **fields: Any) -> Benefit:
    """A benefit whose measure falls from 260 to 120."""
    given = {"title": "Fewer calls", "baseline": "260", "target": "120", **fields}
    return Benefit(id=id_of(key), key=key, component=id_of(component), **given)


def a_point(benefit: str, period: date, planned: str, forecast: str = "") -> ProfilePoint:
    """A point of a benefit's profile."""
    return ProfilePoint(
        id=id_of(benefit) * 100_000 + period.toordinal() % 100_000,
        component=id_of("P-1"),
        benefit=id_of(benefit),
        period=period,
        planned=planned,
        forecast=forecast,
    )


def a_reading(benefit: str, at: date, value: str) -> Reading:
    """A measured value."""
    return Reading(
        id=id_of(benefit) * 1_000_000 + at.toordinal(),
        component=id_of("P-1"),
        benefit=id_of(benefit),
        at=at,
        value=value,
    )
