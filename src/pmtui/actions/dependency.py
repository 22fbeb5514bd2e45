"""This file reads a dependency as it is typed: `T-12 FS+2d`, `T-12 SS`, `Content model -1d`."""

import re
from typing import Final

import msgspec

from pmtui.actions.spec import Refused, Situation
from pmtui.model.tasks import LagUnit, LinkType
from pmtui.query.durations import parse_duration
from pmtui.query.error import QueryError
from pmtui.query.names import find

_END: Final = re.compile(r"(?:^|\s)(?:(fs|ss|ff|sf)\s?)?([+-]\s?\d[\w.,%]*)?$", re.IGNORECASE)
_BY_CLOCK: Final = re.compile(r"(?<=\d)e(?=[wdhm])")
_TYPES: Final[dict[str, LinkType]] = {"FS": "FS", "SS": "SS", "FF": "FF", "SF": "SF"}


class Dependency(msgspec.Struct, frozen=True):
    """What a task waits for, and how."""

    giver: int
    type: LinkType = "FS"
    lag: int = 0
    lag_unit: LagUnit = "work"
    spelled: bool = False
    """Whether type or lag were said; else a link that is there is taken away."""


def read_dependency(situation: Situation, text: str) -> Dependency:
    """A dependency as typed: the key or title of the giver, then type and lag.

    Lag is working time (`+2d`), time of the clock (`+2ed`) or a part of the giver's duration
    (`+50%`); a minus makes a lead.

    Raises:
        Refused: there is no such task, or no such lag.
    """
    words = text.strip()
    found = _END.search(words)
    name, kind, lag = words, "", ""
    if found is not None and (found[1] or found[2]):
        name, kind, lag = words[: found.start()], (found[1] or "").upper(), found[2] or ""
    try:
        giver = find(situation.workspace, "tasks", name, me=situation.actor)
        minutes, unit = _lag(lag.replace(" ", ""), situation.workspace.policy.minutes_per_day)
    except QueryError as error:
        raise Refused(str(error)) from error
    return Dependency(giver, _TYPES.get(kind, "FS"), minutes, unit, bool(kind or lag))


def _lag(text: str, minutes_per_day: int) -> tuple[int, LagUnit]:
    if not text:
        return 0, "work"
    if text.endswith("%"):
        number = text.removesuffix("%")
        if not number.lstrip("+-").isdecimal():
            raise QueryError(f"{text!r} is no part of a duration", hint="write +50%")
        return int(number), "percent"
    plain, clocks = _BY_CLOCK.subn("", text.casefold())
    if clocks:
        return parse_duration(plain, 1440), "elapsed"
    return parse_duration(plain, minutes_per_day), "work"
