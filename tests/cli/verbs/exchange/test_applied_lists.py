"""This file tests that what `list` and `show` print as JSON goes in by `apply` again."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmtui.cli.core.table_names import plurals, resolve_table
from pmtui.query.fields.catalogue import fields_of
from tests.cli.running import Shell

_KINDS = sorted(plurals())


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A store of the sample portfolio."""
    shell = Shell(tmp_path_factory.mktemp("listed") / "plan.json")
    shell.ok("init", "--from", "sample")
    return shell


@pytest.mark.parametrize("kind", _KINDS)
def test_a_list_that_goes_in_again_changes_nothing(sample: Shell, kind: str) -> None:
    before = sample.json("list", kind)
    ran = sample("apply", "-", "--json", stdin=json.dumps(before))
    assert ran.code == 0, ran.err
    counts = {name: ran.document[name] for name in ("created", "updated", "unchanged")}
    assert counts == {"created": 0, "updated": 0, "unchanged": len(before["rows"])}
    assert sample.json("list", kind) == before


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_columns_of_a_list_go_in_again_and_change_nothing(
    sample: Shell, data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from(["components", "tasks", "risks", "people", "links"]))
    known = sorted(fields_of(resolve_table(kind)[0]))
    names = data.draw(st.lists(st.sampled_from(known), max_size=6, unique=True))
    document = sample.json("list", kind, "--columns", ",".join(["key", *names]))
    ran = sample("apply", "-", "--json", stdin=json.dumps(document))
    assert ran.code == 0, ran.err
    assert (ran.document["created"], ran.document["updated"]) == (0, 0)


@pytest.mark.parametrize("kind", _KINDS)
def test_every_column_of_a_list_goes_in_again_and_changes_nothing(sample: Shell, kind: str) -> None:
    columns = ",".join(sorted(fields_of(resolve_table(kind)[0])))
    document = sample.json("list", kind, "--columns", columns)
    ran = sample("apply", "-", "--json", stdin=json.dumps(document))
    assert ran.code == 0, ran.err
    assert (ran.document["created"], ran.document["updated"]) == (0, 0)


def test_derived_columns_beside_the_computed_rating_are_left_alone(sample: Shell) -> None:
    columns = "key,actual_finish,computed_rag,archived,closed"
    document = sample.json("list", "components", "--columns", columns)
    ran = sample("apply", "-", "--json", stdin=json.dumps(document))
    assert ran.code == 0, ran.err


@pytest.mark.parametrize("key", ["T-1", "P-1", "R-3", "H-1", "B-2", "L-17", "C-1", "M-3"])
def test_what_show_prints_goes_in_again_and_changes_nothing(sample: Shell, key: str) -> None:
    ran = sample("apply", "-", "--json", stdin=sample.ok("show", key, "--json"))
    assert ran.code == 0, ran.err
    assert (ran.document["created"], ran.document["updated"]) == (0, 0)


def test_what_was_changed_in_a_list_is_changed_and_no_more(sample: Shell) -> None:
    document = sample.json("list", "tasks", "project:P-2")
    before = {row["key"]: dict(row) for row in document["rows"]}
    document["rows"][0]["title"] = "Something else"
    document["rows"][1] |= {"priority": 1, "due": "2031-03-04"}
    assert sample("apply", "-", stdin=json.dumps(document)).code == 0
    after = {row["key"]: row for row in sample.json("list", "tasks", "project:P-2")["rows"]}
    changed = {
        (key, name) for key, row in after.items() for name in row if row[name] != before[key][name]
    }
    first, second = document["rows"][0]["key"], document["rows"][1]["key"]
    stored = {(key, name) for key, name in changed if name not in {"status", "overdue"}}
    assert stored == {(first, "title"), (second, "priority"), (second, "due")}


def test_a_list_goes_into_another_store(sample: Shell, tmp_path: Path) -> None:
    other = Shell(tmp_path / "other.json")
    other.ok("init")
    people = sample.ok("list", "people", "--json")
    assert other("apply", "-", stdin=people).code == 0
    names = [row["name"] for row in other.json("list", "people")["rows"]]
    assert names == [row["name"] for row in json.loads(people)["rows"]]


@pytest.mark.parametrize("verb", ["tree", "risks", "schedule", "attention", "log"])
def test_the_answer_of_another_verb_is_refused_by_its_name(sample: Shell, verb: str) -> None:
    ran = sample("apply", "-", stdin=sample.ok(verb, "--json"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


def test_a_figure_that_was_changed_in_a_list_is_refused(sample: Shell) -> None:
    document = sample.json("list", "tasks", "--columns", "key,status", "--limit", "1")
    document["rows"][0]["status"] = "blocked"
    ran = sample("apply", "-", stdin=json.dumps(document))
    assert ran.code == 2
    assert "status" in ran.err
