"""This file tests how the command line finds verbs and stores, and what it never loads."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pmtui.cli.command_line import VERBS, names_a_file, split
from pmtui.cli.core.verb import DONE, FOUND, IN_DOUBT, NO_STORE, READ_ONLY, REJECTED, USAGE
from pmtui.cli.main import every_verb
from tests.cli.running import Shell, run
from tests.house.checkout import ROOT, SCREEN

_READING = ("list tasks --json", "show T-1", "tree", "risks", "health", "attention", "log",
            "check", "doctor", "schema", "keys", "selftest", "export tasks -")  # fmt: skip


def test_the_exit_codes_are_0_to_6_as_documented() -> None:
    assert (DONE, FOUND, USAGE, NO_STORE, REJECTED, READ_ONLY, IN_DOUBT) == (0, 1, 2, 3, 4, 5, 6)


def test_options_stand_before_or_after_the_verb(shell: Shell) -> None:
    store = str(shell.store)
    before = run("--json", "--store", store, "list", "people", "--columns", "key")
    after = run("list", "people", "--columns", "key", "--json", f"--store={store}")
    assert before == after
    assert before.document["rows"] == [{"key": "H-1"}, {"key": "H-2"}]


def test_the_store_of_the_environment_is_used(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PMTUI_STORE", str(shell.store))
    assert run("list", "people", "--columns", "key").out == "key\nH-1\nH-2\n"


def test_a_store_that_is_not_there_ends_with_3(tmp_path: Path) -> None:
    ran = run("list", "tasks", "--store", str(tmp_path / "none.json"))
    assert (ran.code, ran.out) == (3, "")
    assert "none.json" in ran.err


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"tasks": {}}', b"\xff\xfe"])
def test_a_file_that_is_no_store_ends_with_3_and_stays_as_it_is(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "odd.json"
    path.write_bytes(content)
    for verb in ("list tasks", "check", "set T-1 due=fri", "log"):
        ran = run(*verb.split(), "--store", str(path))
        assert (ran.code, ran.out) == (3, ""), verb
        assert ran.err.count("\n") == 1
    assert path.read_bytes() == content


def test_an_unknown_verb_names_what_comes_close() -> None:
    ran = run("lits")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "pmtui: there is no verb 'lits'; did you mean list or split?\n"


def test_wrong_arguments_end_with_2_and_the_usage(shell: Shell) -> None:
    ran = shell("show")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("pmtui: the following arguments are required: ID\nusage: pmtui show")


def test_help_lists_every_verb() -> None:
    ran = run("--help")
    assert ran.code == 0
    assert [name for name in VERBS if f"\n  {name}" not in ran.out] == []


def test_the_help_of_a_verb_ends_with_0() -> None:
    ran = run("list", "--help")
    assert ran.code == 0
    assert "KIND" in ran.out


def test_the_version_is_the_packages() -> None:
    assert run("--version").out == "pmtui 0.1.0\n"


def test_the_screen_is_not_opened_from_here() -> None:
    ran = run("demo")
    assert (ran.code, ran.out) == (2, "")
    assert "needs a terminal" in ran.err


def test_every_verb_says_in_a_sentence_what_it_does() -> None:
    assert [verb.name for verb in every_verb() if not verb.help.endswith(".")] == []


def test_every_verb_of_the_front_is_where_it_says() -> None:
    names = {verb.name for verb in every_verb()}
    assert set(VERBS) <= names


def test_a_command_line_is_split_at_its_verb() -> None:
    assert split(["--store", "a.json", "--json", "list", "--csv"]) == (
        ["--store", "a.json", "--json"],
        "list",
        ["--csv"],
    )
    assert split([]) == ([], "", [])


def test_a_word_with_a_slash_or_an_ending_names_a_store() -> None:
    assert [names_a_file(word) for word in ("./x", "a.json", "list", "", "demo", "lits")] == [
        True, True, False, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize("verb", _READING)
def test_no_verb_loads_the_screen(shell: Shell, verb: str) -> None:
    program = (
        "import json, sys; from pmtui.cli.main import main; code = main(sys.argv[1:]);"
        "print(json.dumps([one.partition('.')[0] for one in sys.modules]), file=sys.stderr);"
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *verb.split(), "--store", str(shell.store)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        text=True,
    )
    loaded = set(json.loads(done.stderr.splitlines()[-1]))
    assert not loaded & SCREEN
    assert done.returncode == 0


@pytest.mark.parametrize("verb", _READING)
def test_a_verb_that_reads_leaves_the_store_as_it_is(shell: Shell, verb: str) -> None:
    files = sorted(path for path in shell.store.parent.rglob("*") if path.is_file())
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}
    assert shell(*verb.split()).code == 0
    after = sorted(path for path in shell.store.parent.rglob("*") if path.is_file())
    assert after == files
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in after} == before


def test_a_pipe_that_closes_early_is_no_error(shell: Shell) -> None:
    words = [sys.executable, "-m", "pmtui", "schema", "--store", str(shell.store)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait(20) == 0


def test_a_latin_1_terminal_gets_stand_ins_instead_of_a_crash(shell: Shell) -> None:
    shell.ok("add", "task", "Prüfung ✓")
    for words in (["list", "tasks"], ["list", "tasks", "--json"]):
        done = subprocess.run(
            [sys.executable, "-m", "pmtui", *words, "--store", str(shell.store)],
            capture_output=True,
            check=False,
            cwd=ROOT,
            env=os.environ
            | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "latin-1"},
        )
        assert done.returncode == 0, done.stderr
        if "--json" in words:
            titles = [row["title"] for row in json.loads(done.stdout)["rows"]]
            assert titles[-1] == "Prüfung ✓"


def test_a_kind_in_place_of_a_verb_is_led_to_list() -> None:
    ran = run("tasks")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "pmtui: there is no verb 'tasks'; `pmtui list tasks` lists them\n"


def test_what_is_missing_and_what_is_too_much_is_told_as_it_was_typed(shell: Shell) -> None:
    assert "are required: KIND\n" in shell("list").err
    ran = shell("check", "T-1", "--all")
    assert ran.code == 2
    assert ran.err.startswith("pmtui: not understood here: --all T-1\n")
