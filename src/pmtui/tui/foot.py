"""This file words the line below: the keys that matter where one stands."""

from collections.abc import Sequence

from pmtui.actions.catalogue import CATALOGUE
from pmtui.tui.keys import Keymap
from pmtui.tui.lines.statusline import Segment
from pmtui.tui.panes.pane import Pane

_SHORT = {
    "entity.add": "add", "entity.set": "set", "entity.rename": "edit", "entity.archive": "archive",
    "card.left": "move", "filter": "filter", "help": "help", "palette": "commands",
    "open": "open", "tree.toggle": "tree", "task.complete": "done", "explain": "explain",
    "lens": "lens", "risk.escalate": "escalate", "entity.convert": "convert", "sort": "sort",
    "history.undo": "undo", "entity.move": "move", "mark": "mark", "task.link": "link",
    "board.lanes": "lanes", "subtab.next": "tab", "back": "back", "pane.next": "pane",
}  # fmt: skip


def foot_segments(keys: Keymap, pane: Pane) -> Sequence[Segment]:
    """The keys that matter here, most telling first."""
    made: list[Segment] = []
    for place, action_id in enumerate((*pane.hints, "filter", "help")):
        held = keys.keys_of(action_id, pane.context)
        if not held:
            continue
        key = "H L" if action_id == "card.left" else held[0]
        title = _SHORT.get(action_id, CATALOGUE[action_id].title.lower())
        made.append(Segment(f"{key} {title}", "plain", place if action_id != "help" else 0))
    return made
