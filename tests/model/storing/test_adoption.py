"""This file tests when a change that was made outside pmtui is done with."""

import pytest

from pmtui.model.changes.ops import Commit
from pmtui.model.merging.outcome import ALREADY, Committed, InDoubt, Outcome, Rejected
from pmtui.model.storing.adoption import Adopted, is_in_store

_COMMIT = Commit(
    rev=1, commit_id="c", parent_sha="", ts="", uid=7, host="", session="s", action="adopt", ops=()
)


@pytest.mark.parametrize(
    ("outcome", "is_there"),
    [
        (Committed(_COMMIT), True), (Rejected(ALREADY), True), (Rejected("it is full"), False),
        (InDoubt("c", ALREADY), False),
    ],
)  # fmt: skip
def test_nothing_is_left_where_it_was_written_or_is_so_already(
    outcome: Outcome,
    is_there: bool,  # noqa: FBT001
) -> None:
    assert is_in_store(outcome) is is_there
    assert Adopted(outcome).is_finished is is_there


def test_a_file_that_waits_or_was_not_written_anew_is_not_finished() -> None:
    assert not Adopted(Committed(_COMMIT), is_open=True).is_finished
    assert not Adopted(Committed(_COMMIT), unfinished="the disk is full").is_finished
