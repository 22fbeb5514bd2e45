"""This file tests the paths of a plan by their slack."""

from datetime import date

from pmtui.figures.schedule_analysis.float_paths import FloatPath, float_paths
from tests.conftest import TODAY, Parts, a_project, a_task, figures_of, id_of

DAY = 480
NETWORK: tuple[Parts, ...] = (
    a_project("P-1", start=date(2026, 11, 30)),
    a_task("T-1", duration=2 * DAY),
    a_task("T-2", duration=5 * DAY, after="T-1"),
    a_task("T-3", duration=3 * DAY, after="T-1"),
    a_task("T-4", duration=1 * DAY),
    a_task("T-5", duration=2 * DAY, after="T-2 T-3 T-4"),
    a_task("T-6", duration=1 * DAY),
)


def paths(target: str = "", most: int = 10) -> list[tuple[int, int, list[int], int]]:
    """The paths of the network, by numbers of their tasks; slack in days."""
    figures = figures_of(*NETWORK)
    found: tuple[FloatPath, ...] = float_paths(figures, id_of("P-1"), id_of(target), most)
    number = {id_of(f"T-{at}"): at for at in range(1, 7)} | {0: 0}
    return [
        (one.number, one.slack // DAY, [number[task] for task in one.tasks], number[one.into])
        for one in found
    ]


def test_the_first_path_is_the_critical_one_and_others_run_into_it() -> None:
    assert paths() == [(1, 0, [1, 2, 5], 0), (2, 2, [3], 5), (3, 6, [4], 5)]


def test_a_target_shows_only_what_leads_to_it() -> None:
    assert paths("T-3") == [(1, 0, [1, 3], 0)]


def test_only_as_many_as_are_asked_for() -> None:
    assert [one[0] for one in paths(most=2)] == [1, 2]


def test_an_empty_plan_has_no_path() -> None:
    assert float_paths(figures_of(a_project("P-1")), id_of("P-1")) == ()


def test_the_paths_are_numbered_by_slack_and_each_says_what_it_runs_into() -> None:
    figures = figures_of(
        a_project(start=TODAY),
        a_task("T-1", duration=5 * 480),
        a_task("T-2", duration=3 * 480),
        a_task("T-3", duration=480),
        a_task("T-4", duration=480, after="T-1 T-2 T-3"),
    )
    found = float_paths(figures, id_of("P-1"))
    assert [(path.number, path.slack, path.tasks, path.into) for path in found] == [
        (1, 0, (id_of("T-1"), id_of("T-4")), 0),
        (2, 2 * 480, (id_of("T-2"),), id_of("T-4")),
        (3, 4 * 480, (id_of("T-3"),), id_of("T-4")),
    ]
    assert len(float_paths(figures, id_of("P-1"), most=2)) == 2
    assert float_paths(figures, id_of("P-1"), most=0) == ()


def test_paths_lead_to_a_task_that_is_asked_for_and_leave_out_what_is_finished() -> None:
    figures = figures_of(
        a_project(start=TODAY),
        a_task("T-1", duration=480, actual_start=TODAY, actual_finish=TODAY, percent=100),
        a_task("T-2", duration=480, after="T-1"),
        a_task("T-3", duration=480, after="T-2"),
    )
    to_second = float_paths(figures, id_of("P-1"), target=id_of("T-2"))
    assert [path.tasks for path in to_second] == [(id_of("T-2"),)]
    to_end = float_paths(figures, id_of("P-1"), target=id_of("T-1"))
    assert [path.tasks for path in to_end] == [(id_of("T-2"), id_of("T-3"))]
    assert float_paths(figures_of(a_project()), id_of("P-1")) == ()
