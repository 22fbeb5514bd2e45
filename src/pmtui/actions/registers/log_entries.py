"""This file holds the letters that set fields of the log's registers."""

from typing import Final

from pmtui.actions.core.action import set_menu
from pmtui.model.governance.bodies import APPROVAL_RULES, BODIES, MEMBERSHIPS, TOLERANCES
from pmtui.model.governance.lessons import DOCUMENTS, LESSONS
from pmtui.model.governance.stakeholders import COMMUNICATIONS, STAKEHOLDERS

SET_MENUS: Final = {
    "issues": set_menu("s=state o=owner d=due p=priority v=severity n=title t=tags"),
    "changes": set_menu("s=state o=owner d=due e=decision a=authority n=title"),
    "decisions": set_menu("o=owner d=decided_at n=title r=rationale"),
    "assumptions": set_menu("s=state o=owner d=due n=title"),
    "action_items": set_menu("s=state o=owner d=due n=title"),
    "gates": set_menu("d=due e=decision b=decided_by o=owner n=title"),
    "benefits": set_menu(
        "s=state o=owner v=value r=realised m=next_measure t=target b=baseline u=unit M=measure"
        " f=frequency a=start_after A=months_after S=starts e=ends E=end n=title"
    ),
    BODIES.name: set_menu("n=name k=kind c=chair q=quorum r=remit"),
    MEMBERSHIPS.name: set_menu("p=person n=seat s=since e=until b=body"),
    APPROVAL_RULES.name: set_menu(
        "n=title k=kind l=level r=role b=body d=days a=amount c=changes_scope s=since"
    ),
    TOLERANCES.name: set_menu("n=title k=kind d=days p=percent a=amount c=count s=since"),
    LESSONS.name: set_menu("s=state k=kind c=category o=owner d=due a=learnt_at n=title t=tags"),
    DOCUMENTS.name: set_menu("s=state k=kind v=version l=location o=owner d=due a=at n=title"),
    STAKEHOLDERS.name: set_menu(
        "p=power i=interest e=engagement w=desired o=owner d=next_contact r=role n=name t=tags"
    ),
    COMMUNICATIONS.name: set_menu("d=due f=frequency c=channel o=owner S=sent_at n=title"),
    "objectives": set_menu("d=due m=measure t=target w=weight o=owner n=title"),
}
"""The letters that set fields of entries of the log, and of objectives."""
