"""This file is `simulate`: how likely the dates and the cost of a scope are, by Monte Carlo."""

from collections.abc import Iterator
from typing import Final

from pmtui.actions.reports.simulations import KEEP, simulation_ops
from pmtui.cli.console.output import DONE, REJECTED, USAGE, Stop
from pmtui.cli.core.edit_verb import EditCall, EditVerb, changed_keys, submitted
from pmtui.cli.core.entity_names import only_scope_argument, resolve_component, scope_key
from pmtui.cli.core.verb import Parser
from pmtui.figures.odds.raw_bits import MissingNumpyError
from pmtui.figures.odds.scope_answer import Percentiles, RowOdds, ScopeAnswer, simulated_scope
from pmtui.figures.odds.scope_odds import SimulationRefusedError
from pmtui.figures.odds.simulation import TaskOutcome
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import CalendarError, moment_of
from pmtui.model.entities.entity import Money
from pmtui.query.values.formatting import DASH, money_text

_RUNS: Final = 10_000
_MOST_RUNS: Final = 1_000_000
_SHOWN: Final = (10, 50, 80, 90)
_DRIVERS: Final = 12
"""Tasks that are listed as what drives the finish."""


def _simulate(call: EditCall) -> int:
    workspace = call.session.workspace
    scope = resolve_component(workspace, call.args.scope)
    figures = Figures(workspace, call.session.today)
    if not 1 <= call.args.runs <= _MOST_RUNS:
        raise Stop(USAGE, f"--runs {call.args.runs}: from 1 to {_MOST_RUNS:,}")
    if call.args.seed < 0:
        raise Stop(USAGE, f"--seed {call.args.seed}: a seed is not negative")
    try:
        answer = simulated_scope(figures, scope, runs=call.args.runs, seed=call.args.seed)
    except (SimulationRefusedError, MissingNumpyError, CalendarError) as error:
        raise Stop(REJECTED, str(error)) from error
    key = _kept(call, scope, answer) if call.args.keep else None
    if call.out.as_json:
        _document(call, figures, answer, key)
    else:
        _print(call, figures, answer)
    for note in answer.notes:
        call.out.say(note)
    return DONE


def _kept(call: EditCall, scope: int, answer: ScopeAnswer) -> str:
    """The key of the row that keeps what a simulation came to."""
    commit = submitted(call, simulation_ops(call.session.situation(scope=scope), answer), KEEP)
    (key,) = changed_keys(call.session.workspace, commit)
    call.out.say(f"kept as {key}")
    return key


def _document(call: EditCall, figures: Figures, answer: ScopeAnswer, key: str | None) -> None:
    tasks, components = figures.workspace.tasks, figures.workspace.components
    call.out.document(
        "simulation",
        scope=scope_key(figures, answer.scope),
        revision=figures.workspace.revision,
        kept=key,
        runs=answer.runs,
        seed=answer.seed,
        finish=_dates(answer.whole.finish),
        plan=_moment(answer.whole.planned),
        promised=answer.whole.promised,
        within_promise=answer.whole.within,
        contingency_days=answer.days,
        currency=answer.currency,
        cost=_amounts(answer, answer.cost),
        planned_cost=_decimal(answer, answer.base_cost),
        contingency=_decimal(answer, answer.reserve),
        responded=_responded(answer),
        criticality=[
            {
                "key": tasks[task.task].key,
                "share": answer.share(task),
                "sensitivity": task.sensitivity,
                "cruciality": _cruciality(answer, task),
            }
            for task in answer.tasks
        ],
        components=[{"key": components[row.id].key, **_of_row(row)} for row in answer.components],
        milestones=[{"key": tasks[row.id].key, **_of_row(row)} for row in answer.milestones],
        notes=list(answer.notes),
    )


def _of_row(row: RowOdds) -> dict[str, object]:
    return {
        "plan": _moment(row.planned),
        "promised": row.promised,
        "within_promise": row.within,
        **_dates(row.finish),
    }


def _responded(answer: ScopeAnswer) -> dict[str, str] | None:
    if answer.responded is None:
        return None
    finish, cost = answer.responded
    return {"finish_p80": _moment(finish), "cost_p80": _decimal(answer, cost)}


def _dates(result: Percentiles) -> dict[str, object]:
    shown = {f"p{share}": _moment(result.at(share)) for share in _SHOWN}
    return {"mean": _moment(result.mean), **shown}


def _amounts(answer: ScopeAnswer, result: Percentiles) -> dict[str, object]:
    shown = {f"p{share}": _decimal(answer, result.at(share)) for share in _SHOWN}
    return {"mean": _decimal(answer, result.mean), **shown}


def _decimal(answer: ScopeAnswer, amount: int) -> str:
    return f"{Money(amount, answer.currency).decimal:f}"


def _moment(minutes: int) -> str:
    return moment_of(minutes).isoformat()


def _cruciality(answer: ScopeAnswer, task: TaskOutcome) -> float | None:
    return None if task.sensitivity is None else answer.share(task) * task.sensitivity


def _print(call: EditCall, figures: Figures, answer: ScopeAnswer) -> None:
    out = call.out
    row = figures.workspace.components.get(answer.scope)
    name = f"{row.key} {row.name}" if row is not None else "the whole store"
    out.line(f"{name}  {answer.runs:,} runs, seed {answer.seed}")
    out.line()
    heads = ("", "plan", "mean", *(f"P{share}" for share in _SHOWN), "P80 - plan")
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
    heads = ("key", "finish of", "plan", "mean", *(f"P{share}" for share in _SHOWN), "kept")
    rows = [
        (key, title, _day(row.planned), *_days(row.finish), _percent(row.within))
        for key, title, row in (
            *((components[r.id].key, components[r.id].name, r) for r in answer.components),
            *((tasks[r.id].key, tasks[r.id].title, r) for r in answer.milestones),
        )
    ]
    call.out.line()
    call.out.table(heads, rows, tuple(range(2, len(heads))))
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
                _number(_cruciality(answer, task)),
            )
            for task in drivers
        ],
        (2, 3, 4),
    )


def _shown(result: Percentiles) -> tuple[int, ...]:
    return (result.mean, *(result.at(share) for share in _SHOWN))


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
        "--keep", action="store_true", help="keep it: P80 stands beside every promised finish"
    )


VERB: Final = EditVerb(
    name="simulate",
    help="Simulates how likely dates and cost of a scope are, by its estimates and risks.",
    arguments=_arguments,
    run=_simulate,
)
