"""This file compares a scope at a former moment with now, and says what moved each value.

Three states are worked out: as it was on its day, the same revision on the later day, and now. What
differs between the first two is due to passing time alone; what differs between the last two is
due to commits, which are named by the rows that they left changed.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.figures.core.invalidation import invalidated_components, with_those_above
from pmtui.figures.planning.cross_project import cross_project_links
from pmtui.figures.planning.stale_parts import EVERY_PLAN
from pmtui.figures.reports.kept_value import DATED, ScopeValue, Subject
from pmtui.figures.reports.scope_values import scope_values
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.model.changes.difference import changed_rows
from pmtui.model.changes.ops import Commit
from pmtui.model.workspace.schema import TABLES

BY_TIME: Final = "by passing time"
BY_RATES: Final = "by a changed rate or policy"


class Mover(msgspec.Struct, frozen=True):
    """A commit that left rows changed on which a value hangs."""

    revision: int
    author: str
    """The login, else the number, of who made it."""
    action: str
    of_rates: bool = False
    """Whether all that it left changed are rates and the policy."""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A value that is not what it was."""

    subject: Subject
    """What it is of: topic, table and id."""
    before: ScopeValue | None
    """As it was; None for what was not there."""
    later: ScopeValue | None
    """As it would be by now had nobody changed anything."""
    after: ScopeValue | None
    """As it is; None for what has gone or was put away."""
    movers: tuple[Mover, ...] = ()
    """The commits that it may be due to, the newest first; none where time alone moved it."""

    @property
    def is_by_time(self) -> bool:
        """Whether passing time moved it, at least in part."""
        return _text(self.before) != _text(self.later)

    @property
    def is_by_edits(self) -> bool:
        """Whether commits moved it, at least in part."""
        return _text(self.later) != _text(self.after)

    @property
    def is_by_rates(self) -> bool:
        """Whether all the commits that moved it changed rates and the policy alone."""
        return bool(self.movers) and all(mover.of_rates for mover in self.movers)

    @property
    def days(self) -> int | None:
        """Days that a date moved, later is more; None for what is no date, or has none."""
        return days_between(self.before, self.after)

    @property
    def days_by_time(self) -> int | None:
        """The days of it that are due to passing time."""
        return days_between(self.before, self.later)


class _Reach(msgspec.Struct, frozen=True):
    """How far what a commit left changed reaches; None for every component."""

    mover: Mover
    rows: frozenset[tuple[str, int]]
    counted: frozenset[int] | None
    """The components in whose figures its rows count, and those above them."""
    planned: frozenset[int] | None
    """The components whose dates may hang on its rows, and those above them."""


class ScopeComparison(msgspec.Struct, frozen=True, kw_only=True):
    """A scope then and now."""

    then: Figures
    now: Figures
    scope: int
    differences: tuple[Difference, ...]
    """All that differs, in the order of the tree."""
    before: Mapping[Subject, ScopeValue]
    """All that is compared as it was, by what it is of."""
    after: Mapping[Subject, ScopeValue]
    """All that is compared as it is."""
    edited: Mapping[tuple[str, int], tuple[Mover, ...]] = MappingProxyType({})
    """The commits that left each row changed, the newest first, by table and id."""
    reaches: tuple[_Reach, ...] = ()
    """How far what each commit left changed reaches, the newest first."""

    @property
    def values(self) -> tuple[ScopeValue, ...]:
        """What a record keeps of it as it is, for later reports: no single tasks."""
        return tuple(value for value in self.after.values() if value.topic not in {"task", "late"})

    def plan_movers(self, component: int) -> tuple[Mover, ...]:
        """The commits on which the dates of a component may hang, the newest first."""
        return tuple(
            reach.mover
            for reach in self.reaches
            if reach.planned is None or component in reach.planned
        )

    def both(self, subject: Subject) -> tuple[ScopeValue | None, ScopeValue | None]:
        """A value as it was and as it is."""
        return self.before.get(subject), self.after.get(subject)


def compared(
    then: Figures, now: Figures, scope: int, commits: Iterable[Commit] = ()
) -> ScopeComparison:
    """A scope at a former moment and now, and what moved each value that differs.

    Args:
        then: of the workspace as it was, on the day it was.
        now: of the workspace as it is.
        scope: the component; 0 for the whole store.
        commits: the history from now on, or from later, backwards; read no further than that
            moment.
    """
    rows = frozenset((row.table, row.id) for row in changed_rows(then.workspace, now.workspace))
    before, after = scope_values(then, scope), scope_values(now, scope)
    later = before
    if then.today != now.today:
        later = scope_values(Figures(then.workspace, now.today), scope) if rows else after
    subjects = [
        subject
        for subject in dict.fromkeys((*after, *before))
        if not _text(before.get(subject)) == _text(later.get(subject)) == _text(after.get(subject))
    ]
    traces = tuple(_traces(then, now, rows, commits)) if rows else ()
    is_edited = any(_text(later.get(subject)) != _text(after.get(subject)) for subject in subjects)
    reaches = _reaches(then, now, traces) if is_edited else ()
    edited: dict[tuple[str, int], tuple[Mover, ...]] = {}
    for mover, changed in traces:
        for row in changed:
            edited[row] = (*edited.get(row, ()), mover)
    return ScopeComparison(
        then=then,
        now=now,
        scope=scope,
        differences=tuple(
            _difference(now, subject, (before, later, after), reaches) for subject in subjects
        ),
        before=before,
        after=after,
        edited=MappingProxyType(edited),
        reaches=reaches,
    )


_Trace = tuple[Mover, frozenset[tuple[str, int]]]
"""A commit, and the rows that it left changed."""


_States = tuple[
    Mapping[Subject, ScopeValue], Mapping[Subject, ScopeValue], Mapping[Subject, ScopeValue]
]


def _difference(
    now: Figures, subject: Subject, states: _States, reaches: Iterable[_Reach]
) -> Difference:
    before, later, after = (state.get(subject) for state in states)
    movers: tuple[Mover, ...] = ()
    if _text(later) != _text(after):
        movers = tuple(reach.mover for reach in reaches if _moves(now, reach, subject))
    return Difference(subject=subject, before=before, later=later, after=after, movers=movers)


def _moves(now: Figures, reach: _Reach, subject: Subject) -> bool:
    """Whether a value may hang on what a commit left changed."""
    workspace = now.workspace
    topic, table, row_id = subject
    if (table, row_id) in reach.rows:
        return True
    if topic in _TYPED or (topic == "risk" and not reach.mover.of_rates):
        return False
    places = reach.planned if topic in DATED else reach.counted
    if places is None:
        return True
    link = workspace.links.get(row_id) if topic == "contract" else None
    task = workspace.tasks.get(link.predecessor) if link is not None else None
    row = workspace.get(table, row_id) if task is None else task
    return (row_id if table == "components" or row is None else row.component) in places


_TYPED: Final = frozenset({"reported", "gate", "issue", "planned_benefit", "realised_benefit"})
"""Topics whose values are typed in their own row."""


def _traces(
    then: Figures, now: Figures, changed: frozenset[tuple[str, int]], commits: Iterable[Commit]
) -> Iterator[_Trace]:
    """The commits between two revisions that left something changed, the newest first."""
    for commit in commits:
        if commit.rev <= then.workspace.revision:
            break
        rows = changed.intersection((op.table, op.id) for op in commit.ops)
        if rows and commit.rev <= now.workspace.revision:
            author = commit.login or str(commit.uid)
            of_rates = all(is_rate(table) for table, _ in rows)
            yield Mover(commit.rev, author, commit.action, of_rates), rows


def _reaches(then: Figures, now: Figures, traces: Iterable[_Trace]) -> tuple[_Reach, ...]:
    """How far each commit reaches."""
    before, after = then.workspace, now.workspace
    crossing = cross_project_links(after, after.links)

    def places(rows: frozenset[tuple[str, int]]) -> frozenset[int] | None:
        if any(table in EVERY_PLAN or is_rate(table) for table, _ in rows):
            return None
        own = invalidated_components(before, after, rows)
        return frozenset(with_those_above(before, after, crossing.waiting(after, own)))

    reaches: list[_Reach] = []
    for mover, rows in traces:
        planning = frozenset(row for row in rows if row[0] in PLANNED_FROM)
        reaches.append(_Reach(mover, rows, places(rows), places(planning)))
    return tuple(reaches)


def is_rate(table: str) -> bool:
    """Whether a table holds rates or the policy, by which every figure is worked out."""
    return table in TABLES and TABLES[table].counts_in == "everything"


def days_between(before: ScopeValue | None, after: ScopeValue | None) -> int | None:
    """Days from one value to another; None where one of them is no day."""
    if before is None or after is None or before.topic not in DATED:
        return None
    first, last = before.day, after.day
    return (last - first).days if first is not None and last is not None else None


def moved_by(before: ScopeValue | None, after: ScopeValue | None) -> Decimal | None:
    """By how much an amount or a score is more than it was; None where the two do not compare."""
    if before is None or after is None or before.currency != after.currency:
        return None
    if not before.value or not after.value:
        return None
    try:
        return Decimal(after.value) - Decimal(before.value)
    except ArithmeticError:
        return None


def _text(value: ScopeValue | None) -> tuple[str, str] | None:
    return (value.value, value.currency) if value is not None else None
