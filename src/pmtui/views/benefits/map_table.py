"""This file shows the benefits map as an outline from outputs to objectives, with what it lacks."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from pmtui.figures.benefits.map_outline import (
    LEADS_NOWHERE,
    NOT_PRODUCED,
    NOT_SERVED,
    SERVES_NONE,
    MapOutline,
)
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.benefit_map import MapNode
from pmtui.views.shapes.table import Cell, Line, Section, Table, TableColumn, TableRow, ViewRequest
from pmtui.views.wording.figure_explanation import explained

_NO_MAP: Final = (
    "no map yet: a adds an outcome or a benefit, then a step between two of them, such as "
    "output:M-1 benefit:B-1"
)
_NO_MATCH: Final = "nothing matches the filter: Esc shows all"
_NAMED: Final = 6
"""What is named of a gap before the rest is counted."""
_FIGURES: Final = ("coverage", "attainment", "objectives_served", "percent")
"""The figures that `=` explains of what stands on the map."""
_COLUMNS: Final = (
    TableColumn(key="key", title="key", width=6),
    TableColumn(key="title", title="from outputs to objectives", width=22, flex=1, most=40),
    TableColumn(key="layer", title="layer", width=10, priority=2),
    TableColumn(key="comes_from", title="comes from", width=12, priority=3),
    TableColumn(key="leads_to", title="leads to", width=12, priority=1),
    TableColumn(key="lacks", title="gap", width=12, most=26),
)
_SHORT: Final[Mapping[str, str]] = MappingProxyType(
    {
        LEADS_NOWHERE: "leads nowhere",
        NOT_PRODUCED: "not produced",
        SERVES_NONE: "no objective",
        NOT_SERVED: "not served",
    }
)
"""What a place lacks, in as few words as a column has room for."""


def map_table(request: ViewRequest) -> Table:
    """The map of a scope; a filter leaves what it keeps, and what leads to that."""
    kept = frozenset(request.ids) if request.is_filtered else None
    return table_of_map(request.figures, request.scope, kept)


def table_of_map(figures: Figures, scope: int, kept: Collection[int] | None = None) -> Table:
    """The map of a scope as an outline.

    Args:
        figures: of the workspace.
        scope: the component; 0 for the whole store.
        kept: ids of what a filter keeps; None for everything.
    """
    outline = MapOutline(figures, scope, kept)

    def row_of(row_id: int) -> TableRow:
        place = outline.place(row_id)
        cells = (
            Cell(place.key, "dim"),
            Cell(place.title),
            Cell(place.layer, "dim"),
            Cell(_keys(outline, place.comes_from)),
            Cell(_keys(outline, place.leads_to)),
            Cell(", ".join(_SHORT[words] for words in place.lacks), "warn"),
        )
        return TableRow(row_id, cells, depth=place.depth)

    def explanation(row_id: int, _column: str) -> Section | None:
        (table, _), _ = outline.places[row_id]
        answers = (explained(figures, name, row_id, table) for name in _FIGURES)
        return next((answer for answer in answers if answer is not None), None)

    return Table(
        columns=_COLUMNS,
        ids=tuple(outline.places),
        row_of=row_of,
        total=len(outline.places),
        empty=_NO_MAP if kept is None else _NO_MATCH,
        foot=tuple(_foot(outline)),
        explained=explanation,
        beside=outline.beside,
    )


def _foot(outline: MapOutline) -> Iterator[Line]:
    for words, nodes in outline.lacking().items():
        more = f" and {len(nodes) - _NAMED} more" if len(nodes) > _NAMED else ""
        yield Cell(f"{words}:", "warn"), Cell(f"{_keys(outline, nodes[:_NAMED])}{more}")


def _keys(outline: MapOutline, nodes: Sequence[MapNode]) -> str:
    return ", ".join(outline.called(node) for node in nodes)
