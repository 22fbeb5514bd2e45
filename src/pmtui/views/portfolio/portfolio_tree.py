"""This file shows the portfolio tree: every component with its rolled-up figures."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final, Literal

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import Component
from pmtui.text import cell_width, visible
from pmtui.views.portfolio.component_columns import (
    COMPONENT_COLUMNS,
    TREE_COLUMNS,
    columns_in_use,
)
from pmtui.views.portfolio.sign_legend import KIND_SIGNS
from pmtui.views.shapes.table import Cell, Table, TableColumn, TableRow, Tone, ViewColumn
from pmtui.views.wording.formatting import NO_COMPONENT

WHOLE: Final = 0
"""Id of the row of the whole store."""
_Fold = Literal["", "open", "closed"]
_GIVING_WAY: Final = {"overdue_tasks": 4, "percent": 3, "open_risks": 2, "slip": 1}
"""Figures beside the names in the order in which they give way to them."""
_WHOLE_NAME: Final = 1_000


def _sign(_figures: Figures, one: Component) -> Cell:
    return Cell(KIND_SIGNS[one.kind] if one.id != WHOLE else "", "dim")


def _plain_name(_figures: Figures, one: Component) -> Cell:
    return Cell(one.name, "dim" if one.archived else "plain")


def _beside_names(key: str) -> ViewColumn[Component]:
    """A column as the tree has it: figures give way before a name is cut."""
    return msgspec.structs.replace(COMPONENT_COLUMNS[key], priority=_GIVING_WAY.get(key, 0))


TREE: Final[Mapping[str, ViewColumn[Component]]] = {
    **{key: _beside_names(key) for key in TREE_COLUMNS},
    "kind": ViewColumn[Component](key="kind", title="", width=2, cell=_sign),
    "name": msgspec.structs.replace(COMPONENT_COLUMNS["name"], most=_WHOLE_NAME, cell=_plain_name),
}
"""The columns of the tree, by key; all of them, whether they say something here or not."""


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
    shown = (
        tuple(COMPONENT_COLUMNS[key] for key in columns) if columns else tuple(_telling(figures))
    )
    rows = figures.workspace.components
    store = Component(id=WHOLE, name="everything", kind="portfolio")
    roots = [child_id for child_id in figures.workspace.children(0) if child_id in places]
    first = (WHOLE,) if whole and not root and len(roots) > 1 else ()

    def row_of(component_id: int) -> TableRow:
        if component_id == WHOLE:
            return TableRow(WHOLE, tuple(part.cell(figures, store) for part in shown))
        one, place = rows[component_id], places[component_id]
        cells = tuple(part.cell(figures, one) for part in shown)
        tone: Tone = "dim" if one.archived else "plain"
        return TableRow(component_id, cells, tone, place.depth, place.fold)

    return Table(
        columns=shown,
        ids=(*first, *places),
        row_of=row_of,
        total=sum(archived or not component.archived for component in rows.values()),
        empty=NO_COMPONENT if not rows else "no component matches the filter: Esc shows all",
    )


def _telling(figures: Figures) -> Iterator[ViewColumn[Component]]:
    """The columns that say something; what a component is stands before its name."""
    for key in columns_in_use(figures, TREE_COLUMNS):
        if key == "name":
            yield TREE["kind"]
        yield TREE[key]


def name_width(figures: Figures, *, archived: bool = False) -> int:
    """Cells that the longest name takes with its outline, whatever is folded away.

    Args:
        figures: of the workspace.
        archived: whether what has been put away is shown.
    """
    rows = figures.workspace.components
    places = _places(figures, 0, (), None, archived=archived)
    widths = (place.depth + 2 + cell_width(visible(rows[place.id].name)) for place in places)
    return max(widths, default=0)


def figure_width(columns: Collection[TableColumn]) -> int:
    """Cells that everything beside the names takes, with a space behind each column."""
    return sum(column.width + 1 for column in columns if not column.flex)


def _with_ancestors(figures: Figures, ids: Collection[int]) -> frozenset[int]:
    found = set(ids)
    for row_id in ids:
        found.update(figures.workspace.ancestors(row_id))
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
            child_id
            for child_id in figures.workspace.children(component_id)
            if (archived or not rows[child_id].archived) and (keep is None or child_id in keep)
        )

    waiting = [(row_id, 0) for row_id in reversed((root,) if root else shown(0))]
    while waiting:
        component_id, depth = waiting.pop()
        below, is_closed = shown(component_id), component_id in closed
        fold: _Fold = ""
        if below:
            fold = "closed" if is_closed else "open"
        yield _Place(component_id, depth, fold)
        if not is_closed:
            waiting += ((row_id, depth + 1) for row_id in reversed(below))
