"""This file is `health`: the computed ratings of a scope beside the reported ones."""

from typing import Final

from pmtui.cli.console.view_text import draw_section
from pmtui.cli.core.entity_names import scope_argument, scope_key, scoped_figures
from pmtui.cli.core.verb import DONE, Call, ReadVerb
from pmtui.figures.components.health import Health
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.overview.scope_overview import overview


def _health(call: Call) -> int:
    figures, scope, _ = scoped_figures(call)
    ids = [scope] if scope else list(figures.live_children(0))
    ids += [child_id for above in list(ids) for child_id in figures.live_children(above)]
    found = [figures.health(row_id) for row_id in dict.fromkeys(ids)]
    if call.out.as_json:
        rows = [_health_json(figures, health) for health in found]
        name, revision = scope_key(figures, scope), figures.workspace.revision
        below = _below_json(figures.health(scope))
        call.out.document("health", scope=name, revision=revision, below=below, rows=rows)
        return DONE
    shown = overview(figures, scope)
    draw_section(call.out, shown.health)
    if shown.ratings.entries:
        call.out.line()
        draw_section(call.out, shown.ratings)
    texts = [_health_texts(figures, health) for health in found if health.component != scope]
    if texts:
        call.out.line()
        call.out.table(("key", "component", "rating", "trend", "reported", "why"), texts)
    return DONE


def _health_texts(figures: Figures, one: Health) -> list[str]:
    row = figures.workspace.components[one.component]
    why = "; ".join(part.reason for part in one.reasons) or "nothing to compute from"
    mark = " (watermelon)" if one.is_watermelon else ""
    said = f": {row.reported_reason}" if row.reported_reason else ""
    reported = f"{one.reported or '-'}{said}{mark}"
    return [row.key, row.name, one.computed or "-", one.trend or "-", reported, why]


def _health_json(figures: Figures, one: Health) -> dict[str, object]:
    row = figures.workspace.components[one.component]
    sides = [
        {"name": side.name, "rag": side.rag or None, "reason": side.reason} for side in one.sides
    ]
    return {
        "key": row.key,
        "name": row.name,
        "rag": one.computed or None,
        "reported": one.reported or None,
        "said": one.reported or None,
        "reported_rating": row.reported_rating,
        "said_rating": row.reported_rating,
        "computed": one.computed or None,
        "reported_reason": row.reported_reason,
        "watermelon": one.is_watermelon,
        "trend": one.trend or None,
        "before": one.before or None,
        "before_at": one.before_at.isoformat() if one.before_at is not None else None,
        "dimensions": sides[: len(one.dimensions)],
        "components": sides[-1] if one.components is not None else None,
        "below": _below_json(one),
    }


def _below_json(health: Health) -> list[dict[str, object]]:
    """How the ratings right below are spread; that of `null` is unknown."""
    return [
        {
            "rag": share.rag or None,
            "components": share.count,
            "percent": share.percent,
            "budget": str(share.budget.value.decimal) if share.budget.value else None,
            "currency": share.budget.value.currency if share.budget.value else None,
            "budget_percent": share.budget_percent,
            "before": share.before,
        }
        for share in health.below
    ]


VERB: Final = ReadVerb(
    name="health",
    help="Shows the computed ratings of a scope beside the reported ones, with reasons.",
    arguments=scope_argument,
    run=_health,
)
