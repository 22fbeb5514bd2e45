"""This file books the time that people worked on tasks, and submits, approves and reopens weeks."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import Action, Arg, Proposal, Refused, Situation, Values
from pmtui.model.changes.ops import Ops, delete, edit
from pmtui.model.costing.time_entries import (
    TIME_ENTRIES,
    TIMESHEETS,
    TimeEntry,
    Timesheet,
    hours_text,
    week_of,
)
from pmtui.model.timesheets.time_checks import STILL_TO_COME
from pmtui.query.dates.parsing import parse_date
from pmtui.query.error import QueryError
from pmtui.query.values.entity_names import find
from pmtui.query.values.lengths import read_length

_DAY_WORDS: Final = 3
"""Most words of a day, as in `last week Friday`."""
_FOR: Final = "@"
_NUMBERED_DAY: Final = re.compile(r"\d+([-./])\d+\1\d+")
"""What is meant for a day, whether there is such a day or not."""


def _book(situation: Situation, values: Values) -> Proposal:
    task_id = _task(situation)
    task = situation.workspace.tasks[task_id]
    words = str(values.get("spent") or "").split()
    if not words:
        raise _wrong("say how long: 3h30 yesterday")
    person, words = _person(situation, words)
    who = situation.workspace.people[person]
    minutes, words = _minutes(situation, words)
    day, words = _day(situation, words)
    note = " ".join(words)
    fields = {
        "task": task.id, "person": who.id, "day": day, "minutes": minutes, "note": note,
        "component": task.component,
    }  # fmt: skip
    ops = new_entity(situation, TIME_ENTRIES.name, "", fields)
    of_day = situation.workspace.rows_by(TimeEntry, "day", day)
    before = sum(entry.minutes for entry in of_day if entry.person == who.id)
    message = f"{hours_text(minutes)} on {task.key} by {who.name} on {day:%a} {day}"
    if before:
        message += f", {hours_text(before + minutes)} that day"
    return Proposal(ops, message, task.id)


def _wrong(text: str) -> Refused:
    """A refusal of what was typed."""
    refused = Refused(text)
    refused.__cause__ = QueryError(text)
    return refused


def _task(situation: Situation) -> int:
    row = situation.rows[0] if situation.rows else None
    task = row.task if isinstance(row, TimeEntry) else row.id if row is not None else 0
    if task not in situation.workspace.tasks:
        raise _wrong("time is booked on a task: name it by its key, such as T-12")
    return task


def _person(situation: Situation, words: Sequence[str]) -> tuple[int, list[str]]:
    """Who worked: who is named by `@NAME`, else who is at the keyboard; and the other words."""
    named = [word for word in words if word.startswith(_FOR) and len(word) > 1]
    rest = [word for word in words if word not in named]
    people = situation.workspace.people
    if len(named) > 1:
        raise _wrong(f"{' and '.join(named)}: name one person")
    if not named:
        if situation.actor not in people:
            raise _wrong("nobody here has your login: say who worked with @NAME")
        return situation.actor, rest
    name = named[0].removeprefix(_FOR)
    try:
        who = find(situation.workspace, "people", name)
    except QueryError as error:
        raise Refused(str(error)) from error
    return who, rest


def _minutes(situation: Situation, words: Sequence[str]) -> tuple[int, list[str]]:
    """The time at the beginning of a line, such as `3h30`, and the words after it."""
    if not words:
        raise _wrong("say how long: 3h30 yesterday")
    minutes = typed_minutes(situation, words[0])
    if not minutes:
        raise _wrong(f"time: {words[0]!r} is no time that somebody worked: write 3h30")
    return minutes, list(words[1:])


def typed_minutes(situation: Situation, text: str) -> int:
    """Minutes of time as it is typed: `3`, `3.5`, `3:30`, `3h30`, `45m`, `1d`.

    Raises:
        Refused: it is none.
    """
    try:
        minutes, unit = read_length(text, situation.workspace.policy.minutes_per_day, bare="hours")
    except QueryError as error:
        raise _wrong(f"time: {error.reason}: write 3h30") from error
    if unit != "work" or minutes < 0:
        raise _wrong(f"time: {text!r} is no time that somebody worked: write 3h30")
    return minutes


def _day(situation: Situation, words: Sequence[str]) -> tuple[date, list[str]]:
    """The day that a line goes on with, today where it does not, and the words after it."""
    for count in range(min(len(words), _DAY_WORDS), 0, -1):
        try:
            day = parse_date(" ".join(words[:count]), situation.today)
        except QueryError:
            continue
        if day > situation.today:
            raise _wrong(STILL_TO_COME.format(day))
        return day, list(words[count:])
    if words and _NUMBERED_DAY.fullmatch(words[0]):
        # A mistyped day as the note would book today, in silence.
        raise _wrong(f"day: there is no day {words[0]!r}: write yesterday, fri or 2026-11-17")
    return situation.today, list(words)


def cell_ops(situation: Situation, task: int, person: int, day: date, spent: str) -> Ops:
    """The edit after which a person has worked so long on a task on a day; none where it is so.

    Raises:
        Refused: what is typed is no time, several entries make up that day, or it is still to come.
    """
    minutes = typed_minutes(situation, spent)
    row = situation.workspace.tasks.get(task)
    of_day = situation.workspace.rows_by(TimeEntry, "day", day)
    entries = [entry for entry in of_day if (entry.task, entry.person) == (task, person)]
    if sum(entry.minutes for entry in entries) == minutes or row is None:
        return ()
    if len(entries) > 1:
        keys = ", ".join(entry.key for entry in entries)
        raise Refused(f"{keys} make up that day: change them one by one (:list time_entries)")
    if day > situation.today:
        raise Refused(STILL_TO_COME.format(day))
    if not minutes:
        return tuple(delete(TIME_ENTRIES.name, entry) for entry in entries)
    if entries:
        return edit(TIME_ENTRIES.name, entries[0], minutes=minutes)
    fields = {
        "task": task, "person": person, "day": day, "minutes": minutes,
        "component": row.component,
    }  # fmt: skip
    return new_entity(situation, TIME_ENTRIES.name, "", fields)


def _submit(situation: Situation, values: Values) -> Proposal:
    who, week, _ = _week(situation, values)
    return _stepped(situation, who, week, {"state": "submitted"}, "submitted")


def _approve(situation: Situation, values: Values) -> Proposal:
    who, week, _ = _week(situation, values)
    fields = {
        "state": "approved", "approved_by": situation.actor, "approved_at": situation.today,
    }  # fmt: skip
    return _stepped(situation, who, week, fields, "approved: nothing more is booked into it")


def _reopen(situation: Situation, values: Values) -> Proposal:
    who, week, words = _week(situation, values)
    sheet = _sheet(situation, who, week)
    if sheet is None or sheet.state == "open":
        raise Refused(f"the week of {week} of {_name(situation, who)} is open")
    reason = " ".join(words)
    if not reason:
        raise _wrong("say why it is reopened, after the week: last week @Ann wrong project")
    if reason == sheet.reason:
        raise _wrong(f"reason: {reason!r} was given the last time: say why now")
    fields = {"state": "open", "approved_by": 0, "approved_at": None, "reason": reason}
    return _stepped(situation, who, week, fields, "open again")


def _stepped(
    situation: Situation, who: int, week: date, fields: dict[str, object], state: str
) -> Proposal:
    """The edit that takes a week of a person a step on."""
    sheet = _sheet(situation, who, week)
    ops: Ops
    if sheet is None:
        given = {"person": who, "week": week, **fields}
        ops = new_entity(situation, TIMESHEETS.name, "", given)
    elif sheet.state == fields["state"]:
        name = _name(situation, who)
        raise Refused(f"the week of {week} of {name} is {sheet.state} already")
    else:
        # The reason comes first: it is what lets an approved week be opened.
        ordered = sorted(fields, key=lambda name: name != "reason")
        ops = edit(TIMESHEETS.name, sheet, **{name: fields[name] for name in ordered})
    booked = hours_text(_booked(situation, who, week))
    message = f"week of {week} of {_name(situation, who)} {state} ({booked} booked)"
    return Proposal(ops, message, sheet.id if sheet is not None else 0)


def _week(situation: Situation, values: Values) -> tuple[int, date, list[str]]:
    """The person and the Monday that a line names, this week where it names none, and the rest."""
    who, words = _person(situation, str(values.get("week") or "").split())
    for words_of, away in ((("this", "week"), 0), (("last", "week"), 7)):
        if tuple(word.casefold() for word in words[:2]) == words_of:
            return who, week_of(situation.today - timedelta(days=away)), words[2:]
    if not words:
        return who, week_of(situation.today), []
    try:
        return who, week_of(parse_date(words[0], situation.today)), words[1:]
    except QueryError as error:
        raise Refused(f"week: {error}") from error


def _name(situation: Situation, person: int) -> str:
    return situation.workspace.people[person].name


def _sheet(situation: Situation, who: int, week: date) -> Timesheet | None:
    sheets = situation.workspace.rows_by(Timesheet, "person", who)
    return next((sheet for sheet in sheets if week_of(sheet.week) == week), None)


def _booked(situation: Situation, who: int, week: date) -> int:
    entries = situation.workspace.rows_by(TimeEntry, "person", who)
    return sum(entry.minutes for entry in entries if week_of(entry.day) == week)


_WEEK: Final = Arg(
    "week", "text", "week and person: last week @Ann; yours where nobody is named",
    required=False, rest=True,
)  # fmt: skip

ACTIONS: Final = (
    Action(
        id="time.book",
        title="Book time",
        help="Books time worked on a task: how long, the day, @NAME of who worked, a note.",
        group="act",
        tables=("tasks", TIME_ENTRIES.name),
        args=(Arg("spent", "text", "time, day, note: 3h30 yesterday", rest=True),),
        verb="time",
        propose=_book,
    ),
    Action(
        id="time.submit",
        title="Submit week",
        help="Submits a week of time for approval.",
        group="act",
        args=(_WEEK,),
        verb="submit_week",
        propose=_submit,
    ),
    Action(
        id="time.approve",
        title="Approve week",
        help="Approves a week of time: nothing more is booked into it.",
        group="judge",
        args=(_WEEK,),
        verb="approve_week",
        propose=_approve,
    ),
    Action(
        id="time.reopen",
        title="Reopen week",
        help="Reopens a week of time that was submitted or approved, with a reason.",
        group="judge",
        args=(_WEEK,),
        verb="reopen_week",
        propose=_reopen,
    ),
)
"""What is done to time sheets."""
