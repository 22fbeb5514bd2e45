"""This file tells why an answer would be refused, while it can still be mended in its line."""

from collections.abc import Mapping

from pmtui.actions.arguments import read_argument
from pmtui.actions.checks.ended_places import ended_place_refusal
from pmtui.actions.core.action import Action, Arg, Refused, Situation
from pmtui.model.merging.settle import InvalidError, validated


def refusal(situation: Situation, action: Action, given: Mapping[str, object]) -> str:
    """Why nothing would come of an action; empty where it would, or where more is asked for."""
    if action.propose is None or any(arg.name not in given for arg in action.args):
        return ""
    try:
        if action.prepare is not None:
            action.prepare(situation, given)
            return ""
        ops = action.propose(situation, given).ops
        return ended_place_refusal(situation.workspace, validated(situation.workspace, ops), ops)
    except (Refused, InvalidError) as refused:
        return str(refused)


def text_refusal(
    situation: Situation, action: Action, arg: Arg, given: Mapping[str, object], text: str
) -> str:
    """Why a typed text is no answer for one argument of an action; empty where it is one."""
    try:
        value = read_argument(situation, arg, text)
    except Refused as refused:
        return str(refused)
    return refusal(situation, action, {**given, arg.name: value})
