"""This file runs the program in a real terminal and in tmux, and tells what a terminal obeys."""

import contextlib
import io
import itertools
import os
import re
import shlex
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, Final

import pexpect

PROGRAM: Final = (sys.executable, "-m", "pmtui")
PATIENCE: Final = 60
"""Seconds for what must come; a busy machine is slow."""
_OWN: Final = re.compile(
    rb"\x1b\[[0-9;:?<>=$ ]*[A-Za-z]|\x1b\[\?[0-9;]*\$p|\x1b[=>78]|\x1b\(B|\x1b\[>[0-9]+u"
    rb"|\x1b\]22;[a-z-]+\x07"
)
"""What a screen is drawn with: colours, places, modes, the mouse's shape; nothing else."""


def environment(home: Path) -> dict[str, str]:
    """The least the program needs."""
    plain = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return {
        **plain,
        "HOME": str(home),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONUTF8": "1",
        "TERM": "xterm-256color",
    }


@contextmanager
def screen(home: Path, *words: str, size: tuple[int, int] = (30, 100)) -> Iterator[Any]:
    """The program in a terminal of its own; `logfile_read` holds every byte it sent."""
    child = pexpect.spawn(
        PROGRAM[0], [*PROGRAM[1:], *words], cwd=home, env=environment(home), dimensions=size,
        timeout=PATIENCE, use_poll=True,
    )  # fmt: skip
    child.logfile_read = io.BytesIO()
    try:
        yield child
    finally:
        if not child.closed:
            child.close(force=True)


def read_out(child: Any, quiet: float = 0.3) -> None:
    """Read until nothing comes for a while."""
    with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
        while child.read_nonblocking(1 << 16, quiet):
            pass


def cpu_seconds(pid: int) -> float:
    """Processor seconds that a process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def obeyed(sent: bytes) -> list[str]:
    """What a terminal would obey, or hide, beyond the drawing of a screen."""
    left = _OWN.sub(b"", sent).decode("utf-8", "surrogateescape")
    return sorted(
        {
            ascii(mark)
            for mark in left
            if mark not in "\r\n\u200c\u200d"
            and unicodedata.category(mark) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        }
    )


class Tmux:
    """A tmux of its own with one window, which lets everything through that it can.

    Args:
        home: the home of what runs in it.
    """

    _sockets: ClassVar = itertools.count(1)

    def __init__(self, home: Path) -> None:
        # A server that was told to end still answers on its socket for a moment.
        self._name = f"pmtui-torture-{os.getpid()}-{next(self._sockets)}"
        shell = "env -i " + shlex.join(f"{key}={value}" for key, value in environment(home).items())
        self("new-session", "-d", "-x", "100", "-y", "30", "-c", str(home), f"{shell} sh")
        for option, value in (
            ("set-clipboard", "on"), ("allow-passthrough", "on"), ("set-titles", "on"),
            ("remain-on-exit", "on"),
        ):  # fmt: skip
            self("set-option", "-g", option, value)
        self("set-buffer", "untouched")
        self("select-pane", "-T", "quiet")
        self("rename-window", "still")

    def __call__(self, *words: str) -> str:
        """What a tmux command says."""
        done = subprocess.run(
            ["tmux", "-L", self._name, "-f", "/dev/null", *words],
            capture_output=True,
            check=False,
            text=True,
        )
        assert done.returncode == 0, f"tmux {shlex.join(words)}: {done.stderr}"
        return done.stdout.strip()

    @property
    def touched(self) -> tuple[str, ...]:
        """Its paste buffers, title and window name; as they were where nothing was obeyed."""
        title = self("display-message", "-p", "#{pane_title}|#{window_name}")
        return (self("show-buffer"), self("list-buffers", "-F", "#{buffer_name}"), title)

    def run(self, command: str) -> str:
        """Type a command and wait until the shell says it is done; what is on the screen then."""
        self("send-keys", "-l", f"clear; {command}; echo do''ne")
        self("send-keys", "Enter")
        return self.seen("done")

    def seen(self, words: str) -> str:
        """Wait until words are on the screen; the screen."""
        end = time.monotonic() + PATIENCE
        while words not in (shown := self("capture-pane", "-p")):
            assert time.monotonic() < end, f"{words!r} never came:\n{shown}"
            time.sleep(0.05)
        return shown

    def until_shell(self) -> None:
        """Wait until the program has left and the shell reads again."""
        end = time.monotonic() + PATIENCE
        while "sh" not in (now := self("display-message", "-p", "#{pane_current_command}")):
            assert time.monotonic() < end, f"{now} never ended"
            time.sleep(0.05)

    def close(self) -> None:
        """End it."""
        self("kill-server")
