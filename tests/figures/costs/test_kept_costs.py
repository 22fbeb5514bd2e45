"""This file tests that costs carried on from edit to edit are those added up afresh."""

from collections.abc import Iterator
from random import Random
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.figures.core.amounts import Amount, Rates, amount_of, total_of
from pmtui.figures.costs import kept_costs as module
from pmtui.figures.costs.kept_costs import kept_costs
from pmtui.figures.costs.task_shares import RunningSum, TaskShare, shares_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Op, delete, edit
from pmtui.model.costing.labour_rates import RoleRate
from pmtui.model.costing.ledger import CostLine, LedgerEntry
from pmtui.model.entities.entity import Money
from tests.conftest import (
    TODAY,
    a_person,
    a_project,
    a_rate,
    a_task,
    eur,
    figures_after,
    figures_of,
    id_of,
)

_TASKS: Final = tuple(f"T-{number}" for number in range(1, 9))
_AMOUNTS: Final = (None, eur(0), eur(7), Money(333, "USD"), Money(500, "JPY"), Money(90, "XYZ"))
_PROJECTS: Final = ("P-1", "P-2")


def _plan(*more: RoleRate) -> Figures:
    """Two projects, tasks in a summary of each, prices in currencies of which one has no rate."""
    tasks = [
        a_task(
            key,
            project=_PROJECTS[number % 2],
            under=("T-1", "T-2")[number % 2] if number > 3 else "",
            fixed_cost=_AMOUNTS[number % 4],
            percent=number * 10,
            owner=id_of("H-1"),
            days=number / 8,
        )
        for number, key in enumerate(_TASKS)
    ]
    line = CostLine(
        id=9001, component=id_of("P-1"), title="Crane", task=id_of("T-3"), amount=eur(5)
    )
    paid = LedgerEntry(
        id=9002,
        component=id_of("P-1"),
        title="Paid",
        task=id_of("T-3"),
        posted=TODAY,
        amount=eur(4),
    )
    rates = (a_rate("USD", "0.9"), a_rate("JPY", "0.006"))
    people = (a_person("H-1", "Ann", rate=eur(60)),)
    return figures_of(*map(a_project, _PROJECTS), *tasks, *people, *rates, line, paid, *more)


def _edit(figures: Figures, chance: Random) -> tuple[Op, ...]:
    task = figures.workspace.tasks[id_of(chance.choice(_TASKS))]
    field, values = chance.choice(
        (
            ("fixed_cost", _AMOUNTS),
            ("actual_cost", _AMOUNTS),
            ("percent", (0, 40, 100)),
            ("archived", (False, True)),
            ("active", (False, True)),
            ("estimate", (None, 30, 600)),
            ("component", tuple(map(id_of, _PROJECTS))),
            ("parent", (0, id_of("T-1"), id_of("T-2"))),
        )
    )
    value = chance.choice(values)
    if value == task.id:
        value = 0
    return edit("tasks", task, **{field: value})


def _is_carried_right(figures: Figures) -> None:
    fresh = Figures(figures.workspace, TODAY)
    for project in map(id_of, _PROJECTS):
        assert kept_costs(figures, project) == kept_costs(fresh, project)


@settings(max_examples=60)
@given(st.randoms(use_true_random=False))
def test_edits_of_tasks_lead_to_the_costs_added_up_afresh(chance: Random) -> None:
    figures = _plan()
    for _ in range(8):
        _is_carried_right(figures)
        ops = (*_edit(figures, chance), *(_edit(figures, chance) if chance.random() < 0.3 else ()))
        seen = figures
        figures = figures_after(figures, *ops)
        if chance.random() < 0.5:
            # what was only looked at, as a preview does, must leave the sheet before as it was
            _is_carried_right(figures)
            _is_carried_right(seen)
            figures = seen


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_edits_in_a_row_that_nobody_looks_at_are_all_counted(chance: Random) -> None:
    figures = _plan()
    _is_carried_right(figures)
    for _ in range(6):
        figures = figures_after(figures, *_edit(figures, chance))
    _is_carried_right(figures)


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_with_rates_that_hold_from_a_day_on_costs_are_right_too(chance: Random) -> None:
    figures = _plan(RoleRate(id=9003, role="Digger", since=TODAY, rate=eur(80)))
    for _ in range(4):
        _is_carried_right(figures)
        figures = figures_after(figures, *_edit(figures, chance))
    _is_carried_right(figures)


def test_an_edit_of_a_line_is_seen_and_so_is_one_that_goes() -> None:
    figures = _plan()
    _is_carried_right(figures)
    line = figures.workspace.rows("cost_lines")[9001]
    figures = figures_after(figures, *edit("cost_lines", line, amount=eur(50)))
    _is_carried_right(figures)
    figures = figures_after(
        figures, delete("cost_lines", figures.workspace.rows("cost_lines")[9001])
    )
    _is_carried_right(figures)


def test_an_edit_of_one_task_asks_for_its_own_costs_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = _plan()
    kept_costs(figures, id_of("P-1"))
    asked: list[int] = []
    of_tasks = shares_of

    def counted(figures: Figures, task_ids: list[int]) -> Iterator[TaskShare]:
        asked.extend(task_ids)
        return of_tasks(figures, task_ids)

    monkeypatch.setattr(module, "shares_of", counted)
    task = figures.workspace.tasks[id_of("T-5")]
    after = figures_after(figures, *edit("tasks", task, fixed_cost=eur(12)))
    kept_costs(after, id_of("P-1"))
    assert sorted(asked) == sorted(2 * [id_of("T-5"), id_of("T-1")])


_RATES: Final = Rates("EUR", {"EUR": 1, "USD": 2})  # type: ignore[dict-item]
_MONEY: Final = st.builds(Money, st.integers(-10, 10), st.sampled_from(("EUR", "USD", "XYZ")))
_SUMS: Final = st.lists(_MONEY, max_size=3).map(lambda parts: amount_of(parts, len(parts), _RATES))


@given(st.lists(_SUMS, max_size=6), st.lists(_SUMS, max_size=4))
def test_a_sum_from_which_amounts_were_taken_is_that_of_the_others(
    left: list[Amount], taken: list[Amount]
) -> None:
    running = RunningSum()
    for amount in (*taken, *left):
        running.add(amount)
    for amount in taken:
        running.add(amount, -1)
    wanted, total = total_of(left, _RATES), running.total(_RATES)
    assert (total.parts, total.counted, total.value) == (wanted.parts, wanted.counted, wanted.value)
    assert bool(total.reason) == bool(wanted.reason)
