"""This file reads the constraints of P6 activities as those the schedule knows."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from pmtui.exchange.xer.xer_tables import XerRow
from pmtui.model.calendar.work_calendar import Calendar, minutes_of, moment_of
from pmtui.model.calendar.work_time import WorkTimes
from pmtui.model.entities.tasks import Constraint

_CONSTRAINTS: Final[Mapping[str, tuple[Constraint, Constraint]]] = {
    "": ("", ""),
    "CS_ALAP": ("ALAP", ""),
    "CS_MSO": ("SNET", "SNLT"),
    "CS_MSOA": ("SNET", ""),
    "CS_MSOB": ("SNLT", ""),
    "CS_MEO": ("FNET", "FNLT"),
    "CS_MEOA": ("FNET", ""),
    "CS_MEOB": ("FNLT", ""),
    "CS_MANDSTART": ("MSO", ""),
    "CS_MANDFIN": ("MFO", ""),
}
"""Each of P6's as the ones it stands for: `Start On` holds from both sides, yet logic wins."""
_EARLY: Final = frozenset({"SNET", "FNET"})
_LATE: Final = frozenset({"SNLT", "FNLT"})


class Constraints:
    """Reads the two constraints of an activity as one constraint and one deadline.

    By P6's rules logic wins over `no later than`, as it does over a deadline; so of two
    constraints, and of the two sides of `Start On`, the late one is kept as a deadline.
    """

    def __init__(self, calendars: Mapping[int, Calendar], unknown: Counter[str]) -> None:
        self._times = WorkTimes(calendars)
        self._known = calendars
        self._unknown = unknown

    def of(self, row: XerRow, duration: int) -> tuple[Constraint, datetime | None, datetime | None]:
        """Constraint, its date, and the deadline of an activity of so many minutes."""
        pairs: list[tuple[Constraint, datetime | None]] = []
        for kind, day in (("cstr_type", "cstr_date"), ("cstr_type2", "cstr_date2")):
            code = row.text(kind)
            known = row.code(kind, _CONSTRAINTS, ("", ""), "left out", may_be_empty=True)
            date = row.moment(day)
            if date is None and known[0] not in {"", "ALAP"}:
                row.tell(f"{kind} is {code} and {day} is missing", "the constraint is left out")
            pairs += [(name, date) for name in known if name and (date or name == "ALAP")]
        if len(pairs) < 2:
            return (*pairs[0], None) if pairs else ("ASAP", None, None)
        late = [pair for pair in pairs if pair[0] in _LATE]
        early = [pair for pair in pairs if pair[0] not in _LATE] or late[:1]
        rest = [pair for pair in late if pair not in early]
        if len(early) > 1:
            self._unknown["TASK/cstr_type2 beside another that holds a start or finish"] += 1
        if rest:
            self._unknown["TASK/cstr_type, kept as a deadline"] += 1
        deadlines = [self._finish(row, kind, date, duration) for kind, date in rest if date]
        return (*early[0], min(deadlines, default=None))

    def _finish(self, row: XerRow, kind: Constraint, date: datetime, duration: int) -> datetime:
        if kind == "FNLT":
            return date
        calendar = row.number("clndr_id")
        time = self._times.of(calendar if calendar in self._known else 0)
        return moment_of(time.after(minutes_of(date), duration))
