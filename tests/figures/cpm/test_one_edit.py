"""This file edits each task and each link of small plans by itself, and compares with a new one."""

from collections.abc import Iterator
from itertools import islice, permutations
from typing import Any, Final, NamedTuple

import pytest
from msgspec import structs

from pmtui.figures.cpm.schedule import Schedule
from pmtui.figures.cpm.types import LoopError, ScheduleLink, ScheduleTask
from pmtui.model.entities.tasks import Constraint
from tests.figures.cpm.plans import DAY, at, link, plan, task

EARLY, MIDDLE, LATE = at("2025-01-06 08:00"), at("2025-01-09 12:00"), at("2025-01-24 17:00")
CHANGES: Final[dict[str, tuple[Any, ...]]] = {
    "duration": (0, DAY // 2, 9 * DAY),
    "elapsed": (True,),
    "deadline": (None, EARLY, LATE),
    "actual_start": (None, EARLY, MIDDLE),
    "actual_finish": (MIDDLE,),
    "remaining": (0, DAY // 2),
    "resume": (LATE,),
    "delay": (2 * 1440,),
    "manual": ((MIDDLE, None), (EARLY, LATE)),
    "splits": (((DAY // 2, 2 * DAY),),),
    "done": (True,),
    "active": (False,),
    "parent": (10, 20),
}
CONSTRAINTS: Final[tuple[Constraint, ...]] = ("SNET", "SNLT", "FNET", "FNLT", "MSO", "MFO")


class Small(NamedTuple):
    """A plan of a few tasks."""

    tasks: tuple[ScheduleTask, ...]
    links: tuple[ScheduleLink, ...]
    options: dict[str, Any]

    def made(self) -> Schedule:
        """Its schedule, made from nothing."""
        return plan(self.tasks, self.links, **self.options)

    def with_task(self, edited: ScheduleTask) -> "Small":
        """The same with one task in another's place."""
        tasks = tuple(edited if row.id == edited.id else row for row in self.tasks)
        return self._replace(tasks=tasks)


def small(*links: str, **options: Any) -> Small:
    """Two tasks, two in a summary, an open end and a long task beside them all."""
    rows = (
        task(1, 2),
        task(2, 3, deadline=at("2025-01-15 17:00")),
        task(10),
        task(3, 1, parent=10),
        task(4, 4, parent=10, constraint="SNET", constraint_date=at("2025-01-08 08:00")),
        task(20),
        task(5, 2, parent=20),
        task(6, 12),
    )
    return Small(rows, tuple(link(words) for words in links), options)


PLANS: Final = {
    "chain": small("1 2", "2 3", "3 4", "4 5"),
    "summaries": small("1 10", "10 5", "2 20 SS 1", "3 4 SS"),
    "starts and ends": small("1 2 SS 1", "2 3 FF 1", "10 5 SS", "4 5 SF 2", "1 6 FF -1"),
    "each open end": small("1 2", "10 5", "1 4 SS", multiple_critical_paths=True),
    "by P6": small(
        "1 2",
        "2 10",
        "1 3 SS 1",
        "4 5 FS -1",
        clamp_to_start=True,
        predecessor_lag=True,
        resume_bounds_predecessors=False,
        honor_constraints=False,
        status_date=at("2025-01-08 08:00"),
    ),
}
every_plan = pytest.mark.parametrize("before", PLANS.values(), ids=PLANS)


def edited_tasks(rows: tuple[ScheduleTask, ...]) -> Iterator[ScheduleTask]:
    """Each task with each field changed by itself, each time to the next of the field's values.

    Only the last task moves to another summary: there it closes no circle.
    """
    for at_row, row in enumerate(rows):
        for field, values in CHANGES.items():
            value = values[at_row % len(values)]
            if value != getattr(row, field) and (field != "parent" or row.id == 6):
                yield structs.replace(row, **{field: value})
        for kind in (CONSTRAINTS[at_row % 6], CONSTRAINTS[(at_row + 3) % 6]):
            yield structs.replace(row, constraint=kind, constraint_date=MIDDLE)


def looked_at(schedule: Schedule) -> Schedule:
    """A schedule of which everything has been asked for."""
    dict(schedule)
    schedule.span()
    return schedule


def assert_same(carried: Schedule, anew: Schedule, edit: object) -> None:
    """Everything that a schedule says is what one made from nothing says."""
    assert dict(carried) == dict(anew), edit
    assert carried.finish == anew.finish, edit
    assert (carried.span(), carried.span([6])) == (anew.span(), anew.span([6])), edit
    assert carried.conflicts() == anew.conflicts(), edit
    for moment in (EARLY, MIDDLE, LATE):
        assert carried.unfinished_before(moment) == anew.unfinished_before(moment), edit


@every_plan
def test_a_task_edited_in_one_field_is_scheduled_as_in_a_new_plan(before: Small) -> None:
    known, unknown = looked_at(before.made()), before.made()
    for row in edited_tasks(before.tasks):
        anew = before.with_task(row).made()
        carried = known.next([row])
        assert_same(carried, anew, row)
        assert_same(unknown.next([row]), anew, row)
        rest = [one for one in known if not anew.is_summary(one)]
        moved = [one for one in rest if anew.ends(one) != known.ends(one)]
        assert sorted(carried.moved_from(known)) == sorted(moved), row


@every_plan
def test_a_task_edited_and_edited_back_is_scheduled_as_before(before: Small) -> None:
    first = before.made()
    for row in edited_tasks(before.tasks):
        was = next(old for old in before.tasks if old.id == row.id)
        assert_same(looked_at(first.next([row])).next([was]), first, row)


@every_plan
def test_a_link_taken_out_or_put_in_is_scheduled_as_in_a_new_plan(before: Small) -> None:
    known = looked_at(before.made())
    for gone in before.links:
        rest = tuple(kept for kept in before.links if kept != gone)
        assert_same(known.next(removed=[gone]), before._replace(links=rest).made(), gone)
    for number, (predecessor, successor) in enumerate(permutations([1, 2, 3, 4, 5, 6], 2)):
        new = link(f"{predecessor} {successor} {('FS', 'SS 1', 'FF', 'SF -1')[number % 4]}")
        try:
            anew = before._replace(links=(*before.links, new)).made()
        except LoopError:
            with pytest.raises(LoopError):
                known.next(added=[new])
            continue
        assert_same(known.next(added=[new]), anew, new)


@every_plan
def test_a_task_and_a_link_edited_at_once_are_scheduled_as_in_a_new_plan(before: Small) -> None:
    known = looked_at(before.made())
    new = link("3 6 FS 1")
    for row in islice(edited_tasks(before.tasks), None, None, 4):
        after = before.with_task(row)._replace(links=(*before.links[1:], new))
        assert_same(known.next([row], [new], [before.links[0]]), after.made(), row)
