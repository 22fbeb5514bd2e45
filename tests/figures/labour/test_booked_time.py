"""This file tests what time booked costs, and that no amount reaches a total twice."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from pmtui.figures.costs.position import cost_position
from pmtui.figures.earned_value.actual_cost import actual_cost
from pmtui.figures.earned_value.standings import data_date
from pmtui.figures.tasks.task_costs import (
    BOOKED,
    BY_RATES,
    POSTED,
    POSTED_AND_TIMED,
    TIMED,
    task_actual,
    task_cost,
)
from pmtui.model.costing.labour_rates import RoleRate
from pmtui.model.costing.ledger import LedgerEntry
from pmtui.model.costing.time_entries import TimeEntry
from pmtui.model.entities.entity import Money
from tests.conftest import TODAY, a_person, a_project, a_task, eur, figures_of, id_of
from tests.figures.tasks.test_task_costs import HOUR, at_work

ANN = a_person("PE-1", "Ann", role="Developer")
RATES = (
    RoleRate(id=70_001, role="Developer", rate=eur(80), since=TODAY - timedelta(days=60)),
    RoleRate(id=70_002, role="Developer", rate=eur(100), since=TODAY - timedelta(days=5)),
)


def booked(number: int, minutes: int, day: date, task: str = "T-1") -> TimeEntry:
    return TimeEntry(
        id=80_000 + number, key=f"TE-{number}", component=id_of("P-1"), task=id_of(task),
        person=id_of("PE-1"), day=day, minutes=minutes,
    )  # fmt: skip


def posted(number: int, cents: int, day: date, task: str = "T-1") -> LedgerEntry:
    return LedgerEntry(
        id=81_000 + number, key=f"LE-{number}", title="paid", component=id_of("P-1"),
        task=id_of(task) if task else 0, posted=day, amount=Money(cents, "EUR"),
    )  # fmt: skip


def actual(*rows: Any, **fields: Any) -> tuple[str, object]:
    figures = figures_of(a_project("P-1"), a_task("T-1", **fields), ANN, *rows)
    found = task_actual(figures, figures.workspace.tasks[id_of("T-1")])
    return found.source, found.amount.value


def test_time_booked_costs_the_rate_of_its_day() -> None:
    rows = booked(1, 90, TODAY - timedelta(days=6)), booked(2, 90, TODAY - timedelta(days=5))
    assert actual(*RATES, *rows) == (TIMED, eur(120 + 150))


def test_the_first_source_that_says_anything_counts() -> None:
    work = at_work("A-1", work=10 * HOUR, actual_work=HOUR)
    time, paid = booked(1, 60, TODAY), posted(1, 7_00, TODAY)
    done: dict[str, Any] = {"percent": 10}
    assert actual(*RATES, work, **done)[0] == BY_RATES
    assert actual(*RATES, work, actual_cost=eur(5), **done) == (BOOKED, eur(5))
    assert actual(*RATES, work, time, actual_cost=eur(5), **done) == (TIMED, eur(100))
    assert actual(*RATES, work, paid, actual_cost=eur(5), **done) == (POSTED, eur(7))
    both = actual(*RATES, work, time, paid, actual_cost=eur(5), **done)
    assert both == (POSTED_AND_TIMED, eur(107))


def test_time_of_somebody_without_a_rate_says_nothing_of_money() -> None:
    assert actual(booked(1, 60, TODAY), actual_cost=eur(5)) == (BOOKED, eur(5))


@given(
    times=some.lists(some.tuples(some.integers(1, 600), some.integers(0, 50)), max_size=5),
    paid=some.lists(some.tuples(some.integers(-500, 9_000), some.sampled_from(["T-1", "T-2", ""])),
                    max_size=4),
    typed=some.booleans(),
)  # fmt: skip
def test_no_amount_reaches_a_total_twice(
    times: list[tuple[int, int]], paid: list[tuple[int, str]], *, typed: bool
) -> None:
    time = [booked(at, m, TODAY - timedelta(days=d)) for at, (m, d) in enumerate(times, 1)]
    lines = [posted(at, cents, TODAY, task) for at, (cents, task) in enumerate(paid, 1)]
    cost = eur(33) if typed else None
    figures = figures_of(
        a_project("P-1", spent=eur(1_000_000)),
        a_task("T-1", actual_cost=cost),
        a_task("T-2"),
        ANN,
        *RATES,
        *time,
        *lines,
    )
    worth = [
        (2 * entry.minutes * (100_00 if entry.day >= RATES[1].since else 80_00) + 60) // 120
        for entry in time
    ]
    total = sum(worth) + sum(line.amount.amount for line in lines)
    is_named = bool(time) or any(line.task == id_of("T-1") for line in lines)
    total += cost.amount if cost is not None and not is_named else 0
    position = cost_position(figures, id_of("P-1"))
    if time or lines:
        assert position.actual.value is not None
        assert position.actual.value.amount == total
        assert figures.money(id_of("P-1")).actual == position.actual
    known = data_date(figures, id_of("P-1"))
    flows = actual_cost(figures, id_of("P-1"), "EUR", at=known, known=known, earned={}).flows
    assert sum(flow.value(known) for flow in flows.values()) == total
    parts = [task_cost(figures, id_of(task)).actual.value for task in ("T-1", "T-2")]
    of_none = sum(line.amount.amount for line in lines if not line.task)
    assert sum(part.amount for part in parts if part is not None) + of_none == total
