"""This file tests earned value by component and its S-curve, against sums made by hand."""

from datetime import date, timedelta

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, edit
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.charts.chart import Chart
from pmtui.views.money.performance import performance_table
from pmtui.views.money.s_curve import s_curve
from pmtui.views.shapes.request import request_of_scope
from pmtui.views.shapes.table import Cell
from tests.conftest import a_project, a_task, eur, figures_of, id_of
from tests.figures.earned_value.planned import MONDAY, a_costed_task, agreed

FRIDAY = MONDAY + timedelta(days=4)


def a_plan() -> Workspace:
    """Ten days of 1,000 and five of 200; half of each is planned on Friday of the first week."""
    workspace = agreed(a_costed_task("T-1", 10, 1000), a_costed_task("T-2", 5, 200))
    for key, fields in (
        ("T-1", {"percent": 40, "actual_start": MONDAY, "actual_cost": eur(500)}),
        ("T-2", {"percent": 100, "actual_start": MONDAY, "actual_finish": FRIDAY,
                 "actual_cost": eur(200)}),
    ):  # fmt: skip
        workspace = apply(workspace, edit("tasks", workspace.tasks[id_of(key)], **fields))
    row = workspace.components[id_of("P-1")]
    return apply(workspace, edit("components", row, status_date=FRIDAY, budget=eur(1500)))


def cells(workspace: Workspace) -> dict[str, Cell]:
    figures = Figures(workspace, FRIDAY)
    table = performance_table(request_of_scope(figures, id_of("P-1"), ("components",)))
    keys = [column.key for column in table.columns]
    return dict(zip(keys, table.row(0).cells, strict=True))


def curve(workspace: Workspace) -> Chart:
    figures = Figures(workspace, FRIDAY)
    return s_curve(request_of_scope(figures, id_of("P-1"), ("components",)))


def test_a_component_has_the_sums_and_what_follows_from_them() -> None:
    shown = cells(a_plan())
    texts = {key: cell.text for key, cell in shown.items()}
    assert (texts["bac"], texts["pv"], texts["ev"], texts["ac"]) == ("1.20k", "700", "600", "700")
    assert (texts["sv"], texts["cv"], texts["spi"]) == ("-100", "-100", "0.86")
    assert (texts["cpi"], texts["eac"], texts["vac"]) == ("0.86", "1.40k", "-200")
    assert shown["cv"].tone == "warn"
    assert shown["cpi"].tone == "warn"
    assert shown["bac"].tone == "plain"


@pytest.mark.parametrize(("percent", "tone"), [(70, "plain"), (40, "warn"), (0, "bad")])
def test_an_index_is_rated_by_how_far_below_one_the_policy_minds(percent: int, tone: str) -> None:
    workspace = a_plan()
    task = workspace.tasks[id_of("T-1")]
    workspace = apply(workspace, edit("tasks", task, percent=percent))
    assert cells(workspace)["spi"].tone == tone


def test_where_nothing_is_measured_a_row_says_why_and_which_key_comes_next() -> None:
    figures = figures_of(a_project("P-1"), a_task("T-1"))
    table = performance_table(request_of_scope(figures, 0, ("components",)))
    assert [column.key for column in table.columns] == ["name", "bac", "note"]
    assert table.row(0).cells[-1].text == "no baseline was approved: B freezes one"
    assert "B freezes a baseline" in s_curve(request_of_scope(figures, 0, ("components",))).empty


def test_the_curve_ends_where_the_table_stands() -> None:
    chart = curve(a_plan())
    by_title = {series.title: series for series in chart.series}
    assert list(by_title) == ["PV", "EV", "AC", "forecast", "budget"]
    at_data_date = {
        title: next(point.value for point in by_title[title].points if point.at == FRIDAY)
        for title in ("PV", "EV", "AC")
    }
    assert at_data_date == {"PV": 700.0, "EV": 600.0, "AC": 700.0}
    assert by_title["PV"].points[-1].value == 1200.0
    assert chart.begin == FRIDAY
    assert [mark.title for mark in chart.marks] == ["data date", "planned finish"]


def test_the_forecast_goes_from_what_is_spent_to_the_estimate_at_the_planned_finish() -> None:
    chart = curve(a_plan())
    forecast = next(series for series in chart.series if series.title == "forecast")
    assert forecast.is_dashed
    assert [point.value for point in forecast.points] == [700.0, pytest.approx(1400.0)]
    assert forecast.points[0].at == FRIDAY
    finish = forecast.points[1].at
    assert isinstance(finish, date)
    assert finish > FRIDAY
    band = chart.bands[0].points[1]
    assert band.low == pytest.approx(1300.0)
    assert band.high == pytest.approx(700 + 600 / (6 / 7) ** 2, abs=0.01)


def test_what_is_not_known_after_the_data_date_is_not_drawn() -> None:
    chart = curve(a_plan())
    earned = next(series for series in chart.series if series.title == "EV")
    after = [point for point in earned.points if isinstance(point.at, date) and point.at > FRIDAY]
    assert after
    assert all(point.value is None for point in after)
