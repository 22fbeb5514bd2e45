"""This file tests which rows a roadmap has, and in which order."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.roadmap.row_order import CONTRACTS, RoadmapFilter, RoadmapRow, roadmap_rows
from tests.conftest import (
    TODAY,
    a_component,
    a_link,
    a_person,
    a_project,
    a_task,
    figures_of,
    id_of,
)
from tests.views.roadmap.test_row_bars import UNPLANNED

DAY = 480


def a_tree() -> Figures:
    """A program of two projects with an outline of three levels in the first."""
    return figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1", start=TODAY, rank="a"),
        a_project("P-2", "PG-1", start=TODAY, rank="b"),
        a_person("H-1", "Ann"),
        a_person("H-2", "Bob"),
        a_task("T-1", outline_rank="a"),
        a_task("T-2", under="T-1", outline_rank="a"),
        a_task("T-3", under="T-2", duration=DAY, outline_rank="a", owner=id_of("H-2")),
        a_task("M-4", under="T-1", after="T-3", outline_rank="b", owner=id_of("H-1")),
        a_task("T-5", duration=5 * DAY, outline_rank="b"),
        a_task("T-6", project="P-2", duration=DAY),
    )


def rows(figures: Figures, scope: str = "PG-1", **asked: Any) -> list[tuple[str, int, str]]:
    """The key or name of each row, its depth, and whether it is folded."""
    given = {"closed": (), "lanes": "", "ids": None, "all_tasks": True, "sort": "", **asked}
    shown = roadmap_rows(figures, id_of(scope), RoadmapFilter(**given))
    workspace = figures.workspace
    tables = {"component": "components", "contract": "links", "task": "tasks"}

    def name(row_id: int, row: RoadmapRow) -> str:
        return row.name or workspace.rows(tables[row.kind])[row_id].key

    return [(name(row_id, row), row.depth, row.fold) for row_id, row in shown.items()]


def ids(*keys: str) -> frozenset[int]:
    return frozenset(map(id_of, keys))


def test_an_outline_stands_below_its_components_by_depth() -> None:
    assert rows(a_tree()) == [
        ("PG-1", 0, "open"),
        ("P-1", 1, "open"),
        ("T-1", 2, "open"),
        ("T-2", 3, "open"),
        ("T-3", 4, ""),
        ("M-4", 3, ""),
        ("T-5", 2, ""),
        ("P-2", 1, "open"),
        ("T-6", 2, ""),
    ]


def test_a_closed_row_keeps_its_depth_and_hides_what_is_below_it_alone() -> None:
    assert rows(a_tree(), closed=ids("T-2"))[2:6] == [
        ("T-1", 2, "open"), ("T-2", 3, "closed"), ("M-4", 3, ""), ("T-5", 2, ""),
    ]  # fmt: skip
    assert rows(a_tree(), closed=ids("P-1"))[1:3] == [("P-1", 1, "closed"), ("P-2", 1, "open")]


def test_a_filter_keeps_what_is_above_a_task_and_leaves_empty_components_out() -> None:
    assert rows(a_tree(), ids=ids("T-3")) == [
        ("PG-1", 0, "open"),
        ("P-1", 1, "open"),
        ("T-1", 2, "open"),
        ("T-2", 3, "open"),
        ("T-3", 4, ""),
    ]
    assert rows(a_tree(), ids=ids("T-3"), closed=ids("T-1", "P-1")) == rows(
        a_tree(), ids=ids("T-3")
    )
    assert [key for key, *_ in rows(a_tree(), ids=ids("T-6"))] == ["PG-1", "P-2", "T-6"]
    assert rows(a_tree(), ids=ids()) == []


def test_milestones_stand_alone_below_their_components() -> None:
    assert rows(a_tree(), all_tasks=False) == [
        ("PG-1", 0, "open"), ("P-1", 1, "open"), ("M-4", 2, ""), ("P-2", 1, ""),
    ]  # fmt: skip
    assert ("M-4", 2, "") in rows(a_tree(), all_tasks=False, ids=ids("M-4", "T-3"))
    assert rows(a_tree(), all_tasks=False, ids=ids("T-3")) == []


def test_lanes_hold_tasks_and_no_summaries() -> None:
    assert rows(a_tree(), "P-1", lanes="owner") == [
        ("Ann", 0, "open"), ("M-4", 1, ""), ("Bob", 0, "open"), ("T-3", 1, ""),
        ("nobody's", 0, "open"), ("T-5", 1, ""),
    ]  # fmt: skip
    assert rows(a_tree(), "P-1", lanes="owner", all_tasks=False) == [
        ("Ann", 0, "open"), ("M-4", 1, ""),
    ]  # fmt: skip
    assert rows(a_tree(), "P-1", lanes="owner", ids=ids("T-3", "T-1")) == [
        ("Bob", 0, "open"), ("T-3", 1, ""),
    ]  # fmt: skip


def test_the_row_of_a_lane_is_no_row_of_anything_else_and_folds() -> None:
    figures = a_tree()
    asked: dict[str, Any] = {"lanes": "owner", "ids": None, "all_tasks": True, "sort": ""}
    shown = roadmap_rows(figures, id_of("P-1"), RoadmapFilter(closed=(), **asked))
    lanes = [row_id for row_id, row in shown.items() if row.kind == "lane"]
    assert len(set(lanes)) == 3
    assert all(lane < CONTRACTS for lane in lanes)
    assert rows(figures, "P-1", lanes="owner", closed=frozenset(lanes[:1]))[:2] == [
        ("Ann", 0, "closed"), ("Bob", 0, "open"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        ("start", ["T-3", "T-5", "T-6", "M-4"]),
        ("finish", ["T-3", "M-4", "T-6", "T-5"]),
        ("finish-", ["T-5", "T-3", "M-4", "T-6"]),
        ("duration", ["M-4", "T-3", "T-6", "T-5"]),
        ("duration-", ["T-5", "T-3", "T-6", "M-4"]),
        ("slack", ["T-5", "T-6", "T-3", "M-4"]),
        ("float-", ["T-3", "M-4", "T-5", "T-6"]),
    ],
)
def test_tasks_are_sorted_by_what_the_chart_shows_of_them(sort: str, keys: list[str]) -> None:
    assert [key for key, *_ in rows(a_tree(), sort=sort)] == keys


def test_tasks_without_a_plan_come_last_either_way() -> None:
    figures = figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1", start=TODAY, calendar=7),
        a_project("P-2", "PG-1", start=TODAY),
        UNPLANNED,
        a_task("T-2", project="P-2", duration=DAY),
        a_task("T-3", project="P-2", duration=2 * DAY),
    )
    for sort, keys in (("finish", ["T-2", "T-3", "T-9"]), ("finish-", ["T-3", "T-2", "T-9"])):
        assert [key for key, *_ in rows(figures, sort=sort)] == keys
    assert len(rows(figures, sort="slack")) == len(rows(figures, sort="duration")) == 3


def test_contracts_stand_by_the_day_they_are_needed_those_without_one_last() -> None:
    figures = figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1", start=TODAY),
        a_project("P-2", "PG-1", start=TODAY),
        *(a_task(f"T-{at}", duration=DAY) for at in range(1, 4)),
        a_task("T-9", project="P-2", duration=DAY),
        a_link("T-1", "T-9", key="L-1"),
        a_link("T-2", "T-9", key="L-2", needed_by=date(2026, 12, 4)),
        a_link("T-3", "T-9", key="L-3", needed_by=date(2026, 12, 1)),
    )
    shown = rows(figures, all_tasks=False)
    assert shown[-4:] == [
        ("Contracts", 0, "open"), ("L-3", 1, ""), ("L-2", 1, ""), ("L-1", 1, ""),
    ]  # fmt: skip
    some = rows(figures, all_tasks=False, ids=ids("T-2"))
    assert some[-2:] == [("Contracts", 0, "open"), ("L-2", 1, "")]
    assert rows(figures, all_tasks=False, closed={CONTRACTS})[-1] == ("Contracts", 0, "closed")
    assert rows(a_tree(), all_tasks=False)[-1] == ("P-2", 1, "")
