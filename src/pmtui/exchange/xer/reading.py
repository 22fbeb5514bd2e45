"""This file reads plans that Primavera P6 exported as XER."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Final

from msgspec import structs

from pmtui.exchange.plans.oddities import Oddities
from pmtui.exchange.plans.plan import Plan, PlanTask
from pmtui.exchange.plans.references import (
    known_assignments,
    with_known_references,
    with_own_codes,
)
from pmtui.exchange.safe import UnreadableError, check_size
from pmtui.exchange.xer.calendars import minutes_of_day, read_calendars
from pmtui.exchange.xer.constraints import Constraints
from pmtui.exchange.xer.costs import read_costs
from pmtui.exchange.xer.memos import read_memos
from pmtui.exchange.xer.people import read_assignments, read_resources, read_roles
from pmtui.exchange.xer.projects import Projects, tell_strays
from pmtui.exchange.xer.rows import Project, read_activities, read_links
from pmtui.exchange.xer.tables import Row, Table, read_tables
from pmtui.exchange.xer.wbs import WorkBreakdown
from pmtui.model.tasks import LagUnit
from pmtui.model.workcal import OFFICE, Calendar

LARGEST_XER: Final = 128 << 20
"""Most bytes of a file."""

_READ: Final = (
    "PROJECT", "SCHEDOPTIONS", "CURRTYPE", "CALENDAR", "PROJWBS", "TASK", "TASKPRED", "TASKRSRC",
    "RSRC", "RSRCRATE", "ROLES", "PROJCOST", "TASKMEMO", "MEMOTYPE",
)  # fmt: skip
_SILENT: Final = frozenset({"OBS", "POBS", "FINTMPL", "UMEASURE", "CURRTYPE"})
"""Tables that say nothing about the plan."""
_COMPUTED: Final = frozenset(
    """
    early_start_date early_end_date late_start_date late_end_date rem_late_start_date
    rem_late_end_date restart_date reend_date target_start_date target_end_date total_float_hr_cnt
    free_float_hr_cnt driving_path_flag float_path float_path_order aref arls guid tmpl_guid
    create_date create_user update_date update_user add_date add_by_name last_chng_date
    last_checksum last_schedule_date last_tasksum_date sum_refresh_date export_flag
    loaded_scope_level obs_id proj_id pred_proj_id task_pred_id rsrc_rate_id memo_id cost_item_id
    clndr_type week_hr_cnt month_hr_cnt year_hr_cnt rsrc_private rsrc_seq_num active_flag curr_id
    cost_qty_type rsrc_type cost_per_qty_source_type rate_type rollup_dates_flag proj_flag task_flag
    wbs_flag seq_num status_code est_wt phase_id ev_compute_type ev_etc_compute_type
    ev_etc_user_value ev_user_pct act_this_per_work_qty act_this_per_equip_qty ts_pend_act_end_flag
    def_qty_per_hr clndr_id parent_rsrc_id proj_node_flag complete_pct_type duration_type
    sum_data_flag auto_compute_act_flag cost_qty_link_flag def_cost_qty_link_flag ot_flag
    act_this_per_qty base_type_id remain_qty_per_hr relag_drtn_hr_cnt
    """.split()
)
"""Columns that follow from others or say nothing about the plan: left out without a word."""
_SETTINGS: Final = frozenset({"PROJECT", "SCHEDOPTIONS"})
"""Tables of settings, of which those that move dates are compared with ours."""
_LAG_CALENDAR: Final = "sched_calendar_on_relationship_lag"
_AS_WE_DO: Final = {
    "sched_retained_logic": "Y",
    "sched_progress_override": "N",
    "sched_lag_early_start_flag": "Y",
    "sched_open_critical_flag": "N",
    _LAG_CALENDAR: "rcal_Predecessor",
    "sched_float_type": "FT_FF",
}
"""How P6 is set unless somebody has changed it, and how these plans are scheduled."""


def read_xer(
    data: bytes, project: str = "", encoding: str = "", *, largest: int = LARGEST_XER
) -> Plan:
    """The plan in an XER file.

    Args:
        data: the bytes of the file.
        project: id or short name of the project, where the file holds several.
        encoding: what the file was saved in; guessed where empty.
        largest: most bytes to read.

    Raises:
        UnreadableError: it is no such file, is too large, holds several projects of which none
            was named, or values that cannot be; the message names the table and the column.
    """
    check_size(len(data), largest)
    odd = Oddities()
    found, note = read_tables(data, encoding, odd)
    tables = {name: found.get(name) or Table(name, odd) for name in _READ}
    row = _project(tables, project)
    unknown: Counter[str] = Counter()
    tell_strays(tables)
    plan = with_known_references(_plan(row, tables, unknown), odd)
    plan = structs.replace(
        plan,
        tasks=with_own_codes(plan.tasks, odd),
        assignments=tuple(known_assignments(plan.assignments, plan, odd)),
    )
    for name, table in found.items():
        if name in tables and name not in _SETTINGS | _SILENT:
            table.note_rest(unknown, _COMPUTED)
        elif name not in tables and name not in _SILENT and len(table):
            unknown[name] = len(table)
    listed = tuple(f"{name}: {count}" for name, count in sorted(unknown.items()))
    return structs.replace(plan, unknown=listed, notes=(note,) if note else (), odd=odd.findings())


def _project(tables: Mapping[str, Table], wanted: str) -> Row:
    """The project that was asked for, or the only one.

    Raises:
        UnreadableError: there is none, or it is not clear which is meant.
    """
    rows = list(tables["PROJECT"])
    names = {row.text("proj_id"): row.text("proj_short_name") for row in rows}
    if wanted:
        rows = [row for row in rows if wanted in {row.text("proj_id"), row.text("proj_short_name")}]
    busy = {row.text("proj_id") for row in tables["TASK"]}
    if len(rows) > 1:
        rows = [row for row in rows if row.text("proj_id") in busy] or rows
    if len(rows) == 1:
        return rows[0]
    if not names:
        raise UnreadableError("the file holds no project", "export one from P6 as XER")
    listed = ", ".join(f"{name or id_}" for id_, name in list(names.items())[:20])
    raise UnreadableError(
        f"the file holds the projects {listed}", "say which with --project, by one of these names"
    )


def _plan(row: Row, tables: Mapping[str, Table], unknown: Counter[str]) -> Plan:
    own = Projects(row, tables["PROJECT"], tables["TASK"]).rows
    calendar = row.number("clndr_id")
    calendars = read_calendars(tables["CALENDAR"])
    day = minutes_of_day(tables["CALENDAR"], calendar)
    at_work = own(tables["TASKRSRC"])
    costs = read_costs(at_work, own(tables["PROJCOST"]))
    memos = read_memos(tables["TASKMEMO"], tables["MEMOTYPE"])
    id_ = row.text("proj_id")
    links = own(tables["TASKPRED"])
    others = frozenset(link.text("pred_proj_id") for link in links) - {"", id_}
    project = Project(id_, costs, memos, Constraints(calendars, unknown), others, unknown)
    wbs = WorkBreakdown(own(tables["PROJWBS"]))
    tasks = read_activities(own(tables["TASK"]), wbs, project)
    assignments = read_assignments(at_work)
    used = frozenset(assignment.resource for assignment in assignments)
    resources = [
        *read_resources(tables["RSRC"], tables["RSRCRATE"], used),
        *read_roles(tables["ROLES"], used),
    ]
    options = [one for one in tables["SCHEDOPTIONS"] if one.text("proj_id") in {"", id_}]
    _note_rules(options, row, unknown)
    by_clock = any(one.text(_LAG_CALENDAR) == "rcal_24Hour" for one in options)
    lag_unit: LagUnit = "elapsed" if by_clock else "work"
    return Plan(
        name=row.text("proj_short_name"),
        title=wbs.title,
        currency=_currency(tables["CURRTYPE"]),
        start=_start(row, tasks),
        finish=row.moment("scd_end_date"),
        status_date=row.moment("last_recalc_date"),
        calendar=_calendar(row, calendar, calendars),
        minutes_per_day=day,
        rules="p6",
        honor_constraints=False,
        critical_slack=row.minutes("critical_drtn_hr_cnt") or 0,
        whole=wbs.whole(),
        tasks=tasks,
        links=tuple(read_links(links, tasks, project, lag_unit)),
        calendars=MappingProxyType(calendars),
        resources=tuple(resources),
        assignments=tuple(assignments),
    )


def _start(row: Row, tasks: Iterable[PlanTask]) -> datetime:
    """When the project starts, or else the first of its activities.

    Raises:
        UnreadableError: nothing in the file says when anything is.
    """
    start = row.moment("plan_start_date")
    if start is not None:
        return start
    dates = [task.actual_start or task.start for task in tasks]
    known = [day for day in (*dates, row.moment("last_recalc_date")) if day is not None]
    if not known:
        raise UnreadableError(
            "the project has no plan_start_date", "set its planned start in P6 and export anew"
        )
    row.tell("plan_start_date is missing", f"it starts on {min(known):%F}, the first date there is")
    return min(known)


def _calendar(row: Row, uid: int, calendars: Mapping[int, Calendar]) -> int:
    """The calendar of the project; one that is not in the file falls back to Standard."""
    if uid in calendars:
        return uid
    what = f"its calendar {uid} is not in the file" if uid else "it has no calendar"
    row.tell(what, f"it keeps the calendar {OFFICE.name}, Monday to Friday from 8 to 17")
    return 0


def _currency(table: Table) -> str:
    """The code of the base currency, by which the others are counted."""
    for row in table:
        if row.decimal("base_exch_rate") == 1:
            code = row.text("curr_short_name")
            return code if len(code) == 3 and code.isascii() and code.isalpha() else ""
    return ""


def _note_rules(options: Sequence[Row], project: Row, unknown: Counter[str]) -> None:
    """Says which settings of the file are not those by which the plan is scheduled."""
    if project.text("critical_path_type") == "CT_DrivPath":
        unknown["PROJECT/critical_path_type CT_DrivPath, told by total float"] += 1
    for row in options:
        for name, usual in _AS_WE_DO.items():
            value = row.text(name)
            if value not in {"", "rcal_24Hour", usual}:
                unknown[f"SCHEDOPTIONS/{name} {value[:20]}, scheduled with {usual}"] += 1
