"""This file goes to another view, another lens or the place before, and out of the program."""

from collections.abc import Mapping
from typing import Final

from pmtui import clock
from pmtui.query.scope import Lens
from pmtui.tui.main.workbench import ScreenCommand, Workbench
from pmtui.tui.screens.dialog import TYPE_AHEAD_SECONDS
from pmtui.views.catalogue import VIEWS

_WORDLESS: Final = ("q", "enter")
"""Keys that answer a question though it does not name them."""


def _view(name: str) -> ScreenCommand:
    def shown(desk: Workbench) -> None:
        desk.screen.close_detail()
        desk.screen.trail.to_view(name)
        desk.screen.in_tree = False
        desk.screen.refresh_showing()
        desk.screen.show_view()

    return shown


def _archived(desk: Workbench) -> None:
    shown = desk.screen.tree_pane.toggle_archived()
    desk.say("archived components are shown" if shown else "archived components are hidden")


def _lens(desk: Workbench) -> None:
    other: Lens = "project" if desk.screen.showing.lens == "program" else "program"
    desk.screen.trail.change(lens=other)
    desk.screen.redraw()
    desk.say(f"{other} lens")


def _last_place(desk: Workbench) -> None:
    if not desk.screen.trail.back():
        desk.say("you have not been anywhere else yet", bad=True)
        return
    desk.screen.refresh_showing()
    desk.screen.tree_pane.follow(desk.screen.trail.now.scope)
    desk.screen.show_view()


def _back(desk: Workbench) -> None:
    if desk.screen.close_detail():
        return
    if desk.screen.active.marks:
        desk.screen.active.drawn.clear_marks()
        desk.screen.show_lines()
        return
    if desk.screen.as_of is not None:
        desk.perform("as_of")
        return
    if desk.screen.trail.now.query:
        desk.screen.filter_by("")
        return
    if desk.screen.in_tree:
        _ask_to_leave(desk, clock.monotonic())
    else:
        desk.screen.focus_pane(in_tree=True)


def _ask_to_leave(desk: Workbench, asked_at: float) -> None:
    """Ask; `q` again and Enter leave as well, once the question could be read."""

    def chosen(letter: str) -> None:
        if letter in _WORDLESS and clock.monotonic() < asked_at + TYPE_AHEAD_SECONDS:
            _ask_to_leave(desk, asked_at)
        elif letter != "n":
            _quit(desk)

    letters = {"y": "yes", "n": "no", **dict.fromkeys(_WORDLESS, "")}
    desk.choose("leave pmtui?", letters, chosen)


def _quit(desk: Workbench) -> None:
    desk.screen.app.exit(return_code=0)


PLACES: Final[Mapping[str, ScreenCommand]] = {
    **{f"view.{name}": _view(name) for name in VIEWS},
    "place.last": _last_place,
    "tree.archived": _archived,
    "lens": _lens,
    "back": _back,
    "cancel": lambda desk: desk.say("nothing is asked: q goes back, ctrl+q leaves pmtui"),
    "quit": _quit,
}
"""Commands that go somewhere, by action id."""
