"""This file tests what tasks cost: rates, uses, fixed costs, what is done, and what is below."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pmtui.figures.catalogue import figure
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks import task_costs
from pmtui.figures.tasks.planned_cost import assignment_parts
from pmtui.figures.tasks.task_costs import (
    TaskCost,
    cost_to_go,
    spending_of,
    spendings,
    task_cost,
)
from pmtui.model.changes.ops import edit
from pmtui.model.costing.labour_rates import RoleRate
from pmtui.model.costing.ledger import LedgerEntry
from pmtui.model.entities.entity import Entity, Money
from pmtui.model.entities.tasks import Assignment, Task
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

HOUR = 60


def at_work(key: str, task: str = "T-1", person: str = "PE-1", **fields: Any) -> Assignment:
    """Somebody at work on a task."""
    return Assignment(
        id=id_of(key), key=key, component=id_of("P-1"), task=id_of(task), person=id_of(person),
        **fields,
    )  # fmt: skip


def costs(*parts: Any, task: str = "T-1") -> tuple[Money | None, Money | None, Money | None]:
    """What a task costs, has cost so far and has still to cost."""
    figures = figures_of(a_project("P-1"), *parts)
    found = task_cost(figures, id_of(task))
    return found.planned.value, found.actual.value, cost_to_go(figures, id_of(task)).value


def test_nobody_with_a_rate_and_no_fixed_cost_is_no_cost() -> None:
    work = at_work("A-1", work=HOUR)
    assert costs(a_task("T-1"), a_person("PE-1", "Ann"), work) == (None, None, None)


def test_work_costs_its_hours_at_the_rate_to_the_cent() -> None:
    ann = a_person("PE-1", "Ann", rate=eur("33.33"))
    assert costs(a_task("T-1"), ann, at_work("A-1", work=100)) == (eur("55.55"), None, eur("55.55"))


@pytest.mark.parametrize(("kind", "use"), [("person", "25"), ("material", "10")])
def test_a_use_is_paid_per_unit_of_a_person_and_once_for_a_material(kind: str, use: str) -> None:
    one = a_person("PE-1", "It", kind=kind, cost_per_use=eur(10))
    planned, _, _ = costs(a_task("T-1"), one, at_work("A-1", units=250))
    assert planned == eur(use)


def test_where_nobody_is_assigned_the_owner_does_the_work_of_the_estimate() -> None:
    ann = a_person("PE-1", "Ann", rate=eur(50))
    bo = a_person("PE-2", "Bo", rate=eur(1))
    owned = a_task("T-1", days=1, owner=id_of("PE-1"), percent=25)
    assert costs(owned, ann) == (eur(400), eur(100), eur(300))
    work = at_work("A-1", person="PE-2", work=HOUR)
    assert costs(owned, ann, bo, work)[0] == eur(1)
    assert costs(owned, a_task("T-2", under="T-1"), ann)[0] is None


def test_those_of_whose_work_nothing_is_said_share_what_is_left_of_the_estimate() -> None:
    people = [a_person(f"PE-{n}", f"P{n}", rate=eur(10)) for n in (1, 2, 3)]
    stone = a_person("PE-4", "Stone", kind="material", rate=eur(10))
    rows = [
        at_work("A-1", person="PE-1", work=2 * HOUR),
        at_work("A-2", person="PE-2", units=100),
        at_work("A-3", person="PE-3", units=50),
        at_work("A-4", person="PE-4"),
    ]
    figures = figures_of(a_project("P-1"), a_task("T-1", days=1), *people, stone, *rows)
    parts = assignment_parts(figures, figures.workspace.tasks[id_of("T-1")])
    assert [(row.work, money) for row, money in parts] == [
        (2 * HOUR, (eur(20),)),
        (4 * HOUR, (eur(40),)),
        (2 * HOUR, (eur(20),)),
        (None, ()),
    ]


def test_a_cost_of_its_own_stands_in_the_place_of_work_times_rate() -> None:
    ann = a_person("PE-1", "Ann", rate=eur(50))
    work = at_work("A-1", work=8 * HOUR, cost=eur(390))
    assert costs(a_task("T-1", fixed_cost=eur(10)), ann, work)[0] == eur(400)


def test_what_is_done_has_been_spent_until_somebody_books() -> None:
    ann = a_person("PE-1", "Ann", rate=eur(50))
    work = at_work("A-1", work=8 * HOUR, actual_work=2 * HOUR)
    half: dict[str, Any] = {"percent": 50, "fixed_cost": eur(10)}
    assert costs(a_task("T-1", **half), ann, work) == (eur(410), eur(105), eur(305))
    booked = a_task("T-1", **half, actual_cost=eur(500))
    assert costs(booked, ann, work) == (eur(410), eur(500), eur(-90))


def test_a_card_in_a_done_column_has_cost_all_of_it() -> None:
    assert costs(a_task("T-1", column="Done", fixed_cost=eur(10))) == (eur(10), eur(10), eur(0))


def test_a_summary_costs_its_own_and_all_that_is_live_and_active_below() -> None:
    parts = (
        a_task("T-1", fixed_cost=eur(1)),
        a_task("T-2", under="T-1"),
        a_task("T-3", under="T-2", fixed_cost=eur(20), percent=50),
        a_task("T-4", under="T-1", fixed_cost=eur(300), archived=True),
        a_task("T-5", under="T-1", fixed_cost=eur(4000), active=False),
    )
    assert costs(*parts) == (eur(21), eur(10), eur(11))
    assert costs(*parts, task="T-5")[0] == eur(4000)


def test_a_deep_outline_is_added_up() -> None:
    parts = [a_task("T-1", fixed_cost=eur(1))]
    parts += [a_task(f"T-{n}", under=f"T-{n - 1}", fixed_cost=eur(1)) for n in range(2, 3001)]
    assert costs(*parts)[0] == eur(3000)


def test_costs_in_two_currencies_need_a_rate() -> None:
    usd = a_person("PE-1", "Bo", rate=Money(10_000, "USD"))
    parts = (a_task("T-1", fixed_cost=eur(10)), usd, at_work("A-1", work=HOUR))
    assert costs(*parts)[0] is None
    assert costs(*parts, a_rate("USD", "0.5"))[0] == eur(60)


def test_every_part_of_a_cost_is_told() -> None:
    figures = figures_of(
        a_project("P-1"),
        a_task("T-1", fixed_cost=eur(5)),
        a_task("T-2", under="T-1", fixed_cost=eur(7), percent=100),
        a_person("PE-1", "Ann", rate=eur(50)),
        a_person("PE-2", "Bo"),
        at_work("A-1", work=HOUR),
        at_work("A-2", person="PE-2", work=HOUR),
    )
    told = figure("cost", "tasks")
    assert told is not None
    assert [(one.label, one.value) for one in told.inputs(figures, id_of("T-1"))] == [
        ("fixed cost", eur(5)),
        ("Ann, work x rate + use", eur(50)),
        ("Bo, no rate", None),
        ("T-2 Task T-2", eur(7)),
    ]
    so_far = figure("cost_so_far", "tasks")
    assert so_far is not None
    assert ("T-2 Task T-2", eur(7)) in [
        (one.label, one.value) for one in so_far.inputs(figures, id_of("T-1"))
    ]


@given(some.data())
def test_costs_carried_on_over_edits_are_those_made_anew(data: some.DataObject) -> None:
    keys = [f"T-{n}" for n in range(1, 8)]
    parts = [
        a_task(key, under=data.draw(some.sampled_from(["", *keys[:at]])), fixed_cost=eur(at))
        for at, key in enumerate(keys)
    ]
    ann = a_person("PE-1", "Ann", rate=eur(60))
    work = [at_work(f"A-{n}", task=keys[n], work=HOUR) for n in (1, 3, 5)]
    figures = figures_of(a_project("P-1"), *parts, ann, *work)
    fields = some.one_of(
        some.tuples(some.just("fixed_cost"), some.integers(0, 9).map(eur)),
        some.tuples(some.just("active"), some.booleans()),
        some.tuples(some.just("archived"), some.booleans()),
        some.tuples(some.just("percent"), some.sampled_from([0, 50, 100])),
        some.tuples(some.just("parent"), some.sampled_from([0, *map(id_of, keys)])),
    )
    for _ in range(data.draw(some.integers(1, 6))):
        for key in data.draw(some.lists(some.sampled_from(keys))):
            task_cost(figures, id_of(key))
        key = data.draw(some.sampled_from(keys))
        name, value = data.draw(fields)
        if name == "parent" and value in {id_of(key), *below(figures, id_of(key))}:
            continue
        ops = edit("tasks", figures.workspace.tasks[id_of(key)], **{name: value})
        if data.draw(some.booleans()):
            row = figures.workspace.rows("assignments")[id_of("A-3")]
            ops = edit("assignments", row, work=data.draw(some.integers(0, 900)))
        figures = figures_after(figures, *ops)
        anew = Figures(figures.workspace, TODAY)
        for one in keys:
            assert task_cost(figures, id_of(one)) == task_cost(anew, id_of(one))


def below(figures: Figures, task: int) -> set[int]:
    """All tasks below one, put away or not."""
    found = set(figures.workspace.ids_by("tasks", "parent", task))
    return found.union(*(below(figures, one) for one in found))


@pytest.mark.parametrize(
    ("done", "cost"),
    [({"actual_work": 10 * HOUR}, 800), ({}, 1600), ({"actual_work": 0}, None)],
)
def test_work_that_was_done_costs_the_rate_of_its_days(
    done: dict[str, Any], cost: int | None
) -> None:
    monday = date(2026, 11, 16)
    rates = [
        RoleRate(id=number, role="Digger", rate=eur(rate), since=since)
        for number, rate, since in ((1, 80, monday), (2, 99, date(2027, 1, 1)))
    ]
    task = a_task("T-1", days=5, percent=50, constraint="SNET", constraint_date=monday)
    ann, work = a_person("PE-1", "Ann", role="Digger"), at_work("A-1", work=40 * HOUR, **done)
    figures = figures_of(a_project("P-1", start=monday), task, ann, work, *rates)
    assert task_cost(figures, id_of("T-1")).actual.value == (None if cost is None else eur(cost))


@pytest.mark.parametrize(("booked", "labels"), [(None, ["done share"]), (eur(9), [])])
def test_what_is_done_is_told_only_where_it_counts(booked: Money | None, labels: list[str]) -> None:
    figures = figures_of(a_task("T-1", fixed_cost=eur(10), percent=50, actual_cost=booked))
    told = figure("cost_so_far", "tasks") or figure("actual", "tasks")
    assert told is not None
    inputs = [line.label for line in told.inputs(figures, id_of("T-1"))]
    assert [label for label in inputs if label == "done share"] == labels


def test_what_many_tasks_cost_is_what_each_costs_by_itself() -> None:
    figures = figures_of(
        a_project(),
        a_person("PE-1", "Ada", rate=eur(100)),
        a_task("T-1", percent=100, fixed_cost=eur(10)),
        a_task("T-2", actual_cost=eur(500)),
        a_task("T-3", fixed_cost=eur(10)),
        a_task("T-4"),
        at_work("AS-1", "T-4", work=8 * HOUR, actual_work=2 * HOUR),
        LedgerEntry(
            id=id_of("L-1"), key="L-1", component=id_of("P-1"), title="Paid", task=id_of("T-2"),
            posted=TODAY, amount=eur(7),
        ),
        a_task("T-5", under="T-6"),
        a_task("T-6", fixed_cost=eur(3), actual_start=TODAY, accrual="start"),
    )  # fmt: skip
    spending = spendings(figures)
    tasks = [*figures.workspace.tasks.values()]
    assert [spending(task) for task in tasks] == [spending_of(figures, task) for task in tasks]
    assert len({spending(task) for task in tasks}) == 5


_PRICED = some.fixed_dictionaries(
    {},
    optional={
        "fixed_cost": some.just(eur(7)),
        "actual_cost": some.just(eur(5)),
        "owner": some.sampled_from([id_of(f"PE-{at}") for at in range(1, 6)]),
        "days": some.just(1),
        "percent": some.sampled_from([50, 100]),
        "under": some.just("T-1"),
    },
)


@given(some.lists(_PRICED, min_size=4, max_size=8), some.sets(some.integers(1, 4)))
def test_what_is_told_to_be_free_costs_what_adding_up_gives(
    given_tasks: list[dict[str, Any]], assigned: set[int]
) -> None:
    given_tasks[0].pop("under", None)
    rows: tuple[Entity | tuple[Entity, ...], ...] = (
        a_project("P-1"),
        *(a_task(f"T-{at}", **fields) for at, fields in enumerate(given_tasks, 1)),
        *(at_work(f"A-{at}", task=f"T-{at}", cost=eur(3)) for at in assigned),
        a_person("PE-1", "Ann"),
        a_person("PE-2", "Bo", rate=eur(10)),
        a_person("PE-3", "Cy", cost_per_use=eur(4)),
        a_person("PE-4", "Di", role="Welder"),
        a_person("PE-5", "Steel", kind="material", rate=eur(2)),
        RoleRate(id=id_of("RR-1"), role="Welder", since=TODAY, rate=eur(30)),
    )
    quick, whole = figures_of(*rows), figures_of(*rows)
    whole.part("costs", task_costs.Costs).__dict__["_is_free"] = lambda _task: False
    for task in quick.workspace.tasks:
        assert task_cost(quick, task) == task_cost(whole, task)


def test_tasks_without_a_price_are_not_added_up(monkeypatch: pytest.MonkeyPatch) -> None:
    added_up: list[str] = []
    add_up = task_costs._with_below

    def counted(figures: Figures, task: Task, below: Sequence[TaskCost]) -> TaskCost:
        added_up.append(task.key)
        return add_up(figures, task, below)

    monkeypatch.setattr(task_costs, "_with_below", counted)
    tasks = [a_task(f"T-{at}", days=1, owner=id_of("PE-1")) for at in range(1, 200)]
    paid = a_task("T-200", days=1, owner=id_of("PE-2"))
    people = (a_person("PE-1", "Ann"), a_person("PE-2", "Bo", rate=eur(10)))
    figures = figures_of(a_project("P-1"), *tasks, paid, *people)
    for task in figures.workspace.tasks:
        task_cost(figures, task)
    assert added_up == ["T-200"]
