"""This file does what becomes of edits that were not saved: tells, asks, tries again, lets go."""

from collections.abc import Callable, Mapping
from datetime import tzinfo
from typing import Final

import msgspec

from pmtui import clock
from pmtui.actions.editing.set_fields import reading_of
from pmtui.model.changes.ops import plain
from pmtui.model.merging.outcome import ConflictQuestion, Draft, InDoubt, Rejected, ops_of_answers
from pmtui.model.workspace.schema import field_spec
from pmtui.query.values.field_values import read_value
from pmtui.session.events import SessionEvent
from pmtui.tui.main.workbench import Workbench
from pmtui.tui.unsaved.conflict_screen import Answers, ConflictScreen
from pmtui.tui.unsaved.draft_list import DraftChoice, DraftRow, DraftsScreen
from pmtui.tui.unsaved.draft_store import DraftStore, TypedDraft, UnsavedItem
from pmtui.views.changes.conflict_card import ConflictCard, conflict_card, moment_words
from pmtui.views.changes.op_sentences import first_line, ops_words


class UnsavedEdits:
    """Handles what the store did not take; nothing of it is lost until it is answered.

    Args:
        desk: where it is told and asked.
        drafts: where it is kept.
        resume: opens the line again in which a text was being typed.
    """

    def __init__(
        self, desk: Workbench, drafts: DraftStore, resume: Callable[[TypedDraft], None]
    ) -> None:
        self._desk = desk
        self._drafts = drafts
        self._resume = resume
        self._disputed: dict[str, tuple[ConflictQuestion, ...]] = {}

    def take(self, change: SessionEvent) -> None:
        """An edit was not saved: say why; where somebody was faster, ask."""
        outcome, draft = change.outcome, change.draft
        if not isinstance(outcome, Rejected | InDoubt) or not outcome.reason:
            return
        if draft is None or draft.commit_id not in self._kept_ids():
            self._desk.say(f"not saved: {outcome.reason}", bad=True)
            return
        if change.disputes:
            self._disputed[draft.commit_id] = change.disputes
            if self._desk.is_free:
                self._ask(draft, change.disputes)
                return
        if isinstance(outcome, Rejected) and outcome.left and self._desk.is_free:
            self._agree(draft, outcome.left)
            return
        self._desk.say(self._words(outcome), bad=True)

    def _agree(self, draft: Draft, left: str) -> None:
        """An edit that comes to the disk later leaves something open: do it all the same?"""

        def chosen(key: str) -> None:
            if key == "enter":
                self._desk.session.offer(msgspec.structs.replace(draft, agreed=left))
            else:
                self._desk.say("kept as a draft: D asks again")

        self._desk.choose(left, {"enter": "do it", "escape": "no"}, chosen)

    def offer(self) -> None:
        """Say at the start what earlier sessions left."""
        count = len(self._drafts)
        if count:
            self._desk.say(
                f"{_counted(count)} from before: D looks at {'it' if count == 1 else 'them'}"
            )

    def look(self) -> None:
        """List the drafts."""
        self._drafts.load()
        rows = [self._row(kept) for kept in self._drafts.all()]
        if rows:
            self._desk.push(DraftsScreen(rows), self._chosen)
        else:
            self._desk.say("everything is saved: there is no draft")

    def _words(self, outcome: Rejected | InDoubt) -> str:
        said = "perhaps not saved" if isinstance(outcome, InDoubt) else "not saved"
        where = f" (in memory only: {self._drafts.problem})" if self._drafts.problem else ""
        return f"{said}: {reason_text(outcome.reason)}; kept as a draft{where}, D tries again"

    def _kept_ids(self) -> set[str]:
        return {unsaved_item.id for unsaved_item in self._drafts.all()}

    def _row(self, kept: UnsavedItem) -> DraftRow:
        session = self._desk.session
        when = moment_words(kept.at, session.today, self._zone)
        if kept.draft is not None:
            words = ops_words(session.workspace, kept.draft.ops, session.today)
            what = f"undo that {words}" if kept.draft.undo_of else words
        else:
            what = f"{kept.typed.prompt}: {first_line(kept.typed.text)}" if kept.typed else ""
        return DraftRow(kept.id, what, reason_text(kept.reason), when)

    @property
    def _zone(self) -> tzinfo:
        return clock.zone(self._desk.session.workspace.policy.timezone)

    def _chosen(self, chosen: DraftChoice | None) -> None:
        if chosen is None:
            return
        if chosen.act == "discard":
            for name in chosen.ids:
                self._drafts.drop(name)
                self._disputed.pop(name, None)
            self._desk.say("thrown away")
            return
        for name in chosen.ids:
            kept = self._drafts.get(name)
            if kept is not None and kept.draft is not None:
                self._desk.session.offer(kept.draft)
            elif kept is not None and kept.typed is not None:
                self._drafts.drop(name)
                self._resume(kept.typed)
                return

    def _ask(self, draft: Draft, questions: tuple[ConflictQuestion, ...]) -> None:
        def answered(answers: Answers | None) -> None:
            self._disputed.pop(draft.commit_id, None)
            if answers is None:
                self._desk.say("kept as a draft: D asks again")
            else:
                self._settle(draft, answers)
            self._next()

        def card(dispute: ConflictQuestion) -> ConflictCard:
            session = self._desk.session
            return conflict_card(
                session.workspace, dispute, session.today, self._zone, is_undo=bool(draft.undo_of)
            )

        self._desk.push(ConflictScreen(questions, card, self._read), answered)

    def _next(self) -> None:
        """Ask about another edit that somebody was faster with meanwhile."""
        for name, questions in list(self._disputed.items()):
            kept = self._drafts.get(name)
            if kept is not None and kept.draft is not None:
                self._ask(kept.draft, questions)
                return
            del self._disputed[name]

    def _settle(self, draft: Draft, answers: Answers) -> None:
        ops = ops_of_answers(draft.ops, answers)
        session = self._desk.session
        if draft.undo_of and not any(answer.keeps_mine for _, answer in answers):
            session.let_stand(draft.undo_of)
        if ops:
            session.offer(msgspec.structs.replace(draft, ops=ops))
        else:
            self._drafts.drop(draft.commit_id)
            self._desk.say("theirs stands; yours is let go")

    def _read(self, dispute: ConflictQuestion, text: str) -> object:
        spec = field_spec(dispute.table, dispute.field)
        situation = self._desk.situation()
        row = situation.workspace.get(dispute.table, dispute.id)
        if spec is None or row is None:
            raise ValueError("it cannot be edited any more")
        return plain(read_value(spec, text, reading_of(situation, dispute.table, row)))


def reason_text(reason: str) -> str:
    """Why something was not saved, in words of people."""
    for said, meant in _REASONS.items():
        if said in reason:
            return meant
    return reason.removeprefix("nothing was written: ")


def _counted(count: int) -> str:
    return f"{count} draft" if count == 1 else f"{count} drafts"


_REASONS: Final[Mapping[str, str]] = {
    "No space left on device": "no space on the disk",
    "Disk quota exceeded": "your disk quota is used up",
    "File too large": "the disk takes no file that large",
    "Input/output error": "the disk reports an error",
}
