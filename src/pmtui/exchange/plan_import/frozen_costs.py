"""This file freezes what the tasks of an imported baseline were to cost by when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.plans.plan import Plan, PlanBaseline, PlanTask, money_in
from pmtui.figures.core.amounts import rates_at
from pmtui.model.calendar.work_calendar import (
    AROUND_THE_CLOCK,
    OFFICE,
    DayShifts,
    bases,
    day_shifts,
)
from pmtui.model.costing.frozen_calendars import frozen_fields
from pmtui.model.entities.baselines import BASELINE_CALENDARS

_CLOCK: Final = -1


class BaselineCosts:
    """What the rows of one baseline of a file cost themselves, with its working times frozen.

    Args:
        draft: where the baseline is made.
        plan: the file.
        number: of the baseline in the file.
        currency: of the file.
    """

    def __init__(self, draft: ImportBuilder, plan: Plan, number: int, currency: str) -> None:
        self._draft = draft
        self._plan = plan
        self._currency = currency
        self._rows = {
            task.uid: (task, baseline)
            for task in plan.tasks
            for baseline in task.baselines
            if baseline.number == number
        }
        self._below: dict[int, int] = {}
        for task, baseline in self._rows.values():
            if task.active:
                self._below[task.parent] = self._below.get(task.parent, 0) + (baseline.cost or 0)
        self._calendars: dict[int, int] = {}

    def of_baseline(self) -> dict[str, object]:
        """The fields of the baseline: its currency and what that is worth today."""
        rates = rates_at(self._draft.workspace, self._draft.today)
        worth = rates.worth.get(self._currency)
        return {
            "currency": self._currency,
            "plan_rate": "" if worth is None else str(worth),
            "plan_base": rates.base,
        }

    def of_row(self, task: PlanTask, place: Mapping[str, object]) -> dict[str, object]:
        """The fields of a row: its own cost, by when it accrues; nothing where it costs nothing."""
        baseline = self._rows[task.uid][1]
        own = (baseline.cost or 0) - self._below.get(task.uid, 0)
        if not own or not task.active or baseline.start is None or baseline.finish is None:
            return {}
        fixed = min(max(task.fixed_cost or 0, 0), max(own, 0))
        fields: dict[str, object] = {
            "own_cost": money_in(own, self._currency),
            "calendar": self._calendar(task, baseline.start, baseline.finish, place),
        }
        if fixed and task.accrual in {"start", "end"}:
            fields[f"cost_at_{task.accrual}"] = money_in(fixed, self._currency)
        return fields

    def _calendar(
        self, task: PlanTask, start: datetime, finish: datetime, place: Mapping[str, object]
    ) -> int:
        """The frozen working time of a task, made when a task first lies in it."""
        uid = _CLOCK if task.elapsed else task.calendar or self._plan.calendar
        if uid not in self._calendars:
            days = [moment for row in self._rows.values() for moment in _ends(row[1])]
            first, last = min([start, *days]).date(), max([finish, *days]).date()
            name, shifts = self._shifts(uid)
            fields = frozen_fields(shifts, first, last)
            number = len(self._calendars) + 1
            made = {**place, "number": number, "label": name, **fields}
            self._calendars[uid] = self._draft.make(BASELINE_CALENDARS.name, made, 0)
        return self._calendars[uid]

    def _shifts(self, uid: int) -> tuple[str, DayShifts]:
        if uid == _CLOCK:
            return AROUND_THE_CLOCK.name, day_shifts((AROUND_THE_CLOCK,))
        known = self._plan.calendars
        chain = bases(known, uid) if uid in known else (OFFICE,)
        return chain[0].name, day_shifts(chain)


def _ends(baseline: PlanBaseline) -> list[datetime]:
    return [end for end in (baseline.start, baseline.finish) if end is not None]
