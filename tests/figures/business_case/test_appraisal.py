"""This file tests what a stored business case comes to."""

from datetime import date
from decimal import Decimal

import pytest

from pmtui.figures.business_case.appraisal import appraisal_of
from pmtui.figures.catalogue import figure
from pmtui.model.benefits.cases import BusinessCase
from pmtui.model.benefits.periods import months_between, period_of
from pmtui.model.changes.ops import create, delete, edit
from pmtui.model.entities.entity import Money
from tests.conftest import a_project, a_rate, figures_after, figures_of, id_of
from tests.figures.business_case.cases import a_case, a_flow, one_flow


def _shown(name: str, *rows: object) -> object:
    figures = figures_of(a_project(), *rows)  # type: ignore[arg-type]
    declared = figure(name, "cases")
    assert declared is not None
    return declared.read(figures)(figures.workspace.rows_of(BusinessCase)[id_of("BX-1")])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("npv", Money(39_20, "EUR")),
        ("pv_costs", Money(100_00, "EUR")),
        ("pv_benefits", Money(139_20, "EUR")),
        ("irr", Decimal("28.09")),
        ("bcr", Decimal("1.392")),
        ("profitability_index", Decimal("1.392")),
        ("payback", Decimal("2.036")),
        ("discounted_payback", Decimal("2.382")),
        ("roi", Decimal("73.00")),
        ("mirr", Decimal("19.48")),
    ],
)
def test_a_case_has_the_figures_of_the_worked_example(name: str, value: object) -> None:
    assert _shown(name, a_case(), *one_flow()) == value


def test_a_case_without_flows_has_no_figure_and_says_so() -> None:
    figures = figures_of(a_project(), a_case())
    worked = appraisal_of(figures, a_case())
    assert worked.npv.reason == worked.irr.reason == "it has no flows"
    assert _shown("npv", a_case()) is None


def test_every_rate_of_return_is_named_where_there_are_several() -> None:
    flows = (a_flow("BX-1", "a", 0, -100), a_flow("BX-1", "b", 1, 100), a_flow("BX-1", "c", 3, -7))
    worked = appraisal_of(figures_of(a_project(), a_case(), *flows), a_case())
    assert worked.irr.value is None
    assert worked.irr.reason == "it has 2: -67.89 %, -8.33 %"


def test_flows_beyond_the_horizon_do_not_count_and_are_counted() -> None:
    case = a_case(horizon=2)
    worked = appraisal_of(figures_of(a_project(), case, *one_flow()), case)
    assert (len(worked.net), worked.left_out) == (3, 2)


def test_the_rate_of_quarters_is_shown_a_year() -> None:
    case = a_case(period="quarter")
    flows = (a_flow("BX-1", "a", 0, -100), a_flow("BX-1", "b", 4, 110))
    worked = appraisal_of(figures_of(a_project(), case, *flows), case)
    assert f"{worked.irr.value:.6f}" == "0.100000"
    assert worked.money(worked.npv) == Money(0, "EUR")
    assert f"{worked.years_to_payback(discounted=False).value:.3f}" == "0.977"


def test_a_flow_with_a_day_falls_into_the_period_of_that_day() -> None:
    flow = a_flow("BX-1", "a", 0, -5, at=date(2027, 12, 31))
    assert period_of(a_case(), flow) == 1
    assert period_of(a_case(period="month"), flow) == 23
    assert period_of(a_case(start=None), flow) == 0
    assert months_between(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert months_between(date(2026, 3, 1), date(2026, 2, 1)) == -1


def test_each_flow_is_converted_and_rounded_before_it_is_added() -> None:
    pence = [a_flow("BX-1", f"p{n}", 0, benefit=Money(1, "GBP")) for n in range(3)]
    flows = (a_flow("BX-1", "e", 0, 1), *pence)
    worked = appraisal_of(figures_of(a_project(), a_case(), *flows, a_rate("GBP", "1.5")), a_case())
    assert worked.benefits == (100 + 3 * 2,)


def test_a_currency_without_a_rate_leaves_it_undefined_with_the_reason() -> None:
    flows = (a_flow("BX-1", "e", 0, 1), a_flow("BX-1", "p", 0, 1, "GBP"))
    worked = appraisal_of(figures_of(a_project(), a_case(), *flows), a_case())
    assert worked.npv.reason == worked.bcr.reason == worked.mirr.reason == "no rate from GBP to EUR"


def test_a_case_in_one_foreign_currency_needs_no_rate() -> None:
    worked = appraisal_of(
        figures_of(a_project(), a_case(), a_flow("BX-1", "p", 0, 1, "GBP")), a_case()
    )
    assert worked.money(worked.npv) == Money(1_00, "GBP")


def test_flows_that_were_put_away_do_not_count() -> None:
    flows = (a_flow("BX-1", "a", 0, -9), a_flow("BX-1", "b", 0, 4, archived=True))
    assert appraisal_of(figures_of(a_project(), a_case(), *flows), a_case()).net == (-9_00,)


def test_figures_follow_edits_of_flows_and_of_the_case() -> None:
    figures = figures_of(a_project(), a_project("P-2"), a_case(), *one_flow())
    assert appraisal_of(figures, a_case()).net[0] == -100_00
    more = a_flow("BX-1", "more", 0, -10)
    figures = figures_after(figures, create("cash_flows", more))
    assert appraisal_of(figures, a_case()).net[0] == -110_00
    figures = figures_after(figures, *edit("cases", a_case(), component=id_of("P-2")))
    moved = a_case(component="P-2")
    assert appraisal_of(figures, moved).net[0] == -110_00
    figures = figures_after(figures, delete("cash_flows", more))
    assert appraisal_of(figures, moved).net[0] == -100_00


def test_a_flow_that_an_older_store_has_before_the_start_does_not_count() -> None:
    early = a_flow("BX-1", "deposit", 0, -50, at=date(2025, 6, 1))
    assert _shown("npv", a_case(), *one_flow(), early) == Money(39_20, "EUR")
    assert _shown("pv_costs", a_case(), *one_flow(), early) == Money(100_00, "EUR")


def test_what_a_case_without_flows_is_worth_says_why_it_is_not_known() -> None:
    worked = appraisal_of(figures_of(a_project(), a_case()), a_case())
    assert worked.worth((1,)).reason == "it has no flows"
    mixed = a_flow("BX-1", "a", 0, 1), a_flow("BX-1", "b", 0, 1, "USD")
    worked = appraisal_of(figures_of(a_project(), a_case(), *mixed), a_case())
    assert worked.worth((1,)).reason == worked.npv.reason != ""


@pytest.mark.parametrize(
    ("period", "rate", "years"),
    [("year", "10.00", 1), ("quarter", "46.41", 4), ("month", "213.84", 12)],
)
def test_a_modified_rate_and_a_payback_are_by_the_year_whatever_the_periods(
    period: str, rate: str, years: int
) -> None:
    # 100 out and 110 in a period later, at no interest: 1.1, to the fourth or the twelfth.
    case = a_case(period=period, discount_rate="0")
    flows = a_flow("BX-1", "out", 0, -100), a_flow("BX-1", "in", 1, 110)
    worked = appraisal_of(figures_of(a_project(), case, *flows), case)
    assert worked.mirr.value is not None
    assert round(worked.mirr.value * 100, 2) == Decimal(rate)
    back = worked.years_to_payback(discounted=False).value
    assert back is not None
    assert round(back * years * 110, 6) == 100


def test_a_case_that_only_pays_has_no_modified_rate() -> None:
    case = a_case()
    worked = appraisal_of(figures_of(a_project(), case, a_flow("BX-1", "out", 0, -100)), case)
    assert worked.mirr.value is None
    assert worked.mirr.reason
