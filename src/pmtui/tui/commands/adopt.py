"""This file takes in on the screen what was changed outside: shows it, asks where both wrote."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from pmtui import clock
from pmtui.actions.core.action import Refused
from pmtui.actions.editing.set_fields import reading_of
from pmtui.model.changes.ops import plain
from pmtui.model.merging.outcome import ConflictQuestion
from pmtui.model.workspace.schema import field_spec
from pmtui.query.values.field_values import read_value
from pmtui.session.outside_changes import Choice, OutsideChange
from pmtui.tui.background import Job, beside
from pmtui.tui.main.workbench import Workbench
from pmtui.tui.screens.adopt_changes import AdoptScreen, Decision
from pmtui.tui.unsaved.conflict_screen import Answers, ConflictScreen
from pmtui.views.changes.change_list import changes
from pmtui.views.changes.conflict_card import ConflictCard, conflict_card

Answer = TypeVar("Answer")
FILE: str = "in the file"
"""How the side is called that was written outside."""


def adopt(desk: Workbench) -> None:
    """Show what was changed outside pmtui, and take it in or discard it when told to."""
    desk.say("reading the file")
    _then(desk, desk.session.outside(), lambda outside: _show(desk, outside))


def _show(desk: Workbench, outside: OutsideChange | None) -> None:
    if outside is None:
        desk.say("nothing was changed outside pmtui")
        return
    desk.say("")
    found = changes(outside.before, outside.after, 0, desk.session.today)

    def decided(decision: Decision | None) -> None:
        if decision is None:
            desk.say("the file waits: Adopt asks again")
        elif decision == "discard":
            _take(desk, outside, (), "discard")
        elif outside.disputes:
            _ask(desk, outside)
        else:
            _take(desk, outside, (), "")

    change = (found.sections, found.summary)
    screen = AdoptScreen(outside.what, change, outside.notes, outside.unreadable)
    desk.push(screen, decided)


def _ask(desk: Workbench, outside: OutsideChange) -> None:
    session = desk.session
    zone = clock.zone_or_utc(session.workspace.policy.timezone)

    def card(dispute: ConflictQuestion) -> ConflictCard:
        return conflict_card(session.workspace, dispute, session.today, zone, mine=FILE)

    def read(dispute: ConflictQuestion, text: str) -> object:
        spec = field_spec(dispute.table, dispute.field)
        situation = desk.situation()
        row = situation.workspace.get(dispute.table, dispute.id)
        if spec is None or row is None:
            raise ValueError("it cannot be edited any more")
        return plain(read_value(spec, text, reading_of(situation, dispute.table, row)))

    def answered(answers: Answers | None) -> None:
        # Whoever leaves the questions for later has agreed to the rest.
        _take(desk, outside, answers or (), "")

    later = "later (the file waits, the rest is taken in)"
    desk.push(ConflictScreen(outside.disputes, card, read, later=later), answered)


def _take(desk: Workbench, outside: OutsideChange, answers: Answers, choice: Choice) -> None:
    _then(desk, desk.session.adopt(outside, answers, choice), desk.say)


def _then(desk: Workbench, asked: "Future[Answer]", arrived: Callable[[Answer], None]) -> None:
    """Wait beside the screen for what was asked, and go on with it."""

    def wait(_job: Job) -> Answer:
        error = asked.exception()
        if error is not None:
            raise Refused(str(error)) from error
        return asked.result()

    beside(desk.screen, wait, arrived, lambda words: desk.say(words, bad=True))
