"""This file is `diff`: what changed between two moments or baselines, in project words."""

from datetime import date
from typing import Final

import msgspec

from pmtui.cli.console.view_text import draw_section, draw_table, line_text
from pmtui.cli.core.entity_names import past_text, resolve_component, resolve_past
from pmtui.cli.core.verb import DONE, REJECTED, USAGE, Call, Parser, ReadVerb, Stop, StoreReading
from pmtui.figures.reports.comparison import compared as compared_scopes
from pmtui.figures.schedule_analysis.baseline_pictures import (
    Picture,
    moved_tasks,
    picture_now,
    picture_of,
)
from pmtui.figures.schedule_analysis.variance import TaskVariance, Variance, compared
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.entities.baselines import Baseline
from pmtui.model.entities.entity import Money
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.changes.change_list import changes
from pmtui.views.changes.fact import plain_change
from pmtui.views.schedule.baseline_variance import key_of, variance_view


class _Side(msgspec.Struct, frozen=True):
    """One of the two states that are compared."""

    workspace: Workspace
    text: str
    at: str | None
    day: date
    """The day it was then."""


def _run(call: Call) -> int:
    reading = call.read()
    if any(resolve_baseline(reading.workspace, value) for value in (call.args.a, call.args.b)):
        return run_against(call, reading)
    before, after = (_side(reading, text) for text in (call.args.a, call.args.b))
    scope = _scope(before.workspace, after.workspace, call.args.scope)
    comparison = None
    if before.workspace.revision <= after.workspace.revision:
        then, now = (Figures(side.workspace, side.day) for side in (before, after))
        comparison = compared_scopes(then, now, scope, reading.history())
    found = changes(before.workspace, after.workspace, scope, reading.today, comparison=comparison)
    if call.out.as_json:
        keys = {component_id: row.key for component_id, row in before.workspace.components.items()}
        keys |= {component_id: row.key for component_id, row in after.workspace.components.items()}
        call.out.document(
            "diff",
            scope=keys.get(scope),
            before=_side_json(before),
            after=_side_json(after),
            summary=[cell.text for cell in found.summary],
            rows=[plain_change(change, keys.get(change.component)) for change in found.rows],
        )
        return DONE
    call.out.say(f"from {before.text} to {after.text}")
    if not found.rows:
        call.out.say("nothing changed")
        return DONE
    call.out.line(line_text(found.summary).replace("  ", ", "))
    for section in found.sections:
        call.out.line()
        draw_section(call.out, section)
    return DONE


def _side(reading: StoreReading, text: str) -> _Side:
    past = resolve_past(reading, text)
    if past is None:
        now = f"now (revision {reading.workspace.revision})"
        return _Side(reading.workspace, now, None, reading.today)
    day = past.day or reading.today
    return _Side(past.workspace, past_text(reading, past), past.at or None, day)


def _scope(before: Workspace, after: Workspace, text: str) -> int:
    """The component that is meant, by the names of then where it is gone now."""
    there = before.by_key(text) if after.by_key(text) is None else None
    return resolve_component(after if there is None else before, text)


def _side_json(side: _Side) -> dict[str, object]:
    return {"revision": side.workspace.revision, "at": side.at}


def _arguments(parser: Parser) -> None:
    text = "a revision, a day, a minute or a baseline: r1242, yesterday, 2026-11-01, BL-1, now"
    parser.add_argument("a", metavar="A", help=text)
    parser.add_argument("b", metavar="B", help="another one")
    parser.add_argument(
        "scope", nargs="?", default=".", metavar="SCOPE", help="key, id or path; . for everything"
    )


def resolve_baseline(workspace: Workspace, text: str) -> Baseline | None:
    """The baseline a key such as `BL-2` names; None where it is no such key."""
    found = workspace.by_key(text)
    return found[1] if found is not None and isinstance(found[1], Baseline) else None


def run_against(call: Call, reading: StoreReading) -> int:
    """Compare A with B, at least one of which is a baseline.

    Raises:
        Stop: they are of two components, or one has no dates.
    """
    workspace = reading.workspace
    texts = (call.args.a, call.args.b)
    sides = [resolve_baseline(workspace, text) for text in texts]
    component = next(side.component for side in sides if side is not None)
    others = [side.key for side in sides if side is not None and side.component != component]
    if others:
        row = workspace.components[component]
        raise Stop(USAGE, f"{others[0]} is no baseline of {row.key} {row.name}")
    before, after = (
        picture_of(workspace, side) if side is not None else _planned(reading, text, component)
        for side, text in zip(sides, texts, strict=True)
    )
    found = compared(before, after, moved_tasks(workspace, before, after))
    names = [
        text if side is None else f"{side.key} {side.label}"
        for side, text in zip(sides, texts, strict=True)
    ]
    if call.out.as_json:
        _document(call, workspace, found, names)
        return DONE
    row = workspace.components[component]
    call.out.say(f"{row.key} {row.name} from {names[0]} to {names[1]}")
    shown = variance_view(workspace, found, reading.today)
    call.out.line(line_text(shown.summary).replace("  ", ", "))
    if shown.table.count:
        call.out.line()
        draw_table(call.out, shown.table)
    return DONE


def _planned(reading: StoreReading, text: str, component: int) -> Picture:
    """What was planned at a moment."""
    past = resolve_past(reading, text)
    workspace = reading.workspace if past is None else past.workspace
    day = reading.today if past is None else past.day or reading.today
    try:
        found = picture_now(Figures(workspace, day), component)
    except ValueError as error:
        raise Stop(REJECTED, f"{text}: it has no dates: {error}") from error
    if found is None:
        raise Stop(USAGE, f"{text}: the component was not there then")
    return found


def _document(call: Call, workspace: Workspace, found: Variance, names: list[str]) -> None:
    call.out.document(
        "diff",
        scope=workspace.components[found.component].key,
        before={"label": names[0]},
        after={"label": names[1]},
        start_days=found.start_days,
        finish_days=found.finish_days,
        work_minutes=found.work,
        budget=_decimal(found.budget),
        cost=_decimal(found.cost),
        currency=found.cost.currency if found.cost is not None else None,
        added=found.count("added"),
        removed=found.count("removed"),
        moved_in=found.count("moved_in"),
        moved_out=found.count("moved_out"),
        finish_without=[key_of(workspace, variance.task) for variance in found.gone_later],
        rows=[_row(workspace, variance) for variance in found.changed],
    )


def _row(workspace: Workspace, one: TaskVariance) -> dict[str, object]:
    task = workspace.tasks.get(one.task)
    before, after = one.before, one.after
    elsewhere = workspace.components.get(one.elsewhere)
    return {
        "id": one.task,
        "key": task.key if task is not None else None,
        "title": one.title,
        "what": one.scope,
        "elsewhere": elsewhere.key if elsewhere is not None else None,
        "summary": one.is_summary,
        "start_days": one.start_days,
        "finish_days": one.finish_days,
        "duration_minutes": one.duration,
        "work_minutes": one.work,
        "cost": _decimal(one.cost),
        "before": None if before is None else _ends(before.start, before.finish),
        "after": None if after is None else _ends(after.start, after.finish),
    }


def _decimal(money: Money | None) -> str | None:
    return None if money is None else str(money.decimal)


def _ends(start: int, finish: int) -> dict[str, str]:
    return {"start": moment_of(start).isoformat(), "finish": moment_of(finish).isoformat()}


VERB: Final = ReadVerb(
    name="diff",
    help="Shows what changed between two moments or baselines in project words.",
    arguments=_arguments,
    run=_run,
)
