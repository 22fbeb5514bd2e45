"""This file tests that news of others stays small however much of it nobody had time to hear."""

from pmtui.model.changes.ops import Commit
from pmtui.session.events import SessionEvent, newest_of_each


def a_commit(rev: int, login: str) -> Commit:
    """A commit of somebody that changes nothing."""
    return Commit(
        rev=rev, commit_id=f"c-{rev}", parent_sha="", ts="", uid=1, host="", session="s",
        action="a", ops=(), login=login,
    )  # fmt: skip


def test_of_each_author_the_newest_is_kept_and_the_newest_of_all_is_last() -> None:
    commits = [a_commit(1, "ann"), a_commit(2, "ben"), a_commit(3, "ann")]
    assert [commit.rev for commit in newest_of_each(commits)] == [2, 3]
    assert newest_of_each(()) == ()


def test_joined_news_counts_every_commit_and_names_every_entity_that_was_touched() -> None:
    first = SessionEvent(frozenset({("tasks", 1)}), others=(a_commit(1, "ann"),), count=5)
    second = SessionEvent(frozenset({("tasks", 2)}), others=(a_commit(9, "ann"),), count=4)
    joined = first.joined(second)
    assert joined.touched == {("tasks", 1), ("tasks", 2)}
    assert joined.count == 9
    assert [commit.rev for commit in joined.others] == [9]
