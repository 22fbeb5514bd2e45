"""This file is `scenario`: what scenarios come to beside the plan, and what one changes in it."""

from pmtui.cli.console.view_text import draw_section
from pmtui.cli.core.entity_names import resolve_component
from pmtui.cli.core.scenario_option import scenario_named
from pmtui.cli.core.verb import DONE, USAGE, Call, Parser, ReadVerb, Stop, StoreReading
from pmtui.figures.effects.side_by_side import ComparedMeasure, Value
from pmtui.model.entities.entity import Money
from pmtui.model.scenarios.overlay import drafts_in, laid_over
from pmtui.model.scenarios.scenarios import Scenario
from pmtui.views.changes.change_list import changes
from pmtui.views.changes.fact import plain_change
from pmtui.views.changes.scenario_comparison import SIDES, ScenarioComparison, compared_scenarios


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "scenarios", nargs="*", metavar="KEY", help="up to four; the newest being tried without"
    )
    parser.add_argument("--scope", default=".", metavar="SCOPE", help="key, id or path; . for all")


def _run(call: Call) -> int:
    reading = call.read()
    if call.args.scenario:
        raise Stop(USAGE, "name the scenarios behind the verb: pmtui scenario W-1 W-2")
    scenarios = _asked(reading, call.args.scenarios)
    if not scenarios:
        raise Stop(USAGE, "no scenario is being tried; pmtui add scenario NAME begins one")
    scope = resolve_component(reading.workspace, call.args.scope)
    comparison = compared_scenarios(reading.workspace, scenarios, scope, reading.today)
    only = scenarios[0] if len(call.args.scenarios) == 1 else None
    if call.out.as_json:
        _document(call, reading, comparison, scenarios, only)
        return DONE
    names = "  ".join(f"{row.key} {row.name} ({row.state})" for row in scenarios)
    call.out.say(names)
    draw_section(call.out, comparison.section(reading.today))
    if only is not None:
        after = laid_over(reading.workspace, only.id).workspace
        for section in changes(reading.workspace, after, scope, reading.today).sections:
            call.out.line()
            draw_section(call.out, section)
    return DONE


def _asked(reading: StoreReading, texts: list[str]) -> list[Scenario]:
    """The scenarios meant: those named, else the newest that are being tried.

    Raises:
        Stop: one of them is none, or they are too many to stand side by side.
    """
    if len(texts) > SIDES:
        raise Stop(USAGE, f"{len(texts)} scenarios: at most {SIDES} stand side by side")
    if texts:
        return [scenario_named(reading.workspace, text) for text in texts]
    return drafts_in(reading.workspace)[:SIDES]


def _document(
    call: Call,
    reading: StoreReading,
    comparison: ScenarioComparison,
    scenarios: list[Scenario],
    only: Scenario | None,
) -> None:
    workspace = reading.workspace
    rows = [
        {
            "key": row.key,
            "name": row.name,
            "state": row.state,
            "left_out": list(left),
        }
        for row, left in zip(scenarios, comparison.left_out, strict=True)
    ]
    changed = []
    if only is not None:
        after = laid_over(workspace, only.id).workspace
        keys = {row_id: row.key for row_id, row in after.components.items()}
        changed = [
            plain_change(change, keys.get(change.component))
            for change in changes(workspace, after, 0, reading.today).rows
        ]
    call.out.document(
        "scenario",
        revision=workspace.revision,
        scenarios=rows,
        measures=[_plain_measure(measure, comparison.names) for measure in comparison.measures],
        changes=changed,
    )


def _plain_measure(measure: ComparedMeasure, names: tuple[str, ...]) -> dict[str, object]:
    values = [
        {"of": name, "value": _plain(value)}
        for name, value in zip(names, measure.values, strict=True)
    ]
    return {"measure": measure.id, "title": measure.title, "values": values}


def _plain(value: Value) -> object:
    if isinstance(value, Money):
        return {"amount": str(value.decimal), "currency": value.currency}
    return value if value is None or isinstance(value, int) else str(value)


VERB = ReadVerb(
    name="scenario",
    help="Sets scenarios side by side with the plan; of a single one lists what it changes too.",
    arguments=_arguments,
    run=_run,
)
