"""This file starts processes that work on a store, to be watched, hindered or killed."""

import contextlib
import ctypes
import multiprocessing
import os
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pytest

LONG: Final = os.environ.get("PMTUI_TORTURE") == "long"
"""Whether the long run was asked for, as `make torture` does."""
IS_ROOT: Final = os.getuid() == 0
ROOT: Final = Path(__file__).parents[2]
"""The checkout."""
_ANYBODY: Final = ctypes.c_ulong(-1)
_SET_TRACER: Final = 0x59616D61
_SERVER: Final = multiprocessing.get_context("forkserver")


def amount(short: int, long: int) -> int:
    """How often to do something: few times in `make test`, many in `make torture`."""
    return long if LONG else short


def needs(*commands: str, root: bool = False) -> pytest.MarkDecorator:
    """Skips a test, with the reason, where a program is missing or the user is not root."""
    missing = [one for one in commands if shutil.which(one) is None]
    reasons = [f"not installed: {', '.join(missing)}"] if missing else []
    if root and not IS_ROOT:
        reasons.append("only root may do this")
    return pytest.mark.skipif(bool(reasons), reason="; ".join(reasons) or "nothing is missing")


class Wire:
    """A process's line to the test that started it; it sends, so that `write` is the store's."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._heard = line.makefile("r", encoding="utf-8")

    def say(self, *words: object) -> None:
        """Send a line."""
        with contextlib.suppress(BrokenPipeError):
            self._line.sendall((" ".join(map(str, words)) + "\n").encode())

    def hear(self) -> str:
        """Wait for a line; empty once the other side is gone."""
        return self._heard.readline().rstrip("\n")

    def heard_whole(self) -> list[str]:
        """Every whole line until the other side is gone; what a kill cut off is left out."""
        return [line[:-1] for line in self._heard if line.endswith("\n")]

    def close(self) -> None:
        """Hang up."""
        self._heard.close()
        self._line.close()


Work = Callable[..., None]
"""What a process does: it takes its wire, then the words it was started with."""


class Child(Wire):
    """A process that works on a store. It is killed at the end of a `with` if it still lives."""

    def __init__(self, work: Work, *words: object) -> None:
        _SERVER.set_forkserver_preload(["tests.torture.starts"])
        mine, theirs = socket.socketpair()
        super().__init__(mine)
        self._process = _SERVER.Process(target=_run, args=(work, theirs, words), daemon=True)
        self._process.start()
        theirs.close()
        self.pid: Final = self._process.pid or 0

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal; a process that has ended already is left alone."""
        if self._process.is_alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def wait(self) -> int | None:
        """Wait for the end; the exit code, negative for a signal."""
        self._process.join(20)
        return self._process.exitcode

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.kill()
        self.wait()
        self.close()


def _run(work: Work, line: socket.socket, words: tuple[object, ...]) -> None:
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(_SET_TRACER, _ANYBODY, 0, 0, 0)
    wire = Wire(line)
    try:
        work(wire, *words)
    except Exception as error:  # noqa: BLE001  (the test reads it)
        wire.say("failed", type(error).__name__, error)


def tree(path: Path) -> dict[str, bytes]:
    """The bytes of every file of a store, but for what a killed writer left unfinished."""
    return {str(one.relative_to(path.parent)): one.read_bytes() for one in _files(path)}


def _files(path: Path) -> Iterator[Path]:
    for one in (path, *sorted(Path(f"{path}.d").rglob("*"))):
        if one.is_file() and not one.name.startswith(".new-"):
            yield one
