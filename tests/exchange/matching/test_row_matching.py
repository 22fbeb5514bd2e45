"""This file tests pmtui.exchange.matching.row_matching."""

from pmtui.exchange.tables.column_maps.column_map import Level, TableMap
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_component, a_person, a_project, a_risk, a_task, a_workspace, id_of
from tests.exchange.tables.made import a_map, done, empty, planned

_TASKS = a_map(("Task", "title"), ("ID", "code"), ("Key", "key"), ("Note", "notes"))


def _website() -> Workspace:
    return a_workspace(
        a_project(name="Website"),
        a_task("T-1", "Write copy", code="7"),
        a_task("T-2", "Test"),
        a_task("T-3", "Test"),
    )


def _notes(text: str, mapping: TableMap = _TASKS) -> dict[str, str]:
    plan = planned(text, mapping, _website(), into=id_of("P-1"))
    after = done(plan, _website())
    old = _website().tasks
    noted = (task for task in after.tasks.values() if task.notes)
    return {task.key if task.id in old else "new": task.notes for task in noted}


def test_a_row_is_matched_by_key_before_code_and_code_before_title() -> None:
    text = "Task,ID,Key,Note\nTest,7,T-2,by key\n"
    assert _notes(text) == {"T-2": "by key"}
    assert _notes("Task,ID,Key,Note\nTest,7,,by code\n") == {"T-1": "by code"}
    assert _notes("Task,ID,Key,Note\n test ,,,by title\n") == {"T-2": "by title"}


def test_two_rows_of_one_title_find_two_tasks_and_a_third_is_new() -> None:
    text = "Task,ID,Key,Note\nTest,,,one\nTest,,,two\nTest,,,three\n"
    assert _notes(text) == {"T-2": "one", "T-3": "two", "new": "three"}


def test_a_title_does_not_match_what_has_another_code() -> None:
    assert _notes("Task,ID,Key,Note\nWrite copy,8,,new\n") == {"new": "new"}
    assert _notes("Task,ID,Key,Note\nTest,8,,gets the code\n") == {"T-2": "gets the code"}


def test_a_key_the_store_does_not_know_makes_a_new_row_with_a_key_of_its_own() -> None:
    assert _notes("Task,ID,Key,Note\nElsewhere,,T-99,new\n") == {"new": "new"}


def test_two_rows_of_one_code_or_key_are_an_error_and_nothing_is_done() -> None:
    for text, words in (
        ("Task,ID,Key,Note\nA,9,,x\nB,9,,y\n", "line 2 has the same code '9'"),
        ("Task,ID,Key,Note\nA,,T-2,x\nB,,t2,y\n", "'t2' is what line 2 speaks of already"),
    ):
        plan = planned(text, _TASKS, _website(), into=id_of("P-1"))
        assert not plan.ops
        assert [(one.line, one.what) for one in plan.errors] == [(3, words)]


def test_a_project_is_found_by_its_code_below_the_top_of_the_table_only() -> None:
    mapping = a_map(
        ("Name", "name"),
        ("ID", "code"),
        rows="project",
        above=(Level(kind="portfolio", name="Published"),),
    )
    other = a_workspace(a_component("PF-1", name="Other"), a_project("P-1", "PF-1", code="X-1"))
    after = done(planned("Name,ID\nRail,X-1\n", mapping, other), other)
    assert sorted(one.name for one in after.components.values() if one.code == "X-1") == [
        "Rail",
        "project P-1",
    ]
    plan = planned("Name,ID\nRail two,X-1\n", mapping, after, start=5)
    again = done(plan, after)
    assert plan.preview == "1 project to update; 1 portfolio as they are"
    assert len(again.components) == len(after.components)


def test_a_level_is_found_by_code_and_keeps_the_name_people_gave_it() -> None:
    mapping = a_map(
        ("Name", "name"),
        rows="project",
        above=(Level(kind="portfolio", name="{Dept}", code="{Dept}"),),
    )
    base = a_workspace(a_component("PF-1", name="Ministry of Defence", code="MOD"))
    after = done(planned("Name,Dept\nShip,mod\n", mapping, base), base)
    assert sorted(one.name for one in after.components.values()) == ["Ministry of Defence", "Ship"]


def test_people_are_found_or_made_and_strangers_to_a_table_are_told() -> None:
    base = a_workspace(
        a_project(), a_person("H-1", "Ann Lee", logins=("ann",)), a_risk("R-1", 2, 2)
    )
    mapping = a_map(("Task", "title"), ("Who", "owner"), ("Risk", "risk"))
    plan = planned("Task,Who,Risk\nA,ann,R-1\nB,Bob;Cho,R-9\n", mapping, base, into=id_of("P-1"))
    after = done(plan, base)
    by_title = {task.title: task for task in after.tasks.values()}
    assert by_title["A"].owner == id_of("H-1")
    assert by_title["A"].risk == id_of("R-1")
    assert after.people[by_title["B"].owner].name == "Bob"
    assert [one.text for one in plan.findings] == [
        "line 3, Risk: 'R-9' is no key of risks; write a key such as R-3"
    ]


def test_a_state_that_cannot_follow_stays_and_is_told() -> None:
    base = a_workspace(a_project(), a_risk("R-1", 2, 2, title="Late", state="closed"))
    mapping = a_map(("Risk", "title"), ("State", "state"), ("Cause", "cause"), rows="risk")
    plan = planned("Risk,State,Cause\nLate,monitoring,rain\n", mapping, base, into=id_of("P-1"))
    after = done(plan, base)
    risk = after.risks[id_of("R-1")]
    assert (risk.state, risk.cause) == ("closed", "rain")
    assert "closed cannot become monitoring" in plan.findings[0].what


def test_a_map_cannot_start_a_row_with_a_field_it_does_not_have() -> None:
    mapping = a_map(("Task", "title"), start_with={"colour": "red"})
    plan = planned("Task,x\nA,1\n", mapping, empty())
    assert [one.what for one in plan.errors] == ["start_with has no field 'colour'"]
