"""This file is `update_sheets`: a workbook for each project manager, and what came back merged."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec import structs

from pmtui.actions.core.action import Refused
from pmtui.cli.core.edit_verb import EditCall, EditVerb, previewed, submitted
from pmtui.cli.core.entity_names import resolve_component
from pmtui.cli.core.verb import DONE, REJECTED, USAGE, Parser, Stop
from pmtui.cli.verbs.exchange.import_ import file_named, take_arguments, take_of, tell_plan
from pmtui.exchange.formats.incoming_file import (
    ImportFile,
    edition_in,
    plan_file_import,
)
from pmtui.exchange.import_plan import ImportPlan
from pmtui.exchange.new_file import NewFileError
from pmtui.exchange.update_sheets.contents import update_sheets
from pmtui.exchange.update_sheets.writing import write_sheets


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a folder to write into; with --apply what came back",
    )
    parser.add_argument(
        "--into", default=".", metavar="SCOPE", help="whose projects are asked about"
    )
    parser.add_argument("--apply", action="store_true", help="take in what came back")
    parser.add_argument("--dry-run", action="store_true", help="say what would change")
    take_arguments(parser)


def _run(call: EditCall) -> int:
    if call.args.apply:
        return _take_in(call)
    if len(call.args.files) > 1:
        raise Stop(USAGE, "name one folder to write into; --apply takes in files that came back")
    return _write(call)


def _write(call: EditCall) -> int:
    """Write a workbook for each project manager whom something is to be asked.

    Raises:
        Stop: one of them is there already, or cannot be written.
    """
    session, folder = call.session, Path(call.args.files[0])
    scope = resolve_component(session.workspace, call.args.into)
    written = update_sheets(session.situation(scope=scope), session.store_id, scope)
    paths = tuple(folder / sheet.file_name for sheet in written.sheets)
    if paths and not call.args.dry_run:
        try:
            write_sheets(folder, written.sheets)
        except NewFileError as error:
            raise Stop(REJECTED if error.is_full else USAGE, str(error)) from error
    if call.out.as_json:
        files = [
            {"file": str(path), "person": sheet.origin.name, "rows": sheet.rows}
            for path, sheet in zip(paths, written.sheets, strict=True)
        ]
        call.out.document("update_sheets", files=files, left_out=written.left_out)
        return DONE
    for text in written.left_out:
        call.out.say(f"left out: {text}")
    for path, sheet in zip(paths, written.sheets, strict=True):
        call.out.line(f"{path}  {sheet.origin.name}: {sheet.rows} rows")
    if paths and call.args.dry_run:
        call.out.say("nothing was written; leave out --dry-run to write them")
    if not paths:
        call.out.say("nobody is to be asked anything here: no project has an owner and work due")
    return DONE


def _take_in(call: EditCall) -> int:
    """Merge what came back, the newest sheet first: all of it, or nothing.

    Raises:
        Stop: a file is no update sheet of this store.
    """
    files = sorted(map(_read, call.args.files), key=_newest_first)
    situation = call.session.situation()
    plans: list[ImportPlan] = []
    ahead: list[ImportPlan] = []
    for file in files:
        try:
            edition, _ = edition_in(file, call.session.store_id, call.session.workspace_at)
            plan = plan_file_import(file, situation, take=take_of(call), edition=edition)
        except Refused as refused:
            raise Stop(REJECTED, f"{file.source.called}: {refused}") from refused
        plans.append(plan)
        if not call.out.as_json:
            call.out.line(f"{file.source.called}:")
            tell_plan(call, plan, situation)
        if plan.clashes:  # what comes after it is read as if what stands here stood
            plan = plan_file_import(file, situation, take="mine", edition=edition)
        ahead.append(plan)
        following = previewed(call, tuple(op for plan in ahead for op in plan.all_ops))[1]
        situation = structs.replace(situation, workspace=following, sheet=None)
    code = USAGE if any(plan.errors for plan in plans) else DONE
    code = code or (REJECTED if any(plan.clashes for plan in plans) else DONE)
    revision = call.session.workspace.revision
    if not code and not call.args.dry_run:
        revision = _commit(call, plans)
    if call.out.as_json:
        sheets = [_document(file, plan) for file, plan in zip(files, plans, strict=True)]
        dry_run = bool(call.args.dry_run)
        call.out.document("update_sheets", revision=revision, dry_run=dry_run, sheets=sheets)
    elif code and len(plans) > 1:
        call.out.say("nothing was written of any of them")
    elif call.args.dry_run:
        call.out.say("nothing was written; leave out --dry-run to take it in")
    return code


def _commit(call: EditCall, plans: Sequence[ImportPlan]) -> int:
    """Write each sheet as a commit of its own; the revision."""
    revision = call.session.workspace.revision
    for plan in plans:
        if plan.all_ops:
            revision = submitted(call, plan.all_ops, "import").rev
    return revision


def _read(name: str) -> ImportFile:
    file = file_named(name)
    if file.update is None:
        what = "it is no update sheet of pmtui, or its hidden worksheet is gone"
        raise Stop(USAGE, f"{name}: {what}; pmtui import takes in tables")
    return file


def _newest_first(file: ImportFile) -> int:
    return -file.update.origin.revision if file.update is not None else 0


def _document(file: ImportFile, plan: ImportPlan) -> dict[str, object]:
    return {
        "file": file.source.called,
        "counts": plan.counts,
        "findings": plan.findings,
        "clashes": plan.clashes,
        "notes": plan.notes,
    }


VERB: Final = EditVerb(
    name="update_sheets",
    help="Writes a workbook for each project manager to fill in; --apply merges what came back.",
    arguments=_arguments,
    run=_run,
)
