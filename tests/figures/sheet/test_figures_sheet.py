"""This file tests that figures carried on over an edit are those of a fresh start."""

from datetime import date, timedelta
from random import Random

import pytest

from pmtui.figures.lateness.late_tasks import late_in
from pmtui.figures.lateness.possibly_late import possibly_late_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Op, Ops, apply, create, delete, edit, touched
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.tasks import Link, Task
from tests.conftest import (
    BOARD,
    TODAY,
    a_component,
    a_link,
    a_policy,
    a_project,
    a_rate,
    a_risk,
    a_task,
    column_id,
    eur,
    figures_after,
    figures_of,
    id_of,
)

PROJECTS = ("P-1", "P-2", "P-3")
NAMES = tuple(name for name, _, _ in BOARD)


def a_portfolio() -> Figures:
    """Two programs of three projects with linked tasks and risks."""
    parts: list[Entity | tuple[Entity, ...]] = [
        a_component("PF-1"),
        a_component("PG-1", "PF-1"),
        a_component("PG-2", "PF-1"),
        a_project("P-1", "PG-1", baseline_finish=TODAY),
        a_project("P-2", "PG-1", baseline_finish=TODAY),
        a_project("P-3", "PG-2", budget=eur(5)),
        a_policy(),
    ]
    for one in range(30):
        parts += [
            a_task(
                f"T-{one}",
                project=PROJECTS[one % 3],
                column=NAMES[one % 5] if one % 4 else "",
                due=TODAY + timedelta(days=one - 10),
                under=f"T-{one - 15}" if one >= 15 else "",
            ),
            a_risk(f"R-{one}", one % 6, one % 5, project=PROJECTS[one % 3]),
        ]
    parts += [a_link(f"T-{one}", f"T-{one + 7}") for one in range(0, 20, 2)]
    return figures_of(*parts)


def everything(figures: Figures) -> list[object]:
    """All figures of a workspace."""
    found: list[object] = []
    for one in (0, *sorted(figures.workspace.components)):
        found += [figures.work(one), figures.rollup(one), figures.health(one), figures.cards(one)]
        found.append(figures.money(one))
        found.append(possibly_late_of(figures).may_be_late(one))
    found += [figures.percent(one) for one in sorted(figures.workspace.tasks)]
    return found


def an_edit(figures: Figures, chance: Random) -> Ops:
    """Some edit of the kinds that change figures."""
    workspace = figures.workspace
    task: Task = workspace.tasks[chance.choice(sorted(workspace.tasks))]
    component: Component = workspace.components[chance.choice(sorted(workspace.components))]
    risk = workspace.risks[chance.choice(sorted(workspace.risks))]
    board = workspace.board_of(task.component)
    choices: list[Ops] = [
        edit("tasks", task, column=chance.choice(board).id),
        edit("tasks", task, column=0, percent=chance.choice([0, 50, 100])),
        edit("tasks", task, due=TODAY + timedelta(days=chance.randrange(-20, 20))),
        edit("tasks", task, blocked=chance.choice(["", "waits"])),
        edit("tasks", task, archived=not task.archived),
        edit("tasks", task, board_rank=chance.choice("abc")),
        edit("risks", risk, probability=chance.randrange(6)),
        edit("risks", risk, state=chance.choice(["closed", "assessed"])),
        edit("risks", risk, component=id_of(chance.choice(PROJECTS))),
        edit("components", component, budget=eur(chance.randrange(100))),
        edit("components", component, archived=not component.archived),
        edit("components", component, reported_rag=chance.choice(["R", "A", "G", ""])),
        edit("columns", chance.choice(board), limit=3),
        edit("columns", chance.choice(board), role=chance.choice(["todo", "done"])),
    ]
    above = workspace.tasks[chance.choice(sorted(workspace.tasks))]
    if above.component == task.component and above.id < task.id:
        choices.append(edit("tasks", task, parent=above.id))
    choices += [
        edit("tasks", task, estimate=chance.choice([None, 60, 480])),
        edit("tasks", task, duration=chance.choice([None, 0, 900]), elapsed=chance.random() < 0.5),
        edit("tasks", task, active=not task.active),
        edit("tasks", task, percent=chance.choice([0, 40, 100])),
        edit("components", component, minutes_per_day=chance.choice([0, 300])),
        edit("tasks", task, finish=TODAY + timedelta(days=chance.randrange(-9, 9))),
        edit("tasks", task, parent=0),
        edit("tasks", task, start=TODAY + timedelta(days=chance.randrange(-9, 9))),
        edit("tasks", task, constraint="FNLT", constraint_date=TODAY - timedelta(days=2)),
        edit("components", component, start=TODAY + timedelta(days=chance.randrange(-9, 9))),
        (create("tasks", Task(id=chance.getrandbits(50), title="new", component=task.component)),),
    ]
    if not figures.is_summary(task.id):
        choices.append((delete("tasks", task),))
    if component.kind == "project":
        program = id_of(chance.choice(["PG-1", "PG-2"]))
        choices.append(edit("components", component, component=program))
        choices.append(edit("components", component, state=chance.choice(["closed", "executing"])))
    links: list[Link] = list(workspace.links.values())
    if links:
        choices.append((delete("links", chance.choice(links)),))
    other = workspace.tasks[chance.choice(sorted(workspace.tasks))]
    if other.id > task.id:
        lag = chance.choice([0, 0, 0, -480])
        link = Link(id=chance.getrandbits(50), predecessor=task.id, successor=other.id, lag=lag)
        choices.append((create("links", link),))
    return chance.choice(choices)


@pytest.mark.parametrize("seed", range(24))
def test_figures_carried_on_are_those_of_a_fresh_start(seed: int) -> None:
    chance = Random(seed)
    figures = a_portfolio()
    everything(figures)
    for _ in range(40):
        ops = an_edit(figures, chance)
        figures = figures_after(figures, *ops)
        assert everything(figures) == everything(Figures(figures.workspace, TODAY)), ops


@pytest.mark.parametrize("seed", range(12))
def test_a_task_is_late_by_plan_only_where_that_is_suspected(seed: int) -> None:
    chance = Random(seed)
    figures = a_portfolio()
    for _ in range(20):
        figures = figures_after(figures, *an_edit(figures, chance))
        fresh = Figures(figures.workspace, TODAY)
        for one in sorted(fresh.workspace.components):
            late = {task for task in late_in(fresh, one) if fresh.is_overdue(task)}
            assert late == late_in(fresh, one)


def test_without_plans_stored_figures_are_the_same_and_dates_are_still_to_come() -> None:
    figures = a_portfolio()
    bare = figures.without_plans()
    one = id_of("P-1")
    assert bare.rollup(one).dates.is_waiting
    assert bare.rollup(one).dates.baseline == TODAY
    assert bare.rollup(one).slip is None
    assert bare.rollup(one).percent == figures.rollup(one).percent
    assert bare.rollup(one).risks == figures.rollup(one).risks
    assert not figures.rollup(one).dates.is_waiting


def test_an_edit_of_one_project_leaves_the_figures_of_another_alone() -> None:
    links = a_portfolio().workspace.links.values()
    figures = figures_after(a_portfolio(), *(delete("links", one) for one in links))
    kept = figures.rollup(id_of("PG-2"))
    changed = figures.rollup(id_of("PG-1"))
    task = figures.workspace.tasks[id_of("T-3")]
    after = figures_after(figures, *edit("tasks", task, due=date(2020, 1, 1)))
    assert after.rollup(id_of("PG-2")) is kept
    assert after.rollup(id_of("PG-1")) is not changed


def test_finishing_a_task_frees_the_one_that_waits_for_it_in_another_project() -> None:
    figures = figures_of(
        a_project("P-1"),
        a_project("P-2"),
        a_task("T-1", column="Doing"),
        a_task("T-2", project="P-2", column="Ready", after="T-1"),
    )
    assert figures.rollup(id_of("P-2")).work.blocked == 1
    task = figures.workspace.tasks[id_of("T-1")]
    after = figures_after(figures, *edit("tasks", task, column=column_id("P-1", "Done")))
    assert after.rollup(id_of("P-2")).work.blocked == 0


@pytest.mark.parametrize("table", ["policy", "rates"])
def test_rules_and_rates_concern_every_figure(table: str) -> None:
    pounds = eur(10).__class__(10_00, "GBP")
    figures = figures_of(
        a_policy(),
        a_rate("GBP", "1.1"),
        a_component("PG-1"),
        a_project("P-1", "PG-1", budget=eur(10), finish=TODAY, baseline_finish=date(2026, 11, 20)),
        a_project("P-2", "PG-1", budget=pounds),
    )
    everything(figures)
    row = next(iter(figures.workspace.rows(table).values()))
    fields: dict[str, object] = {"late_red_days": 2} if table == "policy" else {"rate": "2"}
    after = figures_after(figures, *edit(table, row, **fields))
    assert everything(after) == everything(Figures(after.workspace, TODAY))
    assert everything(after) != everything(figures)


def test_another_day_starts_afresh() -> None:
    figures = figures_of(a_project(), a_task("T-1", due=TODAY))
    assert figures.rollup(0).work.overdue == 0
    tomorrow = figures.next(figures.workspace, frozenset(), TODAY + timedelta(days=1))
    assert tomorrow.rollup(0).work.overdue == 1


def test_a_task_that_is_gone_is_neither_done_nor_late() -> None:
    figures = figures_of()
    assert not figures.is_done(5)
    assert not figures.is_blocked(5)
    assert not figures.is_overdue(5)
    assert figures.score(5) is None
    assert figures.level(5) is None


def test_nothing_is_computed_before_it_is_asked_for() -> None:
    figures = a_portfolio()
    workspace = apply(figures.workspace, ())
    fresh = figures.next(workspace, touched(()), TODAY)
    assert not fresh._works
    assert not fresh._rollups
    fresh.rollup(id_of("P-1"))
    assert set(fresh._rollups) == {id_of("P-1")}


def test_an_op_on_an_unknown_table_changes_no_figure() -> None:
    figures = a_portfolio()
    before = everything(figures)
    after = figures_after(figures, Op("put", "gadgets", 1, new={"a": 1}))
    assert everything(after) == before


def test_tasks_that_are_each_other_s_parents_are_not_done() -> None:
    figures = figures_of(
        a_project(),
        a_task("T-1", under="T-2"),
        a_task("T-2", under="T-1"),
        a_task("T-3", under="T-3"),
    )
    assert [figures.is_done(id_of(key)) for key in ("T-1", "T-2", "T-3")] == [False] * 3


def test_a_summary_thousands_of_levels_deep_is_done_with_what_is_below_it() -> None:
    nest = [a_task(f"T-{n}", under=f"T-{n - 1}") for n in range(2, 3000)]
    for percent in (0, 100):
        last = a_task("T-3000", under="T-2999", percent=percent)
        figures = figures_of(a_project(), a_task("T-1"), *nest, last)
        assert figures.is_done(id_of("T-1")) == (percent == 100)
