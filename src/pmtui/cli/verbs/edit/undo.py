"""This file is `undo`: taking back my last commit."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Final

from pmtui.cli.core.edit_verb import (
    EditCall,
    EditVerb,
    changed_keys,
    committed,
    keyless_words,
    refuse_read_only,
)
from pmtui.cli.core.verb import DONE, deferred_interrupt
from pmtui.model.merging.outcome import Outcome


def _undo(call: EditCall) -> int:
    refuse_read_only(call.session)
    return take_back(call, "undo", call.session.undo)


def take_back(call: EditCall, verb: str, take: Callable[[], Future[Outcome]]) -> int:
    """Do what undo or redo takes, wait for the disk and say what changed."""
    with deferred_interrupt(call.out):
        commit = committed(call, take())
        call.out.made(commit.rev)
    keys = changed_keys(call.session.workspace, commit)
    if call.out.as_json:
        call.out.document(verb, revision=commit.rev, undo_of=commit.undo_of, changed=keys)
        return DONE
    names = keys or keyless_words(call.session.workspace, commit)
    shown = ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
    done = "taken back" if verb == "undo" else "done again"
    call.out.say(f"{done}: {shown} (revision {commit.rev})")
    return DONE


VERB: Final = EditVerb(
    name="undo", help="Takes back your last commit that still stands.", run=_undo
)
