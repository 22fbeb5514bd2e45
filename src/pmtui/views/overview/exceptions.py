"""This file shows what goes wrong in a scope: a line a cause, and below it what it drags."""

from collections.abc import Collection, Iterator
from typing import Final

from pmtui.figures.attention.cause import Cause, asleep_until
from pmtui.figures.attention.need import Topic, Urgency
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
    with_why: bool = False,
    me: int = 0,
    with_asleep: bool = False,
) -> tuple[Section, Section]:
    """What goes wrong in a scope, the worst first, and what has no room there.

    Args:
        figures: of the workspace.
        scope: the component; 0 for the whole store.
        limit: how many causes to write out in all.
        size: cells of a line, and lines there is room for; 0 for any number.
        apart: table and id of what stands elsewhere already and drags nothing.
        within: components to keep to; None for all of the scope.
        with_why: whether since when and what clears it stands below each.
        me: the person who looks; 0 for nobody known.
        with_asleep: whether what they snoozed is listed too.
    """
    found = causes(figures, scope, limit if within is None else _EVERY)
    asleep = set() if with_asleep else {
        (cause.need.table, cause.need.id)
        for cause in found.items
        if asleep_until(figures.workspace, cause.need, me, figures.today)
    }  # fmt: skip
    listed = [
        cause for cause in found.items
        if (cause.drags or (cause.need.table, cause.need.id) not in apart)
        and (within is None or cause.need.component in within)
        and (cause.need.table, cause.need.id) not in asleep
    ]  # fmt: skip
    total = len(listed) + (found.total - len(found.items) if within is None else 0)
    entries = [_entry(cause, with_why=with_why) for cause in listed]
    here = _fitting(entries, *size) if size[1] else len(entries)
    shown = f"{here} of {total}" if here < total else str(total or "")
    if asleep:
        shown = f"{shown or 'none'}, {len(asleep)} snoozed"
    empty = "nothing is out of order" if figures.workspace.components else NO_COMPONENT
    first = Section("Exceptions", tuple(entries[:here]), shown, empty)
    return first, Section("More exceptions", tuple(entries[here:]))


def explained_cause(
    figures: Figures, scope: int, target: tuple[str, int], topic: Topic
) -> Section | None:
    """Why a line of a scope needs somebody: since when, what it drags, and what clears it.

    None where it has gone meanwhile.
    """
    every = causes(figures, scope, _EVERY).items
    asked = (cause for cause in every if (cause.need.table, cause.need.id) == target)
    cause = next((cause for cause in asked if cause.need.topic == topic), None)
    if cause is None:
        return None
    facts = [("why", cause.reason), *_known(cause)]
    facts += [("drags along", drag.text) for drag in cause.drags]
    facts += [
        ("stands for", need.text) for need in cause.stands_for if need.text != cause.need.text
    ]
    entries = (Entry(cells=(Cell(label, "dim"), Cell(text))) for label, text in facts)
    return Section(cause.need.name, tuple(entries))


def _known(cause: Cause) -> Iterator[tuple[str, str]]:
    if cause.since is not None:
        yield "since", f"{cause.since:%d %b %Y}".lstrip("0")
    if cause.clears:
        yield "to clear it", cause.clears


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


def _entry(cause: Cause, *, with_why: bool) -> Entry:
    need = cause.need
    below = [f"{DRAGS} {cause.drag_text}"] if cause.drags else []
    below += [f"{label}: {text}" for label, text in _known(cause)] if with_why else []
    words = Cell(need.text, kept=len(need.why))
    return Entry(
        cells=(Cell(need.mark, MARK_TONES[need.mark]), words),
        target=(need.table, need.id),
        topic=need.topic,
        below=Cell("; ".join(below), "dim") if below else None,
    )
