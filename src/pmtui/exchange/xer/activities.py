"""This file reads the activities of a P6 export."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from msgspec import Struct

from pmtui.exchange.plans.plan import PlanTask
from pmtui.exchange.xer.constraints import Constraints
from pmtui.exchange.xer.costs import XerCost
from pmtui.exchange.xer.wbs import WbsPart, WorkBreakdown
from pmtui.exchange.xer.xer_tables import XerRow

_MILESTONES: Final = frozenset({"TT_Mile", "TT_FinMile"})
_DATED_BY_OTHERS: Final = frozenset({"TT_LOE", "TT_WBS"})
_PRIORITIES: Final = {
    "PT_Top": 900, "PT_High": 700, "PT_Normal": 500, "PT_Low": 300, "PT_Lowest": 100,
}  # fmt: skip
_TYPES: Final = {kind: kind for kind in (*_MILESTONES, *_DATED_BY_OTHERS, "TT_Task", "TT_Rsrc")}
_PERCENTS: Final = {kind: kind for kind in ("CP_Drtn", "CP_Phys", "CP_Units")}


class Project(Struct, frozen=True):
    """What the rows of one project are read with."""

    id: str
    costs: Mapping[str, XerCost]
    memos: Mapping[str, str]
    constraints: Constraints
    unknown: Counter[str]
    """Collects what is left behind."""


def read_activities(
    rows: Iterable[XerRow], wbs: WorkBreakdown, project: Project
) -> tuple[PlanTask, ...]:
    """The WBS as summary tasks with the activities below them, by sequence and activity id."""
    inside: dict[str, list[XerRow]] = {}
    uids = _Uids(rows)
    for row in uids.rows:
        inside.setdefault(wbs.place_told(row), []).append(row)
    taken = frozenset(uids.taken)
    made: list[PlanTask] = []
    for part in wbs.parts_with(inside, taken):
        if part.summary is not None:
            made.append(part.summary)
        held = sorted(inside.get(part.id, ()), key=lambda row: row.text("task_code"))
        made += [_activity(row, uids.of(row), part, project) for row in held]
    empty = wbs.count_without(inside)
    if empty:
        project.unknown["PROJWBS without activities"] = empty
    return tuple(made)


class _Uids:
    """The number of each activity; one without its own gets a free one."""

    def __init__(self, rows: Iterable[XerRow]) -> None:
        self.rows = list(rows)
        given = [row.number("task_id") for row in self.rows]
        self.taken = set(given) - {0}
        self._of: dict[int, int] = {}
        free = max(self.taken, default=0)
        used: set[int] = set()
        for row, uid in zip(self.rows, given, strict=True):
            number = uid
            if not uid or uid in used:
                free += 1
                number = free
                what = f"another one has the same task_id {uid}" if uid else "it has no task_id"
                row.tell(what, f"it is taken as {number}")
            used.add(number)
            self._of[id(row)] = number
        self.taken = used

    def of(self, row: XerRow) -> int:
        """The number of a row."""
        return self._of[id(row)]


def _activity(row: XerRow, uid: int, part: WbsPart, project: Project) -> PlanTask:
    id_ = row.text("task_id") if row.number("task_id") == uid else ""
    kind = row.code("task_type", _TYPES, "TT_Task", "taken as a task")
    dated = kind in _DATED_BY_OTHERS
    if dated:
        project.unknown[f"TASK/task_type {kind}, which keeps the dates of the file"] += 1
    remaining = row.length("remain_drtn_hr_cnt")
    duration = _duration(row, kind, remaining)
    started, finished = row.moment("act_start_date"), row.moment("act_end_date")
    if row.moment("expect_end_date") and not started and remaining is not None:
        duration = remaining
    work, done, rest = (_work(row, name) for name in ("target", "act", "remain"))
    cost = project.costs.get(id_, XerCost())
    if cost.budget is not None and cost.budget != cost.total:
        project.unknown["TASK/budgeted cost, where it is not the cost at completion"] += 1
    constraint, at, deadline = project.constraints.of(row, duration)
    return PlanTask(
        uid=uid,
        code=row.text("task_code"),
        name=row.text("task_name"),
        parent=part.uid,
        wbs=part.path,
        notes=project.memos.get(id_, ""),
        priority=row.code("priority_type", _PRIORITIES, 500, "taken as usual"),
        milestone=kind in _MILESTONES,
        manual=dated and not started,
        start=_first(row, "early_start_date", "restart_date", "target_start_date"),
        finish=_first(row, "early_end_date", "reend_date", "target_end_date"),
        duration=0 if kind in _MILESTONES else duration,
        task_type="fixed_units" if kind == "TT_Rsrc" else "fixed_duration",
        calendar=_calendar(row),
        constraint=constraint,
        constraint_date=at,
        deadline=deadline,
        actual_start=started,
        actual_finish=finished,
        remaining=remaining if started else None,
        stop=row.moment("suspend_date"),
        resume=row.moment("resume_date"),
        percent=_percent(row, duration, remaining or 0),
        percent_physical=round(row.decimal("phys_complete_pct") or 0),
        work=work,
        actual_work=done,
        remaining_work=rest,
        cost=cost.total,
        actual_cost=cost.actual,
        remaining_cost=cost.remaining,
    )


def _duration(row: XerRow, kind: str, remaining: int | None) -> int:
    """How long it takes; what remains of it where the file does not say."""
    duration = row.length("target_drtn_hr_cnt")
    if duration is not None:
        return duration
    if kind in {"TT_Task", "TT_Rsrc"}:
        rest = "no time" if remaining is None else "as long as remain_drtn_hr_cnt says"
        row.tell("target_drtn_hr_cnt is missing", f"it takes {rest}")
    return remaining or 0


def _calendar(row: XerRow) -> int:
    calendar = row.number("clndr_id")
    if not calendar:
        row.tell("it has no calendar", "it keeps the calendar of the project")
    return calendar


def _first(row: XerRow, *columns: str) -> datetime | None:
    """The first moment that is there; what remains to be done goes before what was planned."""
    return next((moment for column in columns if (moment := row.moment(column)) is not None), None)


def _work(row: XerRow, which: str) -> int | None:
    """Work of people and machines, planned, done or still to do."""
    parts = (row.length(f"{which}_work_qty"), row.length(f"{which}_equip_qty"))
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


def _percent(row: XerRow, duration: int, remaining: int) -> int:
    """Percent complete, counted as the activity says: by duration, by units or as seen."""
    if row.moment("act_end_date"):
        return 100
    if not row.moment("act_start_date"):
        return 0
    kind = row.code("complete_pct_type", _PERCENTS, "", "counted by duration")
    if kind == "CP_Phys":
        share = (row.decimal("phys_complete_pct") or 0) / 100
    elif kind == "CP_Units":
        done, rest = _work(row, "act") or 0, _work(row, "remain") or 0
        share = done / (done + rest) if done + rest else 0.0
    else:
        share = (duration - remaining) / duration if duration else 0.0
    return round(100 * min(max(share, 0.0), 1.0))
