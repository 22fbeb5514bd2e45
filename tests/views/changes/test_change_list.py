"""This file tests what changed between two workspaces, in project words, by component."""

from datetime import date
from typing import Any

from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity
from pmtui.model.workspace.workspace import Workspace, known_tables
from pmtui.views.changes.change_list import FOLDED, Changes, changes
from tests.conftest import (
    TODAY,
    Parts,
    a_check,
    a_component,
    a_person,
    a_project,
    a_risk,
    a_task,
    a_workspace,
    eur,
    id_of,
)

PROGRAM, SITE, SHOP = id_of("PG-1"), id_of("P-1"), id_of("P-2")


def a_program(*parts: Entity | Parts, **site: Any) -> Workspace:
    """A program of two projects, of which the first has fields of its own."""
    return a_workspace(
        a_component("PG-1", name="Relaunch"),
        a_project("P-1", "PG-1", name="Site", **site),
        a_project("P-2", "PG-1", name="Shop"),
        *parts,
    )


def texts(found: Changes) -> dict[str, list[str]]:
    """The lines of each section."""
    return {
        section.title: ["  ".join(cell.text for cell in entry.cells) for entry in section.entries]
        for section in found.sections
    }


def between(before: Workspace, after: Workspace, scope: int = 0) -> dict[str, list[str]]:
    return texts(changes(before, after, scope, TODAY))


def test_nothing_changed_gives_no_section_and_no_summary() -> None:
    found = changes(a_program(), a_program(), 0, TODAY)
    assert (found.rows, found.sections, found.summary) == ((), (), ())


def test_changes_stand_under_their_component_in_the_order_of_the_tree() -> None:
    before = a_program(a_task("T-1"), a_task("T-9", project="P-2"))
    after = a_program(
        a_task("T-1", column="Done"), a_task("T-9", project="P-2", due=date(2026, 12, 4)),
        a_person("H-1", "Ann"), budget=eur(5_000),
    )  # fmt: skip
    assert between(before, after) == {
        "P-1 Site": ["budget is 5,000 EUR now", "T-1  Task T-1  finished"],
        "P-2 Shop": ["T-9  Task T-9  due is Fri 4 Dec now"],
        "Whole store": ["H-1  Ann  added"],
    }


def test_a_scope_shows_its_own_subtree_only() -> None:
    before = a_program(a_task("T-1"), a_task("T-9", project="P-2"))
    after = a_program(
        a_task("T-1", "new"), a_task("T-9", "new", project="P-2"), a_person("H-1", "Ann")
    )
    assert list(between(before, after, SHOP)) == ["P-2 Shop"]
    assert list(between(before, after, PROGRAM)) == ["P-1 Site", "P-2 Shop"]


def test_what_went_out_of_the_scope_is_told_where_it_went() -> None:
    before = a_program(a_task("T-1"))
    after = a_program(a_task("T-1", project="P-2"))
    assert between(before, after, SITE) == {
        "P-1 Site": ["T-1  Task T-1  moved from P-1 Site to P-2 Shop"]
    }
    assert list(between(before, after)) == ["P-2 Shop"]


def test_a_new_component_is_told_with_counts_of_what_is_in_it() -> None:
    before = a_workspace(a_component("PG-1", name="Relaunch"))
    after = a_workspace(
        a_component("PG-1", name="Relaunch"),
        a_project("P-1", "PG-1", name="Site"),
        a_task("T-1"), a_task("T-2", after="T-1"), a_risk("R-1", 3, 4), a_check("T-1", 1),
    )  # fmt: skip
    assert between(before, after) == {
        "P-1 Site": ["project added", "2 tasks added", "1 risk raised"]
    }
    assert between(after, before) == {"P-1 Site": ["removed", "2 tasks removed", "1 risk removed"]}


def test_many_rows_that_came_at_once_are_counted_and_kept_apart_as_rows() -> None:
    after = a_program(*(a_task(f"T-{at}") for at in range(1, FOLDED + 1)))
    found = changes(a_program(), after, 0, TODAY)
    assert texts(found) == {"P-1 Site": [f"{FOLDED} tasks added"]}
    assert len(found.rows) == FOLDED
    fewer = a_program(*(a_task(f"T-{at}") for at in range(1, FOLDED)))
    assert len(between(a_program(), fewer)["P-1 Site"]) == FOLDED - 1


def test_the_summary_counts_what_matters() -> None:
    before = a_program(
        a_task("T-1", due=date(2026, 12, 1)), a_task("T-2", due=date(2026, 12, 1)), a_task("T-3")
    )
    after = a_program(
        a_task("T-1", due=date(2026, 12, 4)),
        a_task("T-2", due=date(2026, 12, 15)),
        a_task("T-3", column="Done", tags=("web",)),
        a_risk("R-1", 3, 5),
    )
    summary = [(cell.text, cell.tone) for cell in changes(before, after, 0, TODAY).summary]
    assert summary == [
        ("1 task finished", "good"),
        ("2 tasks slipped (most 14 days)", "bad"),
        ("1 risk raised", "warn"),
        ("1 other change", "dim"),
    ]


def test_an_entry_leads_to_what_changed() -> None:
    before = a_program(a_task("T-1"))
    after = a_program(a_task("T-1", notes="Twice."))
    (section,) = changes(before, after, 0, TODAY).sections
    (entry,) = section.entries
    assert (entry.target, entry.field) == (("tasks", id_of("T-1")), "notes")
    assert section.note == "1 change"


def test_from_nothing_at_all_everything_is_new() -> None:
    found = changes(Workspace(known_tables()), a_program(), 0, TODAY)
    assert [cell.text for cell in found.summary] == ["3 components added"]


def test_a_renamed_component_keeps_its_section_under_its_name_of_now() -> None:
    renamed = between(a_program(), a_program(description="x"))
    assert renamed == {"P-1 Site": ["description written"]}
    after = a_program()
    row = after.components[SITE]
    assert isinstance(row, Component)
    assert between(a_program(state="planning"), after) == {
        "P-1 Site": ["state planning -> executing"]
    }


def test_one_person_and_several_people_are_counted_in_their_words() -> None:
    crowd = [a_person(f"H-{at}", f"Ann {at}") for at in range(1, FOLDED + 1)]
    lines = between(a_program(), a_program(*crowd))["Whole store"]
    assert lines == [f"{FOLDED} people added"]
    assert between(a_program(), a_program(*crowd[1:]))["Whole store"][0].startswith("H-2")


def test_what_came_with_a_new_project_is_counted_from_the_first_row_on() -> None:
    new = a_workspace(a_project("P-1", name="Site", board=False), a_task("T-1"))
    assert between(a_workspace(), new)["P-1 Site"] == ["project added", "1 task added"]
