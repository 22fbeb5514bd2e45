"""This file defines the registers beside tasks and risks: issues, changes, decisions and more."""

from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from pmtui.model.entities.entity import (
    ESCALATION_FIELDS,
    RECURRING_FIELDS,
    ChangeId,
    Entity,
    Escalatable,
    MeasureFrequency,
    MeetingId,
    Money,
    Months,
    PersonId,
    Prose,
    Recurring,
    RiskId,
    Step,
    StoredNumber,
    Tags,
    TaskId,
)
from pmtui.model.entities.states import BENEFIT, CHANGE, ENDED_RECORDS, ISSUE
from pmtui.model.entities.table import ESCALATION_ANSWER, Approval, Assured, Copying, TableSpec

IssueKind = Literal["problem", "request_for_change", "off_specification", "external_event"]
ChangeDecision = Literal["", "accept", "reject", "defer", "more_info"]
AssumptionState = Literal["open", "valid", "invalid"]
BenefitKind = Literal["benefit", "dis_benefit"]
ProfileEnd = Literal["", "fixed", "moving"]
BenefitType = Literal["", "cashable", "non_cashable", "qualitative"]


class Issue(Escalatable, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Something that has happened and needs action."""

    title: str
    description: Prose = ""
    kind: IssueKind = "problem"
    severity: Step = 0
    priority: Literal[0, 1, 2, 3, 4] = 0
    owner: PersonId = 0
    due: date | None = None
    state: str = "open"
    decision: Prose = ""
    from_risk: RiskId = 0
    tags: Tags = ()
    archived: bool = False


class Change(Escalatable, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A request to change a baseline."""

    title: str
    reason: Prose = ""
    raised_by: PersonId = 0
    owner: PersonId = 0
    impact_scope: Prose = ""
    impact_time: str = ""
    impact_cost: Money | None = None
    impact_benefit: Prose = ""
    """What it does to benefits; empty where nothing."""
    impact_risk: Prose = ""
    """Which risks it brings, takes away or moves."""
    decision: ChangeDecision = ""
    authority: PersonId = 0
    """Who decides, or decided."""
    decided_at: date | None = None
    """The day it was accepted."""
    due: date | None = None
    state: str = "raised"
    tags: Tags = ()
    archived: bool = False


class Assumption(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Something taken as true until it is checked."""

    title: str
    owner: PersonId = 0
    due: date | None = None
    """When it should be validated."""
    state: AssumptionState = "open"
    tags: Tags = ()
    archived: bool = False


class ActionItem(Recurring, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A to-do from a meeting, risk, issue or decision."""

    title: str
    owner: PersonId = 0
    due: date | None = None
    source: str = ""
    meeting: MeetingId = 0
    """The meeting it was agreed in."""
    state: Literal["open", "done", "dropped"] = "open"
    tags: Tags = ()
    archived: bool = False


class Objective(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A strategic objective that components contribute to."""

    title: str
    measure: str = ""
    target: str = ""
    due: date | None = None
    weight: int = 1
    owner: PersonId = 0
    archived: bool = False


class Benefit(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A measurable gain (or dis-benefit) from an outcome, owned by the business."""

    title: str
    kind: BenefitKind = "benefit"
    type: BenefitType = ""
    description: Prose = ""
    measure: str = ""
    """How it is measured, and from which source."""
    unit: str = ""
    baseline: StoredNumber = ""
    target: StoredNumber = ""
    value: Money | None = None
    """Planned worth over its life."""
    realised: Money | None = None
    """Worth measured so far."""
    owner: PersonId = 0
    next_measure: date | None = None
    frequency: MeasureFrequency = ""
    starts: date | None = None
    """The month from which it is planned to come."""
    start_after: TaskId = 0
    """The milestone that its profile moves with; none for a dated one."""
    months_after: Months = 0
    """Months after that milestone."""
    ends: date | None = None
    """The last month it is planned to come in."""
    end: ProfileEnd = ""
    """Whether that end stays where it is, or moves with the start; empty for fixed."""
    profile_change: ChangeId = 0
    """The accepted change that allowed its profile, where it took another's place."""
    state: str = "identified"
    tags: Tags = ()
    archived: bool = False


_ACCEPTED: Final = frozenset({"accepted", "implemented", "verified"})
"""States of a change that somebody accepted."""
ISSUES: Final = TableSpec(
    "issues", Issue, "I", "issue",
    cycles=MappingProxyType({"": ISSUE}),
    ways=MappingProxyType({"": ("open", "assessed", "action", "resolved", "closed")}),
    ended_states=ENDED_RECORDS,
    open_word="open issue",
    due="due",
    approvals=(ESCALATION_ANSWER,),
    counts_in="component",
    rare=ESCALATION_FIELDS,
    adding="anywhere",
    in_log=True,
    letter="i",
    in_update_sheets=True,
    letters="s=state o=owner d=due p=priority v=severity n=title t=tags",
    copying=Copying(fresh="decision", ends="due", part="register", only_in_part=True),
)  # fmt: skip
CHANGES: Final = TableSpec(
    "changes", Change, "C", "change",
    cycles=MappingProxyType({"": CHANGE}),
    ways=MappingProxyType({"": ("raised", "assessed", "accepted", "implemented", "verified")}),
    ended_states=ENDED_RECORDS,
    open_word="open change",
    due="due",
    approvals=(
        Approval(
            kind="change",
            stands=lambda change: change.decision == "accept" or change.state in _ACCEPTED,
            approver="authority",
            day="decided_at",
            asked_by=("raised_by", "owner"),
            amount="impact_cost",
            days="impact_time",
            scope="impact_scope",
            accepting=(("decision", "accept"),),
            returning=(("decision", "more_info"),),
        ),
        ESCALATION_ANSWER,
    ),
    rare=ESCALATION_FIELDS | {"decided_at"},
    counts_in="component",
    adding="anywhere",
    in_log=True,
    letter="c",
    letters="s=state o=owner d=due e=decision a=authority n=title t=impact_time p=impact_scope"
    " c=impact_cost b=impact_benefit r=impact_risk",
    copying=Copying(fresh="decision decided_at", ends="due", part="register", only_in_part=True),
)  # fmt: skip
ASSUMPTIONS: Final = TableSpec(
    "assumptions", Assumption, "A", "assumption",
    ended_states=ENDED_RECORDS,
    open_word="open assumption",
    due="due",
    is_chased=True,
    counts_in="component",
    adding="anywhere",
    in_log=True,
    letter="a",
    letters="s=state o=owner d=due n=title",
    copying=Copying(ends="due", part="register"),
)  # fmt: skip
ACTION_ITEMS: Final = TableSpec(
    "action_items", ActionItem, "X", "action",
    noun="action item",
    recurs=(("action", "XR"),),
    rare=frozenset({"source", "meeting"}) | RECURRING_FIELDS,
    shown_on="meeting",
    ended_states=ENDED_RECORDS,
    open_word="open action",
    due="due",
    is_chased=True,
    counts_in="component",
    adding="anywhere",
    in_log=True,
    letter="x",
    in_update_sheets=True,
    letters="s=state o=owner d=due n=title",
    copying=Copying(
        fresh="meeting recurrence occurrence", ends="due", part="register", only_in_part=True
    ),
)  # fmt: skip
BENEFITS: Final = TableSpec(
    "benefits", Benefit, "B", "benefit",
    assures=Assured(
        artefact="benefits", holds=lambda row: row.owner, until="next_measure", is_strict=True
    ),
    cycles=MappingProxyType({"": BENEFIT}),
    ways=MappingProxyType(
        {"": ("identified", "profiled", "planned", "realising", "sustained", "retired")}
    ),
    ended_states=frozenset({"sustained", "not_realised", "retired"}),
    open_word="open benefit",
    due="next_measure",
    counts_in="component",
    rare=frozenset({"months_after", "end", "profile_change"}),
    columns=(
        "key", "title", "component", "owner", "attainment", "variance", "next_measure", "state",
    ),
    adding="anywhere",
    in_log=True,
    letter="b",
    letters=(
        "s=state o=owner v=value r=realised m=next_measure t=target b=baseline u=unit "
        "M=measure f=frequency a=start_after A=months_after S=starts e=ends E=end n=title"
    ),
    copying=Copying(fresh="realised profile_change", months="starts ends"),
)  # fmt: skip
OBJECTIVES: Final = TableSpec(
    "objectives", Objective, "J", "objective",
    open_word="objective",
    due="due",
    counts_in="component",
    columns=("key", "title", "component", "coverage", "rating", "weight", "owner", "due"),
    adding="anywhere",
    letters="d=due m=measure t=target w=weight o=owner n=title",
    copying=Copying(ends="due"),
)  # fmt: skip
