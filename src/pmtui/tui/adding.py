"""This file asks for what is new: the kind stands before the line, and Tab puts another there."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from pmtui.actions.create import table_of_word
from pmtui.actions.spec import Action, Arg, Situation
from pmtui.query.kindword import kind_said
from pmtui.tui.meaning import quick_echo
from pmtui.tui.offers import completed, offers
from pmtui.tui.quickline import Question, kept_of
from pmtui.tui.refusing import text_refusal

OTHERS: Final = (
    "task", "milestone", "risk", "issue", "change", "decision", "assumption", "action", "gate",
    "benefit", "objective", "person",
)  # fmt: skip
"""Kinds that can be added anywhere, after those that a pane is for."""
_MARK: Final = re.compile(r"(?:^|\s)(?:[@#]|[A-Za-z][\w-]*:)\S*$")
"""A mark at the end of a line, which Tab completes before it changes the kind."""


class Adding:
    """The kinds of what is new, and the question for a line of one of them.

    Args:
        action: the action that adds.
        situation: where it is added.
        given: what is known already; the kind first asked for is among it.
        kinds: words that Tab goes through.
        answered: gets what is known, and the text, on Enter.
    """

    def __init__(
        self,
        action: Action,
        situation: Situation,
        given: Mapping[str, Any],
        kinds: tuple[str, ...],
        answered: Callable[[dict[str, Any], str], None],
    ) -> None:
        self._action = action
        self._arg = next(arg for arg in action.args if arg.kind == "quick")
        self._situation = situation
        self._given = dict(given)
        self._kinds = tuple(dict.fromkeys((str(given["kind"]), *kinds, *OTHERS)))
        self._answered = answered
        target = situation.targets[0] if situation.targets else None
        self._place = (target.table, target.id) if target is not None else None

    def question(self, text: str = "", kind: str = "") -> Question:
        """The line for a kind; the one that was given unless told otherwise."""
        given = {**self._given, "kind": kind or self._given["kind"]}
        word = str(given["kind"])
        return Question(
            f"new {word}",
            lambda line: self._answered(given, line),
            text=text,
            takes_lines=True,
            echo=lambda line: quick_echo(self._situation, word, line),
            label=lambda line: f"new {self._said(word, line) or word}",
            complete=lambda line: self._completed(given, line),
            turn=lambda step, line: self._turned(step, word, line),
            refuse=lambda line: self._refusal(self._arg, given, line),
            turns_to=self._beside(word, 1),
            action=self._action.id,
            given=kept_of(given),
            target=self._place,
        )

    def _turned(self, step: int, word: str, line: str) -> Question:
        """The same line for another kind; a kind that the line itself names gives way."""
        said = self._said(word, line)
        if said:
            line = line.lstrip().partition(":")[2].lstrip()
        return self.question(line, self._beside(said or word, step))

    def _beside(self, word: str, step: int) -> str:
        at = self._kinds.index(word) if word in self._kinds else -1 if step > 0 else 0
        return self._kinds[(at + step) % len(self._kinds)]

    def _completed(self, given: Mapping[str, Any], line: str) -> str:
        if not _MARK.search(line):
            return line
        kind = self._said(str(given["kind"]), line) or given["kind"]
        here = {**given, "kind": kind}
        return completed(line, offers(self._situation, self._arg, here, line))

    def _refusal(self, arg: Arg, given: Mapping[str, Any], line: str) -> str:
        return text_refusal(self._situation, self._action, arg, given, line)

    @staticmethod
    def _said(word: str, line: str) -> str:
        table = (table_of_word(word) or ("tasks", ""))[0]
        return kind_said(table, line, is_typed=True).word
