"""This file tests splitting tasks and joining them again."""

from datetime import date

import pytest

from pmtui.actions.typed_command import read_command
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.changes.ops import apply, invert
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, proposed, refusal, row
from tests.actions.schedule.test_move_bars import DAY, a_plan, ends, november
from tests.conftest import TODAY, a_project, a_task, a_workspace, id_of


def parts(workspace: Workspace, key: str) -> list[tuple[int, int]]:
    """First and last day of November of each part."""
    plan = plan_of(Figures(workspace, TODAY), id_of("P-1"))
    assert plan is not None
    return [
        (moment_of(start).day, moment_of(finish - 1).day)
        for start, finish in plan.parts(id_of(key))
    ]


def cut(workspace: Workspace, work: str, gap: str, *keys: str) -> Workspace:
    return after("task.split", at(workspace, *(keys or ("T-1",))), after=work, gap=gap)


def test_a_task_pauses_after_some_of_its_work() -> None:
    paused = cut(a_plan(), "2d", "1d")
    assert row(paused, "T-1").splits == ((2 * DAY, DAY),)
    assert parts(paused, "T-1") == [(23, 24), (26, 26)]
    assert ends(paused, "T-2") == (november(27), november(30))


def test_a_gap_that_is_there_gets_another_length_and_none_joins_the_parts() -> None:
    longer = cut(cut(a_plan(), "2d", "1d"), "2d", "1w")
    assert ends(longer, "T-1") == (november(23), date(2026, 12, 2))
    joined = cut(longer, "2d", "0")
    assert row(joined, "T-1").splits == ()
    assert ends(joined, "T-1") == ends(a_plan(), "T-1")


def test_several_gaps_stand_in_order() -> None:
    twice = cut(cut(a_plan(), "2d", "4h"), "1d", "1d")
    assert row(twice, "T-1").splits == ((DAY, DAY), (2 * DAY, 240))


def test_the_words_of_the_arguments_may_go_before_them() -> None:
    assert row(cut(a_plan(), "after:2d", "gap:1d"), "T-1").splits == ((2 * DAY, DAY),)


def test_marked_tasks_are_split_together_and_one_that_cannot_be_stops_all() -> None:
    both = cut(a_plan(), "1d", "1d", "T-1", "T-2")
    assert [row(both, key).splits for key in ("T-1", "T-2")] == [((DAY, DAY),)] * 2
    told = refusal("task.split", at(a_plan(), "T-1", "T-2"), after="2d", gap="1d")
    assert told == "T-2 takes 2d: a gap comes after less than that, not after 2d"


@pytest.mark.parametrize(
    ("work", "gap", "told"),
    [
        ("3d", "1d", "T-1 takes 3d: a gap comes after less than that, not after 3d"),
        ("0", "1d", "T-1 takes 3d: a gap comes after less than that, not after 0d"),
        ("1d", "0", "T-1 has no gap after 1d: it is not split"),
        ("soon", "1d", "after: 'soon' is not a duration; write 3d, 2h, 1w, 1mo or 90m"),
        ("1d", "-1d", "gap: -1d is negative; write 2d, 4h or 1w"),
    ],
)
def test_what_is_no_gap_is_refused(work: str, gap: str, told: str) -> None:
    assert refusal("task.split", at(a_plan(), "T-1"), after=work, gap=gap) == told


def test_milestones_summaries_and_what_is_done_are_not_split() -> None:
    plan = a_workspace(
        a_project(start=TODAY),
        a_task("T-1"),
        a_task("T-2", duration=2 * DAY, under="T-1"),
        a_task("T-3", duration=2 * DAY, actual_finish=TODAY, percent=100),
        a_task("M-1"),
    )
    for key in ("T-1", "T-3", "M-1"):
        assert key in refusal("task.split", at(plan, key), after="1d", gap="1d")


def test_what_is_done_of_a_task_is_not_split() -> None:
    begun = a_plan(actual_start=TODAY, percent=67, remaining_duration=DAY)
    told = refusal("task.split", at(begun, "T-1"), after="1d", gap="1d")
    assert told == "2d of T-1 are done: a gap comes after that, not after 1d"
    assert parts(cut(begun, "2d", "1d"), "T-1") == [(23, 24), (26, 26)]


def test_the_finish_of_a_manual_task_moves_with_its_gap() -> None:
    manual = a_plan(manual=True, start=november(24), finish=november(26))
    assert ends(cut(manual, "1d", "1d"), "T-1") == (november(24), november(27))


def test_a_split_is_undone_in_one_step() -> None:
    before = a_plan()
    ops = proposed("task.split", at(before, "T-1"), after="1d", gap="1d").ops
    assert apply(apply(before, ops), invert(ops)).tasks == before.tasks


def test_a_line_splits_the_task_it_names() -> None:
    situation = at(a_plan())
    command = read_command(situation, "split T-1 2d 1w")
    assert (command.problem, dict(command.given)) == ("", {"after": "2d", "gap": "1w"})
    assert [one.id for one in command.named] == [id_of("T-1")]
    longer = after("task.stretch", at(cut(a_plan(), "2d", "1d"), "T-1"), by="+1d")
    assert parts(longer, "T-1") == [(23, 24), (26, 27)]
