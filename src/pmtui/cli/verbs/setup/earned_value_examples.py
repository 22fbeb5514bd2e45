"""This file holds the worked examples of earned value and earned schedule."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from pmtui.figures.earned_value.earned_schedule import EarnedSchedule, earned_schedule
from pmtui.figures.earned_value.earnings import (
    share_by_ends,
    share_by_milestones,
    share_by_percent,
)
from pmtui.figures.earned_value.measure import Measure, Performance, known

_THREE_PERIODS: Final = (
    "250000 200000 290000 -50000 -90000 0.80 0.6897 725000 590000 833750 435000 -225000"
    " 1.4286 0.6897"
)
"""PV EV AC SV CV, SPI CPI, EAC of three formulas, ETC VAC, and TCPI to keep BAC and EAC."""
_WEEKLY_PV: Final = (5, 10, 25, 55, 85, 120, 130, 140, 150, 150, 150)
_WEEKLY_EV: Final[tuple[int | Fraction, ...]] = (
    Fraction(10, 3), Fraction(20, 3), 10, Fraction(45, 2), 70, Fraction(165, 2), 90, 120, 130, 140,
    150,
)  # fmt: skip


def _text(measure: Measure, places: int) -> str:
    value = measure.decimal(places)
    return measure.reason if value is None else str(value)


def _texts(measures: Sequence[tuple[Measure, int]]) -> str:
    return " ".join(_text(measure, places) for measure, places in measures)


def _performance(bac: int, pv: int, ev: int, ac: int) -> Performance:
    return Performance(known(bac), known(pv), known(ev), known(ac))


def _three_periods() -> str:
    bac, planned, cost = 500_000, (10, 25, 50), (45_000, 110_000, 135_000)
    now = _performance(bac, bac * planned[-1] // 100, bac * 40 // 100, sum(cost))
    return _texts(
        [
            (now.pv, 0), (now.ev, 0), (now.ac, 0), (now.sv, 0), (now.cv, 0), (now.spi, 2),
            (now.cpi, 4), (now.eac_cpi, 0), (now.eac_planned, 0), (now.eac_cpi_spi, 0),
            (now.etc, 0), (now.vac, 0), (now.tcpi_bac, 4), (now.tcpi_eac, 4),
        ]
    )  # fmt: skip


def _poster() -> str:
    now = _performance(100, 50, 40, 45)
    return _texts(
        [
            (now.sv, 0), (now.cv, 0), (now.cpi, 4), (now.spi, 2), (now.eac_cpi, 1), (now.etc, 1),
            (now.vac, 1), (now.eac_cpi_spi, 3), (now.tcpi_bac, 4),
        ]
    )  # fmt: skip


def _test_suite() -> str:
    now = _performance(100_000, 40_000, 35_000, 36_000)
    return _texts([(now.sv, 0), (now.cv, 0), (now.spi, 3), (now.cpi, 7)])


def _houses() -> str:
    now = _performance(10 * 1_000, 4 * 1_000, 3 * 1_000, 4_000)
    return _texts([(now.pv, 0), (now.ev, 0), (now.ac, 0), (now.sv, 0), (now.spi, 2), (now.cpi, 2)])


def _milestones() -> str:
    weights = (50, 90, 60)
    met = (0, 1, 2, 3)
    earned = (
        200
        * share_by_milestones([(w, at < met_now) for at, w in enumerate(weights)], is_done=False)
        for met_now in met
    )
    return " ".join(str(value) for value in earned)


def _methods() -> str:
    periods = ((True, False), (True, False), (True, False), (True, True))
    lines = (
        f"{name} "
        + " ".join(
            str(200 * share_by_ends(name, is_begun=begun, is_done=done)) for begun, done in periods
        )
        for name in ("0/100", "50/50", "20/80")
    )
    return " | ".join((*lines, f"percent {200 * share_by_percent(60, is_done=False)}"))


def _weeks(read: Callable[[EarnedSchedule], Measure], places: int) -> str:
    weeks = (earned_schedule(_WEEKLY_PV, known(ev), week) for week, ev in enumerate(_WEEKLY_EV, 1))
    return " ".join(_text(read(week), places) for week in weeks)


EARNED_VALUE_EXAMPLES: Final[tuple[tuple[str, str, str, Callable[[], str]], ...]] = (
    (
        "WE-01",
        "earned value after three of five periods, PRA book ch. 5",
        _THREE_PERIODS,
        _three_periods,
    ),
    (
        "WE-02",
        "earned value of a poster, in thousands",
        "-10 -5 0.8889 0.80 112.5 67.5 -12.5 129.375 1.0909",
        _poster,
    ),
    ("WE-03", "earned value of PRA's tests", "-5000 -1000 0.875 0.9722222", _test_suite),
    ("WE-03", "ten houses in ten weeks", "4000 3000 4000 -1000 0.75 0.75", _houses),
    ("WE-04", "weighted milestones of a work package of 200", "0 50 140 200", _milestones),
    (
        "WE-05",
        "the same package by other methods",
        "0/100 0 0 0 200 | 50/50 100 100 100 200 | 20/80 40 40 40 200 | percent 120",
        _methods,
    ),
    (
        "WE-06",
        "earned schedule by week, PM Knowledge Center",
        "0.67 1.33 2.00 2.83 4.50 4.92 5.14 6.00 7.00 8.00 9.00",
        lambda: _weeks(lambda week: week.es, 2),
    ),
    (
        "WE-06",
        "SPI(t) by week",
        "0.667 0.667 0.667 0.708 0.900 0.819 0.735 0.750 0.778 0.800 0.818",
        lambda: _weeks(lambda week: week.spi_t, 3),
    ),
    (
        "WE-06",
        "weeks in the end, the rest as planned",
        "9.33 9.67 10.00 10.17 9.50 10.08 10.86 11.00 11.00 11.00 11.00",
        lambda: _weeks(lambda week: week.eac_planned, 2),
    ),
    (
        "WE-06",
        "weeks in the end, at the same pace",
        "13.50 13.50 13.50 12.71 10.00 10.98 12.25 12.00 11.57 11.25 11.00",
        lambda: _weeks(lambda week: week.eac_spi_t, 2),
    ),
)
"""Number, title, what was published, and what works it out here."""
