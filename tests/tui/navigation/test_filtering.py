"""This file tests filters on the screen: invalid ones, what is closed, and why rows are missing."""

import pytest

from pmtui.model.changes.ops import apply, edit
from pmtui.model.entities.remarks import SavedView
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import id_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started

VIEWS = pytest.mark.parametrize("view", ["board", "roadmap", "risks", "log"])


def rows(stage: Stage) -> list[int]:
    """What the view shows, top to bottom."""
    return list(stage.main.pane.walk()[0])


def with_closed() -> Workspace:
    """The portfolio with a closed and an archived risk, and a resolved issue."""
    plan = a_portfolio()
    for table, key, fields in (
        ("risks", "R-2", {"state": "closed"}),
        ("risks", "R-3", {"archived": True}),
        ("issues", "I-1", {"state": "resolved"}),
    ):
        plan = apply(plan, edit(table, plan.rows(table)[id_of(key)], **fields))
    return plan


@VIEWS
@pytest.mark.parametrize("typed", ["ownr:me", "(owner:me", "owner:nobody", "title<"])
async def test_a_filter_that_cannot_be_read_leaves_the_rows_of_the_one_before(
    view: str, typed: str
) -> None:
    async with started(a_portfolio(), Start(view=view)) as stage:
        await stage.press("slash")
        await stage.type("e\n")
        before = rows(stage)
        await stage.press("slash", "ctrl+u")
        await stage.type(typed)
        assert rows(stage) == before
        await stage.press("enter")
        assert rows(stage) == before
        assert "/e still filters" in stage.text
        await stage.press("escape")
        assert rows(stage) == before
        assert "/e" in stage.head
        assert "not applied" not in stage.head


async def test_the_reason_stands_above_the_line_with_its_place_while_it_is_typed() -> None:
    async with started(a_portfolio()) as stage:
        before = rows(stage)
        await stage.press("slash")
        await stage.type("web ownr:me")
        assert "column 5: a task has no field 'ownr'" in stage.text
        assert "everything is shown" in stage.text
        assert rows(stage) == before
        await stage.press("escape")
        assert rows(stage) == before


async def test_a_typed_command_with_a_wrong_filter_changes_nothing() -> None:
    async with started(a_portfolio()) as stage:
        before = rows(stage)
        await stage.press("colon")
        await stage.type("filter ownr:me\n")
        assert "no field 'ownr'" in stage.text
        assert rows(stage) == before
        assert stage.main.trail.now.query == ""


async def test_a_kept_view_that_cannot_be_read_changes_nothing() -> None:
    view = SavedView(id=77, name="Old", view="board", query="ownr:me", sort="title")
    plan = a_portfolio()
    tables = {**plan.tables, "saved_views": {77: view}}
    plan = Workspace(tables, counters=plan.counters, revision=plan.revision)
    async with started(plan) as stage:
        before = rows(stage)
        await stage.press("f", "1")
        assert "no field 'ownr'" in stage.foot
        assert (rows(stage), stage.main.trail.now.sort) == (before, "")


async def test_a_filter_whose_name_is_gone_is_marked_and_everything_is_shown() -> None:
    async with started(a_portfolio()) as stage:
        everything = rows(stage)
        await stage.press("slash")
        await stage.type("owner:ann\n")
        assert rows(stage) != everything
        stage.main.trail.change(query="ownr:ann")
        stage.main.redraw()
        await stage.settle()
        assert rows(stage) == everything
        assert "/ownr:ann not applied" in stage.head
        await stage.press("slash", "ctrl+u", "enter")
        assert "not applied" not in stage.head


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("", {"R-1"}), ("is:closed", {"R-2"}), ("is:any", {"R-1", "R-2", "R-3"}),
     ("is:archived", {"R-3"}), ("is:open", {"R-1"})],
)  # fmt: skip
async def test_risks_that_are_closed_or_archived_are_shown_by_a_filter(
    typed: str, shown: set[str]
) -> None:
    async with started(with_closed(), Start(view="risks")) as stage:
        await stage.press("slash")
        await stage.type(f"{typed}\n")
        assert {stage.workspace.risks[one].key for one in rows(stage)} == shown


async def test_the_foot_says_what_is_closed_and_how_to_show_it() -> None:
    async with started(with_closed(), Start(view="risks", size=(160, 36))) as stage:
        assert "1 of 2 risks" in stage.foot
        assert "1 closed: /is:any" in stage.foot
    async with started(with_closed(), Start(view="log", size=(160, 36))) as stage:
        assert "2 closed: /is:any" in stage.foot
        await stage.press("slash")
        await stage.type("is:any\n")
        assert "4 of 4 entries" in stage.foot


async def test_the_foot_says_which_part_hides_rows() -> None:
    async with started(a_portfolio(), Start(size=(160, 36))) as stage:
        await stage.press("asterisk")
        assert "not in *" in stage.foot
        await stage.press("slash")
        await stage.type(" pay\n")
        assert "not in * and the filter" in stage.foot
    async with started(a_portfolio(), Start(view="risks", scope="PG-1", size=(160, 36))) as stage:
        assert "2 not major: Z all" in stage.foot


async def test_a_field_that_only_one_register_has_filters_the_log() -> None:
    async with started(a_portfolio(), Start(view="log")) as stage:
        await stage.press("slash")
        await stage.type("severity:none\n")
        assert [stage.workspace.rows("issues")[one].key for one in rows(stage)] == ["I-1"]
