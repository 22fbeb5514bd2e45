"""This file is `check`: whether a store keeps its own rules, and saving what can be saved of it."""

from collections.abc import Iterator
from typing import Final

import msgspec

from pmtui import clock
from pmtui.cli.core.maintenance_verb import MaintenanceCall, MaintenanceVerb
from pmtui.cli.core.verb import DONE, FOUND, NO_STORE, Parser, Stop, deferred_interrupt
from pmtui.figures.governance.rights_breaches import breaches_in
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.storing.care import StoreError, StoreFinding
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.wording.formatting import count_with_noun


def _run(call: MaintenanceCall) -> int:
    if call.args.salvage:
        return _salvage(call, call.args.salvage)
    workspace = _opened(call)
    try:
        found = [*call.maintenance().check(), *_outside_rights(workspace)]
    except StoreError as error:
        raise Stop(NO_STORE, str(error)) from error
    bad = sum(finding.grade == "bad" for finding in found)
    revision = workspace.revision if workspace is not None else None
    rows = sum(map(len, workspace.tables.values())) if workspace is not None else None
    if call.out.as_json:
        call.out.document("check", revision=revision, rows=rows, bad=bad, findings=found)
    else:
        for finding in found:
            call.out.line(f"{finding.grade}  {finding.where}: {finding.text}")
        sound = f"{count_with_noun(len(found), 'finding')}, {bad} bad" if found else "sound"
        held = "it cannot be opened" if rows is None else f"{rows} rows at revision {revision}"
        call.out.say(f"{sound}: {held}")
    return FOUND if found else DONE


def _outside_rights(workspace: Workspace | None) -> Iterator[StoreFinding]:
    """The approvals that the rules of the store do not allow, whatever became of them since."""
    if workspace is None:
        return
    figures = Figures(workspace, clock.today(workspace.policy.timezone))
    for breach in breaches_in(figures, 0):
        yield StoreFinding("odd", breach.name, breach.text)


def _opened(call: MaintenanceCall) -> Workspace | None:
    """What a store holds; None where it cannot be opened but there is a log to examine.

    Raises:
        Stop: there is no store at all.
    """
    try:
        return call.read().workspace
    except Stop:
        if not call.maintenance().has_remains():
            raise
        return None


def _salvage(call: MaintenanceCall, out: str) -> int:
    try:
        with deferred_interrupt(call.out):
            done = call.maintenance().salvage(out)
            call.out.done = f"the store {out} was made"
    except StoreError as error:
        raise Stop(NO_STORE, str(error)) from error
    if call.out.as_json:
        call.out.document("salvage", store=out, **msgspec.structs.asdict(done))
    else:
        for line in done.lost:
            call.out.line(f"lost  {line}")
        kept = f"; copies of what is damaged are in {done.quarantine}" if done.quarantine else ""
        call.out.say(
            f"{done.documents} documents of revision {done.revision} are in {out}, "
            f"{call.store} is as it was{kept}"
        )
    return FOUND if done.lost else DONE


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "--salvage", default="", metavar="OUT", help="make a new store of what can be read of it"
    )


VERB: Final = MaintenanceVerb(
    name="check",
    help="Checks the whole store; exit code 1 where it finds something.",
    arguments=_arguments,
    run=_run,
)
