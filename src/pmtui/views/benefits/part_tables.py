"""This file gives the tables of the parts of the view of benefits."""

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.registers import Benefit
from pmtui.model.realisation.live_benefits import is_live
from pmtui.views.benefits.case_table import CASE_COLUMNS
from pmtui.views.benefits.profile_table import POINT_COLUMNS
from pmtui.views.benefits.register_table import DUE_COLUMNS, REGISTER_COLUMNS
from pmtui.views.registers.listing import NO_MATCH, listed_part
from pmtui.views.shapes.rows_table import rows_table
from pmtui.views.shapes.table import Row, Table, ViewColumn, ViewRequest

_NO_BENEFIT: Final = "no benefit yet: a adds one, s sets its baseline, target and owner"


def _drawn(columns: Sequence[ViewColumn[Row]], none_yet: str) -> Callable[[ViewRequest], Table]:
    """The rows that are asked for under columns of their own."""
    return lambda request: rows_table(request, columns, none_yet=none_yet, no_match=NO_MATCH)


def register(request: ViewRequest) -> Table:
    """The benefits, with how far each has come."""
    return rows_table(request, REGISTER_COLUMNS, none_yet=_NO_BENEFIT, no_match=NO_MATCH)


def due(request: ViewRequest) -> Table:
    """The benefits and KPIs that are still to be measured; a filter may ask for the others too."""
    benefits = request.figures.workspace.rows_of(Benefit)
    ids = tuple(
        row_id for row_id in request.ids if row_id not in benefits or is_live(benefits[row_id])
    )
    asked = request if request.is_filtered else msgspec.structs.replace(request, ids=ids)
    none_yet = _NO_BENEFIT if not request.ids else "every benefit is sustained, or given up"
    return rows_table(asked, DUE_COLUMNS, none_yet=none_yet, no_match=NO_MATCH)


points = _drawn(
    POINT_COLUMNS,
    "no profile yet: a adds a point, such as benefit:B-1 period:2027-01-01 planned:120",
)
readings = listed_part("nothing measured yet: :measure B-1 120 notes a value")
attributions = listed_part("no shares yet: a adds one, such as benefit:B-1 project:P-1 share:60")
cases = _drawn(
    CASE_COLUMNS, "no business case yet: a adds one, then its flows in the part after this (])"
)
objectives = listed_part("no objective yet: a adds one, and :kpis what shows how it stands")
kpis = listed_part(
    "no KPI yet: a adds one, such as Calls a week target:120 better:lower amber_within:20"
)
kpi_readings = listed_part("nothing measured yet: :measure KP-1 120 notes a value")
links = listed_part(
    "nothing leads to anything yet: a adds a step, such as benefit:B-1 objective:J-1 share:60"
)
requirements = listed_part(
    "no requirement yet: a adds one, such as Works on a phone source:customers delivered_by:V-1"
)
acceptances = listed_part(
    "nothing accepted yet: a adds an acceptance, such as task:V-1 verdict:accepted"
)
flows = listed_part("no cash flow yet: a adds one, such as Licences case:BX-1 period:1 cost:20k")


def plain_table(
    of: Callable[[ViewRequest], Table],
    figures: Figures,
    tables: tuple[str, ...],
    ids: Sequence[int],
    sort: str = "",
) -> Table:
    """The table of a part for rows that somebody has chosen, as they stand or sorted."""
    return of(
        ViewRequest(
            figures=figures,
            scope=0,
            tables=tables,
            ids=tuple(ids),
            total=len(ids),
            is_filtered=False,
            sort=sort,
        )
    )
