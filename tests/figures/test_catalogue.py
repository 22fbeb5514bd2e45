"""This file tests that every figure says how it is made and what went in."""

from datetime import date

import pytest

from pmtui.figures.catalogue import every_figure, figure
from pmtui.figures.sheet.declaration import Figure
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.profiles import Kpi
from pmtui.model.benefits.requirements import Requirement
from pmtui.model.costing.ledger import PurchaseOrder, Reserve
from pmtui.model.entities.cycles import Cycle
from pmtui.model.entities.registers import Objective
from pmtui.model.governance.checkins import Ask, CheckIn, Directive
from pmtui.model.governance.stakeholders import Stakeholder
from pmtui.model.odds.estimates import Simulation
from pmtui.model.recurring.recurrences import Recurrence
from pmtui.views.portfolio.component_columns import COMPONENT_COLUMNS
from pmtui.views.risks.risk_columns import RISK_COLUMNS
from tests.conftest import a_component, a_person, a_project, a_risk, a_task, eur, figures_of, id_of
from tests.figures.benefits.benefits import a_benefit
from tests.figures.business_case.cases import a_case, one_flow
from tests.figures.ledger.entries import an_entry

IDS = {
    "components": id_of("PG-1"),
    "risks": id_of("R-1"),
    "tasks": id_of("T-1"),
    "benefits": id_of("B-1"),
    "cases": id_of("BX-1"),
    "links": id_of("T-1") * 100_003 + id_of("T-2"),
    "orders": id_of("PO-1"),
    "ledger": id_of("LE-1"),
    "objectives": id_of("J-1"),
    "kpis": id_of("KP-1"),
    "stakeholders": id_of("SH-1"),
    "people": id_of("H-1"),
    "requirements": id_of("Q-1"),
    "reserves": id_of("RV-1"),
    "checkins": id_of("CI-1"),
    "asks": id_of("AK-1"),
    "directives": id_of("DV-1"),
    "recurrences": id_of("RE-1"),
    "simulations": id_of("SI-1"),
    "cycles": id_of("CY-1"),
    "choices": id_of("CH-1"),
    "scoring_criteria": id_of("SC-1"),
}


def a_program() -> Figures:
    return figures_of(
        a_component("PG-1"),
        a_project(
            "P-1", "PG-1", budget=eur(100), forecast=eur(120), baseline_finish=date(2027, 1, 1)
        ),
        a_project("P-2", "PG-1", budget=eur(50)),
        a_task("T-1", column="Done", entered=date(2026, 11, 20)),
        a_task("T-2", column="Doing", percent=50, finish=date(2027, 1, 5), after="T-1"),
        a_risk("R-1", 4, 5, money_impact=eur(1000), residual_probability=1, residual_impact=2),
        PurchaseOrder(
            id=id_of("PO-1"), key="PO-1", component=id_of("P-1"), title="Rack", amount=eur(10)
        ),
        an_entry("LE-1", eur(7), archived=True),
        a_person("H-1", "Ann"),
        a_benefit("B-1"),
        Cycle(
            id=id_of("CY-1"), key="CY-1", component=id_of("P-1"), name="Sprint 1",
            start=date(2026, 11, 16), finish=date(2026, 11, 29),
        ),
        Simulation(id=id_of("SI-1"), key="SI-1", component=id_of("P-1"), title="Odds"),
        a_case("BX-1"),
        one_flow("BX-1"),
        Objective(id=id_of("J-1"), key="J-1", title="Cheaper service"),
        Reserve(
            id=id_of("RV-1"), key="RV-1", component=id_of("P-1"), title="Buffer", amount=eur(40)
        ),
        Kpi(id=id_of("KP-1"), key="KP-1", title="Calls", target="120"),
        CheckIn(id=id_of("CI-1"), key="CI-1", component=id_of("P-1"), text="On track"),
        Ask(id=id_of("AK-1"), key="AK-1", component=id_of("P-1"), title="Two testers"),
        Directive(id=id_of("DV-1"), key="DV-1", component=id_of("P-1"), title="Freeze"),
        Requirement(id=id_of("Q-1"), key="Q-1", title="Works on a phone"),
        Stakeholder(id=id_of("SH-1"), key="SH-1", name="Works council"),
        Recurrence(
            id=id_of("RE-1"), key="RE-1", component=id_of("P-1"), title="Weekly call",
            starts=date(2026, 11, 2),
        ),
    )  # fmt: skip


def inputs(figure_id: str, entity: int, table: str = "components") -> dict[str, object]:
    found = figure(figure_id, table)
    assert found is not None
    return {one.label: one.value for one in found.inputs(a_program(), entity)}


@pytest.mark.parametrize("one", every_figure(), ids=lambda one: f"{one.table}-{one.id}")
def test_every_figure_has_a_formula_a_unit_and_inputs(one: Figure) -> None:
    assert one.title
    assert one.formula
    assert one.source
    assert one.unit
    assert one.undefined
    figures = a_program()
    assert list(one.inputs(figures, IDS[one.table]))
    if one.table == "components":
        assert list(one.inputs(figures, 0))


def test_percent_says_what_it_is_weighted_by() -> None:
    found = inputs("percent", id_of("P-1"))
    assert found["tasks without sub-tasks"] == 2
    assert found["weighted by"] == "planned working minutes: duration, else estimate, else a day"
    assert found["planned minutes"] == 960
    assert found["of that done"] == 720


def test_slip_shows_the_two_dates_and_the_slips_below() -> None:
    assert inputs("slip", id_of("P-1")) == {
        "planned finish": date(2027, 1, 5),
        "baseline finish, its own": date(2027, 1, 1),
        "slip in days": 4,
    }
    found = inputs("slip", id_of("PG-1"))
    assert found["baseline finish, ~ the latest below"] == date(2027, 1, 1)
    assert found["slip of project P-1"] == 4
    assert found["worst below, P-1 project P-1"] == 4


def test_money_shows_what_was_added_up() -> None:
    found = inputs("budget", id_of("PG-1"))
    assert found["project P-1"] == eur(100)
    assert found["project P-2"] == eur(50)
    assert found["figures added up"] == 2
    assert inputs("actual", 0)["undefined because"] == "no figure given"


def test_a_score_shows_its_steps() -> None:
    found = inputs("score", id_of("R-1"), "risks")
    assert found["probability step"] == 4
    assert found["highest impact step"] == 5
    assert found["score"] == 20
    assert found["level"] == "H"
    assert inputs("emv", id_of("R-1"), "risks")["chance in percent"] == 70


def test_every_column_with_a_figure_can_be_explained() -> None:
    plain = {"name", "key", "kind", "state", "owner"}
    assert {key for key in COMPONENT_COLUMNS if figure(key) is None} == plain
    assert {key for key in RISK_COLUMNS if figure(key, "risks")} == {"score", "impact", "residual"}


def test_an_unknown_figure_has_no_figure() -> None:
    assert figure("beauty") is None
