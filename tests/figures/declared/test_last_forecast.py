"""This file tests what was forecast by the end of last month, and by what the forecast differs."""

from datetime import date
from typing import Any, Final

import pytest

from pmtui.figures.costs.last_forecast import NO_STATUS
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, create, delete, edit
from pmtui.model.costing.status_points import StatusPoint
from pmtui.model.entities.entity import Money
from tests.conftest import a_component, a_project, a_workspace, eur, figures_after, id_of
from tests.figures.declared.test_inputs import inputs, value

TODAY: Final = date(2026, 11, 23)


def _point(number: int, of: str, day: date, eac: int | None, ac: int | None = None) -> StatusPoint:
    amounts: dict[str, Any] = {
        name: None if euros is None else eur(euros) for name, euros in (("eac", eac), ("ac", ac))
    }
    return StatusPoint(
        id=7000 + number, key=f"SP-{number}", component=id_of(of), data_date=day, **amounts
    )


def _figures(*points: StatusPoint) -> Figures:
    workspace = a_workspace(
        a_component("PG-1", name="All"),
        a_project("P-1", "PG-1", name="Site", spent=eur(40), forecast=eur(120)),
        a_project("P-2", "PG-1", name="Film", forecast=eur(50)),
    )
    ops = tuple(create("status_points", point) for point in points)
    return Figures(apply(workspace, ops), TODAY)


def test_the_newest_status_up_to_the_end_of_last_month_is_compared_with() -> None:
    figures = _figures(
        _point(1, "P-1", date(2026, 9, 30), 90),
        _point(2, "P-1", date(2026, 10, 31), 100, 30),
        _point(3, "P-1", date(2026, 11, 1), 119, 39),
    )
    assert value(figures, "last_forecast", id_of("P-1")) == eur(100)
    assert value(figures, "forecast_change", id_of("P-1")) == eur(20)
    parts = inputs(figures, "forecast_change", id_of("P-1"))
    assert parts["spent since then"] == eur(10)
    assert (parts["still to come then"], parts["still to come now"]) == (eur(70), eur(80))
    reported = inputs(figures, "last_forecast", id_of("P-1"))
    assert reported == {"SP-2 of 2026-10-31, P-1 Site": eur(100)}


def test_above_those_that_reported_their_forecasts_are_added_up() -> None:
    first, second = _point(1, "P-1", date(2026, 10, 1), 100), _point(2, "P-2", date(2026, 9, 1), 60)
    figures = _figures(first, second)
    assert value(figures, "last_forecast", id_of("PG-1")) == eur(160)
    assert value(figures, "forecast_change", id_of("PG-1")) == eur(10)
    of_its_own = _figures(first, second, _point(3, "PG-1", date(2026, 10, 9), 166))
    assert value(of_its_own, "forecast_change", id_of("PG-1")) == eur(4)
    fewer = figures_after(figures, *(delete("status_points", second),))
    assert value(fewer, "last_forecast", id_of("PG-1")) == eur(100)
    assert value(fewer, "forecast_change", id_of("PG-1")) is None
    why = inputs(fewer, "forecast_change", id_of("PG-1"))["undefined because"]
    assert why == "1 of 2 forecasts were reported then"


@pytest.mark.parametrize(
    ("left", "words"),
    [
        ("P-1", "2 forecasts were reported then, and 1 stands now"),
        ("", "2 forecasts were reported then, and none stands now"),
    ],
)
def test_where_fewer_forecast_now_than_then_that_is_said(left: str, words: str) -> None:
    points = _point(1, "P-1", date(2026, 10, 1), 100), _point(2, "P-2", date(2026, 9, 1), 60)
    figures = _figures(*points)
    gone = [row for row in ("P-1", "P-2") if row != left]
    rows = [figures.workspace.components[id_of(key)] for key in gone]
    now = figures_after(
        figures, *(op for row in rows for op in edit("components", row, forecast=None, spent=None))
    )
    assert inputs(now, "forecast_change", id_of("PG-1"))["undefined because"] == words


def test_without_a_status_there_is_nothing_to_compare_with() -> None:
    figures = _figures(_point(1, "P-1", TODAY, 100), _point(2, "P-2", date(2026, 10, 1), None))
    for name in ("last_forecast", "forecast_change"):
        assert value(figures, name, id_of("P-1")) is None
        assert inputs(figures, name, id_of("P-1"))["undefined because"] == NO_STATUS
        assert value(figures, name, id_of("P-2")) is None


def test_forecasts_in_a_currency_without_a_rate_are_not_compared() -> None:
    other = StatusPoint(
        id=7009, component=id_of("P-1"), data_date=date(2026, 10, 1), eac=Money(5, "XTS")
    )
    figures = _figures(other)
    assert value(figures, "forecast_change", id_of("P-1")) is None
    assert "XTS" in inputs(figures, "forecast_change", id_of("P-1"))["undefined because"]
