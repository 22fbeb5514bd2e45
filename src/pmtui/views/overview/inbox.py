"""This file shows what waits for a decision in a scope, and what was decided in the last days."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import Final

import msgspec

from pmtui.figures.attention.decisions_wanted import WantedDecision, decisions_wanted
from pmtui.figures.governance.decision_rights import approval_of, deciders
from pmtui.figures.governance.stakes import stake_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Entity, is_archived
from pmtui.model.workspace.schema import TABLES
from pmtui.views.shapes.table import Cell, Table, TableColumn, TableRow, ViewRequest
from pmtui.views.wording.formatting import (
    NO_VALUE,
    NOTHING,
    date_cell,
    days_away,
    display_title,
    person_cell,
    person_name,
)

BACK: Final = 14
"""Days for which a decision is shown once it was taken."""
NOTHING_WAITS: Final = (
    "nothing waits for a decision here: what is escalated (!), a change, a gate of the next"
    " 30 days, a proposed budget change or a case to review would"
)


class InboxEntry(msgspec.Struct, frozen=True):
    """One thing that waits for a decision, or had one in the last days."""

    table: str
    id: int
    name: str
    """Key and title."""
    kind: str
    """What is asked for."""
    asked_by: int
    """The person it comes from; 0 where nobody is named."""
    whom: str
    """Who may decide it, by the rules; else who is named."""
    due: date | None
    since: date | None
    waiting: str
    """What waiting costs, as far as it is known."""
    decided: str = ""
    """By whom it was decided; empty while it waits."""


def inbox_entries(figures: Figures, scope: int) -> list[InboxEntry]:
    """What waits for a decision, the most urgent first, then what was decided in the last days."""
    wanted = [_waiting(figures, decision) for decision in decisions_wanted(figures, scope)]
    waiting = {(entry.table, entry.id) for entry in wanted}
    done = [entry for entry in _decided(figures, scope) if (entry.table, entry.id) not in waiting]
    done.sort(key=lambda entry: entry.since or date.min, reverse=True)
    return [*{entry.id: entry for entry in (*wanted, *done)}.values()]


def _waiting(figures: Figures, wanted: WantedDecision) -> InboxEntry:
    workspace = figures.workspace
    row = workspace.rows(wanted.table)[wanted.id]
    named = person_name(workspace, wanted.whom) if wanted.whom else ""
    return InboxEntry(
        wanted.table,
        wanted.id,
        _name(figures, wanted.table, row),
        wanted.kind,
        wanted.asked_by,
        _deciders(figures, wanted, row) or named,
        wanted.due,
        wanted.since,
        _at_stake(figures, wanted.table, row),
    )


def _name(figures: Figures, table: str, row: Entity) -> str:
    return f"{row.key} {display_title(figures.workspace, table, row)}"


def _deciders(figures: Figures, wanted: WantedDecision, row: Entity) -> str:
    """Who may decide, by the rules; empty where none holds for what is asked."""
    approval = approval_of(wanted.table, wanted.kind)
    return deciders(figures.workspace, approval, row, figures.today) if approval else ""


def _at_stake(figures: Figures, table: str, row: Entity) -> str:
    """What waiting costs: the days a contract is promised too late, or those of a change."""
    if "needed_by" in row.__struct_fields__:
        needed, promised = attrgetter("needed_by", "promised")(row)
        late = (promised - needed).days if needed and promised else 0
        return f"{late} d late" if late > 0 else ""
    stakes = (stake_of(figures.workspace, approval, row) for approval in TABLES[table].approvals)
    return next((stake.length for stake in stakes if stake.length), "")


def _decided(figures: Figures, scope: int) -> Iterator[InboxEntry]:
    workspace = figures.workspace
    first = figures.today - timedelta(days=BACK)
    for component in (*(() if scope else (0,)), *figures.live_subtree(scope)):
        for table, spec in TABLES.items():
            for approval in spec.approvals:
                for row_id in workspace.ids_by(table, "component", component):
                    row = workspace.rows(table)[row_id]
                    if is_archived(row) or not approval.stands(row):
                        continue
                    stake = stake_of(workspace, approval, row)
                    if stake.day is not None and first <= stake.day <= figures.today:
                        who = person_name(workspace, stake.approver) if stake.approver else NO_VALUE
                        name, kind = _name(figures, table, row), approval.kind.replace("_", " ")
                        yield InboxEntry(
                            table, row_id, name, kind, stake.asked_by, "", None, stake.day, "", who
                        )


def inbox(request: ViewRequest) -> Table:
    """The inbox of a scope."""
    asked = frozenset(request.ids)
    every = inbox_entries(request.figures, request.scope)
    passing = [entry for entry in every if not request.is_filtered or entry.id in asked]
    return inbox_table(request.figures, passing, total=len(every))


def inbox_table(figures: Figures, passing: Sequence[InboxEntry], total: int = 0) -> Table:
    """Entries of an inbox as a table.

    Args:
        figures: of the workspace.
        passing: the entries shown.
        total: how many there were before a filter.
    """
    entries = {entry.id: entry for entry in passing}
    return Table(
        columns=_COLUMNS,
        ids=tuple(entries),
        row_of=lambda row_id: _row(figures, entries[row_id]),
        total=max(total, len(entries)),
        empty="nothing matches the filter: Esc shows all" if total else NOTHING_WAITS,
    )


def _row(figures: Figures, entry: InboxEntry) -> TableRow:
    today = figures.today
    whom = Cell(f"decided by {entry.decided}") if entry.decided else Cell(entry.whom or NO_VALUE)
    due = NOTHING if entry.decided else days_away(entry.due, today)
    cells = (
        Cell(entry.kind, "dim"), Cell(entry.name), person_cell(figures.workspace, entry.asked_by),
        whom, due, date_cell(entry.since, today), Cell(entry.waiting or NO_VALUE),
    )  # fmt: skip
    return TableRow(entry.id, cells, "dim" if entry.decided else "plain")


_COLUMNS: Final = (
    TableColumn(key="kind", title="asks for", width=13),
    TableColumn(key="title", title="what", width=18, flex=2),
    TableColumn(key="from", title="from", width=8, priority=3),
    TableColumn(key="whom", title="who decides", width=16, flex=1),
    TableColumn(key="due", title="by", width=9),
    TableColumn(key="since", title="since", width=9, priority=2),
    TableColumn(key="waiting", title="at stake", width=9, priority=1),
)
