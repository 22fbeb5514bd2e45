"""This file gathers what the function of a view is handed: rows in scope, filtered already."""

from collections.abc import Sequence

from pmtui.query.scope import Scope, ids_in
from pmtui.tui.navigation.view_context import ViewContext
from pmtui.views.shapes.table import PeriodKind, ViewRequest


def requested(
    showing: ViewContext,
    tables: tuple[str, ...],
    sort: str = "",
    lengths: Sequence[PeriodKind] = (),
) -> ViewRequest:
    """What the function of a view is handed.

    Args:
        showing: the place.
        tables: tables whose rows are shown.
        sort: what they are sorted by where nobody has chosen.
        lengths: how long periods may be, the usual one first.

    Raises:
        QueryError: the filter cannot be read, or none of the tables has its fields.
    """
    scope = Scope(showing.scope_id)
    every = [row_id for table in tables for row_id in ids_in(showing.workspace, table, scope)]
    kept = showing.passing_any(tables)
    return ViewRequest(
        figures=showing.figures,
        scope=showing.scope_id,
        tables=tables,
        ids=tuple(every if kept is None else sorted(kept)),
        total=len(every),
        is_filtered=kept is not None,
        lens=showing.lens,
        sort=showing.sort or sort,
        lanes=showing.place.lanes,
        period=period_in(showing.place.period, lengths),
        splits=showing.place.splits,
        me=showing.me,
    )


def period_in(chosen: PeriodKind | None, lengths: Sequence[PeriodKind]) -> PeriodKind:
    """How long periods are: as chosen, where they may be so long, else as usual."""
    if chosen is not None and chosen in lengths:
        return chosen
    return lengths[0] if lengths else "month"
