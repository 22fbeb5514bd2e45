"""This file carries out an action by its id: refuses with the reason, asks, runs it."""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import (
    PREPARED,
    Action,
    Prepare,
    Refused,
    Situation,
    Target,
    UnagreedError,
)
from pmtui.actions.core.key_labels import key_label
from pmtui.model.workspace.schema import TABLES
from pmtui.session.edit_ticket import RunResult
from pmtui.tui.background import Job, beside
from pmtui.tui.execution.argument_prompts import ArgumentPrompts
from pmtui.tui.execution.concurrent_edits import current_situation, is_gone, run_as_asked
from pmtui.tui.execution.effect_preview import effect_preview
from pmtui.tui.main.new_here import new_here
from pmtui.tui.main.workbench import Workbench
from pmtui.tui.prompt.quick_add import QuickAddPrompt

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

    def __init__(self, desk: Workbench, act: Callable[[str, Mapping[str, object]], None]) -> None:
        self._desk = desk
        self._act = act
        self._last: tuple[str, dict[str, object]] | None = None
        self._prompts = ArgumentPrompts(desk, self._need, self._run)
        self._preparing: dict[str, Job] = {}  # beside the screen, by action

    def perform(
        self,
        action_id: str,
        given: Mapping[str, object] | None = None,
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
        if action_id in self._preparing:
            self._preparing.pop(action_id).cancel()
            self._desk.say(f"{action.title}: stopped; nothing was changed")
            return
        changes = action.propose is not None or action_id in _CHANGING
        if self._desk.standstill and changes and not self._looks(action_id):
            self._desk.say(self._desk.standstill, bad=True)
            return
        situation = asked or self._desk.situation()
        if named:
            try:
                situation = self._desk.session.situation_of(situation, named)
            except Refused as refused:
                self._desk.say(str(refused), bad=True)
                return
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
        given: Mapping[str, object],
        text: str,
        asked: Situation | None = None,
    ) -> None:
        """Ask again what was being answered when the program ended, with the text typed then."""
        if action_id not in CATALOGUE:
            self._desk.say(f"{action_id} is not there any more; its text was: {text}", bad=True)
            return
        self._prompts.text = text
        self.perform(action_id, given, asked=asked)
        self._prompts.text = None

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
        wrong = [target.table for target in situation.targets if target.table not in action.tables]
        if action.tables and wrong:
            word = TABLES[wrong[0]].kind_words
            wanted = " or ".join(TABLES[table].kind_words for table in action.tables)
            reason: str | None = f"{action.title} works on {wanted}, not on {word}"
        else:
            reason = action.refuse(situation)
        if reason:
            self._desk.say(reason, bad=True)
        return not reason

    def _need(self, action: Action, situation: Situation, given: dict[str, object]) -> None:
        missing = next((arg for arg in action.args if arg.asked and arg.name not in given), None)
        if action.propose is None and (missing is None or not missing.required):
            self._act(action.id, given)
            return
        if missing is None:
            self._run(action, situation, given)
        elif missing.kind == "quick" or (action.id == "entity.add" and missing.name == "kind"):
            self._adding(action, situation, given).ask(self._prompts.text or "")
        elif missing.kind == "field":
            self._prompts.field(action, situation, given)
        elif missing.kind == "choice" and missing.choices:
            self._prompts.choice(action, situation, missing, given)
        elif missing.name == "value" and "field" in given:
            self._prompts.value(action, situation, given)
        else:
            self._prompts.question(action, situation, missing, given)

    def _run(
        self,
        action: Action,
        situation: Situation,
        given: dict[str, object],
        agreed: frozenset[str] = frozenset(),
    ) -> bool:
        """Do it, once what it moves and what it leaves open are among what was agreed to."""
        try:
            if action.prepare is not None and PREPARED not in given:
                self._prepare(action.prepare, action, situation, given)
                return False
            if action.moves and self._asked(action, situation, given, agreed):
                return False
            ran = self._ran(action, situation, given, agreed)
        except UnagreedError as left:
            self._agree(action, situation, given, left, agreed)
            return False
        except Refused as refused:
            self._desk.say(str(refused), bad=True)
            return False
        asked = {name: value for name, value in given.items() if name != PREPARED}
        self._last = (action.id, asked)
        words = ran.proposal.words_in(self._desk.session.workspace)
        self._desk.done(ran.ticket, ran.proposal.focus, words)
        return True

    def _prepare(
        self, prepare: Prepare, action: Action, situation: Situation, given: dict[str, object]
    ) -> None:
        """Have what an action rests on worked out beside the screen, and then do it.

        Raises:
            Refused: it is asked for wrongly.
        """
        # Figures of its own: those of the screen are worked out on the screen's thread.
        work = prepare(msgspec.structs.replace(situation, sheet=None), given)
        revision = situation.workspace.revision

        def progress(words: str) -> None:
            self._desk.say(f"{words}; {key_label(action.keys[0])} again stops it")

        def arrived(prepared: object) -> None:
            self._preparing.pop(action.id, None)
            if self._desk.session.workspace.revision != revision:
                words = f"{action.title}: the plan has changed meanwhile: ask again"
                self._desk.say(words, bad=True)
            else:
                self._run(action, situation, {**given, PREPARED: prepared})

        def failed(words: str) -> None:
            self._preparing.pop(action.id, None)
            self._desk.say(words, bad=True)

        self._preparing[action.id] = beside(
            self._desk.screen, lambda job: work(job.step), arrived, failed, progress
        )

    def _ran(
        self, action: Action, situation: Situation, given: dict[str, object], agreed: frozenset[str]
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
        given: dict[str, object],
        left: UnagreedError,
        agreed: frozenset[str],
    ) -> None:
        """Show what an edit leaves behind: it is done once that is agreed to, or answered."""
        if left.asks is not None and left.asks in action.args:
            self._desk.say(left.question, bad=True)
            self._prompts.question(action, situation, left.asks, given)
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
        self, action: Action, situation: Situation, given: dict[str, object], agreed: frozenset[str]
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
        effect = effect_preview(session, ops) if ops else ""
        if not effect or effect in agreed:
            return False

        def chosen(key: str) -> None:
            if key == "enter":
                self._run(action, situation, given, agreed | {effect})
            elif key == "x":
                words: dict[str, object] = {"text": f"{action.title.lower()} {effect}"}
                self._run(CATALOGUE["task.issue"], situation, words)
            else:
                self._desk.say("left as it was")

        self._desk.choose(effect, {"enter": "keep", "x": "as issue", "escape": "no"}, chosen)
        return True

    def preview(self, given: Mapping[str, object], text: str, asked: Situation) -> None:
        """Show what lines that were pasted would become, before they are added."""
        if self._desk.standstill:
            self._desk.say(self._desk.standstill, bad=True)
            return
        left = "nothing was done with what was pasted"
        adding = self._adding(CATALOGUE["entity.add"], asked, given)
        adding.preview(text, left=lambda: self._desk.say(left))

    def _adding(
        self, action: Action, situation: Situation, given: Mapping[str, object]
    ) -> QuickAddPrompt:
        return QuickAddPrompt(
            self._desk,
            action,
            situation,
            given,
            here=new_here(self._desk.screen),
            run=lambda known: self._run(action, situation, known),
        )
