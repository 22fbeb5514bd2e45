"""This file is `benefits`: the benefits of a scope, what is measured, and what is due."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import msgspec

from pmtui.cli.console.view_text import draw_table
from pmtui.cli.core.entity_names import scope_argument, scope_key, scoped_figures
from pmtui.cli.core.verb import DONE, Call, Parser, ReadVerb
from pmtui.figures.benefits.kpi_measures import kpi_standing
from pmtui.figures.benefits.map_outline import MapOutline
from pmtui.figures.benefits.profile import measured
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.profiles import KPIS, Attribution, Kpi
from pmtui.model.entities.registers import BENEFITS, Benefit
from pmtui.views.benefits.map_table import table_of_map
from pmtui.views.benefits.part_tables import due, register
from pmtui.views.shapes.table import request_of_scope

_PLACES: Final = Decimal("0.000001")


def _benefits(call: Call) -> int:
    figures, scope, _ = scoped_figures(call)
    if call.args.map:
        return _map(call, figures, scope)
    tables = (BENEFITS.name, KPIS.name) if call.args.due else (BENEFITS.name,)
    request = request_of_scope(figures, scope, tables)
    sorted_by = msgspec.structs.replace(request, sort="next_measure,owner" if call.args.due else "")
    shown = (due if call.args.due else register)(sorted_by)
    if not call.out.as_json:
        draw_table(call.out, shown)
        return DONE
    benefits, kpis = figures.workspace.rows_of(Benefit), figures.workspace.rows_of(Kpi)
    measured_rows: dict[str, object] = {
        "rows": [_row(figures, benefits[row_id]) for row_id in shown.ids if row_id in benefits]
    }
    if call.args.due:
        rated = [_kpi(figures, kpis[row_id]) for row_id in shown.ids if row_id in kpis]
        measured_rows[KPIS.name] = rated
    call.out.document(
        "benefits",
        scope=scope_key(figures, scope),
        revision=figures.workspace.revision,
        **measured_rows,
    )
    return DONE


def _map(call: Call, figures: Figures, scope: int) -> int:
    """What leads to what, from outputs to objectives, and what of it hangs in the air."""
    if not call.out.as_json:
        draw_table(call.out, table_of_map(figures, scope))
        return DONE
    outline = MapOutline(figures, scope)
    call.out.document(
        "benefits_map",
        scope=scope_key(figures, scope),
        revision=figures.workspace.revision,
        rows=[
            {
                "key": place.key or None,
                "layer": place.layer,
                "title": place.title,
                "comes_from": [outline.called(node) for node in place.comes_from],
                "leads_to": [outline.called(node) for node in place.leads_to],
                "lacks": place.lacks,
            }
            for place in map(outline.place, outline.places)
        ],
    )
    return DONE


def _arguments(parser: Parser) -> None:
    scope_argument(parser)
    part = parser.add_mutually_exclusive_group()
    part.add_argument(
        "--map", action="store_true", help="what leads to what, from outputs to objectives"
    )
    part.add_argument(
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


def _kpi(figures: Figures, kpi: Kpi) -> dict[str, object]:
    standing = kpi_standing(figures, kpi)
    owner, reading = figures.workspace.people.get(kpi.owner), standing.reading
    due = kpi.next_measure
    return {
        "key": kpi.key,
        "title": kpi.title,
        "component": scope_key(figures, kpi.component),
        "owner": owner.name if owner is not None else None,
        "unit": kpi.unit or None,
        "target": kpi.target or None,
        "measured": reading.value if reading is not None else None,
        "measured_at": reading.at.isoformat() if reading is not None else None,
        "shortfall": _decimal(standing.shortfall.value),
        "rating": standing.rating or None,
        "next_measure": due.isoformat() if due is not None else None,
        "overdue": standing.is_overdue,
    }


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.quantize(_PLACES, ROUND_HALF_UP).normalize():f}"


VERB: Final = ReadVerb(
    name="benefits",
    help="Shows the benefits of a scope: how far each has come, planned, forecast, and due.",
    arguments=_arguments,
    run=_benefits,
)
