"""This file tests what the view for deciding shows: what is in, why others are out, the charts."""

from datetime import date

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import COMPONENTS, Component
from pmtui.model.entities.entity import Money
from pmtui.views.decide import decided
from pmtui.views.decide.decide_parts import balance_chart, bubble_chart, selection_table
from pmtui.views.decide.frontier_chart import frontier_chart
from pmtui.views.decide.scoring_parts import sequence_table
from pmtui.views.shapes.table import ViewRequest, request_of_scope
from tests.conftest import a_workspace


def _euros(amount: int) -> Money:
    return Money(amount * 100, "EUR")


def _request(budget: int | None = 10) -> ViewRequest:
    """Four projects of a portfolio: their costs and worth, and one that nobody has valued."""
    rows = [
        Component(
            id=1, key="PF-1", kind="portfolio", name="Plants",
            budget=None if budget is None else _euros(budget),
        ),
        *(
            Component(
                id=at + 1, key=f"P-{at}", kind="project", name=f"Plant {at}", component=1,
                budget=_euros(cost), benefits_baseline=_euros(worth),
                category="north" if at < 3 else "south",
            )
            for at, (cost, worth) in enumerate(((6, 9), (3, 5), (5, 6), (2, 4)), 1)
        ),
        Component(
            id=6, key="P-5", kind="project", name="Unknown", component=1, budget=_euros(1)
        ),
    ]  # fmt: skip
    figures = Figures(a_workspace(*rows), date(2026, 12, 1))
    return request_of_scope(figures, 1, (COMPONENTS.name,))


def _cells(request: ViewRequest) -> dict[str, list[str]]:
    table = selection_table(request)
    rows = [[cell.text for cell in table.row(at).cells] for at in range(table.count)]
    return {cells[0]: cells[2:] for cells in rows}


def test_the_projects_worth_most_within_the_budget_are_in_and_each_other_says_why_not() -> None:
    cells = _cells(_request())
    assert {key for key, row in cells.items() if row[0] == "in"} == {"P-2", "P-3", "P-4"}
    assert cells["P-1"][-1] == "budget lacks 6 EUR"
    assert cells["P-5"][-1] == "has no benefits baseline"
    assert cells["P-5"][2] == "—"
    assert cells["P-4"][3] == "2.00"


def test_the_foot_says_what_the_chosen_come_to_and_what_there_is() -> None:
    words = " ".join(cell.text for line in selection_table(_request()).foot for cell in line)
    assert words == "optimal: worth 15 EUR for 10 EUR of 10 EUR"


def test_without_a_budget_or_funding_it_says_that_nothing_limits_the_choice() -> None:
    words = " ".join(cell.text for line in selection_table(_request(None)).foot for cell in line)
    assert "no funding and no budget" in words


def test_bubbles_stand_at_cost_and_worth_of_each_project_that_has_both() -> None:
    chart = bubble_chart(_request())
    points = {
        point.title: (series.title, point.at, point.value)
        for series in chart.series
        for point in series.points
    }
    assert points == {
        "P-1": ("out", 6.0, 9.0), "P-2": ("in", 3.0, 5.0), "P-3": ("in", 5.0, 6.0),
        "P-4": ("in", 2.0, 4.0),
    }  # fmt: skip


def test_the_balance_shares_cost_and_worth_of_what_is_in_among_the_categories() -> None:
    chart = balance_chart(_request())
    shares = {
        series.title: {str(point.at): round(point.value or 0) for point in series.points}
        for series in chart.series
    }
    assert shares["cost in"] == {"north": 30, "south": 70, "none named": 0}
    assert shares["worth in"] == {"north": 33, "south": 67, "none named": 0}  # 5, and 6 + 4 of 15
    assert sum(shares["cost of all"].values()) == 100


def test_the_frontier_has_each_budget_from_which_there_is_more_and_names_the_sets() -> None:
    (series,) = frontier_chart(_request()).series
    steps = [(point.at, point.value, point.title) for point in series.points]
    assert steps == [
        (0.0, 0.0, "none"),
        (2.0, 4.0, "P-4"),
        (3.0, 5.0, "P-2"),
        (5.0, 9.0, "P-2, P-4 or P-1"),
        (7.0, 10.0, "P-3, P-4"),
        (8.0, 13.0, "P-1, P-4"),
        (9.0, 14.0, "P-1, P-2"),
        (10.0, 15.0, "P-2, P-3, P-4"),
    ]


def test_without_a_limit_there_is_no_frontier() -> None:
    chart = frontier_chart(_request(None))
    assert not chart.series
    assert "no funding and no budget" in chart.empty


def test_a_long_frontier_has_what_some_budgets_give_and_how_far_that_is_proved() -> None:
    costs = [17 * at % 41 + 20 for at in range(40)]
    rows = [
        Component(id=1, key="PF-1", kind="portfolio", name="Many", budget=_euros(sum(costs) // 3)),
        *(
            Component(
                id=at + 2, key=f"P-{at + 1}", kind="project", name=f"Plant {at}", component=1,
                budget=_euros(cost), benefits_baseline=_euros(cost + 13 * at % 29),
            )
            for at, cost in enumerate(costs)
        ),
    ]  # fmt: skip
    figures = Figures(a_workspace(*rows), date(2026, 12, 1))
    chart = frontier_chart(request_of_scope(figures, 1, (COMPONENTS.name,)))
    values = [point.value or 0.0 for point in chart.series[0].points]
    assert len(values) >= 6
    assert values == sorted(values)
    for band in chart.bands:
        assert all(point.high >= point.low for point in band.points)


def test_a_scope_and_an_operation_that_are_under_way_cost_first_and_are_no_candidates() -> None:
    rows = [
        Component(
            id=1, key="P-1", kind="project", name="Plants", budget=_euros(10), state="active"
        ),
        Component(
            id=2, key="P-2", kind="project", name="North", component=1, budget=_euros(4),
            benefits_baseline=_euros(5),
        ),
        Component(
            id=3, key="OP-1", kind="operation", name="Desk", component=1, budget=_euros(2),
            state="active",
        ),
    ]  # fmt: skip
    figures = Figures(a_workspace(*rows), date(2026, 12, 1))
    assert {*_cells(request_of_scope(figures, 1, (COMPONENTS.name,)))} == {"P-2"}


def test_the_chosen_stand_in_the_order_of_their_starts_with_why_not_earlier() -> None:
    table = sequence_table(_request())
    rows = [[cell.text for cell in table.row(at).cells] for at in range(table.count)]
    assert {row[1]: (row[0], row[4]) for row in rows} == dict.fromkeys(
        ("P-2", "P-3", "P-4"), ("—", "has no start or no finish")
    )
    foot = " ".join(cell.text for line in table.foot for cell in line)
    assert foot.startswith("cost of delay by benefits baseline 0, by start 0")


def test_too_many_to_be_put_in_order_on_the_screen_are_left_to_the_command_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(decided, "MOST_IN_ORDER", 3)
    assert "pmtui select --sequence" in sequence_table(_request()).empty
