"""This file tests what of the money of components comes in the financial year, before and after."""

from datetime import date
from random import Random
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.figures.catalogue import figure
from pmtui.figures.core.amounts import Amount
from pmtui.figures.costs.in_year import YearMoney, in_year
from pmtui.figures.costs.own_costs import own_budget
from pmtui.figures.costs.position import cost_position
from pmtui.figures.costs.task_shares import changes_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, create, touched
from pmtui.model.costing.ledger import CostLine, LedgerEntry
from pmtui.model.entities.entity import Money
from tests.conftest import a_component, a_policy, a_project, a_workspace, eur, id_of
from tests.figures.costs.test_by_period import ALL, BUILD, SELL, _drawn

TODAY: Final = date(2026, 11, 23)
_FIELDS: Final = ("budget", "actual", "forecast")


def _line(number: int, project: str, euros: int, day: date) -> CostLine:
    return CostLine(
        id=800 + number, component=id_of(project), title="Line", amount=eur(euros), start=day
    )


def _paid(number: int, project: str, euros: int, day: date) -> LedgerEntry:
    return LedgerEntry(
        id=900 + number, component=id_of(project), title="Paid", amount=eur(euros), posted=day
    )


def _sheet(*rows: Any, **fields: Any) -> Figures:
    workspace = a_workspace(
        a_policy(year_start=4),
        a_component("PG-1", name="All"),
        a_project("P-1", "PG-1", board=False, **fields),
        a_project("P-2", "PG-1", board=False),
    )
    tables: dict[type, str] = {CostLine: "cost_lines", LedgerEntry: "ledger"}
    ops = tuple(create(tables[type(row)], row) for row in rows)
    return Figures(apply(workspace, ops), TODAY)


def _of(figures: Figures, component: int) -> YearMoney:
    return in_year(figures).components[component]


def _lines() -> tuple[Any, ...]:
    """Budgets of 100 last year, 200 this year and 400 the next; 70 paid last year, 50 this year."""
    return (
        _line(1, "P-1", 100, date(2026, 2, 10)),
        _line(2, "P-1", 200, date(2026, 12, 10)),
        _line(3, "P-1", 400, date(2027, 6, 10)),
        _paid(1, "P-1", 70, date(2026, 3, 31)),
        _paid(2, "P-1", 50, date(2026, 4, 1)),
    )


def test_a_year_has_its_days_and_what_was_not_spent_before_is_carried_over() -> None:
    figures = _sheet(*_lines(), _line(4, "P-2", 11, date(2026, 12, 1)))
    first = _of(figures, id_of("P-1"))
    assert first.budget.value == eur(200)
    assert first.actual.value == eur(50)
    assert first.carry_over.value == eur(30)
    # 120 of the 700 are paid, of the lines that end first: 180 and 400 are still to come.
    assert first.forecast.value == eur(50 + 180)
    assert first.later.value == eur(400)
    whole = _of(figures, 0)
    assert whole.budget.value == eur(211)
    assert whole.forecast.value == eur(241)
    assert _of(figures, id_of("PG-1")) == whole


def test_what_was_typed_for_the_year_counts_in_it() -> None:
    figures = _sheet(*_lines(), year_budget=eur(250), year_forecast=eur(260))
    assert _of(figures, id_of("P-1")).budget.value == eur(250)
    assert _of(figures, 0).forecast.value == eur(260)
    variance = figure("year_variance")
    assert variance is not None
    assert variance.read(figures)(figures.workspace.components[id_of("P-1")]) == eur(10)
    labels = {line.label for line in variance.inputs(figures, id_of("P-1"))}
    assert {"budget of this year", "forecast of this year"} <= labels


def test_the_year_is_that_of_the_last_report_where_nothing_later_has_money() -> None:
    fields = {"year_budget": eur(9), "reported_at": date(2023, 3, 31)}
    assert _of(_sheet(**fields), 0).budget.value == eur(9)
    typed_of_another_year = _sheet(_line(1, "P-2", 5, date(2026, 12, 1)), **fields)
    assert _of(typed_of_another_year, 0).budget.value == eur(5)


def test_a_store_without_money_has_no_year() -> None:
    figures = _sheet()
    assert in_year(figures).year is None
    for name in ("year_budget", "year_actual", "year_forecast", "carry_over", "later_forecast"):
        declared = figure(name)
        assert declared is not None
        assert declared.read(figures)(figures.workspace.components[id_of("P-1")]) is None
        assert [line.label for line in declared.inputs(figures, 0)][-1] == "undefined because"


def test_a_currency_without_a_rate_leaves_the_year_undefined_above_it() -> None:
    other = CostLine(
        id=850, component=id_of("P-2"), title="Line", amount=Money(5, "XTS"), start=TODAY
    )
    money = _of(_sheet(*_lines(), other), 0)
    assert money.budget.value is None
    assert "XTS" in money.budget.reason


def _minor(amount: Amount) -> int:
    return 0 if amount.value is None else amount.value.amount


@settings(max_examples=60, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_the_year_of_a_component_is_its_own_and_that_of_those_below(chance: Random) -> None:
    figures = Figures(_drawn(chance, ("EUR",)), TODAY)
    if in_year(figures).year is None:
        return
    whole, program = _of(figures, 0), _of(figures, ALL)
    row = figures.workspace.components[ALL]
    assert [getattr(whole, name).value for name in _FIELDS] == [
        getattr(program, name).value for name in _FIELDS
    ]
    below = [_of(figures, child) for child in (BUILD, SELL)]
    has_own = own_budget(figures, ALL).counted or any(changes_of(figures, ALL))
    if row.budget is None and not has_own:
        assert _minor(program.budget) == sum(_minor(money.budget) for money in below)
    if not cost_position(figures, ALL).own.actual.counted:
        assert _minor(program.actual) == sum(_minor(money.actual) for money in below)


@settings(max_examples=30, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_after_an_edit_the_year_is_that_of_a_fresh_sheet(chance: Random) -> None:
    figures = Figures(_drawn(chance), TODAY)
    in_year(figures)
    for number in range(3):
        entry = _paid(50 + number, "P-2", chance.randrange(1, 900), date(2026, 5, 4))
        ops = (create("ledger", entry),)
        figures = figures.next(apply(figures.workspace, ops), touched(ops), TODAY)
        assert in_year(figures) == in_year(Figures(figures.workspace, TODAY))
