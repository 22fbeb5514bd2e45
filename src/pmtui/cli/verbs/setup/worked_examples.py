"""This file holds worked examples whose answers are published, and what this program makes of them.

Each is named as in the documentation (WE-nn) with the source its answer comes from.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.cli.verbs.governance.choice_examples import SELECTION_EXAMPLES
from pmtui.cli.verbs.setup.business_case_examples import CASE_EXAMPLES
from pmtui.cli.verbs.setup.earned_value_examples import EARNED_VALUE_EXAMPLES
from pmtui.cli.verbs.setup.flow_examples import FLOW_EXAMPLES
from pmtui.cli.verbs.setup.levelling_examples import LEVELLING_EXAMPLES
from pmtui.cli.verbs.setup.simulation_examples import simulation_examples
from pmtui.figures.components.distribution import RatedPart, components_rating
from pmtui.figures.core.amounts import NO_AMOUNT, Rates, amount_of
from pmtui.figures.cpm.schedule import schedule
from pmtui.figures.cpm.types import ScheduleLink, ScheduleOptions, ScheduleTask
from pmtui.figures.risk.exposure import Scales, expected
from pmtui.model.calendar.work_calendar import minutes_of, moment_of
from pmtui.model.entities.entity import Money, money_of
from pmtui.model.entities.policy import Policy
from pmtui.model.entities.risks import Risk
from pmtui.model.entities.tasks import LinkType


class Example(msgspec.Struct, frozen=True):
    """One worked example: what was published and what comes out here."""

    id: str
    title: str
    published: str
    found: str

    @property
    def passes(self) -> bool:
        """Whether both are the same, or each number lies within its tolerance (`11.0±0.05`)."""
        if "±" not in self.published:
            return self.published == self.found
        pairs = zip(self.published.split(), self.found.split(), strict=True)
        return all(_lies_within(number.split("±"), result) for number, result in pairs)


def _lies_within(number_and_tolerance: list[str], result: str) -> bool:
    number, tolerance = map(Decimal, number_and_tolerance)
    return abs(number - Decimal(result)) <= tolerance


_MATRIX: Final = (
    "0.01 0.01 0.02 0.04 0.08 | 0.02 0.03 0.06 0.12 0.24 | 0.03 0.05 0.10 0.20 0.40"
    " | 0.04 0.07 0.14 0.28 0.56 | 0.05 0.09 0.18 0.36 0.72"
)


_RELATIONS: Final = (
    "FS 5-8;0,0 3-8;0,0 7-10;0,0 5-10;0,0 3-6;0,0 1-6;0,0"
    " | SS 0-3;0,2 0-5;0,0 2-5;0,0 2-7;0,0 0-3;0,2 0-5;2,0"
    " | FF 2-5;0,0 0-5;2,0 4-7;0,0 0-5;0,0 0-3;0,2 0-5;2,0"
    " | SF 0-3;0,2 0-5;2,0 0-3;0,2 0-5;2,0 0-3;0,2 0-5;2,0"
)
"""The successor's start-finish and both slacks, for lags 0, +2, -2 and durations 5-3 and 3-5."""


def _matrix() -> str:
    scales = Scales(
        Policy(
            id=1,
            probability_scale=("0.10", "0.30", "0.50", "0.70", "0.90"),
            impact_scale=("0.05", "0.10", "0.20", "0.40", "0.80"),
            score_places=2,
        )
    )
    rows = (
        " ".join(
            str(scales.score(Risk(id=1, title="", probability=p, impact_cost=i)))
            for i in range(1, 6)
        )
        for p in range(1, 6)
    )
    return " | ".join(rows)


def _millions(amount: int) -> Money:
    return money_of(Decimal(amount) * 1_000_000, "USD")


def _decision() -> str:
    values = {
        "new plant": (_millions(200 - 120), _millions(90 - 120)),
        "upgrade": (_millions(120 - 50), _millions(60 - 50)),
    }
    sums = {
        name: expected(strong, 60) + expected(weak, 40) for name, (strong, weak) in values.items()
    }
    best = max(sums, key=lambda name: sums[name].amount)
    told = (f"{name} {money.decimal / 1_000_000:.0f} M" for name, money in sums.items())
    return f"{', '.join(told)}: {best}"


def _contingency(*risks: tuple[int, int]) -> str:
    values = [expected(money_of(Decimal(amount), "USD"), chance) for amount, chance in risks]
    total = amount_of(values, len(values), Rates("USD", MappingProxyType({"USD": Decimal(1)})))
    return f"{total.value.decimal:.0f}" if total.value is not None else "undefined"


def _overall(green: int) -> str:
    """The rating of 20 items; those that are not green are red."""
    parts = [RatedPart("G" if at < green else "R", NO_AMOUNT) for at in range(20)]
    return components_rating(parts, Policy(id=1), Rates("USD", MappingProxyType({}))).rag


def _calendar_dates() -> str:
    """Seven tasks from Friday 2025-04-11 in a week of eight-hour days; dates and slack in days."""
    days = {1: 4, 2: 2, 3: 5, 4: 2, 5: 2, 6: 2, 7: 0}
    links = [(1, 3, 0), (2, 3, 0), (4, 6, 0), (5, 6, 1), (3, 7, 0), (6, 7, 0)]
    dates = schedule(
        [ScheduleTask(id=row_id, duration=day * 480) for row_id, day in days.items()],
        [
            ScheduleLink(predecessor, successor, lag=lag * 480)
            for predecessor, successor, lag in links
        ],
        {},
        ScheduleOptions(start=minutes_of(datetime(2025, 4, 11, 8, 0))),  # noqa: DTZ001
    )
    told = (
        f"{moment_of(dates[name].start):%d}-{moment_of(dates[name].finish):%d}"
        f" {dates[name].total_slack // 480}"
        for name in (1, 2, 3, 4, 5, 6)
    )
    return ", ".join(told)


def _interval(kind: LinkType, lag: int, predecessor: int, successor: int) -> str:
    start = minutes_of(datetime(2025, 1, 6, 8, 0))  # noqa: DTZ001
    dates = schedule(
        [
            ScheduleTask(id=1, duration=predecessor * 60, elapsed=True),
            ScheduleTask(id=2, duration=successor * 60, elapsed=True),
        ],
        [ScheduleLink(1, 2, kind, lag * 60, "elapsed")],
        {},
        ScheduleOptions(start=start),
    )
    one, two = dates[1], dates[2]
    begin, end = (two.start - start) // 60, (two.finish - start) // 60
    return f"{begin}-{end};{one.total_slack // 60},{two.total_slack // 60}"


def _relations() -> str:
    cases = [(lag, *pair) for lag in (0, 2, -2) for pair in ((5, 3), (3, 5))]
    kinds: tuple[LinkType, ...] = ("FS", "SS", "FF", "SF")
    return " | ".join(
        f"{kind} {' '.join(_interval(kind, *case) for case in cases)}" for kind in kinds
    )


_EXAMPLES: Final[tuple[tuple[str, str, str, Callable[[], str]], ...]] = (
    *EARNED_VALUE_EXAMPLES,
    *CASE_EXAMPLES,
    *LEVELLING_EXAMPLES,
    *FLOW_EXAMPLES,
    *SELECTION_EXAMPLES,
    ("WE-18", "probability times impact, PMBOK 5 fig. 11-10", _MATRIX, _matrix),
    (
        "WE-19",
        "decision tree, PMBOK 5 fig. 11-16",
        "new plant 36 M, upgrade 46 M: upgrade",
        _decision,
    ),
    (
        "WE-20",
        "contingency by EMV, four risks",
        "6240",
        lambda: _contingency((32_000, 5), (48_000, 5), (20_000, 10), (12_000, 2)),
    ),
    (
        "WE-20",
        "contingency by EMV, three threats and a small one",
        "7200",
        lambda: _contingency((5_000, 75), (2_500, 75), (2_000, 75), (300, 25)),
    ),
    ("WE-20", "contingency by EMV, one residual", "5000", lambda: _contingency((100_000, 5))),
    (
        "WE-28",
        "overall rating of 20 items, 19, 17 and 15 of them green",
        "G A R",
        lambda: " ".join(_overall(green) for green in (19, 17, 15)),
    ),
    (
        "WE-13",
        "dates and slack in calendar days, MPXJ's sample plan",
        "11-16 0, 11-14 2, 17-23 0, 11-14 5, 11-14 4, 16-17 4",
        _calendar_dates,
    ),
    ("WE-12", "the four kinds of link with lag and lead", _RELATIONS, _relations),
)


def examples() -> Iterator[Example]:
    """Every worked example, computed now."""
    for number, title, published, compute in (*_EXAMPLES, *simulation_examples()):
        yield Example(number, title, published, compute())
