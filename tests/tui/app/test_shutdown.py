"""This file tests the end of the program in a real terminal: told to, or left alone."""

import fcntl
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pexpect
import pytest

from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.tui.unsaved.draft_store import UnsavedItem, drafts_of
from tests.house.checkout import ROOT
from tests.tui.sample import a_portfolio

pytestmark = pytest.mark.pty
MOST_SECONDS: Final = 1.5
"""One second, and what a busy machine takes to notice."""
STARTS_WITHIN: Final = 30
_PROGRAM: Final = [sys.executable, "-m", "pmtui"]

Begin = Callable[..., "pexpect.spawn[bytes]"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a store in it."""
    init_store(tmp_path / "plan.json", workspace=a_portfolio()).close()
    return tmp_path


@pytest.fixture
def begin(home: Path) -> Iterator[Begin]:
    """Starts the program on the store, on the board of P-1, and waits for its first frame."""
    children: list[Any] = []

    def begun(**more: Any) -> Any:
        words = [*_PROGRAM[1:], str(home / "plan.json"), "--scope", "P-1", "--view", "board"]
        child = pexpect.spawn(
            _PROGRAM[0], words, cwd=ROOT, env=environment(home), dimensions=(24, 80),
            timeout=STARTS_WITHIN, use_poll=True, **more,
        )  # fmt: skip
        children.append(child)
        child.expect("Cookie")
        return child

    yield begun
    for child in children:
        if not child.closed:
            child.close(force=True)


def environment(home: Path) -> dict[str, str]:
    """The least the program needs."""
    plain = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return {
        **plain,
        "HOME": str(home),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "TERM": "xterm-256color",
        "PYTHONUTF8": "1",
    }


def kept(home: Path) -> tuple[UnsavedItem, ...]:
    """The drafts on disk."""
    store = open_store(home / "plan.json")
    drafts = drafts_of(home / ".local" / "state" / "pmtui", store.store_id)
    store.close()
    drafts.load()
    return drafts.all()


def titles(home: Path) -> set[str]:
    """Titles of the tasks on disk."""
    store = open_store(home / "plan.json")
    found = {task.title for task in store.workspace.tasks.values()}
    store.close()
    return found


def ended(child: Any) -> float:
    """Seconds until the program is gone."""
    started = time.monotonic()
    while time.monotonic() - started < 20:
        if not child.isalive():
            return time.monotonic() - started
        time.sleep(0.01)
    return time.monotonic() - started


def gone(pid: int) -> float:
    """Seconds until a child that has no terminal any more is gone."""
    started = time.monotonic()
    while time.monotonic() - started < 20:
        if os.waitpid(pid, os.WNOHANG)[0]:
            return time.monotonic() - started
        time.sleep(0.01)
    return time.monotonic() - started


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_keeps_the_text_and_gives_the_terminal_back(
    home: Path, begin: Begin, number: int
) -> None:
    child = begin()
    child.send("a")
    child.expect("new task")
    child.send("Half a thought !2")
    child.expect("thought !2")
    os.kill(child.pid, number)
    assert ended(child) < MOST_SECONDS
    assert child.exitstatus == 128 + number
    assert b"\x1b[?1049l" in child.read()
    (one,) = kept(home)
    assert one.typed is not None
    assert (one.typed.text, one.typed.view) == ("Half a thought !2", "board")
    assert one.reason == "the program was asked to end"


def test_the_text_is_offered_at_the_next_start_and_taken_up(home: Path, begin: Begin) -> None:
    child = begin()
    child.send("a")
    child.expect("new task")
    child.send("Half a thought")
    child.expect("Half a thought")
    os.kill(child.pid, signal.SIGTERM)
    ended(child)
    again = begin()
    again.expect("1 draft from before")
    again.send("D")
    again.expect("Half a thought")
    time.sleep(0.4)
    again.send("\r")
    again.expect("new task")
    again.send(", whole\r")
    again.expect("saved r2")
    again.send("\x11")
    ended(again)
    assert "Half a thought, whole" in titles(home)
    assert kept(home) == ()


def test_a_terminal_that_closes_ends_it(home: Path, begin: Begin) -> None:
    child = begin()
    child.send("L")
    child.expect("saved r2")
    child.send("a")
    child.expect("new task")
    child.send("Half a thought")
    child.expect("Half a thought")
    child.ptyproc.fileobj.close()
    child.closed = True
    assert gone(child.pid) < MOST_SECONDS
    (one,) = kept(home)
    assert one.typed is not None
    store = open_store(home / "plan.json")
    assert store.workspace.revision == 2
    store.close()


def test_it_ends_though_nobody_tells_it_that_the_terminal_is_gone(home: Path, begin: Begin) -> None:
    child = begin(preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    child.ptyproc.fileobj.close()
    child.closed = True
    assert gone(child.pid) < MOST_SECONDS
    assert kept(home) == ()


def test_an_edit_that_a_hung_writer_holds_up_is_a_draft(home: Path, begin: Begin) -> None:
    child = begin()
    child.send("L")
    child.expect("saved r2")
    with (home / "plan.json.d" / "lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        child.send("L")
        child.expect("saving")
        os.kill(child.pid, signal.SIGTERM)
        assert ended(child) < MOST_SECONDS
    (one,) = kept(home)
    assert one.draft is not None
    assert one.draft.action == "card.right"


def test_what_is_queued_is_written_and_leaves_no_draft(home: Path, begin: Begin) -> None:
    child = begin()
    child.send("L")
    os.kill(child.pid, signal.SIGTERM)
    assert ended(child) < MOST_SECONDS
    assert kept(home) == ()


def test_nohup_takes_the_terminal_away_and_is_told_so(home: Path) -> None:
    words = ["nohup", *_PROGRAM, str(home / "plan.json")]
    child = pexpect.spawn(words[0], words[1:], cwd=home, env=environment(home), use_poll=True)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2
    assert "the screen needs a terminal" in (home / "nohup.out").read_text("utf-8")
