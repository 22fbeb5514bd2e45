"""This file asks for what is new: the kind stands before the line, and Tab puts another there."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from pmtui.actions.adding.add_lines import plan_lines
from pmtui.actions.core.action import Action, Situation, table_of_word
from pmtui.model.entities.entity import title_of
from pmtui.query.entry.kind_prefix import ADDABLE_ANYWHERE, kind_prefix
from pmtui.query.entry.pasted_lists import list_lines
from pmtui.tui.keys.key_bursts import with_break_marks
from pmtui.tui.main.new_here import NewHere
from pmtui.tui.main.workbench import Workbench
from pmtui.tui.prompt.completions import argument_completions, quick_echo, with_first_completion
from pmtui.tui.prompt.quick_line import Question, storable_arguments
from pmtui.tui.prompt.unknown_names import resolve_names
from pmtui.tui.prompt.validation import text_refusal
from pmtui.views.wording.formatting import count_with_noun

_MARK: Final = re.compile(r"(?:^|\s)(?:[@#]|[A-Za-z][\w-]*:)\S*$")
"""A mark at the end of a line, which Tab completes before it changes the kind."""


class QuickAddPrompt:
    """Adds what is typed or pasted: one line, or several that are looked at first.

    Args:
        desk: where it is asked.
        action: the action that adds.
        situation: where it is added.
        given: what is known already; the likeliest kind here is taken where it has none.
        here: what can be added there, the likeliest kind first.
        run: carries it out with everything known; whether it was done.
    """

    def __init__(
        self,
        desk: Workbench,
        action: Action,
        situation: Situation,
        given: Mapping[str, object],
        *,
        here: NewHere,
        run: Callable[[dict[str, object]], bool],
    ) -> None:
        self._desk = desk
        self._action = action
        self._arg = next(arg for arg in action.args if arg.kind == "quick")
        self._situation = situation
        self._run = run
        kinds = tuple(here.kinds.values())
        self._given = {**({} if "kind" in given else here.defaults), **given}
        first = str(self._given.setdefault("kind", kinds[0]))
        self._kinds = tuple(dict.fromkeys((first, *kinds, *ADDABLE_ANYWHERE)))
        target = situation.targets[0] if situation.targets else None
        self._place = (target.table, target.id) if target is not None else None
        if target is not None and target.table == "tasks":
            self._given.setdefault("task", target.id)

    def ask(self, text: str = "", kind: str = "") -> None:
        """Open the line for a kind; the one that was given unless told otherwise."""
        self._desk.ask(self._question(text, kind or str(self._given["kind"])))

    def preview(self, text: str, kind: str = "", left: Callable[[], None] | None = None) -> None:
        """Show what each line would become; the person adds all of them, or the good ones.

        Args:
            text: the lines.
            kind: what they become unless another is chosen.
            left: called where nothing is to be added.
        """
        first = kind or str(self._given["kind"])
        at = self._kinds.index(first)
        kinds = (*self._kinds[at:], *self._kinds[:at])
        from pmtui.tui.screens.paste_preview import PasteAnswer, PasteScreen, Preview

        def look(word: str) -> Preview:
            lines = plan_lines(self._situation, word, text, {**self._given, "kind": word})
            told = (
                quick_echo(self._situation, line.word, line.line.text, is_one=False)
                for line in lines
                if not line.problem
            )
            return Preview(lines, tuple(told))

        def answered(answer: PasteAnswer | None) -> None:
            if answer is None:
                (left or (lambda: None))()
                return
            self._settle(answer.word, answer.good, lambda: added(answer))

        def added(answer: PasteAnswer) -> None:
            """What could not go in stands in the line again, to be mended."""
            if answer.bad:
                self.ask(with_break_marks(answer.bad), answer.word)
                return
            count = count_with_noun(len(answer.lines), "line")
            self._desk.say(f"{count} added; u takes them back")

        self._desk.push(PasteScreen(kinds, look, self._where), answered)

    @property
    def _where(self) -> str:
        row = self._situation.workspace.components.get(self._situation.scope)
        return title_of(row) if row is not None else "the store"

    def _answered(self, word: str, text: str) -> None:
        if len(list_lines(text)) > 1:
            self.preview(text, word, lambda: self.ask(with_break_marks(text), word))
        else:
            self._settle(word, text, lambda: None)

    def _settle(self, word: str, text: str, done: Callable[[], None]) -> None:
        """Ask for the names that nobody carries, then add the lines."""

        def settled(line: str) -> None:
            if self._run({**self._given, "kind": word, "text": line}):
                done()

        resolve_names(
            self._desk,
            self._situation,
            word,
            text,
            settled=settled,
            again=lambda line: self.ask(with_break_marks(line), word),
        )

    def _question(self, text: str, word: str) -> Question:
        given = {**self._given, "kind": word}
        return Question(
            f"new {word}",
            lambda line: self._answered(word, line),
            text=text,
            takes_lines=True,
            echo=lambda line: quick_echo(self._situation, word, line),
            label=lambda line: f"new {_said(word, line) or word}",
            complete=lambda line: self._completed(given, line),
            turn=lambda step, line: self._turned(step, word, line),
            refuse=lambda line: self._refusal(given, line),
            turns_to=self._beside(word, 1),
            action=self._action.id,
            given=storable_arguments(given),
            target=self._place,
        )

    def _turned(self, step: int, word: str, line: str) -> Question:
        """The same line for another kind; a kind that the line itself names gives way."""
        said = _said(word, line)
        if said:
            line = line.lstrip().partition(":")[2].lstrip()
        return self._question(line, self._beside(said or word, step))

    def _beside(self, word: str, step: int) -> str:
        at = self._kinds.index(word) if word in self._kinds else -1 if step > 0 else 0
        return self._kinds[(at + step) % len(self._kinds)]

    def _completed(self, given: Mapping[str, object], line: str) -> str:
        if not _MARK.search(line):
            return line
        here = {**given, "kind": _said(str(given["kind"]), line) or given["kind"]}
        return with_first_completion(
            line, argument_completions(self._situation, self._arg, here, line)
        )

    def _refusal(self, given: Mapping[str, object], text: str) -> str:
        if len(list_lines(text)) > 1:
            return ""  # Several are looked at one by one before they go in.
        return text_refusal(self._situation, self._action, self._arg, given, text)


def _said(word: str, line: str) -> str:
    """The kind that a line names itself, among those for a kind; empty where it names none."""
    table = (table_of_word(word) or ("tasks", ""))[0]
    return kind_prefix(table, line, is_typed=True).word
