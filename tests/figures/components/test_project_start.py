"""This file tests that the first day of a plan is carried on over edits as it is found afresh."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.components.project_start import FirstDay, first_day
from pmtui.model.entities.tasks import Task
from tests.conftest import TODAY

_DAYS = st.one_of(st.none(), st.integers(-3, 3).map(lambda days: TODAY + timedelta(days=days)))
_TASKS = st.builds(
    Task,
    id=st.integers(1, 6),
    title=st.just("a task"),
    start=_DAYS,
    finish=_DAYS,
    actual_start=_DAYS,
)


@given(
    st.dictionaries(st.integers(1, 6), _TASKS),
    st.dictionaries(st.integers(1, 6), st.one_of(st.none(), _TASKS)),
)
def test_the_first_day_after_an_edit_is_that_of_a_fresh_look(
    before: dict[int, Task], edits: dict[int, Task | None]
) -> None:
    tasks = {
        one: Task(id=one, title="", start=row.start, finish=row.finish)
        for one, row in before.items()
    }
    after = dict(tasks)
    for one, row in edits.items():
        after.pop(one, None)
        if row is not None:
            after[one] = Task(id=one, title="", start=row.start, actual_start=row.actual_start)
    there = [after[one] for one in edits if one in after]
    carried = first_day(tasks.values()).after(edits, there)
    fresh = first_day(after.values())
    assert carried is None or carried == fresh
    if not first_day(tasks.values()).tasks.intersection(edits):
        assert carried == fresh


def test_a_task_is_dated_by_its_start_else_its_actual_start_else_its_finish() -> None:
    def day(**fields: Any) -> date | None:
        return first_day([Task(id=1, title="", **fields)]).day

    first, second, third = (TODAY + timedelta(days=days) for days in (3, 2, 1))
    assert day(start=first, actual_start=second, finish=third) == first
    assert day(actual_start=second, finish=third) == second
    assert day(finish=third) == third
    assert day() is None


def test_a_task_that_comes_on_the_first_day_is_among_those_dated_then() -> None:
    known = first_day([Task(id=1, title="", start=TODAY)])
    come = Task(id=2, title="", start=TODAY)
    assert known.after([2], [come]) == FirstDay(TODAY, frozenset({1, 2}))
    later = Task(id=2, title="", start=TODAY + timedelta(days=1))
    assert known.after([2], [later]) == FirstDay(TODAY, frozenset({1}))
    sooner = Task(id=2, title="", start=TODAY - timedelta(days=1))
    assert known.after([2], [sooner]) == FirstDay(sooner.start, frozenset({2}))
    assert known.after([1], []) is None
    assert FirstDay().after([2], [come]) == FirstDay(TODAY, frozenset({2}))
