"""This file tests which commit an undo or a redo takes back."""

from collections.abc import Iterator

import pytest

from pmtui.model.changes.ops import Commit
from pmtui.model.changes.undo import REDO, name_of, redo_of, undo_of


def _commits(*words: str) -> Iterator[Commit]:
    """My commits, the newest first: `c`, `c<b` takes b back, `c<<b` as a redo, `c@g` of a group."""
    for word in words:
        text, _, group = word.partition("@")
        name, _, undone = text.replace("<<", "<").partition("<")
        action = REDO if "<<" in text else "undo" if undone else "entity.set"
        yield Commit(
            rev=1, commit_id=name, parent_sha="", ts="", uid=7, host="", session="s",
            action=action, ops=(), undo_of=undone, group=group,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("mine", "undone"),
    [
        ("b a", "b"),
        ("c<b b a", "a"),
        ("d<<c c<b b a", "b"),
        ("d<a c<b b a", ""),
        ("b@g a@g z", "b a"),
        ("c<g b@g a@g z", "z"),
        ("b@g a@h z", "b"),
        ("", ""),
    ],
)
def test_an_undo_takes_back_the_newest_that_stands(mine: str, undone: str) -> None:
    assert " ".join(commit.commit_id for commit in undo_of(_commits(*mine.split()))) == undone


@pytest.mark.parametrize(
    ("mine", "redone"),
    [
        ("b a", ""),
        ("c<b b a", "c"),
        ("d<<c c<b b a", ""),
        ("d<a c<b b a", "d"),
        ("e<<d d<a c<b b a", "c"),
        ("d c<b b a", ""),
        ("d<b@g c<b@g b a", "d c"),
        ("", ""),
    ],
)
def test_a_redo_takes_back_the_newest_undo_with_no_edit_after_it(mine: str, redone: str) -> None:
    assert " ".join(commit.commit_id for commit in redo_of(_commits(*mine.split()))) == redone


def test_a_commit_that_was_split_is_named_by_its_group() -> None:
    alone, part = _commits("a", "b@g")
    assert (name_of(alone), name_of(part)) == ("a", "g")
