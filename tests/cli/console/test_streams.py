"""This file runs verbs whose answer cannot be written, and interrupts them at any moment."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import Shell

READS = (
    ("list", "tasks"),
    ("list", "tasks", "--json"),
    ("list", "tasks", "--csv"),
    ("tree",),
    ("show", "T-1"),
    ("risks",),
    ("attention",),
    ("schedule", "P-1", "--json"),
    ("log",),
    ("schema",),
    ("keys",),
    ("doctor",),
    ("export", "tasks", "-", "--format", "csv"),
    ("--help",),
    ("list", "--help"),
)
EDITS = (
    ("add", "task", "One more"),
    ("set", "T-1", "title=Another", "--json"),
    ("undo", "--json"),
    ("apply", "-", "--json"),
)


def _verb(shell: Shell, *words: str) -> list[str]:
    return [sys.executable, "-m", "pmtui", "--store", str(shell.store), *words]


def _revision(shell: Shell) -> int:
    revision: int = shell.json("log", "--limit", "1")["rows"][0]["rev"]
    return revision


def _run(call: list[str], how: str, stdin: str | None = "{}") -> tuple[int, str]:
    """Run a verb with one of its streams closed or full; its code and what stderr said."""
    shape = {"full": "> /dev/full", "closed": ">&-", "no input": "<&-", "deaf": "2> /dev/full"}[how]
    ran = subprocess.run(
        ["bash", "-c", f'"$@" {shape}', "bash", *call],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stderr


@pytest.mark.parametrize("how", ["full", "closed"])
@pytest.mark.parametrize("words", READS, ids=" ".join)
def test_an_answer_that_cannot_be_written_is_one_line_and_a_code(
    shell: Shell, words: tuple[str, ...], how: str
) -> None:
    code, err = _run(_verb(shell, *words), how)
    assert (code, err.count("\n")) == (7, 1), err
    assert err.startswith("pmtui: the answer could not be written (")
    assert err.endswith("): nothing was changed\n")


@pytest.mark.parametrize("how", ["full", "closed"])
@pytest.mark.parametrize("words", EDITS, ids=" ".join)
def test_an_edit_whose_answer_is_lost_is_told_as_made(
    shell: Shell, words: tuple[str, ...], how: str
) -> None:
    before = _revision(shell)
    document = '{"tasks": [{"title": "Applied", "component": "P-1"}]}'
    code, err = _run(_verb(shell, *words), how, document)
    assert code == 7, err
    assert f"the edit was made (revision {before + 1})" in err
    assert "Traceback" not in err
    assert _revision(shell) == before + 1


@pytest.mark.parametrize("words", [*READS, *EDITS], ids=" ".join)
def test_a_closed_input_or_a_full_stderr_changes_no_answer(
    shell: Shell, words: tuple[str, ...]
) -> None:
    for how in ("no input", "deaf"):
        code, err = _run(_verb(shell, *words), how)
        assert code in {0, 1, 2}, (how, err)
        assert "Traceback" not in err


def test_an_edit_of_nothing_from_a_closed_input_is_refused_in_words(shell: Shell) -> None:
    code, err = _run(_verb(shell, "add", "task", "-"), "no input")
    assert code == 4
    assert "Traceback" not in err
    assert err.startswith("pmtui: ")


def test_a_store_is_never_written_to_as_the_stdout_of_somebody(shell: Shell) -> None:
    _run(_verb(shell, "add", "task", "One more"), "closed")
    assert shell("check").code == 0


@pytest.mark.parametrize("ms", range(0, 400, 40))
def test_an_interrupted_edit_says_truly_whether_it_was_made(shell: Shell, ms: int) -> None:
    before = _revision(shell)
    call = _verb(shell, "add", "task", "Interrupted")
    running = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(ms / 1000)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate()
    made = _revision(shell) > before
    if running.returncode == 0:
        assert made
    elif "pmtui: interrupted" in err:
        assert running.returncode == 130
        assert ("the edit was made" in err) == made
        assert "Traceback" not in err
    else:  # Python itself was still starting
        assert not made


def test_whoever_stops_reading_is_no_error(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call = " ".join(_verb(shell, "schema"))
    ran = subprocess.run(
        ["bash", "-c", f"{call} | head -c 10 > {out}; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert out.stat().st_size == 10
