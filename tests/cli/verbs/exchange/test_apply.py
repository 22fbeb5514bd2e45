"""This file tests `apply`: many rows from one document, in one commit or not at all."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Ran, Shell

_PLAN: dict[str, Any] = {
    "people": [{"name": "Ann Archer", "initials": "AA"}],
    "components": [
        {"kind": "program", "name": "Website", "code": "web"},
        {"kind": "project", "name": "Build", "code": "build", "component": "web",
         "budget": {"amount": "1200.50", "currency": "EUR"}},
    ],
    "tasks": [
        {"title": "Write", "code": "write", "component": "build", "owner": "Ann Archer",
         "column": "Doing", "due": "2031-01-02", "estimate": 480, "tags": ["web"]},
        {"title": "Review", "code": "review", "component": "build", "parent": "write"},
        {"title": "Publish", "code": "publish", "component": "build"},
    ],
    "links": [{"predecessor": "review", "successor": "publish"}],
    "risks": [{"title": "Late", "component": "web", "probability": 3, "impact_cost": 4}],
    "checks": [{"task": "write", "text": "spelling"}],
    "remarks": [{"about": "write", "text": "soon"}],
}  # fmt: skip


def _apply(shell: Shell, document: object, *words: str) -> Ran:
    path = shell.store.with_name("document.json")
    path.write_text(json.dumps(document), "utf-8")
    return shell("apply", str(path), *words)


def test_a_document_makes_everything_in_one_commit(empty: Shell) -> None:
    ran = _apply(empty, _PLAN, "--json")
    assert ran.document | {"kind": ""} == {
        "schema": "pmtui/1",
        "kind": "",
        "revision": 1,
        "dry_run": False,
        "created": 15,
        "updated": 0,
        "unchanged": 0,
    }
    write = empty.json("show", "T-1")["entity"]
    assert {name: write[name] for name in ("column", "owner", "due", "estimate")} == {
        "column": "Doing",
        "owner": "H-1",
        "due": "2031-01-02",
        "estimate": 480,
    }
    assert empty.json("show", "T-2")["entity"]["parent"] == "T-1"
    assert empty.json("show", "P-1")["entity"]["budget"] == {
        "amount": "1200.50",
        "currency": "EUR",
    }
    assert empty.json("show", "T-1")["remarks"][0]["text"] == "soon"


def test_the_same_document_again_changes_nothing(empty: Shell) -> None:
    again = {name: rows for name, rows in _PLAN.items() if name not in {"risks", "remarks"}}
    _apply(empty, again)
    ran = _apply(empty, again, "--json")
    assert {name: ran.document[name] for name in ("created", "updated", "unchanged")} == {
        "created": 0,
        "updated": 0,
        "unchanged": 8,
    }
    assert ran.document["revision"] == 1


def test_a_row_is_updated_by_its_key_its_code_or_its_id(empty: Shell) -> None:
    _apply(empty, _PLAN)
    number = empty.json("show", "T-2")["entity"]["id"]
    ran = _apply(
        empty,
        {
            "tasks": [{"code": "write", "priority": 1}, {"id": number, "title": "Look"}],
            "risks": [{"key": "R-1", "probability": 5}],
        },
        "--json",
    )
    assert (ran.document["created"], ran.document["updated"]) == (0, 3)
    assert empty.json("show", "T-1")["entity"]["priority"] == 1
    assert empty.json("show", "T-2")["entity"]["title"] == "Look"
    assert empty.json("show", "R-1")["entity"]["probability"] == 5


def test_moving_a_card_by_a_document_stamps_it_as_a_hand_would(empty: Shell) -> None:
    _apply(empty, _PLAN)
    _apply(empty, {"tasks": [{"code": "review", "column": "Done"}]})
    done = empty.json("show", "T-2")["entity"]
    assert done["percent"] == 100
    assert "actual_finish" in done


def test_a_document_says_of_no_summary_what_follows_from_its_sub_tasks(empty: Shell) -> None:
    _apply(empty, _PLAN)
    ran = _apply(empty, {"tasks": [{"code": "write", "column": "Done"}]})
    assert ran.code != 0
    assert "T-1 is done when its sub-tasks are; open: T-2 Review" in ran.err
    ran = _apply(empty, {"tasks": [{"code": "write", "percent": 30}]})
    assert "T-1 is a summary: its percent follows from its sub-tasks" in ran.err
    both = [{"code": one, "column": "Done"} for one in ("write", "review")]
    assert _apply(empty, {"tasks": both}).code == 0


def test_a_document_that_puts_a_task_under_one_with_work_keeps_its_work(empty: Shell) -> None:
    flat = [{name: one[name] for name in one if name != "parent"} for one in _PLAN["tasks"]]
    links = [one for one in _PLAN["links"] if one["predecessor"] != "write"]
    assert _apply(empty, _PLAN | {"tasks": flat, "links": links}).code == 0
    ran = _apply(empty, {"tasks": [{"code": "review", "parent": "write"}]})
    assert "stays in a sub-task 'Write (rest)'" in ran.err
    rows = empty.json("list", "tasks", "--columns", "title,estimate")["rows"]
    kept = {one["title"]: one["estimate"] for one in rows}
    assert (kept["Write"], kept["Write (rest)"]) == (None, 480)


def test_every_wrong_row_is_named_and_nothing_is_written(empty: Shell) -> None:
    _apply(empty, _PLAN)
    ran = _apply(
        empty,
        {
            "tasks": [
                {"title": "Fine", "component": "build"},
                {"title": "No place"},
                {"title": "Wrong date", "component": "build", "due": "soon"},
                {"title": "Nobody", "component": "build", "owner": "Zed"},
                {"title": "Odd", "component": "build", "colour": "red"},
                {"title": "Nowhere", "component": "build", "column": "Shipped"},
            ],
            "risks": [{"key": "R-1", "state": "monitoring", "probability": 9}],
        },
    )
    assert ran.code == 2
    lines = ran.err.splitlines()
    assert [line.split(":")[1].strip() for line in lines[:-1]] == [
        "tasks, row 2, component",
        "tasks, row 3, due",
        "tasks, row 4, owner",
        "tasks, row 5, colour",
        "tasks, row 6, column",
        "risks, row 1, probability",
    ]
    assert lines[-1] == "pmtui: 6 rows cannot be taken in; nothing was written"
    assert empty.json("list", "tasks")["total"] == 3


def test_problems_are_listed_in_json_too(empty: Shell) -> None:
    ran = _apply(empty, {"tasks": [{"title": "No place"}]}, "--json")
    assert ran.code == 2
    (problem,) = ran.document["problems"]
    assert (problem["table"], problem["row"], problem["field"]) == ("tasks", 1, "component")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"title": "a", "code": "x"}, {"title": "b", "code": "x"}], "is in row 1 already"),
        ([{"title": "a", "key": "R-9"}], "is no key of a task; its key begins with T-"),
        ([{"title": "a", "id": -4}], "is no whole number up to 2^53"),
        ([{"title": "a", "id": 1.5}], "is no whole number"),
        ([{"title": "a", "code": ["x"]}], "is no text"),
        ([{"title": "a", "parent": True}], "is neither a key, a code nor an id"),
        ([{"title": ""}], "title is empty"),
        ([{"title": "a\x00b"}], "holds a NUL character"),
    ],
)
def test_hostile_rows_are_refused_in_words(
    empty: Shell, rows: list[dict[str, Any]], said: str
) -> None:
    _apply(empty, _PLAN)
    ran = _apply(empty, {"tasks": [{"component": "build", **row} for row in rows]})
    assert ran.code in {2, 4}
    assert said in ran.err


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ([], "a document is an object of tables"),
        ({"schema": "pmtui/9"}, "this program reads pmtui/1"),
        ({"tasks": {}}, "tasks: an array of objects is expected"),
        ({"tasks": [1]}, "tasks, row 1: an object is expected"),
        ({"epics": []}, "there is no kind 'epics'"),
    ],
)
def test_a_document_of_another_shape_is_refused(empty: Shell, document: object, said: str) -> None:
    ran = _apply(empty, document)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_what_is_no_json_is_refused(empty: Shell) -> None:
    ran = empty("apply", "-", stdin="{")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("pmtui: this is no JSON")
    assert empty("apply", "-", stdin="[" * 100_000).code == 2


def test_stdin_is_read(empty: Shell) -> None:
    assert empty("apply", "-", stdin='{"people": [{"name": "Ann"}]}').code == 0
    assert empty.ok("list", "people", "--columns", "name") == "name\nAnn\n"


def test_a_dry_run_counts_and_writes_nothing(empty: Shell) -> None:
    ran = _apply(empty, _PLAN, "--dry-run")
    assert (ran.code, ran.err) == (0, "pmtui: would be: 15 created, 0 updated, 0 unchanged\n")
    assert empty.json("list", "components")["total"] == 0


def test_what_is_exported_is_applied_to_another_store(empty: Shell, tmp_path: Path) -> None:
    _apply(empty, _PLAN)
    other = Shell(tmp_path / "other.json")
    other.ok("init", str(other.store))
    kinds = ["people", "components", "columns", "tasks", "links", "risks", "checks", "remarks"]
    whole: dict[str, Any] = {}
    for kind in kinds:
        whole |= json.loads(empty.ok("export", kind, "-", "--format", "json"))
    assert _apply(other, whole).code == 0
    for kind in kinds:
        sent, came = (
            json.loads(one.ok("export", kind, "-", "--format", "json")) for one in (empty, other)
        )
        assert came == sent


def test_people_of_one_name_are_told_apart_by_their_keys(empty: Shell) -> None:
    people = [{"key": "H-4", "name": "Ann"}, {"key": "H-7", "name": "Ann"}]
    project = {"kind": "project", "name": "Build", "owner": "H-7"}
    assert _apply(empty, {"people": people, "components": [project]}).code == 0
    assert empty.json("show", "P-1")["entity"]["owner"] == "H-7"
    assert len(empty.json("list", "people")["rows"]) == 2
    for unclear in (
        {"people": [*people, {"name": "Ann"}]},
        {"people": [{"name": "Ann"}, *people]},
        {"people": people, "components": [{**project, "owner": "Ann"}]},
    ):
        ran = _apply(empty, unclear)
        assert ran.code == 2
        assert "in row 1 already" in ran.err or "'Ann' is the name of several rows" in ran.err
    assert len(empty.json("list", "people")["rows"]) == 2


def test_an_illegal_step_of_a_life_cycle_is_named_with_its_row(empty: Shell) -> None:
    _apply(empty, _PLAN)
    ran = _apply(empty, {"components": [{"code": "build", "state": "closed"}]})
    assert (ran.code, "components, row 1, state: P-1: draft cannot become closed" in ran.err) == (
        2,
        True,
    )


def test_a_project_that_brings_its_own_columns_gets_no_others(empty: Shell) -> None:
    document = {
        "components": [{"kind": "project", "name": "Build", "code": "build"}],
        "columns": [
            {"component": "build", "name": "Now", "role": "doing"},
            {"component": "build", "name": "Then", "role": "done"},
        ],
        "tasks": [{"title": "Write", "component": "build", "column": "Then"}],
    }
    assert _apply(empty, document).code == 0
    assert empty.ok("list", "columns", "--columns", "name") == "name\nNow\nThen\n"
    assert empty.json("show", "T-1")["entity"]["percent"] == 100


def test_what_rows_refer_to_is_made_where_it_is_missing_and_left_alone_where_it_is(
    empty: Shell,
) -> None:
    empty.ok("add", "project", "Yard")
    empty.ok("add", "person", "Ann Roe")
    for words in (("Dig",), ("Fill",)):
        empty.ok("add", "task", *words, "--into", "P-1")
    empty.ok("assign", "T-2", "Ann Roe")
    empty.ok("link", "T-2", "T-1")
    text = empty.ok("export", "tasks", "-", "--format", "json")
    empty.ok("set", "P-1", "name=Yard and gate")
    empty.ok("remove", "L-1")
    ran = empty("apply", "-", stdin=text)
    assert "0 created, 0 updated" in ran.out + ran.err
    assert [one["name"] for one in empty.json("list", "projects")["rows"]] == ["Yard and gate"]
    other = Shell(empty.store.with_name("other.json"))
    other.ok("init", str(other.store))
    other.ok("apply", "-", stdin=text)
    rows = other.json("list", "tasks")["rows"]
    assert [(one["key"], one["title"]) for one in rows] == [("T-1", "Dig"), ("T-2", "Fill")]
    assert [one["predecessor"] for one in other.json("list", "links")["rows"]] == ["T-1"]
    odd = '{"tasks": [], "beside": {"people": [{"id": [1], "name": {}}]}}'
    assert other("apply", "-", stdin=odd).code == 2


@pytest.mark.parametrize(
    "rows",
    [
        {"recurrences": [{"title": "Audit", "component": "build", "rule": "FREQ=HOURLY"}]},
        {"tasks": [{"title": "Below itself", "key": "T-1", "parent": "T-2"}]},
    ],
    ids=["a rule that is none", "a loop in the outline"],
)
def test_a_dry_run_refuses_what_would_be_refused(empty: Shell, rows: dict[str, Any]) -> None:
    _apply(empty, _PLAN)
    tried, done = _apply(empty, rows, "--dry-run"), _apply(empty, rows)
    assert done.code in {2, 4}
    assert (tried.code, tried.err) == (done.code, done.err)
