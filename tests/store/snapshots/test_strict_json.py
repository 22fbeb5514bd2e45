"""This file tests which JSON of other people is read, and what is said about the rest."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pmtui.store.snapshots.strict_json import DEEPEST, strict_json

plain = some.recursive(
    some.none()
    | some.booleans()
    | some.integers(-(2**53), 2**53)
    | some.floats(allow_nan=False, allow_infinity=False)
    | some.text(some.characters(exclude_categories=["Cs"])),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text("ab"), inner),
    max_leaves=12,
)


@given(plain)
def test_what_json_can_say_is_read_as_it_is(value: object) -> None:
    assert strict_json(json.dumps(value).encode()) == value


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Expecting value"),
        ("NaN", "NaN"),
        ("[-Infinity]", "Infinity"),
        ('{"a":1,"a":2}', "'a' stands twice"),
        ("9007199254740993", "over 2"),
        ("-" + "9" * 5000, "over 2"),
        ('"\\ud800"', "half a surrogate pair"),
        ('{"\\udfff":1}', "half a surrogate pair"),
        ("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), "levels"),
        ("[" * 200_000, "levels"),
        ('{"a":1} x', "Extra data"),
    ],
)
def test_what_is_not_sound_is_named(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        strict_json(text.encode())


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ValueError, match="utf-8"):
        strict_json(b'"\xff"')


def test_a_whole_pair_is_text() -> None:
    assert strict_json(b'"\\ud83d\\ude00"') == "\U0001f600"
