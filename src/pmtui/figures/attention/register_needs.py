"""This file gathers what needs somebody in the registers: risks, issues, benefits and gates."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from pmtui.figures.attention.need import Need, Urgency, named
from pmtui.figures.attention.overdue_entries import overdue_entries, owner_text
from pmtui.figures.benefits.kpi_measures import kpis_in
from pmtui.figures.checkins.standing import last_due, recovery_wanted
from pmtui.figures.governance.rights_breaches import breaches_of
from pmtui.figures.risk.exposure import UnresolvedIssue, is_open
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.sheet.per_component import kept_per_component
from pmtui.figures.work.cycle_scope import cycles_of, open_cards
from pmtui.figures.work.recurring_work import missed_text, missed_work
from pmtui.model.benefits.profiles import KPIS
from pmtui.model.entities.components import COMPONENTS, Component
from pmtui.model.entities.cycles import CYCLES, ENDED, RUNNING
from pmtui.model.entities.registers import BENEFITS, Benefit
from pmtui.model.entities.risks import Risk
from pmtui.model.entities.tasks import TASKS
from pmtui.model.governance.checkins import ASKS, DIRECTIVES, Ask, Directive
from pmtui.model.governance.gates import Gate, GateCondition, GateCriterion
from pmtui.model.realisation.live_benefits import is_live, shares_in
from pmtui.model.rules.life_cycles import has_ended, is_realising, waiting_at
from pmtui.model.workspace.schema import TABLE_OF, TABLES

_WHOLE: Final = 100
"""All of a benefit, in percent."""
_READ: Final = frozenset(TABLES) - {TASKS.name}
"""The tables that what needs somebody in registers is found from: all but the tasks."""
_OUTSIDE: Final[Mapping[str, tuple[Urgency, str]]] = MappingProxyType(
    {"R": ("R", "red"), "A": ("w", "amber")}
)
"""How urgent what is not green is, and what it is called."""


def registered(figures: Figures, component: Component) -> Iterator[Need]:
    """What needs somebody in the registers of a component."""
    yield from kept_per_component(figures, component.id, _own_needs, _READ)
    for breach in breaches_of(figures, component.id):
        yield Need(
            "A", breach.name, f": {breach.text}", breach.table, breach.id, 0, "rights", component.id
        )
    for row, missed in missed_work(figures, component.id):
        why = f": {missed_text(missed)}, {owner_text(figures, row.owner)}"
        at = (TABLE_OF[type(row)], row.id, (figures.today - missed[-1]).days)
        yield Need("A", named(row), why, *at, "recurring", component.id)
    yield from _missing_checkin(figures, component)
    yield from _cycles(figures, component)
    rag = recovery_wanted(figures, component.id)
    if rag:
        mark: Urgency = "A" if rag == "R" else "w"
        why = f" is {_OUTSIDE[rag][1]} without a recovery plan"
        place = (COMPONENTS.name, component.id, 0)
        yield Need(mark, component.name, why, *place, "recovery", component.id)


def _cycles(figures: Figures, component: Component) -> Iterator[Need]:
    """The cycles that ended with open cards, went past their end, or did not begin."""
    for cycle in cycles_of(figures, component.id):
        count = len(open_cards(figures, cycle.id))
        cards = f"{count} open card{'s' * (count != 1)}"
        late = (figures.today - cycle.finish).days
        waits = (figures.today - cycle.start).days
        if cycle.state == ENDED and count:
            why, weight = f" has ended with {cards} in it", count
        elif cycle.state == RUNNING and late > 0:
            why, weight = f" is {late} d past its end, with {cards}", late
        elif cycle.state == "planned" and count and waits > 0:
            why, weight = f" was to begin {waits} d ago, with {cards}", waits
        else:
            continue
        yield Need("w", named(cycle), why, CYCLES.name, cycle.id, weight, "cycle", component.id)


def _own_needs(figures: Figures, component_id: int) -> tuple[Need, ...]:
    """What hangs on the rows of a component alone, so that an edit elsewhere leaves it as it is."""
    return tuple(_of_rows(figures, figures.workspace.components[component_id]))


def _of_rows(figures: Figures, component: Component) -> Iterator[Need]:
    for risk in figures.risks_for(component.id):
        if is_open(risk):
            yield from _risk(figures, risk)
    for trouble in figures.troubles(component.id):
        yield from _trouble(figures, trouble)
    yield from _escalations(figures, component)
    yield from benefit_needs(figures, component)
    yield from _indicators(figures, component)
    yield from _gates(figures, component)
    yield from overdue_entries(figures, component.id)
    yield from _wanted(figures, component)


def _risk(figures: Figures, risk: Risk) -> Iterator[Need]:
    score = figures.scales.score(risk)
    level = figures.scales.level(score)
    weight = int(score) if score is not None and score >= 1 else 0
    name, place = named(risk), ("risks", risk.id)
    if risk.next_review is not None and risk.next_review < figures.today:
        days = (figures.today - risk.next_review).days
        yield Need("A", name, f": review {days} d late", *place, days, "risk", risk.component)
    if score is None:
        yield Need("w", name, " is not rated", *place, 0, "risk", risk.component)
    missing = [
        word for word, has in (("owner", risk.owner), ("response", risk.response)) if not has
    ]
    if missing:
        mark: Urgency = "R" if level == "H" else "A" if level == "M" else "w"
        why = f" has no {' and no '.join(missing)}"
        yield Need(mark, name, why, *place, weight, "risk", risk.component)


def _trouble(figures: Figures, trouble: UnresolvedIssue) -> Iterator[Need]:
    """An open issue that is high, late or nobody's, or that was a threat."""
    row = figures.workspace.get(trouble.table, trouble.id)
    if row is None:
        return
    score = figures.score(trouble.risk)
    weight = int(score) if score is not None and score >= 1 else 0
    place = (trouble.table, trouble.id)
    due: date | None = getattr(row, "due", None)
    if due is not None and due < figures.today:
        days = (figures.today - due).days
        mark: Urgency = "R" if trouble.level == "H" else "A"
        yield Need(mark, named(row), f": {days} d late", *place, days, "trouble", row.component)
    if trouble.level == "H" or trouble.is_bare or trouble.risk:
        grave = trouble.level == "H"
        mark = "R" if grave and trouble.is_bare else "A" if grave else "w"
        if trouble.level == "M" and trouble.is_bare:
            mark = "A"
        what = " has happened" if trouble.risk else f": {'high' if grave else 'open'} issue"
        lacking = "owner or response" if trouble.risk else "owner"
        bare = f", without {lacking}" if trouble.is_bare else ""
        yield Need(mark, named(row), f"{what}{bare}", *place, weight, "trouble", row.component)


def _escalations(figures: Figures, component: Component) -> Iterator[Need]:
    for table, row in waiting_at(figures.workspace, component.id):
        days = (figures.today - row.escalated_at).days if row.escalated_at else 0
        reason = f" ({row.escalation_reason})" if row.escalation_reason else ""
        why = f" escalated {days} d ago, no answer{reason}"
        place = (table, row.id, 10 + days)
        yield Need("R", named(row), why, *place, "escalation", component.id)


def benefit_needs(figures: Figures, component: Component) -> Iterator[Need]:
    """The benefits of a component to be measured; once its work is over, all that are live."""
    is_watched = is_realising(component)
    for benefit in figures.benefits_in(component.id):
        if not is_live(benefit):
            continue
        yield from _counted_twice(figures, benefit)
        due, place = benefit.next_measure, (BENEFITS.name, benefit.id)
        late = (figures.today - due).days if due is not None else 0
        if late > 0:
            why = f": measure due since {late} d, {owner_text(figures, benefit.owner)}"
            yield Need("A", named(benefit), why, *place, late, "measure", component.id)
        elif is_watched and due is not None:
            why = f" is not sustained yet: next measure {due:%d %b %Y}".replace(" 0", " ")
            yield Need("w", named(benefit), why, *place, 0, "measure", component.id)
        elif is_watched:
            why = " is not sustained yet, and has no next measure"
            yield Need("A", named(benefit), why, *place, 0, "measure", component.id)


def _counted_twice(figures: Figures, benefit: Benefit) -> Iterator[Need]:
    """A benefit of which components together claim more than there is."""
    workspace = figures.workspace
    shares = shares_in(workspace, benefit.id)
    total = sum(share.share for share in shares)
    if total > _WHOLE:
        owners = [(workspace.components.get(share.component), share.share) for share in shares]
        claims = ", ".join(f"{row.key if row else 'nobody'} {share} %" for row, share in owners)
        why = f" is counted more than once: {claims}, together {total} %"
        place = (BENEFITS.name, benefit.id, total - _WHOLE)
        yield Need("A", named(benefit), why, *place, "measure", benefit.component)


def _indicators(figures: Figures, component: Component) -> Iterator[Need]:
    """The KPIs of a component to be measured, and those outside their bands."""
    for kpi, standing in kpis_in(figures, component.id):
        place, due, short = (KPIS.name, kpi.id), kpi.next_measure, standing.shortfall.value
        if standing.is_overdue and due is not None:
            late = (figures.today - due).days
            why = f": reading due since {late} d, {owner_text(figures, kpi.owner)}"
            yield Need("A", named(kpi), why, *place, late, "measure", component.id)
        if standing.rating in _OUTSIDE and short is not None:
            mark, word = _OUTSIDE[standing.rating]
            distance = f"{short.normalize():f} {kpi.unit}".rstrip()
            owner = owner_text(figures, kpi.owner)
            why = f" is {word}: {distance} from its target {kpi.target}, {owner}"
            yield Need(mark, named(kpi), why, *place, 0, "measure", component.id)


def _gates(figures: Figures, component: Component) -> Iterator[Need]:
    for gate in figures.workspace.rows_by(Gate, "component", component.id):
        if not gate.archived:
            yield from _passed(figures, gate)
        if gate.archived or has_ended(gate):
            continue
        if gate.due is None or gate.due >= figures.today:
            continue
        days = (figures.today - gate.due).days
        mark: Urgency = "R" if gate.mandatory else "A"
        why = f": decision {days} d late"
        yield Need(mark, named(gate), why, "gates", gate.id, days, "gate", component.id)


def _passed(figures: Figures, gate: Gate) -> Iterator[Need]:
    """A gate that was passed on conditions nobody wrote down, or with criteria that are not met."""
    place = ("gates", gate.id, 0)
    if gate.decision == "conditional":
        rows = figures.workspace.rows_by(GateCondition, "gate", gate.id)
        if all(row.archived for row in rows):
            why = " was passed on conditions that nobody wrote down"
            yield Need("A", named(gate), why, *place, "gate", gate.component)
    if gate.decision == "go":
        criteria = figures.workspace.rows_by(GateCriterion, "gate", gate.id)
        unmet = sum(not (row.met or row.waived_by) for row in criteria)
        if unmet:
            why = f" is a go with {unmet} of its criteria not met"
            yield Need("A", named(gate), why, *place, "gate", gate.component)


def _missing_checkin(figures: Figures, component: Component) -> Iterator[Need]:
    """The check-in that is missing; it is from the first of the whole store on."""
    standing = last_due(figures, component.id)
    if standing is not None and standing.coming == "missing":
        why = f": check-in {standing.days} d late, {owner_text(figures, component.owner)}"
        place = (COMPONENTS.name, component.id, standing.days)
        yield Need("A", component.name, why, *place, "checkin", component.id)


def _wanted(figures: Figures, component: Component) -> Iterator[Need]:
    """The asks and directives of a component that are late."""
    for ask in figures.workspace.rows_by(Ask, "component", component.id):
        if ask.archived or has_ended(ask) or ask.needed_by is None:
            continue
        days = (figures.today - ask.needed_by).days
        if days > 0:
            why = f": no answer, needed {days} d ago, {owner_text(figures, ask.owner)}"
            yield Need("R", named(ask), why, ASKS.name, ask.id, days, "escalation", component.id)
    for directive in figures.workspace.rows_by(Directive, "component", component.id):
        if directive.archived or has_ended(directive) or directive.due is None:
            continue
        days = (figures.today - directive.due).days
        if days > 0:
            seen = "acknowledged" if directive.acknowledged_at else "not acknowledged"
            why = f": {days} d late, {seen}, {owner_text(figures, directive.owner)}"
            place = (DIRECTIVES.name, directive.id, days)
            yield Need("A", named(directive), why, *place, "escalation", component.id)
