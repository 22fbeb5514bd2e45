"""This file shows the day of a person: what is late, due and to come, and what changed of theirs.

What changed is compared as a report compares it: the day they were here last, revision and all,
with now. It takes in what others did, and what passing time or work elsewhere has moved.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

import msgspec

from pmtui.figures.attention.dated_rows import DatedRow, due_by, people_of
from pmtui.figures.reports.comparison import compared
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Commit
from pmtui.views.changes.change_list import changes
from pmtui.views.changes.fact import RowChange
from pmtui.views.shapes.table import Cell, Entry, Section, Tone
from pmtui.views.wording.formatting import short_date

FAR: Final = 5_000
"""Commits that are looked through for when somebody was here last."""
_LONGEST: Final = 14
"""Days that are looked back where somebody has changed nothing for longer."""
_AHEAD: Final = 7
"""Days whose work is to come."""


class MyDay(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody has before them, and what changed of it."""

    since: date | None
    """The day it is compared with; None where nothing came after it."""
    due: tuple[DatedRow, ...]
    """What is late, due today or within a week, the latest first."""
    changed: tuple[RowChange, ...]
    """What became of what they answer for or work on."""
    sections: tuple[Section, ...]
    """All of it, the days first, then what changed by component."""


def last_here(logins: Collection[str], commits: Iterable[Commit], today: date, zone: tzinfo) -> int:
    """The revision that somebody left behind on their last day here before today.

    Args:
        logins: under which they make commits.
        commits: the history, the newest first.
        today: the day it is.
        zone: says on what day a commit was made.

    Returns:
        The revision; where they changed nothing for two weeks the one of then, and 0 where nothing
        has happened at all.
    """
    oldest = 0
    for commit in commits:
        day = datetime.fromisoformat(commit.ts).astimezone(zone).date()
        oldest = commit.rev
        if day < today and commit.login in logins:
            return commit.rev
        if (today - day).days > _LONGEST:
            break
    return oldest


def my_day(
    figures: Figures,
    scope: int,
    me: int,
    *,
    then: Figures | None = None,
    commits: Iterable[Commit] = (),
) -> MyDay:
    """The day of a person.

    Args:
        figures: of the workspace as it is.
        scope: the component to look below; 0 for the whole store.
        me: the person.
        then: of the workspace as they left it, on that day; None where nothing happened since.
        commits: what happened since, the newest first.
    """
    today = figures.today
    due = tuple(due_by(figures, scope, me, today + timedelta(days=_AHEAD), every=True))
    heading, since = "Changed", None
    changed: tuple[RowChange, ...] = ()
    by_component: tuple[Section, ...] = ()
    if then is not None:
        since = then.today
        heading = f"Changed since {short_date(since, today)}"
        comparison = compared(then, figures, scope, commits)

        def is_theirs(change: RowChange) -> bool:
            return any(_has(sheet, change, me) for sheet in (figures, then))

        theirs = changes(
            then.workspace, figures.workspace, scope, today,
            comparison=comparison, counts=is_theirs,
        )  # fmt: skip
        changed, by_component = theirs.rows, theirs.sections
    note, empty = (str(len(changed)), "") if changed else ("", "nothing of yours has changed")
    sections = (*_of_days(figures, due), Section(heading, (), note, empty), *by_component)
    return MyDay(since=since, due=due, changed=changed, sections=sections)


def _of_days(figures: Figures, due: Sequence[DatedRow]) -> Iterator[Section]:
    today = figures.today
    kinds: tuple[tuple[str, list[DatedRow], Tone, str], ...] = (
        ("Late", [row for row in due if row.day < today], "bad", ""),
        (
            "Today",
            [row for row in due if row.day == today],
            "warn",
            "nothing of yours is due today",
        ),
        (f"Next {_AHEAD} days", [row for row in due if row.day > today], "plain", ""),
    )
    for title, rows, tone, empty in kinds:
        if rows or empty:
            entries = tuple(_entry(figures, row, tone) for row in rows)
            yield Section(title, entries, str(len(rows)) if rows else "", empty)


def _entry(figures: Figures, row: DatedRow, tone: Tone) -> Entry:
    days = (figures.today - row.day).days
    when = f"late {days} d" if days > 0 else short_date(row.day, figures.today)
    place = figures.workspace.components.get(row.component)
    where = place.name if place is not None and place.id != row.id else ""
    cells = (Cell(when, tone), Cell(row.what, "dim"), Cell(row.name), Cell(where, "dim"))
    return Entry(cells=cells, target=(row.table, row.id))


def _has(figures: Figures, change: RowChange, me: int) -> bool:
    """Whether a change is of what a person answers for or works on."""
    workspace = figures.workspace
    row = workspace.get(change.table, change.id)
    if row is not None and me in people_of(figures, change.table, row):
        return True
    place = workspace.components.get(change.component)
    return place is not None and place.owner == me
