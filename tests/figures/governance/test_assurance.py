"""This file tests what assurance asks of components by kind and stage, and how it stands."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec import structs

from pmtui.figures.catalogue import figure
from pmtui.figures.governance.assurance import DEMANDS, Demand, gaps, standing
from pmtui.model.benefits.cases import BusinessCase
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import Benefit
from pmtui.model.entities.remarks import Report
from pmtui.model.governance.gates import Gate, Waiver
from pmtui.model.governance.lessons import Document
from pmtui.model.workspace.schema import TABLES
from tests.conftest import TODAY, Parts, a_component, a_person, a_project, figures_of, id_of

PAST, AHEAD = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
PROGRAM, PROJECT = id_of("PG-1"), id_of("P-1")


def _stands(artefact: str, of: str, *rows: Entity | Parts, **fields: Any) -> str:
    program = a_component("PG-1", state="active", **(fields if of == "PG-1" else {}))
    project = a_project("P-1", "PG-1", **{"state": "executing", **(fields if of == "P-1" else {})})
    figures = figures_of(program, project, *rows)
    asked = next(asked for asked in DEMANDS if asked.artefact == artefact)
    return standing(figures, figures.workspace.components[id_of(of)], asked)


def test_owner_and_sponsor_are_named_and_a_baseline_is_known() -> None:
    assert _stands("owner", "P-1") == "missing"
    assert _stands("owner", "P-1", owner=7) == "ok"
    assert _stands("sponsor", "PG-1", sponsor=7) == "ok"
    assert _stands("baseline", "P-1") == "missing"
    assert _stands("baseline", "P-1", baseline_finish=AHEAD) == "ok"


def test_what_a_kind_or_a_stage_does_not_ask_for_is_not_asked_for() -> None:
    assert _stands("case", "P-1") == ""
    assert _stands("sponsor", "P-1", state="draft") == ""
    assert _stands("owner", "P-1", state="draft") == "missing"
    assert _stands("owner", "P-1", state="closed") == ""
    assert _stands("owner", "P-1", archived=True) == ""


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"state": "approved"}, "ok"),
        ({"state": "approved", "due": AHEAD}, "ok"),
        ({"state": "approved", "due": PAST}, "expired"),
        ({"state": "draft"}, "missing"),
        ({"state": "approved", "kind": "plan"}, "missing"),
        ({"state": "approved", "archived": True}, "missing"),
    ],
)
def test_a_charter_is_an_approved_document_that_is_not_to_be_reviewed(
    fields: dict[str, Any], found: str
) -> None:
    given: dict[str, Any] = {"kind": "charter", **fields}
    charter = Document(id=9, component=PROJECT, title="Charter", **given)
    assert _stands("charter", "P-1", charter) == found


def test_a_business_case_is_in_force_until_its_review() -> None:
    def case(number: int, **fields: Any) -> BusinessCase:
        return BusinessCase(id=number, component=PROGRAM, title="Why", **fields)

    past = case(1, state="approved", review_date=PAST)
    assert _stands("case", "PG-1", case(1, state="draft")) == "missing"
    assert _stands("case", "PG-1", past) == "expired"
    assert _stands("case", "PG-1", past, case(2, state="approved")) == "ok"


def test_a_gate_is_to_come_and_undecided() -> None:
    def gate(**fields: Any) -> Gate:
        return Gate(id=9, component=PROJECT, title="Go live", **fields)

    assert _stands("gate", "P-1", gate(due=AHEAD)) == "ok"
    assert _stands("gate", "P-1", gate(due=PAST)) == "expired"
    assert _stands("gate", "P-1", gate(due=AHEAD, decision="go")) == "missing"
    assert _stands("gate", "P-1", gate()) == "missing"


def test_every_benefit_with_an_owner_is_measured_in_time() -> None:
    def benefit(number: int, **fields: Any) -> Benefit:
        given = {"state": "realising", "owner": 7, **fields}
        return Benefit(id=number, component=PROGRAM, title="More", **given)

    late = benefit(1, next_measure=PAST)
    assert _stands("benefits", "PG-1", benefit(1, owner=0)) == "missing"
    assert _stands("benefits", "PG-1", benefit(1)) == "ok"
    assert _stands("benefits", "PG-1", late, benefit(2, next_measure=AHEAD)) == "expired"


def test_a_report_lasts_as_long_as_the_policy_says() -> None:
    def report(days: int) -> Report:
        return Report(id=9, component=PROJECT, title="S", at=TODAY - timedelta(days=days))

    assert _stands("report", "P-1") == "missing"
    assert _stands("report", "P-1", report(35)) == "ok"
    assert _stands("report", "P-1", report(36)) == "expired"
    assert _stands("report", "P-1", report(36), reported_at=PAST) == "ok"
    assert _stands("report", "P-1", reported_at=date.max) == "ok"


def test_what_is_lacking_can_be_waived_until_a_day() -> None:
    def waiver(**fields: Any) -> Waiver:
        return Waiver(id=9, component=PROJECT, artefact="charter", waived_by=7, **fields)

    assert _stands("charter", "P-1", waiver()) == "waived"
    assert _stands("charter", "P-1", waiver(until=TODAY)) == "waived"
    assert _stands("charter", "P-1", waiver(until=PAST)) == "missing"
    assert _stands("owner", "P-1", waiver()) == "missing"
    nobody = Waiver(id=9, component=PROJECT, artefact="charter")
    assert _stands("charter", "P-1", nobody) == "missing"


def test_what_is_missing_or_expired_is_a_gap_and_what_is_waived_is_none() -> None:
    waiver = Waiver(id=9, component=PROJECT, artefact="charter", waived_by=7)
    figures = figures_of(a_project("P-1", state="executing", owner=7), waiver)
    found = [asked.artefact for asked, _ in gaps(figures, figures.workspace.components[PROJECT])]
    assert found == ["sponsor", "baseline", "gate", "report"]


def test_whatever_a_table_shows_is_asked_for() -> None:
    asked = {requirement.artefact for requirement in DEMANDS}
    assert {spec.assures.artefact for spec in TABLES.values() if spec.assures} <= asked


def _told(component: int, artefact: str, *rows: Entity | Parts) -> dict[str, object]:
    figures = figures_of(a_project("P-1", state="executing"), a_person("H-7", "Eve"), *rows)
    declared = figure(f"assured_{artefact}")
    assert declared is not None
    return {entry.label: entry.value for entry in declared.inputs(figures, component)}


def test_how_it_stands_is_told_with_who_waived_it_until_when_and_why() -> None:
    waiver = Waiver(id=9, component=PROJECT, artefact="charter", waived_by=id_of("H-7"))
    told = _told(PROJECT, "charter", structs.replace(waiver, until=TODAY, reason="small"))
    assert told == {
        "asked of": "program, project",
        "asked here": "yes",
        "waived by": "Eve",
        "until": TODAY,
        "because": "small",
    }
    assert _told(PROJECT, "charter", waiver)["because"] is None
    stranger = structs.replace(waiver, waived_by=77)
    assert _told(PROJECT, "charter", stranger)["waived by"] is None
    assert _told(PROJECT, "charter") == {"asked of": "program, project", "asked here": "yes"}
    assert _told(PROJECT, "case")["asked here"] == "no"
    assert "undefined because" in _told(0, "charter")


def test_the_figure_is_undefined_where_nothing_is_asked_for() -> None:
    figures = figures_of(a_project("P-1", state="executing"))
    words = {}
    for artefact in ("charter", "case"):
        declared = figure(f"assured_{artefact}")
        assert declared is not None
        words[artefact] = declared.read(figures)(figures.workspace.components[PROJECT])
        assert declared.formula
        assert "assured" not in declared.formula
    assert words == {"charter": "missing", "case": None}


@pytest.mark.parametrize(
    "asked",
    [asked for asked in DEMANDS if asked.artefact in {"owner", "charter", "baseline"}],
    ids=lambda asked: str(asked.artefact),
)
def test_its_formula_is_what_is_looked_for(asked: Demand) -> None:
    declared = figure(f"assured_{asked.artefact}")
    assert declared is not None
    assert asked.find.__doc__ is not None
    assert declared.formula == asked.find.__doc__.split("\n")[0]
    assert {name for name, spec in TABLES.items() if spec.assures} <= declared.reads
