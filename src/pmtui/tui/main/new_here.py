"""This file says what can be added where the cursor stands, and what it starts with there."""

from collections.abc import Mapping
from typing import NamedTuple

from pmtui.tui.main.place_screen import PlaceScreen
from pmtui.tui.panes.tree import kinds_below


class NewHere(NamedTuple):
    """What is new at one place of the screen."""

    kinds: Mapping[str, str]
    """Words of what can be added here, by letter, the likeliest first."""
    defaults: Mapping[str, object]
    """What a new entity here starts with, such as the column under the cursor."""


def new_here(screen: PlaceScreen) -> NewHere:
    """What can be added where the cursor stands; a component where there is none yet."""
    workspace = screen.session.workspace
    defaults = screen.active.defaults()
    if not workspace.components:
        return NewHere(screen.tree_pane.kinds(), defaults)
    kinds, scope = screen.active.kinds(), screen.showing.scope_id
    is_task = next(iter(kinds.values()), "") in {"task", "milestone"}
    below = [
        workspace.components[component].kind for component in workspace.subtree(scope) if component
    ]
    if is_task and not {"project", "operation"} & set(below):
        kinds = {**kinds_below(workspace, scope), **kinds}
    return NewHere(kinds, defaults)
