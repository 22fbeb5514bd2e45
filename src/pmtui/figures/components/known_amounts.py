"""This file says whether anything in a store has an amount: many have no rate and no budget."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Final

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.measured_tables import OF_BASELINES, OF_BUDGETS, OF_COSTS
from pmtui.figures.labour.rates_by_date import RATED_FROM
from pmtui.model.workspace.schema import field_specs
from pmtui.model.workspace.workspace import Workspace

ON_TASKS: Final = OF_COSTS | RATED_FROM | {"tasks"}
"""Tables that say what a task costs."""
ON_COMPONENTS: Final = OF_BASELINES | OF_BUDGETS | {"components"}
"""Tables that say what a component may cost, has cost or will."""


class KnownAmounts:
    """Whether anything has an amount.

    Once something has, this stands: to look through all rows again costs more than it saves.

    Args:
        on_tasks: whether any task costs something.
        on_components: whether a component has an amount of its own.
    """

    def __init__(self, *, on_tasks: bool, on_components: bool) -> None:
        self.on_tasks = on_tasks
        self.on_components = on_components

    def next(self, figures: StoredFigures, touched: frozenset[tuple[str, int]]) -> "KnownAmounts":
        """The same after an edit: only what it touched can have an amount now."""
        return KnownAmounts(
            on_tasks=self.on_tasks or _any_touched(figures.workspace, ON_TASKS, touched),
            on_components=self.on_components
            or _any_touched(figures.workspace, ON_COMPONENTS, touched),
        )


def known_amounts(figures: StoredFigures) -> KnownAmounts:
    """Whether anything in the store of a sheet has an amount."""
    return figures.part("known amounts", _known_amounts)


def _known_amounts(figures: StoredFigures) -> KnownAmounts:
    workspace = figures.workspace
    return KnownAmounts(
        on_tasks=any(_have_amounts(table, workspace.rows(table).values()) for table in ON_TASKS),
        on_components=any(
            _have_amounts(table, workspace.rows(table).values()) for table in ON_COMPONENTS
        ),
    )


def _any_touched(
    workspace: Workspace, tables: Iterable[str], touched: frozenset[tuple[str, int]]
) -> bool:
    return any(
        _have_amounts(table, (workspace.get(table, row_id),))
        for table, row_id in touched
        if table in tables
    )


def _have_amounts(table: str, rows: Iterable[object]) -> bool:
    """Whether a row says an amount, or a baseline was taken; one that is gone does not."""
    amounts = [spec.name for spec in field_specs(table) if spec.kind == "money"]
    if not amounts or table in OF_BASELINES:
        return any(row is not None for row in rows)
    given = [attrgetter(name) for name in amounts]
    return any(get(row) is not None for row in rows if row is not None for get in given)
