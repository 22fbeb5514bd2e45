"""This file writes update sheets from the screen: a workbook for each project manager."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from pmtui.exchange.new_file import NewFileError
from pmtui.exchange.update_sheets.contents import update_sheets
from pmtui.exchange.update_sheets.writing import write_sheets
from pmtui.tui.background import beside
from pmtui.tui.main.workbench import Workbench


def write_update_sheets(desk: Workbench, given: Mapping[str, object]) -> None:
    """Write the sheets of the scope into a folder, beside the screen."""
    text = str(given["file"]).strip()
    if not text or "\x00" in text:
        desk.say("name the folder that the workbooks go into", bad=True)
        return
    try:
        folder = Path(text).expanduser()
    except RuntimeError:
        folder = Path(text)
    # Figures of its own: those of the screen are worked out on the screen's thread.
    asked = msgspec.structs.replace(desk.situation(), sheet=None)
    store_id = desk.session.store_id

    def work() -> str:
        written = update_sheets(asked, store_id, asked.scope)
        left = f"; left out: {', '.join(written.left_out)}" if written.left_out else ""
        if not written.sheets:
            return f"nobody is to be asked anything here{left}"
        try:
            paths = write_sheets(folder, written.sheets)
        except NewFileError as error:
            return f"!{error}"
        count = "1 update sheet" if len(paths) == 1 else f"{len(paths)} update sheets"
        return f"{count} in {folder}; :import takes each in again{left}"

    def arrived(words: str) -> None:
        desk.say(words.removeprefix("!"), bad=words.startswith("!"))

    desk.say("writing update sheets")
    beside(desk.screen, lambda _job: work(), arrived, lambda words: desk.say(words, bad=True))
