"""This file tests what came out for projects of a scope, and how the table of them is sorted."""

from decimal import Decimal

import msgspec
import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import COMPONENTS, Component
from pmtui.model.entities.entity import Money
from pmtui.views.decide.decide_parts import balance_chart, bubble_chart, selection_table
from pmtui.views.decide.decided import CandidateVerdict, decided, ratio_of
from pmtui.views.shapes.table import ViewRequest, request_of_scope
from tests.conftest import a_workspace
from tests.views.decide.test_decide_parts import _request


@pytest.mark.parametrize(
    ("cost", "worth", "ratio"),
    [
        (Money(200, "EUR"), Money(500, "EUR"), Decimal("2.5")),
        (Money(0, "EUR"), Money(500, "EUR"), None),
        (None, Money(500, "EUR"), None),
        (Money(200, "EUR"), None, None),
        (Money(200, "EUR"), Money(0, "EUR"), Decimal(0)),
    ],
)
def test_worth_for_cost_is_undefined_where_either_is_missing_or_it_costs_nothing(
    cost: Money | None, worth: Money | None, ratio: Decimal | None
) -> None:
    assert ratio_of(CandidateVerdict(is_in=True, cost=cost, worth=worth)) == ratio


def test_what_came_out_is_worked_out_once_until_the_next_edit() -> None:
    figures = _request().figures
    assert decided(figures, 1) is decided(figures, 1)


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        ("cost", "P-4 P-2 P-3 P-1 P-5"),
        ("worth", "P-4 P-2 P-3 P-1 P-5"),
        ("ratio", "P-3 P-1 P-2 P-4 P-5"),
        ("verdict", "P-2 P-3 P-4 P-1 P-5"),
        ("reason", "P-1 P-5 P-2 P-3 P-4"),
    ],
)
def test_projects_sort_by_what_a_column_shows_and_those_without_it_go_last(
    sort: str, keys: str
) -> None:
    table = selection_table(msgspec.structs.replace(_request(), sort=sort))
    assert [table.row(at).cells[0].text for at in range(table.count)] == keys.split()


def _with(*more: Component, budget: int | None = 10) -> ViewRequest:
    """The four projects, with others beside or in place of them."""
    request = _request(budget)
    rows = {**request.figures.workspace.components, **{row.id: row for row in more}}
    figures = Figures(a_workspace(*rows.values()), request.figures.today)
    return request_of_scope(figures, 1, (COMPONENTS.name,))


def test_cost_and_worth_are_written_short_with_a_dash_where_there_is_none() -> None:
    table = selection_table(_request())
    rows = [[cell.text for cell in table.row(at).cells] for at in range(table.count)]
    assert {row[0]: tuple(row[3:5]) for row in rows} == {
        "P-1": ("6", "9"), "P-2": ("3", "5"), "P-3": ("5", "6"), "P-4": ("2", "4"),
        "P-5": ("—", "—"),
    }  # fmt: skip


def test_a_budget_in_a_currency_that_nothing_changes_is_no_place_for_a_bubble() -> None:
    rows = _request().figures.workspace.components
    dollars = msgspec.structs.replace(rows[2], budget=Money(600, "USD"))
    shown = bubble_chart(_with(dollars, budget=None))
    titles = {point.title for series in shown.series for point in series.points}
    assert titles == {"P-2", "P-3", "P-4"}


def test_the_balance_counts_projects_and_not_the_budget_of_a_program_above_them() -> None:
    program = Component(
        id=9, key="PG-1", kind="program", name="Program", component=1, budget=Money(9900, "EUR"),
        category="west",
    )  # fmt: skip
    request = _with(program)
    assert 9 in request.ids
    assert balance_chart(request) == balance_chart(_request())
