"""This file holds the letters of the set strip: `s`, then one letter, sets one field."""

from typing import Final

import msgspec


class SetMenuLetter(msgspec.Struct, frozen=True):
    """One letter of the strip."""

    letter: str
    field: str
    title: str


def _strip(text: str) -> tuple[SetMenuLetter, ...]:
    entries = (entry.split("=") for entry in text.split())
    return tuple(SetMenuLetter(one[0], one[1], one[-1].replace("_", " ")) for one in entries)


SET_MENUS: Final = {
    "tasks": _strip(
        "p=priority d=due o=owner c=column=status t=tags e=estimate r=remaining %=percent"
        " b=blocked s=start f=finish u=duration x=constraint X=constraint_date"
        " k=kind P=parent n=title N=notes"
    ),
    "risks": _strip(
        "p=probability c=impact_cost=cost t=impact_time=time s=impact_scope=scope"
        " q=impact_quality=quality o=owner r=response a=actionee S=state v=next_review=review"
        " m=money_impact=money P=residual_probability=residual_p I=residual_impact=residual_i"
        " x=proximity g=category n=title k=kind"
    ),
    "components": _strip(
        "s=state o=owner r=said_rag=said_RAG b=budget a=spent=actual f=forecast F=finish"
        " S=start B=baseline_finish n=name d=description p=sponsor g=category t=tags"
    ),
    "issues": _strip("s=state o=owner d=due p=priority v=severity n=title t=tags"),
    "changes": _strip("s=state o=owner d=due e=decision n=title"),
    "decisions": _strip("o=owner d=decided_at n=title r=rationale"),
    "assumptions": _strip("s=state o=owner d=due n=title"),
    "action_items": _strip("s=state o=owner d=due n=title"),
    "benefits": _strip("s=state o=owner v=value r=realised m=next_measure t=target n=title"),
    "gates": _strip("d=due e=decision o=owner n=title"),
    "people": _strip("n=name i=initials l=logins e=email r=role"),
    "columns": _strip("n=name l=limit r=role"),
    "links": _strip("s=state p=promised n=needed_by o=owner l=lag"),
    "checks": _strip("n=text d=done"),
    "assignments": _strip("u=units"),
}
"""The strip of each table."""


def set_menu_of(table: str) -> tuple[SetMenuLetter, ...]:
    """The letters of a table's strip; empty where it has none."""
    return SET_MENUS.get(table, ())
