"""This file gathers what needs somebody in a scope; `root_causes` says what is shown of it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pmtui.figures.attention.behind_schedule import (
    behind,
    held_task,
    is_own_schedule,
    late_tasks,
    missing_tasks,
)
from pmtui.figures.attention.need import Need, Urgency, named
from pmtui.figures.attention.open_rows import (
    HIGH_THREAT,
    OPEN_ROWS_READ,
    open_words,
    own_open_rows,
)
from pmtui.figures.attention.register_needs import benefit_needs, registered
from pmtui.figures.catalogue import figure
from pmtui.figures.components.health import Health
from pmtui.figures.governance.tolerances import unraised
from pmtui.figures.schedule_analysis.dependency_loops import loop_of, waiting_for_loops
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.figures.sheet.per_component import kept_per_component
from pmtui.figures.tasks.held_up_tasks import held_up
from pmtui.figures.work.board_flow import is_over
from pmtui.model.entities.components import LIVE_COMPONENT_STATES, Component
from pmtui.model.entities.entity import Money
from pmtui.model.entities.remarks import REPORTS, Report
from pmtui.model.rules.dependency_loops import loop_path_text
from pmtui.model.rules.life_cycles import ENDED_COMPONENT_STATES, is_realising

ORDER: Final[dict[Urgency, int]] = {"R": 0, "A": 1, "w": 2}
"""Which mark is more urgent."""


def every_need(
    figures: Figures, alive: Sequence[Component], ended: Iterable[Component]
) -> Iterator[Need]:
    """What needs somebody in some components, in no order.

    Args:
        figures: of the workspace.
        alive: the components that have not ended; the tasks of a single one are told one by one.
        ended: those that have.
    """
    for component in alive:
        yield from _of_component(figures, component, single=len(alive) <= 1)
    for component in ended:
        yield from _of_ended(figures, component)


def alive_and_ended(figures: Figures, scope: int) -> tuple[list[Component], list[Component]]:
    """The components of a scope that have not ended, and those that have, in their order."""
    components = figures.workspace.components
    alive: list[Component] = []
    ended: list[Component] = []
    for component_id in figures.live_subtree(scope):
        component = components[component_id]
        (ended if component.state in ENDED_COMPONENT_STATES else alive).append(component)
    return alive, ended


def _of_ended(figures: Figures, component: Component) -> Iterator[Need]:
    """What is still open in a component that has ended: its benefits one by one, the rest in one.

    Benefits are told one by one where it stays on for them.
    """
    kinds = kept_per_component(figures, component.id, own_open_rows, OPEN_ROWS_READ)
    if is_realising(component):
        yield from benefit_needs(figures, component)
        kinds = tuple(kind for kind in kinds if kind.table != "benefits")
    if not kinds:
        return
    mark: Urgency = "A" if any(kind.overdue or kind.word == HIGH_THREAT for kind in kinds) else "w"
    why = f" is {component.state} with {open_words(figures.workspace, kinds, named=False)}"
    count = sum(len(kind.ids) for kind in kinds)
    place = ("components", component.id, count)
    yield Need(mark, component.name, why, *place, "ended", component.id)


def _of_component(figures: Figures, component: Component, *, single: bool) -> Iterator[Need]:
    yield from _loops(figures, component)
    yield from _rating(figures, component)
    yield from _tasks(figures, component) if single else _task_counts(figures, component)
    yield from registered(figures, component)
    yield from kept_per_component(figures, component.id, _routine, _ROUTINE_READ)
    yield from _budget(figures, component)
    yield from _tolerances(figures, component)


def _loops(figures: Figures, component: Component) -> Iterator[Need]:
    """Tasks that wait for themselves have no sure dates, nor has who waits for them."""
    workspace = figures.workspace
    loop = loop_of(figures, component.id)
    if loop:
        why = f": tasks wait for each other: {loop_path_text(workspace, loop)}"
        place = ("components", component.id, 9)
        yield Need("R", component.name, why, *place, "loop", component.id)
    for link, loop in waiting_for_loops(figures, component.id):
        predecessor, successor = workspace.tasks[link.predecessor], workspace.tasks[link.successor]
        path = loop_path_text(workspace, loop)
        why = f" waits for {predecessor.key}, which has no sure date: {path}"
        at = ("tasks", successor.id, 8)
        yield Need("R", named(successor), why, *at, "waits_for_loop", component.id)


def _rating(figures: Figures, component: Component) -> Iterator[Need]:
    health = figures.health(component.id)
    name = component.name
    place = ("components", component.id)
    reasons = _reasons(figures, component, health)
    if health.is_flattered:
        words = {"G": "green", "A": "amber", "R": "red", "": "unknown"}
        why = f" reported {words[health.reported]}, computed {words[health.computed]}"
        why += reasons or " (by what lies below)"
        yield Need("w", name, why, *place, 2, "rating", component.id)
    elif health.computed == "R" and reasons:
        yield Need("R", name, f" is red{reasons}", *place, 5, "rating", component.id)
    if not (reasons and (health.is_flattered or health.computed == "R")) or not _tells(health):
        yield from behind(figures, component, health)
    if component.kind != "portfolio" and not (health.computed or health.reported):
        withheld = f": {component.reported_rating}" if component.reported_rating else ""
        why = f" has no rating{withheld}"
        yield Need("w", name, why, *place, 1, "unrated", component.id)


def _tells(health: Health) -> bool:
    """Whether the reasons of the rating say that the schedule is behind."""
    return any(reason.name == "schedule" for reason in health.reasons)


def _reasons(figures: Figures, component: Component, health: Health) -> str:
    """The reasons of its own: what only comes from below is said there."""
    inherited = {"components"}
    if next(figures.live_children(component.id), None) is not None:
        inherited.add("scope")
        if not is_own_schedule(figures, component):
            inherited.add("schedule")
        if component.budget is None:
            inherited.add("cost")
    own = [reason.reason for reason in health.reasons if reason.name not in inherited]
    return f" ({'; '.join(own)})" if own else ""


def _tasks(figures: Figures, component: Component) -> Iterator[Need]:
    tasks = figures.workspace.tasks
    yield from late_tasks(figures, component.id)
    yield from missing_tasks(figures, component.id)
    for task_id in held_up(figures, component.id):
        yield held_task(figures, tasks[task_id])


def _task_counts(figures: Figures, component: Component) -> Iterator[Need]:
    work = figures.work(component.id).work
    place = ("components", component.id)
    if work.overdue:
        share = 100 * work.overdue // work.open
        mark: Urgency = "R" if share >= figures.workspace.policy.overdue_red_percent else "A"
        why = f": {work.overdue} of {work.open} open tasks overdue"
        yield Need(mark, component.name, why, *place, work.overdue, "many_late", component.id)
    held = len(held_up(figures, component.id))
    if held:
        why = f": {held} of {work.open} open tasks held up"
        yield Need("w", component.name, why, *place, held, "many_held", component.id)


_ROUTINE_READ: Final = PLANNED_FROM | {REPORTS.name}
"""The tables that a late report and a crowded column are seen from; plans read columns as well."""


def _routine(figures: Figures, component_id: int) -> tuple[Need, ...]:
    """What hangs on the rows of a component alone: its next report, the limits of its board."""
    component = figures.workspace.components[component_id]
    return (*_report(figures, component), *_columns(figures, component))


def _report(figures: Figures, component: Component) -> Iterator[Need]:
    """A component that reported before and is under way owes the next report."""
    if component.state not in LIVE_COMPONENT_STATES:
        return
    sent = _report_days(figures.workspace.rows_by(Report, "component", component.id))
    last = max(sent, default=None)
    if last is None:
        return
    days = figures.today.toordinal() - last
    late = days - figures.workspace.policy.report_days
    if late > 0:
        why = f": last report {days} d ago"
        place = ("components", component.id, late)
        yield Need("A", component.name, why, *place, "report", component.id)


def _report_days(reports: Iterable[Report]) -> Iterator[int]:
    return (
        report.at.toordinal() for report in reports if report.at is not None and not report.archived
    )


def _columns(figures: Figures, component: Component) -> Iterator[Need]:
    cards = figures.cards(component.id)
    for column in figures.workspace.board_of(component.id):
        count = len(cards.get(column.id, ()))
        if is_over(column, count):
            over, name = count - column.limit, component.name
            why = f": {column.name} holds {count}, its limit is {column.limit}"
            place = ("components", component.id, over)
            yield Need("w", name, why, *place, "column", component.id)


def _budget(figures: Figures, component: Component) -> Iterator[Need]:
    """More is given out below a component than its budget, or more was taken from it."""
    place = ("components", component.id, 1)
    budget = figures.money(component.id).budget.value
    if budget is not None and budget.amount < 0:
        why = f" has a budget of {_amount(budget)}: more was taken from it than it had"
        yield Need("A", component.name, why, *place, "budget", component.id)
    if component.budget is None or next(iter(figures.live_children(component.id)), None) is None:
        return
    declared = figure("unallocated")
    left = declared.read(figures)(component) if declared is not None else None
    if isinstance(left, Money) and left.amount < 0:
        over = _amount(Money(-left.amount, left.currency))
        why = f" has given out {over} more than its budget: set it higher, or those below lower"
        yield Need("A", component.name, why, *place, "budget", component.id)


def _tolerances(figures: Figures, component: Component) -> Iterator[Need]:
    """What has gone further than is tolerated, and has not been handed up."""
    for departure in unraised(figures, component.id):
        row = figures.workspace.get(departure.table, departure.id)
        name = named(row) if row is not None and departure.table != "components" else component.name
        why = f" exceeds its {departure.tolerance.kind} tolerance: {departure.text}"
        place = (departure.table, departure.id, departure.over)
        yield Need("R", name, why, *place, "tolerance", component.id)


def _amount(money: Money) -> str:
    return f"{money.decimal:,} {money.currency}"
