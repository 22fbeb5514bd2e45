"""This file goes back in a store's history: from a workspace, by taking back what came after."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

import msgspec

from pmtui.model.changes.ops import Commit, Op, apply, invert
from pmtui.model.workspace.workspace import Workspace

When = int | date | datetime
"""A revision, the end of a day, or an instant that is aware of its zone."""

_MILLISECOND: Final = timedelta(milliseconds=1)

_AT_ONCE: Final = 4096
"""Ops taken back in one go: a long history is not held in memory."""


class Moment(msgspec.Struct, frozen=True):
    """A point in the history of a store: a revision, or the newest one made by an instant."""

    zone: tzinfo
    """Says what day an instant is on."""
    revision: int | None = None
    """None where an instant says which."""
    instant: str = ""
    """ISO 8601 in UTC, as commits are stamped."""
    day: date | None = None
    """The day it is at the instant."""

    def is_before(self, revision: int, stamp: str) -> bool:
        """Whether a revision that was made at a stamp came after this moment."""
        return stamp > self.instant if self.revision is None else revision > self.revision

    def is_reached(self, revision: int) -> bool:
        """Whether a state from which nothing more can be taken back is the one that is meant.

        Before the first commit of all there is only the state a store began with.
        """
        return not revision if self.revision is None else revision == self.revision


class Past(msgspec.Struct, frozen=True):
    """A workspace as it was."""

    workspace: Workspace
    at: str
    """When its newest commit was made, ISO 8601 in UTC; empty where there is none before it."""
    day: date | None
    """The day it was then, from which things were due or late; None where nobody knows."""


class OutOfReachError(LookupError):
    """Says why a history does not hold a moment."""


class HorizonError(OutOfReachError):
    """Says that a history does not reach back to a moment, and how far it does."""

    def __init__(
        self, revision: int, later: str, zone: tzinfo, reached: Past | None = None
    ) -> None:
        super().__init__(_horizon_text(revision, later, zone))
        self.revision = revision
        """The oldest one that could be reached; its successor came after the moment."""
        self.reached = reached
        """Everything as it was then, so that nobody reads a long history twice to have it."""


def moment_of(when: When, zone: tzinfo) -> Moment:
    """The point in the history that a revision, a day or an instant means.

    Args:
        when: a day means its last millisecond.
        zone: the store's own; says when a day ends.
    """
    if isinstance(when, datetime):
        return Moment(zone, instant=_stamp(when), day=when.astimezone(zone).date())
    if isinstance(when, date):
        end = datetime.combine(when + timedelta(days=1), time(), zone)
        return Moment(zone, instant=_stamp(end.astimezone(UTC) - _MILLISECOND), day=when)
    return Moment(zone, revision=when)


def workspace_at(workspace: Workspace, commits: Iterable[Commit], moment: Moment) -> Past:
    """A workspace as it was at a moment.

    Args:
        workspace: what to go back from.
        commits: from the workspace's own back to the horizon, without a gap.
        moment: where to go.

    Raises:
        HorizonError: the commits do not reach back that far.
        OutOfReachError: the moment is yet to come, or a commit is odd.
    """
    newest = workspace.revision
    if moment.revision is not None and moment.revision > newest:
        raise OutOfReachError(f"there is no revision {moment.revision}; the newest is {newest}")
    past, ops = workspace, list[Op]()
    revision, later, at = newest, "", ""
    for commit in commits:
        if not moment.is_before(commit.rev, commit.ts):
            at = commit.ts
            break
        ops += invert(commit.ops)
        revision, later = commit.rev - 1, commit.ts
        if len(ops) >= _AT_ONCE:
            past, ops = _without(past, ops, revision), []
    else:
        if not moment.is_reached(revision):
            reached = _oldest(past, ops, revision, day_of(later, moment.zone))
            raise HorizonError(revision, later, moment.zone, reached)
    past = _without(past, ops, revision)
    return Past(past, at, moment.day or day_of(at or later, moment.zone))


def _oldest(workspace: Workspace, ops: list[Op], revision: int, day: date | None) -> Past | None:
    """The state at the horizon; None where what came after cannot be taken back."""
    try:
        return Past(_without(workspace, ops, revision), "", day)
    except OutOfReachError:
        return None


def _without(workspace: Workspace, ops: list[Op], revision: int) -> Workspace:
    """A workspace after inverted ops.

    Raises:
        OutOfReachError: one of them is odd.
    """
    try:
        return apply(workspace, ops, revision)
    except msgspec.ValidationError as error:
        text = f"what came after cannot be taken back: {error}; run `pmtui check`"
        raise OutOfReachError(text) from error


def day_of(stamp: str, zone: tzinfo) -> date | None:
    """The day on which a commit was made; None for no stamp."""
    return datetime.fromisoformat(stamp).astimezone(zone).date() if stamp else None


def _stamp(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="milliseconds")


def _horizon_text(revision: int, later: str, zone: tzinfo) -> str:
    if not later:
        return f"the history begins with revision {revision}, as it is now"
    made = datetime.fromisoformat(later).astimezone(zone)
    until = f"{made:%Y-%m-%d %H:%M}"
    known = f"revision {revision}, as it was until {until} (write r{revision})"
    return f"the history reaches back to {known}, and no further"
