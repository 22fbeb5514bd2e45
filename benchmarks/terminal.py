"""This file runs a program in a pseudo terminal and times what comes out of it."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from pathlib import Path

QUIET_SECONDS = 0.12
"""How long nothing comes before a screen counts as painted."""

FRAME_SECONDS = 0.008
"""How long nothing comes before a frame counts as painted, when another is known to follow."""


class Terminal:
    """A program under a pseudo terminal of a given size."""

    def __init__(self, command: Sequence[str], columns: int, rows: int) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            environment = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execvpe(command[0], list(command), environment)  # noqa: S606
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def seconds_to(self, marker: str, limit: float = 60.0) -> float:
        """Seconds from exec until a text is on the wire.

        Raises:
            TimeoutError: it did not come; the message ends with what did.
        """
        wanted = marker.encode()
        seen = b""
        while time.perf_counter() - self.started < limit:
            seen = seen[-200_000:] + self._read(0.5)
            if wanted in seen:
                return time.perf_counter() - self.started
        message = f"{marker!r} never came; the end of what did: {seen[-400:]!r}"
        raise TimeoutError(message)

    def settle(self, quiet: float = 0.4) -> int:
        """Read until nothing comes; returns the bytes read."""
        count = 0
        while chunk := self._read(quiet):
            count += len(chunk)
        return count

    def press(self, key: bytes, quiet: float = QUIET_SECONDS) -> tuple[float, int]:
        """Send a key: seconds to the last byte it caused, and how many bytes came.

        Args:
            key: the bytes of the key.
            quiet: how long nothing comes before the screen counts as painted.
        """
        sent = time.perf_counter()
        os.write(self.fd, key)
        last = sent
        count = 0
        wait = 1.0
        while chunk := self._read(wait):
            last = time.perf_counter()
            count += len(chunk)
            wait = quiet
        return last - sent, count

    def memory_mb(self) -> float:
        """Resident memory in MB."""
        for line in Path(f"/proc/{self.pid}/status").read_text("ascii").splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0

    def cpu_seconds(self) -> float:
        """Processor seconds used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End the program."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def _read(self, timeout: float) -> bytes:
        ready, _, _ = select.select([self.fd], [], [], timeout)
        if not ready:
            return b""
        try:
            return os.read(self.fd, 1 << 20)
        except OSError:
            return b""
