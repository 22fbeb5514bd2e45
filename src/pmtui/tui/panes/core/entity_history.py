"""This file holds the history of one entity as far as a person has read it."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Final

from pmtui import clock
from pmtui.model.changes.history import HistoryEntry, HistoryPage
from pmtui.session.session import Session
from pmtui.tui.navigation.view_context import ViewContext
from pmtui.views.detail.entity_history import history
from pmtui.views.shapes.table import Section

READ_AT_ONCE: Final = 50
"""Deeds that are read before the person asks for more."""

Heard = Callable[["Future[HistoryPage]"], None]
"""Told on the writer thread when a stretch was read."""


class EntityHistory:
    """The deeds read so far: the newest come by themselves, older ones when they are asked for."""

    def __init__(self) -> None:
        self._deeds: tuple[HistoryEntry, ...] = ()
        self._newest = -1
        self._older = 0
        self._is_reading = False

    def follow(self, session: Session, entity: tuple[str, int], heard: Heard) -> None:
        """Read what is new, where something is."""
        if not self._is_reading and self._newest < session.workspace.revision:
            self._is_reading = True
            session.deeds(entity, None, READ_AT_ONCE, self._newest).add_done_callback(heard)

    def read_on(self, session: Session, entity: tuple[str, int], heard: Heard) -> None:
        """Read what is older, where the history goes on."""
        if not self._is_reading and self._older:
            self._is_reading = True
            session.deeds(entity, self._older, READ_AT_ONCE).add_done_callback(heard)

    def take(self, found: HistoryPage) -> None:
        """Add what was read, at the end it belongs to."""
        self._is_reading = False
        if self._newest < 0 or found.newest <= self._older:
            self._deeds += found.deeds
            self._older = found.older
        elif len(found.deeds) == READ_AT_ONCE and found.older > self._newest:
            self._deeds, self._older = found.deeds, found.older
        else:
            self._deeds = (*found.deeds, *self._deeds)
        self._newest = max(self._newest, found.newest)

    def section(self, showing: ViewContext, entity: tuple[str, int]) -> Section:
        """What is read, as it is shown."""
        return history(
            showing.workspace,
            entity,
            self._deeds,
            showing.today,
            clock.zone(showing.workspace.policy.timezone),
            goes_on=bool(self._older),
            is_read=self._newest >= 0,
        )
