"""This file tests that what needs somebody is brought down to causes, each need to one."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.attention.behind_schedule import task_problem
from pmtui.figures.attention.cause import Cause
from pmtui.figures.attention.root_causes import MANY, causes
from pmtui.figures.attention.scope_needs import alive_and_ended, every_need
from pmtui.figures.schedule_analysis.driving_links import Origins
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import edit
from pmtui.model.entities.baselines import Baseline, BaselineRow
from pmtui.model.entities.entity import Entity, title_of
from tests.conftest import (
    TODAY,
    Parts,
    a_component,
    a_link,
    a_person,
    a_policy,
    a_project,
    a_risk,
    a_task,
    figures_after,
    figures_of,
    id_of,
)

PROGRAM = id_of("PG-1")
FEW = st.integers(0, 6)


def day(away: int):  # type: ignore[no-untyped-def]  # noqa: ANN201
    return TODAY + timedelta(days=away)


def baseline(project: str, finish: int, **finishes: int) -> Parts:
    """An approved baseline of a project; days from today by the task's key, `_` for its dash."""
    held = Baseline(
        id=id_of(project) + 7, key="", component=id_of(project), label="Plan", number=1,
        kind="original", taken_at=day(-30), finish=day(finish),
    )  # fmt: skip
    rows = (
        BaselineRow(
            id=id_of(key.replace("_", "-")) + 77, component=id_of(project), baseline=held.id,
            task=id_of(key.replace("_", "-")), title=key, start=day(away - 5), finish=day(away),
        )
        for key, away in finishes.items()
    )  # fmt: skip
    return (held, *rows)


def a_supplier_that_slips() -> tuple[Entity | Parts, ...]:
    """Two projects: a form that is late holds the launch, and with it the film of the other."""
    return (
        a_component("PG-1", name="Relaunch", reported_rag="G", baseline_finish=day(12)),
        a_project("P-1", "PG-1", name="Site", reported_rag="A", start=day(-7)),
        a_project("P-2", "PG-1", name="Film", reported_rag="G", rank="b", start=day(-7)),
        a_task("T-1", "Card form", days=10, start=day(-7), due=day(-2), actual_start=day(-7)),
        a_task("T-2", "Tests", days=5, after="T-1"),
        a_task("M-1", "Launch", after="T-2"),
        a_task("T-3", "Film the launch", project="P-2", days=2),
        a_link("M-1", "T-3", component=id_of("P-2"), needed_by=day(8), key="L-1"),
        baseline("P-1", 5, T_1=0, T_2=5, M_1=5),
    )


def told(figures: Figures, scope: int = PROGRAM) -> list[str]:
    return [
        f"{one.need.mark} {one.need.text}" + (f" -> {one.drag_text}" if one.drags else "")
        for one in causes(figures, scope).items
    ]


def test_one_late_task_is_one_line_with_the_milestone_the_contract_and_all_above_it() -> None:
    figures = figures_of(*a_supplier_that_slips())
    (line,) = told(figures)
    head, _, drags = line.partition(" -> ")
    assert head == "R T-1 Card form: 2 d late"
    assert "M-1 Launch +" in drags
    assert "contract L-1 +" in drags
    assert "Site +" in drags
    (cause,) = causes(figures, PROGRAM).items
    assert cause.since == day(-2)
    assert (
        len(cause.stands_for)
        == len(list(every_need(figures, *alive_and_ended(figures, PROGRAM))))
        >= 3
    )


def test_a_task_that_waits_for_a_late_one_is_dragged_by_it() -> None:
    late = a_task("T-1", "Copy", due=day(-2))
    waiting = a_task("T-2", "Mail", after="T-1", start=day(-1))
    figures = figures_of(a_project(reported_rag="R"), late, waiting)
    assert told(figures, id_of("P-1")) == ["R T-1 Copy: 2 d late -> project P-1, T-2 Mail"]


def test_several_needs_of_one_risk_are_one_line() -> None:
    risk = a_risk("R-1", 5, 5, title="Bare", next_review=day(-5))
    figures = figures_of(a_project(reported_rag="R"), risk)
    (cause,) = causes(figures, id_of("P-1")).items
    assert cause.need.text == "R-1 Bare has no owner and no response"
    assert len(cause.stands_for) == 3
    assert cause.drag_text == "project P-1"


def test_a_rating_that_a_risk_makes_is_put_down_to_the_risk() -> None:
    figures = figures_of(
        a_project(reported_rag="G", name="Site"), a_risk("R-1", 5, 5, title="Bare")
    )
    assert told(figures, id_of("P-1")) == ["R R-1 Bare has no owner and no response -> Site"]


def test_independent_causes_stay_apart() -> None:
    figures = figures_of(
        a_project(reported_rag="R"),
        a_task("T-1", "Copy", due=day(-2)),
        a_task("T-2", "Form", due=day(-9)),
        *(a_task(f"T-{one}") for one in range(10, 40)),
    )
    assert told(figures, id_of("P-1")) == [
        "A T-2 Form: 9 d late",
        "A T-1 Copy: 2 d late",
    ]


def test_many_late_tasks_of_one_project_are_one_line_in_a_program() -> None:
    tasks = [a_task(f"T-{one}", due=day(-one)) for one in range(1, MANY + 2)]
    figures = figures_of(a_component("PG-1", reported_rag="R"), a_project("P-1", "PG-1"), *tasks)
    lines = told(figures)
    assert lines[0].startswith(f"R project P-1: {MANY + 1} of {MANY + 1} open tasks overdue")
    assert not any("T-1 " in one for one in lines)


def named_in(cause: Cause, figures: Figures, table: str, one: int) -> bool:
    """Whether a row is what a cause is about, or is named in what it drags."""
    row = figures.workspace.get(table, one)
    assert row is not None
    names = (row.key, title_of(row))
    if (cause.need.table, cause.need.id) == (table, one):
        return any(name and name in cause.need.text for name in names)
    texts = [drag.text for drag in cause.drags if (drag.table, drag.id) == (table, one)]
    return len(texts) == 1 and any(name and name in texts[0] for name in names)


@st.composite
def a_program(draw: st.DrawFn) -> tuple[Entity | Parts, ...]:
    """A program with a program below, projects, tasks in networks, and all that may go wrong."""
    dates = st.one_of(st.none(), st.integers(-30, 30).map(day))
    rags = st.sampled_from(["", "G", "A", "R"])
    parts: list[Entity | Parts] = [
        a_component("PG-1", reported_rag=draw(rags), baseline_finish=draw(dates)),
        a_component("PG-2", "PG-1", reported_rag=draw(rags), finish=draw(dates)),
        a_person("H-1", "Ann"),
    ]
    tasks: list[str] = []
    for at in range(1, draw(st.integers(1, 4)) + 1):
        above = draw(st.sampled_from(["PG-1", "PG-2"]))
        state = draw(st.sampled_from(["executing"] * 4 + ["closed"]))
        parts.append(
            a_project(
                f"P-{at}", above, reported_rag=draw(rags), state=state, start=draw(dates),
                finish=draw(dates), baseline_finish=draw(dates),
            )
        )  # fmt: skip
        own: list[str] = []
        for number in range(draw(FEW)):
            key = f"{draw(st.sampled_from(['T', 'T', 'T', 'M']))}-{at}{number}"
            under = draw(st.sampled_from(["", *own])) if key[0] == "T" else ""
            several = st.lists(st.sampled_from(tasks or [""]), max_size=2, unique=True)
            waits = draw(several)
            begun = draw(st.sampled_from([None, None, day(-7)]))
            parts.append(
                a_task(
                    key, project=f"P-{at}", under=under if under[:1] == "T" else "",
                    after=" ".join(waits), days=draw(st.integers(0, 9)), due=draw(dates),
                    start=draw(dates), actual_start=begun,
                    percent=draw(st.sampled_from([0, 40, 100])),
                    blocked=draw(st.sampled_from(["", "", "no licence"])),
                    priority=draw(st.integers(0, 4)),
                )
            )  # fmt: skip
            own.append(key)
            tasks.append(key)
        is_held = draw(st.booleans())
        if own and is_held:
            finishes = {one.replace("-", "_"): draw(st.integers(-20, 20)) for one in own}
            parts.append(baseline(f"P-{at}", draw(st.integers(-20, 20)), **finishes))
        parts += [
            a_risk(
                f"R-{at}{number}", draw(FEW) % 6, draw(FEW) % 6, project=f"P-{at}",
                owner=draw(st.sampled_from([0, id_of("H-1")])), next_review=draw(dates),
                state=draw(st.sampled_from(["assessed", "escalated", "occurred"])),
                escalated_to=id_of("PG-1"), response=draw(st.sampled_from(["", "accept"])),
            )
            for number in range(draw(st.integers(0, 2)))
        ]  # fmt: skip
    return tuple(parts)


@given(a_program(), st.sampled_from(["", "PG-1", "PG-2", "P-1"]))
def test_every_need_is_a_line_or_named_in_what_exactly_one_line_drags(
    parts: tuple[Entity | Parts, ...], scope: str
) -> None:
    figures = figures_of(*parts)
    found = causes(figures, id_of(scope), 10_000)
    assert found.total == len(found.items)
    needs = list(every_need(figures, *alive_and_ended(figures, id_of(scope))))
    placed = [need for cause in found.items for need in cause.stands_for]
    assert sorted(placed, key=repr) == sorted(needs, key=repr)
    for cause in found.items:
        for need in cause.stands_for:
            assert named_in(cause, figures, need.table, need.id)
        marks = "RAw"
        assert all(
            marks.index(cause.need.mark) <= marks.index(one.mark) for one in cause.stands_for
        )


@given(a_program(), st.data())
def test_causes_carried_on_after_an_edit_are_those_found_afresh(
    parts: tuple[Entity | Parts, ...], data: st.DataObject
) -> None:
    figures = figures_of(*parts)
    causes(figures, PROGRAM, 10_000)
    for _ in range(2):
        tasks = list(figures.workspace.tasks.values())
        if not tasks:
            return
        task = data.draw(st.sampled_from(tasks))
        change = data.draw(
            st.sampled_from(
                [{"due": day(-3)}, {"due": None}, {"percent": 100}, {"blocked": "x"},
                 {"estimate": 9600}, {"archived": True}]
            )
        )  # fmt: skip
        figures = figures_after(figures, *edit("tasks", task, **change))
        fresh = Figures(figures.workspace, TODAY)
        assert causes(figures, PROGRAM, 10_000) == causes(fresh, PROGRAM, 10_000)


def a_shop(*, needed: int, **fields: Any) -> tuple[Entity | Parts, ...]:
    """A late text that a film of another project needs on a day."""
    return (
        a_component("PG-1", name="Relaunch", reported_rag="G"),
        a_project("P-1", "PG-1", name="Site", reported_rag="A", start=day(-7)),
        a_project("P-2", "PG-1", name="Film", reported_rag="G", rank="b", start=day(-7)),
        a_task("T-1", "Text", days=1, due=day(-2), start=day(-3), **fields),
        a_task("T-3", "Film it", project="P-2", days=2),
        a_link("T-1", "T-3", component=id_of("P-2"), needed_by=day(needed), key="L-1"),
    )


@pytest.mark.parametrize(("needed", "is_late"), [(-4, True), (-3, False), (9, False)])
def test_a_delivery_to_another_project_is_dragged_once_it_comes_after_it_is_needed(
    needed: int, *, is_late: bool
) -> None:
    (line,) = (line for line in told(figures_of(*a_shop(needed=needed))) if "T-1" in line)
    assert ("contract L-1 +" in line) is is_late


@pytest.mark.parametrize("fields", [{"archived": True}, {"percent": 100}])
def test_what_is_delivered_or_put_away_drags_no_contract(fields: dict[str, Any]) -> None:
    lines = told(figures_of(*a_shop(needed=-4, **fields)))
    assert not any("contract" in line for line in lines)


@pytest.mark.parametrize(("count", "is_one"), [(MANY - 1, False), (MANY, True)])
def test_as_many_late_tasks_as_are_many_are_one_line_in_a_program(
    count: int, *, is_one: bool
) -> None:
    figures = figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1", reported_rag="R"),
        a_project("P-2", "PG-1", reported_rag="R"),
        *(a_task(f"T-{at}", due=day(-2)) for at in range(1, count + 1)),
    )
    lines = [line for line in told(figures) if " T-" in line]
    assert (len(lines) <= 1) is is_one


@pytest.mark.parametrize(("base", "mark"), [(2, "A"), (3, "A"), (4, "w")])
def test_a_task_planned_past_its_baseline_is_said_to_be_so(base: int, mark: str) -> None:
    figures = figures_of(
        a_policy(late_amber_days=5),
        a_project("P-1", reported_rag="G", start=day(0)),
        a_task("T-1", "Form", days=7),
        baseline("P-1", base, T_1=base),
    )
    need = task_problem(figures, Origins(figures), id_of("T-1"))
    assert need.text == f"T-1 Form: planned {8 - base} d past its baseline"
    assert (need.weight, need.mark) == (8 - base, mark)


def test_a_task_that_is_held_up_says_so_beside_its_lateness() -> None:
    figures = figures_of(
        a_project("P-1", reported_rag="G", start=day(0)),
        a_task("T-1", "Form", due=day(-2), blocked="no key"),
        a_task("T-2", "Text", due=day(9), blocked="no ink"),
    )
    late, held = (task_problem(figures, Origins(figures), id_of(key)) for key in ("T-1", "T-2"))
    assert late.text.endswith("2 d late, held up: no key")
    assert "no ink" in held.text
    assert held.topic == "held"


@pytest.mark.parametrize(("late", "held", "is_one"), [(6, 6, True), (1, 11, True), (6, 5, False)])
def test_late_tasks_and_held_ones_are_many_together(late: int, held: int, *, is_one: bool) -> None:
    assert MANY == 12
    figures = figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1", reported_rag="R"),
        a_project("P-2", "PG-1", reported_rag="R"),
        *(a_task(f"T-{at}", due=day(-2)) for at in range(1, late + 1)),
        *(a_task(f"T-{at}", blocked="no key") for at in range(50, 50 + held)),
    )
    lines = [line for line in told(figures) if " T-" in line]
    assert (len(lines) <= 1) is is_one, lines


def test_a_risk_is_in_trouble_since_the_day_it_was_to_be_looked_at() -> None:
    for away, since in ((-3, day(-3)), (0, day(0)), (1, None)):
        risk = a_risk("R-1", 5, 5, title="Bare", next_review=day(away))
        figures = figures_of(a_project(reported_rag="R"), risk)
        (cause,) = causes(figures, id_of("P-1")).items
        assert cause.since == since
