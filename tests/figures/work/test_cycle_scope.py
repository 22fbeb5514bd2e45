"""This file tests what cycles of a board took on, day by day, and what came of it."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.work.cycle_scope import (
    CycleCount,
    CycleDay,
    Taken,
    cycle_after,
    cycle_count,
    cycle_days,
    cycles_below,
    cycles_of,
    open_cards,
    running_below,
    span_of,
    taken_by,
    unestimated,
)
from pmtui.model.entities.cycles import Commitment, Cycle
from tests.conftest import TODAY, a_component, a_project, a_task, figures_of, id_of

_HOME = id_of("P-1")
_FIRST, _LAST = date(2026, 11, 16), date(2026, 11, 27)


def nov(day: int) -> date:
    return date(2026, 11, day)


def a_cycle(key: str = "CY-1", *, project: str = "P-1", **fields: Any) -> Cycle:
    given = {"start": _FIRST, "finish": _LAST, "name": key, **fields}
    return Cycle(id=id_of(key), key=key, component=id_of(project), **given)


def a_running(**fields: Any) -> Cycle:
    return a_cycle(state="running", begun=_FIRST, **fields)


def took(key: str, **fields: Any) -> Commitment:
    return Commitment(
        id=800 + id_of(key), component=_HOME, cycle=id_of("CY-1"), task=id_of(key), **fields
    )


def a_card(key: str, column: str = "Doing", **fields: Any) -> Any:
    fields = {"percent": 100, **fields} if column == "Done" else fields
    return a_task(key, column=column, cycle=id_of("CY-1"), **fields)


def taken(cycle: Cycle, *parts: Any) -> set[Taken]:
    return {*taken_by(board(cycle, *parts), cycle)}


def board(*parts: Any) -> Figures:
    return figures_of(a_project(), *parts)


@pytest.mark.parametrize(
    ("added", "left", "counted"),
    [
        (None, None, [16, 17, 18, 19]),
        (nov(17), None, [17, 18, 19]),
        (None, nov(18), [16, 17]),
        (nov(17), nov(18), [17]),
    ],
)
def test_a_task_counts_from_the_day_it_came_to_the_day_before_it_left(
    added: date | None, left: date | None, counted: list[int]
) -> None:
    entry = Taken(1, None, added, left, None)
    assert [day for day in range(16, 20) if entry.counts_on(nov(day))] == counted
    assert not any(entry.done_by(nov(day)) for day in range(16, 20))


def test_a_task_is_done_from_the_day_it_was_done_while_it_counts() -> None:
    entry = Taken(1, None, None, nov(19), nov(17))
    assert [day for day in range(15, 21) if entry.done_by(nov(day))] == [17, 18]


def test_a_planned_cycle_has_what_is_in_it_now() -> None:
    cards = (a_card("T-1", days=1), a_card("T-2", "Done", actual_finish=TODAY))
    assert taken(a_cycle(), *cards) == {
        Taken(id_of("T-1"), 480, None, None, None), Taken(id_of("T-2"), None, None, None, TODAY),
    }  # fmt: skip


def test_what_was_done_before_a_cycle_began_is_none_of_what_it_took_on() -> None:
    before = a_card("T-1", "Done", actual_finish=nov(15))
    on_the_day = a_card("T-2", "Done", actual_finish=_FIRST)
    found = taken(a_running(), before, on_the_day)
    assert {entry.task for entry in found} == {id_of("T-2")}
    undated = a_cycle(state="running")
    assert {entry.task for entry in taken(undated, before, on_the_day)} == {id_of("T-2")}
    assert taken(a_cycle(start=nov(1)), before) == set()


def test_summaries_milestones_and_archived_cards_are_in_no_cycle() -> None:
    parts = (
        a_card("T-1"), a_card("T-2", under="T-1"), a_card("T-3", archived=True), a_card("M-1"),
    )  # fmt: skip
    assert {entry.task for entry in taken(a_cycle(), *parts)} == {id_of("T-2")}


def test_what_a_running_cycle_began_with_is_kept_and_what_came_without_a_row_came_then() -> None:
    cards = (a_card("T-1", days=9), a_card("T-2"), a_card("T-3", "Done", actual_finish=nov(20)))
    rows = (took("T-1", work=60), took("T-3", added=nov(18)))
    late = a_cycle(state="running", begun=nov(17))
    assert taken(late, *cards, *rows) == {
        Taken(id_of("T-1"), 60, None, None, None),
        Taken(id_of("T-3"), None, nov(18), None, nov(20)),
        Taken(id_of("T-2"), None, nov(17), None, None),
    }


def test_a_card_that_is_archived_since_is_not_done() -> None:
    card = a_card("T-1", "Done", actual_finish=nov(20), archived=True)
    assert taken(a_running(), card, took("T-1")) == {Taken(id_of("T-1"), None, None, None, None)}


@pytest.mark.parametrize(
    ("outcome", "wanted"),
    [
        ("done", Taken(0, None, None, None, nov(20))),
        ("open", Taken(0, None, None, None, None)),
        ("carried", Taken(0, None, None, nov(20), None, is_carried=True)),
        ("dropped", Taken(0, None, None, nov(20), None)),
    ],
)
def test_what_came_of_it_is_as_it_was_kept_whatever_the_card_says_now(
    outcome: Any, wanted: Taken
) -> None:
    ended = a_cycle(state="ended", begun=_FIRST, ended=nov(20))
    row = took("T-1", outcome=outcome, day=nov(20))
    assert taken(ended, a_card("T-1"), a_card("T-2"), row) == {wanted._replace(task=id_of("T-1"))}


def test_what_is_done_without_a_day_was_done_today() -> None:
    assert taken(a_running(), took("T-1", outcome="done")) == {
        Taken(id_of("T-1"), None, None, None, TODAY)
    }
    (entry,) = taken(a_running(), a_card("T-1", "Done"), took("T-1"))
    assert entry.done == TODAY


def test_the_counts_add_up_in_tasks_and_in_work() -> None:
    cycle = a_cycle(state="ended", begun=_FIRST, ended=nov(20))
    figures = board(
        cycle,
        took("T-1", work=60, outcome="done", day=nov(18)),
        took("T-2", work=120, outcome="carried", day=nov(20)),
        took("T-3", outcome="open", day=nov(20)),
        took("T-4", work=240, added=nov(17), outcome="done", day=nov(19)),
        took("T-5", work=480, added=nov(17), outcome="dropped", day=nov(18)),
    )
    assert cycle_count(figures, cycle) == CycleCount(3, 2, 2, 2, 1, 1, 1)
    by_work = cycle_count(figures, cycle, by_work=True)
    assert by_work == CycleCount(180, 720, 600, 300, 60, 0, 120)
    assert (cycle_count(figures, cycle).reliability, by_work.reliability) == (33, 33)
    assert cycle_count(board(), a_cycle()).reliability is None
    assert unestimated(figures, cycle) == 1


def test_the_days_go_from_the_begin_to_today_with_scope_and_done_by_each_end() -> None:
    cycle = a_running()
    figures = board(
        cycle,
        took("T-1", work=60, outcome="done", day=nov(18)),
        took("T-2", work=120, added=nov(17)),
    )
    days = cycle_days(figures, (cycle,))
    assert (days[0], days[-1]) == (CycleDay(_FIRST, 1, 0), CycleDay(TODAY, 2, 1))
    assert (days[1].scope, days[1].done, days[2].done, days[2].left) == (2, 0, 1, 1)
    assert len(days) == 8
    assert cycle_days(figures, (cycle,), by_work=True)[-1] == CycleDay(TODAY, 180, 60)
    assert cycle_days(figures, ()) == ()


def test_a_cycle_that_is_still_to_come_has_one_day() -> None:
    later = a_cycle(start=nov(30), finish=nov(30))
    assert [entry.day for entry in cycle_days(board(later), (later,))] == [nov(30)]


@pytest.mark.parametrize(
    ("cycle", "span"),
    [
        (a_cycle(), (16, 27)),
        (a_running(finish=nov(20)), (16, 23)),
        (a_running(finish=TODAY), (16, 23)),
        (a_cycle(finish=nov(20)), (16, 20)),
        (a_cycle(state="ended", begun=nov(14), ended=nov(28)), (14, 28)),
        (a_cycle(state="ended", begun=nov(18), ended=nov(20)), (16, 27)),
    ],
)
def test_the_days_of_a_cycle_have_an_early_begin_and_a_late_end(
    cycle: Cycle, span: tuple[int, int]
) -> None:
    assert span_of(board(), (cycle,)) == (nov(span[0]), nov(span[1]))


def test_cycles_that_run_together_span_all_their_days() -> None:
    both = (a_cycle(start=nov(10), finish=nov(12)), a_cycle("CY-2"))
    assert span_of(board(), both) == (nov(10), _LAST)
    assert span_of(board(), both[::-1]) == (nov(10), _LAST)


def test_open_cards_are_those_not_done_as_they_stand_on_the_board() -> None:
    cards = (a_card("T-1", board_rank="b"), a_card("T-2", board_rank="a"), a_card("T-3", "Done"))
    found = open_cards(board(a_cycle(), *cards), id_of("CY-1"))
    assert [task.key for task in found] == ["T-2", "T-1"]


def test_cycles_are_of_their_component_or_of_all_below_the_earliest_first() -> None:
    figures = figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1"),
        a_project("P-2", "PG-1"),
        a_cycle("CY-1", start=nov(20)),
        a_cycle("CY-2", state="running"),
        a_cycle("CY-3", project="P-2", start=nov(18), state="running"),
        a_cycle("CY-4", archived=True, state="running"),
        a_cycle("CY-5", project="PG-1", start=nov(1)),
    )
    assert [row.key for row in cycles_of(figures, _HOME)] == ["CY-2", "CY-1"]
    below = [row.key for row in cycles_below(figures, id_of("PG-1"))]
    assert below == ["CY-5", "CY-2", "CY-3", "CY-1"]
    assert [row.key for row in running_below(figures, id_of("PG-1"))] == ["CY-2", "CY-3"]
    assert [row.key for row in cycles_below(figures, _HOME)] == ["CY-2", "CY-1"]


def test_after_a_cycle_comes_the_next_of_the_same_component_that_has_not_ended() -> None:
    own = (
        a_cycle("CY-1"),
        a_cycle("CY-2", start=nov(20), state="ended"),
        a_cycle("CY-3", start=nov(30)),
        a_cycle("CY-4", start=nov(29), project="P-2"),
    )
    figures = figures_of(a_project(), a_project("P-2"), *own)
    assert cycle_after(figures, own[0]) == own[2]
    assert cycle_after(figures, own[2]) is None
