"""This file is `level`: dates at which nobody is needed more than there is of them."""

from typing import Final

from pmtui.cli.core.edit_verb import EditCall, EditVerb, submitted
from pmtui.cli.core.entity_names import only_scope_argument, resolve_component, scope_key
from pmtui.cli.core.verb import DONE, FOUND, USAGE, Parser, Stop
from pmtui.clock import monotonic
from pmtui.figures.levelling.genetic_search import Limit
from pmtui.figures.levelling.levelled_plan import LevelledTask, Levelling, Shorten, levelled
from pmtui.figures.levelling.solver import MissingSolverError, solved
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.schedule.levelling import (
    days_between,
    levelling_line,
    moved_tasks,
    overload_texts,
    reason_text,
)

_LONGEST: Final = 3600
"""Seconds that a search may take."""


def _level(call: EditCall) -> int:
    if call.args.apply and call.args.dry_run:
        raise Stop(USAGE, "--apply writes and --dry-run does not: give one of them")
    session = call.session
    scope = resolve_component(session.workspace, call.args.scope)
    figures = session.situation(scope=scope).figures
    limit, shorten = _limit(call.args.seconds), _shorten(call.args.seed, call.args.solver)
    try:
        levelling = levelled(figures, scope, call.args.seed, limit=limit, shorten=shorten)
    except MissingSolverError as error:
        raise Stop(USAGE, str(error)) from error
    workspace = session.workspace
    revision = workspace.revision
    if call.args.apply and levelling.ops:
        revision = submitted(call, levelling.ops, "project.level").rev
    if call.out.as_json:
        key = scope_key(figures, scope)
        _document(call, workspace, levelling, (key, revision))
    else:
        _table(call, workspace, levelling)
        if levelling.ops and not call.args.apply:
            call.out.say("nothing is written: --apply delays these tasks, unlevel takes it back")
    return FOUND if levelling.overloads else DONE


def _shorten(seed: int, seconds: float | None) -> Shorten | None:
    """The solver, where it is to work for some seconds."""
    if seconds is None:
        return None
    if not 0 < seconds <= _LONGEST:
        raise Stop(USAGE, f"--solver {seconds:g}: give a number of seconds up to {_LONGEST}")
    return lambda problem, best, bound: solved(problem, best, bound, seed=seed, seconds=seconds)


def _limit(seconds: float | None) -> Limit | None:
    """The limit of a search in seconds; None where it ends by itself."""
    if seconds is None:
        return None
    if not 0 < seconds <= _LONGEST:
        raise Stop(USAGE, f"--seconds {seconds:g}: give a number of seconds up to {_LONGEST}")
    end = monotonic() + seconds
    return Limit(is_over=lambda: monotonic() >= end)


def _table(call: EditCall, workspace: Workspace, levelling: Levelling) -> None:
    rows = [
        (
            workspace.tasks[row.task].key,
            _text(row.before[0]),
            _text(row.after[0]),
            f"{days_between(row.before[0], row.after[0]):+d}",
            reason_text(workspace, row),
            workspace.tasks[row.task].title,
        )
        for row in moved_tasks(levelling)
    ]
    if rows:
        call.out.table(("task", "starts", "then", "days", "waits for", "title"), rows, (3,))
    call.out.line(levelling_line(levelling))
    for text in overload_texts(workspace, levelling):
        call.out.line(f"overload: {text}")


def _document(
    call: EditCall, workspace: Workspace, levelling: Levelling, about: tuple[str | None, int]
) -> None:
    call.out.document(
        "levelling",
        scope=about[0],
        revision=about[1],
        applied=bool(call.args.apply and levelling.ops),
        makespan_days=levelling.makespan_days,
        lower_bound_days=levelling.bound_days,
        feasible=not levelling.overloads,
        finish=_moment(levelling.after) if levelling.tasks else None,
        finish_before=_moment(levelling.before) if levelling.tasks else None,
        tasks=[_task(workspace, row) for row in levelling.tasks],
        overloads=[
            {
                "person": _person(workspace, overload.person),
                "start": _moment(overload.start),
                "finish": _moment(overload.finish),
                "units": overload.units,
                "tasks": [workspace.tasks[task].key for task in overload.tasks],
            }
            for overload in levelling.overloads
        ],
    )


def _task(workspace: Workspace, row: LevelledTask) -> dict[str, object]:
    task = workspace.tasks[row.task]
    other = workspace.tasks.get(row.waits_for)
    return {
        "id": task.id,
        "key": task.key,
        "uid": task.uid or (int(task.code) if task.code.isdecimal() else None),
        "start": _moment(row.after[0]),
        "finish": _moment(row.after[1]),
        "start_before": _moment(row.before[0]),
        "finish_before": _moment(row.before[1]),
        "moved": row.is_moved,
        "person": _person(workspace, row.person) if row.person else None,
        "waits_for": other.key if other is not None else None,
    }


def _person(workspace: Workspace, person: int) -> str:
    row = workspace.people.get(person)
    return (row.key or row.name) if row is not None else str(person)


def _moment(minutes: int) -> str:
    return moment_of(minutes).isoformat()


def _text(minutes: int) -> str:
    return f"{moment_of(minutes):%Y-%m-%d %H:%M}"


def _arguments(parser: Parser) -> None:
    only_scope_argument(parser)
    parser.add_argument("--apply", action="store_true", help="delay the tasks, in one edit")
    parser.add_argument("--dry-run", action="store_true", help="only show it, as without --apply")
    parser.add_argument(
        "--seconds", type=float, metavar="N", help="search that long; else it ends by itself"
    )
    parser.add_argument(
        "--solver", type=float, metavar="N", help="let a solver shorten it for so many seconds"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="of the lots that the search draws"
    )


VERB: Final = EditVerb(
    name="level",
    help="Shows dates at which nobody is needed more than there is of them; --apply sets them.",
    arguments=_arguments,
    run=_level,
)
