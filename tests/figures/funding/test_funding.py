"""This file tests what components are given, and when that is less than they will have spent."""

from datetime import date
from typing import Any

from pmtui.figures.funding.funding import funded, funding_gap
from pmtui.figures.funding.months_short import MonthShort, months_short
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.costing.funding import Funding
from pmtui.model.costing.ledger import CostLine
from pmtui.model.entities.entity import Money
from tests.conftest import a_component, a_project, eur, figures_of, id_of


def given(key: str, amount: Money, at: date, *, into: str = "PG-1", **fields: Any) -> Funding:
    """Funding of a component that is agreed unless told otherwise."""
    return Funding(
        id=id_of(key), key=key, component=id_of(into), title=f"funding {key}", amount=amount,
        at=at, **fields,
    )  # fmt: skip


def a_program(*funding: Funding) -> Figures:
    """A program of one project that costs 300 in December, 300 in January, 300 in February."""
    days = ((date(2026, 12, 10), 1), (date(2027, 1, 10), 2), (date(2027, 2, 10), 3))
    lines = (
        CostLine(
            id=id_of(f"CL-{at}"), key=f"CL-{at}", component=id_of("P-1"), title="Work",
            amount=eur(300), start=day, finish=day,
        )
        for day, at in days
    )  # fmt: skip
    return figures_of(a_component("PG-1"), a_project("P-1", "PG-1"), *lines, *funding)


def test_funding_counts_from_its_day_in_all_above_once_it_is_agreed() -> None:
    figures = a_program(
        given("F-1", eur(400), date(2026, 6, 1), state="received"),
        given("F-2", eur(500), date(2027, 2, 1), into="P-1"),
        given("F-3", eur(700), date(2026, 6, 1), state="expected"),
        given("F-4", eur(700), date(2026, 6, 1), state="withdrawn"),
        given("F-5", eur(700), date(2026, 6, 1), archived=True),
    )
    assert funded(figures, id_of("PG-1")).value == eur(900)
    assert funded(figures, id_of("PG-1"), figures.today).value == eur(400)
    assert funded(figures, id_of("P-1")).value == eur(500)
    assert funded(figures, 0).value == eur(900)


def test_the_gap_is_what_is_given_less_the_forecast() -> None:
    figures = a_program(given("F-1", eur(700), date(2026, 6, 1)))
    assert funding_gap(figures, id_of("PG-1")).value == eur(-200)
    assert funding_gap(a_program(), id_of("PG-1")).value is None
    assert funding_gap(figures, id_of("P-1")).reason == "no figure given"


def test_the_months_are_named_in_which_more_is_spent_than_was_given() -> None:
    figures = a_program(
        given("F-1", eur(400), date(2026, 6, 1)), given("F-2", eur(500), date(2027, 2, 1))
    )
    assert months_short(figures, id_of("PG-1")) == (MonthShort(date(2027, 1, 31), eur(200)),)
    late = a_program(given("F-1", eur(400), date(2027, 1, 1)))
    assert [month.short for month in months_short(late, id_of("PG-1"))] == [
        eur(300), eur(200), eur(500),
    ]  # fmt: skip
    assert months_short(a_program(given("F-1", eur(900), date(2026, 6, 1))), 0) == ()
    assert months_short(a_program(), 0) == ()


def test_funding_without_a_rate_is_short_of_nothing_that_could_be_told() -> None:
    figures = a_program(given("F-1", Money(5, "XAU"), date(2026, 6, 1)))
    assert funding_gap(figures, id_of("PG-1")).value is None
    assert "XAU" in funding_gap(figures, id_of("PG-1")).reason
    assert months_short(figures, id_of("PG-1")) == ()
