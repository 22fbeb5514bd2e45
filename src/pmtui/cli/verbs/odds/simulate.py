"""This file is `simulate`: how likely the dates and the cost of a scope are, by Monte Carlo."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from pmtui.actions.reports.simulations import KEEP, simulation_ops
from pmtui.cli.core.edit_verb import EditCall, EditVerb, changed_keys, submitted
from pmtui.cli.core.entity_names import only_scope_argument, resolve_component
from pmtui.cli.core.verb import DONE, REJECTED, USAGE, Parser, Stop
from pmtui.cli.verbs.odds.simulation_document import write_simulation
from pmtui.figures.odds.raw_bits import MissingNumpyError
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.simulated.basis import SimulationRefusedError, basis_of
from pmtui.figures.simulated.scope_answer import (
    CONFIDENT,
    SHOWN_PERCENTILES,
    Percentiles,
    ScopeAnswer,
)
from pmtui.figures.simulated.simulated_scope import simulated_scope
from pmtui.model.calendar.work_calendar import CalendarError, moment_of
from pmtui.model.entities.entity import Money
from pmtui.query.dates.parsing import parse_date
from pmtui.query.values.formatting import DASH, money_text

_RUNS: Final = 10_000
_MOST_RUNS: Final = 1_000_000
_DRIVERS: Final = 12
"""Tasks that are listed as what drives the finish."""


def _simulate(call: EditCall) -> int:
    workspace = call.session.workspace
    scope = resolve_component(workspace, call.args.scope)
    figures = Figures(workspace, _data_date(call))
    if not 1 <= call.args.runs <= _MOST_RUNS:
        raise Stop(USAGE, f"--runs {call.args.runs}: from 1 to {_MOST_RUNS:,}")
    if call.args.keep and figures.today != call.session.today:
        raise Stop(USAGE, "--keep keeps what is simulated today: leave --at out")
    if call.args.seed < 0:
        raise Stop(USAGE, f"--seed {call.args.seed}: a seed is not negative")
    try:
        answer = simulated_scope(figures, scope, runs=call.args.runs, seed=call.args.seed)
    except (SimulationRefusedError, MissingNumpyError, CalendarError) as error:
        raise Stop(REJECTED, str(error)) from error
    key = _kept(call, scope, answer) if call.args.keep else None
    if call.out.as_json:
        write_simulation(call.out, figures, answer, key)
    else:
        _print(call, figures, answer)
    for note in answer.notes:
        call.out.say(note)
    return DONE


def _data_date(call: EditCall) -> date:
    """The day that work to come begins on: that which is asked for, or today.

    Raises:
        Stop: it is no day.
    """
    today, text = call.session.today, call.args.at.strip()
    try:
        return parse_date(text, today) if text else today
    except ValueError as error:
        raise Stop(USAGE, f"--at {text}: {error}") from error


def _kept(call: EditCall, scope: int, answer: ScopeAnswer) -> str:
    """The key of the row that keeps what a simulation came to."""
    situation = call.session.situation(scope=scope)
    ops = simulation_ops(situation, answer, basis_of(situation.figures, scope))
    commit = submitted(call, ops, KEEP)
    (key,) = changed_keys(call.session.workspace, commit)
    call.out.say(f"kept as {key}")
    return key


def _print(call: EditCall, figures: Figures, answer: ScopeAnswer) -> None:
    out = call.out
    row = figures.workspace.components.get(answer.scope)
    name = f"{row.key} {row.name}" if row is not None else "the whole store"
    out.line(f"{name}  {answer.runs:,} runs, seed {answer.seed}")
    out.line()
    heads = ("", "plan", "mean", *(f"P{share}" for share in SHOWN_PERCENTILES), "P80 - plan")
    rows = [
        ("finish", _day(answer.whole.planned), *_days(answer.whole.finish), f"{answer.days:+d}d"),
        (
            "cost",
            _money(answer, answer.base_cost),
            *(_money(answer, amount) for amount in _shown(answer.cost)),
            _money(answer, answer.reserve),
        ),
    ]
    out.table(heads, rows, tuple(range(1, len(heads))))
    for line in _sentences(answer):
        out.line(line)
    _tables(call, figures, answer)


def _sentences(answer: ScopeAnswer) -> Iterator[str]:
    whole = answer.whole
    if whole.within is not None:
        yield f"promised {whole.promised}: kept in {_percent(whole.within)} of the runs"
    joint = answer.joint
    if joint is not None:
        if joint.budget is not None:
            both = "" if joint.kept is None else f", with the promise {_percent(joint.kept)}"
            kept = _percent(joint.within_budget)
            yield f"budget {_money(answer, joint.budget)}: kept in {kept} of the runs{both}"
        yield (
            f"P80 of both at once: kept in {_percent(joint.both)}; P{joint.level} of both"
            f" ({_day(joint.finish)}, {_money(answer, joint.cost)}) in {CONFIDENT} %"
        )
    if answer.responded is not None:
        finish, cost = answer.responded
        days = finish // 1440 - whole.finish.at(80) // 1440
        saved = _money(answer, cost - answer.cost.at(80))
        yield (
            f"with the responses in place, on the same draws: P80 {_day(finish)} ({days:+d}d),"
            f" {_money(answer, cost)} ({saved})"
        )


def _tables(call: EditCall, figures: Figures, answer: ScopeAnswer) -> None:
    tasks, components = figures.workspace.tasks, figures.workspace.components
    heads = (
        "key",
        "finish of",
        "plan",
        "mean",
        *(f"P{share}" for share in SHOWN_PERCENTILES),
        "kept",
    )
    rows = [
        (key, title, _day(row.planned), *_days(row.finish), _percent(row.within))
        for key, title, row in (
            *((components[r.id].key, components[r.id].name, r) for r in answer.components),
            *((tasks[r.id].key, tasks[r.id].title, r) for r in answer.milestones),
        )
    ]
    call.out.line()
    call.out.table(heads, rows, tuple(range(2, len(heads))))
    _responses(call, figures, answer)
    drivers = [task for task in answer.tasks if task.critical][:_DRIVERS]
    call.out.line()
    call.out.table(
        ("key", "what drives the finish", "critical", "sensitivity", "cruciality"),
        [
            (
                tasks[task.task].key,
                tasks[task.task].title,
                _percent(answer.share(task)),
                _number(task.sensitivity),
                _number(answer.cruciality(task)),
            )
            for task in drivers
        ],
        (2, 3, 4),
    )


def _responses(call: EditCall, figures: Figures, answer: ScopeAnswer) -> None:
    """What each response buys by itself; of what no response changes nothing is said."""
    if not answer.responses:
        return
    risks = figures.workspace.risks
    call.out.line()
    call.out.table(
        ("key", "what its response buys at P80", "P80", "days", "saves", "costs", "net"),
        [
            (
                risks[row.risk].key,
                risks[row.risk].title,
                _day(row.finish),
                f"{row.days:d}d",
                _money(answer, row.saved),
                DASH if row.own_cost is None else _money(answer, row.own_cost),
                DASH if row.net is None else _money(answer, row.net),
            )
            for row in answer.responses
        ],
        (2, 3, 4, 5, 6),
    )


def _shown(result: Percentiles) -> tuple[int, ...]:
    return (result.mean, *(result.at(share) for share in SHOWN_PERCENTILES))


def _days(result: Percentiles) -> tuple[str, ...]:
    return tuple(_day(minutes) for minutes in _shown(result))


def _day(minutes: int) -> str:
    return f"{moment_of(minutes):%Y-%m-%d}"


def _money(answer: ScopeAnswer, amount: int) -> str:
    return money_text(Money(amount, answer.currency))


def _percent(share: float | None) -> str:
    return DASH if share is None else f"{100 * share:.0f} %"


def _number(value: float | None) -> str:
    return DASH if value is None else f"{value:.2f}"


def _arguments(parser: Parser) -> None:
    only_scope_argument(parser)
    parser.add_argument("--runs", type=int, default=_RUNS, metavar="N", help=f"runs; {_RUNS:,}")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="the same seed gives the same runs; 1"
    )
    parser.add_argument(
        "--at",
        default="",
        metavar="DATE",
        help="as if today were that day, by what is known now: what should have begun has not",
    )
    parser.add_argument(
        "--keep", action="store_true", help="keep it: P80 stands beside every promised finish"
    )


VERB: Final = EditVerb(
    name="simulate",
    help="Simulates how likely dates and cost of a scope are, by its estimates and risks.",
    arguments=_arguments,
    run=_simulate,
)
