"""This file tests earned schedule: how far along in time the earned value is."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.earned_value.earned_schedule import NOTHING_PLANNED, earned_schedule
from pmtui.figures.earned_value.measure import known, undefined

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
