"""This file tests the names of keys: which a terminal sends, and how people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.actions.catalogue import CATALOGUE, NEVER_BOUND
from pmtui.actions.core.key_labels import key_label
from pmtui.tui.keys.typed_keys import textual_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("j", "j"), ("G", "G"), ("?", "question_mark"), ("/", "slash"), ("+", "plus"),
        (" ", "space"), ("ö", "ö"), ("é", "é"), ("§", "section_sign"), ("ctrl+k", "ctrl+k"),
        ("ctrl+K", "ctrl+k"), ("shift+g", "G"), ("f1", "f1"), ("F12", "f12"), ("Esc", "escape"),
        ("PgDn", "pagedown"), ("shift+tab", "shift+tab"), ("shift+Left", "shift+left"),
        ("alt+x", "alt+x"), ("question_mark", "question_mark"), ("alt+/", "alt+slash"),
    ],
)  # fmt: skip
def test_a_key_as_people_write_it_has_its_name(written: str, name: str) -> None:
    assert textual_name(written) == name


@pytest.mark.parametrize(
    "written",
    [
        "", "ctrl+", "+j", "meta+x", "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+[", "ctrl+shift+a",
        "ctrl+1", "alt+1", "shift+1", "shift+enter", "alt+enter", "ctrl+enter", "f13", "word",
        "ctrl+/", "\n", "\x1b", "hyper+shift+x",
    ],
)  # fmt: skip
def test_a_key_that_never_arrives_has_no_name(written: str) -> None:
    assert textual_name(written) == ""


@given(st.text(max_size=12))
def test_no_text_at_all_is_named_as_a_key_that_is_never_bound(written: str) -> None:
    assert textual_name(written) not in NEVER_BOUND


def test_every_stock_key_is_one_that_arrives() -> None:
    keys = {key for action in CATALOGUE.values() for key in action.keys}
    assert len(keys) > 50
    assert {key for key in keys if textual_name(key) != key} == set()


def test_every_stock_key_can_be_written_as_it_is_shown() -> None:
    keys = {key for action in CATALOGUE.values() for key in action.keys}
    assert {key for key in keys if textual_name(key_label(key)) != key} == set()
