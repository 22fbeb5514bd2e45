"""This file tests the day of a person on the command line."""

from datetime import timedelta

import pytest

from pmtui import clock
from tests.cli.running import Shell


@pytest.fixture
def shop(empty: Shell) -> Shell:
    """A project with a task of Ann's that is late, and one of Bob's."""
    late = clock.today("UTC") - timedelta(days=2)
    empty.ok("add", "project", "Shop")
    empty.ok("add", "person", "Ann")
    empty.ok("add", "person", "Bob")
    empty.ok("add", "task", f"Call Paylane due:{late} @Ann", "--into", "P-1")
    empty.ok("add", "task", f"Paint due:{late} @Bob", "--into", "P-1")
    return empty


def test_it_lists_what_is_theirs_and_not_what_is_others(shop: Shell) -> None:
    text = shop.ok("day", "--for", "Ann")
    assert "late 2 d  task due  T-1 Call Paylane  Shop" in text
    assert "Paint" not in text
    assert "nothing of yours is due today" in text


def test_what_changed_since_a_moment_is_only_what_is_theirs(shop: Shell) -> None:
    revision = shop.json("day", "--for", "Ann")["revision"]
    shop.ok("set", "T-1", "title=Call Netline")
    shop.ok("set", "T-2", "title=Paint the door")
    found = shop.json("day", "--for", "Ann", "--since", f"r{revision}")
    assert found["since"] == revision
    assert {row["key"] for row in found["changes"]} == {"T-1"}
    assert [row["key"] for row in found["rows"]] == ["T-1"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--for", "Zoe"), "Zoe"),
        (("--since", "someday", "--for", "Ann"), "someday"),
        (("--since", "r999", "--for", "Ann"), "999"),
        (("P-9", "--for", "Ann"), "P-9"),
        ((), "nobody here has your login: say whose day, such as --for Ann"),
    ],
)
def test_wrong_input_ends_with_2_and_says_what(
    shop: Shell, words: tuple[str, ...], reason: str
) -> None:
    ran = shop("day", *words)
    assert ran.code == 2
    assert reason in ran.err
