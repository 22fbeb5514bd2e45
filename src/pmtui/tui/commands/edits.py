"""This file does what leads to edits: undo and redo, what lies below; and takes texts along."""

from collections.abc import Mapping
from concurrent.futures import Future
from typing import Final

import msgspec

from pmtui.model.entities.remarks import Reference
from pmtui.model.merging.outcome import Committed, Outcome, Rejected
from pmtui.tui.main.workbench import ScreenCommand, Workbench
from pmtui.tui.panes.tree import kinds_below


def _take_back(desk: Workbench, step: "Future[Outcome]", said: str) -> None:
    def finished(done: "Future[Outcome]") -> None:
        outcome = done.result()
        warnings = outcome.warnings if isinstance(outcome, Committed) else ()
        words = outcome.reason if isinstance(outcome, Rejected) else "; ".join((*warnings, said))
        is_bad = isinstance(outcome, Rejected) or bool(warnings)
        # On the writer's thread, which must not wait for a screen that may be closing.
        desk.screen.call_later(desk.say, words, bad=is_bad)

    step.add_done_callback(finished)


def _undo(desk: Workbench) -> None:
    _take_back(desk, desk.session.undo(), "taken back; U does it again")


def _redo(desk: Workbench) -> None:
    _take_back(desk, desk.session.redo(), "done again")


def _copy(desk: Workbench) -> None:
    target = desk.target
    if target is None:
        desk.say("nothing under the cursor to copy", bad=True)
        return
    text = desk.screen.title_of(target)
    desk.screen.app.copy_to_clipboard("".join(mark for mark in text if mark.isprintable()))
    desk.say(f"copied {text}")


def _links(desk: Workbench) -> None:
    target = desk.target
    workspace = desk.session.workspace
    ids = workspace.ids_by("references", "about", target.id) if target else ()
    rows = [workspace.rows("references")[reference] for reference in ids]
    addresses = [row.url for row in rows if isinstance(row, Reference)]
    desk.say("  ".join(addresses) or "no address is kept with it; add one in its detail")


def _add_child(desk: Workbench) -> None:
    """A line for what lies below what is under the cursor: a sub-task, or a part of a component."""
    target = desk.target
    workspace = desk.session.workspace
    if target is not None and target.table == "tasks":
        desk.perform("entity.add", {"kind": "task", "parent": target.id})
        return
    if target is not None and target.table == "components":
        row = workspace.components[target.id]
        kinds = (*kinds_below(workspace, target.id).values(), "task")
        here = msgspec.structs.replace(desk.situation(), scope=row.id)
        desk.perform("entity.add", {"kind": kinds[0]}, asked=here)
        return
    desk.say("stand on a task or a component first: A adds what lies below it", bad=True)


EDITS: Final[Mapping[str, ScreenCommand]] = {
    "add.child": _add_child,
    "history.undo": _undo,
    "history.redo": _redo,
    "copy": _copy,
    "open.link": _links,
}
"""Commands that lead to an edit or take a text along, by action id."""
