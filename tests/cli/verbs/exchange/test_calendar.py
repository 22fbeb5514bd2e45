"""This file tests the calendar feed as the command line writes it."""

from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.cli.running import Shell


def _summaries(data: str | bytes) -> list[str]:
    calendar: Any = icalendar.Calendar.from_ical(data)
    return [str(entry["SUMMARY"]) for entry in calendar.subcomponents]


@pytest.fixture
def plan(shell: Shell) -> Shell:
    """The program with a gate, and a review of one risk."""
    shell.ok("add", "gate", "Build due:2031-02-01", "--into", "P-1")
    shell.ok("set", "R-1", "next_review=2031-01-10")
    return shell


def test_a_scope_or_a_person_is_written_by_day(plan: Shell) -> None:
    everything = [
        "T-3 Go live",
        "R-1 Supplier late: risk review",
        "G-1 Build",
        "T-1 Write copy",
    ]
    assert _summaries(plan.ok("calendar")) == everything
    assert _summaries(plan.ok("calendar", "P-1")) == everything
    assert _summaries(plan.ok("calendar", "--for", "Ann")) == [everything[1], everything[3]]
    document = plan.json("calendar", "PG-1", "--for", "H-1")
    assert (document["scope"], document["person"]) == ("PG-1", "H-1")
    assert document["name"] == "PG-1 Website relaunch, Ann Archer"
    assert [row["key"] for row in document["rows"]] == ["R-1", "T-1"]


def test_what_is_done_or_archived_leaves_the_feed(plan: Shell) -> None:
    plan.ok("done", "T-3")
    plan.ok("archive", "T-1", "--anyway")
    assert _summaries(plan.ok("calendar")) == ["R-1 Supplier late: risk review", "G-1 Build"]


def _written(path: Path) -> tuple[int, ...]:
    """Which file it is, and when it was written; not when it was read."""
    found = path.stat()
    return found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def test_a_feed_is_written_anew_only_where_it_changed_and_keeps_its_readers(
    plan: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "plan.ics"
    ran = plan("calendar", "--out", str(path))
    assert (ran.code, ran.out, ran.err) == (0, "", f"pmtui: 4 entries in {path}\n")
    assert path.read_bytes() == plan.ok("calendar").encode()
    path.chmod(0o644)
    before = _written(path)
    again = plan("calendar", "--out", str(path))
    assert (again.code, again.out, again.err) == (0, "", "")
    assert _written(path) == before
    plan.ok("set", "T-1", "due=2031-03-05")
    assert plan("calendar", "--out", str(path)).err == ""
    assert b"DUE;VALUE=DATE:20310305" in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o644
    assert not list(tmp_path.glob(".pmtui-*"))


def test_no_other_file_is_written_over(plan: Shell, tmp_path: Path) -> None:
    for name, content in (("notes.ics", b"BEGIN:VCALENDAR\r\nPRODID:-//other\r\n"), ("a", b"")):
        path = tmp_path / name
        path.write_bytes(content)
        ran = plan("calendar", "--out", str(path))
        assert ran.code == 2
        assert "is no feed of pmtui; choose another name" in ran.err
        assert path.read_bytes() == content
    store = plan.store.read_bytes()
    assert plan("calendar", "--out", str(plan.store)).code == 2
    assert plan.store.read_bytes() == store
    assert plan("calendar", "--out", str(tmp_path)).code == 2
    assert plan("calendar", "--out", str(tmp_path / "none" / "a.ics")).code == 2


def test_a_wrong_scope_or_person_is_named(plan: Shell) -> None:
    assert plan("calendar", "P-9").code == 2
    assert "nobody here has your login" in plan("calendar", "--for", "me").err
    assert plan("calendar", "--for", "Zoe").code == 2


def test_without_the_library_it_says_what_to_install_and_writes_nothing(
    plan: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "icalendar", None)
    ran = plan("calendar", "--out", str(tmp_path / "a.ics"))
    assert ran.code == 4
    assert "pip install 'pmtui[calendar]'" in ran.err
    assert not (tmp_path / "a.ics").exists()
