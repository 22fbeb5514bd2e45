"""This file is `snapshot`: writing a store's one file anew."""

from typing import Final

from pmtui.cli.core.edit_verb import EditCall, EditVerb, refuse_read_only
from pmtui.cli.core.verb import DONE, deferred_interrupt


def _snapshot(call: EditCall) -> int:
    refuse_read_only(call.session)
    with deferred_interrupt(call.out):
        call.session.snapshot()
        revision = call.session.workspace.revision
        call.out.done = f"the file holds revision {revision}"
    if call.out.as_json:
        call.out.document("snapshot", revision=revision)
    else:
        call.out.say(f"the file holds revision {revision}")
    return DONE


VERB: Final = EditVerb(
    name="snapshot", help="Writes the store's one file from its log now.", run=_snapshot
)
