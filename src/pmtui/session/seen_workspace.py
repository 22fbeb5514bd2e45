"""This file is the plan or a what-if as one person sees it, and what they ask the store."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import date
from itertools import islice
from threading import RLock

import msgspec

from pmtui import clock
from pmtui.actions.adding.occurrence_rows import (
    concern_occurrences,
    with_occurrences,
    with_rows_made,
)
from pmtui.actions.core.action import Refused, Situation, Target
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.as_of import OutOfReachError, Past, When, moment_of
from pmtui.model.changes.history import HistoryPage
from pmtui.model.changes.ops import Commit, Ops, apply, settle_keys
from pmtui.model.entities.people import person_with_login
from pmtui.model.ids import IdSource
from pmtui.model.merging.outcome import Draft
from pmtui.model.merging.settle import InvalidError, rebase, validated
from pmtui.model.scenarios.overlay import Overlay, fact_refusal
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.edit_ticket import Ticket
from pmtui.session.history import history_page
from pmtui.session.ports import Author, Copies, Store
from pmtui.session.presence import PresenceMonitor, PresencePort
from pmtui.session.scenario_store import ScenarioStore
from pmtui.session.writer import Writer


class SeenWorkspace:
    """Everything as a person sees it: confirmed by the store, and their edits not yet on disk.

    Args:
        store: what is confirmed.
        author: the person.
    """

    def __init__(self, store: Store, author: Author) -> None:
        self._store = ScenarioStore(store)
        self.author = author
        self._ids = IdSource(clock.milliseconds, clock.chance(12))
        self._taken_in = store.workspace.revision
        self._lock = RLock()
        self._pending: list[Ticket] = []
        self._offered: list[Draft] = []
        self._workspace = store.workspace
        self._figures: Figures | None = None
        self.in_turns = False
        """Whether somebody waits at a screen, so that long figures are worked out beside it."""
        self._unfigured: frozenset[tuple[str, int]] = frozenset()

    @property
    def workspace(self) -> Workspace:
        """Everything as this person sees it: confirmed, and their edits not yet on disk."""
        return self._workspace

    @property
    def scenario(self) -> int:
        """The scenario whose edits are in the workspace; 0 where it is the plan as it is."""
        return self._store.shown

    @property
    def overlay(self) -> Overlay:
        """The plan with the edits of the scenario shown, and what of them no longer fits."""
        return self._store.overlay

    @property
    def plan(self) -> Workspace:
        """Everything confirmed, without any scenario."""
        return self._store.plan

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
        """Where and when an action would run now.

        Raises:
            Refused: a target is an occurrence that cannot stand where its rule wants it.
        """
        here = Situation(
            self._workspace, self.today, self._ids.draw, tuple(targets), scope, view, self.actor
        )
        sheet, scenario = self.figures, self.scenario
        return with_occurrences(msgspec.structs.replace(here, sheet=sheet, scenario=scenario))

    def situation_of(self, asked: Situation, targets: Sequence[Target]) -> Situation:
        """A situation in which an action is done to other things than those it was asked for.

        Raises:
            Refused: a target is an occurrence that cannot stand where its rule wants it.
        """
        return with_occurrences(msgspec.structs.replace(asked, targets=tuple(targets)))

    def _with_rows_made(self, ops: Ops) -> Ops:
        """Ops with those that make the rows of occurrences nobody wrote to before."""
        if self.scenario and (reason := fact_refusal(ops)):
            raise Refused(reason)
        return with_rows_made(self.situation(), ops) if concern_occurrences(ops) else ops

    def preview(self, ops: Ops) -> Workspace:
        """The workspace as it would be after ops that nobody has committed.

        Raises:
            Refused: the result would not be valid.
        """
        try:
            return validated(self._workspace, ops)
        except InvalidError as error:
            raise Refused(str(error)) from error

    def _show(self, workspace: Workspace, changed: frozenset[tuple[str, int]]) -> None:
        self._workspace = workspace
        self._unfigured |= changed

    def _settled(self, changed: frozenset[tuple[str, int]], ticket: Ticket | None) -> None:
        with self._lock:
            if ticket is not None:
                self._pending.remove(ticket)
            workspace = self._store.workspace
            changed |= self._store.moved()
            self._taken_in = workspace.revision
            for waiting in self._pending:
                kept, _ = rebase(waiting.draft.ops, workspace)
                workspace = apply(workspace, settle_keys(workspace, kept, pending=True))
            self._show(workspace, changed)


class StoreQuestions(SeenWorkspace):
    """What a person may ask of the store, on the thread that writes to it.

    Args:
        store: the store.
        author: the person.
        copies: writes what is seen to another store.
        take_in: called on the writer thread with what others committed.
    """

    def __init__(
        self,
        store: Store,
        author: Author,
        copies: Copies,
        take_in: Callable[[tuple[Commit, ...]], None],
    ) -> None:
        super().__init__(store, author)
        self._copies = copies
        self._writer = Writer(self._store, take_in)

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

    def show_scenario(self, scenario_id: int) -> "Future[None]":
        """Show everything with the edits of a scenario from now on, or the plan alone (0).

        What is edited then is an edit of the scenario.
        """

        def show() -> None:
            self._store.show(scenario_id)
            self._settled(frozenset(), None)

        return self._writer.ask(show)

    def save_as(self, path: str) -> "Future[str]":
        """Write the plan, with its scenarios, to a new store; why it could not be is told."""
        workspace = self._store.plan if self.scenario else self._workspace
        return self._writer.ask(lambda: self._copies(workspace, path))

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
            for table, field in (
                ("links", "predecessor"),
                ("links", "successor"),
                ("tasks", "parent"),
            ):
                self._store.workspace.ids_by(table, field, 0)

        self._writer.ask(index)

    def flushed(self) -> "Future[None]":
        """Done once everything queued until now has its outcome and the listener knows."""
        return self._writer.ask(lambda: None)
