"""This file says what an edit changes in money and in benefits, before it is committed."""

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Final

import msgspec

from pmtui.figures.benefits.months import Profile, months_text
from pmtui.figures.benefits.profile import profiles_of
from pmtui.figures.catalogue import figure
from pmtui.figures.core.invalidation import edited_tasks, invalidated_components, stale_components
from pmtui.figures.effects.edit_effect import EditEffect, effect_in, replanned
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.cases import CASES, CashFlow
from pmtui.model.benefits.profiles import PROFILE_POINTS
from pmtui.model.entities.entity import Money
from pmtui.model.entities.registers import BENEFITS, Benefit

Touched = frozenset[tuple[str, int]]

MonthChange = tuple[str, Decimal | None, Decimal | None]
"""A month as `2027-01` with the value before and after; None where there is none."""

_OF_COMPONENTS: Final = ("cost_forecast", "exposure")
"""Figures in money of a component with all below it."""
_PROFILES: Final = frozenset({BENEFITS.name, PROFILE_POINTS.name})


class AmountChange(msgspec.Struct, frozen=True, kw_only=True):
    """A figure in money that an edit changes."""

    figure: str
    """Its id: `cost_forecast`, `exposure`, `npv`."""
    table: str
    key: str
    """Of the row it is a figure of."""
    before: Money | None
    after: Money | None

    @property
    def change(self) -> Money | None:
        """How much more it is; None where one is undefined or in another currency."""
        if self.before is None or self.after is None:
            return None
        same = self.before.currency == self.after.currency
        return self.after - self.before if same else None


class BenefitChange(msgspec.Struct, frozen=True, kw_only=True):
    """A benefit whose forecast by month an edit changes."""

    key: str
    unit: str
    months: int | None
    """Months by which its profile comes later than before; None where its start has no day."""
    by_month: tuple[MonthChange, ...]
    """Every month whose value changes, in their order."""

    @property
    def total(self) -> Decimal:
        """What all months together bring more, each counted as so much a month."""
        nothing = Decimal(0)
        changes = ((after or nothing) - (before or nothing) for _, before, after in self.by_month)
        return sum(changes, nothing)


class EditWorth(msgspec.Struct, frozen=True):
    """What an edit changes in money and in benefits."""

    amounts: tuple[AmountChange, ...] = ()
    benefits: tuple[BenefitChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.amounts or self.benefits)


def edit_worth(
    before: Figures, after: Figures, touched: Touched, moved_in: Collection[int] = ()
) -> EditWorth:
    """What an edit changes in money and in benefits.

    Args:
        before: the figures before the edit.
        after: those after it.
        touched: (table, id) of everything it changes.
        moved_in: components in which dates may move with it.
    """
    workspaces = before.workspace, after.workspace
    concerned = invalidated_components(*workspaces, touched)
    amounts = (
        *_of_components(before, after, touched, concerned),
        *_of_cases(before, after, touched, {*concerned, *moved_in}),
    )
    benefits = _benefits(before, after, touched, {*concerned, *moved_in})
    return EditWorth(amounts, tuple(benefits))


class EditEffects(msgspec.Struct, frozen=True):
    """All that an edit changes beside what it is done to."""

    moved: EditEffect = EditEffect()
    worth: EditWorth = EditWorth()


def effects_of(before: Figures, after: Figures, touched: Touched) -> EditEffects:
    """All that an edit changes beside what it is done to; money also of that itself.

    Where too many tasks may move, nothing is said of what follows from their dates.

    Args:
        before: the figures before the edit.
        after: those after it.
        touched: (table, id) of everything it changes.
    """
    edited = edited_tasks(before.workspace, after.workspace, touched)
    edited_components = [row_id for table, row_id in touched if table == "components"]
    places = replanned(before, after, edited, edited_components)
    moved = effect_in(before, after, edited, places)
    moved_in = () if moved.skipped else places
    return EditEffects(moved, edit_worth(before, after, touched, moved_in))


def _of_components(
    before: Figures, after: Figures, touched: Touched, concerned: Collection[int]
) -> Iterator[AmountChange]:
    """The forecast and the exposure of the highest components that an edit concerns."""
    workspace = after.workspace
    for component in sorted(concerned):
        is_top = not any(above in concerned for above in workspace.ancestors(component))
        if component in workspace.components and is_top:
            for name in _OF_COMPONENTS:
                if _reads(name, "components", touched):
                    yield from _change(before, after, name, "components", component)


def _reads(name: str, table: str, touched: Touched) -> bool:
    declared = figure(name, table)
    return declared is not None and any(edited in declared.reads for edited, _ in touched)


def _of_cases(
    before: Figures, after: Figures, touched: Touched, concerned: Collection[int]
) -> Iterator[AmountChange]:
    """The net present value of the cases that an edit may change, by their milestones too."""
    declared = figure("npv", CASES.name)
    if declared is None or not any(table in declared.reads for table, _ in touched):
        return
    stale = stale_components(before.workspace, after.workspace, touched, declared.reads)
    tasks = after.workspace.tasks
    waiting = {
        flow.case
        for flow in after.workspace.rows_of(CashFlow).values()
        if (milestone := tasks.get(flow.start_after)) is not None
        and milestone.component in concerned
    }
    for row in after.workspace.rows(CASES.name).values():
        if stale is None or row.component in stale or row.id in waiting:
            yield from _change(before, after, "npv", CASES.name, row.id)


def _change(
    before: Figures, after: Figures, name: str, table: str, row_id: int
) -> Iterator[AmountChange]:
    declared = figure(name, table)
    if declared is None:
        return
    old, new = before.workspace.get(table, row_id), after.workspace.get(table, row_id)
    worth = declared.read(before)(old) if old is not None else None
    now = declared.read(after)(new) if new is not None else None
    if worth != now:
        yield AmountChange(
            figure=name,
            table=table,
            key=row.key if (row := new or old) is not None and row.key else str(row_id),
            before=worth if isinstance(worth, Money) else None,
            after=now if isinstance(now, Money) else None,
        )


def _benefits(
    before: Figures, after: Figures, touched: Touched, concerned: Collection[int]
) -> Iterator[BenefitChange]:
    """Benefits whose own rows change, or whose milestone lies where dates may move."""
    tasks, is_theirs = after.workspace.tasks, any(table in _PROFILES for table, _ in touched)
    for benefit in after.workspace.rows_of(Benefit).values():
        milestone = tasks.get(benefit.start_after)
        moves = milestone is not None and milestone.component in concerned
        if not moves and not (is_theirs and benefit.component in concerned):
            continue
        old = before.workspace.rows_of(Benefit).get(benefit.id)
        was, now = (
            (profiles_of(before, old) if old is not None else None),
            profiles_of(after, benefit),
        )
        by_month = _by_month(was.forecast if was is not None else Profile(), now.forecast)
        if by_month:
            shifts = (was.shift if was is not None else 0), now.shift
            months = None if None in shifts else (now.shift or 0) - (shifts[0] or 0)
            yield BenefitChange(
                key=benefit.key, unit=benefit.unit, months=months, by_month=by_month
            )


def _by_month(was: Profile, now: Profile) -> tuple[MonthChange, ...]:
    before, after = dict(was.months), dict(now.months)
    months = sorted({*before, *after})
    pairs = ((month, before.get(month), after.get(month)) for month in months)
    return tuple((months_text(month), old, new) for month, old, new in pairs if old != new)
