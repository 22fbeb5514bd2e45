"""This file holds the letters that set fields of the log's registers."""

from typing import Final

from pmtui.actions.core.set_menu import set_menu

SET_MENUS: Final = {
    "issues": set_menu("s=state o=owner d=due p=priority v=severity n=title t=tags"),
    "changes": set_menu("s=state o=owner d=due e=decision n=title"),
    "decisions": set_menu("o=owner d=decided_at n=title r=rationale"),
    "assumptions": set_menu("s=state o=owner d=due n=title"),
    "action_items": set_menu("s=state o=owner d=due n=title"),
    "gates": set_menu("d=due e=decision o=owner n=title"),
    "benefits": set_menu(
        "s=state o=owner v=value r=realised m=next_measure t=target b=baseline u=unit M=measure"
        " f=frequency a=start_after A=months_after S=starts e=ends E=end n=title"
    ),
    "objectives": set_menu("d=due m=measure t=target w=weight o=owner n=title"),
}
"""The letters that set fields of entries of the log, and of objectives."""
