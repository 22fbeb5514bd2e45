"""This file defines what a gate asks for, the conditions it was passed on, and waivers."""

from datetime import date
from typing import Final, Literal

from pmtui.model.entities.entity import Entity, GateId, PersonId, Prose, Tags
from pmtui.model.entities.table import Approval, Assured, Copying, TableSpec

GateDecision = Literal["", "go", "conditional", "hold", "stop", "recycle"]
Artefact = Literal[
    "owner", "sponsor", "charter", "case", "baseline", "gate", "benefits", "report",
]  # fmt: skip
"""What assurance asks of a component."""


class Gate(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A decision point of a component's life cycle."""

    title: str
    due: date | None = None
    mandatory: bool = True
    decision: GateDecision = ""
    owner: PersonId = 0
    decided_by: PersonId = 0
    decided_at: date | None = None
    notes: Prose = ""
    archived: bool = False


class GateCriterion(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What must hold before a gate is passed."""

    gate: GateId
    text: str
    met: bool = False
    evidence: str = ""
    """What shows that it holds: a document, a measure, an address."""
    waived_by: PersonId = 0
    """Who goes without it, so that the gate may be passed; 0 for nobody."""


class GateCondition(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What has to be done after a gate was passed on conditions, and by when."""

    gate: GateId
    title: str
    owner: PersonId = 0
    due: date | None = None
    state: Literal["open", "met", "waived"] = "open"
    notes: Prose = ""
    tags: Tags = ()
    archived: bool = False


class Waiver(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """That a component goes without something that assurance asks for, by whom and until when."""

    artefact: Artefact
    waived_by: PersonId = 0
    at: date | None = None
    until: date | None = None
    """The last day it holds; for good where nobody says."""
    reason: str = ""


GATES: Final = TableSpec(
    "gates", Gate, "G", "gate",
    assures=Assured(
        artefact="gate", holds=lambda gate: gate.due and gate.decision in {"", "hold"}, until="due"
    ),
    ends=lambda gate: gate.decision not in {"", "hold"},
    open_word="undecided gate",
    due="due",
    takes_place=lambda _gate: True,
    approvals=(
        Approval(
            kind="gate",
            stands=lambda gate: gate.decision not in {"", "hold"},
            approver="decided_by",
            day="decided_at",
            accepting=(("decision", "go"),),
            returning=(("decision", "hold"),),
        ),
    ),
    rare=frozenset({"decided_by", "decided_at"}),
    counts_in="component",
    adding="anywhere",
    in_log=True,
    letter="g",
    letters="d=due e=decision b=decided_by o=owner n=title",
    copying=Copying(fresh="decision decided_by decided_at", ends="due", part="gates"),
)  # fmt: skip
GATE_CRITERIA: Final = TableSpec(
    "gate_criteria", GateCriterion, "", "gate_criterion",
    is_removed=True,
    many="gate_criteria",
    belongs_to="gate",
    alike_in_tables=("gate", "text"),
    counts_in="component",
    columns=("gate", "text", "met", "evidence", "waived_by"),
    letters="m=met e=evidence w=waived_by n=text",
    copying=Copying(fresh="met evidence waived_by", part="gates"),
)  # fmt: skip
GATE_CONDITIONS: Final = TableSpec(
    "gate_conditions", GateCondition, "GC", "gate_condition",
    ended_states=frozenset({"met", "waived"}),
    open_word="open condition",
    due="due",
    is_chased=True,
    belongs_to="gate",
    counts_in="component",
    columns=("key", "title", "gate", "component", "owner", "due", "state"),
    letters="s=state o=owner d=due n=title",
)  # fmt: skip
WAIVERS: Final = TableSpec(
    "waivers", Waiver, "WV", "waiver",
    is_removed=True,
    start=lambda birth: {"at": birth.today, "waived_by": birth.actor},
    started=("at", "waived_by"),
    counts_in="component",
    columns=("key", "component", "artefact", "waived_by", "at", "until", "reason"),
    letters="k=artefact w=waived_by u=until r=reason",
)  # fmt: skip
