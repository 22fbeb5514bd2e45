"""This file shows the portfolio tree: every component with its rolled-up figures."""

from collections.abc import Collection, Iterator
from typing import Final, Literal

import msgspec

from pmtui.figures.sheet import Figures
from pmtui.model.components import Component
from pmtui.views.components import COMPONENT_COLUMNS, TREE_COLUMNS, telling_columns
from pmtui.views.table import Row, Table, Tone
from pmtui.views.wording import NO_COMPONENT

WHOLE: Final = 0
"""Id of the row of the whole store."""
_Fold = Literal["", "open", "closed"]


class _Place(msgspec.Struct, frozen=True):
    """Where a component stands in the tree as shown."""

    id: int
    depth: int
    fold: _Fold


def tree(
    figures: Figures,
    *,
    closed: Collection[int] = (),
    archived: bool = False,
    ids: Collection[int] | None = None,
    root: int = 0,
    columns: tuple[str, ...] = (),
    whole: bool = False,
) -> Table:
    """The tree of components, parents first; rows are formatted when they are asked for.

    Args:
        figures: of the workspace to show.
        closed: components whose children are folded away.
        archived: whether to show what has been put away.
        ids: components that pass a filter; those above them are shown as well, and folds are
            passed over. None filters nothing.
        root: the component at the top; 0 shows everything.
        columns: keys of the columns of components; empty shows those that say something.
        whole: whether a row for the whole store, with id 0, stands above several roots.
    """
    keep = None if ids is None else _with_ancestors(figures, ids)
    folded = closed if keep is None else frozenset[int]()
    places = {place.id: place for place in _places(figures, root, folded, keep, archived=archived)}
    keys = columns or telling_columns(figures, TREE_COLUMNS)
    shown = tuple(COMPONENT_COLUMNS[key] for key in keys)
    rows = figures.workspace.components
    store = Component(id=WHOLE, name="everything", kind="portfolio")
    roots = [one for one in figures.workspace.children(0) if one in places]
    first = (WHOLE,) if whole and not root and len(roots) > 1 else ()

    def row_of(component_id: int) -> Row:
        if component_id == WHOLE:
            return Row(WHOLE, tuple(part.cell(figures, store) for part in shown))
        one, place = rows[component_id], places[component_id]
        cells = tuple(part.cell(figures, one) for part in shown)
        tone: Tone = "dim" if one.archived else "plain"
        return Row(component_id, cells, tone, place.depth, place.fold)

    return Table(
        columns=tuple(part.column for part in shown),
        ids=(*first, *places),
        row_of=row_of,
        total=sum(archived or not one.archived for one in rows.values()),
        empty=NO_COMPONENT if not rows else "no component matches the filter: Esc shows all",
    )


def _with_ancestors(figures: Figures, ids: Collection[int]) -> frozenset[int]:
    found = set(ids)
    for one in ids:
        found.update(figures.workspace.ancestors(one))
    return frozenset(found)


def _places(
    figures: Figures,
    root: int,
    closed: Collection[int],
    keep: frozenset[int] | None,
    *,
    archived: bool,
) -> Iterator[_Place]:
    rows = figures.workspace.components

    def shown(component_id: int) -> tuple[int, ...]:
        return tuple(
            one
            for one in figures.workspace.children(component_id)
            if (archived or not rows[one].archived) and (keep is None or one in keep)
        )

    waiting = [(one, 0) for one in reversed((root,) if root else shown(0))]
    while waiting:
        component_id, depth = waiting.pop()
        below, is_closed = shown(component_id), component_id in closed
        fold: _Fold = ""
        if below:
            fold = "closed" if is_closed else "open"
        yield _Place(component_id, depth, fold)
        if not is_closed:
            waiting += ((one, depth + 1) for one in reversed(below))
