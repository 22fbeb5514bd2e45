"""This file says in which unit a length of a row counts, and in which it was given."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType, SimpleNamespace
from typing import Final

from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY
from pmtui.model.changes.ops import Op
from pmtui.model.entities.tasks import LagUnit, LengthUnit
from pmtui.query.error import AmbiguousError, QueryError
from pmtui.query.values.lengths import HINT, Bare, Length, length_text, typed_unit

_BY_TASK: Final = frozenset({"duration", "remaining_duration"})
COUNTED: Final = _BY_TASK | {"lag"}
"""Lengths that count working time or time of the clock, as another field of the row says."""
_GIVEN_FIELDS: Final = MappingProxyType({"duration": "duration_in", "lag": "lag_in"})
"""The field beside a length that says the unit it was given in."""


def counting_unit(field: str, row: object) -> LagUnit:
    """The unit in which a field of a row counts."""
    if field == "lag":
        unit: LagUnit = getattr(row, "lag_unit", "work")
        return unit
    is_elapsed = field in _BY_TASK and getattr(row, "elapsed", False)
    return "elapsed" if is_elapsed else "work"


def stored_unit(field: str, row: object) -> LengthUnit:
    """The unit in which a field of a row was given."""
    unit: LengthUnit = getattr(row, _GIVEN_FIELDS.get(field, ""), "")
    return unit


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
    if unit == "elapsed" and field not in _BY_TASK:
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
