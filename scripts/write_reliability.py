"""This file runs the long torture and writes docs/RELIABILITY.md from what it came to.

Run it with `python -m scripts.write_reliability`, as root where every row shall be tried.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from pmtui import clock

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "RELIABILITY.md"
ROWS: Final[dict[int, str]] = {
    1: "Writers are killed at random while they commit, snapshot and compact",
    2: "Each system call of a commit, snapshot and compaction fails, or kills the process",
    3: "The power of the disk goes",
    4: "Two machines write whose locks do not reach each other",
    5: "Random sessions edit, undo, crash, reopen and compact beside a model",
    6: "Disk full, no inodes, file size limit, read-only, permission taken away",
    7: "Flipped bytes, cut-off files, texts that are not a store",
    8: "Umasks, users, a member who tampers, links and pipes as traps",
    9: "Escape sequences in every text, seen in a real terminal and in tmux",
    10: "The big list of naughty strings through every form",
    11: "Somebody else edits while you type",
    12: "The longest time the screen does not answer",
    13: "Reading verbs on a store that may not be written",
    14: "An open, idle screen, also beside a writer that never pauses",
    15: "Hangup, termination, terminal gone",
    16: "TinyDB's own test suite on the store's TinyDB storage",
    17: "A writer killed between the parts of a commit over 8 MiB",
    18: "In each way a store can come to harm, each member is killed at every call that writes",
    19: "Another person changes what somebody has open, at two real terminals",
    20: "Random keys and pastes for long, beside a writer of 100 commits a second",
    21: "An earlier build and this one write one store in turns",
    22: "What processes ask and are answered is recorded and held to the order of the log",
    23: "A table of PostgreSQL under the store's protocol: writers and the server are killed",
    24: "Likewise, a synchronous standby is promoted while writers run",
    25: "Likewise, the network drops, delays and resets",
    26: "Likewise, a server that lacks much and answers 40001 at random, at COMMIT too",
}
"""What is tried, by the number the tests give their figures."""
_OPENING: Final = """\
# Reliability

Written by `make torture` from a run on {machine}, {day}:
pmtui {pmtui}, Python {python}, Textual {textual}, TinyDB {tinydb}, msgspec {msgspec}; as {user}.

{counts}. `make test` runs the same tests, fewer times each; where a tool is missing, a test says
so and is skipped.

| tried | came to |
|---|---|
"""
_CLOSING: Final = """
## What these figures do not show

- The power cut stops the file system, not the machine: a disk that says "written" and then loses
  what its own cache held is not tried.
- Timings are of one machine on one day. Counts are what to compare.
- The directory's owner and root can change anything; [SECURITY.md](../SECURITY.md) says what is
  promised against whom.
"""


def main() -> int:
    """Run the torture and write the page; gives pytest's exit code."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record"
        settings = {"PMTUI_TORTURE": "long", "PMTUI_TORTURE_RECORD": str(record)}
        command = [sys.executable, "-m", "pytest", "-m", "", "tests/torture", *sys.argv[1:]]
        done = subprocess.run(  # noqa: S603  (our own tests)
            command, check=False, cwd=ROOT, env=os.environ | settings
        )
        lines = record.read_text("utf-8").splitlines() if record.exists() else []
    PAGE.write_text("".join(page([json.loads(line) for line in lines])), "utf-8")
    return done.returncode


def page(told: list[dict[str, Any]]) -> Iterator[str]:
    """The page for what the tests told: figures by row, then counts."""
    figures: dict[int, list[str]] = defaultdict(list)
    counts: dict[str, int] = {}
    skipped: list[str] = []
    for one in told:
        if "row" in one:
            figures[one["row"]].append(one["figure"])
        else:
            counts, skipped = one["counts"], one["skipped"]
    kernel = platform.release().partition("-")[0]
    yield _OPENING.format(
        machine=f"{platform.system()} {kernel} ({os.cpu_count()} cores)",
        day=clock.today("UTC").isoformat(),
        user="root" if os.getuid() == 0 else "an ordinary user",
        python=platform.python_version(),
        counts=", ".join(f"{count} {name}" for name, count in counts.items()).capitalize(),
        **{name: version(name) for name in ("pmtui", "textual", "tinydb", "msgspec")},
    )
    for row, what in ROWS.items():
        found = (
            "<br>".join(one.replace("|", "\\|") for one in figures[row]) or "not tried in this run"
        )
        yield f"| {what} | {found} |\n"
    yield from (f"\nSkipped: {reason}\n" for reason in skipped)
    yield _CLOSING


if __name__ == "__main__":
    sys.exit(main())
