"""This file shows what goes wrong in a scope: a line a cause, and below it what it drags."""

from collections.abc import Collection
from typing import Final

from pmtui.figures.attention.cause import Cause
from pmtui.figures.attention.need import Urgency
from pmtui.figures.attention.root_causes import causes
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.text import wrap
from pmtui.views.shapes.table import Cell, Entry, Section, Tone
from pmtui.views.wording.formatting import NO_COMPONENT

MARK_TONES: Final[dict[Urgency, Tone]] = {"R": "bad", "A": "warn", "w": "dim"}
_EVERY: Final = 1_000_000
DRAGS: Final = "→"
"""Stands before what a cause drags."""


def exceptions_section(
    figures: Figures,
    scope: int,
    limit: int = 50,
    *,
    size: tuple[int, int] = (0, 0),
    apart: Collection[tuple[str, int]] = (),
    within: Collection[int] | None = None,
) -> tuple[Section, Section]:
    """What goes wrong in a scope, the worst first, and what has no room there.

    Args:
        figures: of the workspace.
        scope: the component; 0 for the whole store.
        limit: how many causes to write out in all.
        size: cells of a line, and lines there is room for; 0 for any number.
        apart: table and id of what stands elsewhere already and drags nothing.
        within: components to keep to; None for all of the scope.
    """
    found = causes(figures, scope, limit if within is None else _EVERY)
    listed = [
        cause for cause in found.items
        if (cause.drags or (cause.need.table, cause.need.id) not in apart)
        and (within is None or cause.need.component in within)
    ]  # fmt: skip
    total = len(listed) + (found.total - len(found.items) if within is None else 0)
    entries = [_entry(cause) for cause in listed]
    here = _fitting(entries, *size) if size[1] else len(entries)
    shown = f"{here} of {total}" if here < total else str(total or "")
    empty = "nothing is out of order" if figures.workspace.components else NO_COMPONENT
    first = Section("Exceptions", tuple(entries[:here]), shown, empty)
    return first, Section("More exceptions", tuple(entries[here:]))


def entry_lines(entry: Entry, width: int) -> int:
    """Lines that an entry takes with what stands below it, in lines of some cells."""
    if entry.below is None:
        return 1
    return 1 + len(wrap(entry.below.text, max(1, width - 2)))


def _fitting(entries: Collection[Entry], width: int, rows: int) -> int:
    """How many of the first entries fit into some lines; one at least."""
    taken = 0
    for at, entry in enumerate(entries):
        taken += entry_lines(entry, width)
        if taken > rows:
            return max(1, at)
    return len(entries)


def _entry(cause: Cause) -> Entry:
    need = cause.need
    words = Cell(need.text, kept=len(need.why))
    return Entry(
        cells=(Cell(need.mark, MARK_TONES[need.mark]), words),
        target=(need.table, need.id),
        topic=need.topic,
        below=Cell(f"{DRAGS} {cause.drag_text}", "dim") if cause.drags else None,
    )
