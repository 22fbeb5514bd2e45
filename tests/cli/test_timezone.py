"""This file tests that a timezone which is none neither gets in nor locks anybody out."""

import json

from pmtui.model.changes.ops import create, edit
from pmtui.model.entities.policy import Policy
from pmtui.model.merging.outcome import Draft
from pmtui.store.disk.making_and_opening import open_store
from tests.cli.running import Shell

NOTE = "pmtui: unknown timezone 'Mars/Olympus': use an IANA name such as Europe/Berlin or UTC; "


def _force(shell: Shell, timezone: str) -> None:
    """Store a timezone without anybody judging it, as an older version may have."""
    store = open_store(shell.store)
    rows = list(store.workspace.rows("policy").values())
    ops = (
        edit("policy", rows[0], timezone=timezone)
        if rows
        else (create("policy", Policy(id=7, timezone=timezone)),)
    )
    store.commit(Draft(timezone, ops, "test.write", "s"), lambda _base, ops: ops)
    store.close()


def _policy(timezone: str) -> str:
    return json.dumps({"policy": [{"timezone": timezone}]})


def test_nonsense_is_refused_when_it_is_set(shell: Shell) -> None:
    ran = shell("apply", "-", stdin=_policy("Mars/Olympus"))
    assert ran.code == 2
    assert "there is no timezone 'Mars/Olympus': write a name such as Europe/Berlin" in ran.err
    assert shell("apply", "-", stdin=_policy("Europe/Berlin")).code == 0


def test_nonsense_that_is_stored_is_read_as_utc_with_one_line_that_says_so(shell: Shell) -> None:
    _force(shell, "Mars/Olympus")
    ran = shell("list", "tasks")
    assert ran.code == 0
    assert ran.err == f"{NOTE}until then this store is read in UTC\n"
    assert shell("log", "--limit", "1").err.startswith(NOTE)
    assert shell("set", "T-1", "priority=1").code == 0


def test_nonsense_that_is_stored_can_be_set_right(shell: Shell) -> None:
    _force(shell, "Mars/Olympus")
    ran = shell("check")
    assert ran.code == 1
    assert "there is no timezone" in ran.out
    (row,) = shell.json("list", "policy")["rows"]
    shell.ok("set", str(row.get("id", 7)), "timezone=Europe/Berlin")
    assert shell("check").code == 0
