"""This file is `contracts`: the links across projects, and what a slip costs."""

from typing import Final

from pmtui.cli.console.view_text import draw_table
from pmtui.cli.core.entity_names import scope_argument, scope_key, scoped_figures
from pmtui.cli.core.verb import DONE, Call, ReadVerb
from pmtui.figures.schedule_analysis.contracts import Contract
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.schedule.contracts import contract_list


def _contracts(call: Call) -> int:
    figures, scope, _ = scoped_figures(call)
    found = contract_list(figures, scope)
    if not call.out.as_json:
        draw_table(call.out, found.table)
        return DONE
    call.out.document(
        "contracts",
        scope=scope_key(figures, scope),
        revision=figures.workspace.revision,
        rows=[_contract(figures, contract) for contract in found.rows.values()],
    )
    return DONE


def _contract(figures: Figures, one: Contract) -> dict[str, object]:
    link, tasks = one.link, figures.workspace.tasks
    milestone = tasks.get(one.milestone)
    program = figures.workspace.components.get(one.program)
    return {
        "id": link.id,
        "key": link.key,
        "state": link.state,
        "predecessor": tasks[link.predecessor].key,
        "giver": tasks[link.predecessor].key,
        "successor": tasks[link.successor].key,
        "taker": tasks[link.successor].key,
        "needed_by": link.needed_by,
        "promised": link.promised,
        "forecast": one.forecast,
        "late_days": one.late,
        "past_promise_days": one.broken_promise,
        "successor_days": one.successor_days,
        "taker_days": one.successor_days,
        "milestone": milestone.key if milestone is not None else None,
        "milestone_days": one.milestone_days,
        "program": program.key if program is not None else None,
        "program_days": one.program_days,
    }


VERB: Final = ReadVerb(
    name="contracts",
    help="Shows the links across projects: forecast, days late, and what a slip costs.",
    arguments=scope_argument,
    run=_contracts,
)
