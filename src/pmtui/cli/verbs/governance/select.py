"""This file is `select`: which projects to do within a budget, and why others are out."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from pmtui.cli.console.output import DONE, FOUND, USAGE, Stop
from pmtui.cli.core.entity_names import scope_argument, scope_key, scoped_figures
from pmtui.cli.core.verb import Call, Parser, ReadVerb
from pmtui.clock import monotonic
from pmtui.figures.selection.documents import UnreadableProblemError, problem_from
from pmtui.figures.selection.problem import Answer, SelectionProblem, chosen_keys
from pmtui.figures.selection.selecting import Selection, Step, frontier, select
from pmtui.figures.selection.why_out import (
    left_out,
    reason_in_words,
    rule_in_words,
    smallest_conflict,
)
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.query.choosing import Asked, AskedRule, Posed, ids_of, pose
from pmtui.query.error import QueryError
from pmtui.query.values.money import typed_money

_LARGEST: Final = 64 << 20
_SEPARATOR: Final = ","


def _select(call: Call) -> int:
    until = monotonic() + float(call.args.seconds)

    def enough() -> bool:
        return monotonic() > until

    scope = None
    if call.args.problem:
        posed = Posed(_problem(call), ())
    else:
        figures, component, _ = scoped_figures(call)
        scope = scope_key(figures, component)
        try:
            posed = pose(figures, component, _asked(call, figures))
        except QueryError as error:
            raise Stop(USAGE, str(error)) from error
    selection = select(posed.problem, enough)
    steps: list[Step] = []
    if call.args.frontier and selection.answer:
        if not posed.problem.limits:
            raise Stop(USAGE, "a frontier needs a budget: --budget N")
        steps = [*frontier(posed.problem, 0, enough, call.args.steps)]
    conflict = _conflict(posed.problem, enough) if selection.status == "infeasible" else []
    if call.out.as_json:
        call.out.document(
            "selection",
            scope=scope,
            **_plain(selection),
            left_out=[
                {"key": key, "reason": reason} for key, reason in _all_left_out(posed, selection)
            ],
            conflict=conflict,
            frontier=[_plain_step(posed.problem, step) for step in steps],
        )
    else:
        _draw(call, posed, selection, conflict)
        _draw_frontier(call, posed.problem, steps)
    return DONE if selection.status in {"optimal", "feasible"} else FOUND


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


def _asked(call: Call, figures: Figures) -> Asked:
    """What the options ask for.

    Raises:
        QueryError: one names what there is not.
    """
    args = call.args
    base = figures.rates.base
    budgets = []
    for text in args.budget or ():
        label, equals, amount = text.rpartition("=")
        if equals and not label.strip():
            raise QueryError(f"{text!r} names no year: write 2027=1.2m, or 1.2m for all")
        budgets.append((label.strip(), _amount(amount, base)))
    if len({label for label, _ in budgets}) < len(budgets):
        raise QueryError("--budget: the same budget is given twice; name years, as 2027=1.2m")
    rules: list[AskedRule] = []
    for text in args.needs or ():
        first, colon, second = text.partition(":")
        if not colon or not first.strip() or not second.strip():
            raise QueryError(f"--needs {text!r}: write it as P-1:P-2, where P-1 needs P-2")
        rules.append(("needs", ids_of(figures, (first.strip(), second.strip()))))
    rules += [("excludes", ids_of(figures, _keys(text))) for text in args.excludes or ()]
    rules += [("at_least_one", ids_of(figures, _keys(text))) for text in args.at_least_one or ()]
    for text in args.must or ():
        rules += [("must", (member,)) for member in ids_of(figures, _keys(text))]
    for text in args.must_not or ():
        rules += [("must_not", (member,)) for member in ids_of(figures, _keys(text))]
    if args.at_most is not None and args.at_most < 1:
        raise QueryError("--at-most: write how many may be in, 1 or more")
    return Asked(
        budgets=tuple(budgets),
        value=args.value,
        cost=args.cost,
        at_most=args.at_most or 0,
        rules=tuple(rules),
    )


def _amount(text: str, base: str) -> Decimal:
    money = typed_money(text, base)
    if money.currency != base:
        raise QueryError(f"{text!r} is in {money.currency}: write it in {base}")
    if money.amount < 0:
        raise QueryError(f"{text!r} is less than nothing")
    return money.decimal


def _keys(text: str) -> list[str]:
    return [key.strip() for key in text.split(_SEPARATOR) if key.strip()]


def _all_left_out(posed: Posed, selection: Selection) -> Iterator[tuple[str, str]]:
    """Keys of what is out, each with why: first what lost, then what could not take part."""
    problem = posed.problem
    if selection.answer:
        names = _names(problem)
        for at, reason in left_out(problem, selection.answer):
            words = reason_in_words(
                reason, names, lambda limit, units: _text(units, limit.places, limit.unit)
            )
            yield problem.candidates[at].key, words
    yield from posed.excluded


def _names(problem: SelectionProblem) -> Callable[[int], str]:
    return lambda at: problem.candidates[at].key


def _conflict(problem: SelectionProblem, enough: Callable[[], bool]) -> list[str]:
    conflict = smallest_conflict(problem, enough)
    if conflict is None:
        return []
    limits = [
        f"{limit.label} of {_text(limit.most, limit.places, limit.unit)}"
        for limit in conflict.limits
    ]
    return [*limits, *(rule_in_words(rule, _names(problem)) for rule in conflict.rules)]


def _plain(selection: Selection) -> dict[str, object]:
    problem = selection.problem
    has_answer = bool(selection.answer) or selection.status in {"optimal", "feasible"}
    used_of = [
        _decimal(use, entry.places)
        for use, entry in zip(selection.used, problem.limits, strict=False)
    ]
    return {
        "status": selection.status,
        "value": _decimal(selection.value, problem.places) if has_answer else None,
        "bound": _decimal(selection.bound, problem.places) if has_answer else None,
        "gap": selection.gap if has_answer else None,
        "unit": problem.unit or None,
        "budgets": [
            {
                "label": limit.label,
                "limit": _decimal(limit.most, limit.places),
                "used": used_of[at] if used_of else None,
            }
            for at, limit in enumerate(problem.limits)
        ],
        "chosen": chosen_keys(problem, selection.answer) if selection.answer else [],
    }


def _plain_step(problem: SelectionProblem, step: Step) -> dict[str, object]:
    return {
        "budget": _decimal(step.budget, problem.limits[0].places),
        "value": _decimal(step.value, problem.places),
        "sets": [chosen_keys(problem, answer) for answer in step.sets],
        "complete": step.is_whole,
    }


def _decimal(units: int, places: int) -> Decimal:
    return Decimal(units).scaleb(-places)


def _text(units: int, places: int, unit: str = "") -> str:
    return f"{Decimal(units).scaleb(-places):,f} {unit}".rstrip()


def _draw(call: Call, posed: Posed, selection: Selection, conflict: Sequence[str]) -> None:
    problem, out = posed.problem, call.out
    if selection.status in {"infeasible", "unknown"}:
        out.line(
            "no set keeps every condition" if selection.status == "infeasible" else "none found"
        )
        for text in conflict:
            out.line(f"  {text}")
    else:
        gap = "" if selection.status == "optimal" else f", gap {selection.gap:.2%}"
        out.line(
            f"{selection.status}{gap}: value {_text(selection.value, problem.places, problem.unit)}"
        )
        for limit, used in zip(problem.limits, selection.used, strict=False):
            spent = _text(used, limit.places, limit.unit)
            out.line(f"{limit.label}: {spent} of {_text(limit.most, limit.places, limit.unit)}")
    rows = [
        (candidate.key, "in", candidate.title)
        for candidate, place in zip(problem.candidates, selection.answer, strict=False)
        if place >= 0
    ]
    rows += [(key, "out", reason) for key, reason in _all_left_out(posed, selection)]
    out.line()
    out.table(("KEY", "", "TITLE, OR WHY NOT"), rows)


def _draw_frontier(call: Call, problem: SelectionProblem, steps: Sequence[Step]) -> None:
    if not steps:
        return
    call.out.line()
    rows = []
    for step in reversed(steps):
        sets = " or ".join("{" + ", ".join(_set(problem, answer)) + "}" for answer in step.sets)
        budget = _text(step.budget, problem.limits[0].places)
        rows.append(
            (budget, _text(step.value, problem.places), sets + " ..." * (not step.is_whole))
        )
    call.out.table(("FROM BUDGET", "VALUE", "SETS"), rows)


def _set(problem: SelectionProblem, answer: Answer) -> list[str]:
    return chosen_keys(problem, answer)


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
        default="benefits_baseline",
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
