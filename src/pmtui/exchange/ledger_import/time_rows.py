"""This file plans time sheets of other programs: told apart by person, task and day."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.tables.row_reading.row_reader import RowReader
from pmtui.exchange.tables.row_reading.row_values import RowRead
from pmtui.exchange.tables.values.people_names import person_of
from pmtui.exchange.text_folding import folded
from pmtui.model.costing.time_entries import TIME_ENTRIES, TimeEntry, hours_text

_TABLE: Final = TIME_ENTRIES.name
_IDENTITY: Final = TIME_ENTRIES.identified_by


class _Booking(msgspec.Struct, frozen=True):
    """What the rows of a table say of a person, a task and a day."""

    line: int
    person: int
    task: int
    day: date
    minutes: int
    notes: tuple[str, ...]
    code: str = ""

    @property
    def place(self) -> tuple[object, ...]:
        """What tells it from every other: what its program calls it, else person, task and day."""
        return (self.code,) if self.code else (self.person, self.task, self.day)

    @property
    def fields(self) -> dict[str, object]:
        """What an entry of it holds; what the rows do not say is left out."""
        said = {"note": "; ".join(self.notes), "code": self.code}
        return {
            "person": self.person,
            "task": self.task,
            "day": self.day,
            "minutes": self.minutes,
            **{name: text for name, text in said.items() if text},
        }

    def added(self, other: "_Booking") -> "_Booking":
        """Both together: their time added up, whichever of them stands first."""
        notes = tuple(sorted({*self.notes, *other.notes}))
        return msgspec.structs.replace(self, minutes=self.minutes + other.minutes, notes=notes)


class TimePlanner:
    """Plans the entries of a time sheet that another program wrote.

    An entry that is there is found by what its program calls it, or by person, task and day; rows
    of the same three are added up. So the same files in any order, once or often, give the same
    entries.

    Args:
        draft: where the plan is kept.
        reader: where findings are told.
        into: the component whose tasks are meant where several are called alike; 0 for none.
    """

    table = _TABLE

    def __init__(self, draft: ImportBuilder, reader: RowReader, into: int) -> None:
        self._draft = draft
        self._reader = reader
        self._into = into
        self._empty = 0
        self._known: dict[tuple[object, ...], list[TimeEntry]] = {}
        for entry in sorted(
            draft.workspace.rows_of(TimeEntry).values(), key=lambda entry: entry.id
        ):
            places = ((entry.code,) if entry.code else (), (entry.person, entry.task, entry.day))
            for place in filter(None, places):
                self._known.setdefault(place, []).append(entry)

    @property
    def notes(self) -> tuple[str, ...]:
        """How many rows say that nobody worked."""
        return (f"rows without time, left out: {self._empty}",) if self._empty else ()

    def plan(self, rows: Sequence[RowRead]) -> None:
        """Plan every row; one that lacks what it needs is an error."""
        bookings: dict[tuple[object, ...], _Booking] = {}
        for row in rows:
            booking = self._booking(row)
            if booking is None:
                continue
            first = bookings.setdefault(booking.place, booking)
            if first is not booking and booking.code:
                what = f"line {first.line} has the same number {booking.code!r}"
                self._error(row, "code", what, "keep one of the two rows")
            elif first is not booking:
                bookings[booking.place] = first.added(booking)
        self._pass_over([booking.day for booking in bookings.values()])
        for booking in bookings.values():
            self._enter(booking)

    def _booking(self, row: RowRead) -> _Booking | None:
        """What a row says; None where it says nothing or lacks what every entry needs."""
        day, minutes = row.fields.get("day"), row.fields.get("minutes")
        if minutes == 0:
            self._empty += 1
            return None
        person, task = self._person(row), self._task(row)
        if not isinstance(day, date):
            self._error(row, "day", "the row has no day", "fill in the day that was worked")
        elif day > self._draft.today:
            what = f"{day} is still to come"
            self._error(row, "day", what, "time is booked once it was worked")
        if not isinstance(minutes, int):
            todo = "fill in how long, such as 3h30, 3:30, 3.5 or 210m"
            self._error(row, "minutes", "the row has no time", todo)
        if not (person and task and isinstance(day, date) and isinstance(minutes, int)):
            return None
        note = str(row.fields.get("note", ""))
        code = str(row.fields.get("code", ""))
        return _Booking(row.line, person, task, day, minutes, (note,) if note else (), code)

    def _enter(self, booking: _Booking) -> None:
        """Plan one entry: changed where it is there, else made, but not where it was deleted."""
        draft, entries = self._draft, self._known.get(booking.place) or self._unnumbered(booking)
        remembered = [] if entries else self._remembered(booking)
        ids = [row.id for row in entries] or [
            row_id for row_id in remembered if draft.workspace.get(_TABLE, row_id) is not None
        ]
        if len(entries) > 1:
            self._keep(booking, entries)
        elif ids:
            draft.change(_TABLE, ids[0], booking.fields, booking.line)
        elif remembered:
            what = f"deleted here since it was imported: {self._called(booking)}"
            self._reader.tell(booking.line, "", what, "it stays deleted; book it here if it counts")
        else:
            component = draft.value("tasks", booking.task, "component")
            draft.make(_TABLE, {**booking.fields, "component": component}, booking.line)

    def _keep(self, booking: _Booking, entries: Sequence[TimeEntry]) -> None:
        """Leave several entries that were booked here as they are, if they come to the same."""
        total = sum(entry.minutes for entry in entries)
        for entry in entries:
            self._draft.change(_TABLE, entry.id, {}, booking.line)
        if total != booking.minutes:
            keys = " and ".join(entry.key for entry in entries)
            what = f"{self._called(booking)}: {keys} come to {hours_text(total)} here"
            todo = f"the table says {hours_text(booking.minutes)}: correct one of them"
            self._reader.tell(booking.line, "", what, todo, "error")

    def _called(self, booking: _Booking) -> str:
        workspace = self._draft.workspace
        task, person = workspace.tasks[booking.task], workspace.people[booking.person]
        return f"{task.key} by {person.name} on {booking.day}"

    def _unnumbered(self, booking: _Booking) -> Sequence[TimeEntry]:
        """The entry without a number that a numbered row is about: it was booked here before."""
        if not booking.code:
            return ()
        entries = self._known.get((booking.person, booking.task, booking.day), [])
        entry = next((entry for entry in entries if not entry.code), None)
        if entry is None:
            return ()
        entries.remove(entry)
        return (entry,)

    def _remembered(self, booking: _Booking) -> Sequence[int]:
        """What tables said of it before, also where it was changed or deleted here since."""
        threeway = self._draft.threeway
        if threeway is None:
            return ()
        values = (booking.person, booking.task, booking.day.isoformat())
        names, place = (("code",), (folded(booking.code),)) if booking.code else (_IDENTITY, values)
        return threeway.memory.found(_TABLE, names, place)

    def _pass_over(self, days: Sequence[date]) -> None:
        """Leave entries before and after the days of a table alone: it cannot be said to miss them.

        Time sheets come week by week, often under one name.
        """
        threeway, entries = self._draft.threeway, self._draft.workspace.rows_of(TimeEntry)
        for table, row_id in threeway.memory.of_this if threeway is not None and days else ():
            entry = entries.get(row_id) if table == _TABLE else None
            if entry is not None and not min(days) <= entry.day <= max(days):
                self._draft.recall(_TABLE, row_id, {})

    def _person(self, row: RowRead) -> int:
        """Who worked, by key, login, address or name; 0 where that is told."""
        named = person_of(row.references.get("person", ""))
        people = self._draft.people
        if not named.name:
            self._error(row, "person", "the row names nobody", "fill in who worked")
            return 0
        unclear = people.ambiguity(named.name, named.email)
        last, _, first = named.name.partition(",")
        texts = (named.email, named.name, f"{first.strip()} {last.strip()}")
        person = next(filter(None, map(people.known_person, filter(None, texts))), 0)
        if unclear:
            self._error(row, "person", unclear, "write the key")
        elif not person:
            todo = f"write a name, login or key that is there, or add them: add person {named.name}"
            self._error(row, "person", f"nobody is called {named.name!r}", todo)
        return 0 if unclear else person

    def _task(self, row: RowRead) -> int:
        """What was worked on, by key, code or name; 0 where that is told."""
        text = row.references.get("task", "").strip()
        if not text:
            self._error(row, "task", "the row names no task", "fill in its key, such as T-12")
            return 0
        named = self._draft.workspace.by_key(text)
        if named is not None and named[0] == "tasks":
            return named[1].id
        hits = (self._draft.found("tasks", name, (folded(text),)) for name in ("code", "title"))
        tasks = next(filter(None, hits), [])
        places = self._components(row)
        here = [task for task in tasks if self._draft.value("tasks", task, "component") in places]
        if len(tasks) == 1 or len(here) == 1:
            return (here or tasks)[0]
        what = f"{len(tasks)} tasks are called {text!r}" if tasks else f"no task is called {text!r}"
        self._error(row, "task", what, "write its key, such as T-12")
        return 0

    def _components(self, row: RowRead) -> Sequence[int]:
        """The components that a row names, else the one that was asked for."""
        text = row.references.get("component", "")
        named = self._draft.workspace.by_key(text) if text else None
        if named is not None:
            return (named[1].id,)
        return self._draft.found("components", "title", (folded(text),)) if text else (self._into,)

    def _error(self, row: RowRead, field: str, what: str, todo: str) -> None:
        self._reader.tell(row.line, self._reader.header_of(field), what, todo, "error")
