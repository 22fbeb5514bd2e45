"""This file tests how a conflict is told: mine, theirs, before, who and when."""

from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pmtui.model.changes.ops import Commit, Ops, apply, delete, edit
from pmtui.model.merging.outcome import ConflictQuestion, conflict_questions
from pmtui.model.merging.settle import rebase
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.changes.conflict_card import ConflictCard, Side, conflict_card, moment_words
from tests.conftest import TODAY, a_person, a_project, a_task, a_workspace, column_id, id_of

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


def asked(**fields: Any) -> ConflictQuestion:
    """A question about a task; its title unless told otherwise."""
    given: dict[str, Any] = {
        "table": "tasks", "id": TASK, "kind": "field", "field": "title", "before": "Dig",
        "mine": "Dig deep", "theirs": "Dig wide",
    }  # fmt: skip
    return ConflictQuestion(**{**given, **fields})


def test_what_a_file_brings_is_called_the_files_and_not_mine(before: Workspace) -> None:
    told = conflict_card(before, asked(), TODAY, UTC, mine="in the file")
    assert [(side.label, side.by) for side in told.sides] == [
        ("before", ""),
        ("in the file", ""),
        ("in the store", "before what the history holds"),
    ]
    assert (told.mine, told.theirs) == ("take the file's", "keep the store's")


def test_a_card_that_both_moved_is_no_text_to_edit(before: Workspace) -> None:
    ready, doing = (column_id("P-1", name) for name in ("Ready", "Doing"))
    dispute = asked(field="column", before=0, mine=ready, theirs=doing)
    told = conflict_card(before, dispute, TODAY, UTC)
    assert [side.text for side in told.sides[1:]] == ["Ready", "Doing"]
    assert told.typed is None


def test_a_field_of_a_later_version_is_asked_about_as_it_is(before: Workspace) -> None:
    dispute = asked(field="weather", before=None, mine="fair", theirs="foul")
    told = conflict_card(before, dispute, TODAY, UTC)
    assert [side.text for side in told.sides] == ["—", "fair", "foul"]
    assert (told.typed, told.both) == (None, None)


@pytest.mark.parametrize(
    ("fields", "more"), [(5, ""), (6, ""), (7, ", and 1 more"), (8, ", and 2 more")]
)
def test_six_fields_of_a_row_are_told_and_the_others_counted(
    before: Workspace, fields: int, more: str
) -> None:
    mine = {f"field_{at}": "new" for at in range(fields)}
    told = conflict_card(before, asked(kind="gone", before={}, mine=mine), TODAY, UTC)
    names = [f"field {at}: new" for at in range(min(fields, 6))]
    assert told.sides[0].text == ", ".join(names) + more


def test_only_what_differs_and_shows_is_told_of_a_row(before: Workspace) -> None:
    document = {"title": "Dig", "priority": 1, "board_rank": "a", "weather": "fair"}
    mine = {"title": "Dig", "priority": 2, "board_rank": "b", "weather": "foul"}
    told = conflict_card(before, asked(kind="gone", before=document, mine=mine), TODAY, UTC)
    assert told.sides[0].text == "priority: 2, weather: foul"
    only_order = asked(kind="gone", before={"board_rank": "a"}, mine={"board_rank": "b"})
    assert conflict_card(before, only_order, TODAY, UTC).sides[0].text == "nothing that shows"


def test_a_row_that_nobody_remembers_can_only_be_left_away(before: Workspace) -> None:
    told = conflict_card(before, asked(kind="gone", before=None, mine={}), TODAY, UTC)
    assert (told.mine, told.theirs) == ("", "leave it away")
    assert told.sides[0].text == "nothing that shows"


def test_a_row_that_is_gone_is_called_by_its_name_title_or_text_as_it_was(
    before: Workspace,
) -> None:
    def title(table: str, **document: str) -> str:
        dispute = asked(table=table, id=99, kind="gone", field="", before=document, mine={})
        return conflict_card(before, dispute, TODAY, UTC).title

    assert title("people", key="H-9", name="Bob") == "H-9 Bob"
    assert title("tasks", key="T-9", title="Fill") == "T-9 Fill"
    assert title("remarks", key="N-9", text="Why?") == "N-9 Why?"
    assert title("columns", name="Parked") == "column Parked"
    assert title("tasks", key="T-9") == "T-9"
