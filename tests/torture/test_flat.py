"""This file leaves a screen open beside a writer that never pauses, and opens a very long note."""

import time
from pathlib import Path
from typing import Any, Final

import pytest

from pmtui.model.changes.ops import edit
from pmtui.store.disk.making_and_opening import init_store, open_store
from tests.conftest import id_of
from tests.store.writing import committed, put
from tests.torture.conftest import Tell
from tests.torture.deeds import edit_for_long
from tests.torture.harness import Child, amount
from tests.torture.terminal import read_out, screen
from tests.torture.test_soak import drink, megabytes
from tests.tui.sample import a_portfolio
from tests.tui.stage import started

SECONDS: Final = amount(15, 120)
MOST_GROWTH: Final = 2.0
"""MB by which an idle screen may grow once it has seen some commits."""
NOTE: Final = 8 << 20
"""Bytes of the longest note there may be."""
OPENED: Final = 0.3
"""Seconds in which its detail opens."""


@pytest.mark.pty
def test_an_idle_screen_stays_flat_beside_a_writer_that_never_pauses(
    tmp_path: Path, tell: Tell
) -> None:
    path = tmp_path / "plan.json"
    init_store(path, workspace=a_portfolio()).close()
    held: list[float] = []
    with Child(edit_for_long, path, SECONDS, 0.0) as writer:
        assert writer.hear() == "ready"
        words = (str(path), "--scope", "P-1", "--view", "board")
        with screen(tmp_path, *words, size=(36, 120)) as child:
            child.expect("Cookie")
            read_out(child, 1.0)
            writer.say("go")
            held = _watched(child)
            made = int(writer.hear())
    third = len(held) // 3
    grown = max(held[-third:]) - max(held[:third])
    assert made > SECONDS
    assert grown <= MOST_GROWTH, held
    tell(14, f"idle for {SECONDS} s beside {made} commits of a writer that never pauses: "
             f"{held[-1]:.0f} MB, {grown:+.1f} MB since the first third")  # fmt: skip


def _watched(child: Any) -> list[float]:
    """What a program holds, twice a second."""
    held: list[float] = []
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        drink(child, 0.5)
        child.logfile_read.truncate(0)
        child.logfile_read.seek(0)
        held.append(megabytes(child.pid))
    return held


async def test_the_detail_of_the_longest_note_opens_at_once(tmp_path: Path, tell: Tell) -> None:
    path = tmp_path / "plan.json"
    start = a_portfolio()
    init_store(path, workspace=start).close()
    store = open_store(path)
    line = "A line of a very long note, with words of many lengths in it.\n"
    notes = (line * (NOTE // len(line) + 1))[: NOTE - 4_096]
    committed(put(store, edit("tasks", store.workspace.tasks[id_of("T-1")], notes=notes)))
    taken: list[float] = []
    async with started(store.workspace, store=store) as stage:  # type: ignore[arg-type]
        await stage.follow("T-1")
        for _ in range(3):
            before = time.process_time()
            await stage.press("enter")
            taken.append(time.process_time() - before)
            assert "A line of a very long note" in stage.text
            await stage.press("escape")
    assert taken[0] <= OPENED, taken
    tell(12, f"the detail of a note of {len(notes):,} characters: opened in {taken[0]:.2f} s of "
             f"processor, again in {min(taken[1:]):.2f} s")  # fmt: skip
