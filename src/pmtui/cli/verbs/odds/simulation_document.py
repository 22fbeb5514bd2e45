"""This file writes what a simulation came to as a JSON document."""

from pmtui.cli.console.output import Output
from pmtui.cli.core.entity_names import scope_key
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.simulated.scope_answer import (
    SHOWN_PERCENTILES,
    Percentiles,
    ResponseOdds,
    RowOdds,
    ScopeAnswer,
)
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.entities.entity import Money


def write_simulation(out: Output, figures: Figures, answer: ScopeAnswer, key: str | None) -> None:
    """Write what a simulation came to.

    Args:
        out: takes the document.
        figures: the sheet it was simulated on.
        answer: what it came to.
        key: of the row that keeps it; None where none does.
    """
    tasks, components = figures.workspace.tasks, figures.workspace.components
    out.document(
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
        responses=[_response(answer, figures, row) for row in answer.responses],
        joint=_joint(answer),
        criticality=[
            {
                "key": tasks[task.task].key,
                "share": answer.share(task),
                "sensitivity": task.sensitivity,
                "cruciality": answer.cruciality(task),
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


def _response(answer: ScopeAnswer, figures: Figures, row: ResponseOdds) -> dict[str, object]:
    return {
        "key": figures.workspace.risks[row.risk].key,
        "finish_p80": _moment(row.finish),
        "days": row.days,
        "cost_p80": _decimal(answer, row.cost),
        "saved": _decimal(answer, row.saved),
        "mean_saved": _decimal(answer, row.mean_saved),
        "response_cost": None if row.own_cost is None else _decimal(answer, row.own_cost),
        "net": None if row.net is None else _decimal(answer, row.net),
    }


def _joint(answer: ScopeAnswer) -> dict[str, object] | None:
    joint = answer.joint
    if joint is None:
        return None
    return {
        "both_p80": joint.both,
        "level": joint.level,
        "finish": _moment(joint.finish),
        "cost": _decimal(answer, joint.cost),
        "budget": None if joint.budget is None else _decimal(answer, joint.budget),
        "within_budget": joint.within_budget,
        "within_promise_and_budget": joint.kept,
    }


def _dates(result: Percentiles) -> dict[str, object]:
    shown = {f"p{share}": _moment(result.at(share)) for share in SHOWN_PERCENTILES}
    return {"mean": _moment(result.mean), **shown}


def _amounts(answer: ScopeAnswer, result: Percentiles) -> dict[str, object]:
    shown = {f"p{share}": _decimal(answer, result.at(share)) for share in SHOWN_PERCENTILES}
    return {"mean": _decimal(answer, result.mean), **shown}


def _decimal(answer: ScopeAnswer, amount: int) -> str:
    return f"{Money(amount, answer.currency).decimal:f}"


def _moment(minutes: int) -> str:
    return moment_of(minutes).isoformat()
