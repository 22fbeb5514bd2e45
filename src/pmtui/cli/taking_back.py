"""This file is `undo` and `redo`: taking back my last commit, and doing it again."""

from typing import Final

from pmtui.cli.codes import DONE
from pmtui.cli.edit import EditCall, EditVerb, changed_keys, committed, refuse_read_only
from pmtui.model.ops import Commit


def _undo(call: EditCall) -> int:
    refuse_read_only(call.session)
    _tell(call, "undo", committed(call.session.undo()))
    return DONE


def _redo(call: EditCall) -> int:
    refuse_read_only(call.session)
    _tell(call, "redo", committed(call.session.redo()))
    return DONE


def _tell(call: EditCall, verb: str, commit: Commit) -> None:
    call.out.made(commit.rev)
    keys = changed_keys(call.session.workspace, commit)
    if call.out.as_json:
        call.out.document(verb, revision=commit.rev, undo_of=commit.undo_of, changed=keys)
        return
    shown = ", ".join(keys[:8]) + (f" and {len(keys) - 8} more" if len(keys) > 8 else "")
    done = "taken back" if verb == "undo" else "done again"
    call.out.say(f"{done}: {shown or 'rows without a key'} (revision {commit.rev})")


VERBS: Final = (
    EditVerb(name="undo", help="Takes back your last commit that still stands.", run=_undo),
    EditVerb(name="redo", help="Does again what you took back last.", run=_redo),
)
