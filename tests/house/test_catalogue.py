"""This file keeps the catalogue of actions consistent: ids, keys, contexts, help, verbs."""

import re
from collections import defaultdict

import pytest

from pmtui.actions.catalogue import CATALOGUE, CONTEXTS, FAMILIES, NEVER_BOUND, actions_in, verbs
from pmtui.actions.core.action import Action
from pmtui.actions.core.key_labels import SYMBOLS, WORDS, key_label
from pmtui.cli.main import every_verb
from pmtui.model.workspace.schema import TABLES

_NAMED = {*SYMBOLS, *WORDS, "up", "down", "left", "right", "insert"}
_NAMED |= {f"f{number}" for number in range(1, 13)}
_ACTIONS = pytest.mark.parametrize("action", CATALOGUE.values(), ids=lambda action: action.id)


def test_each_id_is_there_once() -> None:
    every = [action.id for family in FAMILIES for action in family.ACTIONS]
    assert sorted(every) == sorted(CATALOGUE)


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_key_means_two_things_in_one_context(context: str) -> None:
    """A view's own action goes before one of every view; two of the same rank may not share."""
    meanings: dict[tuple[bool, str], list[str]] = defaultdict(list)
    for action in actions_in(context):
        for key in action.keys:
            meanings[context in action.contexts, key].append(action.id)
    assert not {key: ids for key, ids in meanings.items() if len(ids) > 1}


@_ACTIONS
def test_no_key_is_one_that_does_not_arrive(action: Action) -> None:
    assert not NEVER_BOUND.intersection(action.keys)


@_ACTIONS
def test_keys_are_spelled_as_textual_spells_them(action: Action) -> None:
    odd = [key for key in action.keys if not _is_textual(key)]
    assert not odd


@_ACTIONS
def test_every_action_says_in_a_sentence_what_it_does(action: Action) -> None:
    assert re.fullmatch(r"[A-Z`].*\.", action.help)
    assert ". " not in action.help
    assert action.title[:1].isupper() or action.title.startswith("$")


@_ACTIONS
def test_contexts_and_tables_are_there(action: Action) -> None:
    assert set(action.contexts) <= {*CONTEXTS, "any"}
    assert set(action.tables) <= set(TABLES)


@_ACTIONS
def test_a_verb_belongs_to_an_action_that_proposes(action: Action) -> None:
    assert not action.verb or action.propose is not None


def test_each_verb_is_spelled_once_and_is_on_the_command_line() -> None:
    spelled = [action.verb for action in verbs()]
    assert sorted(set(spelled)) == sorted(spelled)
    assert set(spelled) <= {verb.name for verb in every_verb()}


def test_the_check_of_keys_sees_a_wrong_one() -> None:
    assert not _is_textual(",")
    assert not _is_textual("hyper+x")
    assert _is_textual("ctrl+d")
    assert [key_label("comma"), key_label("shift+tab"), key_label("j")] == [",", "shift+Tab", "j"]


def _is_textual(key: str) -> bool:
    *holds, last = key.split("+") if len(key) > 1 else [key]
    possible = (len(last) == 1 and last.isalnum()) or last in _NAMED
    return possible and set(holds) <= {"ctrl", "shift", "alt"}
