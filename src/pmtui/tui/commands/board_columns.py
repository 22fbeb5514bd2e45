"""This file offers what can be done to the column of a board under the cursor."""

from typing import Final

from pmtui.actions.core.action import Target
from pmtui.model.entities.entity import as_number
from pmtui.tui.main.workbench import Workbench

_LETTERS: Final = {
    "n": "name",
    "l": "limit",
    "r": "role",
    "a": "add one",
    "H": "left",
    "L": "right",
    "d": "remove",
}
_DONE: Final = {"H": "column.earlier", "L": "column.later", "d": "row.remove"}
_FIELDS: Final = {"n": "name", "l": "limit", "r": "role"}


def change(desk: Workbench) -> None:
    """Ask what to do to the column under the cursor, and do it."""
    column = as_number(desk.screen.active.defaults().get("column"))
    row = desk.screen.showing.workspace.columns.get(column)
    if row is None:
        desk.say("no column under the cursor: a adds one to a project", bad=True)
        return
    target, asked = (Target("columns", row.id),), desk.situation()

    def chosen(letter: str) -> None:
        if letter == "a":
            given = {"kind": "column", "component": row.component}
            desk.perform("entity.add", given, asked=asked)
        elif letter in _DONE:
            desk.perform(_DONE[letter], named=target, asked=asked)
        else:
            given = {"field": _FIELDS[letter]}
            desk.perform("entity.set", given, target, asked=asked)

    desk.choose(f"column {row.name}", _LETTERS, chosen)
