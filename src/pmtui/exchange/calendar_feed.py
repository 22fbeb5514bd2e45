"""This file writes what has a day as an iCalendar feed that calendars subscribe to."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import msgspec

from pmtui.clock import zone_or_utc
from pmtui.figures.attention.dated_rows import DatedRow
from pmtui.model.workspace.workspace import Workspace
from pmtui.text import visible

PRODUCT: Final = "-//pmtui//calendar feed//EN"
"""How a feed says that it is one of ours."""
_OPENING: Final = b"BEGIN:VCALENDAR\r\n"
_USUAL_MINUTES: Final = 60
"""How long a meeting is of which nobody says when it ends."""
_NO_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""When a store was last written of which no commit is left."""


class MissingCalendarLibraryError(Exception):
    """Says that the library is not installed that writes calendars."""

    def __init__(self) -> None:
        super().__init__(
            "calendar feeds are written by the library icalendar, which is not installed:"
            " pip install 'pmtui[calendar]'"
        )


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be written as one calendar."""

    workspace: Workspace
    store_id: str
    name: str
    """What it is called where people see it among their calendars."""
    rows: Sequence[DatedRow]
    written: datetime | None = None
    """When the store was last written; None where no commit is left that says it."""


def calendar_feed(feed: Feed) -> bytes:
    r"""One VCALENDAR: an event of a day for what takes place, a to-do with a due day for the rest.

    The same store gives the same bytes, and each row keeps its UID, so that a calendar that
    subscribed moves what moved. Source of the form: RFC 5545, 3.6.1, 3.6.2 and 3.3.11.

    Raises:
        MissingCalendarLibraryError: the library is not installed.
    """
    try:
        import icalendar
        from icalendar.prop import vInline
    except ImportError as error:
        raise MissingCalendarLibraryError from error

    calendar = icalendar.Calendar()
    calendar.add("prodid", vInline(PRODUCT))
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vInline(_escaped(feed.name)))
    entries = {uid_of(feed.store_id, row): row for row in map(_whole, feed.rows)}
    for row in entries.values():
        entry: icalendar.Event | icalendar.Todo = (
            icalendar.Event() if row.takes_place else icalendar.Todo()
        )
        _fill(entry.add, feed, row)
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _times(timezone: str, row: DatedRow) -> tuple[date, date]:
    """From when to when something takes place: days, or moments in UTC where it has a time.

    A time is one of the day in the zone of the store; in UTC a calendar needs no rules of it. What
    has no end takes an hour. Source of the form: RFC 5545, 3.3.5 and 3.6.1.
    """
    start, finish = row.times
    if start is None:
        return row.day, row.day + timedelta(days=1)
    length = finish - start if finish is not None and finish > start else _USUAL_MINUTES
    # Minutes are added by the clock on the wall: ten is ten on a day that has 23 hours as well.
    midnight = datetime.combine(row.day, time(), zone_or_utc(timezone))
    begins = (midnight + timedelta(minutes=start)).astimezone(UTC)
    return begins, begins + timedelta(minutes=length)


def _whole(row: DatedRow) -> DatedRow:
    """A row as it stands in a feed: all days of what recurs together."""
    series = row.series
    if series is None:
        return row
    return msgspec.structs.replace(
        row, id=series.id, key="", title=series.name, day=series.first, what=series.what,
        takes_place=series.takes_place, about="series",
    )  # fmt: skip


def _fill(add: Callable[..., None], feed: Feed, row: DatedRow) -> None:
    """Give an event or a to-do what is known of a row; of what recurs all of its days.

    A to-do that recurs begins on its day, as RFC 5545 (3.8.2.4) wants it to begin on one, and is
    due before the day after (3.8.2.3): it lasts that day, and not for no time.
    """
    from icalendar.prop import vInline, vRecur

    add("uid", vInline(_escaped(uid_of(feed.store_id, row))))
    add("dtstamp", feed.written or _NO_TIME)
    if feed.written is not None:
        add("last-modified", feed.written)
    if row.takes_place:
        begins, ends = _times(feed.workspace.policy.timezone, row)
        add("dtstart", begins)
        add("dtend", ends)
        if row.times[0] is None:
            add("transp", "TRANSPARENT")  # nobody is busy all day for it
    else:
        if row.series is not None:
            add("dtstart", row.day)
        add("due", row.day if row.series is None else row.day + timedelta(days=1))
        add("status", "IN-PROCESS" if row.percent else "NEEDS-ACTION")
        if row.percent is not None:
            add("percent-complete", min(100, max(0, row.percent)))
    if row.series is not None:
        add("rrule", vRecur.from_ical(row.series.rule))
        for left_out in row.series.left_out:
            add("exdate", left_out, parameters={"VALUE": "DATE"})
    # The library takes a backslash before an N for the end of a line: text is escaped here.
    add("summary", vInline(_escaped(summary_of(row))))
    add("description", vInline(_escaped("\n".join(_lines(feed, row)))))
    if row.where:
        add("location", vInline(_escaped(row.where)))
    add("categories", vInline(_escaped(row.what)))


def is_own_feed(data: bytes) -> bool:
    """Whether a file is a feed that this program wrote, by how it begins."""
    return data.startswith(_OPENING) and f"\r\nPRODID:{PRODUCT}\r\n".encode() in data[:500]


def uid_of(store_id: str, row: DatedRow) -> str:
    """What a calendar knows a row by, whatever becomes of its day and its words."""
    about = f"-{row.about}" if row.about else ""
    return f"{row.id}{about}@{store_id}.pmtui"


def summary_of(row: DatedRow) -> str:
    """Key and title; what is on the day as well, where it is not just due or held."""
    is_plain = row.takes_place or (row.what.endswith(" due") and row.about in {"", "series"})
    return row.name if is_plain else f"{row.name}: {row.what}"


def _lines(feed: Feed, row: DatedRow) -> Iterator[str]:
    """What it is, where, who answers for it and how it stands."""
    workspace = feed.workspace
    yield row.what
    place = workspace.components.get(row.component)
    if place is not None:
        yield f"in: {place.key} {place.name}"
    names = [person.name for at in row.people if (person := workspace.people.get(at)) is not None]
    if names:
        yield f"who: {', '.join(names)}"
    if row.state:
        yield f"state: {row.state.replace('_', ' ')}"


def _escaped(text: str) -> str:
    r"""A text as RFC 5545 (3.3.11) has it, in which nothing is hidden and nothing obeyed."""
    shown = visible(text, multiline=True)
    for mark, instead in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        shown = shown.replace(mark, instead)
    return shown


def row_document(workspace: Workspace, row: DatedRow) -> dict[str, object]:
    """A row that has a day as plain JSON."""
    place = workspace.components.get(row.component)
    people = [person for at in row.people if (person := workspace.people.get(at)) is not None]
    return {
        "key": row.key or None,
        "table": row.table,
        "title": row.title,
        "day": row.day,
        "what": row.what,
        "component": place.key if place is not None else None,
        "people": [person.key for person in people],
        "state": row.state or None,
    }
