"""This file is `flow`: what goes through the boards of a scope, and when what is left is done."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from pmtui.cli.core.entity_names import scope_argument, scope_key, scoped_figures
from pmtui.cli.core.verb import DONE, USAGE, Call, Parser, ReadVerb, Stop
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.work.flow_figures import (
    a_week,
    cards_of,
    flow_below,
    in_progress,
    mean,
    remaining_cards,
    rounded,
)
from pmtui.figures.work.flow_forecast import (
    LONGEST,
    ROUNDS,
    SEED,
    Forecast,
    forecast,
    items_within,
    least_at,
)
from pmtui.figures.work.flow_measures import SERVICE_LEVEL, daily_throughput, percentile
from pmtui.query.dates.parsing import parse_date
from pmtui.views.board.cycle_parts import cycle_lines
from pmtui.views.board.flow_data import cumulative_data, cycles_data
from pmtui.views.board.flow_parts import flow_lines

_SURE: Final = (50, 70, 85, 95)
"""Percents of the futures that a forecast is said for."""
_MOST_NAMED: Final = 5
"""Cards in progress that are named, the oldest first."""


def _run(call: Call) -> int:
    figures, scope, _ = scoped_figures(call)
    left = remaining_cards(figures, scope) if call.args.items is None else call.args.items
    if left < 0:
        raise Stop(USAGE, f"--items {left}: a number of cards is 0 or more")
    flow = flow_below(figures, scope)
    daily = daily_throughput(cards_of(figures, scope), flow.first, flow.last)
    drawn = forecast(daily, left, seed=call.args.seed)
    until = _until(figures.today, call.args.by)
    done = items_within(daily, (until - figures.today).days, seed=call.args.seed) if until else ()
    if call.out.as_json:
        by = _json_by(until, done)
        call.out.document("flow", **_json(figures, scope, left, drawn), **by, seed=call.args.seed)
        return DONE
    for line in (*flow_lines(figures, scope), *cycle_lines(figures, scope)):
        call.out.line(" ".join(cell.text for cell in line))
    for text in (*_ages(figures, scope), *_forecast_texts(left, drawn, figures.today)):
        call.out.line(text)
    if until is not None:
        sure = ", ".join(f"{percent} % sure of {least_at(done, percent)}" for percent in _SURE)
        call.out.line(f"cards done by {until:%Y-%m-%d}: {sure}")
    return DONE


def _until(today: date, text: str | None) -> date | None:
    """The day that was asked for; None where none was."""
    if text is None:
        return None
    try:
        until = parse_date(text, today)
    except ValueError as error:
        raise Stop(USAGE, f"--by {text}: {error}") from error
    if not 0 < (until - today).days <= LONGEST:
        raise Stop(USAGE, f"--by {until}: a day to come is wanted, at most ten years away")
    return until


def _json_by(until: date | None, done: Sequence[int]) -> dict[str, object]:
    """How many are done by the day that was asked for; nothing where none was."""
    if until is None:
        return {}
    sure = [{"percent": percent, "cards": least_at(done, percent)} for percent in _SURE]
    return {"by": until.isoformat(), "done_by": sure}


def _ages(figures: Figures, scope: int) -> list[str]:
    """The cards longest in progress, and how many there are."""
    cards = in_progress(figures, scope)
    tasks, level = figures.workspace.tasks, percentile(flow_below(figures, scope).cycles, 85)
    texts = [f"in progress: {len(cards)}"]
    for card in cards[:_MOST_NAMED]:
        days = card.age_days(figures.today) or 0
        old = f", longer than {SERVICE_LEVEL} in 100 took" if level and days > level else ""
        task = tasks[card.id]
        texts.append(f"  {days} d  {task.key} {task.title}{old}")
    return texts


def _forecast_texts(left: int, drawn: Forecast | None, today: date) -> list[str]:
    if drawn is None:
        return [f"{left} left: no forecast, as no card was finished in these weeks"]
    if not left:
        return ["nothing is left"]
    texts = [f"{left} left, as if none came to them, in {drawn.rounds} drawn futures:"]
    for percent in _SURE:
        days, day = drawn.days_at(percent), drawn.day_at(percent, today)
        when = f"{day:%Y-%m-%d} ({days} d)" if day is not None else "not within ten years"
        texts.append(f"  {percent} % sure by {when}")
    return texts


def _json(figures: Figures, scope: int, left: int, drawn: Forecast | None) -> dict[str, object]:
    flow = flow_below(figures, scope)
    tasks = figures.workspace.tasks
    return {
        "scope": scope_key(figures, scope),
        "revision": figures.workspace.revision,
        "from": flow.first.isoformat(),
        "to": flow.last.isoformat(),
        "started": flow.arrivals,
        "finished": flow.departures,
        "stable": flow.is_stable,
        "throughput": _text(a_week(flow)),
        "cycle_time": _text(mean(flow.cycles)),
        "service_level": percentile(flow.cycles, SERVICE_LEVEL),
        "lead_time": _text(mean(flow.leads)),
        "average_wip": _text(rounded(flow.average_wip)),
        "cycle_by_law": _text(rounded(flow.cycle_by_law)),
        "in_progress": [
            {"key": tasks[card.id].key, "age": card.age_days(figures.today)}
            for card in in_progress(figures, scope)
        ],
        "left": left,
        "rounds": drawn.rounds if drawn is not None else None,
        "forecast": [
            {
                "percent": percent,
                "days": drawn.days_at(percent),
                "by": _day(figures.today, drawn.days_at(percent)),
            }
            for percent in _SURE
            if drawn is not None
        ],
        "cumulative": cumulative_data(figures, scope),
        **cycles_data(figures, scope),
    }


def _day(today: date, days: int | None) -> str | None:
    return (today + timedelta(days=days)).isoformat() if days is not None else None


def _text(value: object) -> str | None:
    """A decimal as text, as everywhere in what other programs read."""
    return str(value) if value is not None else None


def _arguments(parser: Parser) -> None:
    scope_argument(parser)
    parser.add_argument(
        "--items", type=int, metavar="N", help="forecast for N cards, not for those that are left"
    )
    parser.add_argument("--by", metavar="DATE", help="how many cards are done by a day to come")
    parser.add_argument(
        "--seed", type=int, default=SEED, metavar="N", help=f"what the {ROUNDS} lots begin with"
    )


VERB: Final = ReadVerb(
    name="flow",
    help="Shows lead and cycle time, throughput and age of boards, and forecasts what is left.",
    arguments=_arguments,
    run=_run,
)
