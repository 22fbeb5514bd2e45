"""This file tests reminders: each thing once, until its day or how it stands changes."""

import json
import os
import threading
from datetime import date, timedelta

import pytest

from pmtui import clock
from pmtui.machine import login_of
from pmtui.resources import state_directory, systemd_directory
from tests.cli.running import Shell
from tests.cli.test_every_verb import _state


@pytest.fixture
def shop(empty: Shell) -> Shell:
    """A project with an action that is late, one for tomorrow and one for later; all are Ann's."""
    today = clock.today("UTC")
    empty.ok("add", "project", "Shop")
    empty.ok("add", "person", "Ann")
    empty.ok("add", "person", "Bob")
    for title, away in (("Call Paylane", -2), ("Book room", 1), ("Order cake", 20)):
        day = today + timedelta(days=away)
        empty.ok("add", "action", f"{title} due:{day} @Ann", "--into", "P-1")
    return empty


def _keys(shell: Shell, *words: str) -> list[str]:
    rows = shell.json("remind", "--for", "Ann", *words)["rows"]
    return [row["key"] for row in rows]


def test_the_latest_comes_first_and_what_is_far_off_is_left_out(shop: Shell) -> None:
    late, coming = shop.ok("remind", "--for", "Ann").splitlines()
    day = clock.today("UTC") - timedelta(days=2)
    assert late.startswith("2 d late   X-1 Call Paylane (")
    assert f"{day.day} {day:%b}" in late
    assert late.endswith(", P-1 Shop)")
    assert coming.startswith("in 1 d     X-2 Book room (")
    assert _keys(shop, "--all", "--ahead", "4w") == ["X-1", "X-2", "X-3"]
    assert _keys(shop, "--all", "--ahead", "0d") == ["X-1"]


def test_what_was_said_is_not_said_again_and_then_all_is_silent(shop: Shell) -> None:
    assert len(shop.ok("remind", "--for", "Ann").splitlines()) == 2
    again = shop("remind", "--for", "Ann")
    assert (again.code, again.out, again.err) == (0, "", "")
    assert len(shop.ok("remind", "--for", "Ann", "--all").splitlines()) == 2
    assert _keys(shop) == []
    assert _keys(shop, "--ahead", "4w") == ["X-3"]


def test_nobody_else_is_reminded_and_nobody_silences_another(shop: Shell) -> None:
    ran = shop("remind", "--for", "Bob")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert _keys(shop) == ["X-1", "X-2"]
    shop.ok("set", "X-1", "owner=Bob")
    assert [row["key"] for row in shop.json("remind", "--for", "Bob")["rows"]] == ["X-1"]


def test_a_new_day_and_a_new_state_are_said_again(shop: Shell) -> None:
    assert _keys(shop) == ["X-1", "X-2"]
    shop.ok("set", "X-1", f"due={clock.today('UTC') - timedelta(days=3)}")
    assert _keys(shop) == ["X-1"]
    shop.ok("set", "X-2", "title=Book the room")
    assert _keys(shop) == []
    shop.ok("set", "X-2", f"due={clock.today('UTC')}")
    assert _keys(shop) == ["X-2"]
    shop.ok("set", "X-2", "state=done")
    assert _keys(shop, "--all") == ["X-1"]


def test_what_comes_is_said_again_when_it_is_due_and_when_it_is_late(
    shop: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = clock.now()
    seen: list[tuple[int, list[str]]] = []
    for away in range(4):
        now = first + timedelta(days=away)
        with monkeypatch.context() as patched:
            patched.setattr(clock, "now", lambda now=now: now)
            seen.append((away, _keys(shop)))
    assert seen == [(0, ["X-1", "X-2"]), (1, ["X-2"]), (2, ["X-2"]), (3, [])]


def test_what_was_put_to_sleep_is_not_said_until_it_wakes(shop: Shell) -> None:
    shop.ok("set", "H-1", f"logins={login_of(os.getuid())}")
    shop.ok("snooze", "X-1", "+7d")
    assert _keys(shop) == ["X-2"]


def test_a_scope_is_kept_to_and_does_not_make_the_rest_forgotten(shop: Shell) -> None:
    shop.ok("add", "project", "Warehouse")
    assert [row["key"] for row in shop.json("remind", "P-2", "--for", "Ann")["rows"]] == []
    assert _keys(shop) == ["X-1", "X-2"]
    shop.ok("add", "action", f"Count due:{clock.today('UTC')} @Ann", "--into", "P-2")
    assert [row["key"] for row in shop.json("remind", "P-2", "--for", "Ann")["rows"]] == ["X-4"]
    assert _keys(shop) == []


def test_nothing_of_the_store_is_written(shop: Shell) -> None:
    before = _state(shop)
    shop.ok("remind", "--for", "Ann")
    shop.ok("calendar")
    assert _state(shop) == before


def test_me_is_whoever_asks_and_nobody_known_is_told_what_to_say(shop: Shell) -> None:
    ran = shop("remind")
    assert ran.code == 2
    assert "nobody here has your login: say whom to remind, such as --for Ann" in ran.err
    assert shop("remind", "--for", "Nobody").code == 2
    shop.ok("add", "person", "Annabel")
    assert "can be 2 people" in shop("remind", "--for", "An").err
    shop.ok("set", "H-1", f"logins={login_of(os.getuid())}")
    assert shop.ok("remind") == shop.ok("remind", "--for", "me", "--all")


@pytest.mark.parametrize("ahead", ["soon", "-3d", "", "3 parrots"])
def test_a_length_that_is_none_is_refused(shop: Shell, ahead: str) -> None:
    ran = shop("remind", "--for", "Ann", f"--ahead={ahead}")
    assert ran.code == 2
    assert "--ahead takes how long, such as 3d or 2w" in ran.err
    assert _keys(shop) == ["X-1", "X-2"]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b'{"form":"other 9","reminders":{}}', b'{"form":1}', b"[]"]
)
def test_a_memory_that_is_none_is_told_once_and_begun_anew(shop: Shell, content: bytes) -> None:
    shop.ok("remind", "--for", "Ann")
    (memory,) = (state_directory() / "reminders").glob("*.json")
    memory.write_bytes(content)
    ran = shop("remind", "--for", "Ann")
    assert ran.code == 0
    assert ran.err.count("is no memory of reminders; it is begun anew") == 1
    assert len(ran.out.splitlines()) == 2
    again = shop("remind", "--for", "Ann")
    assert (again.out, again.err) == ("", "")


def test_where_nothing_can_be_kept_all_is_said_with_the_reason(shop: Shell) -> None:
    state_directory().mkdir(parents=True)
    (state_directory() / "reminders").write_text("in the way")
    for _ in range(2):
        ran = shop("remind", "--for", "Ann")
        assert ran.code == 0
        assert len(ran.out.splitlines()) == 2
        assert "nothing is remembered" in ran.err


def test_the_memory_is_the_persons_own(shop: Shell) -> None:
    shop.ok("remind", "--for", "Ann")
    folder = state_directory() / "reminders"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_hostile_title_is_made_visible(shop: Shell) -> None:
    shop.ok("apply", "-", stdin=json.dumps({
        "action_items": [{"title": "\x1b[2Jred\nX", "component": "P-1", "owner": "Ann",
                          "due": str(date(2020, 1, 1))}]
    }))  # fmt: skip
    first = shop.ok("remind", "--for", "Ann").splitlines()[0]
    assert "\x1b" not in first
    assert "␛[2Jred␊X" in first


def test_the_shipped_units_call_what_there_is(shop: Shell) -> None:
    services = sorted(systemd_directory().glob("*.service"))
    assert [path.stem for path in services] == ["pmtui-calendar", "pmtui-remind"]
    for path in services:
        (line,) = (row for row in path.read_text().splitlines() if row.startswith("ExecStart="))
        words = line.removeprefix("ExecStart=/usr/bin/env pmtui ").split()
        named = [word.replace("%h", str(shop.store.parent)) for word in words]
        person = ["--for", "Ann"] if words[0] == "remind" else []
        assert shop(*named, *person).code == 0
        assert path.with_suffix(".timer").exists()


def test_two_runs_at_a_time_say_each_thing_once_and_forget_nothing(shop: Shell) -> None:
    from pmtui.cli.core.reminder_memory import Reminder, reminder_memory

    today = clock.today("UTC")

    def one(name: str) -> None:
        for at in range(10):
            with reminder_memory("store", 1) as memory:
                memory.keep({f"{name}-{at}": Reminder(str(today), "late", today)}, today)

    threads = [threading.Thread(target=one, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reminder_memory("store", 1) as memory:
        known = [f"{name}-{at}" for name in "abcd" for at in range(10)]
        assert not [name for name in known if memory.is_news(name, today, "late")]
        assert memory.is_news("a-0", today, "today")
        assert memory.is_news("a-0", today + timedelta(days=1), "late")
        memory.keep({}, today + timedelta(days=500))
    with reminder_memory("store", 1) as memory:
        assert memory.is_news("a-0", today, "late")
    assert shop.store.exists()
