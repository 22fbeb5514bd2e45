"""This file tests pmtui.exchange.table_import.tasks."""

import pytest

from pmtui.model.entities.tasks import Assignment
from tests.conftest import a_column, a_project, a_task, a_workspace, id_of
from tests.exchange.tables.made import a_map, column_of, done, imported, planned, the_task


@pytest.mark.parametrize(
    ("status", "percent", "column"),
    [
        ("Review", "", "Review"),
        ("review", "100", "Review"),
        ("", "100%", "Done"),
        ("", "30%", "Doing"),
        ("", "", "Backlog"),
        ("no such", "", "Backlog"),
    ],
)
def test_a_card_comes_into_the_column_that_is_said_or_implied(
    status: str, percent: str, column: str
) -> None:
    mapping = a_map(("Task", "title"), ("S", "status"), ("P", "percent"))
    base = a_workspace(a_project())
    text = f"Task,S,P\nA,{status},{percent}\n"
    after = done(planned(text, mapping, base, into=id_of("P-1")), base)
    assert column_of(after, "A") == column


def test_a_board_of_other_names_gives_the_column_of_the_same_role() -> None:
    names = (("To do", "todo"), ("At work", "doing"), ("Finished", "done"))
    columns = tuple(a_column("P-1", name, role, 0, at) for at, (name, role) in enumerate(names))
    base = a_workspace(a_project(board=False), columns)
    text = "Task,Status\nA,Done\nB,In progress\nC,at WORK\nD,New\n"
    after = done(planned(text, None, base, into=id_of("P-1")), base)
    assert [column_of(after, title) for title in "ABCD"] == [
        "Finished",
        "At work",
        "At work",
        "To do",
    ]
    assert the_task(after, "A").percent == 100


def test_a_status_no_board_knows_is_told_with_what_there_is() -> None:
    base = a_workspace(a_project())
    plan = planned("Task,Status\nA,Waiting for Godot\n", None, base, into=id_of("P-1"))
    (finding,) = plan.findings
    assert (finding.line, finding.column) == (2, "Status")
    assert finding.what == "no column is called 'Waiting for Godot'"
    assert finding.todo == "there is Backlog, Ready, Doing, Review, Done"


def test_a_summary_stands_in_no_column_unless_one_is_said() -> None:
    after = imported("WBS,Task,% complete\n1,Phase,50\n1.1,Build,100\n1.2,Test,0\n")
    assert [column_of(after, title) for title in ("Phase", "Build", "Test")] == [
        "",
        "Done",
        "Backlog",
    ]
    assert the_task(after, "Build").parent == the_task(after, "Phase").id


def test_a_moved_card_is_stamped_and_one_that_stays_is_not() -> None:
    base = a_workspace(a_project(), a_task("T-1", "A", column="Ready", entered=None))
    mapping = a_map(("Task", "title"), ("S", "status"))
    stays = planned("Task,S\nA,Ready\n", mapping, base, into=id_of("P-1"))
    moves = done(planned("Task,S\nA,Doing\n", mapping, base, into=id_of("P-1")), base)
    assert not stays.ops
    assert the_task(moves, "A").entered is not None


def test_new_rows_come_after_what_is_there_in_the_tables_order() -> None:
    base = a_workspace(
        a_project(), a_task("T-1", "Old", column="Backlog", outline_rank="z", board_rank="z")
    )
    text = "Task,x\n" + "".join(f"New {at},1\n" for at in range(9))
    after = done(planned(text, a_map(("Task", "title")), base, into=id_of("P-1")), base)
    for rank in ("outline_rank", "board_rank"):
        ordered = sorted(after.tasks.values(), key=lambda task: str(getattr(task, rank)))
        assert [task.title for task in ordered] == ["Old", *(f"New {at}" for at in range(9))]


def test_people_at_work_are_assigned_with_their_units_and_the_first_one_owns() -> None:
    after = imported('Task,Resource Names\nA,"Ann[50%], Bob"\n')
    found = [one for one in after.rows("assignments").values() if isinstance(one, Assignment)]
    names = {after.people[one.person].name: one.units for one in found}
    assert names == {"Ann": 50, "Bob": 100}
    assert after.people[the_task(after, "A").owner].name == "Ann"


def test_links_have_type_and_lag_and_are_not_made_twice() -> None:
    text = "ID,Task,Predecessors\n10,A,\n20,B,10SS+2d\n30,C,10;20FF-1d\n"
    after = imported(text)
    links = {
        (after.tasks[one.predecessor].title, after.tasks[one.successor].title): (one.type, one.lag)
        for one in after.links.values()
    }
    assert links == {("A", "B"): ("SS", 960), ("A", "C"): ("FS", 0), ("B", "C"): ("FF", -480)}
    again = planned(text.replace("10SS+2d", "10SS+3d"), None, after, start=9)
    assert again.preview == "1 link to update; 1 project, 3 tasks, 2 links as they are"


def test_a_loop_of_links_is_an_error_at_its_row() -> None:
    plan = planned("ID,Task,Predecessors\n10,A,20\n20,B,10\n")
    assert not plan.ops
    assert {one.line for one in plan.errors} <= {2, 3}
    assert "closes a loop" in plan.errors[0].what


def test_a_row_that_lies_under_itself_is_an_error() -> None:
    plan = planned("ID,Task,Parent\nx,A,y\ny,B,x\n")
    assert not plan.ops
    assert [(one.line, one.column, one.what) for one in plan.errors] == [
        (2, "Parent", "the row lies under itself"),
        (3, "Parent", "the row lies under itself"),
    ]


def test_a_parent_or_predecessor_may_be_a_task_that_is_not_in_the_table() -> None:
    base = a_workspace(a_project(), a_task("T-1", "Old", code="7"))
    text = "Task,Parent,After\nA,T-1,\nB,#7,\nC,99,99\nD,,T-1\nE,,7\n"
    mapping = a_map(("Task", "title"), ("Parent", "parent"), ("After", "predecessors"))
    plan = planned(text, mapping, base, into=id_of("P-1"))
    after = done(plan, base)
    assert [the_task(after, title).parent for title in "ABCD"] == [id_of("T-1")] * 2 + [0, 0]
    assert sorted(after.tasks[one.successor].title for one in after.links.values()) == ["D", "E"]
    assert [(one.line, one.column) for one in plan.findings] == [(4, "Parent"), (4, "After")]


def test_a_task_that_waits_for_itself_is_told() -> None:
    plan = planned("ID,Task,Predecessors\n10,A,10\n20,B,2FS+many\n")
    assert [(one.line, one.what) for one in plan.findings] == [
        (2, "the task waits for itself"),
        (3, "'+many' is not a duration"),
    ]


def test_a_milestone_is_one() -> None:
    after = imported("Task,Milestone\nA,No\nB,Yes\n")
    assert [(task.key, task.kind) for task in after.tasks.values()] == [
        ("T-1", "task"),
        ("M-1", "milestone"),
    ]
