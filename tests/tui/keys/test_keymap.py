"""This file tests keymaps: stock keys, a person's own, and what cannot be had."""

import string
from pathlib import Path

import pytest

from pmtui.actions.catalogue import CATALOGUE, CONTEXTS, NEVER_BOUND, actions_in
from pmtui.tui.app.controller import OWN_COMMANDS
from pmtui.tui.commands.registry import COMMANDS, COMMANDS_WITH_ARGUMENTS
from pmtui.tui.keys.keymap import KEYMAPS, Keymap, keymap, read_keymap
from pmtui.tui.keys.typed_keys import textual_name
from tests.tui.sample import a_portfolio
from tests.tui.stage import started

STOCK = keymap()


def own(path: Path, text: str) -> Keymap:
    (path / "keys.toml").write_text(text, "utf-8")
    return read_keymap(path / "keys.toml")


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_key_means_two_things_in_one_place(context: str) -> None:
    held: dict[tuple[str, bool], str] = {}
    for action in actions_in(context):
        for key in action.keys:
            place = (key, context in action.contexts)
            assert held.setdefault(place, action.id) == action.id, place


@pytest.mark.parametrize("context", CONTEXTS)
def test_every_action_with_keys_can_be_reached_where_they_hold(context: str) -> None:
    reached = set(STOCK.meanings[context].values())
    assert {one.id for one in actions_in(context) if one.keys} <= reached


def test_no_key_is_bound_that_never_arrives() -> None:
    bound = {key for table in STOCK.meanings.values() for key in table}
    assert bound.isdisjoint(NEVER_BOUND)


def test_the_screen_knows_every_act_that_touches_no_data_and_no_other() -> None:
    assert {*COMMANDS, *COMMANDS_WITH_ARGUMENTS, *OWN_COMMANDS} == {
        one.id for one in CATALOGUE.values() if one.propose is None
    }


def test_one_can_always_move_leave_and_ask_for_help() -> None:
    for context in CONTEXTS:
        for key, action_id in {"j": "cursor.down", "q": "back", "question_mark": "help"}.items():
            assert STOCK.action(key, context) == action_id


def test_stock_keys_have_no_problems_and_are_shown_as_people_read_them() -> None:
    assert STOCK.problems == ()
    assert STOCK.keys_of("help", "board") == ("?", "f1")
    assert STOCK.keys_of("cursor.page_down", "board") == ("PgDn",)
    assert STOCK.keys_of("card.right", "risks") == ()


def test_a_missing_file_means_the_stock_keys(tmp_path: Path) -> None:
    assert read_keymap(tmp_path / "keys.toml") == STOCK


def test_a_key_of_ones_own_replaces_the_stock_keys_of_its_action(tmp_path: Path) -> None:
    made = own(tmp_path, '[keys]\ncard.right = "ctrl+l"\n"card.left" = ["ctrl+k", "f3"]\n')
    assert made.problems == ()
    assert made.action("ctrl+l", "board") == "card.right"
    assert made.action("f3", "board") == "card.left"
    assert made.action("L", "board") == ""
    assert made.action("J", "board") == "card.down"


def test_no_key_at_all_unbinds_an_action(tmp_path: Path) -> None:
    made = own(tmp_path, "[keys]\nquit = []\n")
    assert made.problems == ()
    assert made.action("ctrl+q", "board") == ""


def test_a_stock_action_that_loses_its_key_is_named(tmp_path: Path) -> None:
    made = own(tmp_path, '[keys]\ncard.right = "l"\n')
    assert made.problems == ("l now means card.right, no longer cursor.right in board",)
    assert made.action("l", "board") == "card.right"
    assert made.action("l", "risks") == "cursor.right"


def test_two_keys_of_ones_own_that_clash_are_reported_and_one_holds(tmp_path: Path) -> None:
    made = own(tmp_path, '[keys]\n"card.right" = "I"\n"card.left" = "I"\n')
    assert made.problems == ("I means both card.right and card.left in board; it stays card.right",)
    assert made.action("I", "board") == "card.right"


def test_an_unknown_action_is_reported_and_the_rest_holds(tmp_path: Path) -> None:
    made = own(tmp_path, '[keys]\nfly = "F"\ncard.right = "I"\n')
    assert made.problems == ("fly is no action; `pmtui keys` lists them",)
    assert made.action("I", "board") == "card.right"


@pytest.mark.parametrize("key", ['"ctrl+i"', '"alt+3"', '"shift+enter"', '"banana"', "7", "[true]"])
def test_a_key_that_cannot_be_is_reported(tmp_path: Path, key: str) -> None:
    made = own(tmp_path, f"[keys]\nsort = {key}\nfilter = 'Q'\n")
    assert len(made.problems) == 1
    assert made.problems[0].startswith("sort: ")
    assert "is no key that arrives" in made.problems[0]
    assert made.action("Q", "risks") == "filter"


@pytest.mark.parametrize("text", ["[keys", "keys = 3", "\x00"])
def test_a_file_that_cannot_be_read_leaves_the_stock_keys(tmp_path: Path, text: str) -> None:
    made = own(tmp_path, text)
    assert made.meanings == STOCK.meanings
    assert "keys.toml" in made.problems[0]


@pytest.mark.parametrize("layout", sorted(path.stem for path in KEYMAPS.glob("*.toml")))
def test_a_shipped_keymap_takes_no_key_from_another_action(tmp_path: Path, layout: str) -> None:
    made = read_keymap(tmp_path / "none", layout)
    assert made.problems == ()
    for context in CONTEXTS:
        assert set(made.meanings[context].values()) == set(STOCK.meanings[context].values())
        for letter in string.ascii_letters + string.digits:
            assert made.action(letter, context) == STOCK.action(letter, context)


def test_german_and_french_keyboards_reach_tabs_and_views_without_altgr(tmp_path: Path) -> None:
    german = read_keymap(tmp_path / "none", "de")
    french = read_keymap(tmp_path / "none", "fr")
    assert german.action("ä", "risks") == "subtab.next"
    assert german.action(textual_name("#"), "board") == "filter"
    assert french.action("é", "overview") == "view.board"
    assert french.action("à", "tree") == "settings"


def test_ones_own_keys_win_over_the_keyboard_layout(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('[keys]\ncopy = "ä"\n', "utf-8")
    made = read_keymap(tmp_path / "keys.toml", "de")
    assert made.action("ä", "risks") == "copy"
    assert made.problems == ("ä now means copy, no longer subtab.next",)


def test_a_keymap_may_be_named_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[keys]\ncopy = "I"\n', "utf-8")
    assert read_keymap(tmp_path / "none", str(tmp_path / "mine.toml")).action("I", "log") == "copy"


def test_an_unknown_keymap_is_reported_with_those_there_are(tmp_path: Path) -> None:
    made = read_keymap(tmp_path / "none", "klingon")
    assert made.problems == ("there is no keymap klingon: choose de, fr, us or a file",)
    assert made.meanings == STOCK.meanings


async def test_the_app_hears_the_keys_of_the_person(config: Path) -> None:
    (config / "keys.toml").write_text('[keys]\ncursor.down = "n"\nfilter.next = []\n', "utf-8")
    async with started(a_portfolio()) as stage:
        await stage.press("n")
        assert stage.cursor == "T-2"


async def test_what_is_wrong_with_a_keymap_is_said_at_the_start(config: Path) -> None:
    (config / "keys.toml").write_text('[keys]\nfly = "F"\n', "utf-8")
    async with started(a_portfolio()) as stage:
        assert "fly is no action" in stage.foot


async def test_the_keyboard_layout_is_a_setting(config: Path) -> None:
    (config / "settings.toml").write_text('keymap = "de"\n', "utf-8")
    async with started(a_portfolio()) as stage:
        await stage.press("number_sign")
        assert "filter" in stage.text.splitlines()[-2]
