"""This file defines the columns of components, the same in the tree, the overview and lists."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final

import msgspec

from pmtui.figures.components.rollup import Rollup
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import Component
from pmtui.query.values.formatting import DASH
from pmtui.views.shapes.table import Cell, Table, TableColumn, TableRow, Tone
from pmtui.views.wording.date_cells import (
    WAITING,
    baseline_cell,
    margin_cell,
    planned_cell,
    promised_cell,
    slip_cell,
    worst_cell,
)
from pmtui.views.wording.formatting import (
    NOTHING,
    RAG_TONES,
    alarm_cell,
    amount_cell,
    choice_label,
    number_cell,
    person_cell,
)

_Drawn = Callable[[Figures, Component], Cell]
_Sorted = Callable[[Figures, Component], Any]


class ComponentColumn(msgspec.Struct, frozen=True):
    """One column of components: how it looks, and what it sorts by (None goes last)."""

    column: TableColumn
    cell: _Drawn
    value: _Sorted


def _rag(figures: Figures, one: Component) -> Cell:
    health = figures.health(one.id)
    if health.computed != "R" and figures.rollup(one.id).dates.is_waiting:
        return WAITING  # a schedule that is still to come may make it worse
    if not health.rag:
        return Cell("?", "dim")
    both = health.said and health.computed and health.said != health.computed
    text = f"{health.said}/{health.computed}" if both else health.rag
    return Cell(text, RAG_TONES[health.computed if health.is_flattered else health.rag])


def _rag_order(figures: Figures, one: Component) -> Any:
    health = figures.health(one.id)
    order = {"R": 0, "A": 1, "G": 2, "": 3}
    return (order[health.rag], order[health.computed])


def _name(_figures: Figures, one: Component) -> Cell:
    suffix = " (ops)" if one.kind == "operation" else ""
    tone: Tone = "dim" if one.archived else "plain"
    return Cell(f"{one.name}{suffix}", tone)


def _risks(figures: Figures, one: Component) -> Cell:
    risks = figures.rollup(one.id).risks
    tone: Tone = "bad" if risks.high_bad else "plain" if risks.bad else "dim"
    return Cell(f"{risks.high_bad}/{risks.bad}", tone)


def _overdue(figures: Figures, one: Component) -> Cell:
    rollup = figures.rollup(one.id)
    if not rollup.dates.is_waiting:
        return alarm_cell(rollup.work.overdue)
    # A schedule that is still to come may find more of them.
    count = rollup.work.overdue
    return Cell(f"{count}+", "bad") if count else WAITING


def _top_risk(figures: Figures, one: Component) -> Cell:
    top = figures.rollup(one.id).risks
    risk = figures.workspace.risks.get(top.top)
    return NOTHING if risk is None else Cell(f"{risk.key} {top.top_score}")


def _dated_column(
    name: str, key: str, title: str, drawn: Callable[[Figures, int], Cell], priority: int
) -> ComponentColumn:
    """A column of one of the dates of a component, or of the days between two of them."""
    is_days = key in {"slip", "margin"}
    width = 6 if is_days else 11 if key == "worst_below" else 10

    def value(figures: Figures, one: Component) -> Any:
        return getattr(figures.rollup(one.id).dates, name)

    column = TableColumn(
        key=key,
        title=title,
        width=width,
        align="right" if is_days else "left",
        priority=priority,
    )
    return ComponentColumn(column, lambda figures, one: drawn(figures, one.id), value)


def _money_column(name: str, title: str, priority: int) -> ComponentColumn:
    def cell(figures: Figures, one: Component) -> Cell:
        amount = getattr(figures.rollup(one.id), name)
        return amount_cell(amount, figures.workspace.policy.base_currency)

    def value(figures: Figures, one: Component) -> Any:
        amount = getattr(figures.rollup(one.id), name).value
        rate = figures.rates.worth.get(amount.currency) if amount else None
        return None if rate is None else amount.decimal * rate

    column = TableColumn(key=name, title=title, width=8, align="right", priority=priority)
    return ComponentColumn(column, cell, value)


_COLUMNS: Final = (
    ComponentColumn(TableColumn(key="rag", title="RAG", width=3), _rag, _rag_order),
    ComponentColumn(
        TableColumn(key="name", title="component", width=12, flex=1, most=28),
        _name,
        lambda _figures, one: one.name.casefold(),
    ),
    ComponentColumn(
        TableColumn(key="key", title="key", width=5, priority=8),
        lambda _figures, one: Cell(one.key, "dim"),
        lambda _figures, one: one.id,
    ),
    ComponentColumn(
        TableColumn(key="kind", title="kind", width=9, priority=9),
        lambda _figures, one: Cell(one.kind),
        lambda _figures, one: one.kind,
    ),
    ComponentColumn(
        TableColumn(key="state", title="state", width=10, priority=5),
        lambda _figures, one: Cell(choice_label(one.state) or DASH),
        lambda _figures, one: one.state,
    ),
    ComponentColumn(
        TableColumn(key="owner", title="owner", width=10, priority=6),
        lambda figures, one: person_cell(figures.workspace, one.owner),
        lambda figures, one: person_cell(figures.workspace, one.owner).text.casefold(),
    ),
    ComponentColumn(
        TableColumn(key="percent", title="%", width=3, align="right", priority=1),
        lambda figures, one: number_cell(figures.rollup(one.id).percent),
        lambda figures, one: figures.rollup(one.id).percent,
    ),
    _dated_column("slip", "slip", "slip", slip_cell, 0),
    ComponentColumn(
        TableColumn(key="open_risks", title="risk", width=5, align="right"),
        _risks,
        lambda figures, one: (
            figures.rollup(one.id).risks.high_bad,
            figures.rollup(one.id).risks.bad,
        ),
    ),
    ComponentColumn(
        TableColumn(key="overdue_tasks", title="late", width=4, align="right", priority=2),
        _overdue,
        lambda figures, one: figures.rollup(one.id).work.overdue,
    ),
    ComponentColumn(
        TableColumn(key="blocked", title="held", width=4, align="right", priority=7),
        lambda figures, one: alarm_cell(figures.rollup(one.id).work.blocked),
        lambda figures, one: figures.rollup(one.id).work.blocked,
    ),
    _dated_column("worst_below", "worst_below", "worst below", worst_cell, 6),
    _dated_column("planned", "expected_finish", "planned", planned_cell, 3),
    _dated_column("baseline", "baseline_finish", "baseline", baseline_cell, 4),
    _dated_column("promised", "promised", "promised", promised_cell, 4),
    _dated_column("margin", "margin", "margin", margin_cell, 5),
    _money_column("budget", "budget", 4),
    _money_column("spent", "spent", 7),
    _money_column("forecast", "forecast", 4),
    _money_column("whole_life_cost", "life cost", 8),
    _money_column("benefits_baseline", "benefits", 8),
    ComponentColumn(
        TableColumn(key="risk", title="top risk", width=9, priority=3),
        _top_risk,
        lambda figures, one: figures.rollup(one.id).risks.top_score,
    ),
)

COMPONENT_COLUMNS: Final = {one.column.key: one for one in _COLUMNS}
"""Every column of components by its key."""
TREE_COLUMNS: Final = ("rag", "name", "percent", "slip", "open_risks", "overdue_tasks")
"""What the tree shows."""
WIDE_COLUMNS: Final = (
    *TREE_COLUMNS, "worst_below", "expected_finish", "baseline_finish", "promised", "budget",
    "forecast", "risk", "state", "owner",
)  # fmt: skip
"""What a table of components shows where there is room."""


_ABSENT: Final[Mapping[str, Callable[[Rollup], bool]]] = {
    "percent": lambda whole: not whole.work.tasks,
    "overdue_tasks": lambda whole: not whole.work.tasks,
    "blocked": lambda whole: not whole.work.tasks,
    "slip": lambda whole: whole.dates.baseline is None and whole.dates.worst_below is None,
    "baseline_finish": lambda whole: whole.dates.baseline is None,
    "worst_below": lambda whole: (whole.dates.worst_below or 0) <= 0,
    "open_risks": lambda whole: not whole.risks.open and not whole.risks.issues,
    "risk": lambda whole: not whole.risks.threats,
    "budget": lambda whole: not whole.budget.counted,
    "forecast": lambda whole: not whole.forecast.counted,
}


def columns_in_use(figures: Figures, keys: Sequence[str]) -> tuple[str, ...]:
    """Those columns that say something in this store: what nobody has takes no room from names."""
    whole = figures.rollup(0)
    return tuple(key for key in keys if key not in _ABSENT or not _ABSENT[key](whole))


def component_table(
    figures: Figures,
    ids: Collection[int],
    columns: Sequence[str] = WIDE_COLUMNS,
    *,
    sort: str = "",
    total: int | None = None,
    empty: str = "",
) -> Table:
    """A table of components.

    Args:
        figures: of the workspace the components are in.
        ids: the components, in their own order.
        columns: keys of `COMPONENT_COLUMNS`.
        sort: a key, with a trailing `-` for descending; empty keeps the order of `ids`.
        total: how many there were before a filter.
        empty: what to say when there is none.
    """
    shown = tuple(COMPONENT_COLUMNS[key] for key in columns)
    rows = figures.workspace.components

    def row_of(component_id: int) -> TableRow:
        one = rows[component_id]
        return TableRow(component_id, tuple(part.cell(figures, one) for part in shown))

    return Table(
        columns=tuple(part.column for part in shown),
        ids=sorted_components(figures, ids, sort),
        row_of=row_of,
        sort=sort,
        total=len(ids) if total is None else total,
        empty=empty,
    )


def sorted_components(figures: Figures, ids: Iterable[int], sort: str) -> tuple[int, ...]:
    """Components by a column; what is undefined goes last either way."""
    column = COMPONENT_COLUMNS.get(sort.removesuffix("-"))
    if column is None:
        return tuple(ids)
    rows = figures.workspace.components
    keyed = [(column.value(figures, rows[one]), one) for one in ids]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=itemgetter(0), reverse=sort.endswith("-"))
    return tuple(one for _, one in known) + tuple(one for value, one in keyed if value is None)
