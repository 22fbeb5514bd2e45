"""This file works out the rows of a load, and says in words what each is made of."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from msgspec import structs

from pmtui.figures.core.periods import Period, financial_year
from pmtui.figures.people.load_cells import (
    LoadCell,
    cell_between,
    days_over,
    fullest,
    load_cells,
    load_periods,
    span_of,
    tasks_behind,
)
from pmtui.figures.people.load_rows import GroupedBy, LoadRow, load_rows
from pmtui.figures.people.loads import loads_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.people import PEOPLE
from pmtui.model.staffing.teams import TEAMS
from pmtui.views.shapes.table import Behind, Cell, Entry, Section, Tone, ViewRequest
from pmtui.views.wording.formatting import NOTHING, count_with_noun, short_date

_FULL: Final = 90
"""Percent from which somebody is as good as full."""
_HALF: Final = 50
_HOUR: Final = 60
_NAMED: Final = 3
"""Tasks that a line names."""
_BARS: Final = "roadmap"
"""The view that shows the tasks of one component as bars."""
_CARDS: Final = "board"
"""The view that shows those of several as cards, a lane a component."""
ASKED_FOR: Final = "asked for"
FORMULA: Final = "assigned / available, in all projects; ! on some day more than can be worked"
ROWS_OF: Final[Mapping[GroupedBy, str]] = MappingProxyType(
    {
        "person": PEOPLE.name,
        "role": PEOPLE.name,
        "team": TEAMS.name,
        "department": PEOPLE.name,
    }
)
"""The table whose rows a filter keeps, by what a row of the load is."""


class ShownLoads:
    """The rows of one table with their periods, each worked out when it is first drawn."""

    def __init__(self, request: ViewRequest, by: GroupedBy) -> None:
        figures, scope = request.figures, request.scope
        self.request, self.by = request, by
        self.year = financial_year(figures.workspace.policy)
        people = request.ids if by != "team" else tuple(figures.workspace.people)
        kept = {row.id: row for row in load_rows(figures, scope, by, people)}
        if by == "team":
            kept = {row_id: row for row_id, row in kept.items() if row_id in {*request.ids}}
        self.rows: Mapping[int, LoadRow] = kept
        self.periods = load_periods(figures, request.period, request.first, request.last, scope)
        self.here: Collection[int] | None = (*figures.live_subtree(scope),) if scope else None
        if by == "department":
            rows = figures.workspace.components
            self.here = tuple(row.id for row in rows.values() if row.kind == "operation")
        drawn = figures.part("drawn loads", lambda _sheet: _DrawnLoads()).cells
        self._made = drawn.setdefault((self.here, self.periods), {})
        self._span = span_of(self.periods) if self.periods else None

    def cells(self, row_id: int) -> tuple[LoadCell, ...]:
        """The load of a row by period."""
        row = self.rows[row_id]
        name = (row.id, row.shares, row.requests)
        cells = self._made.get(name)
        if cells is None or loads_of(self.request.figures).waiting:
            args = (self.request.figures, row, self.periods, self.here, self._span)
            cells = self._made[name] = load_cells(*args)
        return cells

    def peak(self, row_id: int) -> float:
        """How full a row is in the fullest of its periods."""
        row = self.rows[row_id]
        return fullest(self.request.figures, row, self._span) if self._span is not None else 0.0

    def fullness(self, row_id: int, place: int) -> float:
        """How full a row is in one period."""
        period = self.periods[place]
        figures, row = self.request.figures, self.rows[row_id]
        return cell_between(figures, row, period.first, period.last).fullness

    def period(self, key: str) -> tuple[int, Period] | None:
        """The period of a column and its place; None for a column that is of none."""
        for place, period in enumerate(self.periods):
            if period.key == key:
                return place, period
        return None


class _DrawnLoads:
    """What was drawn of one revision."""

    def __init__(self) -> None:
        self.cells: dict[object, dict[object, tuple[LoadCell, ...]]] = {}

    def next(self, _figures: Figures, _touched: frozenset[tuple[str, int]]) -> "_DrawnLoads":
        """None of it: an edit may change any, and what each person does is kept by day."""
        return _DrawnLoads()


def load_text(cell: LoadCell) -> Cell:
    """Utilisation in percent: `80%`, `30+50%` here and elsewhere, `120%!` over on some day.

    `?` where what is asked for beside would not fit; hours where nothing is available.
    """
    if not cell.assigned:
        return NOTHING if not cell.capacity else Cell("0%", "dim")
    if not cell.capacity:
        return Cell(f"{hours(cell.assigned)}!", "bad")
    here, whole = percent(cell.here, cell.capacity), percent(cell.assigned, cell.capacity)
    text = f"{whole}%" if here >= whole else f"{here}+{whole - here}%"
    if cell.over_days:
        return Cell(f"{text}!", "bad")
    if cell.requested and cell.assigned + cell.requested > cell.capacity:
        return Cell(f"{text}?", "warn")
    tones: tuple[tuple[int, Tone], ...] = ((_FULL, "warn"), (_HALF, "good"), (0, "plain"))
    return Cell(text, next(tone for least, tone in tones if whole >= least))


def peak_text(cells: Sequence[LoadCell]) -> Cell:
    """The fullest of some periods; `!` where any has a day that is over."""
    worst = max(cells, key=lambda cell: cell.fullness, default=LoadCell())
    text_of = load_text(structs.replace(worst, here=worst.assigned, requested=0.0))
    over = any(cell.over_days for cell in cells)
    text = text_of.text if text_of.text.endswith("!") or not over else f"{text_of.text}!"
    return Cell(text, "bad" if over else text_of.tone)


def percent(minutes: float, capacity: float) -> int:
    """Minutes in percent of those that are available, rounded half up."""
    return int(100 * minutes / capacity + 0.5)


def hours(minutes: float) -> str:
    """Minutes as hours: `12h`, `7.5h`."""
    return f"{round(minutes / _HOUR, 1):g}h"


def waiting(figures: Figures) -> Iterator[tuple[Cell, ...]]:
    """What stands below while the work of large projects is still being spread."""
    count = len(loads_of(figures).waiting)
    if count:
        words = f"the work of {count_with_noun(count, 'project')} is being spread over its days"
        yield (Cell(words, "warn"),)


def behind(loads: ShownLoads, row_id: int, key: str) -> Behind | None:
    """What the percentage of a cell is made of: the tasks of a person, the people of others."""
    pointed, row = loads.period(key), loads.rows[row_id]
    if pointed is None:
        return None
    place, period = pointed
    if loads.by != "person":
        people = tuple(sorted({share.person for share in row.shares}))
        return Behind(PEOPLE.name, people, f"the people of {row.name}") if people else None
    figures = loads.request.figures
    tasks = tasks_behind(figures, row, period)
    why = next(iter(_over_words(loads, row, period)), "")
    if not tasks:
        return Behind("", (), f"{row.name} has no work in the {loads.request.period}")
    cell = loads.cells(row_id)[place]
    words = f"{row.name}: {hours(cell.assigned)} of {hours(cell.capacity)}"
    places = {figures.workspace.tasks[task].component for task in tasks}
    view, scope = (_BARS, places.pop()) if len(places) == 1 else (_CARDS, 0)
    text = f"{words}; {why}" if why else words
    return Behind("tasks", tuple(sorted(tasks)), text, view, scope)


def _over_words(loads: ShownLoads, row: LoadRow, period: Period) -> Iterator[str]:
    """Why a period is over-allocated, a line a day: which tasks, how many hours over."""
    workspace, today = loads.request.figures.workspace, loads.request.figures.today
    for over in days_over(loads.request.figures, row, period):
        tasks = ", ".join(
            f"{workspace.tasks[task].key} {hours(minutes)}" for task, minutes in over.tasks[:_NAMED]
        )
        more = len(over.tasks) - _NAMED
        rest = f" and {more} more" if more > 0 else ""
        yield (
            f"{day_text(over.day, today)}: {hours(over.assigned)} of {hours(over.capacity)},"
            f" {hours(over.assigned - over.capacity)} over: {tasks}{rest}"
        )


def day_text(day: date, today: date) -> str:
    """A day with its weekday: `Tue 3 Nov`."""
    return f"{day:%a} {short_date(day, today)}"


def explained(loads: ShownLoads, row_id: int, key: str) -> Section | None:
    """How the percentage of a row in a period is made; of the period of today where none is."""
    row, figures = loads.rows[row_id], loads.request.figures
    pointed = loads.period(key)
    if pointed is None:
        return None
    place, period = pointed
    cell = loads.cells(row_id)[place]
    entries = [
        _entry("utilisation", FORMULA),
        _entry("available", f"{hours(cell.capacity)}, by calendar and units, less leave"),
        _entry("assigned", hours(cell.assigned)),
    ]
    if cell.here < cell.assigned:
        parts = ("run", "change") if loads.by == "department" else ("here", "elsewhere")
        each = zip((cell.here, cell.assigned - cell.here), parts, strict=True)
        entries.append(_entry("of that", ", ".join(f"{hours(of)} {name}" for of, name in each)))
    for request in row.requests:
        who = figures.workspace.people.get(request.person)
        words = f"{request.key} {request.title}, {request.state}, {request.units}%"
        entries.append(_entry(ASKED_FOR, f"{words}, {who.name}" if who is not None else words))
    entries += [_entry("over", text) for text in _over_words(loads, row, period)]
    if loads.by == "person":
        entries += _task_entries(figures, row, period)
    else:
        entries += _member_entries(loads, row, period)
    first, last = (day_text(day, figures.today) for day in (period.first, period.last))
    return Section(f"load of {row.name}, {first} to {last}", tuple(entries))


def _task_entries(figures: Figures, row: LoadRow, period: Period) -> Iterator[Entry]:
    workspace = figures.workspace
    sums = {task: sum(days.values()) for task, days in tasks_behind(figures, row, period).items()}
    for task_id in sorted(sums, key=lambda task_id: (-sums[task_id], task_id)):
        task = workspace.tasks[task_id]
        place = workspace.components[task.component]
        yield _entry(hours(sums[task_id]), f"{task.key} {task.title} ({place.key} {place.name})")


def _member_entries(loads: ShownLoads, row: LoadRow, period: Period) -> Iterator[Entry]:
    workspace = loads.request.figures.workspace
    for share in row.shares:
        member = LoadRow(share.person, workspace.people[share.person].name, (share,))
        (cell,) = load_cells(loads.request.figures, member, (period,))
        yield _entry(load_text(cell).text, member.name)


def _entry(label: str, text: str) -> Entry:
    return Entry(cells=(Cell(label, "dim"), Cell(text)))
