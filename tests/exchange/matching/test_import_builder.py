"""This file tests pmtui.exchange.matching.import_builder."""

from itertools import pairwise

import pytest

from pmtui.exchange.import_plan import Count
from pmtui.exchange.matching.import_builder import ImportBuilder, ranks_after
from pmtui.model.changes.ops import apply
from tests.conftest import TODAY, a_person, a_project, a_task, a_workspace, id_of
from tests.exchange.tables.made import empty, ids


def _draft() -> ImportBuilder:
    workspace = a_workspace(
        a_project(name="Website"),
        a_task("T-1", "Write Copy", column="Ready", outline_rank="V"),
        a_person("H-1", "Ann Lee", logins=("ann",), email="ann@example.org"),
        a_person("H-2", "ann"),
    )
    return ImportBuilder(workspace, ids(), TODAY)


def test_rows_are_found_by_their_fields_without_case_whether_there_or_made() -> None:
    draft = _draft()
    made = draft.make("tasks", {"title": "New one", "component": id_of("P-1"), "code": "X"}, 2)
    assert draft.found("tasks", "component title", (id_of("P-1"), "write copy")) == [id_of("T-1")]
    assert draft.found("tasks", "component code", (id_of("P-1"), "x")) == [made]
    later = draft.make("tasks", {"title": "Last", "component": id_of("P-1")}, 3)
    assert draft.found("tasks", "component title", (id_of("P-1"), "last")) == [later]


def test_a_person_is_found_by_name_before_login_and_made_once() -> None:
    draft = _draft()
    assert draft.people.person("ANN", 2) == id_of("H-2")
    assert draft.people.person("ann@example.org", 2) == id_of("H-1")
    assert draft.people.person("Bob  Meyer", 2) == draft.people.person("bob meyer", 3)
    assert draft.counts() == (Count("person", 1),)


def test_an_edit_of_a_made_row_is_part_of_its_making() -> None:
    draft = _draft()
    made = draft.make("tasks", {"title": "New", "component": id_of("P-1")}, 2)
    draft.change("tasks", made, {"notes": "more"}, 2)
    draft.change("tasks", id_of("T-1"), {"title": "Write Copy", "notes": "text"}, 3)
    ops = draft.ops()
    assert [(op.op, op.id) for op in ops] == [("create", made), ("set", id_of("T-1"))]
    assert apply(draft.workspace, ops).tasks[made].notes == "more"
    assert draft.value("tasks", id_of("T-1"), "notes") == "text"
    assert draft.line_of["tasks", id_of("T-1")] == 3


def test_only_what_differs_counts_as_updated() -> None:
    draft = _draft()
    draft.change("tasks", id_of("T-1"), {"title": "Write Copy"}, 2)
    draft.change("components", id_of("P-1"), {"name": "Web"}, 2)
    assert draft.counts() == (Count("project", 0, 1, 0), Count("task", 0, 0, 1))


def test_a_new_project_gets_a_board_and_a_program_none() -> None:
    draft = ImportBuilder(empty(), ids(), TODAY)
    project = draft.make("components", {"kind": "project", "name": "A", "component": 0}, 2)
    program = draft.make("components", {"kind": "program", "name": "B", "component": 0}, 2)
    assert [(one.name, one.role, one.limit) for one in draft.boards.board(project, 2)] == [
        ("Backlog", "todo", 0),
        ("Ready", "todo", 5),
        ("Doing", "doing", 3),
        ("Review", "doing", 3),
        ("Done", "done", 0),
    ]
    assert draft.boards.board(project, 2) is draft.boards.board(project, 3)
    assert draft.boards.board(program, 2) == ()


def test_a_project_with_a_board_of_its_own_keeps_it() -> None:
    draft = _draft()
    assert len(draft.boards.board(id_of("P-1"), 2)) == 5
    assert not draft.ops()


@pytest.mark.parametrize("last", ["", "V", "zzz", "1"])
def test_ranks_lie_after_the_last_one_in_order(last: str) -> None:
    ranks = [last, *ranks_after(last, 300)]
    assert all(low < high for low, high in pairwise(ranks))
    assert not any(rank.endswith("0") for rank in ranks[1:])
