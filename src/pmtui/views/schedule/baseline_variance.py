"""This file is the view of a component in two pictures: a baseline beside another or now."""

from collections.abc import Iterator
from datetime import date

import msgspec

from pmtui.figures.schedule_analysis.variance import TaskVariance, Variance
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.entities.entity import Money
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.values.durations import duration_text
from pmtui.query.values.formatting import money_text
from pmtui.views.shapes.table import Cell, Line, Table, TableColumn, TableRow, Tone
from pmtui.views.wording.formatting import count_with_noun, date_cell, slip_text


class VarianceView(msgspec.Struct, frozen=True):
    """What lies between two pictures of a component."""

    summary: Line
    """Finish, scope, work, cost and budget in a few words."""
    table: Table
    """The tasks that differ; the finish before and after, and what slipped or grew."""


def variance_view(workspace: Workspace, found: Variance, today: date) -> VarianceView:
    """A comparison as people read it.

    Args:
        workspace: where keys are looked up, and the hours of a day.
        found: the comparison.
        today: dates of another year show their year.
    """
    rows = {variance.task: variance for variance in found.changed}
    day = workspace.policy.minutes_per_day
    priced = found.cost is not None
    return VarianceView(
        summary=tuple(_summary(workspace, found, day)),
        table=Table(
            columns=tuple(column for column in _COLUMNS if priced or column.key != "cost"),
            ids=tuple(rows),
            row_of=lambda row_id: _row(workspace, rows[row_id], today, day, priced=priced),
            total=len(found.tasks),
            empty="no task differs",
        ),
    )


def _summary(workspace: Workspace, found: Variance, day: int) -> Iterator[Cell]:
    if found.finish_days is not None:
        yield Cell(f"finish {slip_text(found.finish_days)}", late_tone(found.finish_days))
    if found.gone_later:
        keys = ", ".join(key_of(workspace, variance.task) for variance in found.gone_later)
        yield Cell(f"without {keys}, moved away", "warn")
    yield Cell(f"{count_with_noun(len(found.changed), 'task')} changed")
    added, removed = found.count("added"), found.count("removed")
    if added or removed:
        yield Cell(f"{added} added, {removed} removed", "warn")
    moved = found.count("moved_in") + found.count("moved_out")
    if moved:
        yield Cell(f"{moved} moved", "warn")
    if found.work:
        yield Cell(f"work {_more(found.work, day)}", late_tone(found.work))
    for name, more in (("cost", found.cost), ("budget", found.budget)):
        if more is not None and more.amount:
            yield Cell(f"{name} {_dearer(more)}", late_tone(more.amount))


def _row(
    workspace: Workspace, one: TaskVariance, today: date, day: int, *, priced: bool
) -> TableRow:
    task = workspace.tasks.get(one.task)
    tone: Tone = "head" if one.is_summary else "plain"
    cells = (
        Cell(task.key if task is not None else "", "dim"),
        Cell(one.title, "dim" if one.after is None else tone),
        _finish(one.before.finish if one.before else None, today),
        _finish(one.after.finish if one.after else None, today),
        _cell(slip_text(one.finish_days), one.finish_days),
        _cell("" if not one.duration else _more(one.duration, day), one.duration),
        _cell("" if not one.work else _more(one.work, day), one.work),
        *([_dearer_cell(one.cost)] if priced else []),
        Cell(_scope_text(workspace, one), "warn"),
    )
    return TableRow(one.task, cells)


def _scope_text(workspace: Workspace, one: TaskVariance) -> str:
    """Whether it came in, fell out or moved, and from or to where."""
    row = workspace.components.get(one.elsewhere)
    where = row.key if row is not None else "elsewhere"
    texts = {"same": "", "moved_in": f"moved from {where}", "moved_out": f"moved to {where}"}
    return texts.get(one.scope, one.scope)


def key_of(workspace: Workspace, task: int) -> str:
    """The key of a task; a question mark where it is gone."""
    row = workspace.tasks.get(task)
    return row.key if row is not None else "?"


def _finish(moment: int | None, today: date) -> Cell:
    return date_cell(None if moment is None else moment_of(moment - 1).date(), today)


def _cell(text: str, value: int | None) -> Cell:
    return Cell(text, late_tone(value or 0))


def late_tone(value: int) -> Tone:
    """Later, longer or dearer is bad, the other way good."""
    return "bad" if value > 0 else "good" if value < 0 else "plain"


def _dearer_cell(money: Money | None) -> Cell:
    return Cell("") if money is None else _cell(_dearer(money), money.amount)


def _dearer(money: Money) -> str:
    return f"{'+' if money.amount > 0 else ''}{money_text(money)}" if money.amount else ""


def _more(minutes: int, day: int) -> str:
    sign = "+" if minutes > 0 else ""
    return f"{sign}{duration_text(minutes, day)}"


_COLUMNS = (
    TableColumn(key="key", title="key", width=6),
    TableColumn(key="title", title="task", width=20, flex=1),
    TableColumn(key="before", title="finish", width=9),
    TableColumn(key="after", title="now", width=9),
    TableColumn(key="slip", title="slip", width=6, align="right"),
    TableColumn(key="duration", title="longer", width=7, align="right", priority=2),
    TableColumn(key="work", title="work", width=7, align="right", priority=2),
    TableColumn(key="cost", title="cost", width=9, align="right", priority=2),
    TableColumn(key="scope", title="", width=7, priority=1),
)
