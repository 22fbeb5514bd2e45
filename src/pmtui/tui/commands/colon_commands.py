"""This file reads what vim and k9s have taught people to type after `:`, and does it.

`:w` and `:q` save and leave, `:P-3` or `:website` goes to what is called so, `:risks` lists.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from pmtui.actions.core.action import Situation, Target
from pmtui.actions.typed_command import read_command
from pmtui.model.entities.entity import title_of
from pmtui.query.error import QueryError
from pmtui.query.values.entity_names import named, normal_key
from pmtui.tui.main.workbench import Workbench
from pmtui.tui.screens.picker import Choice
from pmtui.views.catalogue import VIEWS, views_of
from pmtui.views.shapes.view import RowList, View

LINE: Final = " line "
"""What the ids of rows begin with that run a line as it stands behind it."""
_SAVING: Final = frozenset({"w", "w!", "wa", "write", "update"})
_LEAVING: Final = frozenset({"q", "q!", "qa", "qa!", "wq", "wq!", "wqa", "x", "x!", "xa", "quit!"})
_TREE: Final = frozenset({"components", "portfolios", "programs", "projects", "operations"})
_MOST: Final = 9
"""Most names that are offered."""


LISTS: Final[Mapping[str, tuple[View, RowList]]] = MappingProxyType(
    {rows.word: (view, rows) for view in VIEWS.values() for rows in view.lists}
)
"""Where a word after `:` leads, beside the titles of the views."""


def choices(situation: Situation, line: str) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """What a line means for sure, and what it may be the beginning of a name of.

    Args:
        situation: where it is typed.
        line: as typed so far.
    """
    word = _word(line)
    if word in _SAVING:
        help_text = "Shows whether all is saved; every edit is, as soon as it is made."
        return (Choice(LINE + word, "Enter", "Saved?", help_text),), ()
    if word in _LEAVING:
        return (Choice(LINE + word, "Enter", "Leave", "Leaves pmtui; everything is saved."),), ()
    if word in LISTS or word in _TREE:
        return (Choice(LINE + word, "Enter", word, f"Lists the {word} of the scope."),), ()
    if normal_key(word) and (found := situation.workspace.by_key(word)):
        return (_choice(found[1].key, title_of(found[1])),), ()
    return (), tuple(_called(situation, word))


def _word(line: str) -> str:
    """A line as a word is looked for: names of two words have a space or a hyphen in it as well."""
    word = line.strip().casefold()
    joined = (re.sub(r"[ -]+", sign, word) for sign in ("_", ""))
    return next((name for name in joined if name in LISTS), word)


def run_line(desk: Workbench, situation: Situation, line: str) -> bool:
    """Do what a line says; False where it says nothing of all this."""
    word = _word(line)
    if word in _SAVING:
        _tell_saved(desk)
    elif word in _LEAVING:
        desk.perform("quit")
    elif word in LISTS:
        _to_list(desk, *LISTS[word])
    elif word in _TREE:
        desk.screen.close_detail()
        desk.screen.focus_pane(in_tree=True)
    elif normal_key(word) and (found := situation.workspace.by_key(word)):
        go_to(desk, Target(found[0], found[1].id))
    else:
        return _to_name(desk, situation, line)
    return True


def run_typed(desk: Workbench, asked: Situation, line: str) -> None:
    """Carry out a line that was typed or chosen: a command with arguments, or what vim knows.

    Args:
        desk: where it is carried out.
        asked: what was under the cursor when it was begun.
        line: as typed; nothing is done for an empty one.
    """
    if not line:
        return
    command = read_command(asked, line)
    is_told = command.action is None or bool(choices(asked, line)[0])
    if is_told and run_line(desk, asked, line):
        return
    if command.problem or command.action is None:
        desk.say(command.problem, bad=True)
        return
    desk.perform(command.action.id, command.given, command.named)


def go_to(desk: Workbench, target: Target) -> None:
    """Stand on something: a component in the tree, a row in its view, else its detail."""
    screen = desk.screen
    screen.close_detail()
    if target.table == "components":
        _to_scope(desk, target.id)
        screen.show_view()
        return
    if not screen.in_tree and screen.pane.follow(target.id):
        screen.focus_pane(in_tree=False)
        return
    row = screen.showing.workspace.get(target.table, target.id)
    screen.in_tree = False
    if row is not None and row.component:
        _to_scope(desk, row.component)
    showing = views_of(target.table)
    if showing:
        view = VIEWS[showing[0]]
        rows = next((rows for rows in view.lists if rows.part == target.table), RowList(""))
        _to_list(desk, view, rows)
    if not showing or not screen.pane.follow(target.id):
        screen.open_detail(target)


def _to_scope(desk: Workbench, component: int) -> None:
    screen = desk.screen
    screen.trail.to_scope(component)
    screen.refresh_showing()
    screen.tree_pane.show(screen.showing)
    screen.tree_pane.follow(component)


def _to_list(desk: Workbench, view: View, rows: RowList) -> None:
    desk.perform(f"view.{view.id}")
    desk.screen.pane.to_part(rows.part)
    if rows.query:
        desk.screen.filter_by(rows.query)
    desk.screen.focus_pane(in_tree=False)


def _to_name(desk: Workbench, situation: Situation, line: str) -> bool:
    try:
        found = named(situation.workspace, "components", line)
    except QueryError:
        return False
    if len(found) > 1:
        rows = situation.workspace.components
        several = " or ".join(f"{rows[row_id].key} {rows[row_id].name}" for row_id in found[:_MOST])
        desk.say(f"{line.strip()!r} can be {several}: type its key", bad=True)
    else:
        go_to(desk, Target("components", found[0]))
    return True


def _called(situation: Situation, word: str) -> Iterator[Choice]:
    """The components whose names the words begin, or begin a word of."""
    if len(word) < 2:
        return
    try:
        found = named(situation.workspace, "components", word)
    except QueryError:
        return
    rows = situation.workspace.components
    yield from (_choice(rows[row_id].key, rows[row_id].name) for row_id in found[:_MOST])


def _choice(key: str, title: str) -> Choice:
    return Choice(LINE + key, "Enter", key, f"Goes to {title}.")


def _tell_saved(desk: Workbench) -> None:
    session = desk.session
    if session.read_only:
        desk.say(f"read-only: {session.read_only}", bad=True)
    elif session.is_saved:
        desk.say(f"everything is saved, as every edit is (r{session.workspace.revision})")
    else:
        desk.say("it is being saved")
