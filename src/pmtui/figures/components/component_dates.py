"""This file sets promised, planned, baseline and actual dates of a component beside each other."""

from collections.abc import Collection
from datetime import date
from typing import Final, Literal, cast

import msgspec

from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.entities.baselines import Baseline, BaselineRow
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace

APPROVED_KINDS: Final = frozenset({"original", "current"})
"""Kinds of baselines that were approved; the others are mere copies."""


def baselines_of(workspace: Workspace, component: int) -> tuple[Baseline, ...]:
    """The baselines of a component, the newest last."""
    rows = workspace.rows("baselines")
    ids = workspace.ids_by("baselines", "component", component)
    found = (cast("Baseline", rows[row_id]) for row_id in ids)
    return tuple(sorted(found, key=lambda baseline: baseline.number))


def baseline_in_force(workspace: Workspace, component: int) -> Baseline | None:
    """The newest baseline of a component that was approved; None where there is none."""
    agreed = [
        baseline
        for baseline in baselines_of(workspace, component)
        if baseline.kind in APPROVED_KINDS
    ]
    return agreed[-1] if agreed else None


def baseline_row(workspace: Workspace, task: Task) -> BaselineRow | None:
    """What the baseline in force says of a task; None where it says nothing."""
    agreed = baseline_in_force(workspace, task.component)
    if agreed is None:
        return None
    rows = workspace.rows("baseline_rows")
    ids = workspace.ids_by("baseline_rows", "task", task.id)
    found = (cast("BaselineRow", rows[row_id]) for row_id in ids)
    return next((row for row in found if row.baseline == agreed.id), None)


def own_baseline_finish(workspace: Workspace, component: int) -> date | None:
    """The baseline finish of a component itself: as it stands there, else of the one in force."""
    row = workspace.components[component]
    if row.baseline_finish is not None:
        return row.baseline_finish
    held = baseline_in_force(workspace, component)
    return held.finish if held is not None else None


PromiseSource = Literal["", "own", "tasks", "below"]
"""Where a promise comes from: typed on the component, on its tasks, or on components below."""


class OwnDates(msgspec.Struct, frozen=True, kw_only=True):
    """What a component says of its dates without those below; moments are minutes since year 1."""

    start: int | None = None
    """First start of what is planned in it; as it happened where it has ended."""
    finish: int | None = None
    """Last finish of what is planned in it; as it happened where it has ended."""
    typed_start: int | None = None
    typed_finish: int | None = None
    """Stand for it where nothing is planned in it and below."""
    promised: date | None = None
    """Its typed finish."""
    due: date | None = None
    """The latest due date among its open tasks."""
    is_due_last: bool = False
    """Whether a task with that due date is among the last to finish."""
    baseline: date | None = None
    missed: int = 0
    """Open tasks, late ones apart, that are planned past their due date or constraint."""
    missed_days: float = 0
    """Working days by which the worst of them is late for it."""
    is_waiting: bool = False
    """Whether its plan is being worked out, or is still as it was before the last edits."""


class Outlook(msgspec.Struct, frozen=True, kw_only=True):
    """When a component with all below it starts and ends: planned, promised and agreed."""

    start: int | None = None
    end: int | None = None
    """First start and last finish as planned, in minutes since year 1."""
    promised: date | None = None
    promised_by: PromiseSource = ""
    baseline: date | None = None
    is_own_baseline: bool = False
    """Whether it has a baseline finish of its own; else it is the latest below."""
    worst_below: int | None = None
    """The worst slip of a component below, in calendar days."""
    worst_at: int = 0
    """Id of that component."""
    missed: int = 0
    """Open tasks directly in it that are planned past their due date or constraint."""
    missed_days: float = 0
    is_waiting: bool = False
    """Whether a plan in it is being worked out; what is there may be that of before."""

    @property
    def planned(self) -> date | None:
        """The day of its planned finish."""
        return None if self.end is None else last_day(self.end)

    @property
    def slip(self) -> int | None:
        """Calendar days from the baseline finish to the planned one; late is positive."""
        return days_from(self.baseline, self.planned)

    @property
    def margin(self) -> int | None:
        """Calendar days from the planned finish to the promised one; negative misses it."""
        return days_from(self.planned, self.promised)


NOTHING_DATED: Final = Outlook()
NO_DATES: Final = OwnDates()


def outlook_of(own: OwnDates, below: Collection[tuple[int, Outlook]]) -> Outlook:
    """The dates of a component with those of its live children, given by id.

    The planned finish is the last of all that is planned in it and below; where nothing is, the
    finish that was typed for it. The baseline finish is its own, else the latest of its children.
    """
    starts = [
        start for start in (own.start, *(part.start for _, part in below)) if start is not None
    ]
    ends = [
        row_id for row_id in (own.finish, *(part.end for _, part in below)) if row_id is not None
    ]
    # While a plan is to come, nobody knows that nothing is planned.
    typed = (None, None) if own.is_waiting else (own.typed_start, own.typed_finish)
    end = max(ends, default=typed[1])
    worst, worst_at = _worst(below)
    promised, promised_by = _promise(own, end, below)
    agreed = [part.baseline for _, part in below if part.baseline is not None]
    return Outlook(
        start=min(starts, default=typed[0]),
        end=end,
        promised=promised,
        promised_by=promised_by,
        baseline=own.baseline or max(agreed, default=None),
        is_own_baseline=own.baseline is not None,
        worst_below=worst,
        worst_at=worst_at,
        missed=own.missed,
        missed_days=own.missed_days,
        is_waiting=own.is_waiting or any(part.is_waiting for _, part in below),
    )


def days_from(first: date | None, second: date | None) -> int | None:
    """Calendar days from one day to another; None where either is missing."""
    return None if first is None or second is None else (second - first).days


def last_day(finish: int) -> date:
    """The day on which something ends that ends at a moment, which may be midnight."""
    return moment_of(finish - 1).date()


def _promise(
    own: OwnDates, end: int | None, below: Collection[tuple[int, Outlook]]
) -> tuple[date | None, PromiseSource]:
    """Its typed finish, else the latest date promised in it and below.

    That one only where it says something of the end: what was promised for a part that is over
    before the rest is no promise for the whole.
    """
    if own.promised is not None:
        return own.promised, "own"
    planned = None if end is None else last_day(end)

    def is_last(moment: int | None) -> bool:
        return moment is not None and last_day(moment) == planned

    promises: list[tuple[date, PromiseSource, bool]] = []
    if own.due is not None:
        promises.append((own.due, "tasks", own.is_due_last and is_last(own.finish)))
    promises += [
        (part.promised, "below", is_last(part.end))
        for _, part in below
        if part.promised is not None
    ]
    latest = max((day for day, _, _ in promises), default=None)
    if latest is None or planned is None:
        return latest, next((source for day, source, _ in promises if day == latest), "")
    for day, source, is_end in promises:
        if day == latest and (is_end or latest >= planned):
            return latest, source
    return None, ""


def _worst(below: Collection[tuple[int, Outlook]]) -> tuple[int | None, int]:
    """The worst slip below, and the component, the lowest of those with the same."""
    found: tuple[int | None, int] = (None, 0)
    for row_id, part in below:
        for slip, at in ((part.worst_below, part.worst_at), (part.slip, row_id)):
            if slip is not None and (found[0] is None or slip > found[0]):
                found = slip, at
    return found
