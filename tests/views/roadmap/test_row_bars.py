"""This file tests the bars of tasks, components and contracts."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.stored_calendars import WorkingCalendar
from pmtui.model.calendar.work_calendar import moment
from pmtui.model.entities.baselines import Baseline, BaselineRow
from pmtui.model.entities.entity import Entity
from pmtui.views.roadmap.row_bars import (
    baseline_ends,
    component_bar,
    contract_bar,
    delivered_at,
    task_bar,
)
from pmtui.views.shapes.gantt_chart import Bar
from tests.conftest import (
    TODAY,
    Parts,
    a_component,
    a_link,
    a_policy,
    a_project,
    a_task,
    figures_of,
    id_of,
)

DAY = 480
ONE, PROJECT = id_of("T-1"), id_of("P-1")
NEVER = WorkingCalendar(id=7, name="Never")
"""A calendar without an hour of work: nothing in it can be planned."""
UNPLANNED = (NEVER, *a_task("T-9", duration=DAY))
"""It, and a task for want of whose hours the project has no plan."""


def on(day: int) -> date:
    return TODAY + timedelta(days=day)


def starts(day: int) -> int:
    return moment(on(day), None)


def ends(day: int) -> int:
    return moment(on(day), None, ends=True)


def begins(day: int) -> int:
    """When work begins on a day."""
    return moment(on(day), 480)


def stops(day: int) -> int:
    """When work ends on a day."""
    return moment(on(day), 1020)


def a_bar(*parts: Entity | Parts, **fields: Any) -> Bar:
    """The bar of a task beside one of five days; of one day unless told otherwise."""
    beside = a_task("T-5", duration=5 * DAY)
    given = {"duration": DAY, **fields}
    figures = figures_of(a_project(start=TODAY), beside, a_task("T-1", **given), *parts)
    bar = task_bar(figures, ONE)
    assert bar is not None
    return bar


def test_an_open_task_floats_to_the_end_of_the_plan_and_a_done_or_critical_one_does_not() -> None:
    floating = a_bar()
    assert (floating.tone, floating.critical) == ("plain", False)
    assert floating.float_end is not None
    assert floating.float_end > floating.finish
    critical = a_bar(duration=5 * DAY)
    assert (critical.tone, critical.critical, critical.float_end) == ("bad", True, None)
    done = a_bar(percent=100)
    assert (done.tone, done.critical, done.float_end) == ("dim", False, None)
    done_last = a_bar(duration=9 * DAY, percent=100)
    assert (done_last.tone, done_last.critical) == ("dim", False)


def test_a_summary_neither_floats_nor_turns_bad() -> None:
    longest = a_bar(a_task("T-2", under="T-1", duration=9 * DAY), duration=None)
    assert (longest.shape, longest.tone, longest.critical) == ("summary", "plain", True)
    short = a_bar(a_task("T-2", under="T-1", duration=DAY), duration=None)
    assert short.float_end is None


def test_a_task_in_a_loop_is_dim_and_not_critical() -> None:
    loop = a_task("T-2", after="T-1", duration=9 * DAY), a_link("T-2", "T-1")
    bar = a_bar(*loop)
    assert (bar.tone, bar.critical) == ("dim", False)


def test_only_a_task_with_gaps_has_parts() -> None:
    assert a_bar().parts == ()
    split = a_bar(duration=2 * DAY, splits=((DAY, DAY),))
    assert split.parts == ((begins(0), stops(0)), (begins(2), stops(2)))
    whole = a_bar(a_task("T-2", under="T-1", duration=2 * DAY, splits=((DAY, DAY),)), duration=None)
    assert whole.parts == ()


@pytest.mark.parametrize(("due", "tone"), [(-1, "bad"), (0, "plain"), (1, "plain")])
def test_a_due_date_is_marked_at_its_end_and_bad_where_the_plan_ends_later(
    due: int, tone: str
) -> None:
    (mark,) = a_bar(due=on(due)).marks
    assert (mark.at, mark.tone, mark.kind) == (ends(due) - 1, tone, "deadline")
    assert a_bar(due=on(due), percent=100).marks == ()
    assert a_bar().marks == ()


@pytest.mark.parametrize(
    ("fields", "start", "finish"),
    [
        ({"start": on(1), "finish": on(3), "due": on(9)}, starts(1), ends(3)),
        ({"start": on(1), "due": on(9)}, starts(1), ends(9)),
        ({"finish": on(3), "due": on(9)}, starts(3), ends(3)),
        ({"due": on(9)}, starts(9), ends(9)),
        ({"start": on(1)}, starts(1), ends(1)),
        ({"start": on(3), "finish": on(3)}, starts(3), ends(3)),
    ],
)
def test_a_task_that_cannot_be_planned_stands_where_its_dates_are_typed(
    fields: dict[str, Any], start: int, finish: int
) -> None:
    project = a_project(start=TODAY, calendar=7)
    figures = figures_of(project, UNPLANNED, a_task("T-1", percent=30, **fields))
    bar = task_bar(figures, ONE)
    assert bar == Bar(start=start, finish=finish, percent=30, tone="dim")


def test_a_milestone_that_cannot_be_planned_stands_at_its_end() -> None:
    project = a_project(start=TODAY, calendar=7)
    milestone = a_task("M-1", start=on(1), finish=on(3))
    bar = task_bar(figures_of(project, UNPLANNED, milestone), id_of("M-1"))
    assert bar == Bar(start=ends(3), finish=ends(3), shape="milestone", tone="dim")


@pytest.mark.parametrize("fields", [{}, {"start": on(3), "finish": on(1)}])
def test_without_dates_that_make_sense_there_is_no_bar(fields: dict[str, Any]) -> None:
    figures = figures_of(a_project(start=TODAY, calendar=7), UNPLANNED, a_task("T-1", **fields))
    assert task_bar(figures, ONE) is None


def ghost(**fields: Any) -> tuple[int, int] | None:
    """Where a task stands in the baseline in force."""
    given: dict[str, Any] = {
        "id": 901, "task": ONE, "title": "", "baseline": 900, "component": PROJECT, **fields,
    }  # fmt: skip
    figures = figures_of(
        a_project(),
        a_task("T-1"),
        Baseline(id=900, component=PROJECT, label="Approved", number=1, taken_at=TODAY),
        BaselineRow(**given),
    )
    return baseline_ends(figures, ONE)


def test_a_baseline_has_both_ends_or_one_that_stands_for_both() -> None:
    both = {"start": on(1), "finish": on(3)}
    assert ghost(**both) == (starts(1), ends(3))
    assert ghost(start=on(1)) == (starts(1), starts(1))
    assert ghost(finish=on(3)) == (ends(3), ends(3))
    assert ghost() is None
    assert ghost(**both, kind="milestone") == (ends(3), ends(3))
    assert ghost(start=on(1), kind="milestone") == (starts(1), starts(1))
    assert baseline_ends(figures_of(a_project(), a_task("T-1")), ONE) is None


def of_component(slip: int | None = None, *parts: Entity | Parts, **fields: Any) -> Bar:
    policy, task = a_policy(late_red_days=10), a_task("T-1", duration=DAY)
    figures = figures_of(policy, a_project(start=TODAY, **fields), task, *parts)
    bar = component_bar(figures, figures.workspace.components[PROJECT], slip)
    assert bar is not None
    return bar


@pytest.mark.parametrize(
    ("slip", "tone"), [(None, "plain"), (9, "plain"), (10, "bad"), (11, "bad")]
)
def test_a_component_is_bad_from_the_days_of_the_policy_on(slip: int | None, tone: str) -> None:
    assert of_component(slip).tone == tone


def test_a_component_stands_beside_its_baseline() -> None:
    finish: dict[str, Any] = {"baseline_finish": on(3)}
    assert of_component().ghost is None
    assert of_component(**finish).ghost == (starts(0), ends(3))
    assert of_component(**finish, baseline_start=on(1)).ghost == (starts(1), ends(3))
    early = figures_of(a_project(baseline_finish=on(-3)), a_task("T-1", duration=DAY))
    bar = component_bar(early, early.workspace.components[PROJECT], None)
    assert bar is not None
    assert bar.ghost == (ends(-3), ends(-3))


def test_a_component_shows_how_far_it_is_and_its_milestones() -> None:
    assert of_component().percent == 0
    marks = of_component(
        None,
        a_task("M-1", after="T-1"),
        a_task("M-2"),
        a_task("M-3", percent=100, start=TODAY, finish=TODAY),
    ).marks
    assert [(mark.at, mark.tone) for mark in marks] == [
        (stops(0) - 1, "bad"),
        (begins(0) - 1, "plain"),
        (ends(0) - 1, "dim"),
    ]
    empty = figures_of(a_project())
    assert component_bar(empty, empty.workspace.components[PROJECT], None) is None


def test_a_component_of_which_nothing_can_be_planned_has_no_milestones() -> None:
    project = a_project(start=TODAY, finish=on(9), calendar=7)
    figures = figures_of(project, NEVER, a_task("M-1", due=on(3)))
    bar = component_bar(figures, figures.workspace.components[PROJECT], None)
    assert bar is not None
    assert (bar.marks, bar.percent) == ((), 0)


def a_contract(
    *,
    predecessor: dict[str, Any] | None = None,
    successor: dict[str, Any] | None = None,
    **fields: Any,
) -> Figures:
    """A link to a task of another project from one of three days."""
    return figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1", start=TODAY, **(predecessor or {})),
        a_project("P-2", "PG-1", start=TODAY),
        a_task("T-1", duration=3 * DAY),
        a_task("T-2", project="P-2", duration=DAY, **(successor or {})),
        NEVER,
        a_link("T-1", "T-2", **fields),
    )


def contract(figures: Figures) -> Bar | None:
    return contract_bar(figures, next(iter(figures.workspace.links.values())))


@pytest.mark.parametrize(("needed", "tone"), [(1, "bad"), (2, "plain"), (3, "plain")])
def test_a_contract_stands_where_it_comes_over_where_it_is_needed(needed: int, tone: str) -> None:
    assert contract(a_contract(needed_by=on(needed))) == Bar(
        start=stops(2), finish=stops(2), shape="milestone", tone=tone,  # type: ignore[arg-type]
        ghost=(ends(needed), ends(needed)),
    )  # fmt: skip


def test_a_contract_is_needed_when_its_successor_starts_where_nobody_says() -> None:
    held = {"constraint": "SNET", "constraint_date": on(7)}
    bar = contract(a_contract(successor=held))
    assert bar is not None
    assert (bar.ghost, bar.tone) == ((begins(7), begins(7)), "plain")


def test_a_contract_comes_at_the_end_of_the_predecessor_that_the_link_is_about() -> None:
    for kind, comes in (("FS", stops(2)), ("FF", stops(2)), ("SS", begins(0)), ("SF", begins(0))):
        figures = a_contract(type=kind)
        assert delivered_at(figures, next(iter(figures.workspace.links.values()))) == comes


def test_a_contract_that_cannot_be_planned_comes_when_it_was_promised() -> None:
    promised = a_contract(predecessor={"calendar": 7}, promised=on(4))
    bar = contract(promised)
    assert bar is not None
    assert bar.finish == ends(4)
    assert contract(a_contract(predecessor={"calendar": 7})) is None


def test_a_contract_that_was_delivered_is_dim() -> None:
    figures = figures_of(
        a_project("P-1", start=TODAY),
        a_project("P-2", start=TODAY),
        a_task("T-1", duration=DAY, percent=100),
        a_task("T-2", project="P-2", duration=DAY, after="T-1"),
    )
    bar = contract(figures)
    assert bar is not None
    assert bar.tone == "dim"


def test_a_contract_whose_successor_cannot_be_planned_is_needed_at_no_known_day() -> None:
    figures = figures_of(
        a_project("P-1", start=TODAY),
        a_project("P-2", start=TODAY, calendar=7),
        NEVER,
        a_task("T-1", duration=DAY),
        a_task("T-2", project="P-2", duration=DAY, after="T-1"),
    )
    bar = contract(figures)
    assert bar is not None
    assert (bar.ghost, bar.tone) == (None, "plain")
