"""This file tests how a conflict is told: mine, theirs, before, who and when."""

from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pmtui.model.changes.ops import Commit, Ops, apply, delete, edit
from pmtui.model.merging.conflicts import conflict_questions
from pmtui.model.merging.rebase import rebase
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.changes.conflict_card import ConflictCard, Side, conflict_card, moment_words
from tests.conftest import TODAY, a_person, a_project, a_task, a_workspace, id_of

TASK = id_of("T-1")
STAMP = "2026-11-23T13:02:00.000+00:00"


@pytest.fixture
def before() -> Workspace:
    """What everybody saw."""
    return a_workspace(a_project(), a_task("T-1", "Dig", due=TODAY), a_person("H-1", "Ann Ames"))


def card(before: Workspace, mine: Ops, theirs: Ops, *, is_undo: bool = False) -> ConflictCard:
    """The card of the one dispute between two edits."""
    now = apply(before, theirs)
    by = Commit(
        rev=2, commit_id="c", parent_sha="", ts=STAMP, uid=7, host="", session="s", action="a",
        ops=theirs, login="bob",
    )  # fmt: skip
    (only,) = conflict_questions(mine, rebase(mine, now)[1], iter((by,)))
    return conflict_card(now, only, TODAY, UTC, is_undo=is_undo)


def written(before: Workspace, **fields: Any) -> Ops:
    """An edit of the task as everybody saw it."""
    return edit("tasks", before.tasks[TASK], **fields)


def test_values_are_told_as_people_read_them(before: Workspace) -> None:
    later = TODAY.replace(day=27)
    told = card(before, written(before, due=later), written(before, due=None))
    assert (told.title, told.question) == ("T-1 Dig", "due")
    assert told.sides == (
        Side("before", "Mon 23 Nov"),
        Side("mine", "Fri 27 Nov", "you"),
        Side("theirs", "—", "bob, 13:02"),
    )
    assert (told.typed, told.both) == ("2026-11-27", None)


def test_a_person_is_told_by_name(before: Workspace) -> None:
    told = card(before, written(before, owner=id_of("H-1")), written(before, owner=9))
    assert told.sides[1].text == "Ann Ames"
    assert told.sides[2].text == "gone (9)"


def test_long_text_can_be_kept_on_both_sides(before: Workspace) -> None:
    told = card(before, written(before, notes="Mine."), written(before, notes="Theirs."))
    assert told.both == "Theirs.\n\nMine."
    assert told.typed is None


def test_what_an_undo_would_bring_is_called_so(before: Workspace) -> None:
    told = card(before, written(before, title="a"), written(before, title="b"), is_undo=True)
    assert [side.label for side in told.sides] == ["before", "undo", "theirs"]


def test_a_row_that_is_gone_is_told_with_what_i_wrote(before: Workspace) -> None:
    gone = (delete("tasks", before.tasks[TASK]),)
    told = card(before, written(before, title="Dig deep", priority=1), gone)
    assert told.title == "T-1 Dig"
    assert told.sides[0].text == "title: Dig deep, priority: 1"
    assert told.sides[1] == Side("theirs", "it is gone", "bob, 13:02")
    assert (told.mine, told.theirs) == ("bring it back with mine", "leave it away")


def test_a_row_i_take_away_is_told_with_what_they_changed(before: Workspace) -> None:
    gone = (delete("tasks", before.tasks[TASK]),)
    told = card(before, gone, written(before, title="Dig wide", due=None))
    assert told.sides[1].text == "title: Dig wide, due: —"
    assert (told.mine, told.theirs) == ("take it away", "let it stay")


def test_a_moment_of_another_day_has_its_day() -> None:
    zone = ZoneInfo("Europe/Berlin")
    assert moment_words(STAMP, TODAY, zone) == "14:02"
    assert moment_words("2026-11-20T23:30:00.000+00:00", TODAY, zone) == "Sat 21 Nov 00:30"
