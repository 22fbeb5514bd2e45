"""This file tests that the first day of a plan is carried on over edits as it is found afresh."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.components.project_start import first_day
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
