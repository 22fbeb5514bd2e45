"""This file asks for what an action is not told yet: by letters, or in the line at the foot."""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from pmtui.actions.arguments import argument_target, read_argument
from pmtui.actions.catalogue import set_menu_of
from pmtui.actions.core.action import Action, Arg, Refused, Situation, Target
from pmtui.actions.editing.set_fields import reading_of
from pmtui.figures.meetings.answers import verdicts_of
from pmtui.model.entities.entity import title_of
from pmtui.model.workspace.schema import TABLES, FieldSpec, field_spec
from pmtui.query.error import QueryError
from pmtui.query.values.field_readers import choices_for
from pmtui.query.values.field_values import companion_fields, read_value
from pmtui.query.values.formatting import typed_text, value_text
from pmtui.tui.execution.effect_preview import echoed_effect
from pmtui.tui.main.workbench import Workbench
from pmtui.tui.prompt.completions import (
    argument_completions,
    value_completions,
    with_first_completion,
)
from pmtui.tui.prompt.quick_line import Question, storable_arguments
from pmtui.tui.prompt.validation import refusal, text_refusal
from pmtui.views.wording.formatting import count_with_noun

Known = Callable[[Action, Situation, dict[str, object]], object]
"""Goes on with an action once more of its arguments is known."""
_WRITTEN_ON: Final = frozenset({"text", "prose", "tags", "numbers"})
"""Kinds of fields whose value is mended where it stands; any other is typed anew."""
_MOST_DIGITS: Final = 9
"""Choices that have a digit each."""


class ArgumentPrompts:
    """Asks for one argument at a time.

    Args:
        desk: where it is asked.
        need: goes on where more may have to be asked.
        run: goes on where everything is known.
    """

    def __init__(self, desk: Workbench, need: Known, run: Known) -> None:
        self._desk = desk
        self._need = need
        self._run = run
        self.text: str | None = None
        """What stands in the line at first, where a text is typed on; None for the usual."""

    def choice(
        self, action: Action, situation: Situation, arg: Arg, given: dict[str, object]
    ) -> None:
        """Show the words that an argument may be, by their first letters."""
        letters = {choice[0]: choice for choice in arg.choices}
        if arg.also and len(situation.targets) == 1:  # a gate is also held, or stopped
            more = enumerate(verdicts_of(situation.targets[0].table), 1)
            letters |= {str(number): verdict for number, verdict in more}
        named = ", ".join(row.key or title_of(row) for row in situation.rows)

        def chosen(letter: str) -> None:
            self._need(action, situation, {**given, arg.name: letters[letter]})

        self._desk.choose(f"{arg.name} {named}", letters, chosen)

    def field(self, action: Action, situation: Situation, given: dict[str, object]) -> None:
        """Show the fields that can be set, by their letters."""
        target = situation.targets[0]
        letters = {
            set_menu_letter.letter: set_menu_letter.title
            for set_menu_letter in set_menu_of(target.table)
        }
        fields = {
            set_menu_letter.letter: set_menu_letter.field
            for set_menu_letter in set_menu_of(target.table)
        }

        def chosen(letter: str) -> None:
            self.value(action, situation, {**given, "field": fields[letter]})

        self._desk.choose(f"set{_of_several(situation)}", letters, chosen)

    def value(self, action: Action, situation: Situation, given: dict[str, object]) -> None:
        """Ask for the value of a field: by digits where it has few, else in the line."""
        spec = field_spec(situation.targets[0].table, str(given["field"]))
        if spec is None:
            return
        if spec.name == "column" or not spec.choices or len(spec.choices) > _MOST_DIGITS:
            self._typed(action, situation, given, spec)
            return
        target = situation.targets[0]
        row = situation.workspace.get(target.table, target.id)
        choices = choices_for(spec, target.table, str(getattr(row, "kind", "")))
        letters = {str(at): choice or "none" for at, choice in enumerate(choices)}

        def chosen(letter: str) -> None:
            self._run(action, situation, {**given, "value": choices[int(letter)]})

        self._desk.choose(f"{spec.label}{_of_several(situation)}", letters, chosen)

    def _typed(
        self, action: Action, situation: Situation, given: dict[str, object], spec: FieldSpec
    ) -> None:
        target = situation.targets[0]
        workspace = situation.workspace
        row = workspace.get(target.table, target.id)
        if row is None:
            self._desk.say("somebody has taken it away", bad=True)
            return

        def meaning(text: str) -> str:
            if spec.name == "column":
                return "  ".join(column.name for column in workspace.board_of(row.component))
            try:
                reading = reading_of(situation, target.table, row)
                value = read_value(spec, text, reading)
                after = msgspec.structs.replace(row, **companion_fields(spec, text, reading))
            except QueryError as error:
                return str(error)
            shown = f"= {value_text(workspace, spec, value, situation.today, after)}"
            values = {**given, "value": text}
            return shown + echoed_effect(self._desk.session, situation, action, values, spec.kind)

        def answered(text: str) -> None:
            self._run(action, situation, {**given, "value": text})

        now = (
            ""
            if spec.name == "column"
            else typed_text(workspace, spec, getattr(row, spec.name), row)
        )
        self._ask(
            action,
            given,
            target,
            Question(
                f"{spec.label}{_of_several(situation)}"
                if len(situation.targets) > 1
                else f"{row.key or title_of(row)} {spec.label}",
                answered,
                text=now,
                is_replaced=spec.kind not in _WRITTEN_ON,
                takes_lines=spec.kind == "prose",
                echo=meaning,
                refuse=lambda text: refusal(situation, action, {**given, "value": text}),
                complete=lambda typed: with_first_completion(
                    typed, value_completions(situation, spec, typed)
                ),
            ),
        )

    def question(
        self, action: Action, situation: Situation, arg: Arg, given: dict[str, object]
    ) -> None:
        """Ask for an argument in the line."""
        target = situation.targets[0] if situation.targets else None

        def answered(text: str) -> None:
            try:
                value = read_argument(situation, arg, text)
            except Refused as refused:
                self._desk.say(str(refused), bad=True)
                return
            self._need(action, situation, {**given, arg.name: value})

        def asked(text: str) -> None:
            question = Question(
                arg.prompt + (_of_several(situation) if action.bulk else ""),
                answered,
                text=text,
                takes_lines=arg.kind == "prose",
                echo=meaning,
                complete=lambda now: with_first_completion(
                    now, argument_completions(situation, arg, given, now)
                ),
                refuse=lambda now: text_refusal(situation, action, arg, given, now),
            )
            self._ask(action, given, target, question)

        def meaning(text: str) -> str:
            if arg.kind == "file":
                return "  ".join(
                    argument_completion.text
                    for argument_completion in argument_completions(situation, arg, given, text)[
                        :_MOST_DIGITS
                    ]
                )
            table, found = argument_target(situation, arg, text)
            row = situation.workspace.get(table, found) if found else None
            return f"= {row.key} {title_of(row)}" if row is not None else ""

        asked(_first_text(situation, action))

    def _ask(
        self, action: Action, given: Mapping[str, object], target: Target | None, question: Question
    ) -> None:
        """Ask, so that the text can be kept should the program be told to end meanwhile."""
        self._desk.ask(
            msgspec.structs.replace(
                question,
                text=question.text if self.text is None else self.text,
                is_replaced=question.is_replaced and self.text is None,
                action=action.id,
                given=storable_arguments(given),
                target=(target.table, target.id) if target is not None else None,
            )
        )


def _of_several(situation: Situation) -> str:
    """How many things are marked that it is done to: ` of 3 tasks`; empty for one."""
    count = len(situation.targets)
    if count < 2:
        return ""
    tables = {target.table for target in situation.targets}
    kind = TABLES[tables.pop()].kind_words if len(tables) == 1 else "row"
    return f" of {count_with_noun(count, kind)}"


def _first_text(situation: Situation, action: Action) -> str:
    if action.id != "entity.rename" or not situation.rows:
        return ""
    return title_of(situation.rows[0])
