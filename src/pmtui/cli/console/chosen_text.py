"""This file writes what was chosen among projects, for people and as JSON."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from pmtui.cli.console.output import Output
from pmtui.figures.selection.problem import (
    Answer,
    Posed,
    SelectionProblem,
    chosen_keys,
    later_starts,
)
from pmtui.figures.selection.selecting import Selection, Step
from pmtui.figures.selection.why_out import (
    left_out,
    reason_in_words,
    rule_in_words,
    smallest_conflict,
)
from pmtui.query.sequencing import AS_PLANNED, StartOrder

_NONE: Final = "-"


def all_left_out(posed: Posed, selection: Selection) -> Iterator[tuple[str, str]]:
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


def conflict_texts(problem: SelectionProblem, enough: Callable[[], bool]) -> list[str]:
    """The fewest conditions that cannot be kept together; none where they can."""
    conflict = smallest_conflict(problem, enough)
    if conflict is None:
        return []
    limits = [
        f"{limit.label} of {_text(limit.most, limit.places, limit.unit)}"
        for limit in conflict.limits
    ]
    return [*limits, *(rule_in_words(rule, _names(problem)) for rule in conflict.rules)]


def plain(posed: Posed, selection: Selection) -> dict[str, object]:
    """An answer as JSON has it."""
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
        "reason": posed.reason or None,
        "chosen": chosen_keys(problem, selection.answer) if selection.answer else [],
        "under_way": posed.under_way,
        "begins_later": [
            {"key": key, "by": by} for key, by in later_starts(problem, selection.answer)
        ],
    }


def plain_step(problem: SelectionProblem, step: Step) -> dict[str, object]:
    """A step of the frontier as JSON has it."""
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


def draw(out: Output, posed: Posed, selection: Selection, conflict: Sequence[str]) -> None:
    """Write an answer for people."""
    problem = posed.problem
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
            if not used and not limit.most:
                continue
            spent = _text(used, limit.places, limit.unit)
            out.line(f"{limit.label}: {spent} of {_text(limit.most, limit.places, limit.unit)}")
    if posed.reason:
        out.line(f"what there is to spend is not known: {posed.reason}")
    unit = "months" if posed.is_stored else "periods"
    later = {key: f", {by} {unit} later" for key, by in later_starts(problem, selection.answer)}
    rows = [
        (
            candidate.key,
            "in",
            candidate.title + later.get(candidate.key, ""),
        )
        for candidate, place in zip(problem.candidates, selection.answer, strict=False)
        if place >= 0
    ]
    rows += [(key, "on", "under way: its cost comes first") for key in posed.under_way]
    rows += [(key, "out", reason) for key, reason in all_left_out(posed, selection)]
    out.line()
    out.table(("KEY", "", "TITLE, OR WHY NOT"), rows)


def draw_frontier(out: Output, problem: SelectionProblem, steps: Sequence[Step]) -> None:
    """Write the efficient frontier for people."""
    if not steps:
        return
    out.line()
    rows = []
    for step in reversed(steps):
        sets = " or ".join("{" + ", ".join(_set(problem, answer)) + "}" for answer in step.sets)
        budget = _text(step.budget, problem.limits[0].places)
        rows.append(
            (budget, _text(step.value, problem.places), sets + " ..." * (not step.is_whole))
        )
    out.table(("FROM BUDGET", "VALUE", "SETS"), rows)


def plain_order(order: StartOrder) -> dict[str, object]:
    """The order in which projects start, as JSON has it."""
    return {
        "by": order.by,
        "starts": [
            {
                "key": project.row.key,
                "rank": project.rank,
                "start": project.start.isoformat() if project.start else None,
                "finish": project.finish.isoformat() if project.finish else None,
                "months_later": project.later if project.start else None,
                "why": project.why,
            }
            for project in order.projects
        ],
        "cost_of_delay": [
            {"by": cost.by, "points": cost.points, "reason": cost.reason or None}
            for cost in order.orders
        ],
    }


def draw_order(out: Output, order: StartOrder) -> None:
    """Write the order in which projects start, and what waiting costs beside other orders."""
    out.line()
    rows = [
        (
            project.start.isoformat() if project.start else _NONE,
            project.finish.isoformat() if project.finish else _NONE,
            project.row.key,
            "" if project.rank is None else f"{project.rank:,f}",
            project.why,
        )
        for project in order.projects
    ]
    rank = "" if order.by == AS_PLANNED else order.by.replace("_", " ").upper()
    out.table(("START", "FINISH", "KEY", rank, "WHY THEN"), rows)
    out.line()
    costs = [
        (cost.by, _NONE if cost.points is None else f"{cost.points:,f}", cost.reason)
        for cost in order.orders
    ]
    out.table(("ORDER BY", "COST OF DELAY", ""), costs)


def _set(problem: SelectionProblem, answer: Answer) -> list[str]:
    return chosen_keys(problem, answer)
