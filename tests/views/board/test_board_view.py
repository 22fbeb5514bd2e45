"""This file tests the board: columns, limits, lanes and the order of cards."""

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.tasks import Column, ColumnRole
from pmtui.views.board.board_view import Board, board
from tests.conftest import a_column, a_component, a_person, a_project, a_task, figures_of, id_of

PROJECT = id_of("P-1")


def keys(figures: Figures, shown: Board, lane: int, column: int) -> list[str]:
    return [figures.workspace.tasks[one].key for one in shown.cards(lane, column)]


def column_names(shown: Board) -> list[str]:
    return [column.name for column in shown.columns]


def lane_names(shown: Board) -> list[str]:
    return [lane.name for lane in shown.lanes]


def test_a_project_has_its_columns_and_its_cards_in_their_order() -> None:
    figures = figures_of(
        a_project(),
        a_task("T-1", column="Doing", board_rank="b"),
        a_task("T-2", column="Doing", board_rank="a"),
        a_task("T-3", column="Done"),
        a_task("T-4", column="Doing", archived=True),
        a_task("T-5", project="P-2"),
    )
    shown = board(figures, PROJECT)
    assert column_names(shown) == ["Backlog", "Ready", "Doing", "Review", "Done"]
    assert keys(figures, shown, 0, 2) == ["T-2", "T-1"]
    assert keys(figures, shown, 0, 4) == ["T-3"]
    assert (shown.shown, shown.total) == (3, 3)
    assert lane_names(shown) == [""]
    assert shown.place_of(id_of("T-1")) == (0, 2, 1)
    assert shown.place_of(id_of("T-4")) is None


def test_a_column_over_its_limit_says_so_even_under_a_filter() -> None:
    tasks = [a_task(f"T-{one}", column="Doing") for one in range(4)]
    figures = figures_of(a_project(), *tasks)
    shown = board(figures, PROJECT, ids=[id_of("T-1")])
    doing = shown.columns[2]
    assert (doing.count, doing.limit, doing.over) == (4, 3, True)
    assert keys(figures, shown, 0, 2) == ["T-1"]
    assert (shown.shown, shown.total) == (1, 4)


def test_tasks_in_no_column_stand_in_one_of_their_own() -> None:
    figures = figures_of(
        a_project(),
        a_task("T-1"),
        a_task("T-2", column="Ready"),
        a_task("M-1"),
        a_task("T-3"),
        a_task("T-4", under="T-3", column="Ready"),
        a_task("M-2", column="Ready"),
    )
    shown = board(figures, PROJECT)
    assert column_names(shown)[0] == "No column"
    assert keys(figures, shown, 0, 0) == ["T-1"]
    assert set(keys(figures, shown, 0, 2)) == {"T-2", "T-4", "M-2"}


def test_lanes_go_by_owner_priority_or_parent() -> None:
    figures = figures_of(
        a_project(),
        a_person("H-1", "Zoe"),
        a_person("H-2", "Ann"),
        a_task("T-1", column="Ready", owner=id_of("H-1"), priority=2),
        a_task("T-2", column="Ready", owner=id_of("H-2"), priority=1),
        a_task("T-3", column="Ready"),
        a_task("T-4", "Checkout", column="Ready", owner=id_of("H-2"), priority=1),
        a_task("T-5", column="Done", under="T-4"),
    )
    assert lane_names(board(figures, PROJECT, lanes="owner")) == ["Ann", "Zoe", "nobody's"]
    assert lane_names(board(figures, PROJECT, lanes="priority")) == ["!1", "!2", "no priority"]
    by_parent = board(figures, PROJECT, lanes="parent")
    assert lane_names(by_parent) == ["Checkout", "no parent"]
    assert keys(figures, by_parent, 0, 4) == ["T-5"]
    assert [lane.count for lane in by_parent.lanes] == [1, 4]


def test_a_program_has_a_lane_per_project_and_columns_by_name() -> None:
    figures = figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1", name="Site", rank="a"),
        a_project("P-2", "PG-1", name="Campaign", rank="b"),
        a_project("P-3", "PG-1", name="Empty", rank="c"),
        a_task("T-1", column="Doing"),
        a_task("T-2", project="P-2", column="Doing"),
    )
    shown = board(figures, id_of("PG-1"))
    assert lane_names(shown) == ["Site", "Campaign"]
    assert column_names(shown) == ["Backlog", "Ready", "Doing", "Review", "Done"]
    assert keys(figures, shown, 1, 2) == ["T-2"]
    doing = shown.columns[2]
    assert len(doing.ids) == 3
    assert (doing.count, doing.limit) == (2, 9)


def test_columns_of_different_names_go_together_by_what_they_mean() -> None:
    figures = figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1"),
        a_component("P-2", "PG-1"),
        a_column("P-2", "Ideas", "todo", 0, 0),
        a_column("P-2", "Shipped", "done", 0, 1),
        a_task("T-1", column="Review"),
        a_task("T-2", project="P-2", column="Shipped"),
    )
    shown = board(figures, id_of("PG-1"))
    assert column_names(shown) == ["To do", "Doing", "Done"]
    assert keys(figures, shown, 0, 1) == ["T-1"]
    assert keys(figures, shown, 1, 2) == ["T-2"]


def test_one_full_column_marks_the_merged_one_as_over() -> None:
    tasks = [a_task(f"T-{one}", column="Doing") for one in range(4)]
    figures = figures_of(
        a_component("PG-1"), a_project("P-1", "PG-1"), a_project("P-2", "PG-1"), *tasks
    )
    assert board(figures, id_of("PG-1")).columns[2].over


def test_an_empty_board_names_the_next_key() -> None:
    shown = board(figures_of(a_project()), PROJECT)
    assert shown.empty == "no card here yet: add one with a"
    assert shown.cards(0, 0) == ()
    one = figures_of(a_project(), a_task("T-1", column="Ready"))
    assert board(one, PROJECT, ids=[]).empty == "no card matches the filter: Esc shows all"


def test_a_project_without_columns_still_shows_its_tasks() -> None:
    figures = figures_of(a_project(board=False), a_task("T-1"))
    shown = board(figures, PROJECT)
    assert column_names(shown) == ["No column"]
    assert keys(figures, shown, 0, 0) == ["T-1"]


def test_building_a_board_rolls_nothing_up() -> None:
    figures = figures_of(a_project(), a_task("T-1", column="Ready"))
    board(figures, 0)
    assert not figures._rollups


def test_cards_are_counted_and_of_them_the_summaries_that_no_figure_counts() -> None:
    tasks = [a_task("T-1", column="Ready"), a_task("T-2", under="T-1"), a_task("T-3")]
    figures = figures_of(a_project(), *tasks)
    assert board(figures, PROJECT).count_text == "3 cards: 2 tasks, 1 summary"
    assert board(figures, PROJECT, ids=[id_of("T-2")]).count_text == "1 of 3 cards"
    assert figures.rollup(PROJECT).work.tasks == 2
    assert board(figures_of(a_project(), a_task("T-1")), PROJECT).count_text == "1 card"


def test_a_board_writes_its_cards_and_strips() -> None:
    figures = figures_of(a_project(), a_task("T-1", "Copy", column="Ready"))
    shown = board(figures, PROJECT)
    assert shown.card(id_of("T-1"), 30, False).lines[0][1].text == "Copy"
    assert shown.strip(id_of("T-1"))[0][0].text == "T-1 Copy"


def columns_of(*boards: list[Column]) -> list[tuple[str, int]]:
    """The columns of a program of projects with these boards, and their limits."""
    projects = [a_project(f"P-{at}", "PG-1", board=False) for at in range(1, len(boards) + 1)]
    rows = [column for columns in boards for column in columns]
    shown = board(figures_of(a_component("PG-1"), *projects, *rows), id_of("PG-1"))
    return [(column.name, column.limit) for column in shown.columns]


def made(project: str, *columns: tuple[str, ColumnRole, int]) -> list[Column]:
    return [a_column(project, *column, at) for at, column in enumerate(columns)]


def test_boards_with_the_same_columns_are_one_and_others_meet_by_role() -> None:
    first = made("P-1", ("To do", "todo", 2), ("Done", "done", 0))
    assert columns_of(first, made("P-2", ("to DO", "todo", 3), ("done", "done", 0))) == [
        ("To do", 5), ("Done", 0),
    ]  # fmt: skip
    more = made("P-2", ("To do", "todo", 3), ("Doing", "doing", 0), ("Done", "done", 0))
    assert len(columns_of(first, more)) == 3
    assert columns_of(first, more) != columns_of(first)
    twice = made("P-2", ("To do", "todo", 3), ("Done", "done", 0), ("done", "done", 0))
    assert [name for name, _ in columns_of(first, twice)] == [
        name for name, _ in columns_of(first, more)
    ]


def test_a_column_has_a_limit_where_each_that_it_stands_for_has_one() -> None:
    limited = made("P-1", ("To do", "todo", 2), ("Done", "done", 4))
    free = made("P-2", ("To do", "todo", 3), ("Done", "done", 0))
    assert columns_of(limited, free) == [("To do", 5), ("Done", 0)]
    without = made("P-2", ("Later", "todo", 3))
    assert [limit for _, limit in columns_of(limited, without)][1] == 0
