"""This file moves the cursor, the marks and the keys between panes, parts and rows."""

from collections.abc import Callable, Mapping
from typing import Final

from pmtui.tui.lines.cursor_lines import CursorLines
from pmtui.tui.main.drill_down import PaneHost
from pmtui.tui.main.workbench import ScreenCommand, Workbench
from pmtui.views.catalogue import VIEWS


def _move(across: int, down: int) -> ScreenCommand:
    return lambda desk: desk.screen.active.move(across, down)


def _page(share: float) -> ScreenCommand:
    return lambda desk: desk.screen.active.drawn.page(share)


def _end(*, last: bool) -> ScreenCommand:
    return lambda desk: desk.screen.active.drawn.to_end(last=last)


def _marks(change: Callable[[CursorLines], None]) -> ScreenCommand:
    """Change the marks; the line below says how many there are."""

    def changed(desk: Workbench) -> None:
        change(desk.screen.active.drawn)
        desk.screen.show_lines()

    return changed


def _part(step: int) -> ScreenCommand:
    def moved(desk: Workbench) -> None:
        if desk.screen.active.has_parts:
            desk.screen.active.subtab(step)
            if desk.screen.trail.now.query:
                # A filter that this part has no field for is marked, and told of.
                desk.screen.redraw()
            desk.screen.show_lines()
        else:
            keys = " ".join(view.key for view in VIEWS.values())
            desk.say(f"there is no other part here: {keys} are the views", bad=True)

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
    "mark": _marks(lambda lines: lines.mark()),
    "mark.range": _marks(lambda lines: lines.mark_range()),
    "mark.all": _marks(lambda lines: lines.mark_all()),
}
"""Commands of the cursor, by action id."""
