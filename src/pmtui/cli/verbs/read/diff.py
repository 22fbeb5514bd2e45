"""This file is `diff`: what changed between two moments or baselines, in project words."""

from typing import Any, Final

import msgspec

from pmtui.cli.console.exit_codes import DONE
from pmtui.cli.console.view_text import draw_section, line_text
from pmtui.cli.core.as_of import past_text, resolve_past
from pmtui.cli.core.entity_names import resolve_component
from pmtui.cli.core.verb import Call, Parser, StoreReading, Verb
from pmtui.cli.verbs.read.baseline_diff import resolve_baseline, run_against
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.changes.change_list import RowChange, changes


class _Side(msgspec.Struct, frozen=True):
    """One of the two states that are compared."""

    workspace: Workspace
    text: str
    at: str | None


def _run(call: Call) -> int:
    reading = call.read()
    if any(resolve_baseline(reading.workspace, one) for one in (call.args.a, call.args.b)):
        return run_against(call, reading)
    before, after = (_side(reading, text) for text in (call.args.a, call.args.b))
    scope = _scope(before.workspace, after.workspace, call.args.scope)
    found = changes(before.workspace, after.workspace, scope, reading.today)
    if call.out.as_json:
        keys = {one: row.key for one, row in before.workspace.components.items()}
        keys |= {one: row.key for one, row in after.workspace.components.items()}
        call.out.document(
            "diff",
            scope=keys.get(scope),
            before=_side_json(before),
            after=_side_json(after),
            summary=[cell.text for cell in found.summary],
            rows=[_row_json(one, keys.get(one.component)) for one in found.rows],
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
        return _Side(reading.workspace, f"now (revision {reading.workspace.revision})", None)
    return _Side(past.workspace, past_text(reading, past), past.at or None)


def _scope(before: Workspace, after: Workspace, text: str) -> int:
    """The component that is meant, by the names of then where it is gone now."""
    there = before.by_key(text) if after.by_key(text) is None else None
    return resolve_component(after if there is None else before, text)


def _side_json(side: _Side) -> dict[str, Any]:
    return {"revision": side.workspace.revision, "at": side.at}


def _row_json(change: RowChange, component: str | None) -> dict[str, Any]:
    fact = change.fact
    return {
        "component": component,
        "table": change.table,
        "id": change.id,
        "key": change.key or None,
        "title": change.title,
        "what": fact.what,
        "text": fact.text,
        "field": fact.field or None,
        "before": fact.before or None,
        "after": fact.after or None,
        "days": fact.days,
    }


def _arguments(parser: Parser) -> None:
    text = "a revision, a day, a minute or a baseline: r1242, yesterday, 2026-11-01, BL-1, now"
    parser.add_argument("a", metavar="A", help=text)
    parser.add_argument("b", metavar="B", help="another one")
    parser.add_argument(
        "scope", nargs="?", default=".", metavar="SCOPE", help="key, id or path; . for everything"
    )


VERBS: Final = (
    Verb(
        name="diff",
        help="Shows what changed between two moments or baselines in project words.",
        arguments=_arguments,
        run=_run,
    ),
)
