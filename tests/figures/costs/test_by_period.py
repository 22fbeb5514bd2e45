"""This file tests money by period: its sums are those of the whole life, each on its own days."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.figures.catalogue import figure
from pmtui.figures.core.amounts import NO_AMOUNT, Amount
from pmtui.figures.core.periods import PeriodLength
from pmtui.figures.costs.by_period import ROWS, ByPeriod, PeriodRow, by_period
from pmtui.figures.costs.own_costs import own_budget
from pmtui.figures.costs.position import cost_position, current_budget
from pmtui.figures.costs.task_shares import changes_of
from pmtui.figures.costs.typed_spread import shaped, spread_around
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Ops, apply, create, edit, touched
from pmtui.model.costing.ledger import BudgetChange, CostLine, LedgerEntry
from pmtui.model.entities.entity import Money
from pmtui.model.entities.policy import Policy, Rate
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at
from tests.conftest import a_component, a_project, a_task, a_workspace, eur, id_of

TODAY: Final = date(2026, 11, 23)
_MONDAY: Final = date(2026, 10, 5)
_LENGTHS: tuple[PeriodLength, ...] = ("month", "quarter", "year")
BUILD, SELL, ALL = id_of("P-1"), id_of("P-2"), id_of("PG-1")


def a_program(*, is_agreed: bool = True, **fields: Any) -> Workspace:
    """A program with two projects; tasks of the first were agreed at 1,200 euros."""
    workspace = a_workspace(
        a_component("PG-1", name="All", **fields),
        *a_project("P-1", "PG-1", board=False, start=_MONDAY, unfinished_work="as_planned"),
        *a_project("P-2", "PG-1", board=False, start=_MONDAY, finish=date(2027, 3, 31)),
        a_task("T-1", manual=True, start=_MONDAY, duration=20 * 480, fixed_cost=eur(800)),
        a_task("T-2", manual=True, start=date(2026, 12, 7), duration=10 * 480, fixed_cost=eur(400)),
    )
    return after("baseline.take", at(workspace, "P-1"), label="Agreed") if is_agreed else workspace


def edited(workspace: Workspace, key: int, **fields: Any) -> Workspace:
    """The same with some fields of a component."""
    return apply(workspace, edit("components", workspace.components[key], **fields))


def sheet_of(workspace: Workspace) -> Figures:
    """The figures of a workspace on the Monday of all tests."""
    return Figures(workspace, TODAY)


def an_entry(number: int, component: int, euros: int, day: date, **fields: Any) -> LedgerEntry:
    return LedgerEntry(
        id=number, component=component, title="Paid", posted=day, amount=eur(euros), **fields
    )


def row_of(
    figures: Figures, component: int, name: str, length: PeriodLength = "month"
) -> PeriodRow:
    return by_period(figures, ALL, length).rows[component][name]  # type: ignore[index]


def by_name(money: ByPeriod, row: PeriodRow) -> dict[str, int]:
    """Amounts other than nought in euros by the month they come in."""
    return {
        f"{period.last:%Y-%m}": amount // 100
        for period, amount in zip(money.periods, row.amounts, strict=True)
        if amount
    }


def test_a_budget_comes_as_its_baseline_planned_it() -> None:
    figures = sheet_of(a_program())
    money = by_period(figures, ALL)
    assert by_name(money, row_of(figures, BUILD, "budget")) == {"2026-10": 800, "2026-12": 400}
    assert row_of(figures, ALL, "budget").total.value == eur(1200)


def test_a_typed_budget_leaves_the_baseline_and_the_rest_has_no_day() -> None:
    figures = sheet_of(edited(a_program(), BUILD, budget=eur(1500)))
    row = row_of(figures, BUILD, "budget")
    assert (sum(row.amounts), row.undated, row.is_typed) == (1200_00, 300_00, True)


def test_a_typed_budget_without_a_baseline_is_spread_over_its_dates() -> None:
    figures = sheet_of(edited(a_program(), SELL, budget=eur(1780)))
    row = row_of(figures, SELL, "budget")
    assert row.undated == 0
    assert by_name(by_period(figures, ALL), row)["2026-11"] == 300


def test_what_was_posted_counts_on_its_day_and_nothing_is_to_come_before_the_data_date() -> None:
    workspace = a_program()
    rows = (
        an_entry(900, BUILD, 500, date(2026, 10, 9), task=id_of("T-1")),
        an_entry(901, BUILD, -20, date(2026, 11, 2), task=id_of("T-1"), capital=True),
    )
    figures = sheet_of(apply(workspace, tuple(create("ledger", row) for row in rows)))
    money = by_period(figures, ALL)
    actual, forecast = (row_of(figures, BUILD, name) for name in ("actual", "forecast"))
    assert by_name(money, actual) == {"2026-10": 500, "2026-11": -20}
    assert by_name(money, forecast) == {"2026-10": 500, "2026-11": 300, "2026-12": 400}
    assert sum(actual.capital) == -20_00
    assert sum(forecast.revenue) == 1220_00


def test_cost_lines_are_paid_off_by_entries_of_their_own_sort() -> None:
    lines = (
        CostLine(id=800, component=SELL, title="Servers", amount=eur(100), capital=True,
                 start=date(2027, 1, 1), finish=date(2027, 1, 31)),
        CostLine(id=801, component=SELL, title="Travel", amount=eur(50), finish=date(2027, 2, 5)),
    )  # fmt: skip
    workspace = apply(a_program(), tuple(create("cost_lines", line) for line in lines))
    paid = an_entry(900, SELL, 70, date(2026, 11, 3), capital=True)
    figures = sheet_of(apply(workspace, (create("ledger", paid),)))
    money, row = by_period(figures, ALL), row_of(figures, SELL, "forecast")
    assert by_name(money, row) == {"2026-11": 70, "2027-01": 30, "2027-02": 50}
    assert sum(row.capital) == 100_00


def test_a_typed_forecast_takes_the_shape_of_what_is_to_come_below() -> None:
    figures = sheet_of(edited(a_program(), BUILD, forecast=eur(2400)))
    money, row = by_period(figures, ALL), row_of(figures, BUILD, "forecast")
    assert by_name(money, row) == {"2026-11": 1600, "2026-12": 800}
    assert row.total.value == eur(2400)


def test_the_budget_of_a_year_stands_in_that_year_and_the_rest_around_it() -> None:
    fields = {"budget": eur(1000), "year_budget": eur(600), "start": date(2026, 1, 1),
              "finish": date(2027, 12, 31)}  # fmt: skip
    figures = sheet_of(edited(a_program(), SELL, **fields))
    money = by_period(figures, ALL, "year")
    row = row_of(figures, SELL, "budget", "year")
    amounts = {
        str(period.year): amount for period, amount in zip(money.periods, row.amounts, strict=True)
    }
    assert amounts == {"2026": 600_00, "2027": 400_00}


def test_a_forecast_of_the_year_alone_stands_there_without_a_total() -> None:
    figures = sheet_of(edited(a_program(is_agreed=False), SELL, year_forecast=eur(90)))
    row = row_of(figures, SELL, "forecast", "year")
    assert (row.total.value, row.undated, sum(row.amounts)) == (None, None, 90_00)


def test_a_store_without_money_has_reasons_and_no_amounts() -> None:
    figures = sheet_of(a_workspace(a_component("PG-1", name="All")))
    money = by_period(figures, ALL)
    assert money.periods == ()
    assert all(not row.amounts and row.total.reason for row in money.rows[ALL].values())


@given(
    amount=st.integers(-(10**9), 10**9),
    in_year=st.integers(-(10**9), 10**9),
    start=st.integers(0, 2000),
    length=st.integers(0, 2000),
)
def test_what_is_spread_around_a_year_never_exceeds_the_whole(
    amount: int, in_year: int, start: int, length: int
) -> None:
    flows = spread_around(amount, in_year, (start, start + length), (500, 1000))
    has_more = min(start + length, 500) > start or start + length > max(start, 1000)
    assert sum(flow.total for flow in flows) == (amount if has_more else in_year)


@given(st.lists(st.integers(-1000, 1000), min_size=1), st.integers(-1000, 1000))
def test_a_shape_leads_to_its_amount(values: list[int], amount: int) -> None:
    if values[-1]:
        assert shaped(values, values[-1], amount)[-1] == amount


def _drawn(chance: Random, currencies: Sequence[str] = ("EUR", "EUR", "GBP")) -> Workspace:
    """A program of which much is typed, agreed, planned and paid in several currencies."""
    workspace = a_program(
        is_agreed=chance.random() < 0.7,
        budget=chance.choice([None, eur(5000)]),
        forecast=chance.choice([None, eur(900)]),
    )
    rate = Rate(id=700, currency="GBP", rate="1.1733", at=date(2026, 10, 20))
    ops: list[Any] = [create("rates", rate)] if chance.random() < 0.7 else []
    ops.append(create("policy", Policy(id=1, year_start=chance.choice([1, 4, 7]))))
    for number in range(chance.randrange(0, 8)):
        money = Money(chance.randrange(-9_999, 99_999), chance.choice(currencies))
        day = _MONDAY + timedelta(days=chance.randrange(0, 90))
        task = chance.choice([0, id_of("T-1"), id_of("T-2")])
        place = BUILD if task else chance.choice([ALL, BUILD, SELL])
        fields: dict[str, Any] = {
            "component": place,
            "task": task,
            "capital": chance.random() < 0.5,
        }
        if chance.random() < 0.5:
            row = LedgerEntry(id=900 + number, title="Paid", posted=day, amount=money, **fields)
            ops.append(create("ledger", row))
        else:
            start = chance.choice([None, day])
            accrual: Any = chance.choice(["start", "prorated", "end"])
            line = CostLine(
                id=900 + number, title="Line", amount=Money(abs(money.amount), money.currency),
                start=start, accrual=accrual, **fields,
            )  # fmt: skip
            ops.append(create("cost_lines", line))
    for number in range(chance.randrange(0, 4)):
        into, taken_from = chance.sample([ALL, BUILD, SELL], 2)
        change = BudgetChange(
            id=930 + number, title="More", component=into,
            taken_from=chance.choice([0, taken_from]),
            at=_MONDAY + timedelta(days=chance.randrange(-20, 90)),
            amount=Money(chance.randrange(1, 99_999), chance.choice(currencies)),
            state=chance.choice(["approved", "approved", "proposed"]),
        )  # fmt: skip
        ops.append(create("budget_changes", change))
    workspace = apply(workspace, tuple(ops))
    for key in (BUILD, SELL):
        given_fields = {
            name: Money(chance.randrange(0, 500_000), "EUR")
            for name in ("budget", "spent", "forecast", "year_budget", "year_forecast")
            if chance.random() < 0.3
        }
        workspace = edited(workspace, key, **given_fields)
    return workspace


@pytest.mark.parametrize("length", _LENGTHS)
@settings(max_examples=40, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_periods_and_what_has_no_day_add_up_to_the_whole_life(
    length: PeriodLength, chance: Random
) -> None:
    figures = sheet_of(_drawn(chance))
    money = by_period(figures, ALL, length)
    for component, rows in money.rows.items():
        position = cost_position(figures, component)
        wholes = (current_budget(figures, component), position.actual, position.forecast)
        for name, whole in zip(ROWS, wholes, strict=True):
            row = rows[name]
            assert row.total == whole
            assert (row.undated is None) == (whole.value is None)
            if whole.value is not None:
                assert row.undated is not None
                assert sum(row.amounts) + row.undated == whole.value.amount
                assert [*map(sum, zip(row.capital, row.revenue, strict=True))] == [*row.amounts]


_ANSWERS: Final = {"budget": "budget", "actual": "actual", "forecast": "cost_forecast"}
"""The figure that says the same as a row by period."""


@settings(max_examples=60, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_position_periods_and_figures_give_one_answer_to_what_money_there_is(
    chance: Random,
) -> None:
    figures = sheet_of(_drawn(chance))
    rows = by_period(figures, 0).rows
    for component in (ALL, BUILD, SELL):
        money, row = figures.money(component), figures.workspace.components[component]
        for name in ROWS:
            declared = figure(_ANSWERS[name])
            assert declared is not None
            total = rows[component][name].total
            assert getattr(money, name) == total
            assert declared.read(figures)(row) == total.value
    whole = figures.money(0)
    assert [rows[0][name].total for name in ROWS] == [whole.budget, whole.actual, whole.forecast]


def _minor(amount: Amount) -> int:
    return 0 if amount.value is None else amount.value.amount


@settings(max_examples=60, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_every_column_is_its_own_part_and_those_below_unless_it_was_typed(chance: Random) -> None:
    figures = sheet_of(_drawn(chance, ("EUR",)))
    for component in (0, ALL, BUILD, SELL):
        row = figures.workspace.components.get(component)
        position, money = cost_position(figures, component), figures.money(component)
        own, below = (
            position.own,
            [figures.money(child) for child in figures.live_children(component)],
        )
        if row is None or row.budget is None:
            lines = own_budget(figures, component) if component else NO_AMOUNT
            added = sum(change.amount.amount for change in changes_of(figures, component))
            assert _minor(money.budget) == added + _minor(lines) + sum(
                _minor(part.budget) for part in below
            )
        if not position.is_typed:
            parts = sum(_minor(part.actual) for part in below)
            assert _minor(money.actual) == _minor(own.actual) + parts
        if row is None or row.forecast is None:
            to_go = sum(_minor(part.to_go) for part in below)
            assert _minor(money.to_go) == _minor(own.to_go) + to_go
            if money.forecast.counted and not position.is_typed:
                # Where nothing says what is to come, a part counts with what it has cost.
                forecasts = [
                    part.forecast if part.forecast.counted else part.actual for part in below
                ]
                spent = _minor(own.actual) + _minor(own.to_go)
                assert _minor(money.forecast) == spent + sum(map(_minor, forecasts))


@settings(max_examples=30, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_only_a_part_without_dates_is_left_out_of_actual_and_forecast(chance: Random) -> None:
    figures = sheet_of(_drawn(chance, ("EUR",)))
    for component in (BUILD, SELL):
        rows = by_period(figures, ALL).rows[component]
        for name in ("actual", "forecast"):
            assert rows[name].undated in {None, 0}, name


@settings(max_examples=30, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_after_an_edit_money_by_period_is_that_of_a_fresh_sheet(chance: Random) -> None:
    figures = sheet_of(_drawn(chance))
    by_period(figures, ALL)
    for _ in range(4):
        workspace = figures.workspace
        ops: Ops = chance.choice(_EDITS)(workspace, chance)
        figures = figures.next(apply(workspace, ops), touched(ops), TODAY)
        fresh = sheet_of(figures.workspace)
        for length in _LENGTHS:
            assert by_period(figures, ALL, length) == by_period(fresh, ALL, length)


def _slip(workspace: Workspace, chance: Random) -> Ops:
    day = _MONDAY + timedelta(days=chance.randrange(200))
    return edit("tasks", workspace.tasks[id_of("T-2")], start=day)


def _progress(workspace: Workspace, chance: Random) -> Ops:
    return edit("tasks", workspace.tasks[id_of("T-1")], percent=chance.randrange(101))


def _type(workspace: Workspace, chance: Random) -> Ops:
    name = chance.choice(["budget", "spent", "forecast", "year_budget"])
    money = eur(chance.randrange(1000))
    return edit("components", workspace.components[chance.choice([ALL, SELL])], **{name: money})


def _pay(workspace: Workspace, chance: Random) -> Ops:
    number = 2000 + len(workspace.rows("ledger"))
    day = _MONDAY + timedelta(days=chance.randrange(90))
    return (create("ledger", an_entry(number, SELL, chance.randrange(100), day)),)


_EDITS: Final = (_slip, _progress, _type, _pay)
