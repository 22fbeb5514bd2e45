"""This file is `backup`: keeping everything as it is, and going back to what was kept."""

from typing import Final

from pmtui import clock
from pmtui.cli.console.view_text import draw_section, line_text
from pmtui.cli.core.confirmation import is_confirmed, stop_of, yes_argument
from pmtui.cli.core.maintenance_verb import (
    MaintenanceCall,
    MaintenanceVerb,
    opened_store,
    session_name,
)
from pmtui.cli.core.verb import DONE, FOUND, USAGE, Parser, Stop, deferred_interrupt
from pmtui.model.changes.difference import diff
from pmtui.model.merging.outcome import Committed
from pmtui.model.storing.care import Backup, MissingStoreError
from pmtui.query.dates.moments import parse_moment
from pmtui.query.error import QueryError
from pmtui.session.maintenance import Maintenance
from pmtui.views.changes.change_list import Changes, changes


def _backup(call: MaintenanceCall) -> int:
    act, named = call.args.act, call.args.name
    if bool(named) != (act == "restore"):
        raise Stop(USAGE, f"pmtui backup {act} {'needs the backup' if not named else 'takes none'}")
    with opened_store(call) as store:
        if act == "make":
            return _make(call, store)
        return _restore(call, store) if act == "restore" else _list(call, store)


def _make(call: MaintenanceCall, store: Maintenance) -> int:
    with deferred_interrupt(call.out):
        made = store.make_backup()
        call.out.done = f"the backup {made.name} was made"
    if call.out.as_json:
        call.out.document("backup", backup=_json(made))
    else:
        call.out.line(made.name)
    return DONE


def _list(call: MaintenanceCall, store: Maintenance) -> int:
    found = store.backups()
    if call.out.as_json:
        call.out.document("backups", rows=[_json(backup) for backup in found])
    elif found:
        rows = [
            (f"{backup.day}", f"r{backup.revision}", f"{backup.size:,}", backup.name)
            for backup in found
        ]
        call.out.table(("day", "revision", "bytes", "name"), rows, (2,))
    else:
        call.out.say("no backup yet; pmtui backup make makes one")
    return DONE


def _json(one: Backup) -> dict[str, object]:
    return {"name": one.name, "day": one.day, "revision": one.revision, "size": one.size}


def _restore(call: MaintenanceCall, store: Maintenance) -> int:
    backup = _meant(store, call.args.name)
    now, then = store.workspace, store.backup_workspace(backup)
    ops = diff(now, then)
    today = clock.today(now.policy.timezone)
    found = changes(now, then, 0, today)
    if not ops:
        call.out.say(f"everything is as in {backup.name}")
        return _restored(call, backup, found, None)
    if not call.out.as_json:
        _show(call, backup, found)
    if not is_confirmed(call, "Go back to it? What came since can be had again by `pmtui undo`."):
        _restored(call, backup, found, None)
        return FOUND
    with deferred_interrupt(call.out):
        outcome = store.restore(ops, session_name("restore"))
        if not isinstance(outcome, Committed):
            raise stop_of(outcome)
        call.out.made(outcome.rev)
    call.out.say(f"back at {backup.name} as revision {outcome.rev}; pmtui undo takes it back")
    return _restored(call, backup, found, outcome.rev)


def _meant(store: Maintenance, text: str) -> Backup:
    today = clock.today(store.workspace.policy.timezone)
    zone = clock.zone_or_utc(store.workspace.policy.timezone)
    try:
        when = text if text.endswith(".gz") else parse_moment(text, today, zone) or today
        return store.resolve_backup(when)
    except (QueryError, MissingStoreError) as error:
        raise Stop(USAGE, str(error)) from error


def _show(call: MaintenanceCall, backup: Backup, found: Changes) -> None:
    call.out.say(f"from now back to {backup.name} this changes:")
    call.out.line(line_text(found.summary).replace("  ", ", ") or "only orders of rows")
    for section in found.sections:
        call.out.line()
        draw_section(call.out, section)


def _restored(call: MaintenanceCall, backup: Backup, found: Changes, revision: int | None) -> int:
    if call.out.as_json:
        call.out.document(
            "restore",
            backup=_json(backup),
            revision=revision,
            summary=[cell.text for cell in found.summary],
            changes=len(found.rows),
        )
    return DONE


def _backup_arguments(parser: Parser) -> None:
    parser.add_argument(
        "act",
        nargs="?",
        choices=("make", "list", "restore"),
        default="make",
        metavar="make|list|restore",
        help="keep everything as it is now, list what was kept, go back to it",
    )
    parser.add_argument(
        "name", nargs="?", default="", metavar="BACKUP", help="its name, its day or its revision"
    )
    yes_argument(parser)


VERB: Final = MaintenanceVerb(
    name="backup",
    help="Makes a backup, lists them, or goes back to one by a commit of its own.",
    arguments=_backup_arguments,
    run=_backup,
)
