"""This file tests that a field commits against the value it showed, whoever was faster."""

import asyncio
from contextlib import nullcontext
from datetime import date
from typing import Any, Final, NamedTuple

import pytest

from pmtui.model.changes.ops import delete
from pmtui.tui.app.application import PmtuiApp
from pmtui.tui.screens.dialog import TYPE_AHEAD_SECONDS
from pmtui.tui.unsaved.conflict_screen import ConflictScreen
from tests.conftest import id_of
from tests.tui.app.test_session_news import Others, with_bob
from tests.tui.stage import Stage, Start


class Door(NamedTuple):
    """One way to give a field a value."""

    keys: tuple[str, ...]
    """What opens it."""
    text: str
    """What is typed then."""
    field: str
    mine: Any
    theirs: Any
    view: str


_MINE, _THEIRS = date(2027, 1, 10), date(2027, 5, 5)
DOORS: Final = [
    pytest.param(Door(("e",), "Mine", "title", "Mine", "Theirs", "board"), id="name"),
    pytest.param(Door(("s", "d"), "2027-01-10", "due", _MINE, _THEIRS, "board"), id="date"),
    pytest.param(Door(("s", "d"), "2027-01-10", "due", _MINE, _THEIRS, "roadmap"), id="roadmap"),
    pytest.param(Door(("s", "p"), "1", "priority", 1, 3, "board"), id="letters"),
    pytest.param(Door(("m",), "Doing", "column", "Doing", "Review", "board"), id="column"),
    pytest.param(
        Door(("colon",), "set due 2027-01-10", "due", _MINE, _THEIRS, "board"), id="palette"
    ),
]
"""Every kind of question in which a value is given."""


async def opened(stage: Stage, keys: tuple[str, ...]) -> None:
    """Put the cursor on T-2 and press the keys."""
    await stage.follow("T-2")
    await stage.press(*keys)


async def typed(stage: Stage, keys: tuple[str, ...], text: str) -> None:
    """Give the answer."""
    if keys == ("colon",):
        await stage.type(f"{text}\n")
    elif keys == ("s", "p"):
        await stage.press(text)
    else:
        await stage.answer(text)
    await stage.settle()


def value(stage: Stage, field: str) -> Any:
    """What the task holds now; a column by its name."""
    found = getattr(stage.task("T-2"), field)
    return stage.workspace.columns[found].name if field == "column" else found


def set_by(bob: Others, field: str, to: Any) -> None:
    """The other writes the field."""
    if field == "column":
        rows = bob.session.workspace.columns.values()
        to = next(one.id for one in rows if one.name == to and one.component == id_of("P-1"))
    bob.set("tasks", "T-2", **{field: to})


async def heard(stage: Stage, bob: Others) -> None:
    """Wait until the other's edit was taken in."""
    await stage.until(lambda: stage.workspace.revision == bob.session.workspace.revision)
    await stage.rest()


@pytest.mark.parametrize("door", DOORS)
async def test_another_value_asks_and_overwrites_nothing(door: Door) -> None:
    async with with_bob(Start(view=door.view)) as (stage, bob):
        await opened(stage, door.keys)
        set_by(bob, door.field, door.theirs)
        await heard(stage, bob)
        await typed(stage, door.keys, door.text)
        await stage.until(lambda: isinstance(stage.app.screen, ConflictScreen))
        assert value(stage, door.field) == door.theirs
        assert all(word in stage.text for word in ("before", "mine", "theirs"))
        assert len(stage.app.drafts) == 1
        await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)
        await stage.press("M" if "M all mine" in stage.text else "m")
        await stage.settle()
        assert value(stage, door.field) == door.mine
        assert len(stage.app.drafts) == 0


@pytest.mark.parametrize("door", DOORS)
async def test_the_same_value_is_no_edit(door: Door) -> None:
    async with with_bob(Start(view=door.view)) as (stage, bob):
        await opened(stage, door.keys)
        set_by(bob, door.field, door.mine)
        await heard(stage, bob)
        at = stage.workspace.revision
        await typed(stage, door.keys, door.text)
        assert value(stage, door.field) == door.mine
        if door.field != "column":
            assert stage.workspace.revision == at
        assert len(stage.app.screen_stack) == 1


@pytest.mark.parametrize("door", DOORS)
async def test_another_field_is_merged(door: Door) -> None:
    async with with_bob(Start(view=door.view)) as (stage, bob):
        await opened(stage, door.keys)
        bob.set("tasks", "T-2", estimate=960)
        await heard(stage, bob)
        await typed(stage, door.keys, door.text)
        assert (value(stage, door.field), stage.task("T-2").estimate) == (door.mine, 960)
        assert len(stage.app.screen_stack) == 1


@pytest.mark.parametrize("door", DOORS)
async def test_what_was_deleted_comes_back_as_a_question_with_the_draft_kept(door: Door) -> None:
    async with with_bob(Start(view=door.view)) as (stage, bob):
        await opened(stage, door.keys)
        before = stage.workspace
        bob.write((delete("tasks", bob.session.workspace.tasks[id_of("T-2")]),))
        await heard(stage, bob)
        await typed(stage, door.keys, door.text)
        await stage.until(lambda: isinstance(stage.app.screen, ConflictScreen))
        assert "somebody took away what you edited" in stage.text
        assert len(stage.app.drafts) == 1
        assert stage.task("T-3") == before.tasks[id_of("T-3")]


async def test_tags_of_both_are_kept_and_an_untouched_line_changes_nothing() -> None:
    async with with_bob() as (stage, bob):
        await opened(stage, ("s", "t"))
        assert "seo" in stage.line
        bob.set("tasks", "T-2", tags=("seo", "bob"))
        await heard(stage, bob)
        await stage.answer("#seo #ann")
        await stage.settle()
        assert set(stage.task("T-2").tags) == {"seo", "bob", "ann"}


async def test_a_line_that_is_left_as_it_was_overwrites_nothing() -> None:
    async with with_bob() as (stage, bob):
        await opened(stage, ("e",))
        bob.set("tasks", "T-2", title="Theirs")
        await heard(stage, bob)
        await stage.press("enter")
        await stage.settle()
        assert stage.task("T-2").title == "Theirs"
        assert len(stage.app.drafts) == 0


async def test_a_text_from_the_editor_commits_against_what_it_was_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with with_bob() as (stage, bob):
        await stage.follow("T-2")

        def edited(_text: str, _name: str) -> tuple[str, str]:
            bob.set("tasks", "T-2", notes="Theirs")
            stage.session.flushed().result()
            return "Mine", ""

        monkeypatch.setattr(PmtuiApp, "suspend", lambda _app: nullcontext())
        monkeypatch.setattr("pmtui.tui.terminal.external_editor.edit_in_editor", edited)
        await stage.press("E")
        await stage.until(lambda: isinstance(stage.app.screen, ConflictScreen))
        assert stage.task("T-2").notes == "Theirs"


async def test_marked_cards_are_settled_when_the_line_opens() -> None:
    async with with_bob() as (stage, bob):
        await stage.follow("T-1")
        await stage.press("space")
        await stage.follow("T-2")
        await stage.press("space", "s", "d")
        bob.set("tasks", "T-2", archived=True)
        await heard(stage, bob)
        await stage.answer("2027-01-10")
        await stage.settle()
        assert stage.task("T-1").due == stage.task("T-2").due == date(2027, 1, 10)
        assert stage.task("T-3").due is None


@pytest.mark.parametrize("is_agreed", [True, False])
async def test_mine_in_a_conflict_asks_before_it_leaves_something_open(
    is_agreed: bool,  # noqa: FBT001
) -> None:
    async with with_bob(Start(view="board")) as (stage, bob):
        stage.main.focus_pane(in_tree=True)
        await stage.rest()
        await stage.press("colon")
        bob.set("components", "P-1", state="on_hold")
        await heard(stage, bob)
        await stage.type("set state cancelled\n")
        await stage.until(lambda: isinstance(stage.app.screen, ConflictScreen))
        await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)
        await stage.press("m")
        await stage.until(lambda: "still has" in stage.offered)
        assert stage.workspace.components[id_of("P-1")].state == "on_hold"
        await stage.press("enter" if is_agreed else "escape")
        await stage.settle()
        state = stage.workspace.components[id_of("P-1")].state
        assert (state, len(stage.app.drafts)) == (("cancelled", 0) if is_agreed else ("on_hold", 1))
