"""This file tests budgets as they were given, changed and handed out."""

from datetime import date
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pmtui.figures.catalogue import figure
from pmtui.figures.core.amounts import NO_AMOUNT, total_of
from pmtui.figures.costs.budgets import changed_by, unallocated_budget
from pmtui.figures.costs.by_period import by_period
from pmtui.figures.costs.position import agreed_budget, current_budget
from pmtui.figures.costs.task_shares import proposed_changes
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.costing.ledger import BudgetChange
from pmtui.model.entities.baselines import Baseline, BaselineRow
from pmtui.model.entities.entity import Money
from tests.conftest import a_component, a_project, a_rate, a_task, eur, figures_of, id_of
from tests.figures.attention.needs import needs_in

_PLACES: Final = ("PF-1", "PG-1", "P-1", "P-2", "PG-2", "P-3")


def a_change(key: str, into: str, amount: Money, **fields: Any) -> BudgetChange:
    """A budget change that is approved unless told otherwise."""
    taken_from = id_of(fields.pop("taken_from", ""))
    return BudgetChange(
        id=id_of(key), key=key, component=id_of(into), title=f"change {key}", amount=amount,
        at=date(2026, 11, 2), taken_from=taken_from, **{"state": "approved", **fields},
    )  # fmt: skip


def a_portfolio(*changes: Any, budget: Money | None = None) -> Figures:
    """Two programs; the first has a budget of its own where one is given, and two projects."""
    return figures_of(
        a_component("PF-1"),
        a_component("PG-1", "PF-1", budget=budget),
        a_project("P-1", "PG-1", budget=eur(100)),
        a_project("P-2", "PG-1", budget=eur(50)),
        a_component("PG-2", "PF-1"),
        a_project("P-3", "PG-2"),
        *changes,
    )


def current(figures: Figures, key: str) -> Money | None:
    """The current budget of a component."""
    return current_budget(figures, id_of(key)).value


def test_an_approved_change_adds_to_the_budget_of_its_component_and_of_those_above() -> None:
    figures = a_portfolio(
        a_change("BC-1", "P-1", eur(20)),
        a_change("BC-2", "P-1", eur(-5)),
        a_change("BC-3", "P-1", eur(700), state="proposed"),
        a_change("BC-4", "P-1", eur(700), state="rejected"),
        a_change("BC-5", "P-1", eur(700), archived=True),
        budget=eur(400),
    )
    assert current(figures, "P-1") == eur(115)
    assert current(figures, "PG-1") == eur(415)
    assert current(figures, "PF-1") == eur(415)
    assert figures.workspace.components[id_of("P-1")].budget == eur(100)
    assert proposed_changes(figures, id_of("P-1")).value == eur(700)


def test_a_component_without_a_budget_has_what_was_added_to_it() -> None:
    figures = a_portfolio(a_change("BC-1", "P-3", eur(20)))
    assert current(figures, "P-3") == eur(20)
    assert current(figures, "PF-1") == eur(170)
    assert current(a_portfolio(), "P-3") is None
    assert changed_by(a_portfolio(), id_of("P-3")) is NO_AMOUNT


def test_a_transfer_takes_from_one_what_it_gives_another() -> None:
    figures = a_portfolio(a_change("BC-1", "P-3", eur(30), taken_from="P-1"))
    assert [current(figures, key) for key in ("P-1", "PG-1", "P-3", "PG-2", "PF-1")] == [
        eur(70), eur(120), eur(30), eur(30), eur(150),
    ]  # fmt: skip


def test_what_a_program_hands_to_its_project_comes_out_of_what_is_unallocated() -> None:
    before = a_portfolio(budget=eur(400))
    after = a_portfolio(a_change("BC-1", "P-1", eur(30), taken_from="PG-1"), budget=eur(400))
    assert unallocated_budget(before, id_of("PG-1")).value == eur(250)
    assert unallocated_budget(after, id_of("PG-1")).value == eur(220)
    assert current(after, "PG-1") == eur(400)
    added = a_portfolio(a_change("BC-1", "P-1", eur(30)), budget=eur(400))
    assert unallocated_budget(added, id_of("PG-1")).value == eur(250)


def test_an_amount_without_a_rate_leaves_the_budget_undefined_but_not_where_it_goes_round() -> None:
    strange = Money(500, "XAU")
    figures = a_portfolio(a_change("BC-1", "P-1", strange, taken_from="P-2"))
    assert current(figures, "P-1") is None
    assert "no rate from XAU" in current_budget(figures, id_of("P-1")).reason
    assert current(figures, "PG-1") == eur(150)


def test_an_amount_of_another_currency_counts_at_its_rate() -> None:
    figures = figures_of(
        a_project("P-1", budget=eur(100)),
        a_change("BC-1", "P-1", Money(10_00, "GBP")),
        a_rate("GBP", "1.2"),
    )
    assert current(figures, "P-1") == eur(112)


_SOME_CHANGES: Final = st.lists(
    st.tuples(st.sampled_from(_PLACES), st.sampled_from(("", *_PLACES)), st.integers(1, 10**9)),
    max_size=6,
)


def rows_of(changes: list[tuple[str, str, int]]) -> list[BudgetChange]:
    """Budget changes: into what, taken from what or nothing, and how much."""
    return [
        a_change(f"BC-{at}", into, Money(amount, "EUR"), taken_from=taken_from)
        for at, (into, taken_from, amount) in enumerate(changes, 1)
        if into != taken_from
    ]


@given(
    amount=st.integers(1, 10**12),
    currency=st.sampled_from(("EUR", "GBP", "JPY", "KWD", "XAU")),
    ends=st.permutations(_PLACES).map(lambda places: places[:2]),
    budget=st.sampled_from((None, eur(400))),
)
def test_a_transfer_changes_no_total_above_both_of_its_ends(
    amount: int, currency: str, ends: list[str], budget: Money | None
) -> None:
    rates = a_rate("GBP", "1.2345"), a_rate("JPY", "0.00611"), a_rate("KWD", "3.1")
    into, taken_from = ends
    transfer = a_change("BC-1", into, Money(amount, currency), taken_from=taken_from)
    before, after = a_portfolio(*rates, budget=budget), a_portfolio(transfer, *rates, budget=budget)
    workspace = after.workspace
    both = {id_of(into), *workspace.ancestors(id_of(into))} & {
        id_of(taken_from), *workspace.ancestors(id_of(taken_from)),
    }  # fmt: skip
    for component in {0, *both}:
        was, now = (current_budget(sheet, component).value for sheet in (before, after))
        assert now == was or (was is None and now == eur(0))


@given(changes=_SOME_CHANGES)
def test_the_changes_of_a_component_are_its_own_and_those_below(
    changes: list[tuple[str, str, int]],
) -> None:
    rows = rows_of(changes)
    figures = a_portfolio(*rows)

    def minor(component: int) -> int:
        value = changed_by(figures, component).value
        return value.amount if value is not None else 0

    for component in (0, *figures.workspace.components):
        own = sum(row.amount.amount for row in rows if row.component == component)
        own -= sum(row.amount.amount for row in rows if component and row.taken_from == component)
        below = sum(minor(child) for child in figures.live_children(component))
        assert minor(component) == own + below


def test_a_budget_of_which_more_is_given_out_or_taken_than_there_is_needs_somebody() -> None:
    lines = [need.text for need in needs_in(a_portfolio(budget=eur(120)))]
    assert any("has given out 30.00 EUR more than its budget" in line for line in lines)
    taken = a_portfolio(a_change("BC-1", "P-2", eur(130), taken_from="P-1"))
    lines = [need.text for need in needs_in(taken)]
    assert any("has a budget of -30.00 EUR: more was taken from it" in line for line in lines)
    enough = a_portfolio(a_change("BC-1", "PG-1", eur(30)), budget=eur(120))
    assert not any("given out" in need.text for need in needs_in(enough))


@given(changes=_SOME_CHANGES, budget=st.sampled_from((None, eur(400))))
def test_everything_that_names_a_budget_means_the_current_one(
    changes: list[tuple[str, str, int]], budget: Money | None
) -> None:
    rows = rows_of(changes)
    figures = a_portfolio(*rows, budget=budget)
    declared = figure("budget")
    assert declared is not None
    periods = by_period(figures, 0).rows
    for component, row in figures.workspace.components.items():
        wanted = agreed_budget(figures, component)
        assert wanted.amount == total_of((wanted.original, wanted.approved), figures.rates)
        assert declared.read(figures)(row) == wanted.amount.value
        assert figures.money(component).budget == wanted.amount
        assert periods[component]["budget"].total == wanted.amount


def test_what_is_only_ever_added_is_a_budget_too() -> None:
    figures = figures_of(a_project("P-1"), a_change("BC-1", "P-1", eur(20)))
    assert figures.money(id_of("P-1")).budget.value == eur(20)
    assert figures.money(id_of("P-1")).budgets == 1


def test_a_change_by_which_a_baseline_was_taken_is_in_that_and_counts_no_second_time() -> None:
    request = a_change("BC-1", "P-3", eur(20), change=id_of("C-1"))
    agreed = Baseline(
        id=id_of("N-1"), component=id_of("P-3"), label="second", number=2, kind="current",
        taken_at=date(2026, 11, 3), change=id_of("C-1"), currency="EUR",
    )  # fmt: skip
    task = a_task("T-1", project="P-3")
    frozen = BaselineRow(
        id=id_of("N-2"), component=id_of("P-3"), baseline=agreed.id, title="Task",
        task=id_of("T-1"),
        start=date(2026, 11, 3), finish=date(2026, 11, 4), own_cost=eur(120),
    )  # fmt: skip
    planned = a_portfolio(request, *task, agreed, frozen)
    assert current(planned, "P-3") == eur(120)
    before = a_portfolio(request, *task, replace(agreed, change=0), frozen)
    assert current(before, "P-3") == eur(140)


@pytest.mark.parametrize(
    ("name", "label", "value"),
    [
        ("original_budget", "as typed", eur(100)),
        ("approved_changes", "BC-1 2026-11-02 change BC-1", eur(20)),
        ("budget", "approved changes", eur(20)),
        ("approved_changes", "proposed, not counted", None),
    ],
)
def test_a_budget_names_what_made_it(name: str, label: str, value: Money | None) -> None:
    declared = figure(name)
    assert declared is not None
    figures = a_portfolio(a_change("BC-1", "P-1", eur(20)))
    told = {given.label: given.value for given in declared.inputs(figures, id_of("P-1"))}
    assert told[label] == value
