"""This file tests prompts without a screen: what they ask, and what they make of it."""

from collections.abc import Iterator

import pytest

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Target
from pmtui.model.merging.outcome import Rejected
from pmtui.session.events import SessionEvent
from pmtui.tui.execution.action_runner import ActionRunner
from pmtui.tui.main.new_here import NewHere
from pmtui.tui.prompt.quick_add import QuickAddPrompt
from pmtui.tui.prompt.unknown_names import resolve_names
from pmtui.tui.unsaved.draft_store import DraftStore
from pmtui.tui.unsaved.unsaved_edits import UnsavedEdits
from tests.conftest import id_of
from tests.tui.fake_workbench import FakeWorkbench
from tests.tui.sample import a_portfolio


@pytest.fixture
def desk() -> Iterator[FakeWorkbench]:
    """A workbench on the portfolio."""
    fake = FakeWorkbench(a_portfolio())
    yield fake
    fake.session.close()


@pytest.mark.parametrize(
    ("letter", "settled", "again"),
    [
        ("c", ["Wireframes @zoe"], []),
        ("t", ['Wireframes "@zoe"'], []),
        ("escape", [], ["Wireframes @zoe"]),
    ],
)
def test_a_name_that_nobody_carries_is_asked_for_and_left_by_esc(
    desk: FakeWorkbench, letter: str, settled: list[str], again: list[str]
) -> None:
    lines: list[str] = []
    left: list[str] = []
    resolve_names(
        desk, desk.situation(), "task", "Wireframes @zoe", settled=lines.append, again=left.append
    )
    assert desk.shown is not None
    assert desk.shown.title == "nobody is called 'zoe'"
    desk.press(letter)
    assert lines == settled
    assert left == again


def test_the_line_of_a_new_thing_starts_with_the_likeliest_kind_and_what_is_known_there(
    desk: FakeWorkbench,
) -> None:
    added: list[dict[str, object]] = []

    def run(known: dict[str, object]) -> bool:
        added.append(known)
        return True

    here = NewHere({"r": "risk", "t": "task"}, {"component": id_of("P-1")})
    add = CATALOGUE["entity.add"]
    prompt = QuickAddPrompt(desk, add, desk.situation(), {}, here=here, run=run)
    prompt.ask()
    assert desk.question is not None
    assert desk.question.prompt == "new risk"
    assert desk.question.turns_to == "task"
    desk.question.answer("Supplier fails")
    assert added == [{"component": id_of("P-1"), "kind": "risk", "text": "Supplier fails"}]


def test_where_nothing_may_be_edited_the_reason_is_told_and_nothing_asked(
    desk: FakeWorkbench,
) -> None:
    desk.standstill = "read-only: the disk is full"
    desk.target = Target("tasks", id_of("T-1"))
    runner = ActionRunner(desk, lambda _action_id, _given: None)
    runner.perform("entity.rename")
    assert desk.said == ["!read-only: the disk is full"]
    assert desk.question is None


def test_a_command_of_the_screen_is_handed_on_with_what_was_given(desk: FakeWorkbench) -> None:
    acted: list[tuple[str, object]] = []
    runner = ActionRunner(desk, lambda action_id, given: acted.append((action_id, dict(given))))
    runner.perform("filter", {"query": "owner:me"})
    assert acted == [("filter", {"query": "owner:me"})]


def test_an_edit_that_is_no_draft_and_was_not_saved_is_told(desk: FakeWorkbench) -> None:
    unsaved = UnsavedEdits(desk, DraftStore(), lambda _typed: None)
    unsaved.take(SessionEvent(frozenset(), Rejected("the store is gone")))
    assert desk.said == ["!not saved: the store is gone"]
