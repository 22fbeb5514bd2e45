"""This file tests that taking back an edit says what came of it."""

from tests.cli.running import Shell


def test_what_has_no_key_is_named_by_what_it_is_of(empty: Shell) -> None:
    empty.ok("add", "project", "Shop")
    empty.ok("add", "task", "Paint", "--into", "P-1")
    empty.ok("snooze", "T-1", "+5d")
    assert "taken back: snooze of T-1 (" in empty("undo").err
    assert "done again: snooze of T-1 (" in empty("redo").err


def test_the_numbers_of_a_report_are_shown_as_the_report_alone(empty: Shell) -> None:
    empty.ok("add", "project", "Shop")
    empty.ok("report", "P-1", "--save")
    assert "numbers" not in empty.ok("show", "S-1")
    assert "Status report" in empty.ok("report", "S-1")


def test_a_new_name_is_said(empty: Shell) -> None:
    empty.ok("add", "project", "Shop")
    assert "P-1 name set" in empty("rename", "P-1", "Store").err
