"""This file tests how cards are counted by day and column, from the days on which they moved."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from pmtui.figures.work.column_flow import CardPath, column_flow, paths_of
from pmtui.model.entities.cycles import Stay
from pmtui.model.entities.tasks import ColumnRole
from tests.conftest import BOARD, TODAY, a_project, a_task, figures_of, id_of
from tests.figures.work.test_flow_figures import ago

_NAMES = [name for name, _, _ in BOARD]
_ROLES = [role for _, role, _ in BOARD]


def place_of(name: str, role: str) -> int:
    return [*_NAMES, *_ROLES].index(name if name in _NAMES else role) % len(_NAMES)


def a_stay(task: str, name: str, role: ColumnRole, first: date, last: date) -> Stay:
    return Stay(
        id=first.toordinal(), component=id_of("P-1"), task=id_of(task), name=name, role=role,
        first=first, last=last,
    )  # fmt: skip


def paths(*parts: object) -> list[CardPath]:
    figures = figures_of(a_project(), *parts)  # type: ignore[arg-type]
    return sorted(paths_of(figures, id_of("P-1"), place_of))


def test_a_card_goes_through_the_columns_it_stood_in_and_is_where_it_is_now() -> None:
    card = a_task("T-1", column="Review", entered=ago(2))
    stays = [
        a_stay("T-1", "Ready", "todo", ago(20), ago(9)),
        a_stay("T-1", "Doing", "doing", ago(9), ago(2)),
    ]
    assert paths(card, *stays) == [((ago(20), 1), (ago(9), 2), (ago(2), 3))]


def test_a_column_that_is_gone_is_the_first_of_what_it_meant() -> None:
    card = a_task("T-1", column="Done", entered=ago(1))
    (path,) = paths(card, a_stay("T-1", "Analysis", "doing", ago(5), ago(1)))
    assert path == ((ago(5), 2), (ago(1), 4))


def test_before_it_first_moved_a_card_stood_where_its_own_days_say() -> None:
    card = a_task("T-1", column="Done", entered=ago(1), requested=ago(30), actual_start=ago(10))
    assert paths(card) == [((ago(30), 0), (ago(10), 2), (ago(1), 4))]
    undated = a_task("T-2", column="Doing", actual_start=ago(4))
    assert paths(undated) == [((ago(4), 2),)]


def test_summaries_milestones_and_what_is_in_no_column_are_no_cards() -> None:
    assert paths(
        a_task("T-1", column="Doing", entered=ago(3)),
        a_task("T-2", column="Doing", entered=ago(3), under="T-1"),
        a_task("M-1", column="Doing", entered=ago(3)),
        a_task("T-3"),
    ) == [((ago(3), 2),)]


_PATHS = some.lists(
    some.lists(some.tuples(some.integers(0, 40), some.integers(0, 3)), min_size=1, max_size=5).map(
        lambda moves: tuple((TODAY - timedelta(days=40 - day), at) for day, at in sorted(moves))
    ),
    max_size=6,
)


def _held(path: Sequence[tuple[date, int]], day: date) -> int | None:
    """The column of a card by the end of a day, one move after the other."""
    place = None
    for moved, at in path:
        if moved <= day:
            place = at
    return place


@given(_PATHS, some.integers(1, 7))
def test_the_lines_never_cross_and_their_gaps_are_what_stands_in_each_column(
    ways: list[CardPath], step: int
) -> None:
    first = TODAY - timedelta(days=30)
    days = column_flow(ways, 4, first, TODAY, step=step)
    assert days[-1].day == TODAY
    for day in days:
        places = [_held(path, day.day) for path in ways]
        gaps = [a - b for a, b in zip(day.counts, (*day.counts[1:], 0), strict=True)]
        assert gaps == [places.count(at) for at in range(4)]
        assert all(gap >= 0 for gap in gaps)
