"""This file gathers the numbers that went into each figure."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

import msgspec

from pmtui.figures.components.component_dates import last_day
from pmtui.figures.core.amounts import Amount, difference
from pmtui.figures.lateness.planned_dates import own_dates
from pmtui.figures.risk.exposure import exposure_of, impact_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.task_costs import actual_parts, assignment_parts, task_cost
from pmtui.figures.work.board_flow import card_age
from pmtui.model.entities.money import Money

InputValue = str | int | Decimal | date | Money | None


class Input(msgspec.Struct, frozen=True):
    """One number that went into a figure; None where it is not known."""

    label: str
    value: InputValue


Inputs = Callable[[Figures, int], Iterable[Input]]
"""What went into a figure of an entity, by its id; 0 is the whole store."""


def percent_inputs(figures: Figures, one: int) -> Iterable[Input]:
    """Tasks and weights of the work in a component and below."""
    work = figures.rollup(one).work
    yield Input("tasks without sub-tasks", work.tasks)
    yield Input("of them done", work.done)
    yield Input("summaries, which are not counted", work.summaries)
    progress = work.progress
    if progress.weight:
        yield Input("weighted by", "planned working minutes: duration, else estimate, else a day")
        yield Input("planned minutes", progress.minutes)
        yield Input("of that done", progress.minutes_done)
    else:
        yield Input("weighted by", "count: nothing but milestones")
        yield Input("sum of percents", progress.points_earned)


def finish_inputs(figures: Figures, one: int) -> Iterable[Input]:
    """The moments that a planned finish is the last of."""
    component = figures.workspace.components.get(one)
    dates = figures.rollup(one).dates
    if component is not None:
        own = own_dates(figures, one)
        day = None if own.finish is None else last_day(own.finish)
        if own.is_waiting:
            yield Input("its own tasks", "still being worked out")
        if component.actual_finish is not None:
            yield Input("finish as it happened", component.actual_finish)
        else:
            yield Input("last finish of its own tasks", day)
        yield Input("finish as typed, where nothing is planned", component.finish)
    for child in figures.live_children(one):
        yield Input(figures.workspace.components[child].name, figures.rollup(child).finish)
    yield Input("planned finish", dates.planned)
    yield Input("promised", dates.promised)
    yield Input("margin in days", dates.margin)
    yield Input("baseline finish", dates.baseline)
    yield Input("slip in days", dates.slip)


def slip_inputs(figures: Figures, one: int) -> Iterable[Input]:
    """The two dates a slip lies between, and the worst one below."""
    dates = figures.rollup(one).dates
    yield Input("planned finish", dates.planned)
    whose = ", its own" if dates.is_own_baseline else ", ~ the latest below"
    yield Input(f"baseline finish{whose if dates.baseline else ''}", dates.baseline)
    yield Input("slip in days", dates.slip)
    yield from worst_inputs(figures, one)


def worst_inputs(figures: Figures, one: int) -> Iterable[Input]:
    """The slips of the components right below, and where the worst is."""
    for child in figures.live_children(one):
        name = figures.workspace.components[child].name
        yield Input(f"slip of {name}", figures.rollup(child).slip)
    dates = figures.rollup(one).dates
    row = figures.workspace.components.get(dates.worst_at)
    if row is not None:
        yield Input(f"worst below, {row.key} {row.name}", dates.worst_below)


def promised_inputs(figures: Figures, one: int) -> Iterable[Input]:
    """What is promised of a component itself and below, and how far the plan is from it."""
    component = figures.workspace.components.get(one)
    dates = figures.rollup(one).dates
    if component is not None:
        yield Input("finish as typed", component.finish)
        yield Input("latest due date of its open tasks", own_dates(figures, one).due)
    for child in figures.live_children(one):
        name = figures.workspace.components[child].name
        yield Input(f"promised of {name}", figures.rollup(child).dates.promised)
    yield Input("promised", dates.promised)
    yield Input("planned finish", dates.planned)
    yield Input("margin in days", dates.margin)


def baseline_inputs(figures: Figures, one: int) -> Iterable[Input]:
    """The baselines of a component and below."""
    dates = figures.rollup(one).dates
    yield Input("its own", dates.baseline if dates.is_own_baseline else None)
    for child in figures.live_children(one):
        name = figures.workspace.components[child].name
        yield Input(name, figures.rollup(child).baseline_finish)


def money_inputs(name: str) -> Inputs:
    """Gathers one money field: its own figure, or those below."""

    def inputs(figures: Figures, one: int) -> Iterable[Input]:
        component = figures.workspace.components.get(one)
        yield Input("its own", getattr(component, name) if component else None)
        amount: Amount = getattr(figures.rollup(one), name)
        if component is None or getattr(component, name) is None:
            for child in figures.live_children(one):
                below: Amount = getattr(figures.rollup(child), name)
                yield Input(figures.workspace.components[child].name, below.value)
        yield Input("figures added up", amount.counted)
        if amount.value is None:
            yield Input("undefined because", amount.reason)

    return inputs


def pair_inputs(first: str, second: str) -> Inputs:
    """Gathers two money fields and why they cannot be compared."""

    def inputs(figures: Figures, one: int) -> Iterable[Input]:
        rollup = figures.rollup(one)
        for name in (first, second):
            amount: Amount = getattr(rollup, name)
            yield Input(name, amount.value)
        found = difference(getattr(rollup, first), getattr(rollup, second), figures.rates)
        if found.value is None:
            yield Input("undefined because", found.reason)

    return inputs


def risks_inputs(figures: Figures, one: int) -> Iterable[Input]:
    """Open risks by level, and the first of them."""
    risks, scales = figures.rollup(one).risks, figures.scales
    yield Input("open threats", risks.threats)
    yield Input(f"high threats: score {scales.policy.high_score} or more", risks.high)
    yield Input(f"major threats: score {scales.policy.major_score} or more", risks.major)
    yield Input("open opportunities", risks.opportunities)
    yield Input("open issues", risks.issues)
    yield Input("high issues", risks.high_issues)
    top = figures.workspace.risks.get(risks.top)
    yield Input("highest score", risks.top_score)
    yield Input("of", f"{top.key} {top.title}" if top else None)


def exposure_inputs(figures: Figures, one: int) -> Iterable[Input]:
    """The two sides of the exposure."""
    components = tuple(figures.live_subtree(one))
    risks = [risk for each in components for risk in figures.risks_for(each)]
    happened = [risk for each in components for risk in figures.happened_in(each)]
    found = exposure_of(risks, figures.scales, figures.rates, happened)
    yield Input("threats that have occurred, at their whole impact", len(happened))
    yield Input("threats", found.threats.value)
    yield Input("opportunities", found.opportunities.value)
    yield Input("risks without money or probability", found.unknown)


def work_inputs(figures: Figures, one: int) -> Iterable[Input]:
    """Open, overdue and blocked tasks."""
    work = figures.rollup(one).work
    yield Input("open tasks", work.open)
    yield Input("past a date: due, typed, planned or in the baseline", work.overdue)
    yield Input("blocked", work.blocked)


def health_inputs(figures: Figures, one: int) -> Iterable[Input]:
    """What is said, and every dimension with its reason."""
    health = figures.health(one)
    yield Input("reported", health.said or None)
    for dimension in health.dimensions:
        yield Input(f"{dimension.name}: {dimension.reason}", dimension.rag or None)


def score_inputs(figures: Figures, one: int) -> Iterable[Input]:
    """The steps a score is made of."""
    risk = figures.workspace.risks[one]
    yield Input("probability step", risk.probability or None)
    yield Input("highest impact step", impact_of(risk) or None)
    yield Input("score", figures.scales.score(risk))
    yield Input("level", figures.level(one))


def residual_inputs(figures: Figures, one: int) -> Iterable[Input]:
    """The steps that are left after the response."""
    risk = figures.workspace.risks[one]
    yield Input("residual probability step", risk.residual_probability or None)
    yield Input("residual impact step", risk.residual_impact or None)


def emv_inputs(figures: Figures, one: int) -> Iterable[Input]:
    """Chance and money of a risk."""
    risk = figures.workspace.risks[one]
    yield Input("chance in percent", figures.scales.chance(risk))
    yield Input("money impact", risk.money_impact)
    yield Input("sign", "negative, a threat" if risk.kind == "threat" else "positive")


def age_inputs(figures: Figures, one: int) -> Iterable[Input]:
    """The two days an age lies between."""
    task = figures.workspace.tasks[one]
    yield Input("entered its column", task.entered)
    yield Input("today", figures.today)
    yield Input("days", card_age(task, figures.today))


def cost_inputs(figures: Figures, one: int) -> Iterable[Input]:
    """What a task costs itself, everybody at work on it, and what is below it."""
    workspace = figures.workspace
    task = workspace.tasks[one]
    yield Input("fixed cost", task.fixed_cost)
    for row, parts in assignment_parts(figures, task):
        name = workspace.people[row.person].name if row.person in workspace.people else "nobody"
        how = "as given" if row.cost is not None else "work x rate + use"
        how += "" if row.id else ", owner"
        if not parts:
            yield Input(f"{name}, no rate", None)
        for money in parts:
            yield Input(f"{name}, {how}", money)
    yield from _below(figures, one, lambda child: task_cost(figures, child).planned)


def cost_so_far_inputs(figures: Figures, one: int) -> Iterable[Input]:
    """What was booked on a task, or what is done of it, and what is below it."""
    task = figures.workspace.tasks[one]
    yield Input("booked", task.actual_cost)
    if task.actual_cost is None:
        done = actual_parts(figures, task, assignment_parts(figures, task))
        yield from (Input("done share", money) for money in done)
    yield from _below(figures, one, lambda child: task_cost(figures, child).actual)


def cost_to_go_inputs(figures: Figures, one: int) -> Iterable[Input]:
    """The two sums it lies between."""
    found = task_cost(figures, one)
    yield Input("cost", found.planned.value)
    yield Input("cost so far", found.actual.value)


def _below(figures: Figures, one: int, amount: Callable[[int], Amount]) -> Iterable[Input]:
    tasks = figures.workspace.tasks
    for child in figures.subtasks(one):
        if tasks[child].active:
            yield Input(f"{tasks[child].key} {tasks[child].title}", amount(child).value)
