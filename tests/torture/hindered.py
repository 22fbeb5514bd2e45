"""This file lets `strace` spoil one system call of a process: an error in its place, or a kill."""

import re
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from typing import Final

from tests.torture.harness import Child

CALLS: Final = (
    "openat", "write", "fsync", "linkat", "renameat", "unlinkat", "flock", "fchmod", "mkdirat",
    "close", "newfstatat", "read",
)  # fmt: skip
"""The calls that are spoilt."""
_ATTACHED: Final = "attached"
_CALL: Final = re.compile(r"^(?:\[pid +\d+\] |\d+ +)?(\w+)\(", re.MULTILINE)


class Spoiler:
    """A tracer on a process, from its start until the process goes on without it.

    Args:
        child: who is traced.
        options: of `strace`.
    """

    def __init__(self, child: Child, *options: str) -> None:
        self._log = tempfile.NamedTemporaryFile("r", encoding="utf-8", errors="replace")  # noqa: SIM115
        self._tracer = subprocess.Popen(
            ["strace", "-p", str(child.pid), "-o", self._log.name, *options],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._tracer.stderr is not None
        said = self._tracer.stderr.readline()
        assert _ATTACHED in said, said + self._tracer.stderr.read()

    def ended(self) -> str:
        """Let go of the process; what the tracer wrote down."""
        self._tracer.terminate()
        self._tracer.communicate()
        with self._log as log:
            return log.read()


def counted(log: str) -> Counter[str]:
    """How often each call stands in what a tracer wrote down."""
    return Counter(_CALL.findall(log))


def spoil(call: str, at: int, *, error: str = "", for_ever: bool = False) -> tuple[str, ...]:
    """The options that spoil a call: by an error, else by a kill as it begins."""
    how = f"error={error}" if error else "signal=KILL"
    return "-e", f"trace={call}", "-e", f"inject={call}:{how}:when={at}{'+' * for_ever}"


def everything(path: Path) -> tuple[str, ...]:
    """The options that write down every call on a store."""
    return "-e", "trace=%file,%desc", "-y", "-P", str(path)
