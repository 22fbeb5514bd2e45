"""This file opens what stands over the screen: help, palette, explanations, the person's editor."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pmtui.model.entities.entity import title_of
from pmtui.model.workspace.schema import field_specs
from pmtui.resources import config_directory
from pmtui.tui.commands.help_and_palette import HelpScreen, PaletteScreen
from pmtui.tui.commands.registry import Workbench
from pmtui.tui.prompt.quick_line import Question
from pmtui.tui.screens.explanation import ExplainScreen
from pmtui.tui.screens.importing.import_screen import ImportScreen
from pmtui.tui.terminal.external_editor import edit_in_editor


def explain(desk: Workbench) -> None:
    """Show how the figure under the cursor is made."""
    section = desk.screen.active.explained()
    if section is None:
        desk.say("no figure under the cursor", bad=True)
        return
    desk.screen.app.push_screen(ExplainScreen(section))


def help(desk: Workbench) -> None:  # noqa: A001  (named after the action it carries out)
    """List the keys of this place."""
    desk.screen.app.push_screen(
        HelpScreen(desk.keymap, desk.screen.active.context, desk.situation()), desk.choosing()
    )


def palette(desk: Workbench) -> None:
    """List every action by name."""
    desk.screen.app.push_screen(
        PaletteScreen(desk.keymap, desk.screen.active.context, desk.situation()), desk.choosing()
    )


def import_file(desk: Workbench, given: Mapping[str, Any]) -> None:
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
    desk.screen.app.push_screen(screen, ended)


def external(desk: Workbench) -> None:
    """Hand the long text of what is under the cursor to the person's editor."""
    target, asked = desk.target, desk.situation()
    row = asked.workspace.get(target.table, target.id) if target else None
    if target is None or row is None:
        desk.say("nothing under the cursor to edit", bad=True)
        return
    prose = [spec.name for spec in field_specs(target.table) if spec.kind == "prose"]
    if not prose:
        desk.say("it has no long text; e and s edit its fields", bad=True)
        return
    before = getattr(row, prose[0])
    with desk.screen.app.suspend():
        text, problem = edit_in_editor(before, row.key or title_of(row))
    desk.screen.app.refresh(layout=True)
    if problem:
        desk.say(problem, bad=True)
    elif text != before:
        given = {"field": prose[0], "value": text}
        desk.performer.perform("entity.set", given, (target,), asked=asked)


def save_as(desk: Workbench) -> None:
    """Write what is seen to a new store, such as when the old one has vanished."""

    def answered(path: str) -> None:
        if not path.strip():
            return

        asked = desk.session.save_as(path.strip())

        def wait() -> None:
            problem = asked.result()
            said = f"not written: {problem}" if problem else f"written to {path.strip()}"
            desk.screen.app.call_from_thread(desk.say, said, bad=bool(problem))

        desk.screen.run_worker(wait, thread=True, group="copy")

    desk.ask(Question("new store", answered, echo=lambda _text: "a path such as ~/copy.json"))
