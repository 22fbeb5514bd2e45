"""This file is one person's open workspace on a store, and the only door to writing."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import date
from itertools import islice
from threading import RLock
from typing import Final

import msgspec

from pmtui import clock
from pmtui.actions.core.action import (
    IMPORT,
    Action,
    Proposal,
    Refused,
    Situation,
    Target,
    Values,
)
from pmtui.actions.edit_checks import require_consent, summary_refusal, with_summary_totals
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.as_of import OutOfReachError, Past, When, moment_of
from pmtui.model.changes.history import HistoryPage
from pmtui.model.changes.ops import Commit, Ops, apply, invert, settle_keys, touched
from pmtui.model.changes.undo import REDO, name_of
from pmtui.model.entities.people import person_with_login
from pmtui.model.ids import IdSource
from pmtui.model.merging.conflicts import ConflictAnswer, ConflictQuestion, conflict_questions
from pmtui.model.merging.outcome import Committed, Draft, InDoubt, Outcome, Rejected, Settle
from pmtui.model.merging.rebase import rebase
from pmtui.model.merging.settle import InvalidError, settle, settle_back, validated
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.events import SessionEvent, newest_of_each
from pmtui.session.history import history_page
from pmtui.session.outside_changes import Adopter, Choice, NoAdopter, OutsideChange
from pmtui.session.ports import Store
from pmtui.session.presence import PresenceMonitor, PresencePort
from pmtui.session.undo_history import LOOKED_THROUGH, UNDO, UndoHistory
from pmtui.session.writer import Writer

_LOOKED_THROUGH: Final = 2000
"""Commits in which the writer of a disputed field is looked for."""
_GO_ON: Final = f" in the last {LOOKED_THROUGH:,} commits; once more looks further back"


class Author(msgspec.Struct, frozen=True):
    """Who is at the keyboard, as the operating system knows them."""

    uid: int
    login: str


Copies = Callable[[Workspace, str], str]
"""Writes a workspace to a new store; gives why it could not, empty where it could."""


def no_disk(_workspace: Workspace, _path: str) -> str:
    """Where a session knows no disk, nothing is copied."""
    return "there is no disk here"


class Ticket:
    """One edit on its way to the disk."""

    def __init__(self, draft: Draft, left: str = "", said: tuple[str, ...] = ()) -> None:
        self.draft = draft
        self.left: Final = left
        """What it leaves open, as was agreed; empty where it leaves nothing."""
        self.said: Final = said
        """What goes along with the edit, in sentences for the person."""
        self.done: Future[Outcome] = Future()

    def wait(self) -> Outcome:
        """Block until the disk has answered."""
        return self.done.result()


class RunResult(msgspec.Struct, frozen=True):
    """What running an action gave: what it proposed and, where it writes, its ticket."""

    proposal: Proposal
    ticket: Ticket | None


class Session:
    """One open workspace: confirmed by the store plus this person's edits on their way.

    `workspace` may be read at any time from the thread that made the session. Every write, and
    every question to the store, goes through an ordered queue to one writer thread. `past` alone
    reads beside it, on the thread of whoever asks: only commits, which never change, so that
    edits do not wait behind a long history.
    """

    def __init__(
        self,
        store: Store,
        author: Author,
        copies: Copies = no_disk,
        adopts: Callable[[str], Adopter] = lambda _session: NoAdopter(),
    ) -> None:
        self._store = store
        self.author = author
        self._copies = copies
        self.id: Final = f"{clock.milliseconds():x}-{clock.chance(32):08x}"
        self._ids = IdSource(clock.milliseconds, clock.chance(12))
        self._adopts: Final = adopts
        self._adopter: Adopter | None = None
        self._commits = 0
        self._takes = UndoHistory(store, author.uid, self.id)
        self._taken_in = store.workspace.revision
        self._lock = RLock()
        self._pending: list[Ticket] = []
        self._offered: list[Draft] = []
        self._workspace = store.workspace
        self._figures: Figures | None = None
        self.in_turns = False
        """Whether somebody waits at a screen, so that long figures are worked out beside it."""
        self._unfigured: frozenset[tuple[str, int]] = frozenset()
        self.listener: Callable[[SessionEvent], None] = lambda _change: None
        """Called on the writer thread after every outcome and every commit of others."""
        self._writer = Writer(store, self._take_in)

    @property
    def workspace(self) -> Workspace:
        """Everything as this person sees it: confirmed, and their edits not yet on disk."""
        return self._workspace

    @property
    def figures(self) -> Figures:
        """The figures of the workspace, carried on from the last ones asked for."""
        with self._lock:
            today = self.today
            if self._figures is None:
                self._figures = Figures(self._workspace, today, in_turns=self.in_turns)
            elif self._unfigured or self._figures.today != today:
                self._figures = Figures.next(self._figures, self._workspace, self._unfigured, today)
            self._unfigured = frozenset()
            return self._figures

    @property
    def today(self) -> date:
        """The day it is in the store's time zone."""
        return clock.today(self._workspace.policy.timezone)

    @property
    def actor(self) -> int:
        """The person whose logins hold mine; 0 where nobody's do."""
        return person_with_login(self._workspace.people.values(), self.author.login)

    @property
    def read_only(self) -> str:
        """Why nothing can be written; empty where it can."""
        return self._store.read_only

    @property
    def notice(self) -> str:
        """What the person should know of the store though work goes on."""
        return self._store.notice

    @property
    def here(self) -> tuple[str, ...]:
        """Logins of who else has the store open."""
        return self._writer.here

    def attend(self, presence: PresencePort) -> None:
        """Tell others that this person is here, and hear who else is."""
        self._writer.attend(PresenceMonitor(presence, self.author.uid))

    @property
    def store_id(self) -> str:
        """The store's own id, for what is remembered about it elsewhere."""
        return self._store.store_id

    @property
    def is_saved(self) -> bool:
        """Whether every edit is on disk."""
        return not self._pending and not self._offered

    @property
    def unsaved(self) -> tuple[Draft, ...]:
        """The edits that are not on disk yet, in their order."""
        with self._lock:
            return (*(ticket.draft for ticket in self._pending), *self._offered)

    def situation(
        self, targets: Sequence[Target] = (), *, scope: int = 0, view: str = ""
    ) -> Situation:
        """Where and when an action would run now."""
        return Situation(
            self._workspace,
            self.today,
            self._ids.draw,
            tuple(targets),
            scope,
            view,
            self.actor,
            sheet=self.figures,
        )

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
        said = "; ".join(filter(None, (proposal.said, *ticket.said)))
        return RunResult(msgspec.structs.replace(proposal, said=said), ticket)

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
            wanted = ops
            ops, said = with_summary_totals(
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
            lambda: self._takes.watched(lambda: self._store.commit(ticket.draft, settle)),
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

        how = settle_back if draft.undo_of else _settling(again, self.today)
        return self._writer.put(
            lambda: self._takes.watched(lambda: self._store.commit(again, how)), finished
        )

    def commit_unseen(self, ops: Ops, action_id: str, agreed: str = "") -> "Future[Outcome]":
        """Commit many ops without painting them first: they are seen once they are on disk.

        The writer thread does all of the work, so that the screen never waits for it.

        Args:
            ops: the edit.
            action_id: what proposes it.
            agreed: what it leaves open, in the words of the `Rejected` that were agreed to.
        """
        return self.offer(msgspec.structs.replace(self._draft(ops, action_id), agreed=agreed))

    def preview(self, ops: Ops) -> Workspace:
        """The workspace as it would be after ops that nobody has committed.

        Raises:
            Refused: the result would not be valid.
        """
        try:
            return validated(self._workspace, ops)
        except InvalidError as error:
            raise Refused(str(error)) from error

    def foreseen(self, ops: Ops) -> Ops:
        """Ops as `submit` would paint them: with what must go along with them."""
        draw = self._ids.draw
        return with_summary_totals(self._workspace, ops, self.today, draw, actor=self.actor)[0]

    def undo(self) -> "Future[Outcome]":
        """Take back my last commit that still stands."""
        return self._take_back(UNDO, "nothing to undo")

    def redo(self) -> "Future[Outcome]":
        """Take back my last undo, unless I have edited since."""
        return self._take_back(REDO, "nothing to redo")

    def let_stand(self, name: str) -> None:
        """Pass a commit over when undoing: what others made of it since was agreed to."""
        self._takes.let_stand(name)

    def history(self, limit: int, entity_id: int = 0) -> tuple[Commit, ...]:
        """The newest commits, or the newest that touch one entity."""

        def read() -> tuple[Commit, ...]:
            touching = (
                commit
                for commit in self._store.history()
                if not entity_id or any(op.id == entity_id for op in commit.ops)
            )
            return tuple(islice(touching, limit))

        return self._writer.ask(read).result()

    def owner_of(self, commit: Commit) -> int | None:
        """Who the file system says made a commit; None where its file is in an archive.

        Where that is not the `uid` of the commit, nobody but the commit says who made it.
        """
        return self._writer.ask(lambda: self._store.owner_of(commit)).result()

    def deeds(
        self, entity: tuple[str, int], start: int | None, most: int, known: int = 0
    ) -> "Future[HistoryPage]":
        """Who did what to an entity, from a revision (None: the newest) backwards."""
        return self._writer.ask(
            lambda: history_page(self._store, entity, start=start, most=most, known=known)
        )

    def save_as(self, path: str) -> "Future[str]":
        """Write what is seen now to a new store; the future says why it could not be written."""
        workspace = self._workspace
        return self._writer.ask(lambda: self._copies(workspace, path))

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
                outcome = self._takes.watched(job)
            finally:
                self._finish(outcome if isinstance(outcome, Committed) else None, None)
            return said

        return self._writer.ask(take)

    def past(self, when: When) -> Past:
        """Everything as it was at a revision, at the end of a day, or at an instant.

        Reading a long history takes a while; any thread may do it while others write: it begins
        from one workspace and reads commits that are there already.

        Raises:
            Refused: the history does not reach back that far, or it is yet to come.
        """
        zone = clock.zone_or_utc(self._workspace.policy.timezone)
        try:
            return self._store.past(moment_of(when, zone))
        except OutOfReachError as error:
            raise Refused(str(error)) from error

    def workspace_at(self, when: When) -> Workspace:
        """The workspace as it was at a revision, at the end of a day, or at an instant.

        Raises:
            Refused: as for `past`, which also tells the day it was.
        """
        return self.past(when).workspace

    def snapshot(self) -> None:
        """Write the snapshot now and wait for it."""
        self._writer.ask(self._store.snapshot).result()

    def warm(self) -> None:
        """Make the indexes that the first edit will ask for, off the screen's thread."""

        def index() -> None:
            for table, field in (("links", "giver"), ("links", "taker"), ("tasks", "parent")):
                self._store.workspace.ids_by(table, field, 0)

        self._writer.ask(index)

    def flushed(self) -> "Future[None]":
        """Done once everything queued until now has its outcome and the listener knows."""
        return self._writer.ask(lambda: None)

    def close(self) -> None:
        """Finish what is queued, then let go of the store."""
        self._writer.close()

    def _draft(self, ops: Ops, action_id: str, taken_back: str = "") -> Draft:
        self._commits += 1
        return Draft(f"{self.id}-{self._commits}", ops, action_id, self.id, taken_back)

    def _show(self, workspace: Workspace, changed: frozenset[tuple[str, int]]) -> None:
        self._workspace = workspace
        self._unfigured |= changed

    def _take_back(self, action_id: str, nothing: str) -> "Future[Outcome]":
        made: list[Draft] = []

        def job() -> Outcome:
            self._store.refresh()
            found = self._takes.following(action_id)
            if not found:
                return Rejected(nothing + _GO_ON * self._takes.may_go_on)
            ops = tuple(op for commit in found for op in invert(commit.ops))
            made.append(self._draft(ops, action_id, name_of(found[0])))
            return self._takes.watched(lambda: self._store.commit(made[0], settle_back))

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
            changed |= self._since(self._taken_in)
        self._settled(changed, ticket)
        self.listener(SessionEvent(changed, outcome, (), draft, self._disputes(outcome, draft)))

    def _disputes(
        self, outcome: Outcome | None, draft: Draft | None
    ) -> tuple[ConflictQuestion, ...]:
        if draft is None or not isinstance(outcome, Rejected) or not outcome.conflicts:
            return ()
        recent = islice(self._store.history(), _LOOKED_THROUGH)
        return conflict_questions(draft.ops, outcome.conflicts, recent)

    def _take_in(self, others: tuple[Commit, ...]) -> None:
        changed = frozenset(pair for commit in others for pair in touched(commit.ops))
        self._settled(changed, None)
        self.listener(SessionEvent(changed, others=newest_of_each(others), count=len(others)))

    def _since(self, revision: int) -> frozenset[tuple[str, int]]:
        changed: set[tuple[str, int]] = set()
        for commit in self._store.history():
            if commit.rev <= revision:
                break
            changed |= touched(commit.ops)
        return frozenset(changed)

    def _settled(self, changed: frozenset[tuple[str, int]], ticket: Ticket | None) -> None:
        with self._lock:
            if ticket is not None:
                self._pending.remove(ticket)
            workspace = self._store.workspace
            self._taken_in = workspace.revision
            for waiting in self._pending:
                kept, _ = rebase(waiting.draft.ops, workspace)
                workspace = apply(workspace, settle_keys(workspace, kept, pending=True))
            self._show(workspace, changed)


def _settling(draft: Draft, today: date) -> Settle:
    """How a draft that was not painted is merged and judged; loads with the first of them."""
    from pmtui.session.deferred_checks import settle_with_checks

    return settle_with_checks(draft, today)


__all__ = [
    "Author",
    "Committed",
    "InDoubt",
    "Outcome",
    "Rejected",
    "RunResult",
    "Session",
    "SessionEvent",
    "Store",
    "Ticket",
]
