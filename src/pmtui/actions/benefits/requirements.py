"""This file holds the letters that set fields of requirements, and of what accepts them."""

from typing import Final

from pmtui.actions.core.action import set_menu
from pmtui.model.benefits.requirements import ACCEPTANCES, CRITERIA, REQUIREMENTS

SET_MENUS: Final = {
    REQUIREMENTS.name: set_menu(
        "s=state o=owner d=due p=priority v=delivered_by r=reason S=source n=title"
        " D=description t=tags"
    ),
    CRITERIA.name: set_menu("m=met w=waived_by n=text"),
    ACCEPTANCES.name: set_menu("v=verdict d=at b=by r=reason"),
}
"""The letters that set fields of requirements, criteria and acceptances."""
