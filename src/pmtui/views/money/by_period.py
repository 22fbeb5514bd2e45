"""This file shows the money of a scope by period: budget, actual and forecast of each component."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from pmtui.figures.costs.by_period import ROWS, ByPeriod, PeriodRow, RowName, by_period
from pmtui.views.money.position import outline
from pmtui.views.shapes.table import (
    Cell,
    Entry,
    Section,
    Table,
    TableColumn,
    TableRow,
    Tone,
    ViewRequest,
)
from pmtui.views.wording.formatting import NO_COMPONENT, NOTHING, short_money
from pmtui.views.wording.period_names import period_names

TOTAL: Final = "total"
UNDATED: Final = "undated"
_KINDS: Final = ("", "capital", "revenue")
_SLOTS: Final = 16
"""Rows that a component may have."""
_WIDTH: Final = 8
_NO_MATCH: Final = "no component matches the filter: Esc shows all"
_NO_MONEY: Final = (
    "no money has a day here: s b sets a budget, s s and s f the dates it is spread over"
)
_WORDS: Final = {
    "budget": "baselines in force by when they planned it; a budget typed without one is spread"
    " evenly over its dates",
    "actual": "ledger entries on the day they were posted; what was booked or follows from the"
    " work done comes evenly from start to finish, or to the data date",
    "forecast": "actual cost and what is still to come, over the dates that remain",
}


class _PeriodLine(NamedTuple):
    """One row of the table: what of the money of which component."""

    component: int
    name: RowName
    kind: str
    """All of it, or what of it is capital or revenue."""


def by_period_table(request: ViewRequest) -> Table:
    """The money of the components of a scope by period, each with all below it."""
    figures, money = request.figures, by_period(request.figures, request.scope, request.period)
    kinds = _KINDS if request.splits else _KINDS[:1]
    lines = {
        _row_id(component, place): _PeriodLine(component, name, kind)
        for component in _shown(request)
        for place, (name, kind) in enumerate((name, kind) for name in ROWS for kind in kinds)
    }
    depths = dict(outline(figures, request.scope))
    has_undated = any(row.undated for rows in money.rows.values() for row in rows.values())
    columns = _columns(request, money, has_undated=has_undated)
    keys = [column.key for column in columns]

    def row_of(row_id: int) -> TableRow:
        line = lines[row_id]
        row = figures.workspace.components.get(line.component)
        is_first = line.name == ROWS[0] and not line.kind
        title = "" if not is_first else row.name if row is not None else "everything"
        cells = (
            Cell(title),
            Cell(f" {line.kind}" if line.kind else line.name, "dim"),
            *_amounts(request, money, line, has_undated=has_undated),
        )
        depth = depths.get(line.component, 0) if is_first else 0
        tone: Tone = "dim" if row is not None and row.archived else "plain"
        return TableRow(row_id, cells, tone, depth)

    def explained(row_id: int, key: str) -> Section | None:
        if row_id not in lines or key in {"name", "kind"}:
            return None
        line, place = lines[row_id], keys.index(key) - 2

        def text(component: int) -> str:
            same = line._replace(component=component)
            return [*_amounts(request, money, same, has_undated=has_undated)][place].text

        return _explained(request, money, line, columns[place + 2].title, text)

    return Table(
        columns=columns,
        ids=tuple(lines) if money.periods else (),
        row_of=row_of,
        total=len(lines) + (request.total - len(request.ids)) * len(ROWS) * len(kinds),
        empty=_NO_MATCH if lines else NO_COMPONENT if not request.total else _NO_MONEY,
        entity_of=lambda row_id: lines[row_id].component,
        explained=explained,
    )


def period_titles(request: ViewRequest) -> tuple[str, ...]:
    """What the periods of a request are called."""
    money = by_period(request.figures, request.scope, request.period)
    return period_names(money.periods, request.period, money.year)


def _shown(request: ViewRequest) -> Iterator[int]:
    """The components that are shown; the whole store only above several at the top."""
    kept, rows = frozenset(request.ids), [row for row, _ in outline(request.figures, request.scope)]
    tops = [*request.figures.live_children(0)]
    if not request.scope and len(tops) > 1 and not request.is_filtered:
        yield 0
    yield from (row for row in rows if row in kept)


def _row_id(component: int, place: int) -> int:
    """The first row of a component has its id, so that the cursor can follow it."""
    return component if component and not place else -(component * _SLOTS + place + 1)


def _columns(
    request: ViewRequest, money: ByPeriod, *, has_undated: bool
) -> tuple[TableColumn, ...]:
    begun = [period.key for period in money.periods if period.first <= request.figures.today]
    now = max(0, len(begun) - 1)
    return (
        TableColumn(key="name", title="component", width=12, flex=1, most=30),
        TableColumn(key="kind", title="of it", width=8),
        *(
            TableColumn(
                key=period.key,
                title=title,
                width=_WIDTH,
                align="right",
                priority=2 + abs(place - now),
                scrolls=True,
                begins=place == now,
            )
            for place, (title, period) in enumerate(
                zip(period_titles(request), money.periods, strict=True)
            )
        ),
        *(
            [TableColumn(key=UNDATED, title=UNDATED, width=_WIDTH, align="right", priority=1)]
            if has_undated
            else []
        ),
        TableColumn(key=TOTAL, title=TOTAL, width=_WIDTH, align="right"),
    )


def _amounts(
    request: ViewRequest, money: ByPeriod, line: _PeriodLine, *, has_undated: bool
) -> Iterator[Cell]:
    """The cells of a row: a period each, what has no day where there is any, the total."""
    row = money.rows[line.component][line.name]
    values = _values(row, line.kind)
    base = request.figures.workspace.policy.base_currency

    @cache
    def cell(amount: int | None, sign: str = "") -> Cell:
        if amount is None or (not amount and row.total.value is None):
            return NOTHING  # where the whole is unknown, so is a period of which nothing is known
        text = short_money(row.money(amount, base), base)
        return Cell(f"{sign}{text}", "plain" if amount else "dim")

    if not values:
        yield from (NOTHING for _ in money.periods)
    yield from (cell(value) for value in values)
    if has_undated:
        yield cell(row.undated if line.kind != "capital" else 0) if row.undated else Cell("")
    total = row.total.value
    if line.kind:
        undated = row.undated or 0
        rest = undated if line.kind == "revenue" else 0
        yield cell(None if total is None else sum(values) + rest)
    else:
        yield cell(None if total is None else total.amount, "~" if row.is_typed else "")


def _values(row: PeriodRow, kind: str) -> Sequence[int]:
    if kind == "capital":
        return row.capital
    return row.revenue if kind == "revenue" else row.amounts


def _explained(
    request: ViewRequest, money: ByPeriod, line: _PeriodLine, title: str, text: Callable[[int], str]
) -> Section:
    """How an amount is made, and what of it each component right below has."""
    figures, row = request.figures, money.rows[line.component][line.name]
    entries = [_entry(title, text(line.component)), _entry("how", _WORDS[line.name])]
    if row.is_typed:
        entries.append(_entry("~", "typed: over time by what lies below, else evenly"))
    if row.total.value is None:
        entries.append(_entry("total undefined because", row.total.reason))
    for child in figures.live_children(line.component):
        if child in money.rows:
            below = figures.workspace.components[child]
            entries.append(_entry(f"{below.key} {below.name}", text(child)))
    component = figures.workspace.components.get(line.component)
    name = f"{component.key} {component.name}" if component is not None else "everything"
    return Section(f"{' '.join(filter(None, (line.kind, line.name)))} of {name}", tuple(entries))


def _entry(label: str, text: str) -> Entry:
    return Entry(cells=(Cell(label, "dim"), Cell(text)))
