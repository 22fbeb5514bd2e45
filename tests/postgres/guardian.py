"""This file waits for the end of the process that started it, then stops a server for good.

It is run by its path, without the project: `python guardian.py FOLDER`. The end of its standard
input is the word; so a test run that is killed leaves no server and no folder behind.
"""

import contextlib
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import Final

_PATIENCE: Final = 200
"""Looks, a twentieth of a second apart, at a server that ends."""


def stop(folder: Path) -> None:
    """Stop the server of a folder at once, and take the folder away."""
    with contextlib.suppress(FileNotFoundError, ValueError, IndexError, ProcessLookupError):
        server = int((folder / "data" / "postmaster.pid").read_text("ascii").split()[0])
        os.kill(server, signal.SIGCONT)
        os.kill(server, signal.SIGQUIT)
        for _ in range(_PATIENCE):
            os.kill(server, 0)
            time.sleep(0.05)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.stdin.buffer.read()
    stop(Path(sys.argv[1]))
