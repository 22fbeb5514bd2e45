"""This file is the workspace as one person sees it: confirmed, and their edits on their way."""

from collections.abc import Sequence
from datetime import date
from threading import RLock

import msgspec

from pmtui import clock
from pmtui.actions.core.action import (
    Refused,
    Situation,
    Target,
)
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Ops, apply, settle_keys
from pmtui.model.entities.people import person_with_login
from pmtui.model.ids import IdSource
from pmtui.model.merging.outcome import Draft
from pmtui.model.merging.rebase import rebase
from pmtui.model.merging.settle import InvalidError, validated
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.edit_ticket import Ticket
from pmtui.session.ports import Store


class Author(msgspec.Struct, frozen=True):
    """Who is at the keyboard, as the operating system knows them."""

    uid: int
    login: str


class SeenWorkspace:
    """Everything as a person sees it: confirmed by the store, and their edits not yet on disk.

    Args:
        store: what is confirmed.
        author: the person.
    """

    def __init__(self, store: Store, author: Author) -> None:
        self._store = store
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
            self._taken_in = workspace.revision
            for waiting in self._pending:
                kept, _ = rebase(waiting.draft.ops, workspace)
                workspace = apply(workspace, settle_keys(workspace, kept, pending=True))
            self._show(workspace, changed)
