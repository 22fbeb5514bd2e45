"""This file tests the verbs that only look: show, tree, risks, health, attention, log, check."""

import json

import pytest

from tests.cli.running import Shell, run


def test_show_prints_fields_that_are_filled(shell: Shell) -> None:
    lines = shell.ok("show", "T-1").splitlines()
    assert lines[0] == "T-1  Write copy  task in P-1 Site build"
    assert "  owner     Ann Archer" in lines
    assert "  priority  2" in lines
    assert not [line for line in lines if line.startswith("  notes")]
    assert [line for line in shell.ok("show", "T-1", "--all").splitlines() if "notes" in line]


def test_show_json_is_a_document_that_apply_reads(shell: Shell) -> None:
    shown = shell.json("show", "T-1")
    assert (shown["kind"], shown["entity"]["owner"], shown["entity"]["component"]) == (
        "tasks",
        "H-1",
        "P-1",
    )
    again = shell("apply", "-", "--json", stdin=json.dumps({"tasks": [shown["entity"]]}))
    assert (again.document["unchanged"], again.document["updated"]) == (1, 0)


def test_show_finds_a_component_by_path(shell: Shell) -> None:
    assert shell.ok("show", "website-relaunch/site-build").startswith("P-1  Site build")


@pytest.mark.parametrize("text", ["T-77", "123", "nowhere", "."])
def test_show_of_what_is_not_there_ends_with_2(shell: Shell, text: str) -> None:
    ran = shell("show", text)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("pmtui: ")


def test_tree_indents_what_lies_below(shell: Shell) -> None:
    lines = shell.ok("tree").splitlines()
    assert [line.split("\t")[:2] for line in lines] == [
        ["component", "key"],
        ["Website relaunch", "PG-1"],
        ["  Site build", "P-1"],
    ]


def test_tree_json_has_depths_and_figures(shell: Shell) -> None:
    rows = shell.json("tree")["rows"]
    assert [(row["depth"], row["key"], row["open_risks"]) for row in rows] == [
        (0, "PG-1", 2),
        (1, "P-1", 2),
    ]


def test_tree_of_a_scope_begins_there(shell: Shell) -> None:
    assert [row["key"] for row in shell.json("tree", "P-1")["rows"]] == ["P-1"]


def test_risks_are_shown_with_the_highest_score_first(shell: Shell) -> None:
    rows = shell.json("risks")["rows"]
    assert [(row["key"], row["score"], row["level"]) for row in rows] == [
        ("R-1", "20", "H"),
        ("R-2", "6", "M"),
    ]
    text = shell.ok("risks").splitlines()
    assert text[1].startswith("R-1")
    assert "exposure" in text[-1]


def test_risks_json_counts_the_heat_map(shell: Shell) -> None:
    document = shell.json("risks", "PG-1")
    assert document["scope"] == "PG-1"
    assert document["threats"] == [{"probability": 4, "impact": 5, "count": 1}]
    assert document["opportunities"] == [{"probability": 2, "impact": 3, "count": 1}]


def test_major_risks_are_those_from_the_policys_threshold(shell: Shell) -> None:
    assert [row["key"] for row in shell.json("risks", "--major")["rows"]] == ["R-1"]


def test_a_filter_on_risks(shell: Shell) -> None:
    assert [row["key"] for row in shell.json("risks", ".", "score<10")["rows"]] == ["R-2"]


def test_health_gives_a_reason_for_every_dimension(shell: Shell) -> None:
    rows = shell.json("health", "P-1")["rows"]
    assert [row["key"] for row in rows] == ["P-1"]
    names = [side["name"] for side in rows[0]["dimensions"]]
    assert names == ["scope", "schedule", "cost", "benefits", "risk"]
    assert all(one["reason"] for one in rows[0]["dimensions"])
    assert "overall:" in shell.ok("health", "P-1")


def test_attention_names_what_is_overdue(shell: Shell) -> None:
    document = shell.json("attention", "P-1")
    assert document["total"] == len(document["rows"])
    assert [row["mark"] for row in document["rows"] if row["key"] == "T-3"]
    assert "T-3" in shell.ok("attention", "P-1")


def test_attention_says_what_a_cause_drags_and_since_when(shell: Shell) -> None:
    rows = shell.json("attention", "P-1")["rows"]
    assert all({"mark", "text", "reason", "since", "clears", "drags"} <= row.keys() for row in rows)
    late = next(row for row in rows if row["key"] == "T-3")
    assert late["since"] is not None
    drags = [drag for row in rows for drag in row["drags"]]
    assert drags
    assert all(drag.keys() == {"table", "key", "text"} and drag["text"] for drag in drags)
    assert f"→ {drags[0]['text']}" in shell.ok("attention", "P-1")


def test_log_tells_who_changed_what(shell: Shell) -> None:
    shell.ok("set", "T-1", "priority=1", "owner=bb")
    lines = shell.ok("log", "--limit", "1").splitlines()
    assert lines[0].startswith("r10  20")
    assert lines[0].endswith("entity.set")
    assert lines[1:] == [
        "    T-1 priority: 2 -> 1",
        "    T-1 owner: Ann Archer -> Bob Best",
    ]


def test_log_of_one_thing_leaves_others_out(shell: Shell) -> None:
    rows = shell.json("log", "T-3")["rows"]
    assert [(row["rev"], row["action"]) for row in rows] == [(7, "entity.add")]
    assert rows[0]["ops"][0]["new"]["title"] == "Go live"


def test_log_of_an_empty_store_says_so(empty: Shell) -> None:
    ran = empty("log")
    assert (ran.code, ran.out, ran.err) == (0, "", "pmtui: no commit yet\n")


def test_check_of_a_sound_store_ends_with_0(shell: Shell) -> None:
    ran = shell("check")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("pmtui: sound: ")


def test_check_of_a_store_changed_by_hand_ends_with_1(shell: Shell) -> None:
    text = shell.store.read_text("utf-8").replace("Website relaunch", "Website rewrite")
    shell.store.write_text(text, "utf-8")
    ran = shell("check", "--json")
    assert ran.code == 1
    findings = ran.document["findings"]
    assert any("was changed outside pmtui" in one["text"] for one in findings)
    assert ran.document["bad"] == 1


def test_schema_describes_every_table() -> None:
    described = json.loads(run("schema").out)
    tasks = described["$defs"]["Task"]
    assert tasks["required"] == ["title"]
    assert tasks["properties"]["owner"]["anyOf"] == [
        {"type": "string"},
        {"type": "integer"},
        {"type": "null"},
    ]
    assert {"tasks", "components", "risks", "people"} <= set(described["properties"])
    assert run("schema", "--json").document["document"] == described


def test_selftest_passes_with_a_line_for_each_example() -> None:
    ran = run("selftest")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert len(lines) >= 7
    assert all("\tpass\t" in line for line in lines)
    assert {line[:5] for line in lines} >= {"WE-12", "WE-13", "WE-18", "WE-19", "WE-20"}


def test_keys_lists_what_every_key_means() -> None:
    out = run("keys", "--context", "board").out
    assert out.startswith("board\n")
    assert "Moves the task to its board's done column" in out
    assert run("keys", "--markdown").out.startswith("# Keys\n")
    contexts = run("keys", "--json").document["contexts"]
    assert {"key": "c", "shown": "c", "action": "task.complete", "title": "Complete"} in contexts[
        "board"
    ]


def test_keys_are_not_read_from_a_pipe() -> None:
    assert run("keys", "--press").code == 2


def test_doctor_looks_at_everything_and_leaves_nothing_behind(shell: Shell) -> None:
    before = sorted(shell.store.parent.iterdir())
    document = shell.json("doctor")
    signs = {sign["about"]: sign["mark"] for sign in document["signs"]}
    assert {"terminal", "locale", "fsync", "hard links", "store", "contents"} <= set(signs)
    assert (signs["hard links"], signs["store"], signs["contents"]) == ("ok", "ok", "ok")
    assert sorted(shell.store.parent.iterdir()) == before


def test_snapshot_brings_the_one_file_up_to_date(shell: Shell) -> None:
    ran = shell("snapshot")
    assert (ran.code, ran.err) == (0, "pmtui: the file holds revision 9\n")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("rating_share_from=0", "rating share from: 0 is out of its range"),
        ("rating_green_percent=101", "rating green percent: 101 is not 0 to 100"),
        ("rating_rule=best", "rating rule: 'best' is not one of share, worst"),
    ],
)
def test_a_rule_of_ratings_that_cannot_be_meant_is_refused(
    shell: Shell, typed: str, problem: str
) -> None:
    ran = shell("policy", typed)
    assert ran.code == 2
    assert problem in ran.err
