"""This file tests the chart of how benefits come, alone in its unit or several by attainment."""

from datetime import date
from typing import Final

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Entity
from pmtui.views.benefits.realisation_chart import MOST, realisation_chart
from pmtui.views.charts.chart import Chart, Series
from pmtui.views.shapes.table import ViewRequest, request_of_scope
from tests.conftest import TODAY, Parts, a_project, a_task, eur, figures_of, id_of
from tests.figures.benefits.benefits import a_benefit, a_point, a_reading

_JAN: Final = date(2027, 1, 1)
_MARCH: Final = date(2027, 3, 1)
_END: Final = date(2027, 4, 30)


def _drawn(*rows: Entity | Parts) -> Chart:
    return realisation_chart(_request(figures_of(a_project(finish=date(2026, 12, 18)), *rows)))


def _request(figures: Figures) -> ViewRequest:
    return request_of_scope(figures, id_of("P-1"), ("benefits",))


def _values(series: Series) -> list[tuple[object, float | None]]:
    return [(point.at, point.value) for point in series.points]


def test_one_benefit_is_drawn_in_its_unit_as_planned_forecast_and_measured() -> None:
    chart = _drawn(
        a_benefit(starts=_JAN, ends=_END, unit="calls"),
        a_point("B-1", _JAN, "200", "220"),
        a_point("B-1", _MARCH, "120"),
        a_reading("B-1", date(2026, 11, 2), "255"),
    )
    assert (chart.title, chart.unit) == ("B-1 Fewer calls", "calls")
    planned, forecast, measured = chart.series
    months = [_JAN, date(2027, 2, 1), _MARCH, date(2027, 4, 1)]
    assert _values(planned) == [*zip(months, (200, 200, 120, 120), strict=True)]
    assert _values(forecast) == [*zip(months, (220, 220, 120, 120), strict=True)]
    assert _values(measured) == [(date(2026, 11, 2), 255)]
    assert [(mark.title, mark.at) for mark in chart.marks] == [
        ("today", TODAY), ("projects close", date(2026, 12, 18)),
    ]  # fmt: skip


def test_what_was_not_measured_is_no_line() -> None:
    chart = _drawn(a_benefit(ends=_END), a_point("B-1", _JAN, "200"))
    assert [series.title for series in chart.series] == ["planned", "forecast"]


def test_several_benefits_are_drawn_by_their_attainment_and_losses_below_the_line() -> None:
    chart = _drawn(
        a_benefit(ends=_END),
        a_point("B-1", _JAN, "190"),
        a_benefit("B-2", kind="dis_benefit", baseline="0", target="40", ends=_END),
        a_point("B-2", _MARCH, "10"),
    )
    assert (chart.title, chart.unit) == ("Forecast of attainment", "%")
    first, second = chart.series
    assert (first.title, _values(first)[0]) == ("B-1", (_JAN, 50.0))
    assert _values(second) == [(_MARCH, -25.0), (date(2027, 4, 1), -25.0)]


def test_a_slip_of_the_milestone_moves_the_forecast_alone() -> None:
    chart = _drawn(
        a_task("M-1", start=date(2027, 2, 15), finish=date(2027, 2, 15)),
        a_benefit(starts=_JAN, start_after=id_of("M-1"), ends=_END),
        a_point("B-1", _JAN, "190"),
    )
    planned, forecast = chart.series
    assert _values(planned)[0] == (_JAN, 190)
    assert _values(forecast)[0] == (date(2027, 2, 1), 190)


def test_the_benefits_worth_most_are_drawn_and_the_title_counts() -> None:
    rows: list[Entity] = []
    for number in range(1, MOST + 3):
        key = f"B-{number}"
        rows += [a_benefit(key, ends=_END, value=eur(number)), a_point(key, _JAN, "190")]
    chart = _drawn(*rows, a_benefit("B-90"))
    assert chart.title == f"Forecast of attainment, {MOST} of {MOST + 3} benefits"
    assert [series.title for series in chart.series] == [f"B-{n}" for n in range(3, MOST + 3)]


def test_without_profiles_or_targets_it_is_said_what_to_do() -> None:
    assert "a adds a point" in _drawn(a_benefit()).empty
    unclear = [a_benefit(key, target="", ends=_END) for key in ("B-1", "B-2")]
    chart = _drawn(*unclear, a_point("B-1", _JAN, "190"), a_point("B-2", _JAN, "190"))
    assert not chart.series
    assert "a baseline and a target" in chart.empty
