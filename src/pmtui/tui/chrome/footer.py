"""This file words the line below: the keys that matter where one stands."""

from collections.abc import Callable, Sequence

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Action
from pmtui.tui.keys.keymap import Keymap
from pmtui.tui.lines.status_line import Segment
from pmtui.tui.panes.core.pane import Pane

_SHORT = {
    "entity.add": "add", "entity.set": "set", "entity.rename": "edit", "entity.archive": "archive",
    "card.left": "move", "filter": "filter", "help": "help", "palette": "commands",
    "state.earlier": "move", "board.states": "board",
    "open": "open", "tree.toggle": "tree", "task.complete": "done", "explain": "explain",
    "lens": "lens", "risk.escalate": "escalate", "risk.answer": "answer",
    "entity.convert": "convert", "sort": "sort",
    "history.undo": "undo", "entity.move": "move", "mark": "mark", "task.link": "link",
    "bar.earlier": "move", "bar.shorter": "length", "time.nearer": "zoom",
    "links.previous": "links", "row.fold": "fold", "edit.external": "editor",
    "board.lanes": "lanes", "board.cycle": "cycle", "row.lanes": "lanes", "subtab.next": "tab",
    "back": "back", "pane.next": "pane", "periods.shorter": "period", "periods.split": "capital",
}  # fmt: skip
_PAIRS = {
    "card.left": "card.right", "bar.earlier": "bar.later", "bar.shorter": "bar.longer",
    "state.earlier": "state.later", "time.nearer": "time.farther", "links.previous": "links.next",
    "periods.shorter": "periods.longer",
}  # fmt: skip
"""Acts there and back, named as one."""


_EDITING = frozenset(
    {"bar.earlier", "bar.shorter", "add.child", "edit.external", "board.column", "history.undo"}
)
"""Acts of the screen that lead to an edit."""


def foot_segments(
    keys: Keymap,
    pane: Pane,
    meant: Callable[[Action], str] = lambda action: action.id,
    *,
    edits: bool = True,
) -> Sequence[Segment]:
    """The keys that matter here, most telling first.

    Args:
        keys: what every key means.
        pane: where the keys go.
        meant: the id of the action that a key means for what is under the cursor.
        edits: whether anything may be edited here; keys that do are left out otherwise.
    """
    made: list[Segment] = []
    for place, action_id in enumerate((*pane.offered(), "filter", "help")):
        held = keys.keys_of(action_id, pane.context)
        is_edit = action_id in _EDITING or CATALOGUE[action_id].propose is not None
        if not held or (is_edit and not edits):
            continue
        pair = keys.keys_of(_PAIRS.get(action_id, ""), pane.context)
        key = f"{held[0]} {pair[0]}" if pair else held[0]
        told = meant(CATALOGUE[action_id])
        if not _works_on(CATALOGUE[told], pane):
            continue
        title = _SHORT.get(told, CATALOGUE[told].title.lower())
        made.append(Segment(f"{key} {title}", "plain", place if action_id != "help" else 0))
    return made


def _works_on(action: Action, pane: Pane) -> bool:
    """Whether an action can be done to what is under the cursor, as far as its table says."""
    target = pane.target
    return target is None or not action.tables or target.table in action.tables
