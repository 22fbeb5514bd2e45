"""This file tests the verbs that write: add, set, move, archive and what the catalogue spells."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Shell


def _task(shell: Shell, key: str = "T-1") -> dict[str, object]:
    rows: list[dict[str, object]] = shell.json("list", "tasks")["rows"]
    return next(row for row in rows if row["key"] == key)


def test_add_prints_the_new_key(empty: Shell) -> None:
    assert empty.ok("add", "program", "Website") == "PG-1\n"
    assert empty.ok("add", "project", "Build", "--into", "PG-1") == "P-1\n"
    assert empty.ok("add", "task", "Write") == "T-1\n"


def test_add_json_has_the_keys_and_the_revision(shell: Shell) -> None:
    assert shell.json("add", "task", "One") == {
        "schema": "pmtui/1",
        "kind": "add",
        "revision": 10,
        "table": "tasks",
        "keys": ["T-4"],
    }


def test_add_reads_a_line_each_from_stdin_in_one_commit(shell: Shell) -> None:
    assert shell.ok("add", "task", "-", stdin="One\n\nTwo !1\n") == "T-4\nT-5\n"
    shell.ok("undo")
    assert shell.json("list", "tasks")["total"] == 3


def test_add_with_several_projects_wants_to_know_which(shell: Shell) -> None:
    shell.ok("add", "project", "Campaign", "--into", "PG-1")
    ran = shell("add", "task", "Write")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "pmtui: say which project with --into; there is\n  P-1  Site build\n  P-2  Campaign\n"
    )
    assert shell.ok("add", "task", "Write", "--into", "website-relaunch/campaign") == "T-4\n"
    assert shell.ok("add", "task", "Read project:P-2") == "T-5\n"


def test_add_without_a_project_says_how_to_make_one(empty: Shell) -> None:
    ran = empty("add", "task", "Write")
    assert (ran.code, ran.err) == (2, "pmtui: there is no project yet: pmtui add project NAME\n")


def test_add_of_an_unknown_person_is_rejected_or_makes_them(shell: Shell) -> None:
    ran = shell("add", "task", "Write @cleo")
    assert (ran.code, ran.err) == (4, "pmtui: nobody is called 'cleo'; add the person first\n")
    shell.ok("add", "task", "Write @cleo", "--make-people")
    assert "cleo" in shell.ok("list", "people", "--columns", "name")


def test_set_changes_several_fields_in_one_commit(shell: Shell) -> None:
    ran = shell("set", "T-1", "priority=1", "due=2031-04-01", "tags=web, gdpr", "col=Doing")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "pmtui: T-1 priority, due, tags, col set: due Tue 1 Apr 2031\n"
    wanted = {"priority": 1, "due": "2031-04-01", "tags": ["web", "gdpr"], "column": "Doing"}
    found = _task(shell)
    assert {name: found[name] for name in wanted} == wanted
    shell.ok("undo")
    assert _task(shell)["priority"] == 2


def test_set_works_on_several_things(shell: Shell) -> None:
    shell.ok("set", "T-1", "t2", "priority=4")
    assert [_task(shell, key)["priority"] for key in ("T-1", "T-2")] == [4, 4]


def test_set_finds_a_component_by_its_path(shell: Shell) -> None:
    shell.ok("set", "website-relaunch/site-build", "state=initiating")
    assert "initiating" in shell.ok("list", "projects", "--columns", "state")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["T-1", "due=someday"], 2, "T-1: due: 'someday' is not a date"),
        (["T-1", "dew=fri"], 2, "a task has no field 'dew'"),
        (["T-99", "due=fri"], 2, "there is no task T-99"),
        (["T-1"], 2, "write ID first, then FIELD=VALUE"),
        (["due=fri"], 2, "write ID first, then FIELD=VALUE"),
        (["T-1", "due=fri", "T-2"], 2, "'T-2' is no FIELD=VALUE"),
        (["R-1", "state=expired", "owner=bb"], 0, "R-1 state, owner set"),
        (["P-1", "state=closed"], 4, "draft cannot become closed"),
        (["T-1", "priority=2"], 0, "it is so already"),
    ],
)
def test_set_says_what_is_wrong(shell: Shell, words: list[str], code: int, said: str) -> None:
    ran = shell("set", *words)
    assert ran.code == code, ran.err
    assert said in ran.err


def test_a_rejected_set_writes_nothing(shell: Shell) -> None:
    before = shell.json("list", "tasks")["revision"]
    assert shell("set", "T-1", "priority=1", "due=someday").code == 2
    assert shell.json("list", "tasks")["revision"] == before


def test_rename_changes_the_name_of_one_thing(shell: Shell) -> None:
    shell.ok("rename", "P-1", "Site rebuild")
    assert shell.json("show", "P-1")["entity"]["name"] == "Site rebuild"


def test_move_takes_a_project_to_another_program(shell: Shell) -> None:
    shell.ok("add", "program", "Other")
    ran = shell("move", "P-1", "PG-2")
    assert (ran.code, ran.err) == (0, "pmtui: moved to PG-2 Other\n")
    assert shell.json("show", "P-1")["entity"]["component"] == "PG-2"


def test_move_into_itself_is_rejected_with_the_loop(shell: Shell) -> None:
    shell.ok("add", "program", "Inner", "--into", "PG-1")
    ran = shell("move", "PG-1", "PG-2")
    assert ran.code == 4
    assert "PG-1 > PG-2 > PG-1" in ran.err


def test_archive_is_refused_where_something_lives(shell: Shell) -> None:
    ran = shell("archive", "PG-1")
    assert (ran.code, ran.err) == (
        4,
        "pmtui: PG-1 Website relaunch holds 1 component (P-1): archive or move them first\n",
    )


def test_archive_and_restore(shell: Shell) -> None:
    shell.ok("archive", "T-3")
    assert shell.json("list", "tasks")["total"] == 2
    shell.ok("restore", "T-3")
    assert shell.json("list", "tasks")["total"] == 3


def test_link_refuses_a_loop(shell: Shell) -> None:
    ran = shell("link", "T-1", "T-2")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == "pmtui: T-1 cannot wait for T-2, it closes a loop: T-1 > T-2 > T-1\n"


def test_a_verb_on_the_wrong_table_says_what_it_works_on(shell: Shell) -> None:
    ran = shell("escalate", "T-1")
    kinds = "risks or issues or changes or links"
    assert (ran.code, ran.err) == (2, f"pmtui: T-1: escalate works on {kinds}\n")


def test_a_risk_is_escalated_and_answered(shell: Shell) -> None:
    shell.ok("escalate", "R-1", "--text", "too big")
    assert shell.json("show", "R-1")["entity"]["state"] == "escalated"
    assert shell.json("answer", "R-1", "accept")["changed"] == ["D-1", "R-1"]
    assert shell.json("show", "R-1")["entity"]["component"] == "PG-1"


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (("decide", "buy two"), "decide: buy two"),
        (("decide", "buy", "two"), "decide: buy two"),
        (("decide: buy two",), "decide: buy two"),
        (("return", "not ours"), "return: not ours"),
        (("send", "back", "not ours"), "return: not ours"),
    ],
)
def test_an_answer_with_its_words_is_one_step_that_undo_takes_back(
    shell: Shell, words: tuple[str, ...], kept: str
) -> None:
    shell.ok("escalate", "R-1")
    before = shell.json("show", "R-1")["entity"]
    shell.ok("answer", "R-1", *words)
    entity = shell.json("show", "R-1")["entity"]
    assert entity["escalation_answer"] == kept
    assert entity["escalation_decision"] == "D-1"
    assert len(shell.json("list", "decisions")["rows"]) == 1
    shell.ok("undo")
    assert shell.json("show", "R-1")["entity"] == before
    assert shell.json("list", "decisions")["rows"] == []
    assert "R-1" in shell.ok("list", "risks", "is:escalated")


def test_an_answer_is_given_by_a_document(shell: Shell, tmp_path: Path) -> None:
    shell.ok("escalate", "R-1")
    document = {"risks": [{"key": "R-1", "escalation_answer": "decide: buy two"}]}
    (tmp_path / "answer.json").write_text(json.dumps(document), "utf-8")
    shell.ok("apply", str(tmp_path / "answer.json"))
    entity = shell.json("show", "R-1")["entity"]
    assert (entity["state"], entity["escalation_decision"]) == ("monitoring", "D-1")
    shell.ok("undo")
    assert shell.json("list", "decisions")["rows"] == []
    assert shell.json("show", "R-1")["entity"]["state"] == "escalated"


def test_an_answer_that_cannot_be_is_one_sentence(shell: Shell) -> None:
    ran = shell("answer", "R-1", "accept")
    assert (ran.code, ran.err) == (4, "pmtui: R-1 is not escalated, there is nothing to answer\n")
    shell.ok("escalate", "R-1")
    ran = shell("answer", "R-1", "maybe")
    assert (ran.code, ran.err) == (
        2, "pmtui: answer is accept or return or decide, not 'maybe'\n",
    )  # fmt: skip
    ran = shell("answer", "R-1", "return")
    assert ran.code == 2
    assert ran.err == 'pmtui: R-1: say why it is sent back: answer R-1 return "..."\n'
    shell.ok("answer", "R-1", "accept")
    ran = shell("answer", "R-1", "decide", "no")
    assert (ran.code, ran.err) == (4, "pmtui: R-1 was answered already: accept\n")


def test_a_remark_is_kept(shell: Shell) -> None:
    shell.ok("remark", "T-1", "waiting for legal")
    assert shell.json("show", "T-1")["remarks"][0]["text"] == "waiting for legal"


def test_undo_and_redo_work_across_calls(shell: Shell) -> None:
    shell.ok("set", "T-1", "priority=1")
    assert shell("undo").err == "pmtui: taken back: T-1 (revision 11)\n"
    assert _task(shell)["priority"] == 2
    assert shell("redo").err == "pmtui: done again: T-1 (revision 12)\n"
    assert _task(shell)["priority"] == 1


def test_nothing_to_undo_is_rejected(empty: Shell) -> None:
    ran = empty("undo")
    assert (ran.code, ran.err) == (4, "pmtui: nothing to undo\n")


def test_a_store_that_may_not_be_written_ends_with_5(shell: Shell) -> None:
    text = shell.store.read_text("utf-8").replace("Website relaunch", "Website rewrite")
    shell.store.write_text(text, "utf-8")
    ran = shell("set", "T-1", "priority=1")
    assert ran.code == 5
    assert ran.err.startswith("pmtui: read-only: ")


def test_init_never_overwrites(shell: Shell, tmp_path: Path) -> None:
    before = shell.store.read_bytes()
    ran = shell("init", str(shell.store))
    assert (ran.code, ran.out) == (3, "")
    assert "is there already" in ran.err
    assert shell.store.read_bytes() == before
    assert shell("init", str(tmp_path / "other.json")).out == f"{tmp_path / 'other.json'}\n"


def test_a_line_that_cannot_be_read_is_bad_input_and_not_a_rejection(shell: Shell) -> None:
    ran = shell("add", "task", "Write due:someday")
    assert (ran.code, ran.out) == (2, "")
    assert "'someday' is not a date" in ran.err


def test_a_target_of_move_that_is_none_is_told_with_the_columns_there_are(shell: Shell) -> None:
    ran = shell("move", "T-1", "Nowhere")
    assert ran.code == 2
    assert "no column or component is called 'Nowhere'; columns: Backlog, " in ran.err
    assert "there is " in ran.err
    assert "column" not in shell("move", "P-1", "Nowhere").err


def test_a_span_that_is_none_is_wrong_usage(shell: Shell) -> None:
    ran = shell("shift", "T-1", "abc")
    assert (ran.code, ran.err) == (
        2, "pmtui: 'abc' is no span; write +1d, -2w, 4h, 1mo, 1q or 1y\n"
    )  # fmt: skip
