"""This file measures what keys of the load of 300 people by 104 weeks cost the screen's thread.

Run it with `python -m benchmarks.people_keys`. Seconds are those of the processor on the screen's
thread; the longest hold is the longest that any one callback of its event loop ran. The budget of
a hold is 50 ms.
"""

import asyncio
import gc
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from textual.pilot import Pilot

from benchmarks.control import say
from benchmarks.money_keys import LONGEST, Holds
from benchmarks.people import PEOPLE, PROJECTS, TASKS, TODAY, a_workspace
from pmtui.resources import themes_directory
from pmtui.session.ports import Author
from pmtui.session.session import Session
from pmtui.settings import Settings
from pmtui.store.log.memory_store import MemoryStore
from pmtui.tui.app.application import PmtuiApp
from pmtui.tui.navigation.location import Location
from pmtui.tui.terminal.themes import choose_theme
from pmtui.tui.unsaved.draft_store import DraftStore

SIZES: Final = ((160, 45), (80, 24))
_WAIT: Final = 60
"""Seconds within which all work is spread, beside the screen."""
KEYS: Final = (
    ("cursor down", ("j",)), ("cursor up", ("k",)), ("a period on", ("l",)),
    ("a period back", ("h",)), ("a page down", ("ctrl+d",)), ("to the end", ("G",)),
    ("to the top", ("g", "g")), ("explain a cell", ("equals_sign",)), ("close it", ("escape",)),
    ("sorted by name", ("S",)), ("and back", ("S",)), ("sorted by role", ("S",)),
    ("and back", ("S",)), ("sorted by peak", ("S",)), ("and back", ("S",)),
    ("sorted down", ("j",)), ("longer periods", ("underscore",)), ("shorter periods", ("plus",)),
    ("by role", ("right_square_bracket",)), ("by team", ("right_square_bracket",)),
    ("assignments", ("right_square_bracket",)), ("requests", ("right_square_bracket",)),
    ("roster", ("right_square_bracket",)), ("members", ("right_square_bracket",)),
    ("skills", ("right_square_bracket",)), ("leave", ("right_square_bracket",)),
    ("mine", ("right_square_bracket",)), ("load again", ("right_square_bracket",)),
)  # fmt: skip
"""What is pressed, one after the other."""


class _Session(Session):
    """A session on the day that the rows are made for."""

    @property
    def today(self) -> date:
        """The day."""
        return TODAY


def main() -> None:
    """Measure and print."""
    holds = Holds()
    with tempfile.TemporaryDirectory(prefix="pmtui-bench-") as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = folder
        for size in SIZES:
            asyncio.run(_measure(size, holds))


async def _measure(size: tuple[int, int], holds: Holds) -> None:
    say(f"{PEOPLE} people, {TASKS:,} tasks of {PROJECTS} projects at {size[0]}x{size[1]}")
    session = _Session(MemoryStore(a_workspace()), Author(0, "ann"))
    themes = choose_theme([themes_directory()], "pmtui-dark", {})
    app = PmtuiApp(session, Settings(), themes, (), Location(), drafts=DraftStore())
    try:
        async with app.run_test(size=size) as pilot:
            await asyncio.sleep(1)
            gc.collect()
            gc.freeze()  # as the program itself does once its store is open
            total, longest = await holds.of(pilot, "7")
            _tell("the view, shown first", total, longest)
            await _spread(app, holds)
            _tell("until all work is spread", holds.total, holds.longest)
            for words, keys in KEYS:
                for key in keys:
                    total, longest = await holds.of(pilot, key)
                await _settled(pilot)
                _tell(words, holds.total, max(longest, holds.longest))
    finally:
        session.close()


async def _spread(app: PmtuiApp, holds: Holds) -> None:
    """Wait until the work of all projects is spread over its days."""
    holds.longest = holds.total = 0.0
    for _ in range(_WAIT * 10):
        await asyncio.sleep(0.1)
        if not any("being spread" in line for line in _lines(app)):
            return


def _lines(app: PmtuiApp) -> Iterator[str]:
    screen: Any = app.screen
    for strip in screen._compositor.render_strips():  # noqa: SLF001  (as it is drawn)
        yield "".join(segment.text for segment in strip)


async def _settled(pilot: Pilot[Any]) -> None:
    """Wait for what a key left to a thread."""
    await pilot.pause()
    await asyncio.sleep(0.3)


def _tell(words: str, total: float, longest: float) -> None:
    verdict = "ok" if longest <= LONGEST else "OVER"
    say(f"  {words:28} {total * 1e3:7.1f} ms  longest hold {longest * 1e3:7.1f}  {verdict}")


if __name__ == "__main__":
    main()
