"""This file picks and orders the rows of a table by a query."""

from collections.abc import Iterable, Sequence

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.query.filter.terms import Query


def matching(
    figures: Figures, table: str, ids: Iterable[int], query: Query, me: int = 0
) -> list[int]:
    """The ids of a table whose rows a query keeps, in its order or else in the order they came.

    Args:
        figures: the workspace with its figures and the day it is.
        table: the table the ids belong to.
        ids: candidates; those without a row are left out.
        query: what to keep and how to sort it.
        me: the person at the keyboard; 0 where nobody carries the login.

    Raises:
        QueryError: the table has no such field, or a value is not of its type.
    """
    rows = figures.workspace.rows(table)
    passing: Sequence[int] = [*filter(rows.__contains__, ids)]
    if query.where is not None:
        from pmtui.query.filter.kept_filters import kept_rows

        passing = kept_rows(figures, table, passing, query.where, me)
    if not query.sort:
        return list(passing)
    from pmtui.query.filter.sorting import sorted_ids

    return sorted_ids(figures, table, passing, query.sort)
