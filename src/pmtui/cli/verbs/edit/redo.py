"""This file is `redo`: doing again what I took back last."""

from typing import Final

from pmtui.cli.core.edit_verb import EditCall, EditVerb, refuse_read_only
from pmtui.cli.verbs.edit.undo import take_back


def _redo(call: EditCall) -> int:
    refuse_read_only(call.session)
    return take_back(call, "redo", call.session.redo)


VERB: Final = EditVerb(name="redo", help="Does again what you took back last.", run=_redo)
