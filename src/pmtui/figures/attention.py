"""This file gathers what needs somebody in a scope, the worst first."""

from collections.abc import Iterable, Iterator
from datetime import date
from heapq import nsmallest
from typing import Final, cast

import msgspec

from pmtui.figures.behind import behind, is_own_schedule, late_tasks, missing_tasks
from pmtui.figures.each import of_each
from pmtui.figures.exposure import is_open
from pmtui.figures.flow import is_over
from pmtui.figures.health import Health
from pmtui.figures.held import held_up
from pmtui.figures.need import Mark, Need, named
from pmtui.figures.planning.loops import loop_of, waiting_for_loops
from pmtui.figures.sheet import Figures
from pmtui.figures.standing import HIGH_THREAT, open_words, own_open_rows
from pmtui.figures.troubles import Trouble
from pmtui.model.components import Component
from pmtui.model.escalations import waiting_at
from pmtui.model.loops import spelled
from pmtui.model.records import Benefit, Gate, Report
from pmtui.model.risks import Risk
from pmtui.model.states import ENDED_COMPONENT_STATES, LIVE_COMPONENT_STATES

_ORDER: Final[dict[Mark, int]] = {"R": 0, "A": 1, "w": 2}


class Needs(msgspec.Struct, frozen=True):
    """The worst of what needs somebody, and how many there are in all."""

    items: tuple[Need, ...]
    total: int


def attention(figures: Figures, scope: int = 0, limit: int = 50) -> Needs:
    """What needs somebody in a scope, red before amber before words, then by weight.

    A single component is listed task by task; on a program or portfolio the tasks of each
    component below are one line. Of a component that has ended only what is still open in it is
    told, in one line; archived components need nobody.

    Args:
        figures: of the workspace; kept counts make this cheap on large ones.
        scope: the component; 0 for the whole store.
        limit: how many to write out.
    """
    components = figures.workspace.components
    every = list(figures.live_subtree(scope))
    ids = [one for one in every if _is_alive(components[one])]
    single = len(ids) <= 1
    total = 0

    def counted() -> Iterator[Need]:
        nonlocal total
        for one in ids:
            for need in _of_component(figures, components[one], single=single):
                total += 1
                yield need
        for one in every:
            need_of_ended = _of_ended(figures, components[one])
            if need_of_ended is not None:
                total += 1
                yield need_of_ended

    items = nsmallest(limit, counted(), key=_urgency)
    return Needs(tuple(items), total)


def _urgency(need: Need) -> tuple[int, int, int]:
    return (_ORDER[need.mark], -need.weight, need.id)


def _is_alive(component: Component) -> bool:
    return component.state not in ENDED_COMPONENT_STATES


def _of_ended(figures: Figures, component: Component) -> Need | None:
    """What is still open in a component that has ended; None where nothing is."""
    if _is_alive(component):
        return None
    kinds = of_each(figures, component.id, own_open_rows)
    if not kinds:
        return None
    mark: Mark = "A" if any(one.overdue or one.word == HIGH_THREAT for one in kinds) else "w"
    why = f" is {component.state} with {open_words(figures.workspace, kinds, named=False)}"
    count = sum(len(one.ids) for one in kinds)
    return Need(mark, component.name, why, "components", component.id, "overview", count)


def _of_component(figures: Figures, component: Component, *, single: bool) -> Iterator[Need]:
    yield from _loops(figures, component)
    yield from _rating(figures, component)
    yield from _tasks(figures, component) if single else _task_counts(figures, component)
    for risk in figures.risks_for(component.id):
        if is_open(risk):
            yield from _risk(figures, risk)
    for trouble in figures.troubles(component.id):
        yield from _trouble(figures, trouble)
    yield from _escalations(figures, component)
    yield from _benefits(figures, component)
    yield from _gates(figures, component)
    yield from _report(figures, component)
    yield from _columns(figures, component)


def _loops(figures: Figures, component: Component) -> Iterator[Need]:
    """Tasks that wait for themselves have no sure dates, nor has who waits for them."""
    workspace = figures.workspace
    loop = loop_of(figures, component.id)
    if loop:
        why = f": tasks wait for each other: {spelled(workspace, loop)}"
        yield Need("R", component.name, why, "components", component.id, "roadmap", 9)
    for link, loop in waiting_for_loops(figures, component.id):
        giver, taker = workspace.tasks[link.giver], workspace.tasks[link.taker]
        why = f" waits for {giver.key}, which has no sure date: {spelled(workspace, loop)}"
        yield Need("R", named(taker), why, "tasks", taker.id, "roadmap", 8)


def _rating(figures: Figures, component: Component) -> Iterator[Need]:
    health = figures.health(component.id)
    name = component.name
    reasons = _reasons(figures, component, health)
    if health.is_flattered:
        words = {"G": "green", "A": "amber", "R": "red", "": "unknown"}
        why = f" said {words[health.said]}, computed {words[health.computed]}"
        why += reasons or " (by what lies below)"
        yield Need("w", name, why, "components", component.id, "overview", 2)
    elif health.computed == "R" and reasons:
        yield Need("R", name, f" is red{reasons}", "components", component.id, "overview", 5)
    if not (reasons and (health.is_flattered or health.computed == "R")) or not _tells(health):
        yield from behind(figures, component, health)
    if component.kind != "portfolio" and not health.rag:
        withheld = f": {component.said_rating}" if component.said_rating else ""
        yield Need(
            "w", name, f" has no rating{withheld}", "components", component.id, "overview", 1
        )


def _tells(health: Health) -> bool:
    """Whether the reasons of the rating say that the schedule is behind."""
    return any(one.name == "schedule" for one in health.reasons)


def _reasons(figures: Figures, component: Component, health: Health) -> str:
    """The reasons of its own: what only comes from below is said there."""
    inherited = {"components"}
    if next(figures.live_children(component.id), None) is not None:
        inherited.add("work")
        if not is_own_schedule(figures, component):
            inherited.add("schedule")
        if component.budget is None:
            inherited.add("cost")
    own = [one.reason for one in health.reasons if one.name not in inherited]
    return f" ({'; '.join(own)})" if own else ""


def _tasks(figures: Figures, component: Component) -> Iterator[Need]:
    tasks = figures.workspace.tasks
    yield from late_tasks(figures, component.id)
    yield from missing_tasks(figures, component.id)
    for one in held_up(figures, component.id):
        task = tasks[one]
        givers = figures.blockers(one)
        reason = task.blocked or f"waits for {tasks[givers[0]].key}"
        said = bool(task.blocked)
        why = f" is held up: {reason}"
        yield Need("A" if said else "w", named(task), why, "tasks", one, "board")


def _task_counts(figures: Figures, component: Component) -> Iterator[Need]:
    work = figures.work(component.id).work
    if work.overdue:
        share = 100 * work.overdue // work.open
        mark: Mark = "R" if share >= figures.workspace.policy.overdue_red_percent else "A"
        why = f": {work.overdue} of {work.open} open tasks overdue"
        yield Need(mark, component.name, why, "components", component.id, "board", work.overdue)
    held = len(held_up(figures, component.id))
    if held:
        why = f": {held} of {work.open} open tasks held up"
        yield Need("w", component.name, why, "components", component.id, "board", held)


def _risk(figures: Figures, risk: Risk) -> Iterator[Need]:
    score = figures.scales.score(risk)
    level = figures.scales.level(score)
    weight = int(score) if score is not None and score >= 1 else 0
    name = named(risk)
    if risk.next_review is not None and risk.next_review < figures.today:
        days = (figures.today - risk.next_review).days
        yield Need("A", name, f": review {days} d late", "risks", risk.id, "risks", days)
    if score is None:
        yield Need("w", name, " is not rated", "risks", risk.id, "risks", 0)
    missing = [
        word for word, has in (("owner", risk.owner), ("response", risk.response)) if not has
    ]
    if missing:
        mark: Mark = "R" if level == "H" else "A" if level == "M" else "w"
        why = f" has no {' and no '.join(missing)}"
        yield Need(mark, name, why, "risks", risk.id, "risks", weight)


def _trouble(figures: Figures, trouble: Trouble) -> Iterator[Need]:
    """An open issue that is high, late or nobody's, or that was a threat."""
    row = figures.workspace.get(trouble.table, trouble.id)
    if row is None:
        return
    score = figures.score(trouble.risk)
    weight = int(score) if score is not None and score >= 1 else 0
    place = (trouble.table, trouble.id, "risks" if trouble.table == "risks" else "log")
    due: date | None = getattr(row, "due", None)
    if due is not None and due < figures.today:
        days = (figures.today - due).days
        mark: Mark = "R" if trouble.level == "H" else "A"
        yield Need(mark, named(row), f": {days} d late", *place, days)
    if trouble.level == "H" or trouble.is_bare or trouble.risk:
        grave = trouble.level == "H"
        mark = "R" if grave and trouble.is_bare else "A" if grave else "w"
        if trouble.level == "M" and trouble.is_bare:
            mark = "A"
        what = " has happened" if trouble.risk else f" is {'a high' if grave else 'an open'} issue"
        lacking = "owner or response" if trouble.risk else "owner"
        bare = f", without {lacking}" if trouble.is_bare else ""
        yield Need(mark, named(row), f"{what}{bare}", *place, weight)


def _escalations(figures: Figures, component: Component) -> Iterator[Need]:
    for table, row in waiting_at(figures.workspace, component.id):
        days = (figures.today - row.escalated_at).days if row.escalated_at else 0
        reason = f" ({row.escalation_reason})" if row.escalation_reason else ""
        why = f" escalated {days} d ago, no answer{reason}"
        view = "risks" if table == "risks" else "log"
        yield Need("R", named(row), why, table, row.id, view, 10 + days)


def _benefits(figures: Figures, component: Component) -> Iterator[Need]:
    for benefit in figures.benefits_in(component.id):
        late = _days_late(figures, benefit)
        if late > 0:
            why = f": measure due since {late} d"
            yield Need("A", named(benefit), why, "benefits", benefit.id, "benefits", late)


def _days_late(figures: Figures, benefit: Benefit) -> int:
    if benefit.archived or benefit.state == "retired" or benefit.next_measure is None:
        return 0
    return (figures.today - benefit.next_measure).days


def _gates(figures: Figures, component: Component) -> Iterator[Need]:
    rows = figures.workspace.rows("gates")
    for one in figures.workspace.ids_by("gates", "component", component.id):
        gate = cast("Gate", rows[one])
        if gate.archived or gate.decision or gate.due is None or gate.due >= figures.today:
            continue
        days = (figures.today - gate.due).days
        mark: Mark = "R" if gate.mandatory else "A"
        yield Need(mark, named(gate), f": decision {days} d late", "gates", one, "log", days)


def _report(figures: Figures, component: Component) -> Iterator[Need]:
    """A component that reported before and is under way owes the next report."""
    if component.state not in LIVE_COMPONENT_STATES:
        return
    rows = figures.workspace.rows("reports")
    ids = figures.workspace.ids_by("reports", "component", component.id)
    sent = _report_days(cast("Report", rows[one]) for one in ids)
    last = max(sent, default=None)
    if last is None:
        return
    days = figures.today.toordinal() - last
    late = days - figures.workspace.policy.report_days
    if late > 0:
        why = f": last report {days} d ago"
        yield Need("A", component.name, why, "components", component.id, "log", late)


def _report_days(reports: Iterable[Report]) -> Iterator[int]:
    return (one.at.toordinal() for one in reports if one.at is not None and not one.archived)


def _columns(figures: Figures, component: Component) -> Iterator[Need]:
    cards = figures.cards(component.id)
    for column in figures.workspace.board_of(component.id):
        count = len(cards.get(column.id, ()))
        if is_over(column, count):
            over, name = count - column.limit, component.name
            why = f": {column.name} holds {count}, its limit is {column.limit}"
            yield Need("w", name, why, "components", component.id, "board", over)
