"""This file shows what changed between two workspaces in project words, component by component."""

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.figures.reports.comparison import BY_TIME, ScopeComparison
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.difference import ChangedRow, changed_rows
from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.changes.causes import DAYS_LATE, with_causes
from pmtui.views.changes.child_facts import child_facts, subject_of
from pmtui.views.changes.fact import PLANNED, RowChange, What
from pmtui.views.changes.schedule_slips import slips
from pmtui.views.shapes.table import Cell, Entry, Line, Section, Tone
from pmtui.views.wording.formatting import count_with_noun

_NAMED: Final = 2
"""What moved many rows of one kind is said of so many, the rest counted."""
_BETWEEN: Final = " · "
FOLDED: Final = 20
"""Rows of one kind that came or went in one component, from which on they are only counted."""


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What changed in a scope."""

    rows: tuple[RowChange, ...]
    """Everything, in the order of the sections."""
    sections: tuple[Section, ...]
    """One for each component that something changed in, from the top of the tree."""
    summary: Line
    """How much of what kind."""


def changes(
    before: Workspace,
    after: Workspace,
    scope: int,
    today: date,
    *,
    planned: bool = True,
    comparison: ScopeComparison | None = None,
    counts: Callable[[RowChange], bool] = lambda _change: True,
) -> Changes:
    """What changed in a scope between any two workspaces.

    Args:
        before: as it was; a revision, or a plan that was frozen.
        after: as it is.
        scope: the component in whose subtree to look; 0 for the whole store.
        today: dates of another year show their year.
        planned: whether to reckon the schedules and tell what they moved, which takes a while
            where projects are large.
        comparison: of the scope at both moments, whose commits, passing time, and rates are then
            named beside each change, and what follows from them is among the changes.
        counts: whether a change is of those that are asked for; all where nothing is said.
    """
    sheets = Figures(before, today), Figures(after, today)
    places = _places(before, after, scope)
    rows = tuple(changed_rows(before, after))
    found: dict[int, list[RowChange]] = {}
    for row in rows:
        for change in _changes_of(sheets, row, places):
            found.setdefault(change.component, []).append(change)
    told = {_finish(other_change) for some in found.values() for other_change in some}
    for change in _slipped(before, after, rows, places, today) if planned else ():
        if _finish(change) not in told:
            found.setdefault(change.component, []).append(change)
    caused = with_causes(found, comparison) if comparison is not None else found
    wanted = {place: [*filter(counts, caused.get(place, ()))] for place in places}
    ordered = {place: sorted(some, key=_rank) for place, some in wanted.items() if some}
    every = tuple(other_change for some in ordered.values() for other_change in some)
    return Changes(
        rows=every,
        sections=tuple(_section(before, after, place, ordered[place]) for place in ordered),
        summary=tuple(_summary(every)),
    )


def _slipped(
    before: Workspace,
    after: Workspace,
    rows: Sequence[ChangedRow],
    places: Collection[int],
    today: date,
) -> Iterator[RowChange]:
    """What ends on another day because the schedule moved it."""
    for table, row_id, fact in slips(before, after, rows, places, today):
        row = after.rows(table)[row_id]
        yield RowChange(
            component=_home(table, row),
            table=table,
            id=row_id,
            key=row.key,
            title=title_of(row),
            is_own=True,
            fact=fact,
            row=(table, row_id),
        )


def _finish(change: RowChange) -> tuple[str, int, int | None] | None:
    """By how much a finish moved, to tell it once; None where a change is about something else."""
    about_finish = change.is_own and change.fact.field in {"finish", PLANNED}
    return (change.table, change.id, change.fact.days) if about_finish else None


def _places(before: Workspace, after: Workspace, scope: int) -> dict[int, None]:
    """The components to look at in the order of the tree; what has gone comes last."""
    top = () if scope else (0,)
    return dict.fromkeys((*after.subtree(scope), *before.subtree(scope), *top))


def _changes_of(
    sheets: tuple[Figures, Figures], row: ChangedRow, places: Container[int]
) -> Iterator[RowChange]:
    """What became of a row, where it is in one of the places, or was."""
    entity = row.after or row.before
    if entity is None:
        return
    table, one = subject_of(row.table, entity)
    was, is_now = (sheet.workspace.get(table, one) for sheet in sheets)
    is_own = (table, one) == (row.table, row.id)
    if not is_own and (was is None or is_now is None):
        return
    homes = [_home(table, there) for there in (is_now, was) if there is not None] or [0]
    place = next((home for home in homes if home in places), None)
    if place is None:
        return
    subject = is_now if is_now is not None else was
    for fact in child_facts(*sheets, row):
        yield RowChange(
            component=place,
            table=table,
            id=one,
            key=subject.key if subject is not None else "",
            title=title_of(subject) if subject is not None else "",
            is_own=is_own,
            fact=fact,
            row=(row.table, row.id),
        )


def _home(table: str, row: Entity) -> int:
    return row.id if table == "components" else row.component


def _rank(change: RowChange) -> tuple[bool, int, int, bool]:
    """What people did by table, then what passing time moved."""
    return (
        change.due == BY_TIME,
        _ORDER.get(change.table, len(_ORDER)),
        change.id,
        not change.is_own,
    )


def _section(
    before: Workspace, after: Workspace, place: int, found: Sequence[RowChange]
) -> Section:
    row = after.components.get(place) or before.components.get(place)
    title = f"{row.key} {row.name}".strip() if row is not None else "Whole store"
    both = place in before.components and place in after.components
    entries = tuple(_entries(found, FOLDED if both or not place else 1))
    return Section(title, entries, count_with_noun(len(found), "change"))


def _entries(found: Sequence[RowChange], most: int) -> Iterator[Entry]:
    """The lines of a section; many rows of one kind that came or went together are one line."""
    kinds = Counter(kind for kind in map(_kind, found) if kind is not None)
    told: set[tuple[str, str]] = set()
    for other_change in found:
        kind = _kind(other_change)
        # What nobody did is of less interest line by line.
        if kind is None or kinds[kind] < (2 if other_change.due == BY_TIME else most):
            yield _entry(other_change)
        elif kind not in told:
            told.add(kind)
            # Passing time is among the words of the kind already.
            dues = dict.fromkeys(
                change.due for change in found if _kind(change) == kind and change.due != BY_TIME
            )
            text = f"{_count_of(kinds[kind], kind[0])} {kind[1]}{_due_text(tuple(dues))}"
            yield Entry(cells=(Cell(text, other_change.fact.tone),))


def _kind(change: RowChange) -> tuple[str, str] | None:
    """What a change is counted with where there are many; None where it speaks for itself."""
    if not change.is_own or change.table == "components":
        return None
    by_time = f" {BY_TIME}" if change.due == BY_TIME else ""
    if change.fact.field == PLANNED:
        way = "later" if change.fact.what == "slipped" else "earlier"
        return change.table, f"planned to finish {way}{by_time}"
    if change.fact.field == DAYS_LATE:
        return change.table, f"with other days late{by_time}"
    is_whole = change.fact.what in {"added", "raised", "removed", "archived"}
    return (change.table, change.fact.what) if is_whole else None


def _count_of(count: int, table: str) -> str:
    return count_with_noun(count, TABLES[table].kind_words)


def _entry(change: RowChange) -> Entry:
    key = Cell(change.key or TABLES[change.table].kind_words, "dim")
    name: Line = () if change.table == "components" else (key, Cell(change.title))
    return Entry(
        cells=(*name, Cell(f"{change.fact.text}{_due_text((change.due,))}", change.fact.tone)),
        target=(change.table, change.id),
        field=change.fact.field if change.is_own else "",
    )


def _due_text(dues: Sequence[str]) -> str:
    """What moved something, behind what became of it."""
    known = [due for due in dues if due]
    more = f" and {len(known) - _NAMED} more" if len(known) > _NAMED else ""
    return f"{_BETWEEN}{'; '.join(known[:_NAMED])}{more}" if known else ""


def _summary(rows: Sequence[RowChange]) -> Iterator[Cell]:
    """Counts of what matters most; nothing where nothing changed."""
    own = [change for change in rows if change.is_own]
    counts = Counter((table, what) for table, _, what in dict.fromkeys(map(_counted, own)))
    for (table, what), (words, tone) in _COUNTED.items():
        count = counts[table, what]
        if count:
            text = f"{_count_of(count, table)} {words}{_worst(rows, table, what)}"
            yield Cell(text, tone)
    others = len(rows) - sum((change.table, change.fact.what) in _COUNTED for change in own)
    if others:
        yield Cell(count_with_noun(others, "other change"), "dim")


def _counted(change: RowChange) -> tuple[str, int, What]:
    return change.table, change.id, change.fact.what


def _worst(rows: Sequence[RowChange], table: str, what: What) -> str:
    if what != "slipped":
        return ""
    days = max(
        change.fact.days or 0
        for change in rows
        if (change.table, change.fact.what) == (table, what)
    )
    return f" (most {count_with_noun(days, 'day')})"


_ORDER: Final[Mapping[str, int]] = MappingProxyType({table: at for at, table in enumerate(TABLES)})
_COUNTED: Final[Mapping[tuple[str, What], tuple[str, Tone]]] = MappingProxyType(
    {
        ("components", "added"): ("added", "accent"),
        ("components", "slipped"): ("slipped", "bad"),
        ("tasks", "finished"): ("finished", "good"),
        ("tasks", "slipped"): ("slipped", "bad"),
        ("tasks", "earlier"): ("earlier", "good"),
        ("tasks", "added"): ("added", "plain"),
        ("tasks", "removed"): ("removed", "dim"),
        ("tasks", "archived"): ("archived", "dim"),
        ("risks", "raised"): ("raised", "warn"),
        ("risks", "rescored"): ("re-scored", "plain"),
        ("risks", "escalated"): ("escalated", "warn"),
        ("risks", "closed"): ("closed", "good"),
        ("issues", "raised"): ("raised", "warn"),
        ("issues", "closed"): ("closed", "good"),
    }
)
