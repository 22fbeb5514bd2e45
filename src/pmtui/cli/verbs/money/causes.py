"""This file is `causes`: what moved the forecast of a scope since last month, and by how much."""

from typing import Final

from pmtui.cli.console.view_text import draw_section
from pmtui.cli.core.entity_names import read_as_of, resolve_component, scope_argument, scope_key
from pmtui.cli.core.verb import DONE, Call, ReadVerb
from pmtui.figures.reports.forecast_causes import forecast_causes
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.money.forecast_causes import causes_section, change_text, plain_causes


def _causes(call: Call) -> int:
    reading = read_as_of(call)
    scope = resolve_component(reading.workspace, call.args.scope)
    figures = Figures(reading.workspace, reading.today)
    moved = forecast_causes(figures, scope, reading.history())
    if call.out.as_json:
        call.out.document(
            "causes",
            scope=scope_key(figures, scope),
            revision=figures.workspace.revision,
            **plain_causes(moved),
        )
        return DONE
    if not moved.reason:
        call.out.line(change_text(moved))
    draw_section(call.out, causes_section(moved))
    return DONE


VERB: Final = ReadVerb(
    name="causes",
    help="Shows what moved the forecast since last month: commits and rows, rates, passing time.",
    arguments=scope_argument,
    run=_causes,
)
