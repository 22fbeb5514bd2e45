"""This file builds the small portfolio that the tests of queries ask about."""

from datetime import date
from typing import Final

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.benefit_map import Capability, Contribution, Outcome
from pmtui.model.benefits.cases import BusinessCase, CashFlow
from pmtui.model.benefits.profiles import Attribution, Kpi, KpiReading, ProfilePoint, Reading
from pmtui.model.benefits.requirements import Acceptance, Criterion, Requirement
from pmtui.model.choosing.decisions import Decision, ProjectChoice
from pmtui.model.choosing.scoring import PairComparison, ScoringCriterion
from pmtui.model.costing.funding import Funding
from pmtui.model.costing.labour_rates import PersonRate, RoleRate
from pmtui.model.costing.ledger import (
    BudgetChange,
    CostLine,
    LedgerEntry,
    PurchaseOrder,
    Reserve,
    ReserveDraw,
)
from pmtui.model.costing.parties import Party
from pmtui.model.costing.periods import AccountingPeriod
from pmtui.model.costing.time_entries import TimeEntry, Timesheet
from pmtui.model.entities.components import Component
from pmtui.model.entities.cycles import Commitment, Cycle, Stay
from pmtui.model.entities.entity import Entity, Money
from pmtui.model.entities.people import Person
from pmtui.model.entities.policy import Policy, Rate
from pmtui.model.entities.registers import Benefit, Issue, Objective
from pmtui.model.entities.remarks import Remark, Snooze
from pmtui.model.entities.risks import Risk
from pmtui.model.entities.tasks import Assignment, Column, Link, Task
from pmtui.model.governance.bodies import ApprovalRule, Body, Membership, Responsibility, Tolerance
from pmtui.model.governance.checkins import Ask, CheckIn, Directive, Recovery
from pmtui.model.governance.lessons import Document, Lesson
from pmtui.model.governance.stakeholders import Communication, Stakeholder
from pmtui.model.odds.estimates import Simulation
from pmtui.model.recurring.recurrences import Recurrence
from pmtui.model.workspace.workspace import Workspace

TODAY: Final = date(2026, 11, 23)
"""A Monday."""
ANN: Final = 31
BOB: Final = 32
CHO: Final = 33
ACME: Final = 1
WEBSITE: Final = 2
BUILD: Final = 3
CAMPAIGN: Final = 4
APOLLO: Final = 5
OLD: Final = 6

_COMPONENTS: Final = (
    Component(id=ACME, key="PF-1", kind="portfolio", name="Acme", state="active", owner=CHO),
    Component(
        id=WEBSITE, key="PG-1", kind="program", name="Website relaunch", component=ACME,
        state="active", rank="a",
    ),
    Component(
        id=BUILD, key="P-1", kind="project", name="Site build", component=WEBSITE,
        state="executing", rank="a", owner=ANN, start=date(2026, 9, 1), finish=date(2027, 1, 18),
        baseline_finish=date(2027, 1, 6), budget=Money(120_000_00, "EUR"), reported_rag="R",
        tags=("web",),
    ),
    Component(
        id=CAMPAIGN, key="P-2", kind="project", name="Campaign", component=WEBSITE,
        state="planning", rank="b", owner=BOB, budget=Money(40_000_00, "GBP"),
        finish=date(2026, 11, 1),
    ),
    Component(
        id=APOLLO, key="P-3", kind="project", name="Apollo übersicht", component=ACME,
        state="draft", rank="c", budget=Money(900_000_00, "USD"),
    ),
    Component(
        id=OLD, key="P-4", kind="project", name="Old site", component=ACME, archived=True,
        state="closed",
    ),
)  # fmt: skip
_PEOPLE: Final = (
    Person(id=ANN, key="H-1", name="Ann Archer", logins=("ann", "aarcher")),
    Person(id=BOB, key="H-2", name="Bob Baker", initials="BOB", logins=("bob",), role="Developer"),
    Person(id=CHO, key="H-3", name="Cho Müller", role="Developer"),
    Person(id=34, key="H-4", name="Anna Bell", archived=True),
)
_COLUMNS: Final = (
    Column(id=41, component=BUILD, name="Ready", role="todo", rank="a"),
    Column(id=42, component=BUILD, name="Doing", role="doing", rank="b"),
    Column(id=43, component=BUILD, name="Done", role="done", rank="c"),
    Column(id=44, component=CAMPAIGN, name="Ready", role="todo", rank="a"),
)
_TASKS: Final = (
    Task(
        id=101, key="T-1", component=BUILD, title="Write launch copy", column=41, priority=2,
        tags=("web", "text"), owner=ANN, due=date(2026, 11, 27), estimate=1440,
        notes="Ask Legal about the consent text",
    ),
    Task(
        id=102, key="T-2", component=BUILD, title="Checkout flow", column=42, priority=1,
        owner=BOB, due=date(2026, 11, 20), estimate=960, percent=60, entered=date(2026, 11, 14),
        tags=("Web",), risk=201,
    ),
    Task(
        id=103, key="T-3", component=BUILD, title="Brand kit", column=43, owner=ANN,
        due=date(2026, 11, 2), actual_finish=date(2026, 11, 1), percent=100,
    ),
    Task(
        id=104, key="T-4", component=CAMPAIGN, title="Book the (big) stage", column=44,
        blocked="waits for the contract", due=date(2026, 12, 1), tags=("events",),
    ),
    Task(
        id=105, key="T-5", component=APOLLO, title="Draft brief | 50% done", percent=30,
        start=date(2026, 11, 30),
    ),
    Task(
        id=106, key="M-1", component=BUILD, title="Launch", kind="milestone", column=41,
        due=date(2026, 12, 4), archived=True,
    ),
)  # fmt: skip
_RISKS: Final = (
    Risk(
        id=201, key="R-1", component=BUILD, title="Supplier delivers checkout late", owner=BOB,
        probability=4, impact_time=5, response="mitigate", state="assessed",
        next_review=date(2026, 11, 25), money_impact=Money(50_000_00, "EUR"),
    ),
    Risk(
        id=202, key="R-2", component=BUILD, title="Legal blocks tracking consent", owner=ANN,
        probability=3, impact_scope=4, response="avoid", next_review=date(2026, 11, 18),
    ),
    Risk(
        id=203, key="R-3", component=CAMPAIGN, title="Search vendor offers pilot price",
        kind="opportunity", probability=2, impact_cost=2, state="closed", actionee=ANN,
    ),
    Risk(id=204, key="R-4", component=APOLLO, title="Nobody rated this one"),
)  # fmt: skip
_ISSUES: Final = (
    Issue(id=301, key="I-1", component=BUILD, title="Site is slow", state="open", priority=1),
    Issue(id=302, key="I-2", component=BUILD, title="Typo", state="resolved", priority=4),
    Issue(
        id=303, key="I-3", component=CAMPAIGN, title="Venue lost", state="action",
        due=date(2026, 11, 20),
    ),
)  # fmt: skip
_OTHERS: Final[dict[str, tuple[Entity, ...]]] = {
    "links": (Link(id=401, key="L-1", predecessor=102, successor=101),),
    "assignments": (
        Assignment(id=501, component=BUILD, task=101, person=BOB),
        Assignment(id=502, component=BUILD, task=101, person=CHO),
    ),
    "snoozes": (
        Snooze(id=604, about=102, about_table="tasks", person=ANN, until=date(2026, 12, 4)),
    ),
    "remarks": (Remark(id=601, about=102, about_table="tasks", text="Vendor called", by=ANN),),
    "parties": (Party(id=831, key="Y-1", name="Nordhost", code="V-7"),),
    "cost_lines": (
        CostLine(
            id=841,
            key="CL-1",
            component=BUILD,
            title="Servers",
            party=831,
            amount=Money(12_000_00, "EUR"),
            start=date(2026, 9, 1),
            finish=date(2026, 12, 1),
        ),
    ),
    "orders": (
        PurchaseOrder(
            id=851,
            key="PO-1",
            component=BUILD,
            title="Hosting",
            party=831,
            amount=Money(5_000_00, "EUR"),
        ),
    ),
    "ledger": (
        LedgerEntry(
            id=861,
            key="LE-1",
            component=BUILD,
            title="Hosting, first month",
            party=831,
            document="N-1",
            line="1",
            posted=date(2026, 11, 2),
            amount=Money(700_00, "EUR"),
            order=851,
        ),
        LedgerEntry(
            id=862,
            key="LE-2",
            component=BUILD,
            title="Licence",
            posted=date(2026, 11, 3),
            amount=Money(100_00, "GBP"),
        ),
    ),
    "budget_changes": (
        BudgetChange(
            id=866, key="BC-1", component=BUILD, title="Second rack",
            amount=Money(20_000_00, "EUR"), taken_from=CAMPAIGN,
            at=date(2026, 11, 4), state="approved", approver=ANN,
            reason="orders doubled",
        ),
        BudgetChange(
            id=867, key="BC-2", component=BUILD, title="Cheaper hosting",
            amount=Money(-1_000_00, "GBP"), at=date(2026, 11, 20),
        ),
    ),
    "funding": (
        Funding(
            id=868, key="F-1", component=BUILD, title="Capital budget", party=831,
            amount=Money(200_000_00, "EUR"), at=date(2026, 10, 1),
        ),
        Funding(
            id=869, key="F-2", component=BUILD, title="Second part", state="received",
            amount=Money(50_000_00, "GBP"), at=date(2027, 1, 1),
        ),
    ),
    "reserves": (
        Reserve(
            id=876, key="RV-1", component=BUILD, title="Contingency", holder=ANN,
            amount=Money(30_000_00, "EUR"),
        ),
        Reserve(
            id=877, key="RV-2", component=ACME, title="Management reserve", kind="management",
            amount=Money(90_000_00, "EUR"),
        ),
    ),
    "reserve_draws": (
        ReserveDraw(
            id=878, key="DR-1", component=CAMPAIGN, title="Second agency", reserve=876,
            amount=Money(4_000_00, "EUR"), at=date(2026, 11, 6), approver=ANN, risk=201,
        ),
    ),
    "accounting_periods": (
        AccountingPeriod(
            id=865, key="AP-1", title="2026-08", start=date(2026, 8, 1), finish=date(2026, 8, 31),
            state="closed", reason="month end",
        ),
    ),
    "time_entries": (
        TimeEntry(
            id=891, key="TE-1", component=BUILD, task=102, person=BOB, day=date(2026, 11, 17),
            minutes=210, note="Card form",
        ),
        TimeEntry(
            id=892, key="TE-2", component=BUILD, task=101, person=ANN, day=date(2026, 11, 20),
            minutes=60,
        ),
    ),
    "timesheets": (
        Timesheet(id=893, key="TS-1", person=BOB, week=date(2026, 11, 9), state="approved"),
    ),
    "role_rates": (
        RoleRate(
            id=881, key="RR-1", role="Developer", rate=Money(80_00, "EUR"), since=date(2026, 1, 1)
        ),
        RoleRate(
            id=882, key="RR-2", role="developer", rate=Money(88_00, "EUR"),
            since=date(2026, 11, 24),
        ),
    ),
    "person_rates": (
        PersonRate(
            id=883, key="PR-1", person=BOB, rate=Money(95_00, "EUR"), since=date(2026, 11, 26)
        ),
    ),
    "bodies": (
        Body(
            id=911, key="BD-1", component=WEBSITE, name="Website board", quorum=2, chair=CHO,
            remit="Budget and scope of the relaunch",
        ),
    ),
    "memberships": (
        Membership(id=912, key="MB-1", body=911, person=CHO, seat="senior user"),
        Membership(id=913, key="MB-2", body=911, person=BOB, until=date(2026, 11, 20)),
    ),
    "approval_rules": (
        ApprovalRule(
            id=914, key="AR-1", component=WEBSITE, title="Small transfers", kind="budget_change",
            role="owner", level="project", amount=Money(10_000_00, "EUR"),
        ),
        ApprovalRule(
            id=915, key="AR-2", component=WEBSITE, title="Transfers", kind="budget_change",
            body=911,
        ),
    ),
    "tolerances": (
        Tolerance(id=916, key="TL-1", title="Two days", component=WEBSITE, kind="time", days=2),
        Tolerance(
            id=917, key="TL-2", title="No more than high", component=WEBSITE, kind="risk", count=12
        ),
    ),
    "rates": (Rate(id=701, currency="GBP", rate="1.2", at=date(2026, 1, 1)),),
    "policy": (Policy(id=801),),
    "benefits": (
        Benefit(
            id=871, key="B-1", component=BUILD, title="Fewer calls", baseline="260",
            target="120", unit="calls a week", start_after=106, months_after=1, owner=ANN,
            next_measure=date(2026, 11, 20), ends=date(2027, 12, 31),
        ),
        Benefit(id=872, key="B-2", component=CAMPAIGN, title="Not planned yet"),
    ),
    "profile_points": (
        ProfilePoint(
            id=873, component=BUILD, benefit=871, period=date(2026, 11, 1), planned="240"
        ),
    ),
    "readings": (
        Reading(id=874, component=BUILD, benefit=871, at=date(2026, 11, 2), value="190"),
    ),
    "attributions": (Attribution(id=875, component=CAMPAIGN, benefit=871, share=40),),
    "capabilities": (
        Capability(id=881, key="CP-1", component=BUILD, title="Orders without a call", owner=ANN),
    ),
    "outcomes": (Outcome(id=882, key="OC-1", component=BUILD, title="Customers help themselves"),),
    "objectives": (
        Objective(id=883, key="J-1", component=ACME, title="Cheaper service", weight=3),
        Objective(id=884, key="J-2", component=ACME, title="Served by none so far"),
    ),
    "contributions": (
        Contribution(id=885, component=BUILD, output=101, capability=881),
        Contribution(id=886, component=BUILD, capability=881, outcome=882),
        Contribution(id=887, component=BUILD, outcome=882, benefit=871),
        Contribution(id=888, component=BUILD, benefit=871, objective=883, share=60),
        Contribution(id=889, component=CAMPAIGN, objective=883, share=20),
    ),
    "kpis": (
        Kpi(
            id=891, key="KP-1", component=ACME, title="Calls a week", objective=883,
            better="lower", baseline="260", target="120", green_within="10", amber_within="40",
            owner=BOB, next_measure=date(2026, 11, 20), frequency="month",
        ),
        Kpi(id=892, key="KP-2", component=BUILD, title="Not measured yet"),
    ),
    "requirements": (
        Requirement(
            id=896, key="Q-1", component=BUILD, title="Works on a phone", source="customers",
            delivered_by=101, owner=ANN,
        ),
    ),
    "criteria": (Criterion(id=897, component=BUILD, task=101, text="Two editors have read it"),),
    "acceptances": (
        Acceptance(
            id=898, component=BUILD, task=101, verdict="rejected", at=date(2026, 11, 2), by=BOB,
            reason="two pages are missing",
        ),
    ),
    "lessons": (
        Lesson(
            id=931, key="LL-1", component=BUILD, title="Ask legal before the build",
            event="Legal saw the texts in test", recommendation="Show them the first draft",
            category="website", owner=ANN, learnt_at=date(2026, 10, 5), due=date(2026, 11, 10),
            tags=("legal",),
        ),
        Lesson(id=932, key="LL-2", component=ACME, title="Two editors a page", kind="success"),
    ),
    "recurrences": (
        Recurrence(
            id=939, key="RE-1", component=BUILD, title="Weekly call", owner=ANN,
            rule="FREQ=WEEKLY;BYDAY=MO", starts=date(2026, 11, 2), skipped=("2026-11-09",),
        ),
    ),
    "cycles": (
        Cycle(
            id=971, key="CY-1", component=BUILD, name="Sprint 1", start=date(2026, 10, 26),
            finish=date(2026, 11, 8), state="ended", begun=date(2026, 10, 26),
            ended=date(2026, 11, 6),
        ),
        Cycle(
            id=972, key="CY-2", component=BUILD, name="Sprint 2", start=date(2026, 11, 16),
            finish=date(2026, 11, 29), state="running", begun=date(2026, 11, 16),
        ),
    ),
    "commitments": (
        Commitment(
            id=973, component=BUILD, cycle=971, task=103, work=480, outcome="done",
            day=date(2026, 11, 1),
        ),
        Commitment(id=974, component=BUILD, cycle=972, task=102, work=960),
        Commitment(id=975, component=BUILD, cycle=972, task=101, added=date(2026, 11, 18)),
    ),
    "stays": (
        Stay(
            id=976, component=BUILD, task=102, name="Ready", first=date(2026, 11, 9),
            last=date(2026, 11, 14),
        ),
    ),
    "simulations": (
        Simulation(
            id=938, key="SI-1", component=BUILD, title="Odds", runs=100, seed=1, basis="ab12",
            at=date(2026, 11, 20),
        ),
    ),
    "documents": (
        Document(
            id=933, key="DO-1", component=BUILD, title="Project charter", kind="charter",
            location="https://example.org/charter", version="1.0", owner=BOB,
            at=date(2026, 6, 1), state="superseded",
        ),
        Document(
            id=934, key="DO-2", component=BUILD, title="Project charter", kind="charter",
            location="/srv/plans/charter-2.pdf", version="2.0", supersedes=933, state="approved",
        ),
    ),
    "responsibilities": (
        Responsibility(
            id=941, component=BUILD, about=101, about_table="tasks", person=ANN, role="A"
        ),
        Responsibility(id=942, component=BUILD, about=101, about_table="tasks", person=BOB),
    ),
    "stakeholders": (
        Stakeholder(
            id=935, key="SH-1", component=BUILD, name="Works council", role="has to agree",
            power=5, interest=3, engagement="resistant", desired="supportive", owner=ANN,
            next_contact=date(2026, 11, 18),
        ),
        Stakeholder(id=936, key="SH-2", component=ACME, name="Press"),
    ),
    "communications": (
        Communication(
            id=937, key="CN-1", component=BUILD, stakeholder=935, title="What changes at work",
            channel="meeting", frequency="month", owner=BOB, due=date(2026, 11, 18),
            sent_at=date(2026, 10, 18),
        ),
        Communication(id=938, key="CN-2", component=ACME, title="Newsletter"),
    ),
    "checkins": (
        CheckIn(
            id=921, key="CI-1", component=BUILD, text="Checkout slips", rag="A",
            needs="Two testers", next_steps="Test the checkout", period=date(2026, 11, 13),
            at=date(2026, 11, 16), by=ANN,
        ),
        CheckIn(
            id=922, key="CI-2", component=BUILD, text="Better", rag="G",
            period=date(2026, 11, 20), at=date(2026, 11, 20), by=ANN,
        ),
    ),
    "decisions": (
        Decision(id=951, key="D-1", component=ACME, title="Which projects to do", body=911),
    ),
    "scoring_criteria": (
        ScoringCriterion(id=961, key="SC-1", component=ACME, name="Fit", weight=2),
        ScoringCriterion(id=962, key="SC-2", component=ACME, name="Ease"),
    ),
    "comparisons": (
        PairComparison(
            id=963, key="PA-1", component=ACME, criterion=961, other=962, times="3"
        ),
    ),
    "choices": (
        ProjectChoice(id=952, key="CH-1", component=ACME, decision=951, candidate=BUILD),
        ProjectChoice(
            id=953, key="CH-2", component=ACME, decision=951, candidate=APOLLO, place="out",
            reason="budget lacks 1",
        ),
    ),
    "asks": (
        Ask(
            id=923, key="AK-1", component=BUILD, title="Two testers", raised_by=ANN, owner=CHO,
            asked_at=date(2026, 11, 16), needed_by=date(2026, 11, 20), checkin=921,
        ),
        Ask(id=924, key="AK-2", component=CAMPAIGN, title="A bigger stage", raised_by=BOB),
    ),
    "directives": (
        Directive(
            id=925, key="DV-1", component=CAMPAIGN, title="Freeze the scope", source="Board",
            owner=BOB, issued_at=date(2026, 11, 2), due=date(2026, 11, 16),
        ),
    ),
    "recoveries": (
        Recovery(
            id=926, key="RC-1", component=BUILD, title="Drop the facets", owner=ANN,
            due=date(2026, 12, 11), opened=date(2026, 11, 16),
        ),
    ),
    "kpi_readings": (
        KpiReading(id=893, component=ACME, kpi=891, at=date(2026, 10, 20), value="150"),
    ),
    "cases": (
        BusinessCase(
            id=811, key="BX-1", component=BUILD, title="More orders", discount_rate="10",
            state="approved", review_date=date(2026, 12, 1),
        ),
        BusinessCase(id=812, key="BX-2", component=CAMPAIGN, title="No flows yet"),
    ),
    "cash_flows": (
        CashFlow(
            id=821, component=BUILD, case=811, title="Build", cost=Money(100_000_00, "EUR")
        ),
        CashFlow(
            id=822, component=BUILD, case=811, title="Orders", period=1,
            benefit=Money(140_000_00, "EUR"),
        ),
    ),
}  # fmt: skip


def workspace() -> Workspace:
    """The sample: a portfolio with a program of two projects, a third project and an old one."""
    tables: dict[str, tuple[Entity, ...]] = {
        "components": _COMPONENTS,
        "people": _PEOPLE,
        "columns": _COLUMNS,
        "tasks": _TASKS,
        "risks": _RISKS,
        "issues": _ISSUES,
        **_OTHERS,
    }
    return Workspace({name: {row.id: row for row in rows} for name, rows in tables.items()})


def figures() -> Figures:
    """The figures of the sample on its Monday."""
    return Figures(workspace(), TODAY)
