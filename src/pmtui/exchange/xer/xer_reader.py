"""This file reads plans that Primavera P6 exported as XER."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import structs

from pmtui.exchange.file_limits import LARGEST_XER, UnreadableError, check_size
from pmtui.exchange.plans.import_warnings import ImportWarnings
from pmtui.exchange.plans.plan import Plan
from pmtui.exchange.plans.source_file import PlanFile, only_plan
from pmtui.exchange.plans.unknown_references import (
    known_assignments,
    with_known_references,
    with_own_codes,
)
from pmtui.exchange.xer.links import LinkReader
from pmtui.exchange.xer.project_choice import Projects, listed, report_stray_rows
from pmtui.exchange.xer.project_plan import PlanReader
from pmtui.exchange.xer.xer_tables import XerRow, XerTable, read_tables

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


def read_xers(
    data: bytes, projects: Sequence[str] = (), encoding: str = "", *, largest: int = LARGEST_XER
) -> PlanFile:
    """The plans of the projects in an XER file, and the links between them.

    Args:
        data: the bytes of the file.
        projects: ids or short names of those to read; none for all that were exported.
        encoding: what the file was saved in; guessed where empty.
        largest: most bytes to read.

    Raises:
        UnreadableError: it is no such file, is too large, holds no project of those asked for, or
            of none of them says when anything is.
    """
    check_size(len(data), largest)
    odd = ImportWarnings()
    found, note = read_tables(data, encoding, odd)
    tables = {name: found.get(name) or XerTable(name, odd) for name in _READ}
    unknown: Counter[str] = Counter()
    all_ = Projects(tables)
    rows = all_.chosen(projects)
    report_stray_rows(tables)
    reader = PlanReader(tables, all_, unknown)
    plans = dict(_readable(rows, reader, odd))
    links = LinkReader(all_, {id_: reader.lag_unit(row) for id_, (row, _) in plans.items()})
    links.read(tables["TASKPRED"])
    for table in tables.values():
        table.tell_blanks()
    for name, table in found.items():
        if name in tables and name not in _SETTINGS | _SILENT:
            table.note_rest(unknown, _COMPUTED)
        elif name not in tables and name not in _SILENT and len(table):
            unknown[name] = len(table)
    return PlanFile(
        plans=tuple(
            _whole(structs.replace(plan, links=tuple(links.inside[id_])), odd)
            for id_, (_, plan) in plans.items()
        ),
        links=tuple(links.between),
        tells_links=True,
        offers=all_.offers(rows),
        unknown=tuple(f"{name}: {count}" for name, count in sorted(unknown.items())),
        notes=(note,) if note else (),
        odd=odd.findings(),
    )


def read_xer(
    data: bytes, project: str = "", encoding: str = "", *, largest: int = LARGEST_XER
) -> Plan:
    """The plan in an XER file that holds one, or of one of its projects.

    Raises:
        UnreadableError: as `read_xers`, or it holds several projects and none was named.
    """
    file = read_xers(data, (project,) if project else (), encoding, largest=largest)
    if len(file.plans) > 1:
        raise UnreadableError(
            f"the file holds the projects {listed(file.offers)}",
            "say which with --project, by one of these names",
        )
    return only_plan(file)


def _readable(
    rows: Sequence[XerRow], reader: PlanReader, odd: ImportWarnings
) -> Iterator[tuple[str, tuple[XerRow, Plan]]]:
    """The plans by the id of their projects; of several one that has no dates is told, left out.

    Raises:
        UnreadableError: none of them has any.
    """
    problem: UnreadableError | None = None
    is_any = False
    for row in rows:
        try:
            plan = reader.plan(row)
        except UnreadableError as error:
            problem = problem or error
            name = row.text("proj_short_name") or row.text("proj_id")
            if len(rows) > 1:
                odd.add(f"project {name[:40]}", error.what, f"left out: {error.todo}")
            continue
        is_any = True
        yield row.text("proj_id"), (row, plan)
    if problem is not None and not is_any:
        raise problem


def _whole(plan: Plan, odd: ImportWarnings) -> Plan:
    """A plan in which nothing refers to what is not there and no two rows have one code."""
    plan = with_known_references(plan, odd)
    return structs.replace(
        plan,
        tasks=with_own_codes(plan.tasks, odd),
        assignments=tuple(known_assignments(plan.assignments, plan, odd)),
    )
