"""This file tests how links across projects are told: what is needed, promised and forecast."""

from datetime import timedelta
from typing import Any

import pytest

from pmtui.views.schedule.contracts import contract_list
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

DAY = 480
LATE = ("bad", "+2d")


def a_row(**fields: Any) -> dict[str, tuple[str, str]]:
    """The tone and text of each cell of a link that delivers on the Wednesday."""
    link = a_link("T-1", "T-2", key="L-1", owner=id_of("H-1"), **fields)
    figures = figures_of(
        a_component("PG-1"),
        a_person("H-1", "Ann"),
        a_project("P-1", "PG-1", start=TODAY),
        a_project("P-2", "PG-1", start=TODAY),
        a_task("T-1", "Dig", duration=3 * DAY),
        a_task("T-2", "Fill", project="P-2", duration=DAY),
        link,
    )
    table = contract_list(figures, 0).table
    cells = table.row(0).cells
    return {
        column.key: (cell.tone, cell.text)
        for column, cell in zip(table.columns, cells, strict=True)
    }


@pytest.mark.parametrize(
    ("days", "text", "tone"), [(0, "+2d", "bad"), (2, "0d", "plain"), (4, "-2d", "plain")]
)
def test_what_is_delivered_after_it_is_needed_is_bad(days: int, text: str, tone: str) -> None:
    row = a_row(needed_by=TODAY + timedelta(days=days))
    assert row["late"] == (tone, text)
    assert row["forecast"] == (tone, "25 Nov")


def test_without_a_day_it_is_needed_by_nothing_is_late() -> None:
    assert a_row()["late"] == ("dim", "—")


def test_a_promise_that_cannot_be_kept_is_bad() -> None:
    assert a_row(promised=TODAY)["promised"] == ("bad", "23 Nov")
    assert a_row(promised=TODAY + timedelta(days=2))["promised"] == ("plain", "25 Nov")
    assert a_row()["promised"] == ("dim", "—")


@pytest.mark.parametrize(
    ("state", "text", "tone"),
    [("", "open", "dim"), ("at_risk", "at risk", "warn"), ("met", "met", "good")],
)
def test_a_contract_says_how_it_stands(state: str, text: str, tone: str) -> None:
    assert a_row(state=state)["state"] == (tone, text)


def test_a_contract_names_both_tasks_and_who_looks_after_it() -> None:
    row = a_row()
    assert (row["predecessor"][1], row["successor"][1], row["owner"][1]) == (
        "T-1 Dig",
        "T-2 Fill",
        "Ann",
    )
