"""This file is one person's open workspace on a store, and the only door to writing."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from itertools import islice
from typing import Final, TypeVar

import msgspec

from pmtui import clock
from pmtui.actions.core.action import (
    IMPORT,
    Action,
    Proposal,
    Refused,
    Situation,
    Values,
    WrongInputError,
)
from pmtui.actions.edit_checks import (
    require_consent,
    rights_warnings,
    summary_refusal,
    with_consequences,
)
from pmtui.model.changes.ops import Commit, Ops, invert, settle_keys, touched
from pmtui.model.changes.undo import REDO, UNDO, name_of
from pmtui.model.merging.outcome import (
    Committed,
    ConflictAnswer,
    ConflictQuestion,
    Draft,
    Outcome,
    Rejected,
    conflict_questions,
)
from pmtui.model.merging.settle import settle, settle_back
from pmtui.model.timesheets.time_checks import booking_refusal
from pmtui.session.edit_ticket import RunResult, Ticket
from pmtui.session.events import SessionEvent, newest_of_each
from pmtui.session.history import LOOKED_THROUGH, UndoHistory, touched_since
from pmtui.session.outside_changes import Adopter, Choice, NoAdopter, OutsideChange
from pmtui.session.ports import Author, Copies, Store, no_disk
from pmtui.session.seen_workspace import StoreQuestions

_LOOKED_THROUGH: Final = 2000
"""Commits in which the writer of a disputed field is looked for."""
_Came = TypeVar("_Came", Outcome, Outcome | None)
_GO_ON: Final = f" in the last {LOOKED_THROUGH:,} commits; once more looks further back"


class Session(StoreQuestions):
    """One open workspace: confirmed by the store plus this person's edits on their way.

    `workspace` may be read at any time from the thread that made the session. Every write, and
    every question to the store, goes through an ordered queue to one writer thread. `past` alone
    reads commits beside it, on the thread of whoever asks, so that no edit waits behind a history.
    """

    def __init__(
        self,
        store: Store,
        author: Author,
        copies: Copies = no_disk,
        adopts: Callable[[str], Adopter] = lambda _session: NoAdopter(),
    ) -> None:
        self.id: Final = f"{clock.milliseconds():x}-{clock.chance(32):08x}"
        self._adopts: Final = adopts
        self._adopter: Adopter | None = None
        self._commits = 0
        self.listener: Callable[[SessionEvent], None] = lambda _change: None
        """Called on the writer thread after every outcome and every commit of others."""
        super().__init__(store, author, copies, self._take_in)
        self._takes = UndoHistory(self._store, author.uid, self.id, self._store.concerns)

    def run(self, action: Action, situation: Situation, values: Values) -> RunResult:
        """Do an action: its ops are painted at once and queued for the disk.

        Raises:
            Refused: why it is not possible; nothing has changed then.
        """
        reason = action.refuse(situation)
        if reason:
            raise Refused(reason)
        if action.propose is None:
            raise Refused(f"{action.id} is for the screen only")
        proposal = action.propose(situation, values)
        if not proposal.ops:
            return RunResult(proposal, None)
        return self.enact(action, proposal, proposal.ops, agreed=situation.confirmed)

    def enact(
        self, action: Action, proposal: Proposal, ops: Ops, *, agreed: bool = False
    ) -> RunResult:
        """Submit what an action proposed; what goes along with it is said beside what it says.

        Args:
            action: what proposed it.
            proposal: as it was proposed.
            ops: the edit, which others may have made smaller since.
            agreed: as for `submit`, whose refusals it raises.
        """
        ticket = self.submit(ops, action.id, agreed=agreed)
        message = "; ".join(filter(None, (proposal.message, *ticket.messages)))
        return RunResult(msgspec.structs.replace(proposal, message=message), ticket)

    def submit(self, ops: Ops, action_id: str, *, agreed: bool = False) -> Ticket:
        """Paint ops at once and queue them for the disk, with what must go along with them.

        Args:
            ops: the edit.
            action_id: what proposes it.
            agreed: whether what it leaves open was shown to the person and agreed to.

        Raises:
            Refused: the store is read-only, the result would not be valid, or something would be
                lost from sight: `UnagreedError` where a yes, or an answer, is all that lacks.
        """
        if self._store.read_only:
            raise Refused(f"read-only: {self._store.read_only}")
        with self._lock:
            reason = summary_refusal(self._workspace, ops, self.today)
            if reason and action_id != IMPORT:
                raise Refused(reason)
            ahead = booking_refusal(ops, self.today)
            if ahead:
                raise WrongInputError(ahead)
            wanted = ops = self._with_rows_made(ops)
            ops, said = with_consequences(
                self._workspace,
                ops,
                self.today,
                self._ids.draw,
                actor=self.actor,
                strict=action_id != IMPORT,
            )
            following = self.preview(settle_keys(self._workspace, ops, pending=True))
            left = require_consent(self.figures, following, wanted, agreed=agreed)
            draft = msgspec.structs.replace(self._draft(ops, action_id), agreed=left)
            ticket = Ticket(draft, left, said)
            self._pending.append(ticket)
            self._show(following, touched(ops))
        ticket.done = self._writer.put(
            lambda: self._written(lambda: self._store.commit(ticket.draft, settle)),
            lambda outcome: self._finish(outcome, ticket.draft, ticket),
        )
        return ticket

    def offer(self, draft: Draft) -> "Future[Outcome]":
        """Commit what was rejected before; nothing is painted until it is on disk.

        What it leaves open, as the plan is then, must be what `draft.agreed` says: else it is
        rejected with the words that are to be agreed to.
        """
        again = msgspec.structs.replace(draft, session=self.id)
        with self._lock:
            self._offered.append(again)

        def finished(outcome: Outcome) -> None:
            with self._lock:
                self._offered.remove(again)
            self._finish(outcome, again)

        from pmtui.session.deferred_checks import settle_with_checks  # loads with the first of them

        today, actor = self.today, self.actor
        how = settle_back if draft.undo_of else settle_with_checks(again, today, actor)
        write = self._written
        return self._writer.put(lambda: write(lambda: self._store.commit(again, how)), finished)

    def commit_unseen(self, ops: Ops, action_id: str, agreed: str = "") -> "Future[Outcome]":
        """Commit many ops without painting them first: they are seen once they are on disk.

        The writer thread does all of the work, so that the screen never waits for it.

        Args:
            ops: the edit.
            action_id: what proposes it.
            agreed: what it leaves open, in the words of the `Rejected` that were agreed to.
        """
        return self.offer(msgspec.structs.replace(self._draft(ops, action_id), agreed=agreed))

    def foreseen(self, ops: Ops) -> Ops:
        """Ops as `submit` would paint them: with what must go along with them."""
        draw = self._ids.draw
        ops = self._with_rows_made(ops)
        return with_consequences(self._workspace, ops, self.today, draw, actor=self.actor)[0]

    def undo(self) -> "Future[Outcome]":
        """Take back my last commit that still stands."""
        return self._take_back(UNDO, "nothing to undo")

    def redo(self) -> "Future[Outcome]":
        """Take back my last undo, unless I have edited since."""
        return self._take_back(REDO, "nothing to redo")

    def let_stand(self, name: str) -> None:
        """Pass a commit over when undoing: what others made of it since was agreed to."""
        self._takes.let_stand(name)

    def outside(self) -> "Future[OutsideChange | None]":
        """What was changed in the store's file outside pmtui; None where nothing was."""
        return self._writer.ask(lambda: self._adopting().look())

    def _adopting(self) -> Adopter:
        if self._adopter is None:
            self._adopter = self._adopts(self.id)
        return self._adopter

    def adopt(
        self,
        outside: OutsideChange,
        answers: Sequence[tuple[ConflictQuestion, ConflictAnswer]],
        choice: Choice = "",
    ) -> "Future[str]":
        """Take in what was changed outside; the future says what came of it.

        Args:
            outside: as it was shown.
            answers: what becomes of its disputes; what has none stays as the store has it.
            choice: `discard` takes nothing of it.
        """
        said = ""

        def job() -> Outcome | None:
            nonlocal said
            outcome, said = self._adopting().take(outside, answers, choice)
            return outcome

        def take() -> str:
            outcome: Outcome | None = None
            try:
                outcome = self._written(job)
            finally:
                self._finish(outcome if isinstance(outcome, Committed) else None, None)
            return "; ".join((said, *getattr(outcome, "warnings", ())))

        return self._writer.ask(take)

    def close(self) -> None:
        """Finish what is queued, then let go of the store."""
        self._writer.close()

    def _draft(self, ops: Ops, action_id: str, taken_back: str = "") -> Draft:
        self._commits += 1
        scenario, name = self.scenario, f"{self.id}-{self._commits}"
        edit = self._ids.draw() if scenario else 0
        return Draft(name, ops, action_id, self.id, taken_back, scenario=scenario, edit=edit)

    def _written(self, commit: Callable[[], _Came]) -> _Came:
        """What came of a commit, with what it approves outside the rights of who approves."""
        before, outcome = self._store.workspace, self._takes.watched(commit)
        if not isinstance(outcome, Committed):
            return outcome
        changed, where = touched(outcome.commit.ops), self._store.workspace
        warnings = rights_warnings(before, where, changed, self.today, self.actor)
        return msgspec.structs.replace(outcome, warnings=warnings)

    def _take_back(self, action_id: str, nothing: str) -> "Future[Outcome]":
        made: list[Draft] = []

        def job() -> Outcome:
            self._store.refresh()
            found = self._takes.following(action_id)
            if not found:
                return Rejected(nothing + _GO_ON * self._takes.may_go_on)
            ops = tuple(op for commit in found for op in invert(commit.ops))
            made.append(self._draft(ops, action_id, name_of(found[0])))
            return self._written(lambda: self._store.commit(made[0], settle_back))

        return self._writer.put(
            job, lambda outcome: self._finish(outcome, made[0] if made else None)
        )

    def _finish(
        self, outcome: Outcome | None, draft: Draft | None, ticket: Ticket | None = None
    ) -> None:
        changed = touched(outcome.commit.ops) if isinstance(outcome, Committed) else frozenset()
        if ticket is not None:
            changed |= touched(ticket.draft.ops)
        if self._store.workspace.revision > self._taken_in + isinstance(outcome, Committed):
            changed |= touched_since(self._store, self._taken_in)
        self._settled(changed, ticket)
        disputes = _disputes_of(self._store, outcome, draft)
        self.listener(SessionEvent(changed, outcome, (), draft, disputes))

    def _take_in(self, others: tuple[Commit, ...]) -> None:
        changed = frozenset(pair for commit in others for pair in touched(commit.ops))
        self._settled(changed, None)
        self.listener(SessionEvent(changed, others=newest_of_each(others), count=len(others)))


def _disputes_of(
    store: Store, outcome: Outcome | None, draft: Draft | None
) -> tuple[ConflictQuestion, ...]:
    """What a person must decide before a draft that was rejected can be written."""
    if draft is None or not isinstance(outcome, Rejected) or not outcome.conflicts:
        return ()
    recent = islice(store.history(), _LOOKED_THROUGH)
    return conflict_questions(draft.ops, outcome.conflicts, recent)
