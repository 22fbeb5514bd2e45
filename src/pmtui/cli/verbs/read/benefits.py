"""This file is `benefits`: the benefits of a scope, what is measured, and what is due."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from pmtui.cli.console.exit_codes import DONE
from pmtui.cli.console.view_text import draw_table
from pmtui.cli.core.scope_argument import scope_argument, scope_key, scoped_figures
from pmtui.cli.core.verb import Call, Parser, ReadVerb
from pmtui.figures.benefits.measures import measured
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.profiles import Attribution
from pmtui.model.entities.registers import BENEFITS, Benefit
from pmtui.model.realisation.live_benefits import is_live
from pmtui.views.benefits.part_tables import due, plain_table, register
from pmtui.views.shapes.sorting import sorted_rows

_PLACES: Final = Decimal("0.000001")


def _benefits(call: Call) -> int:
    figures, scope, _ = scoped_figures(call)
    components = (*figures.live_subtree(scope), *(() if scope else (0,)))
    rows = [
        benefit
        for component in components
        for benefit in figures.workspace.rows_by(Benefit, "component", component)
        if not benefit.archived and (not call.args.due or is_live(benefit))
    ]
    if call.args.due:
        every = (benefit.id for benefit in rows)
        order = sorted_rows(figures, every, "next_measure,owner", (), lambda _id: BENEFITS.name)
        rows = [figures.workspace.rows_of(Benefit)[row_id] for row_id in order]
    ids = [benefit.id for benefit in rows]
    if call.out.as_json:
        call.out.document(
            "benefits",
            scope=scope_key(figures, scope),
            revision=figures.workspace.revision,
            rows=[_row(figures, benefit) for benefit in rows],
        )
        return DONE
    if call.args.due:
        draw_table(call.out, plain_table(due, figures, BENEFITS.name, ids, "next_measure,owner"))
    else:
        draw_table(call.out, plain_table(register, figures, BENEFITS.name, ids))
    return DONE


def _arguments(parser: Parser) -> None:
    scope_argument(parser)
    parser.add_argument(
        "--due", action="store_true", help="what is still to be measured, by day and owner"
    )


def _row(figures: Figures, benefit: Benefit) -> dict[str, object]:
    standing = measured(figures, benefit)
    owner = figures.workspace.people.get(benefit.owner)
    answers = {
        "attainment": standing.attainment,
        "planned_to_date": standing.planned,
        "forecast_to_date": standing.forecast,
        "variance": standing.variance,
    }
    due = benefit.next_measure
    return {
        "key": benefit.key,
        "title": benefit.title,
        "kind": benefit.kind,
        "type": benefit.type or None,
        "component": scope_key(figures, benefit.component),
        "owner": owner.name if owner is not None else None,
        "state": benefit.state,
        "measure": benefit.measure or None,
        "unit": benefit.unit or None,
        "baseline": benefit.baseline or None,
        "target": benefit.target or None,
        "measured": standing.reading.value if standing.reading is not None else None,
        "measured_at": standing.reading.at.isoformat() if standing.reading is not None else None,
        **{name: _decimal(answer.value) for name, answer in answers.items()},
        "undefined": {
            name: answer.reason for name, answer in answers.items() if answer.value is None
        },
        "next_measure": due.isoformat() if due is not None else None,
        "overdue": standing.is_overdue,
        "end": benefit.end or None,
        "shift_months": standing.profiles.shift,
        "planned": standing.profiles.planned.as_rows(),
        "forecast": standing.profiles.forecast.as_rows(),
        "attribution": [
            {"component": scope_key(figures, row.component), "share": row.share}
            for row in figures.workspace.rows_by(Attribution, "benefit", benefit.id)
            if not row.archived
        ],
    }


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.quantize(_PLACES, ROUND_HALF_UP).normalize():f}"


VERB: Final = ReadVerb(
    name="benefits",
    help="Shows the benefits of a scope: how far each has come, planned, forecast, and due.",
    arguments=_arguments,
    run=_benefits,
)
