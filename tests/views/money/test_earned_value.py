"""This file tests earned value by component and its S-curve, against sums made by hand."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, create, edit
from pmtui.model.costing.funding import Funding
from pmtui.model.entities.entity import Money
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.charts.chart import Chart
from pmtui.views.money.performance import performance_table
from pmtui.views.money.s_curve import s_curve
from pmtui.views.shapes.table import Cell, request_of_scope
from tests.conftest import a_policy, a_project, a_task, eur, figures_of, id_of
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


def changed(workspace: Workspace, key: str, **fields: Any) -> Workspace:
    return apply(workspace, edit("tasks", workspace.tasks[id_of(key)], **fields))


def with_component(workspace: Workspace, **fields: Any) -> Workspace:
    row = workspace.components[id_of("P-1")]
    return apply(workspace, edit("components", row, **fields))


def titles(chart: Chart) -> list[str]:
    return [series.title for series in chart.series]


def test_estimates_that_agree_span_no_band() -> None:
    on_plan = changed(a_plan(), "T-1", percent=50)
    chart = curve(on_plan)
    assert "forecast" in titles(chart)
    assert chart.bands == ()
    assert len(curve(a_plan()).bands) == 1


def test_nothing_is_forecast_where_the_planned_finish_is_no_later_than_the_data_date() -> None:
    (finish,) = (mark.at for mark in curve(a_plan()).marks if mark.title == "planned finish")
    assert isinstance(finish, date)
    for day, is_forecast in ((finish - timedelta(days=1), True), (finish, False)):
        chart = curve(with_component(a_plan(), status_date=day))
        assert ("forecast" in titles(chart)) is is_forecast
        assert bool(chart.bands) is is_forecast


@pytest.mark.parametrize(
    ("budget", "is_drawn"),
    [(eur(2800), True), (eur("2800.01"), False), (None, True), (Money(100, "GBP"), False)],
)
def test_a_budget_is_drawn_unless_it_would_flatten_the_other_lines(
    budget: Money | None,
    is_drawn: bool,  # noqa: FBT001
) -> None:
    # The estimate at completion is 1,400, and twice that is the most.
    assert ("budget" in titles(curve(with_component(a_plan(), budget=budget)))) is is_drawn


@pytest.mark.parametrize(("days", "points"), [(195, 40), (200, 11)])
def test_up_to_forty_weeks_are_drawn_by_the_week_and_more_by_the_month(
    days: int, points: int
) -> None:
    # The end of each week or month, and the Friday that is the data date.
    assert len(curve(agreed(a_costed_task("T-1", days, 1000))).series[0].points) == points


@pytest.mark.parametrize(
    ("percent", "index", "tone"),
    [(44, "0.91", "plain"), (43, "0.90", "warn"), (37, "0.81", "warn"), (36, "0.80", "bad")],
)
def test_an_index_is_rated_from_the_very_percent_that_the_policy_says(
    percent: int, index: str, tone: str
) -> None:
    # 700 are planned; of the first task 10 a percent are earned, of the second 200.
    workspace = changed(a_plan(), "T-1", percent=percent)
    policy = a_policy(cost_amber_percent=10, cost_red_percent=20)
    cell = cells(apply(workspace, (create("policy", policy),)))["spi"]
    assert (cell.text, cell.tone) == (index, tone)


@pytest.mark.parametrize(
    ("budget", "title"),
    [
        (1300, "S-curve"),
        (12_000, "S-curve of tasks, 1.20k of 12.0k budget"),
        (1500, "S-curve of tasks, 1.20k of 1.50k budget"),
    ],
)
def test_a_curve_says_of_how_much_of_the_budget_it_is(budget: int, title: str) -> None:
    workspace = a_plan()
    project = workspace.components[id_of("P-1")]
    assert curve(apply(workspace, edit("components", project, budget=eur(budget)))).title == title


def funded_curve(*amounts: Money) -> list[tuple[str, list[float]]]:
    workspace = a_plan()
    for at, amount in enumerate(amounts):
        given = Funding(
            id=9_000 + at, component=id_of("P-1"), title="Grant", amount=amount,
            at=MONDAY + timedelta(days=at),
        )  # fmt: skip
        workspace = apply(workspace, (create("funding", given),))
    return [
        (series.title, [point.value or 0.0 for point in series.points])
        for series in curve(workspace).series
        if series.title == "funded"
    ]


def test_what_is_given_adds_up_and_is_drawn_where_the_work_is_not_lost_under_it() -> None:
    assert funded_curve() == []
    assert funded_curve(eur(500), eur(400)) == [("funded", [500.0, 900.0])]
    assert funded_curve(eur(2800)) == [("funded", [2800.0])]
    assert funded_curve(eur(2801)) == []
    assert funded_curve(Money(500_00, "CHF")) == []
