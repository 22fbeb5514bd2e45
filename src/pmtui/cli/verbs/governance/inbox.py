"""This file is `inbox`: what waits for a decision in a scope, and what was decided lately."""

from typing import Final

from pmtui.cli.console.view_text import draw_table
from pmtui.cli.core.entity_names import scope_argument, scope_key, scoped_figures
from pmtui.cli.core.verb import DONE, Call, ReadVerb
from pmtui.views.overview.inbox import InboxEntry, inbox_entries, inbox_table


def _inbox(call: Call) -> int:
    figures, scope, _ = scoped_figures(call)
    entries = inbox_entries(figures, scope)
    if not call.out.as_json:
        draw_table(call.out, inbox_table(figures, entries))
        return DONE
    workspace = figures.workspace
    rows = [
        _entry(entry, workspace.rows(entry.table)[entry.id].key, asked.name if asked else None)
        for entry in entries
        for asked in (workspace.people.get(entry.asked_by),)
    ]
    name, revision = scope_key(figures, scope), figures.workspace.revision
    waiting = sum(not entry.decided for entry in entries)
    call.out.document("inbox", scope=name, revision=revision, waiting=waiting, rows=rows)
    return DONE


def _entry(entry: InboxEntry, key: str, asked_by: str | None) -> dict[str, object]:
    return {
        "key": key,
        "table": entry.table,
        "kind": entry.kind,
        "what": entry.name,
        "asked_by": asked_by,
        "decides": entry.whom or None,
        "due": entry.due,
        "since": entry.since,
        "at_stake": entry.waiting or None,
        "decided_by": entry.decided or None,
    }


VERB: Final = ReadVerb(
    name="inbox",
    help="Shows what waits for a decision in a scope, who may decide it, and what was decided.",
    arguments=scope_argument,
    run=_inbox,
)
