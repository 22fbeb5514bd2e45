"""This file tests how an indicator is rated: by its bands, whichever way is good."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from pmtui.figures.benefits.kpi_measures import kpi_standing, worst_rating
from pmtui.model.benefits.profiles import Kpi, KpiReading
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import Objective
from tests.conftest import TODAY, Parts, a_project, figures_of, id_of

_BANDS = {"target": "100", "green_within": "5", "amber_within": "20"}


def a_kpi(key: str = "KP-1", **fields: Any) -> Kpi:
    given = {"title": "Calls", **_BANDS, **fields}
    return Kpi(id=id_of(key), key=key, component=id_of("P-1"), **given)


def a_value(value: str, kpi: str = "KP-1", days_ago: int = 1) -> KpiReading:
    return KpiReading(
        id=id_of(kpi) * 1000 + days_ago,
        component=id_of("P-1"),
        kpi=id_of(kpi),
        at=TODAY - timedelta(days=days_ago),
        value=value,
    )


def rated(value: str, **fields: Any) -> str:
    kpi = a_kpi(**fields)
    return kpi_standing(figures_of(a_project(), kpi, a_value(value)), kpi).rating


@pytest.mark.parametrize(
    ("better", "ratings"),
    [
        ("higher", {"130": "G", "95": "G", "94.9": "A", "80": "A", "79": "R"}),
        ("lower", {"70": "G", "105": "G", "105.1": "A", "120": "A", "121": "R"}),
        ("on_target", {"95": "G", "105": "G", "106": "A", "80": "A", "121": "R", "79": "R"}),
    ],
)
def test_bands_are_counted_from_the_target_the_bad_way(
    better: str, ratings: dict[str, str]
) -> None:
    assert {value: rated(value, better=better) for value in ratings} == ratings


def test_without_bands_all_that_falls_short_is_red() -> None:
    bare = {"green_within": "", "amber_within": ""}
    assert [rated(value, **bare) for value in ("100", "99.9")] == ["G", "R"]
    assert rated("96", amber_within="") == "G"
    assert rated("94", amber_within="") == "R"


def test_what_is_not_measured_or_has_no_target_is_not_rated() -> None:
    kpi = a_kpi()
    standing = kpi_standing(figures_of(a_project(), kpi), kpi)
    assert (standing.rating, standing.shortfall.reason) == ("", "nothing is measured yet")
    assert rated("50", target="") == ""


def test_the_newest_reading_up_to_today_counts() -> None:
    kpi = a_kpi(baseline="200", target="100", better="lower")
    readings = a_value("180", days_ago=9), a_value("150"), a_value("100", days_ago=-1)
    standing = kpi_standing(figures_of(a_project(), kpi, *readings), kpi)
    assert standing.value.value == 150
    assert standing.attainment.value == Decimal("0.5")
    assert standing.shortfall.value == 50


def test_an_objective_is_as_good_as_its_worst_indicator() -> None:
    parts: list[Entity | Parts] = [
        a_project(),
        Objective(id=id_of("J-1"), key="J-1", title="Service"),
        a_kpi("KP-1", objective=id_of("J-1")),
        a_kpi("KP-2", objective=id_of("J-1")),
        a_kpi("KP-3", objective=id_of("J-1"), archived=True),
        a_value("100", "KP-1"),
        a_value("50", "KP-3"),
    ]
    assert worst_rating(figures_of(*parts), id_of("J-1")) == "G"
    assert worst_rating(figures_of(*parts, a_value("85", "KP-2")), id_of("J-1")) == "A"
    assert worst_rating(figures_of(a_project()), id_of("J-1")) == ""
