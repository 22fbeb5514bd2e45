"""This file tests what a rating was when the status was last frozen or reported."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.components.rating_trend import last_rating
from pmtui.model.costing.status_points import StatusPoint
from pmtui.model.entities.components import Rag
from pmtui.model.entities.remarks import Report
from tests.conftest import a_project, eur, figures_of, id_of

PROJECT = id_of("P-1")
SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)


def a_point(key: str, at: date, rag: Rag) -> StatusPoint:
    return StatusPoint(id=id_of(key), key=key, component=PROJECT, data_date=at, rag=rag)


def a_report(key: str, at: date | None, rag: Rag, **fields: Any) -> Report:
    given = {"title": key, "component": PROJECT, "at": at, "rag": rag, **fields}
    return Report(id=id_of(key), key=key, **given)


def test_the_newest_status_point_or_report_with_a_rating_counts() -> None:
    points = a_point("SP-1", SEPTEMBER, "G"), a_point("SP-2", OCTOBER, "")
    report = a_report("S-1", OCTOBER, "A")
    assert last_rating(figures_of(a_project(), *points).workspace, PROJECT) == ("G", SEPTEMBER)
    assert last_rating(figures_of(a_project(), *points, report).workspace, PROJECT) == (
        "A",
        OCTOBER,
    )
    later = a_point("SP-3", date(2026, 11, 15), "R")
    assert last_rating(figures_of(a_project(), report, later).workspace, PROJECT)[0] == "R"


def test_a_report_without_a_day_or_put_away_says_nothing() -> None:
    undated, archived = a_report("S-1", None, "R"), a_report("S-2", OCTOBER, "R", archived=True)
    assert last_rating(figures_of(a_project(), undated, archived).workspace, PROJECT) == ("", None)
    assert last_rating(figures_of(a_project()).workspace, 0) == ("", None)


@pytest.mark.parametrize(
    ("before", "trend", "words"),
    [
        ("A", "worse", "worse than A on 31 Oct 2026"),
        ("R", "same", "as on 31 Oct 2026"),
        ("", "", ""),
    ],
)
def test_the_trend_is_of_the_computed_rating(before: Rag, trend: str, words: str) -> None:
    project = a_project(reported_rag="G", budget=eur(10), spent=eur(12))
    health = figures_of(project, a_point("SP-1", OCTOBER, before)).health(PROJECT)
    assert (health.computed, health.trend, health.trend_text) == ("R", trend, words)


def test_a_rating_may_get_better() -> None:
    project = a_project(budget=eur(10), forecast=eur(10))
    health = figures_of(project, a_point("SP-1", OCTOBER, "A")).health(PROJECT)
    assert (health.computed, health.trend) == ("G", "better")
    assert figures_of(a_project(), a_point("SP-1", OCTOBER, "A")).health(PROJECT).trend == ""
