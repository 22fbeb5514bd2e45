"""This file presses random keys and pastes random texts in a terminal for long, beside a writer.

Short each time; eight minutes with PMTUI_TORTURE=long, or as many seconds as PMTUI_SOAK says.
"""

import contextlib
import io
import os
import random
import time
from pathlib import Path
from typing import Any, Final

import pexpect
import pytest

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.key_labels import SYMBOLS
from pmtui.model.rules.checks import check_all
from pmtui.store.disk.making_and_opening import init_store, open_store
from tests.torture.conftest import Tell
from tests.torture.deeds import edit_for_long
from tests.torture.harness import Child, amount
from tests.torture.seat import CODES
from tests.torture.terminal import PATIENCE, read_out, screen
from tests.tui.commands.test_paste import a_text
from tests.tui.sample import a_portfolio

pytestmark = pytest.mark.pty
SECONDS: Final = int(os.environ.get("PMTUI_SOAK", "0")) or amount(10, 480)
WARM: Final = 300
"""Seconds after which memory may not grow any more."""
MOST_GROWTH: Final = 10.0
"""MB by which it may."""
PAUSE: Final = 0.01
"""Seconds between two commits of the writer."""
_LEAVES: Final = frozenset({"q", "y", "x", "ctrl+q", "ctrl+z", "E", "ctrl+c"})
"""Keys that end the program (`x` by `:x`) or stop it, open another, or ask for the clipboard."""


def codes() -> list[str]:
    """What a terminal sends for every key that means something."""
    keys = {key for action in CATALOGUE.values() for key in action.keys} - _LEAVES
    sent = [CODES.get(key) or SYMBOLS.get(key, key) for key in sorted(keys)]
    return [*(one for one in sent if len(one) == 1 or one.startswith("\x1b")), "\r", "\x1b", "\x1b"]


def megabytes(pid: int) -> float:
    """What a process holds in memory."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def pieces(chance: random.Random) -> str:
    """What comes in one piece: a key, some keys, or a text with or without brackets."""
    kind = chance.random()
    if kind < 0.03:
        return f"\x1b[200~{a_text(chance)}\x1b[201~"
    if kind < 0.06:
        return a_text(chance)
    if kind < 0.1:
        return "".join(chance.choices(KEYS, k=chance.randint(2, 6)))
    return chance.choice(KEYS)


KEYS: Final = tuple(codes())
_TAIL: Final = 20_000
"""Bytes of what a terminal was sent that are kept."""


def drink(child: Any, seconds: float) -> None:
    """Read for a while: beside a writer a screen is never quiet."""
    end = time.monotonic() + seconds
    while True:
        with contextlib.suppress(pexpect.TIMEOUT):
            child.read_nonblocking(1 << 16, max(0.0, end - time.monotonic()))
        if time.monotonic() >= end:
            return


class Player:
    """Types at random for a while, and opens the store again where the keys have left it.

    Args:
        home: the home of who types.
        path: the store.
    """

    def __init__(self, home: Path, path: Path) -> None:
        self._home = home
        self._path = path
        self._chance = random.Random(SECONDS)
        self.count = 0
        """Pieces that were typed."""
        self.stretches: list[list[tuple[float, float]]] = []
        """What was held, in MB, by the second since each opening."""

    def play(self) -> None:
        """Type for the time there is."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            words = (str(self._path), "--view", "board")
            with screen(self._home, *words, size=(36, 120)) as child:
                child.expect(r"\x1b\[\?1049h")
                drink(child, 1.0)
                is_there = self._typed(child, end)
                code, said = left(child) if is_there else how_it_ended(child)
                assert code == 0, f"it ended with code {code} after {self.count} pieces:\n{said}"

    def _typed(self, child: Any, end: float) -> bool:
        """Whether a program was still there in the end; some keys ask to leave, and others do."""
        begun, held = time.monotonic(), list[tuple[float, float]]()
        self.stretches.append(held)
        while time.monotonic() < end:
            try:
                typed = pieces(self._chance)
                child.send(typed)
                drink(child, self._chance.choice((0.0, 0.01, 0.05, 0.2)))
                if typed.endswith("\x1b"):
                    # At the top it asks whether to leave, and Enter would say yes.
                    drink(child, 0.3)
                    child.send("n")
            except (pexpect.EOF, OSError):
                return False
            self.count += 1
            spent = time.monotonic() - begun
            if not held or spent - held[-1][0] >= 5:
                held.append((spent, megabytes(child.pid)))
                child.logfile_read = io.BytesIO(child.logfile_read.getvalue()[-_TAIL:])
                child.logfile_read.seek(0, io.SEEK_END)
        return True


def how_it_ended(child: Any) -> tuple[int, str]:
    """The code of a program that is gone, and what it said last."""
    with contextlib.suppress(pexpect.ExceptionPexpect):
        child.close()
    said = child.logfile_read.getvalue()[-_TAIL:].decode("utf-8", "replace")
    code = child.exitstatus if child.exitstatus is not None else -(child.signalstatus or 0)
    return int(code), said


def test_random_keys_and_pastes_beside_a_writer_end_and_lose_nothing(
    tmp_path: Path, tell: Tell
) -> None:
    path = tmp_path / "plan.json"
    init_store(path, workspace=a_portfolio()).close()
    player = Player(tmp_path, path)
    with Child(edit_for_long, path, SECONDS + 2, PAUSE) as writer:
        assert writer.hear() == "ready"
        writer.say("go")
        player.play()
        made = int(writer.hear())
    store = open_store(path)
    try:
        names = [one.commit_id for one in store.history() if one.commit_id.startswith("soak-")]
        assert check_all(store.workspace) == ()
        typed = store.workspace.revision - made
    finally:
        store.close()
    assert len(set(names)) == len(names) == made
    held = max(player.stretches, key=len)
    again = len(player.stretches) - 1
    tell(20, f"{player.count} keys and pastes in {SECONDS} s beside {made} commits of a writer, "
             f"{typed} of its own: 0 crashes, 0 lost, left and opened again {again} times, "
             f"{held[-1][1]:.0f} MB after {held[-1][0]:.0f} s, {growth(held):+.1f} MB since second "
             f"{warm(held):.0f}")  # fmt: skip
    assert growth(held) <= MOST_GROWTH


def warm(held: list[tuple[float, float]]) -> float:
    """The second from which memory is looked at."""
    return min(WARM, held[-1][0])


def growth(held: list[tuple[float, float]]) -> float:
    """MB that were held more at the end than once it was warm; the middle of three each."""
    later = [size for spent, size in held if spent >= warm(held)]
    return sorted(later[-3:])[len(later[-3:]) // 2] - sorted(later[:3])[len(later[:3]) // 2]


def left(child: Any) -> tuple[int, str]:
    """Leave, whatever is open; the exit code, and what was said last."""
    end = time.monotonic() + PATIENCE
    while child.isalive() and time.monotonic() < end:
        # Where nothing is open Esc asks whether to leave, and the next one takes that back.
        for keys in ("\x1b", "\x11"):
            if child.isalive():
                child.send(keys)
                read_out(child, 0.5)
    return how_it_ended(child)
