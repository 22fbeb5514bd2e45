"""This file says whether marks and spaces in a filter part values or belong to one: `cost>1,5m`."""

import re
from typing import Final, Literal

from pmtui.query.error import AmbiguousError, QueryError
from pmtui.query.filter.comparison import Comparison, order_test
from pmtui.query.filter.terms import Compare, Operand, Range, Text, Value

_KINDS: Final = frozenset({"money", "minutes", "number", "date"})
_DECIMAL: Final = re.compile(r"[0-9],[0-9]")
_LISTS: Final = frozenset({":", "=", "!="})
_Reads = Literal["", "once", "twice"]


def operands_of(asked: Comparison, compare: Compare) -> tuple[Operand, ...]:
    """The operands of a comparison; a comma between digits may stand within one of them.

    Whole numbers stay a list, `p:4,5`; of amounts and lengths a comma that can do both is refused.

    Raises:
        AmbiguousError: it can be one value or several.
        QueryError: several values where one is compared.
    """
    operands = compare.operands
    parts = [part for operand in operands for part in _values(operand)]
    if len(operands) < 2 or any(part.literal for part in parts):
        return operands
    raw = ",".join(str(operand) for operand in operands)
    has_number = asked.field.kind in {"money", "minutes", "number"} and _DECIMAL.search(raw)
    whole = _whole(raw, parts[0].column)
    reads = _reads(asked, whole) if has_number else ""
    if compare.operator not in _LISTS:
        if not reads:
            raise QueryError(f"{compare.name}{compare.operator} takes one value", parts[0].column)
        return (whole,)
    if not reads or asked.field.kind == "number":
        return operands
    if not all(_reads(asked, operand) for operand in operands):
        return (whole,)
    each = " or ".join(f"{compare.name}{compare.operator}{operand}" for operand in operands)
    raise AmbiguousError(
        f"{raw!r} can be one value or {len(operands)}",
        parts[0].column,
        f'write {compare.name}{compare.operator}"{raw}", or ({each})',
    )


def refuse_cut_value(asked: Comparison, compare: Compare, text: Text) -> None:
    """Refuse a value that goes on in the words after it, as in `cost>10 Mio`: quotes join them.

    Raises:
        AmbiguousError: value and text can be one value.
    """
    last = _values(compare.operands[-1])[-1]
    if asked.field.kind not in _KINDS or last.literal or text.value.literal:
        return
    joined = f"{last.text} {text.value.text}"
    if asked.field.kind == "number" and not text.value.text[:1].isdigit():
        return
    if not _reads(asked, Value(joined, literal=True)):
        return
    raise AmbiguousError(
        f"{joined!r} can be one value, or {last.text!r} and the text {text.value.text!r}",
        last.column,
        f'write {compare.name}{compare.operator}"{joined}", or the text in quotes',
    )


def _values(operand: Operand) -> tuple[Value, ...]:
    if isinstance(operand, Range):
        return tuple(value for value in (operand.low, operand.high) if value is not None)
    return (operand,)


def _whole(raw: str, column: int) -> Operand:
    low, dots, high = raw.partition("..")
    if not dots:
        return Value(raw, column=column)
    ends = [Value(end, column=column) if end else None for end in (low, high)]
    return Range(ends[0], ends[1], column)


def _reads(asked: Comparison, operand: Operand) -> _Reads:
    try:
        order_test(asked, operand)
    except AmbiguousError:
        return "twice"
    except QueryError:
        return ""
    return "once"
