"""This file is the view of links across projects: who gives what to whom, and what a slip costs."""

from collections.abc import Mapping
from typing import Final

import msgspec

from pmtui.figures.schedule_analysis.contracts import Contract, contracts
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.tasks import ContractState
from pmtui.views.shapes.table import Cell, Table, TableColumn, TableRow, Tone
from pmtui.views.wording.formatting import NOTHING, date_cell, person_cell, slip_text

STATE_TONES: Final[Mapping[ContractState, Tone]] = {
    "": "dim",
    "requested": "accent",
    "agreed": "plain",
    "at_risk": "warn",
    "met": "good",
    "broken": "bad",
}
"""The tone of a contract's state."""


class ContractList(msgspec.Struct, frozen=True):
    """The contracts of a scope."""

    table: Table
    rows: Mapping[int, Contract]
    """By the link's id."""


def contract_list(figures: Figures, scope: int) -> ContractList:
    """The links across projects of a scope, the latest on top; 0 is the whole store."""
    rows = {contract.link.id: contract for contract in contracts(figures, scope)}
    table = Table(
        columns=_COLUMNS,
        ids=tuple(rows),
        row_of=lambda row_id: _row(figures, rows[row_id]),
        total=len(rows),
        empty="no link crosses projects here; link a task to one of another project with w",
    )
    return ContractList(table, rows)


def _row(figures: Figures, one: Contract) -> TableRow:
    link, today = one.link, figures.today
    cells = (
        Cell(link.key, "dim"),
        Cell((link.state or "open").replace("_", " "), STATE_TONES[link.state]),
        _task(figures, link.predecessor),
        _task(figures, link.successor),
        date_cell(link.needed_by, today),
        date_cell(link.promised, today, _late(one.broken_promise)),
        Cell("loop", "bad") if one.loop else date_cell(one.forecast, today, _late(one.late)),
        Cell(slip_text(one.late), _late(one.late)),
        Cell(slip_text(one.successor_days), _late(one.successor_days)),
        _milestone(figures, one),
        Cell(slip_text(one.program_days), _late(one.program_days)),
        person_cell(figures.workspace, link.owner),
    )
    return TableRow(link.id, cells)


def _task(figures: Figures, task_id: int) -> Cell:
    task = figures.workspace.tasks[task_id]
    return Cell(f"{task.key} {task.title}")


def _milestone(figures: Figures, one: Contract) -> Cell:
    if not one.milestone:
        return NOTHING
    task = figures.workspace.tasks[one.milestone]
    return Cell(f"{task.key} {slip_text(one.milestone_days)}", "bad")


def _late(days: int | None) -> Tone:
    return "bad" if days and days > 0 else "plain" if days is not None else "dim"


_COLUMNS: Final = (
    TableColumn(key="key", title="key", width=5),
    TableColumn(key="state", title="state", width=9),
    TableColumn(key="predecessor", title="predecessor", width=16, flex=1),
    TableColumn(key="successor", title="successor", width=16, flex=1),
    TableColumn(key="needed_by", title="needed", width=9, priority=1),
    TableColumn(key="promised", title="promised", width=9, priority=3),
    TableColumn(key="forecast", title="forecast", width=9),
    TableColumn(key="late", title="late", width=5, align="right"),
    TableColumn(key="successor_days", title="costs", width=5, align="right", priority=2),
    TableColumn(key="milestone", title="milestone", width=9, priority=2),
    TableColumn(key="program_days", title="program", width=7, align="right", priority=1),
    TableColumn(key="owner", title="owner", width=5, priority=3),
)
