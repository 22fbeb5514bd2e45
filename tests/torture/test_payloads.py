"""This file fills every text of a store with what terminals obey, and watches real ones."""

import shlex
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
import pytest

from pmtui.model.entities.entity import Entity
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.disk.making_and_opening import init_store
from pmtui.views.catalogue import VIEWS
from tests.torture.conftest import Tell
from tests.torture.harness import amount, needs
from tests.torture.terminal import PROGRAM, Tmux, obeyed, read_out, screen
from tests.tui.sample import a_portfolio

pytestmark = pytest.mark.pty
PAYLOADS: Final = (
    "\x1b]52;c;UFdORUQ=\x07", "\x1b]52;p;UFdORUQ=\x1b\\", "\x1b]0;PWNED\x07", "\x1b]2;PWNED\x1b\\",
    "\x1bkPWNED\x1b\\", "\x1bPtmux;\x1b\x1b]52;c;UFdORUQ=\x07\x1b\\", "\x1b[21t", "\x1b[31mPWNED",
    "\x1b[2J\x1b[HPWNED", "\x1b[5n", "\x1b_PWNED\x1b\\", "\x9d52;c;UFdORUQ=\x9c", "\x9b31mPWNED",
    "\x1b]8;;https://evil.example\x1b\\PWNED\x1b]8;;\x1b\\", "\u202eDENWP\u2066\u2069",
    "\x07\x08\x0c\x0e\x0f", "PWNED\rX", "[bold red]PWNED[/]", "[@click=app.quit]PWNED[/]", "[/",
)  # fmt: skip
ALL: Final = "".join(PAYLOADS)
KEYS: Final = ("j", "j", "\r", "j", "q", "e", "\x1b", "=", "\x1b", "?", "\x1b", "/", "P", "\x1b",
               "o", "\x1b", "G", "D", "\x1b", ":", "\x1b")  # fmt: skip
VERBS: Final = (
    "list tasks", "list risks", "list people", "list components", "list tasks --json", "show T-1",
    "show R-1", "show P-1", "tree", "log", "risks", "attention", "health", "schedule", "check",
    "diff 1d", "contracts", "rename T-2 New", "set T-2 title=Again", "undo", "add task X",
    "list tasks title:PWNED", "show PWNED",
)  # fmt: skip


def a_hostile_portfolio() -> Workspace:
    """The sample portfolio with every free text begun by every payload."""
    start = a_portfolio()
    tables = {
        name: {one: _spoilt(row) for one, row in rows.items()}
        for name, rows in start.tables.items()
    }
    return Workspace(tables, counters=start.counters, revision=start.revision)


def _spoilt(row: Entity) -> Entity:
    names = {"title", "name", "notes", "description", "text", "cause", "event", "blocked", "said"}
    there = {field for field in row.__struct_fields__ if field in names}
    return msgspec.structs.replace(
        row,
        **{field: f"{ALL}{getattr(row, field)}" for field in there
           if isinstance(getattr(row, field), str)},
    )  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of payloads."""
    init_store(tmp_path / "plan.json", workspace=a_hostile_portfolio()).close()
    return tmp_path / "plan.json"


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    """A tmux that lets everything through."""
    made = Tmux(tmp_path)
    yield made
    made.close()


def test_no_payload_reaches_a_terminal_from_any_screen(store: Path, tell: Tell) -> None:
    count = 0
    views = list(VIEWS)
    for view in views:
        with screen(store.parent, str(store), "--scope", "P-1", "--view", view) as child:
            child.expect("PWNED")
            read_out(child)
            for key in KEYS[: amount(8, len(KEYS))]:
                child.send(key)
                read_out(child, 0.12)
            assert child.isalive()
            sent = child.logfile_read.getvalue()
        _judge(sent, view)
        count += len(sent)
    tell(9, f"{len(PAYLOADS)} payloads in every text, {len(views)} views with dialogs in a "
            f"terminal: 0 of them in {count:,} bytes")  # fmt: skip


def _judge(sent: bytes, where: str) -> None:
    assert obeyed(sent) == [], where
    for payload in PAYLOADS:
        if not payload.isprintable():
            assert payload.encode() not in sent, (where, payload)


def test_no_payload_reaches_a_terminal_from_any_verb(store: Path, tell: Tell) -> None:
    count = 0
    verbs = VERBS[:: amount(3, 1)]
    for verb in verbs:
        with screen(store.parent, *shlex.split(verb), "--store", str(store)) as child:
            read_out(child, 30)
            sent = child.logfile_read.getvalue()
        assert sent or verb.startswith(("rename", "set")), verb
        assert b"Traceback" not in sent, (verb, sent)
        _judge(sent, verb)
        count += len(sent)
    tell(9, f"{len(verbs)} verbs in a terminal: 0 payloads in {count:,} bytes")


@needs("tmux")
def test_tmux_keeps_its_buffer_and_title(store: Path, tmux: Tmux, tell: Tell) -> None:
    before = tmux.touched
    assert before[0] == "untouched"
    program = shlex.join([*PROGRAM])
    verbs = VERBS[:: amount(6, 1)]
    for verb in verbs:
        tmux.run(f"{program} {verb} --store {store}")
        assert tmux.touched == before, verb
    views = list(VIEWS)[:: amount(3, 1)]
    for view in views:
        tmux("send-keys", "-l", f"clear; {program} {store} --scope P-1 --view {view}")
        tmux("send-keys", "Enter")
        tmux.seen("PWNED")
        for key in ("j", "Enter", "q", "e", "Escape"):
            tmux("send-keys", key)
            time.sleep(0.3)
        tmux("send-keys", "C-q")
        tmux.until_shell()
        tmux.run("true")
        assert tmux.touched == before, view
    tell(9, f"{len(verbs)} verbs and {len(views)} views in tmux: paste buffer, pane title and "
            "window name as they were")  # fmt: skip


@needs("tmux")
def test_the_watch_sees_a_payload_that_is_obeyed(tmux: Tmux, tmp_path: Path) -> None:
    before = tmux.touched
    assert before[0] == "untouched"
    raw = tmp_path / "raw"
    raw.write_text(ALL)
    assert obeyed(raw.read_bytes()) != []
    tmux.run(f"cat {raw}")
    after = tmux.touched
    assert after[0] != before[0]
    assert after[2] != before[2]
