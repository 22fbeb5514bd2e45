"""This file says what an action came to: as words, or as JSON."""

from pmtui.cli.core.edit_verb import (
    EditCall,
    changed_keys,
)
from pmtui.model.changes.ops import Commit


def tell_action(call: EditCall, verb: str, commit: Commit | None, message: str) -> None:
    """Say what a verb did: what its action said, or that all is so already."""
    workspace = call.session.workspace
    if commit is None:
        message = "it is so already"
    if call.out.as_json:
        keys = changed_keys(workspace, commit) if commit is not None else []
        revision = commit.rev if commit is not None else workspace.revision
        call.out.document(verb, revision=revision, changed=keys, message=message, said=message)
    elif message:
        call.out.say(message)
