"""This file finds, in a person's own commits, what undo and redo take back next."""

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from pmtui.model.changes.ops import Commit

UNDO: Final = "history.undo"
"""Action id of an undo."""
REDO: Final = "history.redo"
"""Action id that marks a redo among the commits that take another back."""


def name_of(commit: Commit) -> str:
    """What `undo_of` calls a commit: its group where it was split, else its own id."""
    return commit.group or commit.commit_id


def undo_of(mine: Iterator[Commit]) -> tuple[Commit, ...]:
    """My newest commit that still stands, with the parts it was split into; newest first.

    Args:
        mine: my commits, newest first.
    """
    taken_back: set[str] = set()
    for commit in mine:
        if name_of(commit) in taken_back:
            continue
        if commit.undo_of:
            taken_back.add(commit.undo_of)
            continue
        return _with_parts(commit, mine)
    return ()


def redo_of(mine: Iterator[Commit]) -> tuple[Commit, ...]:
    """My newest undo that still stands, unless an edit of mine came after it.

    Args:
        mine: my commits, newest first.
    """
    taken_back: set[str] = set()
    for commit in mine:
        if name_of(commit) in taken_back:
            continue
        if not commit.undo_of:
            return ()
        if commit.action == REDO:
            taken_back.add(commit.undo_of)
            continue
        return _with_parts(commit, mine)
    return ()


def _with_parts(commit: Commit, older: Iterator[Commit]) -> tuple[Commit, ...]:
    if not commit.group:
        return (commit,)
    return (commit, *takewhile(lambda other_commit: other_commit.group == commit.group, older))
