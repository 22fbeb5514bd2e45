"""This file tests the position of money: own and below added up, reasons, columns in use."""

from collections.abc import Mapping

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Money
from pmtui.query.scope import Scope, ids_in
from pmtui.views.money.comparison import MOST, comparison_chart
from pmtui.views.money.position import position_table
from pmtui.views.shapes.table import Cell, Table, ViewRequest
from tests.conftest import a_component, a_policy, a_project, eur, figures_of, id_of

PROGRAM = id_of("PG-1")


def a_program(budget: Money | None = None) -> Figures:
    return figures_of(
        a_component("PG-1", name="Relaunch", budget=budget),
        a_project("P-1", "PG-1", name="Site", budget=eur(600), spent=eur(400), forecast=eur(660)),
        a_project("P-2", "PG-1", name="Content", budget=eur(200), spent=eur(50), forecast=eur(190)),
        a_project("P-3", "PG-1", name="Campaign"),
    )


def requested(figures: Figures, scope: int = PROGRAM, sort: str = "") -> ViewRequest:
    ids = ids_in(figures.workspace, "components", Scope(scope))
    return ViewRequest(
        figures=figures, scope=scope, tables=("components",), ids=ids, total=len(ids),
        is_filtered=False, sort=sort,
    )  # fmt: skip


def cells(table: Table, row: int) -> Mapping[str, Cell]:
    keys = [column.key for column in table.columns]
    return dict(zip(keys, table.row(row).cells, strict=True))


def test_a_component_has_the_sum_of_those_below_and_stands_above_them() -> None:
    table = position_table(requested(a_program()))
    names = [cells(table, at)["name"].text for at in range(table.count)]
    assert names == ["Relaunch", "Site", "Content", "Campaign"]
    assert [table.row(at).depth for at in range(table.count)] == [0, 1, 1, 1]
    whole = cells(table, 0)
    assert whole["budget"].text == "800"
    assert whole["actual"].text == "450"
    assert whole["cost_forecast"].text == "850"
    assert whole["cost_to_go"].text == "400"
    assert whole["variance"] == Cell("+50", "warn")
    assert cells(table, 1)["variance"] == Cell("+60", "warn")
    assert cells(table, 2)["variance"] == Cell("-10", "good")


def test_what_is_far_over_budget_is_red_by_the_policy() -> None:
    figures = figures_of(a_project("P-1", budget=eur(100), forecast=eur(115)))
    table = position_table(requested(figures, 0))
    assert cells(table, 0)["variance"] == Cell("+15", "bad")


def test_a_row_without_a_sum_says_why_or_which_key_comes_next() -> None:
    figures = figures_of(
        a_project("P-1", budget=eur(100)),
        a_project("P-2"),
        a_project("P-3", budget=Money(100, "XTS"), spent=eur(1), forecast=eur(1)),
        a_component("PG-1"),
        a_project("P-4", "PG-1", budget=Money(100, "XTS")),
        a_project("P-5", "PG-1", budget=eur(5)),
    )
    table = position_table(requested(figures, 0))
    notes = {table.row(at).id: cells(table, at)["note"].text for at in range(table.count)}
    assert notes[id_of("P-1")] == "actual: not given"
    assert notes[id_of("P-2")] == "nothing given: s b sets a budget"
    assert notes[id_of("P-3")] == ""
    assert notes[id_of("PG-1")] == "budget: no rate from XTS to EUR"


def test_columns_that_say_nothing_in_the_store_are_left_out() -> None:
    bare = position_table(requested(figures_of(a_project("P-1")), 0))
    assert [column.key for column in bare.columns] == ["name", "budget", "note"]
    of_the_year = figures_of(
        a_project("P-1", year_budget=eur(10), year_forecast=eur(8), whole_life_cost=eur(90))
    )
    table = position_table(requested(of_the_year, 0))
    assert [column.key for column in table.columns] == [
        "name", "year_budget", "year_forecast", "year_variance", "whole_life_cost", "note",
    ]  # fmt: skip
    assert cells(table, 0)["year_variance"].text == "-2"


@pytest.mark.parametrize(("own", "left", "tone"), [(900, "100", "plain"), (700, "-100", "bad")])
def test_a_budget_of_its_own_is_compared_with_what_is_distributed_below(
    own: int, left: str, tone: str
) -> None:
    table = position_table(requested(a_program(budget=eur(own))))
    whole = cells(table, 0)
    assert whole["budget"].text == str(own)
    assert whole["distributed"].text == "800"
    assert (whole["unallocated"].text, whole["unallocated"].tone) == (left, tone)
    assert cells(table, 1)["unallocated"].text == "—"


def test_rows_that_are_sorted_lie_beside_each_other() -> None:
    table = position_table(requested(a_program(), sort="variance-"))
    assert [table.row(at).depth for at in range(table.count)] == [0, 0, 0, 0]
    names = [cells(table, at)["name"].text for at in range(table.count)]
    assert names == ["Site", "Relaunch", "Content", "Campaign"]


def test_the_comparison_draws_those_right_below_the_largest_first() -> None:
    chart = comparison_chart(requested(a_program()))
    assert [series.title for series in chart.series] == ["budget", "actual", "forecast"]
    budget = chart.series[0]
    assert [(point.at, point.value, point.entity) for point in budget.points] == [
        ("P-1 Site", 600.0, id_of("P-1")),
        ("P-2 Content", 200.0, id_of("P-2")),
    ]
    assert chart.unit == "EUR"


def test_the_comparison_of_a_project_is_of_itself() -> None:
    chart = comparison_chart(requested(a_program(), id_of("P-1")))
    assert [point.at for point in chart.series[0].points] == ["P-1 Site"]


def test_many_are_named_by_their_codes_and_the_rest_is_counted() -> None:
    figures = figures_of(
        *(a_project(f"P-{at}", budget=eur(at), code=f"C{at}") for at in range(1, 21))
    )
    chart = comparison_chart(requested(figures, 0))
    assert len(chart.series[0].points) == MOST
    assert chart.series[0].points[0].at == "C20"
    assert chart.title.endswith("the largest 12 of 20")


def test_the_comparison_is_of_this_year_where_nothing_else_is_given() -> None:
    figures = figures_of(a_project("P-1", year_budget=eur(10), year_forecast=eur(8)))
    chart = comparison_chart(requested(figures, 0))
    assert chart.title == "Budget and forecast of this year"
    assert [series.figure for series in chart.series] == ["year_budget", "year_forecast"]


def test_an_empty_comparison_names_the_next_key() -> None:
    chart = comparison_chart(requested(figures_of(a_project("P-1")), 0))
    assert all(not series.points for series in chart.series)
    assert "s b sets a budget" in chart.empty


@pytest.mark.parametrize(
    ("forecast", "cell"),
    [
        (99, Cell("-1", "good")),
        (100, Cell("0", "plain")),
        (104, Cell("+4", "plain")),
        (105, Cell("+5", "warn")),
        (114, Cell("+14", "warn")),
        (115, Cell("+15", "bad")),
    ],
)
def test_a_variance_is_rated_from_the_percent_that_the_policy_says(
    forecast: int, cell: Cell
) -> None:
    figures = figures_of(
        a_policy(cost_amber_percent=5, cost_red_percent=15),
        a_project("P-1", budget=eur(100), forecast=eur(forecast)),
    )
    assert cells(position_table(requested(figures, 0)), 0)["variance"] == cell


@pytest.mark.parametrize(
    ("count", "title", "name"),
    [
        (5, "Budget, actual and forecast", "P-1 Site"),
        (6, "Budget, actual and forecast", "P-1"),
        (MOST, "Budget, actual and forecast", "P-1"),
        (MOST + 1, f"Budget, actual and forecast, the largest {MOST} of {MOST + 1}", "P-1"),
    ],
)
def test_few_components_are_named_whole_and_of_many_the_largest_are_drawn(
    count: int, title: str, name: str
) -> None:
    projects = [
        a_project(f"P-{at}", "PG-1", name="Site", budget=eur(100 - at))
        for at in range(1, count + 1)
    ]
    chart = comparison_chart(requested(figures_of(a_component("PG-1"), *projects)))
    assert chart.title == title
    assert chart.begin == chart.series[0].points[0].at == name
    assert len(chart.series[0].points) == min(count, MOST)
    assert chart.series[0].points[0].value == 99.0


def test_an_amount_without_a_rate_is_drawn_as_none() -> None:
    project = a_project("P-1", "PG-1", budget=Money(100, "XTS"), spent=eur(3), forecast=eur(-4))
    chart = comparison_chart(requested(figures_of(a_component("PG-1"), project)))
    values = {series.title: series.points[0].value for series in chart.series}
    assert values == {"budget": None, "actual": 3.0, "forecast": -4.0}
