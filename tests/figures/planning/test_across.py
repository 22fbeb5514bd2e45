"""This file tests slack across projects: against one network, after edits, and by examples."""

import os
from datetime import timedelta
from typing import Any, Final

from hypothesis import assume, given, note, settings
from hypothesis import strategies as st
from msgspec import structs

from pmtui.figures.cpm.types import TaskDates
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.schedule_analysis.float_paths import float_paths
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import edit
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_project, a_task, figures_after, figures_of, id_of
from tests.figures.planning.across import (
    DAY,
    dates_apart,
    dates_as_one,
    edits,
    has_loop,
    in_words,
    stores,
)

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "100"))


@settings(max_examples=TRIES, deadline=None)
@given(stores())
def test_dates_and_slack_of_projects_are_those_of_one_network(workspace: Workspace) -> None:
    note(in_words(workspace))
    figures = Figures(workspace, TODAY)
    assume(not has_loop(figures))
    one = dates_as_one(figures)
    honors = one.options.honor_constraints
    for task, dates in dates_apart(figures).items():
        row = workspace.tasks[task]
        if row.active:
            apart, joined = (_comparable(it, honors=honors) for it in (dates, one[task]))
            assert apart == joined, row.key
        else:
            assert (dates.start, dates.finish) == (one[task].start, one[task].finish), row.key


def _comparable(dates: TaskDates, *, honors: bool) -> TaskDates:
    """Where logic wins over dates free slack is measured to the finish, which differs."""
    return dates if honors else structs.replace(dates, free_slack=0)


@settings(max_examples=TRIES, deadline=None)
@given(stores(), st.data())
def test_plans_carried_on_after_edits_are_those_made_afresh(
    workspace: Workspace, data: st.DataObject
) -> None:
    figures = Figures(workspace, TODAY)
    for _ in range(5):
        earlier, was = figures, dates_apart(figures) if data.draw(st.booleans()) else None
        ops = data.draw(edits(figures.workspace))
        figures = figures_after(figures, *ops)
        if data.draw(st.booleans()):
            one = data.draw(st.sampled_from(sorted(figures.workspace.tasks.values(), key=_id)))
            plan = plan_of(figures, one.component)
            _ = plan.dates(one.id) if plan is not None else None
        if data.draw(st.booleans()) and not has_loop(figures):
            note(in_words(figures.workspace))
            assert dates_apart(figures) == dates_apart(Figures(figures.workspace, TODAY))
        if was is not None:
            assert dates_apart(earlier) == was
    if not has_loop(figures):
        assert dates_apart(figures) == dates_apart(Figures(figures.workspace, TODAY))


def _id(task: Task) -> int:
    return task.id


def chain(*, elsewhere: str = "P-2") -> Figures:
    """A drives B and B2, which drive C; B and B2 may lie in another project than A and C."""
    return figures_of(
        a_project("P-1", start=TODAY),
        a_project("P-2", start=TODAY),
        a_task("T-1", "A", duration=2 * DAY),
        a_task("T-2", "B", project=elsewhere, duration=2 * DAY, after="T-1"),
        a_task("T-3", "B2", project=elsewhere, duration=2 * DAY, after="T-2"),
        a_task("T-4", "C", duration=2 * DAY, after="T-3"),
        a_task("T-5", "D", duration=DAY),
        a_task("T-6", "E", project=elsewhere, duration=DAY),
    )


def slack(figures: Figures, key: str) -> tuple[float, float, bool]:
    """Total and free slack in days, and whether it is critical."""
    dates = dates_apart(figures)[id_of(key)]
    return dates.total_slack / DAY, dates.free_slack / DAY, dates.critical


def test_a_task_that_drives_a_chain_through_another_project_has_the_slack_of_the_chain() -> None:
    apart, together = chain(), chain(elsewhere="P-1")
    assert slack(apart, "T-1") == (0, 0, True)
    assert slack(apart, "T-5") == (7, 7, False)
    for key in ("T-1", "T-2", "T-3", "T-4", "T-5"):
        assert dates_apart(apart)[id_of(key)] == dates_apart(together)[id_of(key)]


def test_an_edit_elsewhere_changes_the_slack_of_what_gives_to_it() -> None:
    figures = chain()
    assert slack(figures, "T-1") == (0, 0, True)
    rows = figures.workspace.tasks
    longer = edit("tasks", rows[id_of("T-5")], duration=11 * DAY)
    after = figures_after(figures, *longer)
    assert slack(after, "T-1") == (0, 0, True), "the other project ends with its chain"
    after = figures_after(after, *edit("tasks", rows[id_of("T-6")], duration=20 * DAY))
    assert slack(after, "T-1") == (3, 0, False)
    due = edit("tasks", rows[id_of("T-3")], due=TODAY + timedelta(4))
    assert slack(figures_after(after, *due), "T-1") == (-1, 0, True)
    assert slack(figures, "T-1") == (0, 0, True)


def test_a_successor_that_is_done_leaves_its_predecessor_the_slack_of_its_own_project() -> None:
    figures = chain()
    done = edit("tasks", figures.workspace.tasks[id_of("T-2")], actual_start=TODAY)
    done += edit("tasks", figures.workspace.tasks[id_of("T-2")], actual_finish=TODAY)
    after = figures_after(figures, *done)
    assert slack(after, "T-1")[0] > 0
    assert dates_apart(after) == dates_apart(Figures(after.workspace, TODAY))


def test_the_paths_of_a_project_run_through_others() -> None:
    first, *_ = float_paths(chain(), id_of("P-1"))
    assert first.tasks == tuple(id_of(f"T-{at}") for at in range(1, 5))
    assert first.slack == 0


def test_what_stands_in_for_tasks_of_other_projects_is_not_work_of_this_one() -> None:
    figures = chain()
    for project, keys in (("P-1", {"T-1", "T-4", "T-5"}), ("P-2", {"T-2", "T-3", "T-6"})):
        plan = plan_of(figures, id_of(project))
        assert plan is not None
        assert set(plan.unfinished_before(plan.finish or 0)) == {id_of(key) for key in keys}


def test_a_thousand_projects_in_a_row_are_joined_without_going_deep() -> None:
    rows: list[Any] = []
    for at in range(1, 1001):
        rows.append(a_project(f"P-{at}", start=TODAY, board=False))
        after = f"T-{at - 1}" if at > 1 else ""
        rows.append(a_task(f"T-{at}", project=f"P-{at}", duration=DAY, after=after))
    figures = figures_of(*rows)
    assert slack(figures, "T-1") == (0, 0, True)
    later = figures_after(
        figures, *edit("tasks", figures.workspace.tasks[id_of("T-500")], duration=3 * DAY)
    )
    assert slack(later, "T-1") == (0, 0, True)
    assert slack(later, "T-1000") == (0, 0, True)
