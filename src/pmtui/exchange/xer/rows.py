"""This file reads the activities and the links of a P6 export."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from msgspec import Struct

from pmtui.exchange.plans.plan import PlanLink, PlanTask
from pmtui.exchange.safe import UnreadableError
from pmtui.exchange.xer.constraints import Constraints
from pmtui.exchange.xer.costs import Cost
from pmtui.exchange.xer.tables import Row
from pmtui.exchange.xer.wbs import WorkBreakdown
from pmtui.model.tasks import LagUnit, LinkType

_LINKS: Final[Mapping[str, LinkType]] = {
    "PR_FS": "FS", "PR_SS": "SS", "PR_FF": "FF", "PR_SF": "SF",
}  # fmt: skip
_MILESTONES: Final = frozenset({"TT_Mile", "TT_FinMile"})
_DATED_BY_OTHERS: Final = frozenset({"TT_LOE", "TT_WBS"})
_PRIORITIES: Final = {
    "PT_Top": 900, "PT_High": 700, "PT_Normal": 500, "PT_Low": 300, "PT_Lowest": 100,
}  # fmt: skip
_KNOWN_TYPES: Final = _MILESTONES | _DATED_BY_OTHERS | {"TT_Task", "TT_Rsrc", ""}


class Project(Struct, frozen=True):
    """What the rows of one project are read with."""

    id: str
    costs: Mapping[str, Cost]
    memos: Mapping[str, str]
    constraints: Constraints
    unknown: Counter[str]
    """Collects what is left behind."""


def read_activities(
    rows: Iterable[Row], wbs: WorkBreakdown, project: Project
) -> tuple[PlanTask, ...]:
    """The WBS as summary tasks with the activities below them, by sequence and activity id."""
    inside: dict[str, list[Row]] = {}
    for row in rows:
        if row.text("proj_id") == project.id:
            inside.setdefault(wbs.place_of(row.text("wbs_id")), []).append(row)
    taken = frozenset(row.number("task_id") for held in inside.values() for row in held)
    made: list[PlanTask] = []
    for part in wbs.parts_with(inside, taken):
        if part.summary is not None:
            made.append(part.summary)
        held = sorted(inside.get(part.id, ()), key=lambda row: row.text("task_code"))
        made += [_activity(row, part.uid, part.path, project) for row in held]
    empty = wbs.count_without(inside)
    if empty:
        project.unknown["PROJWBS without activities"] = empty
    return tuple(made)


def _activity(row: Row, parent: int, path: str, project: Project) -> PlanTask:
    id_, kind = row.text("task_id"), row.text("task_type")
    if kind not in _KNOWN_TYPES:
        project.unknown[f"TASK/task_type {kind[:20]}"] += 1
    dated = kind in _DATED_BY_OTHERS
    if dated:
        project.unknown[f"TASK/task_type {kind}, which keeps the dates of the file"] += 1
    duration = row.length("target_drtn_hr_cnt") or 0
    remaining = row.length("remain_drtn_hr_cnt")
    started, finished = row.moment("act_start_date"), row.moment("act_end_date")
    if row.moment("expect_end_date") and not started and remaining is not None:
        duration = remaining
    work, done, rest = (_work(row, name) for name in ("target", "act", "remain"))
    cost = project.costs.get(id_, Cost())
    if cost.budget is not None and cost.budget != cost.total:
        project.unknown["TASK/budgeted cost, where it is not the cost at completion"] += 1
    constraint, at, deadline = project.constraints.of(row, duration)
    return PlanTask(
        uid=row.number("task_id"),
        code=row.text("task_code"),
        name=row.text("task_name"),
        parent=parent,
        wbs=path,
        notes=project.memos.get(id_, ""),
        priority=_PRIORITIES.get(row.text("priority_type"), 500),
        milestone=kind in _MILESTONES,
        manual=dated and not started,
        start=_first(row, "early_start_date", "restart_date", "target_start_date"),
        finish=_first(row, "early_end_date", "reend_date", "target_end_date"),
        duration=0 if kind in _MILESTONES else duration,
        task_type="fixed_units" if kind == "TT_Rsrc" else "fixed_duration",
        calendar=row.number("clndr_id"),
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


def _first(row: Row, *columns: str) -> datetime | None:
    """The first moment that is there; what remains to be done goes before what was planned."""
    return next((moment for one in columns if (moment := row.moment(one)) is not None), None)


def _work(row: Row, which: str) -> int | None:
    """Work of people and machines, planned, done or still to do."""
    parts = (row.length(f"{which}_work_qty"), row.length(f"{which}_equip_qty"))
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


def _percent(row: Row, duration: int, remaining: int) -> int:
    """Percent complete, counted as the activity says: by duration, by units or as seen."""
    if row.moment("act_end_date"):
        return 100
    if not row.moment("act_start_date"):
        return 0
    kind = row.text("complete_pct_type")
    if kind == "CP_Phys":
        share = (row.decimal("phys_complete_pct") or 0) / 100
    elif kind == "CP_Units":
        done, rest = _work(row, "act") or 0, _work(row, "remain") or 0
        share = done / (done + rest) if done + rest else 0.0
    else:
        share = (duration - remaining) / duration if duration else 0.0
    return round(100 * min(max(share, 0.0), 1.0))


def read_links(
    rows: Iterable[Row], tasks: Iterable[PlanTask], project: Project, lag_unit: LagUnit
) -> list[PlanLink]:
    """The links between activities of the project; those to others are counted."""
    known = {task.uid for task in tasks if not task.summary}
    found: list[PlanLink] = []
    for row in rows:
        if row.text("proj_id") != project.id:
            continue
        giver, taker = row.number("pred_task_id"), row.number("task_id")
        kind = _LINKS.get(row.text("pred_type"))
        if kind is None:
            raise UnreadableError(
                f"TASKPRED: pred_type is {row.text('pred_type')[:20]!r}",
                "write PR_FS, PR_SS, PR_FF or PR_SF",
            )
        lag = row.minutes("lag_hr_cnt") or 0
        if giver in known and taker in known:
            found.append(PlanLink(giver=giver, taker=taker, type=kind, lag=lag, lag_unit=lag_unit))
        else:
            project.unknown["TASKPRED to another project"] += 1
    return found
