"""This file tests what is said of the row under the cursor of a roadmap."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.cpm.types import ConstraintMiss
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.baselines import Baseline, BaselineRow
from pmtui.model.entities.entity import Entity
from pmtui.views.roadmap.cursor_strip import (
    contract_strip,
    dependency_lines,
    lag_text,
    task_strip,
)
from tests.conftest import (
    TODAY,
    Parts,
    a_link,
    a_person,
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


def said(figures: Figures, key: str = "T-1") -> list[list[str]]:
    """The cells of each line about a task."""
    plan = plan_of(figures, PROJECT)
    conflicts = plan.conflicts() if plan is not None else ()
    return [[cell.text for cell in line] for line in task_strip(figures, id_of(key), conflicts)]


def about(*parts: Entity | Parts, **fields: Any) -> list[list[str]]:
    """What is said of a task of two days beside one of five."""
    beside = a_task("T-5", duration=5 * DAY)
    given = {"duration": 2 * DAY, "title": "Dig", **fields}
    return said(figures_of(a_project(start=TODAY), beside, a_task("T-1", **given), *parts))


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ({}, ""),
        ({"lag": DAY}, "+1d"),
        ({"lag": -DAY}, "-1d"),
        ({"lag": 3 * 1440, "lag_unit": "elapsed"}, "+3ed"),
        ({"lag": 50, "lag_unit": "percent"}, "+50%"),
    ],
)
def test_a_lag_is_told_as_it_is_typed(link: dict[str, Any], text: str) -> None:
    assert lag_text(a_link("T-1", "T-2", **link), DAY) == text


def test_a_task_is_told_from_its_start_to_its_finish_with_its_length() -> None:
    assert about() == [
        ["T-1 Dig", "Mon 23 Nov - Tue 24 Nov", "2d", "0 %", "nobody's"],
        ["slack 3d, free slack 3d", "starts with the plan"],
    ]
    owned = about(a_person("H-1", "Ann"), owner=id_of("H-1"), percent=50)
    assert owned[0][2:] == ["2d", "50 %", "Ann"]


def test_a_milestone_is_told_by_its_day_and_a_summary_without_a_length() -> None:
    milestone = figures_of(a_project(start=TODAY), a_task("M-1", "Launch", due=on(3)))
    assert said(milestone, "M-1")[0] == ["M-1 Launch", "Mon 23 Nov", "nobody's"]
    part = a_task("T-2", under="T-1", duration=2 * DAY)
    assert about(part, duration=None)[0] == ["T-1 Dig", "Mon 23 Nov - Tue 24 Nov", "nobody's"]


def test_gaps_are_told_of_a_task_that_has_some() -> None:
    first = about(splits=((DAY, DAY),))[0]
    assert any(text.startswith("gaps ") for text in first)
    assert not any(text.startswith("gaps ") for text in about()[0])


@pytest.mark.parametrize(
    ("agreed", "text", "tone"), [(0, "+1d", "bad"), (2, "-1d", "good"), (1, None, "")]
)
def test_a_slip_against_the_baseline_is_told(agreed: int, text: str | None, tone: str) -> None:
    figures = figures_of(
        a_project(start=TODAY),
        a_task("T-1", duration=2 * DAY),
        Baseline(id=900, component=PROJECT, label="Approved", number=1, taken_at=TODAY),
        BaselineRow(id=901, task=ONE, title="", baseline=900, component=PROJECT, finish=on(agreed)),
    )
    cells = [cell for cell in task_strip(figures, ONE, ())[0] if "baseline" in cell.text]
    told = [] if text is None else [(f"{text} against the baseline", tone)]
    assert [(cell.text, cell.tone) for cell in cells] == told


def test_a_task_that_is_done_has_no_slack_to_tell() -> None:
    held = about(percent=100)
    assert not any("slack" in text for line in held for text in line)
    assert any("critical, slack 0d" in text for text in about(duration=5 * DAY)[1])


def test_what_drives_a_task_and_what_it_drives_are_told_apart_from_what_only_follows() -> None:
    figures = figures_of(
        a_project(start=TODAY),
        a_task("T-1", duration=2 * DAY),
        a_task("T-2", duration=DAY, after="T-1"),
        a_task("T-3", duration=4 * DAY),
        a_task("T-4", duration=DAY, after="T-1 T-3"),
    )
    assert said(figures)[1] == [
        "slack 2d, free slack 0d", "starts with the plan", "drives T-2", "before T-4",
    ]  # fmt: skip
    assert said(figures, "T-4")[1] == ["critical, slack 0d", "driven by T-3"]
    assert said(figures, "T-2")[1][1] == "driven by T-1"


def test_a_link_without_dates_is_neither_driven_nor_followed() -> None:
    figures = figures_of(
        a_project("P-1", start=TODAY),
        a_project("P-2", start=TODAY, calendar=7),
        UNPLANNED[0],
        a_task("T-1", duration=DAY),
        a_task("T-2", project="P-2", duration=DAY, after="T-1"),
    )
    assert not any(text.startswith(("drives", "before")) for text in said(figures)[1])


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (4, "drives T-11, T-12, T-13, T-14"),
        (5, "drives T-11, T-12, T-13, T-14 and 1 more"),
        (6, "drives T-11, T-12, T-13, T-14 and 2 more"),
    ],
)
def test_four_links_are_named_and_more_are_counted(count: int, text: str) -> None:
    successors = [a_task(f"T-{11 + at}", duration=DAY, after="T-1") for at in range(count)]
    assert about(*successors)[1][-1] == text


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ({}, "drives T-2"),
        ({"type": "SS"}, "drives T-2 SS"),
        ({"lag": DAY}, "drives T-2 FS+1d"),
        ({"type": "SS", "lag": DAY}, "drives T-2 SS+1d"),
    ],
)
def test_a_link_is_named_with_its_type_where_it_is_not_the_usual_one(
    link: dict[str, Any], text: str
) -> None:
    rows = a_task("T-2", duration=DAY), a_link("T-1", "T-2", **link)
    assert about(*rows)[1][-1] == text


def test_a_summary_names_no_cause_of_its_start() -> None:
    part = a_task("T-2", under="T-1", duration=2 * DAY)
    assert "starts with the plan" not in about(part, duration=None)[1]


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        (
            {"constraint": "SNET", "constraint_date": on(1)},
            "starts no earlier than its constraint date (SNET)",
        ),
        ({"actual_start": on(-1), "percent": 10}, "has begun"),
        ({"start": on(1), "finish": on(2), "duration": None}, "dated by hand"),
    ],
)
def test_what_settles_a_start_is_told(fields: dict[str, Any], cause: str) -> None:
    assert cause in about(**fields)[1]


def test_only_what_this_task_misses_is_told() -> None:
    figures = figures_of(
        a_project(start=TODAY),
        a_task("T-1", duration=2 * DAY, due=on(0)),
        a_task("T-2", duration=2 * DAY, constraint="FNLT", constraint_date=on(0)),
        a_task("T-3", duration=DAY),
    )
    assert said(figures)[-1] == ["due Mon 23 Nov is missed by 1d"]
    assert said(figures, "T-2")[-1] == ["finishes no later than Mon 23 Nov is missed by 1d"]
    assert len(said(figures, "T-3")) == 2
    undated = task_strip(figures, id_of("T-3"), [ConstraintMiss(id_of("T-3"), "deadline", DAY)])
    assert undated[-1][0].text == "due is missed by 1d"


def test_a_task_in_a_loop_and_one_behind_it_say_so() -> None:
    figures = figures_of(
        a_project(),
        a_task("T-1", after="T-2"),
        a_task("T-2", after="T-1"),
        a_task("T-3", after="T-2", blocked="ill"),
        a_task("T-4"),
    )
    assert said(figures)[-1][0].startswith("tasks wait for each other: ")
    assert said(figures, "T-3")[-1] == [
        "waits for tasks that wait for each other", "blocked: ill",
    ]  # fmt: skip
    assert len(said(figures, "T-4")) == 2


def test_a_task_without_a_plan_says_why() -> None:
    figures = figures_of(a_project(start=TODAY, calendar=7), UNPLANNED, a_task("T-1", "Dig"))
    head, why = said(figures)
    assert head == ["T-1 Dig"]
    assert why[0] not in {"", "not planned"}
    archived = figures_of(a_project(), a_task("T-2"), a_task("T-1", "Dig", archived=True))
    assert said(archived) == [["T-1 Dig"], ["not planned"]]


def test_a_contract_says_when_it_comes_and_what_was_agreed() -> None:
    def contract(**fields: Any) -> list[str]:
        figures = a_contract(**fields)
        link = next(iter(figures.workspace.links.values()))
        return [cell.text for cell in contract_strip(figures, link)[1]]

    assert contract() == ["comes Wed 25 Nov", "not agreed", "nobody's"]
    assert contract(needed_by=on(1), promised=on(4), state="at_risk") == [
        "comes Wed 25 Nov", "needed Tue 24 Nov", "promised Fri 27 Nov", "at risk", "nobody's",
    ]  # fmt: skip
    assert contract(predecessor={"calendar": 7})[0] == "comes no date"


def test_a_contract_that_comes_at_midnight_comes_on_the_day_before() -> None:
    figures = a_contract(predecessor={"calendar": 7}, promised=on(2))
    link = next(iter(figures.workspace.links.values()))
    assert contract_strip(figures, link)[1][0].text == "comes Wed 25 Nov"


def test_links_are_drawn_those_into_a_task_first() -> None:
    figures = figures_of(
        a_project(start=TODAY),
        a_task("T-1", duration=DAY),
        a_task("T-2", duration=DAY, after="T-1"),
        a_task("T-3", duration=DAY),
        a_link("T-2", "T-3", lag=DAY),
    )
    lines = dependency_lines(figures, id_of("T-2"))
    assert [(line.predecessor, line.successor, line.lag, line.drives) for line in lines] == [
        (ONE, id_of("T-2"), "", True),
        (id_of("T-2"), id_of("T-3"), "+1d", True),
    ]
