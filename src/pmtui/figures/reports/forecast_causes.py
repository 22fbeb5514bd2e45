"""This file says what moved the forecast of a scope since last month, cause by cause, in money.

History is walked back from now to the commit that kept the status of last month; the forecast is
worked out before and after each commit that may bear on it, always on the later day. What is left
is due to passing time, and to what was reported otherwise than the store said. The parts add up to
the change to the last minor unit, since each state is looked at once and counts on both sides.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Literal

import msgspec

from pmtui.figures.costs.last_forecast import (
    FORECAST_FROM,
    STATUS_TABLE,
    forecast_change,
    forecast_in,
    last_points,
    reported_in,
)
from pmtui.figures.reports.comparison import Mover, is_rate
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.model.changes.ops import Commit, Op, apply, invert, touched
from pmtui.model.costing.status_points import StatusPoint
from pmtui.model.entities.entity import Entity, Money

_BEARING: Final = (FORECAST_FROM | PLANNED_FROM) - {STATUS_TABLE}
"""The tables of which a row may bear on a forecast as it is worked out now."""

CauseKind = Literal["commit", "rate", "time", "reported"]
"""A commit; one of rates and the policy alone; passing time; what was reported otherwise."""


class ForecastCause(msgspec.Struct, frozen=True, kw_only=True):
    """One reason for which a forecast is not what it was, and what that comes to."""

    kind: CauseKind
    amount: Money
    mover: Mover | None = None
    """The commit; the newest of them where no forecast was defined between several."""
    rows: tuple[tuple[str, Entity], ...] = ()
    """What it left changed that may bear on the forecast: tables and rows, as they are after it.

    Of what was reported otherwise: the component.
    """
    others: int = 0
    """Further commits in it."""


class ForecastCauses(msgspec.Struct, frozen=True, kw_only=True):
    """What moved the forecast of a scope since last month."""

    now: Figures
    """The figures of the workspace as it is."""
    scope: int
    before: Money | None = None
    """As it was reported by the end of last month."""
    after: Money | None = None
    """As it is now."""
    causes: tuple[ForecastCause, ...] = ()
    """Commits, the newest first, then passing time and what was reported; they add up to it."""
    day: date | None = None
    """The data date of the newest status that it is compared with."""
    revision: int = 0
    """The oldest state that was looked at."""
    is_whole: bool = True
    """Whether history reached back to that status; where not, what came before is `reported`."""
    reason: str = ""
    """Why nothing can be said; empty where something is."""

    @property
    def change(self) -> Money | None:
        """By how much the forecast is more than it was."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


def forecast_causes(now: Figures, scope: int, commits: Iterable[Commit]) -> ForecastCauses:
    """What moved the forecast of a scope since its last status of a former month.

    Args:
        now: of the workspace as it is; nothing is worked out in it, so that any thread may ask.
        scope: the component; 0 for the whole store.
        commits: the history from now on, or from later, backwards; read no further than the
            commit that kept the status.
    """
    now = Figures(now.workspace, now.today)
    change = forecast_change(now, scope).value
    if change is None:
        return ForecastCauses(now=now, scope=scope, reason=forecast_change(now, scope).reason)
    walk, points = _Walk(now, scope, change.currency), last_points(now, scope)
    is_whole = walk.back_to({point.id for point in points}, commits)
    taken = max(point.taken_at or point.data_date for point in points)
    after, later = walk.values[0], walk.values[-1]
    start = Figures(walk.figures.workspace, taken)
    then = forecast_in(start, scope, change.currency)
    reported = after - change.amount
    before = Money(reported, change.currency)
    then = later if then is None else then
    rest = (
        ForecastCause(kind="time", amount=Money(later - then, change.currency)),
        *_reported(start, then - reported, change.currency, points),
    )
    return ForecastCauses(
        now=now,
        scope=scope,
        before=before,
        after=before + change,
        causes=(*walk.causes(), *(cause for cause in rest if cause.amount.amount)),
        day=max(point.data_date for point in points),
        revision=walk.figures.workspace.revision,
        is_whole=is_whole,
    )


def _reported(
    start: Figures, left: int, currency: str, points: Iterable[StatusPoint]
) -> Iterator[ForecastCause]:
    """What is left, by the components that reported; what is of none of them is of the scope."""
    for point in sorted(points, key=lambda point: point.component):
        forecast = forecast_in(start, point.component, currency)
        part = (forecast or 0) - reported_in(start, point, currency)
        row, table = (
            start.workspace.entity(point.component),
            start.workspace.table_of(point.component),
        )
        if part and forecast is not None and row is not None and table is not None:
            left -= part
            yield ForecastCause(kind="reported", amount=Money(part, currency), rows=((table, row),))
    yield ForecastCause(kind="reported", amount=Money(left, currency))


class _Walk:
    """Goes back commit by commit, and keeps what the forecast was at each state that may differ."""

    def __init__(self, now: Figures, scope: int, currency: str) -> None:
        self.figures = now
        self.values = [forecast_in(now, scope, currency) or 0]
        """What was forecast, in minor units, the newest first."""
        self._currency = currency
        self._today = now.today
        self._scope = scope
        self._places = frozenset(now.live_subtree(scope))
        self._waiting: list[tuple[Commit, tuple[tuple[str, Entity], ...]]] = []
        self._steps: list[list[tuple[Commit, tuple[tuple[str, Entity], ...]]]] = []

    def back_to(self, points: set[int], commits: Iterable[Commit]) -> bool:
        """Go back to the state that a commit left which kept one of some status points.

        False where history ends before it, or holds what cannot be taken back.
        """
        workspace, is_there = self.figures.workspace, False
        unseen: set[tuple[str, int]] = set()
        for commit in commits:
            if commit.rev > workspace.revision:
                continue
            is_there = any(op.table == STATUS_TABLE and op.id in points for op in commit.ops)
            try:
                before = apply(workspace, invert(commit.ops), commit.rev - 1)
            except msgspec.ValidationError:
                is_there = False
                break
            if is_there:
                break
            unseen |= touched(commit.ops)
            workspace = before
            if any(op.table in _BEARING for op in commit.ops):
                self._step(commit, self.figures.next(before, frozenset(unseen), self._today))
                unseen = set()
        if unseen:
            self.figures = self.figures.next(workspace, frozenset(unseen), self._today)
        return is_there

    def _step(self, commit: Commit, before: Figures) -> None:
        """Look at the state before a commit."""
        self._waiting.append((commit, tuple(self._rows(commit.ops, before))))
        self.figures = before
        value = forecast_in(before, self._scope, self._currency)
        if value is not None:
            self.values.append(value)
            self._steps.append(self._waiting)
            self._waiting = []

    def _rows(self, ops: Iterable[Op], before: Figures) -> Iterator[tuple[str, Entity]]:
        """The rows of a commit that may bear on the forecast of the scope."""
        states = self.figures.workspace, before.workspace
        for table, row_id in dict.fromkeys((op.table, op.id) for op in ops):
            row = states[0].get(table, row_id) or states[1].get(table, row_id)
            if row is None or table not in _BEARING:
                continue
            is_place = any(row_id in state.components for state in states)
            place = row_id if is_place else row.component
            if not place or not self._scope or place in self._places:
                yield table, row

    def causes(self) -> Iterator[ForecastCause]:
        """The commits that moved it, the newest first."""
        for step, after, before in zip(self._steps, self.values, self.values[1:], strict=False):
            if after == before:
                continue
            commit = step[0][0]
            of_rates = all(is_rate(op.table) for other, _ in step for op in other.ops)
            author = commit.login or str(commit.uid)
            yield ForecastCause(
                kind="rate" if of_rates else "commit",
                amount=Money(after - before, self._currency),
                mover=Mover(commit.rev, author, commit.action, of_rates),
                rows=tuple(row for _, rows in step for row in rows),
                others=len(step) - 1,
            )
