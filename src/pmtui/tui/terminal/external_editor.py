"""This file hands a long text to the person's own editor and takes it back."""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from pmtui.actions.core.action import Target
from pmtui.tui.main.workbench import Workbench


def edit_outside(desk: Workbench, target: Target, field: str) -> None:
    """Hand a long text to the person's editor, and take back what became of it."""
    asked = desk.situation()
    row = asked.workspace.get(target.table, target.id)
    if row is None:
        desk.say("somebody has taken it away", bad=True)
        return
    before = getattr(row, field)
    with desk.screen.app.suspend():
        text, problem = edit_in_editor(before, row.key or target.table)
    desk.screen.app.refresh(layout=True)
    if problem:
        desk.say(problem, bad=True)
    elif text != before:
        desk.perform("entity.set", {"field": field, "value": text}, (target,), asked=asked)


def edit_in_editor(text: str, name: str) -> tuple[str, str]:
    """The text as the editor left it, and why it could not be edited (empty where it could).

    The file lies in a private directory and is gone afterwards; the editor is started by its
    argument list, never through a shell.
    """
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    if not command or shutil.which(command[0]) is None:
        missing = command[0] if command else "$EDITOR"
        return text, f"{missing} is not here: set EDITOR to one that is"
    with tempfile.TemporaryDirectory(prefix="pmtui-") as folder:
        safe = "".join(mark if mark.isalnum() or mark in "-_" else "_" for mark in name)
        path = Path(folder) / f"{safe[:40] or 'text'}.md"
        path.write_text(text, "utf-8")
        try:
            status = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603
            after = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            return text, f"{command[0]}: {error}"
    if status:
        return text, f"{command[0]} ended with {status}: the text is as it was"
    return (after.removesuffix("\n") if not text.endswith("\n") else after), ""
