"""This file tests earned schedule: how far along in time the earned value is."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.earned_value.earned_schedule import NOTHING_PLANNED, earned_schedule
from pmtui.figures.earned_value.measure import NO_EV, known, undefined

STEPS = st.lists(st.integers(0, 1000), min_size=1, max_size=20)


def _curve(steps: list[int]) -> list[int]:
    return [sum(steps[: at + 1]) for at in range(len(steps))]


@given(STEPS, st.integers(-10, 21_000), st.integers(0, 25))
def test_earned_schedule_lies_within_the_planned_duration(
    steps: list[int], ev: int, at: int
) -> None:
    pv = _curve(steps)
    now = earned_schedule(pv, known(ev), at)
    if not pv[-1]:
        assert now.es == now.pd == undefined(NOTHING_PLANNED)
        return
    assert now.es.value is not None
    assert now.pd.value is not None
    assert 0 <= now.es.value <= now.pd.value
    for measure in (now.spi_t, now.eac_spi_t, now.eac_sci_t(known(1)), now.tspi):
        assert (measure.value is None) == bool(measure.reason)


@given(STEPS, st.integers(1, 20))
def test_who_has_earned_what_was_planned_is_on_time(steps: list[int], at: int) -> None:
    pv = _curve(steps)
    if at > len(pv) or not pv[at - 1] or pv[at - 1] == pv[-1]:
        return
    now = earned_schedule(pv, known(pv[at - 1]), at)
    assert now.es == known(at)
    assert now.spi_t == known(1)
    assert now.sv_t == known(0)


@given(STEPS, st.integers(0, 20_000), st.integers(0, 20_000))
def test_more_earned_value_is_never_less_schedule(steps: list[int], one: int, other: int) -> None:
    pv = _curve(steps)
    if pv[-1]:
        first, second = (earned_schedule(pv, known(ev), 30).es.value for ev in sorted((one, other)))
        assert first is not None
        assert second is not None
        assert first <= second


def test_a_project_that_ended_late_shows_it_where_spi_no_longer_does() -> None:
    now = earned_schedule([50, 100, 100, 100], known(100), 4)
    assert (now.es, now.pd, now.spi_t) == (known(2), known(2), known(Fraction(1, 2)))
    assert now.tspi == undefined("planned time used up")


def test_time_in_the_end_is_undefined_while_nothing_is_earned() -> None:
    now = earned_schedule([50, 100], known(0), 1)
    assert now.eac_spi_t == undefined("no schedule has been earned: ES is 0")
    assert now.eac_planned == known(3)
    assert earned_schedule([50, 100], known(25), 1).eac_sci_t(known(0)).value is None


def test_an_unknown_earned_value_leaves_its_reason() -> None:
    assert earned_schedule([50, 100], undefined("no rate"), 1).spi_t == undefined("no rate")


def test_every_time_of_a_worked_example() -> None:
    # Eight weeks of 100 each; after four of them 250 are earned, at a CPI of a half.
    now = earned_schedule([100 * week for week in range(1, 9)], known(250), 4)
    assert (now.pd, now.at, now.es) == (known(8), known(4), known(Fraction(5, 2)))
    assert now.sv_t == known(Fraction(-3, 2))
    assert now.spi_t == known(Fraction(5, 8))
    assert now.eac_planned == known(Fraction(19, 2))
    assert now.eac_spi_t == known(Fraction(64, 5))
    assert now.eac_sci_t(known(Fraction(1, 2))) == known(Fraction(108, 5))
    assert now.tspi == known(Fraction(11, 8))


@pytest.mark.parametrize(
    ("ev", "at", "es"),
    [
        # Nothing is planned in the second period: who has earned the first is on time in both.
        (100, Fraction(1, 2), 2),
        (100, 1, 1),
        (100, Fraction(3, 2), Fraction(3, 2)),
        (100, 2, 2),
        (100, 3, 2),
        (150, 2, Fraction(5, 2)),
        (50, 1, Fraction(1, 2)),
        (0, 1, 0),
        (-5, 1, 0),
        (200, 1, 3),
        (250, 1, 3),
    ],
)
def test_while_nothing_is_planned_who_has_earned_what_was_planned_is_on_time(
    ev: int, at: int | Fraction, es: int | Fraction
) -> None:
    assert earned_schedule([100, 100, 200], known(ev), at).es == known(es)


@pytest.mark.parametrize("pv", [[], [0], [0, 0], [-5]])
def test_without_anything_planned_there_is_no_earned_schedule(pv: list[int]) -> None:
    now = earned_schedule(pv, known(5), 1)
    assert now.es == now.pd == undefined(NOTHING_PLANNED)
    assert now.at == known(1)


def test_the_reason_says_what_is_missing_for_the_time_in_the_end() -> None:
    begun = earned_schedule([50, 100], known(25), 1)
    assert begun.eac_sci_t(known(0)) == undefined(NO_EV)
    nothing = earned_schedule([50, 100], known(0), 1)
    assert nothing.eac_sci_t(known(1)) == undefined("no schedule has been earned: ES is 0")
    assert earned_schedule([50, 100], known(25), 2).tspi == undefined("planned time used up")
    assert earned_schedule([50, 100], known(25), 0).spi_t == undefined("no time has gone by")
    assert earned_schedule([50, 100], undefined("no rate"), 1).tspi == undefined("no rate")
    assert earned_schedule([], known(1), 1).tspi == undefined(NOTHING_PLANNED)


@pytest.mark.parametrize(("at", "es"), [(0, 2), (1, 1), (2, 2), (3, 2)])
def test_who_waits_while_nothing_is_planned_is_on_time_all_the_while(at: int, es: int) -> None:
    # Nothing is planned in the second period: 50 by the first, and by the second.
    assert earned_schedule([50, 50, 100], known(50), at).es == known(es)


@pytest.mark.parametrize(("ev", "es"), [(-5, 0), (0, 0), (25, 0.5), (75, 2.5), (100, 3), (120, 3)])
def test_earned_value_between_two_periods_lies_between_them(ev: int, es: float) -> None:
    assert earned_schedule([50, 50, 100], known(ev), 9).es == known(Fraction(es))
