"""This file moves the cursor, the marks and the keys between panes, parts and rows."""

from collections.abc import Callable, Mapping
from typing import Final

from pmtui.tui.main.drill_down import PaneHost
from pmtui.tui.main.workbench import ScreenCommand, Workbench
from pmtui.tui.panes.core.pane import Pane


def _move(across: int, down: int) -> ScreenCommand:
    return lambda desk: desk.screen.active.move(across, down)


def _page(share: float) -> ScreenCommand:
    return lambda desk: desk.screen.active.page(share)


def _end(*, last: bool) -> ScreenCommand:
    return lambda desk: desk.screen.active.end(last=last)


def _marks(change: Callable[[Pane], None]) -> ScreenCommand:
    """Change the marks; the line below says how many there are."""

    def changed(desk: Workbench) -> None:
        change(desk.screen.active)
        desk.screen.show_lines()

    return changed


def _part(step: int) -> ScreenCommand:
    def moved(desk: Workbench) -> None:
        if desk.screen.active.has_parts:
            desk.screen.active.subtab(step)
            desk.screen.show_lines()
        else:
            desk.say("there is no other part here: 1 2 3 4 8 are the views", bad=True)

    return moved


def _other_pane(desk: Workbench) -> None:
    desk.screen.focus_pane(in_tree=not desk.screen.in_tree)


def _open(desk: Workbench) -> None:
    if desk.screen.in_tree:
        desk.screen.focus_pane(in_tree=False)
        return
    desk.screen.active.enter(PaneHost(desk))


MOVING: Final[Mapping[str, ScreenCommand]] = {
    "cursor.down": _move(0, 1),
    "cursor.up": _move(0, -1),
    "cursor.left": _move(-1, 0),
    "cursor.right": _move(1, 0),
    "cursor.top": _end(last=False),
    "cursor.bottom": _end(last=True),
    "cursor.half_down": _page(0.5),
    "cursor.half_up": _page(-0.5),
    "cursor.page_down": _page(1.0),
    "cursor.page_up": _page(-1.0),
    "pane.next": _other_pane,
    "pane.previous": _other_pane,
    "subtab.next": _part(1),
    "subtab.previous": _part(-1),
    "tree.toggle": lambda desk: desk.screen.toggle_tree(),
    "tree.fold": lambda desk: desk.screen.tree_pane.fold(),
    "open": _open,
    "mark": _marks(lambda pane: pane.mark()),
    "mark.range": _marks(lambda pane: pane.mark_range()),
    "mark.all": _marks(lambda pane: pane.mark_all()),
}
"""Commands of the cursor, by action id."""
