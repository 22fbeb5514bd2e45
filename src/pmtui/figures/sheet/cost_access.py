"""This file asks for the money of a component; what adds it up loads where there is any."""

from typing import Final

from pmtui.figures.components.known_amounts import ON_COMPONENTS, ON_TASKS, known_amounts
from pmtui.figures.components.rollup import NO_MONEY, ComponentMoney
from pmtui.figures.components.stored_figures import StoredFigures

MONEY_FROM: Final = ON_TASKS | ON_COMPONENTS
"""The tables from which money is added up, beside those of plans."""
LONG: Final = 1_500
"""Tasks of a store that are added up while somebody waits at a screen for something else."""


def component_money(figures: StoredFigures, component: int) -> ComponentMoney:
    """The money of a component with all below it; 0 for the whole store.

    Where somebody waits at a screen and many tasks cost something, what hangs on them is undefined
    until it has been asked for in the money view, and the reason says so.
    """
    known = known_amounts(figures)
    if not known.on_tasks and not known.on_components:
        return NO_MONEY
    from pmtui.figures.costs.position import money_of

    is_long = figures.in_turns and known.on_tasks and len(figures.workspace.tasks) > LONG
    return money_of(figures, component, is_long=is_long)
