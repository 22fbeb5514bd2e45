"""This file tests how the work of a component is counted."""

from datetime import date, timedelta

from pmtui.figures.work.progress import Progress
from pmtui.figures.work.work_counts import (
    NO_WORK,
    OwnWork,
    Work,
    is_late,
    work_after,
    work_sum,
)
from pmtui.model.entities.tasks import Task
from tests.conftest import TODAY, a_component, a_project, a_task, figures_of, id_of

PROJECT = id_of("P-1")


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def test_a_card_in_a_done_column_is_done_whatever_its_percent() -> None:
    figures = figures_of(
        a_project(),
        a_task("T-1", column="Done", percent=10),
        a_task("T-2", column="Doing", percent=100),
    )
    assert figures.is_done(id_of("T-1"))
    assert not figures.is_done(id_of("T-2"))
    work = figures.work(PROJECT).work
    assert (work.tasks, work.done, work.open) == (2, 1, 1)


def test_a_task_without_a_column_is_done_at_a_hundred_percent() -> None:
    figures = figures_of(a_project(), a_task("T-1", percent=100), a_task("T-2", percent=99))
    assert figures.is_done(id_of("T-1"))
    assert not figures.is_done(id_of("T-2"))


def test_percent_is_weighted_by_estimate_and_a_task_without_one_counts_a_day() -> None:
    parts = (
        a_project(),
        a_task("T-1", column="Done", days=1),
        a_task("T-2", column="Doing", days=3, percent=20),
        a_task("M-1"),
    )
    assert figures_of(*parts).rollup(PROJECT).percent == 40
    work = figures_of(*parts, a_task("T-3", column="Ready")).rollup(PROJECT).work
    assert work.percent == 32
    assert work.progress.minutes == 5 * 480


def test_percent_is_rounded_half_up_but_a_hundred_means_done() -> None:
    half = figures_of(a_project(), a_task("T-1", percent=12), a_task("T-2", percent=13))
    assert half.rollup(PROJECT).percent == 13
    nearly = [a_task(f"T-{one}", column="Done") for one in range(300)]
    figures = figures_of(a_project(), *nearly, a_task("T-999", column="Doing", percent=90))
    assert figures.rollup(PROJECT).percent == 99


def test_a_component_without_tasks_has_no_percent() -> None:
    assert figures_of(a_project()).rollup(PROJECT).percent is None


def test_a_summary_is_not_counted_as_work_but_one_of_archived_tasks_is() -> None:
    figures = figures_of(
        a_project(),
        a_task("T-1", due=days(-9)),
        a_task("T-2", under="T-1", due=days(-2)),
        a_task("T-3"),
        a_task("T-4", under="T-3", archived=True),
    )
    own = figures.work(PROJECT)
    assert own.work.tasks == 2
    assert own.work.summaries == 1
    assert own.overdue == (id_of("T-2"),)


def test_a_summary_without_a_column_is_done_when_all_below_it_is() -> None:
    parts = (a_project(), a_task("T-1"), a_task("T-2", under="T-1", column="Done"))
    assert figures_of(*parts).is_done(id_of("T-1"))
    more = (*parts, a_task("T-3", under="T-1", column="Doing"))
    assert not figures_of(*more).is_done(id_of("T-1"))


def test_overdue_goes_by_the_due_date_and_else_by_the_planned_finish() -> None:
    figures = figures_of(
        a_project(),
        a_task("T-1", due=days(-1), finish=days(5)),
        a_task("T-2", due=days(1), finish=days(-5)),
        a_task("T-3", finish=days(-1)),
        a_task("T-4", due=TODAY),
        a_task("T-5", due=days(-1), column="Done"),
        a_task("T-6", due=days(-1), archived=True),
    )
    assert set(figures.work(PROJECT).overdue) == {id_of("T-1"), id_of("T-3")}
    late = [
        key for key in ("T-1", "T-2", "T-3", "T-4", "T-5", "T-6") if figures.is_overdue(id_of(key))
    ]
    assert late == ["T-1", "T-3"]


def test_a_task_waits_for_an_unfinished_predecessor_only_where_finish_gives_start() -> None:
    figures = figures_of(
        a_project(),
        a_task("T-1"),
        a_task("T-2", column="Done"),
        a_task("T-3", after="T-1"),
        a_task("T-4", after="T-2"),
        a_task("T-5", blocked="no licence"),
    )
    assert set(figures.work(PROJECT).blocked) == {id_of("T-3"), id_of("T-5")}
    assert figures.blockers(id_of("T-3")) == (id_of("T-1"),)
    assert figures.is_blocked(id_of("T-5"))
    assert not figures.is_blocked(id_of("T-4"))
    assert figures.frees(id_of("T-1")) == (id_of("T-3"),)


def test_a_task_is_not_freed_while_it_waits_for_another() -> None:
    figures = figures_of(a_project(), a_task("T-1"), a_task("T-2"), a_task("T-3", after="T-1 T-2"))
    assert figures.frees(id_of("T-1")) == ()


def test_nothing_is_late_or_blocked_in_a_component_that_has_ended() -> None:
    figures = figures_of(
        a_component("P-1", state="cancelled"),
        a_task("T-1", due=days(-5)),
        a_task("T-2", blocked="waits"),
    )
    work = figures.work(PROJECT).work
    assert (work.overdue, work.blocked, work.open) == (0, 0, 2)
    assert not figures.is_overdue(id_of("T-1"))
    assert not figures.is_blocked(id_of("T-2"))


WHOLE = Work(10, 6, 3, 2, 4, Progress(10, 6, 7, 500, 300, 5, 2))
PART = Work(4, 2, 1, 2, 1, Progress(4, 2, 3, 200, 100, 2, 1))
SUM = Work(14, 8, 4, 4, 5, Progress(14, 8, 10, 700, 400, 7, 3))


def test_work_adds_up_count_by_count_and_can_be_taken_away_again() -> None:
    assert WHOLE + PART == SUM
    assert SUM - PART == WHOLE
    assert work_sum([WHOLE, NO_WORK, PART]) == SUM
    assert work_sum([]) == NO_WORK
    assert (WHOLE.open, PART.open) == (4, 2)


def test_the_work_after_an_edit_is_that_before_less_what_went_and_more_what_came() -> None:
    known = OwnWork(SUM, overdue=(1, 3, 5), blocked=(2, 4))
    gone = OwnWork(PART, overdue=(3,), blocked=(2,))
    come = OwnWork(NO_WORK, overdue=(4, 5), blocked=())
    assert work_after(known, gone, come) == OwnWork(WHOLE, overdue=(1, 4, 5), blocked=(4,))
    assert work_after(known, gone, gone) is known
    moved = OwnWork(PART, overdue=(7,), blocked=(2,))
    assert work_after(known, gone, moved) == OwnWork(SUM, overdue=(1, 5, 7), blocked=(2, 4))


def test_a_date_is_past_from_the_day_after_it() -> None:
    def late(**fields: date) -> bool:
        return is_late(Task(id=1, title="", **fields), TODAY)  # type: ignore[arg-type]

    assert [late(due=days(count)) for count in (-1, 0, 1)] == [True, False, False]
    assert [late(finish=days(count)) for count in (-1, 0, 1)] == [True, False, False]
    assert not late(due=days(1), finish=days(-1))
    assert not late()
