"""This file tests what project managers are asked about in their update sheets."""

from datetime import date

import pytest

from pmtui.actions.core import action
from pmtui.exchange.update_sheets.contents import UpdateSheets, update_sheets
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.governance.checkins import CheckIn
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import at
from tests.conftest import a_person, a_project, a_risk, a_task, id_of
from tests.exchange.update_sheets.sheets import BOB, STORE, a_store


def _sheets(*more: object, scope: str = "") -> UpdateSheets:
    store = a_store(*more)
    return update_sheets(at(store, scope=scope), STORE, id_of(scope))


def _keys(sheets: UpdateSheets, person: str = BOB) -> dict[str, list[str]]:
    (sheet,) = (one for one in sheets.sheets if one.origin.person == id_of(person))
    return {page.title: [row.written.key for row in page.rows] for page in sheet.pages}


def test_a_project_manager_is_asked_about_due_tasks_check_ins_and_what_is_open_and_theirs() -> None:
    keys = _keys(_sheets())
    assert sorted(keys["Tasks"]) == ["T-1", "T-2", "T-3"]
    assert keys["Check-in"] == ["P-1"]
    assert sorted(keys["Log"]) == ["AK-1", "I-1", "R-1", "X-1"]


def test_what_is_over_archived_or_of_others_is_not_asked_about() -> None:
    keys = _keys(
        _sheets(
            a_risk("R-2", 1, 1, owner=id_of(BOB), state="closed"),
            a_risk("R-3", 1, 1, owner=id_of(BOB), archived=True),
            a_risk("R-4", 1, 1, owner=id_of("H-2")),
        )
    )
    assert "R-1" in keys["Log"]
    assert not {"R-2", "R-3", "R-4"} & {*keys["Log"]}


def test_each_manager_has_a_file_of_their_own_and_a_project_of_nobody_is_named() -> None:
    sheets = _sheets(
        a_person("H-3", "Zoë Ünal/../x"),
        a_project("P-2", "PG-1", owner=id_of("H-3")),
        a_project("P-3", "PG-1", name="Nobody's"),
        a_task("T-20", project="P-2", percent=5),
    )
    names = [sheet.file_name for sheet in sheets.sheets]
    assert names == ["bob-day-H-1.xlsx", "zoë-ünal-x-H-3.xlsx"]
    assert sheets.left_out == ("P-3 Nobody's: it has no owner",)
    assert _keys(sheets, "H-3") == {"Tasks": ["T-20"], "Check-in": ["P-2"]}


def test_a_scope_asks_about_its_own_projects_alone() -> None:
    other = (
        a_project("P-2", "PG-1", owner=id_of(BOB)),
        a_task("T-20", project="P-2", percent=5),
    )
    assert _keys(_sheets(*other, scope="P-2")) == {"Tasks": ["T-20"], "Check-in": ["P-2"]}


def test_what_was_said_of_the_period_stands_in_the_check_in() -> None:
    checkin = CheckIn(
        id=id_of("CI-1"), key="CI-1", component=id_of("P-1"), text="late", rag="A",
        period=date(2026, 11, 27), at=date(2026, 11, 23),
    )  # fmt: skip
    (sheet,) = _sheets(checkin).sheets
    (row,) = next(page.rows for page in sheet.pages if page.title == "Check-in")
    assert (row.written.shown["text"], row.written.shown["rag"]) == ("late", "amber")
    assert row.written.period == date(2026, 11, 27)


def test_the_figures_of_the_store_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def counted(workspace: Workspace, today: date) -> Figures:
        asked.append(workspace)
        return Figures(workspace, today)

    monkeypatch.setattr(action, "Figures", counted)
    assert _sheets().sheets
    assert len(asked) == 1
