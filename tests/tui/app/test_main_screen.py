"""This file tests the main screen: going about, finding, layouts, who else is here."""

import asyncio

import pytest
from textual.events import Key

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Target
from pmtui.model.changes.ops import Commit
from pmtui.model.merging.outcome import Committed
from pmtui.session.ports import Author
from pmtui.session.session import Session
from pmtui.store.log.memory_store import MemoryStore
from tests.conftest import a_workspace, id_of
from tests.tui.sample import a_large_project, a_portfolio
from tests.tui.stage import DatedSession, Stage, Start, found, started

SIZES = ((80, 24), (120, 36), (160, 45))
VIEWS = {"1": "overview", "2": "board", "4": "risks", "8": "log"}
EMPTY = a_workspace()


def act(session: Session, action_id: str, values: dict[str, object], *targets: Target) -> None:
    """Do an action as somebody else, and wait until it is kept."""
    situation = session.situation(targets, scope=id_of("P-1"))
    ticket = session.run(CATALOGUE[action_id], situation, values).ticket
    assert ticket is not None
    assert isinstance(ticket.wait(), Committed)


def tree_shown(stage: Stage) -> bool:
    """Whether the tree is on the screen."""
    return any("component" in line and "%" in line for line in stage.lines[:2])


@pytest.mark.parametrize("size", SIZES)
async def test_every_view_is_one_digit_away(size: tuple[int, int]) -> None:
    async with started(a_portfolio(), Start(size=size, view="overview")) as stage:
        for key, view in VIEWS.items():
            await stage.press(key)
            assert stage.main.trail.now.view == view
            assert stage.pane.context == view
            assert "Site build" in stage.head


async def test_the_last_place_is_one_key_away() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("minus")
        assert "not been anywhere else" in stage.foot
        await stage.press("4", "minus")
        assert stage.pane.context == "board"
        await stage.press("minus")
        assert stage.pane.context == "risks"


async def test_each_view_keeps_its_own_filter() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("slash")
        await stage.type("checkout\n")
        await stage.press("4")
        assert "/checkout" not in stage.head
        await stage.press("2")
        assert "/checkout" in stage.head
        assert "1 of 7 cards" in stage.foot


async def test_a_filter_works_as_it_is_typed_and_escape_brings_back_what_was() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("slash")
        await stage.type("pay")
        assert "Payments" in stage.text
        assert "Sitemap" not in stage.text
        assert "1 of 7 cards" in stage.echo
        await stage.press("escape")
        assert "Sitemap" in stage.text
        assert "/pay" not in stage.head


async def test_a_kept_filter_is_seen_above_and_cleared_by_q() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("slash")
        await stage.type("owner:me\n")
        assert "/owner:me" in stage.head
        assert "2 of 7 cards" in stage.foot
        await stage.press("q")
        assert "/owner:me" not in stage.head


async def test_only_mine_is_one_key() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("asterisk")
        assert "Content" in stage.text
        assert "Cookie" not in stage.text
        await stage.press("asterisk")
        assert "Cookie" in stage.text


async def test_only_mine_narrows_a_filter_that_gives_a_choice_and_is_taken_off_it_again() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("slash")
        await stage.type("content or cookie\n")
        await stage.press("asterisk")
        assert "/(content or cookie) owner:me" in stage.head
        assert "Content" in stage.text
        assert "Cookie" not in stage.text
        await stage.press("asterisk")
        assert "/content | cookie " in stage.head
        assert "Cookie" in stage.text


async def test_a_login_of_nobody_is_told_how_to_become_somebody() -> None:
    async with started(a_portfolio(), Start(login="eve")) as stage:
        await stage.press("asterisk")
        assert "nobody here has the login eve" in stage.foot


async def test_keys_typed_ahead_of_the_line_go_into_it() -> None:
    async with started(a_portfolio()) as stage:
        await stage.pilot.press("a", "w", "d", "c", "enter")
        await stage.settle()
        assert stage.titled("tasks", "wdc").key == "T-22"
        await stage.pilot.press("slash", "p", "a", "y", "enter")
        await stage.settle()
        assert "/pay" in stage.head


@pytest.mark.parametrize("turns", range(6))
async def test_keys_that_come_in_pieces_all_go_into_the_line_in_their_order(turns: int) -> None:
    async with started(a_portfolio()) as stage:

        async def arrive(*keys: str) -> None:
            for key in keys:
                stage.pilot.app.post_message(Key(key, key if len(key) == 1 else None))
                for _ in range(turns):
                    await asyncio.sleep(0)

        await arrive(*"aWrite it downn", "backspace", *" d c", "enter")
        await stage.settle()
        await stage.settle()
        assert stage.titled("tasks", "Write it down d c").key == "T-22"
        await arrive("slash", *"Write")
        await stage.settle()
        assert stage.line.endswith("Write")


async def test_an_unknown_field_in_a_filter_is_named() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("slash")
        await stage.type("colour:red")
        assert "colour" in stage.echo
        await stage.press("enter")
        assert "colour" in stage.echo
        assert stage.line.endswith("colour:red")
        await stage.press("escape")
        assert "/colour" not in stage.head
        assert "Cookie" in stage.text


async def test_a_field_that_another_table_has_is_named_too() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("slash")
        await stage.type("probability:>3\n")
        assert "probability" in stage.text


async def test_a_kept_view_is_chosen_by_a_digit() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("f")
        assert "no view is kept yet" in stage.foot
        await stage.press("slash")
        await stage.type("owner:me\n")
        await stage.press("f", "k")
        await stage.type("Mine\n")
        await stage.press("q", "f")
        assert "1 Mine" in stage.foot
        await stage.press("1")
        assert "/owner:me" in stage.head


async def test_narrow_the_tree_is_a_drawer() -> None:
    async with started(a_portfolio(), Start(size=(80, 24))) as stage:
        assert not tree_shown(stage)
        await stage.press("t")
        assert tree_shown(stage)
        assert "Cookie" not in stage.text
        await stage.press("j", "enter")
        assert not tree_shown(stage)
        assert "Campaign" in stage.head


async def test_medium_the_tree_stands_beside_and_can_be_hidden() -> None:
    async with started(a_portfolio()) as stage:
        assert tree_shown(stage)
        await stage.press("t")
        assert not tree_shown(stage)
        await stage.press("t")
        assert tree_shown(stage)


async def test_wide_the_detail_stands_beside_too() -> None:
    async with started(a_portfolio(), Start(size=(160, 45))) as stage:
        assert tree_shown(stage)
        assert found(stage.lines, "Fields ─") != ""
        assert "Cookie" in stage.text


@pytest.mark.parametrize("view", VIEWS.values())
async def test_the_screen_is_resized_while_it_is_open(view: str) -> None:
    async with started(a_portfolio(), Start(view=view)) as stage:
        before = stage.cursor
        for size in ((80, 24), (200, 60), (60, 12), (160, 45), (30, 6), (120, 36)):
            await stage.pilot.resize_terminal(*size)
            await stage.rest()
            assert len(stage.lines) == size[1]
            assert {strip.cell_length for strip in stage.strips} == {size[0]}
        assert stage.cursor == before


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS.values())
async def test_no_line_is_clipped_below(view: str, size: tuple[int, int]) -> None:
    async with started(a_portfolio(), Start(view=view, size=size)) as stage:
        assert "? help" in stage.foot
        assert not stage.foot.endswith("…")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS.values())
async def test_an_empty_store_says_which_key_comes_next(view: str, size: tuple[int, int]) -> None:
    async with started(EMPTY, Start(view=view, scope="", size=size)) as stage:
        assert found(stage.lines, "with a") or found(stage.lines, " a ") != ""
        for key in ("j", "k", "h", "l", "G", "g", "enter", "space", "V", "c", "d", "s", "escape",
                    "x", "exclamation_mark", "equals_sign", "y", "o", "tab", "j", "d", "e",
                    "escape", "tab", "u"):  # fmt: skip
            await stage.press(key)
        assert stage.app.is_running
        assert stage.workspace.revision == EMPTY.revision


async def test_the_first_portfolio_is_made_in_an_empty_store() -> None:
    async with started(EMPTY, Start(view="overview", scope="")) as stage:
        await stage.press("tab", "a")
        assert "new project" in stage.line
        await stage.type("portfolio: Acme\n")
        made = stage.titled("components", "Acme")
        assert made.key == "PF-1"
        assert "Acme" in stage.text


async def test_a_store_that_cannot_be_written_says_why_and_refuses() -> None:
    start = Start(read_only="no write permission")
    async with started(a_portfolio(), start) as stage:
        assert "read-only: no write permission" in stage.head
        await stage.press("L")
        assert "read-only: no write permission" in stage.foot
        assert stage.column_of("T-1") == "Backlog"
        await stage.press("j")
        assert stage.cursor == "T-2"


async def test_what_others_do_appears_and_the_cursor_stays() -> None:
    log: list[Commit] = []
    async with started(a_portfolio(), log=log) as stage:
        await stage.follow("T-2")
        other = DatedSession(MemoryStore(a_portfolio(), log), Author(7, "bob"))
        try:
            act(other, "entity.add", {"kind": "task", "text": "Banner col:ready"})
        finally:
            other.close()
        await stage.until(lambda: "Banner" in stage.text)
        assert stage.cursor == "T-2"
        assert "added T-22 Banner" in stage.foot


async def test_what_others_take_away_under_the_cursor_leaves_it_close_by() -> None:
    log: list[Commit] = []
    async with started(a_portfolio(), log=log) as stage:
        await stage.follow("T-2")
        other = DatedSession(MemoryStore(a_portfolio(), log), Author(7, "bob"))
        try:
            act(other, "entity.archive", {}, Target("tasks", id_of("T-2")))
        finally:
            other.close()
        await stage.until(lambda: stage.task("T-2").archived and "Sitemap" not in stage.text)
        assert stage.cursor in {"T-1", "T-3"}


async def test_ten_thousand_rows_open_and_are_walked() -> None:
    async with started(a_large_project(10_000), Start(view="board", size=(160, 45))) as stage:
        await stage.press("G")
        assert stage.cursor != ""
        await stage.press("4")
        await stage.press("G", "ctrl+u", "k")
        assert stage.app.is_running


async def test_leaving_is_asked_once_at_the_top() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("q")
        assert stage.pane is stage.main.tree_pane
        await stage.press("q")
        assert "leave pmtui?" in stage.foot
        await stage.press("n")
        assert stage.app.is_running
        await stage.press("q")
        await stage.pilot.press("y")
        await stage.until(lambda: stage.app.return_code is not None)
        assert stage.app.return_code == 0


async def test_a_theme_is_chosen_by_digit_and_kept() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("0")
        assert "pmtui-light" in stage.foot
        digit = stage.foot.split(" pmtui-light")[0].split()[-1]
        await stage.press(digit)
        assert stage.app.theme == "pmtui-light"


async def test_a_key_is_copied_as_text() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("y")
        assert stage.app.clipboard == "T-1 Cookie banner"
        assert "copied T-1 Cookie banner" in stage.foot


async def test_the_save_mark_counts_revisions() -> None:
    async with started(a_portfolio()) as stage:
        assert "saved r1" in stage.head
        await stage.press("L")
        assert "saved r2" in stage.head
        assert "ann" in stage.head


async def test_a_copy_says_so_in_the_line_above_and_leaves_the_keys_below() -> None:
    async with started(a_portfolio(), Start(size=(80, 24), is_copy=True)) as stage:
        assert "a copy to try, gone when you leave" in stage.head
        assert "? help" in stage.foot


@pytest.mark.parametrize("view", ["overview", "board", "risks", "log"])
async def test_an_empty_store_is_added_a_component_from_any_view(view: str) -> None:
    async with started(EMPTY, Start(view=view, scope="", size=(80, 24))) as stage:
        await stage.press("a")
        assert "new project" in stage.line
        await stage.type("Acme\n")
        assert stage.titled("components", "Acme").key == "P-1"


async def test_what_can_be_chosen_takes_as_many_lines_as_it_needs() -> None:
    async with started(a_portfolio(), Start(view="risks", size=(80, 24))) as stage:
        await stage.press("s")
        words = ("p probability", "r response", "n title")
        assert all(word in stage.offered for word in words)
        assert "…" not in stage.offered
        await stage.press("space")
        assert "Space is none of these" in stage.offered
        assert all(word in stage.offered for word in words)


async def test_the_settings_change_the_time_zone_and_the_currency_of_the_store() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("0", "z")
        await stage.answer("Asia/Tokyo")
        assert stage.session.workspace.policy.timezone == "Asia/Tokyo"
        await stage.press("0", "c")
        await stage.answer("jpy")
        assert stage.session.workspace.policy.base_currency == "JPY"
        await stage.press("0", "z")
        await stage.answer("Mars/Olympus")
        assert stage.session.workspace.policy.timezone == "Asia/Tokyo"
