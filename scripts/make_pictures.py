"""This file draws the pictures the README shows, from the sample portfolio at 120x36."""

import asyncio
import os
from pathlib import Path

from pmtui.bootstrap import author
from pmtui.demo import sample_workspace, without_about
from pmtui.resources import themes_directory
from pmtui.session import Session
from pmtui.settings import Settings
from pmtui.store.memory import MemoryStore
from pmtui.tui.app import PmtuiApp
from pmtui.tui.place import Place
from pmtui.tui.themes import choose_theme

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SIZE = (120, 36)
SHOTS = (
    ("board", "P-1", "board", ("l", "l", "j")),
    ("overview", "PG-1", "overview", ()),
    ("risks", "PG-1", "risks", ("Z", "j")),
)
"""Name, scope, view and keys pressed of each picture."""


async def shoot(name: str, scope: str, view: str, keys: tuple[str, ...]) -> None:
    """Draw one picture."""
    session = Session(MemoryStore(without_about(sample_workspace())), author())
    found = session.workspace.by_key(scope)
    place = Place(scope=found[1].id if found else 0, view=view)
    app = PmtuiApp(session, Settings(), choose_theme([themes_directory()], "", {}), (), place)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.4)
        for key in keys:
            await pilot.press(key)
        await pilot.pause(0.4)
        (PICTURES / f"{name}.svg").write_text(app.export_screenshot(title="pmtui"), "utf-8")
    session.close()


def main() -> None:
    """Draw every picture."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    PICTURES.mkdir(parents=True, exist_ok=True)
    for shot in SHOTS:
        asyncio.run(shoot(*shot))


if __name__ == "__main__":
    main()
