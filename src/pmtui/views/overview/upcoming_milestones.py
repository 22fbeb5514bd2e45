"""This file draws the next weeks as a strip of time: a line a milestone, placed by its day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from pmtui.figures.components.component_dates import baseline_row, days_from, last_day
from pmtui.figures.planning.plans import plans_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import title_of
from pmtui.model.entities.tasks import Task
from pmtui.model.governance.gates import Gate
from pmtui.model.rules.life_cycles import has_ended
from pmtui.text import cell_width, fit, visible
from pmtui.views.shapes.table import Cell, Entry, Section, Tone
from pmtui.views.wording.formatting import count_with_noun, short_date

AHEAD: Final = 30
"""Days drawn."""
MOST: Final = 5
"""Milestones and gates drawn."""
POINT: Final = "◆"
_TICK: Final = "·"
_WEEK: Final = 7
_LEAST: Final = 30
"""Cells that the strip takes at least."""


class UpcomingMilestone(msgspec.Struct, frozen=True, order=True):
    """A milestone or a gate in the next days."""

    day: date
    table: str
    id: int
    late: int = 0
    """Days it is planned after its baseline, or after its due date without one."""


def upcoming_milestones(figures: Figures, scope: int, days: int = AHEAD) -> list[UpcomingMilestone]:
    """The open milestones and gates of the next days in a scope, by date.

    A milestone stands where it is planned; where nothing is planned, where it is due.
    """
    last = figures.today + timedelta(days=days)
    inside = frozenset(figures.live_subtree(scope))
    return sorted(
        milestone for milestone in _dated(figures, inside) if figures.today <= milestone.day <= last
    )


def _dated(figures: Figures, inside: frozenset[int]) -> Iterator[UpcomingMilestone]:
    workspace = figures.workspace
    for task_id in workspace.ids_by("tasks", "kind", "milestone"):
        task = workspace.tasks[task_id]
        if task.component not in inside or task.archived or figures.is_done(task_id):
            continue
        day = _planned(figures, task) or task.due or task.finish
        if day is not None:
            row = baseline_row(workspace, task)
            agreed = row.finish if row is not None else task.due
            yield UpcomingMilestone(day, "tasks", task_id, max(0, days_from(agreed, day) or 0))
    for gate in workspace.rows_of(Gate).values():
        is_open = not gate.archived and not has_ended(gate)
        if gate.component in inside and is_open and gate.due:
            yield UpcomingMilestone(gate.due, "gates", gate.id)


def _planned(figures: Figures, task: Task) -> date | None:
    plan = plans_of(figures).at_hand(task.component) if figures.has_plans else None
    if plan is None or plan.problem or task.id not in plan:
        return None
    return last_day(plan.ends(task.id)[1])


def strip_section(figures: Figures, scope: int, width: int) -> Section:
    """The next days as a strip of time, a line a milestone: its mark on its day, its name beside.

    Args:
        figures: of the workspace.
        scope: the component; 0 for the whole store.
        width: cells of a line.
    """
    found = upcoming_milestones(figures, scope)
    title = f"Next {AHEAD} days"
    if not found:
        return Section(title, empty="no milestone and no gate")
    width = max(_LEAST, width)
    entries = tuple(_entry(figures, milestone, width) for milestone in found[:MOST])
    note = f"{MOST} of {count_with_noun(len(found), 'date')}" if len(found) > MOST else ""
    axis = Cell(axis_text(figures.today, width), "dim")
    return Section(title, entries, note, heads=(axis,))


def axis_text(today: date, width: int) -> str:
    """The days from today on: `today`, then the Mondays that have room for their date."""
    line = [" "] * width
    taken = _write(line, 0, "today")
    monday = today + timedelta(days=_WEEK - today.weekday())
    while (monday - today).days <= AHEAD:
        at, text = cell_of_day(monday, today, width), f"|{short_date(monday, today)}"
        if at > taken and at + len(text) <= width:
            taken = _write(line, at, text)
        monday += timedelta(days=_WEEK)
    return "".join(line)


def cell_of_day(day: date, today: date, width: int) -> int:
    """The cell of a day in a strip of some cells."""
    return (day - today).days * (width - 1) // AHEAD


def _write(line: list[str], at: int, text: str) -> int:
    line[at : at + len(text)] = text
    return at + len(text)


def _entry(figures: Figures, one: UpcomingMilestone, width: int) -> Entry:
    row = figures.workspace.get(one.table, one.id)
    late = f" +{one.late} d" if one.late else ""
    name = "" if row is None else visible(f"{row.key} {title_of(row)}")
    text = strip_line(
        cell_of_day(one.day, figures.today, width),
        f"{short_date(one.day, figures.today)} {name}",
        late,
        width,
    )
    tone: Tone = "warn" if one.late else "plain"
    return Entry(cells=(Cell(text, tone),), target=(one.table, one.id))


def strip_line(at: int, name: str, late: str, width: int) -> str:
    """A mark at a cell with its name beside it: behind it, or before it where that has more room.

    Args:
        at: the cell of the mark.
        name: what stands beside it, cut where neither side has room.
        late: what is kept of it in any case.
        width: cells of the line.
    """
    behind, before = width - at - 2, at - 1
    wanted = cell_width(name) + len(late)
    if wanted <= behind or behind >= before:
        room = max(0, behind - len(late))
        shown = name if wanted <= behind else fit(name, room)
        return f"{_TICK * at}{POINT} {shown.rstrip()}{late}"
    shown = name if wanted <= before else fit(name, max(0, before - len(late))).rstrip()
    return f"{shown}{late}".rjust(before) + f" {POINT}"
