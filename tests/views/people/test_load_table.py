"""This file tests the heat map of load: percent with a sign, what it is made of, and why over."""

from datetime import date, timedelta
from typing import Any, Final

import pytest
from msgspec import structs

from pmtui.figures.people.load_cells import LoadCell
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.tasks import Assignment
from pmtui.model.staffing.teams import RoleRequest, Team, TeamMember
from pmtui.views.people.load_table import LOADS, load_by_person
from pmtui.views.people.load_words import ROWS_OF, load_text
from pmtui.views.shapes.table import Table, request_of_scope
from tests.conftest import a_person, a_project, a_task, figures_of, id_of

ANN, BOB, BUILD = id_of("H-1"), id_of("H-2"), id_of("P-1")
MONDAY: Final = date(2026, 11, 30)
SUNDAY: Final = "2026-12-06"


def a_store(*rows: Any) -> Figures:
    return figures_of(
        a_person("H-1", "Ann", role="Developer"), a_person("H-2", "Bob", role="developer"),
        a_project(), a_project("P-2"),
        a_task("T-1", start=MONDAY, duration=480), a_task("T-2", start=MONDAY, duration=480),
        a_task("T-3", project="P-2", start=MONDAY + timedelta(days=2), duration=480),
        *(Assignment(id=at, task=id_of(f"T-{at}"), person=ANN) for at in (1, 2, 3)), *rows,
    )  # fmt: skip


def shown(figures: Figures, by: str = "person", scope: int = 0, sort: str = "name") -> Table:
    made = structs.replace(
        request_of_scope(figures, scope, (ROWS_OF[by],)),  # type: ignore[index]
        period="week", first=MONDAY, last=MONDAY, sort=sort,
    )  # fmt: skip
    return LOADS[by](made)  # type: ignore[index]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in table.row(at).cells] for at in range(table.count)]


@pytest.mark.parametrize(
    ("cell", "text", "tone"),
    [
        (LoadCell(), "—", "dim"),
        (LoadCell(capacity=2400), "0%", "dim"),
        (LoadCell(2400, 600, 600), "25%", "plain"),
        (LoadCell(2400, 1200, 1200), "50%", "good"),
        (LoadCell(2400, 2400, 2400), "100%", "warn"),
        (LoadCell(2400, 2400, 960), "40+60%", "warn"),
        (LoadCell(2400, 600, 600, over=60, over_days=1), "25%!", "bad"),
        (LoadCell(2400, 1800, 1800, requested=1200), "75%?", "warn"),
        (LoadCell(0, 480, 480, over=480, over_days=1), "8h!", "bad"),
    ],
)
def test_a_cell_says_its_percent_with_a_sign(cell: LoadCell, text: str, tone: str) -> None:
    assert (load_text(cell).text, load_text(cell).tone) == (text, tone)


def test_a_day_that_is_over_marks_its_week_and_says_which_tasks_are_too_many() -> None:
    table = shown(a_store())
    assert texts(table) == [["Ann", "Developer", "60%!", "60%!"], ["Bob", "developer", "0%", "0%"]]
    assert table.explained is not None
    section = table.explained(ANN, SUNDAY)
    assert section is not None
    lines = [" ".join(cell.text for cell in entry.cells) for entry in section.entries]
    assert "over Mon 30 Nov: 16h of 8h, 8h over: T-1 8h, T-2 8h" in lines
    assert any(line.startswith("8h T-3 Task T-3 (P-2 ") for line in lines)


def test_a_project_tells_its_share_from_that_of_others() -> None:
    assert texts(shown(a_store(), scope=BUILD)) == [["Ann", "Developer", "60%!", "40+20%!"]]


def test_enter_leads_to_the_tasks_of_a_person_and_to_the_people_of_a_role() -> None:
    table = shown(a_store())
    assert table.behind is not None
    tasks = table.behind(ANN, SUNDAY)
    assert tasks is not None
    assert (tasks.table, tasks.ids) == ("tasks", tuple(id_of(f"T-{at}") for at in (1, 2, 3)))
    assert (tasks.view, tasks.scope) == ("board", 0)
    assert tasks.words == "Ann: 24h of 40h; Mon 30 Nov: 16h of 8h, 8h over: T-1 8h, T-2 8h"
    roles = shown(a_store(), "role")
    assert texts(roles) == [["Developer", "2", "30%", "30%"]]
    assert roles.behind is not None
    people = roles.behind(roles.ids[0], SUNDAY)
    assert people is not None
    assert (people.table, people.ids) == ("people", (ANN, BOB))
    assert table.behind(ANN, "name") is None


def test_tasks_of_one_project_are_shown_there_as_bars() -> None:
    figures = figures_of(
        a_person("H-1", "Ann"), a_project(), a_task("T-1", start=MONDAY, duration=480),
        Assignment(id=1, task=id_of("T-1"), person=ANN),
    )  # fmt: skip
    table = shown(figures)
    assert table.behind is not None
    tasks = table.behind(ANN, SUNDAY)
    assert tasks is not None
    assert (tasks.view, tasks.scope) == ("roadmap", BUILD)


def test_what_is_asked_for_stands_on_a_line_of_its_own() -> None:
    asked = RoleRequest(
        id=60, key="RQ-1", component=BUILD, title="Build", role="Developer", person=BOB, units=50,
        first=MONDAY, last=MONDAY + timedelta(days=4), state="proposed",
    )  # fmt: skip
    table = shown(a_store(asked))
    assert texts(table)[2] == ["asked for", "", "", "50%"]
    assert table.entity_of is not None
    assert table.entity_of(table.ids[2]) == BOB


def test_rows_sort_by_name_by_peak_and_by_a_period() -> None:
    for sort in ("name-", "peak", SUNDAY):
        assert [row[0] for row in texts(shown(a_store(), sort=sort))] == ["Bob", "Ann"]


def test_a_team_is_shown_with_its_people() -> None:
    rows = (
        Team(id=70, key="TM-1", name="Web"),
        TeamMember(id=71, key="TB-1", team=70, person=ANN),
        Team(id=72, key="TM-2", name="Nobody"),
    )
    assert texts(shown(a_store(*rows), "team")) == [["Web", "1", "60%!", "60%!"]]


def test_a_store_without_people_says_what_to_do() -> None:
    empty = figures_of(a_project())
    assert "assign" in load_by_person(request_of_scope(empty, 0, ("people",))).empty
