"""This file dates commits, and tells a clock that was ahead from one that is behind."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from pmtui.model.changes.ops import Commit

SKEW: Final = timedelta(minutes=5)
"""How far two clocks may lie apart: up to here a commit is dated no earlier than its parent."""
_MOST_ASKED: Final = 100
"""Commits in a row that may be dated ahead before it is this machine's clock that is behind."""


def stamp_of(instant: datetime) -> str:
    """An instant as commits are stamped: ISO 8601 in UTC, which sorts as text."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds")


def next_stamp(now: datetime, parent: str, history: Iterator[Commit]) -> str:
    """When a commit made now is dated.

    It is never before its parent, unless that one comes from a clock that was far ahead: then a
    single wrong clock would date every commit after it, and nobody could look back or compact.

    Args:
        now: this machine's time.
        parent: the stamp of the commit before; empty for none.
        history: commits from the newest back; read only where the parent is ahead.
    """
    stamp = stamp_of(now)
    latest = stamp_of(now + SKEW)
    if parent <= latest:
        return max(parent, stamp)
    for count, commit in enumerate(history):
        if commit.ts <= latest:
            return stamp
        if count == _MOST_ASKED:
            return parent
    return stamp
