"""This file declares the figures of flow: of each card, and of the boards below a component."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from pmtui.figures.sheet.declaration import Figure, Input, Read
from pmtui.figures.sheet.figures_sheet import Figures, Getter
from pmtui.figures.sheet.per_component import kept_per_component
from pmtui.figures.work.board_flow import card_age
from pmtui.figures.work.flow_measures import (
    SERVICE_LEVEL,
    BoardFlow,
    FlowCard,
    daily_throughput,
    flow_of,
    percentile,
)
from pmtui.figures.work.kept_forecasts import BoardPast
from pmtui.model.entities.policy import POLICY
from pmtui.model.entities.tasks import COLUMNS, TASKS

_CARDS: Final = frozenset({"components", TASKS.name, COLUMNS.name})
"""The tables that cards are read from."""
_READS: Final = _CARDS | {POLICY.name}
"""The same, and how long the window is."""
_KANBAN: Final = "Kanban Guide; Vacanti, Actionable Agile Metrics for Predictability"
_WEEK: Final = 7
_ONE_PLACE: Final = Decimal("0.1")
_TWO_PLACES: Final = Decimal("0.01")


def cards_of(figures: Figures, component: int) -> tuple[FlowCard, ...]:
    """The cards of the boards of a component and all below it, with their days.

    Summaries are no cards. What is done without a day of it came in and went out at a time that
    nobody knows: it has the day of its request alone.
    """
    return tuple(
        card
        for place in figures.live_subtree(component)
        for card in kept_per_component(figures, place, _cards, _CARDS)
    )


def flow_below(figures: Figures, component: int) -> BoardFlow:
    """What went through the boards below a component in the weeks of the policy up to today."""
    weeks = figures.workspace.policy.flow_weeks
    first = figures.today - timedelta(days=weeks * _WEEK - 1)
    return flow_of(cards_of(figures, component), first, figures.today)


def in_progress(figures: Figures, component: int) -> tuple[FlowCard, ...]:
    """The cards that were started and are not finished, the oldest first."""
    today = figures.today
    cards = [card for card in cards_of(figures, component) if card.age_days(today)]
    return tuple(sorted(cards, key=lambda card: -(card.age_days(today) or 0)))


def past_of(figures: Figures, scope: int) -> BoardPast:
    """What a forecast of a scope is drawn from: the days of the window, and what is left."""
    weeks = figures.workspace.policy.flow_weeks
    first = figures.today - timedelta(days=weeks * _WEEK - 1)
    daily = daily_throughput(cards_of(figures, scope), first, figures.today)
    return BoardPast(daily, remaining_cards(figures, scope))


def remaining_cards(figures: Figures, component: int) -> int:
    """Cards that are not done."""
    tasks = figures.workspace.tasks
    return sum(
        not figures.is_done(card.id)
        for card in cards_of(figures, component)
        if card.id in tasks and card.finished is None
    )


def _cards(figures: Figures, component: int) -> tuple[FlowCard, ...]:
    tasks = figures.workspace.tasks
    found: list[FlowCard] = []
    for cards in figures.cards(component).values():
        for task_id in cards:
            task = tasks[task_id]
            if figures.is_summary(task_id) or task.kind == "milestone":
                continue
            is_undated = figures.is_done(task_id) and task.actual_finish is None
            started = None if is_undated else task.actual_start
            found.append(FlowCard(task_id, task.requested, started, task.actual_finish))
    return tuple(found)


def rounded(value: Fraction | None, places: Decimal = _ONE_PLACE) -> Decimal | None:
    """A fraction with one place behind the point, half up."""
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(places, ROUND_HALF_UP)


def mean(days: tuple[int, ...]) -> Decimal | None:
    """The mean of some days; None of none."""
    return rounded(Fraction(sum(days), len(days))) if days else None


def a_week(flow: BoardFlow) -> Decimal | None:
    """Cards finished a week; None where none was."""
    rate = flow.throughput
    return rounded(rate * _WEEK, _TWO_PLACES) if rate is not None else None


def _oldest(figures: Figures, component: int) -> int | None:
    cards = in_progress(figures, component)
    return cards[0].age_days(figures.today) if cards else None


def _of_flow(value: Callable[[BoardFlow], object]) -> Read:
    return lambda figures: lambda row: value(flow_below(figures, row.id))


def _inputs(figures: Figures, component: int) -> Iterable[Input]:
    """What came in and went out in the window."""
    flow = flow_below(figures, component)
    yield Input("window from", flow.first)
    yield Input("window to", flow.last)
    yield Input("days in it", flow.days)
    yield Input("cards started", flow.arrivals)
    yield Input("cards finished", flow.departures)
    yield Input("of those with a start", len(flow.cycles))
    yield Input("of those with a day of request", len(flow.leads))
    yield Input("days in progress, of all cards", flow.card_days)
    yield Input("in progress now", len(in_progress(figures, component)))
    stands = "as many came as went" if flow.is_stable else "as many did not go as came"
    yield Input("Little's law", stands if flow.departures else "nothing went out")


def _card_inputs(figures: Figures, task_id: int) -> Iterable[Input]:
    """The days that those of a card are counted between."""
    task = figures.workspace.tasks[task_id]
    yield Input("requested", task.requested)
    yield Input("started", task.actual_start)
    yield Input("finished", task.actual_finish)
    yield Input("today", figures.today)


def _age_inputs(figures: Figures, task_id: int) -> Iterable[Input]:
    """The two days an age lies between."""
    task = figures.workspace.tasks[task_id]
    yield Input("entered its column", task.entered)
    yield Input("today", figures.today)
    yield Input("days", card_age(task, figures.today))


def _card(figures: Figures, task_id: int) -> FlowCard | None:
    """The card of a task; None of a summary or milestone, which is no work of its own."""
    task = figures.workspace.tasks[task_id]
    if figures.is_summary(task_id) or task.kind == "milestone":
        return None
    return FlowCard(task_id, task.requested, task.actual_start, task.actual_finish)


def _of_card(value: Callable[[FlowCard, Figures], int | None]) -> Read:
    def read(figures: Figures) -> Getter:
        def days(row: FlowCard) -> int | None:
            card = _card(figures, row.id)
            return value(card, figures) if card is not None else None

        return days

    return read


def _component_figure(
    figure_id: str,
    title: str,
    about: str,
    *,
    formula: str,
    undefined: str,
    read: Read,
    unit: str = "calendar days",
) -> Figure:
    return Figure(
        id=figure_id,
        table="components",
        title=title,
        help=about,
        kind="number",
        unit=unit,
        formula=formula,
        source=_KANBAN,
        undefined=undefined,
        reads=_READS,
        read=read,
        inputs=_inputs,
    )


def _task_figure(
    figure_id: str, title: str, about: str, *, formula: str, undefined: str, read: Read
) -> Figure:
    return Figure(
        id=figure_id,
        table="tasks",
        title=title,
        help=about,
        kind="number",
        unit="calendar days",
        formula=formula,
        source=_KANBAN,
        undefined=undefined,
        reads=frozenset({TASKS.name, COLUMNS.name}),
        read=read,
        inputs=_card_inputs,
    )


FIGURES: Final = (
    _component_figure(
        "wip", "work in progress", "cards that were started and are not finished",
        unit="cards", formula="cards with a start and no finish",
        undefined="never; nought where nothing is under way",
        read=lambda figures: lambda row: len(in_progress(figures, row.id)),
    ),
    _component_figure(
        "throughput", "throughput", "cards finished a week, over the weeks of the policy",
        unit="cards a week", formula="cards finished in the window / its weeks",
        undefined="no card was finished in the window", read=_of_flow(a_week),
    ),
    _component_figure(
        "cycle_time", "cycle time", "days from start to finish, on the mean",
        formula="sum of finish - start + 1 over the cards finished in the window / how many",
        undefined="no card with a start was finished in the window",
        read=_of_flow(lambda flow: mean(flow.cycles)),
    ),
    _component_figure(
        "service_level", "service level expectation", "days within which 85 in 100 cards are done",
        formula="85th percentile (nearest rank) of the cycle days of the window",
        undefined="no card with a start was finished in the window",
        read=_of_flow(lambda flow: percentile(flow.cycles, SERVICE_LEVEL)),
    ),
    _component_figure(
        "lead_time", "lead time", "days from request to finish, on the mean",
        formula="sum of finish - requested + 1 over the cards finished in the window / how many",
        undefined="no card with a day of request was finished in the window",
        read=_of_flow(lambda flow: mean(flow.leads)),
    ),
    _component_figure(
        "wip_age", "age of work in progress", "days since the card longest in progress was started",
        formula="greatest today - start + 1 of the cards in progress",
        undefined="no card is in progress",
        read=lambda figures: lambda row: _oldest(figures, row.id),
    ),
    _component_figure(
        "cycle_by_law", "cycle time by Little's law", "what work in progress and throughput imply",
        formula="mean work in progress / cards finished a day",
        undefined="not as many cards came in as went out in the window, so the law does not hold",
        read=_of_flow(lambda flow: rounded(flow.cycle_by_law)),
    ),
    _task_figure(
        "cycle_time", "cycle time", "days from start to finish, both counted",
        formula="finish - start + 1",
        undefined="it has not been finished, or its start is not known",
        read=_of_card(lambda card, _figures: card.cycle_days),
    ),
    _task_figure(
        "lead_time", "lead time", "days from request to finish, both counted",
        formula="finish - requested + 1",
        undefined="it has not been finished, or has no day of request",
        read=_of_card(lambda card, _figures: card.lead_days),
    ),
    _task_figure(
        "work_age", "work item age", "days since it was started, both counted",
        formula="today - start + 1", undefined="it has not been started, or is finished",
        read=_of_card(lambda card, figures: card.age_days(figures.today)),
    ),
    Figure(
        id="age",
        table="tasks",
        title="card age",
        help="days since its card came into its column",
        kind="number",
        unit="calendar days",
        formula="today - entered",
        source="Kanban Guide, work item age",
        undefined="the card has never entered a column",
        reads=frozenset({"tasks"}),
        read=lambda figures: lambda row: card_age(row, figures.today),
        inputs=_age_inputs,
    ),
)  # fmt: skip
"""Flow of boards, over the last weeks of the policy, and of their cards."""
