"""This file draws what a kept simulation came to: how likely each finish is, and date with cost."""

from collections.abc import Callable, Iterator
from typing import Final

from pmtui.figures.components.component_dates import last_day
from pmtui.figures.simulated.kept_simulations import freshness_word, kept_simulations
from pmtui.figures.simulated.scope_answer import ResponseOdds, RowOdds, ScopeAnswer
from pmtui.model.entities.entity import Money
from pmtui.model.odds.estimates import Simulation
from pmtui.views.charts.chart import Chart, ChartMark, DataPoint, Series
from pmtui.views.shapes.table import ViewRequest
from pmtui.views.wording.formatting import short_money

_NOTHING: Final = "no simulation is kept: :simulate takes the scope through its runs"
_BARS: Final = 24
_DRIVERS: Final = 10


def finish_odds(request: ViewRequest) -> Chart:
    """The share of runs that finish in each stretch of days, and of those that have by then."""
    known = _known(request)
    if known is None:
        return Chart(title="odds of the finish", series=(), empty=_NOTHING)
    row, answer = known
    odds = _odds(request, answer)
    quantiles = odds.finish.quantiles
    curve = {last_day(moment): float(share) for share, moment in enumerate(quantiles)}
    return Chart(
        title=f"odds of the finish, {_how(request, row)}",
        unit="%",
        series=(
            Series(title="runs in a stretch", letter="R", kind="bar", points=tuple(_bars(odds))),
            Series(
                title="done by then",
                letter="D",
                figure="p80_finish",
                points=tuple(DataPoint(day, share) for day, share in curve.items()),
            ),
        ),
        marks=tuple(_marks(odds)),
        begin=last_day(odds.finish.at(80)),
    )


def _bars(odds: RowOdds) -> Iterator[DataPoint]:
    """How many of a hundred runs end in each stretch of the same length."""
    days = [last_day(moment) for moment in odds.finish.quantiles[1:]]
    first, last = days[0].toordinal(), days[-1].toordinal()
    width = max(1, -(-(last + 1 - first) // _BARS))
    for start in range(first, last + 1, width):
        count = sum(start <= day.toordinal() < start + width for day in days)
        yield DataPoint(days[0].fromordinal(start), float(count))


def _marks(odds: RowOdds) -> Iterator[ChartMark]:
    yield ChartMark(at=last_day(odds.planned), title="planned")
    yield ChartMark(at=last_day(odds.finish.at(80)), title="P80", tone="accent")
    if odds.promised is not None:
        yield ChartMark(at=odds.promised, title="promised")


def drivers(request: ViewRequest) -> Chart:
    """The tornado: what drives the finish, by how often it does and how much that moves it."""
    known = _known(request)
    if known is None:
        return Chart(title="what drives the finish", series=(), empty=_NOTHING)
    row, answer = known
    tasks = request.figures.workspace.tasks
    ranked = sorted(
        (task for task in answer.tasks if task.sensitivity is not None and task.task in tasks),
        key=lambda task: -answer.share(task) * (task.sensitivity or 0),
    )[:_DRIVERS]
    return Chart(
        title=f"what drives the finish, {_how(request, row)}",
        unit="%",
        series=(
            Series(
                title="cruciality",
                kind="bar",
                points=tuple(
                    DataPoint(
                        tasks[task.task].key,
                        100 * answer.share(task) * (task.sensitivity or 0),
                        title=tasks[task.task].title,
                    )
                    for task in ranked
                ),
            ),
            Series(
                title="critical",
                kind="bar",
                points=tuple(
                    DataPoint(tasks[task.task].key, 100 * answer.share(task)) for task in ranked
                ),
            ),
        ),
        empty="nothing that was drawn settles the finish",
    )


def date_and_cost(request: ViewRequest) -> Chart:
    """Finish and cost of the same runs, and the share of runs that keep both P80."""
    known = _known(request)
    if known is None or known[1].scope != request.scope:
        return Chart(title="date and cost", series=(), empty=_NOTHING)
    row, answer = known
    late = answer.whole.finish.at(80)
    return Chart(
        title=f"date and cost{_joint_words(answer)}, {_how(request, row)}",
        unit=answer.currency,
        series=(
            Series(
                title="runs",
                kind="bubble",
                points=tuple(
                    DataPoint(last_day(finish), _units(cost, answer.currency), 1.0)
                    for finish, cost in answer.pairs
                ),
            ),
        ),
        marks=(ChartMark(at=last_day(late), title="P80", tone="accent"),),
    )


def _joint_words(answer: ScopeAnswer) -> str:
    """How often both are kept at once, where that was worked out."""
    joint = answer.joint
    if joint is None:
        return ""
    words = f", {round(100 * joint.both)} % of the runs keep both P80"
    if joint.kept is not None:
        words += f", {round(100 * joint.kept)} % promise and budget"
    return words


def responses(request: ViewRequest) -> Chart:
    """What the response to each risk buys by itself: days, and with words the money."""
    known = _known(request)
    if known is None:
        return Chart(title="what responses buy", series=(), empty=_NOTHING)
    row, answer = known
    risks, base = request.figures.workspace.risks, request.figures.rates.base

    def money(amount: int) -> str:
        return short_money(Money(amount, answer.currency), base)

    bought = [response for response in answer.responses if response.risk in risks]
    return Chart(
        title=f"what responses buy at P80, {_how(request, row)}",
        unit="days",
        series=(
            Series(
                title="days",
                kind="bar",
                points=tuple(
                    DataPoint(
                        risks[response.risk].key,
                        float(response.days),
                        title=f"{risks[response.risk].title}: {_bought(response, money)}",
                    )
                    for response in bought
                ),
            ),
        ),
        empty="no response changes how likely a risk is: rate what is left after it (residual)",
    )


def _bought(response: ResponseOdds, money: Callable[[int], str]) -> str:
    """What a response saves, and what is left of that after what it costs."""
    saved = f"saves {money(response.saved)}"
    return saved if response.net is None else f"{saved}, net {money(response.net)}"


def _units(amount: int, currency: str) -> float:
    return float(Money(amount, currency).decimal)


def _known(request: ViewRequest) -> tuple[Simulation, ScopeAnswer] | None:
    return kept_simulations(request.figures).of(request.scope)


def _odds(request: ViewRequest, answer: ScopeAnswer) -> RowOdds:
    own = kept_simulations(request.figures).component(request.scope)
    return answer.whole if own is None else own


def _how(request: ViewRequest, row: Simulation) -> str:
    """Which simulation it is, and whether it is out of date."""
    return f"{row.key} {freshness_word(request.figures, row) or '...'}"
