"""This file carries out an action by its id: refuses with the reason, asks, runs it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from pmtui.actions.arguments import argument_target, read_argument
from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.checks.consent import UnagreedError
from pmtui.actions.core.action import Action, Arg, Refused, Situation, Target
from pmtui.actions.core.set_menu import set_menu_of
from pmtui.actions.editing.set_fields import reading_of
from pmtui.model.entities.entity import title_of
from pmtui.model.workspace.schema import TABLES, FieldSpec, field_spec
from pmtui.query.error import QueryError
from pmtui.query.values.field_values import choices_for, companion_fields, read_value
from pmtui.query.values.formatting import typed_text, value_text
from pmtui.session.session import RunResult
from pmtui.tui.execution.concurrent_edits import current_situation, is_gone, run_as_asked
from pmtui.tui.execution.effect_preview import effect_preview
from pmtui.tui.main.new_here import new_here
from pmtui.tui.main.workbench import Workbench
from pmtui.tui.prompt.completions import (
    argument_completions,
    value_completions,
    with_first_completion,
)
from pmtui.tui.prompt.quick_add import QuickAddPrompt
from pmtui.tui.prompt.quick_line import Question, storable_arguments
from pmtui.tui.prompt.validation import refusal, text_refusal
from pmtui.views.wording.formatting import count_with_noun

_WRITTEN_ON: Final = frozenset({"text", "prose", "tags", "numbers"})
"""Kinds of fields whose value is mended where it stands; any other is typed anew."""
_CHANGING: Final = frozenset(
    {"history.undo", "history.redo", "edit.external", "add.child", "repeat", "drafts", "import"}
)
"""Acts of the screen that lead to an edit."""


class ActionRunner:
    """Runs actions on a workbench and remembers the last one for `.`.

    Args:
        desk: where it is asked and told.
        act: carries out a command of the screen, which edits no row itself.
    """

    def __init__(self, desk: Workbench, act: Callable[[str, Mapping[str, Any]], None]) -> None:
        self._desk = desk
        self._act = act
        self._last: tuple[str, dict[str, Any]] | None = None
        self._text: str | None = None

    def perform(
        self,
        action_id: str,
        given: Mapping[str, Any] | None = None,
        named: tuple[Target, ...] = (),
        *,
        asked: Situation | None = None,
    ) -> None:
        """Carry out an action; asks for what is not given.

        What it is done to is settled here: answers come later, when others may have moved it.

        Args:
            action_id: the action.
            given: arguments that are known already.
            named: what it is done to, instead of what is marked or under the cursor.
            asked: what was shown when it was begun, such as before the person's editor was opened;
                what is shown now where it is not given.
        """
        action = CATALOGUE[action_id]
        changes = action.propose is not None or action_id in _CHANGING
        if self._desk.standstill and changes and not self._looks(action_id):
            self._desk.say(self._desk.standstill, bad=True)
            return
        situation = asked or self._desk.situation()
        if named:
            situation = msgspec.structs.replace(situation, targets=named)
        if action.instead is not None and not given:
            action = CATALOGUE.get(action.instead(situation), action)
        told = dict(given or {})
        if action_id == "person.claim":
            told.setdefault("login", self._desk.session.author.login)
        if action.propose is None or self._fits(action, situation):
            self._need(action, situation, told)

    def _looks(self, action_id: str) -> bool:
        """Whether an act that may lead to an edit only shows something in a store one may read."""
        return action_id == "drafts" and bool(self._desk.session.read_only)

    def resume(
        self,
        action_id: str,
        given: Mapping[str, Any],
        text: str,
        *,
        asked: Situation | None = None,
    ) -> None:
        """Ask again what was being answered when the program ended, with the text typed then."""
        if action_id not in CATALOGUE:
            self._desk.say(f"{action_id} is not there any more; its text was: {text}", bad=True)
            return
        self._text = text
        self.perform(action_id, given, asked=asked)
        self._text = None

    def repeat(self) -> None:
        """Do the last action again, with the same answers, on what is under the cursor now."""
        if self._last is None:
            self._desk.say("nothing to repeat yet", bad=True)
            return
        action, given = CATALOGUE[self._last[0]], self._last[1]
        situation = self._desk.situation()
        if self._fits(action, situation):
            self._run(action, situation, given)

    def _fits(self, action: Action, situation: Situation) -> bool:
        """Whether the action can be done to what it would be done to; else it is said why."""
        wrong = [one.table for one in situation.targets if one.table not in action.tables]
        if action.tables and wrong:
            word = TABLES[wrong[0]].word
            wanted = " or ".join(TABLES[table].word for table in action.tables)
            reason: str | None = f"{action.title} works on {wanted}, not on {word}"
        else:
            reason = action.refuse(situation)
        if reason:
            self._desk.say(reason, bad=True)
        return not reason

    def _need(self, action: Action, situation: Situation, given: dict[str, Any]) -> None:
        missing = next((arg for arg in action.args if arg.asked and arg.name not in given), None)
        if action.propose is None and (missing is None or not missing.required):
            self._act(action.id, given)
            return
        if missing is None:
            self._run(action, situation, given)
        elif missing.kind == "quick" or (action.id == "entity.add" and missing.name == "kind"):
            self._adding(action, situation, given).ask(self._text or "")
        elif missing.kind == "field":
            self._field(action, situation, given)
        elif missing.kind == "choice" and missing.choices:
            self._choice(action, situation, missing, given)
        elif missing.name == "value" and "field" in given:
            self._value(action, situation, given)
        else:
            self._question(action, situation, missing, given)

    def _run(
        self,
        action: Action,
        situation: Situation,
        given: dict[str, Any],
        agreed: frozenset[str] = frozenset(),
    ) -> bool:
        """Do it, once what it moves and what it leaves open are among what was agreed to."""
        try:
            if action.moves and self._asked(action, situation, given, agreed):
                return False
            ran = self._ran(action, situation, given, agreed)
        except UnagreedError as left:
            self._agree(action, situation, given, left, agreed)
            return False
        except Refused as refused:
            self._desk.say(str(refused), bad=True)
            return False
        self._last = (action.id, given)
        self._desk.done(ran.ticket, ran.proposal.focus, ran.proposal.said)
        return True

    def _ran(
        self, action: Action, situation: Situation, given: dict[str, Any], agreed: frozenset[str]
    ) -> RunResult:
        """Run it; what somebody added to what was agreed to meanwhile is asked anew.

        Raises:
            Refused: it is not possible, or not agreed to.
        """
        try:
            return run_as_asked(self._desk.session, action, situation, given)
        except UnagreedError as left:
            if left.question not in agreed:
                raise
        confirmed = msgspec.structs.replace(situation, confirmed=True)
        return run_as_asked(self._desk.session, action, confirmed, given)

    def _agree(
        self,
        action: Action,
        situation: Situation,
        given: dict[str, Any],
        left: UnagreedError,
        agreed: frozenset[str],
    ) -> None:
        """Show what an edit leaves behind: it is done once that is agreed to, or answered."""
        if left.asks is not None and left.asks in action.args:
            self._desk.say(left.question, bad=True)
            self._question(action, situation, left.asks, given)
            return
        if left.asks is not None:
            self._desk.say(str(left), bad=True)
            return

        def chosen(key: str) -> None:
            if key == "enter":
                self._run(action, situation, given, agreed | {left.question})
            else:
                self._desk.say("left as it was")

        self._desk.choose(left.question, {"enter": "do it", "escape": "no"}, chosen)

    def _asked(
        self, action: Action, situation: Situation, given: dict[str, Any], agreed: frozenset[str]
    ) -> bool:
        """Whether the edit moves others: what it moves is shown, and Enter keeps it.

        Raises:
            Refused: it is not possible.
        """
        session = self._desk.session
        now = current_situation(session, situation)
        if is_gone(situation, now.workspace) or action.refuse(now) or action.propose is None:
            return False
        ops = session.foreseen(action.propose(now, given).ops)
        told = effect_preview(session, ops, now.targets) if ops else ""
        if not told or told in agreed:
            return False

        def chosen(key: str) -> None:
            if key == "enter":
                self._run(action, situation, given, agreed | {told})
            elif key == "x":
                words = {"text": f"{action.title.lower()} {told}"}
                self._run(CATALOGUE["task.issue"], situation, words)
            else:
                self._desk.say("left as it was")

        self._desk.choose(told, {"enter": "keep", "x": "as issue", "escape": "no"}, chosen)
        return True

    def preview(self, given: Mapping[str, Any], text: str, asked: Situation) -> None:
        """Show what lines that were pasted would become, before they are added."""
        if self._desk.standstill:
            self._desk.say(self._desk.standstill, bad=True)
            return
        left = "nothing was done with what was pasted"
        adding = self._adding(CATALOGUE["entity.add"], asked, given)
        adding.preview(text, left=lambda: self._desk.say(left))

    def _adding(
        self, action: Action, situation: Situation, given: Mapping[str, Any]
    ) -> QuickAddPrompt:
        return QuickAddPrompt(
            self._desk,
            action,
            situation,
            given,
            here=new_here(self._desk.screen),
            run=lambda known: self._run(action, situation, known),
        )

    def _choice(
        self, action: Action, situation: Situation, arg: Arg, given: dict[str, Any]
    ) -> None:
        letters = {choice[0]: choice for choice in arg.choices}
        named = ", ".join(row.key or title_of(row) for row in situation.rows)

        def chosen(letter: str) -> None:
            self._need(action, situation, {**given, arg.name: letters[letter]})

        self._desk.choose(f"{arg.name} {named}", letters, chosen)

    def _field(self, action: Action, situation: Situation, given: dict[str, Any]) -> None:
        target = situation.targets[0]
        letters = {one.letter: one.title for one in set_menu_of(target.table)}
        fields = {one.letter: one.field for one in set_menu_of(target.table)}

        def chosen(letter: str) -> None:
            self._value(action, situation, {**given, "field": fields[letter]})

        self._desk.choose(f"set{_of_several(situation)}", letters, chosen)

    def _value(self, action: Action, situation: Situation, given: dict[str, Any]) -> None:
        spec = field_spec(situation.targets[0].table, str(given["field"]))
        if spec is None:
            return
        if spec.name == "column" or not spec.choices or len(spec.choices) > 9:
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
        self, action: Action, situation: Situation, given: dict[str, Any], spec: FieldSpec
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
            return f"= {value_text(workspace, spec, value, situation.today, after)}"

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

    def _question(
        self, action: Action, situation: Situation, arg: Arg, given: dict[str, Any]
    ) -> None:
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
                    one.text for one in argument_completions(situation, arg, given, text)[:9]
                )
            table, found = argument_target(situation, arg, text)
            row = situation.workspace.get(table, found) if found else None
            return f"= {row.key} {title_of(row)}" if row is not None else ""

        asked(_first_text(situation, action))

    def _ask(
        self, action: Action, given: Mapping[str, Any], target: Target | None, question: Question
    ) -> None:
        """Ask, so that the text can be kept should the program be told to end meanwhile."""
        self._desk.ask(
            msgspec.structs.replace(
                question,
                text=question.text if self._text is None else self._text,
                is_replaced=question.is_replaced and self._text is None,
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
    tables = {one.table for one in situation.targets}
    return f" of {count_with_noun(count, TABLES[tables.pop()].word if len(tables) == 1 else 'row')}"


def _first_text(situation: Situation, action: Action) -> str:
    if action.id != "entity.rename" or not situation.rows:
        return ""
    return title_of(situation.rows[0])
