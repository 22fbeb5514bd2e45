"""This file measures what keys of the money and benefits views cost the thread of the screen.

Run it with `python -m benchmarks.money_keys [STORE]`; without one it opens the published portfolio
of 244 projects. Seconds are those of the processor on the screen's thread, so that other programs
do not count; the longest hold is the longest that any one callback of its event loop ran. Budgets
are beside a cursor key of the board in the same run: 15 ms more at the 95th percentile, and no key
that holds the screen longer than 50 ms. Garbage is left alone until the screen is there, as the
program itself starts: else a collection of all that was loaded falls into some key.
"""

import asyncio
import gc
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from textual.pilot import Pilot

from benchmarks.control import say
from pmtui.bootstrap.wiring import open_session
from pmtui.resources import themes_directory
from pmtui.settings import Settings
from pmtui.tui.app.application import PmtuiApp
from pmtui.tui.navigation.location import Location
from pmtui.tui.terminal.themes import choose_theme
from pmtui.tui.unsaved.draft_store import DraftStore

PORTFOLIO: Final = Path(__file__).parent.parent / "sample_data" / "gmpp_2023.json"
SIZES: Final = ((160, 45), (80, 24))
WALKS: Final = ("j", "j", "j", "l", "l", "k", "k", "h")
ROUNDS: Final = 2
MORE: Final = 0.015
LONGEST: Final = 0.050
_SETTLED: Final = 0.1
_RUN: Final = "_run"


class Holds:
    """Times every callback of an event loop by the processor's clock of its thread."""

    def __init__(self) -> None:
        self.longest = self.total = 0.0
        self.worst = 0.0
        run = getattr(asyncio.events.Handle, _RUN)

        def timed(handle: Any) -> Any:
            begun = time.thread_time()
            try:
                return run(handle)
            finally:
                taken = time.thread_time() - begun
                self.longest, self.total = max(self.longest, taken), self.total + taken

        setattr(asyncio.events.Handle, _RUN, timed)

    async def of(self, pilot: Pilot[Any], key: str) -> tuple[float, float]:
        """Seconds of the screen's thread that a key costs, and the longest hold among them."""
        self.longest = self.total = 0.0
        await pilot.press(key)
        await asyncio.sleep(_SETTLED)
        return self.total, self.longest


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    holds = Holds()
    with tempfile.TemporaryDirectory(prefix="pmtui-bench-") as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = folder
        path = Path(shutil.copy(Path(arguments[0]) if arguments else PORTFOLIO, folder))
        for size in SIZES:
            asyncio.run(_measure(path, size, holds))


async def _measure(path: Path, size: tuple[int, int], holds: Holds) -> None:
    say(f"{path.name} at {size[0]}x{size[1]}, ms on the thread of the screen")
    gc.disable()
    session = open_session(str(path))
    themes = choose_theme([themes_directory()], "pmtui-dark", {})
    app = PmtuiApp(session, Settings(), themes, (), Location(), drafts=DraftStore())
    try:
        async with app.run_test(size=size) as pilot:
            await asyncio.sleep(3)
            await holds.of(pilot, "2")
            base = await _walked(pilot, holds, *(("j", "k") * 10))
            cursor = statistics.quantiles(base, n=20)[-1]
            say(f"  {'cursor of the board':34} p95 {cursor * 1e3:6.1f}")
            risks, _ = await holds.of(pilot, "4")
            for name, key in (("money", "5"), ("benefits", "6")):
                shown, longest = await holds.of(pilot, key)
                text = (
                    f"  {name:34} shown first {shown * 1e3:6.1f}, longest hold {longest * 1e3:6.1f}"
                )
                say(f"{text}, {shown / risks:.2f} x the risk view")
                await _parts(app, pilot, holds, cursor)
    finally:
        session.close()


async def _parts(app: PmtuiApp, pilot: Pilot[Any], holds: Holds, cursor: float) -> None:
    """Walk every part of the view shown."""
    screen: Any = app.screen
    for at, part in enumerate(screen.active.parts):
        shown, longest = await holds.of(pilot, "right_square_bracket") if at else (0.0, 0.0)
        taken = await _walked(pilot, holds, *WALKS)
        p95, most = statistics.quantiles(taken, n=20)[-1], max(longest, holds.worst)
        verdict = "ok" if p95 <= cursor + MORE and most <= LONGEST else "OVER"
        say(
            f"    {part or 'first part':32} shown {shown * 1e3:6.1f}  keys p95 {p95 * 1e3:6.1f}"
            f"  longest hold {most * 1e3:6.1f}  {verdict}"
        )
    await holds.of(pilot, "right_square_bracket")


async def _walked(pilot: Pilot[Any], holds: Holds, *keys: str) -> list[float]:
    """Seconds of each key of a walk."""
    taken: list[float] = []
    holds.worst = 0.0
    for _ in range(ROUNDS):
        for key in keys:
            seconds, longest = await holds.of(pilot, key)
            taken.append(seconds)
            holds.worst = max(holds.worst, longest)
    return taken


if __name__ == "__main__":
    main(sys.argv[1:])
