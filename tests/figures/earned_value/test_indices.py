"""This file tests that earned value is exact where defined, and says why where it is not."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pmtui.cli.verbs.setup.earned_value_examples import EARNED_VALUE_EXAMPLES
from pmtui.figures.earned_value.measure import (
    BUDGET_SPENT,
    NO_AC,
    NO_EV,
    NO_PV,
    Measure,
    Performance,
    known,
    undefined,
)

MONEY = st.integers(-(10**15), 10**15)
MEASURES = st.one_of(
    st.just(known(0)), MONEY.map(known), st.just(undefined("nobody knows")), st.just(known(500))
)
PERFORMANCES = st.builds(Performance, bac=MEASURES, pv=MEASURES, ev=MEASURES, ac=MEASURES)
DERIVED = (
    "sv", "cv", "spi", "cpi", "sv_percent", "cv_percent", "percent_complete", "percent_spent",
    "to_earn", "eac_cpi", "eac_planned", "eac_cpi_spi", "etc", "vac", "tcpi_bac", "tcpi_eac",
)  # fmt: skip


def _now(bac: int, pv: int, ev: int, ac: int) -> Performance:
    return Performance(known(bac), known(pv), known(ev), known(ac))


def test_every_worked_example_comes_out_as_published() -> None:
    assert {number for number, *_ in EARNED_VALUE_EXAMPLES} == {f"WE-0{at}" for at in range(1, 7)}
    for number, title, published, compute in EARNED_VALUE_EXAMPLES:
        assert compute() == published, f"{number} {title}"


@given(PERFORMANCES)
def test_a_figure_is_a_number_or_a_reason_and_never_infinite(now: Performance) -> None:
    for name in DERIVED:
        measure: Measure = getattr(now, name)
        if measure.value is None:
            assert measure.reason
            assert measure.minor is None
            assert measure.decimal(4) is None
        else:
            assert isinstance(measure.value, Fraction)
            assert not measure.reason
            assert abs(measure.value - Fraction(measure.decimal(4) or 0)) <= Fraction(1, 20000)


@given(PERFORMANCES)
def test_estimates_hang_together(now: Performance) -> None:
    if now.eac_cpi.value is not None and now.cpi.value:
        assert now.eac_cpi.value == (now.bac.value or 0) / now.cpi.value
        assert (now.etc + now.ac).value == now.eac_cpi.value
        assert (now.vac + now.eac_cpi).value == now.bac.value
    if now.eac_planned.value is not None:
        assert now.eac_bottom_up(now.to_earn) == now.eac_planned


@given(st.lists(st.tuples(MONEY, MONEY, MONEY, MONEY), min_size=1, max_size=6))
def test_a_program_is_the_sum_of_money_and_never_a_mean_of_indices(
    projects: list[tuple[int, int, int, int]],
) -> None:
    parts = [_now(*project) for project in projects]
    whole = parts[0]
    for part in parts[1:]:
        whole = Performance(
            whole.bac + part.bac, whole.pv + part.pv, whole.ev + part.ev, whole.ac + part.ac
        )
    assert whole == _now(*(sum(column) for column in zip(*projects, strict=True)))
    assert whole.cv.value == sum((part.cv.value or 0) for part in parts)


def test_a_divisor_of_nought_leaves_a_figure_undefined_with_the_reason() -> None:
    assert _now(100, 0, 0, 0).spi == undefined(NO_PV)
    assert _now(100, 10, 5, 0).cpi == undefined(NO_AC)
    assert _now(100, 10, 0, 5).eac_cpi == undefined(NO_EV)
    assert _now(100, 10, 5, 0).eac_cpi == undefined(NO_AC)


def test_what_is_unknown_is_named_in_all_that_follows_from_it() -> None:
    now = Performance(known(100), undefined("no baseline"), known(5), known(5))
    assert now.sv == now.spi == now.eac_cpi_spi == undefined("no baseline")
    assert now.cpi == known(1)


def test_a_budget_that_is_used_up_leaves_no_performance_that_would_keep_it() -> None:
    assert _now(100, 80, 60, 100).tcpi_bac == undefined(BUDGET_SPENT)
    assert _now(100, 80, 60, 120).tcpi_bac == undefined(BUDGET_SPENT)
    assert _now(100, 80, 60, 99).tcpi_bac == known(40)


def test_halves_are_rounded_away_from_nought() -> None:
    assert (known(Fraction(5, 2)).minor, known(Fraction(-5, 2)).minor) == (3, -3)
    assert str(known(Fraction(-1, 8)).decimal(2)) == "-0.13"


def test_every_figure_of_a_worked_example() -> None:
    # Of 1000, 400 were planned by now and 300 earned, for 500.
    now = _now(1000, 400, 300, 500)
    assert (now.sv, now.cv) == (known(-100), known(-200))
    assert (now.spi, now.cpi) == (known(Fraction(3, 4)), known(Fraction(3, 5)))
    assert (now.sv_percent, now.cv_percent) == (known(-25), known(Fraction(-200, 3)))
    assert (now.percent_complete, now.percent_spent) == (known(30), known(50))
    assert now.to_earn == known(700)
    assert now.eac_cpi == known(Fraction(5000, 3))
    assert now.eac_planned == known(1200)
    assert now.eac_cpi_spi == known(500 + Fraction(14_000, 9))
    assert now.eac_bottom_up(known(800)) == known(1300)
    assert (now.etc, now.vac) == (known(Fraction(3500, 3)), known(Fraction(-2000, 3)))
    assert (now.tcpi_bac, now.tcpi_eac) == (known(Fraction(7, 5)), known(Fraction(3, 5)))
    spent = _now(1000, 400, 300, 1000)
    assert spent.tcpi_bac == undefined(BUDGET_SPENT)
