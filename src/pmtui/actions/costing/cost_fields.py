"""This file holds the letters that set fields of costs and of the parties they are paid to."""

from typing import Final

from pmtui.actions.core.action import set_menu
from pmtui.model.costing.budgets import BUDGET_CHANGES, FUNDING, RESERVE_DRAWS, RESERVES
from pmtui.model.costing.ledger import COST_LINES, LEDGER, ORDERS
from pmtui.model.costing.parties import PARTIES
from pmtui.model.costing.periods import PERIODS

SET_MENUS: Final = {
    PARTIES.name: set_menu("n=name k=kind c=code t=tags"),
    BUDGET_CHANGES.name: set_menu(
        "s=state a=amount f=taken_from d=at o=approver c=change r=reason n=title"
    ),
    FUNDING.name: set_menu("s=state a=amount d=at p=party n=title"),
    RESERVES.name: set_menu("a=amount k=kind h=holder n=title"),
    RESERVE_DRAWS.name: set_menu("a=amount d=at o=approver r=risk i=issue v=reserve n=title"),
    COST_LINES.name: set_menu(
        "a=amount n=title k=kind g=category s=start f=finish r=accrual p=party c=capital w=task"
    ),
    PERIODS.name: set_menu("n=title s=start f=finish"),
    ORDERS.name: set_menu("s=state a=amount p=party d=due o=document n=title g=category w=task"),
    LEDGER.name: set_menu(
        "a=amount p=party o=order d=document l=line x=posted n=title g=category c=capital w=task"
    ),
}
"""The letters that set fields of cost lines, orders, ledger entries and parties."""
