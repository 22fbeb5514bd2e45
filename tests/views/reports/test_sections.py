"""This file tests what the sections of a report say of money, benefits, risks and deliveries."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.reports.comparison import ScopeComparison, compared
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.costing.ledger import BudgetChange
from pmtui.model.entities.entity import Money
from pmtui.model.entities.registers import Benefit, Change
from pmtui.model.entities.tasks import Assignment, Link
from pmtui.model.governance.gates import Gate
from pmtui.views.reports.content import ReportSection
from pmtui.views.reports.money_sections import MOST, benefits_section, money_section
from pmtui.views.reports.register_sections import (
    AHEAD,
    contracts_section,
    decisions_section,
    next_section,
    risks_section,
)
from tests.conftest import (
    TODAY,
    a_component,
    a_link,
    a_person,
    a_project,
    a_risk,
    a_task,
    a_workspace,
    eur,
    figures_of,
    id_of,
)

PROJECT = id_of("P-1")


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def unchanged(*rows: Any, scope: str = "P-1", **project: Any) -> ScopeComparison:
    figures = figures_of(a_person("H-1", "Ann"), a_project("P-1", **project), *rows)
    return compared(figures, figures, id_of(scope))


def cells(section: ReportSection) -> list[tuple[str, ...]]:
    return [line.cells for line in section.lines]


@pytest.mark.parametrize(
    ("forecast", "said", "tone"),
    [(100, "0 (+0 %)", "plain"), (101, "1 (+1 %)", "bad"), (90, "-10 (-10 %)", "plain")],
)
def test_a_forecast_over_the_budget_stands_out_and_the_budget_itself_is_kept(
    forecast: int, said: str, tone: str
) -> None:
    section = money_section(unchanged(budget=eur(100), forecast=eur(forecast)))
    line = section.lines[-1]
    assert (line.cells[0], line.cells[2], line.tone) == ("forecast less budget", said, tone)


def test_what_is_undefined_says_why_in_a_column_that_is_else_not_there() -> None:
    section = money_section(unchanged(budget=eur(100)))
    assert section.heads[-1] == "undefined because"
    assert section.lines[-1].cells[2] == "—"
    assert section.lines[-1].cells[-1]
    known = money_section(unchanged(budget=eur(100), forecast=eur(90), spent=eur(10)))
    assert known.heads == ("", "last report", "now")
    assert {len(line.cells) for line in known.lines} == {3}


def a_benefit(number: int, **fields: Any) -> Benefit:
    return Benefit(id=number, key=f"B-{number}", component=PROJECT, title="More", **fields)


@pytest.mark.parametrize(
    ("measure", "late"), [(None, ""), (TODAY, ""), (days(-1), "late"), (days(1), "")]
)
def test_a_benefit_is_measured_late_from_the_day_after(measure: date | None, late: str) -> None:
    section = benefits_section(unchanged(a_benefit(1, next_measure=measure)))
    ((*_, said),) = cells(section)
    assert said == late
    assert section.lines[0].tone == ("warn" if late else "plain")
    assert section.note == f"1 benefit, {int(bool(late))} measured late"


def test_benefits_stand_by_what_they_are_worth_and_those_left_out_are_counted() -> None:
    rows = [a_benefit(1), a_benefit(2, value=eur(5)), a_benefit(3, value=eur(9))]
    gone = a_benefit(4, value=eur(99), archived=True)
    section = benefits_section(unchanged(*rows, gone))
    assert [line[0].split()[0] for line in cells(section)] == ["B-3", "B-2", "B-1"]
    assert section.more == 0
    many = benefits_section(unchanged(*(a_benefit(at) for at in range(1, MOST + 3))))
    assert (len(many.lines), many.more) == (MOST, 2)
    assert benefits_section(unchanged()).note == ""


def test_the_highest_threats_and_opportunities_are_named_with_what_is_done() -> None:
    rows = (
        a_risk("R-1", 2, 2),
        a_risk("R-2", 4, 4, response="mitigate", owner=id_of("H-1")),
        a_risk("R-3", 3, 3, kind="opportunity"),
        a_risk("R-4", 5, 5, state="closed"),
        a_risk("R-5", 5, 5, archived=True),
    )
    section = risks_section(unchanged(*rows))
    assert [(line[0], line[1].split()[0], *line[4:]) for line in cells(section)] == [
        ("threat", "R-2", "mitigate", "Ann"),
        ("threat", "R-1", "no response", "—"),
        ("opportunity", "R-3", "no response", "—"),
    ]
    assert section.note == "open threats: 2, opportunities: 1"
    assert risks_section(unchanged()).note == ""


def test_a_risk_says_what_it_was_or_that_it_is_new() -> None:
    then = a_workspace(a_project("P-1"), a_risk("R-1", 2, 2), a_risk("R-2"))
    now = a_workspace(a_project("P-1"), a_risk("R-1", 3, 3), a_risk("R-2"), a_risk("R-3", 1, 1))
    section = risks_section(compared(Figures(then, TODAY), Figures(now, TODAY), PROJECT))
    assert {line[1].split()[0]: line[3] for line in cells(section)} == {
        "R-1": "4", "R-2": "—", "R-3": "new",
    }  # fmt: skip


def a_delivery(needed: int, **fields: Any) -> ScopeComparison:
    """A project that gives another what takes two days from today."""
    link: Link = a_link("T-1", "T-2", component=id_of("P-2"), needed_by=days(needed), **fields)
    return unchanged(
        a_component("PG-1"), a_project("P-2", "PG-1"),
        a_task("T-1", duration=960), a_task("T-2", project="P-2", duration=480), link, scope="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("needed", "state", "late"),
    [(0, "agreed", "1 d"), (1, "agreed", None), (9, "at_risk", "—"), (9, "broken", "—")],
)
def test_a_delivery_is_told_that_is_late_or_at_risk(
    needed: int, state: str, late: str | None
) -> None:
    section = contracts_section(a_delivery(needed, state=state))
    assert [line[4] for line in cells(section)] == ([] if late is None else [late])
    assert [line.tone for line in section.lines] == (
        [] if late is None else ["bad" if late != "—" else "warn"]
    )


@pytest.mark.parametrize(
    ("due", "said", "tone"),
    [(days(-1), "late 1 d", "bad"), (TODAY, "—", "plain"), (days(3), "—", "plain")],
)
def test_a_decision_is_late_from_the_day_after(due: date, said: str, tone: str) -> None:
    gate = Gate(id=5, key="G-5", component=PROJECT, title="Go", due=due)
    section = decisions_section(unchanged(gate))
    ((kind, what, *_, cost),) = cells(section)
    assert (kind, what, cost) == ("gate", "G-5 Go", said)
    assert section.lines[0].tone == tone


def test_what_a_decision_costs_is_its_money_and_time() -> None:
    change = Change(
        id=9, key="C-9", component=PROJECT, title="More", impact_time="5d",
        impact_cost=Money(2_000_00, "EUR"),
    )  # fmt: skip
    budget = BudgetChange(
        id=8, component=PROJECT, title="Pot", amount=eur(5), at=days(1), state="proposed"
    )
    section = decisions_section(unchanged(change, budget))
    assert {line[0]: line[-1] for line in cells(section)}["change"] == "5d, 2.00k"


@pytest.mark.parametrize(
    ("ahead", "is_shown"), [(-1, False), (0, True), (AHEAD, True), (AHEAD + 1, False)]
)
def test_next_is_what_is_planned_to_end_from_today_for_two_weeks(
    ahead: int, *, is_shown: bool
) -> None:
    milestone = a_task("M-1", "Launch", start=days(ahead), finish=days(ahead))
    section = next_section(unchanged(milestone))
    assert bool(section.lines) is is_shown


def test_a_next_step_names_who_is_assigned_else_its_owner() -> None:
    rows = (
        a_task("T-1", start=TODAY, duration=480, owner=id_of("H-1")),
        a_task("T-2", start=TODAY, duration=480, owner=id_of("H-1")),
        a_person("H-2", "Bob"),
        Assignment(id=1, task=id_of("T-2"), person=id_of("H-2")),
        a_task("T-3", start=TODAY, duration=480),
    )
    section = next_section(unchanged(*rows))
    assert [line[2] for line in cells(section)] == ["Ann", "Bob", "—"]
    assert section.more == 0


def test_what_there_is_no_room_for_is_counted_in_every_section() -> None:
    risks = [a_risk(f"R-{at}", 3, 3) for at in range(1, 20)]
    section = risks_section(unchanged(*risks))
    assert len(section.lines) + section.more == len(risks)
    assert section.more > 0
    gates = [Gate(id=at, component=PROJECT, title="Go", due=TODAY) for at in range(1, 30)]
    wanted = decisions_section(unchanged(*gates))
    assert len(wanted.lines) + wanted.more == len(gates)
    assert wanted.more > 0
    assert decisions_section(unchanged(gates[0])).more == 0


def test_a_threat_that_was_handed_up_says_what_it_is_expected_to_cost() -> None:
    def cost(**fields: Any) -> str:
        threat = a_risk(
            "R-1", 5, 5, state="escalated", escalated_to=id_of("PG-1"), escalated_at=days(-3),
            **fields,
        )  # fmt: skip
        section = decisions_section(unchanged(a_component("PG-1"), threat, scope=""))
        ((*_, said),) = cells(section)
        return said

    assert cost() == "waits 3 d"
    assert cost(money_impact=eur(1000)).startswith("waits 3 d, exposure ")
