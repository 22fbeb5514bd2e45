"""This file tests the choice of a face by starting the program as a user does."""

import os
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from tests.house.checkout import ROOT

_PROGRAM = (sys.executable, "-m", "pmtui")


def _environment(home: Path, **more: str) -> dict[str, str]:
    plain = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    place = {"HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm-256color"}
    return {**plain, **place, **more}


def _piped(home: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*_PROGRAM, *words],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=_environment(home, **more),
        stdin=subprocess.DEVNULL,
        text=True,
    )


@pytest.mark.parametrize("words", [(), ("demo",), ("plan.json",), ("--scope", "P-1")])
def test_without_a_terminal_the_screen_says_so_and_ends_with_2(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = _piped(tmp_path, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "pmtui: the screen needs a terminal; pmtui --help lists what works without one\n"
    )


def test_a_verb_ends_with_its_own_code(tmp_path: Path) -> None:
    store = str(tmp_path / "plan.json")
    assert _piped(tmp_path, "init", store).returncode == 0
    assert _piped(tmp_path, "init", store).returncode == 3
    assert _piped(tmp_path, "list", "tasks", "--store", store, "--json").stdout.startswith("{")
    assert _piped(tmp_path, "--help").returncode == 0


@pytest.mark.pty
def test_a_dumb_terminal_says_so_and_ends_with_2(tmp_path: Path) -> None:
    child = pexpect.spawn(
        _PROGRAM[0],
        [*_PROGRAM[1:], "demo"],
        cwd=ROOT,
        env=_environment(tmp_path, TERM="dumb"),
        use_poll=True,
    )
    child.expect("TERM is dumb: this terminal cannot show the screen")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2


@pytest.mark.pty
def test_a_first_start_asks_what_to_begin_with(tmp_path: Path) -> None:
    child = pexpect.spawn(
        _PROGRAM[0], [*_PROGRAM[1:]], cwd=ROOT, env=_environment(tmp_path), use_poll=True
    )
    child.expect("There is no store yet at")
    child.expect("Demo portfolio")
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert not list(tmp_path.rglob("portfolio.json"))


@pytest.mark.pty
def test_a_view_that_is_not_there_is_refused_before_the_screen_opens(tmp_path: Path) -> None:
    words = [*_PROGRAM[1:], "demo", "--view", "gantt"]
    child = pexpect.spawn(_PROGRAM[0], words, cwd=ROOT, env=_environment(tmp_path), use_poll=True)
    child.expect("there is no view 'gantt'; there is overview, board")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2


@pytest.mark.pty
def test_where_the_locale_has_ascii_only_the_screen_is_drawn_in_it(tmp_path: Path) -> None:
    environment = _environment(tmp_path, LC_ALL="C")
    words = [*_PROGRAM[1:], "demo", "--view", "board"]
    child = pexpect.spawn(_PROGRAM[0], words, cwd=ROOT, env=environment, use_poll=True)
    child.expect(rb"T-20")
    assert child.before is not None
    assert child.before.isascii()
    child.close(force=True)


@pytest.mark.pty
@pytest.mark.parametrize(("said", "has_colours"), [("", True), ("1", False)])
def test_no_color_counts_where_it_is_not_empty(
    tmp_path: Path, *, said: str, has_colours: bool
) -> None:
    environment = _environment(tmp_path, NO_COLOR=said, COLORTERM="truecolor")
    words = [*_PROGRAM[1:], "demo", "--view", "board"]
    child = pexpect.spawn(_PROGRAM[0], words, cwd=ROOT, env=environment, use_poll=True)
    child.expect(rb"T-20")
    assert child.before is not None
    assert (b"38;2;" in child.before) is has_colours
    child.close(force=True)
