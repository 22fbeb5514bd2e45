"""This file tests what is shown to be tied to an entity."""

from datetime import date
from typing import Any

import pytest

from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import Benefit, Issue
from pmtui.model.entities.remarks import Reference, Remark, Report
from pmtui.model.entities.tasks import Assignment
from pmtui.model.governance.gates import Gate
from pmtui.views.detail.related_rows import MOST, related
from pmtui.views.shapes.table import Section
from tests.conftest import (
    Parts,
    a_check,
    a_component,
    a_link,
    a_person,
    a_project,
    a_risk,
    a_task,
    figures_of,
    id_of,
)

ANN = a_person("H-1", "Ann Abel")
BASE: Parts = (
    ANN,
    a_component("PG-1", owner=ANN.id),
    *a_project("P-1", "PG-1", reported_rag="A"),
    *a_task("T-1", "Copy", column="Doing", owner=ANN.id, risk=id_of("R-1")),
    a_risk("R-1", 4, 5, title="Late", owner=ANN.id),
)


def sections(table: str, key: str, *parts: Entity | Parts) -> dict[str, list[str]]:
    figures = figures_of(BASE, *parts)
    row = figures.workspace.get(table, id_of(key))
    assert row is not None
    return {one.title: _lines(one) for one in related(figures, table, row)}


def _lines(section: Section) -> list[str]:
    return [" ".join(cell.text for cell in one.cells) for one in section.entries]


def test_a_task_shows_its_sub_tasks_checks_links_and_people() -> None:
    found = sections(
        "tasks",
        "T-1",
        a_task("T-2", "Draft", under="T-1", column="Done", outline_rank="b"),
        a_task("T-3", "Proof", under="T-1", due=date(2026, 11, 25), outline_rank="a"),
        a_task("T-4", "Brief", column="Done"),
        a_task("T-5", "Launch"),
        a_link("T-4", "T-1"),
        a_link("T-1", "T-5", type="SS", lag=480, state="at_risk"),
        a_check("T-1", 1, done=True),
        a_check("T-1", 2),
        Assignment(id=9, task=id_of("T-1"), person=ANN.id, units=50),
    )
    assert found == {
        "Sub-tasks": ["T-3 Proof in 2 d", "T-2 Draft Done done"],
        "Checklist": ["[x] check 1", "[ ] check 2"],
        "Predecessors": ["FS T-4 Brief done"],
        "Successors": ["SS+1d T-5 Launch at risk"],
        "Assigned": ["Ann Abel 50 %"],
        "Answers": ["R-1 Late 20 H identified"],
    }


def test_a_risk_shows_its_actions_and_what_came_of_it() -> None:
    found = sections(
        "risks",
        "R-1",
        a_risk("R-2", title="Second", secondary_of=id_of("R-1")),
        Issue(id=9, key="I-1", component=id_of("P-1"), title="It is late", from_risk=id_of("R-1")),
    )
    assert found == {
        "Response actions": ["T-1 Copy AA Doing —"],
        "Secondary risks": ["R-2 Second — identified"],
        "Became": ["I-1 It is late open"],
    }


def test_a_component_shows_what_lies_in_it() -> None:
    assert sections("components", "PG-1")["Components"] == ["R P-1 project P-1"]
    board = sections("components", "P-1")["Board"]
    assert board[:3] == ["Backlog 0 todo", "Ready 0/5 todo", "Doing 1/3 doing"]


def test_a_person_shows_what_they_answer_for() -> None:
    found = sections("people", "H-1", a_task("T-9", column="Done", owner=ANN.id))
    assert found["Components"] == ["R PG-1 program PG-1"]
    assert found["Tasks"] == ["T-1 Copy AA Doing —"]
    assert found["Risks"] == ["R-1 Late 20 H identified"]


def test_remarks_come_newest_first_and_references_with_their_address() -> None:
    about = {"about": id_of("R-1"), "about_table": "risks"}
    found = sections(
        "risks",
        "R-1",
        Remark(id=1, text="first", at=date(2026, 11, 1), by=ANN.id, **about),  # type: ignore[arg-type]
        Remark(id=2, text="second", at=date(2026, 11, 9), topic="call", **about),  # type: ignore[arg-type]
        Reference(id=3, url="https://example.org/a", label="Contract", **about),  # type: ignore[arg-type]
    )
    assert found["Remarks"] == ["9 Nov — [call] second", "1 Nov Ann Abel first"]
    assert found["References"] == ["Contract https://example.org/a"]


def test_a_long_section_is_cut_and_says_so() -> None:
    figures = figures_of(BASE, *(a_check("T-1", one) for one in range(250)))
    row = figures.workspace.tasks[id_of("T-1")]
    checklist = related(figures, "tasks", row)[0]
    assert (len(checklist.entries), checklist.note) == (200, "and 50 more")


def test_every_entry_leads_to_what_it_is_about() -> None:
    figures = figures_of(BASE, a_task("T-2", after="T-1"))
    row = figures.workspace.tasks[id_of("T-2")]
    waits = related(figures, "tasks", row)[0]
    table, one = waits.entries[0].target or ("", 0)
    assert table == "links"
    assert related(figures, "links", figures.workspace.links[one])[0].title == "Between"


@pytest.mark.parametrize(("extra", "note"), [(0, str(MOST)), (1, "and 1 more"), (2, "and 2 more")])
def test_so_many_rows_are_listed_and_the_others_counted(extra: int, note: str) -> None:
    checks = [a_check("T-1", at) for at in range(MOST + extra)]
    figures = figures_of(BASE, *checks)
    row = figures.workspace.tasks[id_of("T-1")]
    section = next(one for one in related(figures, "tasks", row) if one.title == "Checklist")
    assert (len(section.entries), section.note) == (MOST, note)


def test_a_link_to_a_done_or_an_archived_task_is_dim() -> None:
    def tone(**fields: Any) -> tuple[str, str]:
        figures = figures_of(BASE, a_task("T-9", "Brief", **fields), a_link("T-9", "T-1"))
        row = figures.workspace.tasks[id_of("T-1")]
        sections = related(figures, "tasks", row)
        entry = next(entry for section in sections for entry in section.entries
                     if entry.target and entry.target[0] == "links")  # fmt: skip
        return entry.cells[1].tone, entry.cells[-1].text

    assert tone() == ("plain", "T-9 Brief")
    assert tone(percent=100) == ("dim", "done")
    assert tone(archived=True) == ("dim", "archived: does not hold")


def test_a_record_says_its_state_else_its_decision_else_its_rating() -> None:
    def said(row: Entity) -> str:
        lines = sections("components", "P-1", row)
        return next(line for entries in lines.values() for line in entries if "Note" in line)

    at: dict[str, Any] = {"id": 77, "component": id_of("P-1"), "title": "Note"}
    assert said(Benefit(key="B-1", state="not_realised", **at)).endswith("not realised")
    assert said(Gate(key="G-1", decision="go", **at)).endswith("go")
    assert said(Gate(key="G-1", **at)).endswith("—")
    assert said(Report(key="S-1", rag="A", **at)).endswith("A")
