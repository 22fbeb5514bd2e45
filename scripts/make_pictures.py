"""This file draws the pictures the README shows, from the sample portfolio at 120x36."""

import asyncio
import os
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.segment import Segment, Segments

from pmtui.bootstrap.wiring import author
from pmtui.demo import sample_workspace, without_about
from pmtui.resources import themes_directory
from pmtui.session.session import Session
from pmtui.settings import Settings
from pmtui.store.log.memory_store import MemoryStore
from pmtui.tui.app.application import PmtuiApp
from pmtui.tui.navigation.location import Location
from pmtui.tui.terminal.themes import choose_theme

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SIZE = (120, 36)
SHOTS = (
    ("board", "P-1", "board", ("l", "l", "j")),
    ("overview", "PG-1", "overview", ()),
    (
        "roadmap",
        "P-1",
        "roadmap",
        (
            "t",
            "j",
            "j",
            "j",
            "j",
            "j",
            "j",
            "j",
            "j",
            "j",
            "j",
            "j",
            "j",
            "j",
            "j",
            "j",
            "j",
            "j",
            "j",
            "j",
            "vertical_line",
        ),
    ),
    ("risks", "PG-1", "risks", ("Z", "j")),
    ("money", "PG-1", "money", ("left_square_bracket", "l")),
)
"""Name, scope, view and keys pressed of each picture."""


def picture(app: PmtuiApp) -> str:
    """The screen as it stands, as SVG; Textual's own way sees only what changed last."""
    console = Console(
        width=SIZE[0], file=StringIO(), record=True, force_terminal=True,
        color_system="truecolor", legacy_windows=False,
    )  # fmt: skip
    for strip in app.screen._compositor.render_strips():  # noqa: SLF001  (it has no public name)
        console.print(Segments([*strip, Segment.line()]), end="")
    return console.export_svg(title="pmtui")


async def shoot(name: str, scope: str, view: str, keys: tuple[str, ...]) -> None:
    """Draw one picture."""
    session = Session(MemoryStore(without_about(sample_workspace())), author())
    found = session.workspace.by_key(scope)
    place = Location(scope=found[1].id if found else 0, view=view)
    app = PmtuiApp(session, Settings(), choose_theme([themes_directory()], "", {}), (), place)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.4)
        for key in keys:
            await pilot.press(key)
        await pilot.pause(0.4)
        (PICTURES / f"{name}.svg").write_text(picture(app), "utf-8")
    session.close()


def main() -> None:
    """Draw every picture."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    PICTURES.mkdir(parents=True, exist_ok=True)
    for shot in SHOTS:
        asyncio.run(shoot(*shot))


if __name__ == "__main__":
    main()
