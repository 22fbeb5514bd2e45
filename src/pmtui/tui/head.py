"""This file words the line above and the line below: where one stands, what is saved, which keys."""

from collections.abc import Sequence

from pmtui.actions.catalogue import CATALOGUE
from pmtui.session import Session
from pmtui.tui.keys import Keymap
from pmtui.tui.lines.statusline import Segment
from pmtui.tui.panes.pane import Pane
from pmtui.tui.showing import Showing

_SHORT = {
    "entity.add": "add", "entity.set": "set", "entity.rename": "edit", "entity.archive": "archive",
    "card.left": "move", "filter": "filter", "help": "help", "palette": "commands",
    "open": "open", "tree.toggle": "tree", "task.complete": "done", "explain": "explain",
    "lens": "lens", "risk.escalate": "escalate", "entity.convert": "convert", "sort": "sort",
    "history.undo": "undo", "entity.move": "move", "mark": "mark", "task.link": "link",
    "board.lanes": "lanes", "subtab.next": "tab", "back": "back", "pane.next": "pane",
}  # fmt: skip


def breadcrumb(showing: Showing) -> Sequence[Segment]:
    """The scope as a path, its lens and the filter in force."""
    rows = showing.workspace.components
    path = [*reversed(tuple(showing.workspace.ancestors(showing.scope_id))), showing.scope_id]
    names = [rows[one].name for one in path if one in rows]
    segments = [Segment(" > ".join(names) or "everything", "head", 0)]
    segments.append(Segment(f"{showing.lens} lens", "dim", 4))
    if showing.place.query:
        segments.append(Segment(f"/{showing.place.query}", "accent", 1))
    return segments


def save_state(session: Session, showing: Showing) -> Sequence[Segment]:
    """Whether everything is on disk, and who is at the keyboard."""
    if session.read_only:
        return (Segment(f"read-only: {session.read_only}", "bad", 0),)
    if session.is_saved:
        state = Segment(f"saved r{showing.workspace.revision}", "good", 1)
    else:
        state = Segment("saving", "warn", 1)
    return (state, Segment(session.author.login, "dim", 3))


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
