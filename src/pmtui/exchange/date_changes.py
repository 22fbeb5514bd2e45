"""This file says which tasks of an import come out at other dates than in their file."""

from datetime import date, datetime

from msgspec import Struct

from pmtui.views.wording.formatting import short_date


class MovedTask(Struct, frozen=True, gc=False):
    """A task whose dates by the schedule here are not those its file says."""

    key: str
    title: str
    start: datetime | None
    """By the schedule; None where it has no dates."""
    finish: datetime | None
    file_start: datetime | None
    """None where the file does not say."""
    file_finish: datetime | None

    @property
    def first(self) -> datetime:
        """The earliest moment from which it differs."""
        pairs = ((self.start, self.file_start), (self.finish, self.file_finish))
        return min(
            moment for pair in pairs if differ(*pair) for moment in pair if moment is not None
        )

    def text(self, today: date) -> str:
        """Key, title and what differs: `T-12 'Dig' (finish 3 Mar, file 5 Mar)`."""
        is_finish = differ(self.finish, self.file_finish)
        here, there = (
            (self.finish, self.file_finish) if is_finish else (self.start, self.file_start)
        )
        timed = here is not None and there is not None and here.date() == there.date()
        words = f"{'finish' if is_finish else 'start'} {_shown(here, today, timed=timed)}"
        return f"{self.key} {self.title!r} ({words}, file {_shown(there, today, timed=timed)})"

    def line(self, today: date) -> str:
        """Key, title and all dates that differ, with their times."""
        pairs = (
            ("start", self.start, self.file_start),
            ("finish", self.finish, self.file_finish),
        )
        words = [
            f"{name} {_shown(here, today, timed=True)}, file {_shown(there, today, timed=True)}"
            for name, here, there in pairs
            if differ(here, there)
        ]
        return f"{self.key} {self.title!r}: {'; '.join(words)}"


class FileDates(Struct, frozen=True):
    """How the dates of an import compare with those its file says."""

    compared: int = 0
    """Tasks of which the file says dates."""
    moved: tuple[MovedTask, ...] = ()
    """Those that come out at other dates, the first in time first."""
    problem: str = ""
    """Why nothing has dates here."""

    def text(self, today: date) -> str:
        """The comparison in a line; empty where the file says no dates."""
        if self.problem:
            return f"the plan has no dates here: {self.problem}"
        if not self.compared:
            return ""
        tasks = f"{self.compared:,} {'task' if self.compared == 1 else 'tasks'}"
        if not self.moved:
            return f"{tasks} {_comes(self.compared)} out at the dates of the file"
        return (
            f"{len(self.moved):,} of {tasks} {_comes(len(self.moved))} out at other dates than in "
            f"the file, first {self.moved[0].text(today)}"
        )


def differ(here: datetime | None, there: datetime | None) -> bool:
    """Whether a moment is not the one a file says; where it says none, nothing differs."""
    return there is not None and here != there


def _shown(moment: datetime | None, today: date, *, timed: bool) -> str:
    if moment is None:
        return "no date"
    return short_date(moment.date(), today) + (f" {moment:%H:%M}" if timed else "")


def _comes(count: int) -> str:
    return "comes" if count == 1 else "come"
