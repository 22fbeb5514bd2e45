"""This file tests that `diff` says what changed between two moments, and who changed it."""

from tests.cli.running import Shell


def test_each_change_names_its_commit_and_what_follows_from_it(empty: Shell) -> None:
    empty.ok("add", "program", "Web")
    empty.ok("add", "project", "Shop", "--into", "PG-1")
    first = empty.json("list", "projects")["revision"]
    empty.ok("set", "P-1", "budget=5000 EUR")
    last = empty.json("list", "projects")["revision"]
    rows = empty.json("diff", f"r{first}", "now")["rows"]
    assert {row["key"] for row in rows} == {"P-1", "PG-1"}
    assert all(row["revisions"] == [last] for row in rows)
    text = empty.ok("diff", f"r{first}", "now")
    assert f"· r{last} " in text


def test_what_is_asked_backwards_names_nobody(empty: Shell) -> None:
    empty.ok("add", "project", "Shop")
    first = empty.json("list", "projects")["revision"]
    empty.ok("set", "P-1", "budget=5000 EUR")
    rows = empty.json("diff", "now", f"r{first}")["rows"]
    assert [(row["key"], row["due_to"]) for row in rows] == [("P-1", None)]
