"""This file tests calendar feeds: two readers of other people read back what was written."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, Final

import icalendar
import pytest
import vobject
from dateutil.rrule import rruleset, rrulestr
from hypothesis import given, settings
from hypothesis import strategies as some

from pmtui.exchange import calendar_feed as module
from pmtui.exchange.calendar_feed import (
    Feed,
    MissingCalendarLibraryError,
    calendar_feed,
    is_own_feed,
    summary_of,
    uid_of,
)
from pmtui.figures.attention.dated_rows import DatedRow, dated_rows
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.recurring.rule_days import days_until
from pmtui.model.workspace.workspace import Workspace
from pmtui.text import visible
from tests.conftest import TODAY, a_person, a_policy, a_project, a_task, a_workspace, id_of
from tests.figures.attention.test_dated_rows import stores
from tests.model.recurring.made import a_random_rule, a_recurrence

STORE: Final = "0123456789abcdef"
WRITTEN: Final = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
_HOSTILE: Final = (
    "C:\\New\\nothing",
    "a, b; c\\",
    'say "hi"',
    "BEGIN:VEVENT\r\nUID:1",
    "\x1b[31mred\x07",
    "right\u202eleft",
    "=1+1",
    "é中文🎉" * 40,
    "<script>alert(1)</script>",
    "\\N\\n\\\\;\\,",
)
TEXTS: Final = some.one_of(some.sampled_from(_HOSTILE), some.text(max_size=120))


def feed_of(workspace: Workspace, *rows: DatedRow, name: str = "Plan") -> bytes:
    feed = Feed(workspace=workspace, store_id=STORE, name=name, rows=rows, written=WRITTEN)
    return calendar_feed(feed)


def a_row(**fields: Any) -> DatedRow:
    given: dict[str, Any] = {
        "table": "tasks",
        "id": 7,
        "key": "T-7",
        "title": "Write",
        "day": TODAY,
    }
    return DatedRow(**{**given, "what": "task due", **fields})


def by_icalendar(data: bytes) -> dict[str, dict[str, Any]]:
    """What icalendar reads, by UID."""
    calendar: Any = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    found: dict[str, dict[str, Any]] = {}
    for entry in calendar.subcomponents:
        assert not entry.errors
        is_event = entry.name == "VEVENT"
        found[str(entry["UID"])] = {
            "kind": entry.name,
            "summary": str(entry["SUMMARY"]),
            "description": str(entry["DESCRIPTION"]),
            "categories": [str(one) for one in entry.categories],
            "days": (entry.start, entry.end) if is_event else (entry.DUE,),
            "status": entry.get("STATUS"),
            "percent": entry.get("PERCENT-COMPLETE"),
            "stamp": entry.DTSTAMP,
            "begins": "DTSTART" in entry,
        }
    assert len(found) == len(calendar.subcomponents)
    return found


def by_vobject(data: bytes) -> dict[str, dict[str, Any]]:
    """The same as vobject reads it."""
    calendar: Any = vobject.readOne(data.decode())
    found: dict[str, dict[str, Any]] = {}
    entries = [*calendar.contents.get("vevent", ()), *calendar.contents.get("vtodo", ())]
    for entry in entries:
        is_event = entry.name == "VEVENT"
        percent = entry.contents.get("percent-complete")
        status = entry.contents.get("status")
        found[entry.uid.value] = {
            "kind": entry.name,
            "summary": entry.summary.value,
            "description": entry.description.value,
            "categories": entry.categories.value,
            "days": (entry.dtstart.value, entry.dtend.value) if is_event else (entry.due.value,),
            "status": status[0].value if status else None,
            "percent": int(percent[0].value) if percent else None,
            "stamp": entry.dtstamp.value,
            "begins": "dtstart" in entry.contents,
        }
    assert len(found) == len(entries)
    return found


def expected(rows: tuple[DatedRow, ...]) -> dict[str, dict[str, Any]]:
    """What either has to read, but for the description."""
    return {
        uid_of(STORE, row): {
            "kind": "VEVENT" if row.takes_place else "VTODO",
            "summary": visible(summary_of(row), multiline=True),
            "categories": [row.what],
            "days": (row.day, row.day + timedelta(days=1)) if row.takes_place else (row.day,),
            "status": None
            if row.takes_place
            else ("IN-PROCESS" if row.percent else "NEEDS-ACTION"),
            "percent": None if row.takes_place else row.percent,
            "stamp": WRITTEN,
            "begins": row.takes_place,
        }
        for row in rows
    }


def _without(read: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        uid: {name: value for name, value in entry.items() if name != "description"}
        for uid, entry in read.items()
    }


def _lines(data: bytes) -> Iterator[bytes]:
    assert data.endswith(b"\r\n")
    yield from data[:-2].split(b"\r\n")


@settings(max_examples=60, deadline=None)
@given(stores())
def test_each_row_is_read_back_by_both_once_with_its_day(workspace: Workspace) -> None:
    rows = dated_rows(Figures(workspace, TODAY))
    data = feed_of(workspace, *rows)
    one, other = by_icalendar(data), by_vobject(data)
    assert one == other
    assert _without(one) == expected(rows)
    assert all(type(day) is date for entry in one.values() for day in entry["days"])


@settings(max_examples=200, deadline=None)
@given(title=TEXTS, who=TEXTS, takes_place=some.booleans())
def test_any_text_comes_back_as_it_is_shown_and_opens_no_entry(
    title: str, who: str, *, takes_place: bool
) -> None:
    workspace = a_workspace(a_person("H-1", who or "Ann"), a_project("P-1", board=False))
    row = a_row(title=title, takes_place=takes_place, people=(id_of("H-1"),),
                component=id_of("P-1"))  # fmt: skip
    data = feed_of(workspace, row, name=title or "Plan")
    one = by_icalendar(data)
    assert _without(one) == expected((row,))
    assert one == by_vobject(data)
    assert f"who: {visible(who or 'Ann', multiline=True)}" in one[uid_of(STORE, row)]["description"]
    for line in _lines(data):
        assert len(line) <= 75
        assert not {*line} & {*range(32), 127}
        line.decode()


def test_a_to_do_has_a_due_day_and_no_length() -> None:
    data = feed_of(a_workspace(), a_row(percent=40))
    assert b"\r\nDUE;VALUE=DATE:20261123\r\n" in data
    assert b"DTSTART" not in data
    assert b"DURATION" not in data
    assert b"\r\nPERCENT-COMPLETE:40\r\n" in data
    assert b"\r\nSTATUS:IN-PROCESS\r\n" in data


def test_an_event_lasts_until_the_day_after() -> None:
    data = feed_of(a_workspace(), a_row(takes_place=True, what="milestone"))
    assert b"\r\nDTSTART;VALUE=DATE:20261123\r\nDTEND;VALUE=DATE:20261124\r\n" in data
    assert b"STATUS" not in data


def test_a_feed_names_itself_and_is_known_by_that() -> None:
    data = feed_of(a_workspace(), name="P-1 Site, phase 2; all")
    assert is_own_feed(data)
    assert not is_own_feed(data.replace(b"pmtui", b"other"))
    assert not is_own_feed(b'{"PRODID": 1}')
    calendar: Any = vobject.readOne(data.decode())
    assert r"X-WR-CALNAME:P-1 Site\, phase 2\; all" in data.decode()
    assert calendar.version.value == "2.0"


def test_the_same_store_gives_the_same_bytes_and_another_day_the_same_uid() -> None:
    workspace = a_workspace(a_project(board=False), a_task("T-1", due=TODAY))
    (row,) = dated_rows(Figures(workspace, TODAY))
    (later,) = dated_rows(Figures(workspace, TODAY + timedelta(days=30)))
    assert feed_of(workspace, row) == feed_of(workspace, later)
    moved = a_row(id=row.id, day=TODAY + timedelta(days=3), title="Renamed")
    assert uid_of(STORE, moved) == uid_of(STORE, row)
    assert uid_of(STORE, a_row(id=8)) != uid_of(STORE, a_row())
    assert uid_of(STORE, a_row(about="check-in-2026-11-20")) != uid_of(STORE, a_row())


def test_a_store_of_which_no_commit_is_left_has_a_feed_too() -> None:
    feed = Feed(workspace=a_workspace(), store_id=STORE, name="Plan", rows=(a_row(),))
    data = calendar_feed(feed)
    assert b"DTSTAMP:20000101T000000Z" in data
    assert b"LAST-MODIFIED" not in data


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "icalendar", None)
    with pytest.raises(MissingCalendarLibraryError, match=r"pip install 'pmtui\[calendar\]'"):
        module.calendar_feed(Feed(workspace=a_workspace(), store_id=STORE, name="", rows=()))


@pytest.mark.parametrize(
    ("zone", "day", "hour"),
    [
        ("UTC", date(2026, 7, 1), 10),
        ("Europe/Berlin", date(2026, 7, 1), 8),
        ("Europe/Berlin", date(2026, 12, 1), 9),
        ("Europe/Berlin", date(2026, 3, 29), 8),  # the night that has an hour less
    ],
)
def test_a_meeting_begins_at_its_time_in_the_zone_of_the_store(
    zone: str, day: date, hour: int
) -> None:
    row = a_row(day=day, takes_place=True, times=(600, 690), where="Room 4; left")
    workspace = a_workspace(a_project(), a_policy(timezone=zone))
    event: Any = icalendar.Calendar.from_ical(feed_of(workspace, row)).walk("VEVENT")[0]
    begins = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    assert (event.start, event.end) == (begins, begins + timedelta(minutes=90))
    assert event["location"] == "Room 4; left"


def test_a_meeting_without_an_end_takes_an_hour_and_one_without_a_time_a_day() -> None:
    timed = a_row(takes_place=True, times=(600, None))
    whole = a_row(id=8, takes_place=True)
    feed = icalendar.Calendar.from_ical(feed_of(a_workspace(a_project()), timed, whole))
    events: list[Any] = feed.walk("VEVENT")
    lengths = {event.end - event.start for event in events}
    assert lengths == {timedelta(hours=1), timedelta(days=1)}


def _days_of(component: Any, most: date) -> list[date]:
    """The days of an entry that recurs, as dateutil works them out from what icalendar reads."""
    begins = datetime.combine(component.DTSTART, time())
    days = rruleset()
    days.rrule(rrulestr(component["RRULE"].to_ical().decode(), dtstart=begins))
    given = component.get("EXDATE", [])
    for entry in given if isinstance(given, list) else [given]:
        for left_out in entry.dts:
            days.exdate(datetime.combine(left_out.dt, time()))
    return [
        moment.date() for moment in days.between(begins, datetime.combine(most, time()), inc=True)
    ]


@pytest.mark.parametrize("seed", range(5))
def test_days_that_recur_are_read_back_by_both_as_they_are(seed: int) -> None:
    random = Random(seed)
    most = TODAY + timedelta(days=900)
    read = 0
    for _ in range(40):
        starts = TODAY + timedelta(days=random.randint(-300, 300))
        rule = a_random_rule(random)
        days = list(days_until(rule, starts, most))
        if not days:
            continue
        skipped = tuple(day.isoformat() for day in random.sample(days, min(3, len(days))))
        kind = random.choice(("action", "task", "milestone"))
        recurrence = a_recurrence(rule=rule, starts=starts, skipped=skipped, kind=kind)
        workspace = a_workspace(a_project(), recurrence)
        rows = dated_rows(Figures(workspace, TODAY))
        if not rows:
            continue
        data = feed_of(workspace, *rows)
        entry: Any = icalendar.Calendar.from_ical(data).subcomponents[0]
        wanted = [day for day in days if day.isoformat() not in skipped]
        assert _days_of(entry, most) == wanted, rule
        calendar: Any = vobject.readOne(data.decode())
        other: Any = calendar.contents["vevent" if kind == "milestone" else "vtodo"][0]
        by_vobject_days = other.getrruleset().between(
            datetime.combine(entry.DTSTART, time()), datetime.combine(most, time()), inc=True
        )
        assert [moment.date() for moment in by_vobject_days] == wanted, rule
        assert (entry.name == "VEVENT") == (kind == "milestone")
        read += 1
    assert read > 15


def test_a_to_do_that_recurs_has_a_due_day_and_lasts_a_day() -> None:
    workspace = a_workspace(a_project(), a_recurrence(skipped=("2026-11-09",)))
    data = feed_of(workspace, *dated_rows(Figures(workspace, TODAY)))
    assert data.count(b"BEGIN:VTODO") == 1
    assert b"\r\nDTSTART;VALUE=DATE:20261102\r\nDUE;VALUE=DATE:20261103\r\n" in data
    assert b"\r\nRRULE:FREQ=WEEKLY;BYDAY=MO\r\n" in data
    assert b"\r\nEXDATE;VALUE=DATE:20261109\r\n" in data
    assert b"\r\nSUMMARY:RE-1 Weekly call\r\n" in data
    entry: Any = icalendar.Calendar.from_ical(data).subcomponents[0]
    assert entry.duration == timedelta(days=1)


def test_a_feed_of_what_recurs_stays_as_it_is_while_days_go_by() -> None:
    workspace = a_workspace(a_project(), a_recurrence())
    feeds = {
        feed_of(workspace, *dated_rows(Figures(workspace, TODAY + timedelta(days=days))))
        for days in (-30, 0, 30)
    }
    assert len(feeds) == 1
