"""This file tests how cycles are shown: as a table, as burn-down and burn-up, on the board."""

from datetime import date, timedelta

import pytest

from pmtui.figures.attention.register_needs import registered
from pmtui.figures.catalogue import figure
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.filter.parser import parse
from pmtui.query.filter.selection import matching
from pmtui.views.board.board_view import board
from pmtui.views.board.cycle_parts import burn_down, burn_down_of_work, burn_up, cycle_table
from pmtui.views.charts.chart import Chart
from pmtui.views.shapes.table import ViewRequest, request_of_scope
from tests.actions.board.test_cycles import a_sprint, agreed, begun, put
from tests.actions.doing import after, at, row
from tests.conftest import TODAY, id_of

LATER = TODAY + timedelta(days=3)


def on(workspace: Workspace, today: date = TODAY) -> ViewRequest:
    return request_of_scope(Figures(workspace, today), id_of("P-1"), ("cycles",))


def midway() -> Workspace:
    """One of three is done, one left, one came in."""
    return put(put(after("task.complete", at(begun(), "T-1")), "T-2", "none"), "T-4", "CY-1")


def values(chart: Chart, title: str) -> dict[object, float | None]:
    return next(
        {point.at: point.value for point in series.points}
        for series in chart.series
        if series.title == title
    )


def test_the_burn_up_has_what_is_in_the_cycle_and_what_is_done_by_the_end_of_each_day() -> None:
    chart = burn_up(on(midway(), LATER))
    yesterday = TODAY - timedelta(days=1)
    assert [values(chart, "scope")[day] for day in (yesterday, TODAY, LATER)] == [3, 3, 3]
    assert [values(chart, "done")[day] for day in (yesterday, TODAY, LATER)] == [0, 1, 1]
    assert {*values(chart, "committed").values()} == {3}
    assert [*values(chart, "done")][-1] == LATER


def test_the_burn_down_goes_from_the_commitment_straight_down_to_the_end() -> None:
    chart = burn_down(on(midway(), LATER))
    ideal = values(chart, "ideal")
    assert (ideal[date(2026, 11, 16)], ideal[date(2026, 11, 29)]) == (3, 0)
    assert values(chart, "to do")[LATER] == 2
    work = burn_down_of_work(on(midway(), LATER))
    assert (work.unit, values(work, "to do")[LATER]) == ("h", (3 + 4) * 8)


def test_what_has_no_estimate_is_said_where_work_is_counted() -> None:
    workspace = after("entity.set", at(a_sprint(), "T-1"), field="estimate", value="none")
    chart = burn_down_of_work(on(after("cycle.begin", at(workspace, "CY-1"))))
    assert chart.title == "Burn-down of CY-1 Sprint CY-1, 1 without estimate"


def test_a_chart_without_a_cycle_or_with_an_empty_one_says_which_key_to_press() -> None:
    workspace = after("entity.archive", at(a_sprint(), "CY-1", "CY-2"))
    assert burn_up(on(workspace)).empty.startswith("no cycle here: 2 ]")
    empty = a_sprint()
    for key in ("T-1", "T-2", "T-3"):
        empty = put(empty, key, "none")
    assert burn_up(on(empty)).empty == "nothing is in CY-1: s y on a card puts it there"


def test_the_table_says_what_each_cycle_took_on_and_how_the_running_one_stands() -> None:
    table = cycle_table(on(midway()))
    keys = [column.key for column in table.columns]
    first = dict(zip(keys, (cell.text for cell in table.row(0).cells), strict=True))
    shown = [first[name] for name in ("committed", "added", "removed", "finished", "unfinished")]
    assert shown == ["3", "1", "1", "1", "2"]
    assert all(len(column.title) <= column.width for column in table.columns)
    foot = " ".join(cell.text for cell in table.foot[0])
    assert foot == (
        "CY-1 Sprint CY-1: day 8 of 14, 1 of 3 done, 1 added since it began, 1 taken out"
    )


def test_velocity_and_reliability_are_of_cycles_that_have_ended() -> None:
    ended = after("cycle.end", agreed(midway()))
    for workspace, speed, kept in ((midway(), None, None), (ended, 1, 33)):
        sheet = Figures(workspace, TODAY)
        velocity, reliability = figure("velocity"), figure("reliability", "cycles")
        assert velocity is not None
        assert reliability is not None
        assert velocity.read(sheet)(row(workspace, "P-1")) == speed
        assert reliability.read(sheet)(row(workspace, "CY-1")) == kept
    assert "velocity of the last 1 cycle: 1.0 tasks, 8 h of estimates a cycle" in " ".join(
        " ".join(cell.text for cell in line) for line in cycle_table(on(ended)).foot
    )


def test_the_board_says_how_its_cycle_stands_and_a_card_in_which_it_is() -> None:
    sheet = Figures(midway(), TODAY)
    shown = board(sheet, id_of("P-1"))
    assert shown.cycles == "CY-1 day 8 of 14, 1 of 3 done"
    texts = [cell.text for line in shown.card(id_of("T-4"), 40, False).lines for cell in line]
    assert "CY-1" in texts


@pytest.mark.parametrize(
    ("table", "wanted"),
    [("tasks", {"T-1", "T-3", "T-4"}), ("cycles", {"CY-1"}), ("components", {"P-1"})],
)
def test_what_is_in_the_running_cycle_is_found_in_every_part(table: str, wanted: set[str]) -> None:
    workspace = midway()
    found = matching(
        Figures(workspace, TODAY), table, [*workspace.rows(table)], parse("is:in_cycle")
    )
    rows = workspace.rows(table)
    assert {rows[row_id].key for row_id in found} == wanted


def _needs(workspace: Workspace, today: date) -> list[str]:
    sheet = Figures(workspace, today)
    project = row(workspace, "P-1")
    return [need.text for need in registered(sheet, project) if need.topic == "cycle"]


def test_a_cycle_that_ended_with_open_cards_or_does_not_end_or_begin_needs_somebody() -> None:
    by_hand = after("entity.set", at(midway(), "CY-1"), field="state", value="ended")
    assert _needs(by_hand, TODAY) == ["CY-1 Sprint CY-1 has ended with 2 open cards in it"]
    assert _needs(midway(), TODAY) == []
    assert _needs(midway(), date(2026, 12, 2)) == [
        "CY-1 Sprint CY-1 is 3 d past its end, with 2 open cards"
    ]
    assert _needs(a_sprint(), TODAY) == ["CY-1 Sprint CY-1 was to begin 7 d ago, with 3 open cards"]
    assert _needs(after("cycle.end", agreed(midway())), TODAY) == []
