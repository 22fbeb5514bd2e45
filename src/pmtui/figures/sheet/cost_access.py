"""This file asks the lines of costs for what the sheet needs of them; they load where any are."""

from pmtui.figures.components.rollup import LINES, NO_LINES, OwnMoney
from pmtui.figures.components.stored_figures import StoredFigures


def own_money(figures: StoredFigures, component: int) -> OwnMoney:
    """What lines say of the money of a component, without those below it."""
    if not component or not any(figures.workspace.rows(table) for table in LINES):
        return NO_LINES
    from pmtui.figures.ledger.own_lines import own_money as money_of

    return money_of(figures, component)
