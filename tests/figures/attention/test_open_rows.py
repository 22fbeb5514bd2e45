"""This file tests what is still open in a component, of a person, or hangs on a task."""

from typing import Any

import pytest

from pmtui.figures.attention.open_rows import (
    MOST_NAMED,
    answered_by,
    is_open_row,
    open_rows,
    open_words,
    own_open_rows,
)
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.registers import Change, Issue
from pmtui.model.entities.tasks import Assignment
from tests.conftest import (
    TODAY,
    a_component,
    a_link,
    a_person,
    a_project,
    a_risk,
    a_task,
    figures_of,
    id_of,
)

PROGRAM, PROJECT, OTHER = id_of("PG-1"), id_of("P-1"), id_of("P-2")
ANN = id_of("H-1")
BASE = (a_component("PG-1"), a_project("P-1", "PG-1"), a_project("P-2", "PG-1"))


def words(figures: Figures, table: str, key: str) -> str:
    """What is open in a row, or of a person."""
    return open_words(figures.workspace, open_rows(figures, table, id_of(key)))


@pytest.mark.parametrize(
    ("fields", "is_open"),
    [({}, True), ({"archived": True}, False), ({"percent": 100}, False), ({"percent": 99}, True)],
)
def test_a_task_is_open_until_it_is_done_or_archived(
    fields: dict[str, Any], *, is_open: bool
) -> None:
    figures = figures_of(
        *BASE, a_task("T-1", **fields), Assignment(id=9, task=id_of("T-1"), person=ANN)
    )
    assert is_open_row(figures, "tasks", figures.workspace.tasks[id_of("T-1")]) is is_open
    assignment = figures.workspace.rows("assignments")[9]
    assert is_open_row(figures, "assignments", assignment) is is_open


def test_an_assignment_to_a_task_that_is_gone_is_not_open() -> None:
    figures = figures_of(*BASE, Assignment(id=9, task=id_of("T-1"), person=ANN))
    assert not is_open_row(figures, "assignments", figures.workspace.rows("assignments")[9])


@pytest.mark.parametrize(
    ("fields", "is_open"),
    [
        ({}, True),
        ({"state": "closed"}, False),
        ({"archived": True}, False),
        ({"state": "occurred"}, True),
        ({"state": "occurred", "kind": "opportunity"}, False),
    ],
)
def test_a_risk_is_open_until_it_is_over_and_a_threat_that_happened_until_it_is_an_issue(
    fields: dict[str, Any], *, is_open: bool
) -> None:
    figures = figures_of(*BASE, a_risk("R-1", 3, 3, **fields))
    assert is_open_row(figures, "risks", figures.workspace.risks[id_of("R-1")]) is is_open


def test_what_no_table_of_open_rows_holds_is_not_open() -> None:
    figures = figures_of(*BASE)
    column = next(iter(figures.workspace.columns.values()))
    assert not is_open_row(figures, "columns", column)
    assert open_rows(figures, "columns", column.id) == ()


@pytest.mark.parametrize(
    ("predecessor", "successor", "link", "is_open"),
    [
        ({}, {}, {}, True),
        ({"percent": 100}, {}, {}, False),
        ({}, {"percent": 100}, {}, False),
        ({}, {}, {"state": "met"}, False),
        ({}, {}, {"state": "agreed"}, True),
    ],
)
def test_a_link_is_open_while_both_its_tasks_are_and_it_is_not_met(
    predecessor: dict[str, Any], successor: dict[str, Any], link: dict[str, Any], *, is_open: bool
) -> None:
    rows = a_task("T-1", **predecessor), a_task("T-2", **successor), a_link("T-1", "T-2", **link)
    figures = figures_of(*BASE, *rows)
    assert is_open_row(figures, "links", next(iter(figures.workspace.links.values()))) is is_open


def test_a_link_whose_task_is_gone_is_not_open() -> None:
    figures = figures_of(*BASE, a_task("T-2"), a_link("T-1", "T-2"))
    assert not is_open_row(figures, "links", next(iter(figures.workspace.links.values())))


def test_a_component_tells_what_is_open_in_it_and_below_by_kind() -> None:
    figures = figures_of(
        *BASE,
        a_task("T-1", due=TODAY.replace(day=1)),
        a_task("T-2", under="T-1", due=TODAY.replace(day=1)),
        a_task("T-3", project="P-2", due=TODAY),
        a_task("T-4", percent=100),
        a_risk("R-1", 5, 5),
        a_risk("R-2", 1, 1),
        a_risk("R-3", 5, 5, kind="opportunity", project="P-2"),
        Issue(id=7, key="I-1", component=PROJECT, title=""),
    )
    assert words(figures, "components", "PG-1") == (
        "2 open components (P-1, P-2), 2 open tasks (T-2, T-3; 1 overdue), "
        "1 high threat (R-1), 1 open threat (R-2), 1 open opportunity (R-3), 1 open issue (I-1)"
    )
    assert words(figures, "components", "P-2") == "1 open task (T-3), 1 open opportunity (R-3)"


def test_what_lies_in_an_archived_or_ended_component_below_is_not_open() -> None:
    figures = figures_of(
        a_component("PF-1"),
        a_component("PG-1", "PF-1", archived=True),
        a_project("P-1", "PG-1"),
        a_project("P-2", "PF-1", state="closed"),
        a_project("P-3", "PF-1"),
        *(a_task(f"T-{at}", project=f"P-{at}") for at in (1, 2, 3)),
    )
    assert words(figures, "components", "PF-1") == "1 open component (P-3), 1 open task (T-3)"
    assert words(figures, "components", "P-2") == "1 open task (T-2)"


def test_a_component_alone_names_its_own_rows_and_the_components_right_below_it() -> None:
    figures = figures_of(a_component("PF-1"), a_component("PG-1", "PF-1"), a_project("P-1", "PG-1"),
                         a_task("T-1"), a_task("T-2", project="PG-1"))  # fmt: skip
    kinds = own_open_rows(figures, PROGRAM)
    assert open_words(figures.workspace, kinds) == "1 open component (P-1), 1 open task (T-2)"


def test_a_link_is_open_in_a_component_only_where_its_other_end_lies_outside() -> None:
    rows = a_task("T-1"), a_task("T-2"), a_task("T-3", project="P-2")
    inside = a_link("T-1", "T-2", key="L-1")
    figures = figures_of(*BASE, *rows, inside, a_link("T-2", "T-3", key="L-2"))
    for key in ("P-1", "P-2"):
        assert words(figures, "components", key).endswith("1 live contract (L-2)")
    assert "contract" not in words(figures, "components", "PG-1")
    lost = figures_of(*BASE, *rows, a_link("T-1", "T-9"))
    assert "contract" not in words(lost, "components", "P-1")


def test_what_was_handed_up_is_open_once_where_it_waits_for_an_answer() -> None:
    risk = a_risk("R-1", 3, 3, state="escalated", escalated_to=PROGRAM)
    own = a_risk("R-2", 3, 3, project="PG-1", state="escalated", escalated_to=PROGRAM)
    figures = figures_of(*BASE, risk, own)
    kinds = own_open_rows(figures, PROGRAM)
    assert [kind.ids for kind in kinds if kind.table == "risks"] == [(id_of("R-2"), id_of("R-1"))]


def test_a_person_answers_for_what_is_theirs_where_work_goes_on() -> None:
    figures = figures_of(
        a_component("PG-1", owner=ANN),
        a_project("P-1", "PG-1"),
        a_project("P-2", "PG-1", state="closed"),
        a_project("P-3", "PG-1", archived=True),
        a_person("H-1", "Ann"),
        *(a_task(f"T-{at}", project=f"P-{at}", owner=ANN) for at in (1, 2, 3)),
        a_task("T-9"),
        Assignment(id=9, task=id_of("T-9"), person=ANN),
        Issue(id=7, key="I-1", title="", owner=ANN),
    )
    assert words(figures, "people", "H-1") == (
        "1 open component (PG-1), 1 open task (T-1), 1 open issue (I-1), 1 assignment (to T-9)"
    )
    assert words(figures, "people", "H-2") == ""


def test_who_raised_a_change_does_not_answer_for_it_and_who_decides_does() -> None:
    assert "raised_by" not in answered_by("changes")
    assert {"owner", "authority"} <= set(answered_by("changes"))
    assert "component" not in answered_by("changes")
    change: dict[str, Any] = {"id": 7, "key": "C-1", "component": PROJECT, "title": ""}
    raised = figures_of(*BASE, a_person("H-1", "Ann"), Change(raised_by=ANN, **change))
    assert words(raised, "people", "H-1") == ""
    asked = figures_of(*BASE, a_person("H-1", "Ann"), Change(authority=ANN, **change))
    assert words(asked, "people", "H-1").endswith("(C-1)")


def test_the_links_to_open_tasks_hang_on_a_task() -> None:
    rows = a_task("T-1"), a_task("T-2"), a_task("T-3", percent=100)
    links = a_link("T-1", "T-2", key="L-1"), a_link("T-1", "T-3", key="L-2")
    figures = figures_of(*BASE, *rows, *links)
    assert words(figures, "tasks", "T-1") == "1 live contract (L-1)"
    assert words(figures, "tasks", "T-2") == ""


@pytest.mark.parametrize(("count", "more"), [(2, ""), (3, ""), (4, ", ...")])
def test_three_rows_of_a_kind_are_named_and_more_are_hinted_at(count: int, more: str) -> None:
    tasks = [a_task(f"T-{at}") for at in range(1, count + 1)]
    keys = ", ".join(f"T-{at}" for at in range(1, min(count, MOST_NAMED) + 1))
    figures = figures_of(*BASE, *tasks)
    assert words(figures, "components", "P-1") == f"{count} open tasks ({keys}{more})"
    kinds = open_rows(figures, "components", PROJECT)
    assert open_words(figures.workspace, kinds, named=False) == f"{count} open tasks"


def test_work_of_an_ended_component_that_was_due_counts_as_overdue() -> None:
    def overdue(**fields: Any) -> int:
        figures = figures_of(a_project(state="closed"), a_task("T-1", **fields))
        return open_rows(figures, "components", PROJECT)[0].overdue

    assert overdue(due=TODAY.replace(day=22)) == 1
    assert overdue(due=TODAY) == 0
    assert overdue(due=TODAY.replace(day=24)) == 0
    assert overdue(finish=TODAY.replace(day=22)) == 1
    assert overdue() == 0
