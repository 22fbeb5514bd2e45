"""This file reads and writes working time, `3d` or `1d 4h`, and says in what unit it counts."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType, SimpleNamespace
from typing import Final

from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY
from pmtui.model.changes.ops import Op
from pmtui.model.entities.tasks import LagUnit, LengthUnit
from pmtui.query.error import AmbiguousError, QueryError
from pmtui.query.values.lengths import HINT, Bare, Length, length_text, read_length, typed_unit

_GAP_HINT: Final = "write 2d+1w: after 2d of work a gap of 1w; more behind a comma"
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_BY_TASK: Final = frozenset({"duration", "remaining_duration"})
_BY_CLOCK: Final = "delay"
"""The length that counts time of the clock in every row, as MS Project has it."""
COUNTED: Final = _BY_TASK | {"lag", _BY_CLOCK}
"""Lengths that count working time or time of the clock, as another field of the row may say."""
_GIVEN_FIELDS: Final = MappingProxyType({"duration": "duration_in", "lag": "lag_in"})
"""The field beside a length that says the unit it was given in."""


def parse_duration(text: str, minutes_per_day: int) -> int:
    """Working minutes of `3d`, `2h`, `1.5d`, `1w`, `1mo`, `90m` or `PT16H`; a minus makes a lead.

    Raises:
        QueryError: it is no working time, or can be read in two ways.
    """
    minutes, unit = read_length(text, minutes_per_day)
    if unit != "work":
        raise QueryError(f"{text.strip()!r} is not working time", hint="write 3d or 24h")
    return minutes


def parse_clock(text: str) -> int:
    """Minutes after midnight of a time of day: `8:00`, `13:30`, `24:00`.

    Raises:
        QueryError: it is no time of day.
    """
    found = _CLOCK.fullmatch(text.strip())
    minutes = int(found[1]) * 60 + int(found[2]) if found else -1
    if not found or int(found[2]) > 59 or minutes > MINUTES_PER_DAY:
        raise QueryError(f"{text.strip()!r} is not a time of day", hint="write 8:00 or 13:30")
    return minutes


def duration_text(minutes: int, minutes_per_day: int) -> str:
    """Working minutes as people read them: `3d`, `1d 4h`, `45m`; reads back to the same."""
    return length_text(Length(minutes), minutes_per_day)


def parse_gaps(text: str, minutes_per_day: int) -> tuple[tuple[int, int], ...]:
    """The gaps of a split task, in order: `2d+1w, 4d+1d`, each after so much work in all.

    Raises:
        QueryError: one lacks its length, or no work or gap is left between two.
    """
    gaps: dict[int, int] = {}
    for part in re.split(r"[,;]", text):
        work, plus, gap = part.partition("+")
        if not plus:
            raise QueryError(f"{part.strip()!r} is no gap", hint=_GAP_HINT)
        at, length = parse_duration(work, minutes_per_day), parse_duration(gap, minutes_per_day)
        if at <= 0 or length <= 0:
            raise QueryError(f"{part.strip()!r} is no gap between two parts", hint=_GAP_HINT)
        if at in gaps:
            raise QueryError(f"two gaps after {work.strip()}", hint=_GAP_HINT)
        gaps[at] = length
    return tuple(sorted(gaps.items()))


def gaps_text(gaps: tuple[tuple[int, int], ...], minutes_per_day: int) -> str:
    """Gaps as people read them: `2d+1w`; reads back to the same."""
    return ", ".join(
        f"{duration_text(at, minutes_per_day)}+{duration_text(gap, minutes_per_day)}"
        for at, gap in gaps
    )


def counting_unit(field: str, row: object) -> LagUnit:
    """The unit in which a field of a row counts."""
    if field == "lag":
        unit: LagUnit = getattr(row, "lag_unit", "work")
        return unit
    if field == _BY_CLOCK:
        return "elapsed"
    is_elapsed = field in _BY_TASK and getattr(row, "elapsed", False)
    return "elapsed" if is_elapsed else "work"


def stored_unit(field: str, row: object) -> LengthUnit:
    """The unit in which a field of a row was given."""
    unit: LengthUnit = getattr(row, _GIVEN_FIELDS.get(field, ""), "")
    return unit


def says_unit(field: str) -> tuple[str, ...]:
    """The fields of a row beside a length that say how it counts and what it was given in."""
    counting = ("lag_unit",) if field == "lag" else ("elapsed",) if field in _BY_TASK else ()
    return (*counting, *(_GIVEN_FIELDS[name] for name in (field,) if name in _GIVEN_FIELDS))


def typed_unit_fields(field: str, text: str, *, bare: Bare = "") -> Mapping[str, object]:
    """What else a row holds of the unit that a value which `read_length` takes is given in."""
    return {_GIVEN_FIELDS[field]: typed_unit(text, bare=bare)} if field in _GIVEN_FIELDS else {}


def check_unit(field: str, length: Length, row: object, minutes_per_day: int) -> None:
    """Refuse a length that was typed in working time for a row that counts by the clock, or back.

    Args:
        field: the one it was typed for.
        length: as it was typed.
        row: as it will be, with what else was typed of it.
        minutes_per_day: of a working day.

    Raises:
        AmbiguousError: says both readings.
    """
    amount, unit = length
    held = counting_unit(field, row)
    if not amount or unit == held:
        return
    if "percent" in {unit, held}:
        raise QueryError(
            f"{length_text(length, minutes_per_day)} does not count in {held}", hint=HINT
        )
    sizes = {"work": minutes_per_day, "elapsed": MINUTES_PER_DAY}
    same = Length(amount * sizes[held] // sizes[unit], held)
    here, there = (length_text(other_length, minutes_per_day) for other_length in (length, same))
    by_clock, working = (here, there) if unit == "elapsed" else (there, here)
    said = "around the clock" if held == "elapsed" else "in working time"
    raise AmbiguousError(
        f"{here} and a row that counts {said} do not go together: it can be {by_clock} around the "
        f"clock or {working} of working time",
        hint=f"write {there}, or change what it counts in",
    )


def unit_fields(field: str, unit: LagUnit) -> Mapping[str, object]:
    """What else a row holds where a field is given in a unit.

    Raises:
        QueryError: the field is never counted in that unit.
    """
    if field == "lag":
        return {"lag_unit": unit}
    if unit == "percent":
        raise QueryError("it is no share of another task", hint=HINT)
    if field == "duration":
        return {"elapsed": unit == "elapsed"}
    if unit == "elapsed" and field not in {*_BY_TASK, _BY_CLOCK}:
        raise QueryError("it is working time, not time of the clock", hint="write 3d or 24h")
    return {}


def row_beside(row: object, op: Op, ops: Sequence[Op], *, before: bool) -> object:
    """What says the unit of a length before or after an op: the row, as its other ops have it."""
    units = {
        "lag_unit": getattr(row, "lag_unit", "work"),
        "elapsed": getattr(row, "elapsed", False),
        **{name: getattr(row, name, "") for name in _GIVEN_FIELDS.values()},
    }
    for other in ops:
        if (other.table, other.id, other.op) == (op.table, op.id, "set") and other.field in units:
            units[other.field] = other.old if before else other.new
    return SimpleNamespace(**units)
