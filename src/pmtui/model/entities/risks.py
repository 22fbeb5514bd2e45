"""This file defines risks: threats and opportunities and what is done about them."""

from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from pmtui.model.entities.entity import (
    ESCALATION_FIELDS,
    Cost,
    Escalatable,
    Money,
    PersonId,
    Prose,
    RiskId,
    Step,
    Tags,
)
from pmtui.model.entities.states import RISK
from pmtui.model.entities.table import ESCALATION_ANSWER, Copying, TableSpec

RiskKind = Literal["threat", "opportunity"]
Response = Literal[
    "", "avoid", "transfer", "mitigate", "exploit", "share", "enhance", "accept", "escalate"
]
Proximity = Literal["", "imminent", "within_stage", "within_project", "beyond"]


Level = Literal["H", "M", "L"]
"""High, moderate or low, by the policy's thresholds."""


THREAT_RESPONSES = ("avoid", "transfer", "mitigate", "accept", "escalate")
"""Responses to a threat (PMBOK 6, 11.5)."""
OPPORTUNITY_RESPONSES = ("exploit", "share", "enhance", "accept", "escalate")
"""Responses to an opportunity (PMBOK 6, 11.5)."""


def responses_to(kind: str) -> tuple[str, ...]:
    """The responses there are to a kind of risk."""
    return OPPORTUNITY_RESPONSES if kind == "opportunity" else THREAT_RESPONSES


def response_refusal(kind: str, response: str) -> str | None:
    """Why a response is none to a kind of risk, or None where it is one."""
    if not response or response in responses_to(kind):
        return None
    return f"{response} is no response to a {kind}: it is one of {', '.join(responses_to(kind))}"


class Risk(Escalatable, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """An uncertain event with an effect on objectives (ISO 31000); the score is derived."""

    title: str
    kind: RiskKind = "threat"
    cause: Prose = ""
    event: Prose = ""
    effect: Prose = ""
    category: str = ""
    owner: PersonId = 0
    actionee: PersonId = 0
    """Who carries out the response."""
    probability: Step = 0
    impact_cost: Step = 0
    impact_time: Step = 0
    impact_scope: Step = 0
    impact_quality: Step = 0
    money_impact: Money | None = None
    """What it would cost or save; EMV is this times the probability."""
    response: Response = ""
    response_notes: Prose = ""
    response_cost: Cost | None = None
    residual_probability: Step = 0
    residual_impact: Step = 0
    proximity: Proximity = ""
    trigger: str = ""
    state: str = "identified"
    opened: date | None = None
    next_review: date | None = None
    secondary_of: RiskId = 0
    """The risk whose response brought this one."""
    tags: Tags = ()
    archived: bool = False


RISKS: Final = TableSpec(
    "risks", Risk, "R", "risk",
    cycles=MappingProxyType({"": RISK}),
    ways=MappingProxyType(
        {"": ("identified", "assessed", "response_planned", "monitoring", "closed")}
    ),
    ended_states=frozenset({"closed", "expired", "occurred"}),
    open_word="open risk",
    due="next_review",
    start=lambda birth: {"opened": birth.today},
    started=("opened",),
    counts_in="component",
    approvals=(ESCALATION_ANSWER,),
    rare=ESCALATION_FIELDS,
    columns=("key", "kind", "title", "component", "owner", "score", "response", "state"),
    adding="anywhere",
    in_update_sheets=True,
    letters=(
        "p=probability c=impact_cost=cost t=impact_time=time s=impact_scope=scope "
        "q=impact_quality=quality o=owner r=response a=actionee S=state v=next_review=review "
        "m=money_impact=money P=residual_probability=residual_p I=residual_impact=residual_i "
        "x=proximity g=category n=title k=kind"
    ),
    copying=Copying(fresh="opened", ends="next_review", part="register"),
)  # fmt: skip
