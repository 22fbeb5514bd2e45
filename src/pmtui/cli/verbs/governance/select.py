"""This file is `select`: which projects to do within a budget, and why others are out."""

from pathlib import Path
from typing import Final

import msgspec

from pmtui.cli.console.chosen_text import (
    all_left_out,
    conflict_texts,
    draw,
    draw_frontier,
    draw_order,
    plain,
    plain_order,
    plain_step,
)
from pmtui.cli.core.asked_choice import PosedChoice, posed_by
from pmtui.cli.core.entity_names import scope_argument
from pmtui.cli.core.verb import DONE, FOUND, USAGE, Call, Parser, ReadVerb, Stop
from pmtui.clock import monotonic
from pmtui.figures.selection.documents import UnreadableProblemError, problem_from
from pmtui.figures.selection.problem import WORTH, Posed, SelectionProblem, at_any_time, chosen_keys
from pmtui.figures.selection.proving import Prover
from pmtui.figures.selection.selecting import Selection, Step, frontier, select
from pmtui.query.error import QueryError
from pmtui.query.sequencing import StartOrder, sequence_in

_LARGEST: Final = 64 << 20


def _select(call: Call) -> int:
    until = monotonic() + float(call.args.seconds)

    def enough() -> bool:
        return monotonic() > until

    choice: PosedChoice | None = None
    if call.args.problem:
        posed = Posed(_problem(call), (), is_stored=False)
    else:
        choice = posed_by(call)
        posed = choice.posed
        if call.args.sequence:  # each starts when there is room for it
            changed = at_any_time(posed.problem)
            posed = msgspec.structs.replace(posed, problem=changed)
    prover = Prover(monotonic, until)
    selection = select(posed.problem, enough, prover)
    steps: list[Step] = []
    if call.args.frontier and selection.answer:
        if not posed.problem.limits:
            raise Stop(USAGE, "a frontier needs a budget: --budget N")
        steps = [*frontier(posed.problem, 0, enough, call.args.steps, prover)]
    order = _order(call, choice, selection)
    conflict = conflict_texts(posed.problem, enough) if selection.status == "infeasible" else []
    if call.out.as_json:
        call.out.document(
            "selection",
            scope=choice.scope if choice is not None else None,
            **plain(posed, selection),
            left_out=[
                {"key": key, "reason": reason} for key, reason in all_left_out(posed, selection)
            ],
            conflict=conflict,
            frontier=[plain_step(posed.problem, step) for step in steps],
            **({"sequence": plain_order(order)} if order is not None else {}),
        )
    else:
        draw(call.out, posed, selection, conflict)
        draw_frontier(call.out, posed.problem, steps)
        if order is not None:
            draw_order(call.out, order)
    if prover.lacks:
        call.out.say(f"not proved in the time: {prover.lacks}")
    return DONE if selection.status in {"optimal", "feasible"} else FOUND


def _order(call: Call, choice: PosedChoice | None, selection: Selection) -> StartOrder | None:
    """In what order the chosen start, where that is asked for."""
    if call.args.by and not call.args.sequence:
        raise Stop(USAGE, "--by is of a sequence: add --sequence")
    if not call.args.sequence:
        return None
    if choice is None:
        raise Stop(USAGE, "--sequence puts projects of a store in order: leave --problem out")
    keys = chosen_keys(selection.problem, selection.answer) if selection.answer else []
    try:
        return sequence_in(choice.figures, choice.component, choice.asked, keys, call.args.by)
    except QueryError as error:
        raise Stop(USAGE, f"--by: {error}") from error


def _problem(call: Call) -> SelectionProblem:
    name = call.args.problem
    try:
        if name == "-":
            data = call.stdin.buffer.read() if hasattr(call.stdin, "buffer") else b""
        else:
            with Path(name).open("rb") as stream:
                data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise Stop(USAGE, f"{name}: cannot be read: {error.strerror}") from error
    if len(data) > _LARGEST:
        raise Stop(USAGE, f"{name}: is larger than {_LARGEST >> 20} MiB")
    try:
        return problem_from(data)
    except UnreadableProblemError as error:
        raise Stop(USAGE, f"{name}: {error}") from error


def _arguments(parser: Parser) -> None:
    scope_argument(parser)
    options: tuple[tuple[str, str, str], ...] = (
        ("--budget", "N", "what there is: 1.2m for all, 2027=400k for a financial year; repeats"),
        ("--must", "KEYS", "projects that have to be in, as P-1,P-2"),
        ("--must-not", "KEYS", "projects that may not be in"),
        ("--needs", "KEY:KEY", "the first only with the second; repeats"),
        ("--excludes", "KEYS", "at most one of them; repeats"),
        ("--at-least-one", "KEYS", "one of them or more; repeats"),
    )
    for name, value, help_text in options:
        parser.add_argument(name, metavar=value, help=help_text, action="append")
    parser.add_argument("--at-most", type=int, metavar="COUNT", help="how many may be in")
    parser.add_argument(
        "--value",
        default=WORTH,
        metavar="FIELD",
        help="what a project is worth: a number of it that list knows (benefits_baseline)",
    )
    parser.add_argument(
        "--cost", default="budget", metavar="FIELD", help="what a project costs (budget)"
    )
    parser.add_argument(
        "--frontier", action="store_true", help="also the best value of each smaller budget"
    )
    parser.add_argument(
        "--steps",
        type=int,
        default=0,
        metavar="COUNT",
        help="of the frontier: so many budgets, where not every one at which the value rises",
    )
    parser.add_argument(
        "--sequence", action="store_true", help="also when each chosen one starts, and why then"
    )
    parser.add_argument(
        "--by",
        default="",
        metavar="FIELD",
        help="of the sequence: by wsjf, cd3, score, another number, or start, as planned",
    )
    parser.add_argument(
        "--problem", default="", metavar="FILE", help="a JSON file instead of a store; - is stdin"
    )
    parser.add_argument(
        "--seconds", type=float, default=10.0, metavar="S", help="most time to look for better ones"
    )


VERB: Final = ReadVerb(
    name="select",
    help="Chooses the projects worth most within budgets and rules, and says why others are out.",
    arguments=_arguments,
    run=_select,
)
