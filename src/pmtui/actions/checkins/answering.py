"""This file answers asks."""

from pmtui.actions.core.action import Proposal, Refused, Situation, WrongInputError
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.governance.checkins import ASKS, Ask


def answered_asks(situation: Situation, words: str) -> Proposal:
    """What answers the asks that are meant, in the same words.

    Raises:
        Refused: one is over already, or nothing is answered.
    """
    asks = [row for row in situation.rows if isinstance(row, Ask)]
    ops = tuple(op for ask in asks for op in _answer(situation, ask, words.strip()))
    return Proposal(ops, f"{', '.join(ask.key for ask in asks)} answered: {words.strip()}")


def _answer(situation: Situation, ask: Ask, words: str) -> Ops:
    if ask.state == "answered":
        raise Refused(f"{ask.key} was answered already: {ask.answer}")
    if ask.state == "withdrawn":
        raise Refused(f"{ask.key} was withdrawn: there is nothing to answer")
    if not words:
        raise WrongInputError(f"{ask.key}: say what the answer is")
    return edit(
        ASKS.name,
        ask,
        answer=words,
        answered_by=situation.actor,
        answered_at=situation.today,
        state="answered",
    )
