"""This file tests that whoever does not know the command line yet is led on by it."""

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmtui.cli.command_line import VERBS
from pmtui.cli.console.shell_quoting import quoted
from pmtui.cli.help_text import ENVIRONMENT, GROUPS
from pmtui.cli.main import every_verb, verb_parser
from tests.cli.running import Shell, run
from tests.house.checkout import PACKAGE, ROOT

_STORELESS = frozenset({"init", "doctor", "schema", "keys", "selftest", "config", "completion",
                        "man"})  # fmt: skip
_WORDS = {
    "show": ["T-1"], "list": ["tasks"], "diff": ["r1", "now"], "export": ["tasks", "-"],
    "import": ["x.csv"], "apply": ["x.json"], "add": ["task", "x"], "set": ["T-1", "due=fri"],
    "holidays": ["K-1", "DE"], "split": ["T-1", "1d", "1d"], "answer": ["R-1", "accept"],
    "completion": ["bash"], "chart": ["s-curve"],
}  # fmt: skip
_WRONG = sorted({"--colums", "--jsn", "--stor", "--archve", "--srot"})


def _words(name: str) -> list[str]:
    """Arguments that a verb understands."""
    if name in _WORDS:
        return _WORDS[name]
    parser = verb_parser(next(verb for verb in every_verb() if verb.name == name))
    needed = [one for one in parser._actions if not one.option_strings]
    return ["T-1" for one in needed if one.nargs not in {"?", "*"}]


@pytest.mark.parametrize("name", sorted({verb.name for verb in every_verb()} - _STORELESS))
def test_every_verb_that_needs_a_store_leads_to_init_and_demo(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("PMTUI_STORE", raising=False)
    ran = run(name, *_words(name))
    assert (ran.code, ran.out) == (3, "")
    assert "`pmtui init` makes one there, `pmtui demo` shows" in ran.err
    assert ran.err.count("\n") == 1
    named = run(name, *_words(name), "--store", str(tmp_path / "my plan.json"))
    assert f'`pmtui init "{tmp_path}/my plan.json"`' in named.err
    assert not (tmp_path / "data").exists()


def test_init_without_a_file_makes_the_store_that_is_used_without_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("PMTUI_STORE", raising=False)
    made = run("init")
    assert made.out == f"{tmp_path}/data/pmtui/portfolio.json\n"
    assert run("add", "project", "Harbour").out == "P-1\n"
    assert run("init").code == 3
    monkeypatch.setenv("PMTUI_STORE", str(tmp_path / "other.json"))
    assert run("init").out == f"{tmp_path}/other.json\n"
    assert run("--store", str(tmp_path / "third.json"), "init").out == f"{tmp_path}/third.json\n"


def test_a_refused_import_loads_nothing_that_reads_files(tmp_path: Path) -> None:
    program = (
        "import sys; from pmtui.cli.main import main; code = main(sys.argv[1:]);"
        "print(code, [name for name in sys.modules if name.startswith('pmtui.exchange')"
        " or name == 'pmtui.session.session'])"
    )
    words = ["import", "x.csv", "--store", str(tmp_path / "none.json")]
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True, check=True, cwd=ROOT / "src", text=True,
    )  # fmt: skip
    assert done.stdout == "3 []\n"


@pytest.mark.parametrize("word", ["--version", "-V"])
def test_the_version_is_told_by_either_option(word: str) -> None:
    assert run(word).out == "pmtui 0.1.0\n"


def test_help_is_a_verb_too() -> None:
    assert run("help").out == run("--help").out == run("-h").out
    assert run("help", "list").out == run("list", "--help").out
    assert run("help", "ls").out == run("list", "--help").out
    assert run("help", "demo").out == run("demo", "--help").out
    assert "throw-away copy" in run("demo", "--help").out
    assert (
        run("help", "lits").err == "pmtui: there is no verb 'lits'; did you mean list or split?\n"
    )


def test_every_verb_stands_once_in_the_groups_of_the_help() -> None:
    grouped = [name for names in GROUPS.values() for name in names]
    assert sorted(grouped) == [verb.name for verb in every_verb()]


def test_the_help_names_every_variable_of_the_environment_that_is_read() -> None:
    text = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    own = {"PMTUI_STORE", "PMTUI_MAX_STORE", "NO_COLOR", "VISUAL", "EDITOR", "TZ"}
    assert own <= {name for names in ENVIRONMENT for name in names.split(", ")}
    assert {word for word in own if f'"{word}"' in text} == own
    assert all(name in run("--help").out for name in own)


def test_ls_is_list_and_a_limit_keeps_the_first_rows(shell: Shell) -> None:
    assert shell.ok("ls", "tasks") == shell.ok("list", "tasks")
    rows = shell.json("list", "tasks", "--limit", "2", "--columns", "key")
    assert (rows["total"], rows["rows"]) == (3, [{"key": "T-1"}, {"key": "T-2"}])
    assert shell("list", "tasks", "--limit", "-1").code == 2


def test_done_completes_and_never_opens_again(shell: Shell) -> None:
    assert shell("done", "T-1", "T-3").err == "pmtui: done: T-1, T-3\n"
    assert shell("done", "T-1").err == "pmtui: it is so already\n"
    assert shell.json("done", "T-1", "T-2")["changed"] == ["T-2"]
    states = shell.json("list", "tasks", "--columns", "status")["rows"]
    assert states == [{"status": "done"}] * 3
    assert shell("done", "P-1").err.startswith("pmtui: P-1 is no task;")
    assert shell("done", "copy").err == "pmtui: 'copy' is no task: write its key, such as T-1\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "R-9"], "there is no risk R-9"),
        (["show", "PG-9"], "there is no program PG-9"),
        (["show", "m-9"], "there is no milestone M-9"),
        (["schedule", "P-9"], "there is no project P-9"),
        (["tree", "T-1"], "T-1 is a task, not a component"),
        (["link", "T-1", "R-1"], "R-1 is a risk, not a task"),
        (["escalate", "R-9"], "there is no risk R-9"),
        (["holidays", "DE", "2026"], "'DE' is no calendar: write its key, such as K-1"),
    ],
)
def test_what_is_not_there_is_named_by_its_kind(shell: Shell, words: list[str], said: str) -> None:
    ran = shell(*words)
    assert ran.code in {2, 4}
    assert said in ran.err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["holidays", "K-1", "DE", "2026"], 'pmtui holidays K-1 "DE 2026"'),
        (["remark", "T-1", "waits", "for", "Bob"], 'pmtui remark T-1 "waits for Bob"'),
        (["rename", "T-1", "Write", "more"], 'pmtui rename T-1 "Write more"'),
        (["add", "task", "Dig", "a", "hole"], 'pmtui add task "Dig a hole"'),
        (["import", "my", "plan.csv"], 'pmtui import "my plan.csv"'),
        (["move", "T-1", "In", "progress"], 'pmtui move T-1 "In progress"'),
        (["shift", "T-1", "1", "week"], 'pmtui shift T-1 "1 week"'),
        (["assign", "T-1", "Ann", "Archer"], 'pmtui assign T-1 "Ann Archer"'),
        (["baseline", "P-1", "Board", "approved"], 'pmtui baseline P-1 "Board approved"'),
        (["link", "T-3", "T-1", "FS+2d"], 'T-3 waits for T-1: pmtui link T-3 "T-1 FS+2d"'),
        (["link", "T-3", "T-1", "SS"], 'T-1 waits for T-3: pmtui link T-1 "T-3 SS"'),
        (["set", "T-1", "due=mon", "8", "dec", "2031"], 'pmtui set T-1 due="mon 8 dec 2031"'),
        (
            ["set", "T-1", "!x", "title=a", "b!", "due=fri"],
            "pmtui set T-1 '!x' title='a b!' due=fri",
        ),
        (["policy", "timezone=Europe/Berlin", "now"], 'timezone="Europe/Berlin now"'),
    ],
)
def test_a_text_that_was_not_quoted_is_shown_with_its_quotes(
    shell: Shell, typed: list[str], meant: str
) -> None:
    shell.ok("add", "calendar", "Standard")
    ran = shell(*typed)
    assert (ran.code, ran.out) == (2, "")
    assert meant in ran.err


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_a_quoted_text_is_one_word_of_a_shell(text: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"printf %s {quoted(text)}"], capture_output=True, check=True
    )
    assert done.stdout == text.encode()


@pytest.mark.parametrize("name", sorted(VERBS))
@pytest.mark.parametrize("wrong", _WRONG)
def test_an_unknown_option_is_refused_with_the_nearest(shell: Shell, name: str, wrong: str) -> None:
    ran = shell(name, *_words(name), wrong)
    assert (ran.code, ran.out) == (2, "")
    known = verb_parser(next(verb for verb in every_verb() if verb.name == name))
    near = {"--colums": "--columns", "--jsn": "--json", "--stor": "--store",
            "--archve": "--archived", "--srot": "--sort"}[wrong]  # fmt: skip
    assert f"not understood here: {wrong}" in ran.err
    if near in known._option_string_actions:
        assert f"did you mean {near}?" in ran.err


def test_an_unknown_option_before_the_verb_is_not_taken_for_one_with_a_verb() -> None:
    assert run("--stroe", "x", "list").err.startswith(
        "pmtui: there is no option --stroe; did you mean --store"
    )
    assert json.loads(run("--json", "keys").out)["kind"] == "keys"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["completion", "bsh"], "'bsh' is none of them; there is bash"),
        (["init", "x.json", "--share", "tema"], "'tema' is none of them; there is team"),
        (
            ["export", "tasks", "x.csv", "--format", "qq"],
            "'qq' is none of them; there is json, csv, xlsx",
        ),
    ],
)
def test_a_choice_that_is_none_is_refused_with_the_nearest(
    shell: Shell, words: list[str], said: str
) -> None:
    ran = shell(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


_WORD = st.text(st.sampled_from("abcxyzäß0123 '\"$`!\\*?;&|<>(){}[]#~%^,."), min_size=1, max_size=6)


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.sampled_from([("remark", "T-1"), ("rename", "T-1"), ("set", "T-1")]),
    st.lists(_WORD.map(lambda word: f"x{word}".strip()), min_size=2, max_size=5),
)
def test_the_command_that_is_shown_with_its_quotes_is_the_one_that_was_meant(
    shell: Shell, begun: tuple[str, str], words: list[str]
) -> None:
    verb, key = begun
    first = [f"title={words[0]}", *words[1:]] if verb == "set" else words
    ran = shell(verb, key, *first)
    assert ran.code == 2
    shown = ran.err.splitlines()[0].partition("goes in quotes: ")[2]
    meant = shlex.split(shown)
    whole = " ".join(words)
    assert meant == ["pmtui", verb, key, f"title={whole}" if verb == "set" else whole]
    assert shell(*meant[1:]).code == 0
    if verb != "remark":
        assert shell.json("show", key)["entity"]["title"] == whole
