"""This file tests how the flow of boards is shown: as a table, in words and as a diagram."""

from datetime import timedelta

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.board.flow_parts import COLUMNS, flow_diagram, flow_lines, flow_table
from pmtui.views.shapes.table import ViewRequest, request_of_scope
from tests.conftest import TODAY, a_project, figures_of, id_of
from tests.figures.work.test_flow_figures import a_board, ago, done


def words(figures: Figures, key: str) -> str:
    lines = flow_lines(figures, id_of(key))
    return " / ".join(" ".join(cell.text for cell in line) for line in lines)


def asked(figures: Figures, *tables: str) -> ViewRequest:
    return request_of_scope(figures, id_of("PG-1"), tables)


def test_the_table_has_each_component_and_below_it_what_the_scope_comes_to() -> None:
    table = flow_table(asked(a_board(), "components"))
    assert tuple(column.key for column in table.columns) == COLUMNS
    rows = {table.row(at).cells[0].text: table.row(at).cells[2].text for at in range(table.count)}
    assert rows == {"PG-1": "2", "P-1": "1", "P-2": "1"}
    assert all(len(column.title) <= column.width for column in table.columns)
    assert table.foot[0][0].text == "4 cards started and 2 finished in 12 weeks:"


def test_an_unstable_board_says_so_and_which_way() -> None:
    assert words(a_board(), "PG-1").endswith(
        "not stable, more comes in than goes out: Little's law does not hold"
    )
    finishing = figures_of(a_project("P-1"), done("T-1", 200, 11))
    assert "not stable, less comes in" in words(finishing, "P-1")


def test_a_stable_board_says_what_the_law_gives() -> None:
    stable = figures_of(a_project("P-1"), done("T-1", 20, 11), done("T-2", 9, 8))
    assert words(stable, "P-1") == (
        "2 cards started and 2 finished in 12 weeks: 0.17 a week / "
        "a cycle takes 6.0 d on the mean, 85 in 100 are done within 10 d / "
        "stable: by Little's law a cycle takes 6.0 d, at 0.1 cards in progress"
    )


def test_an_idle_board_says_that_nothing_moved() -> None:
    assert "nothing came in and nothing went out" in words(figures_of(a_project("P-1")), "P-1")


def test_the_diagram_counts_what_was_requested_started_and_finished_up_to_each_day() -> None:
    chart = flow_diagram(asked(a_board(), "tasks"))
    values = {
        series.title: {point.at: point.value for point in series.points} for series in chart.series
    }
    assert [values[name][TODAY] for name in ("requested", "started", "finished")] == [5, 5, 3]
    assert [values[name][ago(10)] for name in ("requested", "started", "finished")] == [2, 2, 2]
    assert min(values["finished"]) == TODAY - timedelta(days=83)


def test_a_filter_leaves_other_cards_out_of_the_diagram() -> None:
    figures = a_board()
    only = ViewRequest(
        figures=figures, scope=id_of("PG-1"), tables=("tasks",), ids=(id_of("T-4"),), total=6,
        is_filtered=True,
    )  # fmt: skip
    chart = flow_diagram(only)
    assert [series.points[-1].value for series in chart.series] == [1, 1, 0]


def test_a_diagram_without_any_day_says_how_it_begins() -> None:
    chart = flow_diagram(asked(figures_of(a_project("P-1")), "tasks"))
    assert chart.series == ()
    assert "L moves one on the board" in chart.empty
