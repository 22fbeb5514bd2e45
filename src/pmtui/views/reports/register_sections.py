"""This file says in a report what registers hold: risks, deliveries, decisions, next steps."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from pmtui.figures.attention.decisions_wanted import WantedDecision, decisions_wanted
from pmtui.figures.reports.comparison import ScopeComparison
from pmtui.figures.schedule_analysis.contracts import contracts
from pmtui.model.entities.registers import Change
from pmtui.model.entities.risks import RISKS, Risk
from pmtui.model.entities.tasks import LINKS, Assignment
from pmtui.views.reports.content import ReportLine, ReportSection, long_date
from pmtui.views.wording.formatting import (
    NO_VALUE,
    choice_label,
    display_title,
    level_tone,
    person_name,
    score_text,
    short_money,
)

_THREATS: Final = 5
_OPPORTUNITIES: Final = 3
_CONTRACTS: Final = 8
_STEPS: Final = 10
AHEAD: Final = 14
"""Days of work that lies ahead."""


def risks_section(comparison: ScopeComparison) -> ReportSection:
    """The threats and the opportunities with the highest scores, and what is done about each."""
    now = comparison.now
    live = [
        risk
        for component in now.live_subtree(comparison.scope)
        for risk in now.risks_in(component)
        if not risk.archived and risk.state not in RISKS.ended_states
    ]
    live.sort(key=lambda risk: (-(now.score(risk.id) or 0), risk.id))
    threats = [risk for risk in live if risk.kind == "threat"]
    opportunities = [risk for risk in live if risk.kind != "threat"]
    shown = (*threats[:_THREATS], *opportunities[:_OPPORTUNITIES])
    return ReportSection(
        id="top_risks",
        title="Top risks",
        note=f"open threats: {len(threats)}, opportunities: {len(opportunities)}" if live else "",
        heads=("kind", "risk", "score", "was", "response", "owner"),
        lines=tuple(_risk_line(comparison, risk) for risk in shown),
        more=len(live) - len(shown),
        empty="no open risk",
    )


def _risk_line(comparison: ScopeComparison, risk: Risk) -> ReportLine:
    now = comparison.now
    score = now.score(risk.id)
    level = now.scales.level(score)
    before = comparison.before.get(("risk", RISKS.name, risk.id))
    cells = (
        risk.kind, f"{risk.key} {risk.title}", score_text(score, level),
        "new" if before is None else choice_label(before.value) or NO_VALUE,
        choice_label(risk.response) or "no response", person_name(now.workspace, risk.owner),
    )  # fmt: skip
    return ReportLine(cells, level_tone(risk.kind, level))


def contracts_section(comparison: ScopeComparison) -> ReportSection:
    """Deliveries between projects that come late or are at risk, and what a slip moves."""
    now = comparison.now
    lines = []
    for contract in contracts(now, comparison.scope):
        link = contract.link
        late = max(contract.late or 0, contract.broken_promise or 0)
        if late <= 0 and link.state not in {"at_risk", "broken"}:
            continue
        effect = f"starts {contract.successor_days} d later" if contract.successor_days else ""
        if contract.milestone:
            milestone = now.workspace.tasks[contract.milestone]
            effect = f"{milestone.key} {contract.milestone_days} d later"
        cells = (
            display_title(now.workspace, LINKS.name, link),
            choice_label(link.state) or "open", long_date(link.needed_by),
            long_date(contract.forecast), f"{late} d" if late else NO_VALUE, effect or NO_VALUE,
        )  # fmt: skip
        lines.append(ReportLine(cells, "bad" if late else "warn"))
    return ReportSection(
        id="contracts",
        title="Deliveries between projects at risk",
        heads=("delivery", "state", "needed", "forecast", "late", "what it moves"),
        lines=tuple(lines[:_CONTRACTS]),
        more=max(0, len(lines) - _CONTRACTS),
        empty="no delivery between projects is late or at risk",
    )


def decisions_section(comparison: ScopeComparison) -> ReportSection:
    """The decisions that are waited for: what, from whom, by when, and what waiting costs."""
    lines = tuple(
        _decision_line(comparison, wanted)
        for wanted in decisions_wanted(comparison.now, comparison.scope)
    )
    return ReportSection(
        id="decisions_wanted",
        title="Decisions wanted",
        heads=("kind", "what", "from", "by", "waiting costs"),
        lines=lines[:_STEPS],
        more=max(0, len(lines) - _STEPS),
        empty="no decision is waited for",
    )


def _decision_line(comparison: ScopeComparison, wanted: WantedDecision) -> ReportLine:
    figures = comparison.now
    row = figures.workspace.get(wanted.table, wanted.id)
    title = "" if row is None else display_title(figures.workspace, wanted.table, row)
    cells = (
        wanted.kind, f"{row.key if row is not None else ''} {title}".strip(),
        person_name(figures.workspace, wanted.whom), long_date(wanted.due),
        ", ".join(_cost_of_waiting(comparison, wanted)) or NO_VALUE,
    )  # fmt: skip
    is_late = wanted.due is not None and wanted.due < figures.today
    return ReportLine(cells, "bad" if is_late else "plain")


def _cost_of_waiting(comparison: ScopeComparison, wanted: WantedDecision) -> Iterator[str]:
    """What is known of what hangs on a decision: days it is late or waits, its money and time."""
    figures = comparison.now
    base = figures.workspace.policy.base_currency
    if wanted.due is not None and wanted.due < figures.today:
        yield f"late {(figures.today - wanted.due).days} d"
    elif wanted.since is not None:
        yield f"waits {(figures.today - wanted.since).days} d"
    row = figures.workspace.get(wanted.table, wanted.id)
    if isinstance(row, Risk) and (expected := figures.scales.emv(row)) is not None:
        yield f"exposure {short_money(expected, base)}"
    if isinstance(row, Change):
        if row.impact_time:
            yield row.impact_time
        if row.impact_cost is not None:
            yield short_money(row.impact_cost, base)


def next_section(comparison: ScopeComparison) -> ReportSection:
    """What the schedule has end in the next days, by when."""
    now = comparison.now
    last = now.today + timedelta(days=AHEAD)
    steps = sorted(
        (day, value.id)
        for value in comparison.after.values()
        if value.topic in {"task", "milestone"}
        and (day := value.day) is not None
        and now.today <= day <= last
    )
    lines = []
    for day, task_id in steps[:_STEPS]:
        task = now.workspace.tasks[task_id]
        people = now.workspace.rows_by(Assignment, "task", task_id)
        names = ", ".join(person_name(now.workspace, row.person) for row in people)
        who = names or person_name(now.workspace, task.owner)
        lines.append(ReportLine((f"{task.key} {task.title}", long_date(day), who)))
    return ReportSection(
        id="next",
        title=f"Next steps, {AHEAD} days",
        heads=("task", "ends", "who"),
        lines=tuple(lines),
        more=max(0, len(steps) - _STEPS),
        empty="nothing is planned to end in the next days",
    )
