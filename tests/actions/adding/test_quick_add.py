"""This file tests adding entities by typed lines."""

from datetime import date

from tests.actions.doing import after, at, proposed, refusal, row
from tests.conftest import TODAY, a_component, a_person, a_project, a_task, a_workspace, column_id


def test_a_task_starts_in_the_first_column_of_its_project_today() -> None:
    made = row(
        after("entity.add", at(a_workspace(a_project()), scope="P-1"), text="Write copy"), "T-1"
    )
    assert (made.title, made.column, made.entered) == (
        "Write copy",
        column_id("P-1", "Backlog"),
        TODAY,
    )


def test_a_line_says_priority_owner_tags_due_and_estimate() -> None:
    plan = a_workspace(a_project(), a_person("H-1", "Ann Archer"))
    line = "Write copy !2 @aa #web due:fri est:3d"
    made = row(after("entity.add", at(plan, scope="P-1"), text=line), "T-1")
    assert (made.priority, made.owner, made.tags) == (2, row(plan, "H-1").id, ("web",))
    assert (made.due, made.estimate) == (date(2026, 11, 27), 1440)


def test_an_unknown_name_makes_the_person_unless_told_not_to() -> None:
    plan = a_workspace(a_project())
    made = after("entity.add", at(plan, scope="P-1"), text="Write copy @bob")
    assert row(made, "T-1").owner == row(made, "H-1").id
    said = refusal("entity.add", at(plan, scope="P-1"), text="Write copy @bob", make_people=False)
    assert said == "nobody is called 'bob'; add the person first"


def test_a_line_after_another_task_makes_the_link_as_well() -> None:
    plan = a_workspace(a_project(), a_task("T-1"))
    made = after("entity.add", at(plan, scope="P-1"), text="Review after:T-1")
    (link,) = made.links.values()
    assert link.predecessor == row(plan, "T-1").id
    assert made.tasks[link.successor].title == "Review"


def test_a_second_name_is_put_to_work_on_the_task() -> None:
    plan = a_workspace(a_project(), a_person("H-1", "Ann Archer"), a_person("H-2", "Bob Best"))
    made = after("entity.add", at(plan, scope="P-1"), text="Write @aa @bb")
    (work,) = made.rows("assignments").values()
    assert getattr(work, "person", 0) == row(plan, "H-2").id
    assert row(made, "T-1").owner == row(plan, "H-1").id


def test_several_lines_keep_their_order_on_the_board() -> None:
    made = after("entity.add", at(a_workspace(a_project()), scope="P-1"), text="One\n\nTwo\nThree")
    ranks = [row(made, key).board_rank for key in ("T-1", "T-2", "T-3")]
    assert ranks == sorted(set(ranks))


def test_a_wrong_line_among_several_is_named_and_none_is_added() -> None:
    said = refusal(
        "entity.add", at(a_workspace(a_project()), scope="P-1"), text="One\nTwo due:never"
    )
    assert said.startswith("line 2: ")


def test_a_task_is_refused_where_there_is_no_project() -> None:
    plan = a_workspace(a_component("PG-1"))
    assert "a task needs a project" in refusal("entity.add", at(plan, scope="PG-1"), text="Work")


def test_a_new_project_gets_a_board_with_limits() -> None:
    made = after("entity.add", at(a_workspace()), kind="project", text="Apollo")
    board = made.board_of(row(made, "P-1").id)
    assert [(one.name, one.limit) for one in board] == [
        ("Backlog", 0),
        ("Ready", 5),
        ("Doing", 3),
        ("Review", 3),
        ("Done", 0),
    ]
    assert row(made, "P-1").state == "draft"


def test_a_program_starts_as_an_idea() -> None:
    made = after("entity.add", at(a_workspace()), kind="program", text="Website")
    assert (row(made, "PG-1").state, row(made, "PG-1").name) == ("idea", "Website")


def test_the_place_of_the_cursor_fills_in_what_the_line_does_not_say() -> None:
    plan = a_workspace(a_project())
    column = column_id("P-1", "Doing")
    made = after("entity.add", at(plan, scope="P-1"), text="Work", column=column)
    assert row(made, "T-1").column == column


def test_what_the_line_says_goes_before_the_place_of_the_cursor() -> None:
    plan = a_workspace(a_project())
    column = column_id("P-1", "Doing")
    made = after("entity.add", at(plan, scope="P-1"), text="Work col:ready", column=column)
    assert row(made, "T-1").column == column_id("P-1", "Ready")


def test_an_empty_line_is_refused() -> None:
    assert refusal("entity.add", at(a_workspace(a_project()), scope="P-1"), text=" \n") == (
        "type a title first"
    )


def test_a_kind_that_is_not_there_is_refused_with_those_that_are() -> None:
    assert "there is component, task" in refusal(
        "entity.add", at(a_workspace()), kind="epic", text="Work"
    )


def test_the_cursor_goes_to_what_was_added() -> None:
    proposal = proposed("entity.add", at(a_workspace(a_project()), scope="P-1"), text="Work @bob")
    (task,) = (op for op in proposal.ops if op.table == "tasks")
    assert proposal.focus == task.id
