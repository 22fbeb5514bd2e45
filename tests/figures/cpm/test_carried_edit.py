"""This file checks that a schedule after an edit is the one that would be made anew."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from pmtui.figures.cpm.schedule import Schedule
from pmtui.figures.cpm.types import LoopError, ScheduleError, ScheduleLink, ScheduleTask
from pmtui.model.calendar.work_calendar import AROUND_THE_CLOCK
from tests.figures.cpm.plans import DAY, at, ends, link, plan, task
from tests.figures.cpm.test_properties import TRIES, Plan, made, plans

DATES = [at("2025-01-07 08:00"), at("2025-01-10 17:00"), at("2025-01-20 08:00")]
CHANGES: dict[str, list[Any]] = {
    "duration": [0, 60, 2400],
    "constraint": ["", "SNET", "SNLT", "FNLT", "MSO", "ALAP"],
    "constraint_date": [None, *DATES],
    "deadline": [None, *DATES],
    "actual_start": [None, *DATES],
    "actual_finish": [None, DATES[2]],
    "remaining": [None, 30],
    "calendar": [0, 2],
    "active": [True, False],
    "parent": [0, 100],
}


@st.composite
def edits(
    draw: st.DrawFn, before: Plan
) -> tuple[list[ScheduleTask], list[ScheduleLink], list[ScheduleLink]]:
    """Tasks changed in one field each, links added (also backwards), links taken out."""
    tasks, links = before
    chosen = draw(st.lists(st.sampled_from(tasks), unique_by=lambda t: t.id, max_size=2))
    changed = []
    for old in chosen:
        field = draw(st.sampled_from(sorted(CHANGES)))
        changed.append(structs.replace(old, **{field: draw(st.sampled_from(CHANGES[field]))}))
    removed = draw(st.lists(st.sampled_from(links), unique=True, max_size=2)) if links else []
    number = st.integers(1, len(tasks))
    pairs = draw(st.lists(st.tuples(number, number), max_size=2, unique=True))
    have = {(k.predecessor, k.successor) for k in links}
    kind = st.sampled_from(["FS", "SS", "FF", "SF"])
    unit = st.sampled_from(["work", "elapsed"])
    added = [
        ScheduleLink(a, b, draw(kind), draw(st.sampled_from([0, 240])), draw(unit))  # type: ignore[arg-type]
        for a, b in pairs
        if (a, b) not in have
    ]
    return changed, added, removed


def with_summary(before: Plan, linked: bool) -> Plan:  # noqa: FBT001
    """Puts every second task under a summary, and a task behind that."""
    tasks, links = before
    rows = [structs.replace(t, parent=100 if t.id % 2 else 0) for t in tasks]
    rows += [ScheduleTask(id=100), ScheduleTask(id=101, duration=60)]
    more = [ScheduleLink(100, 101, "SS", 60), ScheduleLink(100, 101)] if linked else []
    return rows, [*links, *more]


@settings(max_examples=TRIES, deadline=None)
@given(st.data(), st.booleans(), st.booleans(), st.booleans())
def test_edits_one_after_another_give_what_a_new_schedule_gives(
    data: st.DataObject,
    linked: bool,  # noqa: FBT001
    look: bool,  # noqa: FBT001
    several: bool,  # noqa: FBT001
) -> None:
    before = with_summary(data.draw(plans()), linked)
    options = {"multiple_critical_paths": several}
    current = made(before, **options)
    tasks, links = before
    for _ in range(3):
        if look:
            list(current.values())
            current.span()
        changed, added, removed = data.draw(edits((tasks[:-2], links[: len(links) - 2 * linked])))
        by_id = {t.id: t for t in tasks} | {t.id: t for t in changed}
        after = list(by_id.values()), _without(links, removed) + added
        try:
            anew = made(after, **options)
        except LoopError:
            with pytest.raises(LoopError):
                current.next(changed, added, removed)
            return
        current = current.next(changed, added, removed)
        for one in data.draw(st.lists(st.sampled_from(sorted(by_id)), max_size=3)):
            assert current.ends(one) == anew.ends(one)
        for one in data.draw(st.lists(st.sampled_from(sorted(by_id)), max_size=2)):
            assert current[one] == anew[one]
        while data.draw(st.booleans()) and not current.settle(1):
            pass
        assert dict(current) == dict(anew)
        assert (current.finish, current.span()) == (anew.finish, anew.span())
        tasks, links = after


def _without(links: list[ScheduleLink], removed: list[ScheduleLink]) -> list[ScheduleLink]:
    """The links but one for each of those removed: two may be alike."""
    rest = list(links)
    for one in removed:
        rest.remove(one)
    return rest


def test_what_an_edit_moves_is_followed_only_as_far_as_it_is_asked_for() -> None:
    chain = [task(n, 1) for n in range(1, 101)]
    old = plan(chain, [f"{n} {n + 1}" for n in range(1, 100)])
    new = old.next([task(10, 2)])
    assert new.ends(20) > old.ends(20)
    assert not new.settle(30)
    assert new.settle(100)
    assert sorted(new.moved_from(old)) == list(range(10, 101))


def test_slack_is_found_at_once_only_where_little_lies_behind() -> None:
    chain = [task(n, 1) for n in range(1, 101)]
    old = plan([*chain, task(101, 5)], [f"{n} {n + 1}" for n in range(1, 100)])
    new = old.next([task(101, 200)])
    assert new.settle(1_000)
    assert new.reaches(95, 10)
    assert not new.reaches(5, 10)
    assert new[95].total_slack == 100 * 480
    new.work_out()
    assert new.reaches(5, 10)


def test_the_old_schedule_stays_as_it_was() -> None:
    old = plan([task(1, 2), task(2, 3), task(3, 1)], ["1 2"])
    before = dict(old)
    new = old.next([task(1, 9)], [link("2 3")], [link("1 2")])
    assert dict(old) == before
    assert [ends(new[n]) for n in (1, 2, 3)] == ["06-16 TF0 FF0", "06-08 TF5 FF0", "09-09 TF5 FF5"]


def test_a_circle_closed_by_an_edit_is_spelled_out() -> None:
    old = plan([task(n, 1) for n in range(1, 5)], ["1 2", "2 3", "3 4"])
    with pytest.raises(LoopError) as raised:
        old.next(added=[link("4 2")])
    assert raised.value.loop == (2, 3, 4)
    with pytest.raises(LoopError) as raised:
        old.next(added=[link("3 3")])
    assert raised.value.loop == (3,)


def test_taking_out_a_link_that_is_not_there_is_refused() -> None:
    old = plan([task(1, 1), task(2, 1)], ["1 2", "1 2"])
    once = old.next(removed=[link("1 2")])
    assert ends(once[2]).startswith("07-07")
    assert ends(once.next(removed=[link("1 2")])[2]).startswith("06-06")
    with pytest.raises(ScheduleError, match="no such link from 1 to 2"):
        old.next(removed=[link("1 2 FS 1")])


def test_tasks_come_and_go() -> None:
    old = plan([task(1, 2), task(2, 3)], ["1 2"])
    new = old.next([task(3, 4)], [link("1 3")], [link("1 2")], gone=[2])
    assert list(new) == [1, 3]
    assert ends(new[3]) == "08-13 TF0 FF0"
    with pytest.raises(ScheduleError, match="task 2 is not there"):
        old.next(gone=[2])


def test_a_predecessor_in_percent_and_its_lag_follow_each_other() -> None:
    half = ScheduleLink(1, 2, "SS", 50, "percent")
    old = plan([task(1, 4), task(2, 1)], [half])
    assert ends(old.next([task(1, 8)])[2]).startswith("10-10")
    assert ends(old.next(removed=[half])[2]).startswith("06-06")


def test_slack_is_right_after_edits_nobody_looked_at() -> None:
    current: Schedule = plan([task(1, 2), task(2, 3), task(3, 9)], ["1 2"])
    assert current[1].total_slack == 4 * DAY
    for days in (3, 4, 5):
        current = current.next([task(1, days)])
    assert ends(current[1]) == "06-10 TF1 FF0"


@pytest.mark.parametrize(
    ("fields", "is_carried"),
    [
        ({}, True),
        ({"deadline": DATES[0]}, True),
        ({"duration": DAY}, False),
        ({"elapsed": True}, False),
        ({"manual": (DATES[0], DATES[1])}, True),
        ({"manual": (DATES[0], DATES[1]), "spans": True}, False),
        ({"constraint": "ALAP"}, False),
        ({"calendar": 2}, False),
        ({"active": False}, False),
        ({"parent": 3}, False),
    ],
)
def test_a_predecessor_in_percent_is_carried_on_where_its_length_stays(
    fields: dict[str, Any], *, is_carried: bool
) -> None:
    half = ScheduleLink(1, 2, "SS", 50, "percent")
    rows = [task(1, 4), task(2, 1), task(3), task(4, 1, parent=3)]
    old = plan(rows, [half], {2: AROUND_THE_CLOCK})
    assert old.is_settled
    after = old.next([structs.replace(rows[0], **fields)])
    assert after.is_settled is not is_carried


def test_a_manual_predecessor_in_percent_is_carried_on_where_its_dates_stay() -> None:
    half = ScheduleLink(1, 2, "SS", 50, "percent")
    dated = task(1, 4, manual=(DATES[0], DATES[1]), spans=True)
    old = plan([dated, task(2, 1)], [half])
    assert not old.next([structs.replace(dated, deadline=DATES[2])]).is_settled
    moved = old.next([structs.replace(dated, manual=(DATES[0], DATES[2]))])
    assert moved.is_settled
    assert moved.ends(2)[0] > old.ends(2)[0]


def test_slack_that_was_known_is_known_after_an_edit_that_keeps_the_finish() -> None:
    old = plan([task(1, 1), task(2, 1), task(3, 9)], ["1 2"])
    old.work_out()
    new = old.next([task(1, 2)])
    new.follow()
    assert new.reaches(1, 0)
    longer = old.next([task(3, 10)])
    longer.follow()
    assert not longer.reaches(1, 0)


def test_a_link_put_in_against_the_order_moves_only_what_lies_between() -> None:
    old = plan([task(n, 1) for n in range(1, 7)], ["1 2", "3 4", "5 6"])
    new = old.next(added=[link("4 1"), link("6 3")])
    assert [ends(new[n])[:5] for n in range(1, 7)] == [
        "10-10", "13-13", "08-08", "09-09", "06-06", "07-07",
    ]  # fmt: skip
    with pytest.raises(LoopError) as raised:
        new.next(added=[link("2 5")])
    assert raised.value.loop == (5, 6, 3, 4, 1, 2)


def test_an_inactive_task_that_gets_longer_does_not_end_the_plan() -> None:
    old = plan([task(1, 2), task(2, 1, active=False)])
    new = old.next([task(2, 50, active=False)])
    assert (new.finish, new.span()) == (old.finish, old.span())
    assert new.ends(2)[1] > new.finish


def test_the_first_start_follows_an_edit() -> None:
    soon, later = (at(f"2025-01-{date} 08:00") for date in ("07", "09"))
    held = {"constraint": "SNET", "constraint_date": later}
    old = plan([task(1, 1, **held), task(2, 9, **held)])
    assert old.span() == (later, at("2025-01-21 17:00"))
    earlier = old.next([task(1, 1, constraint="SNET", constraint_date=soon)])
    assert earlier.span() == (soon, at("2025-01-21 17:00"))
    assert earlier.next([task(1, 1, **held)]).span() == old.span()
