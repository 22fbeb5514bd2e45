"""This file works out the example of docs/flow.md, and finds there what it comes to."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from pmtui.figures.catalogue import figure
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.work.cycle_scope import cycle_days
from pmtui.figures.work.flow_figures import cards_of, flow_below, past_of
from pmtui.figures.work.flow_forecast import forecast
from pmtui.figures.work.flow_measures import cumulative_flow
from pmtui.model.entities.cycles import Commitment, Cycle
from pmtui.model.entities.policy import POLICY_ID, Policy
from tests.conftest import TODAY, a_project, a_task, figures_of, id_of

_PAGE: Final = Path(__file__).parents[3] / "docs" / "flow.md"
PROJECT: Final = id_of("P-1")


@cache
def _rows(heading: str) -> list[list[str]]:
    """The cells of the tables of the example that have a heading."""
    lines = _PAGE.read_text("utf-8").partition("## By hand")[2].splitlines()
    rows: list[list[str]] = []
    is_inside = False
    for line in lines:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            is_inside = False
        elif is_inside and cells[0].strip("-"):
            rows.append(cells)
        is_inside = is_inside or line == heading
    return rows


CARDS: Final = _rows("| card | requested | started | finished |")
FIGURES: Final = _rows("| figure | comes to | as |")


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def a_card(name: str, requested: str, started: str, finished: str) -> Any:
    column = "Done" if finished else "Doing" if started else "Backlog"
    return a_task(
        key_of(name), column=column, percent=100 if finished else 0, requested=day(requested),
        actual_start=day(started), actual_finish=day(finished),
    )  # fmt: skip


def key_of(name: str) -> str:
    return f"T-{ord(name) - ord('A') + 1}"


def took(number: int, name: str, outcome: str, on: int, added: int = 0) -> Commitment:
    november = date(2026, 11, on)
    return Commitment(
        id=800 + number, component=PROJECT, cycle=id_of("CY-1"), task=id_of(key_of(name)),
        added=date(2026, 11, added) if added else None, outcome=outcome, day=november,  # type: ignore[arg-type]
    )  # fmt: skip


def board(cards: Sequence[Sequence[str]] = CARDS) -> Figures:
    first, last = date(2026, 11, 2), date(2026, 11, 13)
    return figures_of(
        a_project(),
        Policy(id=POLICY_ID, flow_weeks=3),
        *(a_card(*card) for card in cards),
        Cycle(
            id=id_of("CY-1"), key="CY-1", component=PROJECT, name="One", start=first, finish=last,
            begun=first, ended=last, state="ended",
        ),
        took(1, "A", "done", 6), took(2, "B", "done", 12), took(3, "D", "carried", 13),
        took(4, "C", "done", 13, added=9),
    )  # fmt: skip


def test_the_page_has_the_whole_example() -> None:
    assert (len(CARDS), len(FIGURES)) == (5, 15)
    assert len(_rows("| by the end of | requested | started | finished |")) == 3
    assert len(_rows("| by the end of | scope | done | left |")) == 5


@pytest.mark.parametrize("line", FIGURES, ids=lambda line: line[0])
def test_each_figure_comes_to_what_was_worked_out_by_hand(line: list[str]) -> None:
    name, wanted = line[0].strip("`"), line[1]
    sheet = board()
    table = "cycles" if figure(name, "cycles") is not None else "components"
    row_id = id_of("CY-1") if table == "cycles" else PROJECT
    declared = figure(name, table)
    assert declared is not None
    value: Any = declared.read(sheet)(sheet.workspace.rows(table)[row_id])
    assert (value is None) if wanted == "\N{EM DASH}" else (value == int(wanted))


def test_littles_law_holds_without_the_card_in_progress() -> None:
    flow = flow_below(board([card for card in CARDS if card[0] != "D"]), PROJECT)
    assert flow.is_stable
    assert flow.cycle_by_law == 5
    assert flow.average_wip * 21 == 15
    assert flow_below(board(), PROJECT).average_wip * 21 == 23


@pytest.mark.parametrize("line", _rows("| by the end of | requested | started | finished |"))
def test_the_cumulative_flow_of_each_day_is_as_worked_out(line: list[str]) -> None:
    sheet, at = board(), date.fromisoformat(line[0])
    days = cumulative_flow(cards_of(sheet, PROJECT), date(2026, 11, 3), TODAY)
    (found,) = [entry for entry in days if entry.day == at]
    assert [found.requested, found.started, found.finished] == [int(cell) for cell in line[1:]]


@pytest.mark.parametrize("line", _rows("| by the end of | scope | done | left |"))
def test_the_burn_down_of_each_day_is_as_worked_out(line: list[str]) -> None:
    sheet, at = board(), date.fromisoformat(line[0])
    days = cycle_days(sheet, (sheet.workspace.rows_of(Cycle)[id_of("CY-1")],))
    (found,) = [entry for entry in days if entry.day == at]
    assert [found.scope, found.done, found.left] == [int(cell) for cell in line[1:]]


def within(days: int) -> float:
    """How likely two cards are done within some days, each day one with 1/7."""
    return 1 - (6 / 7) ** days - days / 7 * (6 / 7) ** (days - 1)


@pytest.mark.parametrize("line", _rows("| sure | within |"))
def test_the_forecast_is_that_of_the_closed_form(line: list[str]) -> None:
    percent, days = int(line[0].split()[0]), int(line[1].split()[0])
    assert within(days - 1) < percent / 100 <= within(days)
    past = past_of(board(), PROJECT)
    assert (sum(past.daily), len(past.daily), past.left) == (3, 21, 2)
    drawn = forecast(past.daily, past.left)
    assert drawn is not None
    assert drawn.days_at(percent) == days


@pytest.mark.parametrize("step", range(8))
def test_how_many_are_done_by_each_day_is_that_of_the_closed_form(step: int) -> None:
    past = past_of(board(), PROJECT)
    drawn = forecast(past.daily, past.left)
    assert drawn is not None
    found = drawn.done[step * 2]
    both, one = within(found.days), 1 - (6 / 7) ** found.days
    assert found.half == (both >= 0.5) + (one >= 0.5)
    assert found.sure == (both >= 0.85) + (one >= 0.85)
