"""This file tests the cells beside the bars of a roadmap."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment
from pmtui.model.entities.baselines import Baseline, BaselineRow
from pmtui.model.entities.entity import Entity
from pmtui.views.roadmap.row_bars import component_bar, contract_bar, task_bar
from pmtui.views.roadmap.row_cells import (
    COLUMNS,
    component_cells,
    contract_cells,
    lane_cells,
    short_day,
    slip_days,
    task_cells,
)
from pmtui.views.shapes.table import Cell
from tests.conftest import (
    TODAY,
    Parts,
    a_policy,
    a_project,
    a_task,
    figures_of,
    id_of,
)
from tests.views.roadmap.test_row_bars import UNPLANNED, a_contract

DAY = 480
ONE, PROJECT = id_of("T-1"), id_of("P-1")


def on(day: int) -> date:
    return TODAY + timedelta(days=day)


def by_column(cells: tuple[Cell, ...]) -> dict[str, tuple[str, str]]:
    """The text and tone of each cell by its column."""
    keys = [column.key for column in COLUMNS]
    return {key: (cell.text, cell.tone) for key, cell in zip(keys, cells, strict=True)}


def of_task(figures: Figures, key: str = "T-1") -> dict[str, tuple[str, str]]:
    task = figures.workspace.tasks[id_of(key)]
    return by_column(task_cells(figures, task, task_bar(figures, task.id)))


def a_row(*parts: Entity | Parts, **fields: Any) -> dict[str, tuple[str, str]]:
    """The cells of a task of one day beside one of five."""
    beside = a_task("T-5", duration=5 * DAY)
    given = {"duration": DAY, **fields}
    return of_task(figures_of(a_project(start=TODAY), beside, a_task("T-1", **given), *parts))


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2027, 9, 19), "19 Sep"),
        (date(2027, 9, 20), "2027-09"),
        (date(2026, 1, 27), "27 Jan"),
        (date(2026, 1, 26), "2026-01"),
    ],
)
def test_a_day_within_three_hundred_is_told_without_its_year(day: date, text: str) -> None:
    figures = figures_of()
    assert (day - TODAY).days in {300, 301, -300, -301}
    assert short_day(figures, moment(day, 600)) == text


def test_what_ends_at_midnight_ends_on_the_day_before() -> None:
    midnight = moment(on(1), 0)
    assert short_day(figures_of(), midnight, ends=True) == "23 Nov"
    assert short_day(figures_of(), midnight) == "24 Nov"


@pytest.mark.parametrize(
    ("fields", "state", "tone"),
    [
        ({}, ("", "plain"), "plain"),
        ({"active": False}, ("x", "dim"), "dim"),
        ({"percent": 100}, ("✓", "dim"), "dim"),
        ({"blocked": "ill"}, ("■", "warn"), "plain"),
        ({"duration": 5 * DAY}, ("C", "bad"), "plain"),
        ({"start": TODAY, "finish": on(1), "duration": None}, ("h", "dim"), "plain"),
        ({"due": on(-1)}, ("C", "bad"), "bad"),
    ],
)
def test_a_letter_says_how_a_task_stands(
    fields: dict[str, Any], state: tuple[str, str], tone: str
) -> None:
    row = a_row(**fields)
    assert row["state"] == state
    assert row["title"] == ("Task T-1", tone)


def test_the_title_of_a_summary_stands_out_even_when_it_is_done() -> None:
    row = a_row(a_task("T-2", under="T-1", duration=DAY, percent=100), duration=None)
    assert row["title"] == ("Task T-1", "head")


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (DAY, "1d"),
        (DAY // 2, "0.5d"),
        (9 * DAY + DAY // 2, "9.5d"),
        (10 * DAY, "10d"),
        (10 * DAY + DAY // 4, "10d"),
    ],
)
def test_a_duration_has_tenths_of_a_day_below_ten_days(minutes: int, text: str) -> None:
    assert a_row(duration=minutes)["duration"] == (text, "dim")


def test_an_elapsed_duration_counts_days_of_the_clock() -> None:
    assert a_row(duration=3 * 1440, elapsed=True)["duration"][0] == "3ed"
    assert a_row(duration=720, elapsed=True)["duration"][0] == "0.5ed"


def test_a_summary_lasts_from_its_first_start_to_its_last_finish() -> None:
    first = a_task("T-2", under="T-1", duration=DAY)
    second = a_task("T-3", under="T-1", duration=2 * DAY, after="T-2")
    assert a_row(first, second, duration=None)["duration"][0] == "3d"


def test_a_milestone_has_neither_start_nor_length_nor_percent() -> None:
    figures = figures_of(a_project(start=TODAY), a_task("M-1", duration=0))
    row = of_task(figures, "M-1")
    assert (row["start"][0], row["duration"][0], row["percent"][0]) == ("", "", "")
    assert row["finish"][0] == "23 Nov"


@pytest.mark.parametrize(
    ("fields", "text", "tone"),
    [
        ({}, "4d", "plain"),
        ({"duration": 5 * DAY}, "0d", "warn"),
        ({"duration": DAY // 2}, "4.5d", "plain"),
        ({"due": on(-1)}, "-1d", "bad"),
        ({"percent": 100}, "", "plain"),
    ],
)
def test_slack_is_warned_of_at_nothing_and_bad_below(
    fields: dict[str, Any], text: str, tone: str
) -> None:
    assert a_row(**fields)["slack"] == (text, tone)


@pytest.mark.parametrize(
    ("days", "text"), [(10, "9d"), (10.5, "9.5d"), (11, "10d"), (11.5, "10d"), (12.75, "12d")]
)
def test_slack_has_tenths_of_a_day_below_ten_days(days: float, text: str) -> None:
    assert a_row(a_task("T-6", duration=round(days * DAY)))["slack"][0] == text


def test_a_task_that_cannot_be_planned_shows_its_typed_dates_and_nothing_more() -> None:
    project = a_project(start=TODAY, calendar=7)
    figures = figures_of(project, UNPLANNED, a_task("T-1", due=on(3), percent=30))
    row = of_task(figures)
    assert (row["start"][0], row["finish"][0], row["percent"][0]) == ("26 Nov", "26 Nov", "30")
    assert (row["duration"][0], row["slack"][0], row["state"][0]) == ("", "", "")
    bare = of_task(figures_of(project, UNPLANNED, a_task("T-1")))
    assert (bare["start"][0], bare["finish"][0], bare["percent"][0]) == ("—", "—", "")


def slipped(days: int, agreed: int = 0) -> dict[str, tuple[str, str]]:
    """A task of so many days whose baseline ends so many days from today."""
    figures = figures_of(
        a_policy(late_red_days=3),
        a_project(start=TODAY),
        a_task("T-1", duration=days * DAY),
        Baseline(id=900, component=PROJECT, label="Approved", number=1, taken_at=TODAY),
        BaselineRow(id=901, task=ONE, title="", baseline=900, component=PROJECT, finish=on(agreed)),
    )
    return of_task(figures)


@pytest.mark.parametrize(
    ("days", "agreed", "text", "tone"),
    [
        (1, 1, "-1d", "plain"),
        (1, 0, "0d", "plain"),
        (2, 0, "+1d", "warn"),
        (3, 0, "+2d", "warn"),
        (4, 0, "+3d", "bad"),
        (5, 0, "+4d", "bad"),
    ],
)
def test_a_slip_is_warned_of_and_bad_from_the_days_of_the_policy_on(
    days: int, agreed: int, text: str, tone: str
) -> None:
    assert slipped(days, agreed)["slip"] == (text, tone)


def test_without_a_baseline_or_a_plan_there_is_no_slip() -> None:
    assert a_row()["slip"] == ("—", "dim")
    figures = figures_of(
        a_project(start=TODAY, calendar=7),
        UNPLANNED,
        a_task("T-1", due=on(3)),
        Baseline(id=900, component=PROJECT, label="Approved", number=1, taken_at=TODAY),
        BaselineRow(id=901, task=ONE, title="", baseline=900, component=PROJECT, finish=on(0)),
    )
    assert slip_days(figures, ONE) is None


def test_a_component_shows_its_percent_where_it_has_work() -> None:
    def row(*parts: Entity | Parts) -> dict[str, tuple[str, str]]:
        figures = figures_of(a_project(name="Site"), *parts)
        component = figures.workspace.components[PROJECT]
        bar = component_bar(figures, component, None)
        return by_column(component_cells(figures, component, bar, 2))

    assert row(a_task("T-1", percent=100))["percent"][0] == "100"
    assert row(a_task("T-1"))["percent"][0] == "0"
    empty = row()
    assert (empty["percent"][0], empty["start"][0], empty["finish"][0]) == ("", "—", "—")
    assert (empty["title"], empty["slip"]) == (("Site", "head"), ("+2d", "warn"))


def contract_row(figures: Figures) -> dict[str, tuple[str, str]]:
    link = next(iter(figures.workspace.links.values()))
    return by_column(contract_cells(figures, link, contract_bar(figures, link)))


@pytest.mark.parametrize(
    ("needed", "text", "tone"),
    [(0, "+2d", "bad"), (1, "+1d", "bad"), (2, "0d", "plain"), (3, "-1d", "plain")],
)
def test_a_contract_says_by_how_many_days_it_is_late(needed: int, text: str, tone: str) -> None:
    row = contract_row(a_contract(needed_by=on(needed)))
    assert row["slip"] == (text, tone)
    assert row["finish"][0] == "25 Nov"


@pytest.mark.parametrize(
    ("state", "sign", "tone"),
    [
        ("", "", "plain"),
        ("requested", "?", "plain"),
        ("agreed", "=", "plain"),
        ("at_risk", "!", "bad"),
        ("met", "✓", "plain"),
        ("broken", "x", "bad"),
    ],
)
def test_a_sign_says_how_a_contract_stands(state: str, sign: str, tone: str) -> None:
    assert contract_row(a_contract(state=state))["state"] == (sign, tone)


def test_a_contract_that_comes_at_no_known_day_is_late_by_nothing() -> None:
    row = contract_row(a_contract(predecessor={"calendar": 7}))
    assert (row["finish"][0], row["slip"][0]) == ("—", "—")


def test_a_lane_has_its_name_where_titles_stand() -> None:
    row = by_column(lane_cells("Ann"))
    assert row.pop("title") == ("Ann", "head")
    assert {text for text, _ in row.values()} == {""}
