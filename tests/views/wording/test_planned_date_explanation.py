"""This file tests the answer to `=` where dates are in play."""

from datetime import date

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.shapes.table import Section
from pmtui.views.wording.figure_explanation import explained, explained_finish
from tests.conftest import TODAY, a_project, a_task, figures_of, id_of

PROJECT = id_of("P-1")


def a_plan() -> Figures:
    return figures_of(
        a_project(start=TODAY), a_task("T-1", duration=2 * 480, due=date(2026, 12, 8))
    )


def lines(section: Section | None) -> list[tuple[str, str]]:
    assert section is not None
    return [(one.cells[0].text, one.cells[1].text) for one in section.entries]


@pytest.mark.parametrize("figure", ["expected_finish", "slip", "margin", "promised"])
def test_a_dated_figure_names_the_planned_finish(figure: str) -> None:
    found = lines(explained(a_plan(), figure, PROJECT))
    assert ("planned finish", "Tue 24 Nov") in found


def test_margin_is_promised_less_planned() -> None:
    found = dict(lines(explained(a_plan(), "margin", PROJECT)))
    assert found["promised"] == "Tue 8 Dec"
    assert found["margin in days"] == "14"


def test_a_row_of_the_roadmap_says_what_is_due() -> None:
    found = explained_finish(a_plan(), "tasks", id_of("T-1"))
    assert found is not None
    assert found.title == "planned finish"
    assert ("due as agreed", "Tue 8 Dec") in lines(found)
    assert explained_finish(a_plan(), "risks", 1) is None
    assert explained_finish(a_plan(), "tasks", 1) is None
