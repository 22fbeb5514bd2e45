"""This file opens the import of a file of others, after it was named."""

from collections.abc import Mapping
from pathlib import Path

from pmtui.resources import config_directory
from pmtui.tui.main.workbench import Workbench
from pmtui.tui.screens.importing.import_screen import ImportScreen


def import_file(desk: Workbench, given: Mapping[str, object]) -> None:
    """Take in a file of others, after its columns were looked at."""
    if desk.session.read_only:
        desk.say(f"read-only: {desk.session.read_only}", bad=True)
        return
    text = str(given["file"]).strip()
    try:
        path = Path(text).expanduser()
    except RuntimeError:
        path = Path(text)
    if not text or "\x00" in text:
        desk.say("name the file to import", bad=True)
        return

    def ended(words: str | None) -> None:
        said = words or "nothing was imported"
        desk.say(said.removeprefix("!"), bad=said.startswith("!"))

    scope = desk.screen.showing.scope_id
    screen = ImportScreen(desk.session, path, scope, config_directory())
    desk.push(screen, ended)
